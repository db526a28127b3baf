"""Need: what is still missing. Takes an Agreement and Actuals, gives for each target the least change that meets it.

Every number is found by judging: with it the target is met, with one less it is not.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.comparison import meets
from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.rounding import nearest
from zielcalc.judge.year_end import YearEnd
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement, Owner, Target
from zielcalc.model.formula import Formula
from zielcalc.model.outlook import Need, Needs, Proof, Range, Way
from zielcalc.model.period import Month
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Reason, Result, Verdict
from zielcalc.model.unit import COUNT

COMPARED = (Verdict.MET, Verdict.MISSED, Verdict.ON_TRACK, Verdict.BEHIND)


def needs_of(
    agreement: Agreement,
    actuals: Actuals,
    asked: Collection[str] = (),
    *,
    as_of: Month | None = None,
    baseline_from_actuals: bool = False,
) -> Needs:
    """Say what each target missed or behind still needs (or each that is asked for), of each measure it depends on."""
    report = evaluate(
        agreement, actuals, as_of=as_of, baseline_from_actuals=baseline_from_actuals, supposes_year_end=True
    )
    end = YearEnd(agreement, actuals, baseline_from_actuals)
    wanted = [result for result in report.results if _is_wanted(result, asked)]
    sums = {owner.id for result in wanted for owner in _measures(result, end) if owner.over_time == "sum"}
    # Targets that hang on the same sum are shown together: only so it can be said which of them binds.
    family = [result for result in report.results if result in wanted or (_hangs_on(result, sums, end) and not asked)]
    needs = [need for result in family for need in _needs(result, end)]
    if end.effort.left <= 0:
        return Needs(report, (), (), (), tuple((result.target, Reason("too-much")) for result in wanted))
    spoken_of = {need.target.id for need in needs}
    silent = tuple((result.target, why_silent(result)) for result in wanted if result.target.id not in spoken_of)
    needs = _binding(needs)
    return Needs(report, tuple(needs), tuple(_ranges(needs, end)), tuple(_proofs(needs, end)), silent)


def _is_wanted(result: Result, asked: Collection[str]) -> bool:
    if result.target.of is None or result.target.demand is None:
        return False
    if asked:
        return result.target.id in asked
    return result.verdict in (Verdict.MISSED, Verdict.BEHIND)


def why_silent(result: Result) -> Reason:
    """Say why nothing can be supposed about a target's end of the year."""
    return result.reasons[0] if result.reasons else Reason("not-compared", result.target.id)


def _hangs_on(result: Result, sums: Collection[str], end: YearEnd) -> bool:
    return result.verdict in COMPARED and any(owner.id in sums for owner in _measures(result, end))


def _measures(result: Result, end: YearEnd) -> list[Owner]:
    target = result.target
    if target.of is None or target.demand is None or result.as_of is None:
        return []
    return end.supposed(formulas_of(target))


def formulas_of(target: Target) -> list[Formula]:
    """Give what a target is of and its bounds."""
    bounds = target.demand.bounds if target.demand else ()
    return [formula for formula in (target.of, *(bound.formula for bound in bounds)) if formula]


def _needs(result: Result, end: YearEnd) -> list[Need]:
    """Give what a target needs of each measure it depends on."""
    month = result.as_of
    if month is None or result.verdict not in COMPARED:
        return []
    owners = _measures(result, end)
    standing = _standing(result.target, month, end)
    if len(standing) < len(owners) or end.readings(result.target, standing) is None:
        return []
    found = []
    for owner in owners:
        search = _Search(end, result.target, owner, standing, month)
        rounded, exact = search.way(0), search.way(1)
        found.append(Need(result.target, owner, month, search.remaining, end.shown(owner, month), rounded, exact))
    return found


def _standing(target: Target, month: Month, end: YearEnd) -> dict[str, Fraction]:
    """Give where everything stands that a target depends on, as far as it has a value."""
    owners = end.supposed(formulas_of(target))
    return {owner.id: value for owner in owners if (value := end.standing(owner, month)) is not None}


