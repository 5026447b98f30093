"""People, tags and services known by their names."""

import pytest

from films.choices import TagKind
from films.models import Person, Provider, Tag
from films.naming import NameRefused, make, only_one, same_named, unsaved
from tests.factories import make_person, make_provider, make_tag


def bearers(row):
    [found] = same_named([row])
    return found


@pytest.mark.django_db
def test_same_named_minds_no_accents_and_prefers_the_very_name():
    amelie, plain = make_person("Amélie"), make_person("Amelie")

    assert bearers(unsaved(Person, "AMELIE")) == [amelie, plain]
    assert bearers(unsaved(Person, "Amelie")) == [plain]
    assert bearers(unsaved(Person, "Amelia")) == []


@pytest.mark.django_db
def test_same_named_tells_names_of_punctuation_apart():
    make_person("!!!")

    assert bearers(unsaved(Person, "???")) == []
    assert len(bearers(unsaved(Person, "!!!"))) == 1


@pytest.mark.django_db
def test_same_named_looks_within_the_kind():
    make_tag("Heist", kind=TagKind.THEME)

    assert bearers(unsaved(Tag, "Heist", kind=TagKind.GENRE)) == []
    assert len(bearers(unsaved(Tag, "heist", kind=TagKind.THEME))) == 1


@pytest.mark.django_db
def test_same_named_asks_once_for_all(django_assert_num_queries):
    make_person("Buster Keaton")
    names = ["Buster Keaton", "Virginia Fox", "Joe Roberts"]

    with django_assert_num_queries(1):
        found = same_named([unsaved(Person, name) for name in names])

    assert [len(rows) for rows in found] == [1, 0, 0]


def test_only_one_refuses_to_guess():
    row, others = Person(name="John Smith"), [Person(name="John Smith"), Person(name="John Smith")]

    assert only_one(row, []) is row
    assert only_one(row, others[:1]) is others[0]
    with pytest.raises(NameRefused) as refused:
        only_one(row, others)
    assert str(refused.value) == (
        "“John Smith”: 2 of that name are here already. Choose one of them from the list."
    )


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "\0"])
def test_unsaved_refuses_what_is_no_name(name):
    with pytest.raises(NameRefused):
        unsaved(Person, name)


def test_unsaved_refuses_a_kind_that_is_none():
    with pytest.raises(NameRefused):
        unsaved(Tag, "Heist", kind="colour")


@pytest.mark.django_db
def test_make_stores_a_name_once():
    first, second = make(unsaved(Person, "Helen Hunt")), make(unsaved(Person, "helen hunt"))

    assert first == second
    assert Person.objects.get().slug == "helen-hunt"


@pytest.mark.django_db
def test_make_gives_a_service_its_short_name():
    make_provider("Other", slug="kanopy")

    provider = make(unsaved(Provider, "Kanopy"))

    assert (provider.slug, provider.active) == ("kanopy-2", True)
