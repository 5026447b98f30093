"""The editors' desk: one concept a file."""

from films.admin import collection, film, history, image, person, preview_link, provider, tag

__all__ = ["collection", "film", "history", "image", "person", "preview_link", "provider", "tag"]
