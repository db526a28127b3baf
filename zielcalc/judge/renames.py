"""Renames: entries that are the same under another id. Takes two agreements, gives the ids that changed.

An entry is renamed where exactly one that is gone and one that is new hold the same content; where what they hold says
too little (`unit: count, over_time: sum`), they must also be used alike. Then those of the same label, or targets on
the same formula in the same direction, are taken for one entry that was renamed and changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from msgspec.structs import replace

from zielcalc.judge.need import formulas_of
from zielcalc.model.agreement import Agreement, Indicator, Measure, Target
from zielcalc.model.changes import entries, fields_of, meaning
from zielcalc.model.formula import names
from zielcalc.model.renaming import SECTIONS, Renames, renamed

_DIRECTION = {"more_than": "at_least", "less_than": "at_most"}


def renames_of(old: Agreement, new: Agreement) -> Renames:
    """Find which entries of the old agreement have another id in the new one."""
    found = Renames()
    for section in SECTIONS:
        for key in (_content, _likeness):
            base = renamed(old, found)
            gone, come = _only_in(base, new, section), _only_in(new, base, section)
            pairs = _pairs(_by_key(gone, key, section), _by_key(come, key, section))
            if section == "measures" and pairs:
                before, now = _uses(base), _uses(new)
                pairs = {
                    first: second
                    for first, second in pairs.items()
                    if _says_enough(gone[first]) or (first in before and before[first] == now.get(second))
                }
            found = replace(found, **{section: {**found.of(section), **pairs}})
    return found


def _only_in(agreement: Agreement, other: Agreement, section: str) -> dict[str, Any]:
    known = entries(other, section)
    return {id: entry for id, entry in entries(agreement, section).items() if id not in known}


def _by_key(side: dict[str, Any], key: Callable[[Any, str], Hashable], section: str) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for id, entry in side.items():
        found.setdefault(key(entry, section), []).append(id)
    return found


def _pairs(gone: dict[Hashable, list[str]], come: dict[Hashable, list[str]]) -> dict[str, str]:
    """Pair what has the same key, where it is the only one of its side that has."""
    return {
        ids[0]: come[key][0] for key, ids in gone.items() if key is not None and len(ids) == len(come.get(key, ())) == 1
    }


def _content(entry: Any, section: str) -> Hashable:
    """Give all an entry says, apart from its id."""
    if isinstance(entry, str):
        return entry
    said = {name: meaning(getattr(entry, name)) for name in fields_of(entry, section)}
    for name in ("label", "series"):
        if said.get(name) == entry.id:
            said[name] = None
    return repr(said)


def _likeness(entry: Any, section: str) -> Hashable:
    """Give what tells an entry from others even where its numbers changed; None where nothing does."""
    match entry:
        case Measure() | Indicator():
            return None if entry.label == entry.id else (entry.label, entry.group, entry.unit.text)
        case Target(of=None):
            return (entry.label, entry.group)
        case Target():
            kind = entry.demand.kind if entry.demand and not entry.monitored else ""
            return repr((meaning(entry.of), _DIRECTION.get(kind, kind)))
        case _:
            return None


def _says_enough(measure: Measure) -> bool:
    return measure.label != measure.id or bool(measure.baseline or measure.plan or measure.aliases or measure.source)


def _uses(agreement: Agreement) -> dict[str, set[tuple[str, str]]]:
    """Give for each name the entries whose formulas name it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for section in ("indicators", "targets"):
        for entry in entries(agreement, section).values():
            said = [entry.formula] if isinstance(entry, Indicator) else formulas_of(entry)
            for name in (name for formula in said for name in names(formula)):
                found.setdefault(name.id, set()).add((section, entry.id))
    return found
