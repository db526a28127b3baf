"""Sheets: the rows that an agreement needs of its actuals, for somebody to fill in. Pure values, found in `missing`."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.period import Period
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


class Offer(Struct, frozen=True):
    """What a sheet would ask for that a report lacks, and the command that writes it."""

    rows: tuple[Row, ...]
    command: str
