from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reviews.models import FilmRating
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    out = StringIO()
    call_command("check_reviews", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def _wrong_film():
    rate(make_film(title="Nosferatu", year=1922), 9)
    FilmRating.objects.update(count=2, total=16, h7=1)


def test_check_is_content_with_true_figures():
    """A10"""
    rate(make_film(), 9)
    assert run() == "The ratings of all films are what their reviews add up to.\n"


@pytest.mark.usefixtures("_wrong_film")
def test_check_fails_and_names_the_film():
    """A10"""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_reviews", stdout=out)
    assert out.getvalue() == "Nosferatu (1922): 7 of 10: 1 stored, 0 counted\n"
    assert str(error.value) == "1 wrong; check_reviews --fix counts them afresh."


@pytest.mark.usefixtures("_wrong_film")
def test_fix_counts_afresh():
    """A10"""
    assert run("--fix").endswith("1 film put right.\n")
    assert FilmRating.objects.get().count == 1
    assert run() == "The ratings of all films are what their reviews add up to.\n"
