import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.text import (
    RESERVED_SLUGS,
    SLUG_LENGTH,
    clean,
    clean_line,
    fold,
    numbered_slug,
    slugify_name,
    slugify_title,
    sort_title,
)

AWKWARD_TITLES = [
    "千と千尋の神隠し",
    "???",
    "Straße",
    "İstanbul",
    "admin",
    "2012",
    "../../etc",
    "😀" * 200,
    "हिन्दी",
    "",
    " ",
    "x" * 400,
]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Amélie", "amelie"),
        ("AMELIE", "amelie"),
        ("ame\u0301lie", "amelie"),
        ("O’Brien's", "obriens"),
        ("Kill Bill: Vol. 1", "kill bill vol 1"),
        ("E.T. the Extra-Terrestrial", "et the extra terrestrial"),
        ("Bonnie & Clyde", "bonnie and clyde"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("8½", "8 1 2"),
        ("Søren Ærø", "soren aero"),
        ("が", "が"),
        ("हिन्दी", "हिन्दी"),
        ("???", ""),
    ],
)
def test_fold_keeps_only_what_is_compared(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_leaves_words_parted_by_one_space(text):
    assert fold(text) == " ".join(fold(text).split())


@pytest.mark.parametrize(
    ("title", "filed"),
    [
        ("The Sessions", "Sessions"),
        ("A Trip to the Moon", "Trip to the Moon"),
        ("L’Avventura", "Avventura"),
        ("Das Boot", "Boot"),
        ("Die Hard", "Die Hard"),
        ("La La Land", "La La Land"),
        ("The", "The"),
        ("A.I.", "A.I."),
        ("The ???", "The ???"),
        ("[REC]", "REC"),
        ("“The X”", "X"),
        ("...And Justice for All", "And Justice for All"),
        ("M", "M"),
    ],
)
def test_sort_title_moves_the_article_out_of_the_way(title, filed):
    assert sort_title(title) == filed


@given(st.text(min_size=1).filter(str.strip))
def test_sort_title_of_a_title_is_never_empty(title):
    assert sort_title(title)


@pytest.mark.parametrize(
    ("title", "year", "slug"),
    [
        ("The Sessions", 2012, "the-sessions-2012"),
        ("[REC]", 2007, "rec-2007"),
        ("2012", 2009, "2012-2009"),
        ("Straße", None, "strasse"),
        ("admin", None, "admin-film"),
        ("admin", 1999, "admin-1999"),
        ("../../etc", None, "etc"),
    ],
)
def test_slugify_title_writes_title_and_year(title, year, slug):
    assert slugify_title(title, year) == slug


@given(st.text(max_size=500) | st.sampled_from(AWKWARD_TITLES), st.none() | st.integers(1870, 2200))
def test_slugify_title_is_always_an_address(title, year):
    slug = slugify_title(title, year)

    assert slug.isascii()
    assert slug.replace("-", "").isalnum()
    assert slug == slug.lower().strip("-")
    assert len(slug) <= SLUG_LENGTH
    assert slug not in RESERVED_SLUGS


def test_slugify_title_tells_titles_apart_that_ascii_cannot_write():
    titles = ["千と千尋の神隠し", "もののけ姫", "???", "!!!", "Я", "😀", "हिन्दी"]

    assert len({slugify_title(title, 2001) for title in titles}) == len(titles)


def test_slugify_title_cuts_between_words():
    assert slugify_title("word " * 80, 1999) == "-".join(["word"] * 39) + "-1999"


@given(st.sampled_from(["a", "a" * 200, "word-" * 39 + "word"]), st.integers(2, 10_000))
def test_numbered_slug_fits_and_ends_in_the_number(slug, number):
    numbered = numbered_slug(slug, number)

    assert numbered.endswith(f"-{number}")
    assert len(numbered) <= SLUG_LENGTH


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\u202ec\u200fd", "abcd"),
        ("\ud800x", "x"),
        ("e\u0301", "é"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("a" + "\u0316" * 9, "a" + "\u0316" * 4),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_clean_takes_out_what_cannot_be_shown(text, cleaned):
    assert clean(text) == cleaned


@given(st.text())
def test_clean_text_is_normal_and_stays_as_it_is(text):
    cleaned = clean(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


def test_clean_line_sets_text_on_one_line():
    assert clean_line("  a\n\tb\u00a0 c ") == "a b c"


def test_slugify_name_calls_what_ascii_cannot_write_a_name():
    assert slugify_name("Agnès Varda") == "agnes-varda"
    assert slugify_name("小津安二郎").startswith("name-")
