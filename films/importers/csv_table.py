"""Tables from outside, read row by row: how they are written is told by looking."""

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from films import formulas
from films.importers.reading import ImportRefused

LONGEST_LINE = 200_000  # characters; a synopsis has 60,000 at most
MOST_COLUMNS = 200
MOST_ROWS = 50_000
DELIMITERS = {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}
_BLOCK = 1 << 20
_FIRST = 64_000  # bytes, by which UTF-16 without its mark is known
_ENCODINGS = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_MOST_HEADER_ROWS = 12  # Letterboxd's lists begin with a few lines about themselves


@dataclass(frozen=True)
class Table:
    """A table of which nothing but the rows up to its header has been read yet."""

    header: list[str]
    encoding: str
    delimiter: str
    rows: Iterator[tuple[int, list[str]]]  # the line that a row begins in, and its cells

    @property
    def said_encoding(self) -> str:
        return _ENCODINGS.get(self.encoding, self.encoding.upper())


def open_table(file: BinaryIO, is_header: Any = lambda _cells: True) -> Table:
    """Look at a CSV file and return it with its header; ``is_header`` knows a row that is one.

    The first row is the header where none is known. Cells are trimmed, and formulas that were
    disarmed are as they were; rows without any words are passed over. Reads the file twice and
    keeps a line of it at a time. Raises ImportRefused, naming the line, here or while reading.
    """
    encoding = _encoding_of(file)
    lines = _lines(file, encoding)
    first = next((line for line in lines if line.strip("\ufeff \r\n,;\t")), "")
    if not first:
        raise ImportRefused(_("The file is empty: its first row must name the columns."))
    if first.lower().startswith("sep=") and len(first.strip()) <= 5:  # a word to Excel
        first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    rows = _rows(csv.reader(chain([first], lines), delimiter=delimiter, strict=True))
    head = list(islice(rows, _MOST_HEADER_ROWS))
    at = next((at for at, (_line, cells) in enumerate(head) if is_header(cells)), 0)
    header = head[at][1] if head else []
    if len(header) > MOST_COLUMNS:
        raise ImportRefused(
            _("The table has %(count)d columns; %(most)d are the most allowed.")
            % {"count": len(header), "most": MOST_COLUMNS}
        )
    return Table(header, encoding, delimiter, chain(head[at + 1 :], rows))


def _encoding_of(file: BinaryIO) -> str:
    """Return the encoding of a whole file; leaves it at its beginning."""
    start = file.read(_FIRST)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start[1:400:2].count(0) > len(start[1:400:2]) * 0.4:
        return "utf-16-le"
    if start[0:400:2].count(0) > len(start[0:400:2]) * 0.4:
        return "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8-sig"


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the lines of a text file; raises ImportRefused where one is no text."""
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    number = 0
    try:
        while True:
            number += 1
            line = text.readline(LONGEST_LINE + 1)
            if not line:
                return
            if len(line) > LONGEST_LINE:
                raise _refusal(number, _("it is longer than any cell may be"))
            if "\0" in line:
                raise _refusal(number, _("it holds a NUL byte, so this is no text"))
            yield line
    except UnicodeDecodeError as error:
        number += error.object[: error.start].count(b"\n")  # it is decoded by the block
        raise _refusal(number, _("it is neither in UTF-8 nor in Windows-1252")) from None
    finally:
        with suppress(ValueError):  # the file may be closed by now
            text.detach()  # or closing the reader would close the file, which is not ours


def _refusal(line: int, reason: str) -> ImportRefused:
    return ImportRefused(_("Line %(line)d: %(reason)s.") % {"line": line, "reason": reason})


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    count = 0
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
        if not any(map(str.strip, cells)):
            continue
        count += 1
        if count > MOST_ROWS + _MOST_HEADER_ROWS:
            raise ImportRefused(
                _("The table has more than %(most)d rows: part it into several files.")
                % {"most": MOST_ROWS}
            )
        yield line, [formulas.restore(cell.strip(" \ufeff")) for cell in cells]
