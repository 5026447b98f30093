"""Two made one: every row that names the one that goes names the kept one afterwards."""

from unittest import mock

import pytest

from films import recording, revisions
from films.choices import EventVerb, Job, RevisionKind, TagKind
from films.document import dump, find_person, find_provider, find_tag, load
from films.document_fields import DocumentError
from films.merging.finishing import finish_waiting
from films.merging.joining import PlanChangedError, look, marks, merge
from films.merging.kinds import KINDS, MergeError
from films.merging.planning import plan
from films.models import Credit, Film, FilmEvent, Merge, Person, Provider, Redirect, Tag
from tests.factories import (
    make_credit,
    make_draft,
    make_film,
    make_image,
    make_person,
    make_provider,
    make_quote,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Return the one to keep and the one to go."""
    return make_person("John Hawkes"), make_person("J. Hawkes")


def put_together(kept, *gone, **options):
    return merge(kept, gone, by=None, **options)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_table_that_refers_to_a_kind_is_known(kind):
    referring = {
        f"{relation.related_model._meta.model_name}.{relation.field.name}"
        for relation in kind.model._meta.related_objects
    }

    assert referring == {reference.name for reference in kind.references}


def test_person_is_put_into_another(two):
    kept, gone = two
    film = make_film()
    credit = make_credit(film, gone, character="Mark")
    quote = make_quote(film, credit=credit)
    body = make_tag(kind=TagKind.AWARD)
    award = film.awards.create(body=body, person=gone, recipient="J. Hawkes")

    put_together(kept, gone)

    for row in (credit, quote, award):
        row.refresh_from_db()
    assert (credit.person, award.person, quote.credit) == (kept, kept, credit)
    assert list(Person.objects.all()) == [kept]


def test_kept_person_takes_over_what_they_do_not_say(two):
    kept, gone = two
    portrait = make_image()
    Person.objects.filter(pk=kept.pk).update(born="1959-09-11", imdb_id="nm0370035")
    Person.objects.filter(pk=gone.pk).update(
        born="1959", biography="Born in Minnesota.", portrait=portrait, imdb_id="nm9999999",
        wikidata_id="Q706117", also_known_as="John Perkins\nJohn Hawkes",
    )  # fmt: skip
    kept.refresh_from_db()
    gone.refresh_from_db()

    conflicts = {fact.name: (fact.before, fact.after) for fact in plan(kept, gone).conflicts}
    put_together(kept, gone)

    kept.refresh_from_db()
    assert conflicts == {"born": ("1959-09-11", "1959"), "imdb_id": ("nm0370035", "nm9999999")}
    assert (kept.born, kept.imdb_id, kept.wikidata_id) == ("1959-09-11", "nm0370035", "Q706117")
    assert (kept.biography, kept.portrait) == ("Born in Minnesota.", portrait)
    assert kept.also_known_as == "J. Hawkes\nJohn Perkins"


def test_other_names_that_find_no_room_are_told(two):
    kept, gone = two
    kept.also_known_as = "x" * 1_995

    told = plan(kept, gone)

    assert (told.facts, len(told.remarks)) == ([], 1)


@pytest.mark.parametrize(
    ("mine", "other", "left"),
    [
        (("director", ""), ("director", ""), [("director", "")]),
        (("actor", "Mark"), ("actor", "MARK"), [("actor", "Mark")]),
        (("actor", ""), ("actor", "Mark"), [("actor", "Mark")]),
        (("actor", "Mark"), ("actor", ""), [("actor", "Mark")]),
        (("actor", "Mark"), ("actor", "Father"), [("actor", "Mark"), ("actor", "Father")]),
        (("actor", "Mark"), ("director", ""), [("actor", "Mark"), ("director", "")]),
    ],
)
def test_credits_of_one_film_that_become_doubles(two, mine, other, left):
    kept, gone = two
    film = make_film()
    make_credit(film, kept, job=mine[0], character=mine[1])
    make_credit(film, gone, job=other[0], character=other[1], position=1)

    put_together(kept, gone)

    assert list(film.credits.values_list("job", "character")) == left
    assert set(film.credits.values_list("person", flat=True)) == {kept.pk}


def test_part_without_a_name_is_not_filled_where_the_film_has_the_named_one(two):
    kept, gone = two
    film = make_film()
    make_credit(film, kept, character="")
    make_credit(film, kept, character="Mark", position=1)
    make_credit(film, gone, character="Mark", position=2)

    put_together(kept, gone)

    assert list(film.credits.values_list("character", flat=True)) == ["", "Mark"]


def test_quote_of_a_double_is_spoken_by_the_row_that_stays(two):
    kept, gone = two
    film = make_film()
    stays = make_credit(film, kept, character="Mark")
    quote = make_quote(film, credit=make_credit(film, gone, character="mark", position=1))

    put_together(kept, gone)

    quote.refresh_from_db()
    assert quote.credit == stays


def test_same_award_of_both_stands_once(two):
    kept, gone = two
    film, body = make_film(), make_tag(kind=TagKind.AWARD)
    film.awards.create(body=body, category="Best Actor", year=2013, person=kept)
    film.awards.create(
        body=body, category="Best actor", year=2013, person=gone, recipient="J. Hawkes"
    )

    put_together(kept, gone)

    assert list(film.awards.values_list("person", "recipient")) == [(kept.pk, "J. Hawkes")]


def test_tag_twice_on_a_film_keeps_the_higher_level_and_the_longer_detail():
    kept, gone = (make_tag(name, TagKind.WARNING) for name in ("Violence", "Violent scenes"))
    film, other = make_film(), make_film()
    film.film_tags.create(tag=kept, level="mild", detail="A fight, and then another one.")
    film.film_tags.create(tag=gone, level="severe", detail="A fight.")
    other.film_tags.create(tag=gone, level="mild")

    put_together(kept, gone)

    assert list(film.film_tags.values_list("tag", "level", "detail")) == [
        (kept.pk, "severe", "A fight, and then another one.")
    ]
    assert list(other.film_tags.values_list("tag", flat=True)) == [kept.pk]


def test_award_body_is_put_into_another():
    kept, gone = make_tag("Oscar", TagKind.AWARD), make_tag("Oscars", TagKind.AWARD)
    film = make_film()
    film.awards.create(body=kept, category="Best Film", year=2013)
    film.awards.create(body=gone, category="Best film", year=2013)
    film.awards.create(body=gone, category="Best Film", year=2014)

    put_together(kept, gone)

    assert list(film.awards.values_list("body", "year")) == [(kept.pk, 2013), (kept.pk, 2014)]


def test_closed_service_is_replaced_and_its_offers_lose_what_no_longer_holds():
    kept, gone = make_provider("Newer"), make_provider("Older", active=False)
    film, other = make_film(), make_film()
    old = {"url": "https://old.example/1", "price": "3.99", "currency": "USD"}
    film.offers.create(provider=kept, access="rent", region="US")
    film.offers.create(provider=gone, access="rent", region="US", **old)
    other.offers.create(provider=gone, access="buy", **old)

    put_together(kept, gone, has_closed=True)

    said = ("provider", "access", "url", "price")
    assert list(film.offers.values_list(*said)) == [(kept.pk, "rent", "", None)]
    assert list(other.offers.values_list(*said)) == [(kept.pk, "buy", "", None)]


def test_service_of_two_names_keeps_what_its_offers_say():
    kept, gone = make_provider("Apple TV"), make_provider("AppleTV", url="https://tv.example/")
    film = make_film()
    film.offers.create(provider=kept, access="rent")
    film.offers.create(provider=gone, access="rent", url="https://tv.example/1", price=4,
                       currency="USD")  # fmt: skip

    put_together(kept, gone)

    kept.refresh_from_db()
    assert kept.url == "https://tv.example/"
    assert [(offer.url, offer.price) for offer in film.offers.all()] == [
        ("https://tv.example/1", 4)
    ]


def test_working_copy_is_merged_with_its_page(two):
    kept, gone = two
    film = make_film()
    copy = make_draft(draft_of=film, title="T")
    make_credit(film, gone)
    make_credit(copy, gone)

    told = plan(kept, gone)
    put_together(kept, gone)

    assert (told.film_ids, told.copy_ids) == ({film.pk}, {copy.pk})
    assert list(copy.credits.values_list("person", flat=True)) == [kept.pk]
    assert film.revisions.get().document["credits"][0]["person"]["name"] == "John Hawkes"


def test_old_address_leads_to_the_kept_one_in_one_step(two):
    kept, gone = two
    Redirect.objects.create(old_path="/people/hawkes/", new_path="/people/j-hawkes/")

    put_together(kept, gone)

    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "/people/hawkes/": "/people/john-hawkes/",
        "/people/j-hawkes/": "/people/john-hawkes/",
    }


def test_history_of_every_touched_film_tells_of_it(two):
    kept, gone = two
    film, editor = make_film(), make_user()
    make_credit(film, gone)

    merge(kept, [gone], by=editor)

    revision, event = film.revisions.get(), film.events.get()
    film.refresh_from_db()
    assert (revision.kind, revision.editor, revision.comment) == (
        *(RevisionKind.MERGE, editor),
        "J. Hawkes → John Hawkes",
    )
    assert (event.verb, event.before, event.after, event.revision) == (
        *(EventVerb.MERGED, "J. Hawkes", "John Hawkes"),
        revision,
    )
    assert film.version == 1


def test_several_go_at_once_and_doubles_among_them_are_seen_beforehand(two):
    kept, gone = two
    third, film = make_person("Jon Hawkes"), make_film()
    make_credit(film, gone, job=Job.DIRECTOR)
    make_credit(film, third, job=Job.DIRECTOR, position=1)

    plans = look(kept, [gone, third])
    assert Person.objects.count() == 3
    put_together(kept, gone, third, seen=marks(plans))

    assert [(told.moved_count, told.double_count) for told in plans] == [(1, 0), (0, 1)]
    assert film.credits.get().person == kept
    assert film.revisions.get().comment == "J. Hawkes, Jon Hawkes → John Hawkes"


def test_what_was_shown_is_done(two):
    kept, gone = two

    put_together(kept, gone, seen=marks(look(kept, [gone])))

    assert list(Person.objects.all()) == [kept]


def test_what_came_between_preview_and_press_is_shown_first(two):
    kept, gone = two
    seen = marks(look(kept, [gone]))
    make_credit(make_film(), gone)

    with pytest.raises(PlanChangedError):
        put_together(kept, gone, seen=seen)

    assert Person.objects.count() == 2


def refusal(kept, *gone):
    with pytest.raises(MergeError) as refused:
        put_together(kept, *gone)
    return str(refused.value)


def test_merge_with_itself_is_refused(two):
    assert refusal(two[0], two[0]) == (
        "“John Hawkes” cannot be merged with itself: choose another."
    )


def test_merge_of_nothing_is_refused(two):
    assert refusal(two[0]) == "Choose at least two: one to keep and one to go."


def test_merge_with_one_that_is_gone_is_refused(two):
    kept, gone = two
    Person.objects.filter(pk=gone.pk).delete()

    assert refusal(kept, gone) == (
        "“J. Hawkes” is not there any more: somebody has merged or deleted it."
    )


def test_merge_the_other_way_round_afterwards_is_refused(two):
    kept, gone = two
    again = Person.objects.get(pk=gone.pk)
    put_together(kept, gone)

    assert refusal(again, kept) == (
        "“J. Hawkes” is not there any more: somebody has merged or deleted it."
    )


def test_tags_of_two_kinds_are_refused():
    sentence = refusal(make_tag("War", TagKind.GENRE), make_tag("War", TagKind.THEME))

    assert sentence == (
        "“War” is of the kind “Genre”, “War” of the kind “Theme”:"
        " only two of one kind can be merged."
    )


def test_a_refused_merge_of_several_changes_nothing(two):
    kept, gone = two

    refusal(kept, gone, kept)

    assert (Person.objects.count(), Merge.objects.count()) == (2, 0)


def test_old_names_find_the_kept_ones(two):
    kept, gone = two
    third = make_person("John M. Hawkes")
    tag, old_tag = make_tag("Drama"), make_tag("Drame")
    service, old_service = make_provider("Apple TV"), make_provider("AppleTV")
    put_together(kept, gone)
    put_together(third, kept)
    put_together(tag, old_tag)
    put_together(service, old_service)

    assert find_person({"name": "J. Hawkes", "slug": "j-hawkes"}, "") == third
    assert find_person("J. Hawkes", "") == third
    assert find_tag({"kind": "genre", "name": "DRAME"}, "") == tag
    assert find_provider("AppleTV", "") == service
    assert (Person.objects.count(), Tag.objects.count(), Provider.objects.count()) == (1, 1, 1)


def test_known_names_cost_no_question_about_merges(two, django_assert_num_queries):
    with django_assert_num_queries(1):
        find_person({"name": "J. Hawkes", "slug": "j-hawkes"}, "")


def test_revision_from_before_the_merge_is_restored_with_the_kept_one(two):
    kept, gone = two
    film = make_draft()
    make_credit(film, kept, job=Job.DIRECTOR)
    quote_by = make_credit(film, gone, job=Job.ACTOR, character="Mark", position=1)
    make_credit(film, gone, job=Job.DIRECTOR, position=2)
    make_quote(film, credit=quote_by)
    before = revisions.record(film, RevisionKind.SAVE)
    put_together(kept, gone)

    revisions.restore(before)

    assert list(film.credits.values_list("person", "job")) == [
        (kept.pk, "director"),
        (kept.pk, "actor"),
    ]
    assert film.quotes.get().credit.character == "Mark"
    assert Person.objects.count() == 1


def test_document_that_names_one_credit_twice_is_still_refused():
    document = dump(make_draft()) | {"credits": [{"person": {"name": "A"}, "job": "writer"}] * 2}

    with pytest.raises(DocumentError):
        load(document)


def test_histories_beyond_what_fits_one_transaction_follow(two):
    kept, gone = two
    films = [make_film() for _ in range(3)]
    for film in films:
        make_credit(film, gone)

    with mock.patch.object(recording, "IN_ONE_GO", 2):
        made = put_together(kept, gone)
    assert Film.objects.filter(version=1).count() == 3
    waiting = made[0].waiting

    assert (waiting, finish_waiting(), finish_waiting()) == ([films[2].pk], 1, 0)
    assert FilmEvent.objects.filter(verb=EventVerb.MERGED).count() == 3
    assert all(film.revisions.count() == 1 for film in films)
    assert Credit.objects.filter(person=kept).count() == 3
