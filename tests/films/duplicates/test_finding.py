"""Pairs that are suggested, with their reasons, and pairs that are not."""

import pytest

from films.choices import Job, MergeKind, TagKind
from films.duplicates.keeping import last_search, refresh, refresh_due, say_two
from films.duplicates.people import find_people
from films.duplicates.tags import find_tags
from films.models import PossibleDouble
from tests.factories import make_credit, make_draft, make_film, make_person, make_tag

pytestmark = pytest.mark.django_db


def together(*people, films=1):
    for _ in range(films):
        film = make_film()
        for person in people:
            make_credit(film, person)


def reasons(found):
    return [(each.certainty, each.reasons) for each in found]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"name": "Zoë Kazan"}, {"name": "Zoe Kazan"}, [(70, ["same_name"])]),
        ({"name": "Kim Ki-duk"}, {"name": "Ki-duk Kim"}, [(65, ["same_words"])]),
        (
            {"name": "Ann Lee", "born": "1960-01-02"},
            {"name": "Ann Lee", "born": "1960-01-02"},
            [(98, ["same_name", "same_day"])],
        ),
        (
            {"name": "Ann Lee", "born": "1960"},
            {"name": "Anne Lee", "born": "1960-05-05"},
            [(57, ["one_letter", "same_year"])],
        ),
        ({"name": "Ann Lee", "born": "1960"}, {"name": "Ann Lee", "born": "1961"}, []),
        ({"name": "Ann Lee", "died": "1960"}, {"name": "Ann Lee", "died": "1990"}, []),
        ({"name": "Ann Lee", "imdb_id": "nm0000001"}, {"name": "Ann Lee", "imdb_id": "nm0000002"},
         []),
        ({"name": "Ann Lee"}, {"name": "Anne Lee"}, []),
        ({"name": "!!!"}, {"name": "???"}, []),
    ],
)  # fmt: skip
def test_people_who_share_no_film(one, other, why):
    make_person(**one)
    make_person(**other, slug="other")

    assert reasons(find_people()) == why


@pytest.mark.parametrize(
    ("name", "films", "why"),
    [
        ("Jon Hawkes", 1, [(60, ["one_letter", "shared_film"])]),
        ("J. Hawkes", 1, [(60, ["initials", "shared_film"])]),
        ("John M. Hawkes", 3, [(65, ["middle_name", "shared_films"])]),
        ("Mark Hawkes", 3, []),
    ],
)
def test_people_who_share_films(name, films, why):
    together(make_person("John Hawkes"), make_person(name), make_person("Helen Hunt"), films=films)

    assert reasons(find_people()) == why


def test_film_that_only_a_working_copy_shares_is_no_sign():
    one, other = make_person("John Hawkes"), make_person("Jon Hawkes")
    copy = make_draft(draft_of=make_film(), title="T")
    make_credit(copy, one)
    make_credit(copy, other, job=Job.WRITER)

    assert find_people() == []


def test_many_of_one_name_are_compared_only_where_they_meet():
    people = [make_person("John Smith") for _ in range(20)]
    together(people[3], people[7])

    assert [each.pair for each in find_people()] == [(people[3].pk, people[7].pk)]


def test_suggestions_come_most_certain_first():
    together(make_person("J. Hawkes"), make_person("John Hawkes"))
    make_person("Ann Lee")
    make_person("Ann Lee")

    assert [each.certainty for each in find_people()] == [70, 60]


@pytest.mark.parametrize(
    ("kind", "one", "other", "why"),
    [
        (TagKind.GENRE, {"name": "Sci-Fi"}, {"name": "Sci Fi", "slug": "x"}, [(70, ["same_name"])]),
        (TagKind.GENRE, {"name": "Comedy"}, {"name": "Comedies"}, [(65, ["plural"])]),
        (TagKind.GENRE, {"name": "Western"}, {"name": "Westerns"}, [(65, ["plural"])]),
        (TagKind.COUNTRY, {"name": "UK", "code": "GB"}, {"name": "Britain", "code": "gb"},
         [(75, ["same_code"])]),
        (TagKind.COUNTRY, {"name": "Iran"}, {"name": "Iraq"}, []),
        (TagKind.COUNTRY, {"name": "Abcdef", "code": "AB"}, {"name": "Abcdeg", "code": "AC"}, []),
        (TagKind.THEME, {"name": "Loneliness"}, {"name": "Lonelyness"}, []),
    ],
)  # fmt: skip
def test_tags(kind, one, other, why):
    make_tag(kind=kind, **one)
    make_tag(kind=kind, **other)

    assert reasons(find_tags()) == why


def test_tags_one_letter_apart_on_one_film():
    film = make_film()
    for name in ("Lonelyness", "Loneliness"):
        film.film_tags.create(tag=make_tag(name, TagKind.THEME))

    assert reasons(find_tags()) == [(60, ["one_letter", "shared_film"])]


def test_tags_of_two_kinds_are_two():
    make_tag("War", TagKind.GENRE)
    make_tag("War", TagKind.THEME)

    assert find_tags() == []


def test_refresh_keeps_what_it_finds_and_forgets_what_is_no_more():
    one = make_person("Ann Lee")
    other = make_person("Ann Lee")

    assert refresh(MergeKind.PERSON) == refresh(MergeKind.PERSON) == 1
    kept = PossibleDouble.objects.get()
    assert (kept.first_id, kept.second_id, kept.certainty) == (one.pk, other.pk, 70)

    other.delete()
    assert refresh(MergeKind.PERSON) == 0
    assert last_search(MergeKind.PERSON) is not None


def test_two_that_somebody_parted_are_not_suggested_again():
    one, other = make_person("Ann Lee"), make_person("Ann Lee")
    refresh(MergeKind.PERSON)

    say_two(MergeKind.PERSON, (other.pk, one.pk), by=None)

    assert refresh(MergeKind.PERSON) == 0
    assert PossibleDouble.objects.get().are_two


def test_refresh_due_looks_once_a_day():
    make_person("Ann Lee")
    make_person("Ann Lee")

    assert [refresh_due(), refresh_due()] == [1, 0]
