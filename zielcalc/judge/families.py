"""Families: the targets of an agreement by the one thing that each hangs on. Takes what is planned, gives lines.

A target on a quotient hangs on what stands above its line, all else as planned. One that hangs on several measures, or
whose other plans are missing, is compared only with those on the same formula.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from functools import cached_property

from zielcalc.judge.comparison import ends_of
from zielcalc.judge.degree import rests_on_actuals
from zielcalc.judge.line import Line, Thing, bent, is_whole, straight
from zielcalc.judge.numbers import numbers_at_end
from zielcalc.judge.planned import Planned, inner_of
from zielcalc.model.accepted import Accepted
from zielcalc.model.agreement import NOWHERE, Target
from zielcalc.model.amount import Premise, Spot, exactly
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, parts, print_formula


class Families:
    """The targets of an agreement by the one thing that each hangs on."""

    def __init__(self, planned: Planned) -> None:
        self.planned = planned
        self.agreement = planned.agreement
        self.leaves: dict[tuple[str, bool], tuple[str, ...]] = {}
        self.members: dict[str, list[Target]] = defaultdict(list)
        self.scattered: list[Target] = []
        self.known: dict[str, list[Line]] = {}
        self.of_target: dict[str, Line] = {}
        self.strictest: dict[tuple[Formula, bool], Line] = {}
        for target in planned.agreement.targets.values():
            ids = self.hangs_on(target)
            (self.members[ids[0]] if len(ids) == 1 else self.scattered).append(target)

    def hangs_on(self, target: Target) -> list[str]:
        """Give what a target is reached by: what stands above the line of its quotient, sums of the year before all."""
        above = list(self._leaves(target.of, is_above=True)) if target.of else []
        degrees = self.planned.values.degrees
        return [id for id in above if degrees.of_owner(self.planned.owners[id]) == 1] or above

    def stands_on(self, formula: Formula) -> Iterable[str]:
        """Give what a formula stands on: measures, and indicators planned without their parts."""
        return self._leaves(formula, is_above=False)

    def rests_on(self, target: Target, has_of: bool = True) -> Iterable[str]:
        """Give what a target stands on, its bounds too."""
        bounds = [bound.formula for bound in target.demand.bounds] if target.demand else []
        formulas = [target.of, *bounds] if has_of else bounds
        return dict.fromkeys(id for formula in formulas if formula for id in self.stands_on(formula))

    def _leaves(self, formula: Formula, is_above: bool) -> Iterable[str]:
        match formula:
            case Call("baseline" | "plan") | Literal():
                return ()
            case Name(id) if self._is_leaf(id):
                return (id,)
            case Name(id):
                if (id, is_above) not in self.leaves:
                    self.leaves[id, is_above] = tuple(self._leaves(self.agreement.indicators[id].formula, is_above))
                return self.leaves[id, is_above]
            case Binary("/", above) if is_above:
                return self._leaves(above, is_above)
            case _:
                return dict.fromkeys(id for part in parts(formula) for id in self._leaves(part, is_above))

    def _is_leaf(self, id: str) -> bool:
        return id in self.agreement.measures or (id, self.agreement.year) in self.planned.actuals.annual

    def meant(self, formula: Formula) -> Formula:
        """Give the formula in the place of an indicator's name, where it is that at the end of the year."""
        while isinstance(formula, Name) and not self._is_leaf(formula.id):
            indicator = self.agreement.indicators[formula.id]
            if indicator.over_time:
                break
            formula = indicator.formula
        return formula

    def about(self, target: Target) -> Formula | None:
        """Give what a target is about as a whole: what its change or difference is of, or else what it bounds."""
        return self.meant(inner_of(self.meant(target.of))) if target.of else None

    def thing(self, id: str) -> Thing:
        """Give a measure or an indicator as what targets hang on."""
        owner = self.planned.owners[id]
        return Thing(Name(id), owner.label, owner.unit, owner.decimals or 0, is_whole(owner))

    def line(self, target: Target, id: str, others: Mapping[str, Fraction] | None = None) -> Line | None:
        """Give a target as a line over a measure or indicator; None where it is none, or where a plan is missing.

        `others` are levels of other measures than planned.
        """
        if target.demand is None or target.monitored:
            return None
        plan = self.planned.plan_of(id) or Fraction(1000)
        found: list[tuple[Fraction, Fraction]] = []
        bounds: set[tuple[Fraction, ...]] = set()
        for level in (plan, plan + 1, 2 * plan + 3, 3 * plan + 7):
            numbers = numbers_at_end(target, self.planned.with_levels({**(others or {}), id: level}))
            if numbers is None:
                return None
            found.append((level, numbers[0]))
            bounds.add(numbers[1])
            if len(found) == 3 and (line := straight(found)):
                break
        else:
            line = bent(found)
        if line is None or len(bounds) > 1:
            return None
        start, slope, bend = line
        made = Line(target, self.thing(id), start, slope, bounds.pop(), bend)
        return made if made.reaches(plan) else None

    def line_over_whole(self, target: Target) -> Line | None:
        """Give a target as a line over the whole it is about; None where its bound rests on the actuals."""
        about, demand = self.about(target), target.demand
        if target.of is None or about is None or demand is None or target.monitored:
            return None
        bounds = [bound.formula for bound in demand.bounds if bound.formula and not rests_on_actuals(bound.formula)]
        values, end = self.planned.values, self.planned.end
        ends = [value for bound in bounds if (value := values.value(bound, end).value) is not None]
        if len(ends) < len(demand.bounds):
            return None
        bare = inner = self.meant(target.of)
        start, slope = Fraction(0), Fraction(1)
        match bare:
            case Call("change" | "delta" as function, (inner,)):
                baseline = values.baseline(inner, end).value
                if not baseline:
                    return None
                start, slope = (Fraction(-1), 1 / baseline) if function == "change" else (-baseline, slope)
        named = inner if bare is not inner else target.of
        if isinstance(named, Name):
            thing = self.thing(named.id)
        else:
            unit = self.planned.unit_of(about)
            decimals = target.decimals if bare is inner else self.agreement.decimals.get(unit.text)
            thing = Thing(about, print_formula(about), unit, decimals or 0)
        return Line(
            target, Thing(about, thing.label, thing.unit, thing.decimals), start, slope, ends_of(demand.kind, ends)
        )

    def all_lines(self, id: str) -> list[Line]:
        """Give the targets on a measure or indicator that are lines over it."""
        if id not in self.known:
            found = (self.line(target, id) for target in self.members[id])
            self.known[id] = [line for line in found if line]
            self.of_target |= {line.target.id: line for line in self.known[id]}
        return self.known[id]

    def lines(self, id: str) -> list[Line]:
        """Give those that demand at least so much or at most so much."""
        return [line for line in self.all_lines(id) if line.is_one_sided]

    @cached_property
    def over_wholes(self) -> dict[Formula, list[Line]]:
        """The other targets, where there are several: as lines over the whole that each is about."""
        found: dict[Formula, list[Line]] = defaultdict(list)
        several = [id for id, members in self.members.items() if len(members) > 1]
        known = {line.target.id for id in several for line in self.all_lines(id)}
        others = [target for id in several for target in self.members[id] if target.id not in known]
        for target in (*self.scattered, *others):
            if line := self.line_over_whole(target):
                found[line.thing.formula].append(line)
        return found

    def alike(self) -> Iterable[list[Line]]:
        """Give the targets on one thing as lines over it, wherever there are several."""
        yield from (self.all_lines(id) for id, members in self.members.items() if len(members) > 1)
        yield from (lines for lines in self.over_wholes.values() if len(lines) > 1)

    def line_of(self, target: Target) -> Line | None:
        """Give a target as a line over what it hangs on."""
        for id in self.hangs_on(target)[:1]:
            self.all_lines(id)
        if target.id not in self.of_target:
            self.of_target |= {line.target.id: line for lines in self.over_wholes.values() for line in lines}
        return self.of_target.get(target.id) or self.line_over_whole(target)

    def binding(self, line: Line) -> Line:
        """Give the target that demands the most of the same thing in the same direction, as it is judged."""
        key = line.thing.formula, line.is_least
        if key not in self.strictest:
            every = self.known.get(line.thing.id) or self.over_wholes.get(line.thing.formula, [])
            alike = [one for one in every if one.is_one_sided and one.is_least == line.is_least]
            self.strictest[key] = strictest([(one, one.levels()) for one in alike or [line]], line.is_least)
        return self.strictest[key]

    def as_wholes(self, lines: list[Line]) -> list[Line]:
        """Give lines over the one whole that all are about, as 25 % and 24 % of one quota; else the same lines."""
        about = {self.about(line.target) for line in lines}
        wholes = [whole for line in lines if (whole := self.line_over_whole(line.target))]
        return (
            wholes if len(about) == 1 and len(wholes) == len(lines) and lines[0].thing.formula not in about else lines
        )

    def premise(self, lines: Collection[Line], whole: Target | None = None) -> Premise:
        """Give what stays as planned where some targets, and a whole of theirs, are compared over single measures."""
        settled = {line.thing.id for line in lines}
        targets = [*(line.target for line in lines), *([whole] if whole else [])]
        by_itself = {line.target.id for line in lines if line.thing.formula == self.about(line.target)}
        others = dict.fromkeys(id for one in targets for id in self.rests_on(one, one.id not in by_itself))
        owners = self.planned.owners
        plans = {id: self.planned.plan_of(id) for id in others if id not in settled}
        return Premise(
            tuple(
                Spot(exactly(plan, owners[id].unit), NOWHERE, owners[id].label)
                for id, plan in plans.items()
                if plan is not None
            )
        )


def strictest(lines: list[tuple[Line, Accepted]], is_least: bool) -> Line:
    """Give the line that is met last from below, or ceases first to be met."""
    return (greatest_low if is_least else least_high)(lines)[0]


def greatest_low(lines: list[tuple[Line, Accepted]]) -> tuple[Line, Accepted]:
    """Give the target that begins to be met last, with its levels."""
    return max(lines, key=lambda found: (found[1].low is not None, found[1].low or 0, not found[1].has_low))


def least_high(lines: list[tuple[Line, Accepted]]) -> tuple[Line, Accepted]:
    """Give the target that ceases to be met first, with its levels."""
    return min(lines, key=lambda found: (found[1].high is None, found[1].high or 0, found[1].has_high))
