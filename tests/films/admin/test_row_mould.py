"""Rows cast from a mould are the rows that their template draws."""

from django.template.loader import get_template
from django.test.html import parse_html

from films.admin.row_mould import RowMould
from films.templatetags.desk import ROW
from tests.factories import make_full_film
from tests.films.admin.forms import fields_of

NASTY = "<b>\"'& é __prefix__</b>"


def test_cast_rows_are_those_of_the_template(editor):
    film = make_full_film(rows=2)
    film.credits.filter(job="actor").update(character=NASTY)
    film.trivia.update(text=f"{NASTY}\nsecond line", source="")
    film.awards.update(person=None, won=False)

    response = editor.get(f"/admin/films/film/{film.pk}/change/")

    template, compared = get_template(ROW), 0
    for shown in response.context["inline_admin_formsets"]:
        *rows, empty = list(shown)
        drawn = template.render({"row": empty, "inline_admin_formset": shown})
        mould = RowMould(empty.form, drawn)
        for row in rows:
            slow = template.render({"row": row, "inline_admin_formset": shown})
            assert parse_html(mould.cast(row.form)) == parse_html(slow)
            compared += 1
    assert compared == 48


def test_a_row_with_a_fault_says_so_among_rows_that_were_cast(editor):
    film = make_full_film(rows=2)
    address = f"/admin/films/film/{film.pk}/change/"
    data = fields_of(editor.get(address)) | {"tracks-1-title": "", "tracks-0-note": NASTY}

    page = editor.post(address, data | {"_continue": "1"}).content.decode()

    assert page.count('has-faults" data-row') == 1
    assert "&lt;b&gt;&quot;&#x27;&amp; é __prefix__&lt;/b&gt;</textarea>" in page
