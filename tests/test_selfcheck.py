"""The paper held against itself: the spots of the 2016 agreement, and that nothing hostile takes long."""

from __future__ import annotations

import subprocess
import sys
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from command import ROOT
from command import zielcalc as zielcalc_command
from hypothesis import given, settings
from hypothesis import strategies as st

import zielcalc
from zielcalc.judge.comparison import meets
from zielcalc.judge.planned import Planned
from zielcalc.model.amount import Reckoning
from zielcalc.model.paper_numbers import counted_figures
from zielcalc.model.printed import only_figure
from zielcalc.model.quantity import decimal_text, round_half_up
from zielcalc.model.unit import PERCENT

HEAD = "format: 1\ntitle: Many\nyear: 2016\njudged: rounded\ndecimals: {percent: 1}\n"
TWO = """measures:
  a: {unit: count, over_time: sum, plan: 10499, baseline: 10000}
  e: {unit: count, over_time: mean, plan: 105400, baseline: 100000}
"""
MANY = {
    "a measure each": "measures:\n"
    + "".join(f"  m{n}: {{unit: count, over_time: sum, plan: 103, baseline: 100}}\n" for n in range(1_500))
    + "targets:\n"
    + "".join(f"  t{n}: {{of: change(m{n}), at_least: 2.5 %}}\n" for n in range(1_500)),
    "all by rounding": f"{TWO}targets:\n" + "".join(f"  t{n}: {{of: a / e, at_least: 10 %}}\n" for n in range(3_000)),
    "all different": f"{TWO}targets:\n"
    + "".join(f"  t{n}: {{of: a / e, at_least: {n / 100:.1f} %, printed: '1,0'}}\n" for n in range(2_500)),
    "all coarse": f"{TWO}targets:\n"
    + "".join(f"  t{n}: {{of: change(a), at_most: -0.1 %}}\n" for n in range(3_000)),
    "a total of all": "measures:\n"
    + "".join(f"  m{n}: {{unit: count, over_time: sum, plan: 103}}\n" for n in range(1_000))
    + f"indicators:\n  all: {{unit: count, formula: 'sum({', '.join(f'm{n}' for n in range(12))})'}}\ntargets:\n"
    + "".join(f"  t{n}: {{of: m{n}, at_least: 100}}\n" for n in range(1_000))
    + "".join(f"  a{n}: {{of: all, at_least: 10000}}\n" for n in range(1_000)),
    "a sum of sums": TWO.replace("measures:", "measures:")
    + "indicators:\n  i0: {unit: count, formula: a + a}\n"
    + "".join(f"  i{n}: {{unit: count, formula: i{n - 1} + i{n - 1}, printed: {{plan: '1'}}}}\n" for n in range(1, 45))
    + "targets: {t: {of: i44, at_least: 1}, u: {of: a, at_least: 1}}\n",
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_many_targets_take_no_longer_than_anybody_waits(name: str) -> None:
    text = HEAD + MANY[name]
    agreement = zielcalc.parse_agreement(text)
    start = time.process_time()
    found = zielcalc.selfcheck(agreement)
    assert time.process_time() - start < 2
    codes = [notice.code for notice in found]
    assert len(codes) <= 101
    assert codes.count("more-notices") == (len(codes) == 101)


def test_the_spots_of_the_agreement_of_2016() -> None:
    found = zielcalc.selfcheck(zielcalc.load_agreement(ROOT / "agreement_2016.yaml"))
    assert [(notice.code, reckoned(notice.args.get("reckoned"))) for notice in found] == [
        ("plan-by-rounding", Fraction(105, 1054)),
        ("plan-by-rounding", Fraction(9153, 9162) - 1),
        ("coarse-rounding", None),
        ("padded", Fraction(3089, 13826)),
        ("uneven", Fraction(105, 1054)),
        ("same-promise", None),
        ("no-baseline", None),
        ("interpretation", None),
    ]
    asyl, lzb, coarse, padded, _, promise, *_ = (notice.args for notice in found)
    assert (asyl["needed"].value, lzb["needed"].value) == (106, 9152)
    assert coarse["enough"].value == Fraction(-5, 10_000)
    assert (coarse["loose"].text("de"), coarse["strict"].text("de")) == ("9.157", "9.153")
    assert (coarse["share"].value, coarse["binding"], coarse["finer"]) == (Fraction(1, 2), "lzb_9153", 2)
    assert [spot.said for spot in padded["also"].items] == ["12,70%", "2,50%"]
    assert {spot.said for spot in padded["firm"].items} == {"22,90%", "-0,10%"}
    assert (promise["low"].value, promise["missing"].value, promise["level"].value) == (3198, 54, 14200)


def reckoned(said: object) -> Fraction | None:
    return said.result.value if isinstance(said, Reckoning) else None


# Laws.

few, many = (settings(derandomize=True, deadline=None, max_examples=count) for count in (60, 300))
shares = st.fractions(Fraction(-2), Fraction(2), max_denominator=5_000)


@few
@given(shares, st.integers(0, 5), st.integers(0, 3))
def test_a_figure_says_at_which_decimals_it_was_rounded(value: Fraction, decimals: int, zeros: int) -> None:
    rounded = round_half_up(value * 100, decimals)
    printed = decimal_text(rounded, decimals + zeros, "de") + " %"
    figure = only_figure(printed)
    assert figure is not None
    at = figure.decimals_from(value, PERCENT)
    assert at is not None
    assert at >= decimals
    assert round_half_up(value * 100, at) == rounded


QUOTA = """format: 1
title: A quota
year: 2016
judged: {judged}
decimals: {{percent: 1}}
measures:
  a: {{unit: count, over_time: sum, baseline: {baseline}, plan: 100}}
  e: {{unit: count, over_time: mean, baseline: 1000, plan: {elb}}}
targets:
  level: {{of: a / e, {kind}: {bound} %}}
  rise: {{of: change(a / e), {kind}: {bound} %}}
  fall: {{of: -a / e, {kind}: {bound} %}}
"""
whole = st.integers(4_000, 20_000)


@many
@given(
    st.sampled_from(["rounded", "exact"]),
    whole,
    whole,
    st.sampled_from(["at_least", "more_than", "at_most", "less_than"]),
    st.decimals(-9, 40, places=1),
)
def test_what_a_target_demands_of_a_measure_meets_it_and_one_less_does_not(
    judged: str, baseline: int, elb: int, kind: str, bound: Decimal
) -> None:
    text = QUOTA.format(judged=judged, baseline=baseline, elb=elb, kind=kind, bound=bound)
    planned = Planned(zielcalc.parse_agreement(text))
    for target in planned.agreement.targets.values():
        line = planned.line(target, "a")
        assert line is not None
        assert target.demand is not None
        inside, outside = (1, -1) if line.is_least else (-1, 1)
        for step, is_met in ((inside, True), (outside, False)):
            number = line.number(line.judged + step)
            decimals = 1 if judged == "rounded" else None
            assert meets(kind, number, (line.bound,), target.unit, decimals) is is_met


COUNTED = """measures:
  a: {{unit: count, over_time: {over_time}, baseline: {baseline}, plan: {baseline}}}
  u: {{unit: percent, over_time: last, baseline: 6.8 %, plan: 6.7 %}}
  b: {{unit: count, over_time: mean, baseline: 10000, plan: 10000}}
targets:
  t: {{{demand}}}
"""


@pytest.mark.parametrize(
    ("over_time", "baseline", "demand", "enough", "loose"),
    [
        ("mean", 8500, "of: change(a), at_most: -0.1 %", "−0,05 %", "8.495"),
        ("mean", 1000, "of: change(a), at_most: -0.2 %", "−0,15 %", "998,5"),
        ("sum", 1000, "of: change(a), at_most: -0.2 %", None, None),
        ("mean", 1000, "of: change(a), at_least: 0.1 %", "0,05 %", "1.000,5"),
        ("mean", 1000, "of: change(a), at_least: -0.1 %", "über −0,15 %", "998,6"),
        ("mean", 1000, "of: a, at_most: 999", "unter 999,5", None),
        ("sum", 1000, "of: a, at_most: 999", None, None),
        ("mean", 1000, "of: u, at_most: 6.7 %", "unter 6,75 %", None),
        ("mean", 1000, "of: u, at_least: 6.9 %", "6,85 %", None),
        ("sum", 998, "of: a / b, more_than: 10 %", None, None),
        ("sum", 998, "of: a / b, at_least: 10 %", "9,95 %", "995"),
    ],
)
def test_what_will_do_when_rounded_does(
    over_time: str, baseline: int, demand: str, enough: str | None, loose: str | None
) -> None:
    text = HEAD + COUNTED.format(over_time=over_time, baseline=baseline, demand=demand)
    found = [notice.args for notice in zielcalc.selfcheck(zielcalc.parse_agreement(text))
             if notice.code == "coarse-rounding"]  # fmt: skip
    told = [(args.get("enough", args.get("alone")).text("de"), args.get("loose")) for args in found]
    assert [(said, level and level.text("de")) for said, level in told] == ([(enough, loose)] if enough else [])


@many
@given(st.integers(100, 20_000), st.sampled_from(["at_least", "at_most"]), st.decimals(-3, 3, places=1))
def test_the_count_that_will_do_meets_and_the_next_does_not(baseline: int, kind: str, bound: Decimal) -> None:
    text = HEAD + COUNTED.format(over_time="mean", baseline=baseline, demand=f"of: change(a), {kind}: {bound} %")
    agreement = zielcalc.parse_agreement(text)
    for notice in zielcalc.selfcheck(agreement):
        if notice.code == "coarse-rounding":
            loose, change = notice.args["loose"], [Fraction(bound) / 100]
            step = Fraction(1 if kind == "at_least" else -1, 10**loose.decimals)
            reached = [level / baseline - 1 for level in (loose.value, loose.value - step)]
            assert [meets(kind, value, tuple(change), PERCENT, 1) for value in reached] == [True, False]


BOTH = """measures:
  a: {{unit: count, over_time: {over_time}, baseline: 100}}
targets:
  t1: {{of: a, {one}}}
  t2: {{of: a, {other}}}
"""
EXCLUDE, DIFFER = "targets-exclude", "promises-differ"


@pytest.mark.parametrize("judged", ["rounded", "exact"])
@pytest.mark.parametrize(
    ("over_time", "one", "other", "codes"),
    [
        ("sum", "at_least: 110", "less_than: 110", {EXCLUDE}),
        ("mean", "at_least: 110", "less_than: 110", {EXCLUDE}),
        ("sum", "at_least: 110", "at_most: 110", set()),
        ("mean", "at_least: 110", "at_most: 110", set()),
        ("sum", "more_than: 109", "less_than: 110", {EXCLUDE}),
        ("sum", "equals: 100", "at_least: 101", {EXCLUDE}),
        ("sum", "equals: 100", "equals: 101", {EXCLUDE}),
        ("sum", "equals: 100", "at_most: 101", set()),
        ("sum", "between: [90, 100]", "at_least: 101", {EXCLUDE}),
        ("sum", "between: [90, 100]", "between: [100, 120]", set()),
        ("sum", "between: [90, 100]", "between: [101, 120]", {EXCLUDE}),
        ("sum", "about: 100, within: 5", "about: 120, within: 5", {EXCLUDE}),
        ("sum", "about: 100, within: 5", "at_most: 90", {EXCLUDE}),
        ("sum", "at_most: 110", "less_than: 111", set()),
        ("sum", "at_least: 111", "more_than: 110", set()),
        ("sum", "at_least: 110", "more_than: 110", {DIFFER}),
        ("mean", "at_least: 110", "more_than: 110", {DIFFER}),
        ("sum", "at_most: 110", "less_than: 110", {DIFFER}),
    ],
)
def test_which_targets_exclude_one_another_or_differ(
    judged: str, over_time: str, one: str, other: str, codes: set[str]
) -> None:
    text = HEAD.replace("rounded", judged) + BOTH.format(over_time=over_time, one=one, other=other)
    found = {notice.code for notice in zielcalc.selfcheck(zielcalc.parse_agreement(text))}
    assert found & {EXCLUDE, DIFFER} == codes


def test_targets_on_one_quotient_of_two_sums_exclude_one_another() -> None:
    text = (
        HEAD
        + """measures:
  a: {unit: count, over_time: sum}
  b: {unit: count, over_time: sum}
targets:
  t1: {of: a / b, at_least: 50 %}
  t2: {of: a / b, at_most: 49.9 %}
"""
    )
    (notice,) = (found for found in zielcalc.selfcheck(zielcalc.parse_agreement(text)) if found.code == EXCLUDE)
    assert [notice.args[key].text("de") for key in ("least", "most")] == ["mindestens 49,95 %", "unter 49,95 %"]


def test_each_target_is_named_with_the_number_it_asks() -> None:
    text = (
        HEAD.replace("rounded", "exact")
        + """measures:
  a: {unit: count, over_time: sum, plan: 105}
  b: {unit: count, over_time: mean, plan: 1000}
targets:
  t1: {of: a / b, more_than: 10 %}
  t2: {of: a, at_least: 100}
"""
    )
    (notice,) = (found for found in zielcalc.selfcheck(zielcalc.parse_agreement(text)) if found.code == DIFFER)
    assert [(spot.name, spot.said.value) for spot in notice.args["demands"].items] == [("t1", 101), ("t2", 100)]


words = st.lists(st.text("abcdefghijklmnopqrstuvwxyzäöüß", min_size=4, max_size=12), min_size=3, max_size=20)


@few
@given(words, st.data())
def test_a_quote_is_found_however_its_lines_are_broken(text: list[str], data: st.DataObject) -> None:
    broken = ""
    for word in text:
        at = data.draw(st.integers(1, len(word) - 1))
        hyphen = data.draw(st.sampled_from(["", "-\n", "-\n\n  ", "\u00ad"]))
        broken += word[:at] + hyphen + word[at:] + data.draw(st.sampled_from([" ", "\n", " \r\n ", "\u00a0", "\x0c"]))
    paper = zielcalc.Paper("paper.txt", f"Anfang {broken} Ende")
    start = data.draw(st.integers(0, len(text) - 1))
    assert paper.has(" ".join(text[start:]))
    assert not paper.has(" ".join(text[start:]) + " niemals")


@pytest.mark.parametrize(
    ("text", "line", "is_there"),
    [
        ("39 105", "Integrationen 1.539 105", False),
        ("39 105", "Integrationen 39 105", True),
        ("um 2", "um 2,5 %", False),
        ("um 2,5%", "um 2,5 %", True),
        ("Ein- und Ausgaben", "Ein-\nund Ausgaben", True),
        ("SGB-bezogen", "SGB-\nbezogen", True),
        ('das "Haus"', "das „Haus“", True),
        ("−0,1 %", "– 0,1 %", False),
        ("Abbau der LZB … um 2 %", "Abbau\nder LZB im Kreis um 2 %", True),
        ("Abbau der LZB [...] um 2 %", "Abbau der LZB um 3 %", False),
        ("Personen … Mindestens", "Mindestens 105 Personen", False),
        ("Mindestens … Personen", "Mindestens 105 Personen", True),
        ("Person … Personen", "Personen", False),
    ],
)
def test_what_a_paper_says(text: str, line: str, is_there: bool) -> None:
    assert zielcalc.Paper("paper.txt", line).has(text) is is_there


@pytest.mark.parametrize(
    ("text", "line", "is_there"),
    [
        ("zwei", "mindestens zwei Dialoge", True),
        ("zwei", "die zweite Hälfte", False),
        ("22,3", "22,3 %", True),
        ("22,3 %", "22,30 %", False),
        ("10%", "110%", False),
        ("0,1%", "–0,1 %", True),
        ("-0,10%", "0,10%", False),
        ("rd. 3.500", "mit rd. 3.500 Fällen", True),
        ("13 964", "mit 13\u00a0964 Fällen", True),
        ("105", "Integrationen 39 105", True),
        ("540", "mind.540 Stellen", True),
    ],
)
def test_which_figures_a_paper_prints(text: str, line: str, is_there: bool) -> None:
    assert zielcalc.Paper("paper.txt", line).has_printed(text) is is_there


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("nach § 48b Abs. 1 Nr.2 SGB II, §§ 16, 44 und 53", []),
        ("nach § 16, 540 Stellen", ["540"]),
        ("3. Abschnitt, Seite 4 von 12, Abb. 3", ["12"]),
        ("  2.1 Ziele", []),
        ("(3) Vereinbart sind 12", ["12"]),
        ("1. Halbjahr 2015/16, 31.12.2016, 1. März, 12/2016, 2016-03, bis 12 Uhr", []),
        ("in 2007, 2005 und 2026", ["2005"]),
        ("U25, T-3, ALG-2, 25-Jährige", []),
        ("1.596.852 und 22,30 % sowie –0,1%", ["1.596.852", "22,30 %", "–0,1%"]),
        ("Seite 3 von 10", []),
        ("Mindestens 105 Personen, ca.120 Plätze, mind.540 Stellen", ["105", "120", "540"]),
        ("rd.3.500 Fälle, um2,5%, um3 %, U25 %", ["3.500", "2,5%", "3 %"]),
        ("nach § 16 und 54 Integrationen, siehe Seite 5, 70 Fälle", ["54", "70"]),
        ("Anlage 2, 80 Plätze, Satz 3 und 90 Fälle, § 5, 20 €", ["80", "90", "20"]),
        ("§§ 16 und 44 Sozialgesetzbuch, Nr. 1 und 2 Satz 3, §§ 5, 6 SGB II, Abs.2 und 3 VwVfG", []),
        ("13 964 oder 1\u00a0596\u202f852,5 Fälle, 2016 105 Stellen", ["13 964", "1\u00a0596\u202f852,5", "105"]),
        ("z.B.4 Fälle, u.a.5, i.V.m.16, lit.2, Pos.3, Tabelle 2 und 3 Spalte 4", ["4", "5"]),
        ("12 105 300.000, 999 1000", ["12 105", "300.000", "999", "1000"]),
        ("- 7 -", []),
    ],
)
def test_numbers_that_say_how_much(line: str, numbers: list[str]) -> None:
    found = [figure.text for _, figures in counted_figures([line], 2016) for figure in figures]
    assert found == numbers


