"""A spreadsheet of one cell: reads a formula as Excel and LibreOffice do, and works it out exactly or in doubles."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

TOKEN = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)?)|(?P<name>[A-Z]+)(?=\()|(?P<sign>[-+*/()%;,])")
GERMAN = {"RUNDEN": "ROUND", "SUMME": "SUM", "MITTELWERT": "AVERAGE"}


def rounded(value: Fraction, places: Fraction) -> Fraction:
    """Round half away from zero, by way of decimals long enough that no half is missed."""
    with localcontext(prec=2_000):
        scaled = abs(value) * Fraction(10) ** int(places)
        whole = int((Decimal(scaled.numerator) / Decimal(scaled.denominator)).to_integral_value(ROUND_HALF_UP))
    sign = 1 if value >= 0 else -1
    return Fraction(sign * whole) / Fraction(10) ** int(places)


def cell(text: str, lang: str, number: Callable[[str], Any] = Fraction) -> Any:
    """Work out `=105/1054`: the functions, separator and decimal mark are those of a language, all else fails.

    With `float` for `number` it is worked out in doubles, as a spreadsheet does it.
    """
    mark, separator = (",", ";") if lang == "de" else (".", ",")
    assert text[0] == "="
    tokens, at = [], 1
    while at < len(text):
        pattern = TOKEN if lang == "de" else re.compile(TOKEN.pattern.replace("[.,][0-9]+", r"\.[0-9]+"))
        found = pattern.match(text, at)
        assert found, text[at:]
        tokens.append(found[0])
        at = found.end()
    tokens.append("")

    def take(expected: str | None = None) -> str:
        assert expected is None or tokens[0] == expected, (expected, tokens)
        return tokens.pop(0)

    def total() -> Any:
        value = product()
        while tokens[0] in ("+", "-"):
            value = value + product() if take() == "+" else value - product()
        return value

    def product() -> Any:
        value = signed()
        while tokens[0] in ("*", "/"):
            value = value * signed() if take() == "*" else value / signed()
        return value

    def signed() -> Any:
        if tokens[0] == "-":
            take()
            return -signed()
        value = atom()
        while tokens[0] == "%":
            take()
            value /= 100
        return value

    def atom() -> Any:
        token = take()
        if token == "(":
            value = total()
            take(")")
            return value
        if token.isalpha():
            assert (token in GERMAN) <= (lang == "de"), token
            assert lang == "en" or token not in GERMAN.values(), token
            take("(")
            values = [total()]
            while tokens[0] == separator:
                take()
                values.append(total())
            take(")")
            return function(GERMAN.get(token, token), values)
        assert ("." not in token) if mark == "," else ("," not in token), token
        return number(token.replace(mark, "."))

    value = total()
    take("")
    return value


def function(name: str, values: list[Any]) -> Any:
    match name, values:
        case "ROUND", [value, places]:
            return rounded(Fraction(value), Fraction(places))
        case "ABS", [value]:
            return abs(value)
        case "SUM", _:
            return sum(values, Fraction(0))
        case "AVERAGE", _:
            return sum(values, Fraction(0)) / len(values)
        case "MIN", _:
            return min(values)
        case "MAX", _:
            return max(values)
    raise AssertionError(name)
