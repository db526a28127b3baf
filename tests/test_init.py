"""init: the next year's agreement keeps all that was not agreed for the old year alone, and carries its results on."""

from __future__ import annotations

import re
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from command import ROOT
from command import zielcalc as run
from hypothesis import given, settings
from hypothesis import strategies as st

import zielcalc
from zielcalc.model.actuals import Actuals, Cell
from zielcalc.model.agreement import NOWHERE, Agreement
from zielcalc.model.period import Month, Year
from zielcalc.model.unit import COUNT, PERCENT, Unit, parse_unit
from zielcalc.write.left_over import left_over
from zielcalc.write.next_year import baseline_text, next_year_text
from zielcalc.write.round_trip import read_yaml, write_yaml

FIRST = ROOT / "agreement_2016.yaml"
CASES = sorted(path for path in (ROOT / "tests" / "cases").glob("*/agreement*.yaml"))
AGREEMENTS = [FIRST, *(path for path in CASES if zielcalc.read_facts(path.read_bytes()))]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def filled(agreement: Agreement) -> Actuals:
    """Give each measure a result with no end, and each yes or no a yes."""
    values = {id: Fraction(100 * number, 7) for number, id in enumerate(agreement.measures, 1)}
    year = agreement.year
    return Actuals(
        {(id, year): Cell(id=id, period=year, value=value, place=NOWHERE) for id, value in values.items()},
    )


def test_the_round_trip_changes_nothing() -> None:
    text = FIRST.read_text(encoding="utf-8")
    assert write_yaml(read_yaml(text), text) == text


@pytest.mark.parametrize("path", AGREEMENTS, ids=name)
def test_the_round_trip_keeps_every_fact_and_comment(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    again = write_yaml(read_yaml(text), text)
    assert zielcalc.read_facts(again.encode()) == zielcalc.read_facts(text.encode())
    assert re.findall(r"(?m)^ *(#.*)$", again) == re.findall(r"(?m)^ *(#.*)$", text)


@pytest.mark.parametrize("path", AGREEMENTS, ids=name)
def test_next_year_is_sound_and_holds_the_results(path: Path) -> None:
    old = zielcalc.load_agreement(path)
    text = path.read_text(encoding="utf-8")
    baselines = zielcalc.next_baselines(old, filled(old))
    new = zielcalc.parse_agreement(next_year_text(text, old, baselines, ("ist.csv",), "de"))

    assert new.year == Year(old.year.first + 12)
    assert list(new.measures) == list(old.measures)
    assert list(new.indicators) == list(old.indicators)
    assert list(new.targets) == list(old.targets)
    for id, owner in new.owners.items():
        was = old.owners[id]
        assert (owner.label, owner.unit, owner.group, owner.note) == (was.label, was.unit, was.group, was.note)
        assert not owner.printed
        assert owner.source is None
        assert owner.plan is None or owner.plan.value is None
        if was.baseline and baselines[id] is not None:
            assert owner.baseline
            assert owner.baseline.value is not None
            assert abs(owner.baseline.value - baselines[id]) <= was.unit.scale * Fraction(1, 2 * 10**6)
    for id, target in new.targets.items():
        was_target = old.targets[id]
        assert (target.demand and target.demand.kind) == (was_target.demand and was_target.demand.kind)
        assert (target.of_text, target.decimals, target.judged) == (
            was_target.of_text,
            was_target.decimals,
            was_target.judged,
        )
        assert (target.label, target.note, target.serves) == (was_target.label, was_target.note, was_target.serves)
        assert not target.printed
        assert target.due == (was_target.due and was_target.due + 12)


@pytest.mark.parametrize("path", AGREEMENTS, ids=name)
def test_next_year_keeps_the_comments_and_needs_no_other_measures(path: Path) -> None:
    old = zielcalc.load_agreement(path)
    text = path.read_text(encoding="utf-8")
    written = next_year_text(text, old, zielcalc.next_baselines(old, Actuals()), (), "de")
    comments = re.findall(r"(?m)^ *(#.*)$", re.sub(r"(?m)^# .*\n(?=not_encoded:)", "", text))
    assert [line for line in re.findall(r"(?m)^ *(#.*)$", written) if "Fortgeschrieben" not in line] == comments
    new = zielcalc.parse_agreement(written)
    needed, was_needed = ({row.id for row in zielcalc.missing_rows(agreement)} for agreement in (new, old))
    # What only a bound named is not needed where that is open now.
    assert needed <= was_needed
    assert path != FIRST or needed == was_needed


@settings(derandomize=True, deadline=None)
@given(st.fractions(max_denominator=10**9), st.sampled_from(["count", "percent", "pp", "TEUR", "EUR / count"]))
def test_a_baseline_is_read_back_as_it_was_written(value: Fraction, word: str) -> None:
    unit = parse_unit(word)
    assert unit
    text = f"format: 1\ntitle: x\nyear: 2016\njudged: exact\nmeasures:\n  a: {{unit: {word}, over_time: sum, baseline: "
    text += f"{baseline_text(value, unit)}}}\ntargets:\n  t: {{of: a, monitored: true}}\n"
    figure = zielcalc.parse_agreement(text).measures["a"].baseline
    assert figure
    assert figure.value is not None
    assert abs(figure.value - value) <= unit.scale * Fraction(1, 2 * 10**6)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Fraction(13826), COUNT, "13826"),
        (Fraction(41479, 3), COUNT, "13826.333333"),
        (Fraction("13826.25"), COUNT, "13826.25"),
        (Fraction("13826.125"), COUNT, "13826.1250"),
        (Fraction("3730.59085177"), COUNT, "3730.59085177"),
        (Fraction("0.067"), PERCENT, "6.7 %"),
        (Fraction(-1, 3), PERCENT, "-33.333333 %"),
        (Fraction(0), COUNT, "0"),
    ],
)
def test_baselines_as_the_file_has_them(value: Fraction, unit: Unit, text: str) -> None:
    assert baseline_text(value, unit) == text


