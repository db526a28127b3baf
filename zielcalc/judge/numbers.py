"""Numbers: a target on a number judged at its month, in both readings. Takes a Target and Values, gives a Result."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.judge.assumptions import assume
from zielcalc.judge.comparison import ends_of, gap_of, margin_of, meets
from zielcalc.judge.degree import names_baseline
from zielcalc.judge.measures import Measures
from zielcalc.judge.pace import Pace, pace_of
from zielcalc.judge.rounding import nearest
from zielcalc.judge.values import Taken, Values
from zielcalc.model.actuals import Cell, Statement
from zielcalc.model.agreement import NOWHERE, Bound, Demand, Target
from zielcalc.model.formula import Binary, Call, Formula, Name, parts
from zielcalc.model.period import Month
from zielcalc.model.report import Derivation, Needed, Reason, Result, Verdict
from zielcalc.model.unit import COUNT


def judge_number(target: Target, of: Formula, values: Values, as_of: Month | None, holds: bool | None) -> Result:
    """Judge a target that is no milestone.

    Before the year is complete, every agreed number of the year is brought to the month judged.
    """
    year = values.agreement.year
    bounds = target.demand.bounds if target.demand else ()
    formulas = [bound.formula for bound in bounds if bound.formula]
    supplied = supplied_measures(values, [of, *formulas])
    reached = {id: values.measures.reach(id) for id in supplied}
    absent = [Reason("no-data", id, str(year)) for id, month in reached.items() if month is None]
    month = as_of or (None if absent else min((found for found in reached.values() if found), default=year.last))
    pace = None if month in (None, year.last) else pace_of(target, [of, *formulas], month or year.last, values)
    found = _worked_out(target, of, bounds, month or year.last, values, pace)
    actual = found.actual if month else Derivation(of, None, absent[0])
    reasons = _reasons(target, found, absent, pace, values.degrees.of(of))
    result = Result(
        target=target,
        verdict=Verdict.OPEN,
        verdict_exact=Verdict.OPEN,
        as_of=month,
        is_complete=month == year.last,
        holds=holds,
        reasons=reasons,
        statement=_statement(actual),
        is_assumed=any(cell.assumed for part in found.all() for inner in part.walk() for cell in inner.cells),
    )
    result = _with_verdict(_with_numbers(result, actual, found, pace, values))
    if month and any(reason.code == "suppressed" for reason in reasons):
        return _whatever_is_withheld(result, of, found, pace, values)
    return result


class _Found(Struct, frozen=True):
    """What a target's formulas come to at its month."""

    actual: Derivation
    bounds: tuple[Derivation, ...]
    baseline: Derivation
    plan: Derivation
    inner_baseline: Derivation | None
    gliding: Derivation | None
    of_year: tuple[Derivation, ...]

    def all(self) -> tuple[Derivation, ...]:
        return (self.actual, *self.bounds, self.baseline, self.plan)


def _worked_out(
    target: Target, of: Formula, bounds: tuple[Bound, ...], month: Month, values: Values, pace: Pace | None
) -> _Found:
    is_flow = values.degrees.of(of) == 1
    whole_year = values
    if pace and pace.name != "end" and pace.share is not None:
        values = values.brought_to(pace.share)

    def bound_of(bound: Bound) -> Derivation:
        if bound.formula is None:
            reason = Reason("per-unit" if bound.text == "per_unit" else "not-agreed", target.id)
            return Derivation(Name(bound.text), None, reason)
        return values.bound(bound.formula, month) if is_flow else values.value(bound.formula, month)

    of_year: tuple[Derivation, ...] = ()
    if pace:
        end = values.agreement.year.last
        agreed = [whole_year.value(bound.formula, end) if bound.formula else bound_of(bound) for bound in bounds]
        of_year = tuple(agreed) or (whole_year.value(of, end, Taken.PLAN),)
    relative = of.arguments[0] if isinstance(of, Call) and of.function in ("change", "delta") else None
    return _Found(
        actual=values.value(of, month),
        bounds=tuple(map(bound_of, bounds)),
        baseline=values.baseline(of, month),
        plan=values.value(of, month, Taken.PLAN),
        inner_baseline=values.baseline(relative, month) if relative else None,
        gliding=values.gliding(of, month) if is_flow and pace else None,
        of_year=of_year,
    )


