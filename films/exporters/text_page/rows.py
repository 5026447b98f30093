"""Rows of a film document as entries of a text page; the readers are in importers/text_page."""

from collections.abc import Callable

from films.exporters.text_page.lines import settled
from films.importers.text_page import rows
from films.importers.text_page.marks import Escape, as_it_is, quote_up

Write = Callable[[dict, Escape], str]


def row_text(row: dict, write: Write, read: Callable[[str], object]) -> str:
    """Return a row's entry, with backslashes only where it needs them."""
    return settled(row, lambda how: write(row, how), read)


def _then(text: str, words: str, how: Escape, mark: str = ": ") -> str:
    """Return text and words with a mark between, or the text alone when there are no words."""
    return f"{text}{mark}{how(words)}" if words else text


def _before(name: str, text: str, how: Escape) -> str:
    return f"{how(name)}: {text}" if name else text


def cast(row: dict, how: Escape) -> str:
    """Return "Character (Actor): description"."""
    character, actor = how(row.get("character", "")), how(row["person"]["name"])
    return _then(f"{character} ({actor})".strip(), row.get("description", ""), how)


def quote(row: dict, how: Escape) -> str:
    """Return "Speaker: “words” – context"."""
    words = _then(quote_up(row["text"], how), row.get("context", ""), how, " – ")
    return _before(row.get("speaker", ""), words, how)


def press_review(row: dict, how: Escape) -> str:
    """Return "Publication (Critic): “excerpt” – summary"; "N/A" for a publication not known."""
    critic = f" ({how(row['critic'])})" if "critic" in row else ""
    name = (how(row["publication"]) if "publication" in row else "N/A") + critic
    excerpt, summary = row.get("excerpt", ""), row.get("summary", "")
    if not excerpt:
        return f"{name}: {how(summary)}"
    return _then(f"{name}: {quote_up(excerpt, how)}", summary, how, " – ")


def reaction(row: dict, how: Escape) -> str:
    """Return "What they said: what lies behind it"."""
    return _then(how(row["claim"]), row.get("explanation", ""), how)


def award(row: dict, how: Escape) -> str:
    """Return "Body (category)- 2013: recipient"."""
    text = how(row["body"])
    text += f" ({how(row['category'])})" if "category" in row else ""
    text += f"- {row['year']}" if "year" in row else ""
    text += "" if row["won"] else ", nominated"
    return _then(text, row.get("recipient", ""), how)


def trivia(row: dict, how: Escape) -> str:
    """Return "“What happened” – source"."""
    return _then(quote_up(row["text"], how), row.get("source", ""), how, " – ")


def audience(row: dict, how: Escape) -> str:
    """Return “Fans of fog”."""
    return f"“{how(row['name'])}”"


def warning(row: dict, how: Escape) -> str:
    """Return "“Drowning” – moderate: a boat is lost"."""
    name, level, detail = audience(row, how), row.get("level", ""), row.get("detail", "")
    if not detail:
        return f"{name} – {level}" if level else name
    # A detail alone follows the dash; escaped, the colon keeps it from looking like a level.
    bare = not level and how is as_it_is
    return f"{name} – {how(detail)}" if bare else f"{name} – {level}: {how(detail)}"


def similar_film(row: dict, how: Escape) -> str:
    """Return "Title (2007): reason"."""
    year = f" ({row['year']})" if "year" in row else ""
    return _then(how(row["title"]) + year, row.get("reason", ""), how)


def product(row: dict, how: Escape) -> str:
    """Return "Name (Kind): pitch", the kind only where the name does not give it away."""
    kind = row.get("kind", "")
    given_away = rows.product_kind(row["name"]) == kind
    label = "" if given_away else f" ({rows.PRODUCT_LABELS.get(kind, rows.OTHER_PRODUCT)})"
    return _then(how(row["name"]) + label, row.get("pitch", ""), how)


def video(row: dict, how: Escape) -> str:
    """Return "Title (Kind): description"."""
    title = f"{how(row.get('title', ''))} ({rows.VIDEO_LABELS[row['kind']]})".strip()
    return _then(title, row.get("description", ""), how)


def track(row: dict, how: Escape) -> str:
    """Return "Title – Artist: note"."""
    head = _then(how(row["title"]), row.get("artist", ""), how, " – ")
    return _then(head, row.get("note", ""), how)


def offer_lists(offers: list[dict]) -> list[str]:
    """Return the entries of offers, those of one service that stand together in one."""
    entries: list[str] = []
    at = 0
    while at < len(offers):
        end = at + 1
        provider = offers[at].get("provider")
        while provider and end < len(offers) and offers[end].get("provider") == provider:
            end += 1
        entries.append(_offers(offers[at:end]))
        at = end
    return entries


def _offers(offers: list[dict]) -> str:
    ways = ", ".join(rows.ACCESS_LABELS[offer["access"]] for offer in offers)
    provider = offers[0].get("provider", "")

    def write(how: Escape) -> str:
        return f"{how(provider)} ({ways})" if provider else ways

    return settled(offers, write, rows.read_offers)
