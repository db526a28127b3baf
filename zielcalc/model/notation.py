"""Notations: how a cell writes a number, a mark, a yes or a no. Takes the text of a cell, gives what it says.

A number is read in both notations at once, with a decimal comma and with a decimal point; which of them a file uses is
settled for the whole file, never for one cell.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from zielcalc.model.actuals import Mark
from zielcalc.model.unit import COUNT, PERCENT, YES_NO, Unit

Notation = Literal["comma", "point"]
MOST_DIGITS = 40
_MOST_CHARACTERS = 100


class Number(Struct, frozen=True):
    """A number in the unit it is shown in, with the decimals it is written with."""

    value: Fraction
    decimals: int


class Written(Struct, frozen=True):
    """A number as each of the two notations reads it; None where a notation cannot."""

    comma: Number | None
    point: Number | None
    is_percentage: bool = False
    is_nil: bool = False

    def read(self, notation: Notation) -> Number | None:
        """Read the number in one of the notations."""
        return self.comma if notation == "comma" else self.point

    @property
    def settles(self) -> Notation | None:
        """The only notation that can read it, if there is only one."""
        if self.comma and self.point:
            return None
        return "comma" if self.comma else "point"

    @property
    def is_ambiguous(self) -> bool:
        """Whether the two notations read two different numbers."""
        return bool(self.comma and self.point and self.comma.value != self.point.value)

    @property
    def values(self) -> tuple[Fraction | None, Fraction | None]:
        """Both readings, without the decimals they are written with."""
        return self.comma.value if self.comma else None, self.point.value if self.point else None


class Fault(Struct, frozen=True):
    """Why a cell cannot be read: the code of the problem."""

    code: str


class StoredNumber(str):
    """A number that a workbook stores as a number: digits and a point, whatever the notation of the texts beside it."""

    __slots__ = ()


Entry = Written | bool | Mark
NIL = Written(Number(Fraction(0), 0), Number(Fraction(0), 0), is_nil=True)

_MARKS = dict.fromkeys(("", ".", "...", "…", "x", "/", "k.a.", "n/a"), Mark.MISSING) | {"*": Mark.SUPPRESSED}
_NIL = ("-", "–")
_YES_NO = {
    **dict.fromkeys(("ja", "yes", "erfüllt", "erfuellt", "true", "wahr", "1"), True),
    **dict.fromkeys(("nein", "no", "nicht erfüllt", "nicht erfuellt", "false", "falsch", "0"), False),
}
_THOUSANDS = " '’\u00a0\u2009\u202f"
_FRAME = re.compile(r"(?P<sign>[+]|[-−]\s*)?(?P<body>[0-9][^%\s]*(?:\s[^%\s]+)*)\s*(?P<percent>%)?")


def _pattern(decimal: str, other: str) -> re.Pattern[str]:
    grouped = rf"[1-9][0-9]{{0,2}}(?P<mark>[{other}{_THOUSANDS}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    return re.compile(rf"(?P<whole>{grouped}|[0-9]+)(?:{decimal}(?P<part>[0-9]+))?")


_PATTERNS: dict[Notation, re.Pattern[str]] = {"comma": _pattern(",", "."), "point": _pattern(r"\.", ",")}
_COMBINING = "[\u0300-\u036f]"
_GROUPING = str.maketrans("", "", ".," + _THOUSANDS)


def tidy(text: str) -> str:
    """Strip a text, make each white space in it one space, and compose its umlauts."""
    folded = " ".join(text.split())
    if folded.isascii() or not re.search(_COMBINING, folded):
        return folded
    from unicodedata import normalize

    return normalize("NFC", folded)


def read_entry(text: str, unit: Unit) -> Entry | Fault:
    """Read what a cell of a measure says: a number, a yes or no, or a mark; a Fault where it says none of them.

    >>> read_entry("22,30", PERCENT).settles, read_entry("k.A.", COUNT), read_entry("nicht erfüllt", YES_NO)
    ('comma', <Mark.MISSING: 'missing'>, False)
    """
    if not isinstance(text, StoredNumber):
        text = text.strip()
    words = tidy(text) if len(text) <= _MOST_CHARACTERS else text[: 2 * _MOST_CHARACTERS]
    mark = _MARKS.get(words.casefold().replace(" ", ""))
    if mark is Mark.MISSING:
        return mark
    if unit.text == YES_NO.text:
        return _read_yes_no(words)
    if mark is not None:
        return mark
    if words in _NIL:
        return NIL
    number = _stored(text) if isinstance(text, StoredNumber) else read_number(text)
    if isinstance(number, Fault):
        return number
    if number.is_percentage and unit.text != PERCENT.text:
        return Fault("percent-in-count")
    if unit.text == COUNT.text and all(value is None or value < 0 for value in number.values):
        return Fault("negative-count")
    return number


def _read_yes_no(words: str) -> bool | Fault:
    if words in _NIL:
        return Fault("nil-yes-no")
    return _YES_NO.get(words.casefold(), Fault("bad-yes-no"))


def read_number(text: str) -> Written | Fault:
    """Read a number in both notations.

    number = ['+' | '-' space* | '−' space*] whole [decimal mark digits] [space* '%']
    whole  = digits | one to three digits (thousands mark, three digits)+, with one kind of mark and no leading zero

    >>> read_number("3.089").values, read_number("1.596.852").values
    ((Fraction(3089, 1), Fraction(3089, 1000)), (Fraction(1596852, 1), None))
    """
    if len(text) > _MOST_CHARACTERS:
        is_long = text[0] in "+-−0123456789" and sum(map(text[: 4 * MOST_DIGITS].count, "0123456789")) > MOST_DIGITS
        return Fault("number-too-long" if is_long else "bad-value")
    return _read_number(text)


@lru_cache(maxsize=4096)
def _read_number(text: str) -> Written | Fault:
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        whole = Number(Fraction(int(text)), 0)
        return Written(whole, whole)
    frame = _FRAME.fullmatch(text)
    if not frame:
        return Fault("bad-value")
    if sum(map(text.count, "0123456789")) > MOST_DIGITS:
        return Fault("number-too-long")
    is_negative = (frame["sign"] or "+")[0] != "+"
    comma, point = (_read_body(frame["body"], pattern, is_negative) for pattern in _PATTERNS.values())
    if not comma and not point:
        return Fault("bad-value")
    return Written(comma, point, is_percentage=frame["percent"] is not None)


def _read_body(body: str, pattern: re.Pattern[str], is_negative: bool) -> Number | None:
    found = pattern.fullmatch(body)
    if not found:
        return None
    part = found["part"] or ""
    value = Fraction(int(found["whole"].translate(_GROUPING) + part), 10 ** len(part))
    return Number(-value if is_negative else value, len(part))


def _stored(text: str) -> Written | Fault:
    number = read_number(str(text))
    if isinstance(number, Fault):
        return number
    return Written(number.point, number.point)
