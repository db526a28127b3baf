"""Printed figures: what a paper prints, read as a number. Takes text, gives the figure and how a number becomes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.notation import Fault, Number, read_number
from zielcalc.model.quantity import ending_decimals, round_half_up
from zielcalc.model.unit import PERCENT, Unit, base_unit

_BLANK = "[ \u00a0\u2009\u202f]"
_FRACTIONS = {sign: Fraction(normalize("NFKC", sign).replace("⁄", "/")) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
FOOTNOTES = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈ"
"""Marks behind a figure that belong to a note, not to it: 540¹ Stellen."""
_FRACTION = f"[{''.join(_FRACTIONS)}]"
_DIGITS = (
    r"[0-9]{1,3}(?:[.'’][0-9]{3})+(?:,[0-9]+)?(?![.,'’]?[0-9])"
    rf"|[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}}){{1,4}}(?:,[0-9]+)?(?![.,'’]?[0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*"
)
_BEGINS = (
    r"(?:(?<![\w.])(?<![0-9],)(?<![^\W\d_][-–])|(?<=[^\W\d_A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]\.)|(?<=[a-z]\.[^\W\d_]\.)|(?<=\bNr\.)"
    r"|(?<=[^\W\d_A-ZÄÖÜ])(?=[0-9]{3}|[0-9]+(?:,[0-9]|\s?%))|(?<=[^\W\d_])(?=[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9]))"
    r"|(?<=EUR|uro)(?=[0-9]))"
)
_ENDS = rf"(?![^\W{FOOTNOTES}])"
_PERCENT = rf"%(?:-Punkten?{_ENDS})?|(?i:Prozent(?:punkten?)?){_ENDS}|v\.\s?H\."
_MONEY = rf"(?:€|(?:EUR|Euro){_ENDS})"
_SIZE = rf"(?:Tsd|Mio|Mrd|Tausend|Millionen?|Milliarden?){_ENDS}\.?"
UNIT = rf"(?P<percent>{_PERCENT})|(?P<size>(?:(?:T|{_SIZE})\s?)?{_MONEY}|{_SIZE})"
FIGURE = re.compile(
    rf"{_BEGINS}(?P<sign>[-−–+]\s?)?(?:(?P<decimal>(?=[0-9.]+,[0-9]))|)(?P<number>(?>{_DIGITS}){_FRACTION}?|{_FRACTION})"
    rf"[{FOOTNOTES}]*+(?:\s{{0,2}}(?:{UNIT})|(?(decimal)|(?!\w(?<!x)(?![^\W\d_]))))"
)
"""A figure in running text; it is none where it may be part of a name: U25, 16a, T-3, but not um2,5 % or 540Stellen."""
BETWEEN_GROUPS = re.compile(rf"(?<=[0-9]){_BLANK}(?=[0-9])")
"""A blank between thousands: 13 964. In a table it may also stand between two numbers."""
_SIZES = {"t": 1_000, "mi": 1_000_000, "mr": 1_000_000_000}
_SIZE_WORDS = {1_000: ("TEUR", "Tsd."), 1_000_000: ("Mio EUR", "Mio."), 1_000_000_000: ("Mrd EUR", "Mrd.")}
_WITHOUT_NOTES = str.maketrans("", "", FOOTNOTES)
_WORDS = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_WORD = re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(_WORDS)})(?:e[nrms]?|s)?(?![\w-])")


class Figure(Struct, frozen=True):
    """A figure as printed; `readings` are the numbers it may be, the German one first."""

    text: str
    readings: tuple[Number, ...]
    is_percentage: bool = False
    size: Fraction | None = None
    """What one of its unit is: 1.000 of TEUR; None where it names neither size nor money."""
    is_money: bool = False
    at: int = 0
    """The character at which it begins."""
    end: int = 0
    """The character behind it and the marks of its notes."""
    unit_beside: str = ""
    """A unit that may be its own: % of 17 in "17 bis 18 %"."""

    @property
    def digits_at(self) -> int:
        """The character at which it begins, its sign left out."""
        return self.at + len(self.text) - len(self.text.lstrip("+-−– "))

    @property
    def number(self) -> Number:
        """The number as a German paper means it."""
        return self.readings[0]

    def unit(self, unit: Unit) -> Unit:
        """Give the unit the figure is printed in, of a number in a unit: 177.400 TEUR of Mio EUR."""
        if self.is_percentage:
            return unit if unit.is_percentage else PERCENT
        if not self.size or not unit.dims:
            return unit
        base = base_unit(unit.dims)
        if self.size == 1:
            return base
        money, word = _SIZE_WORDS[int(self.size)]
        text = base.text.replace("EUR", money) if "EUR" in base.text else word
        return Unit(text, unit.dims, scale=self.size)

    def shown(self, value: Fraction, unit: Unit) -> Fraction:
        """Bring a value from base units to the size the figure is printed in."""
        return self.unit(unit).shown(value)

    def folded(self, value: Fraction, is_unsigned: bool) -> Fraction:
        """Give a value as it would be printed where the paper's words carry the sign, unless a sign is printed."""
        return abs(value) if is_unsigned and self.text[0] not in "+-−–" else value

    def is_just(self, value: Fraction, unit: Unit, is_unsigned: bool = False) -> bool:
        """Say whether a value is this figure without any rounding."""
        return self.folded(self.shown(value, unit), is_unsigned) == self.folded(self.number.value, is_unsigned)

    def decimals_from(self, value: Fraction, unit: Unit, is_unsigned: bool = False) -> int | None:
        """Give the decimals a value is rounded at when it becomes this figure: as printed, else the most; None if none.

        With `is_unsigned` the paper's words carry the sign: "reduziert um 0,1 %" is −0.1 %.
        """
        if self.is_just(value, unit, is_unsigned):
            return self.number.decimals
        shown, said = (self.folded(one, is_unsigned) for one in (self.shown(value, unit), self.number.value))
        places = range(self.number.decimals, -1, -1)
        return next((decimals for decimals in places if round_half_up(shown, decimals) == said), None)


