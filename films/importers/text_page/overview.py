"""The head of a text page: quick overview and box office, lines of "Label: value"."""

import re
from collections.abc import Callable

from films.choices import Job, TagKind
from films.importers.text_page.figures import SCORE_SOURCES, read_score, read_year
from films.importers.text_page.lines import Entry
from films.importers.text_page.marks import split_list
from films.importers.text_page.part import AMOUNTS
from films.money import MoneyError, parse_money
from films.runtime import NotARuntimeError, parse_runtime

JOB_LABELS = {
    Job.DIRECTOR: "Director",
    Job.WRITER: "Writer",
    Job.PRODUCER: "Producer",
    Job.COMPOSER: "Composer",
    Job.CINEMATOGRAPHER: "Cinematographer",
    Job.EDITOR: "Editor",
    Job.PRODUCTION_DESIGNER: "Production designer",
    Job.COSTUME_DESIGNER: "Costume designer",
}
TAG_LABELS = {
    TagKind.GENRE: "Genre",
    TagKind.COUNTRY: "Country",
    TagKind.LANGUAGE: "Language",
    TagKind.MOOD: "Mood",
    TagKind.THEME: "Theme",
    TagKind.COMPANY: "Company",
    TagKind.AWARD: "Award",
}
AMOUNT_LABELS = dict(zip(AMOUNTS, ("Budget", "Domestic Gross", "Worldwide Gross"), strict=True))
_PLURALS = {"countries": "country", "companies": "company"}
_OTHER_LABELS = {
    "year": "release year",
    "runtime (length)": "runtime",
    "length": "runtime",
    "worldwide": "worldwide gross",
    "domestic": "domestic gross",
    "gross domestic": "domestic gross",
    "gross worldwide": "worldwide gross",
    "written by": "writer",
    "directed by": "director",
    "music by": "composer",
}
_LABELLED = re.compile(r"(?P<label>[^:\n]{1,40}?)\s*:\s*(?P<value>[^\n]+)")


def label_of(text: str) -> tuple[str, str] | None:
    """Return the label, in the one form we know it by, and the value of "Directors: A, B"."""
    match = _LABELLED.fullmatch(text)
    if not match:
        return None
    label = " ".join(match["label"].split()).casefold()
    label = _PLURALS.get(label, label)
    return _OTHER_LABELS.get(label, label), match["value"].strip()


def _people(job: Job) -> Callable[[dict, str], bool]:
    def read(document: dict, value: str) -> bool:
        rows = [{"person": {"name": name}, "job": str(job)} for name in split_list(value)]
        document.setdefault("credits", []).extend(rows)
        return bool(rows)

    return read


def _tags(kind: TagKind) -> Callable[[dict, str], bool]:
    def read(document: dict, value: str) -> bool:
        rows = [{"kind": str(kind), "name": name} for name in split_list(value)]
        document.setdefault("tags", []).extend(rows)
        return bool(rows)

    return read


def _score(source: str) -> Callable[[dict, str], bool]:
    def read(document: dict, value: str) -> bool:
        row = read_score(source, value)
        known = {other["source"] for other in document.get("scores", [])}
        if not row or source in known:
            return False
        document.setdefault("scores", []).append(row)
        return True

    return read


def _year(document: dict, value: str) -> bool:
    document["year"] = read_year(value)
    return document["year"] is not None


def _runtime(document: dict, value: str) -> bool:
    try:
        minutes = parse_runtime(value)
    except NotARuntimeError:
        return False
    document["runtime"] = minutes
    return minutes <= 60_000


def _amount(name: str) -> Callable[[dict, str], bool]:
    def read(document: dict, value: str) -> bool:
        try:
            amount, currency = parse_money(value)
        except MoneyError:
            return False
        currency = currency or "USD"
        if amount < 1 or document.setdefault("currency", currency) != currency:
            return False
        document[name] = amount
        return True

    return read


_READERS: dict[str, Callable[[dict, str], bool]] = {
    "release year": _year,
    "runtime": _runtime,
    **{label.casefold(): _people(job) for job, label in JOB_LABELS.items()},
    **{f"{label.casefold()}s": _people(job) for job, label in JOB_LABELS.items()},
    **{label.casefold(): _tags(kind) for kind, label in TAG_LABELS.items()},
    **{f"{label.casefold()}s": _tags(kind) for kind, label in TAG_LABELS.items()},
    **{label: _score(source) for label, source in SCORE_SOURCES.items()},
    **{label.casefold(): _amount(name) for name, label in AMOUNT_LABELS.items()},
}


def read_overview(entries: list[Entry], document: dict) -> list[Entry]:
    """Read the quick overview into the document; return the entries not understood."""
    return [entry for entry in entries if not _read(entry, document)]


def _read(entry: Entry, document: dict) -> bool:
    trailer = re.fullmatch(r"Trailer(?::\s+([^\n]+))?", entry.text)
    if trailer and not entry.bullet:
        document.setdefault("videos", []).append({"kind": "trailer", "title": trailer[1]})
        return True
    labelled = label_of(entry.text)
    return bool(
        labelled and labelled[0] in _READERS and _READERS[labelled[0]](document, labelled[1])
    )


read_box_office = read_overview
