"""Motifs of places: a city at night, a railway, two flights of stairs, a crooked street."""

import math

from films.images.palettes import Palette, darker
from films.images.shapes import Circle, Path, Point, Rect, Shape, polygon, trace


def towers(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Searchlights behind a skyline with lit windows."""
    shapes: list[Shape] = [_searchlight(height, turn, colours.tone) for turn in range(-5, 6)]
    shapes.append(Circle(300, height - height * 0.52, height * 0.2, colours.spark))
    blocks = (
        (-10, 120, 0.36),
        (490, 120, 0.42),
        (84, 92, 0.55),
        (424, 92, 0.6),
        (160, 70, 0.4),
        (372, 76, 0.46),
    )
    for x, width, share in blocks:
        shapes += _lit_block(x, width, height * share, height, colours)
    return [*shapes, _setback_tower(height, colours.ink)]


def _searchlight(height: float, turn: int, fill: str) -> Path:
    left = math.radians(-90 + turn * 15.5)
    right = math.radians(-90 + turn * 15.5 + 6.5)
    foot = height - 60
    far = [(300 + 1200 * math.cos(a), foot + 1200 * math.sin(a)) for a in (left, right)]
    return polygon([(300, foot), *far], fill)


def _lit_block(x: int, width: int, tall: float, height: float, colours: Palette) -> list[Shape]:
    top = height - tall
    shapes: list[Shape] = [Rect(x, top, width, tall, darker(colours.ground, 0.42))]
    for floor in range(int(tall / 26)):
        for window in range(int((width - 14) / 22)):
            is_lit = (floor * 3 + window + x) % 5 == 0
            fill = colours.spark if is_lit else colours.tone
            shapes.append(Rect(x + 14 + window * 22, top + 16 + floor * 26, 9, 12, fill))
    return shapes


def _setback_tower(height: float, fill: str) -> Path:
    left_half = [(232, 1.0), (232, 0.5), (262, 0.5), (262, 0.32), (284, 0.32), (284, 0.18)]
    left: list[Point] = [(x, height * y) for x, y in left_half]
    return polygon([*left, *((600 - x, y) for x, y in reversed(left))], fill)


def rails(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A track to the vanishing point, the sun on it."""
    horizon = height * 0.3
    shapes: list[Shape] = [
        Circle(300, horizon, height * 0.2, colours.spark),
        Rect(0, horizon, 600, height - horizon, colours.tone),
    ]
    y, gap = horizon + 10, 5.0
    while y < height:
        nearness = (y - horizon) / (height - horizon)
        half = 24 + 300 * nearness
        shapes.append(Rect(300 - half, y, 2 * half, 3 + 17 * nearness, colours.ground))
        gap *= 1.36
        y += gap + 4
    for side in (-1, 1):
        far: list[Point] = [(300 + side * 8, horizon), (300 + side * 12, horizon)]
        near: list[Point] = [(300 + side * 250, height), (300 + side * 205, height)]
        shapes.append(polygon(far + near, colours.ink))
    return shapes


def stairs(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Steps climbing into a disc, and a shadow with long fingers."""
    shapes: list[Shape] = [Circle(392, height * 0.36, height * 0.27, colours.spark)]
    wide = 600 / 9
    for step in range(9):
        top = height - (step + 1) * height * 0.062 - height * 0.05
        shapes.append(Rect(step * wide, top, wide + 1, height - top, colours.tone))
        shapes.append(Rect(step * wide, top, wide + 1, 5, colours.ink))
    return [*shapes, *_long_shadow(392, height, colours.ground)]


def _long_shadow(x: float, height: float, fill: str) -> list[Shape]:
    foot, shoulder, neck, crown = (height * share for share in (0.60, 0.3, 0.2, 0.19))
    body = (
        trace("M", x - 34, foot, "L", x - 40, shoulder, "Q", x - 38, neck, x, crown)
        + trace("Q", x + 38, neck, x + 40, shoulder, "L", x + 34, foot, "z")
    )  # fmt: skip
    shapes: list[Shape] = [Path(body, fill)]
    hand = height * 0.34
    for reach, length in ((-62, 0.16), (-76, 0.19), (-90, 0.2), (-104, 0.18), (-116, 0.13)):
        tip = hand + height * length
        nails: list[Point] = [(x + reach - 44, tip), (x + reach - 38, tip)]
        shapes.append(polygon([(x - 38, hand), *nails, (x - 30, height * 0.38)], fill))
    return shapes


def steps(height: float, colours: Palette, seed: int) -> list[Shape]:
    """The long flight of stairs, and a flag above it."""
    shapes: list[Shape] = []
    for step in range(13):
        y = height * 0.34 + (height * 0.66) * (step / 13) ** 1.15
        shapes.append(Rect(0, y, 600, height - y, colours.ink if step % 2 else colours.tone))
    shapes.append(Rect(176, height * 0.03, 12, height * 0.43, colours.spark))
    top, bottom = height * 0.04, height * 0.26
    flag = (
        trace("M", 188, top, "Q", 290, -height * 0.02, 350, height * 0.07)
        + trace("T", 520, height * 0.05, "V", bottom)
        + trace("Q", 420, height * 0.34, 350, height * 0.28, "T", 188, bottom, "z")
    )
    return [*shapes, Path(flag, colours.spark)]


def shards(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A street in which nothing is straight."""
    ground, ink, spark, tone = colours.ground, colours.ink, colours.spark, colours.tone
    pieces: tuple[tuple[str, list[Point]], ...] = (
        (tone, [(0, 0), (250, 0), (130, 0.52), (0, 0.7)]),
        (tone, [(600, 0), (420, 0), (360, 0.44), (600, 0.8)]),
        (ink, [(170, 0), (330, 0), (300, 0.3), (236, 0.48)]),
        (ink, [(0, 1), (0, 0.58), (214, 0.36), (170, 0.66), (120, 1)]),
        (ink, [(600, 1), (600, 0.5), (388, 0.3), (420, 0.62), (470, 1)]),
        (spark, [(196, 1), (262, 0.4), (344, 0.34), (396, 1)]),
        (ground, [(280, 0.52), (322, 0.5), (330, 0.68), (276, 0.7)]),
        (ground, [(54, 0.66), (96, 0.6), (86, 0.78), (50, 0.82)]),
        (ground, [(512, 0.56), (556, 0.62), (548, 0.8), (516, 0.74)]),
    )
    return [polygon([(x, y * height) for x, y in points], fill) for fill, points in pieces]
