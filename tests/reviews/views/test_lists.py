"""The list of a film's reviews as visitors get it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from films.models import Film, Redirect
from reviews import listing, openings
from reviews.choices import Opening
from reviews.models import ReviewReply
from tests.factories import make_draft, make_film, make_user
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

pytestmark = pytest.mark.django_db
EMPTY = "There are no reviews yet. Be the first one to write one."
ORDERS = ["oldest", "highest", "lowest", "helpful", "sides", "picked"]


@pytest.fixture
def film() -> Film:
    return make_film(title="Sunrise", slug="sunrise-1927")


def url(film: Film) -> str:
    return reverse("reviews:review_list", args=[film.slug])


def html(client: Client, film: Film, query: str = "") -> str:
    response = client.get(f"{url(film)}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def listed(page: str) -> int:
    return page.count('<li class="review"')


def choices(page: str) -> dict[str, str]:
    """The links among the list's choices, by their words."""
    found = re.findall(r'<a class="tag[^"]*" href="([^"]*)"[^>]*>([^<]*?) ?<', page)
    return {words: address.replace("&amp;", "&") for address, words in found}


# What stands on it --------------------------------------------------------------------------------


def test_list_without_reviews_invites(client, film):
    """F1: to the letter, and nothing to choose."""
    page = html(client, film)
    assert (page.count(EMPTY), choices(page)) == (1, {})


def test_list_invites_nobody_to_a_film_that_cannot_be_rated(client, film):
    """F12"""
    invitation = "be the first"
    assert invitation in client.get(film.get_absolute_url()).content.decode()
    openings.set_opening(film, Opening.CLOSED)
    assert invitation not in client.get(film.get_absolute_url()).content.decode()
    assert "Write the first review" not in html(client, film)
    add_review(film)
    assert "Write a review" not in html(client, film)


def test_list_has_twenty_a_page_and_a_link_to_the_next(client, film):
    """Line 4: plain links, newest first."""
    add_reviews(film, 21, body=[f"Words number {number}." for number in range(21)])
    first = html(client, film)
    (following,) = re.findall(r'<a href="([^"]*)" rel="next">', first)
    second = client.get(following).content.decode()
    assert (listed(first), listed(second)) == (listing.PER_PAGE, 1)
    assert first.index("Words number 20.") < first.index("Words number 19.")
    assert "Words number 0." in second
    assert 'rel="next"' not in second
    assert f'<a href="{url(film)}">From the beginning</a>' in second


def test_choices_are_links_that_keep_each_other(client, film):
    """Line 4: order, language and spoilers are addresses; what is chosen is taken away again."""
    add_reviews(film, 3, language=["de", "en", "de"], featured_at=[FIRST_AT, None, None])
    page = choices(html(client, film, "order=oldest&language=de&score=8"))
    path = url(film)
    assert page == {
        "Newest": f"{path}?score=8&language=de",
        "Oldest": f"{path}?order=oldest&score=8&language=de",
        "Highest": f"{path}?order=highest&score=8&language=de",
        "Lowest": f"{path}?order=lowest&score=8&language=de",
        "Most helpful": f"{path}?order=helpful&score=8&language=de",
        "Both sides": f"{path}?order=sides",
        "Editors’ picks": f"{path}?order=picked&score=8&language=de",
        "Without spoilers": f"{path}?order=oldest&score=8&language=de&spoilers=no",
        "Deutsch (2)": f"{path}?order=oldest&score=8",
        "English (1)": f"{path}?order=oldest&score=8&language=en",
        "4 out of 5": f"{path}?order=oldest&language=de",
        "Deutsch": f"{path}?order=oldest&score=8",
        "Clear all": path,
    }


def test_choices_that_lead_nowhere_are_not_offered(client, film):
    add_reviews(film, 2, language="en")
    assert [
        words for words in choices(html(client, film)) if "picks" in words or "Eng" in words
    ] == []


