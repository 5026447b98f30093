"""In which language a title is written, as far as its letters tell: for the lang attribute."""

import unicodedata

# By the first word of a letter's Unicode name: the language to assume, and those it could be too.
_SCRIPTS = {
    "ARABIC": ("ar", {"ar", "fa", "ur", "ps", "ckb"}),
    "HEBREW": ("he", {"he", "yi"}),
    "HIRAGANA": ("ja", {"ja"}),
    "KATAKANA": ("ja", {"ja"}),
    "HANGUL": ("ko", {"ko"}),
    "CJK": ("zh", {"zh", "ja", "ko", "yue", "cmn"}),
    "DEVANAGARI": ("hi", {"hi", "mr", "ne"}),
    "THAI": ("th", {"th"}),
    "CYRILLIC": ("ru", {"ru", "uk", "bg", "sr", "be", "mk", "kk"}),
    "GREEK": ("el", {"el"}),
}


def writing_language(text: str, candidates: list[str]) -> str:
    """Return the language code of a text in a script of its own, or "" for Latin letters.

    The candidates, the film's languages, decide where a script serves several languages.
    """
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    for script, (usual, possible) in _SCRIPTS.items():
        if script in scripts:
            return next((code for code in candidates if code in possible), usual)
    return ""
