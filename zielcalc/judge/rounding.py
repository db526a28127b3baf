"""Rounding: by how many persons it decided. Takes a way to ask for a verdict, gives the least change that turns it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

FARTHEST = 2**40
"""How many times of what there is (and of 1) is looked at, before nothing is said to turn the verdict."""


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
    low, step, most = 0, 1, (start + 1) * FARTHEST if sign > 0 else start
    if most < 1:
        return None
    while not turns(start + sign * step):
        if step == most:
            # A quotient has no value where its denominator is 0, and may turn one step before that.
            step = most - 1
            if sign > 0 or step <= low or not turns(start - step):
                return None
            break
        low, step = step, min(2 * step, most)
    high = step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if turns(start + sign * middle) else (middle, high)
    return start + sign * high
