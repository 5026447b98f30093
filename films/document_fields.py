"""Which columns stand in the film document, and how one value is written and read.

docs/document.md is the description for people; this is the same for the program.
"""

import datetime
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models

from films.models import (
    AudienceReaction,
    Award,
    Credit,
    Faq,
    Film,
    FilmTag,
    Offer,
    PageBlock,
    PressReview,
    Product,
    Quote,
    Score,
    SimilarFilm,
    Still,
    Track,
    Trivia,
    Video,
)

FORMAT = 1

SCALARS = (
    *("title", "original_title", "also_known_as", "sort_title"),
    *("imdb_id", "tmdb_id", "wikidata_id"),
    *("year", "released", "runtime", "certificates"),
    *("logline", "badly_explained", "synopsis", "ending"),
    *("personal_review", "personal_rating", "consensus", "watch_note", "soundtrack_note"),
    *("currency", "budget", "gross_domestic", "gross_worldwide"),
    *("seo_title", "seo_description", "notes"),
    *("poster_palette", "poster_variant", "poster_motif"),
)
PICTURES = ("poster", "backdrop")
EDITORIAL = ("slug", "status", "published_at")

# The name of the list in the document: its table, and the columns in the order they are written.
# Credits come before quotes, which refer to them.
BLOCKS: dict[str, tuple[type[PageBlock], tuple[str, ...]]] = {
    "tags": (FilmTag, ("tag", "level", "detail")),
    "credits": (Credit, ("person", "job", "character", "description")),
    "scores": (Score, ("source", "value", "best", "votes", "url", "checked_on")),
    "videos": (
        Video,
        (
            *("kind", "title", "description", "provider", "key", "file"),
            *("thumbnail", "duration", "uploaded_on"),
        ),
    ),
    "quotes": (Quote, ("key", "text", "speaker", "credit", "context", "spoiler")),
    "press_reviews": (
        PressReview,
        ("publication", "critic", "excerpt", "summary", "verdict", "url", "published_on"),
    ),
    "audience_reactions": (AudienceReaction, ("claim", "explanation")),
    "awards": (Award, ("body", "category", "year", "won", "recipient", "person")),
    "trivia": (Trivia, ("text", "source")),
    "offers": (
        Offer,
        ("provider", "access", "region", "url", "price", "currency", "until", "checked_on"),
    ),
    "similar_films": (SimilarFilm, ("title", "year", "reason", "other")),
    "products": (Product, ("kind", "name", "pitch", "url", "image")),
    "tracks": (Track, ("title", "artist", "note", "url")),
    "faqs": (Faq, ("question", "answer")),
    "stills": (Still, ("image", "caption", "spoiler")),
}


class DocumentError(ValueError):
    """A document that cannot become a film: ``where`` names the place, ``message`` the fault."""

    def __init__(self, where: str, message: str) -> None:
        self.where, self.message = where, message
        super().__init__(f"{where}: {message}" if where else message)


def related_name(model: type[PageBlock]) -> str:
    """Return the name under which a film knows its rows of this table."""
    options: Any = model._meta  # the base has no film, each of its children has
    return options.get_field("film").remote_field.related_name


def written(value: Any) -> Any:
    """Return a column's value as JSON knows it: dates in ISO form, decimals without idle zeros."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def is_left_out(field: models.Field, value: Any) -> bool:
    """Return whether a value goes without saying: empty, or what the column holds by itself."""
    return value in (None, "") or (not field.choices and value == field.get_default())


def read(field: models.Field, raw: Any, where: str) -> Any:
    """Return the raw JSON value as the column's own type; raises DocumentError."""
    if isinstance(raw, dict | list) or (isinstance(raw, bool) and field.name not in FLAGS):
        raise DocumentError(where, "This is not a single value.")
    if raw is None and not field.null:
        return field.get_default()
    try:
        return field.clean(raw, None)
    except ValidationError as error:
        raise DocumentError(where, " ".join(error.messages)) from None
    except (ValueError, OverflowError, ArithmeticError):
        raise DocumentError(where, "This value cannot be read.") from None


FLAGS = {"won", "spoiler"}


def film_field(name: str) -> models.Field:
    """Return the column of the film with this name."""
    return cast(models.Field, Film._meta.get_field(name))


def label_of(name: str) -> str:
    """Return what people call a field or a list of the document, as “worldwide gross”."""
    if name in BLOCKS:
        return str(BLOCKS[name][0]._meta.verbose_name_plural)
    if name in (*SCALARS, *PICTURES, *EDITORIAL):
        return str(film_field(name).verbose_name)
    return name.replace("_", " ")
