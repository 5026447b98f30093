import pytest

from films import publishing, working_copies
from films.choices import EventVerb, RevisionKind
from films.comparison import compare
from films.models import Film
from films.revisions import document_of, record
from films.taking_back import TakingBackError, place_of_row, take_back, taken_back
from tests.factories import make_draft, make_full_film, make_user

THEN = {
    "marquee": 1,
    "title": "M",
    "year": 1931,
    "logline": "A city looks for a man.",
    "trivia": [{"text": "One."}, {"text": "Two."}, {"text": "Three."}],
}


def places(then, now):
    """Return how each row that differs is called, by its title."""
    return {
        row.title: place_of_row(part.part.block, row)
        for section in compare(then, now).sections
        for part in section.parts
        for row in part.rows
    }


def test_one_field_is_taken_back_and_no_other():
    now = THEN | {"year": 1932, "logline": "New.", "runtime": 111}

    taken = taken_back(now, THEN, "logline")

    assert taken.document == now | {"logline": THEN["logline"]}
    assert taken.what == "logline"


def test_a_field_that_said_nothing_is_emptied():
    assert taken_back(THEN | {"runtime": 111}, THEN, "runtime").document["runtime"] is None


@pytest.mark.parametrize(
    ("now", "title"),
    [
        (["One.", "Two.", "Three.", "Four."], "Four."),  # added
        (["One.", "Three."], "Two."),  # removed
        (["Three.", "One.", "Two."], "Three."),  # moved
    ],
)
def test_one_row_is_taken_back(now, title):
    page = THEN | {"trivia": [{"text": text} for text in now]}
    place = places(THEN, page)[title]

    assert taken_back(page, THEN, place).document == THEN


def test_a_changed_row_is_taken_back_and_its_neighbours_left_alone():
    then = THEN | {"trivia": [{"text": "One.", "source": "A book"}, {"text": "Two."}]}
    now = THEN | {"trivia": [{"text": "Zero."}, {"text": "One."}, {"text": "Second."}]}
    place = places(then, now)["One."]

    taken = taken_back(now, then, place)

    assert taken.document["trivia"] == [
        {"text": "Zero."},
        {"text": "One.", "source": "A book"},
        {"text": "Second."},
    ]
    assert taken.what == "behind the scenes, “One.”"


@pytest.mark.parametrize(
    "place", ["slug", "status", "trivia", "marquee", "", "trivia:0:9", "trivia:::", "x:1:1"]
)
def test_what_is_no_difference_is_refused(place):
    with pytest.raises(TakingBackError):
        taken_back(THEN, THEN | {"slug": "m", "status": "published"}, place)


@pytest.mark.django_db
def test_a_public_page_takes_back_in_its_working_copy():
    film, editor = make_full_film(), make_user()
    then = document_of(film)
    copy = working_copies.begin(film)
    copy.logline, copy.year = "New.", 1950
    copy.save()
    publishing.save(copy, by=editor)
    version = Film.objects.get(pk=film.pk).version

    made = take_back(
        film, place="logline", source=then, version=version, origin="the live page", by=editor
    )

    copy.refresh_from_db()
    assert (copy.logline, copy.year) == (film.logline, 1950)
    assert (made.kind, made.comment) == (RevisionKind.RESTORE, "logline, as in the live page")
    assert film.events.first().verb == EventVerb.RESTORED


@pytest.mark.django_db
def test_a_page_that_has_been_changed_since_is_refused():
    film = make_draft(logline="Old.")
    record(film, RevisionKind.SAVE)
    source = document_of(film)
    film.logline = "New."
    film.save()
    record(film, RevisionKind.SAVE)

    with pytest.raises(TakingBackError, match="has been changed since"):
        take_back(film, place="logline", source=source, version=1, origin="version 1", by=None)

    film.refresh_from_db()
    assert film.logline == "New."
