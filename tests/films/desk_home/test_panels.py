"""What the home of the desk shows, panel by panel."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from films import autosaves, publishing
from films.choices import FilmStatus, LinkState, MergeKind
from films.desk_home import ageing, mending, moving, own, wanted
from films.desk_home.panels import MOST_COUNTED, MOST_ROWS, Panel
from films.models import Film, LinkCheck, MissedSearch, PossibleDouble
from films.roles import ensure_roles
from films.working_copies import begin
from reviews.models import FilmRating
from tests.factories import (
    make_credit,
    make_draft,
    make_film,
    make_person,
    make_provider,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


def somebody(role: str):
    ensure_roles()
    user = make_user(is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def names(panel: Panel) -> list[str]:
    return [row.words for row in panel.rows]


def by_key(panels: list[Panel]) -> dict[str, Panel]:
    return {panel.key: panel for panel in panels}


def rate(film: Film, count: int) -> None:
    FilmRating.objects.create(film=film, h8=count, count=count, total=8 * count)


# Own work -----------------------------------------------------------------------------------------


def submitted_and_returned(writer, editor, title: str) -> Film:
    film = make_draft(title=title, author=writer)
    publishing.submit(film, by=writer)
    return publishing.send_back(film, by=editor, comment="Who wrote it?")


def test_returned_page_stands_apart_from_the_drafts_with_its_comment():
    writer, editor = somebody("writer"), make_user("anna")
    back = submitted_and_returned(writer, editor, "Back")
    make_draft(title="Begun", author=writer)
    make_draft(title="Of somebody else", author=editor)

    panels = by_key(own.own_work(writer))

    [row] = panels["returned"].rows
    assert (row.words, row.detail, row.said) == ("Back", "from anna", "Who wrote it?")
    assert row.url == f"/admin/films/film/{back.pk}/change/"
    assert names(panels["drafts"]) == ["Begun"]


def test_page_handed_in_again_is_no_longer_returned():
    writer, editor = somebody("writer"), make_user()
    film = submitted_and_returned(writer, editor, "Back")
    publishing.submit(film, by=writer)

    panels = by_key(own.own_work(writer))

    assert (panels["returned"].rows, panels["drafts"].rows) == ([], [])
    assert names(panels["handed-in"]) == ["Back"]


def test_page_returned_once_and_published_since_does_not_come_back_as_returned():
    writer, editor = somebody("writer"), make_user()
    film = submitted_and_returned(writer, editor, "Back")
    Film.objects.filter(pk=film.pk).update(logline="Of a comeback.")
    publishing.publish(Film.objects.get(), by=editor)
    publishing.unpublish(Film.objects.get(), by=editor)

    assert own.own_work(writer)[0].rows == []


def test_working_copy_is_no_draft_of_its_author():
    writer = somebody("writer")
    begin(make_film(author=writer))

    assert by_key(own.own_work(writer))["drafts"].rows == []


def test_what_is_typed_and_not_saved_leads_back_to_its_form():
    writer = somebody("writer")
    film = make_draft(title="Begun", author=writer)
    for page, title in ((film, "Begun"), (None, "Not yet a page")):
        mark = autosaves.new_mark(editor=writer, film=page)
        autosaves.keep(mark, [("title", title)])

    rows = by_key(own.own_work(writer))["unsaved"].rows

    assert {(row.words, row.url) for row in rows} == {
        ("Begun", f"/admin/films/film/{film.pk}/change/"),
        ("Not yet a page", "/admin/films/film/add/"),
    }


# On the way ---------------------------------------------------------------------------------------


def test_longest_waiting_comes_first_changes_of_live_pages_among_them():
    editor, writer = somebody("editor"), make_user("wanda")
    copy = begin(make_film(title="Live", author=writer))
    publishing.submit(copy, by=writer)
    publishing.submit(make_draft(title="New", author=writer), by=writer)

    [panel] = moving.waiting(editor)

    said = [(row.words, row.detail.split(" · ")) for row in panel.rows]
    assert [(words, who, "changes of a live page" in rest) for words, (who, *rest) in said] == [
        ("Live", "wanda", True),
        ("New", "wanda", False),
    ]
    assert panel.rows[0].url == f"/admin/films/film/{copy.draft_of_id}/change/"


def test_open_working_copies_name_who_is_at_them():
    editor, other = somebody("editor"), make_user("ben")
    copy = begin(make_film(title="Live"))
    publishing.save(copy, by=other)
    scheduled = begin(make_film(title="Has a date"))
    Film.objects.filter(pk=scheduled.pk).update(go_live_at=timezone.now())

    [panel] = moving.copies(editor)

    assert [(row.words, row.detail.split(" · ")[0]) for row in panel.rows] == [("Live", "ben")]


# Ageing -------------------------------------------------------------------------------------------


def test_stale_pages_come_in_the_order_of_their_ratings(settings):
    settings.STALE_AFTER_DAYS = 30
    old, fresh = TODAY - timedelta(days=31), TODAY - timedelta(days=30)
    films = {name: make_film(title=name) for name in ("Unrated", "Loved", "Fresh", "Liked", "Gone")}
    for name in ("Unrated", "Loved"):
        films[name].scores.create(source="imdb", value=7, checked_on=old)
    films["Fresh"].scores.create(source="imdb", value=7, checked_on=fresh)
    films["Liked"].offers.create(provider=make_provider(), access="rent", checked_on=old)
    films["Gone"].offers.create(provider=make_provider(), access="rent", until=old)
    for name, count in (("Loved", 9), ("Liked", 3), ("Fresh", 20)):
        rate(films[name], count)

    [panel] = ageing.stale(somebody("editor"))

    assert [(row.words, row.detail) for row in panel.rows] == [
        ("Loved", "scores of 22 Oct 2026 · 9 ratings"),
        ("Liked", "offers of 22 Oct 2026 · 3 ratings"),
        ("Unrated", "scores of 22 Oct 2026"),
        ("Gone", "an offer is over"),
    ]
    assert panel.count == 4
    assert [film.title for film in ageing.stale_films()] == names(panel)


def test_offers_of_closed_services_and_drafts_do_not_age():
    old = TODAY - timedelta(days=900)
    closed = make_provider(active=False)
    make_film().offers.create(provider=closed, access="rent", checked_on=old, until=old)
    make_draft().scores.create(source="imdb", value=7, checked_on=old)

    [panel] = ageing.stale(somebody("editor"))

    assert (panel.rows, panel.count) == ([], 0)


# To mend ------------------------------------------------------------------------------------------


def test_worst_pages_come_first_without_archived_ones_and_copies():
    editor = somebody("editor")
    for title, faults in (("Sound", 0), ("Worse", 5), ("Bad", 2)):
        make_film(title=title, fault_count=faults, completeness=40)
    make_film(title="Archived", status=FilmStatus.ARCHIVED, fault_count=9)
    make_draft(title="Copy", draft_of=make_film(), fault_count=9)

    [panel] = mending.faults(editor)

    assert [(row.words, row.detail) for row in panel.rows] == [
        ("Worse", "40 % complete · 5 faults"),
        ("Bad", "40 % complete · 2 faults"),
    ]


def test_people_with_many_credits_and_no_life_story():
    known, told, extra = (
        make_person("Known"),
        make_person("Told", biography="Lived."),
        make_person(),
    )
    for _number in range(mending.MANY_CREDITS):
        film = make_film()
        make_credit(film, known)
        make_credit(film, told)
    make_credit(film, extra)

    [panel] = mending.people(somebody("editor"))

    assert [(row.words, row.detail) for row in panel.rows] == [("Known", "3 credits")]


def test_life_story_written_just_now_is_missed_no_longer():
    editor, known = somebody("editor"), make_person("Known")
    for _number in range(mending.MANY_CREDITS):
        make_credit(make_film(), known)
    assert names(mending.people(editor)[0]) == ["Known"]

    known.biography = "Lived."
    known.save()

    assert mending.people(editor)[0].rows == []


def test_dead_links_come_by_how_often_they_are_used():
    for url, state, uses in (
        ("https://a.example/", LinkState.GONE, 1),
        ("https://b.example/page", LinkState.GONE, 3),
        ("https://c.example/", LinkState.GOOD, 9),
        ("https://d.example/", LinkState.GONE, 0),
    ):
        then = timezone.now()
        LinkCheck.objects.create(url=url, state=state, uses=uses, due_at=then, seen_at=then)

    [panel] = mending.dead_links(somebody("editor"))

    assert [(row.words, row.detail) for row in panel.rows] == [
        ("b.example/page", "in 3 places"),
        ("a.example/", "in 1 place"),
    ]


def test_possible_doubles_are_named_unless_one_is_gone_or_they_are_two():
    one, two, three = (make_person(name) for name in ("Ann Lee", "Anne Lee", "Bob"))
    pairs = PossibleDouble.objects
    pairs.create(kind=MergeKind.PERSON, first_id=one.pk, second_id=two.pk)
    pairs.create(kind=MergeKind.PERSON, first_id=two.pk, second_id=three.pk, are_two=True)
    pairs.create(kind=MergeKind.TAG, first_id=1, second_id=2)

    [panel] = mending.doubles(somebody("editor"))

    assert names(panel) == ["Ann Lee / Anne Lee"]


# Wanted -------------------------------------------------------------------------------------------


def test_recommended_films_without_a_page_come_by_number():
    once, twice, begun = ("Once", 1930), ("Twice", 1931), ("Begun", 1932)
    make_draft(title="Begun", year=1932)
    for picks in ([once, twice, begun], [twice, begun], [begun]):
        film = make_film()
        for title, year in picks:
            film.similar_films.create(title=title, year=year)
    begin(film)

    [panel] = wanted.wanted(somebody("writer"))

    assert [(row.words, row.lead, row.detail) for row in panel.rows] == [
        ("Twice", "1931", "on 2 pages"),
        ("Once", "1930", "on 1 page"),
    ]
    assert panel.rows[0].presses[0].fields == {"title": "Twice", "year": "1931"}
    everything = wanted.wanted_films(wanted.wanted_titles())
    assert [(film.title, film.picks, film.film is None) for film in everything] == [
        ("Begun", 3, False),
        ("Twice", 2, True),
        ("Once", 1, True),
    ]


@pytest.mark.parametrize(
    ("words", "title", "year"),
    [
        ("metropolis 1927", "Metropolis", "1927"),
        ("Nosferatu (1922)", "Nosferatu", "1922"),
        ("blade runner 2049", "Blade runner 2049", ""),
        ("1917", "1917", ""),
    ],
)
def test_missed_search_offers_the_page_that_was_meant(words, title, year):
    make_missed(words)

    [row] = wanted.missed(somebody("writer"))[0].rows

    assert [press.fields for press in row.presses] == [{"title": title, "year": year}]


def make_missed(words: str, **fields) -> MissedSearch:
    return MissedSearch.objects.create(
        words=words, folded=words.lower(), first_on=TODAY, last_on=TODAY, **fields
    )


def test_missed_search_leads_to_the_page_that_is_begun_meanwhile():
    make_missed("metropolis", count=5, days=2)
    film = make_draft(title="Metropolis")

    [row] = wanted.missed(somebody("editor"))[0].rows

    assert (row.url, row.detail) == (
        f"/admin/films/film/{film.pk}/change/",
        "Draft · 5 times on 2 days",
    )
    assert [press.words for press in row.presses] == ["Done with it"]


def test_page_is_begun_once():
    writer = make_user()

    film, is_new = wanted.begin_page("Metropolis", year=1927, by=writer)
    again = wanted.begin_page("METROPOLIS!", year=1927, by=make_user())
    other_year = wanted.begin_page("Metropolis", year=2001, by=writer)

    assert (film.slug, film.author, film.status, is_new) == (
        *("metropolis-1927", writer),
        *(FilmStatus.DRAFT, True),
    )
    assert [event.get_verb_display() for event in film.events.all()] == ["made"]
    assert again == (film, False)
    assert other_year[1] is True


@pytest.mark.parametrize("title", ["", "x" * 401])
def test_page_without_a_fitting_title_is_not_begun(title):
    with pytest.raises(wanted.BeginningRefused):
        wanted.begin_page(title, year=None, by=make_user())

    assert not Film.objects.exists()


# Everything ---------------------------------------------------------------------------------------


def test_panel_shows_few_rows_and_counts_all():
    editor = somebody("editor")
    for _number in range(MOST_ROWS + 2):
        make_draft(author=editor)

    panel = by_key(own.own_work(editor))["drafts"]

    assert (len(panel.rows), panel.count, panel.number) == (MOST_ROWS, MOST_ROWS + 2, "8")


def test_number_of_very_many_is_not_counted_to_its_end():
    many = Panel("key", "Title", [], MOST_COUNTED + 1, "/")

    assert many.number == "1,000+"


@pytest.mark.parametrize("role", ["writer", "moderator"])
def test_only_editors_see_what_editors_work_on(role):
    make_film(fault_count=3)
    publishing.submit(make_draft(), by=None)
    somebody_else = somebody(role)

    shows = (moving.waiting, moving.copies, ageing.stale, mending.faults, mending.people)

    assert [show(somebody_else) for show in shows] == [[]] * len(shows)


def test_moderator_has_no_pages():
    moderator = somebody("moderator")

    assert [own.own_work(moderator), wanted.missed(moderator), wanted.wanted(moderator)] == [[]] * 3
