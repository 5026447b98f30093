"""Merging on the desk: choose, look, press, undo; and pairs that may be one."""

import pytest
from django.core.exceptions import ValidationError

from films.admin.linked_field import LinkedField
from films.choices import MergeKind, TagKind
from films.duplicates.keeping import refresh
from films.merging.joining import merge
from films.models import Merge, Offer, Person, PossibleDouble, Provider
from tests.factories import (
    make_credit,
    make_film,
    make_person,
    make_provider,
    make_tag,
)
from tests.films.admin.forms import fields_of, messages_of

MERGE = "/admin/films/person/merge/"


@pytest.fixture
def two(db):
    kept, gone = make_person("John Hawkes", biography="Born."), make_person("J. Hawkes")
    make_credit(make_film(title="The Sessions"), kept, character="Mark")
    make_credit(make_film(title="Winter’s Bone"), kept, character="Teardrop")
    make_credit(make_film(title="Everest"), gone, character="Doug")
    return kept, gone


def look(client, *rows, **data):
    path = f"/admin/films/{rows[0]._meta.model_name}/merge/"
    return client.get(path, {"of": [row.pk for row in rows], **data})


def press(client, response, **data):
    """Press the button below the preview."""
    page = response.context
    choice = page["choice"]
    sent = {"keep": choice.keep.pk, "of": choice.numbers, "seen": page["seen"], **data}
    sent |= {"closed": "1"} if choice.has_closed else {}
    return client.post(response.request["PATH_INFO"], sent, follow=True)


def test_page_shows_what_a_merge_changes_and_the_press_does_it(editor, two):
    kept, gone = two

    response = look(editor, gone, kept)
    shown = response.context["plans"][0]
    done = press(editor, response)

    assert response.context["choice"].keep == kept
    assert [(each.film.title, each.what) for each in shown.films] == [("Everest", "Actor (Doug)")]
    assert list(Person.objects.all()) == [kept]
    assert messages_of(done) == [
        (
            "“J. Hawkes” is “John Hawkes” from now on."
            f' <a href="/admin/films/merge/{Merge.objects.get().pk}/change/">'
            "What was changed, and undo</a>"
        )
    ]
    assert done.redirect_chain == [(f"/admin/films/person/{kept.pk}/change/", 302)]


def test_old_address_leads_visitors_to_the_kept_one_until_the_undo(editor, client, two):
    press(editor, look(editor, *two))
    moved = client.get("/people/j-hawkes/")
    editor.post(f"/admin/films/merge/{Merge.objects.get().pk}/undo/")

    assert (moved.status_code, moved["Location"]) == (301, "/people/john-hawkes/")
    assert client.get("/people/j-hawkes/").status_code == 200


def test_the_other_one_can_be_kept(editor, two):
    kept, gone = two

    press(editor, look(editor, kept, gone, keep=gone.pk))

    assert list(Person.objects.all()) == [gone]


def test_chosen_in_the_list(editor, two):
    path = "/admin/films/person/"
    data = {"action": "merge_chosen", "_selected_action": [row.pk for row in two]}

    response = editor.post(path, data)

    assert response["Location"] == f"{MERGE}?of={two[0].pk}&of={two[1].pk}"


def test_one_chosen_in_the_list_is_too_few(editor, two):
    data = {"action": "merge_chosen", "_selected_action": [two[0].pk]}

    response = editor.post("/admin/films/person/", data, follow=True)

    assert messages_of(response) == ["Choose two to 10 that are to be one."]


def test_form_of_a_person_leads_to_its_namesakes(editor, two):
    form = editor.get(f"/admin/films/person/{two[0].pk}/change/")

    response = editor.get(form.context["merge_address"])

    assert [card.row for card in response.context["found"]] == [two[1]]
    assert response.context["plans"] == []


def test_others_are_found_by_part_of_the_name(editor, two):
    other = make_person("Anna Lee")

    response = look(editor, two[0], q="anna")

    assert [card.row for card in response.context["found"]] == [other]


