"""From when on a film may be rated. The figures are derived, so nobody types them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.admin.linked_field import LinkedFields, is_key
from reviews import openings, scores
from reviews.choices import Opening
from reviews.models import FilmRating


@admin.register(FilmRating)
class FilmRatingAdmin(LinkedFields, admin.ModelAdmin):
    change_form_template = "admin/reviews/filmrating/change_form.html"
    list_display = ("film", "opening", "count", "shown_mean", "text_count", "is_frozen")
    list_filter = ("opening",)
    list_select_related = ("film",)
    ordering = ("-count", "film")
    search_fields = ("film__title",)
    show_full_result_count = False
    fields = ("film", "opening", "count", "shown_mean", "text_count", "frozen_since")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> FilmRating | None:
        # The key is that of a film: Django does not see for itself that a number is too large.
        return super().get_object(request, object_id, from_field) if is_key(object_id) else None

    def get_fields(self, request: HttpRequest, obj: FilmRating | None = None) -> tuple[str, ...]:
        return self.fields if obj else ("film", "opening")

    def get_readonly_fields(
        self, request: HttpRequest, obj: FilmRating | None = None
    ) -> tuple[str, ...]:
        return tuple(name for name in self.fields if name != "opening") if obj else ()

    @admin.display(description=_("mean"), ordering="mean", empty_value="–")
    def shown_mean(self, rating: FilmRating) -> str | None:
        return f"{scores.stars(rating.total, rating.count):.1f}" if rating.count else None

    @admin.display(description=_("with words"))
    def text_count(self, rating: FilmRating) -> int:
        return rating.figures.text_count

    @admin.display(description=_("wave"), boolean=True)
    def is_frozen(self, rating: FilmRating) -> bool:
        return rating.frozen_since is not None

    def save_model(
        self, request: HttpRequest, obj: FilmRating, form: forms.ModelForm, change: bool
    ) -> None:
        # The form's figures may be old by now; only this one column is decided here.
        openings.set_opening(obj.film, Opening(obj.opening))
