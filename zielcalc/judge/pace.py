"""Pace: which part of a year's number is due by a month. Takes a Target and its month, gives the share and its name."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from zielcalc.judge.values import Taken, Values
from zielcalc.model.agreement import Target
from zielcalc.model.formula import Formula, Name
from zielcalc.model.period import Month
from zielcalc.model.report import Derivation, Reason


class Pace(Struct, frozen=True):
    """How a year's number is brought to a month: `linear`, `prior_year`, `end` or `agreed`, and the share due by then.

    Linear is an assumption of zielcalc where the agreement says nothing else.
    """

    name: str
    share: Fraction | None
    reasons: tuple[Reason, ...] = ()
    parts: tuple[Derivation, ...] = ()
    """What the share was worked out from."""


def pace_of(target: Target, formulas: Iterable[Formula], month: Month, values: Values) -> Pace:
    """Give the pace of a target at a month; `formulas` are what it is of and its bounds."""
    first = values.agreement.year.first
    elapsed = month.index - first.index + 1
    match target.pace:
        case "linear":
            return Pace("linear", Fraction(elapsed, 12))
        case "end":
            return Pace("end", Fraction(1))
        case "prior_year":
            return _prior_year(list(formulas), month, values)
        case shares:
            return Pace("agreed", shares[elapsed - 1])


def _prior_year(formulas: list[Formula], month: Month, values: Values) -> Pace:
    """Give Σ of the prior year to the month / Σ of the whole prior year, over the flows of `of`, else of the bound."""
    flows = next((found for formula in formulas if (found := values.degrees.flows(formula))), [])
    if not flows:
        return Pace("prior_year", Fraction(1))
    to_date = [values.value(Name(id), month, Taken.PRIOR) for id in flows]
    whole = [values.value(Name(id), values.agreement.year.last, Taken.PRIOR) for id in flows]
    parts = (*to_date, *whole)
    reasons = tuple(dict.fromkeys(reason for part in parts for reason in part.reasons()))
    if reasons and all(reason.code == "suppressed" for reason in reasons):
        return Pace("prior_year", None, reasons, parts)
    total = sum((part.value for part in whole if part.value is not None), Fraction(0))
    if reasons:
        return Pace("prior_year", None, tuple(Reason("no-prior-year", found.name, found.period) for found in reasons))
    if not total:
        return Pace("prior_year", None, (Reason("division-by-zero"),))
    share = sum((part.value for part in to_date if part.value is not None), Fraction(0)) / total
    return Pace("prior_year", share, parts=parts)
