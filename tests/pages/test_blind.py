"""Blind mode (idea 11): every score of every page stands where the stylesheet can hide it."""

import re
from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest

from films.models import Film
from tests.factories import PUBLISHED_AT, make_full_film, make_quote
from tests.pages.guide import FIXED, add_film, pages_of
from tests.pages.test_film_page import NAMESPACE, tree_of
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
# Every way in which a page writes one of rated_film()'s scores; 91 is no score in "Tag 91", as the
# factories name what has no name.
SCORE = re.compile(
    r"7\.3|(?<!\d)(?<!Tag )(?<!Person )(?<!Provider )(?<!Film )91|4\.2|4½"
    r"|out of 5|out of 10|[/]5|[/]10|★|positive"
)
SPOKEN = ("alt", "aria-label", "content", "title")
NO_SCORES = {f"{NAMESPACE}form", f"{NAMESPACE}script"}


@pytest.fixture
def rated_film() -> Film:
    """A film with one score of each kind: visitors', other sites', ours, and the press's."""
    newest = PUBLISHED_AT + timedelta(days=1)
    film = make_full_film(
        title="Sunrise", slug="sunrise-1927", personal_rating=9, published_at=newest
    )
    film.scores.all().delete()
    film.scores.create(source="imdb", value="7.3", best=10, votes=500)
    film.scores.create(source="rotten_tomatoes", value=91, best=100)
    for score in (9, 8, 8):
        rate(film, score, body=f"Words {score}.", contains_spoilers=score == 8)
    return film


def words_of(element: Element, *, is_blind: bool) -> str:
    """All words of a page, also those for screen readers; blind as the stylesheet makes it."""
    if element.tag in NO_SCORES or not isinstance(element.tag, str):
        return ""
    words = [element.get(name, "") for name in SPOKEN] + [element.text or ""]
    for child in element:
        if not (is_blind and "data-score" in element.attrib):
            words.append(words_of(child, is_blind=is_blind))
        words.append(child.tail or "")
    return " ".join(words)


def addresses(film: Film) -> list[str]:
    around = pages_of(add_film("Sunset"))
    own = [f"{film.get_absolute_url()}{page}" for page in ("", "reviews/", "score/")]
    quote = make_quote(film, "We two.").get_absolute_url()
    return [*own, *FIXED, *around, quote, "/search/?q=sunrise"]


def test_no_score_of_any_page_is_left_in_blind_mode(client, rated_film):
    """What has data-score loses its elements; nothing else may name a score."""
    left = {}
    for address in addresses(rated_film):
        response = client.get(address)
        words = words_of(tree_of(response), is_blind=True)
        left[address] = (response.status_code, set(SCORE.findall(words)))

    assert left == {address: (200, set()) for address in left}


@pytest.mark.parametrize(
    ("address", "scores"),
    [
        ("/films/sunrise-1927/", {"7.3", "91", "4.2", "4½", "out of 5", "out of 10", "positive"}),
        ("/films/sunrise-1927/reviews/", {"4.2", "4½", "out of 5"}),
        ("/", {"7.3", "91", "4.2", "4½", "out of 5", "★"}),
    ],
)
def test_the_same_page_names_its_scores_to_everybody_else(client, rated_film, address, scores):
    """The page is cached whole: what blind mode hides is there, so the test above can fail."""
    words = words_of(tree_of(client.get(address)), is_blind=False)

    assert set(SCORE.findall(words)) - {"/5", "/10"} == scores


def test_suggestions_name_no_score(client, rated_film):
    answer = client.get("/search/suggest/?q=sunr").content.decode()

    assert (answer.count("Sunrise"), SCORE.findall(answer)) == (1, [])


def test_film_without_a_score_offers_nothing_to_hide_beside_its_title(client):
    page = client.get(add_film("Sunset").get_absolute_url()).content.decode()

    assert page.count("data-blind-box") == 1  # in the foot
