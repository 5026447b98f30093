from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import words
from reviews.similarity import NEARLY_THE_SAME, bands, distance, fingerprint, likeness

SIXTY_FOUR_BITS = st.integers(-(2**63), 2**63 - 1)
# Sixty words.
REVIEW = (
    "I went in expecting a quiet drama about illness and came out having laughed more than in any "
    "comedy this year. The two leads never ask for pity, the priest steals each of his scenes, and "
    "the script knows when to stop talking. Only the last ten minutes hurry. See it with somebody "
    "who thinks such films must be sad."
)
OTHER_REVIEWS = [
    (
        "Two hours of people staring out of windows. I understand that grief is slow, but the "
        "camera could have moved once. The score does all the work the dialogue refuses to do, and "
        "by the third funeral I had stopped caring who was being buried."
    ),
    (
        "My grandmother took me to this one when I was nine and it still holds up: the chase "
        "over the roofs, the dog, the cake. Nobody falls like Keaton did, and nobody ever will."
    ),
    (
        "Das Drehbuch ist klug, die Bilder sind schön, aber nach einer Stunde weiß man, wie es "
        "endet. Trotzdem sehenswert, allein wegen der Hauptdarstellerin."
    ),
    "Тихое, очень человеческое кино. Смеялся и плакал, а потом ещё долго сидел в темноте зала.",
    "この映画は静かで美しい。最後の場面で涙が止まらなかった。音楽も素晴らしい。",
]


def test_fingerprint_of_a_review_with_one_word_changed_is_nearly_the_same():
    """S5: SimHash distance of at most 3, for nearly every word of sixty that might be changed."""
    spoken = REVIEW.split()
    changed = [
        " ".join([*spoken[:place], "unforgettable", *spoken[place + 1 :]])
        for place in range(len(spoken))
    ]

    distances = [distance(fingerprint(REVIEW), fingerprint(text)) for text in changed]

    assert len(distances) == 60
    assert sum(each <= NEARLY_THE_SAME for each in distances) >= 57


def test_fingerprint_of_a_review_with_one_word_added_is_nearly_the_same():
    """S5."""
    longer = [f"{REVIEW} {word}" for word in ["Recommended!", "Wow.", "Enjoy", "casino", "10/10"]]
    distances = [distance(fingerprint(REVIEW), fingerprint(text)) for text in longer]
    assert max(distances) <= NEARLY_THE_SAME


@pytest.mark.parametrize(
    "disguised",
    [
        REVIEW.upper(),
        REVIEW.replace(" ", "\n"),
        REVIEW.replace(".", "!!! 👍"),
        REVIEW.replace("o", "о"),  # the Cyrillic one
        REVIEW.replace("e", "e\u200b"),
        f"{REVIEW} {REVIEW}",
    ],
)
def test_fingerprint_sees_through_disguise(disguised):
    """S5, S7: case, punctuation, hidden characters and look-alike letters change nothing."""
    assert fingerprint(disguised) == fingerprint(REVIEW)


def test_fingerprint_of_other_reviews_is_far_away():
    """S5: nobody's own words wait because of somebody else's."""
    prints = [fingerprint(text) for text in [REVIEW, *OTHER_REVIEWS]]
    assert min(distance(a, b) for a, b in combinations(prints, 2)) >= 12


def test_fingerprint_is_the_same_on_every_machine():
    """S5: it is stored, so it must not follow Python's own, salted hash."""
    assert fingerprint("Twenty letters are just enough.") == 782298020477302228


@pytest.mark.parametrize(
    "text", ["", "Great film!", "a" * 19, "👍" * 40, "!" * 40, "²" * 40, "\u0301" * 40, "映画" * 9]
)
def test_fingerprint_of_few_letters_is_nobodys(text):
    """S5: "Great film!" is exempt."""
    assert fingerprint(text) is None


@given(st.text(st.characters(), max_size=80) | st.text("abc ", min_size=20, max_size=60))
def test_fingerprint_fits_the_column(text):
    """S5, F7: a signed 64-bit number for any text that has letters enough, never an error."""
    number = fingerprint(text)
    assert number is None or -(2**63) <= number < 2**63
    assert number is None or words.fold(text)


@given(SIXTY_FOUR_BITS, st.sets(st.integers(0, 63), max_size=NEARLY_THE_SAME))
def test_bands_of_fingerprints_at_distance_three_have_one_in_common(number, flipped):
    """S5: an index over the bands misses none."""
    unsigned = number % 2**64 ^ sum(1 << place for place in flipped)
    other = unsigned - 2**64 if unsigned >= 2**63 else unsigned

    assert distance(number, other) == len(flipped)
    assert any(a == b for a, b in zip(bands(number), bands(other), strict=True))


@given(SIXTY_FOUR_BITS)
def test_bands_are_the_whole_fingerprint_in_small_numbers(number):
    """S5."""
    parts = bands(number)

    assert all(0 <= part <= 65535 for part in parts)
    assert sum(part << 16 * place for place, part in enumerate(parts)) == number % 2**64


@given(SIXTY_FOUR_BITS, SIXTY_FOUR_BITS)
def test_distance_is_the_same_both_ways(a, b):
    """S5: also across the sign."""
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)
    assert distance(a, ~a) == 64


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("one two three four", "one two three four", 1.0),
        ("One, two: thrée!", "one two three", 1.0),
        ("one two three four", "one two three five", 0.75),
        ("one two three four", "four three two one", 0.25),
        ("one two", "one two three four", 2 / 3),
        ("one two three four", "five six", 0.0),
        ("one", "", 0.0),
        ("", "", 1.0),
        ("👍", "👍", 1.0),
        ("👍", "👎", 0.0),
        ("すごい映画", "すごい映像", 0.8),
    ],
)
def test_likeness_is_the_share_of_words_kept_in_order(before, after, share):
    """O4: votes stay from 0.5 on."""
    assert likeness(before, after) == pytest.approx(share)


def test_likeness_of_an_edited_review_is_above_half():
    """O4: corrected, shortened by half or doubled it is still the same review."""
    spoken = REVIEW.split()
    edits = [
        " ".join("word" if place % 3 == 0 else word for place, word in enumerate(spoken)),
        " ".join(spoken[:30]),
        f"{REVIEW} {OTHER_REVIEWS[0]}",
    ]
    assert min(likeness(REVIEW, edit) for edit in edits) >= 0.5


def test_likeness_of_another_review_is_below_half():
    """O4: bait and switch."""
    assert max(likeness(REVIEW, other) for other in OTHER_REVIEWS) < 0.25


@given(st.lists(st.sampled_from(["ab", "cd", "ef"]), max_size=12), st.data())
def test_likeness_counts_as_the_textbook_does(first, data):
    """O4: against the table of all beginnings, the plain way to the longest common part."""
    second = data.draw(st.lists(st.sampled_from(["ab", "cd", "ef", "gh"]), max_size=12))
    table = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for row, a in enumerate(first):
        for column, b in enumerate(second):
            table[row + 1][column + 1] = (
                table[row][column] + 1
                if a == b
                else max(table[row][column + 1], table[row + 1][column])
            )
    longest = 2 * table[-1][-1] / (len(first) + len(second)) if first or second else 1.0

    assert likeness(" ".join(first), " ".join(second)) == pytest.approx(longest)


def test_likeness_of_one_word_repeated_ends():
    """O4: difflib would take minutes for this."""
    assert likeness("ha " * 1666, "ha ho " * 833) == pytest.approx(0.5, abs=0.001)
