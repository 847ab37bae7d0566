"""Numbers and money as letters print them.

A full stop between thousands, a comma before decimals, € before the amount with a space that
does not break. Babel has the same forms; importing it costs more than the rest of this package,
so a test compares them with its CLDR data.
"""

from __future__ import annotations

from decimal import Decimal

from drafter.dutch.typography import NBSP

_MILLION, _BILLION = 10**6, 10**9

_UNITS = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
    "negentien",
)  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def format_number(number: int | Decimal) -> str:
    """Write `181.000`, `1.638` or `3,7`; the decimals are those of the number.

    Source: reference 002; Taalunie, taaladvies.net "10000000-of-10-000-000".
    """
    return f"{number:,f}".translate(_DUTCH) if isinstance(number, Decimal) else _whole(number)


_DUTCH = str.maketrans(",.", ".,")


def _whole(number: int) -> str:
    return f"{number:,}".translate(_DUTCH)


def format_large(number: int | Decimal) -> str:
    """Write `15 miljoen` or `3,7 miljoen`, and a number below a million in figures.

    Never `300 duizend`. The last figure is rounded to one decimal. Source: reference 002; CLDR,
    the long compact form of `nl`.
    """
    if -_MILLION < number < _MILLION:
        return format_number(number)
    large, word = round(Decimal(number) / _MILLION, 1), "miljoen"
    if abs(large) >= 1000:
        large, word = round(Decimal(number) / _BILLION, 1), "miljard"
    return f"{format_number(_short(large))}{NBSP}{word}"


def _short(number: Decimal) -> Decimal | int:
    """Without a decimal that is nought."""
    return int(number) if number == int(number) else number


def format_money(amount: int | Decimal) -> str:
    """Write `€ 15,50`, and a whole amount without decimals: `€ 50.000`.

    A sign goes before the figures: `€ -12,50`. Source: Taalunie, taaladvies.net
    "euro-komma-en-streepje"; Taaltelefoon, "euro"; CLDR.
    """
    cents = Decimal(amount).quantize(Decimal("0.01"))
    return f"€{NBSP}{format_number(_short(cents))}"


def format_money_in_words(amount: int | Decimal) -> str:
    """Write a large sum as in running text: `15 miljoen euro`. Source: reference 002."""
    return f"{format_large(amount)} euro"


def format_percentage(percentage: int | Decimal) -> str:
    """Write `19%` or `2,5%`, without a space. Source: reference 002; CLDR."""
    return f"{format_number(percentage)}%"


def format_percentage_in_words(percentage: int | Decimal) -> str:
    """Write `30 procent`, as in running text."""
    return f"{format_number(percentage)}{NBSP}procent"


def ordinal(number: int) -> str:
    """Write `1e`, `2e`: one system, without hyphen or degree sign.

    Source: Taalunie, taaladvies.net "1o-2o-3o".
    """
    return f"{number}e"


def number_word(number: int) -> str:
    """Write a number from 0 up to 999.999 in letters: `drieëntwintig`, `duizend drie`.

    One word up to and including duizend, and a space after it; `miljoen` and `miljard` stand
    apart, see `format_large`. Raises ValueError outside that range. Source: Leidraad 6.9
    (spelcheck.nl).
    """
    if not 0 <= number < _MILLION:
        raise ValueError(f"no number from 0 to 999999: {number}")
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest)
    word = "duizend" if thousands == 1 else f"{_below_thousand(thousands)}duizend"
    return f"{word} {_below_thousand(rest)}" if rest else word


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    word = "honderd" if hundreds == 1 else f"{_UNITS[hundreds]}honderd"
    return word + _below_hundred(rest) if rest else word


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, units = divmod(number, 10)
    if not units:
        return _TENS[tens - 2]
    joint = "ën" if _UNITS[units].endswith("e") else "en"  # drieëntwintig, but vierentwintig
    return f"{_UNITS[units]}{joint}{_TENS[tens - 2]}"
