"""Films come in: files are sent or a text is pasted, of a table the columns are settled."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from films.admin import film_import_run as run_pages
from films.admin.film_import_run import open_run, run_of, runs_of
from films.choices import ImportState
from films.importers import batches, csv_columns
from films.importers.matching import Form
from films.importers.reading import MOST_BYTES, ImportRefused, read_text
from films.importers.sources import MOST_FILMS, Sent
from films.importers.steps import go_on
from films.models import ImportRun

RECENT = 8
SAMPLES = 3


class ManyFiles(forms.FileInput):
    """A field for files that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files if file]


class PageForm(forms.Form):
    """Films as files or as text; the text wins where both are given, for it was seen last."""

    file = FilesField(
        label=_("Files"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "Text pages (.txt), a table (.csv), Marquee documents (.json, or one a line) or a ZIP"
            " file with such files; at most 64 MB and %(most)d films."
        )
        % {"most": MOST_FILMS},
    )
    text = forms.CharField(
        label=_("or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=400,
        help_text=_("Of a single text page, if neither the text nor the file's name says it."),
    )
    year = forms.IntegerField(label=_("Year"), required=False)
    filename = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)

    def sent(self) -> list[Sent]:
        """Return what was sent; raises ImportRefused for nothing."""
        text, files = self.cleaned_data["text"], self.cleaned_data["file"]
        if text.strip():
            return [Sent(self.cleaned_data["filename"], BytesIO(text.encode("utf-8", "replace")))]
        if not files:
            raise ImportRefused(gettext("Choose a file, or paste the text."))
        return [Sent(file.name, file) for file in files]


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    view, given = admin.admin_site.admin_view, {"admin": admin}
    return [
        path("import/", view(import_page), given, name="films_film_import"),
        path("import/<int:pk>/columns/", view(columns), given, name="films_import_columns"),
        *run_pages.urls(admin),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Ask for films; read them, and lead to what they would change. No film is stored here."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = PageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(begun(request, form, admin))
        except ImportRefused as refused:
            form.add_error(None, str(refused))
    if form.errors:
        keep_text(form)
    context = {
        **admin.admin_site.each_context(request),
        "form": form,
        "title": gettext("Import films"),
        "opts": admin.opts,
        "recent": runs_of(request.user).select_related("editor")[:RECENT],
    }
    return render(request, "admin/films/film/import.html", context)


def begun(request: HttpRequest, form: PageForm, admin: Any) -> str:
    """Read what was sent, compare as much as a moment allows, and return the next address."""
    name = "" if not form.cleaned_data["text"].strip() else pasted(form)
    run = batches.begin(
        form.sent(),
        by=request.user,
        name=name,
        title=form.cleaned_data["title"],
        year=form.cleaned_data["year"],
    )
    site = admin.admin_site.name
    if run.state == ImportState.COLUMNS:
        return reverse(f"{site}:films_import_columns", args=[run.pk])
    go_on(run, by=request.user)
    return open_run(run, site)


def pasted(form: PageForm) -> str:
    """Return how an import of pasted text is called."""
    return str(form.cleaned_data["filename"] or gettext("pasted text"))


def keep_text(form: PageForm) -> None:
    """Show the text of a refused file in the form, so that it can be mended there."""
    files = form.cleaned_data.get("file") or []
    if len(files) != 1 or form.cleaned_data.get("text", "").strip():
        return
    files[0].seek(0)
    try:
        text = read_text(files[0].read(MOST_BYTES + 1))
    except ImportRefused:
        return  # no text at all: there is nothing to mend
    form.data = form.data.copy()
    form.data["text"], form.data["filename"] = text, files[0].name


# The columns of a table ---------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Ask what each column of a table means, with what stands in its first rows."""
    run = run_of(request, pk, admin)
    site, error = admin.admin_site.name, ""
    chosen = batches.proposed_columns(run) if run.options.get("header") else []
    if request.method == "POST":
        chosen = [request.POST.get(f"column-{at}", "") for at in range(len(chosen))]
        try:
            batches.set_columns(run, chosen)
            go_on(run, by=request.user)
            return HttpResponseRedirect(open_run(run, site))
        except ImportRefused as refused:
            error = str(refused)
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("What do the columns mean?"),
        "opts": admin.opts,
        "run": run,
        "error": error,
        "columns": shown_columns(run, chosen),
        "choices": [(key, column.label) for key, column in csv_columns.COLUMNS.items()],
        "count": run.items.count(),
    }
    return render(request, "admin/films/film/import_columns.html", context)


def shown_columns(run: ImportRun, chosen: list[str]) -> list[dict[str, Any]]:
    """Return each column with its name, its first words and what it is taken for."""
    rows = [item.document.get(Form.TABLE, []) for item in run.items.all()[:40]]
    shown = []
    for at, (name, key) in enumerate(zip(run.options.get("header", []), chosen, strict=True)):
        cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
        shown.append({"at": at, "name": name, "samples": cells[:SAMPLES], "key": key})
    return shown
