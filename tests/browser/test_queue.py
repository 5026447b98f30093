"""A moderator at the queue: by keyboard, without JavaScript, and in a narrow window."""

import pytest
from django.contrib.auth.models import Group

from films.roles import ensure_roles
from reviews.models import ModerationEvent, Review
from tests.factories import make_film, make_user
from tests.reviews.rows import FIRST_AT, add_reviews

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = "/admin/reviews/review/"
WAITS = {"status": "pending", "hold_reason": "link", "queued_at": FIRST_AT, "published_at": None}


@pytest.fixture
def waiting() -> list[Review]:
    return add_reviews(make_film(title="Sunrise"), 3, display_name=["Ann", "Ben", "Cy"], **WAITS)


def sign_in(page) -> None:
    ensure_roles()
    moderator = make_user("mod", password="a long password", is_staff=True)
    moderator.groups.add(Group.objects.get(name="moderator"))
    page.goto(QUEUE)
    page.fill("#id_username", "mod")
    page.fill("#id_password", "a long password")
    with page.expect_navigation():  # to its end: the keys work once the scripts have run
        page.press("#id_password", "Enter")
    page.wait_for_selector("[data-case]")


def focused(page) -> str:
    return page.evaluate("document.activeElement.closest('[data-case]')?.id ?? ''")


def statuses() -> list[str]:
    return list(Review.objects.order_by("pk").values_list("status", flat=True))


def press_and_wait(page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_queue_is_worked_off_by_keyboard(page, waiting):
    """M4: every key presses a button; what was done is heard, and the next review is at hand."""
    sign_in(page)
    page.keyboard.press("j")
    assert focused(page) == f"review-{waiting[0].pk}"
    page.keyboard.press("j")
    page.keyboard.press("k")
    press_and_wait(page, "a")
    assert statuses() == ["published", "pending", "pending"]
    assert focused(page) == f"review-{waiting[1].pk}"
    heard = page.locator("[data-heard]")
    heard.filter(has_text="1 review published.").wait_for(state="attached")
    assert page.title().startswith("1 review published. · ")
    press_and_wait(page, "s")
    assert statuses() == ["published", "spam", "pending"]
    press_and_wait(page, "u")
    assert statuses() == ["published", "pending", "pending"]
    assert page.locator("[data-said]").inner_text().strip() == "1 review is as it was."


def test_rejecting_by_keyboard_leads_to_the_reason(page, waiting):
    """M5: no key fires while somebody types; Enter in the note does what the key began."""
    sign_in(page)
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.press("o")  # a choice of the list, not a key of the queue
    page.locator(":focus").select_option("off_topic")
    page.keyboard.press("Tab")
    page.keyboard.type("sax au jus")
    press_and_wait(page, "Enter")
    first = Review.objects.get(pk=waiting[0].pk)
    assert (first.status, first.decision_note) == ("rejected", "sax au jus")
    assert statuses() == ["rejected", "pending", "pending"]


def test_ticked_reviews_are_decided_together(page, waiting):
    """M4"""
    sign_in(page)
    for key in "xjjx":  # the first without having gone there
        page.keyboard.press(key)
    assert page.locator("[data-ticked-count]").inner_text() == "(2)"
    with page.expect_navigation():
        page.get_by_role("button", name="Publish or keep").click()
    assert statuses() == ["published", "published", "pending"]
    assert ModerationEvent.objects.values("batch").distinct().count() == 1


def test_the_keys_are_told_and_can_be_switched_off(page, waiting):
    """WCAG 2.1.4"""
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.get_by_label("Keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("a")
    assert page.locator("[data-keys-hint]:visible").count() == 0
    assert statuses() == ["pending", "pending", "pending"]
    page.keyboard.press("?")
    assert dialog.is_visible()


def test_nothing_sticks_out_and_targets_are_large(page, waiting):
    """X3"""
    Review.objects.update_under_lock(body="A_very_long_word_" * 20, display_name="W" * 50)
    sign_in(page)
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        buttons = page.locator(".queue button:not(.visually-hidden):visible, .case-tick").all()
        boxes = [button.bounding_box() for button in buttons]
        assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)


def test_everything_works_without_javascript(browser, live_server, waiting):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    second = page.locator(f"#review-{waiting[1].pk}")
    second.get_by_role("button", name="Publish").click()
    assert page.url.endswith(f"#review-{waiting[2].pk}")
    assert page.title().startswith("1 review published.")
    first = page.locator(f"#review-{waiting[0].pk}")
    first.get_by_label("Reason").select_option("abuse")
    first.get_by_label("Note to the author").fill("Not here.")
    first.get_by_label("Note to the author").press("Enter")
    assert statuses() == ["rejected", "published", "pending"]
    page.get_by_role("button", name="Undo").click()
    assert statuses() == ["pending", "published", "pending"]
    page.locator("[data-tick]").first.check()
    page.locator("#ticked [name=note]").fill("No reason")
    page.locator("#ticked [name=note]").press("Enter")
    assert page.locator(".messagelist").inner_text() == "Choose a reason: the author reads it."
    assert statuses() == ["pending", "published", "pending"]
    context.close()
