import pytest

from config.media import requested_span

BYTES = bytes(range(256)) * 40


@pytest.fixture
def film(media_root):
    """A file of 10,240 bytes where uploaded films lie."""
    path = media_root / "videos" / "trailer-0a1b.mp4"
    path.parent.mkdir(parents=True)
    path.write_bytes(BYTES)
    return path


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_media_whole_file(client, film):
    response = client.get("/media/videos/trailer-0a1b.mp4")

    assert (response.status_code, body(response)) == (200, BYTES)
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Length"] == "10240"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Accept-Ranges"] == "bytes"
    assert not response.has_header("Content-Encoding")


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-", 0, 10239),
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=10000-99999", 10000, 10239),
        ("bytes=-100", 10140, 10239),
        ("bytes=-99999", 0, 10239),
    ],
)
def test_media_part_of_a_file(client, film, header, first, last):
    response = client.get(
        "/media/videos/trailer-0a1b.mp4", headers={"range": header, "accept-encoding": "gzip"}
    )

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/10240"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == BYTES[first : last + 1]


@pytest.mark.parametrize("header", ["bytes=10240-", "bytes=99999-100000", "bytes=-0"])
def test_media_part_outside_the_file_is_416(client, film, header):
    response = client.get("/media/videos/trailer-0a1b.mp4", headers={"range": header})

    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10240")


@pytest.mark.parametrize(
    "header", ["", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=٣-"]
)
def test_requested_span_of_a_header_that_asks_for_no_part(header):
    assert requested_span(header, 10240) is None


def test_media_unchanged_since_is_304(client, film):
    seen = client.head("/media/videos/trailer-0a1b.mp4")["Last-Modified"]

    response = client.get("/media/videos/trailer-0a1b.mp4", headers={"if-modified-since": seen})

    assert (response.status_code, body(response)) == (304, b"")


def test_media_head_has_the_length_and_no_body(client, film):
    response = client.head("/media/videos/trailer-0a1b.mp4", headers={"range": "bytes=0-9"})

    assert (response.status_code, response["Content-Length"]) == (200, "10240")


def test_media_wrong_method_is_405(client, film):
    assert client.post("/media/videos/trailer-0a1b.mp4").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "nothing.webp",
        "videos",
        "videos/",
        "../secret_key",
        "videos/../../secret_key",
        "..%2fsecret_key",
        "/etc/passwd",
        "%2fetc/passwd",
        "page.html",
        "picture.svg",
        "a%00.webp",
        "x" * 5000 + ".webp",
        "outside.webp",
    ],
)
def test_media_shows_nothing_else(client, media_root, path):
    (media_root / "videos").mkdir(parents=True)
    (media_root / "page.html").write_text("<script>")
    (media_root / "picture.svg").write_text("<svg>")
    (media_root.parent / "secret_key").write_text("secret")
    (media_root.parent / "secret.webp").write_text("secret")
    (media_root / "outside.webp").symlink_to(media_root.parent / "secret.webp")

    assert client.get(f"/media/{path}").status_code == 404
