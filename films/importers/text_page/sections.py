"""Sections of a text page, each read into the document.

Each reader takes the section's entries and the document, adds what it understands, and returns
the entries that it does not.
"""

import re
from collections.abc import Callable

from films.importers.text_page.lines import Entry, unfold
from films.importers.text_page.normal import normal_line, normal_prose
from films.importers.text_page.providers import offers_to_listen, offers_to_watch
from films.importers.text_page.rows import (
    read_cast,
    read_offers,
    read_product,
    read_quote,
    read_similar,
    read_track,
    read_trivia,
    read_video,
)

NO_REVIEWS_YET = "There are no reviews yet. Be the first one to write one."
NO_OFFERS = "N/A"
_SIMILAR_INTRO = re.compile(r"If you (?:enjoyed|liked|loved) [^\n]*:")
_SENTENCE_END = re.compile(r"[.!?:;,…”’\"')\]*_]$")
_LONGEST_SUBHEADING = 120
_QUESTION, _ANSWER = re.compile(r"Q:(?:\s+|$)"), re.compile(r"A:(?:\s+|$)")
_AS_HEADING = "### "


def read_list(name: str, read: Callable[[str], dict | None]) -> Callable:
    """Return the reader of a section that is a list of one kind of row."""

    def read_section(entries: list[Entry], document: dict) -> list[Entry]:
        unread = []
        for entry in entries:
            if row := read(entry.text):
                document.setdefault(name, []).append(row)
            else:
                unread.append(entry)
        return unread

    return read_section


def read_badly(entries: list[Entry], document: dict) -> list[Entry]:
    """Read the plot, badly explained: one line."""
    document["badly_explained"] = normal_line(unfold(entries))
    return []


def read_markdown(name: str) -> Callable:
    """Return the reader of a section of prose with sub-headings."""

    def read_section(entries: list[Entry], document: dict) -> list[Entry]:
        document[name] = markdown(entries)
        return []

    return read_section


def markdown(entries: list[Entry]) -> str:
    """Return entries as Markdown; a line that no mark ends, above a paragraph, heads it."""
    followed = zip(entries, [*entries[1:], None], strict=False)
    headed = {id(entry) for entry, below in followed if _heads(entry, below)}
    for entry in entries:
        if id(entry) in headed:
            entry.text = _AS_HEADING + entry.text
    return normal_prose(unfold(entries))


def _heads(entry: Entry, below: Entry | None) -> bool:
    return _may_head(entry) and below is not None and not _may_head(below)


def _may_head(entry: Entry) -> bool:
    return not entry.literal and not entry.bullet and reads_as_subheading(entry.text)


def reads_as_subheading(text: str) -> bool:
    """Whether a line could head the paragraph below it: short, and closed by no mark."""
    fits = len(text) <= _LONGEST_SUBHEADING and "\n" not in text and not text.startswith("#")
    return fits and not _SENTENCE_END.search(text)


def read_watch(entries: list[Entry], document: dict) -> list[Entry]:
    """Read how to watch: a note, and offers from its list or else from its sentences."""
    notes = [entry for entry in entries if not entry.bullet]
    listed, unread = _read_offer_list([entry for entry in entries if entry.bullet])
    document["watch_note"] = normal_prose(unfold(notes))
    offers = offers_to_watch(document["watch_note"]) if listed is None else listed
    document.setdefault("offers", []).extend(offers)
    return unread


def _read_offer_list(entries: list[Entry]) -> tuple[list[dict] | None, list[Entry]]:
    """Return the offers listed, None where no list was made, and the entries not understood."""
    listed: list[dict] | None = None
    unread = []
    for entry in entries:
        offers = read_offers(entry.text)
        if not offers and entry.text != NO_OFFERS:
            unread.append(entry)
            continue
        listed = [*(listed or []), *offers]
    return listed, unread


