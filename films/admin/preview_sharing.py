"""Links that show what is saved of a page to people without a login: made and taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from films import previews
from films.admin.preview_sights import main_film
from films.models import Film, PreviewLink


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    view, given, link = admin.admin_site.admin_view, {"admin": admin}, "<int:pk>/preview/link/"
    return [
        path(link, view(make_link), given, name="films_film_share"),
        path(f"{link}<int:link>/revoke/", view(revoke), given, name="films_film_unshare"),
    ]


def sharing(request: HttpRequest, film: Film, admin: Any) -> dict[str, Any]:
    """Return the open links of a page, for those who may make them."""
    if not admin.has_change_permission(request, film):
        return {"can_share": False}
    links = previews.open_links(film)
    return {
        "can_share": True,
        "links": [(link, previews.url_of(link)) for link in links],
        "lasts": previews.LASTS,
        "usually": previews.USUALLY,
    }


@require_POST
def make_link(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponseBase:
    """Make a link that shows what is saved to somebody without a login."""
    film = main_film(request, admin, pk, change=True)
    offered = {str(days): days for days in previews.LASTS}
    chosen = offered.get(request.POST.get("days", ""), 0)
    try:
        link = previews.make_link(film, by=request.user, days=chosen)
    except previews.PreviewError as error:
        messages.error(request, str(error))
    else:
        until = previews.said_until(link.expires_at).rstrip(".")
        messages.success(request, gettext("The link is made. It ends %(when)s.") % {"when": until})
    return _to_links(film)


@require_POST
def revoke(request: HttpRequest, pk: int, link: int, *, admin: Any) -> HttpResponseBase:
    """Take a link back."""
    film = main_film(request, admin, pk, change=True)
    previews.revoke(get_object_or_404(PreviewLink, pk=link, film=film), by=request.user)
    messages.success(request, gettext("The link is taken back: it leads nowhere from now on."))
    return _to_links(film)


def _to_links(film: Film) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('admin:films_film_preview', args=[film.pk])}#links")
