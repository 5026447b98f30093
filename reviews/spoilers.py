"""What gives a film away: passages that visitors hide, and sentences that tell the ending.

A visitor writes >!hidden words!< in plain text. The markers pair up like brackets: an outermost
pair hides what is between, also across lines and paragraphs; markers inside it, markers without a
partner and pairs around nothing are text like any other.

Whether typed words tell the ending is judged by words that they share with what the film's page
says of it. An unasked question costs less than a silly one, so it takes several of them close
together. bench/spoiler_guard.py measures it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines
from django.utils.translation import get_language, gettext

from films.text import fold
from reviews import languages, words

OPENING, CLOSING = ">!", "!<"
COVERED = "[…]"

# Words shared with the ending that make a question, and how near to each other: the average
# sentence has twenty words, and who tells an ending needs two or three.
FEWEST_SHARED = 3
STRETCH = 60  # words
# Only English has a list of everyday words; elsewhere short words are taken for everyday ones.
SHORTEST_ENGLISH, SHORTEST_OTHER = 4, 6

_MARKER = re.compile(f"({OPENING}|{CLOSING})")
_EMPTY_LINES = re.compile(r"\n{2,}")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
# In brackets, so that splitting keeps it. An initial and a Mr. end no sentence.
_SENTENCE_END = re.compile(
    r"(\n+|(?:(?<=[.!?…])|(?<=[.!?…][\"”’»)]))"
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|St|Ms)\.)(?<!\bMrs\.)\s+|(?<=[。！？]))"
)
_ADDRESS = re.compile(r"\]\([^)\s]*|https?://\S+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´", " "))
_ENDING = re.compile(r"(?<=\w{4})(?:ings?|edly|e[dnrms]s?|ly|[se])$")
_EVERYDAY_WORDS = Path(__file__).with_name("everyday_words.txt")


@dataclass(frozen=True)
class Passage:
    """A stretch of a text, as it was typed, without the markers around it."""

    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Paragraph:
    """The passages between two empty lines; a hidden one may hold empty lines of its own."""

    passages: tuple[Passage, ...]

    @property
    def has_hidden(self) -> bool:
        return any(passage.is_hidden for passage in self.passages)


def passages(text: str) -> list[Passage]:
    """The text in its order, cut where something hidden begins or ends; no passage is empty."""
    found, end = [], 0
    for opening, closing in _pairs(text):
        found.append(Passage(text[end:opening], is_hidden=False))
        found.append(Passage(text[opening + len(OPENING) : closing], is_hidden=True))
        end = closing + len(CLOSING)
    found.append(Passage(text[end:], is_hidden=False))
    return [passage for passage in found if passage.text]


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where the outermost pairs of markers begin: each opening with its closing."""
    pairs: list[tuple[int, int]] = []
    waiting: list[int] = []
    for marker in _MARKER.finditer(text):
        if marker[0] == OPENING:
            waiting.append(marker.start())
        elif waiting:
            opening = waiting.pop()
            if words.is_blank(text[opening + len(OPENING) : marker.start()]):
                continue
            while pairs and pairs[-1][0] > opening:
                pairs.pop()
            pairs.append((opening, marker.start()))
    return pairs


def shown(text: str) -> str:
    """The text where nothing can be unfolded (mails, feeds, cards): […] for what is hidden."""
    return "".join(COVERED if passage.is_hidden else passage.text for passage in passages(text))


def paragraphs(text: str) -> list[Paragraph]:
    """The text as a page sets it; empty lines part paragraphs, except inside what is hidden."""
    rows: list[list[Passage]] = [[]]
    for passage in passages(normalize_newlines(text)):
        if passage.is_hidden:
            rows[-1].append(passage)
            continue
        first, *others = _EMPTY_LINES.split(passage.text)
        rows[-1].append(Passage(first, is_hidden=False))
        rows += [[Passage(other, is_hidden=False)] for other in others]
    kept = (tuple(passage for passage in row if passage.text) for row in rows)
    return [Paragraph(row) for row in kept if any(passage.text.strip() for passage in row)]


def as_html(text: str) -> SafeString:
    """The text escaped, in paragraphs like Django's linebreaks, what is hidden in a <details>.

    A <details> must not stand in a <p>, so a paragraph that holds one is a <div class="para">.
    """
    return mark_safe("\n\n".join(map(_paragraph_as_html, paragraphs(text))))


def _paragraph_as_html(paragraph: Paragraph) -> str:
    inside = mark_safe("".join(map(_passage_as_html, paragraph.passages)))
    if paragraph.has_hidden:
        return format_html('<div class="para">{}</div>', inside)
    return format_html("<p>{}</p>", inside)


