"""Motifs without a subject: discs, bars, frames within frames."""

import math

from films.images.palettes import Palette
from films.images.shapes import Circle, Path, Rect, Shape, trace


def overlap(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Two discs, and what they share."""
    radius, middle = min(height * 0.36, 196), height * 0.5
    apart = radius * 0.55
    reach = math.sqrt(radius * radius - apart * apart)
    top, bottom = middle - reach, middle + reach
    shared = (
        trace("M", 300, top, "A", radius, radius, 0, 0, 1, 300, bottom)
        + trace("A", radius, radius, 0, 0, 1, 300, top, "z")
    )  # fmt: skip
    return [
        Rect(0, middle + radius * 0.06, 600, radius * 0.12, colours.tone),
        Circle(300 - apart, middle, radius, colours.ink),
        Circle(300 + apart, middle, radius, colours.spark),
        Path(shared, colours.ground),
    ]


def rings(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A target, in the middle or off to one side."""
    x, y = (300, height * 0.5) if seed % 2 else (398, height * 0.44)
    ground, ink, spark, tone = colours.ground, colours.ink, colours.spark, colours.tone
    fills = (tone, ground, spark, ground, ink, ground, tone, ground, spark)
    radius = height * 0.56
    return [Circle(x, y, radius * (1 - ring / 9.2), fill) for ring, fill in enumerate(fills)]


def frames(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A screen inside a screen inside a screen."""
    ground, ink, spark, tone = colours.ground, colours.ink, colours.spark, colours.tone
    shapes: list[Shape] = []
    x, y, width, tall = 34.0, 20.0, 532.0, height - 40
    for fill in (ink, tone, ground, ink, spark):
        shapes.append(Rect(x, y, width, tall, fill))
        inset_x, inset_y = width * 0.13, tall * 0.115
        x += inset_x * 1.18
        y += inset_y * 0.92
        width -= 2 * inset_x
        tall -= 2 * inset_y
    return [*shapes, Circle(x + width * 0.5, y + tall * 0.5, min(width, tall) * 0.26, ground)]


def bars(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Four columns of type: fast talk."""
    shapes: list[Shape] = []
    for column in range(4):
        shapes += _column_of_type(column, height, colours)
    return shapes


def _column_of_type(column: int, height: float, colours: Palette) -> list[Shape]:
    shapes: list[Shape] = []
    x, y = 34 + column * 138, 16
    for line in range(40):
        if y > height - 24:
            break
        if (column, line) in ((1, 5), (2, 9)):
            shapes.append(Rect(x, y, 118, 88, colours.spark))
            y += 102
            continue
        width = 118 * (1, 0.94, 1, 0.88, 1, 0.6)[(line * 5 + column * 3) % 6]
        fill = colours.ink if (line + column) % 7 else colours.tone
        shapes.append(Rect(x, y, width, 13, fill))
        y += 25
    return shapes


def fade(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A field of dots going out: memory leaving."""
    shapes: list[Shape] = []
    for row in range(9):
        for column in range(8):
            gone = (column + row) / 15
            radius = 30 * (1 - gone) ** 1.15 + 1.5
            fill = colours.ink if gone < 0.62 else colours.tone
            if (column, row) == (2, 3):
                fill = colours.spark
            y = 34 + row * (height - 50) / 9
            shapes.append(Circle(58 + column * 69, y, radius, fill))
    return shapes


def seven(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Seven discs, one of them chosen."""
    radius = min(height * 0.155, 92)
    ink, spark, tone = colours.ink, colours.spark, colours.tone
    discs = (
        (1, 0, ink),
        (-1, 0, ink),
        (0, 0, tone),
        (0.5, -1, ink),
        (-0.5, -1, spark),
        (0.5, 1, ink),
        (-0.5, 1, ink),
    )
    return [
        Circle(300 + across * radius * 2.08, height * 0.5 + down * radius * 1.82, radius, fill)
        for across, down, fill in discs
    ]
