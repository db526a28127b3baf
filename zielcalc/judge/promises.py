"""Promises: targets that hang on one thing, and whether they demand the same of it. Gives notices.

A count and a quota of the same people ask the same at the planned denominator, and part at any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import repeat

from msgspec.structs import replace

from zielcalc.judge.families import Families, greatest_low, least_high, strictest
from zielcalc.judge.line import Line
from zielcalc.judge.planned import Planned
from zielcalc.model.accepted import Accepted
from zielcalc.model.agreement import NOWHERE
from zielcalc.model.amount import Amount, Limit, Spot, Spots, exactly
from zielcalc.model.problem import MOST_SHOWN, Problem
from zielcalc.model.quantity import round_half_up
from zielcalc.model.unit import Unit

TOLD_DECIMALS = 3
"""A level is told with so many, or as many as tell it from another."""
MOST_DECIMALS = 12
OTHER_LEVEL = Fraction(102, 100)
"""Where promises are seen to part: the denominator this much above its plan, at three digits."""


def promises(planned: Planned, families: Families) -> list[Problem]:
    """Say which targets on one thing exclude one another, demand different things, or part off the plan."""
    notices: list[Problem] = []
    same: list[tuple[list[Line], Problem]] = []
    for every in families.alike():
        if len(notices) >= MOST_SHOWN:
            break
        notices += _excluding(every, families)
        for is_least in (True, False):
            lines = [line for line in every if line.is_one_sided and line.is_least == is_least]
            if len(lines) < 2:
                continue
            if not _agree(lines):
                wholes = families.as_wholes(lines)
                notices.append(_differing(lines if _agree(wholes) else wholes, families))
            elif found := _parting(lines, planned, families):
                same.append((lines, found))
    if same:
        also = Spots(tuple(Spot(", ".join(_ids(alike)), found.place) for alike, found in same[1:] if found.place))
        first = same[0][1]
        notices.append(Problem(first.code, first.place, {**first.args, "also": also if also.items else None}))
    return notices


def _ids(lines: Iterable[Line]) -> list[str]:
    return [line.target.id for line in lines]


def _excluding(lines: list[Line], families: Families) -> list[Problem]:
    """Say where the levels at which one target is met and those of another have none in common."""
    found = _apart(lines)
    if found is None:
        return []
    (least, lows), (most, highs) = _apart(families.as_wholes([line for line, _ in found])) or found
    demand, thing = most.target.demand, least.thing
    assert demand
    args = {
        "one": least.target.id,
        "other": most.target.id,
        "least": _limit(lows, True, thing.unit),
        "most": _limit(highs, False, thing.unit),
        "label": thing.label,
        "at": families.premise([least, most]),
    }
    return [Problem("targets-exclude", demand.bounds[0].place, args)]


def _apart(lines: list[Line]) -> tuple[tuple[Line, Accepted], tuple[Line, Accepted]] | None:
    """Give the target that begins to be met last and the one that ceases first, where that is before it."""
    every = [(line, line.levels()) for line in lines]
    # What no level meets, as 9.95 % of ten people, is its own fault.
    found = [(line, levels) for line, levels in every if levels.meets(levels)]
    if len(found) < 2:
        return None
    least, most = greatest_low(found), least_high(found)
    return None if least[1].meets(most[1]) else (least, most)


def _demanded(line: Line) -> Fraction | None:
    """Give the number that a target demands at the least; None where there is none, as of over 110 days."""
    target = line.target
    if not line.is_strict:
        return line.bound
    up = 1 if target.demand and target.demand.kind == "more_than" else -1
    if target.judged == "rounded" and target.decimals is not None:
        bound = round_half_up(target.unit.shown(line.bound), target.decimals) + Fraction(up, 10**target.decimals)
        return bound * target.unit.scale
    return line.number(line.count(line.exact).value) if line.thing.is_whole else None


def _agree(lines: list[Line]) -> bool:
    """Say whether they are met by the same, or at some level every one comes to just what it demands, as rounded."""
    first, *others = (line.levels() for line in lines)
    if all(other == first for other in others):
        return True
    demanded = [_demanded(line) for line in lines]
    thing = lines[0].thing
    levels = {
        round_half_up(thing.unit.shown(line.exact), thing.decimals) * thing.unit.scale for line in lines[:MOST_SHOWN]
    }
    levels |= {line.count(line.exact).value for line in lines[:MOST_SHOWN] if line.is_strict}
    return any(all(map(_comes_to, lines, demanded, repeat(level))) for level in levels)


def _comes_to(line: Line, demanded: Fraction | None, level: Fraction) -> bool:
    """Say whether a target's number at a level, rounded as it is judged, is just what it demands."""
    if demanded is None or line.target.decimals is None:
        return line.number(level) == demanded
    shown = [line.target.unit.shown(value) for value in (line.number(level), demanded)]
    return len({round_half_up(value, line.target.decimals) for value in shown}) == 1


