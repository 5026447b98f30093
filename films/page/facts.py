"""The quick overview: who, what, when, how long, and what other sites make of it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.dateformat import format as format_date
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext

from films.choices import Job, ScoreSource, TagKind
from films.dates import format_partial_date
from films.figures import compact, trimmed
from films.models import Credit, Film, Score, Tag
from films.page.links import Fact, Link
from films.runtime import format_runtime

PERCENT = Decimal(100)


def people_with(rows: Iterable[Credit], job: Job) -> tuple[Link, ...]:
    """Return those who had the job, in billing order, each once."""
    people = {credit.person_id: credit.person for credit in rows if credit.job == job}
    return tuple(Link(person.name, person.get_absolute_url()) for person in people.values())


def tags_of(film: Film, kind: TagKind) -> tuple[Link, ...]:
    """Return the film's tags of one kind, linked to their pages."""
    return tuple(_tag_link(row.tag) for row in film.film_tags.all() if row.tag.kind == kind)


def _tag_link(tag: Tag) -> Link:
    return Link(tag.name, tag.get_absolute_url())


def overview(film: Film, rows: list[Credit]) -> list[Fact]:
    """Return the facts that are known, in reading order."""
    return [fact for fact in _facts(film, rows) if fact.links]


def crew(rows: list[Credit]) -> list[Fact]:
    """Return the jobs that the overview does not name, each with its people."""
    told = (Job.DIRECTOR, Job.WRITER, Job.ACTOR)
    facts = (Fact(str(job.label), people_with(rows, job)) for job in Job if job not in told)
    return [fact for fact in facts if fact.links]


def _facts(film: Film, rows: list[Credit]) -> Iterator[Fact]:
    directors = people_with(rows, Job.DIRECTOR)
    writers = people_with(rows, Job.WRITER)
    yield Fact(ngettext("Director", "Directors", len(directors)), directors)
    yield Fact(ngettext("Writer", "Writers", len(writers)), writers)
    genres = tags_of(film, TagKind.GENRE)
    yield Fact(ngettext("Genre", "Genres", len(genres)), genres)
    yield _plain(gettext("Release year"), str(film.year or ""))
    if len(film.released) > 4:  # more than the year
        yield _plain(gettext("Released"), format_partial_date(film.released))
    yield _plain(gettext("Runtime"), format_runtime(film.runtime) if film.runtime else "")
    yield Fact(gettext("Country"), tags_of(film, TagKind.COUNTRY))
    yield Fact(gettext("Language"), tags_of(film, TagKind.LANGUAGE))
    yield Fact(gettext("Certificate"), _lines(film.certificates))
    yield _plain(gettext("Original title"), film.original_title)
    yield Fact(gettext("Also known as"), _lines(film.also_known_as))
    yield Fact(gettext("Company"), tags_of(film, TagKind.COMPANY))
    yield Fact(gettext("Mood"), tags_of(film, TagKind.MOOD))
    yield Fact(gettext("Theme"), tags_of(film, TagKind.THEME))
    for score in film.scores.all():
        yield score_fact(score)


def _plain(term: str, words: str) -> Fact:
    return Fact(term, (Link(words),) if words else ())


def _lines(text: str) -> tuple[Link, ...]:
    return tuple(Link(line.strip()) for line in text.splitlines() if line.strip())


def score_fact(score: Score) -> Fact:
    """Return another site's figure as "7.2/10" or "93%", with its votes and the day it was read."""
    votes = format_lazy("({})", votes_of(score)) if score.votes else ""
    read = (
        gettext("read on %(date)s") % {"date": format_date(score.checked_on, "j F Y")}
        if score.checked_on
        else ""
    )
    note = " ".join(str(part) for part in (votes, read) if part)
    source = ScoreSource(score.source).label
    figure = Link(figure_of(score), score.url)
    return Fact(str(source), (figure,), note, is_outside=True, is_score=True)


def figure_of(score: Score) -> str:
    """Return the figure with its scale: "93%" or "7.2/10"."""
    return trimmed(score.value) + scale_of(score)


def scale_of(score: Score) -> str:
    """Return what stands behind the figure: "%", or "/10"."""
    return "%" if score.best == PERCENT else f"/{trimmed(score.best)}"


def votes_of(score: Score) -> str:
    """Return "155K votes", or nothing where the number is unknown."""
    if score.votes is None:
        return ""
    return ngettext("%(votes)s vote", "%(votes)s votes", score.votes) % {
        "votes": compact(score.votes)
    }
