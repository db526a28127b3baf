"""Sheets: the rows that an agreement needs of its actuals, for somebody to fill in. Pure values, found in `missing`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.period import Month, Period, Year
from zielcalc.model.unit import YES_NO


class Row(Struct, frozen=True):
    """A value to supply: what it is called in the actuals, and its year or month."""

    id: str
    period: Period

    def kind(self, agreement: Agreement) -> Literal["measure", "promise", "condition"]:
        """Say whether it is a number, a milestone's yes or no (Zusage), or a condition's."""
        measure, target = agreement.measures.get(self.id), agreement.targets.get(self.id)
        if measure and measure.unit != YES_NO:
            return "measure"
        return "promise" if target and target.milestone is not None else "condition"


class RowForm(Struct, frozen=True):
    """How a file writes a row: what stands between its cells, and what each column holds; empty for anything else."""

    delimiter: str
    columns: tuple[str, ...] = ("measure", "period", "value")

    def fit_for(self, rows: Iterable[Row], year: Year) -> RowForm:
        """Give a form that takes all the rows: a file without periods takes none but those of the agreed year."""
        fits = "period" in self.columns or all(row.period == year for row in rows)
        return self if fits else RowForm(self.delimiter)

    def line(self, row: Row, value: str = "") -> str:
        """Write a row as the file has it.

        >>> RowForm(";", ("measure", "value", "")).line(Row("a", Month.of(2016, 1)), "ja")
        'a;ja;'
        """
        held = {"measure": row.id, "period": sheet_period(row.period), "value": value}
        return self.delimiter.join(held.get(column, "") for column in self.columns)


def sheet_period(period: Period) -> str:
    """Write a month as digits alone: of any other notation a spreadsheet makes a date, and saves it as it likes."""
    return f"{period.year}{period.month:02}" if isinstance(period, Month) else str(period)


class Offer(Struct, frozen=True):
    """What a sheet would ask for that a report lacks, and the command that writes it."""

    rows: tuple[Row, ...]
    command: str