def _passage_as_html(passage: Passage) -> str:
    """The words with their line breaks; the summary says in which language it is, not the review's.

    Its dir keeps it out of what dir="auto" around it looks at.
    """
    inside = mark_safe(escape(passage.text).replace("\n", "<br>"))
    if not passage.is_hidden:
        return inside
    return format_html(
        '<details class="veil veil--inline"><summary lang="{}" dir="auto">{}</summary>'
        "<span>{}</span></details>",
        get_language() or "en",
        gettext("Spoiler – show"),
        inside,
    )


def cover(text: str, sentence: str) -> str:
    """The text with the sentence hidden, wherever it stands; unchanged where there is none to hide.

    Stray markers in the sentence stay where they are, and what is around them is hidden.
    """
    return "".join(
        f"{OPENING}{passage.text}{CLOSING}"
        if passage.is_hidden
        else "".join(
            part.replace(sentence, _hidden(sentence)) if part.strip() == sentence else part
            for part in _SENTENCE_END.split(passage.text)
        )
        for passage in passages(text)
    )


def _hidden(sentence: str) -> str:
    parts = _MARKER.split(sentence)
    return "".join(part if part in (OPENING, CLOSING) else _between_markers(part) for part in parts)


def _between_markers(part: str) -> str:
    if words.is_blank(part):
        return part
    gap = " " if part.endswith(">") else ""  # or the closing would read as an opening
    return f"{OPENING}{part}{gap}{CLOSING}"


def late_part(synopsis: str) -> str:
    """The end of a synopsis, as it stands there: its last third, by sections or by paragraphs.

    Sections count where there are three of them; with fewer than three paragraphs nothing is late.
    """
    bare = synopsis.rstrip()
    starts = [heading.start() for heading in _HEADING.finditer(bare)]
    if len(starts) < 3:
        starts = [0, *(gap.end() for gap in _PARAGRAPH_BREAK.finditer(bare))]
    third = len(starts) // 3
    return synopsis[starts[-third] :] if third else ""


def gives_away(texts: Sequence[str], *, ending: str, public: str) -> list[str]:
    """The sentences that seem to tell the film's ending, strongest first; [] for none.

    ``texts`` is what was typed, title and name as well; what is hidden in it gives nothing away.
    ``ending`` is what the page tells behind its curtain and late in its synopsis, ``public`` what
    everybody may know: both plain or Markdown. Scripts without spaces between words find nothing.
    """
    if not ending.strip():
        return []
    vocabulary = _vocabulary(languages.detect(ending))
    telling = vocabulary.terms(ending) - vocabulary.terms(public)
    sentences = [sentence for text in texts for sentence in _sentences(text)]
    shared = [vocabulary.terms(sentence) & telling for sentence in sentences]
    told: set[int] = set()
    for stretch in _stretches(sentences):
        if len(frozenset[str]().union(*(shared[place] for place in stretch))) >= FEWEST_SHARED:
            told.update(place for place in stretch if shared[place])
    strongest = sorted(told, key=lambda place: (-len(shared[place]), place))
    return list(dict.fromkeys(sentences[place] for place in strongest))


def _sentences(text: str) -> Iterator[str]:
    """The sentences that everybody can read; a line that ends without a full stop is one, too."""
    for passage in passages(text):
        if not passage.is_hidden:
            yield from filter(None, map(str.strip, _SENTENCE_END.split(passage.text)))


def _stretches(sentences: Sequence[str]) -> Iterator[range]:
    """From each sentence on, as many as have no more words than a stretch; a longer one alone."""
    lengths = [len(sentence.split()) for sentence in sentences]
    for first in range(len(sentences)):
        end, count = first + 1, lengths[first]
        while end < len(sentences) and count + lengths[end] <= STRETCH:
            count += lengths[end]
            end += 1
        yield range(first, end)


@dataclass(frozen=True)
class _Vocabulary:
    """What a language's everyday words are, as stems, and how many letters any other one has."""

    everyday: frozenset[str]
    shortest: int

    def terms(self, text: str) -> frozenset[str]:
        """The stems of the words that are the text's own."""
        folded = fold(_ADDRESS.sub(" ", text).translate(_APOSTROPHES)).split()
        long_enough = (word for word in folded if len(word) >= self.shortest and word[0].isalpha())
        return frozenset(map(_stem, long_enough)) - self.everyday


@lru_cache(maxsize=8)
def _vocabulary(tag: str) -> _Vocabulary:
    everyday = {part for word in languages.function_words(tag) for part in fold(word).split()}
    if tag in ("en", ""):
        lines = _EVERYDAY_WORDS.read_text(encoding="utf-8").splitlines()
        everyday.update(*(line.split() for line in lines if not line.startswith("#")))
    shortest = SHORTEST_ENGLISH if tag == "en" else SHORTEST_OTHER
    return _Vocabulary(frozenset(map(_stem, everyday)), shortest)


def _stem(word: str) -> str:
    """The word without the commonest endings of European languages: "bury" and "buried" are one."""
    bare = _ENDING.sub("", word)
    return f"{bare[:-1]}i" if bare.endswith("y") else bare
