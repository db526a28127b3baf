"""explain: the line to retype comes to the value, the document leads to every cell, and a page fits its width."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, zielcalc
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sheet import cell
from test_laws import YEAR, Known, agreement_of, cells, formulas, knowns
from test_laws_in_year import AGREEMENT as IN_YEAR
from test_laws_in_year import given_actuals, monthly

from zielcalc import AgreementError, Month, ZielcalcError
from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.explain import explanation_of
from zielcalc.judge.measures import Measures
from zielcalc.judge.values import Values
from zielcalc.model.actuals import Actuals, Cell
from zielcalc.model.agreement import NOWHERE, Agreement
from zielcalc.model.formula import Formula
from zielcalc.model.quantity import round_half_up
from zielcalc.model.report import OF_ROWS, Result
from zielcalc.model.unit import PERCENT, RATIO, Unit, parse_unit
from zielcalc.read.actuals_file import load_actuals, parse_actuals
from zielcalc.read.agreement_file import load_agreement, parse_agreement
from zielcalc.write.explanation import render_explanation
from zielcalc.write.markdown import escape
from zielcalc.write.spreadsheet import sheet_line, significant

LANGS = ("de", "en")
many = settings(derandomize=True, deadline=None, max_examples=400)
few = settings(derandomize=True, deadline=None, max_examples=40, phases=[Phase.generate])
units = st.sampled_from([RATIO, PERCENT, parse_unit("TEUR"), parse_unit("Mio EUR")])


def asked(value: Fraction, unit: Unit) -> Fraction:
    """Give what the spreadsheet is to answer: a percentage as a fraction, money in its unit."""
    return value if unit.is_percentage else value / unit.scale


def check_line(result: Result, agreement: Agreement) -> None:
    """A line there is, unless it is too long; it comes to the value, and to the digits that stand behind it."""
    assert result.actual is not None
    assert result.actual.value is not None
    value = asked(result.actual.value, result.target.unit)
    for lang in LANGS:
        line = sheet_line(result, agreement, lang)
        if line is None:
            continue
        assert cell(line.formula, lang) == value, line.formula
        shown = Fraction(line.value.replace(",", ".") if lang == "de" else line.value)
        last = Fraction(10) ** -len(line.value.replace(",", ".").partition(".")[2])
        assert abs(shown - value) <= last / 2
        # A spreadsheet reckons in doubles; where it rounds within, a half may fall to either side.
        if "R" not in line.formula:
            typed = Fraction(cell(line.formula, lang, float))
            assert abs(shown - typed) <= last, (line.formula, line.value, float(typed))


@many
@given(formulas, knowns, knowns, knowns, knowns, units)
def test_the_line_of_any_formula_comes_to_its_value(
    formula: Formula, now: Known, prior: Known, baselines: Known, plans: Known, unit: Unit
) -> None:
    agreement = agreement_of(baselines, plans)
    actuals = Actuals(cells(now, YEAR) | cells(prior, YEAR.before()))
    found = Values(Measures(agreement, actuals)).value(formula, YEAR.last)
    report = evaluate(agreement, actuals)
    target = replace(report.results[0].target, unit=unit)
    result = replace(report.results[0], target=target, actual=found)
    if found.value is None:
        assert sheet_line(result, agreement, "de") is None
    else:
        check_line(result, agreement)


year = st.lists(st.integers(0, 60), min_size=24, max_size=24)
stocks = st.lists(st.integers(1, 200), min_size=24, max_size=24)
PACES = ("linear", "prior_year", "[0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]")
MORE = """
  product: {{of: quota * share, at_least: 1 %}}
  rise: {{of: change(a), at_least: 1 %, pace: {pace}}}
  plan_share: {{of: a / plan(a), at_least: 1 %, pace: {pace}}}
  bounded: {{of: "max(a, baseline(a)) - 1", at_least: 1, pace: {pace}}}
  monthly: {{of: monthly, at_least: 1 %}}
  fallen: {{of: change(quota), at_least: 1 %, pace: {pace}}}
  glides: {{of: glides + a, at_least: 1}}
