"""The signed link: a page that is not public, for whoever has the link and for nobody else."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.utils import timezone

from films import previews
from films.choices import FilmStatus
from films.models import PreviewLink
from tests.factories import make_draft, make_film, make_full_film, make_user
from tests.pages.guide import FIXED, MACHINES

pytestmark = pytest.mark.django_db

PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


def share(film, **fields):
    """Make a link to a film and return it with its path."""
    link = previews.make_link(film, by=make_user("lotte", first_name="Lotte"), **fields)
    return link, "/" + previews.url_of(link).split("/", 3)[3]


def headers_of(response):
    return {name: response.headers.get(name) for name in PRIVATE}


def test_link_shows_the_saved_draft_and_says_that_it_is_not_public(client):
    film = make_full_film(title="Hidden so far", status=FilmStatus.DRAFT)
    link, path = share(film)

    response = client.get(path)

    html = response.content.decode()
    assert response.status_code == 200
    assert headers_of(response) == PRIVATE
    assert response.cookies == {}
    assert not {"ETag", "Last-Modified"} & set(response.headers)
    assert "<strong>Not public.</strong> Shown to you by <bdi>Lotte</bdi> until" in html
    assert "Hidden so far" in html
    assert '<meta name="robots" content="noindex, nofollow">' in html
    for told in ("canonical", "ld+json", 'property="og:', "csrf", 'method="post"', link.key):
        assert told not in html.replace('property="og:site_name"', "")


def test_link_shows_what_is_saved_when_it_is_opened(client):
    film = make_draft(title="First thoughts")
    _link, path = share(film)
    film.title = "Second thoughts"
    film.save()

    assert "Second thoughts" in client.get(path).content.decode()


def test_link_shows_the_working_copy_of_a_live_page_which_stays_as_it_is(client):
    film = make_film(title="The live page")
    make_draft(title="The next page", draft_of=film)
    _link, path = share(film)

    assert "The next page" in client.get(path).content.decode()
    for address in [film.get_absolute_url(), *FIXED, *MACHINES]:
        html = client.get(address).content.decode()
        assert "The next page" not in html
        assert "/preview/" not in html


def test_link_to_a_page_that_is_public_by_now_leads_there(client):
    film = make_film()
    response = client.get(share(film)[1])

    assert (response.status_code, response["Location"]) == (302, film.get_absolute_url())
    assert response["Cache-Control"] == "private, no-store"


def test_poster_of_a_link_is_drawn_and_kept_by_nobody(client):
    _link, path = share(make_draft(title="Drawn"))

    response = client.get(f"{path}poster.svg")

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert headers_of(response) == PRIVATE


def test_link_without_its_last_sign_leads_to_the_whole_one(client):
    _link, path = share(make_draft())
    response = client.get(path.rstrip("/"))

    assert (response.status_code, response["Location"]) == (302, path)
    assert headers_of(response) == PRIVATE


@pytest.mark.parametrize("end", ["", "poster.svg"])
def test_link_that_is_not_ours_is_not_found(client, end):
    link, path = share(make_draft(title="Zqxjk"))
    forged = Signer(salt="films.preview", sep=".").sign("0" * 32)
    unsigned = f"/preview/{link.key}/"

    for wrong in (unsigned, path[:-2] + "/", f"/preview/{forged}/", "/preview/x/"):
        response = client.get(f"{wrong}{end}")
        assert response.status_code == 404
        assert headers_of(response) == PRIVATE
        assert b"Zqxjk" not in response.content


def test_link_that_was_taken_back_or_whose_film_is_gone_is_not_found(client):
    film, other = make_draft(), make_draft()
    anna = make_user()
    links = [previews.make_link(page, by=anna) for page in (film, other)]
    paths = ["/" + previews.url_of(link).split("/", 3)[3] for link in links]
    assert [client.get(path).status_code for path in paths] == [200, 200]

    previews.revoke(links[0], by=anna)
    other.delete()

    assert [client.get(path).status_code for path in paths] == [404, 404]


@pytest.mark.parametrize("end", ["", "poster.svg"])
def test_link_that_has_expired_says_so_and_nothing_of_the_film(client, end):
    link, path = share(make_draft(title="Zqxjk", slug="zqxjk-1927"))
    now = timezone.now()
    PreviewLink.objects.filter(pk=link.pk).update(
        made_at=now - timedelta(days=7), expires_at=now - timedelta(seconds=1)
    )

    response = client.get(f"{path}{end}")

    assert response.status_code == 410
    assert headers_of(response) == PRIVATE
    assert "lasted for some days only" in response.content.decode()
    assert "zqxjk" not in response.content.decode().lower()
    assert "Lotte" not in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_link_takes_nothing(client, method):
    _link, path = share(make_draft())
    response = getattr(client, method)(path)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert headers_of(response) == PRIVATE


def test_head_and_conditional_requests_are_answered_afresh(client):
    _link, path = share(make_draft())

    assert client.head(path).status_code == 200
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 200
    assert client.get(path, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}).content


def test_robots_are_not_told_of_links(client):
    share(make_draft())

    assert b"preview" not in client.get("/robots.txt").content
    assert b"preview" not in client.get("/sitemap.xml").content


@pytest.mark.parametrize("status", FilmStatus)
def test_film_with_an_open_link_is_as_public_as_without(client, status):
    film = make_film(status=status, title="Zqxjk")
    address = film.get_absolute_url()
    before = client.get(address).status_code
    share(film)

    assert client.get(address).status_code == before
    assert (b"Zqxjk" in client.get("/films/").content) == (status == FilmStatus.PUBLISHED)
