"""A diff of agreements for programs: as plain data, format `zielcalc-diff/1`. Never depends on a language.

A percentage is a fraction, money is in the unit of its entry; every number has its exact twin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct

from zielcalc._version import __version__
from zielcalc.model.actuals import SourceFile
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
    Change,
    Changes,
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
from zielcalc.write.document import agreement_document, both, result_document

FORMAT = "zielcalc-diff/1"
BARE = Unit("")


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
        "actuals": files_document(verdicts.new.actuals.files) if verdicts else [],
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
        "verdicts": verdicts_document(verdicts),
    }


def files_document(files: Iterable[SourceFile]) -> list[dict[str, str]]:
    """Give the files that were read."""
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
            document |= both("relative", now / was - 1 if was else None, BARE)
    if equality:
        document["equal_in_value"] = equality.is_same
        document["equal_for_whole_year"] = equality.is_equal or equality.is_of_year
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


def verdicts_document(verdicts: Verdicts | None) -> list[dict[str, Any]]:
    """Give the verdicts that flip, with both results."""
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
