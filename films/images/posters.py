"""Drawn posters for films that have no picture, and portraits for people without a photograph.

A poster is a title in wood type, one motif and a credit strip, in four colours. Palette, motif
and layout follow from the film's genre and a hash of its title and year, so a film keeps its
poster; editors may choose palette and motif. The same input gives the same bytes.
"""

import zlib
from dataclasses import dataclass

from django.utils.translation import gettext

from films.images.lettering import (
    LINE_GAP,
    SetLine,
    TitleFit,
    cap_height,
    fit_title,
    is_covered,
    printable,
    rise_of,
    set_title,
    total_height,
    width_of,
)
from films.images.motifs import FAMILY_MOTIFS, MOTIFS
from films.images.palettes import PALETTES, Palette, palette_family
from films.images.shapes import Circle, Drawing, Letters, Panel, Rect, Shape, polygon
from films.images.svg import svg_of

__all__ = [
    "MOTIFS",
    "MOTIF_NAMES",
    "PALETTES",
    "TitleFit",
    "draw_portrait",
    "draw_poster",
    "fit_title",
    "palette_name",
    "palette_of",
    "portrait_drawing",
    "poster_drawing",
]

WIDTH, HEIGHT, MARGIN = 600, 900, 34
MEASURE = WIDTH - 2 * MARGIN
TALLEST_TITLE = 560
CREDIT_SIZE, CREDIT_TRACKING = 25, 1.6
PORTRAIT_HEIGHT = 750

# "letter" sets a title of one or two letters as large as the sheet; it is a layout, not a motif.
LETTER = "letter"
MOTIF_NAMES = (LETTER, *MOTIFS)


@dataclass(frozen=True, slots=True)
class CreditStrip:
    """The line of a poster that names the year and the director."""

    year: str
    director: str
    ink: str

    def at(self, y: float) -> list[Shape]:
        """The strip on the baseline `y`: year at the left edge, director at the right."""
        year_width = _tracked_width(self.year)
        director = cut_to(self.director, MEASURE - year_width - 30)
        x = WIDTH - MARGIN - _tracked_width(director)
        words = ((self.year, MARGIN), (director, x))
        return [_credit(text, start, y, self.ink) for text, start in words if text]


def _credit(text: str, x: float, y: float, ink: str) -> Letters:
    return Letters(text, x, y, CREDIT_SIZE, ink, CREDIT_TRACKING)


def _tracked_width(text: str) -> float:
    return width_of(text) * CREDIT_SIZE + CREDIT_TRACKING * (len(text) - 1) if text else 0


def cut_to(text: str, room: float, *, size: float = CREDIT_SIZE) -> str:
    """The text, shortened with an ellipsis where it is wider than the room at this size."""
    room *= CREDIT_SIZE / size
    if _tracked_width(text) <= room:
        return text
    kept = ""
    for character in text:
        if _tracked_width(kept + character + "…") > room:
            break
        kept += character
    return kept.rstrip(" ,&") + "…"


def draw_poster(
    title: str,
    *,
    year: int | None,
    director: str,
    genre: str,
    motif: str = "",
    variant: int | None = None,
) -> str:
    """The poster as SVG text, 600 x 900.

    `genre` is a genre's name or a name of PALETTES, `motif` one of MOTIF_NAMES, `variant` 0 to 2;
    what is unknown or left out is drawn by lot.
    """
    drawing = poster_drawing(
        title, year=year, director=director, genre=genre, motif=motif, variant=variant
    )
    return svg_of(drawing)


def draw_portrait(name: str, *, variant: int | None = None) -> str:
    """A person without a photograph as SVG text, 600 x 750: initials before a spotlight."""
    return svg_of(portrait_drawing(name, variant=variant))


def palette_name(title: str, year: int | None, genre: str, variant: int | None) -> str:
    """The film's palette as tokens.css calls it in data-pal: "romance-1"."""
    chosen = seed_of(title, year) if variant is None else variant
    return f"{palette_family(genre)}-{chosen % 3}"


def palette_of(title: str, *, year: int | None, genre: str, variant: int | None) -> Palette:
    """The four colours that palette_name() names."""
    family, chosen = palette_name(title, year, genre, variant).rsplit("-", 1)
    return PALETTES[family][int(chosen)]


def seed_of(title: str, year: int | None) -> int:
    """The lot that a film draws where nobody has chosen for it."""
    return zlib.crc32(f"{title}{year or ''}".encode("utf-8", "replace"))


