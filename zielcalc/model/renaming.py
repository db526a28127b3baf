"""Renaming: an agreement with other ids, and everything in it that refers to them. Pure values."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.agreement import Agreement, Bound, Demand, Indicator, Measure, Target
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative, print_formula

SECTIONS = ("priorities", "groups", "measures", "indicators", "targets")
"""The parts of an agreement whose entries have ids."""


class Renames(Struct, frozen=True):
    """For each section, old ids and what they are called now."""

    priorities: Mapping[str, str] = {}
    groups: Mapping[str, str] = {}
    measures: Mapping[str, str] = {}
    indicators: Mapping[str, str] = {}
    targets: Mapping[str, str] = {}

    def of(self, section: str) -> Mapping[str, str]:
        """Give the renames of one section."""
        found: Mapping[str, str] = getattr(self, section)
        return found

    @property
    def owners(self) -> dict[str, str]:
        """What formulas may name."""
        return {**self.measures, **self.indicators}


def renamed_formula(formula: Formula, names: Mapping[str, str]) -> Formula:
    """Give a formula with other names in it."""
    match formula:
        case Literal():
            return formula
        case Name(id):
            return replace(formula, id=names.get(id, id))
        case Negative(of):
            return replace(formula, of=renamed_formula(of, names))
        case Binary(_, left, right):
            return replace(formula, left=renamed_formula(left, names), right=renamed_formula(right, names))
        case Call(_, arguments):
            return replace(formula, arguments=tuple(renamed_formula(argument, names) for argument in arguments))


def renamed(agreement: Agreement, renames: Renames) -> Agreement:
    """Give an agreement whose entries, and all references to them, have the ids they are called by now."""
    return agreement if renames == Renames() else _Renaming(agreement, renames).agreement()


def is_its_formula(target: Target) -> bool:
    """Say whether the label of a target is only the formula it is of."""
    return target.label == target.of_text


class _Renaming:
    def __init__(self, old: Agreement, renames: Renames) -> None:
        self.old = old
        self.renames = renames
        self.names = renames.owners

    def agreement(self) -> Agreement:
        old, renames = self.old, self.renames
        measures = [self.measure(measure) for measure in old.measures.values()]
        indicators = [self.indicator(indicator) for indicator in old.indicators.values()]
        targets = [self.target(target) for target in old.targets.values()]
        return replace(
            old,
            priorities={renames.priorities.get(id, id): text for id, text in old.priorities.items()},
            groups={renames.groups.get(id, id): text for id, text in old.groups.items()},
            measures={measure.id: measure for measure in measures},
            indicators={indicator.id: indicator for indicator in indicators},
            targets={target.id: target for target in targets},
            revisions=tuple(
                replace(revision, measures=tuple(renames.measures.get(id, id) for id in revision.measures))
                for revision in old.revisions
            ),
        )

    def group(self, id: str | None) -> str | None:
        return None if id is None else self.renames.groups.get(id, id)

    def label(self, owner: Measure | Indicator) -> str:
        """Give its label; one that was only its id is its id now."""
        return self.names.get(owner.id, owner.id) if owner.label == owner.id else owner.label

    def measure(self, measure: Measure) -> Measure:
        ids = self.renames.measures
        return replace(
            measure,
            id=ids.get(measure.id, measure.id),
            label=self.label(measure),
            group=self.group(measure.group),
            series=ids.get(measure.series, measure.series),
        )

    def indicator(self, indicator: Indicator) -> Indicator:
        formula = renamed_formula(indicator.formula, self.names)
        return replace(
            indicator,
            id=self.names.get(indicator.id, indicator.id),
            label=self.label(indicator),
            group=self.group(indicator.group),
            formula=formula,
            formula_text=print_formula(formula),
        )

    def target(self, target: Target) -> Target:
        ids, of = self.renames.targets, target.of and renamed_formula(target.of, self.names)
        owner = self.old.owners.get(target.of.id) if isinstance(target.of, Name) else None
        label = self.label(owner) if owner and target.label == owner.label else target.label
        if of and is_its_formula(target):
            label = print_formula(of)
        condition = target.condition
        if condition and condition.holds:
            yes_no = {**self.renames.measures, **ids}
            condition = replace(condition, holds=yes_no.get(condition.holds, condition.holds))
        return replace(
            target,
            id=ids.get(target.id, target.id),
            label=ids.get(label, label) if label == target.id else label,
            group=self.group(target.group),
            of=of,
            of_text=print_formula(of) if of else None,
            demand=target.demand and self.demand(target.demand),
            condition=condition,
            part_of=ids.get(target.part_of, target.part_of) if target.part_of else None,
            follows=ids.get(target.follows, target.follows) if target.follows else None,
            serves=tuple(self.renames.priorities.get(id, id) for id in target.serves),
        )

    def demand(self, demand: Demand) -> Demand:
        return replace(demand, bounds=tuple(self.bound(bound) for bound in demand.bounds))

    def bound(self, bound: Bound) -> Bound:
        if bound.formula is None:
            return bound
        formula = renamed_formula(bound.formula, self.names)
        return bound if formula == bound.formula else Bound(formula, print_formula(formula), bound.place)
