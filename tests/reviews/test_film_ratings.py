import random

import pytest
from django.db import IntegrityError, transaction

from reviews import authors, film_ratings, moderation
from reviews.choices import ReviewStatus
from reviews.models import FilmRating, Review
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db


def test_lock_makes_what_is_missing_and_keeps_the_order_of_films():
    films = [make_film() for _ in range(3)]
    rate(films[1])
    with transaction.atomic():
        rows = FilmRating.objects.lock(film.pk for film in reversed(films))
    assert [row.pk for row in rows] == sorted(film.pk for film in films)


@pytest.mark.django_db(transaction=True)
def test_lock_needs_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        FilmRating.objects.lock([1])


def test_a_film_without_reviews_has_no_mean():
    """A5"""
    film = make_film()
    rating = film_ratings.recount(film)
    assert (rating.count, rating.mean, rating.rank_score) == (0, None, 6.5)


def test_deleting_the_only_review_leaves_nothing():
    """A5"""
    film = make_film()
    rate(film, 9, body="Good").delete()
    rating = FilmRating.objects.get(film=film)
    assert (rating.count, rating.text_count, rating.mean) == (0, 0, None)


def test_deleting_by_queryset_recounts_each_film():
    """A3: the admin's raw delete."""
    films = [make_film() for _ in range(2)]
    for film in films:
        rate(film)
    Review.objects.all().delete()
    assert list(FilmRating.objects.values_list("count", flat=True)) == [0, 0]


@pytest.mark.parametrize("column", ["count", "total", "h3"])
def test_a_figure_cannot_be_changed_alone(column):
    """A10: the database refuses count = count + 1."""
    film = make_film()
    rate(film)
    table = FilmRating.objects.filter(film=film)
    with pytest.raises(IntegrityError), transaction.atomic():
        table.update(**{column: 5})


def test_differences_are_found_and_named():
    """A10"""
    film, right = make_film(title="Nosferatu", year=1922), make_film()
    rate(film, 9)
    rate(right, 9)
    FilmRating.objects.filter(film=film).update(count=2, total=16, h7=1)
    (difference,) = film_ratings.differences()
    assert str(difference) == "Nosferatu (1922): 7 of 10: 1 stored, 0 counted"


def test_differences_are_found_where_no_row_is_left():
    film = make_film()
    rate(film, 9, body="Good")
    FilmRating.objects.all().delete()
    assert film_ratings.differences()[0].counted == film_ratings.Figures(
        (0, 0, 0, 0, 0, 0, 0, 0, 1, 0), {"": 1}
    )
    film_ratings.recount(film)
    assert film_ratings.differences() == []


@pytest.mark.parametrize("counted_afresh", [0, 20_000])
def test_the_figures_are_right_after_any_history(counted_afresh, monkeypatch):
    """A3: whatever happens, a recount changes nothing."""
    monkeypatch.setattr(film_ratings, "COUNTED_AFRESH", counted_afresh)
    dice = random.Random(counted_afresh)
    films = [make_film() for _ in range(3)]
    people = [authors.Author(letter * 43, is_new=False) for letter in "abcd"]
    for step in range(60):
        _anything(dice, films, people)
        assert film_ratings.differences() == [], step


def _anything(dice: random.Random, films: list, people: list) -> None:
    chosen = list(Review.objects.order_by("pk"))
    chosen = dice.sample(chosen, min(len(chosen), 2))
    film, author = dice.choice(films), dice.choice(people)
    body = dice.choice(["", "Good", "www.spam.example"])
    acts = [
        lambda: rate(film, dice.randint(1, 10), author=author, body=body),
        lambda: rate(film, None, author=author, body="Words only"),
        lambda: moderation.publish(chosen, by=None),
        lambda: moderation.hide(chosen, by=None, reason="abuse"),
        lambda: moderation.reject(chosen, by=None, reason="abuse"),
        lambda: moderation.mark_spam(chosen, by=None),
        lambda: moderation.delete(chosen[:1], by=None),
        lambda: Review.objects.filter(status=ReviewStatus.SPAM).delete(),
    ]
    dice.choices(acts, weights=[8, 2, 3, 2, 1, 1, 1, 1])[0]()
