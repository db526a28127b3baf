"""The year's end: targets judged as if the year were over, with measures at values that are only supposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.assumptions import assume
from zielcalc.judge.degree import Degrees
from zielcalc.judge.measures import Effort, Measures
from zielcalc.judge.numbers import numbers_at_end, readings_at_end
from zielcalc.judge.values import Taken, Values
from zielcalc.model.actuals import Actuals, Cell
from zielcalc.model.agreement import NOWHERE, Agreement, Measure, Target
from zielcalc.model.formula import Formula, Name
from zielcalc.model.period import Month
from zielcalc.model.report import Derivation, Reason, Verdict

MOST_SUPPOSED = 200_000
"""Steps of arithmetic for all that is supposed of one year's end."""
METHODS = ("linear", "prior_year", "gliding")


class YearEnd:
    """The end of the year, seen from a month."""

    def __init__(self, agreement: Agreement, actuals: Actuals, prefers_data: bool = False) -> None:
        self.agreement = agreement
        self.measures = Measures(agreement, actuals)
        self.prefers_data = prefers_data
        self.last = agreement.year.last
        self.effort = Effort(MOST_SUPPOSED)

    def is_by_month(self, formulas: Iterable[Formula]) -> bool:
        """Say whether some formulas rest on single months, of which a supposed year's value says nothing."""
        return Degrees(self.agreement).is_by_month(formulas)

    def standing(self, id: str, month: Month) -> Fraction | None:
        """Give a measure at a month: a sum or mean so far, a stock; what was assumed for the year goes before."""
        cell = self.measures.actuals.annual.get((id, self.agreement.year))
        if cell and cell.assumed and isinstance(cell.value, Fraction):
            return cell.value
        measure = self.agreement.measures[id]
        if measure.over_time == "sum":
            # What a sum has by the end of the year is that of the year's own months, also where it glides over twelve.
            return self.own_sum(measure, month).value
        return self.measures.value(id, month).value

    def shown(self, id: str, month: Month) -> Fraction:
        """Give where a measure stands at a month, as it is judged there, or what is assumed of it."""
        cell = self.measures.actuals.annual.get((id, self.agreement.year))
        found = self.measures.value(id, month).value
        if found is None or (cell and cell.assumed and isinstance(cell.value, Fraction)):
            return self.standing(id, month) or Fraction(0)
        return found

    def own_sum(self, measure: Measure, month: Month) -> Derivation:
        """Give a sum over the months of the year a month lies in, up to it; its value where that is all there is."""
        if measure.window == "year" or month == self.last:
            return self.measures.value(measure.id, month)
        return self.measures.from_months(replace(measure, window="year"), month)

    def readings(self, target: Target, at_end: Mapping[str, Fraction]) -> tuple[Verdict, Verdict] | None:
        """Give both readings of a target with measures at these values; None where they do not say."""
        return readings_at_end(target, self.values(at_end))

    def numbers(self, target: Target, at_end: Mapping[str, Fraction]) -> tuple[Fraction, tuple[Fraction, ...]] | None:
        """Give a target's number and those it is compared with, with measures at these values."""
        return numbers_at_end(target, self.values(at_end))

    def values(self, at_end: Mapping[str, Fraction]) -> Values:
        """Give the values of a year that ends with measures at these values."""
        year = self.agreement.year
        cells = [Cell(id=id, period=year, value=value, place=NOWHERE, assumed=True) for id, value in at_end.items()]
        measures = self.measures.chosen(assume(self.measures.actuals, cells), self.effort)
        return Values(measures, self.prefers_data)

    def projected(self, measure: Measure, month: Month, method: str) -> Fraction | Reason:
        """Give where a measure ends by a method, or why it does not say."""
        now = self.standing(measure.id, month)
        if now is None:
            found = self.measures.value(measure.id, month).reasons()
            return found[0] if found else Reason("no-data", measure.id, str(self.agreement.year))
        cell = self.measures.actuals.annual.get((measure.id, self.agreement.year))
        if month == self.last or (cell and cell.assumed):
            return now
        match method:
            case "linear":
                elapsed = month.index - self.agreement.year.first.index + 1
                return now * Fraction(12, elapsed) if measure.over_time == "sum" else now
            case "prior_year":
                prior = Values(self.measures)
                then = prior.value(Name(measure.id), month, Taken.PRIOR).value
                if measure.over_time == "sum":
                    then = self.own_sum(measure, month - 12).value
                whole = prior.value(Name(measure.id), self.last, Taken.PRIOR).value
                if then is None or whole is None:
                    return Reason("no-prior-year", measure.id)
                return now * whole / then if then else Reason("division-by-zero")
            case _:
                gliding = Values(self.measures, is_gliding=True).value(Name(measure.id), month)
                return gliding.value if gliding.value is not None else gliding.reasons()[0]
