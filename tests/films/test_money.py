import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.money import SYMBOLS, Money, MoneyError, format_money, parse_money


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("$1,000,000", Money(1_000_000, "USD")),
        ("€ 1.234,56", Money(1_235, "EUR")),
        ("1.5 million EUR", Money(1_500_000, "EUR")),
        ("US$2.5 million", Money(2_500_000, "USD")),
        ("USD 750000", Money(750_000, "USD")),
        ("1 234 567 €", Money(1_234_567, "EUR")),
        ("SEK\u00a01,000", Money(1_000, "SEK")),
        ("1.234", Money(1_234, "")),
        ("¥100", Money(100, "JPY")),
    ],
)
def test_parse_reads_amounts_as_people_write_them(text, money):
    assert parse_money(text) == money


@pytest.mark.parametrize(
    "text", ["", "€", "abc", "1,23,456", "$-5", "12.3456", "1" * 16, "9" * 400, "1.234.56", "١٠٠"]
)
def test_parse_refuses_what_is_no_amount(text):
    with pytest.raises(MoneyError):
        parse_money(text)


@given(st.integers(0, 10**15 - 1), st.sampled_from([*SYMBOLS, "SEK", "CHF", ""]))
def test_parse_reads_back_what_format_writes(amount, currency):
    assert parse_money(format_money(amount, currency)) == Money(amount, currency)


def test_format_writes_sign_or_code():
    assert format_money(10_656_155, "USD") == "$10,656,155"
    assert format_money(1_000, "SEK") == "SEK\u00a01,000"


@given(st.text(alphabet="0123456789.,' $€mk", max_size=30))
def test_parse_of_any_text_gives_money_or_its_own_error(text):
    try:
        assert parse_money(text).amount >= 0
    except MoneyError:
        pass
