"""The film in the admin: a form that follows the page, and the list of all films."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from films import addresses, deletions, publishing, working_copies
from films.admin import (
    collecting,
    film_autosave,
    film_export,
    film_history,
    film_import,
    film_preview,
    film_proofing,
    film_states,
    pasted_cast,
)
from films.admin.block_inline import BlockLists
from films.admin.care_filters import CareFilter, care_ordering
from films.admin.choice_view import ChoiceView
from films.admin.deletion import DeletionInWords
from films.admin.film_form import FilmForm
from films.admin.film_list import (
    DecadeFilter,
    MineFilter,
    StatusFilter,
    complete,
    faults,
    status_label,
)
from films.admin.film_tabs import FIELDSETS, INLINES, shown_tabs
from films.admin.folded_search import FoldedSearch
from films.admin.linked_field import LinkedFields
from films.admin.text_fields import TextFields
from films.choices import Job
from films.models import Film

EDITORS_FIELDS = ("author", "published_at")


@admin.register(Film)
class FilmAdmin(
    BlockLists, FoldedSearch, DeletionInWords, TextFields, LinkedFields, admin.ModelAdmin
):
    form = FilmForm
    fieldsets = FIELDSETS
    inlines = INLINES
    change_form_template = "admin/films/film/change_form.html"
    change_list_template = "admin/films/film/change_list.html"
    list_display = ("title", "year", "state", complete, faults, "author", "updated_at")
    list_filter = (StatusFilter, CareFilter, MineFilter, DecadeFilter)
    list_select_related = ("author", "working_copy")
    list_per_page = 50
    ordering = ("-updated_at",)
    search_fields = ("folded", "slug")
    show_full_result_count = False
    actions = (
        "publish_films",
        "unpublish_films",
        collecting.add_to_collection,
        *film_export.ACTIONS,
    )
    save_on_top = False
    instead = _("Archive it: visitors no longer see it then.")

    # Who may do what -------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Film | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        if obj is None or film_states.may_publish(request.user):
            return allowed
        return allowed and film_states.is_own_draft(obj, request.user)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return film_states.may_publish(request.user)

    def has_collect_permission(self, request: HttpRequest) -> bool:
        return collecting.may_collect(request.user)

    def get_readonly_fields(self, request: HttpRequest, obj: Film | None = None) -> tuple[str, ...]:
        return () if film_states.may_publish(request.user) else EDITORS_FIELDS

    # The list --------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).filter(draft_of=None)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Film | None:
        """Return what the form of a page works on: its working copy, if it has one."""
        film = super().get_object(request, object_id, from_field)
        is_form = request.resolver_match.url_name == "films_film_change"
        return working_copies.edited(film) if film and is_form else film

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        return care_ordering(request) or self.ordering

    @admin.display(description=_("state"), ordering="status")
    def state(self, film: Film) -> str:
        return film_autosave.with_presence(film, status_label(film))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        shown = super().get_changelist_instance(request)
        film_autosave.note_presences(request, shown.result_list)
        return shown

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish_films(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        film_states.change_many(request, queryset, "_publish")

    @admin.action(description=_("Unpublish"), permissions=["publish"])
    def unpublish_films(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        film_states.change_many(request, queryset, "_unpublish")

    # The form --------------------------------------------------------------------------------

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "author":
            kwargs["queryset"] = get_user_model().objects.filter(is_staff=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        def answer() -> HttpResponse:
            return self.save_or_show(request, object_id, form_url, extra_context)

        return film_autosave.answer_form(self, request, object_id, answer)

    def save_or_show(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
    ) -> HttpResponse:
        """Answer as Django does; with words where the database refuses all rows together."""
        if request.method == "POST" and object_id and not getattr(request, "clash", ""):
            self.work_on_copy(request, object_id)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # What no single row could see: two rows that changed places, another editor's row.
            request.clash = gettext(
                "Two rows say the same now, or somebody else saved the same at this moment."
                " Nothing has been stored yet: look for the double and save again."
            )
            return super().changeform_view(request, object_id, form_url, extra_context)

    def work_on_copy(self, request: HttpRequest, object_id: str) -> None:
        """Begin the working copy of a live page that is about to be saved, and save there."""
        film = self.get_object(request, object_id)
        if film is None or not working_copies.is_needed(film):
            return
        is_stale = request.POST.get("seen_version") != str(film.version)
        if self.has_change_permission(request, film) and not is_stale:
            copy = working_copies.begin(film)
            request.POST = rows_of_copy(self, request, film, copy)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        gone = super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        return film_autosave.rescue(request) or gone

    def get_form(
        self, request: HttpRequest, obj: Film | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        form.clash = getattr(request, "clash", "")
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        film = kwargs.get("obj")
        context |= {
            "tabs": shown_tabs(context["adminform"], context["inline_admin_formsets"]),
            "verbs": film_states.offered_verbs(film, request.user),
            "state_label": status_label(film.main) if film and film.pk else "",
            "main": film.main if film and film.pk else None,
            "working_copy": film if film and film.draft_of_id else None,
            "characters": characters(film) if film else [],
        }
        context |= film_autosave.context(request, film, context)
        context |= film_proofing.context(request, film, context)
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, film: Film) -> str | None:
        return film.main.get_absolute_url() if film.main.is_live else None

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        name = f"{self.admin_site.name}:films_film_timeline"
        return HttpResponseRedirect(reverse(name, args=[object_id]))

    # Saving ----------------------------------------------------------------------------------

    def save_model(
        self, request: HttpRequest, obj: Film, form: forms.ModelForm, change: bool
    ) -> None:
        if not change:
            obj.author = obj.author or request.user
        before = Film.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before and deletions.was_public(before) and before.slug != obj.slug:
            addresses.move_film(obj, was=before.slug)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        comment = form.cleaned_data.get("revision_comment", "")
        if film_states.chosen_verb(request, form.instance) and not is_changed(form, formsets):
            comment = ""  # it is said of the step that follows, and once is enough
        publishing.save(form.instance, by=request.user, comment=comment)
        film_autosave.finish(request)

    def log_addition(self, request: HttpRequest, obj: Film, message: Any) -> Any:
        return super().log_addition(request, obj.main, message)

    def log_change(self, request: HttpRequest, obj: Film, message: Any) -> Any:
        return super().log_change(request, obj.main, message)

    def response_add(
        self, request: HttpRequest, obj: Film, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.next_state(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request: HttpRequest, obj: Film) -> HttpResponse:
        return self.next_state(request, obj) or super().response_change(request, obj)

    def next_state(self, request: HttpRequest, film: Film) -> HttpResponse | None:
        """Do what the pressed button says beyond saving, and show the film's form again."""
        verb = film_states.chosen_verb(request, film)
        if not verb:
            film_states.drop_empty_copy(request, film)
            return None
        main = film.main
        film_states.carry_out(request, film, verb)
        return HttpResponseRedirect(
            reverse(f"{self.admin_site.name}:films_film_change", args=[main.pk])
        )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        # The history goes with its film, though nobody may delete a part of it.
        _every_row, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return [str(film) for film in objs], counts, set(), protected

    # Other addresses -------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        choices = ChoiceView.as_view(admin_site=self.admin_site)
        return [
            path("choices/", view(choices), name="films_choices"),
            *film_import.urls(self),
            *pasted_cast.urls(self),
            *collecting.urls(self),
            *film_export.urls(self),
            *film_autosave.urls(self),
            *film_history.urls(self),
            *film_preview.urls(self),
            *film_proofing.urls(self),
            *super().get_urls(),
        ]


