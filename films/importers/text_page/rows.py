"""Entries of a text page, taken apart: one function for each kind of row.

Each takes an entry's text and returns the row as the document has it, without empty fields, or
None (for lists: []) when the text is no such entry. The writers in films/exporters/text_page
lean on them: what a plain line would not bring back, they write with backslashes.
"""

import re

from films.choices import Access, ProductKind, VideoKind, WarningLevel
from films.importers.text_page.figures import read_year
from films.importers.text_page.marks import (
    NESTED,
    line,
    mask,
    prose,
    split_name,
    split_named_quote,
    split_quoted,
)

PRODUCT_LABELS = {
    ProductKind.BOOK: "Book",
    ProductKind.DOCUMENTARY: "Documentary",
    ProductKind.DISC: "Disc",
    ProductKind.SOUNDTRACK: "Soundtrack album",
    ProductKind.POSTER: "Poster",
    ProductKind.MERCHANDISE: "Merchandise",
}
OTHER_PRODUCT = "Other"  # of a kind of its own, whatever its name gives away
_PRODUCT_WORDS = [
    (ProductKind.POSTER, re.compile(r"\b(?:poster|art print)\b", re.IGNORECASE)),
    (ProductKind.SOUNDTRACK, re.compile(r"\b(?:soundtrack|original score)\b", re.IGNORECASE)),
    (ProductKind.DISC, re.compile(r"\b(?:dvd|blu-?ray|4k)\b", re.IGNORECASE)),
    (ProductKind.DOCUMENTARY, re.compile(r"\bdocumentary\b", re.IGNORECASE)),
    (
        ProductKind.BOOK,
        re.compile(
            r"\b(?:book|novel|poems|biography|autobiography|memoirs?|screenplay|paperback)\b",
            re.IGNORECASE,
        ),
    ),
]
VIDEO_LABELS = {
    VideoKind.TRAILER: "Trailer",
    VideoKind.TEASER: "Teaser",
    VideoKind.CLIP: "Clip",
    VideoKind.FEATURETTE: "Featurette",
    VideoKind.INTERVIEW: "Interview",
    VideoKind.FILM: "Film",
    VideoKind.BONUS: "Bonus",
}
ACCESS_LABELS = {
    Access.STREAM: "stream",
    Access.FREE: "free",
    Access.RENT: "rent",
    Access.BUY: "buy",
    Access.DVD: "DVD",
    Access.BLURAY: "Blu-ray",
    Access.CINEMA: "cinema",
    Access.LISTEN: "listen",
}
NO_PROVIDER = (Access.DVD, Access.BLURAY, Access.CINEMA)
_ACCESSES = {label.casefold(): str(access) for access, label in ACCESS_LABELS.items()}
_LONGEST_LINE = 2_000  # characters of an entry that is one short line

_NAME_PAREN = re.compile(
    rf"(?P<name>[^\n]*?)\s*\((?P<paren>{NESTED})\)(?:\s*:\s+(?P<words>.*))?", re.DOTALL
)
_TITLE_YEAR = re.compile(
    r"(?P<title>[^\n]+?)\s*\((?P<year>[0-9]{4})\)(?:\s*:\s+(?P<words>.*))?", re.DOTALL
)
_AWARD = re.compile(
    rf"(?P<body>[^\n]+?)(?:\s*\((?P<category>{NESTED})\))?(?:\s*[-–—]\s*(?P<year>[0-9]{{4}}))?"
    r"(?P<nominated>,\s*nominated)?(?:\s*:\s+(?P<recipient>[^\n]+))?",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    rf"(?:(?P<level>{'|'.join(WarningLevel.values)})|(?=:))(?:\s*:\s+(?P<detail>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_OFFER = re.compile(r"(?P<provider>[^\n]+?)\s*\((?P<ways>[^()\n]+)\)")


def filled(**fields: object) -> dict:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in ("", None)}


def read_cast(text: str) -> dict | None:
    """Read "Character (Actor): description"."""
    match = _NAME_PAREN.fullmatch(mask(text))
    if not match or not line(match["paren"]):
        return None
    return filled(
        person={"name": line(match["paren"])},
        job="actor",
        character=line(match["name"]),
        description=line(match["words"]),
    )


def read_quote(text: str) -> dict | None:
    """Read "Speaker: “words” – context"; without any marks, "Speaker: words"."""
    masked = mask(text)
    named = split_named_quote(masked)
    name, words, context = named or (*split_name(masked), "")
    if not words:
        name, words = "", name
    row = filled(text=prose(words), speaker=line(name), context=prose(context))
    return row if "text" in row else None


def read_press_review(text: str) -> dict | None:
    """Read "Publication (Critic): “excerpt” – summary", "N/A: …" and "Publication: summary"."""
    masked = mask(text)
    named = split_named_quote(masked)
    name, excerpt, summary = named or ("", "", "")
    if not named:
        name, summary = split_name(masked)
    publication, critic = _publication(name)
    row = filled(
        publication=publication, critic=critic, excerpt=prose(excerpt), summary=prose(summary)
    )
    return row if "excerpt" in row or "summary" in row else None


