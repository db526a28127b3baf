"""The sentence that says a target's verdict, and what decided it. Takes an ExplainedResult, gives one sentence."""

from __future__ import annotations

from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import Verdict
from zielcalc.write.explained_result import ExplainedResult
from zielcalc.write.shown import decimals_of


def verdict_sentence(told: ExplainedResult) -> str:
    """Say the verdict, with the number and the bound that decided it."""
    result = told.result
    verdict = told.word(result.verdict)
    gaps: dict[str, str] = {"verdict": verdict[:1].upper() + verdict[1:]}
    if told.target.of is None:
        return _of_milestone(told, gaps)
    match result.verdict:
        case Verdict.MONITORED | Verdict.WAIVED:
            return told.word(f"said_{result.verdict}", **gaps)
        case Verdict.PENDING:
            return told.word("said_pending_end", **gaps)
        case Verdict.OPEN:
            return told.word("said_open", reasons=told.reasons(result.reasons), **gaps)
    gaps["bound"] = told.demanded()
    actual = result.actual.value if result.actual else None
    if actual is None or result.is_whatever_withheld:
        return _of_withheld(told, gaps)
    gaps["actual"] = told.number(actual)
    if result.by_rounding and round_half_up(told.target.unit.shown(actual), decimals_of(told.target)) == (
        told.target.unit.shown(actual)
    ):
        return told.word("said_by_rounding_bound", **gaps)
    if result.by_rounding:
        gaps["actual"], gaps["rounded"] = told.shown.telling(actual, result), told.number(actual)
        return told.word("said_by_rounding", **gaps)
    if result.verdict in (Verdict.ON_TRACK, Verdict.BEHIND):
        gaps |= {"month": told.month(result.as_of), "bound": told.due()}
    if result.verdict in (Verdict.MISSED, Verdict.BEHIND) and result.gap is not None:
        gaps["gap"] = told.distance(result.gap)
    return told.word(f"said_{result.verdict}", **gaps)


def _of_withheld(told: ExplainedResult, gaps: dict[str, str]) -> str:
    result, said = told.result, ""
    if result.by_rounding:
        gaps["verdict"] = told.word("said_only_rounded", **gaps)
        said = f" {told.word('said_exactly_open')}" if result.verdict_exact is Verdict.OPEN else ""
    due = ""
    if not result.is_complete and result.bounds and all(part.value is not None for part in result.bounds):
        due = "_due"
        gaps |= {"month": told.month(result.as_of), "bound": told.due()}
    if result.actual_ends is None or result.actual_ends[0] == result.actual_ends[1]:
        return told.word(f"said_withheld_one{due}", **gaps) + said
    low, high = told.shown.span(result.actual_ends, result)
    return told.word(f"said_withheld{due}", low=low, high=high, **gaps) + said


def _of_milestone(told: ExplainedResult, gaps: dict[str, str]) -> str:
    result = told.result
    match result.verdict:
        case Verdict.PENDING:
            return told.word("said_pending_due", due=told.due_date(), **gaps)
        case Verdict.OPEN:
            return told.word("said_open", reasons=told.reasons(result.reasons), **gaps)
        case Verdict.MET | Verdict.MISSED:
            return told.word("said_reported_yes" if result.reported else "said_reported_no", **gaps)
        case _:
            return told.word(f"said_{result.verdict}", **gaps)
