"""An editor looks at a page before it is saved, and shows it to somebody without a login."""

from playwright.sync_api import expect

from films.models import Film
from tests.browser.test_desk import sign_in
from tests.factories import make_credit, make_draft, make_person


def test_editor_previews_what_is_typed_and_shares_what_is_saved(page, browser, live_server):
    film = make_draft(title="As saved", logline="Words that are saved.")
    make_credit(film, make_person("Nobody Yet"), character="Herself")
    sign_in(page)
    page.goto(f"/admin/films/film/{film.pk}/change/")
    page.fill("#id_logline", "Words that are only typed.")

    with page.expect_popup() as opened:
        page.click("[name=_preview]")
    preview = opened.value
    frame = preview.frame_locator("iframe")
    expect(frame.locator(".lede")).to_have_text("Words that are only typed.")
    assert preview.evaluate("document.documentElement.scrollWidth") == 390
    assert frame.locator(".poster").first.evaluate("poster => poster.naturalWidth") > 0
    assert frame.locator("#cast a", has_text="Nobody Yet").get_attribute("href") is None
    assert Film.objects.get().logline == "Words that are saved."

    # Pressed again, the same tab shows the new words; the form still warns of leaving.
    page.fill("#id_logline", "Words typed later.")
    page.click("[name=_preview]")
    expect(frame.locator(".lede")).to_have_text("Words typed later.")
    assert len(page.context.pages) == 2

    preview.get_by_role("link", name="Wide").focus()
    preview.keyboard.press("Enter")
    stage = preview.locator("[data-preview-stage]")
    expect(stage).to_have_attribute("data-width", "1440")
    assert preview.locator("iframe").bounding_box()["width"] <= stage.bounding_box()["width"]
    preview.get_by_role("link", name="Print").click()
    expect(frame.locator("#rate")).to_be_hidden()

    preview.get_by_role("button", name="Make a link").click()
    url = preview.locator("[data-copy]").input_value().split("/", 3)[3]
    outside = browser.new_page(base_url=live_server.url)
    outside.goto(f"/{url}")
    expect(outside.locator(".lede")).to_have_text("Words that are saved.")
    expect(outside.locator(".shared")).to_contain_text("Not public. Shown to you by anna until")
    assert outside.context.cookies() == []
    preview.get_by_role("button", name="Take it back").click()
    expect(preview.locator("#links")).to_contain_text("No link is open.")
    assert outside.reload().status == 404
    outside.close()
