"""The year's end: targets judged as if the year were over, with measures at values that are only supposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.assumptions import assume
from zielcalc.judge.measures import Effort, Measures
from zielcalc.judge.numbers import numbers_at_end, readings_at_end, supplied_measures
from zielcalc.judge.values import Taken, Values
from zielcalc.judge.withheld import choices, withheld_cells
from zielcalc.model.actuals import Actuals, Cell
from zielcalc.model.agreement import NOWHERE, Agreement, Indicator, Owner, Target
from zielcalc.model.formula import Formula, Name
from zielcalc.model.period import Month
from zielcalc.model.report import Derivation, Reason, Verdict

MOST_SUPPOSED = 200_000
"""Steps of arithmetic for all that is supposed of one year's end."""
MOST_ENDS = 64
"""Ends of the year that are looked at for one target, one for each choice of withheld counts."""
METHODS = ("linear", "prior_year", "gliding")


class YearEnd:
    """The end of the year, seen from the last month that each measure reaches, or from one month for all."""

    def __init__(
        self, agreement: Agreement, actuals: Actuals, prefers_data: bool = False, as_of: Month | None = None
    ) -> None:
        self.agreement = agreement
        self.measures = Measures(agreement, actuals)
        self.prefers_data = prefers_data
        self.as_of = as_of
        self.last = agreement.year.last
        self.effort = Effort(MOST_SUPPOSED)
        self.now = Values(self.measures)

    def supposed(self, formulas: list[Formula]) -> list[Owner]:
        """Give what a year's end is supposed of: measures, and indicators that are taken month by month."""
        ids = supplied_measures(self.now, formulas, by_month_as_one=True)
        return [self.agreement.owners[id] for id in ids]

    def month_of(self, owner: Owner) -> Month:
        """Give the month that something is seen from; the year's last where it has no data at all."""
        if self.as_of:
            return self.as_of
        ids = supplied_measures(self.now, [owner.formula]) if isinstance(owner, Indicator) else [owner.id]
        return min((month for id in ids if (month := self.measures.reach(id))), default=self.last)

    def left(self, owner: Owner) -> int:
        """Count the months that are still to come; none for what is assumed."""
        return 0 if self.assumed(owner) else self.last.index - self.month_of(owner).index

    def assumed(self, owner: Owner) -> Cell | None:
        """Give what was assumed for the year (what if)."""
        cell = self.measures.actuals.annual.get((owner.id, self.agreement.year))
        return cell if cell and cell.assumed and isinstance(cell.value, Fraction) else None

    def standing(self, owner: Owner) -> Derivation:
        """Give where something stands: a sum or mean so far, a stock; what was assumed goes before."""
        month = self.month_of(owner)
        if cell := self.assumed(owner):
            return Derivation(Name(owner.id), cell.value if isinstance(cell.value, Fraction) else None, cells=(cell,))
        if owner.over_time in ("sum", "mean") and month != self.last:
            # A sum or mean ends as that of the year's own months, also where it glides over twelve until then.
            return self.of_year(owner, month)
        return self.now.value(Name(owner.id), month)

    def choices(self, formulas: list[Formula]) -> Iterator[YearEnd]:
        """Give the end of the year for every choice of the withheld counts that some formulas stand on.

        Without any it is this one; with too many choices there is none.
        """
        owners = self.supposed(formulas)
        known = {owner.id: Fraction(1) for owner in owners}
        derivations = (
            *map(self.standing, owners),
            *(self.values(known).value(formula, self.last) for formula in formulas),
        )
        if not withheld_cells(derivations):
            return iter((self,))
        tried = choices(derivations, self.measures, MOST_ENDS)
        return (self.with_actuals(chosen) for chosen in tried or ())

    def with_actuals(self, actuals: Actuals) -> YearEnd:
        """Give the end of the year that other actuals lead to, at the cost of the same effort."""
        end = YearEnd(self.agreement, actuals, self.prefers_data, self.as_of)
        end.effort = self.effort
        return end

    def shown(self, owner: Owner) -> Fraction:
        """Give where something stands as it is judged there, or what is assumed of it."""
        found = None if self.assumed(owner) else self.now.value(Name(owner.id), self.month_of(owner)).value
        return (self.standing(owner).value or Fraction(0)) if found is None else found

    def of_year(self, owner: Owner, month: Month) -> Derivation:
        """Give a value over the months of the year a month lies in, up to it, also where it is one over twelve."""
        if isinstance(owner, Indicator):
            return self.now.indicator(replace(owner, window="year"), month, Taken.ACTUAL, single=False)
        return self.measures.from_months(replace(owner, window="year"), month)

    def of_months(self, owner: Owner) -> Derivation:
        """Give the whole year's value from monthly data alone."""
        if isinstance(owner, Indicator):
            return self.now.indicator(owner, self.last, Taken.ACTUAL, single=False)
        return self.measures.from_months(owner, self.last)

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

    def projected(self, owner: Owner, method: str) -> Fraction | Reason:
        """Give where something ends by a method, or why that does not say."""
        name, month = Name(owner.id), self.month_of(owner)
        standing = self.standing(owner)
        now = standing.value
        if now is None:
            return next(iter(standing.reasons()), Reason("no-data", owner.id, str(self.agreement.year)))
        if month == self.last or self.assumed(owner):
            return now
        match method:
            case "linear":
                elapsed = month.index - self.agreement.year.first.index + 1
                return now * Fraction(12, elapsed) if owner.over_time == "sum" else now
            case "prior_year":
                if owner.over_time in ("sum", "mean"):
                    then = self.of_year(owner, month - 12)
                else:
                    then = self.now.value(name, month, Taken.PRIOR)
                whole = self.now.value(name, self.last, Taken.PRIOR)
                if then.value is None or whole.value is None:
                    absent = next(iter((*then.reasons(), *whole.reasons())), Reason("no-data"))
                    return Reason("no-prior-year", absent.name or owner.id, absent.period)
                return now * whole.value / then.value if then.value else Reason("division-by-zero")
            case _:
                gliding = self.now.gliding(name, month)
                return gliding.value if gliding.value is not None else gliding.reasons()[0]
