"""What keeps a page from the public, by the setting."""

import pytest

from films.models import Film
from films.proofing.gate import MOST_NAMED, reasons_against_publishing
from films.publishing import PublishingError, publish
from tests.factories import make_draft

NO_QUESTION = "The answer “So.” has no question."


@pytest.fixture
def film(db):
    film = make_draft(title="The Lamp", logline="A lamp.")
    film.faqs.create(answer="So.")
    return film


@pytest.mark.parametrize(
    ("gate", "reasons"),
    [
        ("off", []),
        ("blocking", [NO_QUESTION]),
        (
            "all",
            ["There is no poster, and nobody has chosen how the drawn one looks.", NO_QUESTION],
        ),
    ],
)
def test_gate_follows_the_setting(film, settings, gate, reasons):
    settings.PUBLISH_GATE = gate

    assert reasons_against_publishing(film) == reasons


def test_publishing_stops_at_the_gate(film):
    with pytest.raises(PublishingError) as error:
        publish(film)

    assert error.value.reasons == [NO_QUESTION]


def test_title_year_and_logline_are_enough(db):
    assert reasons_against_publishing(make_draft(logline="A lamp.")) == []


def test_what_publishing_asks_for_itself_is_not_said_twice(db, settings):
    settings.PUBLISH_GATE = "all"

    reasons = reasons_against_publishing(make_draft(year=None, poster_motif="lamp"))

    assert reasons == []


def test_many_reasons_are_cut_short(db):
    film = make_draft(logline="A lamp.")
    for number in range(MOST_NAMED + 5):
        film.faqs.create(answer=f"So {number}.")

    reasons = reasons_against_publishing(film)

    assert (len(reasons), reasons[-1]) == (21, "And 5 more: the proofreader lists them.")


def test_film_that_is_not_stored_has_no_reasons():
    assert reasons_against_publishing(Film(title="The Lamp")) == []