def motif_of(chosen: str, genre: str, seed: int) -> str:
    """The motif that was chosen, or one of its genre's by lot."""
    return chosen if chosen in MOTIFS else FAMILY_MOTIFS[palette_family(genre)][seed // 7 % 3]


def poster_drawing(
    title: str,
    *,
    year: int | None,
    director: str,
    genre: str,
    motif: str = "",
    variant: int | None = None,
    title_on_top: bool | None = None,
) -> Drawing:
    """The poster as shapes; see draw_poster()."""
    seed = seed_of(title, year)
    colours = palette_of(title, year=year, genre=genre, variant=variant)
    text = printable(title).upper() or gettext("Untitled").upper()
    strip = CreditStrip(str(year or ""), printable(director).upper(), colours.ink)
    if len(text.replace(" ", "")) <= 2 and motif in ("", LETTER):
        shapes = _letter_sheet(text, strip, colours)
    else:
        motif = motif_of(motif, genre, seed)
        if title_on_top is None:
            title_on_top = (seed >> 3) % 3 == 0
        shapes = _title_sheet(text, strip, colours, motif, seed, title_on_top)
    ground = Rect(0, 0, WIDTH, HEIGHT, colours.ground)
    return Drawing(WIDTH, HEIGHT, (ground, *shapes))


def _letter_sheet(text: str, strip: CreditStrip, colours: Palette) -> list[Shape]:
    """One or two letters before a disc, as large as the sheet allows."""
    rise = rise_of(text)
    size = min((HEIGHT * 0.70) / rise, MEASURE * 1.02 / width_of(text))
    x = (WIDTH - width_of(text) * size) / 2
    strip_y = MARGIN + CREDIT_SIZE * cap_height()
    return [
        Circle(WIDTH * 0.5, HEIGHT * 0.5, WIDTH * 0.44, colours.spark),
        Letters(text, x, HEIGHT * 0.5 + size * rise / 2, size, colours.ink),
        *strip.at(strip_y),
        Rect(MARGIN, strip_y + 14, MEASURE, 4, colours.ink),
    ]


def _title_sheet(
    text: str,
    strip: CreditStrip,
    colours: Palette,
    motif: str,
    seed: int,
    title_on_top: bool,
) -> list[Shape]:
    """Title and motif one above the other, the credit strip at the motif's outer edge."""
    target = (250, 330, 400)[(seed >> 5) % 3]
    lines = set_title(text, target=target, tallest=TALLEST_TITLE, measure=MEASURE)
    title_height = total_height(lines)
    top = MARGIN + title_height + 26 if title_on_top else 66
    height = HEIGHT - top - 64 if title_on_top else HEIGHT - MARGIN - title_height - 26 - top
    panel = Panel(tuple(MOTIFS[motif](height, colours, seed)), top, WIDTH, height)
    if title_on_top:
        title = title_letters(lines, left=MARGIN, top=MARGIN, measure=MEASURE, ink=colours.ink)
        return [panel, *title, *strip.at(HEIGHT - 24)]
    title_top = HEIGHT - MARGIN - title_height
    title = title_letters(lines, left=MARGIN, top=title_top, measure=MEASURE, ink=colours.ink)
    return [panel, *strip.at(24 + CREDIT_SIZE * cap_height()), *title]


def title_letters(
    lines: list[SetLine], *, left: float, top: float, measure: float, ink: str
) -> list[Letters]:
    """The lines of a title below one another; a short one is spaced out a little."""
    letters: list[Letters] = []
    baseline = top
    for line in lines:
        baseline += line.height
        y = baseline - _hang(line.text) * line.size
        letters.append(Letters(line.text, left, y, line.size, ink, _tracking(line, measure)))
        baseline += LINE_GAP
    return letters


def _tracking(line: SetLine, measure: float) -> float:
    missing = measure - width_of(line.text) * line.size
    if missing <= 2 or len(line.text) == 1:
        return 0
    return min(missing / (len(line.text) - 1), line.size * 0.12)


def _hang(text: str) -> float:
    """How far a line reaches below its baseline, in ems: scripts that need the whole em do."""
    return 0.14 if rise_of(text) == 1 else 0


def portrait_drawing(name: str, *, variant: int | None = None) -> Drawing:
    """The portrait as shapes; see draw_portrait()."""
    seed = zlib.crc32(name.encode("utf-8", "replace"))
    palettes = PALETTES[sorted(PALETTES)[seed % len(PALETTES)]]
    colours = palettes[((seed >> 5) if variant is None else variant) % 3]
    text = printable(name).upper()
    initials = _initials(text)
    # One palette has its spark in the ink's colour, where the initials would vanish.
    disc = colours.tone if colours.spark == colours.ink else colours.spark
    size = min(528 / width_of(initials), 690)
    x = (WIDTH - width_of(initials) * size) / 2
    name_line = cut_to(text, MEASURE)
    name_y = MARGIN + CREDIT_SIZE * cap_height()
    shapes: list[Shape] = [
        Rect(0, 0, WIDTH, PORTRAIT_HEIGHT, colours.ground),
        polygon([(600, -40), (640, 40), (40, 620), (-60, 440)], colours.tone),
        Circle(300, 330, 250, disc),
        Letters(initials, x, 690 - _hang(initials) * size, size, colours.ink),
    ]
    if name_line:
        shapes.append(_credit(name_line, MARGIN, name_y, colours.ink))
    return Drawing(WIDTH, PORTRAIT_HEIGHT, tuple(shapes))


def _initials(text: str) -> str:
    """The first letters of up to three words, of those words the display face can set if any."""
    firsts = [word[0] for word in text.replace("-", " ").split()]
    return "".join([first for first in firsts if is_covered(first)][:3] or firsts[:1]) or "?"
