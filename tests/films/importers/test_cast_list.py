"""A cast list as people paste it."""

import pytest

from films.importers.cast_list import CastLine, read_cast_list, read_line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mark (John Hawkes): A poet.", ("John Hawkes", "Mark", "A poet.")),
        ("Mark (John Hawkes)", ("John Hawkes", "Mark", "")),
        ("John Hawkes … Mark", ("John Hawkes", "Mark", "")),
        ("John Hawkes ... Mark: A poet", ("John Hawkes", "Mark", "A poet")),
        ("John C. Reilly....Amos", ("John C. Reilly", "Amos", "")),
        ("John Hawkes\tMark", ("John Hawkes", "Mark", "")),
        ("John Hawkes    Mark", ("John Hawkes", "Mark", "")),
        ("Helen Hunt as Cheryl (voice)", ("Helen Hunt", "Cheryl (voice)", "")),
        (
            "Cheryl (Helen Hunt): known as a surrogate",
            ("Helen Hunt", "Cheryl", "known as a surrogate"),
        ),
        ("William H. Macy", ("William H. Macy", "", "")),
        ("عمر الشريف", ("عمر الشريف", "", "")),
        ("They met in 1988, and that was that.", None),
        ("Cast:", None),
        ("x" * 2_001, None),
    ],
)
def test_lines_of_every_form_are_read(line, expected):
    assert read_line(line) == (CastLine(*expected) if expected else None)


def test_bullets_and_blank_lines_do_not_matter():
    found, unread = read_cast_list(
        "Cast:\r\n\r\n- Helen Hunt as Cheryl\n 2. John Hawkes ... Mark\n"
    )

    assert [row.person for row in found] == ["Helen Hunt", "John Hawkes"]
    assert unread == ["Cast:"]


def test_a_list_without_end_is_cut():
    found, unread = read_cast_list("Helen Hunt as Cheryl\n" * 501)

    assert (len(found), len(unread)) == (500, 1)
