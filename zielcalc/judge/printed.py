"""Printed: what the paper prints, reproduced from the numbers, and at which decimals. Takes what is planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from zielcalc.judge.planned import Planned, telling
from zielcalc.judge.values import Taken
from zielcalc.model.agreement import Figure as Agreed
from zielcalc.model.agreement import Indicator, Measure, Target
from zielcalc.model.amount import Amount, Decimals, Spot, Spots, exactly
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative, literal_of, literals
from zielcalc.model.printed import Figure, only_figure
from zielcalc.model.problem import Place, Problem
from zielcalc.model.quantity import is_too_large, round_half_up
from zielcalc.model.report import Derivation
from zielcalc.model.unit import Unit

_TAKEN = {"baseline": Taken.AGREED, "plan": Taken.PLAN}
MOST_DECIMALS = 12
"""A number as the file writes it is told with so many at most."""


class Print(Struct, frozen=True):
    """A figure as printed, the number it stands for, and at how many decimals that number becomes it."""

    figure: Figure
    place: Place
    unit: Unit
    found: Derivation
    value: Fraction
    at: int | None
    formula: Formula
    """What it is worked out by."""
    is_unsigned: bool = False
    """Whether the paper's words may carry its sign."""
    key: str = "plan"
    """Whether it is the baseline or the plan."""

    @property
    def spot(self) -> Spot:
        """Name it with its line."""
        return Spot(self.figure.text, self.place)

    @property
    def padding(self) -> int:
        """How many zeros it was filled up with."""
        return 0 if self.at is None else self.figure.number.decimals - self.at


def printed_figures(planned: Planned) -> list[Problem]:
    """Say of every printed figure whether the numbers give it, and where its decimals do not go together."""
    notices: list[Problem] = []
    prints: list[Print] = []
    for owner in planned.owners.values():
        notices += _agreed_beside_formula(owner, planned)
        own = list(_of_owner(owner, planned, notices))
        prints += own
        notices += _uneven([found for found in own if found.at is not None], planned)
        notices += [_differing(found, planned) for found in own if found.at is None]
    for target in planned.agreement.targets.values():
        prints += _of_target(target, planned, notices)
    return [*notices, *_padded(prints, planned)]


def _place(planned: Planned, path: str, owner: Measure | Indicator | Target) -> Place:
    return planned.agreement.places.get(path, owner.place)


def _of_owner(owner: Measure | Indicator, planned: Planned, notices: list[Problem]) -> Iterator[Print]:
    """Give what is printed of a measure or an indicator that has a number."""
    section = "measures" if isinstance(owner, Measure) else "indicators"
    for key, text in owner.printed.items():
        place = _place(planned, f"{section}.{owner.id}.printed.{key}", owner)
        figure = only_figure(text)
        if figure is None:
            notices.append(Problem("printed-no-number", place, {"text": text}))
            continue
        found = planned.values.value(Name(owner.id), planned.end, _TAKEN[key])
        if found.value is not None:
            at = figure.decimals_from(found.value, owner.unit)
            formula = owner.formula if isinstance(owner, Indicator) else found.formula
            yield Print(figure, place, figure.unit(owner.unit), found, found.value, at, formula, key=key)


def _of_target(target: Target, planned: Planned, notices: list[Problem]) -> Iterator[Print]:
    """Give what is printed of a target and is its plan rounded; note what is not what it demands."""
    if target.of is None:
        return
    bounds = target.demand.bounds if target.demand else ()
    wanted = [
        found for bound in bounds if bound.formula for found in [planned.values.value(bound.formula, planned.end)]
    ]
    plan = planned.values.value(target.of, planned.end, Taken.PLAN)
    wanted = wanted if bounds else [plan]
    formulas = [bound.formula for bound in bounds if bound.formula and not literal_of(bound.formula)]
    written = [literal for formula in formulas for literal in literals(formula)]
    for number, text in enumerate(target.printed):
        place = _place(planned, f"targets.{target.id}.printed.{number}", target)
        figure = only_figure(text)
        if figure is None:
            notices.append(Problem("printed-no-number", place, {"text": text}))
            continue
        if any(_is_literal(figure, literal) for literal in written):
            continue
        known = [(found, found.value) for found in wanted if found.value is not None]
        if known and not any(_is_bound(figure, found, value, target.unit) for found, value in known):
            nearest = min(known, key=lambda one: abs(abs(figure.shown(one[1], target.unit)) - abs(figure.number.value)))
            unit = figure.unit(target.unit)
            notices.append(_differing(Print(figure, place, unit, *nearest, None, nearest[0].formula, True), planned))
        elif plan.value is not None and not target.monitored:
            yield from _as_planned(target, figure, place, plan, plan.value, planned, notices)