"""
MEASURES = "  glides: {{unit: count, over_time: sum, window: 12 months, series: a}}\nindicators:"
INDICATOR = "indicators:\n  monthly: {{formula: b / stock, unit: percent, over_time: mean, window: 12 months}}"


@few
@given(
    st.sampled_from(PACES),
    st.fixed_dictionaries({"a": year, "b": year, "stock": stocks, "level": year}),
    st.integers(0, 11),
    st.booleans(),
)
def test_the_line_of_a_month_comes_to_its_value(
    pace: str, figures: dict[str, list[int]], elapsed: int, has_prior: bool
) -> None:
    text = (IN_YEAR.replace("indicators:", INDICATOR).replace("indicators:", MEASURES, 1) + MORE.strip("\n")).format(
        judged="exact", number=400, small=20, pace=pace
    )
    agreement = parse_agreement(text)
    now = monthly({id: values[12:] for id, values in figures.items()})
    before = [(id, month.replace("2016", "2015"), value) for id, month, value in monthly(figures)]
    actuals = given_actuals(agreement, [*now, *(before if has_prior else [])])
    lines = 0
    for result in evaluate(agreement, actuals, as_of=Month.of(2016, 1) + elapsed).results:
        if result.actual and result.actual.value is not None:
            check_line(result, agreement)
            lines += 1
    assert lines >= 10


def test_a_line_holds_only_what_went_in() -> None:
    agreement = load_agreement(ROOT / "agreement_2016.yaml")
    actuals = load_actuals([ROOT / "examples" / "months_invented.csv"], agreement)
    report = evaluate(agreement, actuals, as_of=Month.of(2016, 3))
    result = next(found for found in report.results if found.target.id == "regel_quote_niveau")
    line = sheet_line(result, agreement, "de")
    assert line
    assert line.formula == "=(257+287+322)/((13956+13970+13961)/3)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(2, 3), "0.666666666667"),
        (Fraction(-1, 3000), "-0.000333333333333"),
        (Fraction(10**15 + 5), "1000000000000000"),
        (Fraction(10**14 * 3 + 1, 3), "100000000000000"),
        (Fraction("1234.5"), "1234.5"),
        (Fraction("123456789012.34"), "123456789012.34"),
    ],
)
def test_a_value_has_the_digits_of_a_spreadsheet(value: Fraction, text: str) -> None:
    assert significant(value, "en") == text
    assert significant(value, "de") == text.replace(".", ",")
    assert len(significant(Fraction(-1, 3000), "en", lost=3)) == len("-0.000") + 10


# Every situation of the suite, explained.

CASES = Path(__file__).parent / "cases"


def situations() -> list[str]:
    return sorted(path.parent.name for path in CASES.glob("*/agreement.yaml") if (path.parent / "actuals.csv").exists())


@pytest.mark.parametrize("case", situations())
def test_every_target_of_every_case_is_explained(case: str) -> None:
    try:
        agreement = load_agreement(CASES / case / "agreement.yaml")
        actuals = load_actuals([CASES / case / "actuals.csv"], agreement)
        middle = agreement.year.first + 5
        explained = [
            explanation_of(agreement, actuals, id, as_of=as_of) for id in agreement.targets for as_of in (None, middle)
        ]
    except ZielcalcError:
        return
    for explanation in explained:
        result = explanation.result
        if result.actual and result.actual.value is not None:
            check_line(result, agreement)
        for lang, width in (("de", 60), ("en", 80)):
            check_page(render_explanation(explanation, "table", lang=lang, width=width), width)  # type: ignore[arg-type]
        check_document(json.loads(render_explanation(explanation, "json")), result)


@pytest.mark.parametrize("case", situations())
def test_the_rows_to_add_let_every_target_be_judged(case: str) -> None:
    """Filled in, they leave no target open for want of rows; none of them is there already."""
    try:
        agreement = load_agreement(CASES / case / "agreement.yaml")
        actuals = load_actuals([CASES / case / "actuals.csv"], agreement)
        reports = [evaluate(agreement, actuals, as_of=as_of) for as_of in (None, *all_months(agreement)[::3])]
    except ZielcalcError:
        return
    for report in reports:
        for result in report.results:
            if result.verdict != "open" or not {reason.code for reason in result.reasons} & set(OF_ROWS):
                assert not result.missing
                continue
            assert result.missing, result.reasons
            annual, monthly = dict(actuals.annual), dict(actuals.monthly)
            for row in result.missing:
                filled = Cell(id=row.id, period=row.period, value=Fraction(7), place=NOWHERE)
                if isinstance(row.period, Month):
                    assert (row.id, row.period) not in monthly
                    monthly[(row.id, row.period)] = filled
                    # Months that make up a year would contradict its own value.
                    annual.pop((row.id, agreement.year), None)
                else:
                    assert (row.id, row.period) not in annual
                    annual[(row.id, row.period)] = filled
            now = evaluate(agreement, Actuals(annual, monthly), as_of=result.as_of)
            found = next(other for other in now.results if other.target.id == result.target.id)
            assert not {reason.code for reason in found.reasons} & set(OF_ROWS), (result.missing, found.reasons)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "text",
    [
        "measure;value\nz;1\n",
        "kennzahl;zeitraum;wert\nz;2016;1\n",
        "period,value,measure,label,remark\n2016,1,z,Z,\n",
        "measure|period|value\nz|201612|1\n",
        "sep=,\nmeasure,value\nz,1\n",
    ],
)
def test_the_row_to_add_is_a_row_of_the_file(text: str, lang: str, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(PROMISED)
    (tmp_path / "ist.csv").write_text(text)
    told = zielcalc(tmp_path, ["explain", "ms", "ist.csv", "--lang", lang]).out
    row = re.search(r"(?:add to the actuals|in den Ist-Werten ergänzen): (\S+)", told)
    assert row
    assert row[1] in zielcalc(tmp_path, ["check", "ist.csv", "--lang", lang]).out
    (tmp_path / "ist.csv").write_text(f"{text}{row[1]}\n")
    done = zielcalc(tmp_path, ["check", "ist.csv", "-f", "plain", "--select", "ms"])
    assert (done.code, done.out.split("\t")[1]) == (0, "met"), done.err


PROMISED = """
format: 1
title: A promise
year: 2016
judged: exact
measures:
  z: {unit: count, over_time: sum}
