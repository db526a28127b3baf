"""Amounts: numbers, reckonings and places as a sentence names them. Values that give their text in either language."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from zielcalc.model.problem import Place
from zielcalc.model.quantity import Lang, decimal_text, ending_decimals
from zielcalc.model.unit import COUNT, PERCENT, RATIO, YES_NO, Unit

MOST_SPOTS = 12
"""More places than this are only counted."""
_SILENT = {COUNT.text, RATIO.text, YES_NO.text, "grade"}


class Amount(Struct, frozen=True):
    """A number in base units, as its unit shows it: 49/500 of PERCENT at one decimal is 9,8 %."""

    value: Fraction
    unit: Unit
    decimals: int
    is_bare: bool = False
    """Whether its unit goes without saying, as inside a reckoning."""
    is_signed: bool = False

    def text(self, lang: Lang) -> str:
        """Write it in a language."""
        number = decimal_text(self.unit.shown(self.value), self.decimals, lang, "−")
        plus = "+" if self.is_signed and self.value > 0 else ""
        return plus + number + ("" if self.is_bare else suffix(self.unit, lang))


class Limit(Struct, frozen=True):
    """A number as the end of what is enough: mindestens 540, or über 540 where it is not enough itself."""

    amount: Amount
    is_least: bool
    is_open: bool = False

    def text(self, lang: Lang) -> str:
        """Write it in a language."""
        words = {
            (True, False): ("at least", "mindestens"),
            (False, False): ("at most", "höchstens"),
            (True, True): ("over", "über"),
            (False, True): ("under", "unter"),
        }
        return f"{words[self.is_least, self.is_open][lang == 'de']} {self.amount.text(lang)}"


class Decimals(Struct, frozen=True):
    """How many decimals something has."""

    count: int

    def text(self, lang: Lang) -> str:
        """Write it in a language."""
        word = ("Stelle" if lang == "de" else "decimal") + ("" if self.count == 1 else "n" if lang == "de" else "s")
        return f"{self.count} {word}"


class Reckoning(Struct, frozen=True):
    """A formula with its numbers in the place of its names, and what it comes to: 105 / 1.054 = 9,962 %."""

    pieces: tuple[str | Amount, ...]
    result: Amount

    def text(self, lang: Lang) -> str:
        """Write it in a language."""
        shown = "".join(piece if isinstance(piece, str) else piece.text(lang) for piece in self.pieces)
        result = self.result.text(lang)
        return f"{shown} = {result}" if shown else result


class Spot(Struct, frozen=True):
    """Something said, and where it stands."""

    said: str | Amount | Limit
    place: Place
    name: str = ""

    def text(self, lang: Lang) -> str:
        """Write it in a language."""
        said = self.said if isinstance(self.said, str) else self.said.text(lang)
        line = f" ({'Zeile' if lang == 'de' else 'line'} {self.place.line})" if self.place.line else ""
        return f"{self.name} {said}".strip() + line


class Spots(Struct, frozen=True):
    """Several such, the first of them named."""

    items: tuple[Spot, ...]

    def text(self, lang: Lang) -> str:
        """Write them in a language."""
        more = f", … (+{len(self.items) - MOST_SPOTS})" if len(self.items) > MOST_SPOTS else ""
        return ", ".join(spot.text(lang) for spot in self.items[:MOST_SPOTS]) + more


class Premise(Struct, frozen=True):
    """The numbers that something is said at; where it holds whatever they are, none, and then nothing is said."""

    items: tuple[Spot, ...]

    def text(self, lang: Lang) -> str:
        """Write it in a language."""
        named = [f"{Spot(spot.said, spot.place).text(lang)} ({spot.name})" for spot in self.items[:MOST_SPOTS]]
        return f"{'bei geplanten' if lang == 'de' else 'at the planned'} {', '.join(named)}" if named else ""


Said = Amount | Limit | Decimals | Reckoning | Spot | Spots | Premise


def suffix(unit: Unit, lang: Lang) -> str:
    """Give what follows a number of a unit.

    >>> suffix(PERCENT, "de"), suffix(PERCENT, "en"), suffix(COUNT, "de")
    (' %', '%', '')
    """
    if unit.text in _SILENT:
        return ""
    if unit.is_percentage:
        sign = "%" if unit == PERCENT else "Pp" if lang == "de" else "pp"
        return sign if lang == "en" and unit == PERCENT else f" {sign}"
    return f" {unit.text}"


def exactly(value: Fraction, unit: Unit, most: int = 3) -> Amount:
    """Give a number with the decimals it needs, but no more than some."""
    ending = ending_decimals(unit.shown(value))
    return Amount(value, unit, most if ending is None else min(ending, most))
