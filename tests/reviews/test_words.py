import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import words

LONGEST = 5000  # code points of a review's text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\0b\u202ec", "abc"),
        ("\u2066unclosed", "unclosed"),
        ("\u202aa\u202bb\u202cc\u202dd\u2067e\u2068f\u2069g\u200eh\u200f", "abcdefgh"),
        ("a" + "\u0301" * 1000, "\u00e1" + "\u0301" * 4),
        ("a" + "\u0316\u0316\u0316\u202e" * 50, "a" + "\u0316" * 4),
        ("\u00a0 \u3164\u200b", ""),
        ("\ufdfd", "\ufdfd"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("👁️‍🗨️ ❤️‍🔥", "👁️‍🗨️ ❤️‍🔥"),
        ("half \ud800 pair", "half  pair"),
        ("a" + "\n" * 2000 + "b", "a\n\n\nb"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<script>{{ 7*7 }}=A1", "<script>{{ 7*7 }}=A1"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
    ],
)
def test_clean_leaves_plain_text(typed, stored):
    """F7, and rows 19-29 of the hostile inputs."""
    assert words.clean(typed) == stored


def test_clean_stacks_no_marks_across_joiners():
    """F7: four marks a letter, however they are parted."""
    stored = words.clean("x" + "\u0316\u200d" * 50 + "y" + "\u0316")
    assert (stored.count("\u0316"), stored[0], stored[-2:]) == (5, "x", "y\u0316")


@pytest.mark.parametrize(
    "typed",
    [
        "a" * LONGEST,
        "a\n" * (LONGEST // 2 - 1) + "ab",
        "👩‍👩‍👧" * (LONGEST // 5),
        "שלום עולם " * (LONGEST // 10 - 1) + "שלום עולם!",
        "q\u0301" * (LONGEST // 2),
        "映" * LONGEST,
    ],
    ids=["letters", "lines", "joined emoji", "right to left", "marks", "ideographs"],
)
def test_clean_changes_no_length_of_what_is_typed_well(typed):
    """F6: 5,000 code points stay 5,000, whatever they are; a line end is one, also as CRLF."""
    assert len(words.clean(typed)) == LONGEST == len(typed)
    assert words.clean(typed.replace("\n", "\r\n")) == typed


@given(st.text(st.characters(), max_size=200))
def test_clean_twice_changes_nothing(typed):
    """F6, F7: what was counted and checked is what is stored."""
    assert words.clean(words.clean(typed)) == words.clean(typed)


@given(st.text(st.characters() | st.sampled_from("\0\r\n\u202e\u200d\u0301"), max_size=200))
def test_clean_lets_no_control_character_through(typed):
    """F7: no NUL, no CR, no bidi override, no half of a pair."""
    stored = words.clean(typed)
    assert not set(stored) & set("\0\r\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\ufeff")
    assert stored.encode().decode() == stored


def test_clean_line_sets_everything_on_one_line():
    """F7."""
    assert words.clean_line(" two\r\n\tlines\u2028 ") == "two lines"


@pytest.mark.parametrize(
    ("typed", "is_blank"),
    [
        ("", True),
        (" \n\t\u3000", True),
        ("\u200d\u2060\u00ad", True),
        ("\u3164\u2800\u115f", True),
        ("\0\x07", True),
        ("\u0301\ufe0f", True),
        (".", False),
        ("❤️", False),
        ("ا", False),
    ],
)
def test_is_blank_tells_what_prints_nothing(typed, is_blank):
    """F4, F7: an empty review cannot be sent as invisible characters."""
    assert words.is_blank(typed) == is_blank


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ｆｒｅｅ", "free"),
        ("f\u200br\u2060e\u00ade\ufe0f", "free"),
        ("\u3164free\U000e0041", "free"),
        ("free", "free"),
    ],
)
def test_visible_is_what_an_eye_reads(typed, read):
    """S7, F7."""
    assert words.visible(typed) == read


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
    """S6."""
    assert words.has_link("", text) == has


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("http://a.example", 1),
        ("HTTPS://A.EXAMPLE and http://www.a.example/.", 1),
        ("https://a.example/1 https://a.example/2", 2),
        ("(http://a.example),https://b.examplehttp://c.example", 3),
        ("a.com b.com, c.com: A.com!", 3),
        ("shop.a.co.uk/x?y=1#z", 1),
        ("bit.ly/2abc t.me/x youtu.be/q", 3),
        ("spam.top SPAM.SHOP", 2),
        ("казино.рф", 1),
        ("сasino.com", 1),
        ("ｓｐａｍ．ｃｏｍ", 1),
        ("spam\u200b.c\u00adom", 1),
        ("spam。com", 1),
        ("one.of.its.many.spam.com two.of.its.many.spam.com", 2),
        ("[url]spam.example[/url]", 1),
        ("[URL=http://spam.example/a]http://spam.example/a[/URL]", 1),
        ("[url=spam.example]one[/url] [link='b.example']two[/link]", 2),
        ('<a href="spam.example/x">here</a>', 1),
        ("[here](http://spam.example)", 1),
        ("http:spam.example", 1),
        ("http://192.0.2.1:8080/x", 1),
        ("joe@mail.com", 1),
    ],
)
def test_link_count_counts_different_addresses(text, count):
    """S6: with or without http, in BBCode, HTML and Markdown, under any disguise."""
    assert words.link_count(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "It ended.Top film!",
        "9.5/10, and 3.5/5 from me",
        "and/or, w/o, his/her, 24/7",
        "E.T. and M*A*S*H, e.g. this… or that",
        "So slow.it never ends",
        "http:// is not an address, nor is javascript:alert(1)",
        "Vol. 2: the comment. Network. Info.",
        "Bien.De lo mejor",
        "www is a word",
    ],
)
def test_link_count_of_prose_is_none(text):
    """S6: a space forgotten after a full stop makes no address."""
    assert words.link_count(text) == 0


def test_link_count_takes_headline_text_and_name_together():
    """S6: three addresses are three, wherever they stand."""
    assert words.link_count("a.com", "b.com a.com", "c.com") == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Great film!", 2),
        ("Don't — well-made, 10/10 👍", 3),
        ("Очень хорошо", 2),
        ("हिन्दी की फिल्म", 3),
        ("한국 영화", 2),
        ("我在澳门看电影", 4),
        ("すごい映画でした。", 4),
        ("映画 is film", 3),
        ("!!! ... 👍", 0),
        ("one\u200bword", 1),
    ],
)
def test_word_count_is_sensible_in_every_script(text, count):
    """F6, F15: words between spaces; two letters a word where a script has no spaces."""
    assert words.word_count(text) == count


def test_fold_knows_the_same_words_again():
    """S5: NFKC, casefold, punctuation stripped."""
    first = words.fold("It is a masterpiece, truly!")
    assert first == words.fold("IT  IS a “masterpiece” … truly")
    assert first == words.fold("Ｉｔ is\u200b a masterpiece (truly)")


def test_fold_of_few_letters_is_nobodys():
    """S5: "Great film!" is exempt."""
    assert words.fold("Great film!") == ""
