"""The sections of a film's form, in the order of the page they make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from films.admin import film_inlines as rows
from films.admin.block_inline import BlockInline

# One name: a line of its own; several: side by side.
Fields = tuple[str | tuple[str, ...], ...]


@dataclass(frozen=True)
class Tab:
    """One section of the form: its fields, then its lists."""

    anchor: str
    mark: str
    title: str | Promise
    fields: Fields = ()
    inlines: tuple[type[BlockInline], ...] = ()


TABS = (
    Tab(
        "head",
        "",
        _("Head"),
        (
            "title",
            ("original_title", "sort_title"),
            ("year", "released", "runtime"),
            "slug",
            "logline",
            "certificates",
            ("poster", "backdrop"),
            ("poster_palette", "poster_variant", "poster_motif"),
        ),
    ),
    Tab(
        "overview",
        "🎯",
        _("Overview"),
        inlines=(rows.TagInline, rows.WarningInline, rows.CrewInline, rows.ScoreInline),
    ),
    Tab("badly", "😅", _("Badly explained"), ("badly_explained",)),
    Tab("synopsis", "🍿", _("Synopsis"), ("synopsis",)),
    Tab("ending", "⚠️", _("Ending"), ("ending",)),
    Tab("cast", "🎬", _("Cast"), inlines=(rows.CastInline,)),
    Tab("quotes", "💬", _("Quotes"), inlines=(rows.QuoteInline,)),
    Tab(
        "box-office",
        "💰",
        _("Box office"),
        (("currency", "budget"), ("gross_domestic", "gross_worldwide")),
    ),
    Tab(
        "reviews",
        "💥",
        _("Reviews"),
        ("personal_review", "personal_rating", "consensus"),
        (rows.PressReviewInline, rows.AudienceReactionInline, rows.AwardInline),
    ),
    Tab("behind", "🛠️", _("Trivia"), inlines=(rows.TriviaInline,)),
    Tab("watch", "🖥️", _("How to watch"), ("watch_note",), (rows.OfferInline,)),
    Tab("similar", "🎥", _("Similar films"), inlines=(rows.SimilarFilmInline,)),
    Tab("products", "🛒", _("Products"), inlines=(rows.ProductInline,)),
    Tab("soundtrack", "🎧", _("Soundtrack"), ("soundtrack_note",), (rows.TrackInline,)),
    Tab("faq", "🤨", _("FAQ"), inlines=(rows.FaqInline,)),
    Tab("videos", "🔥", _("Videos and stills"), inlines=(rows.VideoInline, rows.StillInline)),
    Tab(
        "publishing",
        "",
        _("Publishing"),
        (
            ("author", "published_at"),
            "seo_title",
            "seo_description",
            "also_known_as",
            ("imdb_id", "tmdb_id", "wikidata_id"),
            "notes",
        ),
    ),
)

GIVEN = ("currency",)  # filled in every new film
INLINES = [inline for tab in TABS for inline in tab.inlines]
FIELDSETS = [(None, {"fields": tab.fields}) for tab in TABS if tab.fields]


@dataclass(frozen=True)
class ShownTab:
    """A section as the form of one film shows it."""

    plan: Tab
    fieldset: Any
    formsets: list[Any]
    proof_count: int = 0  # of the faults that the proofreader has found in it

    @property
    def count(self) -> int:
        """How many rows it has, those about to be removed left out."""
        return sum(len(kept_forms(shown.formset)) for shown in self.formsets)

    @property
    def has_rows(self) -> bool:
        return bool(self.formsets)

    @property
    def is_filled(self) -> bool:
        """Whether any of its own fields says more than a new film's."""
        return any(field_value(field) for field in self._fields())

    @property
    def has_faults(self) -> bool:
        """Whether something in it was refused."""
        formsets = [shown.formset for shown in self.formsets if shown.formset.is_bound]
        return any(not formset.is_valid() for formset in formsets) or any(
            not field.is_readonly and field.errors() for field in self._fields()
        )

    def _fields(self) -> Iterator[Any]:
        for line in self.fieldset or ():
            yield from line


def field_value(field: Any) -> object:
    """Return what a field holds, typed or stored; nothing for one only shown, or filled anyway."""
    if field.is_readonly or field.field.name in GIVEN:
        return None
    return field.field.value()


def kept_forms(formset: Any) -> list[Any]:
    """Return the rows of a list that hold something and are not marked to be removed."""
    forms = [*formset.initial_forms, *(form for form in formset.extra_forms if form.is_bound)]
    return [form for form in forms if not (form.is_bound and formset._should_delete_form(form))]


def shown_tabs(fieldsets: Iterable[Any], formsets: Iterable[Any]) -> list[ShownTab]:
    """Share the form's field sets and lists out to their sections; empty sections are left out."""
    by_inline = {type(shown.opts): shown for shown in formsets}
    sets = iter(fieldsets)
    tabs = []
    for plan in TABS:
        fieldset = next(sets) if plan.fields else None
        found = [by_inline[inline] for inline in plan.inlines if inline in by_inline]
        if fieldset or found:
            tabs.append(ShownTab(plan, fieldset, found))
    return tabs
