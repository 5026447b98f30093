"""What readers do with reviews in a real browser: choose, unfold, vote, also without script."""

import pytest
from playwright.sync_api import Page

from reviews.models import Review
from tests.factories import make_film
from tests.reviews.rows import add_review, add_reviews

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/films/sunrise-1927/reviews/"


@pytest.fixture
def film():
    return make_film(title="Sunrise", slug="sunrise-1927")


def votes() -> tuple[int, int]:
    return Review.objects.values_list("helpful_yes", "helpful_no").get()


def test_vote_happens_in_place_and_is_taken_back_by_a_second_press(page, film):
    """Line 4, X4: a status message, the number, the pressed state; the page stays."""
    add_review(film, display_name="Ada")
    page.goto(LIST)
    helpful = page.get_by_role("button", name="Helpful", exact=False).first
    said = page.locator("[data-votes-said]")
    for words, pressed, counted in [
        ("Counted: helpful.", "true", (1, 0)),
        ("Your vote is taken back.", "false", (0, 0)),
    ]:
        helpful.focus()
        page.keyboard.press("Enter")
        said.get_by_text(words).wait_for()
        assert (helpful.get_attribute("aria-pressed"), votes()) == (pressed, counted)
    assert (said.get_attribute("role"), page.url.endswith(LIST)) == ("status", True)


def test_other_button_changes_the_vote(page, film):
    add_review(film)
    page.goto(LIST)
    for name, words in [("Helpful", "Counted: helpful."), ("Not helpful", "Counted: not helpful.")]:
        page.get_by_role("button", name=name, exact=True).click()
        page.get_by_text(words, exact=True).wait_for()
        assert page.locator('.votes [aria-pressed="true"]').count() == 1
    assert votes() == (0, 1)


def test_everything_works_without_javascript(browser, live_server, film):
    """Line 4, M6: vote, way back, report, order and filter by plain forms and links."""
    add_reviews(film, 2, score=[9, 2], language=["de", "en"], display_name=["Ada", "Bea"])
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(LIST)
    page.get_by_role("link", name="4½ out of 5: 1 rating").click()
    assert heads(page) == ["Ada"]
    page.get_by_role("button", name="Helpful", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text().lower() == "counted, thank you"
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("You have not voted on it.").wait_for()
    page.get_by_role("link", name="Back to the review").click()
    assert heads(page)[0] == "Ada"
    page.get_by_role("link", name="Report").first.click()
    page.get_by_label("It is advertising").check()
    page.get_by_role("button", name="Report it").click()
    page.get_by_text("A moderator will look at it.").wait_for()
    context.close()
    assert Review.objects.filter(queued_at__isnull=False).count() == 1


def heads(page: Page) -> list[str]:
    return [words.capitalize() for words in page.locator(".review h3").all_inner_texts()]


def test_spoilers_are_unfolded_by_keyboard(page, film):
    """F13"""
    add_review(film, body="Go. >!They row home.!< Really.")
    add_review(film, title="The butler", body="He did it.", contains_spoilers=True)
    page.goto(LIST)
    hidden = [page.get_by_text(words) for words in ("They row home.", "He did it.", "The butler")]
    assert [words.is_visible() for words in hidden] == [False] * 3
    for summary in page.locator(".review summary").all():
        summary.focus()
        page.keyboard.press("Enter")
    assert [words.is_visible() for words in hidden] == [True] * 3


@pytest.mark.parametrize("path", ["", "reviews/", "reviews/?order=sides", "score/"])
def test_pages_fit_the_narrowest_screen_with_large_targets(page, film, path):
    """X3: 320 pixels, long words, other scripts."""
    long = {"title": "Rindfleischetikettierung" * 4, "display_name": "W" * 50}
    add_reviews(film, 12, score=[9, 2, 6], body="Supercalifragilistic" * 9, **long)
    add_review(film, body="فيلم هادئ يثق في وجوه ممثليه.", language="ar")
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/films/sunrise-1927/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    targets = page.locator(".review__foot :is(a, button), .choices a, .histo a, .pager a").all()
    boxes = [target.bounding_box() for target in targets]
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)
