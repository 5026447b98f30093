"""The film: the page that everything else in the guide hangs on."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.choices import FilmStatus, PosterVariant
from films.models.film_query_set import FilmQuerySet
from films.models.image import Image
from films.models.line_field import LineField
from films.models.partial_date_field import IsPartialDate, PartialDateField
from films.models.prose_field import ProseField
from films.models.slug_field import SlugField
from films.text import fold, sort_title

FIRST_FILM_YEAR = 1870  # Le Prince, Janssen and Muybridge worked in the years after
LAST_FILM_YEAR = 2200
LONGEST_RUNTIME = 60_000  # minutes; "Logistics" (2012) runs 51,420


class Film(models.Model):
    """A film and the words of its page; what stands there in rows are its PageBlocks.

    A working copy of a live film is a Film too: ``draft_of`` names the live one, ``slug`` is
    NULL, and it can never be published.
    """

    title = LineField(_("title"), max_length=400, help_text=_("As the film is known here."))
    original_title = LineField(
        _("original title"), max_length=400, blank=True, help_text=_("If it differs.")
    )
    also_known_as = ProseField(
        _("also known as"), max_length=4_000, help_text=_("Other titles, one a line.")
    )
    sort_title = LineField(
        _("title for sorting"),
        max_length=400,
        blank=True,
        help_text=_("“Sessions” for The Sessions. Made from the title when left empty."),
    )
    folded = LineField(max_length=1_200, editable=False)
    sort_key = LineField(max_length=1_200, editable=False)
    slug = SlugField(
        _("address"),
        null=True,
        blank=True,
        unique=True,
        help_text=_("The end of the page's address: the-sessions-2012. Made from title and year."),
    )
    imdb_id = LineField(
        _("IMDb number"),
        max_length=12,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^tt\d{7,10}$", _("tt and seven digits or more: tt1866249."))],
        help_text=_("Begins with tt: tt1866249."),
    )
    tmdb_id = models.PositiveIntegerField(_("TMDB number"), null=True, blank=True)
    wikidata_id = LineField(
        _("Wikidata number"),
        max_length=16,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9]\d*$", _("Q and a number: Q103949."))],
        help_text=_("Begins with Q."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(FIRST_FILM_YEAR),
            MaxValueValidator(LAST_FILM_YEAR),
        ],
        help_text=_("Of the first public showing."),
    )
    decade = models.GeneratedField(
        expression=F("year") / 10 * 10,
        output_field=models.PositiveSmallIntegerField(null=True),
        db_persist=True,
    )
    released = PartialDateField(
        _("release date"),
        help_text=_("2012-10-19, or as much of it as is known: 2012-10, 2012."),
    )
    runtime = models.PositiveIntegerField(
        _("runtime"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RUNTIME)],
        help_text=_("In minutes."),
    )
    certificates = ProseField(
        _("certificates"),
        max_length=1_000,
        help_text=_("One a line, the country first: “US: R”, “GB: 15”."),
    )
    poster = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="poster_of",
        verbose_name=_("poster"),
        help_text=_("Upright. Without one a poster is drawn."),
    )
    backdrop = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="backdrop_of",
        verbose_name=_("wide picture"),
    )
    poster_palette = LineField(
        _("colours of the drawn poster"),
        max_length=24,
        blank=True,
        help_text=_("A genre's colours; chosen by the first genre when left empty."),
    )
    poster_variant = models.PositiveSmallIntegerField(
        _("palette"), null=True, blank=True, choices=PosterVariant
    )
    poster_motif = LineField(
        _("figure of the drawn poster"),
        max_length=24,
        blank=True,
        help_text=_("Or chosen for you."),
    )

    logline = LineField(
        _("logline"),
        max_length=300,
        blank=True,
        help_text=_("One or two plain sentences without spoilers, for cards and search engines."),
    )
    badly_explained = LineField(
        _("plot, badly explained"),
        max_length=300,
        blank=True,
        help_text=_("One line. The punch line may stand between **two stars**."),
    )
    synopsis = ProseField(
        _("synopsis"),
        help_text=_("Markdown. Headings (### …) join the page's contents."),
    )
    ending = ProseField(
        _("ending explained"),
        help_text=_("Markdown. Stands behind the curtain, closed."),
    )
    personal_review = ProseField(_("personal review"), help_text=_("Markdown."))
    personal_rating = models.PositiveSmallIntegerField(
        _("personal rating"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("1 to 10."),
    )
    consensus = ProseField(_("overall consensus"), max_length=2_000)
    watch_note = ProseField(_("how to watch"), max_length=4_000, help_text=_("Markdown."))
    soundtrack_note = ProseField(_("about the soundtrack"), max_length=4_000)

    currency = LineField(
        _("currency"),
        max_length=3,
        default="USD",
        help_text=_("Three letters: USD, EUR."),
    )
    budget = models.PositiveBigIntegerField(_("budget"), null=True, blank=True)
    gross_domestic = models.PositiveBigIntegerField(_("domestic gross"), null=True, blank=True)
    gross_worldwide = models.PositiveBigIntegerField(_("worldwide gross"), null=True, blank=True)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="films",
        verbose_name=_("author"),
    )
    status = LineField(
        _("status"),
        max_length=10,
        choices=FilmStatus,
        default=FilmStatus.DRAFT,
        editable=False,
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("A time ahead schedules the page."),
    )
    draft_of = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="working_copy",
        verbose_name=_("working copy of"),
    )
    next_slug = SlugField(
        _("address to come"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Of a working copy: what its live page is to be called from then on."),
    )
    go_live_at = models.DateTimeField(
        _("goes live at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Of a working copy: when the live page takes over what it says."),
    )
    completeness = models.PositiveSmallIntegerField(_("completeness"), default=0, editable=False)
    fault_count = models.PositiveSmallIntegerField(_("faults"), default=0, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    seo_title = LineField(_("title for search engines"), max_length=120, blank=True)
    seo_description = LineField(_("description for search engines"), max_length=300, blank=True)
    notes = ProseField(_("notes"), help_text=_("For editors only; never shown to visitors."))
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = FilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        ordering = ["sort_key", "year", "id"]
        permissions = [("publish_film", _("Can publish films"))]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="film_has_a_title"),
            models.CheckConstraint(
                condition=Q(year__isnull=True)
                | Q(year__gte=FIRST_FILM_YEAR, year__lte=LAST_FILM_YEAR),
                name="film_year_is_of_the_cinema",
            ),
            models.CheckConstraint(
                condition=Q(runtime__isnull=True) | Q(runtime__gte=1, runtime__lte=LONGEST_RUNTIME),
                name="film_runtime_is_possible",
            ),
            models.CheckConstraint(
                condition=IsPartialDate("released"), name="film_released_is_a_date"
            ),
            models.CheckConstraint(
                condition=Q(personal_rating__isnull=True)
                | Q(personal_rating__gte=1, personal_rating__lte=10),
                name="film_personal_rating_is_1_to_10",
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gt=0),
                name="film_budget_is_positive",
            ),
            models.CheckConstraint(
                condition=Q(gross_domestic__isnull=True) | Q(gross_domestic__gt=0),
                name="film_gross_domestic_is_positive",
            ),
            models.CheckConstraint(
                condition=Q(gross_worldwide__isnull=True) | Q(gross_worldwide__gt=0),
                name="film_gross_worldwide_is_positive",
            ),
            models.CheckConstraint(condition=~Q(currency=""), name="film_has_a_currency"),
            models.CheckConstraint(
                condition=Q(poster_variant__isnull=True) | Q(poster_variant__lte=2),
                name="film_poster_variant_is_one_of_three",
            ),
            models.CheckConstraint(
                condition=Q(completeness__lte=100),
                name="film_completeness_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=~Q(status=FilmStatus.PUBLISHED)
                | Q(published_at__isnull=False, slug__isnull=False),
                name="film_published_has_date_and_address",
            ),
            models.CheckConstraint(
                condition=Q(draft_of__isnull=True)
                | (Q(slug__isnull=True) & ~Q(status=FilmStatus.PUBLISHED)),
                name="film_working_copy_is_never_public",
            ),
            models.CheckConstraint(
                condition=~Q(draft_of=F("id")), name="film_is_no_working_copy_of_itself"
            ),
            models.CheckConstraint(
                condition=Q(draft_of__isnull=False)
                | Q(next_slug__isnull=True, go_live_at__isnull=True),
                name="film_only_a_working_copy_waits_to_go_live",
            ),
            models.CheckConstraint(
                condition=~Q(next_slug=""), name="film_next_address_is_not_empty"
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="film_address_is_not_empty"),
            # A working copy carries the numbers of its live film, so these look at live ones only.
            models.UniqueConstraint(
                fields=["imdb_id"],
                condition=Q(draft_of__isnull=True),
                name="film_imdb_id_is_unique",
            ),
            models.UniqueConstraint(
                fields=["tmdb_id"],
                condition=Q(draft_of__isnull=True),
                name="film_tmdb_id_is_unique",
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=Q(draft_of__isnull=True),
                name="film_wikidata_id_is_unique",
            ),
        ]
        # Partial on what each reader asks for: before the first ANALYZE SQLite takes an index
        # over status for every query that names it, and walks all rows.
        indexes = [
            models.Index(  # home, feeds: newest first
                fields=["-published_at", "-id"],
                condition=Q(status=FilmStatus.PUBLISHED),
                name="film_live_newest",
            ),
            models.Index(  # the list from A to Z and its letters
                fields=["sort_key", "id"],
                condition=Q(status=FilmStatus.PUBLISHED),
                name="film_live_title",
            ),
            models.Index(  # the list by year, decade pages
                fields=["-year", "sort_key", "id"],
                condition=Q(status=FilmStatus.PUBLISHED),
                name="film_live_year",
            ),
            models.Index(  # "published just now" looks for the same title and year, search
                fields=["folded", "year"], name="film_folded_year"
            ),
            models.Index(  # home of the desk: somebody's drafts, last changed first
                fields=["author", "-updated_at"],
                condition=Q(status=FilmStatus.DRAFT),
                name="film_own_drafts",
            ),
            models.Index(  # home of the desk: what waits for an editor, longest first
                fields=["updated_at"],
                condition=Q(status=FilmStatus.REVIEW),
                name="film_in_review",
            ),
            models.Index(  # home of the desk: working copies, last changed first
                fields=["-updated_at"],
                condition=Q(draft_of__isnull=False),
                name="film_working_copies",
            ),
            models.Index(  # home of the desk: pages with the most faults
                fields=["-fault_count", "completeness"],
                condition=Q(fault_count__gt=0),
                name="film_most_faults",
            ),
            models.Index(  # the server looks every few seconds for updates that are due
                fields=["go_live_at"],
                condition=Q(go_live_at__isnull=False),
                name="film_waits_to_go_live",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_title = self.sort_title or sort_title(self.title)
        self.folded, self.sort_key = fold(self.title), fold(self.sort_title)
        # A form sends an empty text where the column must be NULL to stay unique.
        self.slug = self.slug or None
        self.imdb_id, self.wikidata_id = self.imdb_id or None, self.wikidata_id or None
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("films:film_detail", args=[self.slug])

    @property
    def main(self) -> "Film":
        """The film whose page this is: itself, or the live one that it is a working copy of.

        Costs a query for a working copy whose live film is not loaded.
        """
        return self.draft_of or self

    @property
    def is_live(self) -> bool:
        """Whether visitors can see the page now; see FilmQuerySet.published."""
        return (
            self.status == FilmStatus.PUBLISHED
            and self.published_at is not None
            and self.published_at <= timezone.now()
        )

    @property
    def is_scheduled(self) -> bool:
        """Whether the page is published with a time that is still ahead."""
        return self.status == FilmStatus.PUBLISHED and not self.is_live
