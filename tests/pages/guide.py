"""A small guide with a row behind every public page, and the addresses of those pages."""

from django.test import Client

from films.choices import Job, TagKind
from films.models import Collection, Film, Person, Tag
from tests.factories import make_credit, make_film, make_person, make_quote, make_tag

FIXED = [
    "/",
    "/films/",
    "/people/",
    "/quotes/",
    "/tags/",
    "/collections/",
    "/search/",
    "/about/",
    "/styleguide/",
]
MACHINES = [
    "/search/suggest/?q=ma",
    "/search/opensearch.xml",
    "/robots.txt",
    "/sitemap.xml",
    "/feeds/films.atom",
    "/reviews.atom",
]


def add_film(title: str, **fields) -> Film:
    """A published film that is a comedy of Margaret Marker's, who says a line and won a prize."""
    film = make_film(title=title, logline=f"About {title}."[:300], **fields)
    film.film_tags.create(tag=tag("Comedy", TagKind.GENRE))
    director = person("Margaret Marker", biography="She was there.")
    credit = make_credit(film, director, character="Herself")
    make_credit(film, director, job=Job.DIRECTOR)
    make_credit(film, person("Second Sight"), character="A friend")
    make_quote(film, f"I am in {title}.", speaker="Herself", credit=credit, context="Early.")
    prize = tag("Golden Reel", TagKind.AWARD)
    film.awards.create(body=prize, category="Best Film", year=1930, person=director)
    collection, _ = Collection.objects.get_or_create(
        slug="shelf", defaults={"title": "A shelf", "introduction": "Read it.", "published": True}
    )
    collection.items.create(film=film, note=f"Why {title}.", position=collection.items.count())
    return film


def tag(name: str, kind: TagKind) -> Tag:
    return Tag.objects.filter(name=name, kind=kind).first() or make_tag(name, kind)


def person(name: str, **fields) -> Person:
    return Person.objects.filter(name=name).first() or make_person(name, **fields)


def pages_of(film: Film) -> list[str]:
    """The addresses of the pages that a film of add_film() stands on."""
    return [
        "/people/margaret-marker/",
        film.quotes.earliest("pk").get_absolute_url(),
        "/tags/genre/",
        "/tags/genre/comedy/",
        "/tags/award/golden-reel/",
        "/collections/shelf/",
        "/search/?q=margaret",
        "/quotes/?q=am",
        "/people/?q=marker",
        "/films/?genre=comedy&decade=1920&letter=F&sort=newest",
    ]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()
