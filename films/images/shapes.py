"""The few shapes that posters are made of; svg.py prints them and painting.py paints them.

Lengths are in the units of the sheet (a poster is 600 wide), the origin is top left, angles are in
degrees clockwise. Colours are `#RRGGBB`.
"""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Path:
    """A filled outline in SVG path data."""

    outline: str
    fill: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of even width along SVG path data, its ends cut straight or round."""

    outline: str
    colour: str
    width: float
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of capitals with its baseline at `y`; `tracking` is added after each letter."""

    text: str
    x: float
    y: float
    size: float
    fill: str
    tracking: float = 0


@dataclass(frozen=True, slots=True)
class Turned:
    """Shapes drawn around the origin, turned by `degrees` and moved to (x, y)."""

    shapes: tuple["Shape", ...]
    x: float
    y: float
    degrees: float


@dataclass(frozen=True, slots=True)
class Panel:
    """Shapes in a field of their own, 600 wide, whose edges cut them off."""

    shapes: tuple["Shape", ...]
    top: float
    width: float
    height: float


Shape = Circle | Rect | Path | Stroke | Letters | Turned | Panel


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole sheet."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def number(value: float) -> str:
    """The number with at most one decimal, as short as can be: `12`, `-0.5`."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def trace(*parts: str | float) -> str:
    """SVG path data from letters and numbers: `trace("M", 1, 2, "L", 3, 4, "z")`."""
    data = ""
    after_number = False
    for part in parts:
        if isinstance(part, str):
            data += part
        else:
            data += (" " if after_number else "") + number(part)
        after_number = not isinstance(part, str)
    return data


def polygon(points: list[Point], fill: str) -> Path:
    """A filled shape with straight edges."""
    return Path("M" + "L".join(trace(x, y) for x, y in points) + "z", fill)
