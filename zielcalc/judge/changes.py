"""Changes: two agreements held against each other, key by key. Takes them, gives what differs and what it means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zielcalc.judge.alike import Alike
from zielcalc.judge.causes import cause_of
from zielcalc.judge.demands import Demands, obligation
from zielcalc.judge.ground import Ground
from zielcalc.judge.renames import renames_of
from zielcalc.judge.strictness import (
    condition_effect,
    decimals_effect,
    due_effect,
    figure_effect,
    is_judged,
    reading_effect,
)
from zielcalc.model.agreement import Agreement, Target
from zielcalc.model.changes import AGREEMENT, WORDING, Change, Changes, Effect, entries, fields_of, meaning
from zielcalc.model.rational import Equality
from zielcalc.model.renaming import SECTIONS, is_its_formula, renamed


def compare(old: Agreement, new: Agreement) -> Changes:
    """Say what is different in the new agreement: entries added, removed, renamed, and every field that differs."""
    return _Comparison(old, new).changes()


class _Comparison:
    def __init__(self, old: Agreement, new: Agreement) -> None:
        self.given = old
        self.renames = renames_of(old, new)
        self.old, self.new = renamed(old, self.renames), new
        self.alike = Alike(self.old, new)

    def changes(self) -> Changes:
        *others, targets = SECTIONS
        found = [change for section in others for change in self.section(section)]
        self.demands = Demands(self.alike, self.ground_of(found))
        found += self.section(targets)
        found = [*self.top(found), *found]
        paths = {change.path for change in found}
        found = [cause_of(change, self.old, self.new, paths) for change in found]
        moved = sum(_moved(list(entries(self.old, section)), list(entries(self.new, section))) for section in SECTIONS)
        return Changes(
            old=self.given,
            new=self.new,
            renames=self.renames,
            changes=tuple(found),
            shifts=tuple(self.demands.shifts(found)),
            moved=moved,
        )

    def ground_of(self, changes: Iterable[Change]) -> Ground:
        """Give what targets stand on, with what changed in it; money in another unit is the same money."""
        changed = {
            (change.id, change.field): change.path
            for change in changes
            if change.section in ("measures", "indicators") and change.kind == "changed"
            if change.effect not in (Effect.WORDING, Effect.EQUAL)
            if not (change.field == "unit" and change.old.converts(change.new))
        }
        return Ground(self.new, changed)

    def top(self, inner: Iterable[Change]) -> list[Change]:
        """Compare what is said once for the whole agreement."""
        found = []
        for name in fields_of(self.new, AGREEMENT):
            old, new = getattr(self.old, name), getattr(self.new, name)
            if meaning(old) == meaning(new):
                continue
            effect = Effect.WORDING if name in WORDING else Effect.CHANGED
            if name in ("judged", "decimals"):
                effects: set[Effect] = {
                    change.effect
                    for change in inner
                    if change.field == name and change.section == "targets" and is_judged(self.new.targets[change.id])
                }
                effect = effects.pop() if len(effects) == 1 else Effect.CHANGED
            found.append(Change(section=AGREEMENT, id="", kind="changed", field=name, old=old, new=new, effect=effect))
        return found

    def section(self, section: str) -> list[Change]:
        """Compare the entries of a section, in the new order; what is gone stands last."""
        old, new = entries(self.old, section), entries(self.new, section)
        before = {now: was for was, now in self.renames.of(section).items()}
        found = []
        for id, entry in new.items():
            if id in before:
                found.append(Change(section=section, id=id, kind="renamed", old=before[id], new=id))
            if id in old:
                found += self.entry(section, id, old[id], entry)
            else:
                found.append(Change(section=section, id=id, kind="added", new=entry, effect=_weight(entry, True)))
        gone = [(id, entry) for id, entry in old.items() if id not in new]
        return found + [
            Change(section=section, id=id, kind="removed", old=entry, effect=_weight(entry, False))
            for id, entry in gone
        ]

    def entry(self, section: str, id: str, old: Any, new: Any) -> list[Change]:
        if isinstance(new, str):
            effect = Effect.WORDING if section == "groups" else Effect.CHANGED
            return [] if old == new else [_changed(section, id, "", old, new, effect)]
        found = []
        for name in fields_of(new, section):
            before, now = getattr(old, name), getattr(new, name)
            if meaning(before) == meaning(now):
                continue
            proof = self.alike.proof(before, now) if name in ("of", "formula") and before and now else None
            effect = self.effect(name, old, new)
            if proof and proof.is_same:
                effect = Effect.EQUAL
            found.append(_changed(section, id, name, before, now, effect, proof))
        return found

    def effect(self, name: str, old: Any, new: Any) -> Effect:
        """Say what it means that one field of an entry differs."""
        before, now = getattr(old, name), getattr(new, name)
        match name:
            case "label" if isinstance(new, Target) and self.is_label_of_equal(old, new):
                return Effect.EQUAL
            case _ if name in WORDING:
                return Effect.WORDING
            case "baseline" | "plan":
                return figure_effect(before, now)
            case "decimals" if old.unit == new.unit:
                return decimals_effect(before, now)
            case "demand" if is_judged(old) != is_judged(new):
                return obligation(is_judged(new))
            case "demand" if before is None or now is None or not is_judged(new):
                return Effect.CHANGED
            case "demand":
                return self.demands.effect(old, new)
            case "judged":
                return reading_effect(new.demand.kind if new.demand and is_judged(new) else None, now)
            case "monitored" if old.demand or old.milestone is not None:
                return obligation(not now)
            case "is_open":
                return Effect.REOPENED if now else Effect.AGREED
            case "due" if old.milestone is None or new.milestone is None:
                return Effect.CHANGED
            case "due":
                return due_effect(before and before + (self.new.year.first.index - self.old.year.first.index), now)
            case "due_day" if before and now:
                return Effect.STRICTER if now < before else Effect.LOOSER
            case "condition":
                return condition_effect(before, now)
            case _:
                return Effect.CHANGED

    def is_label_of_equal(self, old: Target, new: Target) -> bool:
        """Say whether two labels are but the formulas that the targets are of, and those are the same."""
        is_formula = is_its_formula(old) and is_its_formula(new)
        return is_formula and old.of is not None and new.of is not None and self.alike.is_same(old.of, new.of)


def _changed(
    section: str, id: str, field: str, old: Any, new: Any, effect: Effect, proof: Equality | None = None
) -> Change:
    return Change(section=section, id=id, kind="changed", field=field, old=old, new=new, effect=effect, equality=proof)


def _weight(entry: Any, is_added: bool) -> Effect:
    return obligation(is_added) if isinstance(entry, Target) and is_judged(entry) else Effect.CHANGED


def _moved(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the entries of both that stand elsewhere: all but a longest run that kept its order.

    >>> _moved(["a", "b", "c"], ["c", "a", "b"])
    1
    """
    order: Mapping[str, int] = {id: number for number, id in enumerate(old)}
    places = [order[id] for id in new if id in order]
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(places) - len(ends)
