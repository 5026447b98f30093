"""Sections of a text page, each made from the part of the document that it shows."""

from collections.abc import Callable

from films.choices import Access, VideoKind
from films.exporters.text_page import rows as write
from films.exporters.text_page.lines import bullet, entry, guarded, literal, prose
from films.exporters.text_page.rows import Write, offer_lists, row_text
from films.importers.text_page import rows, sections
from films.importers.text_page.figures import write_score
from films.importers.text_page.lines import Entry, read_entries, unfold
from films.importers.text_page.marks import join_list
from films.importers.text_page.normal import normal_prose
from films.importers.text_page.overview import AMOUNT_LABELS, JOB_LABELS, TAG_LABELS
from films.importers.text_page.providers import offers_to_listen, offers_to_watch
from films.money import format_money
from films.runtime import format_runtime


def overview(part: dict) -> list[str]:
    """Return trailer, people, tags, year, runtime and scores."""
    jobs = {
        job: [row for row in part.get("credits", []) if row["job"] == job] for job in JOB_LABELS
    }
    people = {
        label: [row["person"]["name"] for row in jobs[job]] for job, label in JOB_LABELS.items()
    }
    tags = {
        label: [row["name"] for row in part.get("tags", []) if row["kind"] == kind]
        for kind, label in TAG_LABELS.items()
    }
    year = [f"- Release year: {part['year']}"] if "year" in part else []
    runtime = (
        [f"- Runtime (length): {format_runtime(part['runtime'])}"] if "runtime" in part else []
    )
    (_, directors), (_, writers), *crew = people.items()
    genres, *others = tags.items()
    return [
        *_trailers(part.get("videos", [])),
        *_names(("Director", directors), ("Writer", writers), genres),
        *year,
        *runtime,
        *_names(*others, *crew),
        *(f"- {write_score(row)}" for row in part.get("scores", [])),
    ]


def _trailers(videos: list[dict]) -> list[str]:
    titles = [row.get("title") for row in videos if row["kind"] == VideoKind.TRAILER]
    return [f"Trailer: {title}" if title else "Trailer" for title in titles]


def _names(*labelled: tuple[str, list[str]]) -> list[str]:
    return [f"- {label}: {join_list(names)}" for label, names in labelled if names]


def badly_explained(part: dict) -> list[str]:
    """Return the one line."""
    return [guarded(part["badly_explained"])] if "badly_explained" in part else []


def synopsis(part: dict) -> list[str]:
    """Return paragraphs, and sub-headings as bare lines."""
    return prose(part.get("synopsis", ""), sections.markdown, has_subheadings=True)


def ending(part: dict) -> list[str]:
    """Return paragraphs, and sub-headings as bare lines."""
    return prose(part.get("ending", ""), sections.markdown, has_subheadings=True)


def _bullets(found: list[dict], form: Write, read: Callable) -> list[str]:
    return [line for row in found for line in bullet(row_text(row, form, read))]


def cast(part: dict) -> list[str]:
    """Return the actors in billing order."""
    actors = [row for row in part.get("credits", []) if row["job"] == "actor"]
    return _bullets(actors, write.cast, rows.read_cast)


def quotes(part: dict) -> list[str]:
    """Return the quotes."""
    return _bullets(part.get("quotes", []), write.quote, rows.read_quote)


def box_office(part: dict) -> list[str]:
    """Return the amounts that are known."""
    return [
        f"- {label}: {format_money(part[name], part['currency'])}"
        for name, label in AMOUNT_LABELS.items()
        if name in part
    ]


def trivia(part: dict) -> list[str]:
    """Return what happened behind the scenes."""
    return _bullets(part.get("trivia", []), write.trivia, rows.read_trivia)


def _read_note(entries: list[Entry]) -> str:
    return normal_prose(unfold([entry for entry in entries if not entry.bullet]))


def _offer_list(offers: list[dict], named: list[dict]) -> list[str]:
    """Return a list of the offers, unless the note names just these."""
    if offers == named:
        return []
    entries = offer_lists(offers) or [sections.NO_OFFERS]
    return [line for text in entries for line in bullet(text)]


def watch(part: dict) -> list[str]:
    """Return the note, with a list where it does not name just the offers there are."""
    note = part.get("watch_note", "")
    offers = [row for row in part.get("offers", []) if row["access"] != Access.LISTEN]
    return [*prose(note, _read_note), *_offer_list(offers, offers_to_watch(note))]


def similar_films(part: dict) -> list[str]:
    """Return the picks under the sentence that leads to them."""
    lines = _bullets(part.get("similar_films", []), write.similar_film, rows.read_similar)
    intro = f"If you enjoyed {part.get('title', '')}, you might like these similar films:"
    return [intro, *lines] if lines else []


def products(part: dict) -> list[str]:
    """Return the related products."""
    return _bullets(part.get("products", []), write.product, rows.read_product)


def soundtrack(part: dict) -> list[str]:
    """Return the note, with the tracks where it announces them, and where to listen."""
    note = part.get("soundtrack_note", "")
    tracks = _bullets(part.get("tracks", []), write.track, _read_track)
    offers = [row for row in part.get("offers", []) if row["access"] == Access.LISTEN]
    listed = _offer_list(offers, offers_to_listen(note))
    above, below = _announced(note) if tracks else (note, "")
    lines = [
        *prose(above, _read_note),
        *tracks,
        *([""] if below else []),
        *prose(below, _read_note),
    ]
    if _read_note(read_entries(lines)) != note:
        lines = [*literal(note), *tracks]
    return lines + listed


def _read_track(text: str) -> object:
    return None if text == sections.NO_OFFERS or rows.read_offers(text) else rows.read_track(text)


def _announced(note: str) -> tuple[str, str]:
    """Return the note up to the paragraph that ends with a colon, and what comes after it."""
    paragraphs = note.split("\n\n")
    ends = [at for at, paragraph in enumerate(paragraphs, 1) if paragraph.endswith(":")]
    at = ends[0] if ends else len(paragraphs)
    return "\n\n".join(paragraphs[:at]), "\n\n".join(paragraphs[at:])


def faq(part: dict) -> list[str]:
    """Return questions and answers, with "Q:" and "A:" where they cannot be told apart."""
    found = part.get("faqs", [])
    plain = [line for row in found for line in _plain_faq(row)]
    document: dict = {}
    unread = sections.read_faq(read_entries(plain), document)
    as_read = [{name: text for name, text in row.items() if text} for row in document["faqs"]]
    if as_read == found and not unread:
        return plain
    return [line for row in found for line in _marked_faq(row)]


def _plain_faq(row: dict) -> list[str]:
    question = [guarded(row["question"])] if "question" in row else []
    return [*question, *entry(row["answer"])]


def _marked_faq(row: dict) -> list[str]:
    question = [f"Q: {row['question']}"] if "question" in row else []
    return [*question, *entry(f"A: {row['answer']}")]


def bonus(part: dict) -> list[str]:
    """Return pairs of title and description, or a list where a pair could not say it all."""
    videos = [row for row in part.get("videos", []) if row["kind"] != VideoKind.TRAILER]
    if all(row["kind"] == VideoKind.BONUS and "description" in row for row in videos):
        return [
            line for row in videos for line in (guarded(row["title"]), *entry(row["description"]))
        ]
    return _bullets(videos, write.video, rows.read_video)
