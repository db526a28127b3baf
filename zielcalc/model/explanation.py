"""The explanation: one target's result, and what would turn its verdict. Pure values."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from zielcalc.model.agreement import Owner
from zielcalc.model.report import Reason, Report, Result


class Edge(Struct, frozen=True):
    """The nearest value of one measure, all else as it stands, at which a reading of a target says the other thing.

    `told` is that value: at the end of the year, or what the remaining months must average; `more` is what a sum lacks
    until then. `actual` is what the target's own number then is.
    """

    measure: Owner
    told: Fraction
    more: Fraction | None
    remaining: int
    actual: Fraction


class Turn(Struct, frozen=True):
    """One reading of a target at the end of the year as everything stands, and what turns it."""

    reading: str
    is_met: bool
    edges: tuple[Edge, ...]


class Explanation(Struct, frozen=True):
    """All that is said of one target."""

    report: Report
    result: Result
    turns: tuple[Turn, ...]
    silent: Reason | None = None
    """Why nothing is said of what would turn it, where it is compared at all."""