targets:
  t: {of: z, at_least: 1}
  ms: {milestone: A concept}
"""


def all_months(agreement: Agreement) -> list[Month]:
    return [agreement.year.first + number for number in range(12)]


def check_page(text: str, width: int) -> None:
    """No line is too long, but the one to retype and what no blank divides; nothing is cut."""
    for line in text.splitlines():
        is_one_word = " " not in line.strip() or line.startswith("  =")
        assert len(line) <= min(width, 100) or is_one_word, line
        assert line == line.rstrip()


def check_document(document: dict[str, Any], result: Result) -> None:
    """Every cell that went in stands in the document, each node is given once, and named where it is used again."""
    assert document["format"] == "zielcalc-explanation/1"
    nodes: dict[int, dict[str, Any]] = {}
    places: set[tuple[str, int | None]] = set()

    def walk(found: Any) -> None:
        if isinstance(found, list):
            for part in found:
                walk(part)
        elif isinstance(found, dict):
            if "as_above" in found:
                first = nodes[found["node"]]
                assert {key: first[key] for key in ("formula", "value_exact")} == {
                    key: found[key] for key in ("formula", "value_exact")
                }
                return
            if "node" in found:
                assert found["node"] not in nodes
                nodes[found["node"]] = found
                places.update((cell["file"], cell["line"]) for cell in found["cells"])
            for part in found.values():
                walk(part)

    walk(document)
    derivations = [whole for whole in (result.actual, result.baseline, result.plan, *result.bounds) if whole]
    for whole in derivations:
        for part in whole.walk():
            assert {(found.place.file, found.place.line) for found in part.cells} <= places


# Hostile agreements.


def chain(levels: int, step: str) -> str:
    def formula(number: int) -> str:
        return re.sub(r"\bi\b", f"i{number - 1}", step)

    lines = "\n".join(f"  i{number}: {{formula: '{formula(number)}', unit: count}}" for number in range(1, levels))
    return f"""
format: 1
title: A chain
year: 2016
judged: exact
measures:
  a: {{unit: count, over_time: sum}}
indicators:
  i0: {{formula: a, unit: count}}
{lines}
targets:
  t: {{of: i{levels - 1}, at_least: 1}}
