"""Line: a target as it depends on one thing, all else as planned. Says at which levels of the thing it is met.

It is straight, as a quota is over what stands above its line, or bent, as is a share of the thing in itself and others.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from zielcalc.model.accepted import Accepted, accepted
from zielcalc.model.agreement import Measure, Owner, Target
from zielcalc.model.amount import Amount
from zielcalc.model.formula import Formula, Name
from zielcalc.model.unit import COUNT, Unit

ONE_SIDED = ("at_least", "at_most", "more_than", "less_than")


class Thing(Struct, frozen=True):
    """What a target hangs on: a measure, an indicator agreed without its parts, or else its formula as a whole."""

    formula: Formula
    label: str
    unit: Unit
    decimals: int
    """The decimals it is shown with."""
    is_whole: bool = False
    """Whether it comes in whole ones: people counted, not their mean over the year."""

    @property
    def id(self) -> str:
        """The measure or indicator; of a formula as a whole nothing."""
        return self.formula.id if isinstance(self.formula, Name) else ""


class Line(Struct, frozen=True):
    """A target over one thing x, all else as planned: its number is (start + slope × x) / (1 + bend × x)."""

    target: Target
    thing: Thing
    start: Fraction
    slope: Fraction
    ends: tuple[Fraction, ...]
    """The numbers it is compared with, in base units: two of `between` and `about`, else the bound."""
    bend: Fraction = Fraction(0)

    @property
    def bound(self) -> Fraction:
        """The number it demands; of two, the first."""
        return self.ends[0]

    @property
    def is_least(self) -> bool:
        """Whether it demands so much of the thing at least; else at most."""
        assert self.target.demand
        return (self.target.demand.kind in ("at_least", "more_than")) == self.rises

    @property
    def rises(self) -> bool:
        """Whether its number rises with the thing."""
        return self.slope > self.start * self.bend

    @property
    def is_strict(self) -> bool:
        """Whether the exact level itself does not do."""
        assert self.target.demand
        return self.target.demand.kind in ("more_than", "less_than")

    @property
    def is_one_sided(self) -> bool:
        """Whether it demands at least so much or at most so much, not both."""
        assert self.target.demand
        return self.target.demand.kind in ONE_SIDED

    @property
    def exact(self) -> Fraction:
        """The level of the thing from which the target is met exactly."""
        return self.level(self.bound)

    @property
    def judged(self) -> Fraction:
        """The level from which it is met as it is judged."""
        levels = self.unbroken()
        level = levels.low if self.is_least else levels.high
        assert level is not None
        return level

    def levels(self) -> Accepted:
        """Give the levels of the thing at which it is met as it is judged, whole ones where it comes in these."""
        return self._in_ones(self.unbroken())

    def exact_levels(self) -> Accepted:
        """Give the levels at which it is met exactly, whole ones where the thing comes in these."""
        return self._in_ones(self._met(None))

    def unbroken(self) -> Accepted:
        """Give the levels at which it is met as it is judged, as if the thing could be any number."""
        target = self.target
        is_rounded = target.judged == "rounded" or (target.demand is not None and target.demand.kind == "equals")
        return self._met(target.decimals if is_rounded else None)

    def _in_ones(self, levels: Accepted) -> Accepted:
        return levels.on_grid(Fraction(1)) if self.thing.is_whole else levels

    def _met(self, decimals: int | None) -> Accepted:
        target = self.target
        assert target.demand
        found = accepted(target.demand.kind, self.ends, target.unit, decimals)
        ends = (found.low, found.high)
        low, high = (None if end is None else self.level(end * target.unit.scale) for end in ends)
        if self.rises:
            return Accepted(low, found.has_low, high, found.has_high)
        return Accepted(high, found.has_high, low, found.has_low)

    def number(self, level: Fraction) -> Fraction:
        """Give the target's number at a level of the thing."""
        return (self.start + self.slope * level) / (1 + self.bend * level)

    def level(self, number: Fraction) -> Fraction:
        """Give the level of the thing at which the target has a number."""
        return (number - self.start) / (self.slope - self.bend * number)

    def reaches(self, plan: Fraction) -> bool:
        """Say whether a level of the thing brings the target to what it demands, going steadily from the plan there."""
        if self.bend <= 0:
            # With a negative bend it breaks off where its denominator is 0.
            return not self.bend
        here = self.slope - self.bend * self.number(plan)
        half = self.target.unit.scale / 10 ** (self.target.decimals or 0)
        return all((self.slope - self.bend * (end + off)) * here > 0 for end in self.ends for off in (-half, half))

    def count(self, level: Fraction) -> Amount:
        """Give what a level comes to: people in whole ones, anything else as it is shown."""
        if not self.thing.is_whole:
            return Amount(level, self.thing.unit, self.thing.decimals)
        beyond = level == self.exact and self.is_strict and level.denominator == 1
        people = ceil(level) + beyond if self.is_least else floor(level) - beyond
        return Amount(Fraction(people), COUNT, 0)


def is_whole(owner: Owner) -> bool:
    """Say whether something comes in whole ones; what is reckoned from others need not."""
    return isinstance(owner, Measure) and owner.unit == COUNT and owner.over_time != "mean"


def straight(points: list[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction, Fraction] | None:
    """Give start and slope of the straight line through some points; None where there is none, or it is level."""
    (x, y), (x1, y1), (x2, y2), *_ = points
    slope = (y1 - y) / (x1 - x)
    return (y - slope * x, slope, Fraction(0)) if slope and y2 - y == slope * (x2 - x) else None


def bent(points: list[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction, Fraction] | None:
    """Give start, slope and bend of the line through four points, y (1 + bend x) = start + slope x; None for none."""
    (x, y), (x1, y1), (x2, y2), (x3, y3) = points
    first, second = x1 * y1 - x * y, x2 * y2 - x * y
    turn = (x2 - x) * first - (x1 - x) * second
    if not turn:
        return None
    bend = ((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y)) / turn
    slope = (y1 - y + bend * first) / (x1 - x)
    start = y * (1 + bend * x) - slope * x
    is_on_it = y3 * (1 + bend * x3) == start + slope * x3
    return (start, slope, bend) if is_on_it and slope != start * bend else None
