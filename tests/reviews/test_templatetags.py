"""What pages print of visitors' reviews."""

import re

import pytest
from django.template import Context, Template
from django.utils.html import strip_tags

from films.models import Film
from reviews.models import FilmRating
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

pytestmark = pytest.mark.django_db
EMPTY = "There are no reviews yet. Be the first one to write one."


def render(tag: str, film: Film) -> str:
    film = Film.objects.select_related("rating").get(pk=film.pk)
    return Template("{% load reviews %}" + tag).render(Context({"film": film}))


def rated_film(*scores: int) -> Film:
    film = make_film()
    for score in scores:
        rate(film, score)
    return film


def test_rate_section_of_a_film_without_reviews_is_empty_to_the_letter():
    """F1, A5"""
    html = render("{% rate_section film %}", make_film())
    assert html.count(EMPTY) == 1
    assert (html.count("No ratings yet"), html.count("histo")) == (1, 0)
    assert html.count('type="radio"') == 11
    assert "csrfmiddlewaretoken" not in html


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([], "No ratings yet"),
        ([9], "1 rating, too few for an average"),
        ([9, 4], "2 ratings, too few for an average"),
        ([9, 8, 8], "Rated 4.2 out of 5 from 3 ratings"),
    ],
)
def test_visitor_score_words_need_three_ratings_for_a_mean(scores, words):
    """X5"""
    html = render("{% visitor_score_words film %}", rated_film(*scores))
    assert strip_tags(html) == words


def test_rated_summary_lists_ratings_that_are_too_few():
    html = render("{% rated_summary film %}", rated_film(4, 9))
    assert "So far: 4½, 2 out of 5." in html
    assert "rated--none" in html


def test_rated_summary_has_one_text_for_the_stars():
    """X5: the glyphs are hidden, the words stand there once."""
    html = render("{% rated_summary film %}", rated_film(9, 8, 8))
    assert html.count("Rated 4.2 out of 5 from 3 ratings") == 1
    assert 'class="stars" viewBox="0 0 100 20" aria-hidden="true"' in html
    assert "4½ out of 5: 1 rating, 33 %" in html


def test_aggregate_rating_is_what_the_page_shows():
    """A6, J1"""
    film = rated_film(9, 8, 8)
    rate(film, None, body="Good")
    html = render("{% aggregate_rating film as found %}{{ found.items|safe }}", film)
    assert html == (
        "dict_items([('@type', 'AggregateRating'), ('ratingValue', 4.2), ('ratingCount', 3),"
        " ('bestRating', 5), ('worstRating', 0.5), ('reviewCount', 1)])"
    )


def test_aggregate_rating_counts_no_review_from_elsewhere():
    """J1: imported reviews are read on the page and marked up nowhere, also not as a number."""
    film = rated_film(9, 8, 8)
    add_reviews(film, 2, source="import")
    film = Film.objects.select_related("rating").get(pk=film.pk)
    assert film.rating.text_count == 2
    html = render("{% aggregate_rating film as found %}{{ found.items|safe }}", film)
    assert "('ratingCount', 3)" in html
    assert "reviewCount" not in html


@pytest.mark.parametrize("scores", [[], [9], [9, 8]])
def test_aggregate_rating_is_left_out_where_no_mean_is_shown(scores):
    """A5"""
    film = rated_film(*scores)
    assert render("{% aggregate_rating film as found %}{{ found }}", film) == "None"


def test_card_score_is_a_number_with_its_words():
    html = render("{% card_score film %}", rated_film(9, 8, 8))
    assert "★ 4.2" in html
    assert "Rated 4.2 out of 5 from 3 ratings" in html


def test_card_score_below_three_ratings_is_nothing():
    assert render("{% card_score film %}", rated_film(9)) == ""


def test_visitor_score_invites_the_first():
    html = render("{% visitor_score film %}", make_film())
    assert 'class="score score--none"' in html
    assert '<a href="#rate">be the first</a>' in html


@pytest.mark.parametrize(("count", "queries"), [(0, 0), (1, 1), (12, 2)])
def test_head_and_rate_section_need_two_queries_together(count, queries, django_assert_num_queries):
    """A8: the figures come with the film; structured data and section show the same reviews."""
    film = make_film()
    if count:
        add_reviews(film, count, score=[9, 2, 6])
    film = Film.objects.select_related("rating").get(pk=film.pk)
    tags = "{% load reviews %}{% review_nodes film as nodes %}{% rate_section film %}"
    with django_assert_num_queries(queries):
        html = Template(tags).render(Context({"film": film}))
    assert html.count('<li class="review"') == min(count, 3)


