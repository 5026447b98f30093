import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.models import Film
from reviews import sides
from reviews.sides import Side, both_sides, first_screen
from tests.factories import make_film
from tests.reviews.plans import indexes_of
from tests.reviews.rows import add_review, add_reviews

pytestmark = pytest.mark.django_db
LONG = {"word_count": sides.LONG_ENOUGH}


def chosen(film: Film) -> dict[Side, str]:
    return {side: review.body for side, review in both_sides(film).items()}


def loaded(film: Film) -> Film:
    return Film.objects.select_related("rating").get(pk=film.pk)


def test_sides_are_the_most_helpful_of_each_third_without_spoilers():
    """Idea 9"""
    film = make_film()
    add_review(film, 8, body="high", helpfulness=0.2, **LONG)
    add_review(film, 10, body="less helpful", helpfulness=0.1, **LONG)
    add_review(film, 5, body="middle", **LONG)
    add_review(film, 4, body="low", **LONG)
    add_review(film, 1, body="tells the end", helpfulness=0.9, contains_spoilers=True, **LONG)
    add_review(film, None, body="no score", helpfulness=0.9, **LONG)
    assert chosen(film) == {Side.HIGH: "high", Side.MIDDLE: "middle", Side.LOW: "low"}


def test_sides_prefer_forty_words_and_take_fewer_where_there_are_none():
    """Idea 9"""
    film = make_film()
    add_review(film, 9, body="a one-liner", helpfulness=0.9, word_count=39)
    add_review(film, 9, body="says why", helpfulness=0.1, **LONG)
    add_review(film, 2, body="short", word_count=3)
    assert chosen(film) == {Side.HIGH: "says why", Side.LOW: "short"}


def test_side_that_the_most_helpful_are_not_on_is_found_by_its_scores(monkeypatch):
    """Idea 9: nobody is hidden because the others were voted for."""
    monkeypatch.setattr(sides, "LOOKED_AT", 3)
    film = make_film()
    add_reviews(film, 4, score=[9, 6], helpfulness=0.5)
    add_reviews(film, 2, score=[1, 3], body=["low", "less helpful"], helpfulness=[0.2, 0.1])
    assert chosen(film)[Side.LOW] == "low"


@pytest.mark.parametrize("count", [0, 1, sides.NEWEST_SHOWN])
def test_first_screen_of_few_reviews_is_the_newest(count):
    film = make_film()
    if count:
        add_reviews(film, count, score=[9, 2])
    by_side, reviews = first_screen(loaded(film))
    assert by_side == {}
    assert reviews == list(film.reviews.order_by("-published_at"))


def test_first_screen_of_many_reviews_shows_both_sides():
    film = make_film()
    add_reviews(film, sides.NEWEST_SHOWN + 1, score=[9, 2])
    by_side, reviews = first_screen(loaded(film))
    assert list(by_side) == [Side.HIGH, Side.LOW]
    assert reviews == list(by_side.values())


def test_first_screen_of_one_side_is_the_newest():
    film = make_film()
    add_reviews(film, 12, score=[9, 10])
    by_side, reviews = first_screen(loaded(film))
    assert (by_side, len(reviews)) == ({}, sides.NEWEST_SHOWN)


@pytest.mark.parametrize(("score", "count"), [(9, 0), (9, 3), (9, 12), ([9, 2], 12)])
def test_first_screen_costs_two_queries_at_most(score, count, django_assert_max_num_queries):
    """A8"""
    film = make_film()
    if count:
        add_reviews(film, count, score=score)
    film = loaded(film)
    with django_assert_max_num_queries(2 if count else 0):
        first_screen(film)


def test_sides_of_many_reviews_are_read_from_indexes(monkeypatch):
    """A8: also where a side has to be looked for by its scores."""
    film = make_film()
    add_reviews(film, 900, score=[9, 8, 10], body=["Words.", "", "Words.", ""], helpfulness=0.5)
    add_reviews(film, 4, score=2)
    add_reviews(make_film(), 600, body=["", "Words."])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as queries:
        assert list(both_sides(film)) == [Side.HIGH, Side.LOW]
    candidates, by_scores = indexes_of(queries)
    assert candidates == ["review_list_helpful"]
    assert by_scores.count("review_list_sides") == len(Side.MIDDLE.scores) + len(Side.LOW.scores)
