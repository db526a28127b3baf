"""Forecast: where the year ends, by named methods. Takes Actuals, gives every method's value and verdict.

`linear` goes on as the year so far, `prior_year` by last year's share to the same month, `gliding` as the last twelve
months. None of them is the truth: what is shown is the range.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.need import COMPARED, formulas_of
from zielcalc.judge.numbers import readings_at_end, supplied_measures
from zielcalc.judge.values import Values
from zielcalc.judge.year_end import METHODS, YearEnd
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement, Measure
from zielcalc.model.outlook import Ending, Forecast, Forecasts, Miss
from zielcalc.model.period import Month
from zielcalc.model.report import Reason, Result


def forecasts_of(
    agreement: Agreement,
    actuals: Actuals,
    *,
    as_of: Month | None = None,
    baseline_from_actuals: bool = False,
    backtest: bool = False,
) -> Forecasts:
    """Say of each target on a number where it ends by each method, and the verdict that would give."""
    report = evaluate(
        agreement, actuals, as_of=as_of, baseline_from_actuals=baseline_from_actuals, supposes_year_end=True
    )
    end = YearEnd(agreement, actuals, baseline_from_actuals)
    forecasts = tuple(
        Forecast(result.target, result.as_of, tuple(_ending(result, result.as_of, method, end) for method in METHODS))
        for result in report.results
        if result.target.of is not None and result.as_of is not None and result.verdict in COMPARED
    )
    misses = tuple(_misses(agreement, actuals, report.results)) if backtest else ()
    return Forecasts(agreement, report, forecasts, misses, report.notices)


def _ending(result: Result, month: Month, method: str, end: YearEnd) -> Ending:
    target = result.target
    if end.is_by_month(formulas_of(target)):
        return Ending(method, None, None, Reason("month-by-month", target.id))
    at_end: dict[str, Fraction] = {}
    for id in supplied_measures(Values(end.measures), formulas_of(target)):
        found = end.projected(end.agreement.measures[id], month, method)
        if isinstance(found, Reason):
            return Ending(method, None, None, found)
        at_end[id] = found
    values = end.values(at_end)
    actual = values.value(target.of, end.last) if target.of else None
    readings = readings_at_end(target, values)
    if actual is None or actual.value is None or readings is None:
        reasons = actual.reasons() if actual else ()
        return Ending(method, None, None, reasons[0] if reasons else Reason("not-compared", target.id))
    return Ending(method, actual.value, readings[0] if target.judged == "rounded" else readings[1])


def _misses(agreement: Agreement, actuals: Actuals, results: tuple[Result, ...]) -> list[Miss]:
    """Forecast earlier years at the same month, as far as the actuals hold them whole, and hold that against them."""
    found: list[Miss] = []
    month = max((result.as_of for result in results if result.as_of), default=None)
    if month is None or month == agreement.year.last:
        return found
    for years in range(1, 21):
        then = replace(agreement, year=agreement.year.before(years))
        end = YearEnd(then, actuals)
        for measure in agreement.measures.values():
            outcome = end.measures.from_months(measure, then.year.last).value
            if outcome is not None:
                found += _missed_by(measure, outcome, month - 12 * years, end)
    return found


def _missed_by(measure: Measure, outcome: Fraction, month: Month, end: YearEnd) -> list[Miss]:
    projected = {method: end.projected(measure, month, method) for method in METHODS}
    return [
        Miss(month.year, method, measure, value, outcome)
        for method, value in projected.items()
        if isinstance(value, Fraction)
    ]
