"""Actuals (Ist-Werte): one cell per measure and period, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.period import Month, Period, Year
from zielcalc.model.problem import Place, Problem, Problems, in_order
from zielcalc.model.sheet import RowForm


class Mark(Enum):
    """What stands in a cell instead of a number."""

    MISSING = "missing"
    SUPPRESSED = "suppressed"


class Statement(Struct, frozen=True, kw_only=True):
    """What was reported beside a value: remark (Erläuterung), evidence (Beleg), by whom and when."""

    remark: str | None = None
    evidence: str | None = None
    reported_by: str | None = None
    reported_on: str | None = None


class Cell(Struct, frozen=True, kw_only=True):
    """One value of one measure in one period, in base units: a number, a yes or no, or a mark.

    `id` is the measure's id; for a month it is that of the measure's series. `decimals` are those the cell is written
    with, in the display unit; `beside` is what the row's unknown columns hold, for the hint to --by.
    """

    id: str
    period: Period
    value: Fraction | bool | Mark
    decimals: int = 0
    place: Place
    statement: Statement | None = None
    assumed: bool = False
    beside: tuple[tuple[str, str], ...] = ()


class SourceFile(Struct, frozen=True):
    """A file the actuals came from; `form` is how a row is added to it, where it is a text."""

    file: str
    sha256: str
    form: RowForm | None = None


class Actuals(Struct, frozen=True):
    """All cells that hold something, whichever files they came from; missing ones are not among them."""

    annual: Mapping[tuple[str, Year], Cell] = {}
    monthly: Mapping[tuple[str, Month], Cell] = {}
    files: tuple[SourceFile, ...] = ()
    notices: tuple[Problem, ...] = ()


def collect(
    cells: Iterable[Cell], files: tuple[SourceFile, ...], notices: Iterable[Problem], problems: Problems
) -> Actuals:
    """Bring cells together into one set, whatever file, shape or alias they came by.

    The same cell twice with different values is a problem, with the same value a notice; a missing mark beside a value
    is neither.
    """
    annual: dict[tuple[str, Year], Cell] = {}
    monthly: dict[tuple[str, Month], Cell] = {}
    repeated = Problems()
    for cell in cells:
        if cell.value is Mark.MISSING:
            continue
        kept: Cell
        match cell.period:
            case Year() as year:
                kept = annual.setdefault((cell.id, year), cell)
            case Month() as month:
                kept = monthly.setdefault((cell.id, month), cell)
        if kept is cell:
            continue
        args = {"name": cell.id, "period": str(cell.period), "file": kept.place.file, "line": kept.place.line}
        if kept.value == cell.value and type(kept.value) is type(cell.value):
            repeated.add("cell-repeated", cell.place, **args)
        else:
            apart = next((column for column, said in kept.beside if (column, said) not in cell.beside), None)
            problems.add("cell-contradicts", cell.place, **args, **({"unit_column": apart} if apart else {}))
    return Actuals(annual, monthly, files, tuple(sorted((*notices, *repeated), key=in_order)))


def known_names(agreement: Agreement) -> dict[str, str]:
    """Give every name the actuals may use, ids and aliases, with the id it stands for."""
    found = {id: id for id in (*agreement.measures, *agreement.yes_no_names)}
    for measure in agreement.measures.values():
        found |= dict.fromkeys(measure.aliases, measure.id)
    return found
