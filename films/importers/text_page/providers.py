"""Services that a sentence names, and what it says they offer."""

import re

from films.choices import Access

# A service's name with the other names it goes by. "Max" and the like are words of their own
# and would find services where none is meant.
_VIDEO = {
    "Amazon Prime Video": ["Prime Video", "Amazon Prime", "Amazon Video"],
    "Apple TV": ["iTunes Store", "iTunes"],
    "Apple TV+": ["Apple TV Plus"],
    "Google Play Movies": ["Google Play Movies & TV", "Google Play Movies and TV", "Google Play"],
    "YouTube": ["YouTube Movies"],
    "Fandango at Home": ["Vudu"],
    "Microsoft Store": [],
    "Netflix": [],
    "Hulu": [],
    "Disney+": ["Disney Plus"],
    "HBO Max": [],
    "Paramount+": ["Paramount Plus"],
    "Peacock": [],
    "Tubi": [],
    "Pluto TV": [],
    "Kanopy": [],
    "Hoopla": [],
    "The Criterion Channel": ["Criterion Channel"],
    "MUBI": ["Mubi"],
    "BFI Player": [],
    "Internet Archive": ["archive.org"],
}
_MUSIC = {
    "Amazon Music": [],
    "Apple Music": [],
    "Spotify": [],
    "YouTube Music": [],
    "Tidal": ["TIDAL"],
    "Deezer": [],
    "Bandcamp": [],
    "Qobuz": [],
    "SoundCloud": [],
}
_NAMES = {
    name: (kind, service)
    for kind, services in (("video", _VIDEO), ("music", _MUSIC))
    for service, others in services.items()
    for name in (service, *others)
}
_NAMED = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
    + r")(?![\w+])"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_WAYS = [
    (Access.STREAM, re.compile(r"\b(?:stream\w*|subscri\w+)\b", re.IGNORECASE)),
    (Access.FREE, re.compile(r"\bfree\b", re.IGNORECASE)),
    (Access.RENT, re.compile(r"\b(?:rent|rental|rented|renting|hire)\b", re.IGNORECASE)),
    (Access.BUY, re.compile(r"\b(?:buy|buying|bought|purchase[ds]?)\b", re.IGNORECASE)),
]
_DISCS = [
    (Access.DVD, re.compile(r"\bDVDs?\b")),
    (Access.BLURAY, re.compile(r"\bBlu-?\s?rays?\b", re.IGNORECASE)),
]
_DENIED = re.compile(r"\b(?:not|no longer|never|left)\b|n[’']t\b", re.IGNORECASE)


def offers_to_watch(note: str) -> list[dict]:
    """Return the offers of the film that a note names, sentence by sentence.

    A service of which nothing more is said streams the film; a sentence that denies is left out.
    """
    offers = []
    for sentence in _sentences(note):
        ways = [access for access, words in _WAYS if words.search(sentence)] or [Access.STREAM]
        for service in _services(sentence, "video"):
            offers += [{"provider": service, "access": str(access)} for access in ways]
        offers += [{"access": str(disc)} for disc, words in _DISCS if words.search(sentence)]
    return _each_once(offers)


def offers_to_listen(note: str) -> list[dict]:
    """Return the music services that a note names."""
    return _each_once(
        [
            {"provider": service, "access": str(Access.LISTEN)}
            for sentence in _sentences(note)
            for service in _services(sentence, "music")
        ]
    )


def _sentences(note: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(note) if not _DENIED.search(part)]


def _services(sentence: str, kind: str) -> list[str]:
    found = (_NAMES[match[0]] for match in _NAMED.finditer(sentence))
    return [service for its_kind, service in found if its_kind == kind]


def _each_once(offers: list[dict]) -> list[dict]:
    return [offer for at, offer in enumerate(offers) if offer not in offers[:at]]
