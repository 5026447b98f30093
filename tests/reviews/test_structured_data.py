import pytest

from reviews.models import Review
from reviews.structured_data import review_node
from tests.factories import make_film
from tests.reviews.rows import add_review

pytestmark = pytest.mark.django_db


def node(**fields):
    fields = {"display_name": "Ada", "body": "Good words.", **fields}
    review = add_review(make_film(), fields.pop("score", 9), **fields)
    return review_node(Review.objects.get(pk=review.pk))


def test_node_tells_what_the_page_shows():
    """J1"""
    assert node(title="Worth it", language="en") == {
        "@type": "Review",
        "author": {"@type": "Person", "name": "Ada"},
        "datePublished": "2026-05-01",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 4.5,
            "bestRating": 5,
            "worstRating": 0.5,
        },
        "reviewBody": "Good words.",
        "name": "Worth it",
        "inLanguage": "en",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"display_name": ""},
        {"display_name": "ANONYMOUS"},
        {"score": None},
        {"source": "import"},
        {"source": "editor"},
        {"set_aside": "storm"},
        {"contains_spoilers": True},
        {"body": ">!He did it.!<"},
        {"body": ">!He did it.!< ! >!With a spoon.!<"},
    ],
)
def test_there_is_no_node_for(fields):
    """J1, F13: nameless, brought from elsewhere, not counted, nothing left but spoilers."""
    assert node(**fields) is None


def test_hidden_passages_are_told_nobody():
    """F13"""
    told = node(title="The >!butler!<", body="Well made. >!The butler did it.!< Go.")
    assert (told["name"], told["reviewBody"]) == ("The […]", "Well made. […] Go.")
