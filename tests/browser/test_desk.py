"""An editor at the desk: a film made section by section, published and seen."""

from django.contrib.auth.models import Group

from films.models import Film
from films.roles import ensure_roles
from tests.factories import make_draft, make_person, make_user
from tests.films.admin.test_image import png


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


def test_names_are_made_and_rows_moved_by_keyboard_alone(page, transactional_db):
    film, john = make_draft(), make_person("John Hawkes")
    sign_in(page)
    page.goto(f"/admin/films/film/{film.pk}/change/#cast")
    page.focus("#cast [data-rows-add]")
    page.keyboard.press("Enter")
    choose(page, "Jon Hawkes", below=0)  # the near double
    page.keyboard.press("Alt+n")
    choose(page, "Helen Hunt", below=0)  # nobody is called so: made
    assert page.inner_text("#select2-id_cast-1-person-container")[-16:] == "Helen Hunt (new)"
    page.keyboard.press("Alt+ArrowUp")
    assert page.text_content("body > [role=status]") == "Moved to 1 of 2"
    page.focus("[name=_continue]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")

    names = list(film.credits.values_list("person__name", flat=True))
    assert names == ["Helen Hunt", "John Hawkes"]
    assert film.credits.last().person == john


def choose(page, name, *, below):
    """Type a name into the choice that has the focus and take one that is offered."""
    page.keyboard.press("Enter")
    page.keyboard.type(name)
    page.wait_for_selector(f".select2-results__option:has-text('{name}')")
    for _ in range(below):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_pasted_cast_list_becomes_rows(page, transactional_db):
    film = make_draft()
    sign_in(page)
    page.goto(f"/admin/films/film/{film.pk}/change/#cast")
    page.click("#cast .paste summary")
    page.fill("#paste-cast", "Mark (John Hawkes): a poet\n1999!\nHelen Hunt as Cheryl")
    page.click("[data-paste-make]")
    page.wait_for_selector("[data-paste-said]:has-text('2 rows made')")
    assert page.input_value("#paste-cast") == "1999!"
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist")

    cast = film.credits.values_list("person__name", "character", "description")
    assert list(cast) == [("John Hawkes", "Mark", "a poet"), ("Helen Hunt", "Cheryl", "")]


def test_long_lists_are_folded_and_open_where_a_field_is_looked_for(page, transactional_db):
    film = make_draft()
    for number in range(9):
        film.trivia.create(text=f"Fact {number}", position=number)
    sign_in(page)
    page.goto(f"/admin/films/film/{film.pk}/change/#id_trivia-4-text")
    page.wait_for_function("document.activeElement.id === 'id_trivia-4-text'")
    assert page.locator("#behind .row.is-folded").count() == 8

    page.fill("#behind .row:nth-child(5) .row-place", "1")
    page.keyboard.press("Enter")
    page.check("#behind .row:nth-child(2) [name$=DELETE]")
    page.check("#behind .row:nth-child(3) [name$=DELETE]")
    page.uncheck("#behind .row:nth-child(3) [name$=DELETE]")
    assert page.inner_text("[data-count=behind]") == "8"
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist")

    facts = list(film.trivia.values_list("text", flat=True))
    assert facts[:3] == ["Fact 4", "Fact 1", "Fact 2"]


def test_a_picture_is_sent_described_and_chosen_in_the_form(page, transactional_db, tmp_path):
    film, file = make_draft(), tmp_path / "door.png"
    file.write_bytes(png())
    (tmp_path / "words.png").write_bytes(b"no picture")
    sign_in(page)
    page.goto(f"/admin/films/film/{film.pk}/change/")
    page.click("#id_poster_pick")
    page.set_input_files("[data-picker-file]", tmp_path / "words.png")
    page.fill("#picker-alt", "A red door")
    page.click("[data-picker-keep]")
    page.wait_for_selector("[data-picker-fault]:has-text('is not a picture')")
    assert page.input_value("#picker-alt") == "A red door"
    page.click("[data-picker-back]")
    page.set_input_files("[data-picker-file]", file)
    page.fill("#picker-alt", "A red door")
    page.focus("[data-focal-cross]")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowUp")
    page.click("[data-picker-keep]")
    page.wait_for_selector(".picture-says:has-text('A red door')")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist")

    film.refresh_from_db()
    assert (film.poster.alt, film.poster.focal_x, film.poster.focal_y) == ("A red door", 60, 49)
