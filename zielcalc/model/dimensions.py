"""Dimensions: which unit a formula has. Takes a Formula and the units of its names, gives it typed, or its fault."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from zielcalc.model.formula import Binary, Call, Formula, FormulaFault, Literal, Name, Negative, literal_of
from zielcalc.model.unit import (
    BARE,
    COUNT,
    PERCENT,
    YES_NO,
    Flavor,
    Unit,
    added,
    alike,
    multiplied,
    number_unit,
    serves,
)

MOST_ROUND = 12
"""`round` takes no more decimals than this."""


def typed(formula: Formula, unit_of: Callable[[Name], Unit]) -> tuple[Formula, Unit]:
    """Give a formula with its bare numbers brought to base units, and its unit.

    Raises FormulaFault where units do not go together (persons and euros, a percentage and a bare number).
    """
    match formula:
        case Literal(_, unit):
            return formula, (number_unit(unit) or BARE) if unit else BARE
        case Name():
            unit_of_name = unit_of(formula)
            if unit_of_name == YES_NO:
                raise FormulaFault("yes-no-in-formula", formula.span, name=formula.id)
            return formula, unit_of_name
        case Negative(of, span):
            inner, unit_inner = typed(of, unit_of)
            return Negative(inner, span), unit_inner
        case Binary(sign, left, right, span):
            first, second = typed(left, unit_of), typed(right, unit_of)
            if sign in "*/":
                unit_product = multiplied(first[1], second[1], 1 if sign == "*" else -1)
                return Binary(sign, first[0], second[0], span), unit_product
            first, second = _beside(first, second), _beside(second, first)
            # 1 - share: what is left of the whole is itself a percentage, no difference of two.
            is_rest = left == Literal("1") and sign == "-" and second[1] == PERCENT
            unit_sum = PERCENT if is_rest else added(first[1], second[1], sign)
            if unit_sum is None:
                raise _mismatch(first, second, formula)
            return Binary(sign, first[0], second[0], span), unit_sum
        case Call(function, arguments):
            return _call(formula, function, arguments, unit_of)


def _call(
    call: Call, function: str, arguments: tuple[Formula, ...], unit_of: Callable[[Name], Unit]
) -> tuple[Formula, Unit]:
    inner = [typed(argument, unit_of) for argument in arguments]
    unit = inner[0][1]
    match function:
        case "round":
            places = literal_of(arguments[1])
            if not places or places[1] or places[0].unit or places[0].decimals or int(places[0].written) > MOST_ROUND:
                raise FormulaFault("round-decimals", arguments[1].span, most=MOST_ROUND)
            return Call("round", (inner[0][0], arguments[1]), call.span, unit.scale), unit
        case "change":
            return Call("change", (inner[0][0],), call.span), PERCENT
        case "delta":
            return Call("delta", (inner[0][0],), call.span), unit.of_difference()
        case _:
            known = next((part for part in inner if part[1] is not BARE), inner[0])
            inner = [_beside(part, known) for part in inner]
            unit = known[1]
            for part in inner:
                shared = alike(unit, part[1])
                if shared is None:
                    raise _mismatch(known, part, call)
                unit = shared
            return Call(function, tuple(part[0] for part in inner), call.span), unit


def _beside(part: tuple[Formula, Unit], other: tuple[Formula, Unit]) -> tuple[Formula, Unit]:
    """Give a bare number the unit of what stands beside it; `1` beside a percentage is the whole."""
    formula, unit = part
    if unit is not BARE or other[1] is BARE or other[1].flavor in (Flavor.SHARE, Flavor.SHARE_DIFFERENCE, Flavor.PLAIN):
        return part
    if other[1].is_percentage:
        if formula == Literal("1") and other[1] is PERCENT:
            return formula, PERCENT
        raise FormulaFault("percent-sign", formula.span, unit="%" if other[1] is PERCENT else "pp")
    refuse_thousands_point(formula, other[1])
    return _scaled(formula, other[1]), other[1]


def _scaled(formula: Formula, unit: Unit) -> Formula:
    match formula:
        case _ if unit.scale == 1:
            return formula
        case Literal():
            return replace(formula, scale=unit.scale)
        case Negative(of):
            return Negative(_scaled(of, unit), formula.span)
        case _:
            return Binary("*", formula, Literal("1", "", formula.span, unit.scale), formula.span)


def as_unit(formula: Formula, unit: Unit, asked: Unit) -> Formula:
    """Bring a typed formula to where `asked` is asked for: a bare number takes the unit, unless it is a percentage.

    Raises FormulaFault where it cannot serve.
    """
    if unit is BARE:
        if asked.is_percentage:
            raise FormulaFault("percent-sign", formula.span, unit="%" if asked.flavor is Flavor.PERCENT else "pp")
        refuse_thousands_point(formula, asked)
        return _scaled(formula, asked)
    if not serves(unit, asked):
        raise FormulaFault("wrong-unit", formula.span, found=unit.text, asked=asked.text)
    return formula


def refuse_thousands_point(formula: Formula, unit: Unit) -> None:
    """Refuse a count with exactly three decimals: 3.089 may be meant as 3089."""
    number = literal_of(formula)
    if number and unit == COUNT and number[0].decimals == 3:
        written = number[0].written
        raise FormulaFault("thousands-point", formula.span, text=written, whole=written.replace(".", ""))


def _mismatch(left: tuple[Formula, Unit], right: tuple[Formula, Unit], where: Formula) -> FormulaFault:
    return FormulaFault("unit-mismatch", where.span, left=left[1].text, right=right[1].text)
