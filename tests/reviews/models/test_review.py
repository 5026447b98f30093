import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from reviews.models import Review
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.parametrize(
    "fields",
    [
        {"score": 0},
        {"score": 11},
        {"score": None},
        {"score": 5, "published_at": None},
        {"score": 5, "status": "pending", "hold_reason": "link"},
        {"score": 5, "status": "pending", "queued_at": NOW},
        {"score": 5, "status": "rejected"},
        {"score": 5, "status": "hidden"},
        {"score": 5, "spoiler_by": "reader"},
        {"score": 5, "set_aside": "gale"},
        {"score": 5, "status": "withdrawn"},
        {"status": "withdrawn", "body": "still here"},
        {"status": "withdrawn", "author_key": "a" * 64},
        {"status": "withdrawn", "verified_email_hash": "a" * 64},
        {"score": 5, "status": "unheard of"},
        {"body": "x" * 5001},
    ],
)
def test_the_database_refuses_nonsense(fields):
    film = make_film()
    values = {"film": film, "status": "published", "published_at": NOW, **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**values)


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"score": 5}, True),
        ({"score": None, "body": "x"}, False),
        ({"score": 5, "source": "import"}, False),
        ({"score": 5, "source": "editor"}, False),
        ({"score": 5, "set_aside": "embargo"}, False),
        ({"score": 5, "set_aside": "storm"}, False),
        ({"score": 5, "status": "hidden", "decision_reason": "abuse"}, False),
        ({"score": 5, "status": "spam"}, False),
    ],
)
def test_the_database_works_out_what_counts(fields, counts):
    """I1, I10: nobody sets it, and the object says the same."""
    values = {"film": make_film(), "status": "published", "published_at": NOW, **fields}
    review = Review.objects.create(**values)
    assert Review.objects.get().counts is counts
    assert review.is_countable is counts


@pytest.mark.parametrize("key", ["author_key", "verified_email_hash"])
def test_a_person_has_one_live_review_of_a_film(key):
    """I2: one live review a browser's key, and one a confirmed address."""
    film = make_film()
    rows = {"film": film, "score": 5, key: "a" * 64, "published_at": NOW}
    Review.objects.create(**rows, status="rejected", decision_reason="abuse")
    Review.objects.create(**rows, status="published")
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**rows, status="pending", hold_reason="link", queued_at=NOW)


def test_a_withdrawn_review_is_an_empty_shell():
    Review.objects.create(film=make_film(), status="withdrawn")
    assert Review.objects.get().name == "Anonymous"


@pytest.mark.parametrize("field", ["status", "score", "set_aside", "film", "body"])
def test_figures_cannot_be_spoilt_by_an_update(field):
    rate(make_film())
    with pytest.raises(TypeError):
        Review.objects.update(**{field: None})
    with pytest.raises(TypeError):
        Review.objects.bulk_update(Review.objects.all(), [field])


def test_other_fields_can_be_updated():
    rate(make_film())
    assert Review.objects.update(contains_spoilers=True) == 1


def test_a_film_with_reviews_cannot_be_deleted():
    """M8"""
    film = make_film()
    rate(film)
    with pytest.raises(ProtectedError):
        film.delete()


def test_a_film_whose_reviews_are_gone_can_be_deleted():
    film = make_film()
    rate(film).delete()
    film.delete()
    assert not Review.objects.exists()
