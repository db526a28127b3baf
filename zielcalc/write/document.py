"""The document: a report as plain data for programs, format `zielcalc-result/1`. Never depends on a language.

A percentage is a fraction (0.229), money is in the target's unit; every number has its exact twin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import msgspec

from zielcalc._version import __version__
from zielcalc.model.actuals import Statement
from zielcalc.model.agreement import Agreement, Source
from zielcalc.model.problem import Problem
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Reason, Report, Result
from zielcalc.model.unit import Unit
from zielcalc.model.words import word

FORMAT = "zielcalc-result/1"
_UNSAFE = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"


def to_json(document: Any, indent: int = 2) -> str:
    """Write plain data as JSON, with nothing in it that could steer a terminal; without indent on one line."""
    try:
        data = msgspec.json.encode(document)
    except UnicodeEncodeError:  # A file name that is no text: msgspec neither writes nor reads half a character.
        import json

        text = json.dumps(document, indent=indent or None, separators=(",", ": " if indent else ":"))
    else:
        text = msgspec.json.format(data, indent=indent).decode() if indent else data.decode()
    if not text.replace("\n", "").isprintable():
        text = re.sub(_UNSAFE, lambda found: f"\\u{ord(found[0]):04x}", text)
    return text + "\n"


def report_document(report: Report, results: Iterable[Result]) -> dict[str, Any]:
    """Give a whole report; `results` are those to be listed."""
    agreement = report.agreement
    return {
        "format": FORMAT,
        "version": __version__,
        "agreement": agreement_document(agreement),
        "actuals": [{"file": source.file, "sha256": source.sha256} for source in report.actuals.files],
        "summary": {str(verdict): count for verdict, count in report.summary().items()},
        "results": [result_document(result) for result in results],
        "notices": [notice_document(notice) for notice in report.notices],
    }


def agreement_document(agreement: Agreement) -> dict[str, Any]:
    """Name an agreement."""
    return {
        "title": agreement.title,
        "year": agreement.year.first.year if agreement.year.first.month == 1 else None,
        "period": agreement.year.span,
        "file": agreement.file,
        "sha256": agreement.sha256,
    }


def both(key: str, value: Fraction | None, unit: Unit) -> dict[str, Any]:
    """Give a number and its exact twin."""
    return {key: _number(value, unit), f"{key}_exact": _exact(value, unit)}


def result_document(result: Result) -> dict[str, Any]:
    """Give one result."""
    target, unit = result.target, result.target.unit
    is_corridor = target.demand is not None and target.demand.kind == "between"
    bounds: tuple[Fraction | None, ...] = tuple(part.value for part in result.bounds)
    numbers: dict[str, Fraction | None] = {
        "baseline": result.baseline.value if result.baseline else None,
        "plan": result.plan.value if result.plan else None,
        "actual": result.actual.value if result.actual else None,
        "delta": result.delta,
        "change": result.change,
        "gap": result.gap,
        "margin": result.margin,
    }
    document: dict[str, Any] = {
        "id": target.id,
        "label": target.label,
        "group": target.group,
        "of": target.of_text,
        "unit": unit.text,
        "decimals": target.decimals,
        "as_of": str(result.as_of) if result.as_of else None,
        "complete": result.is_complete,
        "kind": target.demand.kind if target.demand else "milestone" if target.of is None else None,
    }
    if is_corridor:
        document["bound"] = [_number(bound, unit) for bound in bounds] or None
        document["bound_exact"] = [_exact(bound, unit) for bound in bounds] or None
    else:
        document["bound"] = _number(bounds[0], unit) if bounds else None
        document["bound_exact"] = _exact(bounds[0], unit) if bounds else None
    for key, value in numbers.items():
        document |= both(key, value, _FRACTION if key == "change" else unit)
    if target.demand and target.demand.kind == "about" and len(bounds) > 1:
        document |= both("within", bounds[1], unit)
    low, high = result.actual_ends or (None, None)
    document |= both("actual_low", low, unit) | both("actual_high", high, unit)
    condition = target.condition
    return document | {
        "pace": result.pace,
        "pace_assumed": result.is_pace_assumed,
        **both("pace_share", result.pace_share, _FRACTION),
        **both("gliding", result.gliding.value if result.gliding else None, unit),
        "judged": target.judged,
        "verdict": str(result.verdict),
        "verdict_exact": str(result.verdict_exact),
        "by_rounding": result.by_rounding,
        "provisional": result.is_provisional,
        "not_comparable": result.is_not_comparable,
        "verdict_other_baseline": str(result.verdict_otherwise) if result.verdict_otherwise else None,
        "assumed": result.is_assumed,
        "whatever_withheld": result.is_whatever_withheld,
        "condition": {"text": condition.text, "holds": result.holds} if condition else None,
        "reported": result.reported,
        "due": str(target.due) if target.due else None,
        "due_day": target.due_day,
        "reason": reason_text(result.reason, "en") if result.reason else None,
        "reason_code": result.reason.code if result.reason else None,
        "baseline_rounded": result.baseline_is_rounded,
        "needed": {"measure": result.needed.measure, "count": result.needed.needed} if result.needed else None,
        "statement": statement_document(result.statement),
        "follows": target.follows,
        "part_of": target.part_of,
        "serves": list(target.serves),
        "source": _source(target.source),
        "interpretation": target.interpretation,
        "by": None,
    }


_FRACTION = Unit("")


def reason_text(reason: Reason, lang: Lang) -> str:
    """Say why there is no value."""
    is_every_month = reason.code == "month-missing" and "/" in reason.period
    return word("months-missing" if is_every_month else reason.code, lang, name=reason.name, period=reason.period)


def notice_document(notice: Problem) -> dict[str, Any]:
    """Give a problem or notice, in English, with all that is said beside its message as the hint."""
    from zielcalc.model.codes import message, told

    place = notice.place
    return {
        "code": notice.code,
        "message": message(notice, "en"),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "hint": "\n".join(told(notice, "en")) or None,
    }


def problems_document(problems: Iterable[Problem]) -> dict[str, Any]:
    """Give problems that end a command, or that `validate` found."""
    return {"problems": [notice_document(problem) for problem in problems]}


def validation_document(
    sound: Iterable[Agreement], problems: Iterable[Problem], notices: Iterable[Problem]
) -> dict[str, Any]:
    """Give what `validate` found."""
    agreements = [
        {
            "file": agreement.file,
            "measures": len(agreement.measures),
            "indicators": len(agreement.indicators),
            "targets": len(agreement.targets),
            "open": len(agreement.open_places),
        }
        for agreement in sound
    ]
    listed = [{**notice_document(notice), "details": _details(notice)} for notice in notices]
    return {**problems_document(problems), "notices": listed, "agreements": agreements}


def _details(notice: Problem) -> dict[str, Any]:
    """Give the numbers, names and places that a notice names."""
    return {key: _detail(value) for key, value in notice.args.items()}


def _detail(value: object) -> object:
    from zielcalc.model.amount import Amount, Decimals, Limit, Premise, Reckoning, Spot, Spots

    match value:
        case Amount(number, unit):
            return {**both("value", number, unit), "unit": unit.text}
        case Limit(Amount(number, unit)):
            return {**both("value", number, unit), "unit": unit.text, "is_excluded": value.is_open}
        case Decimals(count):
            return count
        case Reckoning(_, result):
            return {"text": value.text("en"), **both("value", result.value, result.unit), "unit": result.unit.text}
        case Spot(said, place, name):
            told = {"name": name} if name else {}
            return {**told, "said": _detail(said), "line": place.line, "column": place.column}
        case Spots(items) | Premise(items):
            return [_detail(spot) for spot in items]
        case Fraction():
            return str(value)
        case _:
            return value


def _in_unit(value: Fraction, unit: Unit) -> Fraction:
    return value if unit.is_percentage else unit.shown(value)


def _number(value: Fraction | None, unit: Unit) -> int | float | None:
    if value is None:
        return None
    shown = _in_unit(value, unit)
    return shown.numerator if shown.denominator == 1 else float(shown)


def _exact(value: Fraction | None, unit: Unit) -> str | None:
    return None if value is None else str(_in_unit(value, unit))


def _source(source: Source | None) -> dict[str, str | None] | None:
    return None if source is None else {"section": source.section, "page": source.page, "quote": source.quote}


def statement_document(statement: Statement | None) -> dict[str, str | None] | None:
    """Give what was reported beside a value."""
    return (
        None
        if statement is None
        else {
            "remark": statement.remark,
            "evidence": statement.evidence,
            "reported_by": statement.reported_by,
            "reported_on": statement.reported_on,
        }
    )