"""


@pytest.mark.parametrize(("step", "levels"), [("i + i", 45), ("i - i + i", 30), ("max(i, i + i)", 30)])
def test_what_is_used_many_times_is_told_once(step: str, levels: int) -> None:
    agreement = parse_agreement(chain(levels, step))
    actuals = parse_actuals("measure,value\na,3", agreement)
    explanation = explanation_of(agreement, actuals, "t")
    has_line = sheet_line(explanation.result, agreement, "de") is not None
    sizes = [len(render_explanation(explanation, format)) for format in ("table", "markdown", "json")]
    document = json.loads(render_explanation(explanation, "json"))
    # Compared as plain values: what a failing test prints of a derivation would have no end.
    assert (has_line, document["spreadsheet"], [size < 1_500_000 for size in sizes]) == (False, None, [True] * 3)
    assert "the formula would be longer than a cell takes." in " ".join(
        render_explanation(explanation, "table")[-200:].split()
    )
    check_document(document, explanation.result)


def test_a_label_steers_no_terminal_and_marks_nothing_up() -> None:
    text = """
format: 1
title: T
year: 2016
judged: exact
measures:
  a: {unit: count, over_time: sum, label: "A \\e[31m *b* `c`"}
targets:
  t: {of: a * 2, at_least: 1, note: "N \\u202e", source: {quote: "Q \\x07"}}
"""
    try:
        agreement = parse_agreement(text)
    except AgreementError:
        pytest.skip("no such label can be written")
    explanation = explanation_of(agreement, parse_actuals("measure,value\na,3", agreement), "t")
    for format in ("table", "markdown", "json"):
        told = render_explanation(explanation, format)
        assert told.replace("\n", "").isprintable()
    assert "\\*b\\*" in render_explanation(explanation, "markdown")


# Which target is meant.

AGREEMENT = """
format: 1
title: T
year: 2016
judged: exact
measures:
  a: {unit: count, over_time: sum, plan: 3}
targets:
  level: {of: a, at_least: 3, label: Höhe der Integrationen}
  level_again: {of: a, at_least: 2, label: Noch einmal}
  other: {of: a, at_most: 5, label: Ganz andere Höhe}
"""


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("level", "level"),
        ("LEVEL_", "level_again"),
        ("oth", "other"),
        ("noch einmal", "level_again"),
        ("ANDERE", "other"),
        ("integrationen", "level"),
    ],
)
def test_a_target_is_named_by_the_beginning_of_its_id_or_a_part_of_its_label(
    name: str, meant: str, tmp_path: Path
) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "ist.csv").write_text("measure,value\na,4\n")
    for words in ([name, "ist.csv"], ["ist.csv", name]):
        outcome = zielcalc(tmp_path, ["explain", *words])
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.out.startswith(f"{meant} · ")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Quote", "quote_b"), ("quote", "quote_b"), ("QUOTE_A", "quote_a"), ("Flucht, Quote Frauen", "quote_f")],
)
def test_a_whole_name_goes_before_a_part_of_others(name: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(ALIKE, encoding="utf-8")
    outcome = zielcalc(tmp_path, ["explain", name])
    assert outcome.out.startswith(f"{meant} · "), outcome.err


ALIKE = """
format: 1
title: T
year: 2016
judged: exact
groups: {f: Flucht, r: Regel}
measures:
  a: {unit: count, over_time: sum, plan: 3}
targets:
  quote_a: {of: a, at_least: 3, label: Quote Frauen, group: r}
  quote_b: {of: a, at_least: 3, label: Quote}
  quote_f: {of: a, at_least: 3, label: Quote Frauen, group: f}
  quote_a_more: {of: a, at_least: 4, label: Mehr}
