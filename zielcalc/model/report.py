"""The report: for each target its verdict and every number that led to it. Pure values, from judging to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.actuals import Actuals, Cell, Statement
from zielcalc.model.agreement import Agreement, Figure, Revision, Target
from zielcalc.model.formula import Formula
from zielcalc.model.period import Month
from zielcalc.model.problem import Problem
from zielcalc.model.quantity import Lang, short_text
from zielcalc.model.sheet import Offer, Row
from zielcalc.model.unit import COUNT, Unit


class Verdict(StrEnum):
    """What is said of a target (Ergebnis); design, section 6."""

    MET = "met"
    MISSED = "missed"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    PENDING = "pending"
    OPEN = "open"
    MONITORED = "monitored"
    WAIVED = "waived"


class Reason(Struct, frozen=True):
    """Why there is no value: a stable code, the name it is about and the period, where there are any."""

    code: str
    name: str = ""
    period: str = ""


OF_ROWS = ("no-data", "month-missing", "no-baseline", "no-prior-year")
"""The reasons that more rows of actuals mend."""


class Derivation(Struct, frozen=True):
    """How a value came about: the formula, its parts, and the cells and agreed figures that went in."""

    formula: Formula
    value: Fraction | None
    reason: Reason | None = None
    parts: tuple[Derivation, ...] = ()
    cells: tuple[Cell, ...] = ()
    figure: Figure | None = None
    is_paced: bool = False
    """Whether a year's number was brought to the month by the target's pace."""
    of_year: Fraction | None = None
    """The year's number before it was brought to the month."""
    share_of: tuple[Derivation, ...] = ()
    """By what it was brought, if by the prior year's own share: the prior year to the month, and the whole of it."""
    month: Month | None = None
    """Which month this is the value of, where an indicator is taken month by month."""

    def walk(self) -> Iterator[Derivation]:
        """Give this derivation and all it stands on, each part once, however often it is used."""
        seen: set[int] = set()
        waiting: list[Derivation] = [self]
        while waiting:
            found = waiting.pop()
            if id(found) not in seen:
                seen.add(id(found))
                yield found
                waiting += reversed(found.parts)

    def reasons(self) -> tuple[Reason, ...]:
        """Give every reason, from the leaves, why there is no value."""
        if self.value is not None:
            return ()
        return tuple(dict.fromkeys(found.reason for found in self.walk() if found.reason))


class Needed(Struct, frozen=True):
    """The least change of one measure, all else as it stands, that turns what rounding decided."""

    measure: str
    actual: Fraction
    needed: int
    """In whole ones of the base unit: persons, or EUR of the cost per head."""
    unit: Unit

    def text(self, value: Fraction, lang: Lang) -> str:
        """Write one of its numbers as the measure's unit shows it, money to the last EUR."""
        number = short_text(self.unit.shown(value), 2 if self.unit == COUNT else 6, lang, "−")
        return number + self.unit.sign


class Result(Struct, frozen=True, kw_only=True):
    """What is said of one target. Numbers are exact and in base units; a missing one is None.

    `bounds` are the bounds as worked out, `ends` the numbers compared with: one, or the two ends of `between`, `about`.
    `reported` is what a milestone's report says; `holds` what the condition's report says.
    """

    target: Target
    verdict: Verdict
    verdict_exact: Verdict
    as_of: Month | None
    is_complete: bool
    actual: Derivation | None = None
    bounds: tuple[Derivation, ...] = ()
    ends: tuple[Fraction, ...] = ()
    baseline: Derivation | None = None
    plan: Derivation | None = None
    delta: Fraction | None = None
    change: Fraction | None = None
    gap: Fraction | None = None
    margin: Fraction | None = None
    reasons: tuple[Reason, ...] = ()
    actual_ends: tuple[Fraction, Fraction] | None = None
    """Between which the actual lies, whatever the withheld counts are."""
    is_whatever_withheld: bool = False
    """Whether the verdict holds whatever the withheld counts are."""
    verdict_rounded: Verdict | None = None
    """The verdict of the rounded reading, whichever counts, where both were taken."""
    reported: bool | None = None
    holds: bool | None = None
    report: Cell | None = None
    """Where a milestone was reported."""
    condition_report: Cell | None = None
    """Where it was reported whether the condition holds."""
    missing: tuple[Row, ...] = ()
    """The rows of actuals that would let an open target be judged at its month."""
    statement: Statement | None = None
    is_assumed: bool = False
    is_provisional: bool = False
    is_not_comparable: bool = False
    revisions: tuple[Revision, ...] = ()
    """The revisions of the statistics that lie between baseline and actual."""
    verdict_otherwise: Verdict | None = None
    """The verdict with the other baseline, agreed or of the prior year's data, where there are both and it differs."""
    baseline_is_rounded: bool = False
    needed: Needed | None = None
    pace: str | None = None
    pace_share: Fraction | None = None
    pace_parts: tuple[Derivation, ...] = ()
    """What a share of the prior year was worked out from: flows to the month, then the same of the whole year."""
    gliding: Derivation | None = None
    """The same over the twelve months up to the month judged, for a flow before the year is complete."""
    of_year: tuple[Derivation, ...] = ()
    """Before the year is complete, the bounds of the whole year (of what is only monitored, its plan), for tables."""
    inner_baseline: Derivation | None = None
    """The baseline of what stands inside `change` or `delta`, for tables."""

    @property
    def by_rounding(self) -> bool:
        """Whether rounding gives the verdict."""
        return self.verdict not in (self.verdict_exact, Verdict.OPEN)

    @property
    def is_pace_assumed(self) -> bool:
        """Whether a linear pace was used of which the agreement says nothing."""
        return self.pace == "linear" and not self.target.is_pace_said

    @property
    def reason(self) -> Reason | None:
        """The first reason why the verdict is open."""
        return self.reasons[0] if self.verdict is Verdict.OPEN and self.reasons else None


class Report(Struct, frozen=True, kw_only=True):
    """The results of an agreement, in the order of its targets."""

    agreement: Agreement
    actuals: Actuals
    results: tuple[Result, ...]
    notices: tuple[Problem, ...] = ()
    is_plan: bool = False
    vintage: Month | None = None
    """The month the actuals were drawn, where it was said."""
    offer: Offer | None = None
    """The sheet that would ask for what open targets lack."""

    @property
    def counted(self) -> tuple[Result, ...]:
        """The results the summary counts: what follows from another is counted with that one."""
        return tuple(result for result in self.results if result.target.follows is None)

    def summary(self) -> dict[Verdict, int]:
        """Count the results by verdict."""
        return {verdict: sum(result.verdict is verdict for result in self.counted) for verdict in Verdict}

    def exit_code(self, fail_on: Iterable[str] = ("missed", "behind", "open")) -> int:
        """Give 1 for a missed or behind target, else 3 for an open one, else 0; only what is in `fail_on` counts."""
        failing = {result.verdict for result in self.results} & set(fail_on)
        if failing & {Verdict.MISSED, Verdict.BEHIND}:
            return 1
        return 3 if Verdict.OPEN in failing else 0