def test_one_review_leaves_nothing_to_choose(client, film):
    add_review(film, featured_at=FIRST_AT)
    assert choices(html(client, film)) == {}
    assert "Clear all" in choices(html(client, film, "score=3"))


def test_columns_of_the_histogram_lead_to_the_reviews_of_their_score(client, film):
    """Line 4"""
    add_reviews(film, 4, score=[9, 2])
    page = html(client, film, "score=9")
    assert re.findall(r'href="([^"]*score=\d+)"[^>]*?(aria-current="true")?>', page)[:2] == [
        (f"{url(film)}?score=2", ""),
        (f"{url(film)}?score=9", 'aria-current="true"'),
    ]


def test_list_says_how_it_is_checked_and_ordered(client, film):
    """P5: at the list, with a link to what the settings say."""
    add_review(film)
    page = html(client, film)
    about = reverse("reviews:about")
    assert "Newest first." in page
    assert f'<a href="{about}">How reviews are checked and ordered</a>' in page
    assert "Most helpful first" in html(client, film, "order=helpful")


def test_both_sides_are_named(client, film):
    """Idea 9"""
    add_reviews(film, 3, score=[9, 6, 2])
    page = html(client, film, "order=sides")
    assert re.findall(r"<span>(Loved it|In between|Not for them)</span>", page) == [
        "Loved it",
        "In between",
        "Not for them",
    ]


def test_ratings_without_words_are_shown_on_demand(client, film):
    add_reviews(film, 2, body=["Words.", ""])
    assert listed(html(client, film)) == 1
    page = html(client, film, "words=any")
    assert (listed(page), page.count('class="votes"')) == (2, 1)


def test_page_that_began_at_a_review_that_is_gone_says_so(client, film):
    add_review(film)
    page = html(client, film, "from=123456789abc")
    assert "The review that this page began with is gone." in page
    assert listed(page) == 1


def test_address_of_a_review_shows_it_however_old_it_is(client, film):
    oldest, *_ = add_reviews(film, 45, body=["The oldest.", *["Words."] * 44])
    wordless = add_review(film, body="", published_at=FIRST_AT.replace(year=2020))
    for review in (oldest, wordless):
        address, _, anchor = review.get_absolute_url().partition("#")
        assert f'<li class="review" id="{anchor}"' in client.get(address).content.decode()


# Empty states -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("score=3", "Nobody who gave this rating has written about it."),
        ("language=fr", "There is no review in this language."),
        ("spoilers=no", "Every review gives something away."),
        ("order=picked", "The editors have not picked a review yet."),
        ("order=highest", "No review with words has a rating yet."),
        ("order=sides", "No review with words has a rating yet."),
        ("score=3&language=fr", "No review fits all of this."),
    ],
)
def test_nothing_found_says_why_and_leads_on(client, film, query, words):
    add_review(film, None, contains_spoilers=True)
    page = html(client, film, query)
    assert (words in page, listed(page)) == (True, 0)
    assert f'<a class="btn" href="{url(film)}">All reviews</a>' in page


# One review ---------------------------------------------------------------------------------------


def test_review_shows_answer_pick_change_and_language(client, film):
    review = add_review(
        film, body="Sehr schön.", language="de", featured_at=FIRST_AT, edited_at=FIRST_AT
    )
    ReviewReply.objects.create(
        review=review, text="Danke <b>!", by=make_user(), created_at=FIRST_AT
    )
    page = html(client, film)
    assert "Picked by the editors" in page
    assert "edited 1 May 2026" in page
    assert '<div class="review__words flow" dir="auto" lang="de"><p>Sehr schön.</p></div>' in page
    assert "<p>Danke &lt;b&gt;!</p>" in page
    assert '<time datetime="2026-05-01">1 May 2026</time>' in page


def test_spoilers_are_behind_a_disclosure_with_headline_and_answer(client, film):
    """F13: works by keyboard and without script; the headline is never shown before."""
    review = add_review(film, title="The butler", body="He did it.", contains_spoilers=True)
    ReviewReply.objects.create(review=review, text="With a spoon.")
    before, _, after = html(client, film).partition("<summary>")
    for words in ("The butler", "He did it.", "With a spoon."):
        assert (before.count(words), after.count(words)) == (0, 1)


