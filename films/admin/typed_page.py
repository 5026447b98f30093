"""What the form of a page says, as a document, with nothing saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from films.models import Film
from films.revisions import document_of
from films.speakers import link_speakers


@dataclass(frozen=True)
class TypedPage:
    """The document of what was typed; or None, and what was refused, one sentence each.

    ``seen`` is what somebody made of the film while it said so.
    """

    document: dict[str, Any] | None
    errors: list[str] = field(default_factory=list)
    seen: Any = None


def typed_page(
    request: HttpRequest,
    film: Film | None,
    admin: Any,
    *,
    look: Callable[[Film], Any] | None = None,
) -> TypedPage:
    """Return what a POSTed form says, and what ``look`` makes of the film that says so.

    The form is saved as ever and then rolled back, so that the document is the one that saving
    would give. Files that were sent with it are left out: their storage rolls nothing back.
    """
    form = admin.get_form(request, film, change=film is not None)(
        request.POST, instance=film or Film()
    )
    form.is_trial = True
    formsets, _ = admin._create_formsets(request, form.instance, change=film is not None)
    if not all([form.is_valid(), *(formset.is_valid() for formset in formsets)]):
        return TypedPage(None, refusals(form, formsets))
    with transaction.atomic():
        saved = form.save()
        for formset in formsets:
            formset.instance = saved
            formset.save()
        link_speakers(saved)
        document = document_of(Film.objects.get(pk=saved.pk))
        seen = look(saved) if look else None
        transaction.set_rollback(True)
    return TypedPage(document, seen=seen)


def refusals(form: Any, formsets: list[Any]) -> list[str]:
    """Return what was refused in a form and its rows, each with the name of its field."""
    found = []
    for single in [form, *(row for formset in formsets for row in formset.forms)]:
        for name, sentences in single.errors.items():
            label = single.fields[name].label if name in single.fields else ""
            found += [f"{label}: {words}" if label else str(words) for words in sentences]
    return [*found, *(words for formset in formsets for words in formset.non_form_errors())]
