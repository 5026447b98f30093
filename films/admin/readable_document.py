"""A stored document as lines of label and words, for people."""

from dataclasses import dataclass
from typing import Any

from films.document_fields import label_of


@dataclass(frozen=True)
class Line:
    """One field: its name, and its words or the entries of its list."""

    label: str
    words: str
    entries: list[str]


def readable(document: Any) -> list[Line]:
    """Return a document, field by field, in the order in which it is stored."""
    if not isinstance(document, dict):
        return [Line("", words_of(document), [])] if document else []
    return [
        Line(label_of(name), "", [words_of(entry) for entry in value])
        if isinstance(value, list)
        else Line(label_of(name), words_of(value), [])
        for name, value in document.items()
    ]


def words_of(value: Any) -> str:
    """Return a value, or the fields of an entry, in one line of words."""
    if isinstance(value, dict):
        said = {name: words_of(inner) for name, inner in value.items()}
        if set(said) <= {"name", "slug"}:
            return said.get("name", "")
        return " · ".join(
            f"{name.replace('_', ' ')}: {words}" for name, words in said.items() if words
        )
    if isinstance(value, list):
        return ", ".join(words_of(inner) for inner in value)
    return "" if value is None else str(value)
