"""Totals: a total and its parts that point apart. Takes what is planned, gives notices.

Meeting every part need not meet the total; and where the shares shift, every part may rise while the total falls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from zielcalc.judge.families import Families
from zielcalc.judge.line import Line
from zielcalc.judge.numbers import judged_and_exact, numbers_at_end
from zielcalc.judge.planned import Planned, bound_number, inner_of, telling
from zielcalc.judge.values import Taken
from zielcalc.model.agreement import Target
from zielcalc.model.amount import Amount, Premise, Spot, Spots, exactly
from zielcalc.model.formula import Name
from zielcalc.model.problem import MOST_SHOWN, Problem
from zielcalc.model.quantity import first_decimals
from zielcalc.model.report import Verdict
from zielcalc.model.unit import Unit

MOST_PARTS = 12
"""A total of more parts is not held against them; none of this field has so many."""


def totals(planned: Planned, families: Families) -> list[Problem]:
    """Say where targets on parts and on their total do not go together."""
    notices: list[Problem] = []
    parts: dict[tuple[str, ...], list[Line]] = {}
    parts_of: dict[str, list[Target]] = defaultdict(list)
    for target in planned.agreement.targets.values():
        parts_of[target.part_of or ""].append(target)
    for target in planned.agreement.targets.values():
        if len(notices) >= MOST_SHOWN:
            break
        notices += _above_its_whole(target, planned)
        notices += _sum_below(target, parts_of[target.id], planned)
        ids = families.hangs_on(target) if target.demand and not target.monitored else []
        if 1 < len(ids) <= MOST_PARTS and all(families.members.get(id) for id in ids):
            if (key := tuple(ids)) not in parts:
                parts[key] = _parts(ids, families)
            if len(parts[key]) == len(ids):
                notices += _apart(target, parts[key], planned, families)
    return notices


def _above_its_whole(target: Target, planned: Planned) -> list[Problem]:
    """Say where a part ("darunter") demands more than what it is part of."""
    whole = planned.agreement.targets.get(target.part_of or "")
    if whole is None or target.demand is None or whole.demand is None or target.unit != whole.unit:
        return []
    part_bound, whole_bound = bound_number(target), bound_number(whole)
    kinds = {target.demand.kind, whole.demand.kind}
    if not target.unit.dims or part_bound is None or whole_bound is None or not kinds <= {"at_least", "more_than"}:
        return []
    if part_bound <= whole_bound:
        return []
    args = {
        "part": exactly(part_bound, target.unit),
        "whole": exactly(whole_bound, whole.unit),
        "of": whole.id,
    }
    return [Problem("part-demands-more", target.demand.bounds[0].place, args)]


def _sum_below(whole: Target, parts: list[Target], planned: Planned) -> list[Problem]:
    """Say where parts whose plans are all of the whole's plan demand together less than it does."""
    plan, bound = _plan_of(whole, planned), bound_number(whole)
    plans = [_plan_of(part, planned) for part in parts]
    bounds = [found for part in parts if (found := bound_number(part)) is not None]
    known = [found for found in plans if found is not None]
    if plan is None or bound is None or len(known) < len(parts) or len(bounds) < len(parts) or sum(known) != plan:
        return []
    kinds = {part.demand.kind for part in parts if part.demand}
    if whole.demand is None or kinds not in ({"at_least"}, {"at_most"}):
        return []
    total, kind = sum(bounds, Fraction(0)), whole.demand.kind
    if not (kind == "at_least" and total < bound) and not (kind == "at_most" and total > bound):
        return []
    args = {
        "parts": Spots(tuple(Spot(part.id, part.place) for part in parts)),
        "at": Premise(()),
        "reached": telling(total, (bound,), whole.unit, whole.decimals),
        "bound": exactly(bound, whole.unit),
    }
    return [Problem("parts-miss-whole", whole.demand.bounds[0].place, args)]


def _plan_of(target: Target, planned: Planned) -> Fraction | None:
    """Give the plan of a measure that can be summed, where a target is on one."""
    if not isinstance(target.of, Name) or target.of.id not in planned.agreement.measures or not target.unit.dims:
        return None
    return planned.plan_of(target.of.id)


def _apart(target: Target, parts: list[Line], planned: Planned, families: Families) -> list[Problem]:
    """Hold a total against its parts: each part a measure with targets of its own."""
    return [*_missed_by_parts(target, parts, planned, families), *_mix(target, parts, planned)]


