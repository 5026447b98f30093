"""What is offered while a name is typed, and what a form makes of a name."""

import pytest
from django.utils.http import urlencode

from films.choices import Job, TagKind
from films.models import Film, Person, Provider, Tag
from tests.factories import make_draft, make_film, make_person, make_tag
from tests.films.admin.forms import errors_of, fields_of, with_row

ADD = "/admin/films/film/add/"
NEW = "Helen Hunt (new)"


def change(film):
    return f"/admin/films/film/{film.pk}/change/"


def offered(client, term, model="credit", field="person", **query):
    asked = {"app_label": "films", "model_name": model, "field_name": field, "term": term}
    answer = client.get("/admin/films/film/choices/?" + urlencode(asked | query, doseq=True))
    return answer.json()["results"]


def ids(results):
    return [result["id"] for result in results]


# The list ---------------------------------------------------------------------------------------


def test_a_name_that_is_not_there_can_be_made(editor):
    assert offered(editor, "Helen  Hunt") == [
        {"id": "new:Helen Hunt", "text": "Make “Helen Hunt”", "chosen": NEW}
    ]


def test_near_doubles_come_before_making(editor):
    person = make_person("John Hawkes", born="1959")

    assert offered(editor, "Jon Hawkes") == [
        {
            "text": "Did you mean",
            "children": [{"id": str(person.pk), "text": "John Hawkes (* 1959)"}],
        },
        {"id": "new:Jon Hawkes", "text": "Make “Jon Hawkes”", "chosen": "Jon Hawkes (new)"},
    ]


def test_a_name_that_is_there_is_not_made_again(editor):
    person = make_person("Amélie Poulain")

    assert ids(offered(editor, "amelie poulain")) == [str(person.pk)]


def test_a_tag_is_offered_once_a_kind(editor):
    make_tag("Heist", kind=TagKind.THEME)

    found = offered(editor, "Heist", "filmtag", "tag", kind=["genre", "theme", "mood", "nonsense"])

    assert [result["text"] for result in found] == [
        "Heist · Theme",
        "Make the genre “Heist”",
        "Make the mood “Heist”",
    ]
    assert found[1]["id"] == "new:genre:Heist"
    assert found[1]["chosen"] == "Heist · Genre (new)"


def test_making_is_offered_to_those_who_may(writer, moderator):
    assert ids(offered(writer, "Kanopy", "offer", "provider")) == []
    assert ids(offered(writer, "Helen Hunt")) == ["new:Helen Hunt"]
    asked = "app_label=films&model_name=credit&field_name=person&term=a"
    assert moderator.get(f"/admin/films/film/choices/?{asked}").status_code == 403


def test_nothing_is_made_of_films_or_of_no_words(editor):
    assert offered(editor, "Nosferatu", "similarfilm", "other") == []
    assert offered(editor, "?!") == []
    assert offered(editor, "x" * 201) == []


def test_list_comes_in_pages(editor):
    for number in range(25):
        make_film(title=f"Part {number:02}")

    asked = "/admin/films/film/choices/?app_label=films&model_name=similarfilm&field_name=other"
    first, second = (editor.get(f"{asked}&term=part&page={page}").json() for page in (1, 2))

    assert (len(first["results"]), first["pagination"]) == (20, {"more": True})
    assert (len(second["results"]), second["pagination"]) == (5, {"more": False})
    assert editor.get(f"{asked}&page=x").status_code == 200


# The form ---------------------------------------------------------------------------------------


def test_new_names_are_made_when_the_form_is_saved(editor):
    data = fields_of(editor.get(ADD)) | {"title": "The Sessions"}
    data = with_row(data, "cast", person="new:Helen Hunt", character="Cheryl")
    data = with_row(data, "crew", person="new:helen hunt", job="producer")
    data = with_row(data, "tags", tag="new:genre:Comedy")
    data = with_row(data, "warnings", tag="new:warning:Sex", level="mild")
    data = with_row(data, "awards", body="new:award:Sundance", category="Best Film", won="on")
    data = with_row(data, "offers", provider="new:Kanopy", access="listen")

    editor.post(ADD, data | {"_continue": "1"})

    film, person = Film.objects.get(), Person.objects.get()
    assert set(film.credits.values_list("person", "job")) == {
        (person.pk, Job.ACTOR),
        (person.pk, Job.PRODUCER),
    }
    assert set(Tag.objects.values_list("kind", "name")) == {
        ("genre", "Comedy"),
        ("warning", "Sex"),
        ("award", "Sundance"),
    }
    assert Provider.objects.values_list("name", "kind", "slug").get() == (
        "Kanopy",
        "music",
        "kanopy",
    )


