"""Forecast: where the year ends, by named methods. Takes Actuals, gives every method's value and verdict.

`linear` goes on as the year so far, `prior_year` by last year's share to the same month, `gliding` as the last twelve
months. None of them is the truth: what is shown is the range.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.degree import names_agreed
from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.need import formulas_of, why_silent
from zielcalc.judge.numbers import readings_at_end
from zielcalc.judge.year_end import METHODS, YearEnd
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement, Owner, Target
from zielcalc.model.formula import Name
from zielcalc.model.outlook import Ending, Forecast, Forecasts, Miss
from zielcalc.model.period import Month
from zielcalc.model.report import Reason, Result, Verdict


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
    end = YearEnd(agreement, actuals, baseline_from_actuals, as_of)
    forecasts: list[Forecast] = []
    silent: list[tuple[Target, Reason]] = []
    for result in report.results:
        target = result.target
        if target.of is None or result.verdict is Verdict.WAIVED:
            continue
        endings = [_ending(result, method, end) for method in METHODS] if result.as_of else []
        if result.as_of and any(ending.actual is not None for ending in endings):
            forecasts.append(Forecast(target, result.as_of, tuple(endings)))
        else:
            reasons = [ending.reason for ending in endings if ending.reason]
            silent.append((target, reasons[0] if reasons else why_silent(result)))
    misses = tuple(_misses(agreement, actuals, report.results)) if backtest else ()
    return Forecasts(agreement, report, tuple(forecasts), misses, tuple(silent), report.notices)


def _ending(result: Result, method: str, end: YearEnd) -> Ending:
    target = result.target
    at_end: dict[str, Fraction] = {}
    for owner in end.supposed(formulas_of(target)):
        found = end.projected(owner, method)
        if isinstance(found, Reason):
            return Ending(method, None, None, reason=found)
        at_end[owner.id] = found
    values = end.values(at_end)
    actual = values.value(target.of, end.last) if target.of else None
    if actual is None or actual.value is None:
        reasons = actual.reasons() if actual else ()
        return Ending(method, None, None, reason=reasons[0] if reasons else why_silent(result))
    readings = None if target.monitored else readings_at_end(target, values)
    if readings is None:
        reason = None if target.monitored or target.demand is None else why_silent(result)
        return Ending(method, actual.value, None, reason=reason)
    return Ending(method, actual.value, readings[0] if target.judged == "rounded" else readings[1], readings[1])


def _misses(agreement: Agreement, actuals: Actuals, results: tuple[Result, ...]) -> list[Miss]:
    """Forecast earlier years at the same month, as far as the actuals hold them whole, and hold that against them."""
    found: list[Miss] = []
    month = max((result.as_of for result in results if result.as_of), default=None)
    if month is None or month == agreement.year.last:
        return found
    for years in range(1, 21):
        then = month - 12 * years
        end = YearEnd(replace(agreement, year=agreement.year.before(years)), actuals, as_of=then)
        for owner in agreement.owners.values():
            found += _missed_by(owner, then.year, end)
    return found


def _missed_by(owner: Owner, year: int, end: YearEnd) -> list[Miss]:
    """Hold what each method would have said of an earlier year against how it ended."""
    stands_on = [end.agreement.indicators.get(id) for id in end.now.degrees.owners([owner.id])]
    if any(indicator and names_agreed(indicator.formula) for indicator in stands_on):
        return []  # What is agreed for this year says nothing of an earlier one.
    inner = end.supposed([Name(owner.id)])
    outcome = _supposed(owner, {part.id: end.of_months(part).value for part in inner}, end)
    if outcome is None:
        return []
    projected = {method: {part.id: end.projected(part, method) for part in inner} for method in METHODS}
    forecasts = {method: _supposed(owner, values, end) for method, values in projected.items()}
    return [Miss(year, method, owner, value, outcome) for method, value in forecasts.items() if value is not None]


def _supposed(owner: Owner, values: Mapping[str, Fraction | Reason | None], end: YearEnd) -> Fraction | None:
    """Give a measure or indicator at the year's end with its measures at some values; None where one has none."""
    found = {id: value for id, value in values.items() if isinstance(value, Fraction)}
    return end.values(found).value(Name(owner.id), end.last).value if len(found) == len(values) else None
