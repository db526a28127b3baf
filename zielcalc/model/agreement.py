"""The agreement (Zielvereinbarung): its measures, indicators and targets. An Agreement that exists is consistent."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from zielcalc.model.formula import Formula
from zielcalc.model.period import Month, Year
from zielcalc.model.problem import Place, Problem
from zielcalc.model.unit import Unit

OverTime = Literal["sum", "mean", "last"]
Window = Literal["year", "12 months"]
Reading = Literal["rounded", "exact"]
KINDS = ("at_least", "at_most", "more_than", "less_than", "equals", "between", "about")
NOWHERE = Place("")


class Figure(Struct, frozen=True):
    """An agreed number in base units, with the decimals it is written with in the display unit; None is `open`."""

    value: Fraction | None
    decimals: int
    place: Place = NOWHERE


class Source(Struct, frozen=True, kw_only=True):
    """Where the paper says it (Fundstelle)."""

    section: str | None = None
    page: str | None = None
    quote: str | None = None


class Measure(Struct, frozen=True, kw_only=True):
    """A quantity the actuals supply (Messgröße): integrations, a stock of eLb."""

    id: str
    label: str
    group: str | None
    unit: Unit
    over_time: OverTime
    window: Window
    lag: int
    baseline: Figure | None
    plan: Figure | None
    printed: Mapping[str, str]
    decimals: int | None
    series: str
    aliases: tuple[str, ...]
    source: Source | None
    note: str | None
    place: Place


class Indicator(Struct, frozen=True, kw_only=True):
    """A formula over measures and other indicators (Kennzahl): a quota."""

    id: str
    label: str
    group: str | None
    unit: Unit
    formula: Formula
    formula_text: str
    over_time: OverTime | None
    window: Window
    baseline: Figure | None
    plan: Figure | None
    printed: Mapping[str, str]
    decimals: int | None
    source: Source | None
    note: str | None
    place: Place


Owner = Measure | Indicator
"""What formulas may name."""


class Bound(Struct, frozen=True):
    """One number a target demands (Zielwert); without a formula it is `open` or each unit's own (`per_unit`)."""

    formula: Formula | None
    text: str
    place: Place = NOWHERE


class Demand(Struct, frozen=True):
    """What a target demands: one of KINDS with its bound, two of them for `between`, bound and distance for `about`."""

    kind: str
    bounds: tuple[Bound, ...]


class Condition(Struct, frozen=True):
    """What a target depends on (Maßgabe), and the yes/no measure that says whether it holds."""

    text: str
    holds: str | None


Pace = Literal["linear", "prior_year", "end"] | tuple[Fraction, ...]


class Target(Struct, frozen=True, kw_only=True):
    """What was agreed (Ziel): a bound on a formula, or a milestone.

    `of` is None for a milestone, `demand` is None for what is only monitored; `decimals` and `judged` are those that
    apply, wherever they were said.
    """

    id: str
    label: str
    group: str | None
    of: Formula | None
    of_text: str | None
    unit: Unit
    demand: Demand | None
    milestone: str | None
    decimals: int | None
    judged: Reading
    monitored: bool
    condition: Condition | None
    part_of: str | None
    follows: str | None
    serves: tuple[str, ...]
    pace: Pace
    is_pace_said: bool = False
    """Whether the agreement says the pace; else it is linear, an assumption of zielcalc."""
    due: Month | None
    due_day: int | None = None
    """The day of that month, where the agreement says one; a milestone is judged by months."""
    printed: tuple[str, ...]
    source: Source | None
    interpretation: str | None
    note: str | None
    is_open: bool
    place: Place
    decimals_place: Place = NOWHERE
    """Where its decimals are said; nowhere where they are those of a count."""
    judged_place: Place = NOWHERE
    """Where its reading is said, if the target says one of its own."""


class Revision(Struct, frozen=True):
    """A month from which the statistics of some measures were revised backwards."""

    month: Month
    measures: tuple[str, ...]
    text: str


class Waiver(Struct, frozen=True):
    """A fragment of the paper that the file leaves out knowingly, and why."""

    quote: str
    reason: str


class Agreement(Struct, frozen=True, kw_only=True):
    """One agreement file (Zielvereinbarung nach § 48b SGB II)."""

    title: str
    year: Year
    parties: tuple[str, ...]
    legal_basis: str | None
    judged: Reading
    decimals: Mapping[str, int]
    final_after: int | None
    data_as_of: Month | None
    revisions: tuple[Revision, ...]
    reservation: str | None
    priorities: Mapping[str, str]
    groups: Mapping[str, str]
    measures: Mapping[str, Measure]
    indicators: Mapping[str, Indicator]
    targets: Mapping[str, Target]
    breakdown: Mapping[str, str]
    file: str
    sha256: str
    notices: tuple[Problem, ...] = ()
    open_places: tuple[Place, ...] = ()
    judged_place: Place = NOWHERE
    not_encoded: Mapping[str, Waiver] = {}
    places: Mapping[str, Place] = {}
    """Where each value is written, by its keys: `indicators.regel_quote.printed.plan`."""

    @property
    def yes_no_names(self) -> dict[str, str]:
        """What is reported with yes or no, with its words: milestones, conditions, measures of unit yes_no."""
        found = {id: measure.label for id, measure in self.measures.items() if measure.unit.text == "yes_no"}
        for target in self.targets.values():
            if target.milestone is not None:
                found[target.id] = target.label
            if target.condition and target.condition.holds:
                found.setdefault(target.condition.holds, target.condition.text)
        return found

    @property
    def owners(self) -> dict[str, Owner]:
        """What formulas may name: measures and indicators."""
        return {**self.measures, **self.indicators}
