import pytest

from films.document_words import label, row_title, words


@pytest.mark.parametrize(
    ("block", "name", "holder", "expected"),
    [
        ("", "title", {"title": "M"}, "M"),
        ("", "released", {"released": "1931-05"}, "May 1931"),
        ("", "published_at", {"published_at": "2026-05-14T09:00:00+00:00"}, "May 14, 2026, 9 a.m."),
        ("", "runtime", {"runtime": 95}, "1h 35min"),
        ("", "budget", {"budget": 1_000_000, "currency": "EUR"}, "€1,000,000"),
        ("", "budget", {"budget": 1_000_000}, "$1,000,000"),
        ("", "currency", {"title": "M"}, "USD"),
        ("", "currency", {}, ""),
        ("", "year", {"year": 1931}, "1931"),
        ("", "status", {"status": "review"}, "In review"),
        ("", "poster_variant", {"poster_variant": 1}, "Second palette"),
        (
            "",
            "poster",
            {"poster": {"file": "media/a/b.webp", "credit": "Ann", "focal_x": 20}},
            "b.webp\ncredit: Ann\nfocal point: 20 %, 50 %",
        ),
        ("credits", "job", {"job": "costume_designer"}, "Costume designer"),
        ("credits", "person", {"person": {"name": "Fritz Lang", "slug": "f"}}, "Fritz Lang"),
        ("quotes", "credit", {"credit": {"person": "p-lorre", "character": "Hans"}}, "Hans"),
        ("quotes", "spoiler", {"text": "x"}, "no"),
        ("awards", "won", {"body": "x"}, "yes"),
        ("awards", "won", {"won": False}, "no"),
        ("scores", "votes", {"votes": 155_000}, "155,000"),
        ("scores", "best", {"source": "imdb"}, "10"),
        ("offers", "until", {"until": "2026-11-01"}, "1 November 2026"),
        ("similar_films", "film", {"film": "m-1931"}, "m-1931"),
        # What an older version of the site has written is shown as it stands.
        ("", "released", {"released": "spring"}, "spring"),
        ("", "status", {"status": "lost"}, "lost"),
    ],
)
def test_words(block, name, holder, expected, settings):
    settings.TIME_ZONE = "UTC"

    assert words(block, name, holder) == expected


@pytest.mark.parametrize(
    ("block", "name", "expected"),
    [
        ("", "gross_worldwide", "worldwide gross"),
        ("tags", "name", "name"),
        ("similar_films", "film", "its page"),
        ("awards", "body", "given by"),
    ],
)
def test_label(block, name, expected):
    assert label(block, name) == expected


@pytest.mark.parametrize(
    ("block", "row", "expected"),
    [
        ("tags", {"kind": "genre", "name": "Drama"}, "Drama"),
        ("credits", {"person": {"name": "Lorre"}, "character": "Hans"}, "Lorre, Hans"),
        ("offers", {"provider": None, "access": "dvd"}, "DVD"),
        ("press_reviews", {"excerpt": "Strong."}, "Strong."),
        ("trivia", {"text": "long " * 40}, "long " * 15 + "long…"),
        ("stills", {}, "without a name"),
    ],
)
def test_row_title(block, row, expected):
    assert row_title(block, row) == expected
