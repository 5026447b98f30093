import pytest
from django.test import RequestFactory
from django.test.client import FakePayload

from config import asgi, wsgi

CHARSETS = ["base64", "idna", "punycode", "undefined", "utf-7", "latin-1", "utf-8", "no-such-codec"]
FORM = b'--x\r\nContent-Disposition: form-data; name="body"\r\n\r\n+2AA- \xc3\xa9\r\n--x--\r\n'


@pytest.mark.parametrize("charset", CHARSETS)
def test_address_and_form_are_read_as_utf8_whatever_the_request_says(charset):
    """Hostile inputs: no codec that a request names breaks a page."""
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        QUERY_STRING="q=%C3%A9%2B2AA-",
        CONTENT_TYPE=f'multipart/form-data; Charset="{charset}"; boundary=x',
        CONTENT_LENGTH=str(len(FORM)),
        **{"wsgi.input": FakePayload(FORM)},
    )

    request = wsgi.application.request_class(environ)

    assert request.GET["q"] == "é+2AA-"
    assert request.POST["body"] == "+2AA- é"


@pytest.mark.parametrize("charset", CHARSETS)
def test_address_is_read_as_utf8_by_the_other_entry_too(charset):
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/films/",
        "query_string": b"q=%C3%A9%2B2AA-",
        "headers": [(b"content-type", b"text/plain; charset=" + charset.encode())],
    }

    request = asgi.application.request_class(scope, None)

    assert request.GET["q"] == "é+2AA-"
