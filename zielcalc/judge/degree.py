"""Degree: how a formula grows with the year. Takes formulas, says whether they are flows, rates, or neither.

A flow grows from month to month and reaches its annual value at the end: a sum over the year, or a formula of degree
one in such sums (a quota of sum over mean). Of degree nought are stocks, rates and gliding values; they are compared as
they stand.
"""

from __future__ import annotations

from collections.abc import Iterable

from zielcalc.model.agreement import Agreement, Indicator, Measure
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative, names, parts


class Degrees:
    """The degrees of the formulas of one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.known: dict[str, int | None] = {}

    def of(self, formula: Formula) -> int | None:
        """Give the degree of a formula in the sums of the year; None where it has none (`i - 100`)."""
        match formula:
            case Literal():
                return 0
            case Name(id):
                if id not in self.known:
                    self.known[id] = self.of_owner(self.agreement.owners[id])
                return self.known[id]
            case Negative(of) | Call("baseline" | "plan" | "delta" | "round", (of, *_)):
                return self.of(of)
            case Call("change", (of,)):
                return None if self.of(of) is None else 0
            case Binary("+" | "-", left, right):
                return self.shared(left, right)
            case Binary(sign, left, right):
                first, second = self.of(left), self.of(right)
                if first is None or second is None:
                    return None
                return first + second if sign == "*" else first - second
            case Call(_, arguments):
                return self.shared(*arguments)

    def shared(self, *formulas: Formula) -> int | None:
        """Give the degree that all of some formulas have."""
        degrees = {self.of(formula) for formula in formulas}
        return degrees.pop() if len(degrees) == 1 else None

    def of_owner(self, owner: Measure | Indicator) -> int | None:
        """Give the degree of a measure or an indicator."""
        if isinstance(owner, Indicator) and owner.over_time is None:
            return self.of(owner.formula)
        return int(owner.over_time == "sum" and owner.window == "year")

    def owners(self, ids: Iterable[str]) -> list[str]:
        """Give the measures and indicators that some names stand on, themselves among them."""
        found: dict[str, None] = {}
        waiting = list(ids)
        while waiting:
            id = waiting.pop(0)
            if id not in found:
                found[id] = None
                owner = self.agreement.owners[id]
                waiting += [name.id for name in names(owner.formula)] if isinstance(owner, Indicator) else []
        return list(found)

    def flows(self, formula: Formula) -> list[str]:
        """Give the measures a formula stands on that are summed over the year."""
        ids = self.owners(name.id for name in names(formula))
        return [id for id in ids if id in self.agreement.measures and self.of_owner(self.agreement.owners[id]) == 1]


def rests_on_actuals(formula: Formula) -> bool:
    """Say whether the actuals decide a formula: whether a name stands outside baseline() and plan()."""
    match formula:
        case Name() | Call("delta" | "change"):
            return True
        case Call("baseline" | "plan"):
            return False
        case _:
            return any(map(rests_on_actuals, parts(formula)))


def names_baseline(formula: Formula) -> bool:
    """Say whether a baseline is part of a formula."""
    match formula:
        case Call("baseline" | "delta" | "change"):
            return True
        case _:
            return any(map(names_baseline, parts(formula)))


def names_agreed(formula: Formula) -> bool:
    """Say whether a baseline or a plan is part of a formula."""
    match formula:
        case Call("baseline" | "delta" | "change" | "plan"):
            return True
        case _:
            return any(map(names_agreed, parts(formula)))
