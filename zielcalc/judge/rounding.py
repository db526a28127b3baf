"""Rounding: by how many persons it decided. Takes a way to ask for a verdict, gives the least change that turns it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

FARTHEST = 2**200


def nearest(turns: Callable[[int], bool], actual: Fraction) -> int | None:
    """Give the whole number nearest to `actual`, not below 0, at which `turns` is true and one step nearer is not.

    >>> nearest(lambda count: Fraction(count, 1054) >= Fraction(1, 10), Fraction(105))
    106
    """
    floor = actual.numerator // actual.denominator
    found = [
        number
        for start, sign in ((floor, 1), (floor if floor == actual else floor + 1, -1))
        if (number := _first(turns, start, sign)) is not None
    ]
    return min(found, key=lambda number: abs(number - actual), default=None)


def _first(turns: Callable[[int], bool], start: int, sign: int) -> int | None:
    """Double the step until the verdict turns, then halve it to the first number at which it does."""
    step, most = 1, FARTHEST if sign > 0 else start
    if most < 1:
        return None
    while not turns(start + sign * step):
        if step == most:
            return None
        step = min(2 * step, most)
    low, high = step // 2, step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if turns(start + sign * middle) else (middle, high)
    return start + sign * high
