"""The outlook: what is still missing at year's end, and where the year will end. Pure values."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from zielcalc.model.agreement import Agreement, Owner, Target
from zielcalc.model.period import Month
from zielcalc.model.problem import Problem
from zielcalc.model.report import Reason, Report, Verdict


class Way(Struct, frozen=True):
    """The least change of one measure, all else as it stands, that meets a target in one reading.

    `at_end` is the measure's value at the end of the year; `level` is what its remaining months must come to on
    average, or None where there are none; both None where no change of the measure alone can do it. Where counts are
    withheld, `at_end` supposes that each is the least it can be; the target is met whatever they are. `more` is what a
    sum still needs, negative where it must shrink. `is_met` says that nothing has to change, `room` how much more of a
    sum the target then still allows; `shrinks` that it lies in making a denominator smaller.
    """

    at_end: Fraction | None
    level: Fraction | None = None
    more: Fraction | None = None
    is_met: bool = False
    room: Fraction | None = None
    shrinks: bool = False


class Need(Struct, frozen=True):
    """What one target still needs of one measure (or indicator taken month by month), in both readings."""

    target: Target
    measure: Owner
    as_of: Month
    remaining: int
    standing: Fraction
    standing_most: Fraction
    """Where the measure stands at most; more than `standing` where counts are withheld."""
    rounded: Way
    exact: Way
    is_assumed: bool = False
    binds: bool = False

    @property
    def judged(self) -> Way:
        """The way in the reading the target is judged by."""
        return self.rounded if self.target.judged == "rounded" else self.exact


class Range(Struct, frozen=True):
    """How much of a measure some targets need at several levels of a denominator; the middle one is as it stands."""

    measure: Owner
    denominator: Owner
    levels: tuple[Fraction, ...]
    targets: tuple[Target, ...]
    more: tuple[tuple[Fraction | None, ...], ...]
    """A row for each level, in it a number for each target."""


class Proof(Struct, frozen=True):
    """Fed back: with so much more of a measure all its targets are met, with one less they are not."""

    measure: Owner
    more: Fraction
    targets: tuple[Target, ...]


class Needs(Struct, frozen=True):
    """What is still missing, measure by measure."""

    report: Report
    needs: tuple[Need, ...]
    ranges: tuple[Range, ...]
    proofs: tuple[Proof, ...]
    silent: tuple[tuple[Target, Reason], ...]
    """Targets of which nothing can be said, and why."""


class Ending(Struct, frozen=True):
    """Where a target ends by one method: its value and the verdict that would give, or why there is none."""

    method: str
    actual: Fraction | None
    verdict: Verdict | None
    verdict_exact: Verdict | None = None
    reason: Reason | None = None


class Forecast(Struct, frozen=True):
    """Where a target ends by each method."""

    target: Target
    as_of: Month
    endings: tuple[Ending, ...]

    @property
    def ends(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most the methods give."""
        values = [ending.actual for ending in self.endings if ending.actual is not None]
        return (min(values), max(values)) if values else None


class Miss(Struct, frozen=True):
    """How far a method would have been off in one earlier year at the same month: forecast / outcome − 1."""

    year: int
    method: str
    measure: Owner
    forecast: Fraction
    outcome: Fraction

    @property
    def off(self) -> Fraction | None:
        """The relative miss; None where the outcome was 0."""
        return self.forecast / self.outcome - 1 if self.outcome else None


class Forecasts(Struct, frozen=True):
    """Where the year ends, target by target."""

    agreement: Agreement
    report: Report
    forecasts: tuple[Forecast, ...]
    misses: tuple[Miss, ...] = ()
    silent: tuple[tuple[Target, Reason], ...] = ()
    """Targets of which no method says anything, and why."""
    notices: tuple[Problem, ...] = ()