def test_tags_of_another_kind_are_not_offered(editor):
    war = make_tag("War", TagKind.GENRE)
    make_tag("Wars of old", TagKind.THEME)

    assert look(editor, war, q="war").context["found"] == []


def test_what_came_between_is_shown_again(editor, two):
    response = look(editor, *two)
    make_credit(make_film(), two[1])

    again = press(editor, response)

    assert messages_of(again) == [
        "Something has changed since this was shown. Look at it again before you merge."
    ]
    assert again.context["choice"].keep == two[0]
    assert Person.objects.count() == 2


def test_without_having_seen_the_changes_nothing_is_merged(editor, two):
    data = {"keep": two[0].pk, "of": [row.pk for row in two]}

    editor.post(MERGE, data)

    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("of", "keep", "sentence"),
    [
        ([0], 0, "Choose at least two: one to keep and one to go."),
        ([0, 0], 0, "Choose at least two: one to keep and one to go."),
        ([0, 1], None, "Choose which one is to be kept; it may be gone by now."),
        ([], None, "Choose which one is to be kept; it may be gone by now."),
    ],
)
def test_a_senseless_merge_is_answered_in_words(editor, two, of, keep, sentence):
    data = {"of": [two[at].pk for at in of], "keep": "" if keep is None else two[keep].pk}

    assert messages_of(editor.post(MERGE, data, follow=True)) == [sentence]


def test_one_that_is_gone_is_said_to_be_gone(editor, two):
    numbers = [row.pk for row in two]
    two[1].credits.all().delete()
    two[1].delete()

    response = editor.get(MERGE, {"of": numbers})

    assert response.context["missing"] is True


@pytest.mark.parametrize("of", ["x", "-1", "9" * 30, "1e3", ""])
def test_numbers_that_are_none_are_left_out(editor, of):
    assert editor.get(MERGE, {"of": of}).context["cards"] == []


def test_two_tags_of_different_kinds_are_refused_in_words(editor):
    response = look(editor, make_tag("War", TagKind.GENRE), make_tag("War", TagKind.THEME))

    assert response.context["refusal"].startswith("“War” is of the kind “Genre”")


def test_closed_service_is_replaced_everywhere(editor):
    old = make_provider("Older", active=False)
    new = make_provider("Newer")
    offer = make_film().offers.create(provider=old, access="rent", url="https://old.example/")

    response = look(editor, old, new)
    press(editor, response)

    offer = Offer.objects.get(pk=offer.pk)
    assert (response.context["choice"].keep, response.context["choice"].has_closed) == (new, True)
    assert (offer.provider, offer.url) == (new, "")
    assert list(Provider.objects.all()) == [new]


def test_undo_parts_them_and_tells_what_stays(editor, two):
    press(editor, look(editor, *two))
    Person.objects.update(also_known_as="Somebody")
    merge = Merge.objects.get()
    page = editor.get(f"/admin/films/merge/{merge.pk}/change/")

    response = editor.post(f"/admin/films/merge/{merge.pk}/undo/", follow=True)

    assert page.context["shown"].counts == [("cast and crew", 1)]
    assert page.context["may_undo"] is True
    assert messages_of(response) == [
        "“J. Hawkes” and “John Hawkes” are two again.",
        "Also known as of “John Hawkes” was changed since and stays.",
    ]
    assert list(two[1].credits.values_list("character", flat=True)) == ["Doug"]


def test_undo_twice_is_answered_in_words(editor, two):
    press(editor, look(editor, *two))
    path = f"/admin/films/merge/{Merge.objects.get().pk}/undo/"
    editor.post(path)

    again = messages_of(editor.post(path, follow=True))

    assert again[-1] == "This merge has been undone already."


