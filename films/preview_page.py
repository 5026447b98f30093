"""The public page of a film that is not public, or not as it is: made fit to be looked at.

What it shows is the real page of films/page/ and templates/films/film.html. What would lead nowhere
is taken out of the HTML: links to pages that visitors cannot see yet, and forms that send
something.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from html import escape
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from films.choices import Job, TagKind
from films.models import Award, Film, FilmTag, Person, Quote, Tag
from films.page import FilmPage
from films.page.similar import similar_films

NO_ADDRESS = "-"  # stands for the address of a film that has none yet
POSTER = "poster.svg"  # beside the page, wherever that stands

_LINK = re.compile(r'<a\b([^>]*?) href="([^"#][^"]*)"([^>]*)>')
_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_SENT = re.compile(r' (?:action|method|novalidate|data-[a-z-]+)(?:="[^"]*")?')
_THEMES = {"light": "matinee", "dark": "late-show"}


# The film -----------------------------------------------------------------------------------------


def film_page(film: Film) -> FilmPage:
    """Return the page of a film as it would be if it were public with what it says now.

    A working copy stands at its page's address, with its page's ratings and reviews. Nothing is
    stored.
    """
    shown = Film.objects.for_page().get(pk=film.pk)
    if shown.draft_of_id is None:
        shown.slug = shown.slug or NO_ADDRESS
        return FilmPage(shown)
    main = Film.objects.select_related("rating").get(pk=shown.draft_of_id)
    shown.slug = shown.next_slug or main.slug or NO_ADDRESS
    shown.published_at, shown.pk = main.published_at, main.pk
    if hasattr(main, "rating"):
        shown.rating = main.rating
    page = FilmPage(shown)
    page.similar = similar_films(shown, picks_of=film)
    return page


def drawing_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return how poster and card of a document's film are drawn, as draw_poster() takes it."""
    people, tags = document.get("credits", []), document.get("tags", [])
    directors = [row["person"]["name"] for row in people if row["job"] == Job.DIRECTOR]
    genres = [row["name"] for row in tags if row["kind"] == TagKind.GENRE]
    return {
        "year": document.get("year"),
        "director": " · ".join(directors[:2]),
        "genre": document.get("poster_palette") or (genres[0] if genres else ""),
        "motif": document.get("poster_motif", ""),
        "variant": document.get("poster_variant"),
    }


def picture_of(document: dict[str, Any]) -> tuple[str, tuple[int, int]]:
    """Return the stored name of a document's poster, "" without one, and its focal point."""
    poster = document.get("poster") or {}
    name = poster.get("file", "").removeprefix("media/")
    focal = (poster.get("focal_x", 50), poster.get("focal_y", 50))
    return (name if name and default_storage.exists(name) else ""), focal


def public_address(path: str) -> str:
    """Return the address that a page would have; empty while the film has none."""
    return f"{settings.SITE_URL}{path}" if path and f"/{NO_ADDRESS}/" not in path else ""


# The page -----------------------------------------------------------------------------------------


def with_own_poster(html: str, page: FilmPage) -> str:
    """Let the drawn poster come from beside the page: at its public address there may be none."""
    public = re.compile(rf'src="{re.escape(page.path)}{re.escape(POSTER)}(?:\?[^"]*)?"')
    return public.sub(f'src="{POSTER}"', html)


def without_dead_ends(html: str) -> str:
    """Take the addresses out of links that visitors cannot follow yet, and out of all forms.

    Costs a query for each kind of page that is linked to.
    """
    dead = dead_ends({_path(url) for _before, url, _after in _LINK.findall(html)})
    words = escape(_("Opens once the page is public."))

    def link(match: re.Match[str]) -> str:
        before, url, after = match.groups()
        return f'<a{before} title="{words}"{after}>' if _path(url) in dead else match[0]

    def form(match: re.Match[str]) -> str:
        attributes, content = match.groups()
        is_sent = 'method="post"' in attributes
        return f"<div{_SENT.sub('', attributes)}>{content}</div>" if is_sent else match[0]

    return _FORM.sub(form, _LINK.sub(link, html))


