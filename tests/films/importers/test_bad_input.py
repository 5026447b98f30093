"""Half files, bombs and tricks: a sentence with the place, and nothing is kept."""

import json
import struct
import tracemalloc
import zipfile
from collections import deque
from io import BytesIO

import pytest

from films.importers.archives import Archive
from films.importers.csv_columns import is_header
from films.importers.csv_table import open_table
from films.importers.reading import ImportRefused
from films.importers.sources import Sent, kind_of, read_films


def read(content: bytes, name: str = "f.json") -> list:
    sent = Sent(name, BytesIO(content))
    return list(read_films(sent, kind_of(sent)))


def rows(content: bytes) -> list:
    return list(open_table(BytesIO(content), is_header).rows)


def refusal(do, *given) -> str:
    with pytest.raises(ImportRefused) as refused:
        do(*given)
    return str(refused.value)


def zipped(**entries: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


FILM = b'{"title": "Low Tide", "year": 1934}'


# JSON ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (FILM[:20], "it ends in the middle (1:21), as half a file does"),
        (FILM + b"\n" + FILM[:20], "it ends in the middle (1:21), as half a file does"),
        (b'{"title": "A", "title": "B"}', "“title” is there twice"),
        (b'{"title": "A", "year": NaN}', "NaN is no number"),
        (b'{"title": "A", "year": 1e999}', "1e999 is no number that can be stored"),
        (b'{"title": "A", "year": ' + b"9" * 4_000 + b"}", "a number has 4000 digits"),
        (b"[" * 100_000, "it is nested too deep"),
        (b'{"title": "caf\xe9"}', "it is not in UTF-8"),
    ],
)
def test_unsound_json_is_refused(content, reason):
    assert refusal(read, content).endswith(f"this is no sound JSON: {reason}.")


def test_unsound_line_is_named():
    assert refusal(read, FILM + b"\n\n" + b"{]").startswith("line 3: ")


def test_line_of_ten_megabytes_is_refused():
    words = refusal(read, FILM + b'\n{"title": "' + b"x" * 10_000_000 + b'"}')

    assert words == "line 2: this is larger than 5 MB."


def test_empty_file_is_refused():
    assert refusal(read, b" \n") == "f.json: the file is empty."


@pytest.mark.parametrize(
    ("film", "fault"),
    [
        ({"year": 1934}, "title: A film needs a title."),
        ({"title": "A\0b"}, "title: "),
        ({"title": "\ud800"}, "title: "),
        ({"title": "A", "year": 99999}, "year: "),
        ({"title": "A", "year": [1]}, "year: This is not a single value."),
        ({"title": "A", "colour": "red"}, "colour: A film document has no such field."),
        ({"title": "A", "marquee": 9}, "marquee: Only form 1"),
        ({"title": "A", "quotes": [{"speaker": "B"}]}, "quotes[0].text: This field is required."),
        ({"title": "A", "quotes": "B"}, "quotes: This is a list of entries."),
        ({"title": "A", "credits": [{"person": 7}]}, "credits[0].person: A person needs a name."),
        ({"title": "A", "trivia": [{}] * 2_001}, "trivia: 2001 entries are too many"),
        ({"title": "A", "poster": {"file": ["x"]}}, "poster: This is not a short text."),
        ({"title": "A", "scores": [{"source": "imdb", "value": 11}]}, "scores[0].value: "),
        ([], "A film is a JSON object, in braces."),
    ],
)
def test_film_that_breaks_a_rule_is_refused_by_itself(film, fault):
    good, bad = read(json.dumps([{"title": "Good"}, film]).encode())

    assert (good.fault, bad.fault[: len(fault)]) == ("", fault)


# ZIP ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../a.json", "films/../../a.json", "/etc/a.json", "c:/a.json"])
def test_zip_that_leads_out_is_refused(name):
    assert "leads out of the ZIP file" in refusal(read, zipped(**{name: FILM}), "f.zip")


@pytest.mark.parametrize("names", [["media/" + "x" * 300], ["media/a", "media/a/b"]])
def test_zip_with_a_name_that_no_folder_takes_is_refused(tmp_path, names):
    archive = Archive(BytesIO(zipped(**dict.fromkeys(names, b"x"))))

    with pytest.raises(ImportRefused, match="cannot be unpacked"):
        deque(archive.unpack(name, tmp_path) for name in archive.names)


def test_zip_with_a_link_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("media/a.webp")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert "is a link to another place" in refusal(read, file.getvalue(), "f.zip")


