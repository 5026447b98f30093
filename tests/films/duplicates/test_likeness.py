import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.duplicates.likeness import alike, compare_names, is_one_letter_apart

WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        ("john hawkes", "john hawkes", "same_name"),
        ("kim ki duk", "ki duk kim", "same_words"),
        ("john hawkes", "jon hawkes", "one_letter"),
        ("john hawkes", "jhon hawkes", "one_letter"),
        ("john hawkes", "john hawkez", "one_letter"),
        ("j hawkes", "john hawkes", "initials"),
        ("j m hawkes", "john m hawkes", "initials"),
        ("samuel jackson", "samuel l jackson", "middle_name"),
        ("john hawkes", "mark hawkes", None),
        ("john hawkes", "john hunt", None),
        ("hawkes", "hunt", None),
        ("", "a b", None),
    ],
)
def test_compare_names(one, other, way):
    assert compare_names(one, other) == compare_names(other, one) == way


@given(WORDS, st.integers(0, 6), st.sampled_from("abcd"))
def test_a_letter_left_out_added_or_changed_is_one_letter(word, at, letter):
    added = word[:at] + letter + word[at:]
    changed = word[:at] + letter + word[at + 1 :]

    assert is_one_letter_apart(word, added)
    assert is_one_letter_apart(added, word)
    assert is_one_letter_apart(word, changed) == (word != changed)


@pytest.mark.parametrize(
    ("one", "other"), [("ab", "ab"), ("ab", "abcd"), ("abcd", "badc"), ("abc", "cba"), ("ab", "cd")]
)
def test_what_is_more_than_one_letter_apart(one, other):
    assert not is_one_letter_apart(one, other)


@given(st.lists(st.text("ab ", max_size=8).map(str.strip), max_size=8))
def test_alike_finds_every_pair_that_comparing_all_with_all_finds(names):
    numbered = list(enumerate(names))
    expected = {
        ((one, other), compare_names(name, its))
        for one, name in numbered
        for other, its in numbered
        if one < other and name and its and compare_names(name, its) not in (None, "middle_name")
    }

    found = {pair for pair in alike(numbered) if all(names[n] for n in pair[0])}

    assert {pair for pair in found if pair[1] != "middle_name"} == expected
