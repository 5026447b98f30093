"""The front page."""

import datetime
import re

import pytest
from django.utils import timezone

from films.home_page import HomePage
from films.models import Collection, FilmTag
from tests.factories import make_film, make_quote, make_tag
from tests.pages.guide import text
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db


def films_of_days(count: int) -> list:
    """Films published one a day, the newest first."""
    start = timezone.now() - datetime.timedelta(days=1)
    days = (start - datetime.timedelta(days=number) for number in range(count))
    return [make_film(title=f"Day {n}", published_at=day) for n, day in enumerate(days)]


def test_newest_film_is_the_feature_and_the_next_six_hang_on_the_board():
    films = films_of_days(9)
    page = HomePage()

    assert page.feature == films[0]
    assert page.on_the_board == films[1:7]
    assert page.programme == films[:5]
    assert page.film_count == 9


def test_single_film_is_feature_and_board():
    film = make_film()

    assert HomePage().on_the_board == [film]


def test_empty_guide_tells_the_editor_where_to_begin(client):
    html = text(client, "/")

    assert "There is no film in the programme yet" in html
    assert 'href="/admin/"' in html


def test_three_films_are_badly_explained_and_others_the_next_day():
    for number in range(7):
        make_film(badly_explained=f"Somebody does {number}. **Badly.**")
    make_film()
    today, tomorrow = HomePage(), HomePage()
    tomorrow.today += datetime.timedelta(days=1)

    first = {guess.film.pk for guess in today.guesses}
    assert [guess.punch_line for guess in today.guesses] == ["Badly."] * 3
    assert len(first) == 3
    assert first & {guess.film.pk for guess in tomorrow.guesses} == set()


def test_line_of_the_day_is_the_same_all_day_whatever_is_published():
    for number in range(5):
        make_quote(make_film(), f"Line {number}.")
    line = HomePage().line_of_the_day

    make_quote(make_film(published_at=timezone.now()), "New today.")

    assert HomePage().line_of_the_day == line


def test_line_of_the_day_changes_with_the_date_and_gives_nothing_away():
    film = make_film()
    lines = [make_quote(film, f"Line {number}.") for number in range(5)]
    make_quote(film, "He did it.", spoiler=True)
    make_quote(film, "Too long. " * 20)
    shown = []
    for day in range(10):
        page = HomePage()
        page.today += datetime.timedelta(days=day)
        shown.append(page.line_of_the_day)

    assert set(shown) == set(lines)
    assert shown[:5] == shown[5:]


def test_genres_are_counted_over_published_films_the_most_frequent_first():
    drama, comedy = make_tag("Drama"), make_tag("Comedy")
    make_tag("War")
    for genres in ([comedy], [comedy, drama]):
        film = make_film()
        FilmTag.objects.bulk_create(FilmTag(film=film, tag=genre) for genre in genres)
    make_film(status="draft").film_tags.create(tag=drama)

    counts = [(genre.tag.name, genre.film_count) for genre in HomePage().genres]
    assert counts == [("Comedy", 2), ("Drama", 1)]


def test_best_loved_shows_what_visitors_rank_highest_and_no_film_they_dislike(client):
    make_film(title="Unrated")
    good, better, bad = make_film(), make_film(), make_film()
    for film, score in ((good, 8), (better, 10), (bad, 1)):
        for _ in range(3):
            rate(film, score)

    assert HomePage().best_loved == [better, good]
    assert "Best loved" in text(client, "/")


def test_page_without_ratings_quotes_or_collections_shows_no_such_headings(client):
    make_film()
    html = text(client, "/")

    assert re.findall(r'<h2[^>]*id="([^"]+)"', html) == ["h-board", "h-feature", "h-programme"]


def test_collections_count_published_films_and_hide_empty_ones():
    shelf = Collection.objects.create(title="Shelf", published=True, introduction="**Read** it.")
    Collection.objects.create(title="Empty", published=True)
    hidden = Collection.objects.create(title="Hidden")
    for film in (make_film(), make_film(), make_film(status="draft")):
        shelf.items.create(film=film)
        hidden.items.create(film=film)

    cards = [(card.collection, card.film_count, card.excerpt) for card in HomePage().collections]
    assert cards == [(shelf, 2, "Read it.")]


def test_featured_film_shows_scores_of_other_sites_and_the_way_to_its_ending(client):
    film = make_film(ending="It ends.")
    film.scores.create(source="imdb", value="7.2", votes=155_000)
    html = text(client, "/")

    assert "155K votes" in html
    assert f'href="{film.get_absolute_url()}#ending"' in html
    assert "It ends" not in html


def test_latest_reviews_with_words_stand_on_the_front_page_and_give_nothing_away(client):
    film = make_film(title="Sunrise")
    rate(film, body="Old words.", display_name="Ann")
    rate(film, body="He dies.", contains_spoilers=True)
    rate(film)
    rate(film, body="New words.", display_name="Bo")

    html = text(client, "/")

    assert html.index("New words.") < html.index("Old words.")
    assert "He dies." not in html
    assert html.count('class="review__words"') == 2


def test_front_page_without_reviews_leaves_their_section_out(client):
    make_film()

    assert "Visitors say" not in text(client, "/")
