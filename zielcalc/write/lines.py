"""Lines: a report for grep, awk and spreadsheets: `plain`, `csv` and `jsonl`. Never depends on a language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from fractions import Fraction

from zielcalc.model.agreement import Demand
from zielcalc.model.formula import literal_of
from zielcalc.model.quantity import short_text
from zielcalc.model.report import Derivation, Result, Verdict
from zielcalc.model.unit import POINTS, YES_NO, Unit
from zielcalc.write.clean import clean
from zielcalc.write.document import reason_text, result_document, to_json

OPERATORS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<", "equals": "="}
_CSV_COLUMNS = [
    "id",
    "label",
    "group",
    "of",
    "unit",
    "decimals",
    "as_of",
    "complete",
    "kind",
    "bound",
    "baseline",
    "plan",
    "actual",
    "delta",
    "change",
    "gap",
    "margin",
    "pace",
    "pace_share",
    "judged",
    "verdict",
    "verdict_exact",
    "by_rounding",
    "provisional",
    "not_comparable",
    "actual_low",
    "actual_high",
    "whatever_withheld",
    "verdict_other_baseline",
    "assumed",
    "reported",
    "reason",
    "follows",
    "part_of",
    "agreement",
    "needed_measure",
    "needed",
]


def render_plain(results: Iterable[Result]) -> str:
    """Give one line a target: id, verdict, by-rounding, actual, bound, gap, remark; `-` for what there is not."""
    return "".join("\t".join(plain_fields(result)) + "\n" for result in results)


def plain_fields(result: Result) -> list[str]:
    """Give the seven fields of a line."""
    target, unit = result.target, result.target.unit
    actual = result.actual.value if result.actual else None
    if target.of is None:
        shown = {None: "-", True: "yes", False: "no"}[result.reported]
    else:
        ends = [amount_text(end, unit) for end in result.actual_ends or ()]
        shown = "..".join(ends) or "-" if actual is None else amount_text(actual, unit)
    gap = "-" if result.gap is None else _signed(result.gap, unit.of_difference())
    rounding = "by-rounding" if result.by_rounding else "-"
    bound = bound_text(result.bounds, target.demand, unit)
    return [target.id, str(result.verdict), rounding, shown, bound, gap, _remark(result)]


def _remark(result: Result) -> str:
    remarks = [reason_text(result.reason, "en")] if result.reason else []
    if result.by_rounding:
        remarks.append(f"{result.verdict_exact} exactly")
    if needed := result.needed:
        remarks.append(f"{needed.needed} instead of {short_text(needed.actual, 6)} needed: {needed.measure}")
    if result.pace:
        remarks.append(f"pace {result.pace}" + (" (assumed by zielcalc)" if result.is_pace_assumed else ""))
    remarks += ["assumed"] if result.is_assumed else []
    remarks += ["provisional"] if result.is_provisional else []
    remarks += ["not-comparable"] if result.is_not_comparable else []
    remarks += ["rounded-baseline"] if result.baseline_is_rounded else []
    if result.verdict_otherwise:
        remarks.append(f"{result.verdict_otherwise} with the other baseline")
    if result.is_whatever_withheld:
        remarks.append("whatever the withheld counts are")
    condition = result.target.condition
    is_compared = result.verdict in (Verdict.MET, Verdict.MISSED, Verdict.ON_TRACK, Verdict.BEHIND)
    if is_compared and result.holds is None and condition and condition.holds:
        remarks.append(f"condition not reported: {condition.holds}")
    return "; ".join(remarks) or "-"


def bound_text(known: tuple[Derivation, ...], demand: Demand | None, unit: Unit) -> str:
    """Give what is demanded, as far as it is known in numbers, else as it is written."""
    if demand is None:
        return "yes" if unit == YES_NO else "-"
    texts = []
    for number, bound in enumerate(demand.bounds):
        value = known[number].value if number < len(known) else None
        if value is None and bound.formula and (literal := literal_of(bound.formula)):
            value = -literal[0].value if literal[1] else literal[0].value
        within = demand.kind == "about" and number == 1
        own = unit.of_difference() if within else unit
        texts.append(clean(bound.text) if value is None else amount_text(value, own))
    match demand.kind:
        case "between":
            return f"{texts[0]} .. {texts[-1]}"
        case "about":
            return f"{texts[0]} +- {texts[-1]}"
        case kind:
            return f"{OPERATORS[kind]} {texts[0]}"


def amount_text(value: Fraction, unit: Unit) -> str:
    """Give a value in its unit."""
    suffix = {"percent": "%", "pp": "pp", "count": "", "ratio": "", "grade": ""}.get(unit.text, f" {clean(unit.text)}")
    return short_text(unit.shown(value), 6) + suffix


def _signed(value: Fraction, unit: Unit) -> str:
    return ("+" if value > 0 else "") + amount_text(value, POINTS if unit.is_percentage else unit)


def render_jsonl(results: Iterable[Result], agreement: str) -> str:
    """Give one result a line, as in the JSON, with the file of the agreement."""
    return "".join(to_json({**result_document(result), "agreement": agreement}, indent=0) for result in results)


def render_csv(results: Iterable[Result], agreement: str) -> str:
    """Give one row a target with the JSON's numbers; no cell is one that a spreadsheet would run."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for result in results:
        needed = result.needed
        turned = {"needed_measure": needed and needed.measure, "needed": needed and needed.needed}
        document = {**result_document(result), "agreement": agreement, **turned}
        writer.writerow([_csv_cell(document[column]) for column in _CSV_COLUMNS])
    return stream.getvalue()


def _csv_cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return " .. ".join(_csv_cell(part) for part in value)
        case int() | float():
            return repr(value)
        case _:
            text = clean(str(value))
            return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
