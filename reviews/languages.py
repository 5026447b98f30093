"""Which language a review is written in, so that a page can say so (lang="de").

A wrong answer makes a screen reader speak gibberish, no answer costs nothing: so this one is silent
wherever it is not sure. The script decides where it can; among languages that share a script, the
small words and letters of function_words.txt do. bench/languages.py measures it.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase

FEWEST_WORDS = 5
# How much of a text is in one script; the rest is left to foreign titles and names.
SCRIPT_SHARE = 0.7
# How many of a text's words are small words of its language.
SMALL_WORD_SHARE = 0.1
# How many different words speak for a language rather than for any other one, and how many times
# as many they are as those that speak the other way round.
FEWEST_WITNESSES = 2
WITNESSES_AGAINST_ONE = 4
# Chinese has no kana, Japanese is half kana; what lies between is a text that quotes.
MOST_KANA_IN_CHINESE, LEAST_KANA_IN_JAPANESE = 0.02, 0.1

# How many letters make a word, where no spaces part the words and elsewhere.
_LETTERS_A_WORD = {"CJK": 2, "THAI": 4, "LAO": 4, "KHMER": 4, "MYANMAR": 4}
_LETTERS_A_SPACED_WORD = 5
_KANA = ("HIRAGANA", "KATAKANA")
_WORD_LISTS = Path(__file__).with_name("function_words.txt")


@dataclass(frozen=True)
class Language:
    """A language of the word lists; one without a name is known and never an answer."""

    tag: str
    name: str
    letters: frozenset[str]
    words: frozenset[str]

    @property
    def script(self) -> str:
        return _script((self.name or min(self.words))[0])

    def evidence(self, word: str) -> int:
        """1 for one of its small words, -1 for a word it has not the letters for, 0 for others."""
        if word in self.words:
            return 1
        return -1 if self.letters and not self.letters.issuperset(word) else 0


def detect(text: str) -> str:
    """The BCP 47 tag of the text's language; "" for four words or fewer, mixed or doubtful ones."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("i\u0307", "i")
    words = _words(plain)
    scripts = Counter(_script(letter) for word in words for letter in word if letter.isalpha())
    script = _chief_script(scripts)
    if _count_words(plain, script, scripts[script]) < FEWEST_WORDS:
        return ""
    if script == "CJK":
        return _chinese_or_japanese(plain)
    return _by_words({word for word in words if _script(word[0]) == script}, _languages_of(script))


def name(tag: str) -> str:
    """The language's own name ("Deutsch"), or the tag itself where it has none here."""
    return next((each.name for each in _languages() if each.tag == tag and each.name), tag)


def function_words(tag: str) -> frozenset[str]:
    """The small words of the language with this tag; those of all languages for ""."""
    known = (each.words for each in _languages() if each.tag == tag or not tag)
    return frozenset[str]().union(*known)


@lru_cache(maxsize=1)
def _languages() -> tuple[Language, ...]:
    """The word lists: a line "tag | name | letters" for each language, its words indented below."""
    blocks: list[list[str]] = []
    for line in _WORD_LISTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            blocks[-1].append(line)
        elif line and not line.startswith("#"):
            blocks.append([line])
    return tuple(_language(*block) for block in blocks)


def _language(head: str, *lines: str) -> Language:
    tag, own_name, letters = (part.strip() for part in head.split("|"))
    words = frozenset(word for line in lines for word in line.split())
    is_latin = _script((own_name or lines[0].strip())[0]) == "LATIN"
    return Language(tag, own_name, frozenset(letters + ascii_lowercase * is_latin), words)


@lru_cache(maxsize=64)
def _languages_of(script: str) -> tuple[Language, ...]:
    return tuple(each for each in _languages() if each.script == script)


def _words(text: str) -> list[str]:
    """What stands between anything that is neither a letter nor a mark on one."""
    return "".join(c if unicodedata.category(c)[0] in "LM" else " " for c in text).split()


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The first word of the character's name: "LATIN", "CYRILLIC"; "CJK" for kana as well."""
    script = unicodedata.name(letter, "").replace("-", " ").partition(" ")[0]
    return "CJK" if script in (*_KANA, "IDEOGRAPHIC") else script


def _chief_script(letters: Counter[str]) -> str:
    """The script that most of the text is in, by words rather than by letters, or ""."""
    words = {script: count / _letters_a_word(script) for script, count in letters.items()}
    chief = max(words, key=words.__getitem__, default="")
    return chief if chief and words[chief] >= SCRIPT_SHARE * sum(words.values()) else ""


def _letters_a_word(script: str) -> int:
    return _LETTERS_A_WORD.get(script, _LETTERS_A_SPACED_WORD)


def _count_words(text: str, script: str, letters: int) -> int:
    if script in _LETTERS_A_WORD:
        return letters // _letters_a_word(script)
    return sum(any(map(str.isalpha, word)) for word in text.split())


def _chinese_or_japanese(text: str) -> str:
    letters = [letter for letter in text if _script(letter) == "CJK"]
    kana = sum(unicodedata.name(letter).startswith(_KANA) for letter in letters) / len(letters)
    if kana >= LEAST_KANA_IN_JAPANESE:
        return "ja"
    return "zh" if kana <= MOST_KANA_IN_CHINESE else ""


def _by_words(words: Collection[str], known: Sequence[Language]) -> str:
    """The one language that the words speak for and for no other; "" if there is none."""
    if len(known) < 2:
        return known[0].tag if known else ""
    evidence = {each: [each.evidence(word) for word in words] for each in known}
    best = max(known, key=lambda each: sum(evidence[each]))
    is_sure = sum(evidence[best]) >= SMALL_WORD_SHARE * len(words) and all(
        _outvotes(evidence[best], evidence[other]) for other in known if other != best
    )
    return best.tag if best.name and is_sure else ""


def _outvotes(votes: list[int], others: list[int]) -> bool:
    witnesses = sum(mine > theirs for mine, theirs in zip(votes, others, strict=True))
    against = sum(mine < theirs for mine, theirs in zip(votes, others, strict=True))
    return witnesses >= max(FEWEST_WITNESSES, WITNESSES_AGAINST_ONE * against)
