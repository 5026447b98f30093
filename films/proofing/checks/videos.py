"""Trailers and bonus: whether there is a video, and whether it is about this film."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from films.choices import VideoKind
from films.proofing.faults import Context, Document, Found, check, label_of, name_of, rows_of
from films.proofing.texts import shown, texts_of
from films.proofing.vocabulary import TRADE
from films.text import fold, sort_title

FOREIGN_NAMES = 3  # from so many names on that are not the film's, a video is about something else

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_BEGINS_BEHIND = frozenset('.!?:–—|([“"«„-')
_SHORTEST = 3  # letters of a name that counts


@check("video_missing")
def video_missing(document: Document, context: Context) -> Iterator[Found]:
    for row, video in rows_of(document, "videos"):
        if not video.get("key") and not video.get("file"):
            title = video.get("title") or label_of(VideoKind, video.get("kind"))
            words = _("“%(title)s” has no video: give its address or a file.")
            yield Found(words % {"title": shown(title)}, "key", "videos", row)


@check("video_of_something_else", is_blocking=True)
def video_of_something_else(document: Document, context: Context) -> Iterator[Found]:
    """A video whose words give several names, and not one of this film or its people.

    A title of one common word behind an article (“The Sessions”) counts only as a whole, or where
    it is not the second half of a name (“Jeff Sessions”).
    """
    own: frozenset[str] | None = None
    for row, video in rows_of(document, "videos"):
        words = f"{video.get('title') or ''}\n{video.get('description') or ''}"
        names = _names(words)
        if len(names) < FOREIGN_NAMES or _tells_title(document, words):
            continue
        own = _own_names(document) if own is None else own
        if own.isdisjoint(fold(words).split()) and len(names - own) >= FOREIGN_NAMES:
            told = _(
                "“%(title)s” seems to be about something else: its words name nothing of this film."
            )
            yield Found(
                told % {"title": shown(words.strip().split("\n")[0])}, "title", "videos", row
            )


def _names(words: str) -> set[str]:
    """Return the folded words that stand in capitals where no sentence begins, as names do.

    The first line is a title, in which most words may stand in capitals.
    """
    found: set[str] = set()
    title_end = words.find("\n")
    for match in _WORD.finditer(words):
        word = match[0].strip("'’.-")
        begins = match.start() > title_end and _begins_sentence(words, match.start())
        if word[:1].isupper() and not begins and len(word) >= _SHORTEST:
            found.update(set(fold(word).split()) - TRADE)
    return found


def _begins_sentence(words: str, at: int) -> bool:
    gap = words[max(0, at - 4) : at]
    before = gap.strip()[-1:]
    return not before or before in _BEGINS_BEHIND or "\n" in gap


def _titles(document: Document) -> list[str]:
    lines = [document.get("title") or "", document.get("original_title") or ""]
    return [line for line in [*lines, *(document.get("also_known_as") or "").split("\n")] if line]


def _tells_title(document: Document, words: str) -> bool:
    """Say whether one of the film's titles stands in the words, as a title."""
    folded = f" {fold(words)} "
    for title in _titles(document):
        if f" {fold(title)} " in folded:
            return True
        bare = fold(sort_title(title))
        if len(bare.split()) > 1 and f" {bare} " in folded:
            return True
        if bare != fold(title) and _stands_alone(bare, words):
            return True
    return False


def _stands_alone(bare: str, words: str) -> bool:
    """Say whether a title of one word is written in capitals and nowhere behind another name."""
    written = [match for match in _WORD.finditer(words) if fold(match[0]) == bare]
    if not written or not any(match[0][:1].isupper() for match in written):
        return False
    return not any(
        _follows_a_name(words[max(0, match.start() - 40) : match.start()]) for match in written
    )


def _follows_a_name(before: str) -> bool:
    """Say whether a word in capitals stands directly before a place."""
    last = re.search(r"([^\W\d_][\w'’-]*)\s$", before)
    return bool(last and last[1][:1].isupper() and fold(last[1]) not in TRADE)


def _own_names(document: Document) -> frozenset[str]:
    """Return the folded names of the film: its people and characters, and those in its texts."""
    found: set[str] = set()
    for _row, credit in rows_of(document, "credits"):
        found.update(
            fold(f"{name_of(credit.get('person'))} {credit.get('character') or ''}").split()
        )
    for _row, award in rows_of(document, "awards"):
        found.update(fold(f"{award.get('recipient') or ''} {name_of(award.get('body'))}").split())
    for _row, track in rows_of(document, "tracks"):
        found.update(fold(f"{track.get('title') or ''} {track.get('artist') or ''}").split())
    for text in texts_of(document):
        if text.rows != "videos":
            found.update(_names("\n" + text.words))
    titles = [fold(title) for title in _titles(document)]
    for title in titles:
        found.update(title.split())
    # A title of one word is looked for as a title, see _stands_alone.
    bare = {fold(sort_title(title)) for title in _titles(document)}
    lone = {title for title in bare if len(title.split()) == 1}
    return frozenset(name for name in found - lone - TRADE if len(name) >= _SHORTEST)
