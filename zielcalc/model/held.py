"""Held: what a file holds of its paper, quotes, printed figures and numbers. Takes an Agreement, gives them.

A number is held as what it counts: a percentage, money in euros, or anything else in the unit it is written in.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from zielcalc.model.agreement import Agreement
from zielcalc.model.formula import Formula, literals
from zielcalc.model.paper_numbers import counted_figures
from zielcalc.model.printed import BETWEEN_GROUPS, Figure, figures

Held = tuple[Literal["%", "€", ""], Fraction]
"""What a number counts, and the number without its sign."""


def quotes(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Give every quote of a file, with the keys that lead to it."""
    for section in ("measures", "indicators", "targets"):
        for id, owner in getattr(agreement, section).items():
            if owner.source is not None and owner.source.quote:
                yield f"{section}.{id}.source.quote", owner.source.quote
    for id, waiver in agreement.not_encoded.items():
        yield f"not_encoded.{id}.quote", waiver.quote


def printed_figures(agreement: Agreement) -> Iterator[tuple[str, str, str]]:
    """Give every printed figure of a file, with the keys that lead to it and the unit of what it is printed of."""
    for section in ("measures", "indicators"):
        for id, owner in getattr(agreement, section).items():
            for key, text in owner.printed.items():
                yield f"{section}.{id}.printed.{key}", text, owner.unit.text
    for id, target in agreement.targets.items():
        for number, text in enumerate(target.printed):
            yield f"targets.{id}.printed.{number}", text, target.unit.text


def held_numbers(agreement: Agreement) -> Iterator[Held]:
    """Give every number of a file, wherever it stands."""
    for text in _texts(agreement):
        # It may begin within a line of the paper, where no number counts up.
        for _, found in counted_figures([f"… {text}"], agreement.year.first.year):
            for figure in found:
                yield from _said(figure)
    for _, text, unit in printed_figures(agreement):
        for figure in figures(text):
            yield from _said(figure, unit)
    for owner in agreement.owners.values():
        for agreed in (owner.baseline, owner.plan):
            if agreed is not None and agreed.value is not None:
                yield from _number(owner.unit.shown(agreed.value), owner.unit.text)
    for formula, unit in _formulas(agreement):
        for literal in literals(formula):
            written = Fraction(literal.written)
            yield from _number(written, literal.unit or unit)
            if not literal.unit and literal.decimals:
                yield "%", written * 100
    for target in agreement.targets.values():
        for share in target.pace if isinstance(target.pace, tuple) else ():
            if 0 < share < 1:
                yield from (("", share), ("%", share * 100))
    if agreement.final_after is not None:
        yield "", Fraction(agreement.final_after)


def is_held(figure: Figure, held: set[Held]) -> bool:
    """Say whether a number of the paper is in the file; in a table of quotas the sign may be missing behind a decimal.

    The unit beside it may be its own, as in "17 bis 18 %". Money is compared by its value, in whatever size.
    """
    pieces = BETWEEN_GROUPS.split(figure.text)
    if len(pieces) > 1 and all(is_held(inner, held) for piece in pieces for inner in figures(piece)):
        return True
    if figure.unit_beside and all(is_held(other, held) for other in _with_unit_beside(figure)):
        return True
    value = abs(figure.number.value)
    if figure.is_percentage:
        return ("%", value) in held
    if figure.size is None:
        return ("", value) in held or (figure.number.decimals > 0 and ("%", value) in held)
    amount = value * figure.size
    return ("€", amount) in held or (not figure.is_money and ("", amount) in held)


def _texts(agreement: Agreement) -> Iterator[str]:
    yield from (text for _, text in quotes(agreement))
    yield from (agreement.title, *agreement.parties, *agreement.priorities.values(), *agreement.groups.values())
    yield from (revision.text for revision in agreement.revisions)
    yield from filter(None, (agreement.legal_basis, agreement.reservation))
    for owner in agreement.owners.values():
        yield from filter(None, (owner.label, owner.note))
    for target in agreement.targets.values():
        condition = target.condition.text if target.condition else None
        yield from filter(None, (target.label, target.note, target.interpretation, target.milestone, condition))


def _formulas(agreement: Agreement) -> Iterator[tuple[Formula, str]]:
    """Give every formula of a file, with the unit in which a bare number of it may be meant."""
    for indicator in agreement.indicators.values():
        yield indicator.formula, indicator.unit.text
    for target in agreement.targets.values():
        bounds = [bound.formula for bound in target.demand.bounds] if target.demand else []
        for formula in (target.of, *bounds):
            if formula is not None:
                yield formula, target.unit.text


def _said(figure: Figure, unit: str = "") -> Iterator[Held]:
    """Give as what a figure of a text is held; printed of a number of the file, it may leave its unit unsaid."""
    value = abs(figure.number.value)
    if figure.is_percentage:
        yield "%", value
        return
    for other in _with_unit_beside(figure):
        yield from _said(other)
    yield "", value
    if figure.size is None:
        yield from _number(value, unit)
    else:
        yield "€" if figure.is_money or _euros(unit) else "", value * figure.size


def _with_unit_beside(figure: Figure) -> Iterator[Figure]:
    if figure.unit_beside:
        yield from figures(f"{figure.text} {figure.unit_beside}")


def _number(shown: Fraction, unit: str) -> Iterator[Held]:
    """Give as what a number in a unit of the file is held."""
    if unit in ("%", "percent", "pp"):
        yield "%", abs(shown)
        return
    yield "", abs(shown)
    if (size := _euros(unit)) is not None:
        yield "€", abs(shown) * size


@lru_cache(maxsize=64)
def _euros(unit: str) -> Fraction | None:
    """Give how many euros one of a unit is: 1.000 of TEUR; None where it is no money."""
    return next((figure.size for figure in figures(f"1 {unit}") if figure.is_money), None)
