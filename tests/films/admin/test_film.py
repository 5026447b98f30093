"""A whole page through the film's form, as an editor makes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from films.choices import FilmStatus, Job, RevisionKind, TagKind
from films.document import dump
from films.exporters.text_page import render
from films.models import Film, Redirect
from tests.factories import (
    make_credit,
    make_draft,
    make_film,
    make_full_film,
    make_image,
    make_person,
    make_provider,
    make_quote,
    make_tag,
    make_user,
)
from tests.films.admin.forms import errors_of, fields_of, messages_of, with_row
from tests.reviews.factories import rate

ADD = "/admin/films/film/add/"
LIST = "/admin/films/film/"


def change(film):
    return f"/admin/films/film/{film.pk}/change/"


def save(client, film, button="_continue", *, follow=False, **fields):
    """Open the film's form, change some fields, press a button; the form is long: follow rarely."""
    data = fields_of(client.get(change(film))) | {name: str(v) for name, v in fields.items()}
    return client.post(change(film), data | {button: "1"}, follow=follow)


def add(client, button="_continue", **fields):
    data = fields_of(client.get(ADD)) | {name: str(value) for name, value in fields.items()}
    return client.post(ADD, data | {button: "1"})


def test_add_with_only_a_title_makes_a_draft_of_mine(editor):
    add(editor, title="Nothing Yet")

    film = Film.objects.get()
    assert (film.title, film.slug, film.status) == ("Nothing Yet", "nothing-yet", "draft")
    assert film.author == editor.user
    assert film.revisions.get().kind == RevisionKind.SAVE


def test_add_gives_the_second_film_of_a_name_another_address(editor):
    make_film(slug="nosferatu-1922")

    add(editor, title="Nosferatu", year=1922)

    assert Film.objects.get(title="Nosferatu").slug == "nosferatu-1922-2"


def test_a_whole_page_is_made_published_and_taken_back(editor, client):
    person, director, drama = make_person("Lillian Gish"), make_person(), make_tag("Drama")
    body, service = make_tag("Academy Awards", TagKind.AWARD), make_provider("Shelf")
    other = make_film(title="Broken Blossoms", year=1919)
    warning = make_tag("Storm", TagKind.WARNING)
    image = make_image()
    data = fields_of(editor.get(ADD)) | {
        "title": "The Wind",
        "year": "1928",
        "logline": "A house, a plain, and no shelter.",
        "synopsis": "### West\n\nShe comes.",
        "budget": "1000",
        "poster": str(image.pk),
        "personal_rating": "9",
    }
    data = with_row(data, "tags", tag=drama.pk)
    data = with_row(data, "warnings", tag=warning.pk, level="mild", detail="dust")
    data = with_row(data, "crew", job=Job.DIRECTOR, person=director.pk)
    data = with_row(data, "cast", person=person.pk, character="Letty")
    data = with_row(data, "quotes", text="It never stops.", speaker="letty")
    data = with_row(data, "scores", source="imdb", value="8", best="10", votes="9000")
    data = with_row(data, "videos", kind="trailer", key="https://youtu.be/aaaaaaaaaaa")
    data = with_row(data, "press_reviews", publication="Variety", excerpt="Strong.")
    data = with_row(data, "audience_reactions", claim="They shivered.")
    data = with_row(data, "awards", body=body.pk, category="Best Actress", year="1929")
    data = with_row(data, "trivia", text="Filmed in the Mojave.")
    data = with_row(data, "offers", provider=service.pk, access="stream", region="US")
    data = with_row(data, "similar_films", title="Broken Blossoms", year="1919", reason="Gish.")
    data = with_row(data, "products", name="A book", kind="book")
    data = with_row(data, "tracks", title="Theme")
    data = with_row(data, "faqs", question="Is it silent?", answer="It is.")
    data = with_row(data, "stills", image=image.pk, caption="The door")

    response = editor.post(ADD, data | {"_publish": "1"}, follow=True)

    film = Film.objects.get(title="The Wind")
    assert messages_of(response) == ["“The Wind (1928)”: Published."]
    assert client.get(film.get_absolute_url()).status_code == 200
    assert film.quotes.get().credit == film.credits.get(character="Letty")
    assert film.similar_films.get().other == other
    assert film.videos.get().provider == "youtube"
    assert film.videos.get().key == "aaaaaaaaaaa"
    assert film.film_tags.get(tag=warning).level == "mild"

    save(editor, film, "_unpublish")

    assert client.get(film.get_absolute_url()).status_code == 404


