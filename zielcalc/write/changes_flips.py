"""Flips said: beside a row of a diff the verdict that differs, what decided it, and what would be needed exactly."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.changes import Flip
from zielcalc.model.report import Needed, Result, Verdict
from zielcalc.write.changes_said import Said
from zielcalc.write.document import reason_text
from zielcalc.write.foot import ROUNDED_SIGN
from zielcalc.write.shown import SIGNS as KIND_SIGNS
from zielcalc.write.shown import is_relative

_VERDICT_SIGNS = {Verdict.MET: "✓", Verdict.ON_TRACK: "↑", Verdict.MISSED: "✗", Verdict.BEHIND: "↓"}


class Row(Struct, frozen=True, kw_only=True):
    """One line: what it is about, before and now, what that means, and the verdict that flips."""

    label: str
    old: str = ""
    new: str = ""
    effect: str = ""
    remark: str = ""
    sign: str = "~"
    indent: int = 0
    line: int | None = None
    verdict: str = ""
    verdict_sign: str = ""
    verdict_remark: str = ""
    is_text: bool = False


def flipped(row: Row, flip: Flip | None, said: Said) -> Row:
    """Put beside a row the verdict of its target that differs."""
    if flip is None or not ((flip.old and flip.new) or _is_told(flip)):
        return row
    old, new = (_verdict(result, said) for result in (flip.old, flip.new))
    result = flip.new or flip.old
    sign = _VERDICT_SIGNS.get(result.verdict, "?") if result else ""
    verdict = " → ".join(filter(None, (old, new)))
    return replace(row, verdict=verdict, verdict_sign=sign, verdict_remark=_deciding(flip, said, bool(row.new)))


def _is_told(flip: Flip) -> bool:
    """Say whether the verdict of a target that only one side has is worth telling: what is only monitored has none."""
    result = flip.new or flip.old
    return result is not None and result.verdict is not Verdict.MONITORED


def _verdict(result: Result | None, said: Said) -> str:
    """Give a verdict, marked where only rounding gives it, or something assumed."""
    if result is None:
        return ""
    text = said.word(str(result.verdict)) + (f" {ROUNDED_SIGN}" if result.by_rounding else "")
    return f"{text} ({said.word('assumed')})" if result.is_assumed else text


def _deciding(flip: Flip, said: Said, shows_bounds: bool) -> str:
    """Give the values that decided, the bounds they were held against, and what would be needed exactly.

    Where the row shows both bounds, one value is held against the new one alone.
    """
    sides = [side for side in (flip.old, flip.new) if side]
    if sides[-1].verdict is Verdict.OPEN and sides[-1].reason:
        return reason_text(sides[-1].reason, said.lang)
    ends = tuple(end for side in sides for end in side.ends)
    held = [_held(side, ends, said) for side in sides]
    if shows_bounds and all(side.is_complete for side in sides) and len(set(map(_value, sides))) == 1:
        held = held[-1:]
    match held:
        case [_Held() as old, _Held() as new] if old == new:
            text = new.text(said)
        case [_Held() as old, _Held() as new] if (old.bound, old.month) == (new.bound, new.month):
            text = replace(new, actual=f"{old.actual} → {new.actual}").text(said)
        case [_Held() as old, _Held() as new] if (old.actual, old.month) == (new.actual, new.month):
            text = replace(new, bound=f"{old.bound} → {new.bound}").text(said)
        case _:
            text = " → ".join(filter(None, (part.text(said) if isinstance(part, _Held) else part for part in held)))
    needed = _needed(flip)
    if needed is None:
        return text
    is_rounded = sides[-1].by_rounding and sides[-1].verdict in (Verdict.MET, Verdict.ON_TRACK)
    key = "needed_exactly" if is_rounded else "needed"
    return f"{text}, {said.word(key, needed=needed.text(Fraction(needed.needed), said.lang))}"


class _Held(Struct, frozen=True):
    """A value held against a bound, of a month where the year is not complete."""

    actual: str
    bound: str
    month: str

    def text(self, said: Said) -> str:
        text = said.word("held_against", actual=self.actual, bound=self.bound)
        return f"{text} ({self.month})" if self.month else text


def _held(result: Result, ends: tuple[Fraction, ...], said: Said) -> _Held | str:
    """Give what was compared on one side; where nothing was, why."""
    demand = result.target.demand
    if result.actual is None or result.actual.value is None or demand is None:
        return reason_text(result.reason, said.lang) if result.verdict is Verdict.OPEN and result.reason else ""
    actual = _actual(result.actual.value, replace(result, ends=ends), said)
    if not result.is_complete and result.as_of:
        return _Held(actual, said.shown.to_date(result), said.shown.short_month(result.as_of))
    bounds = tuple(part.value for part in result.bounds if part.value is not None)
    return _Held(actual, said.demand(demand, result.target, bounds).removeprefix(f"{KIND_SIGNS.get(demand.kind)} "), "")


def _actual(value: Fraction, result: Result, said: Said) -> str:
    plus = "+" if is_relative(result.target) and value > 0 else ""
    return plus + said.shown.telling(value, result)


def _needed(flip: Flip) -> Needed | None:
    """Give the least change that would turn the exact verdict; it is the old side's where only the reading changed."""
    old, new = flip.old, flip.new
    if new is None:
        return None
    found = new.needed
    if found is None and old and new.target.judged == "exact" and (old.ends, _value(old)) == (new.ends, _value(new)):
        found = old.needed
    return found


def _value(result: Result) -> Fraction | None:
    return result.actual.value if result.actual else None
