"""Missing: the rows an agreement needs and the actuals do not hold. Takes an Agreement and Actuals, gives Rows.

A row is needed where a target rests on it: the year's values, those of the year before where a target asks for a
baseline that nobody agreed, and a yes or no for each milestone and condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.judge.degree import Degrees
from zielcalc.judge.measures import Effort, Measures, window_months
from zielcalc.judge.numbers import supplied_measures
from zielcalc.judge.values import Taken, Values
from zielcalc.model.actuals import Actuals, Cell
from zielcalc.model.agreement import NOWHERE, Agreement, Measure, Target
from zielcalc.model.formula import Call, Formula, Name, parts
from zielcalc.model.period import Month, Year
from zielcalc.model.report import OF_ROWS, Result
from zielcalc.model.sheet import Row

MOST_EFFORT = 40_000
"""Steps of arithmetic that finding out what was agreed may take."""


def missing_rows(agreement: Agreement, actuals: Actuals | None = None, monthly: bool | None = None) -> tuple[Row, ...]:
    """Give the rows that the actuals lack (without actuals: all that the agreement needs), in the agreement's order.

    `monthly` asks for months, so that the targets can be judged in each of them, else for values of the year. Where it
    is not said, a measure lacks months if the actuals hold some of them, and a value of the year if they hold none.
    Milestones come behind the measures, conditions at the end.
    """
    search = _Search(agreement, actuals or Actuals(), _agreed(agreement), monthly)
    return (*search.numbers(agreement.targets.values()), *search.reports())


def with_missing(results: tuple[Result, ...], values: Values) -> tuple[Result, ...]:
    """Give results, the open ones with the rows that would let them be judged at their month.

    A target that has no month yet, as one of its measures has no data, is asked for at the month the others reach.
    """
    lacking = [result for result in results if result.reason and any(why.code in OF_ROWS for why in result.reasons)]
    if not lacking:
        return results
    agreement, agreed, found = values.agreement, _agreed(values.agreement), {}
    for result in lacking:
        reached = map(values.measures.reach, supplied_measures(values, formulas_of(result.target)))
        month = result.as_of or min((month for month in reached if month), default=agreement.year.last)
        as_of = month if month < agreement.year.last else None
        found[result.target.id] = _Search(agreement, values.measures.actuals, agreed, as_of=as_of).numbers(
            (result.target,)
        )
    return tuple(replace(result, missing=found.get(result.target.id, ())) for result in results)


class _Use(Struct, frozen=True):
    """How a target uses a measure: this year's value or that of the year before.

    `by_month` is the window of an indicator that takes its single months; empty for a value over the measure's own.
    `is_whole` asks for every month of the year.
    """

    id: str
    taken: Taken
    by_month: str = ""
    is_whole: bool = False


def _agreed(agreement: Agreement) -> Values:
    """Give what is agreed, over actuals that hold everything."""
    said = Measures(agreement, _everything_said(agreement))
    said.effort = Effort(MOST_EFFORT)
    return Values(said)


class _Search:
    """Looks for rows; `as_of` is a month before the year's last, in which no value of the year serves."""

    def __init__(
        self,
        agreement: Agreement,
        actuals: Actuals,
        agreed: Values,
        monthly: bool | None = None,
        as_of: Month | None = None,
    ) -> None:
        self.agreement = agreement
        self.actuals = actuals
        self.agreed = agreed
        self.monthly = monthly
        self.as_of = as_of
        self.year = agreement.year
        self.uses: dict[_Use, None] = {}
        self.seen: set[tuple[object, ...]] = set()

    def numbers(self, targets: Iterable[Target]) -> tuple[Row, ...]:
        for target in targets:
            for formula in formulas_of(target):
                self.use(formula)
            if (self.monthly or self.as_of) and target.pace == "prior_year":
                self.use_pace(target)
        # Months asked for one by one may be all that a value of the year is made of.
        found: dict[Row, None] = {}
        measures = self.agreement.measures
        for use in sorted(self.uses, key=lambda use: (not use.by_month, measures[use.id].over_time == "last")):
            found |= dict.fromkeys(self.rows_of(use, found))
        order = {id: number for number, id in enumerate(measures)}
        return tuple(sorted(found, key=lambda row: (order[row.id], _start(row), isinstance(row.period, Year))))

    def use(self, formula: Formula, taken: Taken = Taken.ACTUAL, by_month: str = "") -> None:
        """Note the measures a formula is worked out from, as `Values` does it."""
        key = (id(formula), taken, by_month)
        if key in self.seen:
            return
        self.seen.add(key)
        match formula:
            case Name(name):
                self.use_name(name, taken, by_month)
            case Call("baseline", (of,)):
                self.use_baseline(of, by_month)
            case Call("plan", (of,)):
                self.use(of, Taken.PLAN, by_month)
            case Call("delta" | "change", (of,)):
                self.use(of, taken, by_month)
                self.use_baseline(of, by_month)
            case _:
                for part in parts(formula):
                    self.use(part, taken, by_month)

    def use_baseline(self, of: Formula, by_month: str) -> None:
        """Note the year before, where it is single months or no baseline is agreed; one that is `open` stays so."""
        agreed = self.agreed.value(of, self.year.last, Taken.AGREED)
        is_agreed = agreed.value is not None or any(reason.code != "no-baseline" for reason in agreed.reasons())
        self.use(of, Taken.AGREED if is_agreed and not by_month else Taken.PRIOR, by_month)

    def use_name(self, name: str, taken: Taken, by_month: str) -> None:
        indicator = self.agreement.indicators.get(name)
        is_agreed = taken in (Taken.AGREED, Taken.PLAN)
        if indicator is None:
            self.uses |= {} if is_agreed else {_Use(name, taken, by_month): None}
        elif not is_agreed or self.agreed.has_agreed_parts(indicator, taken):
            window = "last" if indicator.over_time == "last" else indicator.window
            self.use(indicator.formula, taken, by_month or (window if indicator.over_time else ""))

    def use_pace(self, target: Target) -> None:
        """Note the year before of the flows that a target's pace is taken from."""
        degrees = Degrees(self.agreement)
        flows = next((found for formula in formulas_of(target) if (found := degrees.flows(formula))), [])
        self.uses |= dict.fromkeys(_Use(id, Taken.PRIOR, is_whole=True) for id in flows)

    def rows_of(self, use: _Use, asked: dict[Row, None]) -> Iterator[Row]:
        measure = self.agreement.measures[use.id]
        year = self.year.before() if use.taken is Taken.PRIOR else self.year
        is_stock, in_year = measure.over_time == "last", self.as_of is not None and year == self.year
        by_month = in_year or use.is_whole or (bool(use.by_month) and not is_stock)
        if (use.id, year) in self.actuals.annual and not (is_stock or by_month):
            return
        last = year.last if self.as_of is None else self.as_of - (self.year.last.index - year.last.index)
        every = [Month(index) for index in range(year.first.index, year.last.index + 1)]
        of_year, at_end = self.months(measure, use, every), self.months(measure, use, [last])
        held = [month for month in of_year if (measure.series, month) in self.actuals.monthly]
        lacking = [
            month
            for month in (of_year if self.monthly or use.is_whole else at_end)
            if Row(measure.series, month) not in asked and not self.is_held(measure, month)
        ]
        # The year's value of a stock is its last month: where that one is known, the year's would say it again.
        is_said = is_stock and at_end[-1] not in lacking
        if self.monthly or by_month or (self.monthly is None and held) or is_said:
            yield from (Row(measure.series, month) for month in lacking)
        elif lacking:
            # A window may reach into the year before, of which a stock's value of the year says nothing.
            years = [self.year_served(measure, month) for month in lacking] if is_stock else [year]
            yield from (Row(use.id, found) for found in dict.fromkeys(years))

    def is_held(self, measure: Measure, month: Month) -> bool:
        """Say whether the actuals hold a month of a measure's series, or for a stock the value of its year."""
        year = self.year_served(measure, month)
        is_served = measure.over_time == "last" and (measure.id, year) in self.actuals.annual
        return is_served or (measure.series, month) in self.actuals.monthly

    def year_served(self, measure: Measure, month: Month) -> Year:
        """Give the year that a month of a measure's series counts towards."""
        return self.agreed.measures.year_of(month + measure.lag)

    def months(self, measure: Measure, use: _Use, at: list[Month]) -> list[Month]:
        """Give the months of its series that a measure is made of at some months."""
        window = use.by_month or ("last" if measure.over_time == "last" else measure.window)
        found = {
            needed - measure.lag
            for month in at
            for needed in ([month] if window == "last" else window_months(window, self.year, month))
        }
        return sorted(found)

    def reports(self) -> list[Row]:
        """Give the milestones, then the conditions, that nobody reported; in a sheet of months, when each is due."""
        targets = self.agreement.targets.values()
        due = {target.id: target.due or self.year.last for target in targets if target.milestone is not None}
        due |= {
            target.condition.holds: self.year.last for target in targets if target.condition and target.condition.holds
        }
        held = {id for id, year in self.actuals.annual if year == self.year}
        held |= {id for id, month in self.actuals.monthly if month in self.year}
        return [
            Row(id, min(max(month, self.year.first), self.year.last) if self.monthly else self.year)
            for id, month in due.items()
            if id not in held
        ]


def formulas_of(target: Target) -> list[Formula]:
    """Give what a target is of and its bounds."""
    bounds = target.demand.bounds if target.demand else ()
    return [formula for formula in (target.of, *(bound.formula for bound in bounds)) if formula]


def _everything_said(agreement: Agreement) -> Actuals:
    """Give actuals that hold something in every cell, so that what has no value then is not agreed."""
    year, ids = agreement.year, agreement.measures
    values = {id: Fraction(number, 7) for number, id in enumerate(ids, 11)}
    cells = {id: Cell(id=id, period=year, value=value, place=NOWHERE) for id, value in values.items()}
    months = [Month(index) for index in range(year.first.index - 36, year.last.index + 1)]
    return Actuals(
        {(id, found): cells[id] for id in ids for found in (year, year.before())},
        {(id, month): cells[id] for id in ids for month in months},
    )


def _start(row: Row) -> Month:
    return row.period.first if isinstance(row.period, Year) else row.period
