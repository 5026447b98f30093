"""What the columns and cells of a table mean."""

import pytest

from films.importers.csv_columns import RowError, guess, read_row


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (
            "Const,Your Rating,Title,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Directors",
            "imdb_id,personal_rating,title,imdb_score,runtime,year,genre,imdb_votes,director",
        ),
        ("Date,Name,Year,Letterboxd URI,Rating", ",title,year,,stars"),
        ("ID,post_title,post_content,post_name", ",title,synopsis,slug"),
        ("Filmtitel,Erscheinungsjahr,Laufzeit,Regie,Länder", "title,year,runtime,director,country"),
        ("Titre,Année,Durée,Réalisation,Pays", "title,year,runtime,director,country"),
        ("TÍTULO,Año,Duración,Género", "title,year,runtime,genre"),
        ("Name,Title", "title,"),
    ],
)
def test_columns_are_guessed_by_their_names(header, columns):
    assert guess(header.split(",")) == columns.split(",")


def cell(key: str, text: str) -> dict:
    document = read_row(["t", "x"], ["title", key], ["A", text])
    return {name: said for name, said in document.items() if name not in ("marquee", "title")}


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("year", "1931.0", {"year": 1931}),
        ("imdb_id", "https://www.imdb.com/title/tt0022100/?x", {"imdb_id": "tt0022100"}),
        ("released", "11.5.1931", {"released": "1931-05-11"}),
        ("released", "1931-05", {"released": "1931-05"}),
        ("released", "1931-05-11 00:00:00", {"released": "1931-05-11"}),
        ("runtime", "1h 57min", {"runtime": 117}),
        ("runtime", "117.0", {"runtime": 117}),
        ("budget", "€1.200.000", {"budget": 1_200_000, "currency": "EUR"}),
        ("gross_worldwide", "2 million", {"gross_worldwide": 2_000_000}),
        ("stars", "3.5", {"personal_rating": 7}),
        ("personal_rating", "8/10", {"personal_rating": 8}),
        ("also_known_as", "M; Murder", {"also_known_as": "M\nMurder"}),
        ("logline", "=HYPERLINK(1)", {"logline": "=HYPERLINK(1)"}),
        ("runtime", "\\N", {}),
    ],
)
def test_cell_is_read_as_people_write_it(key, text, value):
    assert {name: said for name, said in cell(key, text).items() if name != "scores"} == value


def test_lists_in_one_cell_are_parted_by_the_strongest_mark():
    assert [row["name"] for row in cell("genre", "Drama; Sci-Fi, early;;")["tags"]] == [
        "Drama",
        "Sci-Fi, early",
    ]
    assert [row["name"] for row in cell("genre", "Drama, Crime")["tags"]] == ["Drama", "Crime"]


def test_actor_comes_with_the_part():
    assert cell("actor", "Peter Lorre (Hans (the M)); Ellen Widmann as Mother")["credits"] == [
        {"person": {"name": "Peter Lorre"}, "job": "actor", "character": "Hans (the M)"},
        {"person": {"name": "Ellen Widmann"}, "job": "actor", "character": "Mother"},
    ]


def test_votes_belong_to_their_score():
    columns = ["title", "imdb_score", "imdb_votes"]

    assert read_row(["t", "r", "v"], columns, ["M", "8.3", "170,000"])["scores"] == [
        {"source": "imdb", "value": "8.3", "best": "10", "votes": 170_000}
    ]
    assert read_row(["t", "r", "v"], columns, ["M", "", "170,000"])["scores"] == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["M", "x", "x"], "Jahr: “x” is no whole number. column 3: “x” is no length of a film."),
        (["M", "1931", "90", "more"], "The row has 4 cells, the first row names 3 columns."),
    ],
)  # fmt: skip
def test_row_that_cannot_be_read_names_its_columns(row, words):
    with pytest.raises(RowError) as refused:
        read_row(["Titel", "Jahr", ""], ["title", "year", "runtime"], row)

    assert str(refused.value) == words
