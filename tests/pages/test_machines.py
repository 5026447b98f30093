"""What machines read: sitemaps, the feed, robots.txt and the description of the search."""

from xml.etree import ElementTree

import pytest

from films.models import Collection, Film
from films.sitemap import sitemap_pages, sitemap_parts
from tests.factories import make_credit, make_draft, make_film, make_person, make_tag
from tests.pages.guide import text

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_sitemaps_hold_what_has_a_page_worth_finding():
    film, person, stub = make_film(), make_person(biography="A life."), make_person()
    comedy, shelf = make_tag("Comedy"), Collection.objects.create(title="Shelf", published=True)
    make_credit(film, person)
    make_credit(film, stub)
    film.film_tags.create(tag=comedy)
    shelf.items.create(film=film)
    make_tag("War")
    make_draft()

    pages = {
        part.section: [p.path for p in sitemap_pages(part.section, 1)] for part in sitemap_parts()
    }
    assert pages == {
        "films": [film.get_absolute_url()],
        "people": [person.get_absolute_url()],
        "tags": [comedy.get_absolute_url()],
        "collections": [shelf.get_absolute_url()],
    }


def test_sitemap_tells_when_a_film_changed_last():
    film = make_film()
    film.refresh_from_db()
    changed_at = max(film.updated_at, film.published_at)

    assert [part.changed_at for part in sitemap_parts()] == [changed_at]
    assert [page.changed_at for page in sitemap_pages("films", 1)] == [changed_at]


def test_sitemap_index_and_parts_are_xml_with_whole_addresses(client):
    film = make_film()
    index = ElementTree.fromstring(text(client, "/sitemap.xml"))
    part = ElementTree.fromstring(text(client, "/sitemaps/films-1.xml"))

    assert [e.text for e in index.iter(f"{SITEMAP}loc")] == [
        "http://127.0.0.1:8000/sitemaps/films-1.xml"
    ]
    assert [e.text for e in part.iter(f"{SITEMAP}loc")] == [
        f"http://127.0.0.1:8000{film.get_absolute_url()}"
    ]


@pytest.mark.parametrize("name", ["films-2", "films-0", f"films-{2**70}", "nonsense-1", "people-1"])
def test_unknown_part_of_the_sitemap_is_not_found(client, name):
    make_film()

    assert client.get(f"/sitemaps/{name}.xml").status_code == 404


def test_feed_tells_the_newest_films_with_their_loglines(client):
    film = make_film(title="A & <B>", logline="Somebody <i>does</i>.", ending="They die.")
    make_draft(title="Unseen")
    Film.objects.filter(pk=film.pk).update(year=1927)
    response = client.get("/feeds/films.atom")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["A & <B> (1927)"]
    assert [entry.findtext(f"{ATOM}summary") for entry in entries] == ["Somebody <i>does</i>."]
    assert b"They die" not in response.content
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == (
        "http://127.0.0.1:8000/feeds/films.atom"
    )


def test_feed_holds_thirty_entries(client):
    for number in range(31):
        make_film(title=f"Film {number}")

    assert text(client, "/feeds/films.atom").count("<entry>") == 30


def test_robots_keep_out_of_the_search_and_find_the_sitemap(client):
    assert text(client, "/robots.txt").splitlines() == [
        "User-agent: *",
        "Disallow: /search/",
        "Disallow: /quotes/random/",
        "Sitemap: http://127.0.0.1:8000/sitemap.xml",
    ]


def test_search_description_is_xml(client):
    root = ElementTree.fromstring(text(client, "/search/opensearch.xml"))

    assert root.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
