"""The Python API: what `import zielcalc` gives, that parsing touches no file, and the examples in docstrings."""

from __future__ import annotations

import builtins
import doctest
import importlib
import json
import os
import pkgutil
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import pytest
from command import ROOT

import zielcalc
from zielcalc import ActualsError, AgreementError, Month, UsageError, Verdict, ZielcalcError

AGREEMENT = """\
format: 1
title: A small agreement
year: 2016
judged: rounded
decimals: {percent: 1}
measures:
  integrations: {unit: count, over_time: sum, baseline: 300, plan: 320}
  elb: {unit: count, over_time: mean, baseline: 1380, plan: 1400}
indicators:
  quota: {formula: integrations / elb, unit: percent}
targets:
  quota_level: {of: quota, at_least: 22.9 %}
  more: {of: integrations, more_than: 300}
"""
ACTUALS = "measure,value\nintegrations,320\nelb,1400\n"
PLAIN = """\
quota_level\tmet\tby-rounding\t22.857143%\t>= 22.9%\t-0.042857pp\tmissed exactly; \
321 instead of 320 needed: integrations
more\tmet\t-\t320\t> 300\t+20\t-
"""
MODULES = [
    found.name for found in pkgutil.walk_packages(zielcalc.__path__, "zielcalc.") if "__main__" not in found.name
]


def test_files_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    (tmp_path / "actuals.csv").write_text(ACTUALS)
    agreement = zielcalc.load_agreement(tmp_path / "agreement.yaml")
    actuals = zielcalc.load_actuals([tmp_path / "actuals.csv"], agreement)
    assert agreement.file == str(tmp_path / "agreement.yaml")
    assert [source.file for source in actuals.files] == [str(tmp_path / "actuals.csv")]
    assert zielcalc.render(zielcalc.evaluate(agreement, actuals), "plain") == PLAIN


def test_text_is_parsed_judged_and_rendered_without_touching_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        importlib.import_module(module)

    def refused(*arguments: object, **_: object) -> NoReturn:
        raise AssertionError(f"opened {arguments}")

    monkeypatch.setattr(builtins, "open", refused)
    monkeypatch.setattr("io.open", refused)
    monkeypatch.setattr(os, "open", refused)
    agreement = zielcalc.parse_agreement(AGREEMENT, "small.yaml")
    actuals = zielcalc.parse_actuals(ACTUALS, agreement, file="small.csv")
    report = zielcalc.evaluate(agreement, actuals)
    for format in ("table", "markdown", "csv", "json", "jsonl"):
        assert zielcalc.render(report, format, lang="de")
    assert zielcalc.render(report, "plain") == PLAIN
    with pytest.raises(AgreementError):
        zielcalc.parse_agreement("title: nothing else")
    with pytest.raises(ActualsError):
        zielcalc.parse_actuals("measure,value\nelb,many", agreement)
    monkeypatch.undo()
    assert (agreement.file, actuals.files[0].file) == ("small.yaml", "small.csv")


def test_a_result_holds_exact_numbers() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    level, more = zielcalc.evaluate(agreement, zielcalc.parse_actuals(ACTUALS, agreement)).results
    assert (level.verdict, level.verdict_exact, level.by_rounding) == (Verdict.MET, Verdict.MISSED, True)
    assert level.actual is not None
    assert (level.actual.value, level.ends) == (Fraction(8, 35), (Fraction(229, 1000),))
    assert (level.gap, level.margin) == (Fraction(-3, 7000), Fraction(-3, 7000))
    assert level.needed is not None
    assert (level.needed.measure, level.needed.actual, level.needed.needed) == ("integrations", 320, 321)
    assert (more.verdict, more.by_rounding, more.delta, more.change) == (Verdict.MET, False, 20, Fraction(1, 15))


