import pytest

from reviews import words


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\0b\u202ec", "abc"),
        ("\u2066unclosed", "unclosed"),
        ("a" + "\u0301" * 1000, "\u00e1" + "\u0301" * 4),
        ("\u00a0 \u3164\u200b", ""),
        ("\ufdfd", "\ufdfd"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("half \ud800 pair", "half  pair"),
        ("a" + "\n" * 2000 + "b", "a\n\n\nb"),
        ("<script>{{ 7*7 }}=A1", "<script>{{ 7*7 }}=A1"),
    ],
)
def test_clean_leaves_plain_text(typed, stored):
    """F7, and rows 19-29 of the hostile inputs."""
    assert words.clean(typed) == stored


def test_clean_line_sets_everything_on_one_line():
    assert words.clean_line(" two\r\n\tlines\u2028 ") == "two lines"


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("see https://spam.example/x", True),
        ("www.spam.example", True),
        ("cheap-pills.com now", True),
        ("It ended.Then I cried", False),
        ("Mr. Network is impressive", False),
    ],
)
def test_has_link_finds_web_addresses_only(text, has):
    assert words.has_link("", text) == has


def test_fold_knows_the_same_words_again():
    first = words.fold("It is a masterpiece, truly!")
    assert first == words.fold("IT  IS a “masterpiece” … truly")


def test_fold_of_few_letters_is_nobodys():
    assert words.fold("Great film!") == ""
