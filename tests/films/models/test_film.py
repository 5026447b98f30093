"""What the database lets in and keeps out: the rules of a film."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from films.choices import FilmStatus
from films.models import Film
from films.models.film import FIRST_FILM_YEAR, LAST_FILM_YEAR, LONGEST_RUNTIME
from tests.factories import make_draft, make_film

pytestmark = pytest.mark.django_db

INVALID = {
    "film_has_a_title": {"title": ""},
    "film_year_is_of_the_cinema": {"year": FIRST_FILM_YEAR - 1},
    "film_runtime_is_possible": {"runtime": 0},
    "film_released_is_a_date": {"released": "2012-13"},
    "film_personal_rating_is_1_to_10": {"personal_rating": 11},
    "film_budget_is_positive": {"budget": 0},
    "film_gross_domestic_is_positive": {"gross_domestic": 0},
    "film_gross_worldwide_is_positive": {"gross_worldwide": 0},
    "film_has_a_currency": {"currency": ""},
    "film_poster_variant_is_one_of_three": {"poster_variant": 3},
    "film_completeness_is_a_percentage": {"completeness": 101},
    "film_published_has_date_and_address": {"published_at": None, "status": FilmStatus.PUBLISHED},
}


@pytest.mark.parametrize(("name", "fields"), INVALID.items(), ids=INVALID)
def test_invalid_row_is_refused_by_name(name, fields):
    film = make_draft()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Film.objects.filter(pk=film.pk).update(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "nonsense"},
        {"title": "x" * 401},
        {"logline": "x" * 301},
        {"released": "12.10.2012"},
        {"released": "2012-10-41"},
    ],
)
def test_row_outside_the_vocabulary_or_limits_is_refused(fields):
    film = make_draft()

    with pytest.raises(DatabaseError), transaction.atomic():
        Film.objects.filter(pk=film.pk).update(**fields)


def test_second_working_copy_is_refused():
    live = make_film()
    make_film(draft_of=live, status=FilmStatus.DRAFT)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_film(draft_of=live, status=FilmStatus.DRAFT)


@pytest.mark.parametrize(
    "fields",
    [{"status": FilmStatus.PUBLISHED, "published_at": timezone.now()}, {"slug": "copy-1927"}],
)
def test_working_copy_is_never_public(fields):
    copy = make_film(draft_of=make_film(), status=FilmStatus.DRAFT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Film.objects.filter(pk=copy.pk).update(**fields)


def test_working_copy_shares_the_numbers_of_its_live_film():
    live = make_film(imdb_id="tt0000001", tmdb_id=1, wikidata_id="Q1")

    make_film(draft_of=live, status=FilmStatus.DRAFT, imdb_id="tt0000001", tmdb_id=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_film(imdb_id="tt0000001")


def test_nul_byte_is_refused_in_words():
    film = Film(title="A\0B")

    with pytest.raises(ValidationError) as caught:
        film.full_clean()

    assert "title" in caught.value.message_dict


def test_published_leaves_out_drafts_and_what_is_scheduled():
    live = make_film()
    make_draft()
    make_film(published_at=timezone.now() + timezone.timedelta(hours=1))

    assert list(Film.objects.published()) == [live]


def test_save_fills_what_is_worked_out():
    film = make_film(title="The Passion of Jeanne d’Arc", year=1928, slug=None, status="draft")

    assert (film.sort_title, film.folded, film.slug) == (
        "Passion of Jeanne d’Arc",
        "the passion of jeanne darc",
        None,
    )
    film.refresh_from_db()
    assert film.decade == 1920


class ValidFilms(TestCase):
    """No valid film is refused, by the model's own rules or the database."""

    @given(
        title=st.text(
            st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=400
        ).filter(str.strip),
        year=st.none() | st.integers(FIRST_FILM_YEAR, LAST_FILM_YEAR),
        runtime=st.none() | st.integers(1, LONGEST_RUNTIME),
        released=st.just("")
        | st.integers(1870, 2199).map(str)
        | st.dates().map(lambda day: day.isoformat())
        | st.dates().map(lambda day: day.isoformat()[:7]),
        money=st.none() | st.integers(1, 10**15),
        rating=st.none() | st.integers(1, 10),
    )
    def test_valid_film_is_accepted(self, title, year, runtime, released, money, rating):
        film = Film(
            title=title,
            year=year,
            runtime=runtime,
            released=released,
            budget=money,
            personal_rating=rating,
        )

        film.full_clean()
        film.save()

        stored = Film.objects.get(pk=film.pk)
        assert (stored.title, stored.year, stored.released) == (title, year, released)
