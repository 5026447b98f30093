"""What the home of the desk shows to moderators."""

from typing import cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from films.desk import Desk
from films.desk_home.panels import MOST_ROWS, Panel, Row, count_up_to, joined
from reviews.admin.entries import may_moderate
from reviews.choices import HoldReason
from reviews.models import Review, Storm

EXCERPT = 90  # characters of a review on the home


def to_moderate(user: User) -> list[Panel]:
    """Show a moderator the reviews that wait, the longest waiting first, and the open waves.

    Four queries.
    """
    if not may_moderate(user):
        return []
    queue = Review.objects.filter(queued_at__isnull=False)
    reviews = queue.select_related("film").order_by("queued_at", "pk")
    open_storms = Storm.objects.filter(ended_at=None)
    return [
        Panel(
            "reviews",
            _("Reviews to look at"),
            [_review_row(review) for review in reviews[:MOST_ROWS]],
            count_up_to(queue),
            reverse("admin:reviews_review_changelist"),
        ),
        Panel(
            "storms",
            _("Unusual waves of ratings"),
            [_storm_row(storm) for storm in open_storms.select_related("film")[:MOST_ROWS]],
            count_up_to(open_storms),
            f"{reverse('admin:reviews_storm_changelist')}?state=open",
        ),
    ]


def _review_row(review: Review) -> Row:
    reason = HoldReason(review.hold_reason).label if review.hold_reason else ""
    stars = f"★ {(review.score or 0) / 2:g}" if review.score else ""
    words = review.title or review.body
    return Row(
        str(review.film),
        reverse("admin:reviews_review_change", args=[review.pk]),
        detail=joined(stars, review.display_name, str(reason) or _("readers or its author ask")),
        said=words if len(words) <= EXCERPT else words[:EXCERPT].rpartition(" ")[0] + " …",
        at=review.queued_at,
    )


def _storm_row(storm: Storm) -> Row:
    url = reverse("admin:reviews_storm_change", args=[storm.pk])
    return Row(str(storm.film), url, detail=storm.reason, at=storm.noticed_at)


# Before what editors see: somebody who moderates as well begins with the visitors.
cast(Desk, admin.site).panels.insert(0, to_moderate)
