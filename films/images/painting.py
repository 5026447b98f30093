"""Drawings as pixels, for places that take no SVG, such as social networks.

Shapes are painted three times too large and scaled down, which smooths their edges.
"""

import math
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from films.images.lettering import face, is_covered, width_of
from films.images.outlines import area, flatten
from films.images.shapes import (
    Circle,
    Drawing,
    Letters,
    Panel,
    Path,
    Point,
    Rect,
    Shape,
    Stroke,
    Turned,
)
from films.images.svg import letter_positions

OVERSIZE = 3
# Looked for among the system's fonts, to set what League Gothic has no letters for.
SYSTEM_FONTS = (
    "DejaVuSans-Bold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansDevanagari-Bold.ttf",
    "NotoSansThai-Bold.ttf",
    "NotoSansCJK-Bold.ttc",
    "NotoSansCJK-Black.ttc",
    "DroidSansFallbackFull.ttf",
    "unifont.otf",
)
UNASSIGNED = "\U0010fffe"


class Place(NamedTuple):
    """Where shapes land on the canvas: turned, scaled, then moved; in pixels and radians."""

    scale: float
    x: float = 0
    y: float = 0
    turn: float = 0

    def of(self, point: Point) -> Point:
        """The pixel of a point."""
        x, y = point[0] * self.scale, point[1] * self.scale
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return self.x + x * cos - y * sin, self.y + x * sin + y * cos

    def moved(self, point: Point, *, scale: float = 1, turn: float = 0) -> "Place":
        """The place of shapes whose origin lies at `point`."""
        x, y = self.of(point)
        return Place(self.scale * scale, x, y, self.turn + turn)


def paint(drawing: Drawing, *, width: int) -> Image.Image:
    """The drawing as an RGB picture `width` pixels wide."""
    scale = width / drawing.width
    height = round(drawing.height * scale)
    canvas = Image.new("RGB", (width * OVERSIZE, height * OVERSIZE), "white")
    _paint_all(canvas, drawing.shapes, Place(scale * OVERSIZE))
    return canvas.reduce(OVERSIZE)


def _paint_all(canvas: Image.Image, shapes: Iterable[Shape], place: Place) -> None:
    for shape in shapes:
        _paint(canvas, shape, place)


def _paint(canvas: Image.Image, shape: Shape, place: Place) -> None:
    match shape:
        case Circle(x, y, radius, fill):
            _disc(canvas, place.of((x, y)), radius * place.scale, fill)
        case Rect(x, y, width, height, fill):
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            _fill(canvas, [corners], fill, place)
        case Path(outline, fill):
            _fill(canvas, flatten(outline), fill, place)
        case Stroke():
            _stroke(canvas, shape, place)
        case Turned(shapes, x, y, degrees):
            _paint_all(canvas, shapes, place.moved((x, y), turn=math.radians(degrees)))
        case Panel():
            _panel(canvas, shape, place)
        case Letters():
            (_letters if is_covered(shape.text) else _system_letters)(canvas, shape, place)


def _disc(canvas: Image.Image, middle: Point, radius: float, fill: str) -> None:
    x, y = middle
    ImageDraw.Draw(canvas).ellipse((x - radius, y - radius, x + radius, y + radius), fill)


def _fill(canvas: Image.Image, contours: list[list[Point]], fill: str, place: Place) -> None:
    """Fill the contours; those that run against the largest one are holes."""
    placed = [[place.of(point) for point in contour] for contour in contours]
    if len(placed) == 1:
        ImageDraw.Draw(canvas).polygon(placed[0], fill)
        return
    areas = [area(contour) for contour in placed]
    largest = max(areas, key=abs)
    left, top = (math.floor(min(p[axis] for c in placed for p in c)) for axis in (0, 1))
    right, bottom = (math.ceil(max(p[axis] for c in placed for p in c)) for axis in (0, 1))
    mask = Image.new("L", (right - left + 1, bottom - top + 1))
    draw = ImageDraw.Draw(mask)
    holes_last = sorted(zip(areas, placed, strict=True), key=lambda part: part[0] * largest < 0)
    for size, contour in holes_last:
        draw.polygon([(x - left, y - top) for x, y in contour], 255 if size * largest > 0 else 0)
    canvas.paste(fill, (left, top), mask)


def _stroke(canvas: Image.Image, stroke: Stroke, place: Place) -> None:
    width = stroke.width * place.scale
    for contour in flatten(stroke.outline):
        placed = [place.of(point) for point in contour]
        ImageDraw.Draw(canvas).line(placed, stroke.colour, round(width))
        if stroke.is_round:
            _disc(canvas, placed[0], width / 2, stroke.colour)
            _disc(canvas, placed[-1], width / 2, stroke.colour)


def _panel(canvas: Image.Image, panel: Panel, place: Place) -> None:
    left, top = map(round, place.of((0, panel.top)))
    right, bottom = map(round, place.of((panel.width, panel.top + panel.height)))
    field = canvas.crop((left, top, right, bottom))
    _paint_all(field, panel.shapes, Place(place.scale))
    canvas.paste(field, (left, top))


def _letters(canvas: Image.Image, letters: Letters, place: Place) -> None:
    line = place.moved((letters.x, letters.y), scale=letters.size / face()["upem"])
    for letter, x in letter_positions(letters):
        outline = face()["outline"].get(letter)
        if outline:
            _fill(canvas, flatten(outline), letters.fill, line.moved((x, 0)))


def _system_letters(canvas: Image.Image, letters: Letters, place: Place) -> None:
    """A line in a font of the system, stretched to its width; nothing where no font has it."""
    font = _system_font(letters.text, round(letters.size * place.scale))
    if font is None:
        return
    left, top, right, bottom = map(round, font.getbbox(letters.text, anchor="ls"))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text((-left, -top), letters.text, 255, font, anchor="ls")
    width = max(1, round(width_of(letters.text) * letters.size * place.scale))
    x, y = place.of((letters.x, letters.y))
    canvas.paste(letters.fill, (round(x), round(y) + top), mask.resize((width, mask.height)))


def _system_font(text: str, size: int) -> ImageFont.FreeTypeFont | None:
    for name in SYSTEM_FONTS:
        if _has_letters(name, text):
            return ImageFont.truetype(name, size)
    return None


@cache
def _is_installed(name: str) -> bool:
    try:
        ImageFont.truetype(name, 20)
    except OSError:
        return False
    return True


def _has_letters(name: str, text: str) -> bool:
    """True when the font is installed and draws no letter as it draws an unassigned one."""
    if not _is_installed(name):
        return False
    font = ImageFont.truetype(name, 20)
    lacking = bytes(font.getmask(UNASSIGNED))
    return all(bytes(font.getmask(c)) != lacking for c in set(text) if not c.isspace())
