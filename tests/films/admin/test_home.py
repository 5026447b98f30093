"""The home of the desk as a page: what each role sees, what is pressed, what it costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from films import autosaves, publishing
from films.choices import FilmStatus
from films.models import Collection, Film, LinkCheck, MissedSearch, PossibleDouble
from films.working_copies import begin
from reviews.models import FilmRating, Review, Storm
from tests.factories import make_credit, make_draft, make_film, make_person, make_provider
from tests.films.admin.forms import messages_of

HOME = "/admin/"
LONG_AGO = date(2020, 1, 1)
THEN = datetime(2020, 1, 1, tzinfo=UTC)
DEAD_LINK = {
    "state": "gone",
    "uses": 1,
    "failures": 1,
    "failing_since": THEN,
    "due_at": THEN,
    "seen_at": THEN,
}


def make_missed(words: str) -> MissedSearch:
    return MissedSearch.objects.create(
        words=words, folded=words, first_on=LONG_AGO, last_on=LONG_AGO
    )


def work_for(editor, number: int) -> None:
    """One thing of every kind that the home shows."""
    soon = timezone.now() + timedelta(days=1 + number)
    make_draft(author=editor, fault_count=2)
    back = make_draft(author=editor)
    publishing.submit(back, by=editor)
    publishing.send_back(back, by=editor, comment="Who wrote it?")
    publishing.submit(make_draft(author=editor), by=editor)
    autosaves.keep(autosaves.new_mark(editor=editor, film=None), [("title", f"Typed {number}")])
    film = make_film()
    publishing.save(begin(film), by=editor)
    film.scores.create(source="imdb", value=7, checked_on=LONG_AGO)
    film.offers.create(provider=make_provider(), access="rent", checked_on=LONG_AGO)
    FilmRating.objects.create(film=film, h8=1, count=1, total=8)
    film.similar_films.create(title=f"Wanted {number}", year=1930)
    person = make_person()
    for _number in range(3):
        make_credit(make_film(published_at=soon), person)
    begin(make_film())
    make_missed(f"missed {number}")
    LinkCheck.objects.create(url=f"https://example.org/{number}", **DEAD_LINK)
    PossibleDouble.objects.create(kind="person", first_id=person.pk, second_id=make_person().pk)
    Collection.objects.create(title=f"List {number}", published=True, published_at=soon)
    held = {"status": "pending", "hold_reason": "link", "queued_at": timezone.now()}
    Review.objects.create(film=film, score=8, body="Good.", **held)
    Storm.objects.create(film=film, began_at=timezone.now(), reason="Many at once")


def shown(client) -> dict[str, list[str]]:
    """Return the names of the rows by the key of their panel."""
    context = client.get(HOME).context
    panels = [*context["now_panels"], *context["care_panels"]]
    return {panel.key: [row.words for row in panel.rows] for panel in panels}


EDITORS = ["returned", "unsaved", "drafts", "review", "copies", "stale", "missed", "wanted"]
EDITORS += ["faults", "links", "doubles", "people"]


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        ("administrator", ["reviews", "storms", *EDITORS]),
        ("editor", EDITORS),
        ("writer", ["returned", "unsaved", "drafts", "handed-in", "missed", "wanted"]),
        ("moderator", ["reviews", "storms"]),
    ],
)
def test_each_role_sees_its_own_work(sign_in, role, keys):
    client = sign_in(role)
    work_for(client.user, 1)

    assert sorted(shown(client)) == sorted(keys)


def test_home_costs_as_much_for_much_as_for_little(sign_in):
    client = sign_in("administrator")
    client.get(HOME)  # what Django asks once and remembers
    costs = []
    for number in range(4):
        work_for(client.user, number)
        cache.clear()
        if number in (0, 3):
            with CaptureQueriesContext(connection) as queries:
                client.get(HOME)
            costs.append(len(queries))

    assert costs[0] == costs[1]
    assert costs[0] <= 60


def test_empty_desk_says_in_one_line_what_does_not_wait(editor):
    page = editor.get(HOME).content.decode()

    assert shown(editor) == {}
    assert "Waits for review · Changes not published · " in page
    assert "Nothing is scheduled" in page


def test_lists_stand_by_subject(sign_in):
    found = {
        subject.title: [row["object_name"] for row in subject.lists]
        for subject in sign_in("administrator").get(HOME).context["subjects"]
    }

    assert list(found) == ["Pages", "People & words", "Visitors", "Site"]
    assert found["Pages"][:2] == ["Film", "Collection"]
    assert found["People & words"][:2] == ["Person", "Tag"]
    assert found["Visitors"][0] == "Review"
    assert found["Site"][:2] == ["User", "Group"]


def test_month_is_turned_by_links(editor):
    now = timezone.localdate().replace(day=1)
    following = (now + timedelta(days=31)).strftime("%Y-%m")

    page = editor.get(HOME, {"month": following}).content.decode()

    assert f'href="?month={now:%Y-%m}#calendar" rel="prev"' in page


@pytest.mark.parametrize("care", ["waiting", "returned", "stale", "faults"])
def test_every_panel_leads_to_its_list(editor, care):
    work_for(editor.user, 1)
    make_draft(title="Something else")

    found = editor.get("/admin/films/film/", {"care": care}).context["cl"].result_list

    assert {film.title for film in found} == set(shown(editor)[care_panel(care)])


def care_panel(care: str) -> str:
    return "review" if care == "waiting" else care


def test_people_without_a_life_story_are_a_list(editor):
    work_for(editor.user, 1)
    make_person("Somebody else")

    found = editor.get("/admin/films/person/", {"story": "missing"}).context["cl"].result_list

    assert [person.name for person in found] == shown(editor)["people"]


# Presses ------------------------------------------------------------------------------------------


def test_one_press_begins_the_page_of_a_wanted_film(writer):
    make_film().similar_films.create(title="Wanted", year=1930)
    [panel] = [p for p in writer.get(HOME).context["care_panels"] if p.key == "wanted"]
    press = panel.rows[0].presses[0]

    response = writer.post(press.url, press.fields, follow=True)

    film = Film.objects.get(title="Wanted")
    assert (film.year, film.status, film.author) == (1930, FilmStatus.DRAFT, writer.user)
    assert response.redirect_chain == [(f"/admin/films/film/{film.pk}/change/", 302)]
    assert messages_of(response) == ["A draft of “Wanted (1930)” is begun."]
    assert "wanted" not in shown(writer)


@pytest.mark.parametrize("data", [{}, {"title": ""}, {"title": "x" * 500}, {"year": "1930"}])
def test_page_without_a_fitting_title_is_refused_in_words(writer, data):
    response = writer.post("/admin/films/film/begin/", data, follow=True)

    assert len(messages_of(response)) == 1
    assert not Film.objects.exists()


@pytest.mark.parametrize("year", ["", "abc", "12", "99999", "٢٠٢٠"])
def test_year_that_is_none_is_left_out(writer, year):
    writer.post("/admin/films/film/begin/", {"title": "Wanted", "year": year})

    assert Film.objects.get().year is None


def test_missed_search_is_done_with(editor):
    missed, other = make_missed("one"), make_missed("two")

    response = editor.post(f"/admin/films/missedsearch/{missed.pk}/done/", follow=True)

    assert list(MissedSearch.objects.all()) == [other]
    assert messages_of(response) == ["“one” is done with."]
    assert editor.post(f"/admin/films/missedsearch/{missed.pk}/done/").status_code == 302


def test_missed_searches_are_read_and_deleted_and_never_written(editor):
    missed = make_missed("one")

    assert editor.get("/admin/films/missedsearch/add/").status_code == 403
    listed = editor.get("/admin/films/missedsearch/").context["cl"].result_list
    assert list(listed) == [missed]
    gone = {"action": "delete_selected", "_selected_action": missed.pk, "post": "yes"}
    editor.post("/admin/films/missedsearch/", gone)
    assert not MissedSearch.objects.exists()


def test_wanted_films_are_a_list_of_pages(writer):
    film = make_film()
    for number in range(101):
        film.similar_films.create(title=f"Wanted {number:03}", year=1930)

    pages = [writer.get("/admin/films/film/wanted/", {"page": page}) for page in ("1", "2", "x")]

    assert [len(page.context["rows"]) for page in pages] == [100, 1, 100]


ADDRESSES = [
    ("get", "/admin/films/film/wanted/"),
    ("post", "/admin/films/film/begin/"),
    ("post", "/admin/films/missedsearch/1/done/"),
]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("administrator", [200, 302, 302]),
        ("editor", [200, 302, 302]),
        ("writer", [200, 302, 403]),
        ("moderator", [403, 403, 403]),
    ],
)
def test_addresses_ask_for_the_right_to_them(sign_in, role, expected):
    client = sign_in(role)

    assert [getattr(client, m)(path).status_code for m, path in ADDRESSES] == expected


def test_addresses_know_one_method_and_lead_strangers_to_the_login(editor, client):
    wrong = [editor.post(ADDRESSES[0][1]), editor.get(ADDRESSES[1][1]), editor.get(ADDRESSES[2][1])]

    assert [answer.status_code for answer in wrong] == [405] * 3
    assert {getattr(client, m)(path).status_code for m, path in ADDRESSES} <= {302, 403}
