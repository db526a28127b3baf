"""Need: what is still missing. Takes an Agreement and Actuals, gives for each target the least change that meets it.

Every number is found by judging: with it the target is met, with one less it is not.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from msgspec.structs import replace

from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.least_change import EXACT, ROUNDED, LeastChange
from zielcalc.judge.numbers import supplied_measures
from zielcalc.judge.year_end import YearEnd
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement, Owner, Target
from zielcalc.model.formula import Formula, Name
from zielcalc.model.outlook import Need, Needs, Proof, Range
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
    seen = Seen(YearEnd(agreement, actuals, baseline_from_actuals, as_of))
    wanted = [result for result in report.results if _is_wanted(result, asked)]
    lacking = [result for result in wanted if result.verdict in (Verdict.MISSED, Verdict.BEHIND)]
    sums = {owner.id for result in lacking for owner in seen.owners(result.target) if owner.over_time == "sum"}
    # Targets that hang on the same sum are shown together: only so it can be said which of them binds.
    family = [result for result in report.results if result in wanted or (not asked and _hangs_on(result, sums, seen))]
    needs = [need for result in family for need in _needs(result, seen)]
    if seen.end.effort.left <= 0:
        return Needs(report, (), (), (), tuple((result.target, Reason("too-much")) for result in wanted))
    spoken_of = {need.target.id for need in needs}
    silent = tuple((result.target, seen.silence(result)) for result in wanted if result.target.id not in spoken_of)
    needs = _binding(needs)
    return Needs(report, tuple(needs), tuple(_ranges(needs, seen)), tuple(_proofs(needs, seen)), silent)


def _is_wanted(result: Result, asked: Collection[str]) -> bool:
    if asked:
        return result.target.id in asked
    return result.verdict in (Verdict.MISSED, Verdict.BEHIND, Verdict.OPEN)


def why_silent(result: Result) -> Reason:
    """Say why nothing can be supposed about a target's end of the year."""
    if result.reasons:
        return result.reasons[0]
    if result.target.of is None or result.target.demand is None:
        return Reason("no-number", result.target.id)
    return Reason("no-end" if result.verdict in COMPARED else "not-compared", result.target.id)


def _hangs_on(result: Result, sums: Collection[str], seen: Seen) -> bool:
    return _is_judged(result) and any(owner.id in sums for owner in seen.owners(result.target))


def formulas_of(target: Target) -> list[Formula]:
    """Give what a target is of and its bounds."""
    bounds = target.demand.bounds if target.demand else ()
    return [formula for formula in (target.of, *(bound.formula for bound in bounds)) if formula]


def _needs(result: Result, seen: Seen) -> list[Need]:
    """Give what a target needs of each measure it depends on."""
    target, owners = result.target, seen.owners(result.target)
    if not _is_judged(result) or seen.shared_series(owners):
        return []
    ends = seen.ends_of(target)
    standing = seen.standing(target)
    if not ends or any(len(known) < len(owners) for known in standing):
        return []
    if ends[0].readings(target, standing[0]) is None:
        return []
    found = []
    for owner in owners:
        search = LeastChange(ends, target, owner, standing)
        shown = sorted({end.shown(owner) for end in ends})
        found.append(
            Need(
                target=target,
                measure=owner,
                as_of=seen.end.month_of(owner),
                remaining=search.remaining,
                standing=shown[0],
                standing_most=shown[-1],
                rounded=search.way(ROUNDED),
                exact=search.way(EXACT),
                is_assumed=seen.end.assumed(owner) is not None,
            )
        )
    return found


def _is_judged(result: Result) -> bool:
    is_withheld = bool(result.reasons) and all(reason.code == "suppressed" for reason in result.reasons)
    return result.target.of is not None and (result.verdict in COMPARED or is_withheld)


