"""Planned: an agreement's own plan as if it had come true, and what its targets then come to. Takes an Agreement."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.judge.assumptions import plan_as_actuals
from zielcalc.judge.measures import Measures
from zielcalc.judge.numbers import numbers_at_end, supplied_measures
from zielcalc.judge.values import Values
from zielcalc.model.accepted import Accepted, accepted
from zielcalc.model.actuals import Cell
from zielcalc.model.agreement import NOWHERE, Agreement, Measure, Target
from zielcalc.model.amount import Amount, Reckoning, exactly
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative, literal_of
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Derivation
from zielcalc.model.unit import COUNT, Unit, number_unit

ONE_SIDED = ("at_least", "at_most", "more_than", "less_than")
MOST_PIECES = 24
"""A reckoning of more pieces than this says less than its result."""


class Line(Struct, frozen=True):
    """A target as it depends on one measure, all else as planned: its number is start + slope × the measure."""

    target: Target
    measure: str
    start: Fraction
    slope: Fraction
    ends: tuple[Fraction, ...]
    """The numbers it is compared with, in base units: two of `between` and `about`, else the bound."""

    @property
    def bound(self) -> Fraction:
        """The number it demands; of two, the first."""
        return self.ends[0]

    @property
    def is_least(self) -> bool:
        """Whether it demands so much of the measure at least; else at most."""
        assert self.target.demand
        return (self.target.demand.kind in ("at_least", "more_than")) == (self.slope > 0)

    @property
    def is_strict(self) -> bool:
        """Whether the exact level itself does not do."""
        assert self.target.demand
        return self.target.demand.kind in ("more_than", "less_than")

    @property
    def is_one_sided(self) -> bool:
        """Whether it demands at least so much or at most so much, not both."""
        assert self.target.demand
        return self.target.demand.kind in ONE_SIDED

    @property
    def exact(self) -> Fraction:
        """The level of the measure from which the target is met exactly."""
        return (self.bound - self.start) / self.slope

    @property
    def judged(self) -> Fraction:
        """The level from which it is met as it is judged."""
        levels = self.levels()
        level = levels.low if self.is_least else levels.high
        assert level is not None
        return level

    def levels(self) -> Accepted:
        """Give the levels of the measure at which it is met as it is judged."""
        target = self.target
        assert target.demand
        is_rounded = target.judged == "rounded" or target.demand.kind == "equals"
        found = accepted(target.demand.kind, self.ends, target.unit, target.decimals if is_rounded else None)
        low, high = (None if end is None else (end * target.unit.scale - self.start) / self.slope
                     for end in (found.low, found.high))  # fmt: skip
        if self.slope > 0:
            return Accepted(low, found.has_low, high, found.has_high)
        return Accepted(high, found.has_high, low, found.has_low)

    def number(self, level: Fraction) -> Fraction:
        """Give the target's number at a level of the measure."""
        return self.start + self.slope * level


