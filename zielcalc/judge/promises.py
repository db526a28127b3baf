"""Promises: targets that hang on one measure, and whether they demand the same of it. Gives notices.

A count and a quota of the same people ask the same at the planned denominator, and part at any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from zielcalc.judge.numbers import supplied_measures
from zielcalc.judge.planned import Line, Planned
from zielcalc.model.agreement import NOWHERE, Measure, Target
from zielcalc.model.amount import Amount, Spot, Spots
from zielcalc.model.problem import MOST_SHOWN, Problem
from zielcalc.model.quantity import round_half_up
from zielcalc.model.unit import COUNT

OTHER_LEVEL = Fraction(102, 100)
"""Where promises are seen to part: the denominator this much above its plan, at three digits."""


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

    def lines(self, measure: str) -> list[Line]:
        """Give the targets on a measure that are lines over it."""
        if measure not in self.known:
            found = (self.planned.line(target, measure) for target in self.members[measure])
            self.known[measure] = [line for line in found if line]
            self.of_target |= {line.target.id: line for line in self.known[measure]}
        return self.known[measure]

    def line_of(self, target: Target) -> Line | None:
        """Give a target as a line over its measure."""
        for measure in self.planned.varied(target)[:1]:
            self.lines(measure)
        return self.of_target.get(target.id)

    def binding(self, line: Line) -> Line:
        """Give the target that demands the most of the same measure in the same direction, as it is judged."""
        key = line.measure, line.is_least
        if key not in self.strictest:
            alike = (other for other in self.lines(line.measure) if other.is_least == line.is_least)
            self.strictest[key] = (max if line.is_least else min)(alike, key=lambda other: other.judged)
        return self.strictest[key]

    def count(self, line: Line, level: Fraction) -> Amount:
        """Give what a level comes to: people in whole ones, anything else as it is shown."""
        measure = self.agreement.measures[line.measure]
        if measure.unit == COUNT and measure.over_time == "sum":
            beyond = level == line.exact and line.is_strict and level.denominator == 1
            people = ceil(level) + beyond if line.is_least else floor(level) - beyond
            return Amount(Fraction(people), COUNT, 0)
        return Amount(level, measure.unit, _decimals(measure))


def promises(planned: Planned, families: Families) -> list[Problem]:
    """Say which targets on one measure exclude one another, demand different things, or part off the plan."""
    notices: list[Problem] = []
    same: list[tuple[list[Line], Problem]] = []
    for measure, members in families.members.items():
        lines = families.lines(measure) if len(members) > 1 and len(notices) < MOST_SHOWN else []
        notices += _excluding(lines, families)
        for alike in ([line for line in lines if line.is_least], [line for line in lines if not line.is_least]):
            if len(alike) < 2:
                continue
            if not _agree(alike, planned):
                notices.append(_differing(alike, families))
            elif found := _parting(alike, planned, families):
                same.append((alike, found))
    if same:
        also = Spots(tuple(Spot(", ".join(_ids(alike)), found.place) for alike, found in same[1:] if found.place))
        first = same[0][1]
        notices.append(Problem(first.code, first.place, {**first.args, "also": also if also.items else None}))
    return notices


def _ids(lines: Iterable[Line]) -> list[str]:
    return [line.target.id for line in lines]


def _excluding(lines: list[Line], families: Families) -> list[Problem]:
    """Say where what is demanded at least lies above what is demanded at most."""
    least = max((line for line in lines if line.is_least), key=lambda line: line.judged, default=None)
    most = min((line for line in lines if not line.is_least), key=lambda line: line.judged, default=None)
    if least is None or most is None or least.judged < most.judged:
        return []
    demand = most.target.demand
    assert demand
    is_strict = any(line.is_strict and line.target.judged == "exact" for line in (least, most))
    if least.judged == most.judged and not is_strict:
        return []
    measure = families.agreement.measures[least.measure]
    args = {
        "one": least.target.id,
        "other": most.target.id,
        "least": families.count(least, least.judged),
        "most": families.count(most, most.judged),
        "label": measure.label,
    }
    return [Problem("targets-exclude", demand.bounds[0].place, args)]


def _agree(lines: list[Line], planned: Planned) -> bool:
    """Say whether at some level every one of them comes to just what it demands, as rounded."""
    decimals = _decimals(planned.agreement.measures[lines[0].measure])
    levels = {round_half_up(line.exact, decimals) for line in lines[:MOST_SHOWN]}
    return any(all(line.agrees(level) for line in lines) for level in levels)


def _decimals(measure: Measure) -> int:
    return measure.decimals or 0


def _differing(lines: list[Line], families: Families) -> Problem:
    binding = families.binding(lines[0])
    loosest = (min if binding.is_least else max)(lines, key=lambda line: line.judged)
    demand = loosest.target.demand
    assert demand
    demands = Spots(
        tuple(
            Spot(families.count(line, line.exact), line.target.demand.bounds[0].place, line.target.id)
            for line in lines
            if line.target.demand
        )
    )
    measure = families.agreement.measures[binding.measure]
    args = {"demands": demands, "label": measure.label, "binding": binding.target.id}
    return Problem("promises-differ", demand.bounds[0].place, args)


def _parting(lines: list[Line], planned: Planned, families: Families) -> Problem | None:
    """Say how much targets that ask the same at the planned denominator differ at another one; None if they do not."""
    supplied = [supplied_measures(planned.values, [line.target.of]) for line in lines[:12] if line.target.of]
    measure = planned.agreement.measures[lines[0].measure]
    others = [id for id in dict.fromkeys(id for ids in supplied for id in ids) if id != measure.id]
    other = next((id for id in others if planned.plan_of(id)), None)
    plan = planned.plan_of(other) if other else None
    if other is None or plan is None:
        return None
    level = _three_digits(plan * OTHER_LEVEL)
    elsewhere = [line for one in lines[:12] if (line := planned.line(one.target, measure.id, {other: level}))]
    if len(elsewhere) < 2:
        return None
    demanded = sorted({families.count(line, line.exact).value for line in elsewhere}, reverse=not lines[0].is_least)
    here = {families.count(line, line.exact).value for line in lines}
    if len(demanded) < 2 or round_half_up(demanded[-1]) == round_half_up(demanded[0]):
        return None
    unit, other_measure = measure.unit, planned.agreement.measures[other]
    decimals = _decimals(measure)
    farthest = (max if lines[0].is_least else min)(elsewhere, key=lambda line: families.count(line, line.exact).value)
    args = {
        "count": len(lines),
        "names": ", ".join(_ids(lines)[:12]),
        "here": Spots(tuple(Spot(Amount(value, unit, decimals), NOWHERE) for value in sorted(here))),
        "plan": Amount(plan, other_measure.unit, 0),
        "other": other_measure.label,
        "label": measure.label,
        "level": Amount(level, other_measure.unit, 0),
        "low": Amount(demanded[0], unit, decimals),
        "missing": Amount(abs(demanded[-1] - demanded[0]), unit, decimals),
        "farthest": farthest.target.id,
    }
    return Problem("same-promise", lines[0].target.place, args)


def _three_digits(level: Fraction) -> Fraction:
    """Round a level to three digits.

    >>> str(_three_digits(Fraction(13964) * OTHER_LEVEL)), str(_three_digits(Fraction(1054) * OTHER_LEVEL))
    ('14200', '1080')
    """
    digits = len(str(abs(level.numerator) // level.denominator))
    scale = Fraction(10**digits)
    return round_half_up(level / scale, 3) * scale
