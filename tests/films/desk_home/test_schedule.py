"""The schedule of the desk: a list, and the days of a month in the site's time zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone, translation

from films.choices import FilmStatus
from films.desk_home.schedule import MOST_A_DAY, Change, Coming, Month, schedule
from films.models import Collection, Film
from films.roles import ensure_roles
from tests.factories import make_draft, make_film, make_user

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def coming(at: datetime, words: str = "A film") -> Coming:
    return Coming(at, words, "/", Change.FILM)


def somebody(role: str):
    ensure_roles()
    user = make_user(is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def marked(month: Month) -> dict[date, list[str]]:
    return {
        day.date: [one.words for one in day.coming]
        for week in month.weeks
        for day in week
        if day.coming
    }


@pytest.mark.django_db
def test_everything_that_the_clock_does_comes_in_its_order():
    editor = somebody("editor")
    day = timedelta(days=1)
    make_film(title="Film", published_at=NOW + 2 * day)
    make_film(title="Live", published_at=NOW - day)
    make_draft(title="Undated")
    live = make_film(title="Changed")
    make_draft(draft_of=live, title="Changed", go_live_at=NOW + day)
    Collection.objects.create(title="List", published=True, published_at=NOW + 3 * day)
    Collection.objects.create(title="Season", published=True, until=NOW + 4 * day)
    Collection.objects.create(title="Hidden", published_at=NOW + day)

    found = schedule(editor)

    assert [(one.words, one.change) for one in found.coming] == [
        ("Changed", Change.UPDATE),
        ("Film", Change.FILM),
        ("List", Change.COLLECTION),
        ("Season", Change.END),
    ]
    assert found.coming[0].url == f"/admin/films/film/{live.pk}/change/"


@pytest.mark.django_db
def test_writer_sees_the_dates_of_own_pages_and_a_moderator_none():
    writer = somebody("writer")
    make_film(title="Mine", published_at=NOW + timedelta(days=1), author=writer)
    make_film(title="Other", published_at=NOW + timedelta(days=1))
    Collection.objects.create(title="List", published=True, published_at=NOW + timedelta(days=1))

    assert [one.words for one in schedule(writer).coming] == ["Mine"]
    assert schedule(somebody("moderator")) is None


def test_day_is_that_of_the_site(settings):
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)

    with timezone.override("Europe/Vienna"):
        month = Month(date(2026, 11, 1), [coming(late)])

        assert marked(month) == {date(2026, 11, 25): ["A film"]}


def test_today_is_marked_and_days_of_other_months_are_empty():
    month = Month(date(2026, 11, 1), [coming(datetime(2026, 12, 1, tzinfo=UTC))])
    days = [day for week in month.weeks for day in week]

    assert [day.date for day in days if day.is_today] == [TODAY]
    assert marked(month) == {}


def test_full_day_says_how_many_more():
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    month = Month(date(2026, 11, 1), [coming(at)] * (MOST_A_DAY + 1))

    [day] = [day for week in month.weeks for day in week if day.coming]

    assert (len(day.coming), day.more) == (MOST_A_DAY - 1, 2)


@pytest.mark.parametrize(
    ("language", "first"), [("en", "Sunday"), ("de", "Montag"), ("en-gb", "Monday")]
)
def test_week_begins_as_it_does_in_the_language(language, first):
    with translation.override(language):
        month = Month(date(2026, 11, 1), [])

        assert month.weekdays[0].name == first
        assert month.weeks[0][0].date == (
            date(2026, 11, 1) if first == "Sunday" else date(2026, 10, 26)
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2027-02", date(2027, 2, 1)),
        ("", date(2026, 11, 1)),
        ("2026-10", date(2026, 11, 1)),
        ("2026-13", date(2026, 11, 1)),
        ("9999-12", date(2026, 11, 1)),
        ("%00", date(2026, 11, 1)),
        ("2036-11", date(2036, 11, 1)),
    ],
)
def test_month_that_is_over_or_none_is_the_present_one(asked, first):
    assert schedule(somebody("editor"), month=asked).month.first == first


def test_months_lead_to_each_other_within_bounds():
    assert (
        Month(TODAY.replace(day=1), []).previous,
        Month(TODAY.replace(day=1), []).following,
    ) == (*("", "2026-12"),)
    assert Month(date(2027, 1, 1), []).previous == "2026-12"
    assert Month(date(2036, 11, 1), []).following == ""


@pytest.mark.django_db
def test_published_film_is_scheduled_by_its_date_alone():
    film = make_film(published_at=NOW + timedelta(seconds=1))

    assert Film.objects.get().status == FilmStatus.PUBLISHED
    assert [one.at for one in schedule(somebody("editor")).coming] == [film.published_at]
