"""Quantities: exact numbers, their rounding and their decimal text. Takes Fractions, gives Fractions and text."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

Lang = Literal["de", "en"]

MOST_BITS = 4_000
"""No exact number may need more: beyond it the arithmetic has no use, only cost."""
MOST_MAGNITUDE = 1_000
"""Bits before the point; within what a binary double of the JSON can hold."""
_MARKS = {"de": (".", ","), "en": (",", ".")}


def round_half_up(value: Fraction, decimals: int = 0) -> Fraction:
    """Round half away from zero (kaufmännisch).

    >>> round_half_up(Fraction("0.125"), 2), round_half_up(Fraction("-2.5"))
    (Fraction(13, 100), Fraction(-3, 1))
    """
    scale = 10**decimals
    top, bottom = abs(value.numerator) * scale, value.denominator
    whole = (2 * top + bottom) // (2 * bottom)
    return Fraction(whole if value >= 0 else -whole, scale)


def is_too_large(value: Fraction) -> bool:
    """Say whether a number is beyond any use here."""
    top, bottom = value.numerator.bit_length(), value.denominator.bit_length()
    return max(top, bottom) > MOST_BITS or top - bottom > MOST_MAGNITUDE


def decimal_text(value: Fraction, decimals: int, lang: Lang | None = None, minus: str = "-") -> str:
    """Write a number with so many decimals; with `lang`, in that language's marks.

    >>> decimal_text(Fraction(13826), 0, "de"), decimal_text(Fraction("-0.05"), 1, "de", "−")
    ('13.826', '−0,1')
    """
    rounded = round_half_up(value, decimals)
    digits = str(abs(rounded.numerator) * 10**decimals // rounded.denominator).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    point = "."
    if lang:
        group, point = _MARKS[lang]
        whole = f"{int(whole):,}".replace(",", group)
    return (minus if rounded < 0 else "") + whole + (point + part if part else "")


def ending_decimals(value: Fraction) -> int | None:
    """Count the decimals of a number that a finite decimal can write; None for the others.

    >>> ending_decimals(Fraction(1, 40)), ending_decimals(Fraction(1, 3))
    (3, None)
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def short_text(value: Fraction, most: int = 6, lang: Lang | None = None, minus: str = "-") -> str:
    """Write a number as short as it is exact, else with `most` decimals.

    >>> short_text(Fraction(1, 40)), short_text(Fraction(2, 3))
    ('0.025', '0.666667')
    """
    decimals = ending_decimals(value)
    return decimal_text(value, most if decimals is None else min(decimals, most), lang, minus)


def first_decimals(value: Fraction, least: int) -> int:
    """Find how many decimals show that a number is not zero, `least` if these do (or if it is zero).

    A number that needs more than `least` is shown with at least two more, so that 0,038 is not cut to 0,04.

    >>> first_decimals(Fraction("-0.0379"), 1), first_decimals(Fraction("0.06"), 1), first_decimals(Fraction(0), 1)
    (3, 1, 1)
    """
    if value == 0 or round_half_up(value, least):
        return least
    decimals = least + 2
    while not round_half_up(value, decimals):
        decimals += 1
    return decimals
