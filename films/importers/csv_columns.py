"""What the columns of a table mean: guessed by their names, settled by an editor."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from films.choices import Job, ScoreSource, TagKind
from films.document_fields import film_field
from films.importers import csv_cells as cells
from films.text import fold

MOST_WORDS = 1_000  # characters of what is said about one row


@dataclass(frozen=True)
class Column:
    """Something that a column can tell of a film."""

    key: str
    label: str | Promise
    read: cells.Reader


def _field(key: str, read: cells.Reader | None = None) -> Column:
    return Column(key, film_field(key).verbose_name, read or cells.words(key))


def _other(key: str, label: str | Promise, read: cells.Reader) -> Column:
    return Column(key, label, read)


_AMOUNTS = ("budget", "gross_domestic", "gross_worldwide")
# In the order in which they are offered, and in which a row is read: the currency stands before
# the amounts, the title before the year.
COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        _field("title", cells.title),
        _field("original_title"),
        _field("year", cells.whole("year")),
        _field("slug"),
        _field("imdb_id", cells.imdb_id),
        _field("tmdb_id", cells.whole("tmdb_id")),
        _field("wikidata_id"),
        _field("released", cells.released),
        _field("runtime", cells.runtime),
        *(_field(key, cells.lines(key)) for key in ("also_known_as", "certificates")),
        *map(_field, ("sort_title", "logline", "badly_explained", "synopsis", "ending")),
        _field("personal_review"),
        _field("personal_rating", cells.rating),
        _other("stars", gettext_lazy("personal rating, in stars of 5"), cells.stars),
        *map(_field, ("consensus", "watch_note", "soundtrack_note", "currency")),
        *(_field(key, cells.money(key)) for key in _AMOUNTS),
        *(
            _other(str(kind), kind.label, cells.tags(kind))
            for kind in TagKind
            if kind not in (TagKind.AWARD, TagKind.WARNING)
        ),
        *(_other(str(job), job.label, cells.people(job)) for job in Job),
        *(_other(f"{one}_score", one.label, cells.score(one)) for one in ScoreSource),
        _other("imdb_votes", gettext_lazy("votes at IMDb"), cells.votes(ScoreSource.IMDB)),
        _other("trailer", gettext_lazy("trailer, its address"), cells.trailer),
        _other("similar_films", gettext_lazy("similar films"), cells.similar_films),
        *map(_field, ("seo_title", "seo_description", "notes")),
    )
}
# As other sites, spreadsheets and languages call them (IMDb, Letterboxd, TMDB, WordPress).
_OTHER_NAMES = {
    "title": "name, film, movie, movie title, post title, primary title, titel, filmtitel, titre,"
    " título, titolo, nombre, nome, nom",
    "original_title": "original name, originaltitel, titre original, título original,"
    " titolo originale",
    "year": "release year, film year, start year, jahr, erscheinungsjahr, année, año, ano, anno",
    "slug": "post name, url slug, adresse",
    "imdb_id": "const, tconst, imdb, imdb number, imdb url, imdbid",
    "tmdb_id": "tmdb, tmdb number, tmdbid",
    "wikidata_id": "wikidata, wikidata number, qid",
    "released": "release date, released on, date de sortie, premiere, kinostart,"
    " fecha de estreno, data di uscita",
    "runtime": "runtime mins, runtime minutes, runtime min, length, duration, running time,"
    " laufzeit, länge, dauer, durée, duración, durata",
    "also_known_as": "aka, other titles, alternative titles",
    "certificates": "certificate, certification, mpaa, fsk",
    "logline": "tagline, short description, excerpt, post excerpt, kurzbeschreibung",
    "synopsis": "plot, overview, description, post content, content, storyline, handlung,"
    " inhalt, beschreibung, sinopsis, trama, résumé",
    "ending": "ending explained",
    "personal_review": "review, my review, kritik, critique, reseña",
    "personal_rating": "your rating, my rating, bewertung, nota",
    "stars": "stars, sterne",
    "currency": "währung, devise, moneda, valuta",
    "budget": "production budget, presupuesto",
    "gross_domestic": "domestic, domestic box office",
    "gross_worldwide": "gross, revenue, box office, worldwide, einspielergebnis, recettes,"
    " recaudación, incasso",
    "genre": "genres, género, géneros, genere, generi",
    "country": "countries, land, länder, pays, país, paese, production countries",
    "language": "languages, sprache, sprachen, langue, idioma, lingua",
    "mood": "moods, stimmung",
    "theme": "themes, keywords, thema, themen",
    "company": "companies, studio, studios, production company, production companies",
    "director": "directors, directed by, regie, regisseur, réalisateur, réalisation, dirección,"
    " regia, regista",
    "writer": "writers, written by, screenplay, drehbuch, scénario, guion, guión, sceneggiatura",
    "actor": "actors, cast, starring, darsteller, besetzung, acteurs, reparto, interpreti",
    "producer": "producers, produced by, produzent, producteur, productor",
    "composer": "composers, music, music by, musik, musique, música, musica",
    "cinematographer": "cinematography, camera, kamera, photographie, fotografía",
    "editor": "editors, editing, edited by, schnitt, montage, montaje",
    "production_designer": "production design",
    "costume_designer": "costume design, costumes",
    "imdb_score": "imdb rating, average rating",
    "imdb_votes": "num votes, votes, numvotes",
    "rotten_tomatoes_score": "tomatometer, rt",
    "rotten_tomatoes_audience_score": "popcornmeter",
    "metacritic_score": "metascore",
    "letterboxd_score": "letterboxd rating",
    "trailer": "trailer url, video",
    "similar_films": "similar movies",
    "notes": "note, notizen, remarques, notas",
}
_NAMES = {
    fold(name): key
    for key in COLUMNS
    for name in (key.replace("_", " "), *_OTHER_NAMES.get(key, "").split(","))
    if name
}


def guess(header: list[str]) -> list[str]:
    """Return for each column what it may mean, "" for what nobody knows; each thing once."""
    found = [_guess_one(name) for name in header]
    if any(fold(name) == "letterboxd uri" for name in header):
        found = [
            "stars" if fold(name) == "rating" else key
            for name, key in zip(header, found, strict=True)
        ]
    return [key if key not in found[:at] else "" for at, key in enumerate(found)]


def _guess_one(name: str) -> str:
    folded = fold(name)
    labels = {fold(str(column.label)): column.key for column in COLUMNS.values()}
    return _NAMES.get(folded) or labels.get(folded, "")


def is_header(row: list[str]) -> bool:
    """Say whether a row names columns, a title among them."""
    return "title" in map(_guess_one, row)


class RowError(ValueError):
    """A row that cannot be read; the message names each column at fault."""


def read_row(header: list[str], mapping: list[str], row: list[str]) -> dict[str, Any]:
    """Return the document of a row, as far as the table says something; raises RowError."""
    if any(cell.strip() for cell in row[len(header) :]):
        raise RowError(
            _("The row has %(count)d cells, the first row names %(known)d columns.")
            % {"count": len(row), "known": len(header)}
        )
    told = {key: at for at, key in enumerate(mapping) if key}
    document: dict[str, Any] = {"marquee": 1}
    faults = []
    for key, column in COLUMNS.items():
        at = told.get(key, len(row))
        cell = row[at].strip() if at < len(row) else ""
        if cells.is_nothing(cell):
            continue
        try:
            column.read(document, cell)
        except cells.CellError as error:
            name = header[at] or _("column %(number)d") % {"number": at + 1}
            faults.append(_("%(column)s: %(fault)s.") % {"column": name, "fault": error})
    if faults:
        raise RowError(" ".join(faults)[:MOST_WORDS])
    document["scores"] = [score for score in document.get("scores", []) if "value" in score]
    return document
