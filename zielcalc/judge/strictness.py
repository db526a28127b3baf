"""Strictness: whether a target demands more than before. Takes what it demanded and demands, gives an Effect."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from zielcalc.judge.comparison import ends_of
from zielcalc.model.accepted import Accepted, accepted
from zielcalc.model.agreement import Condition, Demand, Figure, Reading, Target
from zielcalc.model.changes import Effect
from zielcalc.model.period import Month
from zielcalc.model.unit import Unit

Ends = Sequence[Fraction | None]


def is_judged(target: Target) -> bool:
    """Say whether a target gets a verdict of its own."""
    return not target.monitored and (target.demand is not None or target.milestone is not None)


def demand_effect(old: Demand, new: Target, bounds: tuple[Ends, Ends]) -> Effect:
    """Compare a demand with that of a target on the same number, their bounds worked out, both read as the new one."""
    assert new.demand
    was, now = (
        _accepted(demand.kind, ends, new.unit, _places(new, demand.kind))
        for demand, ends in ((old, bounds[0]), (new.demand, bounds[1]))
    )
    return _of_open(old, new.demand) if was is None or now is None else _of_sets(was, now)


def apart_effect(old: Demand, new: Target, apart: Fraction) -> Effect:
    """Compare a demand with that of a target whose one bound is so much higher, wherever the two lie.

    Rounded, two bounds lie so many whole places apart, counted up or down; by one of the two they may demand the same.
    """
    assert new.demand
    if new.decimals is None or (new.judged == "exact" and "equals" not in (old.kind, new.demand.kind)):
        return demand_effect(old, new, ([Fraction(0)], [apart]))
    place = new.unit.scale / 10**new.decimals
    effects = {demand_effect(old, new, ([Fraction(0)], [whole(apart / place) * place])) for whole in (floor, ceil)} - {
        Effect.CHANGED
    }
    return effects.pop() if len(effects) == 1 else Effect.CHANGED


def shift_effect(old: Target, new: Target, bounds: tuple[Ends, Ends]) -> Effect | None:
    """Compare what two targets on the same number accept, rounding and all; None where that is the same or unknown."""
    was, now = (
        _accepted(target.demand.kind, ends, target.unit, _places(target, target.demand.kind))
        for target, ends in ((old, bounds[0]), (new, bounds[1]))
        if target.demand
    )
    if was is None or now is None or was == now:
        return None
    return _of_sets(was, now)


def _places(target: Target, kind: str) -> int | None:
    return target.decimals if target.judged == "rounded" or kind == "equals" else None


def _accepted(kind: str, bounds: Ends, unit: Unit, decimals: int | None) -> Accepted | None:
    values = [bound for bound in bounds if bound is not None]
    if len(values) < len(bounds):
        return None
    return accepted(kind, ends_of(kind, values), unit, decimals).times(unit.scale)


def _of_sets(was: Accepted, now: Accepted) -> Effect:
    match now.is_within(was), was.is_within(now):
        case True, True:
            return Effect.CHANGED
        case True, False:
            return Effect.STRICTER
        case False, True:
            return Effect.LOOSER
        case _:
            return Effect.MOVED


def _of_open(old: Demand, new: Demand) -> Effect:
    was_open, is_open = (any(bound.text == "open" for bound in demand.bounds) for demand in (old, new))
    return _of_agreed(not was_open, not is_open)


def _of_agreed(was_agreed: bool, is_agreed: bool) -> Effect:
    if was_agreed == is_agreed:
        return Effect.CHANGED
    return Effect.AGREED if is_agreed else Effect.REOPENED


def reading_effect(kind: str | None, new: Reading) -> Effect:
    """Say what a change of the reading does: a rounded actual is given half a place, but by the strict kinds lacks it.

    Where `at_least 10 %` is judged exactly, 9.96 % no longer meets it; where `more_than 10 %` is, 10.01 % now does.
    """
    match kind, new:
        case ("at_least" | "at_most" | "between" | "about", "exact") | ("more_than" | "less_than", "rounded"):
            return Effect.STRICTER
        case ("at_least" | "at_most" | "between" | "about", "rounded") | ("more_than" | "less_than", "exact"):
            return Effect.LOOSER
        case _:
            return Effect.CHANGED


def decimals_effect(old: int | None, new: int | None) -> Effect:
    """Say whether something is rounded finer or coarser."""
    if old is None or new is None:
        return Effect.CHANGED
    return Effect.FINER if new > old else Effect.COARSER


def figure_effect(old: Figure | None, new: Figure | None) -> Effect:
    """Say what became of an agreed number: agreed at last, open again, other, or only written with other digits."""
    if old is None or new is None:
        return Effect.CHANGED
    if old.value == new.value:
        return Effect.EQUAL
    return _of_agreed(old.value is not None, new.value is not None)


def due_effect(old: Month | None, new: Month | None) -> Effect:
    """Say whether a milestone is due earlier or later, both in the new year."""
    if old is None or new is None:
        return _of_agreed(old is not None, new is not None)
    return Effect.STRICTER if new < old else Effect.LOOSER


def condition_effect(old: Condition | None, new: Condition | None) -> Effect:
    """Say what became of a condition: one that can waive a target makes it looser."""
    if new is None and old and old.holds:
        return Effect.STRICTER
    if old is None and new and new.holds:
        return Effect.LOOSER
    return Effect.CHANGED