def test_opening_and_saving_a_full_page_changes_nothing(editor):
    film = make_full_film(rows=2)
    save(editor, film)
    before = film.revisions.get().document

    save(editor, film)

    assert film.revisions.get().document == before


def test_publishing_says_in_words_what_is_missing_and_keeps_what_was_saved(editor):
    film = make_draft(title="Half", year=None)

    response = save(editor, film, "_publish", follow=True, badly_explained="It is not finished.")

    assert messages_of(response) == [
        "Saved, but not published yet:",
        "Give the year of the film.",
        "Write a logline or a synopsis: without either the page says nothing.",
    ]
    film.refresh_from_db()
    assert (film.status, film.badly_explained) == ("draft", "It is not finished.")


def test_publishing_with_a_time_ahead_schedules(editor):
    film = make_draft(logline="Soon.")
    at = timezone.now() + timedelta(days=3)

    response = save(editor, film, "_publish", follow=True, published_at=f"{at:%Y-%m-%dT%H:%M}")

    film.refresh_from_db()
    assert film.is_scheduled
    assert messages_of(response)[0].startswith(f"“{film}”: Scheduled for ")


def test_archive(editor):
    film = make_film(logline="Old.")

    save(editor, film, "_archive")

    assert Film.objects.get(pk=film.pk).status == FilmStatus.ARCHIVED


def test_a_public_page_keeps_what_makes_it_public_until_its_changes_are_published(editor):
    film = make_film(logline="Words.")

    save(editor, film, logline="")
    response = editor.post(change(film), fields_of(editor.get(change(film))) | {"_publish": "1"})

    film.refresh_from_db()
    assert film.logline == "Words."
    assert messages_of(editor.get(response.url))[-1] == (
        "Write a logline or a synopsis: without either the page says nothing."
    )


def test_a_stale_form_is_refused_with_all_that_was_typed(editor, sign_in):
    film = make_draft(title="Slow")
    old = fields_of(editor.get(change(film)))
    anna = sign_in("editor")
    save(anna, film, logline="Anna's.")

    response = editor.post(change(film), old | {"logline": "Mine.", "_save": "1"})

    [sentence] = errors_of(response)
    assert sentence.startswith(f"{anna.user.username} saved this page on ")
    assert fields_of(response)["logline"] == "Mine."
    assert Film.objects.get(pk=film.pk).logline == "Anna's."


def test_a_stale_form_whose_rows_are_gone_keeps_what_was_typed_in_them(editor, sign_in):
    film = make_draft()
    make_credit(film, character="Old")
    old = fields_of(editor.get(change(film)))
    film.credits.all().delete()
    save(sign_in("editor"), film, logline="Changed.")

    response = editor.post(change(film), old | {"cast-0-character": "Mine", "_save": "1"})

    assert response.status_code == 200
    assert fields_of(response)["cast-0-character"] == "Mine"
    assert fields_of(response)["cast-INITIAL_FORMS"] == "0"


def test_a_new_slug_of_a_public_film_leaves_a_redirect(editor):
    film = make_film(slug="old-1927", logline="Words.")
    make_quote(film, key="line")

    save(editor, film, slug="new-1927")
    assert not Redirect.objects.exists()
    save(editor, film, _publish="1")

    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "/films/old-1927/": "/films/new-1927/",
        "/quotes/old-1927/line/": "/quotes/new-1927/line/",
    }


def test_a_new_slug_of_a_draft_leaves_none(editor):
    save(editor, make_draft(slug="old-1927"), slug="new-1927")

    assert not Redirect.objects.exists()


def test_a_slug_that_another_film_has_is_refused(editor):
    make_film(slug="taken-1927")

    response = save(editor, make_draft(), slug="taken-1927")

    assert errors_of(response) == ["Another page has this address. Left empty, one is made."]


def test_rows_take_the_order_of_their_positions(editor):
    film = make_draft()
    first = make_credit(film, character="First", position=0)
    second = make_credit(film, character="Second", position=1)

    save(editor, film, **{"cast-0-position": 1, "cast-1-position": 0})

    assert list(film.credits.all()) == [second, first]