def test_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped(**{"films/a.json": b" " * 60_000_000})
    tracemalloc.start()

    words = refusal(read, bomb, "f.zip")

    assert words.startswith("Unpacked, the ZIP file is larger than it may be")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_zip_that_lies_about_its_size_is_cut_off():
    content = bytearray(zipped(**{"films/a.json": b" " * 900_000}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)

    [film] = Archive(BytesIO(bytes(content))).names
    words = refusal(Archive(BytesIO(bytes(content))).read, film, 5_000_000)

    assert words.startswith("The ZIP file is broken")


def test_zip_with_a_million_entries_is_refused():
    content = bytearray(zipped(**{"films/a.json": FILM}))
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<I", 60_000_000)

    assert "too many entries" in refusal(read, bytes(content), "f.zip")


@pytest.mark.parametrize("cut", [10, 80, -10])
def test_half_a_zip_is_refused(cut):
    whole = zipped(**{f"films/{n}.json": FILM for n in range(5)})

    assert "The ZIP file is broken" in refusal(read, whole[:cut], "f.zip")


def test_zip_with_a_wrong_checksum_is_refused():
    content = bytearray(zipped(**{"films/a.json": FILM * 100}))
    content[60] ^= 0xFF

    assert "cannot be read" in refusal(read, bytes(content), "f.zip")


def test_zip_without_films_is_refused():
    assert refusal(read, zipped(**{"a.exe": b"x"}), "f.zip").startswith("There is no film in")


def test_zip_in_a_folder_of_its_own_holds_documents_and_pages():
    page = "🎯 Quick Overview\n- Director: Ann".encode()
    content = zipped(
        **{"guide/films/low-tide.json": FILM, "guide/Ebb 1930.txt": page, "__MACOSX/x": b""}
    )

    assert [(film.place, film.name) for film in read(content, "f.zip")] == [
        ("Ebb 1930.txt", "Ebb (1930)"),
        ("films/low-tide.json", "Low Tide (1934)"),
    ]


# Tables -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty: its first row must name the columns."),
        (b'Title,Year\nA,1\n"B,2\nC,3\n', "Line 3: a quotation mark is missing"),
        (b"Title\nA\0\n", "Line 2: it holds a NUL byte"),
        (b"Title\n" + b"x" * 10_000_000, "Line 2: it is longer than any cell may be."),
        (b"Title\n\x81\n", "Line 2: it is neither in UTF-8 nor in Windows-1252."),
        (b"a," * 300, "The table has 301 columns; 200 are the most allowed."),
        (b"Title\n" + b"A\n" * 50_020, "The table has more than 50000 rows"),
    ],
)
def test_unsound_table_is_refused(content, words):
    assert refusal(rows, content).startswith(words)


def test_quote_that_is_never_closed_fills_no_memory():
    content = b'Title\n"' + b"words and more words\n" * 500_000
    tracemalloc.start()

    words = refusal(rows, content)

    assert words.startswith("Line 2: a quotation mark is missing")
    assert tracemalloc.get_traced_memory()[1] < 25_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        ("Titel;Jahr\nKöln;1931\n".encode(), "UTF-8", ";"),
        ("Titel,Jahr\nKöln,1931\n".encode("utf-8-sig"), "UTF-8", ","),
        ("Titel\tJahr\nKöln\t1931\n".encode("utf-16"), "UTF-16", "\t"),
        ("Titel;Jahr\r\nKöln;1931\r\n".encode("utf-16-le"), "UTF-16-LE", ";"),
        ("sep=;\nTitel;Jahr\nKöln;1931\n".encode("cp1252"), "Windows-1252", ";"),
    ],
)
def test_table_is_read_however_it_is_written(content, encoding, delimiter):
    table = open_table(BytesIO(content), is_header)

    assert (table.said_encoding, table.delimiter, table.header) == (
        *(encoding, delimiter),
        ["Titel", "Jahr"],
    )
    assert [cells for _line, cells in table.rows] == [["Köln", "1931"]]


def test_no_row_of_a_long_table_is_lost():
    content = b"Title\n" + b"".join(b"Film %d\n" % number for number in range(100))

    assert [cells for _line, cells in rows(content)] == [[f"Film {n}"] for n in range(100)]


def test_lines_before_the_header_are_passed_over():
    content = (
        b"Letterboxd list export v7\nDate,Name,Tags\n2020,Mine,\n\nPosition,Name,Year\n1,M,1931"
    )

    table = open_table(BytesIO(content), is_header)

    assert (table.header, list(table.rows)) == (
        ["Date", "Name", "Tags"],
        [(3, ["2020", "Mine", ""]), (5, ["Position", "Name", "Year"]), (6, ["1", "M", "1931"])],
    )
