"""The Reviews section of a text page."""

from collections.abc import Callable

from films.exporters.text_page import rows as write
from films.exporters.text_page.lines import bullet, entry, prose
from films.exporters.text_page.rows import Write, row_text
from films.importers.text_page import reviews, rows
from films.importers.text_page.lines import Entry, read_entries

AUDIENCE_LINE = "- Who would enjoy:"
WARNINGS_LINE = "- Content warnings ⚠:"


def reviews_section(part: dict) -> list[str]:
    """Return the lines of the section, without its heading."""
    tags = part.get("tags", [])
    return [
        *_personal(part),
        *_rows(AUDIENCE_LINE, _of(tags, "audience"), write.audience, rows.read_audience),
        *_rows(WARNINGS_LINE, _of(tags, "warning"), write.warning, rows.read_warning),
        *_rows(
            "Professional Reviews",
            part.get("press_reviews", []), write.press_review, rows.read_press_review,
        ),
        *_reactions(part.get("audience_reactions", [])),
        *_consensus(part.get("consensus", "")),
        *_rows("Awards", part.get("awards", []), write.award, rows.read_award),
    ]  # fmt: skip


def _of(tags: list[dict], kind: str) -> list[dict]:
    return [tag for tag in tags if tag["kind"] == kind]


def _personal(part: dict) -> list[str]:
    rating = [f"- Rating: {part['personal_rating']}/10"] if "personal_rating" in part else []
    lines = prose(part.get("personal_review", ""), _read_personal) + rating
    return ["Personal Review", *lines] if lines else []


def _read_personal(entries: list[Entry]) -> str:
    document: dict = {}
    unread = reviews.read_reviews(entries, document)
    review = document.pop("personal_review")
    return "" if unread or document else review


def _rows(head: str, found: list[dict], form: Write, read: Callable) -> list[str]:
    def read_row(text: str) -> object:
        return read(text) if all(map(reviews.is_row, read_entries(bullet(text)))) else None

    lines = [line for row in found for line in bullet(row_text(row, form, read_row))]
    return [head, *lines] if lines else []


def _reactions(found: list[dict]) -> list[str]:
    lines = []
    for row in found:
        text = row_text(row, write.reaction, rows.read_reaction)
        lines += entry(text, is_row=reviews.is_row)
    return ["Audience Reactions", *lines] if lines else []


def _consensus(text: str) -> list[str]:
    return entry(f"Overall Consensus: {text}") if text else []
