"""A public page is changed, compared, put right and restored, with the keyboard and a phone."""

from films import working_copies
from films.choices import Job, RevisionKind
from films.models import Film
from films.revisions import record
from tests.browser.test_desk import sign_in
from tests.factories import make_credit, make_film


def press(page, name):
    """Press a button or follow a link with the keyboard."""
    target = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    target.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_changes_are_compared_taken_back_and_restored(page, transactional_db):
    film = make_film(title="The Wind", logline="A house and no shelter.")
    # Crew and cast are numbered through, as an import does it.
    for position, job in enumerate((Job.ACTOR, Job.ACTOR, Job.DIRECTOR)):
        make_credit(film, job=job, position=position)
    record(film, RevisionKind.SAVE)
    sign_in(page)

    # Saving without a change leaves no working copy: the scripts of the form change nothing.
    page.goto(f"/admin/films/film/{film.pk}/change/")
    press(page, "Save and continue")
    assert working_copies.edited(film) == film

    page.fill("#id_logline", "A house and a plain.")
    page.fill("#id_year", "1928")
    page.fill("#id_revision_comment", "Nearer to the film")
    press(page, "Save and continue")
    press(page, "What has changed?")
    assert page.locator(".compare-fields del").all_text_contents() == [
        "removed: 1927",
        "removed: no shelter.",
    ]
    press(page, "Take back : year")
    assert page.inner_text(".compare-count").startswith("1 difference.")
    assert working_copies.edited(film).year == film.year

    press(page, "History")
    assert page.locator(".history-comment").all_inner_texts() == [
        "year, as in the live page",
        "Nearer to the film",
    ]
    page.locator("input[name=from]").last.focus()
    page.keyboard.press("Space")
    press(page, "Compare")
    press(page, "Restore version 1")
    assert working_copies.edited(film).logline == "A house and no shelter."
    assert Film.objects.get(pk=film.pk).logline == "A house and no shelter."