class Seen:
    """The end of the year as it is seen now: one, or one for every choice of withheld counts."""

    def __init__(self, end: YearEnd) -> None:
        self.end = end
        self.known: dict[str, list[YearEnd]] = {}

    def owners(self, target: Target) -> list[Owner]:
        """Give what a target depends on."""
        return self.end.supposed(formulas_of(target)) if target.of is not None and target.demand else []

    def ends_of(self, target: Target) -> list[YearEnd]:
        """Give the ends of the year that a target may come to; none where there are too many."""
        if target.id not in self.known:
            self.known[target.id] = list(self.end.choices(formulas_of(target)))
        return self.known[target.id]

    def standing(self, target: Target) -> list[dict[str, Fraction]]:
        """Give where everything stands that a target depends on, for each end, as far as it has a value."""
        owners = self.owners(target)
        return [
            {owner.id: value for owner in owners if (value := end.standing(owner).value) is not None}
            for end in self.ends_of(target)
        ]

    def shared_series(self, owners: list[Owner]) -> str | None:
        """Give a series that two of some measures read: what changes one of them changes the other."""
        read: set[str] = set()
        for owner in owners:
            ids = supplied_measures(self.end.now, [Name(owner.id)])
            series = {self.end.agreement.measures[id].series for id in ids}
            if series & read:
                return min(series & read)
            read |= series
        return None

    def silence(self, result: Result) -> Reason:
        """Say why a target is not spoken of."""
        shared = self.shared_series(self.owners(result.target)) if _is_judged(result) else None
        return Reason("shared-series", shared) if shared else why_silent(result)


def _binding(needs: list[Need]) -> list[Need]:
    """Mark, among targets that need more of the same sum, the one that needs most."""
    by_measure: dict[str, list[Need]] = {}
    for need in needs:
        if need.judged.more is not None and need.judged.more > 0:
            by_measure.setdefault(need.measure.id, []).append(need)
    most = [max(found, key=lambda need: need.judged.more or 0) for found in by_measure.values() if len(found) > 1]
    return [replace(need, binds=True) if any(need is binding for binding in most) else need for need in needs]


def _ranges(needs: list[Need], seen: Seen) -> list[Range]:
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
        now = seen.standing(quotas[0][0].target)[0][denominator.id]
        targets = tuple(need.target for need in family)
        size = denominator.unit.scale * (10 if now >= 500 * denominator.unit.scale else 1)
        below, above = (round_half_up(now * share / size) * size for share in (Fraction(99, 100), Fraction(101, 100)))
        levels = (below, now, above)
        rows = tuple(
            tuple(_more_at(seen, target, family[0].measure, denominator, level) for target in targets)
            for level in levels
        )
        found.append(Range(family[0].measure, denominator, levels, targets, rows))
    return found


def _more_at(seen: Seen, target: Target, measure: Owner, denominator: Owner, level: Fraction) -> Fraction | None:
    standing = seen.standing(target)
    for known in standing:
        if denominator.id in known:
            known[denominator.id] = level
    search = LeastChange(seen.ends_of(target), target, measure, standing)
    way = search.way(ROUNDED if target.judged == "rounded" else EXACT)
    return Fraction(0) if way.is_met else way.more


def _proofs(needs: list[Need], seen: Seen) -> list[Proof]:
    """Feed back what binds: with it all targets of the family are met, with one less they are not."""
    proofs = []
    for binding in (need for need in needs if need.binds and need.judged.more is not None):
        family = [need for need in needs if need.measure.id == binding.measure.id and need.judged.more is not None]
        more = binding.judged.more or Fraction(0)
        step = Fraction(1) if binding.measure.unit == COUNT else binding.measure.unit.scale
        if _all_met(family, more, seen) and not _all_met(family, more - step, seen):
            proofs.append(Proof(binding.measure, more, tuple(need.target for need in family)))
    return proofs


def _all_met(family: list[Need], more: Fraction, seen: Seen) -> bool:
    for need in family:
        for end, standing in zip(seen.ends_of(need.target), seen.standing(need.target), strict=True):
            standing[need.measure.id] += more
            readings = end.readings(need.target, standing)
            if readings is None or readings[ROUNDED if need.target.judged == "rounded" else EXACT] is not Verdict.MET:
                return False
    return True
