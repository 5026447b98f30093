"""A visitor looks around on a phone: filters, pages, and nothing that is wider than the screen."""

import pytest
from playwright.sync_api import expect

from tests.pages.guide import add_film

pytestmark = pytest.mark.django_db(transaction=True)


def test_filters_search_and_pages_lead_on(page):
    for number in range(30):
        add_film(f"Film {number:02}", year=1920 + number % 2 * 10)
    page.goto("/films/")
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Decade").select_option("1930")
    page.get_by_role("button", name="Show films").click()
    expect(page.get_by_role("status")).to_have_text("15 films")
    page.locator(".tag--on").click()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("status")).to_have_text("30 films, showing 25 to 30")


def test_no_page_is_wider_than_a_small_phone(page):
    add_film("The " * 91)
    page.set_viewport_size({"width": 320, "height": 640})
    widths = {}
    for path in ("/", "/films/", "/people/", "/quotes/", "/tags/", "/lost/"):
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(widths, 320)