def test_thousands_set_with_a_blank_may_be_two_numbers_of_a_table() -> None:
    agreement = zielcalc.parse_agreement(
        HEAD
        + """measures:
  a: {unit: count, over_time: sum, plan: 39, baseline: 105}
  b: {unit: count, over_time: sum, plan: 13964, printed: {plan: "13 964"}}
targets: {}
"""
    )
    found = zielcalc.hold_against(agreement, zielcalc.Paper("paper.txt", "39 105\n13 964\n39 106\n"))
    assert [(notice.code, notice.args["numbers"]) for notice in found] == [("number-not-encoded", ("39 106",))]
    assert "printed-no-number" not in {notice.code for notice in zielcalc.selfcheck(agreement)}


@pytest.mark.parametrize(
    ("demand", "printed", "nearest"),
    [
        ("of: a / e, at_least: baseline(a / e) * (1 + 2.5 %)", "2,5%", None),
        ("of: a / e, at_least: baseline(a / e) + 0.2 pp", "0,2 Prozentpunkte", None),
        ("of: a / e, at_least: baseline(a / e) + 0.2 pp", "0,3 Prozentpunkte", "10 %"),
        ("of: a, between: [90, 1100]", "1.101", "1.100"),
        ("of: a, between: [90, 1100]", "1.100", None),
        ("of: a, between: [90, 1100]", "91", "90"),
    ],
)
def test_what_is_printed_of_a_bound(demand: str, printed: str, nearest: str | None) -> None:
    text = f"{HEAD}{TWO}targets:\n  t: {{{demand}, printed: '{printed}'}}\n"
    found = [
        notice for notice in zielcalc.selfcheck(zielcalc.parse_agreement(text)) if notice.code == "printed-differs"
    ]
    assert [notice.args["nearest"].text("de") for notice in found] == ([nearest] if nearest else [])


