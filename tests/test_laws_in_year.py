"""Laws of the running year: what holds whatever the figures are (design, sections 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.need import needs_of
from zielcalc.model.actuals import Actuals, Cell, Mark
from zielcalc.model.agreement import NOWHERE, Agreement
from zielcalc.model.outlook import Need
from zielcalc.model.period import Month, Year
from zielcalc.model.report import Report, Result, Verdict
from zielcalc.model.unit import PERCENT
from zielcalc.read.actuals_file import parse_actuals
from zielcalc.read.agreement_file import parse_agreement

settings.register_profile("laws", derandomize=True, deadline=None, max_examples=25, phases=[Phase.generate])
LAWS = settings.get_profile("laws")
FORWARD = [f"2016-{month:02d}" for month in range(1, 13)]
Row = tuple[str, str, object]

AGREEMENT = """
format: 1
title: Laws
year: 2016
judged: {judged}
decimals: {{percent: 1}}
measures:
  a: {{unit: count, over_time: sum, baseline: 300, plan: 310}}
  b: {{unit: count, over_time: sum}}
  stock: {{unit: count, over_time: mean, baseline: 90}}
  level: {{unit: count, over_time: last}}
indicators:
  quota: {{formula: a / stock, unit: percent}}
  share: {{formula: b / (a + b), unit: percent}}
targets:
  a_more: {{of: a, at_least: {number}}}
  a_less: {{of: a, less_than: {number}}}
  a_mixed: {{of: a, at_least: baseline(a) + {small}}}
  a_about: {{of: a, about: {number}, within: {small}}}
  a_change: {{of: change(a), at_least: 2.5 %}}
  a_delta: {{of: delta(a), at_most: {small}}}
  a_and_b: {{of: "max(a, b)", at_least: {number}}}
  stock_most: {{of: stock, at_most: {small}}}
  stock_between: {{of: stock, between: [{small}, {number}]}}
  level_equals: {{of: level, equals: {small}}}
  quota_least: {{of: quota, at_least: 250 %}}
  quota_change: {{of: change(quota), at_most: 3 %}}
  share_most: {{of: share, at_most: 50 %}}
  neither: {{of: a - 100, at_least: {small}}}
"""

judged = st.sampled_from(["rounded", "exact"])
numbers = st.integers(2, 600)
year = st.lists(st.integers(0, 60), min_size=12, max_size=12)
stocks = st.lists(st.integers(1, 200), min_size=12, max_size=12)
months_of_a_year = {"a": year, "b": year, "stock": stocks, "level": year}


def agreed(how: str, number: int, small: int) -> Agreement:
    low, high = sorted((small, number))
    return parse_agreement(AGREEMENT.format(judged=how, number=high, small=low))


def given_actuals(agreement: Agreement, rows: Iterable[Row]) -> Actuals:
    lines = [f"{id},{period},{value}" for id, period, value in rows]
    return parse_actuals("\n".join(["measure,period,value", *lines]), agreement, decimal="point")


def monthly(figures: Mapping[str, Sequence[object]]) -> list[Row]:
    return [(id, month, value) for id, values in figures.items() for month, value in zip(FORWARD, values, strict=False)]


def said(report: Report) -> list[tuple[object, ...]]:
    """Give all that is said of each target, without where it was read."""
    return [
        (
            result.target.id, result.verdict, result.verdict_exact, result.as_of, result.is_complete, result.margin,
            result.actual and result.actual.value, result.ends, result.pace, result.pace_share, result.actual_ends,
        )
        for result in report.results
    ]  # fmt: skip


def by_id(report: Report) -> dict[str, Result]:
    return {result.target.id: result for result in report.results}


@LAWS
@given(judged, numbers, numbers, st.fixed_dictionaries(months_of_a_year))
def test_at_december_months_judge_as_the_year_does(
    how: str, number: int, small: int, figures: dict[str, list[int]]
) -> None:
    """A year given by its months has the verdicts of the same year given by its values."""
    agreement = agreed(how, number, small)
    # Twelfths of a whole number seldom end, so the mean of the stock is made whole by its last month.
    figures["stock"][-1] += -sum(figures["stock"]) % 12
    annual: list[Row] = [(id, "2016", sum(values)) for id, values in figures.items() if id in ("a", "b")]
    annual += [("stock", "2016", sum(figures["stock"]) // 12), ("level", "2016", figures["level"][-1])]
    by_months = evaluate(agreement, given_actuals(agreement, monthly(figures)))
    by_year = evaluate(agreement, given_actuals(agreement, annual))

    assert said(by_months) == said(by_year)
    assert all(result.pace is None for result in by_months.results)


@LAWS
@given(judged, numbers, numbers, st.fixed_dictionaries(months_of_a_year), st.integers(1, 11), st.data())
def test_the_order_of_months_and_files_does_not_matter(
    how: str, number: int, small: int, figures: dict[str, list[int]], elapsed: int, data: st.DataObject
) -> None:
    agreement = agreed(how, number, small)
    rows = monthly({id: values[:elapsed] for id, values in figures.items()})
    shuffled = data.draw(st.permutations(rows))
    assert said(evaluate(agreement, given_actuals(agreement, shuffled))) == said(
        evaluate(agreement, given_actuals(agreement, rows))
    )


@LAWS
@given(numbers, numbers, st.integers(1, 11))
def test_a_linear_bound_to_date_is_its_part_of_the_year(number: int, small: int, elapsed: int) -> None:
    """Nothing of the prior year, so a bound by a month × 12 / months is the year's bound; a stock's is not cut."""
    agreement = agreed("exact", number, small)
    low, high = sorted((small, number))
    rows = monthly({id: [1] * elapsed for id in ("a", "b", "stock", "level")})
    found = by_id(evaluate(agreement, given_actuals(agreement, rows)))
    whole = {
        "a_more": [high],
        "a_less": [high],
        "a_mixed": [300 + low],
        "a_about": [high - low, high + low],
        "a_and_b": [high],
        "a_delta": [low],
        "quota_least": [Fraction(5, 2)],
    }
    for id, bounds in whole.items():
        assert [end * Fraction(12, elapsed) for end in found[id].ends] == bounds, id
        assert (found[id].pace, found[id].pace_share) == ("linear", Fraction(elapsed, 12))
    assert found["stock_most"].ends == (low,)
    assert found["stock_between"].ends == (low, high)
    assert found["level_equals"].ends == (low,)
    assert found["a_change"].ends == (Fraction(25, 1000),)
    assert found["a_more"].plan is not None
    assert found["a_more"].plan.value == Fraction(310 * elapsed, 12)


# What is missing

NEEDED = """
format: 1
title: Needed
year: 2016
judged: rounded
decimals: {{percent: 1}}
measures:
  a: {{unit: count, over_time: sum, baseline: 300}}
  stock: {{unit: count, over_time: mean, baseline: 90}}
  gliding: {{unit: count, over_time: sum, window: 12 months, series: a}}
