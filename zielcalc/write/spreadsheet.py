"""The spreadsheet line: a value as a formula to type into any spreadsheet, of nothing but the numbers that went in.

Takes a Result, gives `=105/1054` and what the spreadsheet will answer: a percentage as a fraction, money in its unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal as Choice

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative
from zielcalc.model.quantity import Lang, decimal_text, ending_decimals, round_half_up, short_text
from zielcalc.model.report import Derivation, Result
from zielcalc.model.unit import PERCENT, Unit, number_unit

MOST_CHARACTERS = 8_000
"""A spreadsheet takes some 8,190 in a cell."""
DIGITS = 15
"""So many a spreadsheet shows, the last of them not always those of the exact value."""
HELD = 12
"""So many are, where no near numbers are subtracted."""
_FUNCTIONS = {"min": "MIN", "max": "MAX", "abs": "ABS", "round": "RUNDEN", "sum": "SUMME", "mean": "MITTELWERT"}
_ENGLISH = {"round": "ROUND", "sum": "SUM", "mean": "AVERAGE"}
_SUM, _PRODUCT, _ATOM = 1, 2, 3
_ONE = Fraction(1)
_QUOTIENT = re.compile(r"-?[0-9]{1,15}/[0-9]{1,15}")


class SheetLine(Struct, frozen=True):
    """A formula and the value it comes to."""

    formula: str
    value: str


class _Term(Struct, frozen=True):
    """A part of the line; `factor` is the size of the unit its value is in, where that is not the base unit."""

    text: str
    level: int = _ATOM
    factor: Fraction = _ONE


class _TooLong(Exception):  # noqa: N818
    """The line would not fit in a cell."""


def sheet_line(result: Result, agreement: Agreement, lang: Lang) -> SheetLine | None:
    """Give the line for what a target came to; None where there is no value, or no cell could hold the line."""
    if result.actual is None or result.actual.value is None:
        return None
    unit = result.target.unit
    asked = _ONE if unit.is_percentage else unit.scale
    try:
        term = _Writing(result, agreement, lang).term(result.actual)
        text = _scaled(term, term.factor / asked).text
    except _TooLong:
        return None
    value = result.actual.value / asked
    if _QUOTIENT.fullmatch(text):
        # One division loses nothing on the way: its double is the one next to the value, and 15 digits of it show.
        return SheetLine(f"={text}", _written(_to_digits(Fraction(float(value)), DIGITS), lang))
    return SheetLine(f"={text}", significant(value, lang, lost_digits(result.actual)))


def why_no_line(result: Result) -> Choice["too_long", "withheld"] | None:
    """Say why a result has no line that would fit in a cell; None where it has no value that one could come to."""
    if result.actual is not None and result.actual.value is not None:
        return "too_long"
    is_withheld = result.is_whatever_withheld or any(reason.code == "suppressed" for reason in result.reasons)
    return "withheld" if is_withheld else None


def significant(value: Fraction, lang: Lang, lost: int = 0) -> str:
    """Write a number with the digits that a spreadsheet comes to, where some are lost on the way.

    >>> significant(Fraction(105, 1054), "de"), significant(Fraction(3198), "en")
    ('0,0996204933586', '3198')
    """
    digits = max(1, DIGITS - lost)
    rounded = _to_digits(value, digits)
    if rounded != value:
        rounded = _to_digits(value, max(1, min(HELD, HELD + 1 - lost)))
    return _written(rounded, lang)


def _written(value: Fraction, lang: Lang) -> str:
    return _marked(short_text(value, ending_decimals(value) or 0), lang)


def _to_digits(value: Fraction, digits: int) -> Fraction:
    size, tens = abs(value), Fraction(10) ** digits
    while size and size * 10 < 1:
        size, tens = size * 10, tens * 10
    while size >= 1:
        size, tens = size / 10, tens / 10
    return round_half_up(value * tens) / tens


def lost_digits(derivation: Derivation) -> int:
    """Count the digits that a spreadsheet loses, as any binary arithmetic does, where near numbers are subtracted."""
    most = max((_cancelled(part) for part in derivation.walk() if part.value), default=_ONE)
    return len(str(int(most))) - 1


def _cancelled(derivation: Derivation) -> Fraction:
    """Give how many times of a sum or difference the numbers are that it is added up from."""
    terms = [cell.value for cell in derivation.cells if isinstance(cell.value, Fraction)]
    match derivation.formula:
        case Call("change"):
            terms = [(derivation.value or _ONE) + 1, -_ONE]
        case Binary("+") | Call("sum" | "mean"):
            terms = [part.value for part in derivation.parts if part.value is not None]
        case Binary("-") | Call("delta"):
            first, second = (part.value or Fraction(0) for part in derivation.parts)
            terms = [first, -second]
    total = abs(sum(terms, Fraction(0)))
    return sum(map(abs, terms), Fraction(0)) / total if total else _ONE


def _marked(text: str, lang: Lang) -> str:
    return text.replace(".", ",") if lang == "de" else text


def _scaled(term: _Term, factor: Fraction) -> _Term:
    """Give a term times a factor."""
    if factor == 1:
        return term
    text = _within(term, _PRODUCT)
    text += f"*{factor.numerator}" if factor.numerator != 1 else ""
    text += f"/{factor.denominator}" if factor.denominator != 1 else ""
    return _Term(text, _PRODUCT)


def _within(term: _Term, level: int) -> str:
    """Give a term's text to stand in an operation of a level."""
    return term.text if term.level >= level else f"({term.text})"


