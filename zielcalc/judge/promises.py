"""Promises: targets that hang on one measure, and whether they demand the same of it. Gives notices.

A count and a quota of the same people ask the same at the planned denominator, and part at any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from itertools import repeat

from msgspec.structs import replace

from zielcalc.judge.comparison import ends_of
from zielcalc.judge.families import Families, decimals_of, greatest_low, least_high
from zielcalc.judge.numbers import supplied_measures
from zielcalc.judge.planned import Line, Planned, is_whole
from zielcalc.model.accepted import Accepted
from zielcalc.model.agreement import NOWHERE
from zielcalc.model.amount import Amount, Limit, Spot, Spots, exactly
from zielcalc.model.formula import Formula
from zielcalc.model.problem import MOST_SHOWN, Problem
from zielcalc.model.quantity import round_half_up
from zielcalc.model.unit import Unit

TOLD_DECIMALS = 3
"""A level is told with so many at most."""
OTHER_LEVEL = Fraction(102, 100)
"""Where promises are seen to part: the denominator this much above its plan, at three digits."""


def promises(planned: Planned, families: Families) -> list[Problem]:
    """Say which targets on one measure exclude one another, demand different things, or part off the plan."""
    notices: list[Problem] = []
    same: list[tuple[list[Line], Problem]] = []
    for measure, members in families.members.items():
        if len(members) < 2 or len(notices) >= MOST_SHOWN:
            continue
        every = [(line, families.levels(line)) for line in families.all_lines(measure)]
        owner = planned.agreement.measures[measure]
        notices += _excluding(every, owner.unit, owner.label)
        lines = families.lines(measure)
        for alike in ([line for line in lines if line.is_least], [line for line in lines if not line.is_least]):
            if len(alike) < 2:
                continue
            if not _agree(alike, planned, families):
                notices.append(_differing(alike, families))
            elif found := _parting(alike, planned, families):
                same.append((alike, found))
    notices += _of_one_formula(planned, families) if len(notices) < MOST_SHOWN else []
    if same:
        also = Spots(tuple(Spot(", ".join(_ids(alike)), found.place) for alike, found in same[1:] if found.place))
        first = same[0][1]
        notices.append(Problem(first.code, first.place, {**first.args, "also": also if also.items else None}))
    return notices


def _ids(lines: Iterable[Line]) -> list[str]:
    return [line.target.id for line in lines]


def _excluding(found: list[tuple[Line, Accepted]], unit: Unit, label: str) -> list[Problem]:
    """Say where the levels at which one target is met and those of another have none in common."""
    if len(found) < 2:
        return []
    (least, lows), (most, highs) = greatest_low(found), least_high(found)
    if lows.meets(highs) or lows.low is None or highs.high is None:
        return []
    demand = most.target.demand
    assert demand
    args = {
        "one": least.target.id,
        "other": most.target.id,
        "least": _limit(lows, True, unit),
        "most": _limit(highs, False, unit),
        "label": label,
    }
    return [Problem("targets-exclude", demand.bounds[0].place, args)]


def _of_one_formula(planned: Planned, families: Families) -> list[Problem]:
    """Say which targets on one formula exclude one another, where they hang on no one measure."""
    alike: dict[Formula, list[tuple[Line, Accepted]]] = defaultdict(list)
    for target in planned.agreement.targets.values():
        demand = target.demand
        if target.of is None or demand is None or target.monitored or families.line_of(target):
            continue
        bounds = [bound.formula for bound in demand.bounds if bound.formula]
        values = [planned.values.value(bound, planned.end).value for bound in bounds]
        known = [value for value in values if value is not None]
        if len(known) == len(demand.bounds) and not supplied_measures(planned.values, bounds):
            line = Line(target, "", Fraction(0), Fraction(1), ends_of(demand.kind, known))
            alike[target.of].append((line, line.levels()))
    return [
        notice
        for found in alike.values()
        for notice in _excluding(found, found[0][0].target.unit, found[0][0].target.of_text or "")
    ]


def _demanded(line: Line, families: Families) -> Fraction | None:
    """Give the number that a target demands at the least; None where there is none, as of over 110 days."""
    target = line.target
    if not line.is_strict:
        return line.bound
    up = 1 if target.demand and target.demand.kind == "more_than" else -1
    if target.judged == "rounded" and target.decimals is not None:
        bound = round_half_up(target.unit.shown(line.bound), target.decimals) + Fraction(up, 10**target.decimals)
        return bound * target.unit.scale
    if is_whole(families.agreement.measures[line.measure]):
        return line.number(families.count(line, line.exact).value)
    return None


def _agree(lines: list[Line], planned: Planned, families: Families) -> bool:
    """Say whether they are met by the same, or at some level every one comes to just what it demands, as rounded."""
    first, *others = (families.levels(line) for line in lines)
    if all(other == first for other in others):
        return True
    demanded = [_demanded(line, families) for line in lines]
    decimals = decimals_of(planned.agreement.measures[lines[0].measure])
    levels = {round_half_up(line.exact, decimals) for line in lines[:MOST_SHOWN]}
    levels |= {families.count(line, line.exact).value for line in lines[:MOST_SHOWN] if line.is_strict}
    return any(all(map(_comes_to, lines, demanded, repeat(level))) for level in levels)


def _comes_to(line: Line, demanded: Fraction | None, level: Fraction) -> bool:
    """Say whether a target's number at a level, rounded as it is judged, is just what it demands."""
    if demanded is None or line.target.decimals is None:
        return line.number(level) == demanded
    shown = [line.target.unit.shown(value) for value in (line.number(level), demanded)]
    return len({round_half_up(value, line.target.decimals) for value in shown}) == 1


