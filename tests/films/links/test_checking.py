"""Collecting, asking in its time, and what becomes of an address that fails."""

from datetime import UTC, datetime, timedelta

import pytest

from films.choices import FilmStatus, LinkState
from films.links.asking import Answer
from films.links.checking import Round, check_again, check_due, collect, collect_if_due, keep, take
from films.models import LinkCheck
from tests.factories import make_film, make_person, make_provider, make_tag

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def make_link(url="https://a.example/", **fields):
    defaults = {"host": url.split("/")[2], "seen_at": NOW, "due_at": NOW, "uses": 1}
    return LinkCheck.objects.create(url=url, **{**defaults, **fields})


def states():
    return dict(LinkCheck.objects.values_list("url", "state"))


class Asked:
    """Stands in the place of an Asker; knows what each address answers."""

    def __init__(self, **answers):
        self.answers, self.urls = answers, []

    def ask(self, url):
        self.urls.append(url)
        return self.answers.get(url, Answer(200, "200 OK"))


class Clock:
    """A clock that goes on while one sleeps, and a second with every look."""

    def __init__(self):
        self.at = NOW

    def now(self):
        self.at += timedelta(milliseconds=10)
        return self.at

    def sleep(self, seconds):
        self.at += timedelta(seconds=seconds)


def run(asked=None, *, limit=100, minutes=30):
    clock, asked = Clock(), asked or Asked()
    until = clock.at + timedelta(minutes=minutes)
    check_due(asked, Round(limit, until, clock.now, clock.sleep))
    return asked.urls, clock.at - NOW


# Collecting


def test_collect_finds_every_address_of_every_page_once():
    film = make_film(synopsis="See [this](https://a.example/x_(y)) and https://a.example/z.")
    film.scores.create(source="imdb", value=7, url="https://b.example/")
    film.offers.create(access="dvd", url="https://b.example/")
    film.trivia.create(text="It rained.", source="https://c.example/")
    film.faqs.create(answer="<https://d.example/>")
    make_film(status=FilmStatus.ARCHIVED, synopsis="https://no.example/")
    make_person(biography="[Life](https://e.example/)")
    make_tag(introduction="[Tag]: https://f.example/a")
    make_provider(url="https://g.example/")

    found = collect(NOW)

    assert dict(LinkCheck.objects.values_list("url", "uses")) == {
        "https://a.example/x_(y)": 1,
        "https://a.example/z": 1,
        "https://b.example/": 2,
        "https://c.example/": 1,
        "https://d.example/": 1,
        "https://e.example/": 1,
        "https://f.example/a": 1,
        "https://g.example/": 1,
    }
    assert (found, LinkCheck.objects.get(url="https://g.example/").host) == (8, "g.example")


def test_collect_twice_changes_nothing_and_drops_what_is_gone():
    film = make_film(synopsis="https://a.example/ https://b.example/")
    collect(NOW)
    LinkCheck.objects.filter(url="https://a.example/").update(state=LinkState.GOOD)
    film.synopsis = "https://a.example/ https://a.example/2"
    film.save()

    collect(NOW + DAY)
    collect(NOW + 2 * DAY)

    assert states() == {"https://a.example/": "good", "https://a.example/2": "waiting"}


def test_collect_leaves_out_what_is_too_long_for_an_address():
    make_film(synopsis=f"https://a.example/{'x' * 500}")

    assert collect(NOW) == 0


def test_collect_if_due_does_nothing_soon_after():
    make_film(synopsis="https://a.example/")

    assert [collect_if_due(NOW), collect_if_due(NOW + DAY / 24)] == [1, None]
    assert collect_if_due(NOW + DAY) == 1


# Asking


def test_each_address_is_asked_once_a_week():
    make_link()

    assert run()[0] == ["https://a.example/"]
    assert run()[0] == []
    link = LinkCheck.objects.get()
    assert (link.state, link.status_code, link.words) == ("good", 200, "200 OK")
    assert timedelta(days=7) <= link.due_at - NOW <= timedelta(days=7.6)


