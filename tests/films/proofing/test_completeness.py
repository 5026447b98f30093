"""How complete a page is, and why no more."""

from films.proofing.completeness import ASSETS, completeness
from films.proofing.faults import SECTION_OF
from tests.films.proofing.pages import page


def test_weights_add_up_to_a_hundred():
    assert sum(asset.points for asset in ASSETS) == 100


def test_title_alone_is_worth_nothing():
    assert completeness({"marquee": 1, "title": "The Lamp"}).percent == 0


def test_reasons_name_what_is_missing_and_where():
    before = completeness(page())
    after = completeness(page(ending=None))

    assert before.percent - after.percent == 4
    assert [lack for lack in after.lacks if lack not in before.lacks] == [
        ("the ending is not explained", 4, "ending", "ending", "")
    ]


def test_heaviest_reasons_come_first():
    points = [lack.points for lack in completeness({"marquee": 1, "title": "The Lamp"}).lacks]

    assert points == sorted(points, reverse=True)
    assert sum(points) == 100


def test_actors_are_missed_in_the_cast():
    sections = {lack.words: lack.section for lack in completeness({"title": "The Lamp"}).lacks}

    assert (sections["fewer than three actors"], sections["no director"]) == ("cast", "overview")


def test_sections_are_those_of_the_form():
    lacks = completeness({"title": "The Lamp"}).lacks

    assert {lack.section for lack in lacks} <= {*SECTION_OF.values(), "cast"}
