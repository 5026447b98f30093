"""The proofreader itself: every check over one document."""

from films.proofing.checks import (  # noqa: F401  (importing them puts their checks on the list)
    head,
    links,
    marks,
    people,
    recommending,
    reviews,
    videos,
    wording,
)
from films.proofing.faults import CHECKS, Check, Context, Document, Fault, Found, section_of


def proofread(document: Document, context: Context) -> list[Fault]:
    """Return the faults of a page in the order of the checks; asks no database."""
    return [
        _fault(document, check, found)
        for check in CHECKS.values()
        for found in check.find(document, context)
    ]


def _fault(document: Document, check: Check, found: Found) -> Fault:
    section = section_of(document, found.rows or found.field, found.row)
    return Fault(
        check.code, found.words, section, found.field, found.rows, found.row, check.is_blocking
    )
