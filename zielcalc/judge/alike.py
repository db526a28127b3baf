"""Alike: whether two formulas, each of an agreement of its own, are equal in value. Takes formulas, gives a proof."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.degree import Degrees, rests_on_actuals
from zielcalc.judge.sides import side_of
from zielcalc.model.agreement import Agreement
from zielcalc.model.changes import meaning
from zielcalc.model.formula import Formula, Literal
from zielcalc.model.polynomial import Budget
from zielcalc.model.rational import Equality, Side, difference, equality


class Alike:
    """Compares formulas of an old agreement with those of a new one that calls its entries the same."""

    def __init__(self, old: Agreement, new: Agreement) -> None:
        self.old, self.new = old, new
        self.budget = Budget()
        self.degrees = Degrees(old), Degrees(new)

    def is_same(self, old: Formula, new: Formula) -> bool:
        """Say whether two are written alike, or proved equal and without a value in the same cases."""
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
                shown = equality(old, new, *self.sides(puts_in), self.budget)
                found = shown if shown.is_equal or not found.is_equal else found
        rests_alike = rests_on_actuals(old) == rests_on_actuals(new)
        is_in_year = rests_alike and self.grows_alike(old, new)
        return found if not found.is_equal or is_in_year else replace(found, is_equal=False, is_of_year=True)

    def is_equal_inside(self, old: Formula, new: Formula) -> bool:
        """Say whether two are equal with the formulas of indicators put in, even if none of those stayed as it was."""
        return self.grows_alike(old, new) and equality(old, new, *self.sides(True), self.budget).is_equal

    def grows_alike(self, old: Formula, new: Formula) -> bool:
        """Say whether two grow alike with the year."""
        return self.degrees[0].of(old) == self.degrees[1].of(new)

    def sides(self, puts_in: bool) -> tuple[Side, Side]:
        return side_of(self.old, puts_in), side_of(self.new, puts_in)

    def apart(self, old: Formula, new: Formula) -> Fraction | None:
        """Give the number that two differ by whatever the actuals are; None where there is none."""
        return difference(old, new, *self.sides(False), self.budget)
