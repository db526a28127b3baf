"""Templates: filled in, a sheet is read without options to exactly what was filled in, and everything can be judged."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, process
from command import zielcalc as run
from hypothesis import given, settings
from hypothesis import strategies as st

import zielcalc
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement
from zielcalc.model.period import Month
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Report, Verdict
from zielcalc.model.sheet import Row
from zielcalc.model.table_shape import read_period
from zielcalc.write.template import BOM, template_csv, template_table, template_workbook

few = settings(derandomize=True, deadline=None, max_examples=60)
LACKING = {"no-data", "month-missing", "no-baseline", "not-reported", "no-prior-year"}
BUNDLED = zielcalc.load_agreement(ROOT / "agreement_2016.yaml")


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Draw an agreement of everything that asks for data: windows, lags, series, single months, baselines, reports."""
    lines = ["format: 1", "title: Drawn", "judged: exact", "groups: {g: '=1+1'}"]
    lines.append(draw(st.sampled_from(["year: 2016", "period: 2015-11/2016-10"])))
    lines.append("measures:")
    for id in "abcd":
        series = "" if id == "a" else draw(st.sampled_from(["", ", series: a"]))
        kind = draw(st.sampled_from(["sum", "mean", "last", "sum, window: 12 months", "mean, window: 12 months"]))
        more = draw(st.sampled_from(["", ", lag: 1", ", lag: 3"])) + draw(st.sampled_from(["", ", baseline: 77"]))
        label = draw(st.sampled_from(["", ", label: '=HYPERLINK(1)'", ", label: 'Ä; \"ö\", ü'", ", group: g"]))
        lines.append(f"  {id}: {{unit: count, over_time: {kind}{more}{series}{label}}}")
    lines += ["  p: {unit: percent, over_time: mean}", "  e: {unit: TEUR, over_time: sum}"]
    lines.append("indicators:")
    for id in "ij":
        formula = draw(st.sampled_from(["a / b", "d / c", "change(a)", "baseline(b) / a"]))
        unit = "percent" if formula == "change(a)" else "ratio"
        taken = draw(
            st.sampled_from(["", "", ", over_time: mean", ", over_time: last", ", over_time: sum, window: 12 months"])
        )
        own = draw(st.sampled_from(["", f", baseline: 2{' %' * (unit == 'percent')}"]))
        lines.append(f"  {id}: {{formula: {formula}, unit: {unit}{taken}{own}}}")
    lines.append("targets:")
    names = st.sampled_from(["a", "b", "c", "d", "i", "j"])
    forms = ["{0}", "change({0})", "delta({0})", "change(change({0}))", "max({0}, baseline({0}))", "plan({0}) + {0}"]
    for number in range(draw(st.integers(1, 4))):
        name = draw(names)
        of = draw(st.sampled_from(forms)).format(name)
        bound = draw(st.sampled_from(["baseline({0})", "{0}", "{0} + baseline({0})"])).format(name)
        bound = "2 %" if of.startswith("change") else of if of.startswith("delta") else bound
        kind = draw(st.sampled_from(["monitored: true", f"at_least: '{bound}'"]))
        more = draw(st.sampled_from(["", ", pace: prior_year", ", condition: {text: '@if', holds: k}"]))
        lines.append(f"  t{number}: {{of: '{of}', {kind}{more}}}")
    lines += ["  q: {of: p, at_most: 6.7 %}", "  r: {of: e, about: 3 Mio EUR, within: change(p) * 1 TEUR}"]
    lines.append(f"  m: {{milestone: '-done'{draw(st.sampled_from(['', ', due: 2016-06', ', due: 2019-01']))}}}")
    return zielcalc.parse_agreement("\n".join(lines))


def written(value: Fraction, decimals: int, lang: Lang, grouped: bool) -> str:
    """Write a number as people do who have that language."""
    text = f"{int(value * 10**decimals):0{decimals + 1}}"
    whole, part = (text[:-decimals], text[-decimals:]) if decimals else (text, "")
    whole = f"{int(whole):,}" if grouped else whole
    point, group = (",", ".") if lang == "de" else (".", ",")
    return whole.replace(",", group) + (point + part if part else "")


def filled(
    table: list[list[str]],
    rows: Sequence[Row],
    lang: Lang,
    agreement: Agreement,
    data: st.DataObject,
    is_book: bool = False,
) -> tuple[list[list[Any]], dict[tuple[str, object], Fraction | bool]]:
    """Fill each cell that is asked for; give the table and what the actuals must hold by it."""
    wanted = {(row.id, asked(row)) for row in rows}
    is_long = len(table[0]) > 2 and read_period(table[0][2]) is None
    said: dict[tuple[str, object], Fraction | bool] = {}
    full: list[list[Any]] = [list(line) for line in table]
    for line in full[1:]:
        columns = [2] if is_long else range(2, len(line))
        for column in columns:
            period = line[1] if is_long else table[0][column]
            if (line[0], period) not in wanted:
                continue
            key = (line[0], read_period(period))
            if line[0] in agreement.yes_no_names:
                said[key] = data.draw(st.booleans())
                line[column] = {"de": ("nein", "ja"), "en": ("no", "yes")}[lang][said[key]]
                continue
            # Three decimals may be thousands: without `;` they are a problem, never guessed.
            is_settled = lang == "de" and not is_book
            places = data.draw(st.sampled_from([0, 1, 2, 3, 5] if is_settled else [0, 1, 2, 5]))
            number = Fraction(data.draw(st.integers(1, 10**7)), 10**places)
            grouped = is_settled and data.draw(st.booleans())
            unit = agreement.measures[line[0]].unit
            sign = data.draw(st.sampled_from(["", "%", " %"])) if unit.is_percentage else ""
            text = written(number, places, lang, grouped) + sign
            # What is typed into a text cell of a workbook stays text; into any other, it is stored as a number.
            line[column] = float(number) if is_book and not unit.is_percentage else text
            said[key] = number * unit.scale
    return full, said


