"""What is refused at the door, and in which words."""

from pathlib import Path

import pytest

from films.importers.reading import ImportRefused, read_file, read_page, read_text

PAGE = "💥 Low Tide Reviews\nPersonal Review\nWet."


def refusal(data: bytes, **options: object) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_page(data, **options)
    return str(refused.value)


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_empty_file_is_refused(data):
    assert refusal(data) == "The text is empty."


def test_large_file_is_refused_before_it_is_decoded():
    assert refusal(b"\xff" * 2_000_001) == "The text is larger than 2 MB; no film page is."


def test_only_the_beginning_of_a_file_of_50_mb_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    assert len(read_file(path)) == 2_000_001


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_encoding_is_named(encoding):
    words = f"The text is in {encoding.upper()}: save it as UTF-8."

    assert refusal(PAGE.encode(encoding)) == words


def test_line_that_is_not_utf_8_is_named():
    data = "💥 Low Tide Reviews\ncaf".encode() + b"\xe9"

    assert refusal(data) == "Line 2 is not in UTF-8: save the text as UTF-8."


def test_nul_bytes_are_refused():
    words = "There are NUL bytes in it: this is no text, or not in UTF-8."

    assert refusal(PAGE.encode("utf-16-le")) == words


def test_line_without_end_is_refused():
    data = PAGE.encode() + b"x" * 60_000

    assert refusal(data) == "Line 3 is longer than 60000 characters: no film page has that."


def test_too_many_entries_are_refused():
    data = "\n".join([PAGE, "💬 Memorable Quotes", *["- “Go.”"] * 1_000]).encode()

    assert refusal(data) == "Section “quotes” has 1000 entries; 500 are the most allowed."


def test_text_that_is_no_page_is_refused():
    assert refusal(b"Dear Ann,\nall is well.").startswith("This is no film page: none of its lines")


def test_page_that_names_no_film_is_refused():
    words = "The page does not name its film: give the title yourself."

    assert refusal("🤨 FAQ\nYes.".encode()) == words


def test_title_that_is_too_long_is_refused():
    words = "The title has 401 characters; 400 are the most allowed."

    assert refusal(PAGE.encode(), title="x" * 401) == words


@pytest.mark.parametrize("year", [0, -1, 99_999])
def test_year_that_is_none_is_refused(year):
    assert refusal(PAGE.encode(), year=year) == f"{year} is no year of a film."


def test_utf_8_mark_is_accepted():
    assert read_text(b"\xef\xbb\xbfyes") == "yes"


def test_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(ImportRefused) as refused:
        read_file(tmp_path / "none.txt")
    assert str(refused.value) == "The file cannot be read: No such file or directory."
