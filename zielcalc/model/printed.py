"""Printed figures: what a paper prints, read as a number. Takes text, gives the figure and how a number becomes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.notation import Fault, Number, read_number
from zielcalc.model.quantity import round_half_up
from zielcalc.model.unit import Unit

_BLANK = "[ \u00a0\u2009\u202f]"
_DIGITS = (
    r"[0-9]{1,3}(?:[.'’][0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    rf"|[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}}){{1,4}}(?![0-9]|[.'’][0-9])(?:,[0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)*"
)
_BEGINS = (
    r"(?:(?<![\w.,])(?<![^\W\d_][-–])|(?<=[^\W\d_A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]\.)|(?<=[a-z]\.[^\W\d_]\.)"
    r"|(?<=[^\W\d_A-ZÄÖÜ])(?=[0-9]+(?:,[0-9]|\s?%)))"
)
_AFTER = (
    r"\s?(?:(?P<percent>%|Prozent\b|v\.\s?H\.)|(?P<size>TEUR|T€|Tsd\.?|Tausend|Mio\.?|Millionen|Mrd\.?|Milliarden))?"
)
FIGURE = re.compile(rf"{_BEGINS}(?P<sign>[-−–+]\s?)?(?P<number>{_DIGITS})(?![\w]){_AFTER}")
"""A figure in running text; glued to a letter (U25, 16a, T-3) it is none, but for decimals and % (um2,5 %)."""
BETWEEN_GROUPS = re.compile(rf"(?<=[0-9]){_BLANK}(?=[0-9])")
"""A blank between thousands: 13 964. In a table it may also stand between two numbers."""
_SIZES = {"t": 1_000, "m": 1_000_000}
_MILLIARD = re.compile("Mrd|Milliard")
_WORDS = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_WORD = re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(_WORDS)})(?:e[nrms]?|s)?(?![\w-])")


class Figure(Struct, frozen=True):
    """A figure as printed; `readings` are the numbers it may be, the German one first."""

    text: str
    readings: tuple[Number, ...]
    is_percentage: bool = False
    size: Fraction | None = None
    at: int = 0
    """The character at which it begins."""

    @property
    def number(self) -> Number:
        """The number as a German paper means it."""
        return self.readings[0]

    def shown(self, value: Fraction, unit: Unit) -> Fraction:
        """Bring a value from base units to the size the figure is printed in."""
        if self.is_percentage:
            return value * 100
        return value / self.size if self.size and unit.dims else unit.shown(value)

    def decimals_from(self, value: Fraction, unit: Unit, is_unsigned: bool = False) -> int | None:
        """Give the decimals a value is rounded at when it becomes this figure: as printed, else the most; None if none.

        With `is_unsigned` the paper's words carry the sign: "reduziert um 0,1 %" is −0.1 %.
        """
        shown = self.shown(value, unit)
        for reading in self.readings:
            said = abs(reading.value) if is_unsigned else reading.value
            for decimals in range(reading.decimals, -1, -1):
                rounded = round_half_up(shown, decimals)
                if (abs(rounded) if is_unsigned else rounded) == said:
                    return decimals
        return None


def figures(text: str) -> Iterator[Figure]:
    """Give every figure in a text; what is a date or a section number (2.1) in the form of one is left out.

    >>> [str(figure.number.value) for figure in figures("K2 von 22,30% auf 3.198")]
    ['223/10', '3198']
    """
    for found in FIGURE.finditer(text):
        written = read_number((found["sign"] or "").strip().replace("–", "-") + BETWEEN_GROUPS.sub("", found["number"]))
        readings = () if isinstance(written, Fault) else tuple(filter(None, (written.comma, written.point)))
        if readings:
            yield Figure(found[0].strip(), readings, found["percent"] is not None, _size(found["size"]), found.start())


def only_figure(text: str) -> Figure | None:
    """Give the one figure that a printed text is, in digits or a word up to twelve; None if it is none or several."""
    found = list(figures(text))
    if not found and len(words := _WORD.findall(text)) == 1:
        stem = words[0].casefold()
        number = max(number for number, word in enumerate(_WORDS) if stem.startswith(word))
        found = [Figure(text, (Number(Fraction(number), 0),))]
    return found[0] if len(found) == 1 else None


def _size(text: str | None) -> Fraction | None:
    if text is None:
        return None
    return Fraction(1_000_000_000 if _MILLIARD.match(text) else _SIZES[text[0].lower()])