class Planned:
    """The values of an agreement whose plan came true."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.end = agreement.year.last
        self.actuals = plan_as_actuals(agreement)
        self.measures = Measures(agreement, self.actuals)
        self.values = Values(self.measures)
        self.owners = agreement.owners
        self.at: dict[tuple[tuple[str, Fraction], ...], Values] = {(): self.values}

    def with_levels(self, levels: Mapping[str, Fraction]) -> Values:
        """Give the same values with some measures at other levels."""
        key = tuple(levels.items())
        if key not in self.at:
            year = self.agreement.year
            cells = {(id, year): Cell(id=id, period=year, value=level, place=NOWHERE) for id, level in key}
            actuals = replace(self.actuals, annual=ChainMap(cells, self.actuals.annual))  # type: ignore[arg-type]
            self.at[key] = Values(self.measures.chosen(actuals, self.measures.effort))
        return self.at[key]

    def plan_of(self, id: str) -> Fraction | None:
        """Give a measure's plan."""
        plan = self.agreement.measures[id].plan
        return plan.value if plan else None

    def varied(self, target: Target) -> list[str]:
        """Give the measures that a target is reached by: the sums of the year it stands on, else all it stands on."""
        if target.of is None:
            return []
        return self.values.degrees.flows(target.of) or supplied_measures(self.values, [target.of])

    def line(self, target: Target, measure: str, others: Mapping[str, Fraction] | None = None) -> Line | None:
        """Give a target as a line over a measure; None where it is none, or where a plan is missing.

        `others` are levels of other measures than planned.
        """
        if target.demand is None or target.monitored:
            return None
        start = self.plan_of(measure) or Fraction(1000)
        found = []
        for level in (start, start + 1, 2 * start + 3):
            numbers = numbers_at_end(target, self.with_levels({**(others or {}), measure: level}))
            if numbers is None:
                return None
            found.append((level, *numbers))
        (x, y, ends), (_, y1, ends1), (x2, y2, ends2) = found
        slope = y1 - y
        if slope == 0 or y2 - y != slope * (x2 - x) or not ends == ends1 == ends2:
            return None
        return Line(target, measure, y - slope * x, slope, ends)

    def reckoning(self, found: Derivation, result: Amount) -> Reckoning:
        """Give how a value comes about, with numbers in the place of names."""
        pieces = tuple(islice(self.pieces(found), MOST_PIECES + 1)) if found.parts else ()
        return Reckoning(pieces if 1 < len(pieces) <= MOST_PIECES else (), result)

    def pieces(self, found: Derivation) -> Iterator[str | Amount]:
        """Write a derivation as signs and numbers, one after the other: it may be longer than anybody reads."""
        parts = found.parts
        match found.formula:
            case Name() if len(parts) == 1:
                yield from self.pieces(parts[0])
            case Name(id) if found.value is not None and not parts:
                unit = self.owners[id].unit
                yield replace(exactly(found.value, unit), is_bare=not unit.is_percentage)
            case Literal(written, text) as literal:
                unit = (number_unit(text) if text else None) or COUNT
                yield Amount(Fraction(written) * unit.scale, unit, literal.decimals)
            case Negative():
                yield "−"
                yield from self.in_brackets(parts[0])
            case Binary(sign) if len(parts) == 2:
                yield from self.in_brackets(parts[0]) if sign in "*/" else self.pieces(parts[0])
                yield {"-": " − ", "*": " × "}.get(sign, f" {sign} ")
                yield from self.pieces(parts[1]) if sign == "+" else self.in_brackets(parts[1])
            case Call("change" | "delta" as function) if len(parts) == 2:
                yield from self.in_brackets(parts[0]) if function == "change" else self.pieces(parts[0])
                yield " / " if function == "change" else " − "
                yield from self.in_brackets(parts[1])
                yield from (" − 1",) if function == "change" else ()
            case Call(function):
                for number, part in enumerate(parts):
                    yield "; " if number else f"{function}("
                    yield from self.pieces(part)
                yield ")"

    def in_brackets(self, found: Derivation) -> Iterator[str | Amount]:
        """Write a part of a reckoning, in brackets where it is one itself."""
        inner = found
        while isinstance(inner.formula, Name) and len(inner.parts) == 1:
            inner = inner.parts[0]
        is_plain = isinstance(inner.formula, Name | Literal)
        yield from () if is_plain else ("(",)
        yield from self.pieces(inner)
        yield from () if is_plain else (")",)


def is_whole(measure: Measure) -> bool:
    """Say whether a measure comes in whole ones: people counted, not their mean over the year."""
    return measure.unit == COUNT and measure.over_time != "mean"


def inner_of(formula: Formula) -> Formula:
    """Give what a change or difference is of; any other formula itself."""
    match formula:
        case Call("change" | "delta", (of,)):
            return of
        case _:
            return formula


def bound_number(target: Target) -> Fraction | None:
    """Give the number that a target with one bound demands; None where it demands something else."""
    if target.demand is None or target.demand.kind in ("between", "about"):
        return None
    formula = target.demand.bounds[0].formula
    found = literal_of(formula) if formula else None
    return None if found is None else -found[0].value if found[1] else found[0].value


def telling(value: Fraction, others: Iterable[Fraction], unit: Unit, decimals: int | None) -> Amount:
    """Give a number with the decimals that tell it from others, two more than it is judged at if it has them."""
    finest = exactly(value, unit, 12).decimals
    places = min((decimals or 0) + 2, finest)
    shown = [unit.shown(other) for other in others if other != value]
    while places < 12 and any(
        round_half_up(unit.shown(value), places) == round_half_up(other, places) for other in shown
    ):
        places += 1
    return Amount(value, unit, places)
