"""Figures of a text page: scores, votes and years."""

import re
from decimal import Decimal

from films.choices import ScoreSource

FIRST_YEAR, LAST_YEAR = 1870, 2200  # as the film's own limits
_MOST_VOTES = 2_147_483_647
SCORE_LABELS = {
    ScoreSource.IMDB: "IMDb rating",
    ScoreSource.ROTTEN_TOMATOES: "Rotten Tomatoes",
    ScoreSource.ROTTEN_TOMATOES_AUDIENCE: "Rotten Tomatoes audience",
    ScoreSource.METACRITIC: "Metacritic",
    ScoreSource.LETTERBOXD: "Letterboxd",
}
_OTHER_LABELS = {
    "imdb": ScoreSource.IMDB,
    "imdb score": ScoreSource.IMDB,
    "rotten tomatoes score": ScoreSource.ROTTEN_TOMATOES,
    "rt": ScoreSource.ROTTEN_TOMATOES,
    "metascore": ScoreSource.METACRITIC,
}
SCORE_SOURCES = {label.casefold(): source for source, label in SCORE_LABELS.items()} | _OTHER_LABELS
_BEST = {"imdb": "10", "letterboxd": "5"}
_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
_SCORE = re.compile(
    rf"(?P<value>{_NUMBER})\s*(?:/\s*(?P<best>{_NUMBER})|(?P<percent>%))?"
    r"(?:\s*\((?P<votes>[0-9.,\s]{1,20}[KkMm]?)\s*(?:votes|vote|ratings|reviews)\))?"
)
_SCALES = {"K": 1_000, "M": 1_000_000}
_VOTES = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:[,.\s][0-9]{3})+|[0-9]+(?:[.,][0-9]+)?)\s*(?P<scale>[KkMm]?)"
)


def normal_number(value: object) -> str:
    """Return "7.2" for "7.20" and 7.2, "10" for "10.0"; "" for what is no number."""
    match = re.fullmatch(_NUMBER, str(value).strip())
    if not match:
        return ""
    whole, _, decimals = match[0].replace(",", ".").partition(".")
    decimals = decimals.rstrip("0")
    return str(int(whole)) + (f".{decimals}" if decimals else "")


def normal_score(row: dict) -> dict:
    """Return source, value, best and votes of a score; {} where they make none."""
    source = row.get("source")
    value = normal_number(row.get("value", ""))
    best = normal_number(row.get("best") or "10")
    if source not in SCORE_LABELS or not value or not best:
        return {}
    if Decimal(best) < 1 or Decimal(value) > Decimal(best):
        return {}
    votes = row.get("votes")
    counted = {"votes": votes} if isinstance(votes, int) and 0 < votes <= _MOST_VOTES else {}
    return {"source": str(source), "value": value, "best": best} | counted


def read_score(source: str, text: str) -> dict:
    """Return the score that "7.2/10 (155K votes)" or "93%" says, or {}."""
    match = _SCORE.fullmatch(text.strip())
    if not match:
        return {}
    best = "100" if match["percent"] else match["best"] or _BEST.get(source, "100")
    row: dict = {"source": source, "value": match["value"], "best": best}
    if match["votes"]:
        row["votes"] = read_votes(match["votes"])
        if row["votes"] is None:
            return {}
    return normal_score(row)


def write_score(row: dict) -> str:
    """Return "IMDb rating: 7.2/10 (155K votes)"."""
    percent = "tomatoes" in row["source"] and row["best"] == "100"
    figure = f"{row['value']}%" if percent else f"{row['value']}/{row['best']}"
    votes = f" ({write_votes(row['votes'])} votes)" if "votes" in row else ""
    return f"{SCORE_LABELS[row['source']]}: {figure}{votes}"


def read_votes(text: str) -> int | None:
    """Return 155000 for "155K", "155,000" and "155 000"; None for what is no count."""
    match = _VOTES.fullmatch(text.strip())
    if not match:
        return None
    scale = _SCALES.get(match["scale"].upper(), 1)
    digits = match["digits"]
    if scale == 1 or re.search(r"[,.\s][0-9]{3}[,.\s]", digits):
        digits = re.sub(r"[,.\s]", "", digits)
    return int(Decimal(re.sub(r"\s", "", digits).replace(",", ".")) * scale)


def write_votes(votes: int) -> str:
    """Return "155K" or "1.2M" where that says it all, else "155,123"."""
    for letter, scale in (("M", 1_000_000), ("K", 1_000)):
        if votes >= scale and votes % (scale // 10) == 0:
            whole, tenths = divmod(votes // (scale // 10), 10)
            return f"{whole}.{tenths}{letter}" if tenths else f"{whole}{letter}"
    return f"{votes:,}"


def read_year(text: str, *, first: int = FIRST_YEAR) -> int | None:
    """Return a year that a film can be of, or None."""
    bare = text.strip()
    year = int(bare) if re.fullmatch(r"[0-9]{4}", bare) else 0
    return year if first <= year <= LAST_YEAR else None