def read_soundtrack(entries: list[Entry], document: dict) -> list[Entry]:
    """Read a note, tracks, and where to listen from the list or else from the note."""
    notes = [entry for entry in entries if not entry.bullet]
    document["soundtrack_note"] = normal_prose(unfold(notes))
    listed: list[dict] | None = None
    unread = []
    for entry in entries:
        if not entry.bullet:
            continue
        if entry.text == NO_OFFERS or (offers := read_offers(entry.text)):
            listed = (listed or []) + ([] if entry.text == NO_OFFERS else offers)
        elif track := read_track(entry.text):
            document.setdefault("tracks", []).append(track)
        else:
            unread.append(entry)
    offers = offers_to_listen(document["soundtrack_note"]) if listed is None else listed
    document.setdefault("offers", []).extend(offers)
    return unread


def read_similar_films(entries: list[Entry], document: dict) -> list[Entry]:
    """Read the similar films; the sentence above them is the form's own."""
    rows = [entry for entry in entries if entry.bullet or not _SIMILAR_INTRO.fullmatch(entry.text)]
    lost = [entry for entry in rows if not entry.bullet]
    listed = [entry for entry in rows if entry.bullet]
    return lost + read_list("similar_films", read_similar)(listed, document)


def read_faq(entries: list[Entry], document: dict) -> list[Entry]:
    """Read questions and answers; on many pages the questions are lost.

    With "Q:" and "A:" all is plain. Without, a line that ends with a question mark is a question,
    and what follows its answer; before the first question each line is an answer of its own.
    """
    explicit = any(_QUESTION.match(entry.text) or _ANSWER.match(entry.text) for entry in entries)
    faqs, unread = (_read_marked_faq if explicit else _read_plain_faq)(entries)
    document["faqs"] = [faq for faq in faqs if faq["answer"]]
    return unread


def _read_marked_faq(entries: list[Entry]) -> tuple[list[dict], list[Entry]]:
    faqs: list[dict] = []
    unread: list[Entry] = []
    pending: Entry | None = None
    for entry in entries:
        if match := _QUESTION.match(entry.text):
            unread += [pending] if pending else []
            pending, question = entry, normal_line(entry.text[match.end() :])
        elif match := _ANSWER.match(entry.text):
            answer = normal_prose(entry.text[match.end() :])
            faqs.append({"question": question if pending else "", "answer": answer})
            pending = None
        else:
            unread.append(entry)
    return faqs, unread + ([pending] if pending else [])


def _read_plain_faq(entries: list[Entry]) -> tuple[list[dict], list[Entry]]:
    faqs: list[dict] = []
    asked: list[Entry] = []
    for entry in entries:
        if entry.text.endswith("?") and "\n" not in entry.text:
            asked.append(entry)
            faqs.append({"question": normal_line(entry.text), "answer": ""})
        elif asked:
            faqs[-1]["answer"] = normal_prose(f"{faqs[-1]['answer']}\n\n{entry.text}")
        else:
            faqs.append({"question": "", "answer": normal_prose(entry.text)})
    answered = {faq["question"] for faq in faqs if faq["answer"]}
    return faqs, [entry for entry in asked if normal_line(entry.text) not in answered]


def read_bonus(entries: list[Entry], document: dict) -> list[Entry]:
    """Read videos: pairs of lines, title and description, or a list that names their kinds."""
    videos = document.setdefault("videos", [])
    plain = [entry for entry in entries if not entry.bullet]
    for title, words in zip(plain[::2], [*plain[1::2], None][: len(plain[::2])], strict=True):
        description = normal_prose(words.text) if words else ""
        name, _, more = title.text.partition("\n")
        described = normal_prose(f"{more}\n\n{description}")
        videos.append({"kind": "bonus", "title": normal_line(name), "description": described})
    listed = [entry for entry in entries if entry.bullet]
    return read_list("videos", read_video)(listed, document)


def read_rate(entries: list[Entry], _: dict) -> list[Entry]:
    """Visitors' reviews are not an editor's: all but the invitation is handed back."""
    return [entry for entry in entries if entry.text != NO_REVIEWS_YET]


read_cast_list = read_list("credits", read_cast)
read_quotes = read_list("quotes", read_quote)
read_trivia_list = read_list("trivia", read_trivia)
read_products = read_list("products", read_product)