def lacking(report: Report) -> list[tuple[str, str]]:
    return [
        (result.target.id, reason.code)
        for result in report.results
        for reason in result.reasons
        if result.verdict is Verdict.OPEN and reason.code in LACKING
    ]


def cells(actuals: Actuals) -> dict[tuple[str, object], object]:
    return {key: cell.value for part in (actuals.annual, actuals.monthly) for key, cell in part.items()}


@pytest.mark.parametrize("monthly", [False, True])
@pytest.mark.parametrize("shape", ["long", "wide"])
@few
@given(st.data(), st.sampled_from(["de", "en"]))
def test_a_filled_sheet_is_read_exactly_and_judges_everything(
    shape: Any, monthly: bool, data: st.DataObject, lang: Lang
) -> None:
    agreement = data.draw(agreements())
    rows = zielcalc.missing_rows(agreement, None, monthly)
    table = template_table(rows, agreement, shape, lang)
    empty = zielcalc.parse_actuals(BOM + template_csv(table, lang), agreement)
    assert (cells(empty), empty.notices) == ({}, ())

    full, said = filled(table, rows, lang, agreement, data)
    actuals = zielcalc.parse_actuals(BOM + template_csv(full, lang), agreement)
    assert cells(actuals) == said
    assert len(said) == len(rows)
    assert not zielcalc.missing_rows(agreement, actuals, monthly)
    for month in months(agreement) if monthly else [None]:
        assert not lacking(zielcalc.evaluate(agreement, actuals, as_of=month))


