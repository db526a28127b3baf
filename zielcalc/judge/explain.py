"""Explain: one target's result with all it stands on, and what would turn it. Takes an Agreement and Actuals."""

from __future__ import annotations

from fractions import Fraction

from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.need import COMPARED, Search, formulas_of, why_silent
from zielcalc.judge.numbers import supplied_measures
from zielcalc.judge.rounding import nearest
from zielcalc.judge.values import Values
from zielcalc.judge.year_end import YearEnd
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement
from zielcalc.model.explanation import Edge, Explanation, Turn
from zielcalc.model.period import Month
from zielcalc.model.report import Reason, Result

READINGS = ("rounded", "exact")


def explanation_of(
    agreement: Agreement,
    actuals: Actuals,
    id: str,
    *,
    as_of: Month | None = None,
    baseline_from_actuals: bool = False,
    is_plan: bool = False,
    vintage: Month | None = None,
) -> Explanation:
    """Judge the agreement and give all that is said of one target; the options are those of `evaluate`.

    Raises ActualsError where annual and complete monthly values contradict one another.
    """
    report = evaluate(
        agreement,
        actuals,
        as_of=as_of,
        baseline_from_actuals=baseline_from_actuals,
        is_plan=is_plan,
        vintage=vintage,
        supposes_year_end=True,
    )
    result = next(found for found in report.results if found.target.id == id)
    if result.verdict not in COMPARED or result.target.of is None:
        return Explanation(report, result, ())
    end = YearEnd(agreement, actuals, baseline_from_actuals)
    turns = _turns(result, end)
    if end.effort.left <= 0:
        return Explanation(report, result, (), Reason("too-much"))
    return Explanation(report, result, turns, None if turns or result.reasons else why_silent(result, agreement))


def _turns(result: Result, end: YearEnd) -> tuple[Turn, ...]:
    """Find for each reading the nearest value of each measure that turns it, all else as it stands."""
    month = result.as_of
    if month is None or end.is_by_month(formulas_of(result.target)):
        return ()
    ids = supplied_measures(Values(end.measures), formulas_of(result.target))
    standing = {id: value for id in ids if (value := end.standing(id, month)) is not None}
    readings = end.readings(result.target, standing) if len(standing) == len(ids) else None
    if readings is None:
        return ()
    searches = [Search(end, result.target, end.agreement.measures[id], standing, month) for id in ids]
    turns = []
    for number, reading in enumerate(READINGS):
        is_met = readings[number] == "met"
        edges = (_edge(search, number, is_met) for search in searches)
        turns.append(Turn(reading, is_met, tuple(edge for edge in edges if edge)))
    return tuple(turns)


def _edge(search: Search, reading: int, is_met: bool) -> Edge | None:
    now = search.standing[search.measure.id]
    if is_met:
        steps = nearest(lambda number: not search.is_met(number * search.step, reading), now / search.step)
        told: Fraction | None = None if steps is None else steps * search.step
    else:
        told = search.nearest(now, reading)
    if told is None or (search.is_sum and search.remaining and told < search.so_far):
        return None
    found = search.end.numbers(search.target, search.at(told))
    if found is None:
        return None
    more = told - search.so_far if search.is_sum and search.remaining else None
    return Edge(search.measure, told, more, search.remaining, found[0])