def _publication(name: str) -> tuple[str, str]:
    match = _NAME_PAREN.fullmatch(name.strip())
    publication, critic = (match["name"], match["paren"]) if match else (name, "")
    return ("" if publication.strip() == "N/A" else line(publication)), line(critic)


def read_reaction(text: str) -> dict | None:
    """Read "What they said: what lies behind it"."""
    claim, explanation = split_name(mask(text), in_first_line=False)
    row = filled(claim=prose(claim), explanation=prose(explanation))
    return row if "claim" in row else None


def read_award(text: str) -> dict | None:
    """Read "Body (category)- 2013", with ", nominated" and ": recipient" where that is known."""
    match = _AWARD.fullmatch(mask(text)) if len(text) <= _LONGEST_LINE else None
    if not match or not line(match["body"]):
        return None
    year = read_year(match["year"], first=1895) if match["year"] else None
    if match["year"] and not year:
        return None
    return filled(
        body=line(match["body"]),
        category=line(match["category"]),
        year=year,
        won=not match["nominated"],
        recipient=line(match["recipient"]),
    )


def read_trivia(text: str) -> dict | None:
    """Read "“What happened” – source"; the marks may be missing."""
    masked = mask(text)
    words, source = split_quoted(masked) or (masked, "")
    row = filled(text=prose(words), source=line(source))
    return row if "text" in row else None


def read_audience(text: str) -> dict | None:
    """Read “Fans of independent films”."""
    row = read_warning(text)
    said_more = row and ("level" in row or "detail" in row)
    return {"kind": "audience", "name": row["name"]} if row and not said_more else None


def read_warning(text: str) -> dict | None:
    """Read "“Nudity” – moderate: a few words"."""
    masked = mask(text)
    name, rest = split_quoted(masked) or (masked, "")
    name = name.lstrip('“"„«') if name == masked else name
    match = _LEVEL.fullmatch(rest.strip())
    level, detail = (match["level"], match["detail"]) if match else ("", rest)
    row = filled(kind="warning", name=line(name), level=(level or "").lower(), detail=line(detail))
    return row if "name" in row else None


def read_similar(text: str) -> dict | None:
    """Read "Title (2007): reason"; the year may be missing."""
    masked = mask(text)
    if match := _TITLE_YEAR.fullmatch(masked):
        title, words, year = match["title"], match["words"], read_year(match["year"])
        if not year:
            return None
    else:
        (title, words), year = split_name(masked), None
    row = filled(title=line(title), year=year, reason=prose(words))
    return row if "title" in row else None


def read_product(text: str) -> dict | None:
    """Read "Name (Kind): pitch"; a kind that the name gives away need not be said."""
    masked = mask(text)
    kinds = {label.casefold(): str(kind) for kind, label in PRODUCT_LABELS.items()}
    labelled = _kind_of(masked, kinds | {OTHER_PRODUCT.casefold(): ""})
    name, kind, pitch = labelled or ("", "", "")
    if not labelled:
        name, pitch = split_name(masked)
        kind = product_kind(line(name))
    row = filled(kind=kind, name=line(name), pitch=prose(pitch))
    return row if "name" in row else None


def product_kind(name: str) -> str:
    """Return the kind that a product's name gives away, or ""."""
    return next((str(kind) for kind, words in _PRODUCT_WORDS if words.search(name)), "")


def read_video(text: str) -> dict | None:
    """Read "Title (Kind): description" of a video that is not the trailer."""
    masked = mask(text)
    kinds = {label.casefold(): str(kind) for kind, label in VIDEO_LABELS.items()}
    title, kind, description = _kind_of(masked, kinds) or ("", "", "")
    if not kind:
        title, description = split_name(masked)
        kind = str(VideoKind.BONUS)
    if not line(title) and kind == VideoKind.BONUS:
        return None
    return filled(kind=kind, title=line(title), description=prose(description))


def _kind_of(masked: str, kinds: dict[str, str]) -> tuple[str, str, str] | None:
    match = _NAME_PAREN.fullmatch(masked)
    kind = kinds.get(line(match["paren"]).casefold()) if match else None
    return None if not match or kind is None else (match["name"], kind, match["words"] or "")


def read_track(text: str) -> dict | None:
    """Read "Title – Artist: note"."""
    head, note = split_name(mask(text))
    title, _, artist = head.partition(" – ")
    row = filled(title=line(title), artist=line(artist), note=line(note))
    return row if "title" in row else None


def read_offers(text: str) -> list[dict]:
    """Read "Apple TV (rent, buy)", "DVD" and the like; [] for what names no offer."""
    masked = mask(text)
    if masked.casefold() in _ACCESSES and _ACCESSES[masked.casefold()] in NO_PROVIDER:
        return [{"access": _ACCESSES[masked.casefold()]}]
    match = _OFFER.fullmatch(masked) if len(text) <= _LONGEST_LINE else None
    ways = [way.strip().casefold() for way in match["ways"].split(",")] if match else []
    if not match or not line(match["provider"]) or not set(ways) <= set(_ACCESSES):
        return []
    return [{"provider": line(match["provider"]), "access": _ACCESSES[way]} for way in ways]
