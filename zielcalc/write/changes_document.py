"""A diff for programs: as plain data, format `zielcalc-diff/1`, and as lines for grep. Never depends on a language.

A percentage is a fraction, money is in the unit of its entry; every number has its exact twin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct

from zielcalc._version import __version__
from zielcalc.model.actuals import Cell, Mark, SourceFile
from zielcalc.model.agreement import (
    Agreement,
    Bound,
    Condition,
    Demand,
    Figure,
    Indicator,
    Measure,
    Revision,
    Target,
    Waiver,
)
from zielcalc.model.changes import (
    AGREEMENT,
    DIRECTIONS,
    CellChange,
    Change,
    Changes,
    DataChanges,
    Effect,
    Flip,
    Review,
    Shift,
    Verdicts,
    entries,
    fields_of,
)
from zielcalc.model.formula import Node, print_formula
from zielcalc.model.period import Month, Year
from zielcalc.model.renaming import SECTIONS
from zielcalc.model.unit import Unit
from zielcalc.write.clean import clean
from zielcalc.write.document import agreement_document, both, result_document, statement_document

FORMAT = "zielcalc-diff/1"
_BARE = Unit("")


def review_document(review: Review) -> dict[str, Any]:
    """Give what differs between two agreements."""
    changes, verdicts = review.changes, review.verdicts
    before = {section: {now: was for was, now in changes.renames.of(section).items()} for section in SECTIONS}
    return {
        "format": FORMAT,
        "version": __version__,
        "kind": "agreements",
        "same": review.is_same,
        "old": agreement_document(changes.old),
        "new": agreement_document(changes.new),
        "actuals": _files(verdicts.new.actuals.files) if verdicts else [],
        "summary": {
            **{
                str(effect): sum(shift.effect is effect for shift in changes.shifts)
                for effect in (*DIRECTIONS, Effect.CHANGED)
            },
            "moved_entries": changes.moved,
            "lines": review.text.lines,
            "remarks": review.text.remarks,
        },
        "changes": [_change(change, changes, before) for change in changes.changes],
        "targets": [_shift(shift, changes.new) for shift in changes.shifts],
        "verdicts": _verdicts(verdicts),
    }


def data_document(data: DataChanges) -> dict[str, Any]:
    """Give what differs between two states of the actuals."""
    return {
        "format": FORMAT,
        "version": __version__,
        "kind": "actuals",
        "same": data.is_same,
        "agreement": agreement_document(data.agreement),
        "old": _files(data.old_files),
        "new": _files(data.new_files),
        "summary": {"changed": len(data.cells), "unchanged": data.unchanged},
        "changes": [_cell_change(change, data.agreement) for change in data.cells],
        "verdicts": _verdicts(data.verdicts),
    }


def _files(files: Iterable[SourceFile]) -> list[dict[str, str]]:
    return [{"file": source.file, "sha256": source.sha256} for source in files]


def _change(change: Change, changes: Changes, before: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Give one change; `old` and `new` are the values, for an entry added or removed all of it."""
    old_id: str | None = None
    old_entry: Any = changes.old
    new_entry: Any = changes.new
    if change.section != AGREEMENT:
        old_id = None if change.kind == "added" else before[change.section].get(change.id, change.id)
        old_entry = entries(changes.old, change.section).get(old_id or "")
        new_entry = entries(changes.new, change.section).get(change.id)
    equality = change.equality
    document: dict[str, Any] = {
        "section": change.section,
        "id": change.id or None,
        "old_id": old_id,
        "field": change.field or None,
        "change": change.kind,
        "effect": "renamed" if change.kind == "renamed" else str(change.effect),
        "cause": change.cause or None,
        "old": plain(change.old, old_entry, change.section),
        "new": plain(change.new, new_entry, change.section),
    }
    match change.old, change.new:
        case Figure(value=Fraction() as was), Figure(value=Fraction() as now) if new_entry is not None:
            document |= both("difference", now - was, new_entry.unit)
            document |= both("relative", now / was - 1 if was else None, _BARE)
    if equality:
        document["equal_in_value"] = equality.is_same
        document["given_up"] = equality.is_given_up
        document["equal_where_both"] = equality.is_equal
        document["zeros"] = list(equality.zeros)
        document["only_old_needs"], document["only_new_needs"] = list(equality.only_first), list(equality.only_second)
    return document


def plain(value: Any, entry: Any = None, section: str = "") -> Any:
    """Give a value of the model as plain data."""
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return {"value": float(value), "value_exact": str(value)}
        case Figure():
            return {**both("value", value.value, entry.unit), "decimals": value.decimals, "open": value.value is None}
        case Demand():
            return {"kind": value.kind, "bounds": [plain(bound) for bound in value.bounds]}
        case Bound():
            return value.text if value.formula is None else print_formula(value.formula)
        case Node():
            return print_formula(value)  # type: ignore[arg-type]
        case Unit():
            return value.text
        case Month() | Year():
            return str(value)
        case Condition():
            return {"text": value.text, "holds": value.holds}
        case Revision():
            return {"month": str(value.month), "measures": list(value.measures), "text": value.text}
        case Waiver():
            return {"quote": value.quote, "reason": value.reason}
        case Mapping():
            return {key: plain(part, entry, section) for key, part in value.items()}
        case tuple():
            return [plain(part, entry, section) for part in value]
        case Measure() | Indicator() | Target():
            return {name: plain(getattr(value, name), value, section) for name in fields_of(value, section)}
        case Struct():
            return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
        case _:
            raise TypeError(value)