def _path(url: str) -> str:
    return re.split(r"[?#]", url, maxsplit=1)[0]


def framed(html: str, *, theme: str = "", stylesheet: str = "") -> str:
    """Return a page to be shown in a frame of the desk: its links open in tabs of their own.

    ``theme`` is light or dark, whatever the editor's own browser is set to; ``stylesheet`` the
    address of one more.
    """
    html = _LINK.sub(r'<a\1 href="\2" target="_blank"\3>', html)
    html = re.sub(r"<form\b", '<form target="_blank"', html)
    html = re.sub(r' data-suggest="[^"]*"', "", html)
    if theme in _THEMES:
        html = html.replace(f'<script src="{static("js/theme.js")}"></script>', "", 1)
        html = html.replace("<html", f'<html data-theme="{_THEMES[theme]}"', 1)
    if stylesheet:
        link = f'<link rel="stylesheet" href="{escape(stylesheet)}">'
        html = html.replace("</head>", f"{link}\n</head>", 1)
    return html


# What visitors can see ----------------------------------------------------------------------------


def dead_ends(paths: set[str]) -> set[str]:
    """Return those paths of our own at which visitors find nothing now; one query a kind."""
    asked: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for path in paths:
        if path.startswith("/"):
            kind, names = _page_at(path)
            asked[kind][path] = names
    return {
        path
        for kind, seen in _SEEN.items()
        if asked[kind]
        for path in asked[kind].keys() - seen(asked[kind])
    }


def _page_at(path: str) -> tuple[str, dict[str, Any]]:
    """Return what kind of page stands at a path, "" for all that is always there."""
    try:
        match = resolve(path)
    except Resolver404:
        return "", {}
    if match.view_name in _SEEN:
        return match.view_name, match.kwargs
    # All other pages of a film, as the list of its reviews.
    is_of_film = match.route.startswith("films/<")
    return ("films:film_detail" if is_of_film else ""), match.kwargs


Asked = dict[str, dict[str, Any]]


def _films_seen(asked: Asked) -> set[str]:
    slugs = {names["slug"] for names in asked.values()}
    found = set(Film.objects.published().filter(slug__in=slugs).values_list("slug", flat=True))
    return {path for path, names in asked.items() if names["slug"] in found}


def _people_seen(asked: Asked) -> set[str]:
    slugs = {names["slug"] for names in asked.values()}
    found = set(Person.objects.seen().filter(slug__in=slugs).values_list("slug", flat=True))
    return {path for path, names in asked.items() if names["slug"] in found}


def _tags_seen(asked: Asked) -> set[str]:
    slugs = {names["slug"] for names in asked.values()}
    live = Film.objects.published().filter(pk=OuterRef("film"))
    on_film = FilmTag.objects.filter(Exists(live), tag=OuterRef("pk"))
    as_prize = Award.objects.filter(Exists(live), body=OuterRef("pk"))
    tags = Tag.objects.filter(Q(Exists(on_film)) | Q(Exists(as_prize)), slug__in=slugs)
    found = set(tags.values_list("kind", "slug"))
    return {path for path, names in asked.items() if (names["kind"], names["slug"]) in found}


def _quotes_seen(asked: Asked) -> set[str]:
    keys = {names["key"] for names in asked.values()}
    slugs = {names["slug"] for names in asked.values()}
    films = Film.objects.published().filter(slug__in=slugs)
    quotes = Quote.objects.filter(film__in=films, key__in=keys)
    found = set(quotes.values_list("film__slug", "key"))
    return {path for path, names in asked.items() if (names["slug"], names["key"]) in found}


_SEEN: dict[str, Callable[[Asked], set[str]]] = {
    "films:film_detail": _films_seen,
    "films:person_detail": _people_seen,
    "films:tag_detail": _tags_seen,
    "films:quote_detail": _quotes_seen,
}
