"""Demands: whether a target demands more than before, by its own words or what they rest on. Gives Effects and Shifts.

Nothing can be said where the judged number itself is another one now.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zielcalc.judge.alike import Alike
from zielcalc.judge.ground import Ground
from zielcalc.judge.measures import Measures
from zielcalc.judge.strictness import Ends, apart_effect, demand_effect, is_judged, shift_effect
from zielcalc.judge.values import Values
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Demand, Target
from zielcalc.model.changes import AGREEMENT, DIRECTIONS, Change, Effect, Shift, meaning
from zielcalc.model.formula import Formula


class Demands:
    """Compares what the targets of an old and a new agreement demand; `ground` has what changed beneath them."""

    def __init__(self, alike: Alike, ground: Ground) -> None:
        self.old, self.new = alike.old, alike.new
        self.alike = alike
        self.ground = ground
        self.worked_out = [Values(Measures(agreement, Actuals())) for agreement in (self.old, self.new)]

    def effect(self, old: Target, new: Target) -> Effect:
        """Compare what a target demands; on another number than before nothing can be said of it."""
        before, now = old.demand, new.demand
        assert before
        assert now
        if not old.unit.converts(new.unit) or not self.is_same_number(old, new):
            return Effect.CHANGED
        pairs = list(zip(before.bounds, now.bounds, strict=False))
        formulas = [(was.formula, is_now.formula) for was, is_now in pairs if was.formula and is_now.formula]
        is_whole = len(formulas) == len(before.bounds) == len(now.bounds)
        if is_whole and before.kind == now.kind and all(self.alike.is_same(*pair) for pair in formulas):
            return Effect.EQUAL
        bounds = self.bounds(before, 0), self.bounds(now, 1)
        if is_whole and len(formulas) == 1 and None in (*bounds[0], *bounds[1]):
            apart = None if self.ground.altered(formulas[0][1]) else self.alike.apart(*formulas[0])
            return demand_effect(before, new, bounds) if apart is None else apart_effect(before, new, apart)
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
            return self.alike.is_equal_inside(old.of, new.of)
        return meaning(old.of) == meaning(new.of) or self.alike.proof(old.of, new.of).is_equal

    def altered(self, of: Formula) -> dict[tuple[str, str], str]:
        """Give what changed under a judged number; each year has a baseline of its own, that is no change of it."""
        found = self.ground.altered(of)
        is_same_year = self.old.year == self.new.year
        return {key: path for key, path in found.items() if is_same_year or key[1] not in ("baseline", "plan")}

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
            return Shift(id=new.id, effect=obligation(is_judged(new)))
        unit_causes = [change.cause for change in own if change.field == "unit"]
        own = _telling(old, new, own)
        readings = [change for change in own if change.field in ("judged", "decimals")]
        effects: set[Effect] = {change.effect for change in own if change not in readings}
        if not is_judged(new) or new.demand is None or old.demand is None:
            effect = _only(effects) if is_judged(new) else Effect.CHANGED
            return Shift(id=new.id, effect=effect) if effects else None
        bounds = self.bounds(old.demand, 0), self.bounds(new.demand, 1)
        if not old.unit.converts(new.unit) or not self.is_same_number(old, new):
            causes = [*(self.altered(new.of) if new.of else {}).values()]
            was, now = map(_known, bounds)
            return Shift(id=new.id, effect=Effect.CHANGED, old=was, new=now, cause=next(iter(causes), ""))
        by = {change.cause for change in readings if not change.cause.startswith(f"{AGREEMENT}.")}
        cause = "" if effects or "" in by else next(iter(by), "") or self.moved_by(new)
        if None in (*bounds[0], *bounds[1]):
            # What a reading does to one kind says nothing where another was put in its place.
            effects |= {change.effect if old.demand.kind == new.demand.kind else Effect.CHANGED for change in readings}
            if moved := self.moved_by(new):
                effects, cause = {Effect.CHANGED}, moved
            return Shift(id=new.id, effect=_only(effects), cause=cause) if effects or cause else None
        of_sets = shift_effect(old, new, bounds)
        beside = {change.effect for change in own if change.field == "condition"}
        accepts_same = of_sets is None and not beside
        if accepts_same and not effects:
            return None
        cause = cause or ("" if effects or readings else next(iter(unit_causes), ""))
        effect = _only(beside | ({of_sets} if of_sets else set())) if beside else of_sets or Effect.CHANGED
        was, now = map(_known, bounds)
        return Shift(id=new.id, effect=effect, old=was, new=now, cause=cause, accepts_same=accepts_same)

    def moved_by(self, target: Target) -> str:
        """Name what moved a bound whose own words did not change."""
        formulas = [bound.formula for bound in target.demand.bounds if bound.formula] if target.demand else []
        return next((path for formula in formulas for path in self.ground.altered(formula).values()), "")


def _telling(old: Target, new: Target, own: Sequence[Change]) -> list[Change]:
    """Give those changes of a target that may alter what it accepts and do not only follow from another of its own.

    Money in another unit is the same money, and in the exact reading only `equals` rounds to its decimals.
    """
    kinds = [target.demand.kind for target in (old, new) if target.demand]
    same = {"unit"} if old.unit.converts(new.unit) else set()
    same |= {"decimals"} if len(kinds) == 2 and "equals" not in kinds and old.judged == new.judged == "exact" else set()
    return [
        change
        for change in own
        if change.effect not in (Effect.WORDING, Effect.EQUAL) and change.field not in same
        if change.cause != f"{AGREEMENT}.year" and not change.cause.startswith(f"targets.{new.id}.")
    ]


def obligation(is_new: bool) -> Effect:
    """Give what it means that a target gets a verdict now, or none any more."""
    return Effect.OBLIGED if is_new else Effect.RELEASED


def _known(bounds: Ends) -> tuple[Fraction, ...]:
    """Give bounds as worked out; none where one rests on the actuals."""
    known = tuple(bound for bound in bounds if bound is not None)
    return known if len(known) == len(bounds) else ()


def _only(effects: set[Effect]) -> Effect:
    """Give the one direction that some effects share; CHANGED where they have none, or several."""
    directions = effects & set(DIRECTIONS)
    return next(iter(effects)) if len(directions) == len(effects) == 1 else Effect.CHANGED
