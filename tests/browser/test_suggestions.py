"""The suggestions below a search field, by keyboard."""

import pytest

from tests.factories import make_film

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def field(page):
    make_film(title="Alpha", slug="alpha-1927")
    make_film(title='Alphabet <b onclick="x">', slug="alphabet-1927")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/about/")
    field = page.get_by_role("combobox", name="Search films, people and quotes")
    field.press_sequentially("alph")
    page.wait_for_selector("[role=listbox]")
    return field


def test_arrow_and_enter_open_a_suggestion(page, field):
    assert field.get_attribute("aria-expanded") == "true"
    assert page.locator("[role=option]").count() == 2

    field.press("ArrowDown")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    page.wait_for_function(  # colours may take a frame to follow
        "kind => getComputedStyle(kind).color === getComputedStyle(kind.parentElement).color",
        arg=chosen.locator("span").element_handle(),
    )
    field.press("Enter")

    page.wait_for_url("**/films/alpha*-1927/")


def test_suggestions_are_words_whatever_they_say(page, field):
    assert page.locator("[role=listbox] b").count() == 0
    assert page.get_by_text('Alphabet <b onclick="x">').is_visible()


def test_escape_closes_the_suggestions_and_enter_searches(page, field):
    field.press("Escape")
    assert page.locator("[role=listbox]").count() == 0
    assert field.get_attribute("aria-expanded") == "false"

    field.press("Enter")

    page.wait_for_url("**/search/?q=alph")


@pytest.mark.parametrize("address", ["/", "/search/"])
def test_suggestions_of_a_board_lie_over_what_follows_it(page, address):
    for number in range(6):
        make_film(title=f"Alpha {number}", slug=f"alpha-{number}-1927")
    page.goto(address)
    page.locator("main").get_by_role("combobox").press_sequentially("alph")

    last = page.locator("main [role=option]").last
    last.scroll_into_view_if_needed()

    assert last.evaluate(
        """option => {
            const box = option.getBoundingClientRect();
            return option.contains(document.elementFromPoint(box.x + 9, box.bottom - 9));
        }"""
    )
