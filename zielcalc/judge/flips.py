"""Flips: verdicts that differ, by two agreements with the same actuals or by one with two states of the data."""

from __future__ import annotations

from collections.abc import Iterable

from zielcalc.model.actuals import Cell, SourceFile
from zielcalc.model.agreement import Agreement
from zielcalc.model.changes import CellChange, DataChanges, Flip, Verdicts
from zielcalc.model.renaming import Renames
from zielcalc.model.report import Report


def compare_verdicts(old: Report, new: Report, renames: Renames | None = None) -> Verdicts:
    """Say of which targets the verdict differs; those of one side alone come with the verdict they have there."""
    ids = renames.targets if renames else {}
    before = {ids.get(result.target.id, result.target.id): result for result in old.results}
    flips = [
        Flip(before.get(result.target.id), result)
        for result in new.results
        if result.target.id not in before or before[result.target.id].verdict is not result.verdict
    ]
    kept = {result.target.id for result in new.results}
    return Verdicts(
        old=old, new=new, flips=(*flips, *(Flip(result, None) for id, result in before.items() if id not in kept))
    )


def compare_actuals(
    agreement: Agreement,
    old: tuple[Iterable[Cell], tuple[SourceFile, ...]],
    new: tuple[Iterable[Cell], tuple[SourceFile, ...]],
    verdicts: Verdicts,
) -> DataChanges:
    """Say which cells were revised, added, removed, withheld or not any more, or only remarked otherwise.

    A cell marked missing has no value, as one that is not there.
    """
    before, now = (_by_name(cells) for cells, _ in (old, new))
    known = [*agreement.measures, *agreement.yes_no_names]
    rank = {id: number for number, id in enumerate(known)}
    keys = sorted({*before, *now}, key=lambda key: (rank.get(key[0], len(rank)), key))
    changed = [
        CellChange(id, period, was, is_now)
        for id, period in keys
        if _said(was := before.get((id, period))) != _said(is_now := now.get((id, period)))
    ]
    return DataChanges(
        agreement=agreement,
        old_files=old[1],
        new_files=new[1],
        cells=tuple(changed),
        unchanged=len(keys) - len(changed),
        verdicts=verdicts,
    )


def _by_name(cells: Iterable[Cell]) -> dict[tuple[str, str], Cell]:
    return {(cell.id, str(cell.period)): cell for cell in cells}


def _said(cell: Cell | None) -> object:
    return None if cell is None else (type(cell.value), cell.value, cell.statement)