def test_unusual_wave_costs_one_query_more(django_assert_num_queries):
    """S8"""
    film = rated_film(9, 8, 8)
    FilmRating.objects.update(frozen_since=FIRST_AT)
    film = Film.objects.select_related("rating").get(pk=film.pk)
    with django_assert_num_queries(1):
        html = Template("{% load reviews %}{% rate_section film %}").render(Context({"film": film}))
    assert "0 ratings since 1 May 2026 are being checked" in html


def test_scores_of_a_list_of_films_need_no_query(django_assert_num_queries):
    """A8"""
    for number in range(24):
        add_reviews(make_film(), number % 4, score=9)
    films = list(Film.objects.select_related("rating"))
    template = Template(
        "{% load reviews %}{% for film in films %}{% card_score film %}{% endfor %}"
    )
    with django_assert_num_queries(0):
        assert template.render(Context({"films": films})).count("★ 4.5") == 6


def test_first_screen_of_many_reviews_shows_both_sides():
    """Idea 9: the first screen, and the link to all."""
    film = make_film()
    add_reviews(film, 12, score=[9, 2])
    html = render("{% rate_section film %}", film)
    assert [html.count(words) for words in ("Loved it", "In between", "Not for them")] == [1, 0, 1]
    assert f'href="/films/{film.slug}/reviews/">All 12 reviews</a>' in html


def test_columns_lead_to_the_reviews_of_their_score_where_there_are_words():
    film = make_film()
    add_reviews(film, 3, score=[9, 9, 2])
    html = render("{% rate_section film %}", film)
    assert re.findall(r'href="[^"]*[?]score=(\d+)"', html) == ["2", "9"]
    wordless = render("{% rate_section film %}", rated_film(9, 9, 2))
    assert "?score=" not in wordless


def test_film_that_cannot_be_rated_yet_says_from_when_on():
    """F12"""
    film = make_film(released="2927-05-12")
    html = render("{% rate_section film %}", film)
    assert "Ratings open on 12 May 2927" in html
    assert "<form" not in html


@pytest.mark.parametrize(
    ("reviews", "names"),
    [
        ([{"display_name": "Ada"}, {"display_name": ""}], ["Ada"]),
        ([{"display_name": "Ada", "contains_spoilers": True}], []),
        ([{"display_name": f"Ada {number}"} for number in range(12)], None),
    ],
)
def test_review_nodes_are_of_reviews_on_the_page(reviews, names):
    """J1: at most ten, each of them visible in the same HTML."""
    film = make_film()
    for number, fields in enumerate(reviews):
        add_review(film, number % 10 + 1, body=f"Words {number}.", **fields)
    html = render(
        "{% review_nodes film as nodes %}{% for node in nodes %}"
        "{{ node.author.name }}/{{ node.reviewBody }};{% endfor %}#{% rate_section film %}",
        film,
    )
    told, _, section = html.partition("#")
    pairs = [node.split("/") for node in told.split(";")[:-1]]
    assert names is None or [name for name, _ in pairs] == names
    assert len(pairs) <= 10
    assert all(name in section and words in section for name, words in pairs)


def test_a_spoiler_is_folded_up_with_its_headline():
    """F13"""
    film = make_film()
    rate(film, 8, title="The butler", body="He did it.", contains_spoilers=True)
    html = render("{% rate_section film %}", film)
    before, _, after = html.partition("<summary>")
    assert "The butler" not in before
    assert "Contains spoilers – show" in after


def test_words_are_shown_as_they_were_typed():
    """F7"""
    film = make_film()
    rate(film, 8, title="<script>alert(1)</script>", body="<img onerror=x>{{ 7*7 }}")
    html = render("{% rate_section film %}", film)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;img onerror=x&gt;{{ 7*7 }}" in html


def test_review_of_a_film_page_is_dated_by_its_day():
    """HTML allows at most three digits of a second, so the day alone is said."""
    film = make_film()
    day = rate(film, 8, body="Words.").published_at.date()

    assert f'<time datetime="{day}">' in render("{% rate_section film %}", film)
