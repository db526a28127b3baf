"""A diff of two states of the actuals for programs: as plain data, format `zielcalc-diff/1`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zielcalc._version import __version__
from zielcalc.model.actuals import Cell, Mark
from zielcalc.model.agreement import Agreement
from zielcalc.model.changes import CellChange, DataChanges
from zielcalc.write.changes_document import BARE, FORMAT, files_document, verdicts_document
from zielcalc.write.document import agreement_document, both, statement_document


def data_document(data: DataChanges) -> dict[str, Any]:
    """Give what differs between two states of the actuals."""
    return {
        "format": FORMAT,
        "version": __version__,
        "kind": "actuals",
        "same": data.is_same,
        "agreement": agreement_document(data.agreement),
        "old": files_document(data.old_files),
        "new": files_document(data.new_files),
        "summary": {"changed": len(data.cells), "unchanged": data.unchanged},
        "changes": [_cell_change(change, data.agreement) for change in data.cells],
        "verdicts": verdicts_document(data.verdicts),
    }


def _cell_change(change: CellChange, agreement: Agreement) -> dict[str, Any]:
    owner = agreement.owners.get(change.id)
    unit = owner.unit if owner else BARE
    old, new = (_number(cell) for cell in (change.old, change.new))
    apart = new - old if old is not None and new is not None else None
    return {
        "measure": change.id,
        "period": change.period,
        "change": change.kind,
        **both("old", old, unit),
        **both("new", new, unit),
        **both("difference", apart, unit),
        **both("relative", apart / old if apart is not None and old else None, BARE),
        "old_mark": _mark(change.old),
        "new_mark": _mark(change.new),
        "old_statement": statement_document(change.old.statement) if change.old else None,
        "new_statement": statement_document(change.new.statement) if change.new else None,
        "old_place": _place(change.old),
        "new_place": _place(change.new),
    }


def _number(cell: Cell | None) -> Fraction | None:
    return cell.value if cell and isinstance(cell.value, Fraction) else None


def _mark(cell: Cell | None) -> str | bool | None:
    if cell is None or isinstance(cell.value, Fraction):
        return None
    return cell.value.value if isinstance(cell.value, Mark) else cell.value


def _place(cell: Cell | None) -> dict[str, Any] | None:
    return {"file": cell.place.file, "line": cell.place.line, "column": cell.place.column} if cell else None
