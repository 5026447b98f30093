"""Measuring titles in the display face, and breaking them into lines.

glyphs.json holds League Gothic's outlines, advance widths and kerning (SIL Open Font License):
capitals, digits and punctuation only. Letters that it lacks are set by the reader's system, so
their width is an estimate. Widths are in ems.
"""

import itertools
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

LINE_GAP = 15
TALLEST_LINE = 262
MOST_LINES = 12

# Words that like to begin a line, and words that must not stand alone or end one.
OPENERS = frozenset({"OF", "AND", "WITH", "IN", "FROM", "TO", "&"})
SMALL_WORDS = OPENERS - {"&"} | {
    *("THE", "A", "AN", "BUT", "FOR"),
    *("LE", "LA", "DER", "DIE", "DAS"),
}

# With more pieces than this, trying every way of breaking a title would take seconds.
TRY_ALL_PIECES = 11
LONGEST_PIECE = 11.0

# The sizes that the board's stylesheet knows, in hundredths of the board's width.
FIT_SIZES = (44, 38, 33, 29, 26, 23, 20, 17, 14)


class Face(TypedDict):
    """glyphs.json: sizes in font units, outlines as SVG path data, kerning by pair of letters."""

    upem: int
    cap: int
    advance: dict[str, int]
    kerning: dict[str, int]
    outline: dict[str, str]


@cache
def face() -> Face:
    """The display face; read on first use."""
    loaded: Face = json.loads(Path(__file__).with_name("glyphs.json").read_text("utf-8"))
    return loaded


def cap_height() -> float:
    """The height of a capital of the display face, in ems."""
    return face()["cap"] / face()["upem"]


def printable(text: str) -> str:
    """The text on one line, without the characters that no sheet can show.

    Joiners stay, since Arabic, Indic scripts and emoji need them; direction marks go.
    """
    kept = (c for c in unicodedata.normalize("NFC", text) if c.isspace() or _is_shown(c))
    return " ".join("".join(kept).split())


def _is_shown(character: str) -> bool:
    if character in "\u200c\u200d":
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn", "Co")


def is_covered(text: str) -> bool:
    """True when the display face has every letter of the text."""
    return all(c in face()["outline"] for c in text if not c.isspace())


def advance(character: str) -> float:
    """How far a character moves the pen, in font units.

    Outside the display face a full-width character is taken for one em, others for two thirds.
    """
    known = face()["advance"].get(character)
    if known is not None:
        return known
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return face()["upem"] * (1 if ord(character) >= 0x2E80 else 0.66)


def kerning(left: str, right: str) -> int:
    """What is added between two neighbours, in font units."""
    return face()["kerning"].get(left + right, 0)


def width_of(text: str) -> float:
    """The width of a line of text in ems; a tenth for one of nothing but accents."""
    units = sum(map(advance, text)) + sum(itertools.starmap(kerning, itertools.pairwise(text)))
    return max(units / face()["upem"], 0.1)


def rise_of(text: str) -> float:
    """How high a line of this text stands, in ems.

    Latin, Greek and Cyrillic capitals stand on the baseline; other scripts need the whole em.
    """
    return cap_height() if all(ord(c) < 0x590 or c in face()["outline"] for c in text) else 1.0


@dataclass(frozen=True, slots=True)
class TitleFit:
    """How the board sets a title: number of lines, and two sizes from FIT_SIZES.

    `w` is the size at which the longest word fills a phone, `l` the one at which the title fills
    its lines.
    """

    lines: int
    w: int
    l: int  # noqa: E741  (the stylesheet's own name, data-l)


def fit_title(title: str) -> TitleFit:
    """The title's measure for the attributes data-lines, data-w and data-l of the board."""
    text = printable(title).upper()
    pieces = pieces_of(text)
    if not pieces:
        return TitleFit(1, FIT_SIZES[0], FIT_SIZES[0])
    full = width_of(text)
    lines = 1 if full <= 5.2 else 2 if full <= 11.5 else 3 if full <= 16 else 4
    longest_word = max(width_of(piece.rstrip()) for piece in pieces)
    longest_line = max(map(width_of, balanced_lines(pieces, lines)))
    return TitleFit(lines, _fit_size(longest_word), _fit_size(longest_line))


def _fit_size(ems: float) -> int:
    return next((size for size in FIT_SIZES if size * ems <= 96.5), FIT_SIZES[-1])


def pieces_of(text: str) -> list[str]:
    """The parts that a line may be broken between, each with the space that follows it.

    A part is a word; a single character in the scripts written without spaces; a stretch of a
    word too long for any line.
    """
    pieces: list[str] = []
    for word in text.split():
        pieces += _cut_word(word)
        pieces[-1] += " "
    if pieces:
        pieces[-1] = pieces[-1].rstrip()
    return pieces


def _cut_word(word: str) -> list[str]:
    pieces: list[str] = []
    is_open = False
    for cluster in _clusters(word):
        breaks_anywhere = _breaks_anywhere(cluster)
        if is_open and not breaks_anywhere and width_of(pieces[-1] + cluster) <= LONGEST_PIECE:
            pieces[-1] += cluster
            continue
        pieces.append(cluster)
        is_open = not breaks_anywhere
    return pieces


