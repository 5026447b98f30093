"""A page's day at the desk: begun by a writer, sent back, published, rewritten and restored."""

from django.contrib.auth.models import Group
from django.test import Client

from films.models import Film
from films.roles import ensure_roles
from tests.factories import make_user

TEXT = """🎯 Quick Overview
- Director: Ben Lewin
😅 Plot Summary – Badly Explained
A dude in a metal tube hires a cuddler.
🎬 Cast & Characters
- Mark (John Hawkes): A poet.
- Cheryl (Helen Hunt): A surrogate.
💬 Memorable Quotes
- Mark: “Let me touch you with my words.”
🤨 FAQ
Yes, it is based on the life of Mark O’Brien.
"""


def test_a_page_is_begun_returned_published_rewritten_and_restored(page, transactional_db):
    ensure_roles()
    logins = {"writer": login("walter", "writer"), "editor": login("anna", "editor")}

    sit_down(page, logins["writer"])
    page.goto("/admin/films/film/import/")
    page.fill("#id_text", TEXT)
    page.fill("#id_title", "The Sessions")
    page.fill("#id_year", "2012")
    go(page, "button:has-text('See what it would change')")
    go(page, "button[name=apply]")
    film = Film.objects.get()
    form = f"/admin/films/film/{film.pk}/change/"
    page.click("[data-proof-list] summary")
    enter(page, "#proof a[href='#crew-group']")  # nobody is named as the writer
    page.wait_for_selector("#crew-group:focus")
    enter(page, "#proof a[href='#id_faqs-0-question']")
    page.wait_for_selector("#id_faqs-0-question:focus")
    page.keyboard.type("Is it a true story?")
    enter(page, "#proof a[href='#id_logline']")
    page.wait_for_selector("#id_logline:focus")
    page.keyboard.type("A poet looks for love.")
    press(page, "_submit")

    sit_down(page, logins["editor"])
    page.goto(form)
    page.fill("[name=revision_comment]", "Who is he?")
    press(page, "_return")
    sit_down(page, logins["writer"])
    page.goto(form)
    assert page.inner_text("[data-returned]") == "Returned by anna: Who is he?"
    page.fill("#id_logline", "A poet in an iron lung looks for love.")
    press(page, "_submit")

    sit_down(page, logins["editor"])
    page.goto(form)
    press(page, "_publish")
    page.goto(f"{form}#id_logline")
    page.wait_for_selector("#id_logline:focus")
    page.fill("#id_logline", "A poet in an iron lung finds love.")
    page.evaluate("location.hash = 'cast'")
    page.focus("#cast [data-row]:first-child [data-row-down]")
    page.keyboard.press("Enter")
    press(page, "_continue")
    address = Film.objects.get(draft_of=None).get_absolute_url()
    assert seen_by_visitors(address, "looks for love.")

    go(page, "text=What has changed?")
    logline = ["removed:", "looks", "for", "added:", "finds"]
    assert page.inner_text(".compare-fields dd").split()[6:-1] == logline
    assert page.inner_text(".compare-moved .compare-place") == "moved from place 2 to 1"
    page.goto(form)
    press(page, "_publish")
    assert seen_by_visitors(address, "finds love.")

    page.goto(f"/admin/films/film/{film.pk}/timeline/")
    go(page, ".history-entry:has-text('Version 7') >> text=Restore…")
    page.focus("#restore-comment")
    page.keyboard.type("It was better.")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "_publish")

    assert seen_by_visitors(address, "looks for love.")
    kinds = list(film.revisions.values_list("kind", flat=True))
    assert kinds == [
        *("publish", "restore", "publish", "copy", "publish"),
        *("submit", "save", "return", "submit", "save", "import"),
    ]


def login(name, role):
    """Make somebody with a role and return the session of their login."""
    user = make_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def sit_down(page, session):
    page.goto("about:blank")
    page.context.clear_cookies()
    login_of = {"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}
    page.context.add_cookies([login_of])


def go(page, place):
    with page.expect_navigation():
        page.locator(place).first.click()


def enter(page, place):
    page.locator(place).first.focus()
    page.keyboard.press("Enter")


def press(page, verb):
    """Send the form with the keyboard."""
    with page.expect_navigation():
        enter(page, f"[name={verb}]")


def seen_by_visitors(address, words):
    return words in Client().get(address).content.decode()
