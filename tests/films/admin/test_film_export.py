"""Films go out of the admin: a selection by an action, everything by a page."""

import pytest

from films.models import Film
from tests.factories import make_draft, make_film

LIST = "/admin/films/film/"
EXPORT = f"{LIST}export/"


def sent(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("form", "begin", "ending"),
    [
        ("zip", b"PK", ".zip"),
        ("lines", b'{"marquee": 1, "slug": "a"', ".jsonl"),
        ("csv", b"\xef\xbb\xbftitle,", ".csv"),
        ("text", b"PK", ".zip"),
    ],
)
def test_everything_goes_out_in_each_form(editor, form, begin, ending):
    make_film(slug="a")

    response = editor.get(f"{EXPORT}{form}/")

    assert sent(response)[: len(begin)] == begin
    assert response.headers["Content-Disposition"].endswith(f'{ending}"')


def test_selection_is_what_was_ticked(editor):
    chosen, _other = make_film(slug="a", title="Low Tide"), make_draft(slug="b")

    response = editor.post(LIST, {"action": "export_lines", "_selected_action": [chosen.pk]})

    assert [line[:26] for line in sent(response).splitlines()] == [b'{"marquee": 1, "slug": "a"']


def test_working_copy_goes_out_with_no_export(editor):
    film = make_film(slug="a")
    Film.objects.create(title="Copy", draft_of=film)

    assert len(sent(editor.get(f"{EXPORT}lines/")).splitlines()) == 1


def test_page_offers_every_form(editor):
    make_film()

    assert [form for form, _words in editor.get(EXPORT).context["forms"]] == [
        *("zip", "lines", "csv", "text"),
    ]


def test_export_is_for_those_who_write_pages(client, moderator, writer):
    assert client.get(EXPORT).status_code == 302
    assert client.get(f"{EXPORT}zip/").status_code == 302
    assert moderator.get(f"{EXPORT}zip/").status_code == 403
    assert writer.get(f"{EXPORT}zip/").status_code == 200
    assert writer.get(f"{EXPORT}pdf/").status_code == 404
    assert writer.post(f"{EXPORT}zip/").status_code == 405
