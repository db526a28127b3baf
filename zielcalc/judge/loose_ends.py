"""Loose ends: what an agreement leaves unsaid, unused or open to reading. Takes what is planned, gives notices.

One cause is one notice, at the first place it shows, with the others named.
"""

from __future__ import annotations

from collections.abc import Iterable

from zielcalc.judge.degree import names_baseline
from zielcalc.judge.planned import Planned
from zielcalc.model.agreement import Agreement, Indicator, Target
from zielcalc.model.amount import Spot, Spots
from zielcalc.model.formula import Call, Formula, Name, names, parts
from zielcalc.model.problem import Place, Problem


def loose_ends(planned: Planned) -> list[Problem]:
    """Say what has no baseline, no target, no source or no use, and where the paper's wording is interpreted."""
    agreement = planned.agreement
    targets = agreement.targets.values()
    served = {id for target in targets for id in target.serves}
    unserved = [(id, agreement.places[f"priorities.{id}"]) for id in agreement.priorities if id not in served]
    read = [
        (target.id, agreement.places[f"targets.{target.id}.interpretation"])
        for target in targets
        if target.interpretation
    ]
    return [
        *_without_baseline(planned),
        *_once("interpretation", read),
        *_once("unserved-priority", unserved),
        *_once("no-source", [(target.id, target.place) for target in targets if target.source is None]),
        *_once("unused", _unused(agreement)),
    ]


def _once(code: str, found: list[tuple[str, Place]]) -> list[Problem]:
    """Make one notice of places that have the same cause."""
    if not found:
        return []
    (id, place), *others = found
    also = Spots(tuple(Spot(other, where) for other, where in others)) if others else None
    return [Problem(code, place, {"name": id, "also": also})]


def _unused(agreement: Agreement) -> list[tuple[str, Place]]:
    """Give the measures and indicators that no formula, target or condition names."""
    formulas = [owner.formula for owner in agreement.indicators.values()]
    used = {measure.series for measure in agreement.measures.values() if measure.series != measure.id}
    for target in agreement.targets.values():
        formulas += _formulas(target)
        if target.condition and target.condition.holds:
            used.add(target.condition.holds)
    used |= {name.id for formula in formulas for name in names(formula)}
    return [
        (id, agreement.places[f"{'indicators' if isinstance(owner, Indicator) else 'measures'}.{id}"])
        for id, owner in agreement.owners.items()
        if id not in used
    ]


def _formulas(target: Target) -> list[Formula]:
    bounds = target.demand.bounds if target.demand else ()
    return [formula for formula in (target.of, *(bound.formula for bound in bounds)) if formula]


def _without_baseline(planned: Planned) -> list[Problem]:
    """Say which measures lack an agreed baseline, and which targets are open until the actuals hold the year before."""
    lacking: dict[str, None] = {}
    waiting: dict[str, None] = {}
    for target in planned.agreement.targets.values():
        if target.monitored:
            continue
        for formula in _formulas(target):
            for of in _held_against_baseline(formula) if names_baseline(formula) else ():
                found = planned.values.baseline(of, planned.end)
                absent = [reason.name for reason in found.reasons() if reason.code == "no-baseline"]
                lacking |= dict.fromkeys(absent)
                waiting |= dict.fromkeys([target.id] if absent else [])
    if not lacking:
        return []
    owners = planned.owners
    places = planned.agreement.places
    found_at = [
        (id, places[f"{'indicators' if isinstance(owners[id], Indicator) else 'measures'}.{id}"]) for id in lacking
    ]
    (problem,) = _once("no-baseline", found_at)
    args = {**problem.args, "targets": tuple(waiting)[:12], "year": str(planned.agreement.year.before())}
    return [Problem(problem.code, problem.place, args)]


def _held_against_baseline(formula: Formula) -> Iterable[Formula]:
    """Give the formulas whose baseline a formula takes."""
    match formula:
        case Call("baseline" | "delta" | "change", (of,)):
            yield of
        case Name():
            pass
        case _:
            for part in parts(formula):
                yield from _held_against_baseline(part)
