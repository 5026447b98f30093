"""Cells of a table that no spreadsheet takes for a formula, and what they said before."""

import re

# What a spreadsheet calculates begins so; in some countries' versions with the wide forms as well.
# Apostrophes before it are counted in, so that a text that begins with one comes back as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def disarm(cell: str) -> str:
    """The cell with an apostrophe in front, where a spreadsheet would calculate what it says."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """The cell as it was before disarm()."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
