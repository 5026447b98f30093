import pytest
from hypothesis import given
from hypothesis import strategies as st

from films import formulas


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'Twas good", "'Twas good"),
        ("2 + 2 = 4", "2 + 2 = 4"),
        ("", ""),
    ],
)
def test_cell_is_no_formula(cell, safe):
    """F7: the apostrophe that spreadsheets know goes before what they would calculate."""
    assert formulas.disarm(cell) == safe


@given(st.text(alphabet="'=+-@\t\r ＝a", max_size=6))
def test_cell_comes_back_as_it_was(cell):
    """F7: the import takes off what the export put on."""
    assert formulas.restore(formulas.disarm(cell)) == cell
