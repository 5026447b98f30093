"""Drawn posters: any title gives a sound sheet, and a film keeps its poster."""

import hashlib
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from films.images.motifs import FAMILY_MOTIFS
from films.images.palettes import palette_family
from films.images.posters import (
    MOTIF_NAMES,
    MOTIFS,
    PALETTES,
    cut_to,
    draw_portrait,
    draw_poster,
    palette_name,
    palette_of,
    portrait_drawing,
    poster_drawing,
)
from films.images.shapes import Circle, Letters, Panel
from films.images.svg import svg_of

LONGEST = "Night of the Day of the Dawn of the Son of the Bride of the Return of the Revenge " * 5
TITLES = [
    "",
    " ",
    "M",
    "Up",
    "ß",
    "8½",
    "...",
    "\x00\ud800\ufffe",
    "<script>alert('&')</script>",
    "七人の侍",
    "龍" * 364,
    "كفرناحوم",
    "괴물과 인간의 시간",
    "👨‍👩‍👧‍👦🏳️‍🌈🇫🇷",
    "\u0301" * 20,
    "\u202eevil",
    "x" * 364,
    LONGEST[:364],
]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("title", TITLES)
def test_poster_of_any_title_is_well_formed(title):
    svg = draw_poster(title, year=None, director="", genre="")
    assert ElementTree.fromstring(svg).attrib["viewBox"] == "0 0 600 900"


@pytest.mark.parametrize("name", TITLES)
def test_portrait_of_any_name_is_well_formed(name):
    assert ElementTree.fromstring(draw_portrait(name)).attrib["viewBox"] == "0 0 600 750"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(1870, 2200), st.text(max_size=80), st.text(max_size=10))
def test_poster_of_any_text_stays_on_its_sheet(title, year, director, genre):
    drawing = poster_drawing(title, year=year, director=director, genre=genre)
    ElementTree.fromstring(svg_of(drawing))
    letters = [shape for shape in drawing.shapes if isinstance(shape, Letters)]
    assert [shape for shape in letters if not (0 <= shape.y <= 900 and shape.x >= 0)] == []
    assert [s.height for s in drawing.shapes if isinstance(s, Panel) and s.height < 150] == []


@pytest.mark.parametrize("title", ["The Sessions", "七人の侍", LONGEST[:364]])
def test_poster_drawn_twice_is_the_same(title):
    facts = {"year": 2012, "director": "Ben Lewin", "genre": "romance"}
    assert draw_poster(title, **facts) == draw_poster(title, **facts)


@pytest.mark.parametrize(
    ("title", "year", "director", "genre", "motif", "variant", "sha256"),
    [
        ("M", 1931, "Fritz Lang", "thriller", "letter", 0, "f007519308503cce"),
        ("Metropolis", 1927, "Fritz Lang", "science-fiction", "towers", 0, "16fa20be0993c887"),
        (
            "Night of the Living Dead",
            1968,
            "George A. Romero",
            "horror",
            "crowd",
            1,
            "b7eb764c327a4ce5",
        ),
        ("Sherlock Jr.", 1924, "Buster Keaton", "comedy", "frames", 1, "b107a7f71de1d2a5"),
        (
            "The Cabinet of Dr. Caligari",
            1920,
            "Robert Wiene",
            "mystery",
            "shards",
            2,
            "0b687dea36ca4954",
        ),
        ("The Cameraman", 1928, "Edward Sedgwick", "comedy", "lens", 2, "9099e42501dcf150"),
        ("The Gold Rush", 1925, "Charlie Chaplin", "adventure", "peaks", 0, "72ee6903d779820f"),
        ("The Intouchables", 2011, "Nakache & Toledano", "comedy", "wheel", 1, "89bbbacd4323ef90"),
        ("The Lodger", 1927, "Alfred Hitchcock", "thriller", "fog", 1, "fb4779c46f9004a2"),
        (
            "The Passion of Joan of Arc",
            1928,
            "Carl Theodor Dreyer",
            "history",
            "flames",
            0,
            "cbe84dd038e2a3da",
        ),
        ("The Sessions", 2012, "Ben Lewin", "romance", "overlap", 1, "b156dfeb472c1958"),
    ],
)
def test_poster_is_the_design_s_to_the_byte(title, year, director, genre, motif, variant, sha256):
    svg = draw_poster(
        title, year=year, director=director, genre=genre, motif=motif, variant=variant
    )
    assert hashlib.sha256(svg.encode()).hexdigest()[:16] == sha256


@pytest.mark.parametrize("motif", MOTIFS)
def test_motif_has_shapes_for_a_low_field_and_a_high_one(motif):
    colours = PALETTES["drama"][0]
    low, high = MOTIFS[motif](150, colours, 1), MOTIFS[motif](700, colours, 1)
    assert (len(low) > 2, len(high) >= len(low)) == (True, True)


