"""Assumptions: actuals that nobody reported. Takes an Agreement or Actuals, gives Actuals: the plan, or what if."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from zielcalc.judge.measures import Measures
from zielcalc.judge.values import Taken, Values
from zielcalc.model.actuals import Actuals, Cell
from zielcalc.model.agreement import Agreement
from zielcalc.model.period import Year


def plan_as_actuals(agreement: Agreement) -> Actuals:
    """Give the agreement's own plan as if it had come true.

    Each measure has its plan; an indicator only where its plan is agreed without its parts.
    """
    year = agreement.year
    values = Values(Measures(agreement, Actuals()))
    found: dict[tuple[str, Year], Cell] = {}
    for id, owner in agreement.owners.items():
        plan = owner.plan
        if plan is None or plan.value is None:
            continue
        if id in agreement.indicators and values.has_agreed_parts(agreement.indicators[id], Taken.PLAN):
            continue
        found[(id, year)] = Cell(id=id, period=year, value=plan.value, decimals=plan.decimals, place=plan.place)
    return Actuals(found)


def assume(actuals: Actuals, cells: Iterable[Cell]) -> Actuals:
    """Put what-if values in the place of the year's values."""
    annual = dict(actuals.annual)
    for cell in cells:
        if isinstance(cell.period, Year):
            annual[(cell.id, cell.period)] = cell
    return replace(actuals, annual=annual)
