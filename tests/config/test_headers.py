import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.headers import SecurityHeaders

PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
    " frame-src https://www.youtube-nocookie.com https://player.vimeo.com; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
EXPECTED = {
    "Content-Security-Policy": PUBLIC_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(),"
    " browsing-topics=()",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/healthz", "localhost", 200),
        ("/no-such-page/", "localhost", 404),
        ("/static/no-such-file.css", "localhost", 404),
        ("/static/css/site.css", "localhost", 200),
        ("/healthz", "evil.example", 400),
        ("/no-such-page/", "localhost:99999", 404),
        ("/healthz", "a@localhost", 400),
    ],
)
def test_headers_of_every_answer(client, path, host, status):
    response = client.get(path, headers={"host": host})
    response.close()

    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert response.status_code == status
    assert not response.cookies
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
def test_headers_of_an_error_of_ours(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("config.health.connection.cursor", lambda: 1 / 0)

    response = client.get("/healthz")

    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert response.status_code == 500
    assert b"ZeroDivision" not in response.content


@pytest.mark.django_db
def test_headers_of_the_admin(client):
    response = client.get("/admin/login/")

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Security-Policy"] == PUBLIC_POLICY.replace(
        "img-src 'self'", "img-src 'self' data: blob:"
    )


def test_headers_of_logging_out_clear_what_the_browser_keeps(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_user("editor"))

    assert client.post("/admin/logout/")["Clear-Site-Data"] == '"cache", "storage"'


def test_headers_over_https_keep_the_browser_there(client, settings, db):
    settings.IS_HTTPS, settings.SECURE_HSTS_SECONDS = True, 31536000

    response = client.get("/healthz")

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_headers_over_http_promise_no_https(client, db):
    assert "Strict-Transport-Security" not in client.get("/healthz").headers


def test_header_that_a_view_sets_stands():
    own = {"Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "cross-origin"}
    answer = SecurityHeaders(lambda _: HttpResponse(headers=own))

    response = answer(RequestFactory().get("/"))

    assert {name: response[name] for name in own} == own


def test_answer_that_depends_on_a_cookie_is_kept_by_no_cache():
    answer = SecurityHeaders(lambda _: HttpResponse(headers={"Vary": "Cookie"}))

    assert answer(RequestFactory().get("/"))["Cache-Control"] == "private, no-store"
