"""Accepted: the set of values a target is met by. Takes a kind, its ends and the reading, gives an interval.

Rounding half away from zero is part of it: `at_least: 10 %` judged at one decimal accepts from 9.95 % on. One target is
stricter than another where it accepts only part of what the other accepts.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from zielcalc.model.quantity import round_half_up
from zielcalc.model.unit import Unit


class Accepted(Struct, frozen=True):
    """An interval in the display unit; an end that is None is open for ever."""

    low: Fraction | None = None
    has_low: bool = True
    high: Fraction | None = None
    has_high: bool = True

    def is_within(self, other: Accepted) -> bool:
        """Say whether everything accepted here is accepted there.

        >>> Accepted(low=Fraction(3)).is_within(Accepted(low=Fraction(3), has_low=False))
        False
        """
        if other.low is not None and (
            self.low is None or (self.low, not self.has_low) < (other.low, not other.has_low)
        ):
            return False
        return other.high is None or (
            self.high is not None and (self.high, self.has_high) <= (other.high, other.has_high)
        )

    def meets(self, other: Accepted) -> bool:
        """Say whether something is accepted by both.

        >>> Accepted(low=Fraction(3)).meets(Accepted(high=Fraction(3), has_high=False))
        False
        """
        for low, high, has_both in (
            (self.low, other.high, self.has_low and other.has_high),
            (other.low, self.high, other.has_low and self.has_high),
        ):
            if low is not None and high is not None and (low > high or (low == high and not has_both)):
                return False
        return True

    def times(self, scale: Fraction) -> Accepted:
        """Give the same in a unit of which so many are one of this."""
        low, high = (None if end is None else end * scale for end in (self.low, self.high))
        return Accepted(low, self.has_low, high, self.has_high)

    def on_grid(self, step: Fraction) -> Accepted:
        """Give the same with the outermost multiples of a step that are accepted as its ends.

        >>> Accepted(high=Fraction(17, 2), has_high=False).on_grid(Fraction(1)).high
        Fraction(8, 1)
        """
        low, high = self.low, self.high
        if low is not None:
            low = (floor(low / step) + 1 if not self.has_low else ceil(low / step)) * step
        if high is not None:
            high = (ceil(high / step) - 1 if not self.has_high else floor(high / step)) * step
        return Accepted(low, True, high, True)


def accepted(kind: str, ends: tuple[Fraction, ...], unit: Unit, decimals: int | None) -> Accepted:
    """Give what a kind accepts with its ends in base units; with `decimals`, both sides are rounded first.

    >>> from zielcalc.model.unit import PERCENT
    >>> accepted("at_least", (Fraction(1, 10),), PERCENT, 1).low
    Fraction(199, 20)
    """
    shown = tuple(unit.shown(end) for end in ends)
    if decimals is not None:
        shown = tuple(round_half_up(end, decimals) for end in shown)
    half = Fraction(0) if decimals is None else Fraction(1, 2 * 10**decimals)
    match kind:
        case "at_least":
            return _from(shown[0], half)
        case "at_most":
            return _to(shown[0], half)
        case "more_than" if half:
            return _from(shown[0] + 2 * half, half)
        case "less_than" if half:
            return _to(shown[0] - 2 * half, half)
        case "more_than":
            return Accepted(low=shown[0], has_low=False)
        case "less_than":
            return Accepted(high=shown[0], has_high=False)
        case _:
            first, last = _from(shown[0], half), _to(shown[-1], half)
            return Accepted(first.low, first.has_low, last.high, last.has_high)


def _from(end: Fraction, half: Fraction) -> Accepted:
    """Give what rounds to at least an end: half a place below it rounds up, unless that is below zero."""
    return Accepted(low=end - half, has_low=not half or end > half)


def _to(end: Fraction, half: Fraction) -> Accepted:
    return Accepted(high=end + half, has_high=not half or end + half < 0)
