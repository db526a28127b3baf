"""The outlook as plain data, formats `zielcalc-need/1` and `zielcalc-forecast/1`. Takes Needs or Forecasts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zielcalc._version import __version__
from zielcalc.model.actuals import Cell
from zielcalc.model.agreement import Agreement, Owner
from zielcalc.model.outlook import Forecasts, Need, Needs, Way
from zielcalc.model.report import Report
from zielcalc.model.unit import Unit
from zielcalc.write.document import agreement_document, both, notice_document, reason_text

_PLAIN = Unit("")


def needs_document(needs: Needs) -> dict[str, Any]:
    """Give what is still missing."""
    return {
        "format": "zielcalc-need/1",
        **_head(needs.report),
        "needs": [_need(need) for need in needs.needs],
        "ranges": [
            {
                "measure": shown.measure.id,
                "denominator": shown.denominator.id,
                "targets": [target.id for target in shown.targets],
                "rows": [
                    {
                        **both("level", level, shown.denominator.unit),
                        "missing": [_plain(more, shown.measure) for more in row],
                    }
                    for level, row in zip(shown.levels, shown.more, strict=True)
                ],
            }
            for shown in needs.ranges
        ],
        "proofs": [
            {
                "measure": proof.measure.id,
                **both("missing", proof.more, proof.measure.unit),
                "targets": [target.id for target in proof.targets],
            }
            for proof in needs.proofs
        ],
        "open": [{"id": target.id, "reason": reason_text(reason, "en")} for target, reason in needs.silent],
    }


def forecasts_document(forecasts: Forecasts) -> dict[str, Any]:
    """Give where the year ends."""
    return {
        "format": "zielcalc-forecast/1",
        **_head(forecasts.report),
        "forecasts": [
            {
                "id": found.target.id,
                "as_of": str(found.as_of),
                "unit": found.target.unit.text,
                **both("low", found.ends[0] if found.ends else None, found.target.unit),
                **both("high", found.ends[1] if found.ends else None, found.target.unit),
                "methods": [
                    {
                        "method": ending.method,
                        **both("actual", ending.actual, found.target.unit),
                        "verdict": ending.verdict and str(ending.verdict),
                        "verdict_exact": ending.verdict_exact and str(ending.verdict_exact),
                        "reason": reason_text(ending.reason, "en") if ending.reason else None,
                    }
                    for ending in found.endings
                ],
            }
            for found in forecasts.forecasts
        ],
        "backtest": [
            {
                "year": miss.year,
                "method": miss.method,
                "measure": miss.measure.id,
                **both("forecast", miss.forecast, miss.measure.unit),
                **both("outcome", miss.outcome, miss.measure.unit),
                **both("off", miss.off, _PLAIN),
            }
            for miss in forecasts.misses
        ],
        "open": [{"id": target.id, "reason": reason_text(reason, "en")} for target, reason in forecasts.silent],
    }


def _head(report: Report) -> dict[str, Any]:
    return {
        "version": __version__,
        "agreement": agreement_document(report.agreement),
        "actuals": [{"file": source.file, "sha256": source.sha256} for source in report.actuals.files],
        "assumed": [_assumed(cell, report.agreement) for cell in report.actuals.annual.values() if cell.assumed],
        "notices": [notice_document(notice) for notice in report.notices],
    }


def _assumed(cell: Cell, agreement: Agreement) -> dict[str, Any]:
    owner = agreement.owners.get(cell.id)
    if isinstance(cell.value, Fraction) and owner:
        return {"id": cell.id, **both("value", cell.value, owner.unit)}
    return {"id": cell.id, "value": cell.value}


def _need(need: Need) -> dict[str, Any]:
    return {
        "id": need.target.id,
        "measure": need.measure.id,
        "unit": need.measure.unit.text,
        "as_of": str(need.as_of),
        "remaining": need.remaining,
        **both("standing", need.standing, need.measure.unit),
        **both("standing_most", need.standing_most, need.measure.unit),
        "judged": need.target.judged,
        "rounded": _way(need.rounded, need.measure),
        "exact": _way(need.exact, need.measure),
        "assumed": need.is_assumed,
        "binds": need.binds,
    }


def _way(way: Way, measure: Owner) -> dict[str, Any]:
    return {
        "met": way.is_met,
        "shrinks_denominator": way.shrinks,
        "possible": way.at_end is not None,
        **both("at_end", way.at_end, measure.unit),
        **both("missing", way.more, measure.unit),
        **both("per_month", way.level, measure.unit),
        **both("room", way.room, measure.unit),
    }


def _plain(value: Fraction | None, measure: Owner) -> Any:
    return both("value", value, measure.unit)["value"]
