"""Flips said: beside a row of a diff the verdict that differs, what decided it, and what would be needed exactly."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.changes import Flip
from zielcalc.model.quantity import decimal_text
from zielcalc.model.report import Result, Verdict
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
    return replace(row, verdict=verdict, verdict_sign=sign, verdict_remark=_deciding(flip, said))


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


def _deciding(flip: Flip, said: Said) -> str:
    """Give the values that decided, the bound they were held against, and what would be needed exactly."""
    result = flip.new or flip.old
    if result is None:
        return ""
    reasons = [
        reason_text(side.reason, said.lang)
        for side in (flip.old, flip.new)
        if side and side.verdict is Verdict.OPEN and side.reason
    ]
    if result.actual is None or result.actual.value is None or not result.target.demand:
        return reasons[-1] if reasons else ""
    if reasons and result.verdict is Verdict.OPEN:
        return reasons[-1]
    sides = [side for side in (flip.old, flip.new) if side and side.actual and side.actual.value is not None]
    ends = tuple(end for side in sides for end in side.ends)
    actuals = dict.fromkeys(side.actual.value for side in sides if side.actual and side.actual.value is not None)
    shown = [_actual(value, replace(result, ends=ends), said) for value in actuals]
    bounds = tuple(part.value for part in result.bounds if part.value is not None)
    demand = said.demand(result.target.demand, result.target, bounds)
    demand = demand.removeprefix(f"{KIND_SIGNS.get(result.target.demand.kind)} ")
    text = said.word("held_against", actual=" → ".join([*reasons, *shown]), bound=demand)
    needed = _needed(flip)
    if needed is None:
        return text
    is_rounded = result.by_rounding and result.verdict in (Verdict.MET, Verdict.ON_TRACK)
    key = "needed_exactly" if is_rounded else "needed"
    return f"{text}, {said.word(key, needed=decimal_text(needed, 0, said.lang))}"


def _actual(value: Fraction, result: Result, said: Said) -> str:
    plus = "+" if is_relative(result.target) and value > 0 else ""
    return plus + said.shown.telling(value, result)


def _needed(flip: Flip) -> Fraction | None:
    """Give the least change that would turn the exact verdict, from where rounding decided over the same bound."""
    if flip.new is None:
        return None
    found = flip.new.needed
    if found is None and flip.old and flip.old.ends == flip.new.ends:
        found = flip.old.needed
    return Fraction(found.needed) if found else None
