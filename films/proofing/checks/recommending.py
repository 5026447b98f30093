"""What a page sends its visitors to: services, other films, products, music."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from films.choices import Access
from films.proofing.faults import Context, Document, Found, check, label_of, rows_of
from films.proofing.texts import MARKDOWN, Text, shown, texts_of
from films.text import fold

# Ways to see a film that have a page of their own at the service, which its home page is not.
_OWN_PAGE = (Access.STREAM, Access.RENT, Access.BUY)
_PLACES = ("watch_note", "soundtrack_note", "logline", "consensus", "faqs", "products", "tracks")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
# A sentence that says that a service is gone does not recommend it.
_GONE = re.compile(
    r"\b(?:clos(?:ed|es|ing|ure)|shut|no longer|until|used to|was|were|had|gone|former(?:ly)?|"
    r"defunct|not|never|discontinued|ended|replaced|instead)\b|n[’']t\b",
    re.IGNORECASE,
)
_ANNOUNCING = re.compile(
    r"\b(?:here (?:are|is)|following|these|such as|some|including|notable|below)\b", re.IGNORECASE
)
_LIST_ITEM = re.compile(r"(?:[-*+•–—]|\d+[.)])\s|[>“\"„«#|]")


@check("service_closed")
def service_closed(document: Document, context: Context) -> Iterator[Found]:
    seen: set[str] = set()
    for row, offer in rows_of(document, "offers"):
        name = offer.get("provider")
        if name in context.closed and name not in seen:
            seen.add(name)
            words = _("%(service)s has closed, and is still among the offers.")
            yield Found(words % {"service": name}, "provider", "offers", row)


@check("service_closed_in_text")
def service_closed_in_text(document: Document, context: Context) -> Iterator[Found]:
    if not context.closed:
        return
    names = sorted(context.closed, key=len, reverse=True)
    named = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    for text in texts_of(document):
        if (text.rows or text.field) not in _PLACES:
            continue
        found = {match[0] for part in _recommending(text.words) for match in named.finditer(part)}
        for name in sorted(found):
            yield text.found(
                _("The text recommends %(service)s, which has closed.") % {"service": name}
            )


def _recommending(words: str) -> list[str]:
    """Return the sentences of a text that may recommend something."""
    return [match[0] for match in _SENTENCE.finditer(words) if not _GONE.search(match[0])]


@check("service_without_link")
def service_without_link(document: Document, context: Context) -> Iterator[Found]:
    """The service's home page will do for music and for archives, or where somebody has looked."""
    seen: set[str] = set()
    for row, offer in rows_of(document, "offers"):
        name = offer.get("provider")
        if not name or name in context.closed or name in seen or offer.get("url"):
            continue
        if name not in context.linked:
            words = _("%(service)s is named without a link, and its home page is not known either.")
        elif offer.get("access") in _OWN_PAGE and not offer.get("checked_on"):
            words = _(
                "%(service)s is named without a link to the film or the day it was found there."
            )
        else:
            continue
        seen.add(name)
        yield Found(words % {"service": name}, "url", "offers", row)


@check("offer_stale")
def offer_stale(document: Document, context: Context) -> Iterator[Found]:
    for row, offer in rows_of(document, "offers"):
        if (
            context.is_stale(offer.get("checked_on"))
            and offer.get("provider") not in context.closed
        ):
            words = _("The offer of %(service)s was last checked on %(day)s: look again.")
            told = words % {"service": _offered(offer), "day": offer["checked_on"]}
            yield Found(told, "checked_on", "offers", row)


@check("price_without_date")
def price_without_date(document: Document, context: Context) -> Iterator[Found]:
    for row, offer in rows_of(document, "offers"):
        if offer.get("price") and not offer.get("checked_on"):
            words = _("The price of %(service)s does not say on which day it was read.")
            yield Found(words % {"service": _offered(offer)}, "checked_on", "offers", row)


@check("offer_over")
def offer_over(document: Document, context: Context) -> Iterator[Found]:
    for row, offer in rows_of(document, "offers"):
        if offer.get("until") and offer["until"] < context.today.isoformat():
            words = _("The offer of %(service)s ended on %(day)s; visitors no longer see it.")
            told = words % {"service": _offered(offer), "day": offer["until"]}
            yield Found(told, "until", "offers", row)


def _offered(offer: Document) -> str:
    return str(offer.get("provider") or label_of(Access, offer.get("access")))


@check("similar_without_link")
def similar_without_link(document: Document, context: Context) -> Iterator[Found]:
    for row, pick in rows_of(document, "similar_films"):
        if pick.get("film"):
            continue
        title = shown(pick.get("title") or "")
        if slug := context.pages.get((fold(pick.get("title") or ""), pick.get("year"))):
            words = _("“%(title)s” is not linked, though it has a page: %(page)s.")
        else:
            words = _("“%(title)s” leads nowhere: no page here has that title and year.")
        yield Found(words % {"title": title, "page": slug}, "film", "similar_films", row)


@check("product_without_link")
def product_without_link(document: Document, context: Context) -> Iterator[Found]:
    """The disclosure is the page's own: it stands under the products whenever there are any."""
    for row, product in rows_of(document, "products"):
        if not product.get("url"):
            words = _("“%(name)s” has no link: visitors cannot get what is praised here.")
            yield Found(words % {"name": shown(product.get("name") or "")}, "url", "products", row)


@check("nothing_announced")
def nothing_announced(document: Document, context: Context) -> Iterator[Found]:
    """“Notable tracks:” with nothing after it; the tracks themselves may stand in their list."""
    for text in texts_of(document):
        if not text.is_markdown or _is_answered(document, text):
            continue
        if sentence := _unanswered(text.words):
            words = _("Nothing follows “%(words)s”.") % {"words": shown(sentence)}
            yield text.found(words)


def _is_answered(document: Document, text: Text) -> bool:
    """Say whether the section's rows, which stand below its note, are what the note announces."""
    below = {"soundtrack_note": "tracks", "watch_note": "offers"}
    return text.field in MARKDOWN and bool(document.get(below.get(text.field, "")))


def _unanswered(words: str) -> str:
    """Return the sentence that ends with a colon and announces what does not come, or ""."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", words) if part.strip()]
    for number, part in enumerate(parts):
        if not part.endswith((":", "：")) or part.startswith("#"):
            continue
        sentence = re.split(r"(?<=[.!?])\s+", part)[-1]
        if number + 1 == len(parts):
            return sentence
        if not _LIST_ITEM.match(parts[number + 1]) and _ANNOUNCING.search(sentence):
            return sentence
    return ""