LAYOUT = """\
---
format: 1 # the format
title: "Ziele 2015/2016" # a title in quotation marks
# the period
period: 2015-11/2016-10
judged: rounded
decimals: {percent: 1}
data_as_of: 2015-12
revisions:
  - {month: 2016-04, measures: [lzb], text: Revision}
  # a later one
  - month: 2017-02
    measures: [lzb]
    text: Another revision

# what the actuals supply
measures:
  lzb:
    source: {section: "1"} # the source comes first

    # a comment behind the source
    unit: count
    over_time: mean
    baseline: 9162 # printed

    # before the plan
    plan: 9153
    printed:
      baseline: "9.162" # as printed

      # inside
      plan: "9.153"

  # an own section
  elb: {unit: count, over_time: mean, plan: 7}

targets:
  share:
    of: lzb / elb
    at_most: 8 %
  corridor: {of: lzb, between: [9000, lzb]}
  near: {of: lzb, about: 9100, within: 5}
  as_before: {of: lzb, at_most: baseline(lzb)}
  factor: {of: lzb, at_most: baseline(lzb) * (1 - 0.1 %)}
  whole: {of: lzb, at_most: 1 * baseline(lzb)}
  concept: {milestone: A concept, due: 30.06.2016, printed: bis Juni 2016}
  # the end
"""


NEXT_LAYOUT = """\
# Carried on from <agreement>; the baselines are the results of 2015-11/2016-10 from ist.csv.
---
format: 1 # the format
title: "Ziele 2016/2017" # a title in quotation marks
# the period
period: 2016-11/2017-10
judged: rounded
decimals: {percent: 1}
data_as_of: open
revisions:
  # a later one
  - month: 2017-02
    measures: [lzb]
    text: Another revision

# what the actuals supply
measures:
  lzb:
    # a comment behind the source
    unit: count
    over_time: mean
    baseline: 9005.5 # printed

    # before the plan
    plan: open

  # an own section
  elb: {unit: count, over_time: mean, plan: open}

targets:
  share:
    of: lzb / elb
    decimals: 1
    at_most: open
  corridor: {of: lzb, between: [open, lzb]}
  near: {of: lzb, about: open, within: open}
  as_before: {of: lzb, at_most: baseline(lzb)}
  factor: {of: lzb, at_most: open}
  whole: {of: lzb, at_most: 1 * baseline(lzb)}
  concept: {milestone: A concept, due: 30.06.2017}
  # the end
"""


