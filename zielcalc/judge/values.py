"""Values: formulas worked out exactly, on actuals, agreed baselines or plans. Gives Derivations, never a guess.

Division by zero, a missing value and an unknown baseline give no value, with the reason.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.degree import Degrees, rests_on_actuals
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
    """Works out the formulas of one agreement over one set of actuals.

    Before the year is complete, `share` is the part of a year's number that is due by the month (pace): with it every
    agreed number of a flow is brought to the month, once. None leaves them as agreed.
    """

    def __init__(
        self, measures: Measures, prefer_data: bool = False, share: Fraction | None = None, is_gliding: bool = False
    ) -> None:
        self.measures = measures
        self.agreement = measures.agreement
        self.prefers_data = prefer_data
        self.baselines = (Taken.PRIOR, Taken.AGREED) if prefer_data else (Taken.AGREED, Taken.PRIOR)
        self.share = share
        self.is_gliding = is_gliding
        self.others: dict[Fraction | None, Values] = {}
        self.degrees = Degrees(measures.agreement)
        self.known: dict[tuple[str, Month, Taken, bool], Derivation] = {}

    def brought_to(self, share: Fraction) -> Values:
        """Give the same values with agreed numbers brought to where this share of the year is due."""
        if share not in self.others:
            self.others[share] = Values(self.measures, self.prefers_data, share)
        return self.others[share]

    def gliding(self, formula: Formula, month: Month) -> Derivation:
        """Work out a formula with every measure over the twelve months up to a month."""
        return Values(self.measures, is_gliding=True).value(formula, month)

    def value(self, formula: Formula, month: Month, taken: Taken = Taken.ACTUAL, single: bool = False) -> Derivation:
        """Work out a formula at a month; with `single`, each measure gives that month alone."""
        match formula:
            case _ if self.measures.effort.left <= 0:
                return Derivation(formula, None, Reason("too-much"))
            case Literal():
                return Derivation(formula, formula.value)
            case Name(id):
                key = (id, month, taken, single)
                if key not in self.known:
                    self.known[key] = self.named(formula, month, taken, single)
                return self.known[key]
            case Negative(of):
                return self.made(formula, self.value(of, month, taken, single))
            case Binary(_, left, right):
                return self.made(
                    formula, self.value(left, month, taken, single), self.value(right, month, taken, single)
                )
            case Call("baseline", (of,)):
                return self.baseline(of, month, single)
            case Call("plan", (of,)):
                return self.value(of, month, Taken.PLAN, single)
            case Call("delta" | "change", (of,)):
                return self.made(formula, self.value(of, month, taken, single), self.baseline(of, month, single))
            case Call(_, arguments):
                return self.made(formula, *(self.value(argument, month, taken, single) for argument in arguments))

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
            figure = _figure(name, measure.baseline if taken is Taken.AGREED else measure.plan, taken)
            return self.to_date(figure, month, taken)
        at = month - 12 if taken is Taken.PRIOR else month
        if single:
            found = self.measures.single(name.id, at)
        elif self.is_gliding:
            found = self.measures.from_months(replace(measure, window="12 months"), at)
        else:
            found = self.measures.value(name.id, at)
        if found.value is None and taken is Taken.PRIOR and not single:
            annual = self.measures.annual(name.id, at)
            found = self.to_date(annual, month, Taken.PLAN) if annual and self.share is not None else found
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
            figure = _figure(name, indicator.baseline if taken is Taken.AGREED else indicator.plan, taken)
            return self.to_date(figure, month, taken)
        year = self.measures.year_ending(month)
        if taken is Taken.ACTUAL and year and (cell := self.measures.actuals.annual.get((indicator.id, year))):
            return Derivation(name, cell.value if isinstance(cell.value, Fraction) else None, cells=(cell,))
        if indicator.over_time is None or single:
            return _renamed(name, self.value(indicator.formula, month, taken, single))
        months = window_months("12 months" if self.is_gliding else indicator.window, self.agreement.year, month)
        if indicator.over_time == "last":
            months = months[-1:]
        parts = tuple(
            replace(
                self.value(indicator.formula, found, taken, single=True),
                month=found - 12 if taken is Taken.PRIOR else found,
            )
            for found in months
        )
        function = "mean" if indicator.over_time == "mean" else "sum"
        return self.made(Call(function, (name,)), *parts)

    def to_date(self, annual: Derivation, month: Month, taken: Taken) -> Derivation:
        """Bring a year's number of a flow to a month: a baseline by the prior year's own share, else by the pace."""
        if self.share is None or annual.value is None or self.degrees.of(annual.formula) != 1:
            return annual
        if taken is Taken.AGREED:
            to_date, whole = self.prior_year(annual.formula, month)
            withheld = next(
                (found for found in (*to_date.reasons(), *whole.reasons()) if found.code == "suppressed"), None
            )
            if withheld:
                return replace(annual, value=None, reason=withheld, parts=(to_date, whole))
            if to_date.value is not None and whole.value:
                due = annual.value * to_date.value / whole.value
                return replace(annual, value=due, of_year=annual.value, share_of=(to_date, whole))
        return replace(annual, value=annual.value * self.share, is_paced=True, of_year=annual.value)

    def prior_year(self, formula: Formula, month: Month) -> tuple[Derivation, Derivation]:
        """Give the prior year's value up to the month before in it, and that of the whole of it."""
        agreed = self.others.setdefault(None, Values(self.measures))
        return agreed.value(formula, month, Taken.PRIOR), agreed.value(formula, self.agreement.year.last, Taken.PRIOR)

    def bound(self, formula: Formula, month: Month) -> Derivation:
        """Work out a bound on a flow: its terms of agreed numbers alone are brought to the month, once.

        A term that rests on the actuals stands as it is, as does one that is itself a flow.
        """
        degree, rests = self.degrees.of(formula), rests_on_actuals(formula)
        is_sum = isinstance(formula, Negative) or (isinstance(formula, Binary) and formula.sign in "+-")
        if self.share is None or degree == 1 or (degree == 0 and rests and not is_sum):
            return self.value(formula, month)
        if degree == 0 and not rests:
            found = self.value(formula, month)
            paced = None if found.value is None else found.value * self.share
            return replace(found, value=paced, is_paced=paced is not None, of_year=found.value)
        match formula:
            case Negative(of):
                return self.made(formula, self.bound(of, month))
            case Binary("+" | "-", left, right):
                return self.made(formula, self.bound(left, month), self.bound(right, month))
            case Binary("*", left, right) if self.degrees.of(left) == 0:
                return self.made(formula, self.value(left, month), self.bound(right, month))
            case Binary("*" | "/", left, right):
                return self.made(formula, self.bound(left, month), self.value(right, month))
            case Call("round", (of, decimals)):
                return self.made(formula, self.bound(of, month), self.value(decimals, month))
            case Call("min" | "max" | "abs" | "sum" | "mean", arguments):
                return self.made(formula, *(self.bound(argument, month) for argument in arguments))
            case _:
                return self.value(formula, month)

    def made(self, formula: Formula, *parts: Derivation) -> Derivation:
        """Put a formula's value together from those of its parts; a hostile agreement runs out of effort, not time."""
        values = [part.value for part in parts if part.value is not None]
        if not self.measures.effort.spend(values):
            return Derivation(formula, None, Reason("too-much"), parts)
        if len(values) < len(parts):
            return Derivation(formula, None, None, parts)
        try:
            value = _worked_out(formula, values)
        except ZeroDivisionError:
            return Derivation(formula, None, Reason("division-by-zero"), parts)
        if is_too_large(value):
            return Derivation(formula, None, Reason("too-large"), parts)
        return Derivation(formula, value, None, parts)

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
