"""What a film page tells search engines: one schema.org graph, of what the page itself shows.

After Google's rules: figures of other sites and the press never appear, and a video only with
name, picture and upload date. Visitors' ratings and reviews belong to the reviews app; the template
hands them over.
"""

import json
from collections.abc import Sequence
from html import unescape
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags

from films.choices import Job, TagKind, VideoKind
from films.models import Credit
from films.page import FilmPage
from films.runtime import iso_runtime

Node = dict[str, Any]

MOST_ACTORS = 20
# So that nothing in a text can end the <script> it stands in.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def script_json(data: Node) -> str:
    """Return JSON that may stand inside a <script> element as it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def film_graph(
    page: FilmPage,
    *,
    site_url: str,
    aggregate_rating: Node | None = None,
    reviews: Sequence[Node] = (),
) -> Node:
    """Return the graph of a film page: the film, its people, the way to it, its questions."""
    people = [c for c in page.credits if c.job in (Job.DIRECTOR, Job.WRITER)]
    people += [c for c in page.credits if c.job == Job.ACTOR][:MOST_ACTORS]
    movie = _movie(page, people, site_url)
    if aggregate_rating:
        movie["aggregateRating"] = aggregate_rating
    if reviews:
        movie["review"] = list(reviews)
    nodes = [movie, *_persons(people, site_url), _breadcrumbs(page, site_url), _questions(page)]
    return {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}


def _movie(page: FilmPage, people: list[Credit], site_url: str) -> Node:
    film = page.film
    url = site_url + page.path
    codes = [row.tag.code for row in page.tags if row.tag.kind == TagKind.LANGUAGE]
    countries = [row.tag.name for row in page.tags if row.tag.kind == TagKind.COUNTRY]
    return _filled(
        {
            "@type": "Movie",
            "@id": f"{url}#film",
            "url": url,
            "name": film.title,
            "alternateName": film.original_title,
            "description": film.logline,
            "dateCreated": film.released or (str(film.year) if film.year else ""),
            "duration": iso_runtime(film.runtime) if film.runtime else "",
            "genre": [link.words for link in page.genres],
            "inLanguage": [code for code in codes if code],
            "countryOfOrigin": [{"@type": "Country", "name": name} for name in countries],
            "image": _picture(page, site_url),
            "director": _references(people, Job.DIRECTOR, site_url),
            "author": _references(people, Job.WRITER, site_url),
            "actor": _references(people, Job.ACTOR, site_url),
            "award": [str(award) for award in page.awards if award.won],
            "sameAs": _same_as(page),
            "trailer": _trailer(page, site_url),
        }
    )


def _picture(page: FilmPage, site_url: str) -> str:
    """The poster, or the card that is drawn for a film without one: a Movie needs a picture."""
    if page.film.poster:
        return _absolute(site_url, page.film.poster.file.url)
    return site_url + reverse("films:film_card", args=[page.film.slug]) if page.path else ""


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}


def _absolute(site_url: str, url: str) -> str:
    return site_url + url if url.startswith("/") else url


def _person_id(credit: Credit, site_url: str) -> str:
    return f"{site_url}{credit.person.get_absolute_url()}#person"


def _references(people: list[Credit], job: Job, site_url: str) -> list[Node]:
    ids = dict.fromkeys(_person_id(credit, site_url) for credit in people if credit.job == job)
    return [{"@id": person} for person in ids]


def _persons(people: list[Credit], site_url: str) -> list[Node]:
    nodes = {
        credit.person_id: {
            "@type": "Person",
            "@id": _person_id(credit, site_url),
            "name": credit.person.name,
            "url": site_url + credit.person.get_absolute_url(),
        }
        for credit in people
    }
    return list(nodes.values())


def _same_as(page: FilmPage) -> list[str]:
    film = page.film
    found = [f"https://www.imdb.com/title/{film.imdb_id}/"] if film.imdb_id else []
    return found + (
        [f"https://www.wikidata.org/entity/{film.wikidata_id}"] if film.wikidata_id else []
    )


def _trailer(page: FilmPage, site_url: str) -> Node:
    """Return the first trailer that has all a VideoObject must have, or nothing."""
    for video in page.film.videos.all():
        if video.kind != VideoKind.TRAILER or not video.is_playable:
            continue
        if video.title and video.thumbnail and video.uploaded_on:
            return {
                "@type": "VideoObject",
                "name": video.title,
                "description": video.description or video.title,
                "thumbnailUrl": _absolute(site_url, video.thumbnail.file.url),
                "uploadDate": video.uploaded_on.isoformat(),
            }
    return {}


def _breadcrumbs(page: FilmPage, site_url: str) -> Node:
    items = [
        {"@type": "ListItem", "position": place, "name": words, "item": site_url + address}
        if address
        else {"@type": "ListItem", "position": place, "name": words}
        for place, (words, address) in enumerate(page.crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _questions(page: FilmPage) -> Node:
    answered = [question for question in page.questions if question.words]
    if not answered:
        return {}
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.words,
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": " ".join(unescape(strip_tags(question.answer)).split()),
                },
            }
            for question in answered
        ],
    }
