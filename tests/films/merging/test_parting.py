"""One parted into two again: exactly as before, and what was done since stays."""

import pytest

from films import publishing, revisions, working_copies
from films.choices import Job, RevisionKind, TagKind
from films.document import dump
from films.document_fields import BLOCKS
from films.merging.joining import merge
from films.merging.kinds import MergeError
from films.merging.parting import part
from films.models import Credit, Film, Merge, Person, Redirect, Tag
from tests.factories import (
    make_credit,
    make_draft,
    make_film,
    make_image,
    make_person,
    make_provider,
    make_quote,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return make_person("John Hawkes"), make_person("J. Hawkes")


def put_together(kept, gone, **options):
    return merge(kept, [gone], by=None, **options)[0]


def everything():
    """Return every row of the guide that a merge may touch, column by column."""
    tables = {model for model, _ in BLOCKS.values()} | {Person, Tag, Redirect}
    return {
        (model.__name__, row["id"]): {k: v for k, v in row.items() if k != "updated_at"}
        for model in tables
        for row in model._default_manager.values()
    }


def full_pair(two):
    """Give both people, on three films and a working copy, all that a merge knows."""
    kept, gone = two
    Person.objects.filter(pk=gone.pk).update(
        born="1959-09-11", biography="Born.", imdb_id="nm0370035", portrait=make_image(),
        also_known_as="John Perkins",
    )  # fmt: skip
    gone.refresh_from_db()
    film, other = make_film(), make_film()
    copy = make_draft(draft_of=other, title="T")
    body = make_tag(kind=TagKind.AWARD)
    make_credit(film, kept, job=Job.DIRECTOR)
    make_credit(film, gone, job=Job.DIRECTOR, position=1)
    make_credit(film, kept, character="", position=2)
    quoted = make_credit(film, gone, character="Mark", description="A poet.", position=3)
    make_quote(film, credit=quoted)
    for each in (other, copy):
        make_quote(each, credit=make_credit(each, gone, character="Teardrop"))
        each.awards.create(body=body, category="Best Actor", year=2011, person=gone)
    Redirect.objects.create(old_path="/people/hawkes/", new_path="/people/j-hawkes/")
    return film, other, copy


def test_undo_restores_every_row(two):
    film, other, copy = full_pair(two)
    before, documents = everything(), [dump(film), dump(other), dump(copy)]

    undone = part(put_together(*two), by=None)

    assert everything() == before
    assert [dump(Film.objects.get(pk=each.pk)) for each in (film, other, copy)] == documents
    assert (undone.kept, undone.gone, undone.stays) == (*two, [])


def test_undo_gives_a_person_their_own_dates_back(two):
    kept, gone = two
    Person.objects.filter(pk=gone.pk).update(updated_at="2020-01-01T00:00:00Z")
    gone.refresh_from_db()

    part(put_together(kept, gone), by=None)

    assert Person.objects.get(pk=gone.pk).updated_at.year == 2020


def test_undo_of_tags_restores_levels_and_details():
    kept, gone = (make_tag(name, TagKind.WARNING) for name in ("Violence", "Violent scenes"))
    film, other = make_film(), make_film()
    film.film_tags.create(tag=kept, level="mild", detail="Much.")
    film.film_tags.create(tag=gone, level="severe", detail="A fight.", position=1)
    other.film_tags.create(tag=gone, level="mild")
    before = everything()

    part(put_together(kept, gone), by=None)

    assert everything() == before


def test_undo_of_a_closed_service_restores_its_offers():
    kept, gone = make_provider("Newer"), make_provider("Older", active=False)
    film, other = make_film(), make_film()
    film.offers.create(provider=kept, access="rent")
    for each in (film, other):
        each.offers.create(
            provider=gone, access="rent", url="https://old.example/", price="3.99",
            currency="USD", until="2027-01-01", position=1,
        )  # fmt: skip
    before = everything()

    part(put_together(kept, gone, has_closed=True), by=None)

    assert everything() == before


def test_undo_writes_the_history_of_the_films(two):
    kept, gone = two
    film = make_film()
    make_credit(film, gone)
    made = put_together(kept, gone)

    part(made, by=None)

    revision = film.revisions.first()
    assert (revision.number, revision.comment) == (2, "John Hawkes → John Hawkes, J. Hawkes")
    assert revision.document["credits"][0]["person"]["name"] == "J. Hawkes"
    assert film.events.count() == 2


def test_undo_leaves_what_was_edited_since(two):
    kept, gone = two
    Person.objects.filter(pk=gone.pk).update(biography="Born.")
    gone.refresh_from_db()
    renamed, removed = make_film(), make_film()
    row = make_credit(renamed, gone, character="Mark")
    make_credit(removed, gone, character="Mark")
    made = put_together(kept, gone)
    Person.objects.filter(pk=kept.pk).update(biography="Born in Minnesota.")
    Credit.objects.filter(pk=row.pk).update(character="Mark O’Brien")
    removed.credits.all().delete()

    undone = part(made, by=None)

    kept.refresh_from_db()
    row.refresh_from_db()
    assert kept.biography == "Born in Minnesota."
    assert (row.person, row.character) == (gone, "Mark O’Brien")
    assert undone.stays == [
        "Life story of “John Hawkes” was changed since and stays.",
        "1 entry (cast and crew) was changed or removed since and stays as it is.",
    ]


def test_undo_finds_rows_that_were_made_anew_since(two):
    kept, gone = two
    film = make_draft(year=2012, logline="A poet.")
    make_credit(film, kept, job=Job.DIRECTOR)
    make_credit(film, gone, job=Job.DIRECTOR, position=1)
    make_quote(film, credit=make_credit(film, gone, character="Mark", position=2))
    made = put_together(kept, gone)
    revisions.restore(revisions.record(film, RevisionKind.SAVE))

    undone = part(made, by=None)

    assert undone.stays == []
    assert sorted(film.credits.values_list("person", "job")) == [
        (kept.pk, "director"),
        (gone.pk, "actor"),
        (gone.pk, "director"),
    ]
    assert film.quotes.get().credit.person == gone


def test_undo_reaches_a_working_copy_begun_since(two):
    kept, gone = two
    film = make_film(logline="A poet.")
    make_credit(film, gone, character="Mark")
    make_credit(film, kept, job=Job.WRITER, position=1)
    make_credit(film, gone, job=Job.WRITER, position=2)
    made = put_together(kept, gone)
    copy = working_copies.begin(film)

    part(made, by=None)

    expected = [(gone.pk, "actor"), (kept.pk, "writer"), (gone.pk, "writer")]
    assert list(copy.credits.values_list("person", "job")) == expected
    publishing.publish(Film.objects.get(pk=copy.pk))
    assert list(film.credits.values_list("person", "job")) == expected


def test_undo_of_a_film_deleted_since_tells_of_its_rows(two):
    kept, gone = two
    film = make_film()
    make_credit(film, gone)
    made = put_together(kept, gone)
    film.delete()

    undone = part(made, by=None)

    assert undone.stays == [
        "1 entry (cast and crew) was changed or removed since and stays as it is."
    ]


def test_undo_does_without_what_is_taken_by_now(two):
    kept, gone = two
    Person.objects.filter(pk=gone.pk).update(imdb_id="nm0370035")
    Person.objects.filter(pk=kept.pk).update(imdb_id="nm0000001")
    kept.refresh_from_db()
    gone.refresh_from_db()
    made = put_together(kept, gone)
    make_person("J. Hawkes", imdb_id="nm0370035")

    undone = part(made, by=None)

    gone.refresh_from_db()
    assert (gone.slug, gone.imdb_id) == ("j-hawkes-2", None)
    assert undone.stays == [
        "Its old address is taken by now: “J. Hawkes” stands at /people/j-hawkes-2/.",
        "The number nm0370035 belongs to somebody else by now.",
    ]


def test_undo_where_a_tag_of_the_name_was_made_since_is_refused():
    made = put_together(make_tag("Drama"), make_tag("Drame"))
    make_tag("Drame")

    with pytest.raises(MergeError) as refused:
        part(made, by=None)

    assert str(refused.value) == ("There is another “Drame” by now: give it another name first.")


def refusal(made):
    with pytest.raises(MergeError) as refused:
        part(made, by=None)
    return str(refused.value)


def test_undo_twice_is_refused(two):
    made = put_together(*two)
    part(made, by=None)

    assert refusal(made) == "This merge has been undone already."


def test_undo_goes_from_the_last_merge_backwards(two):
    kept, gone = two
    third = make_person("Jon Hawkes")
    before = everything()
    first, second = put_together(kept, gone), put_together(third, kept)

    assert refusal(first) == "“John Hawkes → Jon Hawkes” came after it: undo that first."
    part(second, by=None)
    part(first, by=None)

    assert everything() == before


def test_undo_where_the_kept_one_was_deleted_is_refused(two):
    made = put_together(*two)
    two[0].delete()

    assert refusal(made) == "“John Hawkes” is not there any more: it was deleted."


def test_undone_merge_can_be_made_again(two):
    part(put_together(*two), by=None)

    put_together(*two)

    assert Merge.objects.standing().count() == 1
    assert list(Person.objects.all()) == [two[0]]
