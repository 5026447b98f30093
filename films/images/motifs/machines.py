"""Motifs of machines: clock, lens, wheels and organ pipes."""

import math

from films.images.motifs.nature import swell
from films.images.palettes import Palette
from films.images.shapes import Circle, Point, Rect, Shape, Stroke, Turned, polygon, trace


def _on_dial(x: float, y: float, radius: float, degrees: float) -> Point:
    """The point of a dial's rim, twelve o'clock being 0 degrees."""
    angle = math.radians(degrees)
    return x + radius * math.sin(angle), y - radius * math.cos(angle)


def clock(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A clock face too big for the sheet, its hands at a quarter to three."""
    x, y, radius = 330, height * 0.46, min(height * 0.46, 290)
    shapes: list[Shape] = [
        Circle(x, y, radius + 26, colours.tone),
        Circle(x, y, radius, colours.ink),
        Circle(x, y, radius - 16, colours.ground),
    ]
    for hour in range(12):
        width, length = (12, 34) if hour % 3 else (22, 56)
        outer = _on_dial(x, y, radius - 30, hour * 30)
        inner = _on_dial(x, y, radius - 30 - length, hour * 30)
        shapes.append(Stroke(trace("M", *outer, "L", *inner), colours.ink, width))
    for degrees, reach, width in ((262, radius * 0.74, 20), (83, radius * 0.5, 30)):
        hand = trace("M", x, y, "L", *_on_dial(x, y, reach, degrees))
        shapes.append(Stroke(hand, colours.spark, width, is_round=True))
    return [*shapes, Circle(x, y, 24, colours.spark)]


def lens(height: float, colours: Palette, seed: int) -> list[Shape]:
    """The iris of a lens, its seven leaves half closed."""
    x, y, radius = 300, height * 0.5, min(height * 0.47, 272)

    def at(distance: float, angle: float) -> Point:
        return x + distance * math.cos(angle), y + distance * math.sin(angle)

    shapes: list[Shape] = [
        Circle(x, y, radius, colours.ink),
        Circle(x, y, radius - 14, colours.tone),
    ]
    for leaf in range(7):
        angle = 2 * math.pi * leaf / 7
        rim = [at(radius - 14, angle + turn) for turn in (0, 0.45, 0.9)]
        fill = colours.ink if leaf % 2 else colours.ground
        shapes.append(polygon([*rim, at(radius * 0.36, angle + 1.35)], fill))
    return [
        *shapes,
        Circle(x, y, radius * 0.42, colours.ground),
        Circle(x, y, radius * 0.33, colours.spark),
        Circle(x - radius * 0.11, y - radius * 0.11, radius * 0.08, colours.ink),
    ]


def wheel(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A locomotive's wheel with twelve spokes."""
    x, y, radius = 300, height * 0.5, min(height * 0.46, 270)
    spokes = []
    for spoke in range(12):
        rim = _on_dial(x, y, radius - 34, spoke * 30 + 98)
        spokes.append(Stroke(trace("M", x, y, "L", *rim), colours.tone, 9))
    return [
        Circle(x, y, radius, colours.ink),
        Circle(x, y, radius - 34, colours.ground),
        *spokes,
        Circle(x, y, radius * 0.42, colours.spark),
        Circle(x, y, radius * 0.16, colours.ground),
    ]


def paddle(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A river steamer's paddle wheel, turning in the water."""
    x, y, radius = 300, height * 0.44, min(height * 0.4, 240)
    blade: tuple[Shape, ...] = (
        Rect(-8, -radius, 16, radius, colours.ink),
        Rect(-46, -radius, 92, 34, colours.spark),
    )
    return [
        *(Turned(blade, x, y, turn * 36) for turn in range(10)),
        Circle(x, y, radius * 0.62, colours.ink),
        Circle(x, y, radius * 0.52, colours.ground),
        Circle(x, y, 30, colours.ink),
        *swell(height, height * 0.72, colours),
    ]


def pipes(height: float, colours: Palette, seed: int) -> list[Shape]:
    """The pipes of an organ, the middle one lit."""
    shapes: list[Shape] = []
    for pipe in range(9):
        tall = height * (0.92 - abs(pipe - 4) * 0.13)
        x = 40 + pipe * 58.6
        fill = colours.spark if pipe == 4 else colours.ink if pipe % 2 else colours.tone
        mouth: list[Point] = [
            (x + 8, height * 0.82),
            (x + 36, height * 0.82),
            (x + 22, height * 0.74),
        ]
        shapes += [Rect(x, height - tall, 44, tall, fill), polygon(mouth, colours.ground)]
    return shapes
