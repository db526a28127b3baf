"""The paper held against itself: the spots of the 2016 agreement, and that nothing hostile takes long."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
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
from zielcalc.model.codes import hint, message, more
from zielcalc.model.printed import only_figure
from zielcalc.model.quantity import Lang, decimal_text, round_half_up
from zielcalc.model.unit import COUNT, PERCENT, Unit

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


THINGS = """measures:
  i: {unit: count, over_time: sum, baseline: 389, plan: 398}
  l: {unit: count, over_time: mean, baseline: 1433, plan: 1387}
  e: {unit: count, over_time: mean, baseline: 1727, plan: 1743}
  n: {unit: count, over_time: sum}
indicators:
  q: {formula: n / e, unit: percent, baseline: 22.3 %, plan: 22.9 %}
targets:
"""
AT_THE_PLAN: dict[str, tuple[str, Unit, Callable[[Fraction], Fraction]]] = {
    "i": ("i", COUNT, lambda level: level),
    "i / e": ("i", PERCENT, lambda level: level / 1743),
    "change(i / e)": ("i", PERCENT, lambda level: (level / 1743) / Fraction(389, 1727) - 1),
    "l": ("l", COUNT, lambda level: level),
    "l / e": ("l", PERCENT, lambda level: level / 1743),
    "1 - l / e": ("l", PERCENT, lambda level: 1 - level / 1743),
    "l / (l + e)": ("l", PERCENT, lambda level: level / (level + 1743)),
    "2 - l / (l + e)": ("l", PERCENT, lambda level: 2 - level / (level + 1743)),
    "change(e / (l + e))": ("e", PERCENT, lambda level: level / (level + 1387) / Fraction(1727, 1727 + 1433) - 1),
    "e": ("e", COUNT, lambda level: level),
    "q": ("q", PERCENT, lambda level: level),
    "change(q)": ("q", PERCENT, lambda level: level / Fraction("0.223") - 1),
}
"""What a formula hangs on, its unit, and its number at a level of that, all else as planned."""
PLANS = {"i": Fraction(398), "l": Fraction(1387), "e": Fraction(1743), "q": Fraction("0.229")}
LEVELS = {
    "i": [Fraction(level) for level in range(340, 460)],
    "l": [Fraction(level, 2) for level in range(1340 * 2, 1440 * 2)],
    "e": [Fraction(level, 2) for level in range(1690 * 2, 1790 * 2)],
    "q": [Fraction(level, 10_000) for level in range(2120, 2460)],
}
asked = st.tuples(
    st.sampled_from(list(AT_THE_PLAN)),
    st.sampled_from(["at_least", "at_most", "more_than", "less_than", "equals"]),
    st.integers(-12, 12),
)


@many
@given(st.sampled_from(["rounded", "exact"]), st.lists(asked, min_size=2, max_size=5))
def test_what_excludes_meets_nowhere_and_who_meets_the_binding_target_meets_all(
    judged: str, demands: list[tuple[str, str, int]]
) -> None:
    text = HEAD.replace("rounded", judged) + THINGS
    met: dict[str, set[Fraction]] = {}
    for number, (of, kind, step) in enumerate(demands):
        thing, unit, at = AT_THE_PLAN[of]
        decimals, sign = (0, "") if unit == COUNT else (1, " %")
        bound = round_half_up(unit.shown(at(PLANS[thing])), decimals) + Fraction(step, 10**decimals)
        text += f"  t{number}: {{of: {of}, {kind}: {decimal_text(bound, decimals)}{sign}}}\n"
        places = decimals if judged == "rounded" or kind == "equals" else None
        ends = (bound * unit.scale,)
        met[f"t{number}"] = {level for level in LEVELS[thing] if meets(kind, at(level), ends, unit, places)}
    for notice in zielcalc.selfcheck(zielcalc.parse_agreement(text)):
        args = notice.args
        if notice.code == EXCLUDE:
            assert not met[args["one"]] & met[args["other"]]
        if notice.code == DIFFER:
            told = (args["demands"] or args["as_judged"]).items
            assert all(met[args["binding"]] <= met[spot.name] for spot in told)
            limits = {spot.name: getattr(spot.said, "amount", spot.said).value for spot in told}
            assert limits[args["binding"]] in (min(limits.values()), max(limits.values()))


@pytest.mark.parametrize(
    ("over_time", "one", "other", "codes"),
    [
        ("mean", "l, at_most: 1300", "l / e, at_most: 8.9 %", {DIFFER: "l"}),
        ("last", "l, at_most: 1300", "l / e, at_most: 8.9 %", {DIFFER: "l"}),
        ("sum", "l, at_most: 1300", "l / s, at_most: 8.9 %", {DIFFER: "l"}),
        ("mean", "l, at_least: 1400", "l / e, at_most: 8.9 %", {EXCLUDE: "l"}),
        ("mean", "l / e, at_least: 9 %", "change(l / e), at_most: -6 %", {EXCLUDE: "l / e"}),
        ("mean", "(l + m) / e, at_least: 9 %", "change((l + m) / e), at_most: -60 %", {EXCLUDE: "(l + m) / e"}),
        ("mean", "(l + m) / e, at_least: 9 %", "r, at_least: 10 %", {DIFFER: "r"}),
        ("mean", "l, at_most: 1300", "l / (l + e), at_most: 8.2 %", {DIFFER: "l"}),
        ("mean", "l, at_least: 1400", "1 - l / (l + e), at_least: 91.8 %", {EXCLUDE: "l"}),
        ("mean", "l, at_least: 1400", "l / (l + e), at_most: 100 %", {}),
        ("mean", "l, at_least: 15600", "l / (e - l), at_least: 9.8 %", {}),
        ("mean", "q, at_least: 25 %", "change(q), at_most: 2.5 %", {EXCLUDE: "q"}),
        ("mean", "q, at_least: 25 %", "q, at_least: 22.9 %", {DIFFER: "q"}),
        ("mean", "q, at_least: 22.9 %", "change(q), at_least: 2.7 %", {}),
        ("mean", "l, at_most: 1383", "l / e, at_most: 8.9 %", {}),
    ],
)
def test_any_two_targets_on_one_thing_are_compared(over_time: str, one: str, other: str, codes: dict[str, str]) -> None:
    text = (
        HEAD
        + f"""measures:
  l: {{unit: count, over_time: {over_time}, baseline: 1433, plan: 1387}}
  e: {{unit: count, over_time: mean, baseline: 15228, plan: 15545}}
  s: {{unit: count, over_time: sum, baseline: 15228, plan: 15545}}
  m: {{unit: count, over_time: mean, baseline: 1433}}
  n: {{unit: count, over_time: sum}}
