"""How complete a page is, from 0 to 100, and what the rest is lost for.

A page can be complete for its film: a silent film has no quotes, and a score of 90 is no fault.
What is wrong is told by the checks; this tells what would make the page richer.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from films.choices import Job, TagKind, VideoKind
from films.proofing.faults import Document, actors, rows_of, section_of

FEW = 3  # of actors, of similar films: enough for a section that is worth its place


class Asset(NamedTuple):
    """Something that a full page has: its points, where it stands, and the words for its lack."""

    points: int
    field: str
    rows: str
    is_there: Callable[[Document], object]
    lack: str | Promise


class Lack(NamedTuple):
    """What a page lacks, and the points it would bring."""

    words: str
    points: int
    section: str
    field: str
    rows: str


class Completeness(NamedTuple):
    """The points of a page out of 100, and what it lacks, the heaviest first."""

    percent: int
    lacks: tuple[Lack, ...]


def _has(name: str) -> Callable[[Document], object]:
    return lambda document: document.get(name)


def _tagged(kind: TagKind) -> Callable[[Document], bool]:
    return lambda document: any(tag.get("kind") == kind for _row, tag in rows_of(document, "tags"))


def _credited(job: Job) -> Callable[[Document], bool]:
    return lambda document: any(
        credit.get("job") == job for _row, credit in rows_of(document, "credits")
    )


def _each(rows: str, *names: str) -> Callable[[Document], bool]:
    """Return a question: are there rows, and does each fill all of these fields?"""
    return lambda document: (
        bool(document.get(rows)) and all(row.get(name) for row in document[rows] for name in names)
    )


def _has_poster(document: Document) -> bool:
    return any(document.get(name) for name in ("poster", "poster_palette", "poster_motif"))


def _has_trailer(document: Document) -> bool:
    videos = document.get("videos") or []
    return any(
        video.get("kind") == VideoKind.TRAILER and (video.get("key") or video.get("file"))
        for video in videos
    )


def _warns_with_levels(document: Document) -> bool:
    tags = document.get("tags") or []
    warnings = [tag for tag in tags if tag.get("kind") == TagKind.WARNING]
    return bool(warnings) and all(tag.get("level") for tag in warnings)


# The one table of weights. They add up to 100; a test holds them to it.
ASSETS = (
    Asset(4, "year", "", _has("year"), _("no year")),
    Asset(2, "released", "", _has("released"), _("no release date")),
    Asset(2, "runtime", "", _has("runtime"), _("no runtime")),
    Asset(5, "logline", "", _has("logline"), _("no logline")),
    Asset(5, "poster", "", _has_poster, _("no poster")),
    Asset(2, "tag", "tags", _tagged(TagKind.GENRE), _("no genre")),
    Asset(2, "tag", "tags", _tagged(TagKind.COUNTRY), _("no country")),
    Asset(2, "tag", "tags", _tagged(TagKind.LANGUAGE), _("no language")),
    Asset(2, "level", "tags", _warns_with_levels, _("no content warnings with their levels")),
    Asset(4, "job", "credits", _credited(Job.DIRECTOR), _("no director")),
    Asset(2, "job", "credits", _credited(Job.WRITER), _("no writer")),
    Asset(2, "source", "scores", _has("scores"), _("no scores of other sites")),
    Asset(3, "badly_explained", "", _has("badly_explained"), _("no plot, badly explained")),
    Asset(8, "synopsis", "", _has("synopsis"), _("no synopsis")),
    Asset(
        2,
        "synopsis",
        "",
        lambda document: (document.get("synopsis") or "").count("\n#") > 0,
        _("no sub-headings in the synopsis"),
    ),
    Asset(4, "ending", "", _has("ending"), _("the ending is not explained")),
    Asset(
        4,
        "person",
        "credits",
        lambda document: len(actors(document)) >= FEW,
        _("fewer than three actors"),
    ),
    Asset(
        3,
        "description",
        "credits",
        lambda document: any(credit.get("description") for credit in actors(document)),
        _("no character is described"),
    ),
    Asset(4, "text", "quotes", _has("quotes"), _("no quotes")),
    Asset(
        1,
        "context",
        "quotes",
        _each("quotes", "speaker", "context"),
        _("no speaker and context for every quote"),
    ),
    Asset(
        2,
        "gross_worldwide",
        "",
        lambda document: (
            document.get("gross_worldwide")
            or document.get("gross_domestic")
            or document.get("budget")
        ),
        _("no box office"),
    ),
    Asset(5, "personal_review", "", _has("personal_review"), _("no personal review")),
    Asset(2, "personal_rating", "", _has("personal_rating"), _("no personal rating")),
    Asset(1, "tag", "tags", _tagged(TagKind.AUDIENCE), _("nobody is named who would enjoy it")),
    Asset(2, "publication", "press_reviews", _has("press_reviews"), _("no press reviews")),
    Asset(1, "claim", "audience_reactions", _has("audience_reactions"), _("no audience reactions")),
    Asset(1, "consensus", "", _has("consensus"), _("no overall consensus")),
    Asset(1, "body", "awards", _has("awards"), _("no awards")),
    Asset(3, "text", "trivia", _has("trivia"), _("no trivia")),
    Asset(
        2, "source", "trivia", _each("trivia", "source"), _("no source for every piece of trivia")
    ),
    Asset(4, "provider", "offers", _has("offers"), _("no offers to watch it")),
    Asset(1, "watch_note", "", _has("watch_note"), _("no note on how to watch")),
    Asset(
        3,
        "title",
        "similar_films",
        lambda document: len(document.get("similar_films") or []) >= FEW,
        _("fewer than three similar films"),
    ),
    Asset(1, "name", "products", _has("products"), _("no related products")),
    Asset(
        2,
        "soundtrack_note",
        "",
        lambda document: document.get("soundtrack_note") or document.get("tracks"),
        _("nothing about the music"),
    ),
    Asset(3, "question", "faqs", _has("faqs"), _("no questions and answers")),
    Asset(3, "key", "videos", _has_trailer, _("no trailer")),
)


def completeness(document: Document) -> Completeness:
    """Return the score of a page with the reason for each point that is missing."""
    missing = [asset for asset in ASSETS if not asset.is_there(document)]
    lacks = [
        Lack(str(asset.lack), asset.points, _section(document, asset), asset.field, asset.rows)
        for asset in sorted(missing, key=lambda asset: -asset.points)
    ]
    return Completeness(100 - sum(lack.points for lack in lacks), tuple(lacks))


def _section(document: Document, asset: Asset) -> str:
    if asset.rows == "credits" and asset.field in ("person", "description"):
        return "cast"
    return section_of(document, asset.rows or asset.field)
