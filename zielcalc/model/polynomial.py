"""Polynomials over exact numbers, in symbols that are numbered. Takes and gives terms; each product is paid for."""

from __future__ import annotations

from fractions import Fraction

from zielcalc.model.quantity import is_too_large

MOST_EFFORT = 100_000
"""Products of two terms that a run may cost; beyond it nothing more is shown to be equal."""

Monomial = tuple[tuple[int, int], ...]
"""Symbols, each with its power, in the order of the symbols."""
Polynomial = dict[Monomial, Fraction]
ONE: Polynomial = {(): Fraction(1)}


Factors = frozenset[frozenset[tuple[Monomial, Fraction]]]
"""Polynomials that something is divided by, as values that can be compared."""


class NotShown(Exception):  # noqa: N818 (it says that nothing was shown, which is no error)
    """A formula that has no value anywhere, or is too large to be compared."""


class Budget:
    """What comparing formulas may still cost."""

    def __init__(self) -> None:
        self.left = MOST_EFFORT

    def spend(self, products: int) -> None:
        """Pay for products of terms. Raises NotShown where there is not enough left."""
        self.left -= products + 1
        if self.left < 0:
            raise NotShown


def plus(first: Polynomial, second: Polynomial, budget: Budget) -> Polynomial:
    """Add two polynomials."""
    budget.spend(len(second))
    total = dict(first)
    for monomial, number in second.items():
        total[monomial] = total.get(monomial, Fraction(0)) + number
    return {monomial: number for monomial, number in total.items() if number}


def times(first: Polynomial, second: Polynomial, budget: Budget) -> Polynomial:
    """Multiply two polynomials. Raises NotShown where a number grows beyond any use."""
    if second == ONE:
        return first
    if first == ONE:
        return second
    budget.spend(len(first) * len(second))
    total: Polynomial = {}
    for monomial, number in first.items():
        for other, factor in second.items():
            powers = dict(monomial)
            for symbol, power in other:
                powers[symbol] = powers.get(symbol, 0) + power
            key = tuple(sorted(powers.items()))
            total[key] = value = total.get(key, Fraction(0)) + number * factor
            if is_too_large(value):
                raise NotShown
    return {monomial: number for monomial, number in total.items() if number}


def factors(divisor: Polynomial) -> Factors:
    """Split what is divided by into factors that are 0 where it is: its symbols, and what is left, led by one."""
    shared = dict(next(iter(divisor)))
    for monomial in divisor:
        powers = dict(monomial)
        shared = {symbol: min(power, powers[symbol]) for symbol, power in shared.items() if symbol in powers}
    rest: Polynomial = {}
    for monomial, number in divisor.items():
        left = [(symbol, power - shared.get(symbol, 0)) for symbol, power in monomial]
        rest[tuple((symbol, power) for symbol, power in left if power)] = number
    lead = rest[max(rest)]
    one = Fraction(1)
    found: set[frozenset[tuple[Monomial, Fraction]]] = {frozenset({(((symbol, 1),), one)}) for symbol in shared}
    if rest.keys() != {()}:
        found.add(frozenset((monomial, number / lead) for monomial, number in rest.items()))
    return frozenset(found)
