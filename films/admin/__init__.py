"""The editors' desk: one concept a file."""

from films.admin import (
    audit_trail,
    collection,
    deleted,
    film,
    history,
    image,
    import_run,
    missed_search,
    person,
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
    "missed_search",
    "person",
    "preview_link",
    "provider",
    "tag",
]
