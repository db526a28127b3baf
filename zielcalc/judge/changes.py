"""Changes: two agreements held against each other, key by key. Takes them, gives what differs and what it means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from zielcalc.judge.causes import cause_of
from zielcalc.judge.degree import Degrees, rests_on_actuals
from zielcalc.judge.ground import Ground
from zielcalc.judge.measures import Measures
from zielcalc.judge.renames import renames_of
from zielcalc.judge.sides import side_of
from zielcalc.judge.strictness import (
    Ends,
    condition_effect,
    decimals_effect,
    demand_effect,
    due_effect,
    figure_effect,
    is_judged,
    reading_effect,
    shift_effect,
)
from zielcalc.judge.values import Values
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement, Demand, Target
from zielcalc.model.changes import (
    AGREEMENT,
    DIRECTIONS,
    WORDING,
    Change,
    Changes,
    Effect,
    Shift,
    entries,
    fields_of,
    meaning,
)
from zielcalc.model.formula import Formula, Literal
from zielcalc.model.polynomial import Budget
from zielcalc.model.rational import Equality, difference, equality
from zielcalc.model.renaming import SECTIONS, renamed


def compare(old: Agreement, new: Agreement) -> Changes:
    """Say what is different in the new agreement: entries added, removed, renamed, and every field that differs."""
    return _Comparison(old, new).changes()


class _Comparison:
    def __init__(self, old: Agreement, new: Agreement) -> None:
        self.given = old
        self.renames = renames_of(old, new)
        self.old, self.new = renamed(old, self.renames), new
        self.budget = Budget()
        self.worked_out = [Values(Measures(agreement, Actuals())) for agreement in (self.old, new)]
        self.degrees = [Degrees(agreement) for agreement in (self.old, new)]

    def changes(self) -> Changes:
        found: list[Change] = []
        for section in SECTIONS:  # targets last: they stand on the others
            self.ground = self.ground_of(found)
            found += self.section(section)
        found = [*self.top(found), *found]
        paths = {change.path for change in found}
        found = [cause_of(change, self.old, self.new, paths) for change in found]
        moved = sum(_moved(list(entries(self.old, section)), list(entries(self.new, section))) for section in SECTIONS)
        return Changes(
            old=self.given,
            new=self.new,
            renames=self.renames,
            changes=tuple(found),
            shifts=tuple(self.shifts(found)),
            moved=moved,
        )

    def ground_of(self, changes: Iterable[Change]) -> Ground:
        """Give what targets stand on, with what changed in it."""
        changed = {
            (change.id, change.field): change.path
            for change in changes
            if change.section in ("measures", "indicators") and change.kind == "changed"
            if change.effect not in (Effect.WORDING, Effect.EQUAL)
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
            proof = self.proof(before, now) if name in ("of", "formula") and before and now else None
            effect = self.effect(name, old, new)
            if proof and proof.is_same:
                effect = Effect.EQUAL
            found.append(_changed(section, id, name, before, now, effect, proof))
        return found

    def effect(self, name: str, old: Any, new: Any) -> Effect:
        """Say what it means that one field of an entry differs."""
        before, now = getattr(old, name), getattr(new, name)
        match name:
            case _ if name in WORDING:
                return Effect.WORDING
            case "baseline" | "plan":
                return figure_effect(before, now)
            case "decimals":
                return decimals_effect(before, now)
            case "demand" if is_judged(old) != is_judged(new):
                return _obligation(is_judged(new))
            case "demand" if before is None or now is None or not is_judged(new):
                return Effect.CHANGED
            case "demand":
                return self.demand(old, new)
            case "judged":
                return reading_effect(new.demand.kind if new.demand and is_judged(new) else None, now)
            case "monitored" if old.demand or old.milestone is not None:
                return _obligation(not now)
            case "is_open":
                return Effect.REOPENED if now else Effect.AGREED
            case "due" if old.milestone is None or new.milestone is None:
                return Effect.CHANGED
            case "due":
                return due_effect(before and before + (self.new.year.first.index - self.old.year.first.index), now)
            case "condition":
                return condition_effect(before, now)
            case _:
                return Effect.CHANGED

    def demand(self, old: Target, new: Target) -> Effect:
        """Compare what a target demands; on another number than before nothing can be said of it."""
        before, now = old.demand, new.demand
        assert before
        assert now
        if old.unit != new.unit or not self.is_same_number(old, new):
            return Effect.CHANGED
        pairs = list(zip(before.bounds, now.bounds, strict=False))
        formulas = [(was.formula, is_now.formula) for was, is_now in pairs if was.formula and is_now.formula]
        is_whole = len(formulas) == len(before.bounds) == len(now.bounds)
        if is_whole and before.kind == now.kind and all(self.is_same(*pair) for pair in formulas):
            return Effect.EQUAL
        bounds = self.bounds(before, 0), self.bounds(now, 1)
        if is_whole and len(formulas) == 1 and None in (*bounds[0], *bounds[1]):
            apart = None if self.ground.altered(formulas[0][1]) else self.apart(*formulas[0])
            bounds = ([Fraction(0)], [apart]) if apart is not None else bounds
            return demand_effect(before, replace(new, judged="exact"), bounds)
        return demand_effect(before, new, bounds)

    def bounds(self, demand: Demand, side: int) -> Ends:
        """Work out bounds by the agreed numbers alone; None for what rests on the actuals, or is open."""
        values = self.worked_out[side]
        return [
            values.value(bound.formula, values.agreement.year.last).value if bound.formula else None
            for bound in demand.bounds
        ]

    def is_same_number(self, old: Target, new: Target) -> bool:
        if old.of is None or new.of is None:
            return False
        if altered := self.altered(new.of):
            if self.ground.is_over_time(new.of) or any(field != "formula" for _, field in altered):
                return False
            sides = side_of(self.old, True), side_of(self.new, True)
            grows_alike = self.degrees[0].of(old.of) == self.degrees[1].of(new.of)
            return grows_alike and equality(old.of, new.of, *sides, self.budget).is_equal
        return meaning(old.of) == meaning(new.of) or self.proof(old.of, new.of).is_equal

    def altered(self, of: Formula) -> dict[tuple[str, str], str]:
        """Give what changed under a judged number; each year has a baseline of its own, that is no change of it."""
        found = self.ground.altered(of)
        is_same_year = self.old.year == self.new.year
        return {key: path for key, path in found.items() if is_same_year or key[1] not in ("baseline", "plan")}

    def is_same(self, old: Formula, new: Formula) -> bool:
        return meaning(old) == meaning(new) or self.proof(old, new).is_same

    def proof(self, old: Formula, new: Formula) -> Equality:
        """Compare two formulas by algebra: names as they stand, then with the formulas of indicators put in.

        Two that grow differently with the year are brought to a month differently, so they are not the same.
        """
        if isinstance(old, Literal) and isinstance(new, Literal):
            return Equality(old.value == new.value)
        found = Equality(False)
        for puts_in in (False, True):
            if not found.is_same:
                shown = equality(old, new, side_of(self.old, puts_in), side_of(self.new, puts_in), self.budget)
                found = shown if shown.is_equal or not found.is_equal else found
        grows_alike = self.degrees[0].of(old) == self.degrees[1].of(new) and rests_on_actuals(old) == rests_on_actuals(
            new
        )
        return found if grows_alike or not found.is_equal else Equality(False)

    def apart(self, old: Formula, new: Formula) -> Fraction | None:
        return difference(old, new, side_of(self.old, False), side_of(self.new, False), self.budget)

    def shifts(self, changes: Sequence[Change]) -> list[Shift]:
        """Say of each target that both have what all its changes come to, and agreed numbers that moved its bounds."""
        by_target: dict[str, list[Change]] = {}
        for change in changes:
            if change.section == "targets" and change.kind == "changed":
                by_target.setdefault(change.id, []).append(change)
        found = []
        for id, new in self.new.targets.items():
            if old := self.old.targets.get(id):
                shift = self.shift(old, new, by_target.get(id, []))
                found += [shift] if shift else []
        return found

    def shift(self, old: Target, new: Target, own: Sequence[Change]) -> Shift | None:
        if is_judged(old) != is_judged(new):
            return Shift(id=new.id, effect=_obligation(is_judged(new)))
        own = [change for change in own if change.effect not in (Effect.WORDING, Effect.EQUAL)]
        own = [change for change in own if change.cause != f"{AGREEMENT}.year"]
        readings = [change for change in own if change.field in ("judged", "decimals")]
        effects: set[Effect] = {change.effect for change in own if change not in readings}
        if not is_judged(new) or new.demand is None or old.demand is None:
            effect = _only(effects) if is_judged(new) else Effect.CHANGED
            return Shift(id=new.id, effect=effect) if effects else None
        if old.unit != new.unit or not self.is_same_number(old, new):
            causes = [*(self.altered(new.of) if new.of else {}).values()]
            return Shift(id=new.id, effect=Effect.CHANGED, cause=next(iter(causes), ""))
        by = {change.cause for change in readings if not change.cause.startswith(f"{AGREEMENT}.")}
        cause = "" if effects or "" in by else next(iter(by), "") or self.moved_by(new)
        bounds = self.bounds(old.demand, 0), self.bounds(new.demand, 1)
        if None in (*bounds[0], *bounds[1]):
            effects |= {change.effect for change in readings}
            return Shift(id=new.id, effect=_only(effects), cause=cause) if effects or cause else None
        of_sets = shift_effect(old, new, bounds)
        beside = {change.effect for change in own if change.field == "condition"}
        accepts_same = of_sets is None and not beside
        if accepts_same and not effects:
            return None
        effect = _only(beside | ({of_sets} if of_sets else set())) if beside else of_sets or Effect.CHANGED
        was, now = (tuple(value for value in side if value is not None) for side in bounds)
        return Shift(id=new.id, effect=effect, old=was, new=now, cause=cause, accepts_same=accepts_same)

    def moved_by(self, target: Target) -> str:
        """Name what moved a bound whose own words did not change."""
        formulas = [bound.formula for bound in target.demand.bounds if bound.formula] if target.demand else []
        return next((path for formula in formulas for path in self.ground.altered(formula).values()), "")


def _changed(
    section: str, id: str, field: str, old: Any, new: Any, effect: Effect, proof: Equality | None = None
) -> Change:
    return Change(section=section, id=id, kind="changed", field=field, old=old, new=new, effect=effect, equality=proof)


def _obligation(is_new: bool) -> Effect:
    return Effect.OBLIGED if is_new else Effect.RELEASED


def _weight(entry: Any, is_added: bool) -> Effect:
    return _obligation(is_added) if isinstance(entry, Target) and is_judged(entry) else Effect.CHANGED


def _only(effects: set[Effect]) -> Effect:
    """Give the one direction that some effects share; CHANGED where they have none, or several."""
    directions = effects & set(DIRECTIONS)
    return next(iter(effects)) if len(directions) == len(effects) == 1 else Effect.CHANGED


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
