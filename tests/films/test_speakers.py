"""Quotes find the actor of the character who says them."""

from films.choices import Job
from films.speakers import link_speakers
from tests.factories import make_credit, make_film, make_quote


def test_link_speakers_ignores_case_accents_and_punctuation(db):
    film = make_film()
    credit = make_credit(film, character="Émile O’Brien")
    quote = make_quote(film, speaker="emile obrien")

    assert link_speakers(film) == 1
    quote.refresh_from_db()
    assert quote.credit == credit


def test_link_speakers_leaves_a_name_that_two_bear(db):
    film = make_film()
    make_credit(film, character="Twin")
    make_credit(film, character="Twin")
    make_quote(film, speaker="Twin")

    assert link_speakers(film) == 0


def test_link_speakers_leaves_links_people_off_screen_and_nobody(db):
    film = make_film()
    one, other = make_credit(film, character="Ann"), make_credit(film, character="Bob")
    make_credit(film, character="Voice", job=Job.WRITER)
    make_quote(film, key="a", speaker="Ann", credit=other)
    make_quote(film, key="b", speaker="Voice")
    make_quote(film, key="c", speaker="")

    assert link_speakers(film) == 0
    assert list(film.quotes.values_list("credit", flat=True)) == [other.pk, None, None]
    assert one.quotes.count() == 0


def test_link_speakers_costs_the_same_queries_with_more_quotes(db, django_assert_num_queries):
    film = make_film()
    for number in range(3):
        make_quote(film, key=f"k{number}", speaker="Nobody")

    with django_assert_num_queries(2):
        link_speakers(film)
