"""Measures: one value per measure and month. Takes Actuals, gives values with the cells that went in.

Sums and averages over time are taken only here.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from zielcalc.model.actuals import Actuals, Cell, Mark
from zielcalc.model.agreement import Agreement, Measure
from zielcalc.model.formula import Name
from zielcalc.model.period import Month, Year
from zielcalc.model.problem import Problems
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Derivation, Reason
from zielcalc.model.unit import COUNT


def window_months(measure_window: str, year: Year, month: Month) -> list[Month]:
    """Give the months that count towards a value at a month: the year's so far, or the twelve up to it."""
    first = month - 11
    if measure_window == "year":
        first = year.first + 12 * ((month.index - year.first.index) // 12)
    return [Month(index) for index in range(first.index, month.index + 1)]


MOST_EFFORT = 200_000
"""Steps of arithmetic that one report may take; agreements of this field take some thousands."""


class Effort:
    """What arithmetic may still cost; long numbers cost more."""

    def __init__(self, most: int = MOST_EFFORT) -> None:
        self.left = most

    def spend(self, values: list[Fraction]) -> bool:
        """Take a step on some numbers; False where nothing is left for it."""
        self.left -= 1 + sum(value.denominator.bit_length() for value in values) // 256
        return self.left > 0


class Measures:
    """The measures of an agreement, as the actuals supply them."""

    def __init__(self, agreement: Agreement, actuals: Actuals) -> None:
        self.agreement = agreement
        self.actuals = actuals
        self.effort = Effort()
        self.effort_of_choices = Effort()
        self.yes_no_names = agreement.yes_no_names
        self.last: dict[str, Month] = {}
        for id, month in actuals.monthly:
            self.last[id] = max(month, self.last.get(id, month))

    def year_ending(self, month: Month) -> Year | None:
        """Give the year, agreed or earlier, whose last month this is."""
        apart = self.agreement.year.last.index - month.index
        return Year(month - 11) if apart % 12 == 0 else None

    def year_of(self, month: Month) -> Year:
        """Give the year, agreed or another, that a month lies in."""
        first = self.agreement.year.first
        return Year(first + 12 * ((month.index - first.index) // 12))

    def chosen(self, actuals: Actuals, effort: Effort) -> Measures:
        """Give the same measures over actuals that hold the same cells, some with other values."""
        measures = Measures.__new__(Measures)
        measures.agreement, measures.actuals, measures.last = self.agreement, actuals, self.last
        measures.effort, measures.effort_of_choices = effort, self.effort_of_choices
        measures.yes_no_names = self.yes_no_names
        return measures

    def value(self, id: str, month: Month) -> Derivation:
        """Give a measure's value at a month, over its window: the year's value as it stands, else from the months."""
        measure = self.agreement.measures[id]
        year = self.year_ending(month)
        if year and (cell := self.actuals.annual.get((id, year))):
            return _of_cells(measure, (cell,), month)
        return self.from_months(measure, month)

    def annual(self, id: str, month: Month) -> Derivation | None:
        """Give the annual value of the year a month lies in, as it stands."""
        cell = self.actuals.annual.get((id, self.year_of(month)))
        return _of_cells(self.agreement.measures[id], (cell,), month) if cell else None

    def from_months(self, measure: Measure, month: Month) -> Derivation:
        """Give a measure's value at a month from monthly data alone (and, for a stock, the year's one)."""
        if measure.over_time == "last":
            return self.single(measure.id, month)
        months = [found - measure.lag for found in window_months(measure.window, self.agreement.year, month)]
        cells = []
        for needed in months:
            cell = self.actuals.monthly.get((measure.series, needed))
            if cell is None:
                return self.without(measure, needed, months)
            cells.append(cell)
        return _of_cells(measure, tuple(cells), month)

    def single(self, id: str, month: Month) -> Derivation:
        """Give a measure's single, lagged month; a stock's annual value serves where the month has none."""
        measure = self.agreement.measures[id]
        needed = month - measure.lag
        cell = self.actuals.monthly.get((measure.series, needed))
        if cell is None and measure.over_time == "last":
            cell = self.actuals.annual.get((id, self.year_of(month)))
        return _of_cells(measure, (cell,), month) if cell else self.without(measure, needed, [needed])

    def without(self, measure: Measure, month: Month, months: Iterable[Month]) -> Derivation:
        """Say why a measure has no value: one month is missing, or all are, or there is nothing at all."""
        year = self.year_of(month + measure.lag)
        reason = Reason("no-data", measure.id, str(year))
        if any((measure.series, other) in self.actuals.monthly for other in months):
            reason = Reason("month-missing", measure.id, str(month))
        elif (measure.id, year) in self.actuals.annual:
            # There is a value of the year, which says nothing of any of its months.
            reason = Reason("month-missing", measure.id, year.span)
        return Derivation(Name(measure.id), None, reason)

    def is_count(self, series: str) -> bool:
        """Say whether the cells of a measure or series count something, so that a withheld one is 1 or 2."""
        return series in self.agreement.measures and self.agreement.measures[series].unit == COUNT

    def reach(self, id: str) -> Month | None:
        """Give the last month of the agreed year that a measure has a value for."""
        year = self.agreement.year
        measure = self.agreement.measures[id]
        if (id, year) in self.actuals.annual:
            return year.last
        last = self.last.get(measure.series)
        if last is None or last + measure.lag < year.first:
            return None
        return min(last + measure.lag, year.last)

    @cached_property
    def last_reached(self) -> Month | None:
        """Give the last month of the agreed year that anything in the actuals reaches."""
        year = self.agreement.year
        # What is assumed reaches nothing, and a yes or no for the year says nothing of its months.
        counted = [id for id in self.agreement.measures if not self.is_assumed(id)]
        reached = [month for id in counted if (month := self.reach(id))]
        for id in self.yes_no_names:
            reached += [min(self.last[id], year.last)] if id in self.last and self.last[id] >= year.first else []
        has_report = any((id, year) in self.actuals.annual for id in self.yes_no_names)
        return max(reached, default=year.last if has_report else None)

    def is_assumed(self, id: str) -> bool:
        """Say whether a measure's value for the year is assumed (what if)."""
        cell = self.actuals.annual.get((id, self.agreement.year))
        return cell is not None and cell.assumed

    def report(self, id: str, month: Month | None) -> Cell | None:
        """Give the last report of the agreed year, up to a month, on a yes or no; else that of the whole year."""
        year = self.agreement.year
        annual = self.actuals.annual.get((id, year))
        if month is not None and not (annual and annual.assumed):
            for index in range(month.index, year.first.index - 1, -1):
                if cell := self.actuals.monthly.get((id, Month(index))):
                    return cell
        return annual

    def contradictions(self) -> Problems:
        """Find annual values that the complete monthly data of the same measure contradict."""
        problems = Problems()
        for (id, year), cell in self.actuals.annual.items():
            measure = self.agreement.measures.get(id)
            if measure is None or cell.assumed or not isinstance(cell.value, Fraction):
                continue
            if measure.over_time == "last" and (measure.series, year.last - measure.lag) not in self.actuals.monthly:
                continue
            months = self.from_months(measure, year.last).value
            if months is None:
                continue
            said, found = measure.unit.shown(cell.value), measure.unit.shown(months)
            if round_half_up(found, cell.decimals) != said:
                problems.add("annual-contradicts", cell.place, name=id, text=said, other=found)
        return problems


def _of_cells(measure: Measure, cells: tuple[Cell, ...], month: Month) -> Derivation:
    name = Name(measure.id)
    values = [cell.value for cell in cells if isinstance(cell.value, Fraction)]
    if len(values) < len(cells):
        withheld = next(cell for cell in cells if cell.value is Mark.SUPPRESSED)
        return Derivation(name, None, Reason("suppressed", measure.id, str(withheld.period)), cells=cells)
    total = sum(values, Fraction(0))
    value = total / len(values) if measure.over_time == "mean" else total
    return Derivation(name, value, cells=cells)
