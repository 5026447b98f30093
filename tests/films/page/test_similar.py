import pytest

from films.page.similar import MOST_OTHERS, similar_films
from tests.factories import make_draft, make_film

pytestmark = pytest.mark.django_db


def cards(film):
    return [(card.title, card.film, card.reason) for card in similar_films(film)]


def test_similar_films_are_shown_in_both_directions():
    film, other, third = make_film(), make_film(), make_film()
    film.similar_films.create(title=other.title, other=other, reason="Alike.")
    third.similar_films.create(title=film.title, other=film, reason="Also.")

    assert cards(film) == [(other.title, other, "Alike."), (third.title, third, "Also.")]


def test_films_that_picked_each_other_stand_once():
    film, other = make_film(), make_film()
    film.similar_films.create(title=other.title, other=other, reason="Mine.")
    other.similar_films.create(title=film.title, other=film, reason="Theirs.")

    assert cards(film) == [(other.title, other, "Mine.")]


def test_pick_without_a_live_page_is_words_alone():
    film, draft = make_film(), make_draft()
    film.similar_films.create(title="Unseen", year=1950)
    film.similar_films.create(title="Drafted", other=draft, position=1)

    assert cards(film) == [("Unseen", None, ""), ("Drafted", None, "")]


def test_draft_that_picked_the_film_stays_hidden():
    film = make_film()
    make_draft().similar_films.create(title=film.title, other=film)

    assert cards(film) == []


def test_more_recommendations_than_fit_are_cut():
    film = make_film()
    for _ in range(MOST_OTHERS + 2):
        make_film().similar_films.create(title=film.title, other=film)

    assert len(cards(film)) == MOST_OTHERS