indicators:
  quota: {{formula: a / stock, unit: percent}}
  by_month: {{formula: a / stock, unit: percent, over_time: sum}}
targets: {targets}
"""
STEADY = """
  a_least: {{of: a, at_least: {number}}}
  a_over: {{of: a, more_than: {number}}}
  a_most: {{of: a, at_most: {number}}}
  a_change: {{of: change(a), at_least: 12.5 %}}
  quota_least: {{of: quota, at_least: 3{percent} %}}
  quota_most: {{of: quota, at_most: 3{percent} %}}
  quota_change: {{of: change(quota), at_least: 2.5 %}}
  stock_most: {{of: stock, at_most: {percent}}}
  stock_least: {{of: stock, at_least: {percent}}}
  stock_change: {{of: change(stock), at_most: -0.1 %}}
"""
CORRIDORS = """
  a_equals: {{of: a, equals: {number}}}
  a_between: {{of: a, between: [{number}, {number} + 3]}}
  a_about: {{of: a, about: {number}, within: 2}}
  stock_between: {{of: stock, between: [{percent}, {percent} + 1]}}
  quota_equals: {{of: quota, equals: 3{percent} %}}
"""
GLIDING = """
  gliding_least: {{of: gliding, at_least: {number}}}
"""
BY_MONTH = """
  by_month_least: {{of: by_month, at_least: 3{percent} %}}
