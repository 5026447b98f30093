from datetime import date, timedelta

import pytest
from django.utils import timezone

from reviews import film_ratings, openings
from reviews.choices import Opening
from reviews.models import FilmRating, ModerationEvent, Review
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + timedelta(days=1)


def unreleased(**fields):
    return make_film(released=TOMORROW.isoformat(), **fields)


@pytest.mark.parametrize(
    ("released", "year", "day"),
    [
        ("2027-05-12", 2027, date(2027, 5, 12)),
        ("2027-05", 2027, date(2027, 5, 1)),
        ("2027", 2026, date(2027, 1, 1)),
        ("", 2027, date(2027, 1, 1)),
        ("", None, None),
    ],
)
def test_release_day_takes_the_first_day_that_is_possible(released, year, day):
    """F12"""
    assert openings.release_day(make_film(released=released, year=year)) == day


def test_a_film_opens_on_its_release_day():
    """F12"""
    film = unreleased()
    assert not openings.is_released(film)
    assert openings.is_released(film, TOMORROW)
    with pytest.raises(openings.NotOpenError) as error:
        rate(film)
    assert error.value.opens_on == TOMORROW
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("opening", "is_stored", "counts"),
    [
        (Opening.RELEASE, False, None),
        (Opening.CLOSED, False, None),
        (Opening.OPEN, True, True),
        (Opening.EARLY, True, False),
    ],
)
def test_the_opening_decides_before_the_release(opening, is_stored, counts):
    """F12, I10"""
    film = unreleased()
    openings.set_opening(film, opening)
    if not is_stored:
        with pytest.raises(openings.NotOpenError):
            rate(film)
        return
    assert rate(film).is_countable is counts
    assert FilmRating.objects.get(film=film).count == int(counts)


def test_a_closed_film_names_no_day():
    film = make_film()
    openings.set_opening(film, Opening.CLOSED)
    with pytest.raises(openings.NotOpenError) as error:
        rate(film)
    assert error.value.opens_on is None


def test_early_scores_begin_to_count_on_the_day_in_one_go():
    """I10: stored, not counted, released together and written down."""
    film = unreleased()
    openings.set_opening(film, Opening.EARLY)
    for score in (9, 8, 10):
        rate(film, score)
    assert FilmRating.objects.get(film=film).count == 0
    assert openings.release_due() == 0
    assert openings.release_due(timezone.now() + timedelta(days=1)) == 1
    assert FilmRating.objects.get(film=film).total == 27
    assert ModerationEvent.objects.filter(action="set_aside").count() == 3
    assert film_ratings.differences() == []


def test_setting_a_film_to_early_takes_its_scores_out_and_open_puts_them_back():
    film = unreleased()
    openings.set_opening(film, Opening.OPEN)
    rate(film, 9)
    openings.set_opening(film, Opening.EARLY)
    assert FilmRating.objects.get(film=film).count == 0
    openings.set_opening(film, Opening.OPEN)
    assert FilmRating.objects.get(film=film).count == 1
    assert film_ratings.differences() == []
