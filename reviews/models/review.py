import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Count, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.line_field import LineField
from films.models.prose_field import ProseField
from reviews import scores
from reviews.choices import (
    LIVE_STATUSES,
    DecisionReason,
    HoldReason,
    ReviewSource,
    ReviewStatus,
    SetAside,
    SpoilerBy,
)
from reviews.models.film_rating import Figures, FilmRating

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # base58: no 0, O, I, l
# What the figures of a film are counted from.
COUNTED_FIELDS = {"film", "film_id", "score", "status", "set_aside", "source", "body", "language"}
# Code points.
LONGEST = {"title": 120, "body": 5000, "display_name": 50}
PUBLISHED = Q(status=ReviewStatus.PUBLISHED)
HAS_WORDS = ~Q(body="")
COUNTED = PUBLISHED & Q(score__isnull=False, source=ReviewSource.VISITOR, set_aside="")


def new_public_id() -> str:
    """Twelve random letters and digits: what a review is called in addresses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class ReviewQuerySet(models.QuerySet):
    def published(self) -> "ReviewQuerySet":
        """What the public may read."""
        return self.filter(PUBLISHED)

    def live(self) -> "ReviewQuerySet":
        """The one review a person has of a film, while it can still be edited."""
        return self.filter(status__in=LIVE_STATUSES)

    def for_list(self) -> "ReviewQuerySet":
        """The public reviews with words, newest first; one index read."""
        return self.filter(PUBLISHED & HAS_WORDS).order_by("-published_at", "-pk")

    def latest_of_all_films(self) -> "ReviewQuerySet":
        """The newest reviews that are not folded up, of films that are public; one index read."""
        films = Film.objects.published().order_by()
        return self.for_list().filter(contains_spoilers=False, film__in=films)

    def histogram(self) -> tuple[int, ...]:
        """Count the scores of these reviews: how many gave ½ star, 1 star ... 5 stars."""
        rows = dict(
            self.order_by().filter(counts=True).values_list("score").annotate(number=Count("pk"))
        )
        return tuple(rows.get(n, 0) for n in range(scores.LOWEST, scores.HIGHEST + 1))

    def figures(self) -> Figures:
        """Count these reviews of one film: its histogram, and its words by their language."""
        texts = self.order_by().filter(PUBLISHED & HAS_WORDS).values_list("language")
        of_import = Count("pk", filter=Q(source=ReviewSource.IMPORT))
        rows = list(texts.annotate(number=Count("pk"), imported=of_import))
        languages = {language: number for language, number, _imported in rows}
        return Figures(self.histogram(), languages, sum(row[2] for row in rows))

    def update(self, **fields: Any) -> int:
        """Refused for everything that the films' figures are counted from.

        Raises TypeError: use a verb of submission or moderation, which recounts.
        """
        if refused := COUNTED_FIELDS & fields.keys():
            raise TypeError(f"update() of {', '.join(sorted(refused))} would spoil the figures.")
        return super().update(**fields)

    def bulk_update(self, objs: Iterable["Review"], fields: Iterable[str], **options: Any) -> int:
        """Refused like update()."""
        if refused := COUNTED_FIELDS & set(fields):
            raise TypeError(f"bulk_update() of {', '.join(sorted(refused))} spoils the figures.")
        return super().bulk_update(objs, fields, **options)

    def update_under_lock(self, **fields: Any) -> int:
        """update() for a verb that holds the films' figures locked and recounts them afterwards."""
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete these reviews and recount their films, in one transaction."""
        with transaction.atomic():
            film_ids = set(self.order_by().values_list("film_id", flat=True))
            ratings = FilmRating.objects.lock(film_ids)
            result = super().delete()
            for rating in ratings:
                store_figures(rating)
        return result

    delete.alters_data = True
    delete.queryset_only = True


class Review(models.Model):
    """A visitor's rating, words about a film, or both. Its words are theirs: nobody edits them."""

    public_id = LineField(max_length=12, unique=True, default=new_public_id, editable=False)
    film = models.ForeignKey(
        Film, models.PROTECT, related_name="reviews", db_index=False, verbose_name=_("film")
    )
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, blank=True, help_text=_("In half stars, 1 to 10; empty: words only.")
    )
    title = LineField(_("headline"), max_length=LONGEST["title"], blank=True)
    body = ProseField(_("words"), max_length=LONGEST["body"])
    display_name = LineField(_("name"), max_length=LONGEST["display_name"], blank=True)
    language = LineField(_("language"), max_length=8, blank=True, help_text=_("Empty: unknown."))
    word_count = models.PositiveSmallIntegerField(_("length in words"), default=0)
    contains_spoilers = models.BooleanField(_("contains spoilers"), default=False)
    spoiler_by = LineField(_("folded up by"), max_length=8, choices=SpoilerBy, blank=True)

    status = LineField(_("status"), max_length=10, choices=ReviewStatus)
    set_aside = LineField(_("set aside"), max_length=8, choices=SetAside, blank=True)
    source = LineField(
        _("source"), max_length=8, choices=ReviewSource, default=ReviewSource.VISITOR
    )
    # Worked out by the database, so that no writer can forget it.
    counts = models.GeneratedField(
        expression=Case(When(COUNTED, then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
        verbose_name=_("counted in the film's rating"),
    )

    # Why it waits, or waited: the main reason, and all of them as [{"code", "detail"}, ...].
    hold_reason = LineField(_("held because"), max_length=12, choices=HoldReason, blank=True)
    risk_reasons = models.JSONField(_("signals"), default=list, blank=True)
    queued_at = models.DateTimeField(_("to be looked at since"), null=True, blank=True)
    decision_reason = LineField(
        _("decided because"), max_length=16, choices=DecisionReason, blank=True
    )
    decision_note = LineField(_("note to the author"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    appealed_at = models.DateTimeField(_("appealed"), null=True, blank=True, editable=False)

    # The two ways in which a person is known: a key in the browser, a confirmed address.
    author_key = LineField(max_length=64, null=True, blank=True, editable=False)
    verified_email_hash = LineField(max_length=64, null=True, blank=True, editable=False)
    idempotency_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    content_hash = LineField(max_length=64, blank=True, editable=False)
    import_key = LineField(max_length=64, null=True, blank=True, unique=True, editable=False)

    helpful_yes = models.PositiveIntegerField(_("found helpful by"), default=0)
    helpful_no = models.PositiveIntegerField(_("found not helpful by"), default=0)
    helpfulness = models.FloatField(default=0.0, editable=False)
    featured_at = models.DateTimeField(_("picked by the editors"), null=True, blank=True)

    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    # When the score of now was given: the waves of ratings are seen by it.
    scored_at = models.DateTimeField(_("rated"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)
    withdraw_at = models.DateTimeField(
        _("withdrawn for good at"), null=True, blank=True, editable=False
    )
    # Empty: unknown, for what came from elsewhere; never assumed.
    consent_at = models.DateTimeField(_("agreed"), null=True, blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        permissions = [
            ("moderate_review", "Can publish, reject and hide reviews"),
            ("reply_review", "Can answer reviews for the site"),
        ]
        indexes = [
            # Read by the film page and by the list of its reviews, newest and oldest. The status is
            # the same in all of it; by that column SQLite prefers it to review_list_all.
            models.Index(
                fields=["film", "status", "-published_at", "-id"],
                condition=PUBLISHED & HAS_WORDS,
                name="review_list_newest",
            ),
            # Read by the list of highest and lowest, and of one score.
            models.Index(
                fields=["film", "-score", "-published_at", "-id"],
                condition=PUBLISHED & HAS_WORDS,
                name="review_list_score",
            ),
            # Read by the list of the most helpful.
            models.Index(
                fields=["film", "-helpfulness", "-published_at", "-id"],
                condition=PUBLISHED & HAS_WORDS,
                name="review_list_helpful",
            ),
            # Read by the most helpful of one score, which "both sides" are chosen from.
            models.Index(
                fields=["film", "score", "-helpfulness", "-published_at", "-id"],
                condition=PUBLISHED & HAS_WORDS,
                name="review_list_sides",
            ),
            # Read by the list of those that the editors picked.
            models.Index(
                fields=["film", "-featured_at", "-id"],
                condition=PUBLISHED & HAS_WORDS & Q(featured_at__isnull=False),
                name="review_list_picked",
            ),
            # Read by the list in one language, and by every recount of the words.
            models.Index(
                fields=["film", "language", "-published_at", "-id"],
                condition=PUBLISHED & HAS_WORDS,
                name="review_list_language",
            ),
            # Read by the list that shows ratings without words as well.
            models.Index(
                fields=["film", "-published_at", "-id"],
                condition=PUBLISHED,
                name="review_list_all",
            ),
            # Read by the front page: the newest of all films. Without spoilers, so that it is of
            # no use for one film's list, which PostgreSQL would otherwise walk it for.
            models.Index(
                fields=["-published_at", "-id"],
                condition=PUBLISHED & HAS_WORDS & Q(contains_spoilers=False),
                name="review_latest",
            ),
            # Read by every recount; also finds the reviews of a film, and those of one score.
            models.Index(fields=["film", "counts", "score"], name="review_recount"),
            # Read by the detector of unusual waves.
            models.Index(
                fields=["film", "scored_at"],
                condition=Q(scored_at__isnull=False),
                name="review_wave",
            ),
            # Read by what ends: embargoes, waves, withdrawals that can still be undone.
            models.Index(
                fields=["film", "set_aside"],
                condition=~Q(set_aside=""),
                name="review_set_aside",
            ),
            models.Index(
                fields=["withdraw_at"],
                condition=Q(withdraw_at__isnull=False),
                name="review_withdrawal",
            ),
            # Read by the moderators' queue.
            models.Index(
                fields=["queued_at", "id"],
                condition=Q(queued_at__isnull=False),
                name="review_queue",
            ),
            # Read on every submission with words, to find the same words sent before.
            models.Index(
                fields=["content_hash"], condition=~Q(content_hash=""), name="review_same_words"
            ),
            # Read by what belongs to one browser or one address: "my reviews", export, erasure.
            models.Index(
                fields=["author_key"],
                condition=Q(author_key__isnull=False),
                name="review_of_author",
            ),
            models.Index(
                fields=["verified_email_hash"],
                condition=Q(verified_email_hash__isnull=False),
                name="review_of_address",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(scores.LOWEST, scores.HIGHEST)),
                name="review_score_is_1_to_10",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=False) | HAS_WORDS | Q(status=ReviewStatus.WITHDRAWN),
                name="review_has_score_or_words",
            ),
            models.CheckConstraint(
                condition=~PUBLISHED | Q(published_at__isnull=False),
                name="review_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReviewStatus.PENDING)
                | (Q(queued_at__isnull=False) & ~Q(hold_reason="")),
                name="review_pending_is_queued_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ReviewStatus.REJECTED, ReviewStatus.HIDDEN])
                | ~Q(decision_reason=""),
                name="review_declined_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReviewStatus.WITHDRAWN)
                | Q(
                    body="",
                    title="",
                    display_name="",
                    score=None,
                    author_key=None,
                    verified_email_hash=None,
                ),
                name="review_withdrawn_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(contains_spoilers=True) | Q(spoiler_by=""),
                name="review_folded_up_by_somebody_contains_spoilers",
            ),
            models.UniqueConstraint(
                fields=["film", "author_key"],
                condition=Q(status__in=LIVE_STATUSES) & Q(author_key__isnull=False),
                name="review_one_live_per_author_and_film",
            ),
            models.UniqueConstraint(
                fields=["film", "verified_email_hash"],
                condition=Q(status__in=LIVE_STATUSES) & Q(verified_email_hash__isnull=False),
                name="review_one_live_per_address_and_film",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.created_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """The list that begins with this review, so that it is there however old it is."""
        page = reverse("reviews:review_list", args=[self.film.slug])
        words = "" if self.body else "words=any&"
        return f"{page}?{words}from={self.public_id}#review-{self.public_id}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete this review and recount its film, in one transaction."""
        with transaction.atomic():
            (rating,) = FilmRating.objects.lock([self.film_id])
            result = super().delete(*args, **kwargs)
            store_figures(rating)
        return result

    @property
    def name(self) -> str:
        """What stands above the review; "Anonymous" for those who gave no name."""
        return self.display_name or gettext("Anonymous")

    @property
    def stars(self) -> str:
        """The score in stars as it is written ("4½"), "" without one."""
        return scores.half_stars(self.score) if self.score else ""

    @property
    def star_width(self) -> int:
        """How much of five stars is lit, in percent."""
        return (self.score or 0) * 10

    @property
    def is_countable(self) -> bool:
        """What the database works out as ``counts``, for the values that the object holds now."""
        return (
            self.status == ReviewStatus.PUBLISHED
            and self.score is not None
            and self.source == ReviewSource.VISITOR
            and not self.set_aside
        )

    @property
    def is_live(self) -> bool:
        """Whether its author can still edit it."""
        return self.status in LIVE_STATUSES


def store_figures(rating: FilmRating, figures: Figures | None = None) -> None:
    """Write a film's figures, counted afresh unless given; the caller holds the lock on the row."""
    rating.set_figures(figures or Review.objects.filter(film_id=rating.pk).figures())
    rating.version += 1
    if figures is None:
        rating.recounted_at = timezone.now()
    rating.save()