"""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "höhe",
            "'höhe' may be any of several targets [ambiguous-target]\n"
            "      | one of: level (Höhe der Integrationen), other (Ganz andere Höhe)\n",
        ),
        ("levl", "no target is called 'levl' [unknown-target]\n      | did you mean 'level'?\n"),
        ("noch einmla", "no target is called 'noch einmla' [unknown-target]\n      | did you mean 'level_again'?\n"),
        ("", "no target is called '' [unknown-target]\n"),
        ("_again", "no target is called '_again' [unknown-target]\n      | did you mean 'level_again'?\n"),
    ],
)
def test_a_name_of_no_target_or_of_several_is_a_problem(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    outcome = zielcalc(tmp_path, ["explain", name])
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"{said}1 problem. Nothing was calculated.\n"
    document = json.loads(zielcalc(tmp_path, ["explain", name, "-f", "json"]).out)
    assert [problem["code"] for problem in document["problems"]] == re.findall(r"\[(.*)\]", said)


def test_of_many_targets_a_dozen_is_named_and_the_rest_counted(tmp_path: Path) -> None:
    targets = "".join(f"  t{number}: {{of: a, at_least: 1}}\n" for number in range(1_500))
    (tmp_path / "agreement.yaml").write_text(AGREEMENT + targets, encoding="utf-8")
    err = zielcalc(tmp_path, ["explain", "t"]).err.splitlines()
    named = ", ".join(f"t{number} (a)" for number in range(12))
    assert err[1] == f"      | one of: {named}, … (+1488)"


@pytest.mark.parametrize("words", [["ist.csv"], ["level", "other"]])
def test_one_target_is_explained_at_a_time(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "ist.csv").write_text("measure,value\na,4\n")
    outcome = zielcalc(tmp_path, ["explain", *words])
    assert (outcome.code, outcome.out) == (2, "")
    assert "give one TARGET, and ACTUALS if there are any" in outcome.err


def test_what_is_assumed_is_said_and_an_input_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "ist.csv").write_text("measure,value\na,4\n")
    outcome = zielcalc(tmp_path, ["explain", "other", "ist.csv", "--set", "a=7", "-o", "page.txt"])
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    page = (tmp_path / "page.txt").read_text(encoding="utf-8")
    assert "Missed by 2: 7, agreed is at most 5. Something in it is assumed, not reported." in page
    assert "a, assumed (--set)" in page
    assert "=7  →  7" in page
    refused = zielcalc(tmp_path, ["explain", "other", "ist.csv", "-o", "ist.csv"])
    assert (refused.code, "[output-is-input]" in refused.err) == (2, True)
    assert (tmp_path / "ist.csv").read_text() == "measure,value\na,4\n"


def test_notices_are_problems_with_strict(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "ist.csv").write_text("measure,value\na,4\nb,5\n")
    assert zielcalc(tmp_path, ["explain", "other", "ist.csv", "--strict"]).code == 2
    assert "unknown-measure" in zielcalc(tmp_path, ["explain", "other", "ist.csv"]).err
    assert zielcalc(tmp_path, ["explain", "other", "ist.csv", "--quiet"]).err == ""


def test_the_same_result_as_check(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "ist.csv").write_text("measure,value\na,4\n")
    checked = json.loads(zielcalc(tmp_path, ["check", "ist.csv", "-f", "json"]).out)["results"]
    for result in checked:
        found = json.loads(zielcalc(tmp_path, ["explain", result["id"], "ist.csv", "-f", "json"]).out)
        assert found["result"] == result


def test_what_turns_a_reading_does_and_one_step_nearer_does_not() -> None:
    agreement = load_agreement(ROOT / "agreement_2016.yaml")
    plan = (ROOT / "examples" / "plan_2016.csv").read_text(encoding="utf-8")
    for id in ("regel_quote_niveau", "regel_quote_steigerung", "asyl_quote_10", "lzb_reduzierung", "lzb_9153"):
        explanation = explanation_of(agreement, parse_actuals(plan, agreement), id)
        for turn in explanation.turns:
            assert turn.edges
            for edge in turn.edges:
                now = next(
                    found.value
                    for found in parse_actuals(plan, agreement).annual.values()
                    if found.id == edge.measure.id
                )
                assert isinstance(now, Fraction)
                step = 1 if edge.told > now else -1
                for value, is_turned in ((edge.told, True), (edge.told - step, False)):
                    row = re.sub(rf"(?m)^{edge.measure.id};2016;[^;\n]*", f"{edge.measure.id};2016;{value}", plan)
                    assert row != plan or value == now
                    report = evaluate(agreement, parse_actuals(row, agreement))
                    result = next(found for found in report.results if found.target.id == id)
                    verdict = result.verdict_rounded if turn.reading == "rounded" else result.verdict_exact
                    assert (verdict == "met") == (turn.is_met is not is_turned), (id, edge.measure.id, value)


def test_both_ends_of_rounding_are_kept() -> None:
    """The rounded reading is recorded also where the exact one counts."""
    agreement = parse_agreement(
        "format: 1\ntitle: T\nyear: 2016\njudged: exact\nmeasures:\n  a: {unit: count, over_time: mean}\n"
        "targets:\n  t: {of: a, at_least: 10}\n"
    )
    result = evaluate(agreement, parse_actuals("measure,value\na,9.6", agreement)).results[0]
    assert (result.verdict, result.verdict_rounded, result.verdict_exact) == ("missed", "met", "missed")
    assert round_half_up(Fraction("9.6")) == 10


@pytest.mark.parametrize(
    ("actual", "sentence"),
    [
        ("9.6", "Met, but only rounded: 9.6 count as 10."),
        ("10", "Met, but only with the bound rounded: 10, agreed is at least prior year(a) * 1.004 = 10.04."),
        ("10.6", "Met: 11, agreed is at least prior year(a) * 1.004 = 10.04."),
        ("9.4", "Missed by 1: 9, agreed is at least prior year(a) * 1.004 = 10.04."),
    ],
)
def test_what_rounding_decided_is_said_of_the_number_that_was_rounded(actual: str, sentence: str) -> None:
    agreement = parse_agreement(
        "format: 1\ntitle: T\nyear: 2016\njudged: rounded\n"
        "measures:\n  a: {unit: count, over_time: mean, baseline: 10}\n"
        "targets:\n  t: {of: a, at_least: baseline(a) * 1.004}\n"
    )
    actuals = parse_actuals(f"measure,value\na,{actual}", agreement, decimal="point")
    page = render_explanation(explanation_of(agreement, actuals, "t"))
    assert sentence in " ".join(page.split())


UNITS = """
format: 1
title: Units
year: 2016
judged: exact
decimals: {percent: 1}
measures:
  a: {unit: count, over_time: sum}
  b: {unit: count, over_time: sum}
  rate: {unit: percent, over_time: mean}
  k: {unit: TEUR, over_time: sum}
  m: {unit: Mio EUR, over_time: sum}