def _breaks_anywhere(cluster: str) -> bool:
    """True for ideographs, kana and emoji; Korean has spaces and keeps its words."""
    first = cluster[0]
    is_right_to_left = unicodedata.bidirectional(first) in ("R", "AL")
    return first >= "\u2e80" and not is_right_to_left and not "\uac00" <= first <= "\ud7a3"


def _clusters(word: str) -> Iterator[str]:
    """The characters of a word with the marks, joiners and closing signs that belong to them."""
    cluster = ""
    for character in word:
        if cluster and not _clings(cluster[-1], character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _clings(before: str, character: str) -> bool:
    if before == "\u200d" or unicodedata.category(before) in ("Ps", "Pi"):
        return True
    if _is_flag_letter(before) and _is_flag_letter(character):
        return True
    return unicodedata.category(character) in (
        "Mn", "Mc", "Me", "Cf", "Pe", "Pf", "Po", "Lm", "Sk",
    )  # fmt: skip


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def joined(pieces: Iterable[str]) -> str:
    """One line of text from its pieces."""
    return "".join(pieces).rstrip()


def balanced_lines(pieces: list[str], most: int) -> list[str]:
    """The pieces on at most `most` lines, the longest line being as short as can be."""
    widths = [width_of(piece) for piece in pieces]
    low, high = max(width_of(piece.rstrip()) for piece in pieces), sum(widths)
    best = _filled_lines(pieces, widths, high)
    while high - low > 0.001:
        middle = (low + high) / 2
        lines = _filled_lines(pieces, widths, middle)
        if len(lines) <= most:
            best, high = lines, middle
        else:
            low = middle
    lines = _filled_lines(pieces, widths, low)
    return lines if len(lines) <= most else best


def _filled_lines(pieces: list[str], widths: list[float], limit: float) -> list[str]:
    """The pieces in lines no wider than `limit`, each as full as it goes."""
    lines: list[list[str]] = [[]]
    filled = 0.0
    for piece, width in zip(pieces, widths, strict=True):
        space = advance(" ") / face()["upem"] if piece.endswith(" ") else 0
        if lines[-1] and filled + width - space > limit + 1e-9:
            lines.append([])
            filled = 0.0
        lines[-1].append(piece)
        filled += width
    return [joined(line) for line in lines]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of a poster's title and the height it is set in."""

    text: str
    height: float

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.height / rise_of(self.text)


def set_title(text: str, *, target: float, tallest: float, measure: float) -> list[SetLine]:
    """The title as wood type: every line set to the full measure, about `target` high in all.

    The result is never higher than `tallest`.
    """
    pieces = pieces_of(text)
    layouts = [_heights(lines, measure) for lines in _candidates(pieces)]
    best = min(layouts, key=lambda lines: _cost(lines, target, measure))
    gaps = LINE_GAP * (len(best) - 1)
    shrink = min(1.0, (tallest - gaps) / (total_height(best) - gaps))
    return [SetLine(line.text, line.height * shrink) for line in best]


def total_height(lines: list[SetLine]) -> float:
    """The height of a block of lines with the gaps between them."""
    return sum(line.height for line in lines) + LINE_GAP * (len(lines) - 1)


def _candidates(pieces: list[str]) -> Iterator[list[str]]:
    if len(pieces) > TRY_ALL_PIECES:
        for count in range(1, MOST_LINES + 1):
            yield balanced_lines(pieces, count)
        return
    for count in range(1, min(len(pieces), 5) + 1):
        for cuts in itertools.combinations(range(1, len(pieces)), count - 1):
            edges = (0, *cuts, len(pieces))
            yield [joined(pieces[start:end]) for start, end in itertools.pairwise(edges)]


def _full_height(text: str, measure: float) -> float:
    return measure / width_of(text) * rise_of(text)


def _heights(lines: list[str], measure: float) -> list[SetLine]:
    return [SetLine(text, min(TALLEST_LINE, _full_height(text, measure))) for text in lines]


def _cost(lines: list[SetLine], target: float, measure: float) -> float:
    """How far a layout is from a good poster; found by eye on thirty titles."""
    heights = [line.height for line in lines]
    total = sum(heights) + 16 * (len(lines) - 1)
    words = [line.text.split() for line in lines]
    cost = abs(total - target) / target * 2 + (max(heights) / min(heights) - 1) * 0.16
    cost += (total > target * 1.12) * 2
    cost += 0.5 * sum(line.text in SMALL_WORDS for line in lines)
    cost += 0.5 * sum(_full_height(line.text, measure) > TALLEST_LINE * 1.02 for line in lines)
    cost += 0.4 * sum(line[-1] in SMALL_WORDS for line in words[:-1])
    cost -= 0.5 * sum(line[0] in OPENERS for line in words[1:])
    cost += 0.25 * sum(word in OPENERS for line in words for word in line[1:])
    return cost
