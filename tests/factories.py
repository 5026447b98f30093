"""Plain functions that make real rows; every argument may be given, none must be."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser

from films.choices import Access, FilmStatus, Job, ScoreSource, TagKind, VideoKind, WarningLevel
from films.models import Credit, Film, Image, Person, Provider, Quote, Tag

_numbers = itertools.count(1)
PUBLISHED_AT = datetime(2026, 5, 1, 9, tzinfo=UTC)


def make_film(**fields: Any) -> Film:
    """A published film with a title and a year and nothing else."""
    number = next(_numbers)
    fields.setdefault("title", f"Film {number}")
    fields.setdefault("year", 1927)
    fields.setdefault("status", FilmStatus.PUBLISHED)
    if "draft_of" not in fields:
        fields.setdefault("slug", f"film-{number}-{fields['year']}")
    if fields["status"] == FilmStatus.PUBLISHED:
        fields.setdefault("published_at", PUBLISHED_AT)
    return Film.objects.create(**fields)


def make_draft(**fields: Any) -> Film:
    """A film that visitors cannot see."""
    return make_film(status=FilmStatus.DRAFT, **fields)


def make_person(name: str = "", **fields: Any) -> Person:
    return Person.objects.create(name=name or f"Person {next(_numbers)}", **fields)


def make_tag(name: str = "", kind: TagKind = TagKind.GENRE, **fields: Any) -> Tag:
    return Tag.objects.create(name=name or f"Tag {next(_numbers)}", kind=kind, **fields)


def make_provider(name: str = "", **fields: Any) -> Provider:
    name = name or f"Provider {next(_numbers)}"
    fields.setdefault("slug", name.lower().replace(" ", "-"))
    return Provider.objects.create(name=name, **fields)


def make_image(**fields: Any) -> Image:
    """A picture's row; its file is not there."""
    sha = f"{next(_numbers):064x}"
    defaults = {"file": f"images/{sha[:2]}/{sha}.webp", "sha256": sha, "width": 800, "height": 1200}
    return Image.objects.create(**{"alt": "A picture", **defaults, **fields})


def make_credit(film: Film, person: Person | None = None, **fields: Any) -> Credit:
    fields.setdefault("job", Job.ACTOR)
    return film.credits.create(person=person or make_person(), **fields)


def make_quote(film: Film, text: str = "Nobody is perfect.", **fields: Any) -> Quote:
    return Quote.objects.create(film=film, text=text, **fields)


def make_user(name: str = "", **fields: Any) -> AbstractUser:
    return get_user_model().objects.create_user(name or f"user{next(_numbers)}", **fields)


def make_full_film(rows: int = 1, **fields: Any) -> Film:
    """A published film with every section filled, ``rows`` rows in each."""
    words = {
        "original_title": "Der Film",
        "also_known_as": "The Picture\nThe Movie",
        "released": "1927-03-13",
        "runtime": 95,
        "certificates": "US: R\nGB: 15",
        "logline": "A film about a film.",
        "badly_explained": "Somebody makes a film. **Somebody watches it.**",
        "synopsis": "### The beginning\n\nIt begins.\n\n### The middle\n\nIt goes on.",
        "ending": "It ends. *Well*, mostly.",
        "personal_review": "I liked it.",
        "personal_rating": 8,
        "consensus": "People liked it.",
        "watch_note": "It is easy to find.",
        "soundtrack_note": "It has music.",
        "budget": 1_000_000,
        "gross_domestic": 6_002_451,
        "gross_worldwide": 10_656_155,
        "poster": make_image(),
        "backdrop": make_image(width=1600, height=900),
    }
    film = make_film(**{**words, **fields})
    add_row_of_each(film, first=0, rows=rows)
    return film


def add_row_of_each(film: Film, *, first: int, rows: int) -> None:
    """Give the film rows ``first`` to ``first + rows`` of every section."""
    scores = list(ScoreSource)
    director = make_person()
    film.credits.create(person=director, job=Job.DIRECTOR, position=first)
    film.credits.create(person=make_person(), job=Job.WRITER, position=first)
    for number in range(first, first + rows):
        place = {"position": number}
        for kind in TagKind:
            if kind != TagKind.AWARD:
                level = WarningLevel.MILD if kind == TagKind.WARNING else ""
                film.film_tags.create(tag=make_tag(kind=kind), level=level, **place)
        credit = make_credit(film, character=f"Role {number}", description="A part.", **place)
        if number < len(scores):
            film.scores.create(
                source=scores[number], value="7.2", votes=155_000, checked_on=date(2026, 5, 1)
            )
        film.videos.create(
            kind=VideoKind.TRAILER if number == 0 else VideoKind.BONUS,
            title=f"Video {number}",
            description="Worth it.",
            provider="youtube",
            key=f"video{number:06}",
            thumbnail=make_image(width=1280, height=720),
            duration=120,
            uploaded_on=date(2012, 8, 1),
            **place,
        )
        make_quote(
            film,
            f"Line {number}.",
            speaker=f"Role {number}",
            credit=credit,
            context="Then.",
            **place,
        )
        film.press_reviews.create(
            publication=f"Paper {number}",
            critic="A Critic",
            excerpt="Good.",
            verdict="positive",
            **place,
        )
        film.audience_reactions.create(
            claim=f"They laughed {number}", explanation="Often.", **place
        )
        film.awards.create(
            body=make_tag(kind=TagKind.AWARD), category="Best Film", year=2013,
            recipient=credit.person.name, person=credit.person, **place,
        )  # fmt: skip
        film.trivia.create(text=f"It rained on day {number}.", source="A diary", **place)
        film.offers.create(
            provider=make_provider(), access=Access.RENT, price="3.99", currency="USD", **place
        )
        film.offers.create(provider=make_provider(kind="music"), access=Access.LISTEN, **place)
        film.products.create(
            kind="book",
            name=f"Book {number}",
            pitch="Read it.",
            url="https://example.org/",
            image=make_image(),
            **place,
        )
        film.tracks.create(title=f"Track {number}", artist="A Band", **place)
        film.faqs.create(question=f"Is it good {number}?", answer="Yes.", **place)
        film.stills.create(image=make_image(), caption=f"Still {number}", **place)
        film.similar_films.create(
            title=f"Other {number}", year=1928, reason="Alike.", other=make_film(), **place
        )
        make_film().similar_films.create(
            title=film.title, year=film.year, reason="Alike.", other=film
        )