indicators:
  q: {{formula: n / e, unit: percent, baseline: 22.3 %, plan: 22.9 %}}
  r: {{formula: (l + m) / e, unit: percent}}
targets:
  t1: {{of: {one}}}
  t2: {{of: {other}}}
"""
    )
    found = {notice.code: notice.args["label"] for notice in zielcalc.selfcheck(zielcalc.parse_agreement(text))
             if notice.code in (EXCLUDE, DIFFER)}  # fmt: skip
    assert found == codes


def said_of(text: str, code: str, lang: Lang) -> list[str]:
    (notice,) = (found for found in zielcalc.selfcheck(zielcalc.parse_agreement(HEAD + text)) if found.code == code)
    return [message(notice, lang), hint(notice, lang), *more(notice, lang)]


STOCK = """measures:
  lzb: {unit: count, over_time: sum, baseline: 1433, plan: 1387}
  elb: {unit: count, over_time: mean, baseline: 15228, plan: 15545}
targets:
"""


def test_promises_at_most_part_by_too_many() -> None:
    text = f"{STOCK}  anzahl: {{of: lzb, at_most: 1383}}\n  anteil: {{of: lzb / elb, at_most: 8.9 %}}\n"
    *_, de = said_of(text, "same-promise", "de")
    *_, en = said_of(text, "same-promise", "en")
    assert de == "Daneben trennen sie sich: bei 15.900 sind 1.415 um 32 zu viel für anzahl."
    assert en == "Beside the plan they part: at 15,900, 1,415 are 32 too many for 'anzahl'."


@pytest.mark.parametrize(
    ("targets", "asked"),
    [
        # 8.9 % of 15,545 are 1,383.505: 1,384 would miss it.
        ("one: {of: stock, at_most: 1383}, two: {of: stock / elb, at_most: 8.9 %}", "1.383 (stock)"),
        # 9.1 % are 1,414.595: 1,414 would miss it.
        ("one: {of: stock, at_least: 1415}, two: {of: stock / elb, at_least: 9.1 %}", "1.415 (stock)"),
        (
            "one: {of: stock, at_most: 3094}, two: {of: stock / elb, less_than: 20 %}",
            "one 3.094, two unter 3.109 (stock)",
        ),
    ],
)
def test_what_promises_ask_meets_them(targets: str, asked: str) -> None:
    text = f"{STOCK}  {targets.replace(', two', chr(10) + '  two')}\n".replace(
        "measures:\n", "measures:\n  stock: {unit: count, over_time: mean, plan: 1500}\n"
    )
    assert (
        said_of(text, "same-promise", "de")[3] == f"Genau gerechnet verlangen sie bei geplanten 15.545 (elb) {asked}."
    )


def test_what_rounding_gives_away_of_a_quota_is_at_a_plan() -> None:
    text = """measures:
  lzb: {unit: count, over_time: mean, baseline: 3595, plan: 3594}
  elb: {unit: count, over_time: mean, baseline: 6800, plan: 6800}
