"""Drawings as SVG text."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from films.images.lettering import advance, face, is_covered, kerning, width_of
from films.images.shapes import (
    Circle,
    Drawing,
    Letters,
    Panel,
    Path,
    Rect,
    Shape,
    Stroke,
    Turned,
    number,
)


def svg_of(drawing: Drawing) -> str:
    """A whole SVG document; texts in it are escaped."""
    width, height = drawing.width, drawing.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{_all(drawing.shapes)}</svg>'
    )


def _all(shapes: Iterable[Shape]) -> str:
    return "".join(map(_shape, shapes))


def _shape(shape: Shape) -> str:
    match shape:
        case Circle(x, y, radius, fill):
            return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"/>'
        case Rect(x, y, width, height, fill):
            size = f'width="{number(width)}" height="{number(height)}"'
            return f'<rect x="{number(x)}" y="{number(y)}" {size} fill="{fill}"/>'
        case Path(outline, fill):
            return f'<path fill="{fill}" d="{outline}"/>'
        case Stroke(outline, colour, width, is_round):
            cap = ' stroke-linecap="round"' if is_round else ""
            return f'<path stroke="{colour}" stroke-width="{number(width)}"{cap} d="{outline}"/>'
        case Turned(shapes, x, y, degrees):
            turn = f"translate({number(x)} {number(y)}) rotate({number(degrees)})"
            return f'<g transform="{turn}">{_all(shapes)}</g>'
        case Panel(shapes, top, width, height):
            size = f'width="{number(width)}" height="{number(height)}"'
            return f'<svg y="{number(top)}" {size}>{_all(shapes)}</svg>'
        case Letters():
            return _outlines(shape) if is_covered(shape.text) else _system_text(shape)


def _outlines(letters: Letters) -> str:
    scale = letters.size / face()["upem"]
    place = f"translate({number(letters.x)} {number(letters.y)}) scale({scale:.4f})"
    outlines = "".join(
        f'<path transform="translate({number(x)})" d="{face()["outline"][letter]}"/>'
        for letter, x in letter_positions(letters)
        if face()["outline"].get(letter)
    )
    return f'<g fill="{letters.fill}" transform="{place}">{outlines}</g>'


def letter_positions(letters: Letters) -> list[tuple[str, float]]:
    """Each letter with its distance from the start of the line, in font units."""
    scale = letters.size / face()["upem"]
    positions: list[tuple[str, float]] = []
    x = 0.0
    for letter, following in pairwise([*letters.text, ""]):
        positions.append((letter, x))
        x += advance(letter) + kerning(letter, following) + letters.tracking / scale
    return positions


def _system_text(letters: Letters) -> str:
    """A line that the reader's own fonts set, stretched to the width it was given."""
    size, width = letters.size * (0.735 / 0.73), width_of(letters.text) * letters.size
    return (
        f'<text x="{number(letters.x)}" y="{number(letters.y)}" fill="{letters.fill}"'
        f' font-family="sans-serif" font-weight="900" font-size="{number(size)}"'
        f' textLength="{number(width)}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(letters.text)}</text>"
    )
