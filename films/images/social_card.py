"""The picture that social networks show beside a link to a film page."""

import io
from typing import BinaryIO

from django.utils.translation import gettext
from PIL import Image, ImageOps

from films.images.lettering import (
    cap_height,
    printable,
    set_title,
    total_height,
    width_of,
)
from films.images.motifs import MOTIFS
from films.images.painting import paint
from films.images.palettes import Palette
from films.images.posters import cut_to, motif_of, palette_of, seed_of, title_letters
from films.images.shapes import Drawing, Letters, Panel, Rect, Shape

WIDTH, HEIGHT = 1200, 630
PICTURE_WIDTH = 420
# The sheet is drawn in the poster's units, 900 high, so that a motif fills its left part.
SHEET_WIDTH, SHEET_HEIGHT = 1714, 900
LEFT, RIGHT = 680, 1634
MEASURE = RIGHT - LEFT
SMALL, LARGE = 58, 68


def render_card(
    title: str,
    *,
    year: int | None,
    director: str,
    genre: str,
    site_name: str,
    motif: str = "",
    variant: int | None = None,
    score: str = "",
    picture: BinaryIO | None = None,
    focal: tuple[int, int] = (50, 50),
) -> bytes:
    """A JPEG file of 1200 x 630 pixels: poster or motif, title, director, year and our score.

    `score` is a short line ("8.4 / 10 · 41 ratings") or empty, `picture` an open file of the
    film's poster, cut around `focal` (per cent from left and top); without it the motif is drawn.
    """
    colours = palette_of(title, year=year, genre=genre, variant=variant)
    shapes: list[Shape] = [Rect(0, 0, SHEET_WIDTH, SHEET_HEIGHT, colours.ground)]
    if picture is None:
        seed = seed_of(title, year)
        drawn = MOTIFS[motif_of(motif, genre, seed)](SHEET_HEIGHT, colours, seed)
        field = Rect(0, 0, 600, SHEET_HEIGHT, colours.ground)
        shapes.append(Panel((field, *drawn), 0, 600, SHEET_HEIGHT))
    shapes += _words(title, str(year or ""), director, score, site_name, colours)
    card = paint(Drawing(SHEET_WIDTH, SHEET_HEIGHT, tuple(shapes)), width=WIDTH)
    if picture is not None:
        _hang(card, picture, focal)
    output = io.BytesIO()
    card.save(output, "JPEG", quality=88, subsampling=0, optimize=True)
    return output.getvalue()


def _hang(card: Image.Image, picture: BinaryIO, focal: tuple[int, int]) -> None:
    with Image.open(picture, formats=["WEBP", "JPEG", "PNG"]) as poster:
        centre = (focal[0] / 100, focal[1] / 100)
        upright = poster.convert("RGB")
        card.paste(ImageOps.fit(upright, (PICTURE_WIDTH, HEIGHT), centering=centre), (0, 0))


def _words(
    title: str, year: str, director: str, score: str, site_name: str, colours: Palette
) -> list[Shape]:
    text = printable(title).upper() or gettext("Untitled").upper()
    lines = set_title(text, target=400, tallest=470, measure=MEASURE)
    top = 190 + (470 - total_height(lines)) / 2
    byline = " · ".join(part for part in (year, printable(director).upper()) if part)
    score = printable(score).upper()
    room = MEASURE - (width_of(score) * LARGE + 40 if score else 0)
    return [
        _line(printable(site_name).upper(), LEFT, 76 + SMALL * cap_height(), SMALL, colours),
        Rect(LEFT, 140, MEASURE, 5, colours.ink),
        *title_letters(lines, left=LEFT, top=top, measure=MEASURE, ink=colours.ink),
        Rect(LEFT, 715, MEASURE, 5, colours.ink),
        _line(cut_to(byline, room, size=LARGE), LEFT, 810, LARGE, colours),
        _line(score, RIGHT - width_of(score) * LARGE, 810, LARGE, colours),
    ]


def _line(text: str, x: float, y: float, size: float, colours: Palette) -> Letters:
    return Letters(text, x, y, size, colours.ink)
