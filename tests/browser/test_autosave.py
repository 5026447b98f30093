"""An editor types, and something goes wrong: the connection, the window, the login."""

from films.models import Autosave, Film
from tests.browser.test_desk import sign_in
from tests.factories import make_draft


def kept(page, state="kept"):
    page.wait_for_selector(f"[data-kept={state}]")


def test_what_is_typed_without_a_connection_is_offered_in_another_window(page, transactional_db):
    film = make_draft()
    film.trivia.create(text="Fact 0", position=0)
    sign_in(page)
    address = f"/admin/films/film/{film.pk}/change/"
    page.goto(f"{address}#behind")
    page.click("#behind [data-rows-add]")
    page.keyboard.type("Fact 1")
    page.click("#behind [data-row]:last-child [data-row-up]")
    kept(page)
    page.context.set_offline(True)
    page.fill("[name=trivia-1-text]", "Fact 1, told offline")
    kept(page, "offline")
    assert page.inner_text("[data-kept]") == "No connection: kept in this browser."
    later = page.context.new_page()
    page.close(run_before_unload=False)
    later.context.set_offline(False)

    later.goto(f"{address}#behind")
    later.click("text=Go on with it")
    later.wait_for_selector("text=What you typed is here again.")
    later.click("[name=_continue]")
    later.wait_for_selector(".messagelist")

    facts = film.trivia.values_list("text", flat=True)
    assert list(facts) == ["Fact 1, told offline", "Fact 0"]
    assert later.locator(".notice-offer").count() == 0
    assert Autosave.objects.filter(is_done=False).count() == 0


def test_after_a_login_in_another_window_one_goes_on_in_the_first(page, transactional_db):
    film = make_draft()
    sign_in(page)
    page.goto(f"/admin/films/film/{film.pk}/change/")
    page.context.clear_cookies()
    page.fill("#id_logline", "Typed without a login.")
    kept(page, "out")
    with page.context.expect_page() as opened:
        page.click("[data-kept-login]")
    opened.value.fill("#id_username", "anna")
    opened.value.fill("#id_password", "a long password")
    opened.value.press("#id_password", "Enter")
    opened.value.wait_for_url("**/admin/")
    opened.value.close()

    kept(page)
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist")

    assert Film.objects.get().logline == "Typed without a login."


def test_a_form_that_is_being_saved_is_not_kept_beside_its_page(page, transactional_db):
    film = make_draft()
    sign_in(page)
    page.goto(f"/admin/films/film/{film.pk}/change/")
    page.fill("#id_logline", "Sent.")
    left = """() => new Promise((resolve) => setTimeout(() => {
        window.dispatchEvent(new Event("pagehide"));
        resolve(document.querySelector("[data-kept]").dataset.kept);
    }))"""

    # As when it is sent, but the answer takes its time.
    page.evaluate("document.querySelector('#film_form').dispatchEvent(new SubmitEvent('submit'))")
    page.evaluate(left)
    page.wait_for_timeout(300)
    kept_while_saving = Autosave.objects.count()
    page.fill("#id_logline", "Typed on, the answer never came.")
    page.evaluate(left)
    kept(page)

    assert kept_while_saving == 0
    assert Autosave.objects.get().is_done is False
