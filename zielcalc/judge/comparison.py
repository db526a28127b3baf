"""Comparison: a number held against what was agreed, exactly or rounded. Takes Fractions in base units."""

from __future__ import annotations

from fractions import Fraction

from zielcalc.model.quantity import round_half_up
from zielcalc.model.unit import Unit


def ends_of(kind: str, bounds: list[Fraction]) -> tuple[Fraction, ...]:
    """Give the numbers a kind compares with: the bound, or the two ends of `between` and `about`."""
    if kind == "about":
        middle, within = bounds
        return (middle - within, middle + within)
    return tuple(bounds)


def meets(kind: str, actual: Fraction, ends: tuple[Fraction, ...], unit: Unit, decimals: int | None) -> bool:
    """Say whether a number meets what is demanded; with `decimals`, both are rounded in the display unit first."""
    if decimals is not None:
        actual = round_half_up(unit.shown(actual), decimals)
        ends = tuple(round_half_up(unit.shown(end), decimals) for end in ends)
    match kind:
        case "at_least":
            return actual >= ends[0]
        case "at_most":
            return actual <= ends[0]
        case "more_than":
            return actual > ends[0]
        case "less_than":
            return actual < ends[0]
        case "equals":
            return actual == ends[0]
        case _:
            return ends[0] <= actual <= ends[1]


def gap_of(kind: str, actual: Fraction, ends: tuple[Fraction, ...]) -> Fraction:
    """Give actual − bound (Abstand): for `between` 0 inside, else to the broken end; for `about` to its middle."""
    match kind:
        case "about":
            return actual - (ends[0] + ends[1]) / 2
        case "between":
            return min(actual - ends[0], Fraction(0)) or max(actual - ends[1], Fraction(0))
        case _:
            return actual - ends[0]


def margin_of(kind: str, actual: Fraction, ends: tuple[Fraction, ...]) -> Fraction:
    """Give the gap signed so that it is ≥ 0 (> 0 for the strict kinds) when the target is met in the exact reading."""
    match kind:
        case "at_least" | "more_than":
            return actual - ends[0]
        case "at_most" | "less_than":
            return ends[0] - actual
        case "equals":
            return -abs(actual - ends[0])
        case _:
            return min(actual - ends[0], ends[1] - actual)
