"""The proofreader's findings beside the form: by section, each with a link to its field."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from films.admin.film_tabs import TABS, ShownTab
from films.admin.form_places import Order, Placed, address_of, stored_order, typed_order
from films.admin.typed_page import TypedPage, typed_page
from films.document import dump
from films.models import Film
from films.proofing.completeness import completeness
from films.proofing.faults import Document
from films.proofing.gate import keeps_from_public
from films.proofing.loading import context_of
from films.proofing.reading import proofread
from films.working_copies import edited

PANEL = "admin/films/film/_faults.html"
PAGE = "admin/films/film/proof.html"


@dataclass(frozen=True)
class Jump:
    """A sentence and the address of the field, in the form, that it is about."""

    words: str
    address: str
    keeps_back: bool = False  # from the public
    points: int = 0


@dataclass(frozen=True)
class Group:
    """What was found in one section of the form."""

    tab: Any
    faults: list[Jump]

    @property
    def count_words(self) -> str:
        return count_words(len(self.faults))


@dataclass(frozen=True)
class Proof:
    """What the panel shows; ``refusals`` says why what was typed could not be read."""

    percent: int = 0
    groups: tuple[Group, ...] = ()
    lacks: tuple[Jump, ...] = ()
    refusals: tuple[str, ...] = ()
    is_read: bool = True
    may_check: bool = True

    @property
    def count(self) -> int:
        return sum(len(group.faults) for group in self.groups)

    @property
    def count_words(self) -> str:
        return count_words(self.count)

    @property
    def held_back(self) -> int:
        """How many faults keep the page from the public."""
        return sum(fault.keeps_back for group in self.groups for fault in group.faults)


def count_words(count: int) -> str:
    """Return “3 faults”."""
    return ngettext("%(count)d fault", "%(count)d faults", count) % {"count": count}


def proof_of(document: Document, order: Order | None) -> Proof:
    """Read a document and return what the panel shows; ``order`` has the form's rows of a list.

    Without an order there is no form: the sentences lead to the sections.
    """

    def address(place: Placed) -> str:
        return address_of(document, place, order) if order else f"#{place.section}"

    found: dict[str, list[Jump]] = {}
    for fault in proofread(document, context_of(document)):
        jump = Jump(fault.words, address(fault), keeps_back=keeps_from_public(fault))
        found.setdefault(fault.section, []).append(jump)
    made = completeness(document)
    return Proof(
        made.percent,
        tuple(Group(tab, found[tab.anchor]) for tab in TABS if tab.anchor in found),
        tuple(Jump(lack.words, address(lack), points=lack.points) for lack in made.lacks),
    )


def context(
    request: HttpRequest, film: Film | None, form_context: dict[str, Any]
) -> dict[str, Any]:
    """Return the proof of a stored film, and its tabs with the number of faults in each.

    A form that was refused is read when its editor asks for it: the page has other worries.
    """
    if film is None or film.pk is None:
        return {}
    may_check = form_context["adminform"].model_admin.has_change_permission(request, film)
    if request.method == "POST":
        return {"proof": Proof(is_read=False, may_check=may_check)}
    order = stored_order if may_check else None
    proof = replace(proof_of(dump(film), order), may_check=may_check)
    return {"proof": proof, "tabs": tabs_with(form_context["tabs"], proof)}


def tabs_with(tabs: Iterable[ShownTab], proof: Proof) -> list[ShownTab]:
    """Return the form's tabs, each with what the proofreader found there."""
    counts = {group.tab.anchor: len(group.faults) for group in proof.groups}
    return [replace(tab, proof_count=counts.get(tab.plan.anchor, 0)) for tab in tabs]


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    view = admin.admin_site.admin_view
    return [
        path("<int:pk>/proofread/", view(proofread_form), {"admin": admin}, "films_film_proofread")
    ]


@require_POST
def proofread_form(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Read the form as it stands, store nothing, and show the panel: to a script only that."""
    film = edited(get_object_or_404(Film, pk=pk, draft_of=None))
    if not admin.has_change_permission(request, film):
        raise PermissionDenied
    try:
        said = typed_page(request, film, admin)
    except IntegrityError:
        said = TypedPage(None, [_("Two rows say the same now: look for the double.")])
    if said.document is None:
        proof = Proof(refusals=tuple(said.errors), is_read=False)
    else:
        proof = proof_of(said.document, typed_order(request.POST))
    is_script = request.headers.get("X-Requested-With") == "fetch"
    told = {"proof": proof, "main": film.main, "is_checked": True}
    if not is_script:
        told |= admin.admin_site.each_context(request)
        told |= {"title": _("Proofreader"), "subtitle": str(film), "opts": admin.opts}
        told["is_page"] = True
    return TemplateResponse(request, PANEL if is_script else PAGE, told)
