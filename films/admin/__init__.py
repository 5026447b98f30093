"""The editors' desk: one concept a file."""

from films.admin import (
    audit_trail,
    collection,
    deleted,
    film,
    history,
    image,
    import_run,
    link_check,
    merging,
    missed_search,
    person,
    possible_double,
    preview_link,
    provider,
    tag,
)

__all__ = [
    "audit_trail",
    "collection",
    "deleted",
    "film",
    "history",
    "image",
    "import_run",
    "link_check",
    "merging",
    "missed_search",
    "person",
    "possible_double",
    "preview_link",
    "provider",
    "tag",
]