def _shift(shift: Shift, new: Agreement) -> dict[str, Any]:
    unit = new.targets[shift.id].unit
    return {
        "id": shift.id,
        "effect": str(shift.effect),
        "cause": shift.cause or None,
        **{
            key: [both("", value, unit)[part] for value in values] or None
            for side, values in (("old_bounds", shift.old), ("new_bounds", shift.new))
            for key, part in ((side, ""), (f"{side}_exact", "_exact"))
        },
    }


def _verdicts(verdicts: Verdicts | None) -> list[dict[str, Any]]:
    return [_flip(flip) for flip in verdicts.flips] if verdicts else []


def _flip(flip: Flip) -> dict[str, Any]:
    known = flip.new or flip.old
    assert known
    return {
        "id": known.target.id,
        "old_verdict": str(flip.old.verdict) if flip.old else None,
        "new_verdict": str(flip.new.verdict) if flip.new else None,
        "old": result_document(flip.old) if flip.old else None,
        "new": result_document(flip.new) if flip.new else None,
    }


def _cell_change(change: CellChange, agreement: Agreement) -> dict[str, Any]:
    owner = agreement.owners.get(change.id)
    unit = owner.unit if owner else _BARE
    old, new = (_number(cell) for cell in (change.old, change.new))
    apart = new - old if old is not None and new is not None else None
    return {
        "measure": change.id,
        "period": change.period,
        "change": cell_kind(change),
        **both("old", old, unit),
        **both("new", new, unit),
        **both("difference", apart, unit),
        **both("relative", apart / old if apart is not None and old else None, _BARE),
        "old_mark": _mark(change.old),
        "new_mark": _mark(change.new),
        "old_statement": statement_document(change.old.statement) if change.old else None,
        "new_statement": statement_document(change.new.statement) if change.new else None,
        "old_place": _place(change.old),
        "new_place": _place(change.new),
    }


def cell_kind(change: CellChange) -> str:
    """Say what became of a cell: added, removed, revised, marked or only remarked otherwise."""
    if change.old is None:
        return "added"
    if change.new is None:
        return "removed"
    if change.old.value == change.new.value:
        return "remarked"
    return "marked" if isinstance(change.old.value, Mark) or isinstance(change.new.value, Mark) else "revised"


def _number(cell: Cell | None) -> Fraction | None:
    return cell.value if cell and isinstance(cell.value, Fraction) else None


def _mark(cell: Cell | None) -> str | bool | None:
    if cell is None or isinstance(cell.value, Fraction):
        return None
    return cell.value.value if isinstance(cell.value, Mark) else cell.value


def _place(cell: Cell | None) -> dict[str, Any] | None:
    return {"file": cell.place.file, "line": cell.place.line, "column": cell.place.column} if cell else None


def review_lines(review: Review) -> str:
    """Give one line a change: section, id, field, change, effect, old, new, cause; then one a verdict that flips."""
    document = review_document(review)
    rows = [
        [found["section"], found["id"], found["field"], found["change"], found["effect"], found["old"], found["new"],
         found["cause"]]
        for found in document["changes"] if not (found["cause"] and found["effect"] == "changed")
    ]  # fmt: skip
    rows += [
        ["targets", found["id"], "bound", "changed", found["effect"], found["old_bounds_exact"],
         found["new_bounds_exact"], found["cause"]]
        for found in document["targets"] if found["cause"]
    ]  # fmt: skip
    return _lines([*rows, *_flip_rows(document)])


def data_lines(data: DataChanges) -> str:
    """Give one line a cell: section, measure, period, change, -, old, new, -; then one a verdict that flips."""
    document = data_document(data)
    rows = []
    for found in document["changes"]:
        values = [found[f"{side}_mark"] if found[f"{side}_exact"] is None else found[f"{side}_exact"]
                  for side in ("old", "new")]  # fmt: skip
        rows.append(["cells", found["measure"], found["period"], found["change"], None, *values, None])
    return _lines([*rows, *_flip_rows(document)])


def _flip_rows(document: dict[str, Any]) -> list[list[Any]]:
    return [
        ["verdicts", found["id"], "verdict", "flipped", None, found["old_verdict"], found["new_verdict"], None]
        for found in document["verdicts"]
    ]


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    return "".join("\t".join(map(_text, row)) + "\n" for row in rows)


def _text(value: Any) -> str:
    """Give plain data in one cell of a line."""
    match value:
        case None | []:
            return "-"
        case bool():
            return "yes" if value else "no"
        case {"value_exact": exact, **rest}:
            return "open" if rest.get("open") else str(exact)
        case {"kind": str() as kind, "bounds": list() as bounds}:
            return f"{kind} {' '.join(map(_text, bounds))}"
        case dict():
            return clean(
                "; ".join(f"{key}: {_text(part)}" for key, part in value.items() if part not in (None, [], {}))
            )
        case list():
            return clean(", ".join(map(_text, value)))
        case _:
            return clean(str(value))