def test_a_new_row_without_a_position_comes_last(editor):
    film = make_draft()
    make_credit(film, character="First", position=4)
    data = with_row(fields_of(editor.get(change(film))), "cast", person=make_person().pk)

    editor.post(change(film), data | {"cast-1-position": "", "cast-1-character": "New"})

    assert list(film.credits.values_list("character", "position")) == [("First", 4), ("New", 5)]


def test_a_new_row_takes_the_first_place_where_it_was_moved_there(editor):
    film = make_draft()
    film.trivia.create(text="One", position=0)
    data = with_row(fields_of(editor.get(change(film))), "trivia", text="Two", position=0)

    editor.post(change(film), data | {"trivia-0-position": "1", "_continue": "1"})

    assert list(film.trivia.values_list("text", flat=True)) == ["Two", "One"]


def test_an_added_row_left_empty_is_no_row(editor):
    film = make_draft()
    data = with_row(fields_of(editor.get(change(film))), "quotes", text="", speaker="")

    response = editor.post(change(film), data | {"_continue": "1"}, follow=True)

    assert response.redirect_chain == [(change(film), 302)]
    assert not film.quotes.exists()


def test_a_removed_row_makes_room_for_a_new_one_of_the_same(editor):
    film, tag = make_draft(), make_tag()
    film.film_tags.create(tag=tag)
    data = with_row(fields_of(editor.get(change(film))), "tags", tag=tag.pk)

    editor.post(change(film), data | {"tags-0-DELETE": "on", "_save": "1"})

    assert list(film.film_tags.values_list("tag", "position")) == [(tag.pk, 1)]


def test_two_rows_that_changed_places_are_refused_in_words(editor):
    film = make_draft()
    row, other = (film.film_tags.create(tag=make_tag(), position=n) for n in range(2))

    response = save(editor, film, **{"tags-0-tag": other.tag_id, "tags-1-tag": row.tag_id})

    assert errors_of(response)[0].startswith("Two rows say the same now")
    assert film.film_tags.get(pk=row.pk).tag_id == row.tag_id


def test_the_same_tag_twice_is_refused_at_the_list(editor):
    film, tag = make_draft(), make_tag()
    data = fields_of(editor.get(change(film)))
    data = with_row(with_row(data, "tags", tag=tag.pk), "tags", tag=tag.pk)

    response = editor.post(change(film), data)

    assert "Please correct the duplicate data for tag." in errors_of(response)


def test_a_warning_does_not_belong_among_the_other_tags(editor):
    film, storm = make_draft(), make_tag("Storm", TagKind.WARNING)
    data = with_row(fields_of(editor.get(change(film))), "tags", tag=storm.pk)

    response = editor.post(change(film), data)

    assert errors_of(response) == [
        "“Storm” is of another kind (content warning) and does not belong in this list."
    ]


def test_people_that_do_not_exist_are_refused_row_by_row(editor):
    film, wrong = make_draft(), ["abc", "999999", "9" * 30, "-1", "²"]
    data = fields_of(editor.get(change(film)))
    for value in wrong:
        data = with_row(data, "cast", person=value)

    response = editor.post(change(film), data)

    assert errors_of(response) == [
        "Select a valid choice. That choice is not one of the available choices."
    ] * len(wrong)


def test_two_new_quotes_that_begin_alike_get_an_address_each(editor):
    film = make_draft()
    data = fields_of(editor.get(change(film)))
    for ending in ("one", "two"):
        data = with_row(data, "quotes", text=f"I will say it again, {ending}.")

    editor.post(change(film), data)

    assert list(film.quotes.values_list("key", flat=True)) == [
        "i-will-say-it-again",
        "i-will-say-it-again-2",
    ]


def test_another_speaker_is_another_credit(editor):
    film = make_draft()
    ann, bob = make_credit(film, character="Ann"), make_credit(film, character="Bob")
    make_quote(film, speaker="Ann", credit=ann)

    save(editor, film, **{"quotes-0-speaker": "Bob"})

    assert film.quotes.get().credit == bob


def test_a_similar_film_that_gets_another_title_loses_its_page(editor):
    film, other = make_draft(), make_film(title="One", year=1927)
    film.similar_films.create(title="One", year=1927, other=other)

    save(editor, film, **{"similar_films-0-title": "Two"})

    assert film.similar_films.get().other is None


