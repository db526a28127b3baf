"""Shown: numbers as people read them, in their unit and language. Takes exact values, gives short text."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.agreement import Bound, Target
from zielcalc.model.amount import suffix
from zielcalc.model.formula import Call, Name, literal_of
from zielcalc.model.period import Month
from zielcalc.model.quantity import Lang, decimal_text, ending_decimals, first_decimals, round_half_up
from zielcalc.model.report import Result
from zielcalc.model.unit import COUNT, PERCENT, POINTS, Unit, number_unit
from zielcalc.model.words import MONTHS, word
from zielcalc.write.clean import clean

UNSAID_DECIMALS = 2
"""Shown where neither target nor agreement says how many."""
SIGNS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "equals": "="}


class Shown(Struct, frozen=True):
    """How numbers are shown in one language."""

    lang: Lang

    def month(self, month: Month) -> str:
        """Give a month by its name."""
        return f"{MONTHS[self.lang][month.month - 1]} {month.year}"

    def due_date(self, month: Month, day: int | None) -> str:
        """Give when a milestone is due, with the day where the agreement says one."""
        return word("due_day", self.lang, day=day, month=self.month(month)) if day else self.month(month)

    def suffix(self, unit: Unit) -> str:
        """Give what follows a number of a unit."""
        return clean(suffix(unit, self.lang))

    def number(self, value: Fraction, unit: Unit, decimals: int, signed: bool = False) -> str:
        """Give a value in its unit, rounded to so many decimals."""
        text = decimal_text(unit.shown(value), decimals, self.lang, "−")
        plus = "+" if signed and value > 0 else ""
        return f"{plus}{text}{self.suffix(unit)}"

    def gap(self, value: Fraction, unit: Unit, decimals: int) -> str:
        """Give a distance to the first decimal that shows that it is not zero."""
        difference = unit.of_difference()
        if value == 0:
            return f"0{self.suffix(difference)}"
        return self.number(value, difference, first_decimals(unit.shown(value), decimals), signed=True)

    def telling(self, value: Fraction, result: Result) -> str:
        """Give a value with as many decimals as tell it from its bound."""
        target = result.target
        return self.number(value, target.unit, telling_decimals(value, result.ends, target.unit, decimals_of(target)))

    def span(self, ends: tuple[Fraction, Fraction], result: Result) -> list[str]:
        """Give the ends that a value lies between, told from one another and from what is demanded."""
        target = result.target
        finest = max(telling_decimals(end, (*result.ends, *ends), target.unit, decimals_of(target)) for end in ends)
        return [self.number(end, target.unit, finest, is_relative(target)) for end in ends]

    def actual(self, value: Fraction, result: Result) -> str:
        """Give what a target came to at the decimals it is judged at; in the year, where that is exact, as it tells."""
        target, decimals = result.target, decimals_of(result.target)
        if not result.is_complete:
            decimals = telling_decimals(value, result.ends, target.unit, self.finer_decimals(value, target))
        return self.number(value, target.unit, decimals, is_relative(target))

    def bound(self, result: Result, prior: str) -> str:
        """Give what a target demands, as the agreement writes it."""
        target = result.target
        if target.demand is None:
            shown = result.of_year[0] if result.of_year else result.plan
            plan = shown.value if shown else None
            return "" if plan is None else self.number(plan, target.unit, decimals_of(target))
        kind, bounds = target.demand.kind, target.demand.bounds
        known: list[Fraction | None] = [part.value for part in result.of_year or result.bounds] or [None] * len(bounds)
        texts = [
            self.one_bound(bound, value, target, prior)
            for bound, value in zip(bounds, [*known, *[None] * len(bounds)], strict=False)
        ]
        match kind:
            case "between":
                return word("from_to", self.lang, low=texts[0], high=texts[1])
            case "about":
                return f"{texts[0]} ± {texts[1]}"
            case _:
                return f"{SIGNS[kind]} {texts[0]}"

    def short_month(self, month: Month) -> str:
        """Give a month in a few letters."""
        return f"{MONTHS[self.lang][month.month - 1][:3]} {month.year}"

    def to_date(self, result: Result) -> str:
        """Give what a target demands by the month judged."""
        texts = self.due(result)
        if not texts or result.target.demand is None:
            return ""
        match result.target.demand.kind:
            case "between":
                return word("from_to", self.lang, low=texts[0], high=texts[1])
            case "about":
                return f"{texts[0]} ± {texts[1]}"
            case _:
                return texts[0]

    def due(self, result: Result) -> list[str]:
        """Give the bounds by the month judged, as finely as they are written and as tells them from what they judge."""
        target, demand = result.target, result.target.demand
        if demand is None or not result.bounds or any(part.value is None for part in result.bounds):
            return []
        actual = result.actual.value if result.actual else None
        others = [*result.ends, *([] if actual is None else [actual])]
        texts: list[str] = []
        for bound, found in zip(demand.bounds, result.bounds, strict=True):
            value = found.value or Fraction(0)
            if demand.kind == "about" and texts:
                unit = POINTS if target.unit == PERCENT else target.unit
                ending = ending_decimals(unit.shown(value))
                texts.append(self.number(value, unit, min(decimals_of(target) + 1, 9 if ending is None else ending)))
                continue
            decimals = self.finer_decimals(value, target)
            if found.of_year is None and bound.formula and literal_of(bound.formula):
                decimals = max(decimals, ending_decimals(target.unit.shown(value)) or 0)
            decimals = telling_decimals(value, others, target.unit, decimals)
            texts.append(self.number(value, target.unit, decimals, is_relative(target)))
        return texts

    def finer(self, value: Fraction, target: Target, signed: bool) -> str:
        """Give a part of a year's number; a count's, cut by a pace, is seldom whole."""
        return self.number(value, target.unit, self.finer_decimals(value, target), signed)

    def finer_decimals(self, value: Fraction, target: Target, is_complete: bool = False) -> int:
        """Give the decimals for a value that is not rounded when it is judged."""
        decimals = decimals_of(target)
        is_cut = target.unit == COUNT and round_half_up(value, decimals) != value
        return decimals + 1 if is_cut and not is_complete else decimals

    def one_bound(self, bound: Bound, value: Fraction | None, target: Target, prior: str) -> str:
        """Give one bound: a number as written, the prior year by its name, anything else worked out."""
        if bound.formula is None:
            return word(bound.text, self.lang)
        if number := literal_of(bound.formula):
            literal, is_negative = number
            unit = number_unit(literal.unit) if literal.unit else target.unit
            signed = is_relative(target)
            amount = -literal.value if is_negative else literal.value
            return self.number(amount, unit or target.unit, literal.decimals, signed)
        if value is not None:
            return self.number(value, target.unit, decimals_of(target), is_relative(target))
        match bound.formula, target.of:
            case Call("baseline", (Name(id),)), Name(of) if id == of:
                return prior
            case _:
                return clean(bound.text)


def telling_decimals(value: Fraction, others: Iterable[Fraction], unit: Unit, decimals: int) -> int:
    """Give the decimals, at least some, that tell a value from others that are not the same."""
    shown = unit.shown(value)
    apart = [unit.shown(other) for other in others if other != value]

    def tells(decimals: int) -> bool:
        return all(round_half_up(shown, decimals) != round_half_up(other, decimals) for other in apart)

    if not tells(decimals):
        ending = ending_decimals(shown)
        decimals = decimals + 2 if ending is None else max(decimals, min(decimals + 2, ending))
        while not tells(decimals):
            decimals += 1
    return decimals


def is_relative(target: Target) -> bool:
    """Say whether a target is on a change or difference, which is shown with its sign."""
    return isinstance(target.of, Call) and target.of.function in ("change", "delta")


def decimals_of(target: Target) -> int:
    """Give the decimals a target is shown at: those it is judged at."""
    return UNSAID_DECIMALS if target.decimals is None else target.decimals