class _Writing:
    def __init__(self, result: Result, agreement: Agreement, lang: Lang) -> None:
        self.result = result
        self.agreement = agreement
        self.lang = lang
        self.known: dict[int, _Term] = {}

    def term(self, derivation: Derivation) -> _Term:
        if id(derivation) not in self.known:
            term = self.due(derivation, self.whole(derivation))
            if len(term.text) > MOST_CHARACTERS:
                raise _TooLong
            self.known[id(derivation)] = term
        return self.known[id(derivation)]

    def whole(self, derivation: Derivation) -> _Term:
        """Write a value before it was brought to a month."""
        formula, parts = derivation.formula, derivation.parts
        if derivation.cells:
            return self.months(derivation)
        if derivation.figure:
            return self.number(derivation.figure.value or Fraction(0), self.unit(formula))
        if parts and parts[0].month:
            return self.over_months(formula, [self.term(part) for part in parts])
        match formula:
            case Literal():
                unit = number_unit(formula.unit) if formula.unit else None
                value = formula.value
                return self.number(value, unit or Unit("", scale=formula.scale))
            case Name():
                return self.term(parts[0])
            case Negative():
                return self.joined("-", [_Term("0"), self.term(parts[0])], drops_first=True)
            case Binary("+" | "-" as sign):
                return self.joined(sign, [self.term(part) for part in parts])
            case Binary(sign):
                return self.product(sign, self.term(parts[0]), self.term(parts[1]))
            case Call("delta"):
                return self.joined("-", [self.term(part) for part in parts])
            case Call("change"):
                return self.joined("-", [self.product("/", self.term(parts[0]), self.term(parts[1])), _Term("1")])
            case Call("round", _, _, scale):
                return self.rounded(self.term(parts[0]), int(parts[1].value or 0), scale)
            case Call(function):
                terms, factor = self.alike([self.term(part) for part in parts])
                return _Term(self.call(function, [term.text for term in terms]), factor=factor)

    def due(self, derivation: Derivation, whole: _Term) -> _Term:
        """Write how a year's number was brought to a month, where it was."""
        if derivation.of_year is None:
            return whole
        by_parts = derivation.share_of or self.result.pace_parts
        if derivation.share_of or (self.result.pace == "prior_year" and by_parts):
            half = len(by_parts) // 2
            share = [self.over_months(None, [self.term(part) for part in found])
                     for found in (by_parts[:half], by_parts[half:])]  # fmt: skip
            return self.product("/", self.product("*", whole, share[0]), share[1])
        if self.result.pace == "linear" and self.result.as_of:
            elapsed = self.result.as_of.index - self.agreement.year.first.index + 1
            return self.product("/", self.product("*", whole, _Term(str(elapsed))), _Term("12"))
        return self.product("*", whole, self.number(self.result.pace_share or _ONE, Unit("")))

    def unit(self, formula: Formula) -> Unit:
        assert isinstance(formula, Name)
        return self.agreement.owners[formula.id].unit

    def months(self, derivation: Derivation) -> _Term:
        """Write the sum or the mean of the cells of a measure."""
        unit = self.unit(derivation.formula)
        terms = [self.number(cell.value, unit) for cell in derivation.cells if isinstance(cell.value, Fraction)]
        assert isinstance(derivation.formula, Name)
        measure = self.agreement.measures.get(derivation.formula.id)
        return self.over_months(Call("mean", ()) if measure and measure.over_time == "mean" else None, terms)

    def over_months(self, formula: Formula | None, terms: Sequence[_Term]) -> _Term:
        total = self.joined("+", terms)
        is_mean = isinstance(formula, Call) and formula.function == "mean" and len(terms) > 1
        return self.product("/", total, _Term(str(len(terms)))) if is_mean else total

    def number(self, value: Fraction, unit: Unit) -> _Term:
        """Write a number as it went in, in its unit."""
        shown = unit.shown(value)
        decimals = ending_decimals(shown)
        if decimals is None:
            return _Term(f"{value.numerator}/{value.denominator}", _SUM)
        sign = "%" if unit.scale == PERCENT.scale else ""
        text = _marked(decimal_text(shown, decimals), self.lang) + sign
        return _Term(text, _SUM if shown < 0 else _ATOM, _ONE if sign else unit.scale)

    def alike(self, terms: Sequence[_Term]) -> tuple[list[_Term], Fraction]:
        """Bring terms to one factor, where they have several."""
        factors = {term.factor for term in terms}
        if len(factors) == 1:
            return list(terms), factors.pop()
        return [_scaled(term, term.factor) for term in terms], _ONE

    def joined(self, sign: str, terms: Sequence[_Term], drops_first: bool = False) -> _Term:
        """Write a sum or difference; without its first term, a number with its sign turned."""
        terms, factor = self.alike(terms[1:] if drops_first else terms)
        texts = [_within(term, _PRODUCT) for term in terms]
        first = terms[0]
        if not drops_first and (first.level == _SUM and not first.text.startswith("-")):
            texts[0] = first.text
        text = f"{sign if drops_first else ''}{sign.join(texts)}"
        return first if len(terms) == 1 and not drops_first else _Term(text, _SUM, factor)

    def product(self, sign: str, left: _Term, right: _Term) -> _Term:
        factor = left.factor * right.factor if sign == "*" else left.factor / right.factor
        return _Term(f"{_within(left, _PRODUCT)}{sign}{_within(right, _ATOM)}", _PRODUCT, factor)

    def rounded(self, term: _Term, decimals: int, scale: Fraction) -> _Term:
        if scale == PERCENT.scale and term.factor == 1:
            return _Term(self.call("round", [term.text, str(decimals + 2)]))
        text = _scaled(term, term.factor / scale).text
        return _Term(self.call("round", [text, str(decimals)]), factor=scale)

    def call(self, function: str, arguments: Sequence[str]) -> str:
        name = _FUNCTIONS[function] if self.lang == "de" else _ENGLISH.get(function, _FUNCTIONS[function])
        return f"{name}({(';' if self.lang == 'de' else ',').join(arguments)})"
