"""Words that lead somewhere, and terms with their values: what most of a page is made of."""

from dataclasses import dataclass
from typing import NamedTuple


class Link(NamedTuple):
    """Words, and where they lead; no address means plain words."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Fact:
    """A term and its values ("Director": two names), with a remark behind them."""

    term: str
    links: tuple[Link, ...]
    note: str = ""
    is_outside: bool = False  # the links leave the site
    is_score: bool = False  # a verdict on the film, which blind mode (idea 11) hides
