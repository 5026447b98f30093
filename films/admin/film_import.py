"""A text page comes in: sent or pasted, looked at, then taken over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from films.importers.apply import Preview, apply, preview
from films.importers.reading import MOST_BYTES, ImportRefused, read_page, read_text
from films.importers.text_page import Parsed
from films.models import Film


class PageForm(forms.Form):
    """A page as a file or as text; the text wins where both are given, for it was seen last."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("A text file in UTF-8, at most %(most)d MB.")
        % {"most": MOST_BYTES // 1_000_000},
    )
    text = forms.CharField(
        label=_("or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=400,
        help_text=_("If the text or the file's name does not say it."),
    )
    year = forms.IntegerField(label=_("Year"), required=False)
    filename = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)

    def page(self) -> tuple[bytes, str]:
        """Return what was sent and the name of its file; raises ImportRefused for nothing."""
        text, file = self.cleaned_data["text"], self.cleaned_data["file"]
        if text.strip():
            return text.encode("utf-8", "replace"), self.cleaned_data["filename"]
        if file is None:
            raise ImportRefused(gettext("Choose a file, or paste the text."))
        return file.read(MOST_BYTES + 1), file.name


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Ask for a page; show what it would change; with ``apply`` pressed, take it over."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = PageForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            parsed, text, name = read(form)
            seen = preview(parsed)
            if seen.film and not admin.has_change_permission(request, seen.film):
                raise ImportRefused(not_yours(seen.film))
            if "apply" in request.POST:
                return take_over(request, admin.admin_site, parsed, name)
            context = shown(parsed, seen, text, name)
        except ImportRefused as refused:
            form.add_error(None, str(refused))
    if form.errors:
        keep_text(form)
    words = {"form": context.pop("again", form), "title": gettext("Import a text page")}
    context |= admin.admin_site.each_context(request) | words | {"opts": admin.opts}
    return render(request, "admin/films/film/import.html", context)


def read(form: PageForm) -> tuple[Parsed, str, str]:
    """Return what the page says, its text and its file's name; raises ImportRefused."""
    data, name = form.page()
    title, year = form.cleaned_data["title"], form.cleaned_data["year"]
    return read_page(data, title=title, year=year, filename=name), read_text(data), name


def take_over(request: HttpRequest, site: AdminSite, parsed: Parsed, name: str) -> HttpResponse:
    """Put the page into the guide and go to its form."""
    run = apply(parsed, by=request.user, name=name)
    words = gettext("The page has been imported. Look it over, then publish it.")
    if not run.report["is_new"]:
        words = gettext("The page has been taken over into this film.")
    messages.success(request, words)
    if parsed.unread:
        messages.warning(
            request, gettext("What was not understood stands in the notes, under Publishing.")
        )
    return HttpResponseRedirect(reverse(f"{site.name}:films_film_change", args=[run.film.pk]))


def shown(parsed: Parsed, seen: Preview, text: str, name: str) -> dict[str, Any]:
    """Return what the second step shows: every change, and what is left to be done by hand."""
    title, year = parsed.document["title"], parsed.document.get("year")
    return {
        "again": PageForm(initial={"text": text, "title": title, "year": year, "filename": name}),
        "film": seen.film,
        "named": str(Film(title=title, year=year)),
        "changes": seen.changes,
        "unread": parsed.unread,
        "missing": missing(seen.document),
        "is_preview": True,
    }


def keep_text(form: PageForm) -> None:
    """Show the text of a refused file in the form, so that it can be mended there."""
    file = form.cleaned_data.get("file")
    if file is None or form.cleaned_data.get("text", "").strip():
        return
    file.seek(0)
    try:
        text = read_text(file.read(MOST_BYTES + 1))
    except ImportRefused:
        return  # no text at all: there is nothing to mend
    form.data = form.data.copy()
    form.data["text"], form.data["filename"] = text, file.name


def missing(document: dict[str, Any]) -> list[str]:
    """Return what a document lacks for its film to be published."""
    reasons = []
    if not document.get("year"):
        reasons.append(gettext("The year is missing."))
    if not (document.get("logline") or document.get("synopsis")):
        reasons.append(gettext("A logline or a synopsis is missing."))
    return reasons


def not_yours(film: Film) -> str:
    """Return why a writer may not put a page into this film."""
    return gettext(
        "There is a page for “%(film)s”, and it is not a draft of yours: ask an editor."
    ) % {"film": film}