def _parts(ids: list[str], families: Families) -> list[Line]:
    """Give the target that demands the most of each part; a part's share in others once these are just met."""
    parts: dict[str, Line] = {}
    lines = {
        id: [(line, set(ids) & set(families.rests_on(line.target)) - {id}) for line in families.lines(id)] for id in ids
    }
    for id in sorted(ids, key=lambda id: any(others for _, others in lines[id])):
        levels = {other: part.count(part.exact).value for other, part in parts.items()}
        own = [line for line, others in lines[id] if not others]
        shares = [line.target for line, others in lines[id] if others and others <= parts.keys()]
        beside = [line for share in shares if (line := families.line(share, id, levels))]
        if strictest := _strictest([*own, *beside]):
            parts[id] = strictest
    return [parts[id] for id in ids if id in parts]


def _strictest(lines: list[Line]) -> Line | None:
    """Give the target that demands the most of a part; None where its targets pull both ways."""
    if not lines or len({line.is_least for line in lines}) > 1:
        return None
    return (max if lines[0].is_least else min)(lines, key=lambda line: line.exact)


def _missed_by_parts(target: Target, parts: list[Line], planned: Planned, families: Families) -> list[Problem]:
    """Say where a total is missed although every part is just met."""
    assert target.demand is not None
    levels = {line.thing.id: line.count(line.exact).value for line in parts}
    found = numbers_at_end(target, planned.with_levels(levels))
    if found is None or len(found[1]) > 1:
        return []
    judged, _ = judged_and_exact(target, target.demand, *found)
    if judged is not Verdict.MISSED:
        return []
    # More of what the parts demand brings the total nearer, or takes it ever farther; where they do both, it is open.
    if len({_rises(target, line.thing.id, levels, planned) == line.is_least for line in parts}) > 1:
        return []
    args = {
        "parts": Spots(tuple(Spot("", line.target.place, line.target.id) for line in parts)),
        "at": families.premise(parts, whole=target),
        "reached": telling(found[0], found[1], target.unit, target.decimals),
        "bound": exactly(found[1][0], target.unit),
    }
    return [Problem("parts-miss-whole", target.demand.bounds[0].place, args)]


def _rises(target: Target, id: str, levels: Mapping[str, Fraction], planned: Planned) -> bool:
    """Say whether one more of a measure brings a target's number up, against its bound."""
    less, more = (numbers_at_end(target, planned.with_levels({**levels, id: levels[id] + step})) for step in (0, 1))
    return less is not None and more is not None and more[0] - more[1][0] > less[0] - less[1][0]


def _mix(target: Target, parts: list[Line], planned: Planned) -> list[Problem]:
    """Say where by the plan every part goes one way against its baseline, and the total the other."""
    assert target.of is not None
    changes = [_planned_change(part.target, planned) for part in parts]
    whole = _planned_change(target, planned)
    known = [change for change in changes if change is not None]
    if whole is None or len(known) < len(parts):
        return []
    is_up = all(change[0] > 0 for change in known) and whole[0] < 0
    is_down = all(change[0] < 0 for change in known) and whole[0] > 0
    if not (is_up or is_down) or len({unit.text for _, unit in (whole, *known)}) > 1:
        return []
    # Of a difference the one part takes away what the other adds; no weights shift there.
    plans = {part.thing.id: planned.plan_of(part.thing.id) or Fraction(0) for part in parts}
    if any(_rises(target, part.thing.id, plans, planned) != part.rises for part in parts):
        return []
    shown = tuple(
        Spot(_signed(*change), part.target.place, part.target.id) for part, change in zip(parts, known, strict=True)
    )
    return [Problem("mix-effect", target.place, {"parts": Spots(shown), "whole": _signed(*whole)})]


def _planned_change(target: Target, planned: Planned) -> tuple[Fraction, Unit] | None:
    """Give plan − baseline of what a target is about, with its unit."""
    assert target.of is not None
    inner = inner_of(target.of)
    plan = planned.values.value(inner, planned.end, Taken.PLAN).value
    baseline = planned.values.baseline(inner, planned.end).value
    unit = planned.unit_of(inner).of_difference()
    return None if plan is None or baseline is None else (plan - baseline, unit)


def _signed(value: Fraction, unit: Unit) -> Amount:
    decimals = exactly(value, unit, 1).decimals
    return Amount(value, unit, first_decimals(unit.shown(value), decimals), is_signed=True)