targets:
  quota: {of: lzb / elb, at_most: 52.86 %, decimals: 2}
"""
    # 52.865 % of 6,800 are 3,594.82, and 52.86 % are 3,594.48: 3,594.5 would miss it.
    assert said_of(text, "coarse-rounding", "de")[1] == (
        "bei 2 Stellen genügen unter 52,865 %, das sind bei geplanten 6.800 (elb) 3.594,8 statt 3.594,4."
    )


PARTS = """measures:
  w: {unit: count, over_time: sum, plan: 650}
  m: {unit: count, over_time: sum, plan: 990}
targets:
  t_m: {of: m, at_least: 900}
"""


@pytest.mark.parametrize(
    ("targets", "made"),
    [
        # 39.5 % women beside 900 men are 588: 588 / 1,488 = 39.52 %, 587 / 1,487 = 39.48 %.
        ("t_s: {of: w / (w + m), at_least: 39.5 %}, t: {of: w + m, at_least: 1489}", "1.488 statt 1.489"),
        ("t_s: {of: w / (w + m), at_least: 39.5 %}, t: {of: w + m, at_least: 1488}", None),
        ("t_w: {of: w, at_least: 500}, t_s: {of: w / m, at_least: 39.5 %}, t: {of: w + m, at_least: 1450}",
         "1.400 statt 1.450"),
        ("t_w: {of: w, at_least: 500}, t_s: {of: w / m, at_least: 60 %}, t: {of: w + m, at_least: 1450}",
         "1.440 statt 1.450"),
        ("t_w: {of: w, at_least: 500}, t: {of: w + m, at_most: 1399}", "1.400 statt 1.399"),
        ("t_w: {of: w, at_least: 500}, t: {of: w + m, at_most: 1400}", None),
        ("t_w: {of: w, at_most: 500}, t: {of: w + m, at_most: 1300}", None),
    ],
)  # fmt: skip
def test_parts_just_met_make_a_whole(targets: str, made: str | None) -> None:
    text = f"{PARTS}  {targets.replace(', t', chr(10) + '  t')}\n"
    found = [notice for notice in zielcalc.selfcheck(zielcalc.parse_agreement(HEAD.replace("rounded", "exact") + text))
             if notice.code == "parts-miss-whole"]  # fmt: skip
    assert [hint(notice, "de") for notice in found] == ([f"die Teile, gerade erreicht, ergeben {made}"] if made else [])


def test_parts_of_a_whole_of_its_own_may_be_contrary() -> None:
    text = PARTS.replace("targets:", "  all: {unit: count, over_time: sum, plan: 1640}\ntargets:").replace(
        "900}", "900, part_of: t}\n  t_w: {of: w, at_least: 500, part_of: t}\n  t: {of: all, at_most: 1399}"
    )
    assert said_of(text, "parts-miss-whole", "de")[1] == "die Teile, gerade erreicht, ergeben 1.400 statt 1.399"


def test_what_holds_only_at_the_plan_says_so() -> None:
    exclude = f"{STOCK}  a: {{of: lzb, at_least: 1400}}\n  b: {{of: lzb / elb, at_most: 8.9 %}}\n"
    assert said_of(exclude, EXCLUDE, "de")[0] == "zwei Ziele schließen einander bei geplanten 15.545 (elb) aus"
    same = f"{STOCK}  a: {{of: lzb / elb, at_least: 9.1 %}}\n  b: {{of: lzb / elb, at_most: 8.9 %}}\n"
    assert said_of(same, EXCLUDE, "en") == [
        "two targets exclude one another",
        "'a' demands at least 9.05%, 'b' under 8.95% (lzb / elb)",
    ]
    differ = f"{STOCK}  a: {{of: lzb / elb, at_most: 9.1 %}}\n  b: {{of: change(lzb / elb), at_most: -5.0 %}}\n"
    assert said_of(differ, DIFFER, "en")[1:] == [
        "'b' binds",
        "Exactly, of lzb / elb: a 9.100% (line 10), b 8.940% (line 11).",
    ]


def test_binding_and_numbers_are_of_one_reading() -> None:
    text = """measures:
  u: {unit: percent, over_time: mean, baseline: 6.9 %, plan: 6.7 %}
