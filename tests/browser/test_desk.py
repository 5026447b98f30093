"""An editor at the desk: a film made section by section, published and seen."""

from django.contrib.auth.models import Group

from films.models import Film
from films.roles import ensure_roles
from tests.factories import make_draft, make_person, make_user


def sign_in(page):
    ensure_roles()
    editor = make_user("anna", password="a long password", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    page.goto("/admin/")
    page.fill("#id_username", "anna")
    page.fill("#id_password", "a long password")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")


def test_editor_makes_publishes_and_sees_a_film(page):
    make_person("Louise Brooks")
    sign_in(page)

    page.goto("/admin/films/film/add/")
    page.fill("#id_title", "Pandora’s Box")
    page.fill("#id_year", "1929")
    page.fill("#id_logline", "She opens it.")
    page.click(".desk-tabs a[href='#cast']")
    page.click("#cast [data-rows-add]")
    page.get_by_role("combobox", name="Person").click()
    page.fill(".select2-search__field", "louise")
    page.click(".select2-results__option:has-text('Louise Brooks')")
    page.fill("#id_cast-0-character", "Lulu")
    assert page.inner_text("[data-count=cast]") == "1"
    page.click("[name=_publish]")
    page.wait_for_url("**/change/#cast")
    assert page.inner_text(".messagelist") == "“Pandora’s Box (1929)”: Published."
    assert page.is_visible("#cast")
    assert not page.is_visible("#head")

    page.goto(Film.objects.get().get_absolute_url())

    assert "Lulu" in page.text_content("#cast")


def test_rows_are_moved_with_the_keyboard(page, transactional_db):
    film = make_draft()
    for number in range(3):
        film.trivia.create(text=f"Fact {number}", position=number)
    sign_in(page)
    page.goto(f"/admin/films/film/{film.pk}/change/#behind")

    page.focus("[data-rows=trivia] li:nth-child(3) [data-row-up]")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist")

    assert list(film.trivia.values_list("text", flat=True)) == ["Fact 2", "Fact 0", "Fact 1"]
