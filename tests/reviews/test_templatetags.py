import pytest
from django.template import Context, Template
from django.utils.html import strip_tags

from films.models import Film
from tests.factories import make_film
from tests.reviews.factories import rate

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


@pytest.mark.parametrize("count", [1, 12])
def test_rate_section_needs_one_query(count, django_assert_num_queries):
    """A8: figures come with the film, the reviews in one query."""
    film = make_film()
    for number in range(count):
        rate(film, 8, body=f"Words number {number}")
    film = Film.objects.select_related("rating").get(pk=film.pk)
    template = Template("{% load reviews %}{% rate_section film %}")
    with django_assert_num_queries(1):
        html = template.render(Context({"film": film}))
    assert html.count('<li class="review"') == min(count, 10)


def test_scores_of_a_list_of_films_need_no_query(django_assert_num_queries):
    """A8"""
    for scores in ([], [9, 9, 9]):
        rated_film(*scores)
    films = list(Film.objects.select_related("rating"))
    template = Template(
        "{% load reviews %}{% for film in films %}{% card_score film %}{% endfor %}"
    )
    with django_assert_num_queries(0):
        template.render(Context({"films": films}))


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
