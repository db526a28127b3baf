"""Vintage: how old the figures are that a result rests on. Takes Results and the month of the data, marks them.

Figures of a month are final some months later (T-3); a revision of the statistics makes what came before and after it
incomparable.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from zielcalc.model.agreement import Agreement, Revision
from zielcalc.model.formula import Name, names
from zielcalc.model.period import Month
from zielcalc.model.problem import Problem
from zielcalc.model.report import Report, Result


def with_vintage(report: Report, vintage: Month | None) -> Report:
    """Mark results that rest on months not yet final at the vintage, or on both sides of a revision."""
    agreement = report.agreement
    results = tuple(
        replace(
            result,
            is_provisional=_is_provisional(result, agreement, vintage),
            is_not_comparable=bool(revisions),
            revisions=revisions,
        )
        for result in report.results
        for revisions in (_revisions(result, agreement, vintage),)
    )
    found = {revision: None for result in results for revision in result.revisions}
    return replace(report, results=results, notices=(*report.notices, *_notices(found)), vintage=vintage)


def _is_provisional(result: Result, agreement: Agreement, vintage: Month | None) -> bool:
    if vintage is None or agreement.final_after is None or result.actual is None:
        return False
    cells = (cell for part in result.actual.walk() for cell in part.cells if not cell.assumed)
    months = [cell.period if isinstance(cell.period, Month) else cell.period.last for cell in cells]
    return any(month + agreement.final_after > vintage for month in months)


def _revisions(result: Result, agreement: Agreement, vintage: Month | None) -> tuple[Revision, ...]:
    """Give the revisions that lie between an agreed baseline and the actuals held against it."""
    if result.actual is None or result.actual.value is None:
        return ()
    baselines = [part for part in (result.baseline, result.inner_baseline) if part is not None]
    agreed = {
        part.formula.id
        for baseline in baselines
        for part in baseline.walk()
        if part.figure is not None and isinstance(part.formula, Name)
    }
    for indicator in (agreement.indicators[id] for id in agreed & agreement.indicators.keys()):
        agreed |= {name.id for name in names(indicator.formula)}
    return tuple(
        revision
        for revision in agreement.revisions
        if agreed & set(revision.measures)
        and (vintage is None or vintage >= revision.month)
        and (agreement.data_as_of is None or agreement.data_as_of < revision.month)
    )


def _notices(revisions: Iterable[Revision]) -> list[Problem]:
    return [
        Problem(
            "not-comparable",
            None,
            {"month": str(revision.month), "names": revision.measures, "text": revision.text},
        )
        for revision in revisions
    ]
