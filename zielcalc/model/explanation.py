"""The explanation: one target's result, and what would turn its verdict. Pure values."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from zielcalc.model.agreement import Owner
from zielcalc.model.report import Derivation, Reason, Report, Result


class Edge(Struct, frozen=True):
    """The nearest value of one measure, all else as it stands, at which a reading of a target says the other thing.

    `told` is that value: at the end of the year, or what the remaining months must average; `more` is what a sum lacks
    until then, `monthly` so much a month that it turns. `actuals` is between what the target's own number then lies:
    twice the same where no count is withheld.
    """

    measure: Owner
    told: Fraction
    more: Fraction | None
    monthly: Fraction | None
    remaining: int
    actuals: tuple[Fraction, Fraction]


class Turn(Struct, frozen=True):
    """One reading of a target at the end of the year as everything stands, and what turns it.

    `is_met` is None where it hangs on withheld counts; then the edges are where it is met whatever they are.
    """

    reading: str
    is_met: bool | None
    edges: tuple[Edge, ...]


class Explanation(Struct, frozen=True):
    """All that is said of one target."""

    report: Report
    result: Result
    turns: tuple[Turn, ...]
    silent: Reason | None = None
    """Why nothing is said of what would turn it, where it is compared at all."""
    standing: tuple[Derivation, ...] = ()
    """Where measures stand that stand elsewhere at the month judged, as they reach further or end as another window."""
