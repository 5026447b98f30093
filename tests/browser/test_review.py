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
    page.wait_for_url("**/r/**")
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
    page.wait_for_url("**/r/**")
    review = Review.objects.get()
    assert (review.score, review.body) == (8, "The tram ride.")


def test_a_draft_survives_a_reload_until_it_is_sent(page, film):
    page.goto("/films/sunrise-1927/")
    page.locator("#id_body").fill("Half a thought")
    page.reload()
    assert page.locator("#id_body").input_value() == "Half a thought"
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/r/**")
    page.goto("/films/sunrise-1927/")
    assert page.locator("#id_body").input_value() == ""


def test_what_is_typed_over_stored_words_survives_a_reload(page, film):
    page.goto("/films/sunrise-1927/review/?score=9")
    assert page.locator("[data-rate-word]").inner_text() == "4½ out of 5 stars: wonderful"
    page.locator("#id_body").fill("The tram ride.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Change it").click()
    page.locator("#id_body").fill("The tram ride, and the lake.")
    page.reload()
    assert page.locator("#id_body").input_value() == "The tram ride, and the lake."


def test_a_double_press_is_one_review(page, film):
    """F9"""
    page.goto("/films/sunrise-1927/")
    page.locator("#id_score_8").check(force=True)
    page.get_by_role("button", name="Send").dblclick()
    page.wait_for_url("**/r/**")
    assert Review.objects.count() == 1


def test_the_form_fits_the_narrowest_screen_with_large_targets(page, film):
    """X3"""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/films/sunrise-1927/review/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    boxes = [label.bounding_box() for label in page.locator(".rate label").all()]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)


def test_receipt_and_own_reviews_fit_the_narrowest_screen(page, film):
    """X3, O1: the link can be read whole, and the film's name is not squeezed."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/films/sunrise-1927/review/?score=9")
    page.get_by_role("button", name="Send").click()
    link = page.get_by_role("textbox", name="Private link")
    assert link.evaluate("(e) => e.scrollHeight <= e.clientHeight")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.goto("/r/")
    box = page.get_by_role("link", name="Sunrise").bounding_box()
    assert (box["width"] > 100, box["height"] < 50) == (True, True)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


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
    page.wait_for_url("**/r/**")
    context.close()
    assert FilmRating.objects.get().h9 == 1


def test_the_private_link_works_from_any_device_without_javascript(browser, live_server, film):
    """O1, O6, idea 1: rate here, change it there, delete it, change one's mind."""
    here = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    here.goto("/films/sunrise-1927/")
    here.locator("label:has(#id_score_9)").click()
    here.get_by_role("button", name="Send").click()
    link = here.get_by_role("textbox", name="Private link").input_value()
    here.context.close()

    there = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    there.goto("/r/" + link.partition("/r/")[2])
    there.get_by_role("link", name="Add a sentence").click()
    there.locator("#id_body").fill("The tram ride.")
    there.get_by_role("button", name="Send").click()
    assert there.locator("main [role=status]").inner_text() == (
        "There you are: your rating counts, and your review is on the page."
    )
    there.get_by_role("button", name="Delete my review").click()
    there.get_by_role("button", name="Put it back").wait_for()
    assert FilmRating.objects.get().count == 0
    there.get_by_role("button", name="Put it back").click()
    there.get_by_role("button", name="Delete my review").wait_for()
    assert (FilmRating.objects.get().h9, Review.objects.get().body) == (1, "The tram ride.")
    there.context.close()


def test_the_question_about_the_ending_is_answered_by_keyboard(page):
    """F14: the question has the focus, Tab reaches its answers, nothing typed is lost."""
    make_film(
        title="The Strait",
        slug="the-strait",
        ending="The lighthouse keeper is the lost brother. He burns the ledger and rows away.",
    )
    tells = "The lighthouse keeper is the brother and he burns the ledger."
    page.goto("/films/the-strait/")
    page.locator("#id_body").fill(f"Lovely. {tells}")
    page.get_by_role("button", name="Send").click()
    assert page.locator("main [role=alert]:focus h2").inner_text().casefold() == (
        "does this give away the ending?"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/**")
    assert Review.objects.get().body == f"Lovely. >!{tells}!<"


def test_the_link_is_copied_with_one_press(page, film):
    """O1"""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/films/sunrise-1927/")
    page.locator("#id_score_8").check(force=True)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Copy it").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_role("textbox", name="Private link").input_value()