targets:
  u25: {of: u, less_than: 6.7 %}
  u25b: {of: change(u), at_most: -3.0 %}
"""
    assert said_of(text, DIFFER, "de")[1:] == [
        "es bindet u25",
        "Wie verglichen wird, u: u25 unter 6,65 % (Zeile 9), u25b höchstens 6,696 % (Zeile 10).",
    ]
    exactly = text.replace("u25: {of: u, less_than: 6.7 %}", "u25: {of: u, less_than: 6.7 %, judged: exact}")
    assert said_of(exactly.replace("-3.0", "-2.0"), DIFFER, "de")[1:] == [
        "es bindet u25",
        "Genau gerechnet, u: u25 unter 6,700 % (Zeile 9), u25b 6,762 % (Zeile 10).",
    ]


@pytest.mark.parametrize(
    ("targets", "code", "said"),
    [
        ("t: {of: u, less_than: 6.7 %}", "plan-missed", "Plan 6,7 %, verlangt unter 6,7 %; gerundet wie genau"),
        (
            "t: {of: k / a, at_most: 4000, decimals: 2}",
            "plan-missed",
            "Plan 12,6 Mio EUR / 3.030 = 4.158,4158 EUR / count, verlangt 4.000 EUR / count; gerundet wie genau",
        ),
        (
            "t: {of: change(u), about: -2.9 %, within: 0.0000 pp}",
            "plan-by-rounding",
            "Plan 6,7 % / 6,9 % − 1 = −2,899 %. Genau nötig: −2,9 %.",
        ),
        (
            "t: {of: delta(u), at_most: -0.2375 pp, decimals: 4}",
            "plan-missed",
            "Plan 6,7 % − 6,9 % = −0,20 Pp, verlangt −0,2375 Pp; gerundet wie genau",
        ),
        (
            "t: {of: u, at_most: 20.04 % / 3, decimals: 1}",
            "plan-by-rounding",
            "Plan 6,70 %. Genau nötig: 6,68 %.",
        ),
        (
            "t: {of: u, at_most: 20 % / 3, decimals: 1}",
            "plan-by-rounding",
            "Plan 6,70 %. Genau nötig: 6,666 %.",
        ),
        ("t: {of: (a + b) / (c + d), at_least: 56.9 %}", "plan-by-rounding",
         "Plan (3.030 + 2.660) / (5.001 + 5.002) = 56,883 %. Genau nötig: 3.032."),
        # 3,030 × 4,158 EUR.
        ("t: {of: k / a, at_most: 4158, decimals: 0}", "plan-by-rounding",
         "Plan 12,6 Mio EUR / 3.030 = 4.158,42 EUR / count. Genau nötig: 12,59874 Mio EUR."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_plan(targets: str, code: str, said: str) -> None:
    text = f"""measures:
  u: {{unit: percent, over_time: mean, baseline: 6.9 %, plan: 6.7 %}}
  k: {{unit: Mio EUR, over_time: sum, plan: 12.6}}
  a: {{unit: count, over_time: sum, plan: 3030}}
  b: {{unit: count, over_time: sum, plan: 2660}}
  c: {{unit: count, over_time: mean, plan: 5001}}
  d: {{unit: count, over_time: mean, plan: 5002}}
