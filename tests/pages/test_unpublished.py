"""Nothing of an unpublished film is public: one marker in all its words, looked for everywhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from films.choices import FilmStatus, TagKind
from films.models import Film, SimilarFilm
from tests.factories import make_credit, make_film, make_person, make_quote, make_tag
from tests.pages.guide import FIXED, add_film, pages_of

pytestmark = pytest.mark.django_db

MARKER = "Zqxjk"
HIDDEN = {
    "draft": {"status": FilmStatus.DRAFT},
    "in review": {"status": FilmStatus.REVIEW},
    "archived": {"status": FilmStatus.ARCHIVED},
    "scheduled": {"published_at": timezone.now() + timedelta(days=9)},
}


def hide_film(seen: Film, **fields) -> Film:
    """A film that visitors may not see, full of the marker and tied to all that they may see."""
    film = make_film(
        title=f"{MARKER} film", slug="zqxjk-1927", logline=MARKER, badly_explained=MARKER, **fields
    )
    tie(film, seen)
    return film


def tie(film: Film, seen: Film) -> None:
    margaret = seen.credits.first().person
    credit = make_credit(film, margaret, character=f"{MARKER} role")
    make_credit(film, make_person(f"{MARKER} Person"), character=MARKER)
    make_quote(film, f"{MARKER} says this.", speaker=MARKER, credit=credit)
    film.film_tags.create(tag=seen.film_tags.first().tag)
    film.film_tags.create(tag=make_tag(f"{MARKER} mood", TagKind.MOOD))
    film.awards.create(body=seen.awards.first().body, category=MARKER, person=margaret)
    film.awards.create(body=make_tag(f"{MARKER} prize", TagKind.AWARD))
    seen.collection_items.get().collection.items.create(film=film, note=MARKER)
    SimilarFilm.objects.create(film=film, other=seen, title=seen.title, reason=MARKER)


ASKED = [
    "/search/suggest/?q=zq",
    "/search/suggest/?q=zqxjk",
    "/feeds/films.atom",
    "/sitemap.xml",
    "/sitemaps/films-1.xml",
    "/sitemaps/people-1.xml",
    "/sitemaps/tags-1.xml",
    "/sitemaps/collections-1.xml",
    "/films/?letter=Z",
    "/films/?genre=comedy",
    "/people/?letter=P",
]
SEARCHED = ["/search/?q=zqxjk", "/quotes/?q=zqxjk", "/people/?q=zqxjk"]
OWN = [
    "/films/zqxjk-1927/",
    "/films/zqxjk-1927/poster.svg",
    "/films/zqxjk-1927/card.jpg",
    "/people/zqxjk-person/",
    "/people/zqxjk-person/portrait.svg",
    "/quotes/zqxjk-1927/zqxjk-says-this/",
    "/tags/mood/zqxjk-mood/",
    "/tags/award/zqxjk-prize/",
]


@pytest.mark.parametrize("fields", HIDDEN.values(), ids=HIDDEN)
def test_hidden_film_is_on_no_page(client, fields):
    seen = add_film("First Film")
    hide_film(seen, **fields)

    for address in [*FIXED, *pages_of(seen), *ASKED, seen.get_absolute_url()]:
        assert MARKER.lower() not in client.get(address).content.decode().lower(), address
    for address in SEARCHED:
        html = client.get(address).content.decode()
        assert f"{MARKER} film" not in html
        assert f"{MARKER} Person" not in html
        assert f"{MARKER} says" not in html
    assert {address: client.get(address).status_code for address in OWN} == dict.fromkeys(OWN, 404)


def test_published_film_with_the_marker_is_on_all_these_pages(client):
    """The control: what the test above looks for is there once the film is published."""
    seen = add_film("First Film")
    hide_film(seen)

    found = [*FIXED[:6], *pages_of(seen)[:1], *ASKED[:-1], *SEARCHED]
    html = {address: client.get(address).content.decode().lower() for address in found}
    missing = [address for address, text in html.items() if MARKER.lower() not in text]
    nameless = ["/sitemap.xml", "/sitemaps/collections-1.xml"]
    a_stub = ["/sitemaps/people-1.xml"]
    assert sorted(missing) == sorted(nameless + a_stub)
    assert {address: client.get(address).status_code for address in OWN} == dict.fromkeys(OWN, 200)


def test_working_copy_of_a_live_film_is_on_no_page(client):
    seen = add_film("First Film")
    copy = make_film(title=f"{MARKER} film", status=FilmStatus.DRAFT, draft_of=seen, slug=None)
    tie(copy, seen)

    for address in [*FIXED, *pages_of(seen), *ASKED]:
        assert MARKER.lower() not in client.get(address).content.decode().lower(), address


def test_spoiler_quote_is_only_on_its_own_page(client):
    seen = add_film("First Film")
    spoiler = make_quote(
        seen, f"{MARKER} did it.", spoiler=True, credit=seen.credits.first(), key="end"
    )

    for address in [*FIXED, *pages_of(seen), "/quotes/?q=did", "/search/?q=did", *ASKED]:
        assert MARKER.lower() not in client.get(address).content.decode().lower(), address
    html = client.get(spoiler.get_absolute_url()).content.decode()
    before_the_veil = html.split('<details class="veil">')[0]
    assert MARKER in html
    assert MARKER not in before_the_veil
    assert '<meta name="robots" content="noindex, follow">' in html
