"""Planned: an agreement's own plan as if it had come true, and what its targets then come to. Takes an Agreement."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from msgspec.structs import replace

from zielcalc.judge.assumptions import plan_as_actuals
from zielcalc.judge.measures import Measures
from zielcalc.judge.values import Values
from zielcalc.model.actuals import Cell
from zielcalc.model.agreement import NOWHERE, Agreement, Target
from zielcalc.model.amount import Amount, Reckoning, exactly
from zielcalc.model.dimensions import typed
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative, literal_of
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Derivation
from zielcalc.model.unit import COUNT, PERCENT, POINTS, SHARE, SHARE_DIFFERENCE, Unit, number_unit

MOST_PIECES = 24
"""A reckoning of more pieces than this says less than its result."""


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
        """Give the plan of a measure or an indicator."""
        plan = self.owners[id].plan
        return plan.value if plan else None

    def unit_of(self, formula: Formula) -> Unit:
        """Give the unit of a formula; of a quotient of like units percent."""
        _, unit = typed(formula, lambda name: self.owners[name.id].unit)
        return {SHARE: PERCENT, SHARE_DIFFERENCE: POINTS}.get(unit, unit)

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
                yield replace(exactly(found.value, unit), is_bare=unit.scale == 1)
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