class _Search:
    """Looks for the value of one measure that meets one target, all else as it stands."""

    def __init__(
        self, end: YearEnd, target: Target, measure: Owner, standing: dict[str, Fraction], month: Month
    ) -> None:
        self.end, self.target, self.measure, self.standing = end, target, measure, standing
        cell = end.measures.actuals.annual.get((measure.id, end.agreement.year))
        self.remaining = 0 if cell and cell.assumed else end.last.index - month.index
        self.is_averaged = measure.over_time == "mean" and self.remaining > 0
        self.is_sum = measure.over_time == "sum"
        self.so_far = self._so_far(month) if self.remaining else standing[measure.id]
        self.step: Fraction = self._step()
        # A sum is told in whole numbers more than there is, also where that is fractional.
        self.origin = self.so_far % self.step if self.is_sum else Fraction(0)

    def _step(self) -> Fraction:
        """Give how finely an answer is told: whole numbers for counts, a tenth for the level of a mean of counts."""
        decimals = self.measure.decimals or 0
        if self.measure.unit == COUNT:
            return Fraction(1, 10) if self.is_averaged else Fraction(1)
        return self.measure.unit.scale * Fraction(1, 10 ** (decimals + 1))

    def _so_far(self, month: Month) -> Fraction:
        """Give the sum or mean of the year's own months, also where the measure itself glides over twelve."""
        found = self.end.of_year(self.measure, month).value
        return self.standing[self.measure.id] if found is None else found

    def at_end(self, told: Fraction) -> Fraction:
        """Give the measure at the end of the year, from what is told of it: its value, or its remaining months'."""
        if not self.is_averaged:
            return told
        return (self.so_far * (12 - self.remaining) + told * self.remaining) / 12

    def at(self, told: Fraction) -> dict[str, Fraction]:
        """Give what all measures come to at the end of the year."""
        return {**self.standing, self.measure.id: self.at_end(told)}

    def is_met(self, told: Fraction, reading: int) -> bool:
        readings = self.end.readings(self.target, self.at(told))
        return readings is not None and readings[reading] is Verdict.MET

    def reaches(self, told: Fraction, reading: int, side: int) -> bool:
        """Say whether the nearer end of a corridor is reached or passed, which no leap can miss."""
        found, demand = self.end.numbers(self.target, self.at(told)), self.target.demand
        if found is None or demand is None:
            return False
        kind = "at_least" if side < 0 else "at_most"
        actual, ends = found
        end = ends[0] if side < 0 else ends[-1]
        is_rounded = reading == 0 or demand.kind == "equals"
        return meets(kind, actual, (end,), self.target.unit, self.target.decimals if is_rounded else None)

    def way(self, reading: int) -> Way:
        now = self.standing[self.measure.id]
        if self.is_met(now, reading):
            return self.room(now, reading)
        told = self.nearest(now, reading)
        if told is None or (self.is_sum and self.remaining and told < self.so_far):
            return Way(None)
        more = told - self.so_far if self.is_sum else None
        per_month = more / self.remaining if more is not None and self.remaining else None
        return Way(self.at_end(told), told if self.is_averaged else per_month, more)

    def nearest(self, now: Fraction, reading: int) -> Fraction | None:
        """Find the nearest value that meets the target: in a corridor, where its nearer end is reached."""
        demand = self.target.demand
        if demand is None or demand.kind not in ("equals", "between", "about"):
            steps = nearest(lambda number: self.is_met(self.told(number), reading), self.steps(now))
        else:
            found = self.end.numbers(self.target, self.at(now))
            side = -1 if found and found[0] < found[1][0] else 1
            steps = nearest(lambda number: self.reaches(self.told(number), reading, side), self.steps(now))
        return self.told(steps) if steps is not None and self.is_met(self.told(steps), reading) else None

    def told(self, steps: int) -> Fraction:
        return self.origin + steps * self.step

    def steps(self, told: Fraction) -> Fraction:
        return (told - self.origin) / self.step

    def room(self, now: Fraction, reading: int) -> Way:
        """Say how much more of a sum a target allows that is met as it stands."""
        if not self.is_sum or not self.remaining:
            return Way(now, is_met=True)
        first = nearest(lambda number: not self.is_met(self.told(number), reading), self.steps(now))
        allows = None if first is None or self.told(first) <= now else self.told(first - 1) - now
        return Way(now, is_met=True, room=allows)


def _binding(needs: list[Need]) -> list[Need]:
    """Mark, among targets that need more of the same sum, the one that needs most."""
    by_measure: dict[str, list[Need]] = {}
    for need in needs:
        is_upwards = need.target.demand is not None and need.target.demand.kind in ("at_least", "more_than")
        if is_upwards and need.judged.more is not None and need.judged.more > 0:
            by_measure.setdefault(need.measure.id, []).append(need)
    most = [max(found, key=lambda need: need.judged.more or 0) for found in by_measure.values() if len(found) > 1]
    return [replace(need, binds=True) if any(need is binding for binding in most) else need for need in needs]


def _ranges(needs: list[Need], end: YearEnd) -> list[Range]:
    """Show the need of a sum over a small range of the denominator that its quotas hang on."""
    found = []
    for id in dict.fromkeys(need.measure.id for need in needs if need.judged.more is not None):
        family = [need for need in needs if need.measure.id == id and need.judged.more is not None]
        quotas = [
            (need, other)
            for need in family
            for other in needs
            if other.target == need.target and other.measure.over_time == "mean"
        ]
        if not quotas:
            continue
        denominator = quotas[0][1].measure
        now, month = quotas[0][1].standing, quotas[0][0].as_of
        targets = tuple(need.target for need in family)
        size = denominator.unit.scale * (10 if now >= 500 * denominator.unit.scale else 1)
        below, above = (round_half_up(now * share / size) * size for share in (Fraction(99, 100), Fraction(101, 100)))
        levels = (below, now, above)
        rows = tuple(
            tuple(_more_at(end, target, family[0].measure, denominator, level, month) for target in targets)
            for level in levels
        )
        found.append(Range(family[0].measure, denominator, levels, targets, rows))
    return found


def _more_at(
    end: YearEnd, target: Target, measure: Owner, denominator: Owner, level: Fraction, month: Month
) -> Fraction | None:
    standing = _standing(target, month, end)
    if denominator.id in standing:
        standing[denominator.id] = level
    way = _Search(end, target, measure, standing, month).way(0 if target.judged == "rounded" else 1)
    return Fraction(0) if way.is_met else way.more


def _proofs(needs: list[Need], end: YearEnd) -> list[Proof]:
    """Feed back what binds: with it all targets of the family are met, with one less they are not."""
    proofs = []
    for binding in (need for need in needs if need.binds and need.judged.more is not None):
        family = [need for need in needs if need.measure.id == binding.measure.id and need.judged.more is not None]
        more = binding.judged.more or Fraction(0)
        step = Fraction(1) if binding.measure.unit == COUNT else binding.measure.unit.scale
        if _all_met(family, more, end) and not _all_met(family, more - step, end):
            proofs.append(Proof(binding.measure, more, tuple(need.target for need in family)))
    return proofs


def _all_met(family: list[Need], more: Fraction, end: YearEnd) -> bool:
    for need in family:
        standing = _standing(need.target, need.as_of, end)
        standing[need.measure.id] += more
        readings = end.readings(need.target, standing)
        if readings is None or readings[0 if need.target.judged == "rounded" else 1] is not Verdict.MET:
            return False
    return True
