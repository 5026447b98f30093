import pytest

from films.importers.reading import ImportRefused
from reviews.importers.tables import Row, read_table

HEAD = b"date,rating,assigned_posts\n"


@pytest.fixture
def table(tmp_path):
    def read(data: bytes, **options) -> list[Row]:
        path = tmp_path / "reviews.csv"
        path.write_bytes(data)
        return list(read_table(path, **options))

    return read


def refusal(table, data: bytes, **options) -> str:
    with pytest.raises(ImportRefused) as error:
        table(data, **options)
    return str(error.value)


def test_rows_come_with_the_line_they_begin_in(table):
    """I1: words may go over several lines."""
    assert table(HEAD + b'1,"two\nlines",x\n\n , ,\n2,a,b\n') == [
        Row(2, {"date": "1", "rating": "two\nlines", "assigned_posts": "x"}),
        Row(6, {"date": "2", "rating": "a", "assigned_posts": "b"}),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfdate,rating\r\n1,2\r\n",
        b"DATE; Rating \n1;2\n",
        b"date\trating\n1\t2",
        b'"date","rating"\n"1","2"\n',
        b"date,rating,\n1,2,,,\n",
    ],
    ids=["mark and CRLF", "semicolons", "tabs", "all quoted", "empty columns"],
)
def test_table_is_read_as_spreadsheets_write_it(table, data):
    """I1"""
    ((_, cells),) = table(data)
    assert {name: cells[name] for name in ("date", "rating")} == {"date": "1", "rating": "2"}


def test_short_row_ends_in_empty_cells(table):
    """I1"""
    assert table(HEAD + b"1\n")[0].cells == {"date": "1", "rating": "", "assigned_posts": ""}


def test_table_in_windows_letters_is_read_when_it_is_said(table):
    """I1"""
    data = "name,rating\nJosé,“5”\n".encode("cp1252")
    assert table(data, encoding="cp1252") == [Row(2, {"name": "José", "rating": "“5”"})]
    assert refusal(table, data) == (
        "Line 2: it is not in UTF-8: save the file as UTF-8, or try --encoding cp1252."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty: its first row must name the columns."),
        (b"\n\n", "The file is empty: its first row must name the columns."),
        (b"date,rating,Date\n", "Two columns are called “date”."),
        (HEAD + b"1,\0,3\n", "Line 2: it holds a NUL byte, so this is no text in UTF-8."),
        (HEAD.decode().encode("utf-16"), "Line 1: the file is in UTF-16: save it as UTF-8."),
        (HEAD + b"x" * 200_001, "Line 2: it is longer than any review can be."),
        (HEAD + b"1,2,3\r1,2,3", "Line 2: a quotation mark is missing in the row that begins h"),
        (HEAD + b'1,"2,3\n4,5,6\n', "Line 2: a quotation mark is missing in the row that begins"),
        (HEAD + b'1,2,3\n1,"2"x,3\n', "Line 3: a quotation mark is missing in the row that beg"),
    ],
    ids=["empty", "blank", "twice", "NUL", "UTF-16", "long", "CR", "open quote", "stray quote"],
)
def test_broken_table_is_refused_with_its_line(table, data, message):
    """I1: a hostile file gets a sentence."""
    assert refusal(table, data)[: len(message)] == message


def test_missing_columns_are_named(table):
    """I1"""
    assert refusal(table, b"title\n", required=("date", "rating")) == (
        "These columns are missing: date, rating."
    )


def test_quote_that_is_never_closed_is_found_before_the_file_is_in_memory(table):
    """I1: a hundred megabytes behind it are not read."""
    data = HEAD + b'1,"' + b"line\n" * 40_000
    assert refusal(table, data).startswith("Line 2: a quotation mark is missing")


def test_file_that_is_not_there_is_refused(tmp_path):
    """I1"""
    with pytest.raises(ImportRefused) as error:
        list(read_table(tmp_path / "none.csv"))
    assert str(error.value) == "The file cannot be read: No such file or directory."
