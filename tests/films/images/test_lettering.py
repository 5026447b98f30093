"""Measuring and breaking titles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from films.images.lettering import (
    FIT_SIZES,
    TitleFit,
    balanced_lines,
    fit_title,
    is_covered,
    pieces_of,
    printable,
    set_title,
    total_height,
    width_of,
)


@pytest.mark.parametrize(
    ("title", "fit"),
    [
        ("M", TitleFit(1, 44, 44)),
        ("The Sessions", TitleFit(1, 33, 23)),
        ("The Diving Bell and the Butterfly", TitleFit(2, 29, 17)),
        ("", TitleFit(1, 44, 44)),
        ("七人の侍", TitleFit(1, 44, 23)),
    ],
)
def test_fit_title_of_known_titles(title, fit):
    assert fit_title(title) == fit


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=400))
def test_fit_title_of_any_text_names_sizes_the_stylesheet_knows(title):
    fit = fit_title(title)
    assert (fit.lines in range(1, 5), fit.w in FIT_SIZES, fit.l in FIT_SIZES) == (True,) * 3


def test_width_counts_kerning():
    assert width_of("AV") < width_of("A") + width_of("V")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  a\n b\t", "a b"),
        ("a\x00b\x1bc\ud800\u202e", "abc"),
        ("e\u0301", "é"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_printable_keeps_what_can_be_shown(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("THE KID", ["THE ", "KID"]),
        ("七人の侍", ["七", "人", "の", "侍"]),
        ("「用心棒」", ["「用", "心", "棒」"]),
        ("괴물 이야기", ["괴물 ", "이야기"]),
        ("👩\u200d🚀🇫🇷", ["👩\u200d🚀", "🇫🇷"]),
        ("", []),
    ],
)
def test_pieces_of_text(text, pieces):
    assert pieces_of(text) == pieces


def test_pieces_of_an_endless_word_fit_a_line():
    pieces = pieces_of("X" * 200)
    assert "".join(pieces) == "X" * 200
    assert max(map(width_of, pieces)) <= 11


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("ABCDE", min_size=1, max_size=9), min_size=1, max_size=12))
def test_balanced_lines_keep_every_word_in_order(words):
    text = " ".join(words)
    for most in (1, 2, 4):
        lines = balanced_lines(pieces_of(text), most)
        assert (" ".join(lines), len(lines) <= most) == (text, True)


def test_balanced_lines_are_as_even_as_can_be():
    assert balanced_lines(pieces_of("AA AA AAAA"), 2) == ["AA AA", "AAAA"]


def test_set_title_breaks_before_of_and_leaves_no_lone_article():
    lines = set_title("THE PHANTOM OF THE OPERA", target=330, tallest=560, measure=532)
    assert [line.text for line in lines] == ["THE PHANTOM", "OF THE OPERA"]


@settings(max_examples=30, deadline=None)
@given(st.text("AB 龍é", min_size=1, max_size=300).filter(str.strip))
def test_set_title_is_never_higher_than_it_may(text):
    lines = set_title(printable(text), target=330, tallest=560, measure=532)
    assert total_height(lines) <= 560.001


def test_is_covered_knows_the_face_s_letters():
    assert [is_covered(text) for text in ("É LA VIE – 8½", "MOSKVA", "МОСКВА")] == [
        True,
        True,
        False,
    ]
