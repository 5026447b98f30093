"""What the proofreader is told of the guide, and what it costs."""

from datetime import date

from django.utils import timezone

from films.choices import Access
from films.document import dump
from films.models import Film, LinkCheck
from films.proofing.loading import context_of, proofread_film, with_rows
from tests.factories import add_row_of_each, make_draft, make_film, make_full_film, make_provider


def codes(film):
    return [fault.code for fault in proofread_film(film)]


def test_context_knows_the_services(db, settings):
    settings.STALE_AFTER_DAYS = 30
    make_provider("Lantern", active=False)
    make_provider("Kino", url="https://example.org/")

    context = context_of()

    assert (context.closed, context.linked, context.stale_after) == ({"Lantern"}, {"Kino"}, 30)
    assert context.today == timezone.localdate()


def test_context_knows_the_pages_of_picks(db):
    make_film(title="Fóg", year=1930, slug="fog-1930")
    make_draft(title="Ferry", year=1929)
    picks = [{"title": "Fog", "year": 1930}, {"title": "Ferry", "year": 1929}]

    assert context_of({"similar_films": picks}).pages == {("fog", 1930): "fog-1930"}


def test_context_knows_dead_links_only(db):
    now = timezone.now()
    for name, state, failures, words in (
        ("gone", "gone", 1, "Not found"),
        ("failing", "failing", 2, ""),
        ("once", "failing", 1, "No answer"),
        ("good", "good", 0, "OK"),
        ("elsewhere", "gone", 1, "Not found"),
    ):
        LinkCheck.objects.create(
            url=f"https://example.org/{name}", state=state, words=words, failures=failures,
            failing_since=now if failures else None, due_at=now, seen_at=now,
        )  # fmt: skip
    names = ("gone", "failing", "once", "good")  # what fails may only sleep
    scores = [{"url": f"https://example.org/{name}"} for name in names]

    assert context_of({"scores": scores}).links == {
        "https://example.org/gone": "Not found",
    }


def test_closing_a_service_makes_a_fault(db):
    film = make_film(logline="A lamp.", poster_motif="lamp")
    service = make_provider("Lantern", url="https://example.org/")
    film.offers.create(provider=service, access=Access.RENT, checked_on=date.today())  # noqa: DTZ011

    before = codes(film)
    service.active = False
    service.save()

    assert (before, codes(film)) == ([], ["service_closed"])


def test_film_costs_the_same_queries_with_more_rows(db, django_assert_num_queries):
    film = make_full_film()
    with django_assert_num_queries(20):
        proofread_film(Film.objects.get(pk=film.pk))
    add_row_of_each(film, first=1, rows=4)

    with django_assert_num_queries(20):
        proofread_film(Film.objects.get(pk=film.pk))


def test_many_films_cost_the_same_queries(db, django_assert_num_queries):
    films = [make_full_film(rows=2) for _ in range(2)]
    first = Film.objects.filter(pk=films[0].pk)
    with django_assert_num_queries(16):
        documents = [dump(film) for film in with_rows(first)]

    with django_assert_num_queries(16):
        documents += [
            dump(film)
            for film in with_rows(
                Film.objects.filter(pk__in=[it.pk for it in films]).order_by("pk")
            )
        ]

    assert documents[1] == documents[0] == dump(Film.objects.get(pk=films[0].pk))