def supplied_measures(
    values: Values, formulas: list[Formula], by_month_as_one: bool = False, is_above: bool = False
) -> list[str]:
    """Give the measures that the actuals must supply: those named outside baseline() and plan().

    With `by_month_as_one` an indicator taken month by month stands for itself: a year's value of the measures in it
    says nothing of it. With `is_above` what stands below the line of a quotient is left out.
    """
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
                indicator = values.agreement.indicators[id]
                if by_month_as_one and indicator.over_time:
                    found[id] = None
                elif (id, values.agreement.year) not in values.measures.actuals.annual:
                    waiting.append(indicator.formula)
            case Binary("/", above) if is_above:
                waiting.append(above)
            case formula:
                waiting += reversed(parts(formula))
    return list(found)


def _reasons(
    target: Target, found: _Found, absent: list[Reason], pace: Pace | None, degree: int | None
) -> tuple[Reason, ...]:
    """Give every reason why the target cannot be judged, the weightiest first."""
    reasons = [Reason("not-agreed", target.id)] if target.is_open else []
    reasons += [reason for part in found.bounds for reason in part.reasons() if reason.code == "per-unit"]
    reasons += absent or found.actual.reasons()
    for part in (found.actual, *found.bounds):
        reasons += [reason for reason in part.reasons() if not absent or reason.code == "no-baseline"]
    if pace:
        reasons += pace.reasons
        if degree not in (0, 1):
            reasons.append(Reason("not-to-date", target.id))
    return tuple(dict.fromkeys(reasons))


def _with_numbers(result: Result, actual: Derivation, found: _Found, pace: Pace | None, values: Values) -> Result:
    """Add what the target is held against, baseline, plan and bound, and the distances to them."""
    if pace and pace.share is None:
        # What is due by the month cannot be said, and the year's own numbers are not it.
        if result.target.of and names_baseline(result.target.of):
            actual = Derivation(actual.formula, None, next(iter(pace.reasons), None), parts=actual.parts)
        return replace(result, actual=actual)
    if any(reason.code == "not-to-date" for reason in result.reasons):
        return _with_pace(replace(result, actual=actual), pace, any(part.is_paced for part in actual.walk()))
    demand, value, baseline = result.target.demand, actual.value, found.baseline.value
    delta = change = gap = margin = None
    if value is not None and baseline is not None:
        delta = value - baseline
        change = value / baseline - 1 if baseline else None
    bounds = [part.value for part in found.bounds if part.value is not None]
    ends = ends_of(demand.kind, bounds) if demand and len(bounds) == len(demand.bounds) else ()
    if value is not None and demand and ends:
        gap, margin = gap_of(demand.kind, value, ends), margin_of(demand.kind, value, ends)
    elif value is not None and demand is None and found.plan.value is not None:
        gap = value - found.plan.value
    is_paced = any(part.is_paced for whole in found.all() for part in whole.walk())
    if pace and pace.name == "end" and result.target.of:
        is_paced = values.degrees.of(result.target.of) == 1
    result = replace(
        result,
        actual=actual,
        bounds=found.bounds,
        ends=ends,
        baseline=found.baseline,
        plan=found.plan,
        inner_baseline=found.inner_baseline,
        gliding=found.gliding,
        of_year=found.of_year,
        baseline_is_rounded=any(
            part.figure and isinstance(part.formula, Name) and part.formula.id in values.agreement.indicators
            for part in found.baseline.walk()
        ),
        delta=delta,
        change=change,
        gap=gap,
        margin=margin,
    )
    return _with_pace(result, pace, is_paced)


def _with_pace(result: Result, pace: Pace | None, is_paced: bool) -> Result:
    """Say how a year's numbers were brought to the month, where one was."""
    if pace is None or not is_paced:
        return result
    return replace(result, pace=pace.name, pace_share=pace.share, pace_parts=pace.parts)