def test_layout_and_every_kind_of_bound() -> None:
    old = zielcalc.parse_agreement(LAYOUT)
    rows = [f"lzb;{old.year.first + number};{9000 + number}" for number in range(12)]
    actuals = zielcalc.parse_actuals("\n".join(["measure;period;value", *rows]), old)
    assert next_year_text(LAYOUT, old, zielcalc.next_baselines(old, actuals), ("ist.csv",), "en") == NEXT_LAYOUT


@pytest.mark.parametrize(
    ("year", "title", "later"),
    [
        ("year: 2016", "Ziele 2016, wie 2014 gedacht", "Ziele 2017, wie 2014 gedacht"),
        ("year: 2016", "Ziele 2016-17", "Ziele 2017-18"),
        ("year: 2016", "Ziele 2016-12", "Ziele 2017-12"),
        ("period: 2015-11/2016-10", "Ziele 2015/16", "Ziele 2016/17"),
        ("year: 2016", "Ziele 2016 / 17 und 2016 – 17", "Ziele 2017 / 18 und 2017 – 18"),
        ("year: 2016", "Ziele 2016/2017", "Ziele 2017/2018"),
        ("year: 2016", "Ziele 2015/2016", "Ziele 2016/2017"),
        ("year: 2016", "Ziele 2016–2018", "Ziele 2016–2018"),
        ("year: 2016", "ZV 20161, ZV2016, 12016", "ZV 20161, ZV2017, 12016"),
        ("period: 2015-11/2016-10", "Ziele 2015/11-2016/10", "Ziele 2016/11-2017/10"),
        ("period: 1999-11/2000-10", "Ziele 1999–00 (1999-11 bis 2000-10)", "Ziele 2000–01 (2000-11 bis 2001-10)"),
    ],
)
def test_the_title_names_the_years_after(year: str, title: str, later: str) -> None:
    text = f"format: 1\ntitle: {title}\n{year}\njudged: exact\nmeasures: {{}}\ntargets: {{k: {{milestone: Konzept}}}}\n"
    made = next_year_text(text, zielcalc.parse_agreement(text), {}, (), "en")
    assert zielcalc.parse_agreement(made).title == later


MARKED = """\
# head
--- # mark
format: 1
title: Ziele 2016
year: 2016
judged: exact
revisions:
  - month: 2016-04
    measures: [a]
    text: Past
  - {month: 2016-06, measures: [a], text: Past as well}
measures:
  a:
    unit: count
    over_time: sum
    source: {page: 3}
  b: {unit: count, over_time: sum, source: {page: 3}}
  c:
    source: {page: 3}
    unit: count
    over_time: sum
    printed:
      plan: "3"
      baseline: "4"
  d:
    unit: count
    over_time: sum
    plan: 5
    baseline: 4
    source:
      page: 3
targets:
  t:
    of: a
    printed: ["3"]
    at_least: 3
  u: {of: b, printed: ["3"], at_least: 3}
  v:
    at_least: 3
    of: c
    condition: {text: Personal}
    printed:
      - "3"
not_encoded:
  x: {quote: 9 Gemeinden, reason: Nur der Kreis}
  y:
    quote: 8 Gemeinden
    reason: Nur der Kreis
parties:
  - Kreis
  - Agentur
breakdown:
  column: jobcenter
  file: jobcenter_2016.csv
...
"""
LEFT_OUT = {'baseline: "4"', "- {month: 2016-06, measures: [a], text: Past as well}", "measures: [a]", "text: Past"}
LEFT_OUT |= {'plan: "3"', "page: 3", '- "3"', "x: {quote: 9 Gemeinden, reason: Nur der Kreis}", "y:"}
LEFT_OUT |= {"quote: 8 Gemeinden", "reason: Nur der Kreis", "- month: 2016-04"}
"""Lines that go, and what is said above them, inside of what is left out."""


@pytest.mark.parametrize("later", [False, True], ids=["all past", "one to come"])
def test_comments_stay_but_right_above_sections_that_go(later: bool) -> None:
    text = MARKED.replace("2016-06", "2017-02") if later else MARKED
    gone = {"not_encoded:"} if later else {"not_encoded:", "revisions:"}
    lines = text.splitlines()
    for number, line in enumerate(lines):
        depth = len(line) - len(line.lstrip())
        for indent in {depth, len(lines[number - 1]) - len(lines[number - 1].lstrip())} if number else {0}:
            commented = [*lines[:number], " " * indent + "# kept", *lines[number:]]
            old = zielcalc.parse_agreement("\n".join([*commented, ""]))
            made = next_year_text("\n".join([*commented, ""]), old, {}, (), "en")
            if line.strip() not in LEFT_OUT:
                goes = not indent and line in gone
                assert goes != ("# kept" in [found.strip() for found in made.splitlines()]), (number, indent, made)
            assert [found for found in made.splitlines() if found.strip() != "# kept"] == next_year_text(
                text, zielcalc.parse_agreement(text), {}, (), "en"
            ).splitlines()


