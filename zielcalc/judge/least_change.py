"""The least change: how far one measure must move, all else as it stands, to meet one target. Found by judging.

Where counts are withheld, the target must be met whatever they are: each choice of them is one end of the year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from zielcalc.judge.comparison import meets
from zielcalc.judge.rounding import nearest
from zielcalc.judge.year_end import YearEnd
from zielcalc.model.agreement import Owner, Target
from zielcalc.model.formula import Call
from zielcalc.model.outlook import Way
from zielcalc.model.report import Verdict
from zielcalc.model.unit import COUNT

ROUNDED, EXACT = 0, 1


class LeastChange:
    """Looks for the least change of one measure that meets one target.

    An answer is told as how much more of a sum there must be, else as the number the measure, or the mean of its
    remaining months, must come to.
    """

    def __init__(
        self,
        ends: Sequence[YearEnd],
        target: Target,
        measure: Owner,
        standing: Sequence[dict[str, Fraction]],
    ) -> None:
        self.ends, self.target, self.measure, self.standing = ends, target, measure, standing
        self.remaining = ends[0].left(measure)
        self.is_sum = measure.over_time == "sum"
        self.is_averaged = measure.over_time == "mean" and self.remaining > 0
        self.so_far = [known[measure.id] for known in standing]
        self.step = self._step()
        # The search counts steps from 0, and a sum can lose no more than it has.
        self.origin = min(self.so_far) // self.step * self.step if self.is_sum else Fraction(0)

    def _step(self) -> Fraction:
        """Give how finely an answer is told: whole numbers for counts, a tenth for the level of a mean of counts."""
        if self.measure.unit == COUNT:
            return Fraction(1, 10) if self.is_averaged else Fraction(1)
        return self.measure.unit.scale * Fraction(1, 10 ** ((self.measure.decimals or 0) + 1))

    def at_end(self, told: Fraction, number: int = 0) -> Fraction:
        """Give the measure at one of the ends of the year, from what is told of it."""
        so_far = self.so_far[number]
        if self.is_sum:
            return so_far + told
        return (so_far * (12 - self.remaining) + told * self.remaining) / 12 if self.is_averaged else told

    def at(self, told: Fraction | None, number: int) -> dict[str, Fraction]:
        """Give what all measures come to at one of the ends; with None this one as it stands."""
        known = self.standing[number]
        now = Fraction(0) if self.is_sum else known[self.measure.id]
        return {**known, self.measure.id: self.at_end(now if told is None else told, number)}

    @property
    def is_corridor(self) -> bool:
        """Whether the target is met between two ends, as is a number whose size alone is bounded above."""
        demand = self.target.demand
        return self.is_size or (demand is not None and demand.kind in ("equals", "between", "about"))

    @property
    def is_size(self) -> bool:
        """Whether the target bounds the size of a number (`abs`) from above."""
        demand, of = self.target.demand, self.target.of
        is_above = demand is not None and demand.kind in ("at_most", "less_than", "equals")
        return is_above and isinstance(of, Call) and of.function == "abs"

    def corridor(self, at_end: dict[str, Fraction], number: int) -> tuple[Fraction, tuple[Fraction, ...]] | None:
        """Give a number and the ends it must lie between: of a size, the number itself on both sides of 0."""
        end, of = self.ends[number], self.target.of
        found = end.numbers(self.target, at_end)
        if found is None or not self.is_size or not isinstance(of, Call):
            return found
        inner = end.values(at_end).value(of.arguments[0], end.last).value
        return None if inner is None else (inner, (-found[1][-1], found[1][-1]))

    def is_met(self, told: Fraction | None, reading: int) -> bool:
        """Say whether the target is met at every end of the year."""
        return self.says(told, reading, Verdict.MET)

    def says(self, told: Fraction | None, reading: int, verdict: Verdict) -> bool:
        """Say whether a reading gives a verdict at every end of the year."""
        for number, end in enumerate(self.ends):
            readings = end.readings(self.target, self.at(told, number))
            if readings is None or readings[reading] is not verdict:
                return False
        return True

    def reaches(self, told: Fraction, reading: int, side: int) -> bool:
        """Say whether the nearer end of a corridor is reached or passed everywhere, which no leap can miss."""
        demand = self.target.demand
        kind = "at_least" if side < 0 else "at_most"
        for number in range(len(self.ends)):
            found = self.corridor(self.at(told, number), number)
            if found is None or demand is None:
                return False
            actual, bounds = found
            bound = bounds[0] if side < 0 else bounds[-1]
            is_rounded = reading == ROUNDED or demand.kind == "equals"
            if not meets(kind, actual, (bound,), self.target.unit, self.target.decimals if is_rounded else None):
                return False
        return True

    def way(self, reading: int) -> Way:
        """Give the least change in one reading; that nothing has to change; or that no change does it."""
        if self.is_met(None, reading):
            return self.room(reading)
        told = self.nearest(reading)
        if told is None or self.is_lost(told):
            return Way(None)
        shrinks = self.shrinks_a_denominator(told)
        if not self.is_sum:
            return Way(self.at_end(told), told if self.is_averaged else None, shrinks=shrinks)
        return Way(self.at_end(told), told / self.remaining if self.remaining else None, told, shrinks=shrinks)

    def is_lost(self, told: Fraction) -> bool:
        """Say whether a count would have to lose what it has already counted."""
        return self.is_sum and self.remaining > 0 and told < 0 and self.measure.unit == COUNT

    def shrinks_a_denominator(self, told: Fraction) -> bool:
        """Say whether less of the measure makes what is judged more."""
        before, after = (self.ends[0].numbers(self.target, self.at(number, 0)) for number in (None, told))
        now = self.standing[0][self.measure.id]
        return before is not None and after is not None and self.at_end(told) < now and after[0] > before[0]

    def nearest(self, reading: int) -> Fraction | None:
        """Find the nearest number that meets the target: in a corridor, where its nearer end is reached."""
        if not self.is_corridor:
            return self.first(lambda told: self.is_met(told, reading))
        found = self.corridor(self.at(None, 0), 0)
        side = -1 if found and found[0] < found[1][0] else 1
        reached = self.first(lambda told: self.reaches(told, reading, side))
        # Where the end itself does not do (`less_than`), one step further may.
        near = () if reached is None else (reached, reached - self.step, reached + self.step)
        return next((told for told in near if self.is_met(told, reading)), None)

    def first(self, turns: Callable[[Fraction], bool]) -> Fraction | None:
        """Give the number nearest to where the measure stands at which something turns true."""
        now = Fraction(0) if self.is_sum else self.standing[0][self.measure.id]
        steps = nearest(lambda number: turns(number * self.step - self.origin), (now + self.origin) / self.step)
        return None if steps is None else steps * self.step - self.origin

    def room(self, reading: int) -> Way:
        """Say how much more of a sum a target allows that is met as it stands."""
        now = self.standing[0][self.measure.id]
        if not self.is_sum or not self.remaining:
            return Way(now, is_met=True)
        first = self.first(lambda told: not self.is_met(told, reading))
        return Way(now, is_met=True, room=None if first is None or first <= 0 else first - self.step)