"""
YEAR_2016 = Year(Month.of(2016, 1))


class Feedback:
    """Judges the end of a year in which one measure came out as told, and the others as they stand.

    A figure of None is a withheld count: the target must be met whatever it is.
    """

    def __init__(self, agreement: Agreement, a: list[Fraction | None], stocks: list[int]) -> None:
        self.agreement = agreement
        self.elapsed = len(a)
        self.left = 12 - self.elapsed
        self.choices = [list(map(Fraction, choice)) for choice in product(*([1, 2] if f is None else [f] for f in a))]
        self.stocks = stocks

    def is_met(self, need: Need, exactly: bool, told: Fraction) -> bool:
        return all(self.is_met_with(choice, need, exactly, told) for choice in self.choices)

    def is_met_with(self, a: list[Fraction], need: Need, exactly: bool, told: Fraction) -> bool:
        """Judge with `told` more of a sum, or `told` as the mean of a stock in the months left."""
        stock = Fraction(sum(self.stocks), self.elapsed)
        months: dict[str, list[Fraction]] = {
            "a": [*a, *[Fraction(0)] * self.left],
            "stock": [*map(Fraction, self.stocks), *[stock] * self.left],
        }
        if need.measure.id == "by_month":
            months["a"][-1] += told * stock
        elif need.measure.over_time == "sum":
            months["a"][-1] += told
        else:
            months["stock"][self.elapsed :] = [told] * self.left
        cells = {
            (id, Month(YEAR_2016.first.index + number)): Cell(
                id=id, period=Month(YEAR_2016.first.index + number), value=value, place=NOWHERE
            )
            for id, values in months.items()
            for number, value in enumerate(values)
        }
        alone = replace(self.agreement, targets={need.target.id: need.target})
        (result,) = evaluate(alone, Actuals(monthly=cells)).results
        assert result.is_complete
        return (result.verdict_exact if exactly else result.verdict) is Verdict.MET

    def check(self, need: Need, exactly: bool) -> None:
        """With what is told the target is met, one step nearer to where it stands it is not."""
        way = need.exact if exactly else need.rounded
        is_sum = need.measure.over_time == "sum"
        now = Fraction(0) if is_sum else need.standing
        assert way.is_met == self.is_met(need, exactly, now)
        if way.is_met:
            return
        told = way.more if is_sum else way.level
        if told is None:
            reach = range(1, 170, 2) if is_sum else range(0, 1500, 50)
            assert not any(self.is_met(need, exactly, Fraction(number)) for number in reach)
            return
        step = Fraction(1, 10_000) if need.measure.unit == PERCENT else Fraction(1) if is_sum else Fraction(1, 10)
        assert self.is_met(need, exactly, told)
        assert not self.is_met(need, exactly, told - step if told > now else told + step)


whole = st.integers(0, 12).map(Fraction)
extrapolated = st.builds(Fraction, st.integers(0, 1200), st.just(100))


@pytest.mark.parametrize("figures", [whole, extrapolated, whole | st.none()], ids=["whole", "extrapolated", "withheld"])
@pytest.mark.parametrize(
    "targets", [STEADY, CORRIDORS, GLIDING, BY_MONTH], ids=["steady", "corridors", "gliding", "by_month"]
)
@settings(LAWS, max_examples=4)
@given(st.integers(1, 150), st.integers(10, 99), st.data(), st.integers(0, 60))
def test_what_is_needed_is_enough_and_one_less_is_not(
    targets: str,
    figures: st.SearchStrategy[Fraction | None],
    number: int,
    percent: int,
    data: st.DataObject,
    before: int,
) -> None:
    agreement = parse_agreement(NEEDED.format(targets=targets.format(number=number, percent=percent)))
    months = data.draw(st.lists(st.tuples(figures, st.integers(40, 140)), min_size=3, max_size=11))
    # No more than four withheld, for the time the choices take.
    a = [figure if number < 4 or figure is not None else Fraction(0) for number, (figure, _) in enumerate(months)]
    stocks = [stock for _, stock in months]
    rows = monthly({"a": ["*" if figure is None else float(figure) for figure in a], "stock": stocks})
    rows += [("a", f"2015-{month:02d}", before) for month in range(1, 13)]
    found = needs_of(agreement, given_actuals(agreement, rows), list(agreement.targets))
    feedback = Feedback(agreement, a, stocks)
    assert found.needs
    for need in found.needs:
        feedback.check(need, exactly=False)
        feedback.check(need, exactly=True)


@pytest.mark.parametrize(
    "targets", [STEADY, CORRIDORS, GLIDING, BY_MONTH], ids=["steady", "corridors", "gliding", "by_month"]
)
def test_every_target_behind_is_answered(targets: str) -> None:
    """With a number, with "impossible", or with the reason why nothing is said; never with silence."""
    agreement = parse_agreement(NEEDED.format(targets=targets.format(number=900, percent=99)))
    rows = monthly({"a": [10] * 9, "stock": [100] * 9}) + [("a", f"2015-{month:02d}", 30) for month in range(1, 13)]
    found = needs_of(agreement, given_actuals(agreement, rows))
    behind = {result.target.id for result in found.report.results if result.verdict is Verdict.BEHIND}
    assert behind
    assert behind <= {need.target.id for need in found.needs} | {target.id for target, _ in found.silent}


# Withheld counts

WITHHELD = """
format: 1
title: Withheld
year: 2016
judged: rounded
decimals: {{percent: 1, ratio: 2}}
measures:
  a: {{unit: count, over_time: sum}}
  mean_a: {{unit: count, over_time: mean, series: a}}
  lag_a: {{unit: count, over_time: mean, lag: 1, series: a}}
  b: {{unit: count, over_time: sum{agreed}}}
  at_last: {{unit: count, over_time: last, series: b}}
