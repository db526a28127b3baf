"""Turning: with which value of one measure, all else as it stands, a reading of a target says the other thing.

The value is one to feed back: of the whole year where it is over, and on the plain grid of its unit's decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zielcalc.judge.least_change import LeastChange
from zielcalc.judge.year_end import YearEnd
from zielcalc.model.agreement import Measure, Owner, Target
from zielcalc.model.explanation import Edge
from zielcalc.model.quantity import ending_decimals
from zielcalc.model.report import Verdict
from zielcalc.model.unit import COUNT

_MOST_DECIMALS = 6
"""Finer than this no bound is looked for."""

_MOST_BELOW = 2**20
"""How many times of what is below 0 is looked at."""


class Turning(LeastChange):
    """Looks for the nearest value of one measure at which a reading of one target turns."""

    def __init__(
        self, ends: Sequence[YearEnd], target: Target, measure: Owner, standing: Sequence[dict[str, Fraction]]
    ) -> None:
        super().__init__(ends, target, measure, standing)
        if self.is_sum and not self.remaining:
            self.is_sum, self.origin = False, Fraction(0)
        least = min(self.so_far)
        if self.is_sum and measure.unit != COUNT and ending_decimals(measure.unit.shown(least)) is not None:
            # What the sum comes to at the end of the year stands on the grid, not what it lacks until then.
            self.origin = least
        if least < 0:
            # What is below 0 already, a balance or a change, may be so in any size.
            self.origin -= least // self.step * self.step * _MOST_BELOW

    def _step(self) -> Fraction:
        """Give how finely a value is told: one decimal more than its own, or as its cells or its bound need."""
        unit, target = self.measure.unit, self.target
        if unit == COUNT:
            return super()._step()
        decimals = (self.measure.decimals or 0) + 1
        if isinstance(self.measure, Measure):
            written = (cell.decimals for cell in self.ends[0].standing(self.measure).cells)
            decimals = min(max([decimals, *written]), max(decimals, _MOST_DECIMALS))
        found = self.ends[0].numbers(target, self.standing[0])
        if unit.dims == target.unit.dims and found:
            half = target.unit.scale * Fraction(1, 10 ** ((target.decimals or 0) + 1))
            endings = [ending_decimals(unit.shown(number)) for number in (*found[1], half)]
            decimals = max([decimals, *(ending for ending in endings if ending and ending <= _MOST_DECIMALS)])
        return unit.scale * Fraction(1, 10**decimals)

    def edge(self, reading: int, verdict: Verdict) -> Edge | None:
        """Give the nearest value at which a reading gives a verdict whatever the withheld counts are."""
        if verdict is Verdict.MET:
            told = self.nearest(reading)
        else:
            told = self.first(lambda told: self.says(told, reading, verdict))
        if told is None or self.is_lost(told):
            return None
        found = [end.numbers(self.target, self.at(told, number)) for number, end in enumerate(self.ends)]
        actuals = [numbers[0] for numbers in found if numbers]
        more, monthly = (told, self.monthly(told, reading, verdict)) if self.is_sum else (None, None)
        at = self.at_end(told) if self.is_sum else told
        return Edge(self.measure, at, more, monthly, self.remaining, (min(actuals), max(actuals)))

    def monthly(self, more: Fraction, reading: int, verdict: Verdict) -> Fraction:
        """Spread what a sum lacks over its remaining months, rounded to the side on which it turns the reading."""
        exact, size = more / self.remaining, min(self.step, self.measure.unit.scale / 10)
        for _ in range(_MOST_DECIMALS):
            steps = abs(exact / size)
            away = -(-steps.numerator // steps.denominator) * size * (1 if more > 0 else -1)
            if self.says(away * self.remaining, reading, verdict):
                return away
            size /= 10
        return exact
