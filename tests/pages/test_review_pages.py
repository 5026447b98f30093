"""The review pages as visitors get them: sound HTML in every state."""

import pytest
from django.urls import reverse

from films.models import Film
from reviews import ownership
from reviews.models import Storm
from tests.factories import make_film
from tests.pages.test_film_page import assert_sound
from tests.reviews.factories import rate
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

pytestmark = pytest.mark.django_db
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def film() -> Film:
    return make_film(title='The "Film" & <b>its</b> friends')


def url(view: str, film: Film) -> str:
    return reverse(f"reviews:{view}", args=[film.slug])


def test_form_page_is_sound_html(client, film):
    assert_sound(client.get(url("review_form", film)))


@pytest.mark.parametrize("headers", [SAME_ORIGIN, {}])
def test_form_page_with_messages_is_sound_html(client, film, headers):
    typed = {
        "score": "ten",
        "body": "</textarea><script>" + "x" * 5000,
        "title": '">' * 100,
        "display_name": "&" * 51,
        "email": '"<script>"@x.y',
        "idempotency_key": '">',
    }
    response = client.post(url("review_form", film), typed, headers=headers)
    assert response.status_code == 422
    assert_sound(response)


@pytest.mark.parametrize("body", ["", "Two\n\nparagraphs <b>", "www.spam.example"])
def test_receipt_is_sound_html(client, film, body):
    typed = {"score": "7", "body": body, "title": "<i>", "display_name": "<u>"}
    receipt = client.post(url("review_form", film), typed, headers=SAME_ORIGIN)["Location"]
    assert_sound(client.get(receipt, follow=True))


def test_form_page_that_asks_whose_review_it_is_is_sound_html(client, film):
    opened = rate(film, 2, title='">', body="</textarea>", display_name="<b>&")
    client.get(ownership.manage_path(opened))
    response = client.post(url("review_form", film), {"score": "7"}, headers=SAME_ORIGIN)
    assert response.status_code == 422
    assert_sound(response)


@pytest.mark.parametrize("count", [0, 1, 25])
def test_list_is_sound_html(client, film, count):
    for number in range(count):
        rate(film, number % 10 + 1, body=f"<p>{number}", title="<h1>", contains_spoilers=number % 2)
    assert_sound(client.get(url("review_list", film)))
    assert_sound(client.get(film.get_absolute_url()))


@pytest.mark.parametrize(
    "query", ["order=sides", "order=highest", "words=any", "score=3&language=de", "from=abc"]
)
def test_list_with_choices_is_sound_html(client, film, query):
    add_reviews(film, 25, title="<h1>", language=["de", "en"], score=[9, 2], body=["<p>", "", "&"])
    assert_sound(client.get(f"{url('review_list', film)}?{query}"))


@pytest.mark.parametrize("count", [0, 1, 25])
def test_score_page_is_sound_html(client, film, count):
    if count:
        add_reviews(film, count, set_aside=["", "", "", "void"])
    Storm.objects.create(film=film, began_at=FIRST_AT, reason="<b>Many</b> ratings.")
    assert_sound(client.get(url("score", film)))


@pytest.mark.parametrize("view", ["helpful", "report"])
@pytest.mark.parametrize("typed", [{}, {"vote": "yes", "reason": "abuse"}, {"vote": "<b>"}])
def test_pages_of_reactions_are_sound_html(client, film, view, typed):
    review = add_review(film, display_name="<i>")
    address = reverse(f"reviews:{view}", args=[review.public_id])
    assert_sound(client.post(address, typed, headers=SAME_ORIGIN, follow=True))


def test_words_cannot_end_the_structured_data(client, film):
    """F7, J1: "<" is \\u003c in it."""
    hostile = "</script><script>alert(1)</script>"
    add_review(film, 9, title=hostile, body=hostile, display_name=hostile)
    page = client.get(film.get_absolute_url())
    assert_sound(page)
    assert page.content.decode().count('"\\u003c/script\\u003e\\u003cscript') == 3
