"""A film's page, made fit to be looked at before it is public."""

import pytest
from django.test import RequestFactory

from films.choices import Job, TagKind
from films.document import dump
from films.models import SimilarFilm
from films.preview_page import (
    dead_ends,
    drawing_of,
    film_page,
    framed,
    picture_of,
    public_address,
    without_dead_ends,
)
from films.views.preview import draw
from tests.factories import (
    make_credit,
    make_draft,
    make_film,
    make_full_film,
    make_person,
    make_quote,
    make_tag,
)
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db


def drawn(film):
    return draw(RequestFactory().get("/"), film)[0]


# The film


def test_working_copy_stands_at_its_pages_address_with_its_ratings():
    film = make_film(title="Live")
    for score in (8, 9, 10):
        rate(film, score)
    copy = make_draft(title="Being rewritten", draft_of=film)
    other, fan = make_film(title="Picked by the copy"), make_film(title="A fan of the page")
    SimilarFilm.objects.create(film=film, title="Picked by the live page")
    SimilarFilm.objects.create(film=copy, title=other.title, other=other)
    SimilarFilm.objects.create(film=fan, title=film.title, other=film)

    page = film_page(copy)

    assert (page.film.title, page.path) == ("Being rewritten", film.get_absolute_url())
    assert page.film.rating.count == 3
    assert [card.title for card in page.similar] == ["Picked by the copy", "A fan of the page"]
    copy.refresh_from_db()
    assert (copy.slug, copy.draft_of) == (None, film)


def test_working_copy_stands_at_the_address_to_come():
    copy = make_draft(draft_of=make_film(), next_slug="renamed-1927")

    assert film_page(copy).path == "/films/renamed-1927/"


def test_film_without_an_address_is_shown_all_the_same():
    page = film_page(make_draft(slug=None))

    assert page.path == "/films/-/"
    assert public_address(page.path) == ""
    assert public_address("/films/m-1931/").endswith("/films/m-1931/")


def test_drawing_of_a_document_is_that_of_its_film():
    film = make_draft(poster_motif="moon", poster_variant=2)
    for name in ("Fritz Lang", "Thea von Harbou", "A Third"):
        make_credit(film, make_person(name), job=Job.DIRECTOR)
    film.film_tags.create(tag=make_tag("Berlin", TagKind.MOOD))
    film.film_tags.create(tag=make_tag("Crime"))

    assert drawing_of(dump(film)) == {
        "year": 1927,
        "director": "Fritz Lang · Thea von Harbou",
        "genre": "Crime",
        "motif": "moon",
        "variant": 2,
    }
    assert picture_of(dump(film)) == ("", (50, 50))


def test_poster_whose_file_is_not_there_is_left_out():
    assert picture_of(dump(make_full_film())) == ("", (50, 50))


# Dead ends


def test_paths_that_visitors_cannot_open_are_dead_ends():
    live, draft = make_film(), make_draft()
    seen, unseen = make_person("Seen"), make_person("Unseen")
    make_credit(live, seen)
    make_credit(draft, unseen)
    genre, mood = make_tag("Used"), make_tag("Unused", TagKind.MOOD)
    live.film_tags.create(tag=genre)
    draft.film_tags.create(tag=mood)
    prize = make_tag("Prize", TagKind.AWARD)
    live.awards.create(body=prize)
    open_ones = {
        *(thing.get_absolute_url() for thing in (live, seen, genre, prize)),
        make_quote(live).get_absolute_url(),
        f"{live.get_absolute_url()}reviews/",
        *("/", "/films/", "/about/", "/no/such/page", "https://example.org/people/unseen/"),
    }
    dead = {
        *(thing.get_absolute_url() for thing in (draft, unseen, mood)),
        make_quote(draft).get_absolute_url(),
        f"{draft.get_absolute_url()}reviews/",
        f"{live.get_absolute_url().replace('/films/', '/quotes/')}no-such-quote/",
    }

    assert dead_ends(open_ones | dead) == dead


def test_dead_ends_cost_a_query_for_each_kind(django_assert_num_queries):
    draft = make_draft()
    people = {make_person().get_absolute_url() for _ in range(30)}

    with django_assert_num_queries(2):
        assert dead_ends({*people, draft.get_absolute_url()}) == {
            *people,
            draft.get_absolute_url(),
        }


def test_links_to_dead_ends_lose_their_address():
    make_person("Unseen")
    html = '<a class="x" href="/people/unseen/?a=1" lang="de">U</a> <a href="#cast">c</a>'

    assert without_dead_ends(html) == (
        '<a class="x" title="Opens once the page is public." lang="de">U</a> <a href="#cast">c</a>'
    )


def test_forms_that_send_become_plain_boxes_and_searching_stays():
    html = (
        '<form class="f" action="/x/" method="post" novalidate data-votes><b>1</b></form>'
        '<form role="search" action="/search/"></form>'
    )

    assert without_dead_ends(html) == (
        '<div class="f"><b>1</b></div><form role="search" action="/search/"></form>'
    )


# The whole page


def test_preview_tells_machines_nothing_and_sends_nothing():
    film = make_full_film(rows=2)
    for score in (8, 9, 10):
        rate(film, score, body="Words of a visitor, long enough to be shown.")

    html = without_dead_ends(drawn(film))

    assert '<meta name="robots" content="noindex, nofollow">' in html
    for told in ("ld+json", "og:title", "og:image", "canonical", 'rel="alternate"', "csrf"):
        assert told not in html
    assert 'method="post"' not in html
    assert "<div inert>" in html
    assert "Words of a visitor" in html


def test_drawn_poster_comes_from_beside_the_page():
    html = drawn(make_draft())

    assert 'src="poster.svg"' in html
    assert "/poster.svg" not in html


def test_framed_page_opens_its_links_in_tabs_of_their_own():
    html = '<a href="/films/">F</a><a href="#cast">c</a><form action="/search/" data-suggest="/s/">'

    assert framed(html) == (
        '<a href="/films/" target="_blank">F</a><a href="#cast">c</a>'
        '<form target="_blank" action="/search/">'
    )


def test_framed_page_takes_a_theme_whatever_the_browser_keeps():
    html = framed(drawn(make_draft()), theme="dark", stylesheet="/more.css")

    assert '<html data-theme="late-show" lang="en">' in html
    assert "js/theme.js" not in html
    assert '<link rel="stylesheet" href="/more.css">\n</head>' in html
    assert "js/theme.js" in framed(drawn(make_draft()), theme="pink")


@pytest.mark.parametrize("rows", [1, 20])
def test_saved_page_costs_the_same_for_one_row_and_for_many(rows, django_assert_max_num_queries):
    film = make_full_film(rows=rows, status="draft")

    with django_assert_max_num_queries(24):
        without_dead_ends(drawn(film))
