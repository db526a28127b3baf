"""Own plan: an agreement's plan fed back as actuals, target by target, in both readings. Gives notices.

Here is also what rounding gives away: where half a unit of the last decimal is a good part of what is promised.
"""

from __future__ import annotations

from fractions import Fraction

from zielcalc.judge.numbers import both_readings, judge_number, needed_change, numbers_at_end
from zielcalc.judge.planned import Planned, bound_number, inner_of, telling
from zielcalc.judge.promises import Families
from zielcalc.model.agreement import Demand, Target
from zielcalc.model.amount import Amount, Decimals, exactly
from zielcalc.model.formula import Formula, Name, literal_of
from zielcalc.model.problem import MOST_SHOWN, Problem
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Verdict
from zielcalc.model.unit import COUNT, PERCENT

GOOD_PART = Fraction(1, 4)
"""Rounding gives a good part of a target away from here on: half a unit of its last decimal against the change promised
from the baseline."""


def by_plan(planned: Planned) -> list[Problem]:
    """Say which targets their own plan misses, or meets only in one reading, and which bounds are not the plan."""
    notices: list[Problem] = []
    for target in planned.agreement.targets.values():
        if target.of is not None and target.demand is not None and not target.monitored:
            notices += _of_target(target, target.of, target.demand, planned, len(notices) < MOST_SHOWN)
    return notices


def _of_target(target: Target, of: Formula, demand: Demand, planned: Planned, is_few: bool) -> list[Problem]:
    numbers = numbers_at_end(target, planned.values)
    if numbers is None:
        return []
    value, ends = numbers
    code = _said(target, demand, value, ends)
    if code is None:
        return []
    nearest = min(ends, key=lambda end: abs(end - value))
    reckoned = planned.reckoning(
        planned.values.value(of, planned.end), telling(value, ends, target.unit, target.decimals)
    )
    args: dict[str, object] = {"reckoned": reckoned, "bound": exactly(nearest, target.unit)}
    if code == "plan-by-rounding":
        judged = judge_number(target, of, planned.values, planned.end, None) if is_few else None
        needed = needed_change(judged, planned.values) if judged else None
        args["needed"] = Amount(Fraction(needed.needed), COUNT, 0) if needed else args["bound"]
        args["exact"] = "exact" if target.judged == "exact" else None
    return [Problem(code, demand.bounds[0].place, args)]


def _said(target: Target, demand: Demand, plan: Fraction, ends: tuple[Fraction, ...]) -> str | None:
    """Give the code of what there is to say of a target and its plan."""
    match both_readings(target, demand, plan, ends):
        case (Verdict.MET, Verdict.MISSED):
            return "plan-by-rounding"
        case (Verdict.MISSED, Verdict.MET) if target.judged == "rounded":
            return "plan-only-exact"
        case (Verdict.MISSED, Verdict.MISSED):
            return "plan-missed"
        case _:
            return "bound-beside-plan" if _is_beside(target, plan, ends) else None


def _is_beside(target: Target, plan: Fraction, ends: tuple[Fraction, ...]) -> bool:
    """Say whether a bound on a name with a plan is another number than it.

    They are compared at the decimals the target is judged at, or else those the bound is written with.
    """
    written = target.demand and target.demand.bounds[0].formula
    number = literal_of(written) if written else None
    if not isinstance(target.of, Name) or number is None or len(ends) != 1:
        return False
    decimals = number[0].decimals if target.decimals is None else target.decimals
    shown = {round_half_up(target.unit.shown(value), decimals) for value in (plan, ends[0])}
    return len(shown) > 1


def coarse_rounding(planned: Planned, families: Families) -> list[Problem]:
    """Say where rounding gives away a good part of what a target promises against its baseline."""
    notices = []
    for target in planned.agreement.targets.values():
        if target.demand is None or target.monitored or target.judged != "rounded" or target.decimals is None:
            continue
        share = _given_away(target, planned, target.decimals)
        if share is not None and share >= GOOD_PART:
            notices.append(_coarse(target, share, planned, families))
    return notices


def _given_away(target: Target, planned: Planned, decimals: int) -> Fraction | None:
    """Give the part of the change promised that half a unit of the last decimal is; None where none is promised."""
    bound = bound_number(target)
    if bound is None or target.of is None or target.demand is None or target.demand.kind == "equals":
        return None
    before: Fraction | None = Fraction(0)
    if inner_of(target.of) is target.of:
        before = None if _is_whole(target, planned) else planned.values.baseline(target.of, planned.end).value
    if before is None or bound == before:
        return None
    return target.unit.scale / Fraction(2 * 10**decimals) / abs(bound - before)


def _is_whole(target: Target, planned: Planned) -> bool:
    """Say whether a target counts what comes in wholes, where rounding gives nothing away."""
    match target.of:
        case Name(id) if id in planned.agreement.measures:
            measure = planned.agreement.measures[id]
            return measure.unit == COUNT and measure.over_time != "mean"
        case _:
            return False


def _coarse(target: Target, share: Fraction, planned: Planned, families: Families) -> Problem:
    bound = bound_number(target)
    assert target.demand is not None
    assert target.decimals is not None
    assert bound is not None
    finer = target.decimals
    while share / 10 ** (finer - target.decimals) >= GOOD_PART:
        finer += 1
    half = target.unit.scale / (2 * 10**target.decimals)
    enough = bound + (half if target.demand.kind in ("at_most", "more_than") else -half)
    said = Amount(enough, target.unit, target.decimals + 1)
    args = {"share": Amount(share, PERCENT, 0), "decimals": Decimals(target.decimals), "finer": finer}
    place, line = target.demand.bounds[0].place, families.line_of(target)
    if line is None:
        return Problem("coarse-rounding", place, {**args, "alone": said})
    if target.of == Name(line.measure):
        args["alone"] = said
    else:
        unit = planned.agreement.measures[line.measure].unit
        decimals = 0 if unit == COUNT else target.decimals + 1
        loose, strict = (Amount(level, unit, decimals) for level in (line.rounded, line.exact))
        args |= {"enough": said, "loose": loose, "strict": strict}
    binding = families.binding(line)
    return Problem("coarse-rounding", place, {**args, "binding": None if binding is line else binding.target.id})
