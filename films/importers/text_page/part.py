"""The part of a film document that a text page can hold.

What it leaves out: address, numbers elsewhere, logline, release date, certificates, pictures,
links, dates on which something was read, verdicts, spoiler marks, notes.
"""

import re
from collections.abc import Callable, Iterable

from films.choices import Access, Job, ProductKind, TagKind, VideoKind, WarningLevel
from films.importers.text_page.figures import FIRST_YEAR, LAST_YEAR, normal_score
from films.importers.text_page.normal import normal_line, normal_markdown, normal_prose
from films.importers.text_page.rows import NO_PROVIDER, filled
from films.text import fold

LINES = ("title", "badly_explained")
MARKDOWN = ("synopsis", "ending")
PROSE = ("personal_review", "consensus", "watch_note", "soundtrack_note")
AMOUNTS = ("budget", "gross_domestic", "gross_worldwide")
# The largest and smallest that a number can be.
_RANGES = {
    "year": (FIRST_YEAR, LAST_YEAR),
    "runtime": (1, 60_000),
    "personal_rating": (1, 10),
    **dict.fromkeys(AMOUNTS, (1, 10**15 - 1)),
}
TAG_KINDS = (
    TagKind.GENRE, TagKind.COUNTRY, TagKind.LANGUAGE, TagKind.MOOD, TagKind.THEME,
    TagKind.COMPANY, TagKind.AWARD, TagKind.AUDIENCE, TagKind.WARNING,
)  # fmt: skip
CREW = tuple(job for job in Job if job != Job.ACTOR)


def text_part(document: dict) -> dict:
    """Return what a text page can hold of the document, as reading that page gives it back."""
    part: dict = {name: normal_line(document.get(name)) for name in LINES}
    part |= {name: normal_markdown(document.get(name)) for name in MARKDOWN}
    part |= {name: normal_prose(document.get(name)) for name in PROSE}
    part |= {name: _number(document.get(name), *bounds) for name, bounds in _RANGES.items()}
    if any(part[name] for name in AMOUNTS):
        part["currency"] = _currency(document.get("currency"))
    part |= {name: _rows(name, document.get(name)) for name in _ROWS}
    part["tags"] = _grouped(part["tags"], TAG_KINDS, lambda row: row["kind"])
    part["credits"] = _grouped(part["credits"], (*CREW, Job.ACTOR), lambda row: row["job"])
    part["offers"] = _grouped(
        part["offers"], (False, True), lambda row: row["access"] == Access.LISTEN
    )
    part["videos"] = _grouped(
        part["videos"], (True, False), lambda row: row["kind"] == VideoKind.TRAILER
    )
    return {name: value for name, value in part.items() if value not in ("", None, [])}


def _number(value: object, least: int, most: int) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if least <= value <= most else None


def _currency(value: object) -> str:
    code = str(value or "")
    return code if re.fullmatch(r"[A-Z]{3}", code) else "USD"


def _rows(name: str, rows: Iterable[dict] | None) -> list[dict]:
    """Return the rows as a page can hold them, each thing once."""
    held: dict[object, dict] = {}
    identity = _IDENTITIES.get(name, lambda row: tuple(map(str, row.items())))
    for row in rows or []:
        if normal := _ROWS[name](row):
            held.setdefault(identity(normal), normal)
    return list(held.values())


def _grouped(rows: list[dict], groups: Iterable, group: Callable[[dict], object]) -> list[dict]:
    return [row for wanted in groups for row in rows if group(row) == wanted]


def _tag(row: dict) -> dict:
    kind, name = row.get("kind"), normal_line(row.get("name"))
    if kind not in TAG_KINDS or not name:
        return {}
    tag = {"kind": str(kind), "name": name}
    if kind != TagKind.WARNING:
        return tag
    level = row.get("level") if row.get("level") in WarningLevel.values else ""
    return tag | filled(level=str(level), detail=normal_line(row.get("detail")))


def _name(person: object) -> str:
    return normal_line(person.get("name") if isinstance(person, dict) else person)


def _credit(row: dict) -> dict:
    job, name = row.get("job", Job.ACTOR), _name(row.get("person"))
    if job not in Job.values or not name:
        return {}
    credit: dict = {"person": {"name": name}, "job": str(job)}
    if job != Job.ACTOR:
        return credit
    return credit | filled(
        character=normal_line(row.get("character")),
        description=normal_line(row.get("description")),
    )


def _video(row: dict) -> dict:
    kind, title = row.get("kind", VideoKind.TRAILER), normal_line(row.get("title"))
    if kind not in VideoKind.values or (kind == VideoKind.BONUS and not title):
        return {}
    video = {"kind": str(kind)} | filled(title=title)
    if kind == VideoKind.TRAILER:
        return video
    return video | filled(description=normal_prose(row.get("description")))


def _award(row: dict) -> dict:
    if not (body := normal_line(row.get("body"))):
        return {}
    return filled(
        body=body,
        category=normal_line(row.get("category")),
        year=_number(row.get("year"), 1895, LAST_YEAR),
        won=bool(row.get("won", True)),
        recipient=normal_line(row.get("recipient")) or _name(row.get("person")),
    )


def _offer(row: dict) -> dict:
    access, provider = row.get("access"), normal_line(row.get("provider"))
    if access not in Access.values or not (provider or access in NO_PROVIDER):
        return {}
    return filled(provider=provider, access=str(access))


def _similar(row: dict) -> dict:
    if not (title := normal_line(row.get("title"))):
        return {}
    year = _number(row.get("year"), FIRST_YEAR, LAST_YEAR)
    return filled(title=title, year=year, reason=normal_prose(row.get("reason")))


def _product(row: dict) -> dict:
    kind, name = row.get("kind"), normal_line(row.get("name"))
    if not name:
        return {}
    known = str(kind) if kind in ProductKind.values else ""
    return filled(kind=known, name=name, pitch=normal_prose(row.get("pitch")))


def _words(needed: tuple[str, ...], **normals: Callable[[object], str]) -> Callable[[dict], dict]:
    """Return a reader of rows of words; a row without any of the needed ones is none."""

    def read(row: dict) -> dict:
        words = filled(**{name: normal(row.get(name)) for name, normal in normals.items()})
        return words if any(name in words for name in needed) else {}

    return read


_ROWS: dict[str, Callable[[dict], dict]] = {
    "tags": _tag,
    "credits": _credit,
    "scores": normal_score,
    "videos": _video,
    "quotes": _words(("text",), text=normal_prose, speaker=normal_line, context=normal_prose),
    "press_reviews": _words(
        ("excerpt", "summary"),
        publication=normal_line, critic=normal_line, excerpt=normal_prose, summary=normal_prose,
    ),
    "audience_reactions": _words(("claim",), claim=normal_prose, explanation=normal_prose),
    "awards": _award,
    "trivia": _words(("text",), text=normal_prose, source=normal_line),
    "offers": _offer,
    "similar_films": _similar,
    "products": _product,
    "tracks": _words(("title",), title=normal_line, artist=normal_line, note=normal_line),
    "faqs": _words(("answer",), question=normal_line, answer=normal_prose),
}  # fmt: skip
# By what the database knows rows that it keeps only once.
_IDENTITIES: dict[str, Callable[[dict], object]] = {
    "tags": lambda row: (row["kind"], fold(row["name"]) or row["name"]),
    "credits": lambda row: (row["job"], row["person"]["name"], row.get("character")),
    "scores": lambda row: row["source"],
}
