"""What visitors see when something goes wrong, and where old addresses lead."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, override_settings
from django.urls import path

from config import urls
from films.addresses import find_moved, move, remove
from films.views import lost
from tests.factories import make_film
from tests.pages.test_film_page import assert_sound

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("a broken view")


def forbidden(request):
    raise PermissionDenied


def suspicious(request):
    raise SuspiciousOperation


class BrokenSite:
    """The site with three addresses that fail."""

    urlpatterns = [
        path("broken/", broken),
        path("forbidden/", forbidden),
        path("suspicious/", suspicious),
        *urls.urlpatterns,
    ]
    handler400, handler403 = urls.handler400, urls.handler403
    handler404, handler500 = urls.handler404, urls.handler500


def test_unknown_address_guesses_the_film_that_was_meant(client):
    make_film(title="Metropolis", slug="metropolis-1927")
    response = client.get("/films/metroplis-1927/")

    assert response.status_code == 404
    assert_sound(response)
    assert "Did you mean one of these?" in response.content.decode()
    assert 'href="/films/metropolis-1927/"' in response.content.decode()
    assert 'role="search"' in response.content.decode()


def test_unknown_address_without_a_guess_shows_the_newest_films(client):
    make_film(title="Metropolis")
    html = client.get("/wp-admin/setup/").content.decode()

    assert "Showing instead" in html
    assert "Metropolis" in html


def test_unknown_file_is_answered_without_asking_for_films(client, django_assert_num_queries):
    make_film(title="Metropolis")
    with django_assert_num_queries(1):
        response = client.get("/metropolis.php")

    assert response.status_code == 404
    assert_sound(response)


@pytest.mark.parametrize(
    "address", ["/a%00b/", "/" + "x" * 9_000 + "/", "/%ff/%fe/", "/films/%00/"]
)
def test_malformed_address_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "old", ["/films/old-1927/", "/people/old/", "/tags/genre/old/", "/old/page", "/Films/Old-1927/"]
)
def test_old_address_leads_to_the_new_one(client, old):
    move(old.lower(), "/films/new-1927/")
    response = client.get(old)

    assert (response.status_code, response.headers["Location"]) == (301, "/films/new-1927/")


def test_old_address_in_another_script_leads_to_the_new_one(client):
    film = make_film(title="Сталкер", slug="сталкер-1979")
    old = film.get_absolute_url()
    film.slug = "stalker-1979"
    film.save()
    move(old, film.get_absolute_url())

    assert client.get(old).headers["Location"] == "/films/stalker-1979/"


def test_removed_page_is_gone_in_words(client):
    remove("/films/old-1927/")
    response = client.get("/films/old-1927/")

    assert response.status_code == 410
    assert_sound(response)
    assert "removed on purpose" in response.content.decode()


def test_address_of_a_film_in_capitals_leads_to_it(client):
    make_film(slug="metropolis-1927")
    response = client.get("/films/Metropolis-1927/")

    assert (response.status_code, response.headers["Location"]) == (301, "/films/metropolis-1927/")


def test_address_without_a_slash_leads_to_the_one_with_it(client):
    assert client.get("/films").headers["Location"] == "/films/"


def test_find_moved_of_an_address_that_never_was_ours_is_nothing():
    move("/films/old/", "/films/new/")

    assert find_moved("/films/older/") is None
    assert find_moved("/films/new/") is None


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/broken/", 500, "Something broke"),
        ("/forbidden/", 403, "Staff only"),
        ("/suspicious/", 400, "We could not read that"),
    ],
)
@override_settings(ROOT_URLCONF=BrokenSite)
def test_error_pages_keep_the_look(address, status, words):
    response = Client(raise_request_exception=False).get(address)

    assert response.status_code == status
    assert_sound(response)
    assert words in response.content.decode()
    assert '<link rel="stylesheet" href="/static/css/site.css">' in response.content.decode()


@override_settings(ROOT_URLCONF=BrokenSite)
def test_error_page_asks_the_database_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        Client(raise_request_exception=False).get("/broken/")


def test_stylesheet_of_error_pages_needs_no_list_of_hashed_names(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.staticfiles.OneStylesheetStorage"},
    }

    assert lost._stylesheet() == "/static/css/site.css"


def test_form_from_another_site_is_refused_in_words():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert_sound(response)
    assert "That form has expired" in response.content.decode()
