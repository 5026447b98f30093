import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from reviews import withdrawal
from reviews.models import ReviewReply
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    return make_film(title="Nosferatu", year=1922, slug="nosferatu-1922")


def export(*options: str) -> str:
    out = io.StringIO()
    call_command("export_reviews", *options, stdout=out)
    return out.getvalue()


def table(*options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export("--format=csv", *options).lstrip("\ufeff"))))


def test_table_has_a_row_for_each_review(film):
    """F7"""
    review = rate(film, 9, title="Yes", body="Two\nlines", display_name="Ida")
    ReviewReply.objects.create(review=review, text="Thank you.")
    rate(film, 2)
    first, second = table()
    date = review.published_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    assert first == {
        "public_id": review.public_id,
        "film": "Nosferatu (1922)",
        "assigned_posts": "film:nosferatu-1922",
        "date": date,
        "date_gmt": date,
        "rating": "4.5",
        "title": "Yes",
        "content": "Two\nlines",
        "name": "Ida",
        "is_approved": "1",
        "is_pinned": "0",
        "terms": "1",
        "response": "Thank you.",
        "status": "published",
        "source": "visitor",
        "counts": "1",
        "set_aside": "",
        "language": "",
        "contains_spoilers": "0",
        "helpful_yes": "0",
        "helpful_no": "0",
    }
    assert (second["rating"], second["content"]) == ("1", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_begins_like_a_formula(film, start):
    """F7"""
    words = f"{start}HYPERLINK(A1)"
    rate(film, 9, title=words, body=words, display_name=words)
    (row,) = table()
    assert {row[name] for name in ("title", "content", "name")} == {f"'{words}"}


def test_spreadsheets_know_the_encoding(film):
    assert export("--format=csv").startswith("\ufeffpublic_id,")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_addresses_and_keys_stay_here(film, form):
    """P1, P4: no e-mail, no key of browser or link, no network."""
    review = rate(film, 9, body="Good", email="ida@example.org", address="192.0.2.77")
    told = export(f"--format={form}")
    secrets = ["ida@example", "192.0.2.77", review.access.token_hash, review.access.nonce]
    assert [secret for secret in secrets if secret in told] == []


@pytest.mark.parametrize("can_undo", [True, False])
def test_what_its_author_took_back_is_not_exported(film, can_undo):
    """O6"""
    withdrawal.withdraw(rate(film, 9, body="Good"), can_undo=can_undo)
    assert table() == []


def test_reviews_of_one_film(film):
    rate(film, 9)
    rate(make_film(), 2)
    assert [row["rating"] for row in table("--film=nosferatu-1922")] == ["4.5"]


def test_json_is_one_sound_object(film):
    """I1"""
    rate(film, 9, body="Say “when”")
    rate(film, 2)
    told = json.loads(export("--format=json"))
    assert told["marquee_reviews"] == 1
    assert [(each["film"]["slug"], each["score"]) for each in told["reviews"]] == [
        ("nosferatu-1922", 9),
        ("nosferatu-1922", 2),
    ]
    assert datetime.fromisoformat(told["exported_at"]).tzinfo


def test_empty_site_is_exported_as_well():
    assert json.loads(export("--format=json"))["reviews"] == []
    assert table() == []


def test_file_is_written_whole(film, tmp_path):
    rate(film, 9)
    path = tmp_path / "reviews.csv"
    assert export("--format=csv", f"--output={path}") == f"1 reviews written to {path}\n"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["reviews.csv"]


def test_unknown_film_and_folder_are_told(tmp_path):
    with pytest.raises(CommandError, match="There is no film faust"):
        export("--film=faust")
    with pytest.raises(CommandError, match="No such file or directory"):
        export(f"--output={tmp_path}/none/reviews.csv")