def test_a_similar_film_chosen_by_its_page_takes_title_and_year(editor):
    film, other = make_draft(), make_film(title="One", year=1926)
    data = with_row(fields_of(editor.get(change(film))), "similar_films", other=other.pk)

    editor.post(change(film), data)

    pick = film.similar_films.get()
    assert (pick.title, pick.year, pick.other) == ("One", 1926, other)


WRONG_VALUES = {
    "title": ("", "This field is required."),
    "year": ("99999", "Ensure this value is less than or equal to 2200."),
    "runtime": ("long", "Enter a whole number."),
    "imdb_id": ("1866249", "tt and seven digits or more: tt1866249."),
    "budget": ("0", "The budget must be more than nothing; leave it empty if unknown."),
    "personal_rating": ("11", "Ensure this value is less than or equal to 10."),
    "logline": ("x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
    "currency": ("", "This field is required."),
}


def test_wrong_values_are_answered_in_words_and_stay_in_the_form(editor):
    film, wrong = make_draft(), {name: value for name, (value, _) in WRONG_VALUES.items()}

    response = save(editor, film, **wrong)

    errors = response.context["adminform"].form.errors
    expected = {name: [sentence] for name, (_, sentence) in WRONG_VALUES.items()}
    expected["__all__"] = expected.pop("budget")  # a rule of the database stands at the head
    assert {name: list(found) for name, found in errors.items()} == expected
    shown = fields_of(response)
    assert {name: shown[name] for name in wrong} == wrong


def test_a_section_with_a_fault_is_marked(editor):
    response = save(editor, make_draft(), personal_rating=11)

    assert [tab.plan.anchor for tab in response.context["tabs"] if tab.has_faults] == ["reviews"]


def test_sections_count_their_rows(editor):
    response = editor.get(change(make_full_film(rows=2)))

    counts = {tab.plan.anchor: tab.count for tab in response.context["tabs"] if tab.has_rows}
    assert counts["cast"] == 2
    assert counts["reviews"] == 6
    assert counts["videos"] == 4


def test_a_new_film_has_no_section_that_is_filled(editor):
    response = editor.get(ADD)

    assert [tab.plan.anchor for tab in response.context["tabs"] if tab.is_filled or tab.count] == []


def test_invisible_characters_of_a_paste_are_left_out(editor):
    film = make_draft()

    save(editor, film, title="The\u202e Wind\r\nagain ", synopsis="One\r\nTwo")

    film.refresh_from_db()
    assert (film.title, film.synopsis) == ("The Wind again", "One\nTwo")


def test_form_without_its_row_numbers_is_refused_without_a_fault(editor):
    film = make_draft()
    data = fields_of(editor.get(change(film)))
    del data["cast-TOTAL_FORMS"]

    response = editor.post(change(film), data)

    assert response.status_code == 200


def test_empty_rows_can_be_asked_for_without_scripts(editor):
    response = editor.get(f"{change(make_draft())}?rows=3")

    assert fields_of(response)["cast-TOTAL_FORMS"] == "3"


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured.captured_queries]


def test_form_costs_the_same_queries_with_more_rows(editor):
    one, many = make_full_film(rows=1), make_full_film(rows=3)
    editor.get(change(one))

    assert len(queries_of(editor, change(one))) == len(queries_of(editor, change(many)))


def test_list_costs_the_same_queries_with_more_films(editor):
    make_film(author=editor.user)
    editor.get(LIST)
    before = len(queries_of(editor, LIST))
    for state in FilmStatus:
        make_film(status=state, author=make_user(), year=1931, published_at=timezone.now())

    assert len(queries_of(editor, LIST)) == before


def titles(response):
    return [film.title for film in response.context["cl"].queryset]


def test_list_finds_a_folded_title_with_its_year(editor):
    make_film(title="Amélie", year=2001, slug="amelie-2001")
    make_film(title="Amelia", year=2009, slug="amelia-2009")

    assert titles(editor.get(LIST, {"q": "AMELIE 2001"})) == ["Amélie"]
    assert titles(editor.get(LIST, {"q": "???"})) == []


