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
        {"score": 5, "status": "pending", "counts": True},
        {"score": 5, "counts": True, "source": "import"},
        {"body": "x", "score": None, "counts": True},
        {"score": 5, "published_at": None},
        {"score": 5, "status": "withdrawn", "body": "still here"},
        {"score": 5, "status": "withdrawn", "author_key": "a" * 64},
        {"score": 5, "status": "unheard of"},
        {"body": "x" * 5001},
    ],
)
def test_the_database_refuses_nonsense(fields):
    film = make_film()
    values = {"film": film, "status": "published", "published_at": NOW, **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**values)


def test_an_author_has_one_live_review_of_a_film():
    film = make_film()
    rows = {"film": film, "score": 5, "author_key": "a" * 64, "published_at": NOW}
    Review.objects.create(**rows, status="rejected")
    Review.objects.create(**rows, status="published")
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**rows, status="pending")


def test_a_withdrawn_review_is_an_empty_shell():
    Review.objects.create(film=make_film(), status="withdrawn")
    assert Review.objects.get().name == "Anonymous"


@pytest.mark.parametrize("field", ["status", "score", "counts", "film", "body"])
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
