"""Own plan: an agreement's plan fed back as actuals, target by target, in both readings. Gives notices.

Here is also what rounding gives away: where half a unit of the last decimal is a good part of what is promised.
"""

from __future__ import annotations

from fractions import Fraction

from zielcalc.judge.families import Families
from zielcalc.judge.line import Line, is_whole
from zielcalc.judge.numbers import both_readings, judge_number, needed_change, numbers_at_end
from zielcalc.judge.planned import Planned, bound_number, inner_of, telling
from zielcalc.model.accepted import Accepted, accepted
from zielcalc.model.agreement import Demand, Target
from zielcalc.model.amount import Amount, Decimals, Limit, exactly
from zielcalc.model.formula import Formula, Name, literal_of
from zielcalc.model.problem import MOST_SHOWN, Problem
from zielcalc.model.quantity import ending_decimals, round_half_up
from zielcalc.model.report import Verdict
from zielcalc.model.unit import COUNT, PERCENT, Unit

TOLD, MOST_TOLD = 3, 12
"""Decimals of a number without end, and the most of one that has an end."""
MOST_DECIMALS = 6
"""So finely is told apart what will do and what is demanded."""
GOOD_PART = Fraction(1, 4)
"""Rounding gives a good part of a target away from here on, against the change promised from the baseline."""


def by_plan(planned: Planned, families: Families) -> list[Problem]:
    """Say which targets their own plan misses, or meets only in one reading, and which bounds are not the plan."""
    notices: list[Problem] = []
    for target in planned.agreement.targets.values():
        if target.of is not None and target.demand is not None and not target.monitored:
            notices += _of_target(target, target.of, target.demand, planned, families, len(notices) < MOST_SHOWN)
    return notices


def _of_target(
    target: Target, of: Formula, demand: Demand, planned: Planned, families: Families, is_few: bool
) -> list[Problem]:
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
    args: dict[str, object] = {"reckoned": reckoned, "bound": _demanded(demand, nearest, target.unit)}
    if code == "plan-by-rounding":
        judged = judge_number(target, of, planned.values, planned.end, None) if is_few else None
        needed = needed_change(judged, planned.values) if judged else None
        end = _enough(target, nearest, is_least=nearest > value)
        args["needed"] = exactly(Fraction(needed.needed), needed.unit, MOST_DECIMALS) if needed else end
        is_named = needed and families.hangs_on(target) != [needed.measure]
        args["of"] = planned.owners[needed.measure].label if needed and is_named else None
        args["exact"] = "exact" if target.judged == "exact" else None
    return [Problem(code, demand.bounds[0].place, args)]


def _demanded(demand: Demand, end: Fraction, unit: Unit) -> Amount | Limit:
    """Give a number that is demanded; of the strict kinds, as one that does not do itself."""
    amount = _to_the_end(end, unit)
    is_strict = demand.kind in ("more_than", "less_than")
    return Limit(amount, demand.kind == "more_than", True) if is_strict else amount


def _to_the_end(value: Fraction, unit: Unit) -> Amount:
    """Give a number to its last digit, or where there is none with a few."""
    has_end = ending_decimals(unit.shown(value)) is not None
    return exactly(value, unit, MOST_TOLD if has_end else TOLD)


def _enough(target: Target, end: Fraction, is_least: bool) -> Amount:
    """Give a number that will do; one without end is told by the next number that will."""
    amount = _to_the_end(end, target.unit)
    shown = target.unit.shown(end)
    if round_half_up(shown, amount.decimals) == shown:
        return amount
    levels = Accepted(low=shown, high=shown).on_grid(Fraction(1, 10**amount.decimals))
    told = levels.low if is_least else levels.high
    assert told is not None
    return Amount(told * target.unit.scale, target.unit, amount.decimals)


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
        promised = _promised(target, planned)
        if promised and _given_away(target, target.decimals) >= GOOD_PART * promised:
            notices += _coarse(target, promised, planned, families)
    return notices


