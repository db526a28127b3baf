"""Values: formulas worked out exactly, on actuals, agreed baselines or plans. Gives Derivations, never a guess.

Division by zero, a missing value and an unknown baseline give no value, with the reason.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from zielcalc.judge.measures import Measures, window_months
from zielcalc.model.agreement import Figure, Indicator
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative
from zielcalc.model.period import Month
from zielcalc.model.quantity import is_too_large, round_half_up
from zielcalc.model.report import Derivation, Reason


class Taken(Enum):
    """Which values names stand for."""

    ACTUAL = "the actuals"
    AGREED = "the agreed baseline"
    PRIOR = "the actuals of the year before"
    PLAN = "the agreed plan"


_ABSENT = {Taken.AGREED: "no-baseline", Taken.PRIOR: "no-baseline", Taken.PLAN: "no-plan"}


class Values:
    """Works out the formulas of one agreement over one set of actuals."""

    def __init__(self, measures: Measures, prefer_data: bool = False) -> None:
        self.measures = measures
        self.agreement = measures.agreement
        self.baselines = (Taken.PRIOR, Taken.AGREED) if prefer_data else (Taken.AGREED, Taken.PRIOR)
        self.known: dict[tuple[str, Month, Taken, bool], Derivation] = {}

    def value(self, formula: Formula, month: Month, taken: Taken = Taken.ACTUAL, single: bool = False) -> Derivation:
        """Work out a formula at a month; with `single`, each measure gives that month alone."""
        match formula:
            case Literal():
                return Derivation(formula, formula.value)
            case Name(id):
                key = (id, month, taken, single)
                if key not in self.known:
                    self.known[key] = self.named(formula, month, taken, single)
                return self.known[key]
            case Negative(of):
                return _made(formula, self.value(of, month, taken, single))
            case Binary(_, left, right):
                return _made(formula, self.value(left, month, taken, single), self.value(right, month, taken, single))
            case Call("baseline", (of,)):
                return self.baseline(of, month, single)
            case Call("plan", (of,)):
                return self.value(of, month, Taken.PLAN, single)
            case Call("delta" | "change", (of,)):
                return _made(formula, self.value(of, month, taken, single), self.baseline(of, month, single))
            case Call(_, arguments):
                return _made(formula, *(self.value(argument, month, taken, single) for argument in arguments))

    def baseline(self, of: Formula, month: Month, single: bool = False) -> Derivation:
        """Give a formula's baseline: wholly agreed, or where none is agreed wholly from the year before; never mixed.

        A single month is held against the same month of the year before: what is agreed is for a year.
        """
        first, second = (Taken.PRIOR, Taken.PRIOR) if single else self.baselines
        found = self.value(of, month, first, single)
        if found.value is None and all(reason.code == "no-baseline" for reason in found.reasons()):
            other = self.value(of, month, second, single)
            if other.value is not None or first is Taken.AGREED:
                return other
        return found

    def named(self, name: Name, month: Month, taken: Taken, single: bool) -> Derivation:
        if indicator := self.agreement.indicators.get(name.id):
            return self.indicator(indicator, month, taken, single)
        measure = self.agreement.measures[name.id]
        if taken in (Taken.AGREED, Taken.PLAN):
            return _figure(name, measure.baseline if taken is Taken.AGREED else measure.plan, taken)
        at = month - 12 if taken is Taken.PRIOR else month
        found = self.measures.single(name.id, at) if single else self.measures.value(name.id, at)
        if found.value is None and taken is Taken.PRIOR:
            reason = found.reason or Reason("no-baseline", name.id)
            code = "suppressed" if reason.code == "suppressed" else "no-baseline"
            return Derivation(name, None, Reason(code, name.id, reason.period), cells=found.cells)
        return found

    def indicator(self, indicator: Indicator, month: Month, taken: Taken, single: bool) -> Derivation:
        """Give an indicator's value: its formula's; where its parts have no agreed values, its own agreed one."""
        name = Name(indicator.id)
        if taken in (Taken.AGREED, Taken.PLAN):
            if self.has_agreed_parts(indicator, taken):
                return _renamed(name, self.value(indicator.formula, month, taken, single))
            return _figure(name, indicator.baseline if taken is Taken.AGREED else indicator.plan, taken)
        year = self.measures.year_ending(month)
        if taken is Taken.ACTUAL and year and (cell := self.measures.actuals.annual.get((indicator.id, year))):
            return Derivation(name, cell.value if isinstance(cell.value, Fraction) else None, cells=(cell,))
        if indicator.over_time is None or single:
            return _renamed(name, self.value(indicator.formula, month, taken, single))
        months = window_months(indicator.window, self.agreement.year, month)
        if indicator.over_time == "last":
            months = months[-1:]
        parts = tuple(self.value(indicator.formula, found, taken, single=True) for found in months)
        function = "mean" if indicator.over_time == "mean" else "sum"
        return _made(Call(function, (name,)), *parts)

    def has_agreed_parts(self, indicator: Indicator, taken: Taken) -> bool:
        """Say whether an indicator's agreed value follows from its parts; one taken month by month has its own."""
        if indicator.over_time:
            return False
        by_formula = self.value(indicator.formula, self.agreement.year.last, taken)
        return all(reason.code != _ABSENT[taken] for reason in by_formula.reasons())


def _figure(name: Name, figure: Figure | None, taken: Taken) -> Derivation:
    if figure is None:
        return Derivation(name, None, Reason(_ABSENT[taken], name.id))
    reason = Reason("not-agreed", name.id) if figure.value is None else None
    return Derivation(name, figure.value, reason, figure=figure)


def _renamed(name: Name, found: Derivation) -> Derivation:
    return Derivation(name, found.value, None, (found,))


def _made(formula: Formula, *parts: Derivation) -> Derivation:
    """Put a formula's value together from those of its parts."""
    values = [part.value for part in parts if part.value is not None]
    if len(values) < len(parts):
        return Derivation(formula, None, None, parts)
    try:
        value = _worked_out(formula, values)
    except ZeroDivisionError:
        return Derivation(formula, None, Reason("division-by-zero"), parts)
    if is_too_large(value):
        return Derivation(formula, None, Reason("too-large"), parts)
    return Derivation(formula, value, None, parts)


def _worked_out(formula: Formula, values: list[Fraction]) -> Fraction:
    match formula:
        case Negative():
            return -values[0]
        case Binary("+"):
            return values[0] + values[1]
        case Binary("-") | Call("delta"):
            return values[0] - values[1]
        case Binary("*"):
            return values[0] * values[1]
        case Binary("/"):
            return values[0] / values[1]
        case Call("change"):
            return values[0] / values[1] - 1
        case Call("abs"):
            return abs(values[0])
        case Call("min"):
            return min(values)
        case Call("max"):
            return max(values)
        case Call("sum"):
            return sum(values, Fraction(0))
        case Call("mean"):
            return sum(values, Fraction(0)) / len(values)
        case Call("round", _, _, scale):
            return round_half_up(values[0] / scale, int(values[1])) * scale
        case _:
            raise AssertionError(formula)
