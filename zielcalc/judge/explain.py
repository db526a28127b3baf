"""Explain: one target's result with all it stands on, and what would turn it. Takes an Agreement and Actuals."""

from __future__ import annotations

from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.least_change import EXACT, ROUNDED
from zielcalc.judge.need import COMPARED, Seen
from zielcalc.judge.turning import Turning
from zielcalc.judge.year_end import YearEnd
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement
from zielcalc.model.explanation import Explanation, Turn
from zielcalc.model.period import Month
from zielcalc.model.report import Derivation, Reason, Result, Verdict


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
    is_withheld = result.verdict is Verdict.OPEN and {reason.code for reason in result.reasons} == {"suppressed"}
    if result.target.of is None or not (result.verdict in COMPARED or is_withheld):
        return Explanation(report, result, ())
    end = YearEnd(agreement, actuals, baseline_from_actuals, as_of)
    seen = Seen(end)
    turns = _turns(result, seen)
    if end.effort.left <= 0:
        return Explanation(report, result, (), Reason("too-much"))
    if not turns:
        return Explanation(report, result, (), _silence(result, seen))
    return Explanation(report, result, turns, standing=_standing(result, seen))


def _turns(result: Result, seen: Seen) -> tuple[Turn, ...]:
    """Find for each reading the nearest value of each measure that turns it, all else as it stands.

    Where counts are withheld, the reading must turn whatever they are.
    """
    target, owners, ends = result.target, seen.owners(result.target), seen.ends_of(result.target)
    standing = seen.standing(target)
    if not ends or seen.shared_series(owners) or any(len(known) < len(owners) for known in standing):
        return ()
    now = [end.readings(target, known) for end, known in zip(ends, standing, strict=True)]
    verdicts = [readings for readings in now if readings]
    if len(verdicts) < len(now):
        return ()
    searches = [Turning(ends, target, owner, standing) for owner in owners]
    turns = []
    for reading, name in ((ROUNDED, "rounded"), (EXACT, "exact")):
        found = {readings[reading] for readings in verdicts}
        wanted = Verdict.MISSED if found == {Verdict.MET} else Verdict.MET
        edges = (search.edge(reading, wanted) for search in searches)
        is_met = found == {Verdict.MET} if len(found) == 1 else None
        turns.append(Turn(name, is_met, tuple(edge for edge in edges if edge)))
    return tuple(turns)


def _standing(result: Result, seen: Seen) -> tuple[Derivation, ...]:
    """Give what the end of the year is reckoned from and the result does not stand on as well."""
    wholes = [whole for whole in (result.actual, *result.bounds) if whole]
    told = {_kernel(part) for whole in wholes for part in whole.walk()}
    found = [seen.end.standing(owner) for owner in seen.owners(result.target)]
    return tuple(standing for standing in found if _kernel(standing) not in told)


def _kernel(derivation: Derivation) -> tuple[object, ...]:
    """Give what tells the value of a measure, or of an indicator taken month by month, from any other."""
    cells = tuple((cell.id, cell.period) for cell in derivation.cells)
    return derivation.formula, derivation.value, cells, tuple(part.month for part in derivation.parts)


def _silence(result: Result, seen: Seen) -> Reason:
    """Say why nothing is said of what turns a target."""
    return seen.silence(result) if seen.ends_of(result.target) else Reason("many-withheld")