def _differing(lines: list[Line], families: Families) -> Problem:
    binding = families.binding(lines[0])
    levels = [(line, families.levels(line)) for line in lines]
    loosest, _ = (
        min(levels, key=lambda found: found[1].low or 0)
        if binding.is_least
        else max(levels, key=lambda found: found[1].high or 0)
    )
    demand = loosest.target.demand
    assert demand
    measure = families.agreement.measures[binding.measure]
    asked = [families.count(line, line.exact) for line in lines]
    if not is_whole(measure):
        finest = max(exactly(amount.value, amount.unit).decimals for amount in asked)
        asked = [replace(amount, decimals=max(amount.decimals, finest)) for amount in asked]
    is_told = len({amount.text("en") for amount in asked}) > 1
    as_judged = Spots(tuple(_spot(line, _limit(found, line.is_least, measure.unit)) for line, found in levels))
    args = {
        "demands": Spots(tuple(map(_spot, lines, asked))) if is_told else None,
        "as_judged": None if is_told else as_judged,
        "label": measure.label,
        "binding": binding.target.id,
    }
    return Problem("promises-differ", demand.bounds[0].place, args)


def _spot(line: Line, said: Amount | Limit) -> Spot:
    assert line.target.demand
    return Spot(said, line.target.demand.bounds[0].place, line.target.id)


def _limit(levels: Accepted, is_least: bool, unit: Unit) -> Limit:
    """Give the end of the levels at which a target is met; one without end in decimals as the next that is met."""
    end = levels.low if is_least else levels.high
    assert end is not None
    if round_half_up(unit.shown(end), TOLD_DECIMALS) != unit.shown(end):
        levels = levels.on_grid(unit.scale / 10**TOLD_DECIMALS)
    end, has_end = (levels.low, levels.has_low) if is_least else (levels.high, levels.has_high)
    assert end is not None
    return Limit(exactly(end, unit, TOLD_DECIMALS), is_least, not has_end)


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
    here = [Spot(families.count(line, line.exact), NOWHERE, line.target.id) for line in lines]
    is_one = len({spot.said for spot in here}) == 1
    if len(demanded) < 2 or round_half_up(demanded[-1]) == round_half_up(demanded[0]):
        return None
    unit, other_measure = measure.unit, planned.agreement.measures[other]
    decimals = decimals_of(measure)
    farthest = (max if lines[0].is_least else min)(elsewhere, key=lambda line: families.count(line, line.exact).value)
    args = {
        "count": len(lines),
        "names": ", ".join(_ids(lines)[:12]),
        "here": Spots((Spot(here[0].said, NOWHERE),) if is_one else tuple(here)),
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
