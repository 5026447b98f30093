"""Words written twice, and words that a change has left in the wrong order."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from films.proofing.faults import Context, Document, Found, check
from films.proofing.texts import around, texts_of
from films.proofing.vocabulary import ARTICLES, NEVER_TWICE, PREPOSITIONS

# One to four words in a row, and the same again.
_TWICE = re.compile(
    r"(?<![\w’'-])([^\W\d_]+(?:\s+[^\W\d_]+){0,3}?)\s+(\1)(?![\w’'-])", re.IGNORECASE
)
# What no English sentence says. Case matters: “Vitamin A the Great” is a name.
_GARBLED = re.compile(
    r"""(?<![\w’'-])(?:
      (?:am|is|are|was|were|been|being|be)\s+to\s+able(?!\s+(?:sea|bod))
    | (?:is|are|was|were|be|been|being)\s+able\s+of
    | (?:an|the)\s+an?\s+(?!la\b|cappella|capella|priori|posteriori)(?=[a-z]{3})
    | a\s+an\s+(?=[a-z]{3}) | an?\s+the
    | (?:the|an)\s+(?:of|with|from)\s+(?:the|an?)
    | (?:of|with|from)\s+(?:the|an)\s+(?:of|with|from|for)
    | in\s+to\s+order\s+to | in\s+order\s+order | as\s+well\s+well\s+as
    | (?:a\s+)?lot\s+a\s+of | (?:kind|sort)\s+a\s+of
    )(?![\w’'-])""",
    re.VERBOSE,
)


@check("word_twice")
def word_twice(document: Document, context: Context) -> Iterator[Found]:
    for text in texts_of(document):
        for match in _TWICE.finditer(text.words):
            if _is_slip(match):
                words = _("“%(words)s” stands here twice in a row.")
                yield text.found(words % {"words": " ".join(match[1].split())})
                break


def _is_slip(match: re.Match[str]) -> bool:
    """Say whether a repetition can only be a slip of the hand.

    Names are none (Duran Duran), nor what speech repeats: “again and again and again”, “had had”.
    """
    words = match[1].casefold().split()
    if not match[2][:1].islower() or _goes_on(words[0], match):
        return False
    if len(words) == 1:
        return words[0] in NEVER_TWICE
    if len(words) == 2:
        return (
            sum(word in ARTICLES for word in words)
            == sum(word in PREPOSITIONS for word in words)
            == 1
        )
    return not NEVER_TWICE.isdisjoint(words)


def _goes_on(word: str, match: re.Match[str]) -> bool:
    """Say whether the same begins a third time: then it is meant."""
    behind = match.string[match.end() : match.end() + 40].split()[:1]
    return bool(behind) and behind[0].strip(".,!?;:").casefold() == word


@check("words_garbled")
def words_garbled(document: Document, context: Context) -> Iterator[Found]:
    for text in texts_of(document):
        if match := _GARBLED.search(text.words):
            words = _("Something went wrong with the words “%(words)s”.")
            yield text.found(words % {"words": around(text.words, match.start(), match.end())})
