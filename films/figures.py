"""Counts and figures in the short form in which pages show them."""

from decimal import ROUND_DOWN, Decimal

_SCALES = ((10**9, "B"), (10**6, "M"), (10**3, "K"))


def compact(count: int) -> str:
    """Return 155000 as "155K" and 1240000 as "1.2M"; rounded down, whole below a thousand."""
    for size, letter in _SCALES:
        if count >= size:
            figure = Decimal(count) / size
            step = Decimal("0.1") if figure < 10 else Decimal(1)
            return f"{figure.quantize(step, ROUND_DOWN).normalize():f}{letter}"
    return str(count)


def trimmed(value: Decimal) -> str:
    """Return the figure without noughts behind its point: 7.20 as "7.2", 93.00 as "93"."""
    return f"{value.normalize():f}"