def _promised(target: Target, planned: Planned) -> Fraction | None:
    """Give the change that a target with one number as its bound promises against its baseline; None for none."""
    bound = bound_number(target)
    if bound is None or target.of is None or target.demand is None or target.demand.kind not in ("at_least", "at_most"):
        return None
    if inner_of(target.of) is not target.of:
        return abs(bound)
    if isinstance(target.of, Name) and (measure := planned.agreement.measures.get(target.of.id)) and is_whole(measure):
        # Of whole ones rounding gives nothing away.
        return None
    before = planned.values.baseline(target.of, planned.end).value
    return None if before is None else abs(bound - before)


def _last_met(target: Target, decimals: int) -> tuple[Fraction, bool]:
    """Give the last number that is rounded to what a target demands, and whether only what is beyond it is."""
    bound = bound_number(target)
    assert target.demand is not None
    assert bound is not None
    found = accepted(target.demand.kind, (bound,), target.unit, decimals)
    end, has_end = (found.low, found.has_low) if target.demand.kind == "at_least" else (found.high, found.has_high)
    assert end is not None
    return end * target.unit.scale, not has_end


def _given_away(target: Target, decimals: int) -> Fraction:
    """Give how far below what it demands a target is met when it is rounded."""
    bound = bound_number(target)
    assert target.demand is not None
    assert bound is not None
    end, _ = _last_met(target, decimals)
    return bound - end if target.demand.kind == "at_least" else end - bound


def _coarse(target: Target, promised: Fraction, planned: Planned, families: Families) -> list[Problem]:
    assert target.demand is not None
    assert target.decimals is not None
    finer = target.decimals
    while _given_away(target, finer) >= GOOD_PART * promised:
        finer += 1
    end, is_open = _last_met(target, target.decimals)
    amount = Amount(end, target.unit, target.decimals + 1)
    said = Limit(amount, target.demand.kind == "at_least", is_open) if is_open else amount
    share = _given_away(target, target.decimals) / promised
    args = {"share": Amount(share, PERCENT, 0), "decimals": Decimals(target.decimals), "finer": finer}
    place, line = target.demand.bounds[0].place, families.line_of(target)
    if line is None:
        return [Problem("coarse-rounding", place, {**args, "alone": said})]
    if line.slope == 1 and not line.start and not line.bend:
        args["alone"] = said
    else:
        loose, strict = _loose_and_strict(line, 0 if line.thing.unit == COUNT else target.decimals + 1)
        if loose.value == strict.value:
            return []
        args |= {"enough": said, "loose": loose, "strict": strict, "at": families.premise([line])}
    binding = families.binding(line).target
    return [Problem("coarse-rounding", place, {**args, "binding": None if binding is target else binding.id})]


def _loose_and_strict(line: Line, decimals: int) -> tuple[Amount, Amount]:
    """Give the last level of a thing that will do, and the one from which a target is met exactly.

    That is told to the nearest as a paper does (9.153 of 9.152,8); where this does not tell them apart, one that meets.
    """
    unit = line.thing.unit
    loose, strict = _end(line, line.unbroken(), decimals), unit.shown(line.exact)
    while not line.thing.is_whole and decimals < MOST_DECIMALS and unit.shown(loose) == round_half_up(strict, decimals):
        decimals += 1
        loose, strict = (_end(line, levels, decimals) for levels in (line.unbroken(), line.exact_levels()))
        strict = unit.shown(strict)
    return Amount(loose, unit, decimals), Amount(strict * unit.scale, unit, decimals)


def _end(line: Line, levels: Accepted, decimals: int) -> Fraction:
    """Give the last level of a thing, in so many decimals, at which a target is met."""
    levels = levels.on_grid(line.thing.unit.scale / 10**decimals)
    end = levels.low if line.is_least else levels.high
    assert end is not None
    return end
