"""Motifs of people, and of what is made for looking at them: masks, eyes, boxes."""

import math

from films.images.palettes import Palette
from films.images.shapes import Circle, Path, Point, Rect, Shape, polygon, trace


def duo(height: float, colours: Palette, seed: int) -> list[Shape]:
    """The tall one and the small one."""
    floor = height * 0.86

    def body(left: float, shoulder: float, right: float, fill: str) -> Path:
        radius = (right - left) / 2
        arch = trace("A", radius, radius, 0, 0, 1, right, shoulder)
        return Path(trace("M", left, floor, "V", shoulder) + arch + trace("V", floor, "z"), fill)

    return [
        Rect(0, floor, 600, height * 0.14, colours.tone),
        body(90, height * 0.3, 350, colours.ink),
        Circle(220, height * 0.27, 62, colours.spark),
        body(392, height * 0.64, 532, colours.spark),
        Circle(462, height * 0.62, 32, colours.ink),
    ]


def crowd(height: float, colours: Palette, seed: int) -> list[Shape]:
    """They are coming up the hill."""
    shapes: list[Shape] = [Circle(420, height * 0.3, height * 0.2, colours.spark)]
    for row in range(5):
        shapes += _row_of_people(row, height, colours.ink if row in (1, 3) else colours.tone)
    return [*shapes, Rect(0, height * 0.985, 600, height * 0.02, colours.tone)]


def _row_of_people(row: int, height: float, fill: str) -> list[Shape]:
    shapes: list[Shape] = []
    scale, x, person = 0.62 + row * 0.2, -30.0 + (row % 2) * 24, 0
    while x < 640:
        stature = (person * 7 + row * 5) % 4
        width, tall = 27 * scale, (height * 0.14 + stature * 7) * scale + 40
        top = height * 0.42 + row * height * 0.12 - stature * 7
        shoulder, feet = top + width * 0.5, top + tall
        arch = trace("A", width / 2, width / 2, 0, 0, 1, x + width, shoulder)
        outline = trace("M", x, feet, "V", shoulder) + arch + trace("V", feet, "z")
        shapes.append(Path(outline, fill))
        x += width + 15 * scale + stature * 3
        person += 1
    return shapes


def mask(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A face, half of it covered, with an eye on either side."""
    x, y, radius = 300, height * 0.48, height * 0.4
    half = trace("M", x, y - radius, "A", radius, radius, 0, 0, 1, x, y + radius, "z")

    def eye(side: int, fill: str) -> Path:
        dip, rise, across = radius * 0.3, radius * 0.18, radius * 0.6
        outline = (
            trace("M", x + side * rise, y - radius * 0.05)
            + trace("q", side * dip, -dip, side * across, 0)
            + trace("q", -side * dip, rise, -side * across, 0, "z")
        )
        return Path(outline, fill)

    return [
        Circle(x, y, radius, colours.tone),
        Path(half, colours.ink),
        eye(1, colours.ground),
        eye(-1, colours.spark),
        Rect(x - 3, y - radius, 6, 2 * radius, colours.ground),
    ]


def fog(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A man in a tall hat, and the fog across him."""
    hem, shoulder, collar, neck = (height * share for share in (0.98, 0.42, 0.3, 0.28))
    coat = (
        trace("M", 196, hem, "V", shoulder, "Q", 204, collar, 300, neck)
        + trace("Q", 396, collar, 404, shoulder, "V", hem, "z")
    )  # fmt: skip
    shapes: list[Shape] = [
        Rect(262, height * 0.1, 76, height * 0.9, colours.ink),
        Path(coat, colours.ink),
        Circle(300, height * 0.19, 56, colours.ink),
        Rect(214, height * 0.125, 172, 16, colours.ink),
        Rect(252, height * 0.03, 96, height * 0.1, colours.ink),
    ]
    y = height * 0.34
    for band in range(7):
        fill = colours.ground if band % 2 else colours.spark if band == 2 else colours.tone
        left, width = -20 + (band * 97) % 160, 420 + (band * 53) % 200
        shapes.append(Rect(left, y, width, 12 + band * 2, fill))
        y += height * 0.095
    return shapes


def eye(height: float, colours: Palette, seed: int) -> list[Shape]:
    """An eye under a heavy lid."""
    middle = height * 0.5
    shapes: list[Shape] = []
    for ring, fill in enumerate((colours.tone, colours.ground, colours.tone)):
        share = 1.0 - ring * 0.16
        left, right, reach = 300 - 310 * share, 300 + 310 * share, height * 0.62 * share
        upper = trace("M", left, middle, "Q", 300, middle - reach, right, middle)
        shapes.append(Path(upper + trace("Q", 300, middle + reach, left, middle, "z"), fill))
    lid = (
        trace("M", -10, middle, "Q", 300, middle - height * 0.72, 610, middle)
        + trace("Q", 300, middle - height * 0.26, -10, middle, "z")
    )  # fmt: skip
    return [
        *shapes,
        Circle(300, middle, height * 0.19, colours.ink),
        Circle(300, middle, height * 0.1, colours.spark),
        Path(lid, colours.ink),
    ]


def box(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A box whose lid stands ajar, light coming out of it."""

    def side(fill: str, *points: Point) -> Path:
        return polygon([(x, y * height) for x, y in points], fill)

    rays = [_ray(height * 0.5, math.radians(-162 + ray * 24), colours.tone) for ray in range(7)]
    return [
        *rays,
        side(colours.ink, (90, 0.5), (300, 0.62), (300, 0.98), (90, 0.84)),
        side(colours.spark, (510, 0.5), (300, 0.62), (300, 0.98), (510, 0.84)),
        side(colours.ground, (90, 0.5), (300, 0.4), (510, 0.5), (300, 0.62)),
        side(colours.ink, (90, 0.44), (300, 0.55), (470, 0.26), (270, 0.17)),
    ]


def _ray(y: float, angle: float, fill: str) -> Path:
    ends = [(300 + 700 * math.cos(a), y + 700 * math.sin(a)) for a in (angle, angle + 0.2)]
    return polygon([(300, y), *ends], fill)
