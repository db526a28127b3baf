"""Withheld: counts that a statistics office suppresses (`*`), each 1 or 2. Takes derivations, gives all they can be.

A choice is one value for every withheld cell, the same wherever the cell is used. Up to a limit every choice is tried;
beyond it, ends that contain the result of every choice are reckoned instead.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product

from msgspec.structs import replace

from zielcalc.judge.measures import Measures
from zielcalc.model.actuals import Actuals, Cell, Mark
from zielcalc.model.formula import Binary, Call, Name, Negative
from zielcalc.model.period import Month, Year
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Derivation
from zielcalc.model.unit import COUNT

MOST_CHOICES = 4_096
LEAST, MOST = Fraction(1), Fraction(2)
Ends = tuple[Fraction, Fraction]


def withheld_cells(derivations: Iterable[Derivation]) -> list[Cell]:
    """Give every withheld cell that some derivations stand on, once."""
    cells = [
        cell for whole in derivations for part in whole.walk() for cell in part.cells if cell.value is Mark.SUPPRESSED
    ]
    return list({(cell.id, cell.period): cell for cell in cells}.values())


def choices(
    derivations: tuple[Derivation, ...], measures: Measures, most: int = MOST_CHOICES
) -> Iterator[Actuals] | None:
    """Give the actuals of every choice that can make a difference; None where there are too many, or none is a count.

    Cells that go into the same sums and means are alike: only how many of them are 2 matters.
    """
    cells = withheld_cells(derivations)
    if not all(measures.is_count(cell.id) for cell in cells):
        return None
    uses: dict[tuple[str, object], list[int]] = {(cell.id, cell.period): [] for cell in cells}
    leaves = [part for whole in derivations for part in whole.walk() if part.cells]
    for number, leaf in enumerate({id(leaf): leaf for leaf in leaves}.values()):
        for cell in leaf.cells:
            if cell.value is Mark.SUPPRESSED:
                uses[(cell.id, cell.period)].append(number)
    alike: dict[tuple[int, ...], list[Cell]] = {}
    for cell in cells:
        alike.setdefault(tuple(uses[(cell.id, cell.period)]), []).append(cell)
    count = 1
    for group in alike.values():
        count *= len(group) + 1
    return _tried(list(alike.values()), measures.actuals) if count <= most else None


def _tried(groups: list[list[Cell]], actuals: Actuals) -> Iterator[Actuals]:
    annual_before, monthly_before = dict(actuals.annual), dict(actuals.monthly)
    for twos in product(*(range(len(group) + 1) for group in groups)):
        annual: dict[tuple[str, Year], Cell] = {}
        monthly: dict[tuple[str, Month], Cell] = {}
        for group, count in zip(groups, twos, strict=True):
            for number, cell in enumerate(group):
                chosen = replace(cell, value=MOST if number < count else LEAST)
                if isinstance(cell.period, Month):
                    monthly[(cell.id, cell.period)] = chosen
                else:
                    annual[(cell.id, cell.period)] = chosen
        chosen_annual, chosen_monthly = ChainMap(annual, annual_before), ChainMap(monthly, monthly_before)
        yield replace(actuals, annual=chosen_annual, monthly=chosen_monthly)


def ends_of_all(derivation: Derivation, measures: Measures) -> Ends | None:
    """Give ends between which the value lies whatever the withheld counts are; None where there are none."""
    if derivation.value is not None:
        return derivation.value, derivation.value
    if derivation.cells:
        return _ends_of_cells(derivation, measures)
    if derivation.reason:
        return None
    parts = [ends_of_all(part, measures) for part in derivation.parts]
    known = [part for part in parts if part is not None]
    if not parts or len(known) < len(parts):
        return None
    return _combined(derivation, known)


def _ends_of_cells(derivation: Derivation, measures: Measures) -> Ends | None:
    measure = measures.agreement.measures.get(derivation.formula.id) if isinstance(derivation.formula, Name) else None
    if measure is None or measure.unit != COUNT:
        return None
    known = sum((cell.value for cell in derivation.cells if isinstance(cell.value, Fraction)), Fraction(0))
    withheld = sum(cell.value is Mark.SUPPRESSED for cell in derivation.cells)
    size = len(derivation.cells) if measure.over_time == "mean" else 1
    return (known + withheld * LEAST) / size, (known + withheld * MOST) / size


def _combined(derivation: Derivation, parts: list[Ends]) -> Ends | None:
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    match derivation.formula:
        case Name():
            return parts[0]
        case Negative():
            return -highs[0], -lows[0]
        case Binary("+") | Call("sum"):
            return sum(lows, Fraction(0)), sum(highs, Fraction(0))
        case Binary("-") | Call("delta"):
            return lows[0] - highs[1], highs[0] - lows[1]
        case Binary("*"):
            return _corners([left * right for left in parts[0] for right in parts[1]])
        case Binary("/") | Call("change"):
            if lows[1] <= 0 <= highs[1]:
                return None
            low, high = _corners([left / right for left in parts[0] for right in parts[1]])
            less = 1 if isinstance(derivation.formula, Call) else 0
            return low - less, high - less
        case Call("mean"):
            return sum(lows, Fraction(0)) / len(lows), sum(highs, Fraction(0)) / len(highs)
        case Call("min"):
            return min(lows), min(highs)
        case Call("max"):
            return max(lows), max(highs)
        case Call("abs"):
            ends = abs(lows[0]), abs(highs[0])
            return (Fraction(0) if lows[0] <= 0 <= highs[0] else min(ends)), max(ends)
        case Call("round", _, _, scale):
            places = int(lows[1])
            return round_half_up(lows[0] / scale, places) * scale, round_half_up(highs[0] / scale, places) * scale
        case _:
            return None


def _corners(values: list[Fraction]) -> Ends:
    return min(values), max(values)
