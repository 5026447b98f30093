"""What scripts add to the film page, and that it asks no other site for anything."""

import re

import pytest

from tests.factories import make_film, make_full_film

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film():
    return make_full_film(slug="alpha-1927", synopsis="### One\n\n" + "Words. " * 400)


def test_trailer_plays_in_the_page_after_the_press_alone(page, film):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/films/alpha-1927/", wait_until="networkidle")
    own = re.compile(r"http://(localhost|127\.0\.0\.1):")
    assert [url for url in asked if not own.match(url)] == []

    page.get_by_role("link", name="Play the trailer").click()

    frame = page.locator(".cases__trailer iframe")
    assert frame.get_attribute("src").startswith(
        "https://www.youtube-nocookie.com/embed/video000000?"
    )
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_lights_stay_as_the_visitor_set_them(page, film):
    page.goto("/films/alpha-1927/")
    page.get_by_role("button", name="Lights down").click()
    page.reload()

    assert page.locator("html").get_attribute("data-theme") == "late-show"
    assert page.get_by_role("button", name="Lights up").is_visible()


def test_contents_mark_the_part_being_read(page, film):
    page.goto("/films/alpha-1927/")
    page.locator("#box-office").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('box-office').scrollIntoView()")
    page.mouse.wheel(0, -100)

    page.wait_for_selector('.toc a[href="#box-office"][aria-current="true"]')


def test_ending_opens_only_when_asked(page, film):
    page.goto("/films/alpha-1927/")
    ending = page.locator("#ending .curtain__body")
    assert not ending.is_visible()

    page.get_by_text("Raise the curtain").click()

    assert ending.is_visible()


@pytest.mark.parametrize(
    "title", ["The " * 91, "Supercalifragilisticexpialidocious" * 11, "القاهرة"]
)
def test_no_title_makes_the_page_wider_than_the_window(page, title):
    film = make_film(title=title.strip(), slug="alpha-1927")
    page.goto(film.get_absolute_url())
    widths = [320, 390, 834, 1440]

    assert [width for width in widths if width_of(page, width) > width] == []


def width_of(page, width):
    """Return how wide the shown page is in a window of a width, in pixels."""
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate("document.documentElement.scrollWidth")
