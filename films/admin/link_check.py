"""Links on the desk: what was found at each address, where it stands, and one for another."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from films.admin.history import ReadOnly
from films.choices import LinkState
from films.links import replacing
from films.links.checking import check_again
from films.links.found import Place, places_of, urls_of_film
from films.links.results import result_of, results_for
from films.models import Film, LinkCheck
from films.working_copies import edited

MOST_PLACES = 200
SILENT = {LinkState.GOOD, LinkState.WAITING}


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnly, admin.ModelAdmin):
    change_form_template = "admin/films/links/change_form.html"
    list_display = ("url", "found", "uses", "checked_at")
    list_filter = ("state",)
    list_per_page = 50
    search_fields = ("url",)
    show_full_result_count = False
    actions = ("check_again_now",)
    fields = ("url",)

    def has_recheck_permission(self, request: HttpRequest) -> bool:
        return may_mend(request.user)

    @admin.display(description=_("what was found"), ordering="state")
    def found(self, link: LinkCheck) -> str:
        return format_html(
            '<span class="link-state link-state-{}">{}</span>', link.state, result_of(link).sentence
        )

    @admin.action(description=_("Check again now"), permissions=["recheck"])
    def check_again_now(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        say_queued(request, check_again(queryset))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        link = kwargs["obj"]
        new = request.GET.get("new", "").strip()[:2_000]
        context |= {
            "result": result_of(link),
            "places": shown_places(self, places_of(link.url, most=MOST_PLACES + 1)[:MOST_PLACES]),
            "most_places": MOST_PLACES,
            "may_mend": may_mend(request.user),
            "new": new or (link.final_url if link.state == LinkState.MOVED else ""),
        }
        if new and may_mend(request.user):
            try:
                context["would_change"] = len(replacing.look(link.url, new))
            except replacing.ReplaceError as error:
                context["refusal"] = str(error)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, "films_linkcheck"
        more = {"admin": self}
        return [
            path("film/<int:pk>/", view(of_film), more, name=f"{name}_film"),
            path("<int:pk>/again/", view(again), more, name=f"{name}_again"),
            path("<int:pk>/replace/", view(replace), more, name=f"{name}_replace"),
            *super().get_urls(),
        ]


def may_mend(user: Any) -> bool:
    """Say whether somebody may change what stands on public pages."""
    return user.has_perms(["films.publish_film", "films.change_film"])


def shown_places(admin: Any, places: list[Place]) -> list[dict[str, Any]]:
    """Return the places with the address of the form in which each is changed."""
    found = []
    for place in places:
        opts = place.thing._meta
        address = reverse(
            f"{admin.admin_site.name}:{opts.app_label}_{opts.model_name}_change",
            args=[place.thing.pk],
        )
        found.append({"place": place, "address": address})
    return found


def say_queued(request: HttpRequest, number: int) -> None:
    words: Any = ngettext(
        "%d address is asked in the next round.",
        "%d addresses are asked in the next round.",
        number,
    )
    messages.success(request, words % number)


def back(admin: Any, pk: int) -> HttpResponse:
    name = f"{admin.admin_site.name}:films_linkcheck_change"
    return HttpResponseRedirect(reverse(name, args=[pk]))


@require_POST
def again(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Put an address at the head of the queue."""
    link = get_object_or_404(LinkCheck, pk=pk)
    if not may_mend(request.user):
        raise PermissionDenied
    say_queued(request, check_again([link]))
    return back(admin, pk)


@require_POST
def replace(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Put another address in the place of this one, everywhere."""
    link = get_object_or_404(LinkCheck, pk=pk)
    if not may_mend(request.user):
        raise PermissionDenied
    new, seen = request.POST.get("new", "").strip(), request.POST.get("seen", "")
    try:
        number = replacing.replace(
            link.url,
            new,
            by=request.user,
            seen=int(seen) if seen.isascii() and seen.isdigit() else -1,
        )
    except replacing.ReplaceError as error:
        messages.error(request, str(error))
        return back(admin, pk)
    words: Any = ngettext(
        "The address was replaced in %d place.", "The address was replaced in %d places.", number
    )
    messages.success(request, words % number)
    site = admin.admin_site.name
    put = LinkCheck.objects.get(url=new)
    return HttpResponseRedirect(reverse(f"{site}:films_linkcheck_change", args=[put.pk]))


@require_safe
def of_film(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Answer what was found at the addresses of a page that is edited; silent about good ones."""
    film = get_object_or_404(Film, pk=pk, draft_of=None)
    if not admin.admin_site.get_model_admin(Film).has_view_permission(request, film):
        raise PermissionDenied
    found = results_for(urls_of_film(edited(film)))
    links = {
        url: {
            "state": result.state.value,
            "words": result.sentence,
            "new": result.final_url if result.state == LinkState.MOVED else "",
        }
        for url, result in found.items()
        if result.state not in SILENT
    }
    return JsonResponse({"links": links, "take": gettext("Take over")})