def _differing(lines: list[Line], families: Families) -> Problem:
    """Name what each target demands: exactly where that says which one binds, else as it is judged."""
    levels = [(line, line.levels()) for line in lines]
    binding = strictest(levels, lines[0].is_least)
    loosest, _ = (
        min(levels, key=lambda found: found[1].low or 0)
        if binding.is_least
        else max(levels, key=lambda found: found[1].high or 0)
    )
    demand, thing = loosest.target.demand, binding.thing
    assert demand
    finest = max(exactly(line.exact, thing.unit).decimals for line in lines)
    said = [_asked(line, finest) for line in lines]
    exact = [(line, line.exact_levels()) for line in lines]
    is_told = _differ(said) and strictest(exact, binding.is_least).exact_levels() == binding.exact_levels()
    if not is_told:
        tried: Iterator[list[Amount | Limit]] = (
            [_limit(found, line.is_least, thing.unit, places) for line, found in levels]
            for places in range(TOLD_DECIMALS, MOST_DECIMALS + 1)
        )
        said = next(filter(_differ, tried), said)
    spots = Spots(tuple(map(_spot, lines, said)))
    args = {
        "demands": spots if is_told else None,
        "as_judged": None if is_told else spots,
        "label": thing.label,
        "binding": binding.target.id,
        "at": families.premise(lines),
    }
    return Problem("promises-differ", demand.bounds[0].place, args)


def _enough(line: Line) -> Limit:
    """Give the end of what meets a target exactly, at the decimals the thing is shown with: never one that misses."""
    return _limit(line.exact_levels(), line.is_least, line.thing.unit, line.thing.decimals)


def _asked(line: Line, decimals: int) -> Amount | Limit:
    """Give what a target demands of the thing exactly, with so many decimals at least."""
    amount = line.count(line.exact)
    if line.thing.is_whole:
        return amount
    amount = replace(amount, decimals=max(amount.decimals, decimals))
    return Limit(amount, line.is_least, is_open=True) if line.is_strict else amount


def _differ(said: Iterable[Amount | Limit]) -> bool:
    return len({one.text("en") for one in said}) > 1


def _spot(line: Line, said: Amount | Limit) -> Spot:
    assert line.target.demand
    return Spot(said, line.target.demand.bounds[0].place, line.target.id)


def _limit(levels: Accepted, is_least: bool, unit: Unit, decimals: int = TOLD_DECIMALS) -> Limit:
    """Give the end of the levels at which a target is met; one without end in decimals as the next that is met."""
    end = levels.low if is_least else levels.high
    assert end is not None
    if round_half_up(unit.shown(end), decimals) != unit.shown(end):
        levels = levels.on_grid(unit.scale / 10**decimals)
    end, has_end = (levels.low, levels.has_low) if is_least else (levels.high, levels.has_high)
    assert end is not None
    return Limit(exactly(end, unit, decimals), is_least, not has_end)


def _parting(lines: list[Line], planned: Planned, families: Families) -> Problem | None:
    """Say how much targets that ask the same at the planned denominator differ at another one; None if they do not."""
    thing = lines[0].thing
    supplied = [families.stands_on(line.target.of) for line in lines[:12] if line.target.of and thing.id]
    others = [id for id in dict.fromkeys(id for ids in supplied for id in ids) if id != thing.id]
    other = next((id for id in others if planned.plan_of(id)), None)
    plan = planned.plan_of(other) if other else None
    if other is None or plan is None:
        return None
    beside = families.thing(other)
    level = _three_digits(beside.unit.shown(plan) * OTHER_LEVEL) * beside.unit.scale
    elsewhere = [line for one in lines[:12] if (line := families.line(one.target, thing.id, {other: level}))]
    if len(elsewhere) < 2:
        return None
    is_least = lines[0].is_least
    demanded = sorted({_enough(line).amount.value for line in elsewhere}, reverse=not is_least)
    if len(demanded) < 2:
        return None
    here = [
        Spot(found if found.is_open else found.amount, NOWHERE, line.target.id)
        for line in lines
        for found in [_enough(line)]
    ]
    is_one = len({spot.said for spot in here}) == 1
    farthest = (max if is_least else min)(elsewhere, key=lambda line: line.count(line.exact).value)
    apart = Amount(abs(demanded[-1] - demanded[0]), thing.unit.of_difference(), thing.decimals)
    args = {
        "count": len(lines),
        "names": ", ".join(_ids(lines)[:12]),
        "here": Spots((Spot(here[0].said, NOWHERE),) if is_one else tuple(here)),
        "at": families.premise(lines),
        "plan": exactly(plan, beside.unit),
        "other": beside.label,
        "label": thing.label,
        "level": exactly(level, beside.unit),
        "low": Amount(demanded[0], thing.unit, thing.decimals),
        "missing": apart if is_least else None,
        "too_many": None if is_least else apart,
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