def _is_bound(figure: Figure, found: Derivation, value: Fraction, unit: Unit) -> bool:
    """Say whether a figure is what is demanded: a number just as the file writes it, anything else as rounded."""
    if literal_of(found.formula):
        return figure.is_just(value, unit, is_unsigned=True)
    return figure.decimals_from(value, unit, is_unsigned=True) is not None


def _is_literal(figure: Figure, literal: Literal) -> bool:
    """Say whether a figure is a number as a formula writes it."""
    if figure.is_percentage and literal.unit not in ("%", "pp"):
        return False
    said = {abs(reading.value) for reading in figure.readings}
    return Fraction(literal.written) in said or bool(
        figure.size and literal.value in {one * figure.size for one in said}
    )


def _as_planned(
    target: Target,
    figure: Figure,
    place: Place,
    plan: Derivation,
    value: Fraction,
    planned: Planned,
    notices: list[Problem],
) -> Iterator[Print]:
    """Give a printed bound that is the plan rounded as the target is judged; note one reckoned from rounded figures."""
    assert target.of is not None
    at = figure.decimals_from(value, target.unit, is_unsigned=True)
    if at is not None and at in (figure.number.decimals, target.decimals):
        yield Print(figure, place, figure.unit(target.unit), plan, value, at, target.of, True)
        return
    by_print = _by_print(target.of, planned, "plan")
    if (
        at is None
        and by_print is not None
        and figure.decimals_from(by_print, target.unit, is_unsigned=True) is not None
    ):
        args = {
            "text": figure.text,
            "by_print": telling(by_print, (value,), target.unit, figure.number.decimals),
            "reckoned": planned.reckoning(plan, telling(value, (by_print,), target.unit, target.decimals)),
        }
        notices.append(Problem("from-rounded", place, args))


def _by_print(formula: Formula, planned: Planned, key: str) -> Fraction | None:
    """Work a formula out from the figures as printed; None where one is not printed."""
    match formula:
        case Literal():
            return formula.value
        case Name(id):
            text = planned.owners[id].printed.get(key)
            figure = only_figure(text) if text else None
            if figure is None:
                return None
            return figure.number.value / figure.shown(Fraction(1), planned.owners[id].unit)
        case Negative(of):
            value = _by_print(of, planned, key)
            return None if value is None else -value
        case Call("change" | "delta" as function, (of,)):
            plan, baseline = _by_print(of, planned, key), _by_print(of, planned, "baseline")
            if plan is None or not baseline:
                return None
            return plan / baseline - 1 if function == "change" else plan - baseline
        case Binary(sign, left, right):
            first, second = _by_print(left, planned, key), _by_print(right, planned, key)
            if first is None or second is None or (sign == "/" and not second):
                return None
            value = {"+": first + second, "-": first - second, "*": first * second}.get(sign)
            value = first / second if value is None else value
            return None if is_too_large(value) else value
        case _:
            return None