def test_motif_that_is_unknown_is_drawn_by_lot():
    facts = {"year": 1999, "director": "", "genre": "horror"}
    by_lot = draw_poster("A Film", **facts)
    assert draw_poster("A Film", **facts, motif="no-such-motif") == by_lot
    assert draw_poster("A Film", **facts, motif="letter") == by_lot


def test_motif_that_is_chosen_is_drawn():
    facts = {"year": 1999, "director": "", "genre": "horror"}
    drawn = {draw_poster("A Film", **facts, motif=motif) for motif in MOTIFS}
    assert len(drawn) == len(MOTIFS)


def test_motifs_of_families_exist_for_every_palette():
    assert sorted(FAMILY_MOTIFS) == sorted(PALETTES)
    assert {motif for three in FAMILY_MOTIFS.values() for motif in three} - set(
        MOTIF_NAMES
    ) == set()


@pytest.mark.parametrize("title", ["M", "Up", "8½"])
def test_title_of_one_or_two_letters_fills_the_sheet(title):
    drawing = poster_drawing(title, year=1931, director="Fritz Lang", genre="thriller")
    letters = next(shape for shape in drawing.shapes if isinstance(shape, Letters))
    assert letters.text == title.upper()
    assert letters.size > 400


def test_director_too_long_for_the_strip_is_cut_with_an_ellipsis():
    drawing = poster_drawing("Film", year=1999, director="Somebody, " * 30, genre="drama")
    line = next(s for s in drawing.shapes if isinstance(s, Letters) and s.text[:3] == "SOM")
    assert line.text[-1] == "…"
    assert line.x > 70


def test_cut_to_leaves_what_fits():
    assert cut_to("FRITZ LANG", 500) == "FRITZ LANG"


def test_poster_without_year_and_director_has_only_its_title():
    drawing = poster_drawing("Film", year=None, director="", genre="drama")
    assert [s.text for s in drawing.shapes if isinstance(s, Letters)] == ["FILM"]


def test_poster_in_another_script_names_its_text_escaped():
    root = ElementTree.fromstring(draw_poster("<七>&", year=None, director="", genre=""))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["<七>&"]


@pytest.mark.parametrize(
    ("genre", "family"),
    [
        ("Romance", "romance"),
        ("Science Fiction", "science-fiction"),
        ("sci-fi", "science-fiction"),
        ("War", "history"),
        ("", "drama"),
        ("Mumblecore", "drama"),
    ],
)
def test_palette_family_of_genre(genre, family):
    assert palette_family(genre) == family


def test_palette_name_takes_the_variant_that_was_chosen():
    assert palette_name("The Sessions", 2012, "Romance", 1) == "romance-1"


def test_palette_name_without_a_choice_stays_the_same():
    names = {palette_name("The Sessions", 2012, "Romance", None) for _ in range(3)}
    assert names == {"romance-0"}


def test_palette_of_is_the_one_that_palette_name_names():
    palette = palette_of("The Sessions", year=2012, genre="Romance", variant=1)
    assert palette == PALETTES["romance"][1]


def test_palettes_are_those_of_the_stylesheet(pytestconfig):
    css = (pytestconfig.rootpath / "static/css/palettes.css").read_text()
    rows = re.findall(r'data-pal="([a-z-]+-\d)"\] \{ --pal-g: (#\w+); --pal-i: (#\w+)', css)
    ours = [
        (f"{family}-{variant}", palette.ground, palette.ink)
        for family, palettes in PALETTES.items()
        for variant, palette in enumerate(palettes)
    ]
    assert sorted(rows) == sorted(ours)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Buster Keaton", "BK"),
        ("Jean-Dominique Bauby", "JDB"),
        ("F. W. Murnau", "FWM"),
        ("黒澤 明", "黒"),
        ("", "?"),
    ],
)
def test_portrait_shows_the_initials(name, initials):
    svg = draw_portrait(name)
    shown = svg.split("</circle>")[-1]
    if initials.isascii():
        outlines = re.findall(r'<g fill="#\w+" transform="translate\([\d. ]+ 690\).*?</g>', shown)
        assert [outline.count("<path") for outline in outlines] == [len(initials)]
    else:
        text = next(ElementTree.fromstring(svg).iter(f"{SVG}text"))
        assert text.text == initials


def test_portrait_never_hides_the_initials_in_the_disc():
    for number in range(60):  # enough names for every family of palettes
        for variant in range(3):
            drawing = portrait_drawing(f"Person {number}", variant=variant)
            disc = next(shape for shape in drawing.shapes if isinstance(shape, Circle))
            initials = next(shape for shape in drawing.shapes if isinstance(shape, Letters))
            assert disc.fill != initials.fill
