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
from zielcalc.judge.families import Families
from zielcalc.judge.planned import Planned
from zielcalc.model.amount import Reckoning
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
    families = Families(Planned(zielcalc.parse_agreement(text)))
    for target in families.agreement.targets.values():
        line = families.line(target, "a")
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
