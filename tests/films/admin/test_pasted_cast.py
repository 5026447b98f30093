"""A pasted cast list becomes rows of the form, and nothing else."""

from films.models import Person
from tests.factories import make_person

ADDRESS = "/admin/films/film/cast-list/"


def rows_of(client, text):
    return client.post(ADDRESS, {"text": text}).json()


def test_people_are_found_or_to_be_made(writer):
    helen = make_person("Hélen Hunt", born="1963")
    make_person("John Smith"), make_person("John Smith")

    answer = rows_of(writer, "Helen Hunt as Cheryl: kind\nMark (John Hawkes)\nJohn Smith\n1988!")

    assert answer["rows"] == [
        {
            "value": str(helen.pk),
            "label": "Hélen Hunt (* 1963)",
            "character": "Cheryl",
            "description": "kind",
        },
        {
            "value": "new:John Hawkes",
            "label": "John Hawkes (new)",
            "character": "Mark",
            "description": "",
        },
    ]
    assert answer["said"] == "Not understood, or borne by several: 1988! · John Smith"
    assert Person.objects.count() == 3


def test_a_long_list_asks_once(editor, django_assert_max_num_queries):
    text = "\n".join(f"Person Of Letter{'x' * n} as Guest" for n in range(1, 100))

    with django_assert_max_num_queries(8):
        assert len(rows_of(editor, text)["rows"]) == 99


def test_address_knows_right_and_verb(editor, moderator, client):
    assert moderator.post(ADDRESS).status_code == 403
    assert client.post(ADDRESS).status_code == 302
    assert editor.get(ADDRESS).status_code == 405
