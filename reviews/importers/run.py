"""One import of reviews, from the file to the report."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from reviews.importers import own_json, site_reviews, storing
from reviews.importers.film_finder import FilmFinder
from reviews.importers.incoming import Incoming, RowError
from reviews.importers.tables import open_file

BATCH = 500


@dataclass
class Report:
    """What became of a file: the reviews that are new, those that were here, and the problems.

    A problem is the line of the file and why the review that begins there was left out.
    """

    new: int = 0
    here: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many reviews the file holds."""
        return self.new + self.here + len(self.problems)


def import_file(
    path: Path,
    *,
    films: Mapping[str, int] | None = None,
    encoding: str = "utf-8",
    is_dry_run: bool = False,
    progress: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Import the reviews of a file, CSV or JSON; those that are here already are passed over.

    The whole file is looked through first: ImportRefused says that nothing was imported, because
    the file is broken. A review that breaks a rule, or whose film is not found, is left out and
    told in the report. Each 500 reviews are one transaction, so visitors can go on rating; an
    import that was cut short is finished by starting it again. ``films`` says which film is meant
    by which name. Raises ImportRefused.
    """
    report = Report()
    for _ in _rows(path, encoding):
        pass
    incoming = _incoming(path, encoding, FilmFinder(films), report)
    while batch := list(islice(incoming, BATCH)):
        new = len(storing.unknown(batch)) if is_dry_run else storing.store(batch)
        report.new += new
        report.here += len(batch) - new
        progress(report)
    return report


def _rows(path: Path, encoding: str) -> Iterator[site_reviews.Row | own_json.Line]:
    return own_json.rows(path) if _is_json(path) else site_reviews.rows(path, encoding)


def _is_json(path: Path) -> bool:
    with open_file(path) as file:
        return file.read(1) == b"{"


def _incoming(path: Path, encoding: str, finder: FilmFinder, report: Report) -> Iterator[Incoming]:
    for row in _rows(path, encoding):
        try:
            if isinstance(row, own_json.Line):
                yield own_json.read(row, finder)
            else:
                yield site_reviews.read(row, finder)
        except RowError as error:
            report.problems.append((row.line, str(error)))
