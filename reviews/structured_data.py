"""What search engines are told of a visitor's review: schema.org's Review, of what is on show."""

from films.structured_data import Node
from reviews import spoilers
from reviews.models import Review

NAMELESS = {"", "anonymous"}


def review_node(review: Review) -> Node | None:
    """Return the node, or None where there must not be one.

    None without a name or without a score of our visitors' that counts: brought from elsewhere, set
    aside, or words alone. What gives something away is never told.
    """
    title, body = spoilers.shown(review.title), spoilers.shown(review.body)
    if review.contains_spoilers or not review.counts or not _says_something(body):
        return None
    if review.display_name.casefold() in NAMELESS or not review.score:
        return None
    node: Node = {
        "@type": "Review",
        "author": {"@type": "Person", "name": review.display_name},
        "datePublished": f"{review.published_at:%Y-%m-%d}",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": review.score / 2,
            "bestRating": 5,
            "worstRating": 0.5,
        },
        "reviewBody": body,
    }
    if _says_something(title):
        node["name"] = title
    if review.language:
        node["inLanguage"] = review.language
    return node


def _says_something(shown: str) -> bool:
    return any(map(str.isalnum, shown.replace(spoilers.COVERED, "")))
