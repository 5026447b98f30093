import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.compression import TextCompression

WORDS = b"the same words again and again " * 50


def answer(content_type):
    response = HttpResponse(WORDS, content_type=content_type)
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    return TextCompression(lambda _: response)(request)


@pytest.mark.parametrize(
    "content_type",
    ["text/html; charset=utf-8", "application/json", "application/atom+xml", "image/svg+xml"],
)
def test_text_is_compressed(content_type):
    response = answer(content_type)

    assert gzip.decompress(response.content) == WORDS
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("content_type", ["image/webp", "video/mp4", "application/zip"])
def test_what_is_compressed_already_stays_as_it_is(content_type):
    response = answer(content_type)

    assert response.content == WORDS
    assert not response.has_header("Content-Encoding")