def test_a_heading_goes_with_its_section_but_not_that_of_the_file() -> None:
    section = "not_encoded: {x: {quote: 9, reason: y}}\n"
    rest = "format: 1\ntitle: x\nyear: 2016\njudged: exact\nmeasures: {}\ntargets: {k: {milestone: Konzept}}\n"
    for text, kept in [
        (f"{rest}# -----\n# paper\n{section}", []),
        (f"{rest}# -----\n\n# paper\n{section}", ["# -----"]),
        (f"# ours\n# file\n{section}{rest}", ["# ours", "# file"]),
    ]:
        made = next_year_text(text, zielcalc.parse_agreement(text), {}, (), "en")
        assert [line for line in made.splitlines() if line[0:1] == "#" and "Carried" not in line] == kept


def test_carried_on_twice_it_says_only_what_holds() -> None:
    text = (
        "# Ours\nformat: 1\ntitle: Ziele 2016\nyear: 2016\njudged: exact\nmeasures:\n"
        "  a: {unit: count, over_time: mean, baseline: 3}\n"
        "  b:\n    unit: count\n    baseline: 3\n\n    # of twelve months\n    over_time: mean\n"
        "  c: {unit: count, over_time: mean, baseline: 3} # agreed\n"
        "targets: {t: {of: a, at_least: baseline(a)}}\n"
    )
    third, whole = Fraction(10, 3), Fraction(4)
    said = []
    years = [((third, third), ("x.csv",), "de"), ((whole, third / 2), ("y",), "en"), ((third, third), ("z",), "de")]
    for values, files, lang in years:
        old = zielcalc.parse_agreement(text)
        baselines = {"a": values[0], "b": values[1], "c": third}
        text = next_year_text(text, old, baselines, files, lang)  # type: ignore[arg-type]
        new = zielcalc.parse_agreement(text)
        left = left_over(old, new, text, baselines, files, lang)  # type: ignore[arg-type]
        said.append([(problem.code, problem.args["name"]) for problem in left])
        lines = text.splitlines()
        assert (lines[0], [line for line in lines if "aus <" in line or "from <" in line]) == ("# Ours", [lines[1]])
        assert [line.partition("# ")[2] for line in lines if line.strip().startswith(("a:", "c:"))] == [
            {third: "genau 10/3", whole: ""}[values[0]],
            "agreed",
        ]
        b = text.partition("  b:\n")[2].partition("  c:")[0]
        note = {third: "3.333333 # genau 10/3", third / 2: "1.666667 # exactly 5/3"}[values[1]]
        assert b == f"    unit: count\n    baseline: {note}\n\n    # of twelve months\n    over_time: mean\n"
    assert said == [[("baseline-rounded", "c")]] * 3


COMMENTED = """\
format: 1
title: Ziele 2016
year: 2016
judged: exact
decimals:
  percent: 1
measures:
    a:
        unit: count
        # at present

        # a mean
        over_time: mean
    b:
        unit: count
        over_time: mean
        baseline: 5.333333 # genau 16/3 # ours
targets:
    t: {of: change(a), at_least: 3 %}
    u:
        # the first
        at_least: 3 %
        of: a / b
"""