def test_passages_are_behind_disclosures(client, film):
    """F13"""
    add_review(film, title="See the >!boat!<", body="Go. >!They row home.!< Really.")
    page = html(client, film)
    assert page.count("<summary") == 1
    assert "<span>They row home.</span></details> Really." in page
    assert "See the […]" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "BUTLER", "body": "BUTLER", "contains_spoilers": True},
        {"title": "It >!BUTLER!<", "body": "A >!BUTLER!< b"},
    ],
)
def test_hidden_words_are_in_no_head_and_no_structured_data(client, film, fields):
    """F13: list, film page and front page; behind its disclosure each page may have them."""
    add_review(film, display_name="Ada", **fields)
    for address in (url(film), film.get_absolute_url(), "/"):
        page = client.get(address).content.decode()
        page = re.sub(r'(?s)<details class="veil.*?</details>', "", page)
        assert (address, "BUTLER" in page) == (address, False)


# Machines -----------------------------------------------------------------------------------------


def test_plain_list_is_for_search_engines(client, film):
    """J2"""
    page = html(client, film)
    assert 'name="robots"' not in page
    assert f'<link rel="canonical" href="http://testserver{url(film)}">' in page.replace(
        "http://127.0.0.1:8000", "http://testserver"
    )
    assert 'name="robots"' not in html(client, film, "utm_source=elsewhere&page=2&order=none")


@pytest.mark.parametrize(
    "query",
    [*(f"order={order}" for order in ORDERS), "score=9", "language=de", "words=any", "from=abc"],
)
def test_other_lists_point_to_the_plain_one(client, film, query):
    """J2: sorted, filtered and later pages are followed and not kept."""
    add_review(film)
    page = html(client, film, query)
    assert '<meta name="robots" content="noindex,follow">' in page
    assert re.findall(r'rel="canonical" href="[^"]*?(/films[^"]*)"', page) == [url(film)]


@pytest.mark.parametrize("count", [1, 45])
@pytest.mark.parametrize(
    "query", ["", "order=helpful", "score=8&language=de", "words=any", "order=picked"]
)
def test_first_page_costs_two_queries(client, film, count, query, django_assert_num_queries):
    """A8: the film with its figures, and the reviews with their answers; no count, no languages."""
    reviews = add_reviews(film, count, language=["de", "en"], featured_at=FIRST_AT)
    ReviewReply.objects.create(review=reviews[0], text="Thank you.")
    with django_assert_num_queries(2):
        html(client, film, query)


def test_list_may_be_kept_and_sets_no_cookie(client, film):
    add_review(film)
    response = client.get(url(film))
    assert response["Cache-Control"] == "public, max-age=0"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "order=%00&score=%ff&language=%ed%a0%80&from=%f0",
        "score=9&score=8&order=&order=lowest",
        "score=" + "9" * 5000,
        "score=-1",
        "score=٩",
        "language=" + "x" * 5000,
        "language='; DROP TABLE reviews_review; --",
        "from=" + "x" * 5000,
        "words=none&spoilers=",
        "&".join(f"a{n}={n}" for n in range(500)),
        "%",
    ],
)
def test_junk_is_answered_with_a_page(client, film, query):
    add_reviews(film, 3)
    assert client.get(f"{url(film)}?{query}").status_code == 200


def test_film_that_moved_takes_the_choices_along(client, film):
    Redirect.objects.create(old_path="/films/old-1927/", new_path="/films/sunrise-1927/")
    response = client.get("/films/old-1927/reviews/?order=helpful")
    assert (response.status_code, response["Location"]) == (308, f"{url(film)}?order=helpful")


def test_film_that_is_not_public_is_not_found(client):
    assert client.get(url(make_draft(slug="draft-1927"))).status_code == 404


def test_list_is_only_for_reading(client, film):
    assert client.post(url(film)).status_code == 405
