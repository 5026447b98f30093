"""The moderators' desk: one concept a file."""

from reviews.admin import block_phrase, film_rating, home, log, review, storm

__all__ = ["block_phrase", "film_rating", "home", "log", "review", "storm"]