@pytest.mark.parametrize("monthly", [False, True])
@pytest.mark.parametrize("shape", ["long", "wide"])
@pytest.mark.parametrize("lang", ["de", "en"])
@settings(few, max_examples=4)
@given(data=st.data())
def test_a_filled_workbook_is_read_exactly(
    shape: Any, monthly: bool, lang: Lang, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import openpyxl

    agreement = data.draw(agreements())
    rows = zielcalc.missing_rows(agreement, None, monthly)
    table = template_table(rows, agreement, shape, lang)
    file = tmp_path_factory.mktemp("book") / "ist.xlsx"
    file.write_bytes(template_workbook(table, agreement))
    assert cells(zielcalc.load_actuals(file, agreement)) == {}

    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    assert [[cell.value or "" for cell in line] for line in sheet.iter_rows()] == table
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    is_text = {cell.number_format == "@" for line in sheet.iter_rows() for cell in line if line[0].value == "p"}
    assert is_text == {True}
    full, said = filled(table, rows, lang, agreement, data, is_book=True)
    for number, line in enumerate(full, 1):
        for column, value in enumerate(line, 1):
            if value != table[number - 1][column - 1]:
                sheet.cell(number, column, value)
    book.save(file)
    assert cells(zielcalc.load_actuals(file, agreement)) == said


def asked(row: Row) -> str:
    return str(row.period).replace("-", "") if isinstance(row.period, Month) else str(row.period)


def months(agreement: Agreement) -> Iterator[Month]:
    return (agreement.year.first + number for number in range(12))


@pytest.mark.parametrize("monthly", [False, True])
@few
@given(st.data())
def test_every_row_is_needed(monthly: bool, data: st.DataObject) -> None:
    agreement = data.draw(agreements())
    rows = zielcalc.missing_rows(agreement, None, monthly)
    table = template_table(rows, agreement, "long", "de")
    full, _ = filled(table, rows, "de", agreement, data)
    at = data.draw(st.integers(1, len(rows)))
    whole, less = (
        zielcalc.parse_actuals(template_csv(found, "de"), agreement) for found in (full, full[:at] + full[at + 1 :])
    )
    assert zielcalc.missing_rows(agreement, less, monthly) == (rows[at - 1],)

    def said(actuals: Actuals) -> list[object]:
        found = [
            zielcalc.evaluate(agreement, actuals, as_of=month).results
            for month in (months(agreement) if monthly else [None])
        ]
        return [
            (result.verdict, result.holds, result.reported, result.reasons, result.actual and result.actual.value)
            for results in found
            for result in results
        ]

    assert said(whole) != said(less)


def problem_codes(text: str) -> list[str]:
    return re.findall(r"\[([a-z-]+)\]$", text, re.MULTILINE)


def test_without_openpyxl_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    outcome = run(tmp_path, ["template", "-o", "ist.xlsx"])
    assert outcome.code == 2
    assert problem_codes(outcome.err) == ["bundled-agreement", "not-installed"]
    assert "pip install 'zielcalc[xlsx]'" in outcome.err
    assert not list(tmp_path.iterdir())


def test_a_workbook_is_not_for_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zielcalc.cli.sheet.is_terminal", lambda: True)
    outcome = run(tmp_path, ["template", "-f", "xlsx"])
    assert (outcome.code, outcome.out) == (2, "")
    assert problem_codes(outcome.err) == ["workbook-to-terminal"]
    assert not run(tmp_path, ["template"]).out.startswith(BOM)


def test_a_workbook_goes_through_a_pipe(tmp_path: Path) -> None:
    outcome = process(tmp_path, ["template", "-f", "xlsx", "-q"])
    assert outcome.returncode == 0
    (tmp_path / "ist.xlsx").write_bytes(outcome.stdout)
    assert cells(zielcalc.load_actuals(tmp_path / "ist.xlsx", BUNDLED)) == {}


def test_the_sheet_does_not_overwrite_what_it_reads(tmp_path: Path) -> None:
    (tmp_path / "ist.csv").write_text("measure,value\nlzb,9153\n")
    outcome = run(tmp_path, ["template", "ist.csv", "-o", "ist.csv"])
    assert outcome.code == 2
    assert "[output-is-input]" in outcome.err
    assert (tmp_path / "ist.csv").read_text() == "measure,value\nlzb,9153\n"


def test_only_what_is_missing_is_asked_for_and_then_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_bytes((ROOT / "examples" / "plan_2016.csv").read_bytes())
    sheet = run(tmp_path, ["template", "plan.csv", "-q", "--lang", "de"]).out
    lines = [line.split(";") for line in sheet.splitlines()]
    for line in lines[1:]:
        line[2] = "ja" if "ja/nein" in line[3] else {"2015": "100", "2016": "120"}[line[1]]
    (tmp_path / "fehlt.csv").write_text("\n".join(map(";".join, lines)), encoding="utf-8")
    outcome = run(tmp_path, ["check", "plan.csv", "fehlt.csv", "-q"])
    assert outcome.code == 0
    assert "open" not in outcome.out


def test_labels_are_no_formulas(tmp_path: Path) -> None:
    head = "format: 1\ntitle: x\nyear: 2016\njudged: exact\n"
    labels = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", '"; =1', "a\u202e=b"]
    measures = "".join(
        f"  m{number}: {{unit: count, over_time: sum, label: {json.dumps(label)}}}\n"
        for number, label in enumerate(labels)
    )
    targets = "".join(f"  t{number}: {{of: m{number}, at_least: 1}}\n" for number in range(len(labels)))
    agreement = zielcalc.parse_agreement(f"{head}measures:\n{measures}targets:\n{targets}")
    table = template_table(zielcalc.missing_rows(agreement), agreement, "long", "de")
    for line in csv.reader(io.StringIO(template_csv(table, "de")), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in line)
    assert table[-1][3] == "a\\u202e=b"


def rows_of(measures: str, rest: str) -> list[str]:
    head = (
        "format: 1\ntitle: x\nyear: 2016\njudged: exact\nmeasures:\n  a: {unit: count, over_time: sum, baseline: 77}\n"
    )
    rows = zielcalc.missing_rows(zielcalc.parse_agreement(f"{head}{measures}\n{rest}"), monthly=False)
    return [f"{row.id} {row.period}" for row in rows]


def test_a_baseline_inside_a_baseline_asks_for_its_own_year_before_alone() -> None:
    # The baseline of i is that of b / 77: a has an agreed one, so only b is asked for.
    rest = "indicators:\n  i: {formula: baseline(b) / a, unit: ratio}\ntargets:\n  t: {of: i, at_least: baseline(i)}"
    assert rows_of("  b: {unit: count, over_time: sum}", rest) == ["a 2016", "b 2015"]


def test_a_stock_whose_last_month_is_asked_for_is_asked_for_by_month() -> None:
    # The last month of a and the year's value of b would be one number in two cells.
    rest = (
        "indicators:\n  i: {formula: a, unit: count, over_time: last}\n  j: {formula: b, unit: count, over_time: sum}\n"
        "targets:\n  t: {of: i, at_least: 1}\n  u: {of: j, at_least: 1}"
    )
    found = rows_of("  b: {unit: count, over_time: last, series: a}", rest)
    assert found == [f"a 2016-{month:02}" for month in range(1, 13)]


def test_a_label_that_looks_like_an_error_is_text_in_a_workbook(tmp_path: Path) -> None:
    import openpyxl

    (tmp_path / "sheet.xlsx").write_bytes(template_workbook([["measure", "label"], ["a", "#N/A"]], BUNDLED))
    assert openpyxl.load_workbook(tmp_path / "sheet.xlsx").worksheets[0]["B2"].data_type == "s"
