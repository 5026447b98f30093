"""A visitor's whole way, in a real browser: by keyboard, and without JavaScript."""

import pytest

from reviews.models import FilmRating, Review
from tests.factories import make_film

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film():
    return make_film(title="Sunrise", slug="sunrise-1927")


def test_rating_by_keyboard(page, film):
    """X2: Tab reaches the stars once, arrows choose, the words say what was chosen."""
    page.goto("/films/sunrise-1927/")
    page.locator("#id_score_1").focus()
    page.keyboard.press("Space")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    assert page.locator("[data-rate-word]").inner_text() == "4½ out of 5 stars: wonderful"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_title"
    page.get_by_role("button", name="Send").press("Enter")
    page.wait_for_url("**/reviews/receipt/**")
    status = page.locator("main [role=status]")
    assert status.inner_text() == "There you are: your rating counts."
    assert FilmRating.objects.get().h9 == 1


def test_no_rating_is_reached_by_the_arrows(page, film):
    """X2"""
    page.goto("/films/sunrise-1927/")
    page.locator("#id_score_10").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "id_score_none"
    assert page.locator("[data-rate-word]").inner_text() == "No rating"


def test_words_are_added_to_the_same_review(page, film):
    """F10: one press now, a sentence later."""
    page.goto("/films/sunrise-1927/")
    page.locator("#id_score_8").check(force=True)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Add a sentence").click()
    assert page.locator("#id_score_8").is_checked()
    page.locator("#id_body").fill("The tram ride.")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/reviews/receipt/**")
    review = Review.objects.get()
    assert (review.score, review.body) == (8, "The tram ride.")


def test_a_draft_survives_a_reload_until_it_is_sent(page, film):
    page.goto("/films/sunrise-1927/")
    page.locator("#id_body").fill("Half a thought")
    page.reload()
    assert page.locator("#id_body").input_value() == "Half a thought"
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/reviews/receipt/**")
    page.goto("/films/sunrise-1927/")
    assert page.locator("#id_body").input_value() == ""


def test_a_double_press_is_one_review(page, film):
    """F9"""
    page.goto("/films/sunrise-1927/")
    page.locator("#id_score_8").check(force=True)
    page.get_by_role("button", name="Send").dblclick()
    page.wait_for_url("**/reviews/receipt/**")
    assert Review.objects.count() == 1


def test_the_form_fits_the_narrowest_screen_with_large_targets(page, film):
    """X3"""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/films/sunrise-1927/review/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    boxes = [label.bounding_box() for label in page.locator(".rate label").all()]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)


def test_everything_works_without_javascript(browser, live_server, film):
    """F3, F4, F8: errors get the focus, nothing typed is lost, the rating counts."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/films/sunrise-1927/")
    page.locator("#id_title").fill("Only a headline")
    page.get_by_role("button", name="Send").click()
    assert page.title().startswith("Error: ")
    assert page.locator("main [role=alert]:focus").count() == 1
    assert page.locator("#id_title").input_value() == "Only a headline"
    page.get_by_role("link", name="Choose a rating or write something").click()
    page.locator("label:has(#id_score_9)").click()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/reviews/receipt/**")
    context.close()
    assert FilmRating.objects.get().h9 == 1
