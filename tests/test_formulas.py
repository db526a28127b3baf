"""Formulas: text to tree, unit and value, by the table in `formulas.yaml`; and how deep and long they may be."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from zielcalc.judge.measures import Measures
from zielcalc.judge.values import Values
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement
from zielcalc.model.dimensions import typed
from zielcalc.model.formula import Formula, FormulaFault, Name, parse_formula, print_formula
from zielcalc.model.unit import Unit
from zielcalc.read.actuals_file import parse_actuals
from zielcalc.read.agreement_file import parse_agreement

# BaseLoader leaves every scalar the text that was written.
TABLE = yaml.load((Path(__file__).parent / "formulas.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
ROWS: list[dict[str, str]] = TABLE["formulas"]
NAMES: dict[str, dict[str, str]] = TABLE["names"]
FORMULAS = [row for row in ROWS if "fault" not in row]
FAULTS = [row for row in ROWS if "fault" in row]


def named(rows: list[dict[str, str]]) -> list[Any]:
    return [pytest.param(row, id=row["text"] or "empty") for row in rows]


def agreement() -> Agreement:
    """Build the agreement that knows the table's names."""
    lines = ["format: 1", "title: Names", "year: 2016", "judged: exact", "measures:"]
    for id, known in NAMES.items():
        agreed = "".join(f", {key}: {known[key]}" for key in ("baseline", "plan") if key in known)
        lines.append(f"  {id}: {{unit: {known['unit']}, over_time: last{agreed}}}")
    return parse_agreement("\n".join([*lines, "targets: {nothing: {milestone: Nothing}}"]))


AGREEMENT = agreement()


def actuals() -> Actuals:
    rows = [f"{id},{known['actual'].removesuffix(' pp')}" for id, known in NAMES.items() if "actual" in known]
    return parse_actuals("\n".join(["measure,value", *rows]), AGREEMENT)


def read(text: str) -> tuple[Formula, Unit]:
    """Parse a text and find its unit."""

    def unit_of(name: Name) -> Unit:
        return AGREEMENT.measures[name.id].unit

    return typed(parse_formula(text), unit_of)


@pytest.mark.parametrize("row", named(FORMULAS))
def test_prints(row: dict[str, str]) -> None:
    assert print_formula(parse_formula(row["text"])) == row.get("prints", row["text"])


@pytest.mark.parametrize("row", named(FORMULAS))
def test_parses_back(row: dict[str, str]) -> None:
    formula = parse_formula(row["text"])
    assert parse_formula(print_formula(formula)) == formula


@pytest.mark.parametrize("row", named(FORMULAS))
def test_unit(row: dict[str, str]) -> None:
    _, unit = read(row["text"])
    assert unit.text == row["unit"]


@pytest.mark.parametrize("row", named(FORMULAS))
def test_value(row: dict[str, str]) -> None:
    formula, _ = read(row["text"])
    found = Values(Measures(AGREEMENT, actuals())).value(formula, AGREEMENT.year.last)
    if "reason" in row:
        assert (found.value, [reason.code for reason in found.reasons()]) == (None, [row["reason"]])
    else:
        assert found.value == Fraction(row["value"])


@pytest.mark.parametrize("row", named(FAULTS))
def test_fault(row: dict[str, str]) -> None:
    with pytest.raises(FormulaFault) as caught:
        read(row["text"])
    span = caught.value.span
    marked = " " * span.start + "^" * (span.end - span.start)
    assert (caught.value.code, marked) == (row["fault"], row["where"])


def brackets(levels: int) -> str:
    return "(" * levels + "1" + ")" * levels


@pytest.mark.parametrize("text", [brackets(100), "-" * 99 + "1", " + ".join(["1"] * 100), "1" + " " * 1999])
def test_up_to_the_limits(text: str) -> None:
    parse_formula(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (brackets(101), "formula-too-deep"),
        ("-" * 101 + "1", "formula-too-deep"),
        (" + ".join(["1"] * 102), "formula-too-deep"),
        ("1" + " " * 2000, "formula-too-long"),
        (brackets(100_000), "formula-too-long"),
    ],
)
def test_beyond_the_limits(text: str, code: str) -> None:
    with pytest.raises(FormulaFault) as caught:
        parse_formula(text)
    assert caught.value.code == code