indicators:
  quota: {formula: a / b, unit: percent}
targets:
"""


@pytest.mark.parametrize(
    ("formula", "bound", "line"),
    [
        ("round(quota, 1)", "1 %", "=RUNDEN(12/80;3)"),
        ("rate - quota", "1 pp", "=6,7%-12/80"),
        ("3 * k", "1 TEUR", "=3*250,5"),
        ("k + m", "1 TEUR", "=250,5*1000+1,2*1000000"),
        ("k / m", "1 %", "=250,5/1,2/1000"),
        ("a * k / b", "1 TEUR", "=12*250,5/80*1000"),
        ("round(k, 0)", "1 TEUR", "=RUNDEN(250,5;0)"),
        ("mean(a, b) - -a", "1", "=MITTELWERT(12;80)-(-12)"),
        ("a - (b - a)", "1", "=12-(80-12)"),
        ("a / (b / a)", "1", "=12/(80/12)"),
    ],
)
def test_units_are_kept_in_the_line(formula: str, bound: str, line: str) -> None:
    agreement = parse_agreement(f'{UNITS}  t: {{of: "{formula}", at_least: {bound}}}\n')
    actuals = parse_actuals("measure,value\na,12\nb,80\nrate,6.7\nk,250.5\nm,1.2", agreement, decimal="point")
    result = evaluate(agreement, actuals).results[0]
    check_line(result, agreement)
    found = sheet_line(result, agreement, "de")
    assert found
    assert found.formula == line


# Markdown.


@pytest.mark.parametrize(
    "text",
    ["1. Abschnitt", "2) b", "- a", "+ a", "--- ", "    code", "12. ", "-", "# a", "> a", "* a", "=", "1.5 a", "a - b"],
)
def test_markdown_shows_a_text_as_it_is_where_it_begins_a_line(text: str) -> None:
    from markdown_it import MarkdownIt

    def shown(markdown: str) -> list[str]:
        tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
        return [token.type for token in tokens if token.type.endswith("_open")] + [
            inner.content for token in tokens for inner in token.children or [] if inner.content
        ]

    assert shown(f"- {escape(text)}") == ["bullet_list_open", "list_item_open", "paragraph_open", text.strip()]
    assert shown(escape(text)) == ["paragraph_open", text.strip()]