def test_a_refused_form_makes_nothing_and_keeps_the_names(editor):
    data = fields_of(editor.get(ADD)) | {"title": "", "year": "soon"}
    data = with_row(data, "cast", person="new:Helen <Hunt>", character="Cheryl")

    page = editor.post(ADD, data | {"_save": "1"})

    assert not Person.objects.exists()
    assert fields_of(page)["cast-0-person"] == "new:Helen <Hunt>"
    assert "selected>Helen &lt;Hunt&gt; (new)</option>" in page.content.decode()


def test_a_name_that_was_made_meanwhile_is_used(editor):
    data = with_row(fields_of(editor.get(ADD)) | {"title": "A"}, "cast", person="new:Helen Hunt")
    person = make_person("Hélen Hunt")

    editor.post(ADD, data | {"_continue": "1"})

    assert Film.objects.get().credits.get().person == person


def test_a_name_that_several_bear_is_refused_in_words(editor):
    make_person("John Smith"), make_person("John Smith")
    data = with_row(fields_of(editor.get(ADD)) | {"title": "A"}, "cast", person="new:John Smith")

    assert errors_of(editor.post(ADD, data)) == [
        "“John Smith”: 2 of that name are here already. Choose one of them from the list."
    ]


@pytest.mark.parametrize(
    ("prefix", "values", "sentence"),
    [
        ("tags", {"tag": "new:warning:Sex"}, "“Sex”: no tag of that kind belongs here."),
        ("tags", {"tag": "new:Heist"}, "“Heist”: no tag of that kind belongs here."),
        ("cast", {"person": "new:"}, "This field cannot be blank."),
        ("similar_films", {"other": "new:Up"}, "This has to be chosen from the list."),
        ("stills", {"image": "new:Up"}, "This has to be chosen from the list."),
    ],
)
def test_what_may_not_be_made_is_refused_in_words(editor, prefix, values, sentence):
    data = with_row(fields_of(editor.get(ADD)) | {"title": "A"}, prefix, **values)

    assert sentence in errors_of(editor.post(ADD, data))
    assert not Tag.objects.exists()


def test_a_writer_makes_no_service(writer):
    data = fields_of(writer.get(ADD)) | {"title": "A"}
    data = with_row(data, "offers", provider="new:Kanopy", access="rent")

    assert "There is no “Kanopy” yet, and you may not make it." in errors_of(writer.post(ADD, data))
    assert not Provider.objects.exists()


def test_two_rows_of_one_new_person_in_one_part_are_refused(editor):
    data = fields_of(editor.get(ADD)) | {"title": "A"}
    for _ in range(2):
        data = with_row(data, "cast", person="new:Helen Hunt", character="Cheryl")

    response = editor.post(ADD, data)

    assert errors_of(response)[0].startswith("Two rows say the same now")
    assert not Person.objects.exists()


# Without scripts --------------------------------------------------------------------------------


def test_typed_names_are_found_or_made(editor):
    film, person = make_draft(title="A"), make_person("Helen Hunt")
    other = make_film(title="The Sessions", year=2012)
    make_tag("Drama")
    data = fields_of(editor.get(change(film)))
    data = with_row(data, "cast", **{"person-typed": "helen hunt"})
    data = with_row(data, "cast", **{"person-typed": "John Hawkes"})
    data = with_row(data, "tags", **{"tag-typed": "drama"})
    data = with_row(data, "tags", **{"tag-typed": "Theme: Love"})
    data = with_row(data, "similar_films", **{"other-typed": "The Sessions (2012)"})

    editor.post(change(film), data | {"_continue": "1"})

    assert list(film.credits.values_list("person__name", flat=True)) == [
        "Helen Hunt",
        "John Hawkes",
    ]
    assert film.credits.first().person == person
    assert list(film.film_tags.values_list("tag__kind", "tag__name")) == [
        ("genre", "Drama"),
        ("theme", "Love"),
    ]
    assert film.similar_films.get().other == other


def test_typed_names_that_say_too_little_are_refused_and_kept(editor):
    film = make_draft(title="A")
    data = fields_of(editor.get(change(film)))
    data = with_row(data, "tags", **{"tag-typed": "Love"})
    data = with_row(data, "similar_films", **{"other-typed": "Nowhere (1999)"})

    response = editor.post(change(film), data)

    assert errors_of(response)[:2] == [
        "“Love”: write its kind before it, for example “Genre: Love”.",
        "There is no “Nowhere (1999)”.",
    ]
    assert fields_of(response)["tags-0-tag"] == "typed:Love"
