import io
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reviews import film_ratings
from reviews.importers.run import import_file
from reviews.models import Review
from tests.factories import make_film
from tests.reviews.importers.files import site_reviews


@pytest.fixture
def _film(db):
    make_film(title="Nosferatu", year=1922, slug="nosferatu-1922")


def run(*options: str) -> str:
    out = io.StringIO()
    call_command("import_reviews", *options, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("_film")
def test_command_tells_what_it_did(tmp_path):
    """I1"""
    path = str(site_reviews(tmp_path / "reviews.csv", {}, {"name": "Ole"}))
    assert run(path, "--dry-run") == (
        "2 reviews read: 2 would be new, 0 here already, 0 left out.\n"
    )
    assert run(path) == "2 reviews read: 2 new, 0 here already, 0 left out.\n"
    assert run(path) == "2 reviews read: 0 new, 2 here already, 0 left out.\n"


@pytest.mark.usefixtures("_film")
def test_command_fails_where_a_row_was_left_out(tmp_path):
    """I1: nothing is half imported without being told."""
    path = site_reviews(tmp_path / "reviews.csv", {}, {"rating": "7"})
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_reviews", str(path), stdout=out)
    assert out.getvalue() == (
        "Line 3: “7” is no rating of 1 to 5 stars.\n"
        "2 reviews read: 1 new, 0 here already, 1 left out.\n"
    )
    assert str(error.value) == "1 reviews were left out; see above."


@pytest.mark.usefixtures("_film")
def test_nothing_is_imported_of_a_broken_file(tmp_path):
    """I1: the sound rows before the fault are not taken either."""
    path = site_reviews(tmp_path / "reviews.csv", {}, {"name": "Ole"})
    with path.open("a") as file:
        file.write('2024-01-15,"')
    with pytest.raises(CommandError) as error:
        run(str(path))
    assert str(error.value) == (
        "Nothing was imported. Line 4: a quotation mark is missing in the row that begins here, or"
        " one too many."
    )
    assert not Review.objects.exists()


@pytest.mark.usefixtures("_film")
def test_film_of_the_map_that_is_not_there_is_told(tmp_path):
    """I1"""
    path = site_reviews(tmp_path / "reviews.csv", {"assigned_posts": "12"})
    mapping = tmp_path / "map.csv"
    mapping.write_text("value,film\n12,faust-1926\n")
    with pytest.raises(CommandError) as error:
        run(str(path), f"--map={mapping}")
    assert str(error.value) == (
        "Nothing was imported. Line 2 of the file of --map: there is no film “faust-1926”."
    )


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_are_one(tmp_path):
    """I1, A2: both read the file, each review is stored by one of them."""
    make_film(slug="nosferatu-1922")
    rows = [{"name": f"Ida {n}", "content": ""} for n in range(40)]
    path = site_reviews(tmp_path / "reviews.csv", *rows)
    reports = []

    def work() -> None:
        try:
            reports.append(import_file(path))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(report.new for report in reports) == 40
    assert sum(report.here for report in reports) == 40
    assert Review.objects.count() == 40
    assert film_ratings.differences() == []
