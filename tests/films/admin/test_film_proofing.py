"""The proofreader's panel in the form, read again as typed, and its columns in the list."""

import re

from films import publishing, working_copies
from films.admin.film_proofing import proof_of
from films.admin.form_places import stored_order
from films.document import dump
from films.models import Film
from tests.factories import make_draft, make_film, make_full_film
from tests.films.admin.forms import fields_of, with_row

LIST = "/admin/films/film/"
NO_QUESTION = "The answer “So.” has no question."
AS_SCRIPT = {"headers": {"x-requested-with": "fetch"}}


def change(film):
    return f"/admin/films/film/{film.pk}/change/"


def again(film):
    return f"/admin/films/film/{film.pk}/proofread/"


def make_faulty(**fields):
    film = make_draft(title="The Lamp", logline="A lamp.", poster_motif="lamp", **fields)
    film.faqs.create(answer="So.")
    return film


def faults_of(response):
    proof = response.context["proof"]
    return [(it.words, it.address) for group in proof.groups for it in group.faults]


def test_form_shows_the_faults_with_jumps_and_counts(editor):
    film = make_faulty()

    response = editor.get(change(film))

    assert faults_of(response) == [(NO_QUESTION, "#id_faqs-0-question")]
    tabs = {tab.plan.anchor: tab.proof_count for tab in response.context["tabs"]}
    assert {anchor: count for anchor, count in tabs.items() if count} == {"faq": 1}
    html = response.content.decode()
    assert html.count('<a href="#id_faqs-0-question" dir="auto">') == 1
    assert re.sub(r"\s+", " ", html).count("1 fault, 1 keeps the page from the public") == 1


def test_every_jump_of_a_full_page_leads_to_something_in_the_form(editor):
    film = make_full_film(rows=2, logline="An “open mark.")
    film.quotes.update(text="An “open mark.")
    film.trivia.update(text="An “open mark.")
    film.faqs.update(answer="An “open mark.")
    film.credits.exclude(character="").update(description="An “open mark.")
    film.film_tags.filter(tag__kind="warning").update(detail="An “open mark.")
    film.scores.update(url="", checked_on=None)
    film.similar_films.update(other=None)
    film.products.update(url="")

    response = editor.get(change(film))

    proof = response.context["proof"]
    addresses = {it.address for group in proof.groups for it in group.faults}
    addresses |= {it.address for it in proof.lacks}
    ids = set(re.findall(r'id="([^"]+)"', response.content.decode()))
    assert {address for address in addresses if address.removeprefix("#") not in ids} == set()
    assert len(addresses) > 15


def test_every_lack_leads_to_something_in_the_form(editor):
    film = make_draft(year=None)

    response = editor.get(change(film))

    ids = set(re.findall(r'id="([^"]+)"', response.content.decode()))
    lacks = response.context["proof"].lacks
    assert [it.words for it in lacks if it.address.removeprefix("#") not in ids] == []
    assert len(lacks) == 37


def test_new_film_has_no_panel(editor):
    response = editor.get(f"{LIST}add/")

    assert 'id="proof"' not in response.content.decode()


def test_reader_without_the_right_to_change_is_led_to_sections(moderator, writer):
    film = make_faulty()

    response = writer.get(change(film))

    assert faults_of(response) == [(NO_QUESTION, "#faq")]
    assert "data-proof-again" not in response.content.decode()


def test_refused_form_says_that_it_was_not_read(editor):
    film = make_faulty()
    data = fields_of(editor.get(change(film))) | {"year": "31", "_continue": "1"}

    response = editor.post(change(film), data)

    assert (response.context["proof"].is_read, faults_of(response)) == (False, [])


def test_check_again_reads_what_is_typed_and_stores_nothing(editor):
    film = make_faulty()
    data = fields_of(editor.get(change(film)))
    data |= {"faqs-0-question": "Why?", "logline": "A “lamp."}
    data = with_row(data, "faqs", answer="Nobody asked.")

    response = editor.post(again(film), data, **AS_SCRIPT)

    assert faults_of(response) == [
        ("The quotation mark “ is never closed: “A “lamp.”.", "#id_logline"),
        ("The answer “Nobody asked.” has no question.", "#id_faqs-1-question"),
    ]
    assert response.content.decode().lstrip().startswith("<section")
    film.refresh_from_db()
    assert (film.logline, film.faqs.count(), film.version) == ("A lamp.", 1, 0)


def test_check_again_of_a_live_page_begins_no_working_copy(editor):
    film = make_film(logline="A lamp.", poster_motif="lamp")
    data = fields_of(editor.get(change(film))) | {"logline": "A “lamp."}

    response = editor.post(again(film), data, **AS_SCRIPT)

    assert len(faults_of(response)) == 1
    assert Film.objects.count() == 1


def test_check_again_names_what_could_not_be_read(editor):
    film = make_faulty()
    data = fields_of(editor.get(change(film))) | {"title": "", "year": "31"}

    response = editor.post(again(film), data, **AS_SCRIPT)

    assert [words.partition(":")[0] for words in response.context["proof"].refusals] == [
        *("Title", "Year")
    ]


def test_check_again_without_scripts_is_a_page(editor):
    film = make_faulty()
    data = fields_of(editor.get(change(film)))

    response = editor.post(again(film), data)

    html = response.content.decode()
    assert response.templates[0].name == "admin/films/film/proof.html"
    assert html.count(f"<li>{NO_QUESTION}") == 1
    assert html.count("Nothing has been saved.") == 1


def test_check_again_is_for_those_who_may_change_the_page(editor, writer, moderator, client):
    film = make_faulty(author=editor.user)

    answers = [
        editor.get(again(film)).status_code,
        writer.post(again(film)).status_code,
        moderator.post(again(film)).status_code,
        client.post(again(film)).status_code,
        editor.post(again(film).replace(str(film.pk), "999999")).status_code,
    ]

    assert answers == [405, 403, 403, 302, 404]


def test_list_sorts_by_both_numbers(editor):
    films = [make_film(completeness=60, fault_count=3), make_film(completeness=90, fault_count=0)]

    def listed(query):
        return list(editor.get(LIST + query).context["cl"].result_list)

    assert listed("?o=4") == films  # complete
    assert listed("?o=5") == films[::-1]  # faults


def test_list_shows_percentages(editor):
    make_film(completeness=60, fault_count=3)

    html = editor.get(LIST).content.decode()

    assert html.count('<td class="field-complete">60 %</td>') == 1
    assert html.count('<td class="field-faults">3</td>') == 1


def test_gate_decides_what_is_said_to_keep_a_page_back(db, settings):
    document = dump(make_faulty(year=None))

    def held_back(gate):
        settings.PUBLISH_GATE = gate
        return proof_of(document, stored_order).held_back

    assert [held_back(gate) for gate in ("off", "blocking", "all")] == [1, 2, 2]


def test_a_writer_checks_no_working_copy_of_a_page_that_was_theirs(writer):
    film = make_film(author=writer.user, logline="Words.")
    publishing.unpublish(working_copies.begin(film), by=None)

    response = writer.post(f"/admin/films/film/{film.pk}/proofread/", {})

    assert response.status_code == 403
