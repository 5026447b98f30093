"""How search engines show a page in their lists: titles and descriptions, cut at their widths."""

TITLE_PIXELS, DESCRIPTION_CHARACTERS = 600, 160
_NARROW, _SLIM, _BROAD = (
    frozenset("ijl|'.,:;! "),
    frozenset('frtI()[]{}-/"*'),
    frozenset("mwMW@%—…"),
)


def _em(letter: str) -> float:
    """How wide a letter of a plain sans is, in ems; near enough to say where a line is cut."""
    if letter in _NARROW:
        return 0.26
    if letter in _SLIM:
        return 0.34
    if letter in _BROAD:
        return 0.88
    if ord(letter) > 0x2E7F:
        return 1.0  # ideographs, syllables, pictures
    return 0.68 if letter.isupper() else 0.55


def cut_title(title: str, *, size: int = 20) -> str:
    """Return a title as search engines cut it: about 600 pixels at their size of letters."""
    room = TITLE_PIXELS / size
    if sum(map(_em, title)) <= room:
        return title
    kept, width = "", _em("…")
    for letter in title:
        width += _em(letter)
        if width > room:
            break
        kept += letter
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept} …"


def cut_description(text: str) -> str:
    """Return a description as search engines cut it: after about 160 characters, at a word."""
    if len(text) <= DESCRIPTION_CHARACTERS:
        return text
    kept = text[: DESCRIPTION_CHARACTERS - 1]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept} …"
