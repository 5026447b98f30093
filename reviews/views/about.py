"""What the site says about its reviews: worked out from the rules that are in force, so that it
cannot say anything else than what happens.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.views.public_page import public_page
from films.views.read_only import read_only
from reviews import (
    chores,
    emails,
    mail_links,
    ownership,
    reporting,
    scores,
    spam,
    storm_watch,
    storms,
    submission,
    withdrawal,
)
from reviews.choices import DecisionReason
from reviews.listing import Order
from reviews.mail_links import Purpose
from reviews.models.review import LONGEST
from reviews.views.session import AUTHOR_SECONDS

# What a review is turned down for; the other reasons are no judgement of a moderator.
NO_JUDGEMENT = (DecisionReason.AUTHOR, DecisionReason.REPORTED)


@read_only
@public_page
def about(request: HttpRequest) -> HttpResponse:
    """Tell how reviews are written, checked, ordered, counted and kept."""
    context = {
        "canonical_path": reverse("reviews:about"),
        "moderation": settings.REVIEWS_MODERATION,
        "longest": LONGEST["body"],
        "is_delivered": emails.is_delivered(),
        "reasons": [reason.label for reason in DecisionReason if reason not in NO_JUDGEMENT],
        "orders": Order.labels,
        "undo_within": span(withdrawal.UNDO_WITHIN),
        **_checks(),
        **_figures(),
        "kept": _kept(),
    }
    return render(request, "reviews/about.html", context)


def _checks() -> dict[str, object]:
    return {
        "seconds": spam.FASTEST_MS // 1000,
        "spam_links": spam.LINKS_OF_SPAM,
        "network_limit": spam.RATINGS_OF_A_NETWORK,
        "network_within": span(spam.WITHIN),
        "film_limit": spam.RATINGS_OF_A_NETWORK_AND_FILM,
        "film_within": span(spam.WITHIN_A_DAY),
        "reports_to_cover": reporting.REPORTS_TO_COVER,
        "reports_to_hide": reporting.REPORTS_TO_HIDE,
    }


def _figures() -> dict[str, object]:
    return {
        "for_a_mean": scores.RATINGS_FOR_A_MEAN,
        "prior_count": scores.PRIOR_COUNT,
        "wave_least": storms.LEAST_RATE,
        "wave_times": storms.TIMES_BASELINE,
        "wave_share": round(100 * storms.LEAST_EXTREME),
        "young_days": storms.DAYS_OF_A_PAST,
        "young_least": storms.LEAST_RATE_OF_YOUNG,
        "young_share": round(100 * storms.LEAST_EXTREME_OF_YOUNG),
        "wave_calm": span(timedelta(days=storm_watch.CALM_DAYS)),
    }


def _kept() -> list[tuple[str, str]]:
    """What is stored, and for how long."""
    as_long = _("with the review")
    confirm_within = mail_links.GOOD_FOR[Purpose.CONFIRM]
    return [
        (_("What you gave and wrote, with its earlier versions and its dates"), as_long),
        (_("A fingerprint of your private link, which opens nothing by itself"), as_long),
        (
            _("Your e-mail address, if you gave one and confirmed it, apart from the review"),
            as_long,
        ),
        (
            _("An e-mail address that nobody confirms"),
            span(submission.UNCONFIRMED_IS_KEPT),
        ),
        (_("The link in the mail that asks you to confirm"), span(confirm_within or timedelta())),
        (
            _("A scrambled mark of the network that a review came from"),
            span(submission.SIGNALS_ARE_KEPT),
        ),
        (_("What that mark is scrambled with"), span(chores.SALTS_ARE_KEPT)),
        (
            _("Whose a vote or a report was, as a scrambled mark; the vote itself stays"),
            span(chores.KEYS_ARE_KEPT),
        ),
        (_("What was called spam"), span(chores.SPAM_IS_KEPT)),
        (
            _("A cookie that opens your reviews, after your private link or a review of yours"),
            span(ownership.SESSION_LASTS),
        ),
        (
            _("A cookie with a key, only if you tick “let me edit on this device”"),
            span(timedelta(seconds=AUTHOR_SECONDS)),
        ),
        (_("Your network address, and what your browser calls itself"), _("never stored")),
    ]


def span(time: timedelta) -> str:
    """A stretch of time in words: "10 minutes", "24 hours", "30 days"."""
    minutes = round(time.total_seconds() / 60)
    if minutes >= 48 * 60:
        return ngettext("%d day", "%d days", minutes // 1440) % (minutes // 1440)
    if minutes >= 120:
        return ngettext("%d hour", "%d hours", minutes // 60) % (minutes // 60)
    return ngettext("%d minute", "%d minutes", minutes) % minutes