def test_page_costs_the_same_queries_for_many_films(editor, two, django_assert_max_num_queries):
    for number in range(40):
        make_credit(make_film(), two[1], character=f"Role {number}")

    with django_assert_max_num_queries(22):
        response = look(editor, *two, keep=two[0].pk)

    shown = response.context["plans"][0]
    assert (len(shown.films) + shown.more_films, len(shown.plan.film_ids)) == (41, 41)


def test_merging_is_for_editors(writer, moderator, client, two):
    merge = Merge.objects.create(
        kind="person", gone_id=9, gone_name="A", kept_id=8, kept_name="B", record={}
    )
    double = PossibleDouble.objects.create(kind="person", first_id=1, second_id=2)
    posts = [
        MERGE,
        f"/admin/films/merge/{merge.pk}/undo/",
        f"/admin/films/possibledouble/{double.pk}/two/",
        "/admin/films/possibledouble/search/",
    ]

    for path in posts:
        assert writer.post(path).status_code == moderator.post(path).status_code == 403
        assert client.post(path).status_code == 302
    assert writer.get(MERGE).status_code == moderator.get(MERGE).status_code == 403
    assert writer.get("/admin/films/possibledouble/").status_code == 200
    assert moderator.get("/admin/films/possibledouble/").status_code == 403
    assert "merge_address" not in writer.get(f"/admin/films/person/{two[0].pk}/change/").context


def test_changing_addresses_know_no_other_verb(editor):
    for path in ("merge/1/undo/", "possibledouble/1/two/", "possibledouble/search/"):
        assert editor.get(f"/admin/films/{path}").status_code == 405
    assert editor.post("/admin/films/merge/999/undo/").status_code == 404
    assert editor.post("/admin/films/possibledouble/999/two/").status_code == 404


def test_possible_doubles_with_their_reasons(editor, two):
    film = make_film()
    make_credit(film, two[0])
    make_credit(film, two[1], character="Other")
    refresh(MergeKind.PERSON)

    response = editor.get("/admin/films/possibledouble/")

    pair = response.context["pairs"][0]
    assert [card.row for card in pair.cards] == list(two)
    assert pair.reasons == ["one name with initials", "a film in common"]
    assert pair.merge_address == f"{MERGE}?of={two[0].pk}&of={two[1].pk}"


def test_two_that_are_two_are_never_shown_again(editor, two):
    make_credit(two[0].credits.first().film, two[1])
    refresh(MergeKind.PERSON)

    editor.post(f"/admin/films/possibledouble/{PossibleDouble.objects.get().pk}/two/")
    response = editor.post("/admin/films/possibledouble/search/", {"kind": "person"}, follow=True)

    assert response.context["pairs"] == []
    assert messages_of(response)[-1] == "0 pairs may be one."


def test_pair_of_which_one_is_gone_is_not_shown(editor, two):
    PossibleDouble.objects.create(kind="person", first_id=two[0].pk, second_id=99_999)

    assert editor.get("/admin/films/possibledouble/?kind=person&p=7").context["pairs"] == []


def test_doubles_among_tags(editor):
    make_tag("Sci-Fi")
    make_tag("Sci Fi", slug="x")

    response = editor.post("/admin/films/possibledouble/search/", {"kind": "tag"}, follow=True)

    assert [len(response.context["pairs"]), response.context["kind"]] == [1, "tag"]


def test_confirmation_sends_what_was_shown(editor, two):
    response = look(editor, *two)

    assert fields_of(response) == {
        "csrfmiddlewaretoken": fields_of(response)["csrfmiddlewaretoken"],
        "keep": str(two[0].pk),
        "of": str(two[1].pk),
        "seen": response.context["seen"],
    }


def test_form_that_was_open_before_still_finds_the_kept_one(two):
    kept, gone = two
    number = str(gone.pk)
    merge(kept, [gone], by=None)

    field = LinkedField(Person.objects.all())

    assert field.clean(number) == kept
    with pytest.raises(ValidationError):
        field.clean("99999")