def rows_of_copy(admin: Any, request: HttpRequest, film: Film, copy: Film) -> QueryDict:
    """Return what was sent with the rows of a live page replaced by those of its fresh copy."""
    data = request.POST.copy()
    numbers = working_copies.row_numbers(film, copy)
    for formset, inline in admin.get_formsets_with_inlines(request, copy):
        row = re.compile(rf"{re.escape(formset.get_default_prefix())}-\d+-id")
        for name in filter(row.fullmatch, request.POST):
            data[name] = numbers[inline.model].get(data[name], data[name])
        parent = re.compile(rf"{re.escape(formset.get_default_prefix())}-\d+-{formset.fk.name}")
        for name in filter(parent.fullmatch, request.POST):
            data[name] = str(copy.pk)
    return data


def is_changed(form: forms.ModelForm, formsets: list[Any]) -> bool:
    """Say whether a form that was sent says anything new of the page itself."""
    fields = set(form.changed_data) - {"revision_comment", "seen_version"}
    return bool(fields) or any(formset.has_changed() for formset in formsets)


def characters(film: Film) -> list[str]:
    """Return the characters of the cast, for the speakers of its quotes."""
    cast = film.credits.filter(job=Job.ACTOR).exclude(character="")
    return list(dict.fromkeys(cast.values_list("character", flat=True)))