def test_list_tells_scheduled_from_published(editor):
    make_film(title="Now")
    make_film(title="Soon", published_at=timezone.now() + timedelta(days=1))

    assert titles(editor.get(LIST, {"state": "scheduled"})) == ["Soon"]
    assert titles(editor.get(LIST, {"state": "published"})) == ["Now"]
    assert titles(editor.get(LIST, {"decade": "1930"})) == []
    assert len(titles(editor.get(LIST, {"decade": "²"}))) == 2


def test_list_hides_working_copies(editor):
    live = make_film(title="Live")
    make_draft(title="Copy", draft_of=live)

    assert titles(editor.get(LIST)) == ["Live"]


def test_list_action_publishes_what_can_be_and_names_what_cannot(editor):
    ready, bare = make_draft(title="Ready", logline="Words."), make_draft(title="Bare")
    chosen = {"action": "publish_films", "_selected_action": [ready.pk, bare.pk]}

    response = editor.post(LIST, chosen, follow=True)

    assert sorted(messages_of(response)) == [
        "1 film changed.",
        "Bare (1927): Write a logline or a synopsis: without either the page says nothing.",
    ]
    assert list(Film.objects.published()) == [ready]


def test_a_film_with_reviews_is_not_deleted(editor):
    film = make_film(title="Loved")
    rate(film)

    for send in (editor.get, editor.post):
        response = send(f"/admin/films/film/{film.pk}/delete/", {"post": "yes"}, follow=True)

        [sentence] = messages_of(response)
        assert sentence.startswith("“Loved (1927)” cannot be deleted: it is needed by 1 review")
    assert Film.objects.get() == film


def test_address_of_a_new_draft_follows_its_title_and_year(editor):
    add(editor, title="The Evenings")
    film = Film.objects.get()

    save(editor, film, title="The Evening", year=1927)

    film.refresh_from_db()
    assert film.slug == "the-evening-1927"


@pytest.mark.parametrize(
    "film",
    [
        {"slug": "evening"},
        {"slug": "the-evening-1927", "published_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_address_that_was_chosen_or_seen_stays(editor, film):
    draft = make_draft(title="The Evening", year=1927, **film)

    save(editor, draft, year=1928)

    draft.refresh_from_db()
    assert (draft.year, draft.slug) == (1928, film["slug"])


def test_a_film_is_deleted_with_its_history(editor):
    add(editor, title="Tried Out")
    film = Film.objects.get()

    editor.post(f"/admin/films/film/{film.pk}/delete/", {"post": "yes"})

    assert not Film.objects.exists()


def test_publishing_ahead_says_when_in_one_sentence(editor):
    film = make_draft(title="Soon", logline="Words.")

    response = save(editor, film, "_publish", follow=True, published_at="2099-01-02 20:00")

    assert messages_of(response) == ["“Soon (1927)”: Scheduled for Jan. 2, 2099, 8 p.m."]


def test_a_deleted_film_leaves_word_that_it_is_gone(editor):
    film = make_film(slug="gone-1927")

    editor.post(f"/admin/films/film/{film.pk}/delete/", {"post": "yes"})

    assert list(Redirect.objects.values_list("old_path", "new_path")) == [("/films/gone-1927/", "")]


def test_page_is_given_out_as_text_and_as_document(editor):
    film = make_full_film(slug="out-1927", title="Out")

    text = editor.get(f"/admin/films/film/{film.pk}/page.txt")
    document = editor.get(f"/admin/films/film/{film.pk}/page.json")

    assert text.content.decode() == render(dump(film))
    assert document.json() == dump(film)
    assert document["Content-Disposition"] == 'attachment; filename="out-1927.json"'


def test_scripts_in_markdown_stay_as_typed_in_the_form_and_never_reach_the_page(editor, client):
    film = make_film(logline="L", synopsis="S")
    nasty = "<script>alert(1)</script> **bold** [x](javascript:alert(1)) <img src=x onerror=a()>"

    save(editor, film, "_publish", synopsis=nasty)

    page = client.get(film.get_absolute_url()).content.decode()
    assert "<strong>bold</strong>" in page
    assert ["alert(1)</script>" in page, 'href="javascript:' in page, "<img src=x" in page] == [
        False
    ] * 3
    assert fields_of(editor.get(change(film)))["synopsis"] == nasty
