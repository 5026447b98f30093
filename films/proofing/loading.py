"""What the proofreader has to be told of the rest of the guide, and films read by it."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from films.document import dump
from films.document_fields import BLOCKS, PICTURES, related_name
from films.links.results import dead_links
from films.models import Film, PageBlock, Provider, Quote
from films.proofing.addresses import addresses_of
from films.proofing.faults import Context, Document, Fault, rows_of
from films.proofing.reading import proofread
from films.text import fold

_MOST_ASKED = 500  # values in one query; SQLite takes no thousands of them


def proofread_film(film: Film) -> list[Fault]:
    """Return the faults of a stored film; costs the queries of its document and up to three."""
    document = dump(film)
    return proofread(document, context_of(document))


def with_rows(films: QuerySet[Film]) -> QuerySet[Film]:
    """Load all that the documents of many films say, in one query a section for all of them."""
    rows = [Prefetch(related_name(model), _with_references(model)) for model, _ in BLOCKS.values()]
    return films.select_related(*PICTURES).prefetch_related(*rows)


def _with_references(model: type[PageBlock]) -> QuerySet:
    keys = [key.name for key in model._meta.fields if key.is_relation and key.name != "film"]
    if model is Quote:
        keys.append("credit__person")
    rows = model._default_manager.all()
    return rows.select_related(*keys) if keys else rows


def context_of(*documents: Document) -> Context:
    """Return what checks must know beyond these documents, in up to three queries."""
    services = list(Provider.objects.values_list("name", "active", "url"))
    return Context(
        today=timezone.localdate(),
        stale_after=settings.STALE_AFTER_DAYS,
        closed=frozenset(name for name, is_open, _url in services if not is_open),
        linked=frozenset(name for name, _is_open, url in services if url),
        pages=_pages(documents),
        links=_dead_links(documents),
    )


def _pages(documents: Sequence[Document]) -> dict[tuple[str, int | None], str]:
    """Return the pages of the films that are picked and not linked."""
    titles = {
        fold(pick.get("title") or "")
        for document in documents
        for _row, pick in rows_of(document, "similar_films")
        if not pick.get("film")
    }
    found: dict[tuple[str, int | None], str] = {}
    for some in _parts(titles):
        pages = Film.objects.published().filter(folded__in=some)
        for folded, year, slug in pages.values_list("folded", "year", "slug"):
            found[folded, year] = slug or ""
    return found


def _dead_links(documents: Sequence[Document]) -> dict[str, str]:
    """Return what was found at the addresses that lead nowhere any more."""
    return dead_links({address.url for document in documents for address in addresses_of(document)})


def _parts(values: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(filter(None, values))
    return (ordered[at : at + _MOST_ASKED] for at in range(0, len(ordered), _MOST_ASKED))
