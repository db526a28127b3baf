"""Families: the targets of an agreement by the measure that each hangs on. Takes what is planned, gives lines over it.

A family's lines say at which levels of its measure each target is met, and which of them binds.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import ceil, floor

from zielcalc.judge.planned import Line, Planned, is_whole
from zielcalc.model.accepted import Accepted
from zielcalc.model.agreement import Measure, Target
from zielcalc.model.amount import Amount
from zielcalc.model.unit import COUNT


class Families:
    """The targets of an agreement by the one measure that each hangs on."""

    def __init__(self, planned: Planned) -> None:
        self.planned = planned
        self.agreement = planned.agreement
        self.members: dict[str, list[Target]] = defaultdict(list)
        self.known: dict[str, list[Line]] = {}
        self.of_target: dict[str, Line] = {}
        self.strictest: dict[tuple[str, bool], Line] = {}
        for target in planned.agreement.targets.values():
            if len(varied := planned.varied(target)) == 1:
                self.members[varied[0]].append(target)

    def all_lines(self, measure: str) -> list[Line]:
        """Give the targets on a measure that are lines over it."""
        if measure not in self.known:
            found = (self.planned.line(target, measure) for target in self.members[measure])
            self.known[measure] = [line for line in found if line]
            self.of_target |= {line.target.id: line for line in self.known[measure]}
        return self.known[measure]

    def lines(self, measure: str) -> list[Line]:
        """Give those that demand at least so much or at most so much."""
        return [line for line in self.all_lines(measure) if line.is_one_sided]

    def line_of(self, target: Target) -> Line | None:
        """Give a target as a line over its measure."""
        for measure in self.planned.varied(target)[:1]:
            self.all_lines(measure)
        return self.of_target.get(target.id)

    def binding(self, line: Line) -> Line:
        """Give the target that demands the most of the same measure in the same direction, as it is judged."""
        key = line.measure, line.is_least
        if key not in self.strictest:
            alike = (other for other in self.lines(line.measure) if other.is_least == line.is_least)
            self.strictest[key] = (greatest_low if line.is_least else least_high)(
                [(other, self.levels(other)) for other in alike]
            )[0]
        return self.strictest[key]

    def levels(self, line: Line) -> Accepted:
        """Give the levels of its measure at which a target is met as it is judged, whole ones where it counts these."""
        measure = self.agreement.measures.get(line.measure)
        return line.levels().on_grid(Fraction(1)) if measure and is_whole(measure) else line.levels()

    def count(self, line: Line, level: Fraction) -> Amount:
        """Give what a level comes to: people in whole ones, anything else as it is shown."""
        measure = self.agreement.measures[line.measure]
        if is_whole(measure):
            beyond = level == line.exact and line.is_strict and level.denominator == 1
            people = ceil(level) + beyond if line.is_least else floor(level) - beyond
            return Amount(Fraction(people), COUNT, 0)
        return Amount(level, measure.unit, decimals_of(measure))


def greatest_low(lines: list[tuple[Line, Accepted]]) -> tuple[Line, Accepted]:
    """Give the target that begins to be met last, with its levels."""
    return max(lines, key=lambda found: (found[1].low is not None, found[1].low or 0, not found[1].has_low))


def least_high(lines: list[tuple[Line, Accepted]]) -> tuple[Line, Accepted]:
    """Give the target that ceases to be met first, with its levels."""
    return min(lines, key=lambda found: (found[1].high is None, found[1].high or 0, found[1].has_high))


def decimals_of(measure: Measure) -> int:
    """Give the decimals a measure is shown with."""
    return measure.decimals or 0
