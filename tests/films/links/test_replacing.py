import pytest

from films.links.found import replaced_in
from films.links.replacing import ReplaceError, look, replace
from films.models import LinkCheck
from tests.factories import make_draft, make_film, make_person
from tests.films.links.test_checking import make_link

pytestmark = pytest.mark.django_db
OLD, NEW = "https://old.example/x", "https://new.example/y"


@pytest.mark.parametrize(
    ("text", "then"),
    [
        (f"[a]({OLD}), <{OLD}>.", f"[a]({NEW}), <{NEW}>."),
        (f"({OLD}).", f"({NEW})."),
        (f"{OLD}/longer {OLD}?q=1", f"{OLD}/longer {OLD}?q=1"),
        ("nothing", "nothing"),
    ],
)
def test_replaced_in_a_text(text, then):
    assert replaced_in(text, OLD, NEW) == then


def test_address_is_replaced_everywhere():
    film = make_film(synopsis=f"See [this]({OLD}) and [that]({OLD}/more).")
    copy = make_draft(draft_of=film, title="T", synopsis=f"<{OLD}>")
    score = film.scores.create(source="imdb", value=7, url=OLD)
    person = make_person(biography=f"[Life]({OLD})")
    make_link(OLD)

    number = replace(OLD, NEW, by=None)

    for row in (film, copy, score, person):
        row.refresh_from_db()
    assert number == 4
    assert film.synopsis == f"See [this]({NEW}) and [that]({OLD}/more)."
    assert (copy.synopsis, score.url, person.biography) == (f"<{NEW}>", NEW, f"[Life]({NEW})")
    assert list(LinkCheck.objects.values_list("url", "state", "uses")) == [(NEW, "waiting", 4)]
    assert film.revisions.get().comment == f"Address replaced: {NEW}"


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (OLD, "This is the address that stands there now."),
        ("new.example", "Give a whole web address: https://…"),
        ("javascript:alert(1)", "Give a whole web address: https://…"),
        ("", "Give a whole web address: https://…"),
        ("https://new.example/a)b", "This address holds signs that would end it in a text."),
        (f"https://new.example/{'x' * 500}", "Give a whole web address: https://…"),
    ],
)
def test_senseless_new_address_is_refused(new, sentence):
    make_film(synopsis=f"<{OLD}>")

    with pytest.raises(ReplaceError) as refused:
        look(OLD, new)

    assert str(refused.value) == sentence


def test_address_that_stands_nowhere_is_refused():
    with pytest.raises(ReplaceError):
        look(OLD, NEW)


def test_text_without_room_is_told_and_nothing_is_changed():
    film = make_film(watch_note=f"{OLD} {'x' * 3_970}")
    score = film.scores.create(source="imdb", value=7, url=OLD)

    with pytest.raises(ReplaceError) as refused:
        replace(OLD, "https://new.example/much-longer", by=None)

    score.refresh_from_db()
    assert score.url == OLD
    assert str(refused.value) == f"There is no room for it: how to watch of “{film}”."


def test_places_that_came_since_are_shown_first():
    make_film(synopsis=f"<{OLD}>")

    with pytest.raises(ReplaceError):
        replace(OLD, NEW, by=None, seen=2)
