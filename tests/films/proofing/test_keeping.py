"""The two numbers kept beside a film, and the command that works them out for all."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from films.models import Film
from films.proofing import rounds
from films.proofing.keeping import keep
from tests.factories import make_draft, make_film


def run(**options):
    out = StringIO()
    call_command("proofread", stdout=out, **options)
    return out.getvalue().splitlines()


def numbers(film):
    return Film.objects.values_list("completeness", "fault_count").get(pk=film.pk)


@pytest.fixture
def film(db):
    film = make_film(title="The Lamp", slug="the-lamp-1927", logline="A lamp.")
    film.faqs.create(answer="So.")
    return film


def test_keep_stores_both_numbers_and_nothing_else(film):
    changed_at = film.updated_at
    film.title = "Something not saved"

    keep(film)

    film.refresh_from_db()
    assert numbers(film) == (12, 2)  # year, logline, questions; no poster, no question
    assert (film.title, film.updated_at) == ("The Lamp", changed_at)


def test_keep_writes_nothing_where_nothing_changed(film, django_assert_num_queries):
    keep(film)

    with django_assert_num_queries(
        17
    ):  # 15 sections, services, no picks and no addresses; no write
        keep(Film.objects.select_related("poster", "backdrop").get(pk=film.pk))


def test_command_reads_all_films_in_batches(film, monkeypatch):
    monkeypatch.setattr(rounds, "BATCH", 2)
    others = [make_draft(poster_motif="lamp", logline="A lamp.") for _ in range(4)]
    make_draft(draft_of=film, year=None)

    said = run()

    assert said == [
        "       1  poster_missing",
        "       1  faq_without_question (keeps a page from the public)",
        "5 films, 1 with faults (2); 14 % complete",
    ]
    assert [numbers(other) for other in others] == [(14, 0)] * 4


def test_command_names_the_faults_of_one_film(film):
    assert run(film="the-lamp-1927") == [
        "head: poster: There is no poster, and nobody has chosen how the drawn one looks.",
        "faq: faqs 1: The answer “So.” has no question.",
        "1 films, 1 with faults (2); 12 % complete",
    ]


def test_command_tells_what_is_stored(film):
    Film.objects.update(completeness=70, fault_count=5)

    assert run(only_stored=True) == ["1 films, 1 with faults (5); 70 % complete"]
    assert numbers(film) == (70, 5)


def test_command_knows_no_such_film(db):
    with pytest.raises(CommandError, match="There is no film nowhere"):
        run(film="nowhere")


def test_command_on_an_empty_guide(db):
    assert run() == ["0 films, 0 with faults (0); 0 % complete"]
