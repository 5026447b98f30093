"""The lists of a film page, as they stand in its form."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.admin.block_inline import BlockForm, BlockFormSet, BlockInline
from films.admin.row_forms import OfferForm, QuoteForm, SimilarFilmForm, VideoForm
from films.choices import Job, TagKind
from films.models import (
    AudienceReaction,
    Award,
    Credit,
    Faq,
    FilmTag,
    Offer,
    PressReview,
    Product,
    Quote,
    Score,
    SimilarFilm,
    Still,
    Track,
    Trivia,
    Video,
)

BROWSED = tuple(kind for kind in TagKind if kind != TagKind.WARNING)


class TagForm(BlockForm):
    """A tag of one of the kinds that its list is for."""

    kinds: tuple[TagKind, ...] = BROWSED

    def clean_tag(self) -> Any:
        tag = self.cleaned_data["tag"]
        if tag.kind not in self.kinds:
            message = _("“%(tag)s” is of another kind (%(kind)s) and does not belong in this list.")
            raise forms.ValidationError(
                message, params={"tag": tag.name, "kind": tag.get_kind_display().lower()}
            )
        return tag


class WarningForm(TagForm):
    kinds = (TagKind.WARNING,)


class TagFormSet(BlockFormSet):
    @classmethod
    def get_default_prefix(cls) -> str:
        return "tags"


class WarningFormSet(BlockFormSet):
    @classmethod
    def get_default_prefix(cls) -> str:
        return "warnings"


class TagInline(BlockInline):
    model = FilmTag
    form = TagForm
    formset = TagFormSet
    fields = ("tag", "position")
    tag_kinds = BROWSED
    verbose_name = _("tag")
    verbose_name_plural = _("Genres, moods, countries and other tags")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(tag__kind=TagKind.WARNING)


class WarningInline(BlockInline):
    model = FilmTag
    form = WarningForm
    formset = WarningFormSet
    fields = ("tag", "level", "detail", "position")
    wide = ("detail",)
    tag_kinds = (TagKind.WARNING,)
    verbose_name = _("content warning")
    verbose_name_plural = _("Content warnings")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(tag__kind=TagKind.WARNING)


class CastFormSet(BlockFormSet):
    @classmethod
    def get_default_prefix(cls) -> str:
        return "cast"


class CrewFormSet(BlockFormSet):
    @classmethod
    def get_default_prefix(cls) -> str:
        return "crew"


class CastInline(BlockInline):
    model = Credit
    formset = CastFormSet
    fields = ("person", "character", "description", "position")
    wide = ("description",)
    verbose_name = _("actor")
    verbose_name_plural = _("Cast, in billing order")
    takes_a_list = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(job=Job.ACTOR)


class CrewInline(BlockInline):
    model = Credit
    formset = CrewFormSet
    fields = ("job", "person", "position")
    verbose_name = _("credit")
    verbose_name_plural = _("Behind the camera")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(job=Job.ACTOR)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "job":
            jobs = [choice for choice in Job.choices if choice[0] != Job.ACTOR]
            return forms.ChoiceField(choices=jobs, initial=Job.DIRECTOR, label=_("Job"))
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class ScoreInline(BlockInline):
    model = Score
    fields = ("source", "value", "best", "votes", "checked_on", "url", "position")
    wide = ("url",)
    verbose_name_plural = _("Scores on other sites")


class QuoteInline(BlockInline):
    model = Quote
    form = QuoteForm
    fields = ("text", "speaker", "spoiler", "context", "position")
    wide = ("text", "context")


class PressReviewInline(BlockInline):
    model = PressReview
    fields = (
        *("publication", "critic", "verdict", "published_on"),
        *("excerpt", "summary", "url", "position"),
    )
    wide = ("excerpt", "summary", "url")


class AudienceReactionInline(BlockInline):
    model = AudienceReaction
    fields = ("claim", "explanation", "position")
    wide = ("claim", "explanation")


class AwardInline(BlockInline):
    model = Award
    fields = ("body", "category", "year", "won", "recipient", "person", "position")
    tag_kinds = (TagKind.AWARD,)
    verbose_name_plural = _("Awards and nominations")


class TriviaInline(BlockInline):
    model = Trivia
    fields = ("text", "source", "position")
    wide = ("text", "source")


class OfferInline(BlockInline):
    model = Offer
    form = OfferForm
    fields = (
        *("provider", "access", "region", "price", "currency"),
        *("until", "checked_on", "url", "position"),
    )
    wide = ("url",)


class SimilarFilmInline(BlockInline):
    model = SimilarFilm
    form = SimilarFilmForm
    fk_name = "film"
    fields = ("title", "year", "other", "reason", "position")
    wide = ("title", "reason")


class ProductInline(BlockInline):
    model = Product
    fields = ("name", "kind", "image", "pitch", "url", "position")
    wide = ("name", "pitch", "url")


class TrackInline(BlockInline):
    model = Track
    fields = ("title", "artist", "note", "url", "position")
    wide = ("note", "url")
    verbose_name_plural = _("Notable tracks")


class FaqInline(BlockInline):
    model = Faq
    fields = ("question", "answer", "position")
    wide = ("question", "answer")


class VideoInline(BlockInline):
    model = Video
    form = VideoForm
    fields = (
        *("kind", "title", "key", "file", "thumbnail", "duration", "uploaded_on"),
        *("description", "position"),
    )
    wide = ("title", "key", "description")


class StillInline(BlockInline):
    model = Still
    fields = ("image", "caption", "spoiler", "position")
    wide = ("caption",)
