"""Amounts of money in whole units of a currency, as people write and read them."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "RUB": "₽",
    "ILS": "₪",
    "AUD": "A$",
    "CAD": "C$",
    "NZD": "NZ$",
    "HKD": "HK$",
    "BRL": "R$",
}
_CODES = {symbol: code for code, symbol in SYMBOLS.items()} | {"US$": "USD"}
_SCALES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9}
_NO_BREAK = "\N{NO-BREAK SPACE}"
_LONGEST = 15  # digits; more would not fit the database's whole numbers

_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(_CODES, key=len, reverse=True))
_CURRENCY = rf"(?P<{{0}}>{_SYMBOL}|[A-Z]{{{{3}}}})"
_AMOUNT = re.compile(
    rf"(?:{_CURRENCY.format('before')}\s*)?(?P<digits>[0-9](?:[0-9.,'’\s]*[0-9])?)\s*"
    rf"(?P<scale>thousand|million|billion|k|m)?\s*(?:{_CURRENCY.format('after')})?"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,'’\s])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]{1,2})?")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")


class MoneyError(ValueError):
    """The text is no amount of money."""


class Money(NamedTuple):
    """An amount in whole units of a currency, with its ISO 4217 code, or "" when none was named."""

    amount: int
    currency: str


def format_money(amount: int, currency: str) -> str:
    """Return "$1,000,000"; a currency without a sign of its own stands before as its code."""
    digits = f"{abs(amount):,}"
    sign = "−" if amount < 0 else ""
    return f"{sign}{SYMBOLS.get(currency) or (currency + _NO_BREAK if currency else '')}{digits}"


def parse_money(text: str) -> Money:
    """Return the amount and currency of "$1,000,000", "1.5 million EUR", "€ 1.234,56" ...

    Cents are rounded to whole units. Raises MoneyError.
    """
    match = _AMOUNT.fullmatch(text.strip()) if len(text) <= 100 else None
    if not match:
        raise MoneyError(text)
    currency = match["before"] or match["after"] or ""
    amount = _number(match["digits"], scaled=bool(match["scale"])) * _SCALES.get(
        match["scale"] or "", 1
    )
    whole = int(amount.to_integral_value(ROUND_HALF_UP))
    if len(str(whole)) > _LONGEST:
        raise MoneyError(text)
    return Money(whole, _CODES.get(currency, currency))


def _number(digits: str, *, scaled: bool) -> Decimal:
    """Return what the digits say; a lone point before three digits parts thousands, or
    decimals when a scale follows ("1.234 million")."""
    if scaled and re.fullmatch(r"[0-9]+[.,][0-9]+", digits):
        return Decimal(digits.replace(",", "."))
    if not (_GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits)):
        raise MoneyError(digits)
    cents = re.search(r"[.,]([0-9]{1,2})$", digits)
    whole = digits[: cents.start()] if cents else digits
    return Decimal(re.sub(r"\D", "", whole) + (f".{cents[1]}" if cents else ""))
