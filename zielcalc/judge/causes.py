"""Causes: which change another one only follows from, so that it is told once. Takes a change, gives it with its cause.

What a target does not say itself it takes from the agreement or from what it is of: its reading, decimals, label.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from msgspec.structs import replace

from zielcalc.model.agreement import Agreement, Target
from zielcalc.model.changes import AGREEMENT, Change, Effect, entries
from zielcalc.model.formula import Name, names
from zielcalc.model.period import Month
from zielcalc.model.renaming import is_its_formula
from zielcalc.model.unit import COUNT


def cause_of(change: Change, old: Agreement, new: Agreement, paths: Container[str]) -> Change:
    """Give a change with the path of the one it follows from, if that is among the `paths` of what changed."""
    if change.path == f"{AGREEMENT}.title" and change.old.replace(str(old.year), str(new.year)) == change.new:
        return replace(change, cause=f"{AGREEMENT}.year")
    if change.kind != "changed" or change.section not in ("measures", "indicators", "targets"):
        return change
    before, now = (entries(agreement, change.section)[change.id] for agreement in (old, new))
    cause = _cause(change, before, now, old, new)
    if cause not in paths:
        return change
    is_no_effect = cause == f"{AGREEMENT}.year"  # the same month of another year is neither earlier nor later
    return replace(change, cause=cause, effect=Effect.CHANGED if is_no_effect else change.effect)


def _cause(change: Change, before: Any, now: Any, old: Agreement, new: Agreement) -> str:
    own = f"targets.{change.id}"
    match change.field:
        case "judged" if (change.old, change.new) == (old.judged, new.judged):
            return f"{AGREEMENT}.judged"
        case "due" if change.old and change.new and _in_year(change.old, old) == _in_year(change.new, new):
            return f"{AGREEMENT}.year"
        case "is_open" if before.demand != now.demand:
            return f"{own}.demand"
        case "is_open" if before.due != now.due:
            return f"{own}.due"
        case "label" if isinstance(now, Target) and (before.label, now.label) == (before.milestone, now.milestone):
            return f"{own}.milestone"
        case "label" if isinstance(now, Target) and is_its_formula(before) and is_its_formula(now):
            return f"{own}.of"
        case "unit" if isinstance(now, Target) and not _follows(change, before, now, old, new):
            return f"{own}.of" if before.of != now.of else ""
        case "due_day" if before.due != now.due:
            return f"{own}.due"
        case "decimals" if (change.old, change.new) == (_usual_decimals(before, old), _usual_decimals(now, new)):
            is_of_unit = before.unit != now.unit
            return f"{change.section}.{change.id}.unit" if is_of_unit else f"{AGREEMENT}.decimals"
        case "label" | "group" | "unit" | "decimals":
            return _follows(change, before, now, old, new)
        case _:
            return ""


def _usual_decimals(entry: Any, agreement: Agreement) -> int | None:
    """Give the decimals of an entry that says none itself."""
    return agreement.decimals.get(entry.unit.text, 0 if entry.unit == COUNT else None)


def _in_year(month: Month, agreement: Agreement) -> int:
    """Give which month of the agreed year it is."""
    return month.index - agreement.year.first.index


def _follows(change: Change, before: Any, now: Any, old: Agreement, new: Agreement) -> str:
    """Find what a target is of, that changed in the same way."""
    if not isinstance(now, Target) or now.of is None:
        return ""
    ids = [now.of.id] if isinstance(now.of, Name) else [name.id for name in names(now.of)]
    for id in ids if isinstance(now.of, Name) or change.field == "group" else ():
        was, owner = old.owners.get(id), new.owners.get(id)
        if was and owner and (getattr(was, change.field), getattr(owner, change.field)) == (change.old, change.new):
            section = "measures" if id in new.measures else "indicators"
            return f"{section}.{id}.{change.field}"
    return ""
