"""The page of a diff of two states of the actuals: cells revised, added, removed, and the verdicts that flip."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from zielcalc.model.actuals import Cell, Mark, Statement
from zielcalc.model.changes import CellChange, DataChanges
from zielcalc.model.period import Month, parse_period
from zielcalc.model.quantity import Lang, ending_decimals
from zielcalc.write.changes_flips import Row, flipped
from zielcalc.write.changes_page import Page
from zielcalc.write.changes_said import NOTHING, Said
from zielcalc.write.clean import clean

_SIGNS = {"added": "+", "removed": "-"}


def data_page(data: DataChanges, lang: Lang) -> Page:
    """Set out what differs between two states of the actuals."""
    said = Said(lang)
    agreement = data.agreement
    files = [said.sources(report.actuals) for report in (data.verdicts.old, data.verdicts.new)]
    cells = tuple(row for change in data.cells for row in (_row(change, data, said), *_statements(change, said)))
    verdicts = tuple(_flips(data, said))
    kinds = [change.kind for change in data.cells]
    counts = [said.count(f"cells_{kind}", kinds.count(kind)) for kind in dict.fromkeys(kinds)]
    counts.append(said.count("cells_unchanged", data.unchanged))
    flips = len(data.verdicts.flips)
    summary = [", ".join(counts), said.count("data_flips", flips) if flips else said.word("data_flips_none")]
    key = "same_data_one" if data.unchanged == 1 else "same_data_many"
    same = said.word(key, old=files[0], new=files[1], count=data.unchanged)
    groups = ((said.word("section_cells"), cells), (said.word("data_flips_title"), verdicts))
    return Page(
        title=clean(agreement.title),
        head=(f"{files[0]} → {files[1]}", clean(agreement.file)),
        summary=tuple(summary),
        columns=(said.word("before"), said.word("now")),
        files=files[1],
        groups=tuple((name, rows) for name, rows in groups if rows),
        same=(same,) if data.is_same else (),
    )


def _row(change: CellChange, data: DataChanges, said: Said) -> Row:
    owner = data.agreement.owners.get(change.id)
    group = data.agreement.groups.get(owner.group or "", "") if owner else ""
    name = owner.label if owner else data.agreement.yes_no_names.get(change.id, change.id)
    period = parse_period(change.period)
    when = said.shown.short_month(period) if isinstance(period, Month) else change.period
    kind = change.kind
    cell = change.new or change.old
    return Row(
        sign=_SIGNS.get(kind, "~"),
        label=", ".join(filter(None, (clean(group), clean(name), when))),
        old=_value(change.old, data, said),
        new=_value(change.new, data, said),
        effect="" if kind == "revised" else said.word(f"effect_{kind}"),
        remark=_apart(change, data, said),
        line=cell.place.line if cell and change.new else None,
    )


def _statements(change: CellChange, said: Said) -> Iterable[Row]:
    """Give a row for each thing that is reported otherwise beside the value."""
    before, now = (cell.statement or Statement() if cell else Statement() for cell in (change.old, change.new))
    for name in Statement.__struct_fields__:
        old, new = (clean(getattr(statement, name) or "") for statement in (before, now))
        if old != new:
            label = said.word(f"statement_{name}")
            yield Row(sign="", label=label, old=old or NOTHING, new=new or NOTHING, indent=1, is_text=bool(old and new))


def _value(cell: Cell | None, data: DataChanges, said: Said) -> str:
    if cell is None:
        return said.word("no_value")
    match cell.value:
        case Mark():
            return said.word("withheld")
        case bool():
            return said.word("yes" if cell.value else "no")
        case Fraction():
            unit = data.agreement.owners[cell.id].unit
            ending = ending_decimals(unit.shown(cell.value))
            return said.shown.number(cell.value, unit, cell.decimals if ending is None else ending)


def _apart(change: CellChange, data: DataChanges, said: Said) -> str:
    match change.old, change.new:
        case Cell(value=Fraction() as old), Cell(value=Fraction() as new) if old != new:
            decimals = max(change.old.decimals, change.new.decimals)
            return said.apart(old, new, data.agreement.owners[change.id].unit, decimals)
        case _:
            return ""


def _flips(data: DataChanges, said: Said) -> Iterable[Row]:
    for flip in data.verdicts.flips:
        result = flip.new or flip.old
        if result:
            group = data.agreement.groups.get(result.target.group or "", "")
            label = ", ".join(filter(None, (clean(group), clean(result.target.label))))
            yield flipped(Row(sign="", label=label), flip, said)
