"""Selfcheck: the paper held against itself. Takes an Agreement, gives notices, the weightiest first, then by line."""

from __future__ import annotations

from zielcalc.judge.families import Families
from zielcalc.judge.loose_ends import loose_ends
from zielcalc.judge.own_plan import by_plan, coarse_rounding
from zielcalc.judge.planned import Planned
from zielcalc.judge.printed import printed_figures
from zielcalc.judge.promises import promises
from zielcalc.judge.totals import totals
from zielcalc.model.agreement import Agreement
from zielcalc.model.problem import MOST_SHOWN, Problem, in_order

WEIGHT = (
    "targets-exclude",
    "plan-missed",
    "plan-only-exact",
    "parts-miss-whole",
    "part-demands-more",
    "printed-differs",
    "agreed-beside-formula",
    "from-rounded",
    "plan-by-rounding",
    "coarse-rounding",
    "promises-differ",
    "bound-beside-plan",
    "mix-effect",
    "printed-no-number",
    "padded",
    "uneven",
    "same-promise",
    "no-baseline",
    "interpretation",
    "unserved-priority",
    "no-source",
    "unused",
)
"""What a reviewer should read first: what cannot be met, what is wrong, what rounding hides, what is left unsaid."""


def selfcheck(agreement: Agreement) -> tuple[Problem, ...]:
    """Say where an agreement does not add up, or leaves something unsaid: notices, each with its place in the file."""
    planned = Planned(agreement)
    families = Families(planned)
    found = [
        *by_plan(planned, families),
        *coarse_rounding(planned, families),
        *promises(planned, families),
        *totals(planned, families),
        *printed_figures(planned),
        *loose_ends(planned),
    ]
    found.sort(key=lambda notice: (WEIGHT.index(notice.code), in_order(notice)))
    dropped = len(found) - MOST_SHOWN
    more = (Problem("more-notices", None, {"count": dropped}),) if dropped > 0 else ()
    return (*found[:MOST_SHOWN], *more)