def test_comments_stay_with_their_keys_and_lines_as_they_end_and_are_indented(tmp_path: Path) -> None:
    written = COMMENTED.replace("  percent", "    percent").replace("2016", "2017").replace("3 %", "open")
    written = written.replace("        # at", "        baseline: 4\n        # at")
    written = written.replace("        of: a / b", "        decimals: 1\n        of: a / b")
    first, *rest = written.split("\n")
    origin = "# Carried on from old.yaml; the baselines are the results of 2016 from ist.csv."
    for end in ("\n", "\r\n"):
        (tmp_path / "old.yaml").write_text(COMMENTED, encoding="utf-8", newline=end)
        for b, beside in (("7", "7        # ours"), ("7.5", "7.5      # ours")):
            (tmp_path / "ist.csv").write_text(f"measure;period;value\na;2016;4\nb;2016;{b}\n", encoding="utf-8")
            outcome = run(tmp_path, ["init", "old.yaml", "ist.csv", "--strict", "--decimal", "point"])
            made = "\n".join([origin, first, *rest]).replace("5.333333 # genau 16/3 # ours", beside)
            assert outcome.out == made.replace("\n", end), outcome.err


def test_an_exact_fraction_is_put_in_the_place_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(COMMENTED.replace("# genau 16/3 # ours", "# ours # genau 16/3"))
    rows = [f"b;2016-{month:02};{month // 12}\n" for month in range(1, 13)]
    (tmp_path / "ist.csv").write_text("".join(["measure;period;value\na;2016;4\n", *rows]))
    outcome = run(tmp_path, ["init", "old.yaml", "ist.csv", "--strict", "--lang", "en"])
    assert "        baseline: 0.0833333 # exactly 1/12 # ours\n" in outcome.out, outcome.err


YEARLY = """\
format: 1
title: Ziele 2016
year: 2016
legal_basis: § 48b SGB II in der Fassung von 2011
judged: exact
# one\u2028# two
measures:
  a: {unit: count, over_time: sum, baseline: 2015} # Stand 2015
targets:
  t_2004: {of: a, at_least: baseline(a), note: mehr als 2016} # bis 2019
"""


def test_old_years_are_named_every_year_anew_until_they_are_gone(tmp_path: Path) -> None:
    (tmp_path / "2016.yaml").write_text(YEARLY, encoding="utf-8")
    for year, said in [(2016, "2015, 2016"), (2017, "2015, 2016"), (2019, "2015, 2016, 2019")]:
        (tmp_path / "ist.csv").write_text(f"measure;period;value\na;{year};2010\n")
        (tmp_path / f"{year}.yaml").write_text(YEARLY.replace("Ziele 2016\nyear: 2016", f"Ziele {year}\nyear: {year}"))
        outcome = run(tmp_path, ["init", f"{year}.yaml", "ist.csv"])
        assert f"an old year ({said}) is still named, line 10, 12 [old-year-named]" in outcome.err


@pytest.mark.parametrize(
    ("rows", "origin", "names"),
    [
        (["a;2016;4", "b;2016;5"], "the baselines are the results of 2016 from ist.csv.", None),
        (["b;2016;5"], "the baselines that are not open are the results of 2016 from ist.csv.", "a"),
        (["a;2015;4", "b;2016-01;5"], "the baselines are still open.", "a, b"),
    ],
)
def test_what_the_actuals_do_not_give_is_said(rows: list[str], origin: str, names: str | None, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(COMMENTED.replace("# at present", "baseline: 3 # at present"))
    (tmp_path / "ist.csv").write_text("\n".join(["measure;period;value", *rows]))
    outcome = run(tmp_path, ["init", "old.yaml", "ist.csv"])
    assert outcome.out.startswith(f"# Carried on from old.yaml; {origin}\n")
    said = f"<stdout>: notice: the actuals give no result of 2016 for {names}: baseline open [baseline-left-open]"
    assert (said in outcome.err) == ("[baseline-left-open]" in outcome.err) == bool(names)
    assert "[baseline-left-open]" not in run(tmp_path, ["init", "old.yaml"]).err


def test_without_ruamel_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    outcome = run(tmp_path, ["init", str(ROOT / "agreement_2016.yaml")])
    assert (outcome.code, outcome.out) == (2, "")
    assert "pip install 'zielcalc[init]'" in outcome.err
    assert run(tmp_path, ["init"]).code == 0


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_new_agreement_is_for_the_coming_year_and_sound(lang: str, tmp_path: Path) -> None:
    assert run(tmp_path, ["init", "-o", "agreement.yaml", "--lang", lang]).code == 0
    assert zielcalc.load_agreement(tmp_path / "agreement.yaml").year.first == Month.of(date.today().year + 1, 1)
    assert run(tmp_path, ["validate", "agreement.yaml"]).code == 0
    assert run(tmp_path, ["template"]).code == 0