def _with_verdict(result: Result) -> Result:
    """Say the verdict: monitored goes before waived, that before pending, that before open, that before comparing."""
    target, demand = result.target, result.target.demand
    verdict = exact = Verdict.OPEN
    rounded = None
    if target.monitored or demand is None:
        verdict = exact = Verdict.MONITORED
    elif result.holds is False:
        verdict = exact = Verdict.WAIVED
    elif target.pace == "end" and not result.is_complete and result.as_of:
        verdict = exact = Verdict.PENDING
    elif not result.reasons and result.actual and result.actual.value is not None:
        verdict, exact = _readings(result, demand, result.actual.value, result.ends)
        rounded = _rounded(result, demand, result.actual.value, result.ends)
    return replace(result, verdict=verdict, verdict_exact=exact, verdict_rounded=rounded)


def _whatever_is_withheld(result: Result, of: Formula, found: _Found, pace: Pace | None, values: Values) -> Result:
    """Judge what rests on withheld counts: a verdict only where every choice of them gives it."""
    from zielcalc.judge.withheld import choices

    measures, target, month = values.measures, result.target, result.as_of
    tried = choices((found.actual, *found.bounds, *(pace.parts if pace else ())), measures)
    if tried is None:
        return _within_ends(result, found, values)
    seen: set[tuple[Verdict, Verdict]] = set()
    rounded: set[Verdict] = set()
    actuals: list[Fraction] = []
    for chosen in tried:
        if measures.effort_of_choices.left <= 0:
            return _within_ends(result, found, values)
        measures.effort_of_choices.left -= 10
        one = judge_number(
            target,
            of,
            Values(measures.chosen(chosen, measures.effort_of_choices), values.prefers_data),
            month,
            result.holds,
        )
        seen.add((one.verdict, one.verdict_exact))
        rounded |= {one.verdict_rounded} if one.verdict_rounded else set()
        actuals += [one.actual.value] if one.actual and one.actual.value is not None else []
    ends = (min(actuals), max(actuals)) if actuals else None
    verdicts, exacts = {verdict for verdict, _ in seen}, {exact for _, exact in seen}
    result = replace(result, actual_ends=ends)
    if verdicts == {Verdict.OPEN}:
        # Something else is in the way, whatever the withheld counts are.
        others = tuple(reason for reason in result.reasons if reason.code != "suppressed")
        return replace(result, reasons=others or result.reasons)
    if result.verdict is not Verdict.OPEN:
        return result
    result = _of_all(result, verdicts, exacts, rounded)
    if result.verdict is Verdict.OPEN:
        return result
    return replace(result, pace=pace.name) if pace and pace.parts and pace.share is None else result


def _within_ends(result: Result, found: _Found, values: Values) -> Result:
    """Judge by ends that contain every choice: of one verdict at all of them, for the kinds with one bound."""
    from zielcalc.judge.withheld import ends_of_all

    demand = result.target.demand
    actual = ends_of_all(found.actual, values.measures)
    result = replace(result, actual_ends=actual)
    bounds = [ends_of_all(bound, values.measures) for bound in found.bounds]
    others = [reason for reason in result.reasons if reason.code != "suppressed"]
    if actual is None or demand is None or len(bounds) != 1 or bounds[0] is None or demand.kind == "equals" or others:
        return result
    pairs = [(number, (bound,)) for number in actual for bound in bounds[0]]
    seen = {_readings(result, demand, *pair) for pair in pairs}
    if result.verdict is not Verdict.OPEN:
        return result
    rounded = {verdict for pair in pairs if (verdict := _rounded(result, demand, *pair))}
    return _of_all(result, {verdict for verdict, _ in seen}, {exact for _, exact in seen}, rounded)


def _of_all(result: Result, verdicts: set[Verdict], exacts: set[Verdict], rounded: set[Verdict]) -> Result:
    """Say of each reading what every choice of the withheld counts says alike."""
    return replace(
        result,
        verdict=_only(verdicts),
        verdict_exact=_only(exacts),
        verdict_rounded=_only(rounded) if rounded else None,
        is_whatever_withheld=len(verdicts) == 1,
    )


