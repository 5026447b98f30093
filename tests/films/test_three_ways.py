"""Two people in one form: what each changed is kept, and what both changed is told."""

from films.three_ways import Clash, Row, merge_rows, merge_values

OPENED = {"title": "The Wind", "logline": "A house."}


def said(rows):
    return [row.values["text"] for row in rows]


def row(pk, text, place=0, *, is_removed=False):
    return Row(pk, {"text": text}, place, is_removed)


def rows(*texts, pks=True):
    return [row(str(n) if pks else "", text, n) for n, text in enumerate(texts, 1)]


def base(*texts):
    return [{"text": text} for text in texts]


def test_values_only_they_changed_are_theirs():
    merged = merge_values(OPENED, OPENED, OPENED | {"logline": "A plain."})

    assert merged.values == {"title": "The Wind", "logline": "A plain."}
    assert (merged.taken, merged.clashes) == (("logline",), ())


def test_values_only_i_changed_are_mine():
    mine = OPENED | {"logline": "No shelter."}

    merged = merge_values(OPENED, mine, OPENED)

    assert (merged.values, merged.taken, merged.clashes) == (mine, (), ())


def test_values_both_changed_stay_mine_and_are_told():
    merged = merge_values(OPENED, OPENED | {"logline": "Mine."}, OPENED | {"logline": "Hers."})

    assert merged.values["logline"] == "Mine."
    assert merged.clashes == (Clash("logline", "Mine.", "Hers."),)


def test_values_both_changed_alike_are_no_clash():
    both = OPENED | {"logline": "Same."}

    assert merge_values(OPENED, both, both).clashes == ()


def test_values_that_differ_in_line_ends_and_idle_zeros_are_the_same():
    merged = merge_values(
        {"text": "a\nb", "value": "7.2"},
        {"text": "a\r\nb", "value": "7.20"},
        {"text": "a\nc", "value": "8.1"},
    )

    assert merged.values == {"text": "a\nc", "value": "8.1"}


def test_values_without_a_version_in_common_are_mine_and_told():
    merged = merge_values(None, {"text": "Mine."}, {"text": "Hers."})

    assert (merged.values, len(merged.clashes)) == ({"text": "Mine."}, 1)


def test_rows_changed_in_different_places_are_both_changed():
    merged = merge_rows(base("a", "b"), rows("mine", "b"), rows("a", "hers"))

    assert said(merged.rows) == ["mine", "hers"]
    assert [found.pk for found in merged.rows] == ["1", "2"]


def test_row_both_changed_stays_mine_and_is_told():
    [found] = merge_rows(base("a"), rows("mine"), rows("hers")).rows

    assert found.clashes == (Clash("text", "mine", "hers"),)


def test_rows_both_added_are_both_there_after_what_they_stood_after():
    merged = merge_rows(
        base("a", "b"),
        [row("1", "a", 1), row("2", "b", 3), row("", "mine", 2)],
        [row("1", "a"), row("2", "b"), row("3", "hers")],
    )

    assert said(merged.rows) == ["a", "mine", "b", "hers"]
    assert [found.pk for found in merged.rows] == ["1", "", "2", "3"]


def test_row_both_added_is_one():
    merged = merge_rows([], [row("", "same")], [row("9", "same")])

    assert [(found.pk, found.values["text"]) for found in merged.rows] == [("9", "same")]


def test_rows_both_added_that_are_known_by_the_same_are_one():
    keys = [lambda values: values["text"][:1]]

    [found] = merge_rows([], [row("", "x mine")], [row("9", "x hers")], keys=keys).rows

    assert (found.pk, found.values["text"], len(found.clashes)) == ("9", "x mine", 1)


def test_row_they_removed_and_i_left_alone_is_gone():
    merged = merge_rows(base("a", "b"), rows("a", "b"), [row("1", "a")])

    assert (said(merged.rows), merged.dropped) == (["a"], 1)


def test_row_they_removed_and_i_changed_is_a_new_one():
    merged = merge_rows(base("a", "b"), rows("a", "mine"), [row("1", "a")])

    assert said(merged.rows) == ["a", "mine"]
    assert (merged.rows[1].pk, merged.rows[1].is_gone) == ("", True)


def test_row_i_removed_is_still_marked_to_be_removed():
    mine = [row("1", "a"), row("2", "b", is_removed=True)]

    merged = merge_rows(base("a", "b"), mine, rows("a", "b"))

    assert [(found.pk, found.is_removed) for found in merged.rows] == [("1", False), ("2", True)]


def test_row_i_removed_and_they_changed_stands_again():
    [found] = merge_rows(base("a"), [row("1", "a", is_removed=True)], rows("hers")).rows

    assert (found.values["text"], found.is_removed, found.is_back) == ("hers", False, True)


def test_rows_i_moved_keep_my_order():
    mine = [row("1", "a", 3), row("2", "b", 1), row("3", "c", 2)]

    merged = merge_rows(base("a", "b", "c"), mine, [*rows("a", "b", "c"), row("4", "hers")])

    assert said(merged.rows) == ["b", "c", "hers", "a"]


def test_rows_they_moved_keep_their_order():
    theirs = [row("3", "c"), row("1", "a"), row("2", "b")]

    merged = merge_rows(base("a", "b", "c"), rows("a", "b", "c"), theirs)

    assert said(merged.rows) == ["c", "a", "b"]


def test_rows_made_anew_in_the_database_are_known_by_what_they_say():
    merged = merge_rows(
        base("a", "the wind blows over the plain"),
        rows("a", "mine"),
        [row("7", "a"), row("8", "the wind blows over the house")],
    )

    assert [(found.pk, found.values["text"]) for found in merged.rows] == [
        ("7", "a"),
        ("8", "mine"),
    ]


def test_rows_without_a_version_in_common_are_all_there():
    merged = merge_rows([], rows("a", "mine"), [row("1", "a"), row("5", "hers")])

    assert said(merged.rows) == ["a", "mine", "hers"]