targets:
  {targets}
"""
    found = said_of(text, code, "de")
    assert found[1] == said
    assert found[2:] == (["Das gilt für „a“, alles andere wie geplant."] if "(a + b)" in targets else [])


@pytest.mark.parametrize(
    ("unit", "plan", "printed", "nearest"),
    [
        ("count", "13826", "13,826", "13.826"),
        ("count", "13826", "13.826", None),
        ("count", "13826", "-13.826", "13.826"),
        ("count", "13826", "13,8 Tsd.", None),
        ("count", "13826", "13,9 Tsd.", "13,8 Tsd."),
        ("Mio EUR", "177.4", "177.400.000 EUR", None),
        ("Mio EUR", "177.4", "177.400.000,00 €", None),
        ("Mio EUR", "177.4", "177.500.000 Euro", "177.400.000 EUR"),
        ("Mio EUR", "177.4", "177.400 TEUR", None),
        ("Mio EUR", "177.4", "177.500 TEUR", "177.400 TEUR"),
        ("TEUR", "177400", "177,4 Mio. €", None),
        ("TEUR", "177400", "177.400.000 €", None),
        ("percent", "6.7 %", "6,9 %", "6,7 %"),
        ("percent", "6.7 %", "0 %", "7 %"),
        ("EUR / count", "4158.4", "4.158 €", None),
        ("EUR / count", "4158.4", "4,2 TEUR", None),
        ("EUR / count", "4158.4", "4,3 TEUR", "4,2 TEUR / count"),
    ],
)
def test_what_is_printed_of_a_plan(unit: str, plan: str, printed: str, nearest: str | None) -> None:
    text = f"{HEAD}measures:\n  m: {{unit: {unit}, over_time: sum, plan: {plan}, printed: {{plan: '{printed}'}}}}\n"
    found = [
        notice
        for notice in zielcalc.selfcheck(zielcalc.parse_agreement(f"{text}targets:\n  t: {{of: m, monitored: true}}\n"))
        if notice.code in ("printed-differs", "uneven", "printed-no-number")
    ]
    assert [notice.args["nearest"].text("de") for notice in found] == ([nearest] if nearest else [])
    assert not any(notice.args["cut"] for notice in found)


@pytest.mark.parametrize(
    ("demand", "printed", "is_right"),
    [
        ("of: change(x), at_least: 10 %", "-10 %", False),
        ("of: change(x), at_least: 10 %", "+10 %", True),
        ("of: change(x), at_least: 10 %", "10 %", True),
        ("of: x, at_least: 110", "-110", False),
        ("of: change(y), at_most: -10 %", "+10 %", False),
        ("of: change(y), at_most: -10 %", "um 10 %", True),
        ("of: change(y), at_most: -10 %", "– 10 %", True),
    ],
)
def test_the_sign_of_a_printed_bound_counts_where_there_is_one(demand: str, printed: str, is_right: bool) -> None:
    text = f"""{HEAD}measures:
  x: {{unit: count, over_time: sum, baseline: 100, plan: 110}}
  y: {{unit: count, over_time: sum, baseline: 100, plan: 90}}