def test_one_host_is_asked_with_pauses_and_others_meanwhile():
    urls = [f"https://{host}.example/{n}" for n in (1, 2, 3) for host in "ab"]
    for url in urls:
        make_link(url)

    asked, took = run()

    assert sorted(asked) == sorted(urls)
    assert [url[8] for url in asked] == list("ababab")
    assert timedelta(seconds=4) <= took < timedelta(seconds=6)


def test_a_run_ends_at_its_limit_and_at_its_time():
    for number in range(5):
        make_link(f"https://a.example/{number}")

    assert len(run(limit=2)[0]) == 2
    assert run(minutes=0)[0] == []


def test_address_and_host_are_taken_by_one_of_two():
    link, sibling = make_link("https://a.example/1"), make_link("https://a.example/2")
    other = make_link("https://b.example/")
    same = LinkCheck.objects.get(pk=link.pk)

    assert [take(link, NOW), take(same, NOW), take(sibling, NOW), take(other, NOW)] == [0, 2, 2, 0]


def test_address_that_another_has_asked_meanwhile_is_left():
    link, stale = make_link(), LinkCheck.objects.get()
    take(link, NOW)
    keep(link, Answer(200), NOW)

    assert take(stale, NOW + timedelta(minutes=1)) == 2


def test_address_of_a_process_that_died_is_taken_up_again():
    take(make_link(), NOW)
    later = NOW + timedelta(minutes=11)

    link = LinkCheck.objects.get(due_at__lte=later)

    assert take(link, later) == 0


def test_check_again_asks_soon():
    link = make_link(due_at=NOW + 5 * DAY)
    check_again([link], NOW)

    assert run()[0] == ["https://a.example/"]


# What came


def outcome(answer, **fields):
    link = make_link(**fields)
    keep(link, answer, NOW)
    link.refresh_from_db()
    return link.state


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(200), LinkState.GOOD),
        (Answer(206), LinkState.GOOD),
        (Answer(200, final_url="https://b.example/"), LinkState.GOOD),
        (Answer(200, final_url="https://b.example/", has_moved=True), LinkState.MOVED),
        (Answer(403), LinkState.UNCLEAR),
        (Answer(429), LinkState.UNCLEAR),
        (Answer(999), LinkState.UNCLEAR),
        (Answer(404), LinkState.FAILING),
        (Answer(500), LinkState.FAILING),
        (Answer(0, "No connection."), LinkState.FAILING),
        (Answer(0, "Its host is not a public one.", is_refused=True), LinkState.REFUSED),
    ],
)
def test_state_after_an_answer(answer, state):
    assert outcome(answer) == state


def test_address_is_gone_after_three_failures_over_days_and_asked_less_often():
    link, at, seen = make_link(), NOW, []
    for _ in range(5):
        keep(link, Answer(404, "404 Not Found"), at)
        seen.append((link.state, (link.due_at - at).days))
        at = link.due_at

    assert seen == [("failing", 1), ("failing", 2), ("gone", 4), ("gone", 7), ("gone", 7)]
    assert link.failing_since == NOW


def test_three_failures_within_a_day_are_no_end():
    link = make_link()
    for hours in (0, 1, 2):
        keep(link, Answer(404), NOW + timedelta(hours=hours))

    assert link.state == LinkState.FAILING


def test_address_that_is_back_is_good_again():
    link = make_link(state=LinkState.GONE, failures=3, failing_since=NOW - 9 * DAY)

    keep(link, Answer(200), NOW)

    link.refresh_from_db()
    assert (link.state, link.failures, link.failing_since) == (LinkState.GOOD, 0, None)


def test_site_that_asks_for_more_time_is_given_it():
    link = make_link()

    keep(link, Answer(503, wait=9 * 24 * 3_600), NOW)

    assert link.due_at - NOW == timedelta(days=9)


def test_words_of_any_length_are_kept():
    assert outcome(Answer(0, "x" * 9_000, "https://a.example/" + "x" * 9_000)) == "failing"


def test_whole_round_against_a_real_server(web):
    web.pages["/good"] = 200
    for path in ("/good", "/bad"):
        make_link(web.origin + path)
    clock = Clock()

    asked = check_due(web.asker, Round(9, NOW + DAY, clock.now, clock.sleep))

    assert (asked, states()) == (
        2,
        {f"{web.origin}/good": "good", f"{web.origin}/bad": "failing"},
    )
