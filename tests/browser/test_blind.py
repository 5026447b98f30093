"""Blind mode (idea 11) in a real browser: pressed once, gone everywhere, back after rating."""

import re

import pytest

from films.models import Film
from tests.factories import PUBLISHED_AT, make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db(transaction=True)
SCORE = re.compile(r"7\.3|91|4\.2|½|out of 5|out of 10|★")
BUTTON = "Hide scores until I have rated"
SUNRISE, SUNSET = "/films/sunrise-1927/", "/films/sunset-1927/"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw Error('closed') } })"


@pytest.fixture(autouse=True)
def films() -> None:
    for number, title in enumerate(("Sunrise", "Sunset")):
        slug = f"{title.lower()}-1927"
        film = make_film(title=title, slug=slug, personal_rating=9, published_at=PUBLISHED_AT)
        film.scores.create(source="imdb", value="7.3", best=10, votes=500)
        film.scores.create(source="rotten_tomatoes", value=91, best=100)
        for score in (9, 8, 8):
            rate(film, score, body=f"Words {number} {score}.")
    assert Film.objects.count() == 2


def press(page) -> None:
    page.get_by_role("button", name=BUTTON).first.click()


def scores_on(page) -> list[str]:
    """What the eye and a screen reader meet, but for the stars to choose from."""
    page.evaluate("document.querySelectorAll('form').forEach((form) => { form.hidden = true })")
    seen, read = page.locator("body").inner_text(), page.locator("body").aria_snapshot()
    drawn = page.locator("svg.stars:visible, .histo:visible").count()
    return SCORE.findall(seen) + SCORE.findall(read) + ["drawn"] * drawn


def test_scores_go_from_all_pages_with_one_press_and_come_back_with_another(page):
    page.goto(SUNRISE)
    assert scores_on(page) != []
    button = page.get_by_role("button", name=BUTTON, pressed=False).first
    button.press("Enter")
    assert page.get_by_role("button", name=BUTTON, pressed=True).count() == 2
    assert page.locator(".score__num").first.aria_snapshot() == "- text: hidden"
    for address in (SUNRISE, f"{SUNRISE}reviews/", "/"):
        page.goto(address)
        assert (address, scores_on(page)) == (address, [])
    assert page.locator("script[type='application/ld+json']").count() == 0

    page.get_by_role("button", name=BUTTON).press("Space")

    assert scores_on(page) != []


def test_scores_are_hidden_before_the_first_paint(page):
    """The script in the head does it: nothing flashes while the rest is still on its way."""
    page.goto("/about/")
    press(page)
    page.route(re.compile(r"/blind[.\w]*\.js"), lambda route: route.abort())
    page.goto(SUNRISE)

    assert scores_on(page) == []


def test_film_shows_its_scores_once_it_is_rated_and_the_others_do_not(page):
    page.goto(SUNRISE)
    press(page)
    page.locator("#id_body").fill("Words alone are no rating.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Back to the film").click()
    page.wait_for_url(f"**{SUNRISE}#rate")
    assert scores_on(page) == []
    page.reload()
    page.locator("#id_score_9").check(force=True)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/r/**")

    for address, is_open in ((SUNRISE, True), (f"{SUNRISE}reviews/", True), (SUNSET, False)):
        page.goto(address)
        assert (address, scores_on(page) != []) == (address, is_open)
    page.goto("/")
    assert scores_on(page) == []


def test_another_tab_follows(page):
    page.goto(SUNRISE)
    other = page.context.new_page()
    other.goto(SUNSET)
    press(page)
    other.get_by_role("button", name=BUTTON, pressed=True).first.wait_for()

    assert scores_on(other) == []


def test_press_holds_for_its_page_where_the_browser_keeps_nothing(page):
    page.add_init_script(NO_STORAGE)
    page.goto(SUNRISE)
    press(page)
    assert page.get_by_role("button", name=BUTTON, pressed=True).count() == 2
    assert scores_on(page) == []

    page.reload()

    assert scores_on(page) != []


def test_box_hides_the_scores_of_its_page_without_javascript(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(SUNRISE)
    box = page.get_by_role("checkbox", name=BUTTON).first
    box.press("Space")
    main = page.locator(".cases")
    assert SCORE.findall(main.inner_text() + main.aria_snapshot()) == []
    box.press("Space")

    assert SCORE.findall(main.inner_text()) == ["7.3", "91", "4.2"]
    context.close()
