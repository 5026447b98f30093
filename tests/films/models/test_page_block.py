"""What the database keeps out: the rules of the rows of a page."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from films.choices import TagKind
from films.models import Provider, Redirect, SimilarFilm, Tag
from tests.factories import make_film, make_full_film, make_image, make_person, make_tag

pytestmark = pytest.mark.django_db

# section, the fields of a row that must not get in, the rule that keeps it out
INVALID_ROWS: list[tuple[str, dict[str, Any], str]] = [
    ("scores", {"source": "imdb", "value": 11, "best": 10}, "score_is_within_its_scale"),
    ("scores", {"source": "imdb", "value": -1, "best": 10}, "score_is_within_its_scale"),
    ("quotes", {"text": "", "key": "a"}, "quote_has_words"),
    ("press_reviews", {"publication": "Paper"}, "press_review_says_something"),
    ("audience_reactions", {"claim": ""}, "audience_reaction_has_a_claim"),
    ("trivia", {"text": ""}, "trivia_has_words"),
    ("faqs", {"question": "Why?", "answer": ""}, "faq_has_an_answer"),
    ("products", {"name": ""}, "product_has_a_name"),
    ("tracks", {"title": ""}, "track_has_a_title"),
    ("similar_films", {"title": ""}, "similar_film_has_a_title"),
    ("videos", {"provider": "youtube", "key": ""}, "video_provider_fits_its_source"),
    ("videos", {"provider": "", "key": "abc"}, "video_provider_fits_its_source"),
    ("videos", {"kind": "bonus", "title": ""}, "video_bonus_has_a_title"),
    ("offers", {"access": "rent"}, "offer_of_a_service_names_it"),
    ("offers", {"access": "dvd", "price": 5}, "offer_price_has_a_currency"),
]


@pytest.mark.parametrize(("section", "fields", "rule"), INVALID_ROWS)
def test_invalid_row_is_refused_by_name(section, fields, rule):
    film = make_film()

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        getattr(film, section).create(**fields)


@pytest.mark.parametrize(("section", "fields", "rule"), INVALID_ROWS)
def test_invalid_row_is_refused_in_words_first(section, fields, rule):
    row = getattr(make_film(), section).model(film=make_film(), **fields)

    with pytest.raises(ValidationError):
        row.full_clean(exclude=["film", "key"])


def test_film_is_not_similar_to_itself():
    film = make_film()

    with pytest.raises(IntegrityError, match="similar_film_is_another_film"), transaction.atomic():
        film.similar_films.create(title=film.title, other=film)
    with pytest.raises(ValidationError):
        SimilarFilm(film=film, title=film.title, other=film).clean()


@pytest.mark.parametrize(
    ("section", "fields"),
    [
        ("film_tags", lambda: {"tag": make_tag("Drama")}),
        ("credits", lambda: {"person": make_person(), "job": "actor", "character": "Ann"}),
        ("scores", lambda: {"source": "imdb", "value": 7}),
        ("stills", lambda: {"image": make_image()}),
        ("quotes", lambda: {"text": "Again.", "key": "again"}),
        ("similar_films", lambda: {"title": "Other", "other": make_film()}),
    ],
)
def test_same_row_twice_is_refused(section, fields):
    film, row = make_film(), fields()
    getattr(film, section).create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        getattr(film, section).create(**row)


def test_level_belongs_to_warnings_only():
    film = make_film()
    row = film.film_tags.model(film=film, tag=make_tag("Drama"), level="mild")

    with pytest.raises(ValidationError):
        row.full_clean()


def test_award_is_given_by_a_body_that_gives_awards():
    film = make_film()
    award = film.awards.model(film=film, body=make_tag("Drama", TagKind.GENRE))

    with pytest.raises(ValidationError):
        award.full_clean()


@pytest.mark.parametrize(
    "fields",
    [
        {"old_path": "/a/", "new_path": "/a/"},
        {"old_path": "a", "new_path": "/b/"},
        {"old_path": "/a/", "new_path": "//evil.example/"},
        {"old_path": "/a/", "new_path": "https://evil.example/"},
    ],
)
def test_redirect_leads_elsewhere_on_this_site(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(**fields)


@pytest.mark.parametrize("name", ["javascript:alert(1)", "data:text/html,x", "//evil.example/x"])
def test_address_must_be_a_web_address(name):
    with pytest.raises(ValidationError):
        Provider(name="P", slug="p", url=name).full_clean()


def test_quote_names_itself_by_its_words_and_stays_unique():
    film = make_film()

    first = film.quotes.create(text="Let me touch you with my words.")
    second = film.quotes.create(text="Let me touch you with my hands.")
    third = film.quotes.create(text="愛している")

    assert [first.key, second.key, third.key] == [
        "let-me-touch-you-with", "let-me-touch-you-with-2", "quote"
    ]  # fmt: skip


def test_tag_and_person_make_their_own_address():
    make_tag("Drama")

    assert Tag.objects.create(kind="genre", name="Dráma").slug == "drama-2"
    assert make_person("Agnès Varda").slug == "agnes-varda"
    assert make_person("Agnès Varda").slug == "agnes-varda-2"
    assert make_person("Agnès Varda").sort_name == "Varda, Agnès"


def test_every_row_reads_as_itself():
    film = make_full_film()

    texts = {str(row) for section in _sections(film) for row in section.all()}

    assert "" not in texts
    assert str(film.scores.get()) == "IMDb 7.2/10"


def _sections(film) -> list[models.Manager]:
    return [
        getattr(film, f.get_accessor_name()) for f in film._meta.related_objects if f.one_to_many
    ]
