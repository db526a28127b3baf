"""Sheets: the rows that an agreement needs of its actuals, for somebody to fill in. Pure values, found in `missing`."""

from __future__ import annotations

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


LONG_ROW = ("measure", "period", "value")


class RowForm(Struct, frozen=True):
    """How a file writes a row: what stands between its cells, and what each column holds; empty for anything else."""

    delimiter: str
    columns: tuple[str, ...] = LONG_ROW

    def line(self, row: Row, year: Year, value: str = "") -> str:
        """Write a row as the file has it; a file without periods, which holds the agreed year alone, takes no other.

        >>> year = Year(Month.of(2016, 1))
        >>> RowForm(";", ("measure", "value", "")).line(Row("a", year), year, "ja")
        'a;ja;'
        """
        columns = self.columns if "period" in self.columns or row.period == year else LONG_ROW
        held = {"measure": row.id, "period": sheet_period(row.period), "value": value}
        return self.delimiter.join(held.get(column, "") for column in columns)


def sheet_period(period: Period) -> str:
    """Write a month as digits alone: of any other notation a spreadsheet makes a date, and saves it as it likes."""
    return f"{period.year}{period.month:02}" if isinstance(period, Month) else str(period)


class Offer(Struct, frozen=True):
    """What a sheet would ask for that a report lacks, and the command that writes it."""

    rows: tuple[Row, ...]
    command: str
