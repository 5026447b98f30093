"""SVG path data as polygons, for painters that know straight lines only.

Understands what the motifs and letters use: M L H V Q T C A Z and the relative q. Arcs are parts
of circles. Source of the arc's centre: SVG 2, appendix B.2.4.
"""

import math
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from films.images.shapes import Point

TOKEN = re.compile(r"([A-Za-z])|(-?\d+(?:\.\d+)?)")
CURVE_STEPS = 16
ARC_STEPS = 64
ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "q": 4, "T": 2, "C": 6, "A": 7, "Z": 0, "z": 0}


def flatten(outline: str) -> list[list[Point]]:
    """The closed contours of a path as lists of points."""
    contours: list[list[Point]] = []
    handle: Point | None = None  # of the last quadratic curve, which T mirrors
    for command, numbers in _commands(outline):
        if command == "M":
            contours.append([(numbers[0], numbers[1])])
        elif command not in "Zz":
            contour = contours[-1]
            handle = _DRAWN[command](contour, numbers, handle)
    return contours


def _commands(outline: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; a letter may be left out where it is repeated, L after M."""
    command, numbers = "", list[float]()
    for letter, number in TOKEN.findall(outline):
        if letter:
            command = letter
        else:
            numbers.append(float(number))
        if len(numbers) == ARGUMENTS[command] and (numbers or letter):
            yield command, numbers
            numbers = []
            command = "L" if command == "M" else command


def _line(contour: list[Point], numbers: list[float], handle: Point | None) -> None:
    contour.append((numbers[0], numbers[1]))


def _across(contour: list[Point], numbers: list[float], handle: Point | None) -> None:
    contour.append((numbers[0], contour[-1][1]))


def _down(contour: list[Point], numbers: list[float], handle: Point | None) -> None:
    contour.append((contour[-1][0], numbers[0]))


def _quadratic(contour: list[Point], numbers: list[float], handle: Point | None) -> Point:
    bend, end = (numbers[0], numbers[1]), (numbers[2], numbers[3])
    contour += _bezier([contour[-1], bend, end])
    return bend


def _relative_quadratic(contour: list[Point], numbers: list[float], handle: Point | None) -> Point:
    x, y = contour[-1]
    a, b, c, d = numbers
    return _quadratic(contour, [x + a, y + b, x + c, y + d], handle)


def _smooth_quadratic(contour: list[Point], numbers: list[float], handle: Point | None) -> Point:
    x, y = contour[-1]
    bend = (2 * x - handle[0], 2 * y - handle[1]) if handle else (x, y)
    return _quadratic(contour, [*bend, *numbers], handle)


def _cubic(contour: list[Point], numbers: list[float], handle: Point | None) -> None:
    a, b, c, d, x, y = numbers
    contour += _bezier([contour[-1], (a, b), (c, d), (x, y)])


def _arc(contour: list[Point], numbers: list[float], handle: Point | None) -> None:
    radius, _radius, _turn, is_large, is_clockwise, x, y = numbers
    from_x, from_y = contour[-1]
    half_x, half_y = (x - from_x) / 2, (y - from_y) / 2
    half = math.hypot(half_x, half_y)
    radius = max(radius, half)
    side = 1 if is_large == is_clockwise else -1
    reach = side * math.sqrt(radius * radius - half * half) / half
    middle_x, middle_y = from_x + half_x + reach * half_y, from_y + half_y - reach * half_x
    start = math.atan2(from_y - middle_y, from_x - middle_x)
    sweep = math.atan2(y - middle_y, x - middle_x) - start
    if is_clockwise and sweep <= 0:
        sweep += 2 * math.pi
    if not is_clockwise and sweep >= 0:
        sweep -= 2 * math.pi
    for step in range(1, ARC_STEPS + 1):
        angle = start + sweep * step / ARC_STEPS
        contour.append((middle_x + radius * math.cos(angle), middle_y + radius * math.sin(angle)))


_DRAWN: dict[str, Callable[[list[Point], list[float], Point | None], Point | None]] = {
    "L": _line,
    "H": _across,
    "V": _down,
    "Q": _quadratic,
    "q": _relative_quadratic,
    "T": _smooth_quadratic,
    "C": _cubic,
    "A": _arc,
}


def _bezier(points: list[Point]) -> Iterator[Point]:
    """Points on a Bezier curve after its start, by de Casteljau's construction."""
    for step in range(1, CURVE_STEPS + 1):
        share = step / CURVE_STEPS
        rest = points
        while len(rest) > 1:
            rest = [
                (x + (next_x - x) * share, y + (next_y - y) * share)
                for (x, y), (next_x, next_y) in pairwise(rest)
            ]
        yield rest[0]


def area(contour: list[Point]) -> float:
    """The contour's area; its sign tells which way round it runs."""
    following = [*contour[1:], contour[0]]
    return sum(x * b - a * y for (x, y), (a, b) in zip(contour, following, strict=True)) / 2
