"""The pages of ratings and reviews for those who do not see, point or read as most people do.

The rules of axe that a page breaks most easily, without axe: names, ids, headings, contrast.
"""

import pytest
from playwright.sync_api import Page

from films.models import Film
from tests.factories import make_film
from tests.reviews.rows import add_review, add_reviews

pytestmark = pytest.mark.django_db(transaction=True)
FILM = "/films/sunrise-1927/"
PAGES = ("review/?score=9", "reviews/", "score/")

# Controls without a name, ids that stand twice, and headings that leave a level out.
UNCLEAR = """() => {
  const named = (e) => e.labels?.length || e.textContent.trim() || e.ariaLabel || e.title;
  const controls = [...document.querySelectorAll("a, button, summary, textarea, input")]
    .filter((e) => e.type !== "hidden");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((e) => Number(e.tagName[1]));
  return [
    ...controls.filter((e) => !named(e)).map((e) => e.outerHTML),
    ...ids.filter((id, place) => ids.indexOf(id) !== place),
    ...levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1),
  ];
}"""

# Text whose colour stands out from its ground by less than WCAG 2.2 asks for (1.4.3: 4.5, large 3).
# Pictures as a ground are passed over.
FAINT = """() => {
  const rgba = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, place) => sum + v * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      if ((rgba(style.backgroundColor)[3] ?? 1) === 1) return rgba(style.backgroundColor);
    }
    return null;
  };
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  return [...document.querySelectorAll("main *")]
    .filter((e) => own(e) && e.checkVisibility() && !e.closest(".vh"))
    .map((e) => {
      const style = getComputedStyle(e), under = ground(e), size = parseFloat(style.fontSize);
      if (!under) return null;
      const [low, high] = [light(rgba(style.color)), light(under)].sort((a, b) => a - b);
      const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
      return (high + 0.05) / (low + 0.05) < least ? e.outerHTML : null;
    }).filter(Boolean);
}"""


# What moves or fades for longer than anybody sees, in seconds.
MOVES = """() => [...document.querySelectorAll("*")]
  .flatMap((e) => [null, "::before", "::after"].map((part) => getComputedStyle(e, part)))
  .map((s) => `${s.transitionDuration},${s.animationDuration}`.split(",").map(parseFloat))
  .map((times) => Math.max(...times))
  .filter((seconds) => seconds > 0.001)"""


@pytest.fixture
def film() -> Film:
    made = make_film(title="Sunrise", slug="sunrise-1927")
    add_reviews(made, 3, score=[9, 2, 6], display_name="Ada", title="The tram")
    add_review(made, body="Go. >!They row home.!<", contains_spoilers=True)
    return made


def see_pages(page: Page, script: str) -> list[object]:
    """What the script finds on the form, the list, the score and the receipt."""
    found = []
    for path in PAGES:
        page.goto(FILM + path)
        found += page.evaluate(script)
    page.goto(f"{FILM}review/")
    page.locator("#id_score_9").check(force=True)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/r/**")
    return found + page.evaluate(script)


def test_every_control_has_a_name_and_headings_leave_no_level_out(page, film):
    """X1: form, list, receipt, manage page."""
    assert see_pages(page, UNCLEAR) == []
    page.reload()
    assert page.evaluate(UNCLEAR) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_their_ground(page, film, scheme):
    """X1: light and dark, with the notices of errors as well."""
    page.emulate_media(color_scheme=scheme)
    assert see_pages(page, FAINT) == []
    page.goto(f"{FILM}review/")
    page.locator("#id_email").fill("nope")
    page.get_by_role("button", name="Send").click()
    assert page.locator("main [role=alert]").count() == 1
    assert page.evaluate(FAINT) == []


def test_what_is_chosen_shows_in_the_colours_of_the_visitor(page, film):
    """X1: under forced colours a chosen rating and a chosen order have another ground."""
    page.emulate_media(forced_colors="active")
    ground = "(e) => getComputedStyle(e).backgroundColor"
    for path, chosen, other in [
        ("review/?score=9", "label:has(#id_score_9)", "label:has(#id_score_8)"),
        ("reviews/", ".choices .tag--on", ".choices .tag:not(.tag--on) >> nth=0"),
    ]:
        page.goto(FILM + path)
        grounds = [page.locator(each).evaluate(ground) for each in (chosen, other)]
        assert grounds[0] != grounds[1]


def test_a_finger_that_swipes_over_the_stars_chooses_nothing(browser, live_server, film):
    """X6: neither a swipe nor the focus that a screen reader moves along changes the value."""
    context = browser.new_context(base_url=live_server.url, has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{FILM}review/?score=9")
    chosen = page.locator("[data-rate] input:checked")
    page.locator("label:has(#id_score_8)").tap()
    assert chosen.get_attribute("value") == "8"
    row = page.locator(".rate__row").bounding_box()
    finger = context.new_cdp_session(page)
    y = row["y"] + row["height"] / 2
    for step, kind in enumerate(["touchStart", "touchMove", "touchMove", "touchMove", "touchEnd"]):
        points = (
            [{"x": row["x"] + row["width"] - 20 - 60 * step, "y": y}] if kind != "touchEnd" else []
        )
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    for radio in page.locator("[data-rate] input").all():
        radio.focus()
    assert chosen.get_attribute("value") == "8"
    context.close()


def test_nothing_moves_for_who_wants_no_motion(page, film):
    """X8"""
    page.emulate_media(reduced_motion="reduce")
    assert see_pages(page, MOVES) == []
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{FILM}review/")
    assert page.evaluate(MOVES) != []