def _only(verdicts: set[Verdict]) -> Verdict:
    """Give the one verdict there is; open where there are several."""
    return next(iter(verdicts)) if len(verdicts) == 1 else Verdict.OPEN


def _readings(result: Result, demand: Demand, actual: Fraction, ends: tuple[Fraction, ...]) -> tuple[Verdict, Verdict]:
    """Give both readings of a comparison; before the year is complete only the exact one holds."""
    verdict, exact = judged_and_exact(result.target, demand, actual, ends)
    if result.is_complete:
        return verdict, exact
    in_year = Verdict.ON_TRACK if exact is Verdict.MET else Verdict.BEHIND
    return in_year, in_year


def _rounded(result: Result, demand: Demand, actual: Fraction, ends: tuple[Fraction, ...]) -> Verdict | None:
    """Give the rounded reading, whichever counts; None where only the exact one is taken."""
    if not result.is_complete or result.target.decimals is None:
        return None
    return both_readings(result.target, demand, actual, ends)[0]


def both_readings(
    target: Target, demand: Demand, actual: Fraction, ends: tuple[Fraction, ...]
) -> tuple[Verdict, Verdict]:
    """Compare rounded to the target's decimals, and exactly; `equals` is at the decimals in either reading."""
    rounded = meets(demand.kind, actual, ends, target.unit, target.decimals)
    exact = rounded if demand.kind == "equals" else meets(demand.kind, actual, ends, target.unit, None)
    return (Verdict.MET if rounded else Verdict.MISSED, Verdict.MET if exact else Verdict.MISSED)


def judged_and_exact(
    target: Target, demand: Demand, actual: Fraction, ends: tuple[Fraction, ...]
) -> tuple[Verdict, Verdict]:
    """Compare as the target is judged, and exactly."""
    rounded, exact = both_readings(target, demand, actual, ends)
    return (rounded if target.judged == "rounded" else exact, exact)


def needed_change(result: Result, values: Values) -> Needed | None:
    """Find by how many persons rounding decided: the least change of a count that meets the target either way.

    Of costs per head it is the money, in whole EUR.
    """
    target, formulas = result.target, [result.target.of] if result.target.of else []
    measures = values.agreement.measures
    counts = [measures[id] for id in supplied_measures(values, formulas) if measures[id].unit == COUNT]
    above = [measures[id] for id in supplied_measures(values, formulas, is_above=True)]
    if counts and above and all(found.unit.dims and found.unit != COUNT for found in above):
        counts = above
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
        found = readings_at_end(target, Values(assumed, values.prefers_data))
        return found == (Verdict.MET, Verdict.MET)

    needed = nearest(is_met, actual)
    return None if needed is None else Needed(measure.id, actual, needed, measure.unit)


def numbers_at_end(target: Target, values: Values) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """Give a target's number at the end of the year, and the numbers it is compared with; None where one is missing."""
    end, demand = values.agreement.year.last, target.demand
    if target.of is None or demand is None:
        return None
    formulas = [target.of, *(bound.formula for bound in demand.bounds if bound.formula)]
    numbers = [values.value(formula, end).value for formula in formulas]
    found = [number for number in numbers if number is not None]
    return (found[0], ends_of(demand.kind, found[1:])) if len(found) == 1 + len(demand.bounds) else None


def readings_at_end(target: Target, values: Values) -> tuple[Verdict, Verdict] | None:
    """Compare a target at the end of the year, rounded and exactly; None where something has no value."""
    found = numbers_at_end(target, values)
    return both_readings(target, target.demand, *found) if found and target.demand else None


def _statement(derivation: Derivation) -> Statement | None:
    """Give what was reported beside the latest value that went in."""
    cells = [cell for part in derivation.walk() for cell in part.cells if cell.statement]
    return max(cells, key=lambda cell: str(cell.period)).statement if cells else None