def _differing(found: Print, planned: Planned) -> Problem:
    """Say what is calculated where something else is printed: at its decimals, a number as the file writes it whole."""
    figure, unit, decimals = found.figure, found.unit, found.figure.number.decimals
    shown, said = (figure.folded(one, found.is_unsigned) for one in (unit.shown(found.value), figure.number.value))
    finest = exactly(found.value, unit, MOST_DECIMALS).decimals
    own = finest if literal_of(found.found.formula) else min(decimals, finest)
    by_print = None if isinstance(found.formula, Name) else _by_print(found.formula, planned, found.key)
    explains = (
        by_print not in (None, found.value) and figure.decimals_from(by_print, unit, found.is_unsigned) is not None
    )
    reckoned = planned.reckoning(found.found, telling(found.value, (), unit, decimals))
    args = {
        "text": figure.text,
        "reckoned": None if literal_of(found.found.formula) or not reckoned.pieces else reckoned,
        "nearest": Amount(found.value, unit, own),
        "cut": figure.text if int(shown * 10**decimals) == said * 10**decimals else None,
        "by_print": telling(by_print, (found.value,), unit, decimals) if by_print is not None and explains else None,
    }
    return Problem("printed-differs", found.place, args)


def _uneven(own: list[Print], planned: Planned) -> list[Problem]:
    """Say which figure of a row is printed with fewer decimals than its neighbour."""
    most = max(own, key=lambda found: found.figure.number.decimals, default=None)
    if most is None:
        return []
    return [
        Problem(
            "uneven",
            found.place,
            {
                "own": Decimals(found.figure.number.decimals),
                "others": most.figure.number.decimals,
                "neighbour": most.figure.text,
                "reckoned": planned.reckoning(found.found, telling(found.value, (), found.unit, 1)),
            },
        )
        for found in own
        if found.figure.number.decimals < most.figure.number.decimals
    ]


def _padded(prints: list[Print], planned: Planned) -> list[Problem]:
    """Say which figures are rounded at fewer decimals than printed and filled up with zeros; alike ones at once."""
    alike: dict[tuple[int, int], list[Print]] = defaultdict(list)
    for found in prints:
        if found.padding > 0 and found.at is not None:
            alike[found.figure.number.decimals, found.at].append(found)
    notices = []
    for (decimals, at), group in sorted(alike.items()):
        first, *others = group
        firm = [found.spot for found in prints if _is_firm(found, decimals, at)]
        args = {
            "printed": Decimals(decimals),
            "at": at,
            "reckoned": planned.reckoning(first.found, telling(first.value, (), first.unit, at)),
            "rounded": Amount(_rounded(first.value, first.unit, at), first.unit, at, is_bare=True),
            "also": Spots(tuple(found.spot for found in others)) if others else None,
            "firm": Spots(tuple(firm)) if firm else None,
        }
        notices.append(Problem("padded", first.place, args))
    return notices


def _rounded(value: Fraction, unit: Unit, decimals: int) -> Fraction:
    return round_half_up(unit.shown(value), decimals) * unit.scale


def _is_firm(found: Print, decimals: int, at: int) -> bool:
    """Say whether a figure of so many decimals is the same whether rounded there or earlier and filled up."""
    figure = found.figure
    is_like = figure.number.decimals == decimals and found.padding == 0 and found.at is not None
    return is_like and abs(round_half_up(found.unit.shown(found.value), at)) == abs(figure.number.value)


def _agreed_beside_formula(owner: Measure | Indicator, planned: Planned) -> Iterator[Problem]:
    """Say where an indicator's own agreed number is not what its formula gives on its parts' agreed ones."""
    if not isinstance(owner, Indicator):
        return
    for agreed, taken in ((owner.baseline, Taken.AGREED), (owner.plan, Taken.PLAN)):
        if not isinstance(agreed, Agreed) or agreed.value is None:
            continue
        if not planned.values.has_agreed_parts(owner, taken):
            continue
        found = planned.values.value(owner.formula, planned.end, taken)
        if found.value is None:
            continue
        shown, said = owner.unit.shown(found.value), owner.unit.shown(agreed.value)
        if round_half_up(shown, agreed.decimals) != said:
            reckoned = planned.reckoning(found, telling(found.value, (agreed.value,), owner.unit, agreed.decimals))
            yield Problem(
                "agreed-beside-formula",
                agreed.place,
                {"agreed": exactly(agreed.value, owner.unit), "reckoned": reckoned},
            )
