"""Film pages as plain text, as they are pasted and passed on; see docs/importing.md."""

from films.importers.text_page.page import Parsed, UnreadLine, parse
from films.importers.text_page.part import text_part

__all__ = ["Parsed", "UnreadLine", "parse", "text_part"]