targets:
  t: {{{demand}, printed: "{printed}"}}
"""
    codes = [notice.code for notice in zielcalc.selfcheck(zielcalc.parse_agreement(text))]
    assert ("printed-differs" not in codes) is is_right


def test_a_total_and_its_parts_may_be_of_stocks() -> None:
    text = """measures:
  aa: {unit: count, over_time: mean, baseline: 100, plan: 40}
  la: {unit: count, over_time: mean, baseline: 1000, plan: 500}
  ab: {unit: count, over_time: mean, baseline: 200, plan: 380}
  lb: {unit: count, over_time: mean, baseline: 1000, plan: 2000}
targets:
  one: {of: aa / la, at_most: 8 %}
  two: {of: ab / lb, at_most: 19 %}
  all: {of: (aa + ab) / (la + lb), at_most: 14.9 %}
"""
    assert said_of(text, "mix-effect", "de")[1:] == [
        "das Ganze +1,8 Pp: die Gewichte der Teile verschieben sich",
        "Teile: one −2 Pp (Zeile 12), two −1 Pp (Zeile 13).",
    ]
    assert said_of(text, "parts-miss-whole", "de")[1:] == [
        "die Teile, gerade erreicht, ergeben 16,8 % statt 14,9 %",
        "Teile bei geplanten 500 (la), 2.000 (lb): one (Zeile 12), two (Zeile 13).",
    ]


def test_a_difference_has_no_mix() -> None:
    text = f"""{HEAD}measures:
  a: {{unit: count, over_time: sum, baseline: 100, plan: 110}}
  b: {{unit: count, over_time: sum, baseline: 50, plan: 70}}
targets:
  ta: {{of: a, at_least: 110}}
  tb: {{of: b, at_least: 70}}
  tw: {{of: a - b, at_least: 40}}
"""
    assert "mix-effect" not in {notice.code for notice in zielcalc.selfcheck(zielcalc.parse_agreement(text))}


@pytest.mark.parametrize(
    ("demand", "printed", "nearest"),
    [
        ("of: a / e, at_least: baseline(a / e) * (1 + 2.5 %)", "2,5%", None),
        ("of: a / e, at_least: baseline(a / e) + 0.2 pp", "0,2 Prozentpunkte", None),
        ("of: a / e, at_least: baseline(a / e) + 0.2 pp", "0,3 Prozentpunkte", "10,2 %"),
        ("of: change(a), at_least: 2.5 %", "2,50 %", None),
        ("of: change(a), at_least: 2.5 %", "3 %", "2,5 %"),
        ("of: change(a), at_least: 2.5 %", "3,00 %", "2,5 %"),
        ("of: change(a), at_least: 2.5 %, judged: exact", "2,9 %", "2,5 %"),
        ("of: change(a), at_least: 2.345 %, judged: exact", "2,3 %", "2,345 %"),
        ("of: delta(a / e), at_most: -0.6 pp, decimals: 1", "0,6 Prozentpunkte", None),
        ("of: delta(a / e), at_most: -0.6 pp, decimals: 1", "0,9 Prozentpunkte", "−0,6 Pp"),
        ("of: delta(a / e), at_most: -0.6 pp, decimals: 1", "0,0 %", "−0,6 Pp"),
        ("of: k, at_most: 177.4", "177.400 TEUR", None),
        ("of: k, at_most: 177.4", "177,0 Mio. €", "177,4 Mio EUR"),
        ("of: k, at_most: 177.4", "177.000 TEUR", "177.400 TEUR"),
        ("of: a, between: [90, 1100]", "1.101", "1.100"),
        ("of: a, between: [90, 1100]", "1.100", None),
        ("of: a, between: [90, 1100]", "91", "90"),
    ],
)
def test_what_is_printed_of_a_bound(demand: str, printed: str, nearest: str | None) -> None:
    budget = "  k: {unit: Mio EUR, over_time: sum, decimals: 1, plan: 177.4}\n"
    text = f"{HEAD}{TWO}{budget}targets:\n  t: {{{demand}, printed: '{printed}'}}\n"
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