def test_a_report_counts_and_gives_the_exit_code() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    report = zielcalc.evaluate(agreement, zielcalc.parse_actuals("measure,value\nintegrations,299", agreement))
    counted = {verdict: count for verdict, count in report.summary().items() if count}
    assert counted == {Verdict.MISSED: 1, Verdict.OPEN: 1}
    assert (report.exit_code(), report.exit_code(["open"]), report.exit_code([])) == (1, 3, 0)


def test_all_targets_at_one_month() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    actuals = zielcalc.parse_actuals("measure,period,value\nelb,2016-01,1400\nelb,2016-02,1400\n", agreement)
    report = zielcalc.evaluate(agreement, actuals, as_of=Month.of(2016, 2))
    assert [str(result.as_of) for result in report.results] == ["2016-02", "2016-02"]


def test_a_table_of_any_width_language_and_encoding() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    report = zielcalc.evaluate(agreement, zielcalc.parse_actuals(ACTUALS, agreement))
    assert (
        zielcalc.render(report, "table", lang="de", width=60, encoding="ascii")
        == """\
A small agreement
<agreement> | <actuals> | ganzes Jahr 2016
verglichen wird gerundet

                  2015 Ziel 2016    Ist   Abstand Ergebnis
------------------------------------------------------------
~ quota         21,7 % >= 22,9 % 22,9 % -0,043 Pp erreicht ~
+ integrations     300     > 300    320       +20 erreicht
------------------------------------------------------------
2 Ziele: 2 erreicht, davon 1 nur gerundet | 0 verfehlt

~ Genau gerechnet verfehlt:
    quota
      22,857 % statt 22,9 %; noetig waeren 321 statt 320
      (integrations)
"""
    )


def test_only_some_verdicts_are_rendered() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    report = zielcalc.evaluate(agreement, zielcalc.parse_actuals("measure,value\nintegrations,299", agreement))
    assert zielcalc.render(report, "plain", only=["missed"]) == "more\tmissed\t-\t299\t> 300\t-1\t-\n"
    document = json.loads(zielcalc.render(report, "json", only=["missed"]))
    assert ([result["id"] for result in document["results"]], document["summary"]["open"]) == (["more"], 1)


def test_an_unknown_format_is_a_value_error() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    report = zielcalc.evaluate(agreement, zielcalc.plan_as_actuals(agreement))
    with pytest.raises(
        ValueError, match="format is one of table, plain, markdown, csv, json, jsonl, junit, github, sarif, not 'pdf'"
    ):
        zielcalc.render(report, "pdf")


def test_what_is_wrong_comes_as_problems_all_at_once() -> None:
    faulty = AGREEMENT.replace("/ elb,", "/ elbb,").replace("22.9 %", "22,9 %")
    with pytest.raises(ZielcalcError) as caught:
        zielcalc.parse_agreement(faulty, "faulty.yaml")
    assert type(caught.value) is AgreementError
    assert [
        (problem.code, problem.place and (problem.place.file, problem.place.line, problem.place.column))
        for problem in caught.value.problems
    ] == [("unknown-name", ("faulty.yaml", 10, 35)), ("decimal-comma", ("faulty.yaml", 12, 40))]
    assert str(caught.value) == (
        "no measure is called 'elbb' [unknown-name]\n"
        "numbers of the agreement have a decimal point: 22.9 % [decimal-comma]"
    )


def test_each_kind_of_error_is_a_zielcalc_error() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    with pytest.raises(ActualsError) as of_actuals:
        zielcalc.parse_actuals("measure,value\nelb,many", agreement)
    with pytest.raises(UsageError) as of_use:
        zielcalc.read_assumption("elbb=1", agreement)
    assert (str(of_actuals.value), str(of_use.value)) == (
        "'many' is no number [bad-value]",
        "the agreement knows no measure 'elbb' to set [unknown-measure-set]",
    )
    assert issubclass(ActualsError, ZielcalcError)
    assert issubclass(UsageError, ZielcalcError)


