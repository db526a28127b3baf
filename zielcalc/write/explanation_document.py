"""The explanation as plain data, format `zielcalc-explanation/1`: from the verdict to the cell. Takes an Explanation.

A derivation used in several places is given whole once; elsewhere a node of the same number stands for it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zielcalc._version import __version__
from zielcalc.model.actuals import Cell, Mark
from zielcalc.model.agreement import Agreement
from zielcalc.model.explanation import Edge, Explanation, Turn
from zielcalc.model.formula import Call, Name, print_formula
from zielcalc.model.problem import Place
from zielcalc.model.report import Derivation
from zielcalc.model.unit import Unit
from zielcalc.write.document import (
    agreement_document,
    both,
    notice_document,
    reason_text,
    result_document,
    statement_document,
)
from zielcalc.write.spreadsheet import sheet_line, why_no_line

FORMAT = "zielcalc-explanation/1"


def explanation_document(explanation: Explanation) -> dict[str, Any]:
    """Give an explanation."""
    report, result = explanation.report, explanation.result
    target = result.target
    nodes = _Nodes(report.agreement)
    places = [bound.place for bound in target.demand.bounds] if target.demand else [target.place]
    judged_place = target.judged_place if target.judged_place.file else report.agreement.judged_place
    sheet = sheet_line(result, report.agreement, "en")
    return {
        "format": FORMAT,
        "version": __version__,
        "agreement": agreement_document(report.agreement),
        "actuals": [{"file": source.file, "sha256": source.sha256} for source in report.actuals.files],
        "own_plan": report.is_plan,
        "result": result_document(result),
        "verdict_rounded": result.verdict_rounded and str(result.verdict_rounded),
        "reasons": [
            {"code": reason.code, "name": reason.name or None, "period": reason.period or None,
             "text": reason_text(reason, "en")}
            for reason in result.reasons
        ],
        "places": {
            "bound": [_place(place) for place in places],
            "judged": _place(judged_place),
            "decimals": _place(target.decimals_place) if target.decimals_place.file else None,
        },
        "actual": nodes.optional(result.actual, target.unit),
        "bounds": [nodes.node(bound, target.unit) for bound in result.bounds],
        "baseline": nodes.optional(result.baseline, target.unit),
        "inner_baseline": nodes.optional(result.inner_baseline, None),
        "plan": nodes.optional(result.plan, target.unit),
        "gliding": nodes.optional(result.gliding, target.unit),
        "bounds_of_year": [nodes.node(bound, target.unit) for bound in result.of_year],
        "pace": [nodes.node(part, None) for part in result.pace_parts],
        "report": nodes.cell(result.report) if result.report else None,
        "condition_report": nodes.cell(result.condition_report) if result.condition_report else None,
        "turns": [_turn(turn, target.unit) for turn in explanation.turns],
        "turns_reason": reason_text(explanation.silent, "en") if explanation.silent else None,
        "standing": [nodes.node(found, None) for found in explanation.standing],
        "revisions": [
            {"month": str(revision.month), "measures": list(revision.measures), "text": revision.text}
            for revision in result.revisions
        ],
        "note": target.note,
        "spreadsheet": {"formula": sheet.formula, "value": sheet.value} if sheet else None,
        "spreadsheet_reason": None if sheet else why_no_line(result),
        "notices": [notice_document(notice) for notice in report.notices],
    }  # fmt: skip


class _Nodes:
    """Numbers derivations in the order they are met."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.numbers: dict[int, int] = {}

    def optional(self, derivation: Derivation | None, unit: Unit | None) -> dict[str, Any] | None:
        return None if derivation is None else self.node(derivation, unit)

    def node(self, derivation: Derivation, unit: Unit | None) -> dict[str, Any]:
        """Give a derivation with all it stands on, or its number where it was given already."""
        unit = self.unit_of(derivation) or unit or Unit("")
        is_new = id(derivation) not in self.numbers
        number = self.numbers.setdefault(id(derivation), len(self.numbers) + 1)
        node: dict[str, Any] = {
            "node": number,
            "formula": print_formula(derivation.formula),
            "unit": unit.text or None,
            **both("value", derivation.value, unit),
        }
        if not is_new:
            return {**node, "as_above": True}
        figure, reason = derivation.figure, derivation.reason
        return node | {
            "month": str(derivation.month) if derivation.month else None,
            "reason": reason_text(reason, "en") if reason else None,
            "cells": [self.cell(cell) for cell in derivation.cells],
            "figure": {**both("value", figure.value, unit), "file": figure.place.file, "line": figure.place.line}
            if figure
            else None,
            **both("of_year", derivation.of_year, unit),
            "share_of": [self.node(part, None) for part in derivation.share_of],
            "parts": [self.node(part, None) for part in derivation.parts],
        }

    def unit_of(self, derivation: Derivation) -> Unit | None:
        """Give the unit of what a derivation names; anything else is in base units."""
        match derivation.formula:
            case Name(id) | Call("sum" | "mean", (Name(id),)) if id in self.agreement.owners:
                return self.agreement.owners[id].unit
            case _:
                return None

    def cell(self, cell: Cell) -> dict[str, Any]:
        """Give a cell and where it was read."""
        owner = self.agreement.owners.get(cell.id)
        unit = owner.unit if owner else Unit("")
        number: dict[str, Any] = {"value": None, "value_exact": None}
        match cell.value:
            case Fraction() as value:
                number = both("value", value, unit)
            case bool() as said:
                number["value"] = said
            case Mark() as mark:
                number["mark"] = mark.value
        return {
            "id": cell.id,
            "period": str(cell.period),
            **number,
            "assumed": cell.assumed,
            **_place(cell.place),
            "statement": statement_document(cell.statement),
        }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file or None, "line": place.line, "column": place.column}


def _turn(turn: Turn, unit: Unit) -> dict[str, Any]:
    return {"reading": turn.reading, "met": turn.is_met, "with": [_edge(edge, unit) for edge in turn.edges]}


def _edge(edge: Edge, unit: Unit) -> dict[str, Any]:
    low, high = edge.actuals
    return {
        "measure": edge.measure.id,
        "remaining": edge.remaining,
        **both("at", edge.told, edge.measure.unit),
        **both("more", edge.more, edge.measure.unit),
        **both("monthly", edge.monthly, edge.measure.unit),
        **both("actual", low if low == high else None, unit),
        **both("actual_low", low if low != high else None, unit),
        **both("actual_high", high if low != high else None, unit),
    }
