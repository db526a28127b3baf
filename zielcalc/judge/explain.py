"""Explain: one target's result with all it stands on, and what would turn it. Takes an Agreement and Actuals."""

from __future__ import annotations

from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.least_change import EXACT, ROUNDED, LeastChange
from zielcalc.judge.need import COMPARED, Seen
from zielcalc.judge.year_end import YearEnd
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement
from zielcalc.model.explanation import Edge, Explanation, Turn
from zielcalc.model.period import Month
from zielcalc.model.report import Reason, Result


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
    end = YearEnd(agreement, actuals, baseline_from_actuals, as_of)
    seen = Seen(end)
    turns = _turns(result, seen)
    if end.effort.left <= 0:
        return Explanation(report, result, (), Reason("too-much"))
    return Explanation(report, result, turns, None if turns or result.reasons else seen.silence(result))


def _turns(result: Result, seen: Seen) -> tuple[Turn, ...]:
    """Find for each reading the nearest value of each measure that turns it, all else as it stands."""
    target, owners, ends = result.target, seen.owners(result.target), seen.ends_of(result.target)
    if len(ends) != 1 or seen.shared_series(owners):
        return ()
    standing = seen.standing(target)
    if len(standing[0]) < len(owners) or ends[0].readings(target, standing[0]) is None:
        return ()
    searches = [LeastChange(ends, target, owner, standing) for owner in owners]
    turns = []
    for reading, name in ((ROUNDED, "rounded"), (EXACT, "exact")):
        is_met = any(search.is_met(None, reading) for search in searches)
        edges = (_edge(search, reading, is_met) for search in searches)
        turns.append(Turn(name, is_met, tuple(edge for edge in edges if edge)))
    return tuple(turns)


def _edge(search: LeastChange, reading: int, is_met: bool) -> Edge | None:
    told = search.first(lambda told: not search.is_met(told, reading)) if is_met else search.nearest(reading)
    if told is None or search.is_lost(told):
        return None
    found = search.ends[0].numbers(search.target, search.at(told, 0))
    if found is None:
        return None
    if not search.is_sum:
        return Edge(search.measure, told, None, search.remaining, found[0])
    return Edge(search.measure, search.at_end(told), told if search.remaining else None, search.remaining, found[0])
