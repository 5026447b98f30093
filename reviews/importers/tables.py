"""CSV files from outside, read with care: row by row, however large or broken the file is."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from films import formulas
from films.importers.reading import ImportRefused

ENCODINGS = ("utf-8", "cp1252")
LONGEST_LINE = 200_000  # bytes; the words of a review have 20,000 at most
DELIMITERS = ",;\t"


class Row(NamedTuple):
    """One row: the line of the file that it begins in, and its cells by their columns' names."""

    line: int
    cells: dict[str, str]


def read_table(
    path: Path, encoding: str = "utf-8", *, required: Sequence[str] = ()
) -> Iterator[Row]:
    """Yield the rows of a CSV file with its first row's names; empty rows are passed over.

    Cells are trimmed, and formulas that were disarmed are as they were. A row may be shorter or
    longer than the first. Raises ImportRefused where a required column is missing, and, naming the
    line, at the first thing that is no sound CSV.
    """
    with open_file(path) as file:
        lines = read_lines(file, encoding)
        first = next(lines, "")
        delimiter = max(DELIMITERS, key=first.count)
        reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        rows = _rows(reader)
        names = _names(next(rows, (1, []))[1], required)
        for line, cells in rows:
            yield Row(line, dict.fromkeys(names, "") | dict(zip(names, cells, strict=False)))


def open_file(path: Path) -> BinaryIO:
    """Open a file to be imported; raises ImportRefused."""
    try:
        return path.open("rb")
    except OSError as error:
        raise ImportRefused(
            _("The file cannot be read: %(reason)s.") % {"reason": error.strerror or error}
        ) from None


def read_lines(file: BinaryIO, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the lines of a text file; raises ImportRefused where a line is no text."""
    for number in count(1):
        data = file.readline(LONGEST_LINE + 1)
        if number == 1:
            data = _without_mark(data)
        if not data:
            return
        if len(data) > LONGEST_LINE:
            raise _refusal(number, _("it is longer than any review can be"))
        if b"\0" in data:
            raise _refusal(number, _("it holds a NUL byte, so this is no text in UTF-8"))
        try:
            yield data.decode(encoding)
        except UnicodeDecodeError:
            raise _refusal(
                number,
                _("it is not in UTF-8: save the file as UTF-8, or try --encoding cp1252")
                if encoding == "utf-8"
                else _("it is not in %(encoding)s") % {"encoding": encoding},
            ) from None


def _without_mark(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _refusal(1, _("the file is in UTF-16: save it as UTF-8"))
    return data.removeprefix(codecs.BOM_UTF8)


def _refusal(line: int, reason: str) -> ImportRefused:
    return ImportRefused(_("Line %(line)d: %(reason)s.") % {"line": line, "reason": reason})


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _refusal(
                line, _("a quotation mark is missing in the row that begins here, or one too many")
            ) from None
        if any(map(str.strip, cells)):
            yield line, [formulas.restore(cell.strip(" ")) for cell in cells]


def _names(cells: list[str], required: Sequence[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    if not any(names):
        raise ImportRefused(_("The file is empty: its first row must name the columns."))
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise ImportRefused(_("Two columns are called “%(name)s”.") % {"name": twice})
    if missing := [name for name in required if name not in names]:
        raise ImportRefused(
            _("These columns are missing: %(names)s.") % {"names": ", ".join(missing)}
        )
    return names
