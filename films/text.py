"""Plain text: what may be stored, how it is compared, sorted and put into an address."""

import re
import unicodedata
import zlib

SLUG_LENGTH = 200
# Words that stand, or may one day stand, beside a film's address under /films/.
RESERVED_SLUGS = frozenset({"admin", "feed", "new", "page", "random", "search", "suggest"})

# Latin letters that Unicode does not take apart into a letter and an accent.
_LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Marks that belong to the letter (Indic signs, kana voicing), by their combining class.
_SPELLING_CLASSES = frozenset({0, 7, 8, 9})
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
_SPACES = re.compile(r"\s+")
_STACKED_MARKS = 4
_JOINERS = "\u200c\u200d"
# "Die" is left alone for the sake of Die Hard, "Los" and "Las" for the cities.
_ARTICLE = re.compile(r"(?:(the|a|an|der|das|le|la|les|el|il)\s+|(l)['’])(?=\S)", re.IGNORECASE)
_LEADING_MARKS = re.compile(r"^[\W_]+(?=\w)")
_CLOSING_MARKS = re.compile(r"[\]”’»\"')]+$")
_FRACTION = re.compile(r"(?=[¼½¾⅓⅔⅛])")


def clean(text: str) -> str:
    """Return text fit to be stored and shown: NFC, LF line ends, no control or bidi characters.

    Joiners stay, for emoji and the scripts that need them; a letter keeps at most four marks.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept: list[str] = []
    marks = 0
    for character in lines:
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Cs") and character not in "\n\t" + _JOINERS:
            continue
        if category in ("Mn", "Me"):
            marks += 1
        elif character not in _JOINERS:  # marks stack across what has no width
            marks = 0
        if marks <= _STACKED_MARKS:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def clean_line(text: str) -> str:
    """Return text cleaned and set on one line, with single spaces."""
    return _SPACES.sub(" ", clean(text)).strip()


def fold(text: str) -> str:
    """Return what is compared in searching and sorting: no case, accents or punctuation.

    Words are parted by one space. Letters of every script stay; "O’Brien" is "obrien",
    "E.T." is "et" and "&" is "and". Folding twice changes nothing.
    """
    text = _FRACTION.sub(" ", text)
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in bare if unicodedata.combining(c) in _SPELLING_CLASSES)
    bare = unicodedata.normalize("NFKC", bare.translate(_LATIN).casefold())
    bare = _INITIALS.sub(r"\1", _APOSTROPHES.sub("", bare)).replace("&", " and ")
    return " ".join("".join(c if _is_word(c) else " " for c in bare).split())


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def sort_title(title: str) -> str:
    """Return the title as it is filed: no opening marks, no leading article ("Sessions").

    A title that is nothing but an article, or that doubles it ("La La Land"), stays whole.
    """
    bare = _without_opening_marks(title.strip())
    article = _ARTICLE.match(bare)
    if not article:
        return bare
    rest = bare[article.end() :]
    doubled = rest.split()[0].casefold() == (article[1] or "").casefold()
    return bare if doubled or not fold(rest) else _without_opening_marks(rest)


def _without_opening_marks(title: str) -> str:
    """Return the title without the marks before its first word, nor those that close them."""
    bare = _LEADING_MARKS.sub("", title)
    return title if bare == title else _CLOSING_MARKS.sub("", bare)


def slugify_title(title: str, year: int | None = None, *, noun: str = "film") -> str:
    """Return the address of a film: its title in plain ASCII words, then its year.

    Never empty and at most 200 characters. What ASCII cannot write is stood in for by a short
    fingerprint of the title, so that two titles in Japanese do not share an address; where no
    word is left at all, ``noun`` stands before it.
    """
    words, lost = _ascii_words(title)
    ending = [f"{zlib.crc32(fold(title).encode() or title.encode()):08x}"] if lost else []
    ending += [str(year)] if year else []
    tail = "-".join(ending)
    head = words or (noun if lost else "")
    head = _cut(head, SLUG_LENGTH - len(tail) - 1)
    slug = "-".join(filter(None, [head, tail]))
    return f"{slug}-{noun}" if slug in RESERVED_SLUGS else slug


def slugify_name(name: str) -> str:
    """Return the address of a person, a tag or a provider; rules as for a film, without a year."""
    return slugify_title(name, noun="name")


def numbered_slug(slug: str, number: int) -> str:
    """Return the slug with a number behind it, for the second, third ... of the same name."""
    ending = f"-{number}"
    return slug[: SLUG_LENGTH - len(ending)].rstrip("-") + ending


def _ascii_words(title: str) -> tuple[str, bool]:
    """Return the title's ASCII words joined by hyphens, and whether anything was left out."""
    folded = fold(title)
    words = re.findall(r"[a-z0-9]+", folded)
    return "-".join(words), not words or not folded.isascii()


def _cut(slug: str, length: int) -> str:
    """Return at most length characters, whole words where that leaves something."""
    if len(slug) <= length:
        return slug
    whole = slug[: length + 1].rpartition("-")[0]
    return whole or slug[:length]