def test_the_number_of_a_page_is_the_last_line_before_the_next() -> None:
    lines = ["Stellen", "540", "", "3", "\x0cweiter", "12"]
    assert [number for number, _ in counted_figures(lines, 2016)] == [1, 5]


PAPERS = {
    "one number": "1" * 200_000,
    "numbers": " ".join(map(str, range(33_000))),
    "lines": "12\n" * 66_000,
    "blanks": " " * 199_000 + "5",
    "paragraphs": "§ 5, " * 40_000,
    "hyphens": "a-" * 100_000,
    "dots": "1." * 100_000 + "a",
}


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_takes_longer_than_anybody_waits(name: str) -> None:
    agreement = zielcalc.load_agreement(ROOT / "agreement_2016.yaml")
    start = time.process_time()
    found = zielcalc.hold_against(agreement, zielcalc.Paper("paper.txt", PAPERS[name]))
    assert time.process_time() - start < 2
    assert len(found) <= 101


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", "paper-not-text"),
        (b"PK\x03\x04", "paper-not-text"),
        (b"Ziel\0\1", "paper-not-text"),
        (b"K\x81ln", "paper-encoding"),
        (b" \n", "empty-file"),
        (b"1" * 200_001, "too-large"),
    ],
)
def test_what_is_no_paper(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes(data)
    with pytest.raises(zielcalc.PaperError) as caught:
        zielcalc.load_paper(tmp_path / "paper.txt")
    assert [problem.code for problem in caught.value.problems] == [code]
    with pytest.raises(zielcalc.PaperError):
        zielcalc.load_paper(tmp_path / "none.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_paper_in_any_of_its_encodings(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes("Köln – „Ziel“".encode(encoding))
    assert zielcalc.load_paper(tmp_path / "paper.txt").text == "Köln – „Ziel“"


def test_what_is_assumed_needs_no_evidence(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(
        f"{HEAD}measures:\ntargets:\n  t: {{milestone: M}}\n  u: {{milestone: N}}\n"
    )
    (tmp_path / "actuals.csv").write_text("measure,value\nu,no\n")
    outcome = zielcalc_command(tmp_path, ["check", "actuals.csv", "--set", "t=yes", "-f", "plain"])
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.startswith("t\tmet\t")


def test_a_check_imports_none_of_it() -> None:
    program = "import sys; from zielcalc.cli.run import run; run()"
    check = ["check", "--plan", "-f", "json", "-a", str(ROOT / "agreement_2016.yaml")]
    imported = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program, *check],
        cwd=ROOT,
        capture_output=True,
        check=False,
    ).stderr.decode()
    assert "zielcalc.judge.numbers" in imported
    for module in ("judge.own_plan", "judge.planned", "judge.printed", "model.paper", "model.amount"):
        assert f"zielcalc.{module}" not in imported


def test_a_paper_from_standard_input_and_only_one_agreement(tmp_path: Path) -> None:
    agreement = f"{HEAD}measures:\ntargets:\n  t: {{milestone: M, source: {{quote: hier}}}}\n"
    (tmp_path / "agreement.yaml").write_text(agreement)
    piped = zielcalc_command(tmp_path, ["validate", "agreement.yaml", "--text", "-"], stdin=b"Es steht hier.")
    assert (piped.code, piped.err) == (0, "")
    assert piped.out.endswith(
        "\n-: every quote and every printed figure stands there, and no number of it is missing in the file.\n"
    )
    two = zielcalc_command(tmp_path, ["validate", "agreement.yaml", "agreement.yaml", "--text", "-"], stdin=b"hier")
    assert (two.code, two.out) == (2, "")
    assert "--text" in two.err