indicators:
  share: {{formula: b / (a + b), unit: percent}}
  quota: {{formula: b / lag_a, unit: percent}}
  rates: {{formula: b / a, unit: percent, over_time: mean}}
targets: {targets}
"""
THIS_YEAR = """
  sum: {{of: a, at_least: {number}}}
  mean: {{of: mean_a, at_most: 2.5, decimals: 1}}
  both: {{of: a + b, between: [{number}, {number} + 4]}}
  apart: {{of: "abs(a - b)", about: {number}, within: 4}}
  share: {{of: share, at_most: {percent} %}}
  same: {{of: a / mean_a, at_most: 12}}
  quota: {{of: quota, at_least: {percent}0 %}}
  rates: {{of: rates, at_least: {percent} %}}
  least: {{of: "min(a, b)", equals: {number}}}
  last: {{of: at_last, less_than: 2}}
  bound: {{of: a, at_least: b}}
"""
YEAR_BEFORE = """
  change: {{of: change(b), at_least: -{percent} %}}
  delta: {{of: delta(b), at_most: 4}}
  baseline: {{of: b, at_least: baseline(b) + {percent}}}
  quota_change: {{of: change(quota), at_most: {percent} %}}
"""
PACE = """
  paced: {{of: b, at_least: {number}, pace: prior_year}}
  paced_points: {{of: b, at_least: baseline(b) + {number}, pace: prior_year}}
"""
HOLDINGS = [
    pytest.param(THIS_YEAR, "", id="this-year"),
    pytest.param(YEAR_BEFORE, "", id="year-before"),
    pytest.param(YEAR_BEFORE, ", baseline: 30", id="share-of-the-year-before"),
    pytest.param(PACE, "", id="pace-of-the-year-before"),
]
PERIODS = ["2014-12", *(f"{year}-{month:02d}" for year in (2015, 2016) for month in range(1, 13))]
cells = st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from(PERIODS)), st.just("*"), max_size=4)


@pytest.mark.parametrize(("targets", "agreed_baseline"), HOLDINGS)
@settings(LAWS, max_examples=10)
@given(
    st.integers(5, 60),
    st.integers(1, 99),
    st.lists(st.integers(0, 4), min_size=len(PERIODS) * 2, max_size=len(PERIODS) * 2),
    st.integers(3, 12),
    cells,
)
def test_a_verdict_is_given_exactly_when_every_choice_gives_it(
    targets: str,
    agreed_baseline: str,
    number: int,
    percent: int,
    values: list[int],
    last: int,
    withheld: dict[tuple[str, str], str],
) -> None:
    text = targets.format(number=number, percent=percent)
    agreement = parse_agreement(WITHHELD.format(targets=text, agreed=agreed_baseline))
    places = [(id, period) for id in "ab" for period in PERIODS if period <= f"2016-{last:02d}"]
    known: dict[tuple[str, str], object] = dict(zip(places, values, strict=False))
    stars = [place for place in places if place in withheld]

    rows = [(id, period, "*" if (id, period) in stars else value) for (id, period), value in known.items()]
    actuals = given_actuals(agreement, rows)
    hidden = [place for place, cell in actuals.monthly.items() if cell.value is Mark.SUPPRESSED]

    def judged_with(choice: Iterable[int]) -> dict[str, Result]:
        chosen = {
            place: replace(actuals.monthly[place], value=Fraction(value))
            for place, value in zip(hidden, choice, strict=True)
        }
        return by_id(evaluate(agreement, replace(actuals, monthly={**actuals.monthly, **chosen})))

    found = by_id(evaluate(agreement, actuals))
    tried = [judged_with(choice) for choice in product((1, 2), repeat=len(hidden))]
    for id, result in found.items():
        for reading in ("verdict", "verdict_exact"):
            verdicts = {getattr(one[id], reading) for one in tried}
            expected = verdicts.pop() if len(verdicts) == 1 else Verdict.OPEN
            assert getattr(result, reading) is expected, (id, reading)
        tried_actuals = [one[id].actual for one in tried]
        numbers = [actual.value for actual in tried_actuals if actual is not None and actual.value is not None]
        if result.actual is not None and result.actual.value is not None:
            assert set(numbers) == {result.actual.value}
        elif result.actual_ends is not None:
            assert result.actual_ends == (min(numbers), max(numbers))
        else:
            assert not numbers
