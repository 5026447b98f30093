import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.models import Film
from films.page.box_office import box_office

SUMS = st.none() | st.integers(1, 10**12)


def test_box_office_of_a_film_with_all_sums():
    drawn = box_office(Film(budget=1_000_000, gross_domestic=6_002_451, gross_worldwide=10_656_155))

    assert [(bar.label, bar.amount) for bar in drawn.bars] == [
        ("Budget", "$1,000,000"),
        ("Domestic gross", "$6,002,451"),
        ("Worldwide gross", "$10,656,155"),
    ]
    assert [(s.style, s.start, s.width) for s in drawn.bars[2].segments] == [
        ("b2", "0.00%", "56.33%"),
        ("b3", "56.33%", "43.67%"),
    ]
    assert drawn.sentences == (
        "56% of the worldwide gross was taken at home, $4,653,704 everywhere else.",
        "The film took about 10.7 times what it cost to make.",
    )


@pytest.mark.parametrize(
    ("sums", "labels", "sentences"),
    [
        ({}, [], 0),
        ({"budget": 5}, ["Budget"], 0),
        ({"gross_worldwide": 5}, ["Worldwide gross"], 0),
        ({"budget": 5, "gross_domestic": 9}, ["Budget", "Domestic gross"], 1),
        ({"gross_domestic": 9, "gross_worldwide": 5}, ["Domestic gross", "Worldwide gross"], 0),
    ],
)
def test_box_office_shows_what_is_known(sums, labels, sentences):
    drawn = box_office(Film(**sums))

    assert [bar.label for bar in drawn.bars] == labels
    assert len(drawn.sentences) == sentences


@given(SUMS, SUMS, SUMS)
def test_bars_stay_within_the_picture(budget, domestic, worldwide):
    drawn = box_office(Film(budget=budget, gross_domestic=domestic, gross_worldwide=worldwide))

    for bar in drawn.bars:
        for segment in bar.segments:
            assert re.fullmatch(r"\d+\.\d\d%", segment.width)
            end = float(segment.start.rstrip("%")) + float(segment.width.rstrip("%"))
            assert 0 <= end <= 100.01
