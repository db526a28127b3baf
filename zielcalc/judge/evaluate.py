"""Evaluate: every target of an agreement judged by the actuals. Takes an Agreement and Actuals, gives the Report."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.degree import names_baseline
from zielcalc.judge.measures import Measures
from zielcalc.judge.missing import with_missing
from zielcalc.judge.numbers import judge_number, needed_change
from zielcalc.judge.values import Taken, Values
from zielcalc.judge.vintage import with_vintage
from zielcalc.model.actuals import Actuals, Cell
from zielcalc.model.agreement import Agreement, Target
from zielcalc.model.formula import Name, names
from zielcalc.model.period import Month
from zielcalc.model.problem import ActualsError, Problem, Problems
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Reason, Report, Result, Verdict

_COMPARED = (Verdict.MET, Verdict.MISSED, Verdict.ON_TRACK, Verdict.BEHIND)


def evaluate(
    agreement: Agreement,
    actuals: Actuals,
    *,
    as_of: Month | None = None,
    baseline_from_actuals: bool = False,
    is_plan: bool = False,
    vintage: Month | None = None,
    supposes_year_end: bool = False,
) -> Report:
    """Judge every target of the agreement by the actuals.

    `as_of` sets one month for all; else each target is judged at the last month that all its measures reach.
    `baseline_from_actuals` lets the prior year's data go before the agreed baseline; `is_plan`
    says that the actuals are the agreement's own plan; `vintage` is the month the actuals were drawn;
    `supposes_year_end` that what is assumed for the year will be used, by `need` or `forecast`.
    Raises ActualsError where annual and complete monthly values contradict one another.
    """
    measures = Measures(agreement, actuals)
    if contradictions := measures.contradictions():
        raise ActualsError(contradictions)
    values = Values(measures, baseline_from_actuals)
    others = Values(measures, not baseline_from_actuals)
    results = tuple(
        _with_other_baseline(judge(target, values, as_of), others, as_of) for target in agreement.targets.values()
    )
    notices = (
        *agreement.notices,
        *actuals.notices,
        *_differing_baselines(values, baseline_from_actuals),
        *_parts_above_their_whole(results),
        *_without_evidence(results, measures),
        *(() if supposes_year_end else _unseen_assumptions(results, values)),
    )
    results = with_missing(results, values)
    report = Report(agreement=agreement, actuals=actuals, results=results, notices=notices, is_plan=is_plan)
    return with_vintage(report, vintage)


def _with_other_baseline(result: Result, others: Values, as_of: Month | None) -> Result:
    """Say beside a verdict what it would be with the other baseline, where there are both and it would differ."""
    if result.verdict not in _COMPARED or not _rests_on_baseline(result):
        return result
    other = judge(result.target, others, as_of).verdict
    return replace(result, verdict_otherwise=other) if other in _COMPARED and other is not result.verdict else result


def _rests_on_baseline(result: Result) -> bool:
    """Say whether a baseline decides a verdict: in what is judged or in the bound."""
    formulas = [part.formula for whole in (result.actual, *result.bounds) if whole for part in whole.walk()]
    demand = result.target.demand
    formulas += [bound.formula for bound in demand.bounds if bound.formula] if demand else []
    return any(map(names_baseline, formulas))


def _unseen_assumptions(results: Iterable[Result], values: Values) -> list[Problem]:
    """Notice values assumed for the year that targets judged before its end cannot see."""
    assumed = {cell.id for cell in values.measures.actuals.annual.values() if cell.assumed}
    if not assumed:
        return []
    unseen: set[str] = set()
    for result in results:
        if result.target.of is not None and result.as_of and not result.is_complete:
            unseen |= assumed & set(values.degrees.owners(name.id for name in names(result.target.of)))
    return [Problem("assumed-for-the-year", None, {"name": id}) for id in sorted(unseen)]


def _parts_above_their_whole(results: Iterable[Result]) -> list[Problem]:
    """Notice a part ("darunter") that is larger than what it is part of."""
    actuals = {result.target.id: result for result in results if result.actual and result.actual.value is not None}
    notices = []
    for result in actuals.values():
        whole = actuals.get(result.target.part_of or "")
        if whole is None or whole.target.unit != result.target.unit:
            continue
        part_value, whole_value = _actual(result), _actual(whole)
        if part_value > whole_value:
            shown = {"part": result.target.unit.shown(part_value), "whole": whole.target.unit.shown(whole_value)}
            names = {"name": result.target.id, "of": whole.target.id}
            notices.append(Problem("part-above-whole", result.target.place, {**shown, **names}))
    return notices


def _without_evidence(results: Iterable[Result], measures: Measures) -> list[Problem]:
    """Notice milestones reported as reached with nothing that shows it: one notice, at the first of them."""
    found = []
    for result in results:
        cell = measures.report(result.target.id, result.as_of) if result.target.of is None else None
        if cell and result.verdict is Verdict.MET and not cell.assumed:
            found += [] if cell.statement and cell.statement.evidence else [cell]
    if not found:
        return []
    from zielcalc.model.amount import Spot, Spots

    first, *others = found
    also = Spots(tuple(Spot(cell.id, cell.place) for cell in others)) if others else None
    return [Problem("no-evidence", first.place, {"name": first.id, "also": also})]


def _actual(result: Result) -> Fraction:
    assert result.actual is not None
    assert result.actual.value is not None
    return result.actual.value


def judge(target: Target, values: Values, as_of: Month | None = None) -> Result:
    """Say of one target where it stands."""
    measures = values.measures
    month = as_of or measures.last_reached
    condition = target.condition
    condition_report = measures.report(condition.holds, month) if condition and condition.holds else None
    holds = _reported(condition_report)
    if target.of is None:
        result = _judge_milestone(target, measures, month, holds)
    else:
        result = judge_number(target, target.of, values, as_of, holds)
        if result.by_rounding:
            result = replace(result, needed=needed_change(result, values))
    return replace(result, condition_report=condition_report) if condition_report else result


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
        report=cell,
        statement=cell.statement if cell else None,
        is_assumed=bool(cell and cell.assumed),
    )


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
            notices.add(code, place, name=owner.id, agreed=said, actual=found, unit=owner.unit.sign)
    return list(notices)