def figures(text: str) -> Iterator[Figure]:
    """Give every figure in a text; what has the form of one and is no number (1.2.3) falls into its parts.

    >>> [str(figure.number.value) for figure in figures("K2 von 22,30% auf 3.198, 33⅓ TEUR²")]
    ['223/10', '3198', '100/3']
    """
    for found in FIGURE.finditer(text):
        number, (start, end) = found["number"], found.span()
        if readings := _readings((found["sign"] or "").strip().replace("–", "-"), number):
            is_money = (found["size"] or "").endswith(("€", "EUR", "Euro"))
            said = found[0].translate(_WITHOUT_NOTES).strip()
            yield Figure(said, readings, found["percent"] is not None, _size(found["size"]), is_money, start, end)
            continue
        for part in re.finditer("[^,]+" if "," in number else "[0-9]+", number):
            for figure in figures(part[0]) if part[0] != number else ():
                at = found.start("number") + part.start()
                yield replace(figure, at=at + figure.at, end=at + figure.end)


def _readings(sign: str, number: str) -> tuple[Number, ...]:
    """Give the numbers that a text may be, the German one first; a fraction (33⅓) is added to what stands before it."""
    part = _FRACTIONS.get(number[-1])
    whole = BETWEEN_GROUPS.sub("", number[:-1] if part else number)
    written = read_number(sign + (whole or "0"))
    if isinstance(written, Fault):
        return ()
    if part:
        value = abs(written.comma.value) + part if written.comma else part
        return (Number(-value if sign in ("-", "−") else value, ending_decimals(part) or 0),)
    return tuple(filter(None, (written.comma, written.point)))


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
    return Fraction(next((size for start, size in _SIZES.items() if text.casefold().startswith(start)), 1))
