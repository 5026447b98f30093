"""Where in the form a row of the document stands."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict

from films.admin.form_places import address_of, stored_order, typed_order
from films.proofing.completeness import Lack
from films.proofing.faults import Fault

DOCUMENT = {
    "tags": [
        {"kind": "genre", "name": "Drama"},
        {"kind": "warning", "name": "Fog"},
        {"kind": "country", "name": "France"},
        {"kind": "warning", "name": "Drowning"},
    ],
    "credits": [
        {"job": "director"},
        {"job": "actor"},
        {"job": "writer"},
        {"job": "actor"},
    ],
    "quotes": [{"text": "One."}, {"text": "Two."}],
    "similar_films": [{"title": "Fog"}],
}


def fault(field, rows="", row=None, section="x"):
    return Fault("code", "words", section, field, rows, row)


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (fault("year"), "#id_year"),
        (fault("text", "quotes", 1), "#id_quotes-1-text"),
        (fault("film", "similar_films", 0), "#id_similar_films-0-other"),
        (fault("detail", "tags", 3), "#id_warnings-1-detail"),
        (fault("name", "tags", 2), "#id_tags-1-tag"),
        (fault("person", "credits", 2), "#id_crew-1-person"),
        (fault("description", "credits", 3), "#id_cast-1-description"),
        (fault("job", "credits", section="overview"), "#crew-group"),
        (Lack("", 1, "cast", "person", "credits"), "#cast-group"),
        (Lack("", 1, "overview", "level", "tags"), "#warnings-group"),
        (Lack("", 1, "overview", "tag", "tags"), "#tags-group"),
        (Lack("", 1, "faq", "question", "faqs"), "#faqs-group"),
    ],
)
def test_address_of(place, address):
    assert address_of(DOCUMENT, place, stored_order) == address


def rows(*entries):
    """Fields of quotes as a form sends them."""
    data = QueryDict(mutable=True)
    for number, entry in enumerate(entries):
        data.update({f"quotes-{number}-{name}": value for name, value in entry.items()})
    return data


@pytest.mark.parametrize(
    ("entries", "order"),
    [
        ([{"id": "7", "position": "0"}, {"id": "8", "position": "1"}], [0, 1]),
        ([{"id": "7", "position": "1"}, {"id": "8", "position": "0"}], [1, 0]),
        ([{"id": "7", "position": "0", "DELETE": "on"}, {"id": "8", "position": "1"}], [1]),
        ([{"id": "", "position": "0", "text": " "}, {"id": "", "text": "New."}], [1]),
        ([{"id": "", "text": "New."}, {"id": "8", "position": "²"}, {"id": "9", "position": "4"}],
         [2, 0, 1]),
    ],
)  # fmt: skip
def test_typed_order(entries, order):
    assert typed_order(rows(*entries))("quotes") == order


def test_typed_order_of_a_list_that_was_not_sent():
    assert typed_order(rows())("quotes") == []


def test_address_follows_the_order_that_was_typed():
    order = typed_order(rows({"id": "7", "position": "1"}, {"id": "8", "position": "0"}))

    assert address_of(DOCUMENT, fault("text", "quotes", 0), order) == "#id_quotes-1-text"


def test_address_of_a_row_that_the_form_does_not_have_is_its_section():
    order = typed_order(rows({"id": "7", "position": "0"}))
    place = SimpleNamespace(section="quotes", field="text", rows="quotes", row=1)

    assert address_of(DOCUMENT, place, order) == "#quotes"