def test_contradictions_are_found_when_judging() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    months = "".join(f"elb,2016-{month:02},1400\n" for month in range(1, 13))
    actuals = zielcalc.parse_actuals(f"measure,period,value\nelb,2016,1500\n{months}", agreement)
    with pytest.raises(ActualsError) as caught:
        zielcalc.evaluate(agreement, actuals)
    assert str(caught.value) == "the year's value of elb is 1,500, its months make 1,400 [annual-contradicts]"


def test_the_plan_as_actuals() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    plan = zielcalc.plan_as_actuals(agreement)
    assert {id: cell.value for (id, _), cell in plan.annual.items()} == {"integrations": 320, "elb": 1400}
    report = zielcalc.evaluate(agreement, plan, is_plan=True)
    assert zielcalc.render(report, "plain") == PLAIN
    assert "its own plan" in zielcalc.render(report, "table")


def test_what_if() -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    actuals = zielcalc.parse_actuals(ACTUALS, agreement)
    assumed = zielcalc.assume(actuals, [zielcalc.read_assumption("integrations = 321", agreement)])
    assert (
        zielcalc.render(zielcalc.evaluate(agreement, assumed), "plain")
        == """\
quota_level\tmet\t-\t22.928571%\t>= 22.9%\t+0.028571pp\tassumed
more\tmet\t-\t321\t> 300\t+21\tassumed
"""
    )
    assert [result.is_assumed for result in zielcalc.evaluate(agreement, assumed).results] == [True, True]
    assert [result.is_assumed for result in zielcalc.evaluate(agreement, actuals).results] == [False, False]


@pytest.mark.parametrize("notation", ["comma", "point"])
def test_an_assumption_is_read_in_the_notation_said(notation: str) -> None:
    agreement = zielcalc.parse_agreement(AGREEMENT)
    with pytest.raises(UsageError) as caught:
        zielcalc.read_assumption("elb=1.400", agreement)
    assert [problem.code for problem in caught.value.problems] == ["undecided-notation"]
    cell = zielcalc.read_assumption("elb=1.400", agreement, decimal=notation)  # type: ignore[arg-type]
    assert cell.value == {"comma": 1400, "point": Fraction("1.4")}[notation]


def test_every_name_promised_is_there() -> None:
    assert [name for name in zielcalc.__all__ if getattr(zielcalc, name, None) is None] == []
    with pytest.raises(AttributeError, match="module 'zielcalc' has no attribute 'judge_all'"):
        _ = zielcalc.judge_all


@pytest.mark.parametrize("module", ["zielcalc", *MODULES])
def test_the_examples_in_docstrings_are_so(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_the_outlook_keeps_to_the_agreed_baseline_and_to_this_year_unless_asked() -> None:
    """Half a year at 26 a month, as all the year before: +4 % on the agreed 300 × 1/2, ±0 on the 156 of the data."""
    agreement = zielcalc.parse_agreement(
        "format: 1\ntitle: Outlook\nyear: 2016\njudged: exact\n"
        "measures:\n  a: {unit: count, over_time: sum, baseline: 300}\n"
        "targets:\n  rises: {of: change(a), at_least: 2 %}\n"
    )
    months = [*(f"2015-{month:02d}" for month in range(1, 13)), *(f"2016-{month:02d}" for month in range(1, 7))]
    actuals = zielcalc.parse_actuals(
        "measure,period,value\n" + "".join(f"a,{month},26\n" for month in months), agreement
    )

    assert zielcalc.needs_of(agreement, actuals).needs == ()
    assert [need.target.id for need in zielcalc.needs_of(agreement, actuals, baseline_from_actuals=True).needs] == [
        "rises"
    ]
    agreed = zielcalc.forecasts_of(agreement, actuals)
    by_data = zielcalc.forecasts_of(agreement, actuals, baseline_from_actuals=True, backtest=True)
    assert {ending.verdict for forecast in agreed.forecasts for ending in forecast.endings} == {Verdict.MET}
    assert {ending.verdict for forecast in by_data.forecasts for ending in forecast.endings} == {Verdict.MISSED}
    assert (agreed.misses, len(by_data.misses)) == ((), 1)
