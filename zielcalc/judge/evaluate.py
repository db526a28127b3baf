"""Evaluate: every target of an agreement judged by the actuals. Takes an Agreement and Actuals, gives the Report."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.assumptions import assume
from zielcalc.judge.comparison import ends_of, gap_of, margin_of, meets
from zielcalc.judge.measures import Measures
from zielcalc.judge.rounding import nearest
from zielcalc.judge.values import Taken, Values
from zielcalc.model.actuals import Actuals, Cell, Statement
from zielcalc.model.agreement import NOWHERE, Agreement, Bound, Demand, Target
from zielcalc.model.formula import Call, Formula, Name, parts
from zielcalc.model.period import Month
from zielcalc.model.problem import ActualsError, Problem, Problems
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Derivation, Needed, Reason, Report, Result, Verdict
from zielcalc.model.unit import COUNT


def evaluate(
    agreement: Agreement,
    actuals: Actuals,
    *,
    as_of: Month | None = None,
    baseline_from_actuals: bool = False,
    is_plan: bool = False,
) -> Report:
    """Judge every target of the agreement by the actuals.

    `as_of` sets one month for all; else each target is judged at the last month that all its measures reach.
    `baseline_from_actuals` lets the prior year's data go before the agreed baseline; `is_plan`
    says that the actuals are the agreement's own plan.
    Raises ActualsError where annual and complete monthly values contradict one another.
    """
    measures = Measures(agreement, actuals)
    if contradictions := measures.contradictions():
        raise ActualsError(contradictions)
    values = Values(measures, baseline_from_actuals)
    return Report(
        agreement=agreement,
        actuals=actuals,
        is_plan=is_plan,
        results=tuple(judge(target, values, as_of) for target in agreement.targets.values()),
        notices=(*agreement.notices, *actuals.notices, *_differing_baselines(values, baseline_from_actuals)),
    )


def judge(target: Target, values: Values, as_of: Month | None = None) -> Result:
    """Say of one target where it stands."""
    measures = values.measures
    month = as_of or measures.last_reached()
    condition = target.condition
    holds = _reported(measures.report(condition.holds, month)) if condition and condition.holds else None
    if target.of is None:
        return _judge_milestone(target, measures, month, holds)
    return _judge_number(target, target.of, values, as_of, holds)


def _reported(cell: Cell | None) -> bool | None:
    return cell.value if cell and isinstance(cell.value, bool) else None


def _judge_milestone(target: Target, measures: Measures, month: Month | None, holds: bool | None) -> Result:
    cell = measures.report(target.id, month)
    reported = _reported(cell)
    is_due = month is not None and target.due is not None and month >= target.due
    reasons: tuple[Reason, ...] = ()
    if target.monitored:
        verdict = Verdict.MONITORED
    elif holds is False:
        verdict = Verdict.WAIVED
    elif not reported and not is_due and target.due is not None:
        verdict = Verdict.PENDING
    elif target.is_open:
        verdict, reasons = Verdict.OPEN, (Reason("not-agreed", target.id),)
    elif reported:
        verdict = Verdict.MET
    elif reported is None:
        verdict, reasons = Verdict.OPEN, (Reason("not-reported", target.id),)
    else:
        verdict = Verdict.MISSED
    return Result(
        target=target,
        verdict=verdict,
        verdict_exact=verdict,
        as_of=month,
        is_complete=is_due,
        reasons=reasons,
        reported=reported,
        holds=holds,
        statement=cell.statement if cell else None,
        is_assumed=bool(cell and cell.assumed),
    )


def _judge_number(target: Target, of: Formula, values: Values, as_of: Month | None, holds: bool | None) -> Result:
    """Judge a target that is no milestone, at its month and in both readings."""
    end = values.agreement.year.last
    demand = target.demand
    bounds = demand.bounds if demand else ()
    formulas = [bound.formula for bound in bounds if bound.formula]
    supplied = _supplied(values, [of, *formulas])
    reached = {id: values.measures.reach(id) for id in supplied}
    absent = [Reason("no-data", id, str(values.agreement.year)) for id, month in reached.items() if month is None]
    month = as_of or (None if absent else min((found for found in reached.values() if found), default=end))
    is_complete = month == end
    at_end = [values.value(of, end), *(_bound(bound, target, values) for bound in bounds)]
    actual = at_end[0] if is_complete else values.value(of, month) if month else Derivation(of, None, absent[0])
    result = Result(
        target=target,
        verdict=Verdict.OPEN,
        verdict_exact=Verdict.OPEN,
        as_of=month,
        is_complete=is_complete,
        actual=actual,
        holds=holds,
        reasons=_reasons(target, actual, at_end, absent, month, is_complete),
        statement=_statement(actual),
        is_assumed=any(cell.assumed for part in (actual, *at_end) for found in part.walk() for cell in found.cells),
    )
    if is_complete or month is None:
        result = _with_numbers(result, of, demand, at_end, values)
    return _with_verdict(result, values)


def _bound(bound: Bound, target: Target, values: Values) -> Derivation:
    """Work out a bound; one that is open or each unit's own has no value here."""
    if bound.formula:
        return values.value(bound.formula, values.agreement.year.last)
    reason = Reason("per-unit" if bound.text == "per_unit" else "not-agreed", target.id)
    return Derivation(Name(bound.text), None, reason)


def _supplied(values: Values, formulas: list[Formula]) -> list[str]:
    """Give the measures that the actuals must supply: those named outside baseline() and plan()."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(reversed(formulas))
    while waiting:
        match waiting.pop():
            case Call("baseline" | "plan"):
                pass
            case Name(id) if id in seen:
                pass
            case Name(id) if id in values.agreement.measures:
                found[id] = None
            case Name(id):
                seen.add(id)
                if (id, values.agreement.year) not in values.measures.actuals.annual:
                    waiting.append(values.agreement.indicators[id].formula)
            case formula:
                waiting += reversed(parts(formula))
    return list(found)


def _reasons(
    target: Target,
    actual: Derivation,
    at_end: list[Derivation],
    absent: list[Reason],
    month: Month | None,
    is_complete: bool,
) -> tuple[Reason, ...]:
    """Give every reason why the target cannot be judged, the weightiest first."""
    found: list[Reason] = []
    if target.is_open:
        found.append(Reason("not-agreed", target.id))
    found += [reason for part in at_end for reason in part.reasons() if reason.code == "per-unit"]
    found += absent if month is None else actual.reasons()
    for part in at_end:
        found += [reason for reason in part.reasons() if is_complete or reason.code == "no-baseline"]
    if month and not is_complete:
        found.append(Reason("year-not-complete", target.id, str(month)))
    return tuple(dict.fromkeys(found))


def _with_numbers(
    result: Result, of: Formula, demand: Demand | None, at_end: list[Derivation], values: Values
) -> Result:
    """Add what a whole year is held against, baseline, plan and bound, and the distances to them."""
    end = values.agreement.year.last
    baseline, plan = values.baseline(of, end), values.value(of, end, Taken.PLAN)
    actual = result.actual.value if result.actual else None
    delta = change = gap = margin = None
    if actual is not None and baseline.value is not None:
        delta = actual - baseline.value
        change = actual / baseline.value - 1 if baseline.value else None
    bounds = [part.value for part in at_end[1:] if part.value is not None]
    ends = ends_of(demand.kind, bounds) if demand and len(bounds) == len(demand.bounds) else ()
    if actual is not None and demand and ends:
        gap, margin = gap_of(demand.kind, actual, ends), margin_of(demand.kind, actual, ends)
    elif actual is not None and demand is None and plan.value is not None:
        gap = actual - plan.value
    return replace(
        result,
        baseline=baseline,
        plan=plan,
        inner_baseline=values.baseline(of.arguments[0], end)
        if isinstance(of, Call) and of.function in ("change", "delta")
        else None,
        baseline_is_rounded=any(
            part.figure and isinstance(part.formula, Name) and part.formula.id in values.agreement.indicators
            for part in baseline.walk()
        ),
        bounds=tuple(at_end[1:]),
        ends=ends,
        delta=delta,
        change=change,
        gap=gap,
        margin=margin,
    )


def _with_verdict(result: Result, values: Values) -> Result:
    """Say the verdict: monitored goes before waived, that before pending, that before open, that before comparing."""
    target, demand = result.target, result.target.demand
    verdict = exact = Verdict.OPEN
    if target.monitored or demand is None:
        verdict = exact = Verdict.MONITORED
    elif result.holds is False:
        verdict = exact = Verdict.WAIVED
    elif target.pace == "end" and not result.is_complete and result.as_of:
        verdict = exact = Verdict.PENDING
    elif not result.reasons and result.actual and result.actual.value is not None:
        verdict, exact = both_readings(target, demand, result.actual.value, result.ends)
    result = replace(result, verdict=verdict, verdict_exact=exact)
    return replace(result, needed=_needed(result, values)) if result.by_rounding else result


def both_readings(
    target: Target, demand: Demand, actual: Fraction, ends: tuple[Fraction, ...]
) -> tuple[Verdict, Verdict]:
    """Compare as the target is judged, and exactly; `equals` is at the decimals in either reading."""
    rounded = meets(demand.kind, actual, ends, target.unit, target.decimals)
    exact = rounded if demand.kind == "equals" else meets(demand.kind, actual, ends, target.unit, None)
    judged = rounded if target.judged == "rounded" else exact
    return (Verdict.MET if judged else Verdict.MISSED, Verdict.MET if exact else Verdict.MISSED)


def _needed(result: Result, values: Values) -> Needed | None:
    """Find by how many persons rounding decided: the least change of a count that meets the target either way."""
    target, of = result.target, result.target.of
    measures = values.agreement.measures
    counts = [measures[id] for id in _supplied(values, [of] if of else []) if measures[id].unit == COUNT]
    measure = min(counts, key=lambda found: found.over_time != "sum", default=None)
    year = values.agreement.year
    if measure is None:
        return None
    actual = values.measures.value(measure.id, year.last).value
    if actual is None:
        return None

    def is_met(count: int) -> bool:
        cell = Cell(id=measure.id, period=year, value=Fraction(count), place=NOWHERE)
        assumed = Measures(values.agreement, assume(values.measures.actuals, (cell,)))
        found = _judge_assumed(target, Values(assumed, values.baselines[0] is Taken.PRIOR))
        return found == (Verdict.MET, Verdict.MET)

    needed = nearest(is_met, actual)
    return None if needed is None else Needed(measure.id, actual, needed)


def _judge_assumed(target: Target, values: Values) -> tuple[Verdict, Verdict] | None:
    end, demand = values.agreement.year.last, target.demand
    if target.of is None or demand is None:
        return None
    numbers = [
        values.value(formula, end).value for formula in (target.of, *(b.formula for b in demand.bounds if b.formula))
    ]
    found = [number for number in numbers if number is not None]
    if len(found) < len(numbers):
        return None
    return both_readings(target, demand, found[0], ends_of(demand.kind, found[1:]))


def _statement(derivation: Derivation) -> Statement | None:
    """Give what was reported beside the latest value that went in."""
    cells = [cell for part in derivation.walk() for cell in part.cells if cell.statement]
    return max(cells, key=lambda cell: str(cell.period)).statement if cells else None


def _differing_baselines(values: Values, data_judge: bool) -> list[Problem]:
    """Note where the agreed baseline and the data of the year before are not the same."""
    notices = Problems()
    end = values.agreement.year.last
    for owner in values.agreement.owners.values():
        agreed = owner.baseline
        if agreed is None or agreed.value is None or values.value(Name(owner.id), end, Taken.AGREED).figure is None:
            continue
        data = values.value(Name(owner.id), end, Taken.PRIOR)
        if data.value is None:
            continue
        said, found = owner.unit.shown(agreed.value), owner.unit.shown(data.value)
        if round_half_up(found, agreed.decimals) != said:
            place = next((cell.place for part in data.walk() for cell in part.cells), None)
            code = "baseline-from-data" if data_judge else "baseline-differs"
            notices.add(code, place, name=owner.id, agreed=said, actual=found)
    return list(notices)
