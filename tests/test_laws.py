"""Laws: what holds of every formula, number and file, tried on thousands of generated ones, always the same ones."""

from __future__ import annotations

import csv
import io
import itertools
import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from command import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

import zielcalc
from zielcalc.judge.comparison import ends_of, gap_of, margin_of, meets
from zielcalc.judge.measures import Measures
from zielcalc.judge.rounding import nearest
from zielcalc.judge.values import Values
from zielcalc.model.actuals import Actuals, Cell
from zielcalc.model.agreement import KINDS, NOWHERE, Agreement
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative, parse_formula, print_formula
from zielcalc.model.period import Month, Year, parse_period
from zielcalc.model.quantity import decimal_text, round_half_up
from zielcalc.model.report import Report, Verdict
from zielcalc.model.unit import (
    BARE,
    COUNT,
    PERCENT,
    POINTS,
    RATIO,
    SHARE,
    SHARE_DIFFERENCE,
    Unit,
    added,
    multiplied,
    parse_unit,
)
from zielcalc.read.text_file import open_text, read_rows

few, many = (settings(derandomize=True, deadline=None, max_examples=count) for count in (100, 500))
YEAR = Year(Month.of(2016, 1))

# Formulas.

IDS = ("a", "b", "c", "d")
SIZES = {"": 1, "%": Fraction(1, 100), "pp": Fraction(1, 100), "EUR": 1, "TEUR": 1_000, "Mio EUR": 1_000_000}
written = st.decimals(0, 10_000, places=3).map(lambda number: f"{number.normalize():f}")
literals = st.builds(Literal, written, st.sampled_from(list(SIZES)))


def larger(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    """Make formulas of smaller ones."""
    one, several = st.tuples(inner), st.lists(inner, min_size=1, max_size=3).map(tuple)
    places = st.integers(0, 4).map(lambda number: Literal(str(number)))
    return st.one_of(
        st.builds(Negative, inner),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(Call, st.sampled_from(["baseline", "plan", "delta", "change", "abs"]), one),
        st.builds(Call, st.sampled_from(["min", "max", "sum", "mean"]), several),
        st.builds(Call, st.just("round"), st.tuples(inner, places)),
    )


formulas = st.recursive(literals | st.sampled_from(IDS).map(Name), larger, max_leaves=12)


@many
@given(formulas)
def test_a_printed_formula_parses_back(formula: Formula) -> None:
    assert parse_formula(print_formula(formula)) == formula


@few
@given(formulas, st.data())
def test_blanks_and_brackets_beyond_need_mean_nothing(formula: Formula, data: st.DataObject) -> None:
    blank = st.sampled_from(["", " ", "\t", "\n", "   "])
    text = "".join(data.draw(blank) + mark + data.draw(blank) if mark in "()+-*/," else mark
                   for mark in print_formula(formula))  # fmt: skip
    assert parse_formula(f"(({text}))") == formula


Known = Mapping[str, Fraction | None]


def reckoned(formula: Formula, now: Known, prior: Known, plan: Known) -> Fraction | None:
    """Work a formula out in the plainest way: with the values now, those of the year before, and the plan."""

    def again(of: Formula, values: Known = now) -> Fraction | None:
        return reckoned(of, values, prior, plan)

    match formula:
        case Literal(number, unit):
            return Fraction(number) * SIZES[unit]
        case Name(id):
            return now[id]
        case Call("baseline", (of,)):
            return again(of, prior)
        case Call("plan", (of,)):
            return again(of, plan)
        case Call("delta", (of,)):
            return reckoned(Binary("-", of, Call("baseline", (of,))), now, prior, plan)
        case Call("change", (of,)):
            share = reckoned(Binary("/", of, Call("baseline", (of,))), now, prior, plan)
            return None if share is None else share - 1
        case Negative(of):
            parts = [again(of)]
        case Binary(_, left, right):
            parts = [again(left), again(right)]
        case Call(_, arguments):
            parts = [again(argument) for argument in arguments]
    if None in parts:
        return None
    numbers: list[Any] = parts
    match formula:
        case Negative():
            return -numbers[0]
        case Binary("+"):
            return numbers[0] + numbers[1]
        case Binary("-"):
            return numbers[0] - numbers[1]
        case Binary("*"):
            return numbers[0] * numbers[1]
        case Binary("/"):
            return numbers[0] / numbers[1] if numbers[1] else None
        case Call("abs"):
            return abs(numbers[0])
        case Call("min" | "max" as function):
            return sorted(numbers)[0 if function == "min" else -1]
        case Call("sum"):
            return Fraction(sum(numbers))
        case Call("mean"):
            return Fraction(sum(numbers)) / len(numbers)
        case Call("round"):
            tens = 10 ** int(numbers[1])
            whole = Fraction(math.floor(abs(numbers[0]) * tens + Fraction(1, 2)), tens)
            return whole if numbers[0] > 0 else -whole
    raise AssertionError(formula)


amounts = st.none() | st.fractions(0, 1_000, max_denominator=60) | st.just(Fraction(0))
knowns = st.fixed_dictionaries(dict.fromkeys(IDS, amounts))


def agreement_of(baselines: Known, plans: Known) -> Agreement:
    """Build an agreement with a measure for each id; agreed values are written as decimals."""
    lines = [
        "format: 1",
        "title: Laws",
        "year: 2016",
        "judged: exact",
        "targets: {t: {milestone: Nothing}}",
        "measures:",
    ]
    for id in IDS:
        agreed = [("baseline", baselines[id]), ("plan", plans[id])]
        shown = [f", {key}: {decimal_text(value, 2)}" for key, value in agreed if value is not None]
        lines.append(f"  {id}: {{unit: hours, over_time: sum{''.join(shown)}}}")
    return zielcalc.parse_agreement("\n".join(lines))


def cells(values: Known, year: Year) -> dict[tuple[str, Year], Cell]:
    return {
        (id, year): Cell(id=id, period=year, value=value, place=NOWHERE)
        for id, value in values.items()
        if value is not None
    }


NOTHING: Known = dict.fromkeys(IDS)


@many
@given(formulas, knowns, knowns)
def test_a_formula_is_worked_out_on_the_actuals_of_two_years(formula: Formula, now: Known, prior: Known) -> None:
    values = Values(Measures(agreement_of(NOTHING, NOTHING), Actuals(cells(now, YEAR) | cells(prior, YEAR.before()))))
    found = values.value(formula, YEAR.last)
    assert found.value == reckoned(formula, now, prior, NOTHING)
    assert (found.value is None) == bool(found.reasons())


@few
@given(formulas, knowns, knowns, knowns)
def test_a_formula_is_worked_out_on_agreed_values(formula: Formula, now: Known, baselines: Known, plans: Known) -> None:
    values = Values(Measures(agreement_of(baselines, plans), Actuals(cells(now, YEAR))))
    agreed = [
        {id: None if value is None else round_half_up(value, 2) for id, value in known.items()}
        for known in (baselines, plans)
    ]
    assert values.value(formula, YEAR.last).value == reckoned(formula, now, *agreed)


# Files.

QUOTAS = zielcalc.parse_agreement("""
format: 1
title: A quota
year: 2016
judged: rounded
decimals: {percent: 1}
measures:
  entries: {unit: count, over_time: sum, baseline: 600, aliases: [Zugänge]}
  stock: {unit: count, over_time: mean, baseline: 3000, aliases: [Bestand (Köln)]}
indicators:
  quota: {formula: entries / stock, unit: percent}
targets:
  entries_600: {of: entries, at_least: 600}
  stock_3000: {of: stock, at_most: 3000}
  quota_20: {of: quota, between: [18 %, 20 %]}
  quota_rise: {of: change(quota), more_than: 2.5 %}
""")
MONTHS = [f"2016-{month:02}" for month in range(1, 13)]
numbers = st.decimals(0, 9_999, places=2)
series = st.fixed_dictionaries(
    {
        "Zugänge": st.lists(numbers, min_size=12, max_size=12),
        # Multiples of twelve have a mean that can be written.
        "Bestand (Köln)": st.lists(numbers.map(lambda number: number * 12), min_size=12, max_size=12),
    }
)
Series = Mapping[str, list[Decimal]]


def judged(text: str, **options: Any) -> list[Any]:
    """Give all that is said of each target by the actuals of a text."""
    report = zielcalc.evaluate(QUOTAS, zielcalc.parse_actuals(text, QUOTAS, **options))
    return [
        (result.verdict, result.verdict_exact, result.actual and result.actual.value, result.margin, result.change)
        for result in report.results
    ]


def long(months: Series) -> list[list[str]]:
    return [[name, month, str(values[at])] for name, values in months.items() for at, month in enumerate(MONTHS)]


def shaped(shape: str, months: Series, order: list[int]) -> list[list[str]]:
    """Lay the same numbers out in one of the shapes a file may have; `order` is that of the months."""
    match shape:
        case "long":
            rows = [[name, MONTHS[at], str(values[at])] for at in order for name, values in months.items()]
            return [["Messgröße", "Monat", "Wert"], *rows]
        case "down":
            return [
                ["Monat", *months],
                *([MONTHS[at], *(str(values[at]) for values in months.values())] for at in order),
            ]
        case "across":
            rows = [[name, *(str(values[at]) for at in order)] for name, values in months.items()]
            return [["Messgröße", *(MONTHS[at] for at in order)], *rows]
        case _:
            entries, stock = sum(months["Zugänge"]), sum(months["Bestand (Köln)"]) / 12
            return [["Messgröße", "Wert"], ["Bestand (Köln)", f"{stock:f}"], ["Zugänge", str(entries)]]


def in_notation(cell: str, notation: str, grouped: bool) -> str:
    """Write a number as one of the notations does."""
    if not cell.replace(".", "").isdigit():
        return cell
    text = f"{Decimal(cell):,}" if grouped else cell
    return text.translate(str.maketrans(",.", ".,")) if notation == "comma" else text


@few
@given(
    series,
    st.sampled_from(["long", "down", "across", "annual"]),
    st.permutations(range(12)),
    st.sampled_from(["comma", "point"]),
    st.booleans(),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_how_a_file_is_written_changes_no_result(
    tmp_path_factory: pytest.TempPathFactory,
    months: Series,
    shape: str,
    order: list[int],
    notation: Any,
    grouped: bool,
    delimiter: str,
    encoding: str,
    line_end: str,
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
    header, *rows = shaped(shape, months, order)
    writer.writerow(header)
    writer.writerows([[in_notation(cell, notation, grouped) for cell in row] for row in rows])
    file = tmp_path_factory.getbasetemp() / "actuals.csv"
    file.write_bytes(stream.getvalue().encode(encoding))

    report = zielcalc.evaluate(QUOTAS, zielcalc.load_actuals([file], QUOTAS, decimal=notation))
    found = [
        (result.verdict, result.verdict_exact, result.actual and result.actual.value, result.margin, result.change)
        for result in report.results
    ]
    plain = "\n".join(["measure,period,value", *(",".join(row) for row in long(months))])
    assert found == judged(plain, decimal="point")


@few
@given(series, st.permutations(range(24)))
def test_the_order_of_rows_changes_no_result(months: Series, order: list[int]) -> None:
    header, rows = "measure,period,value", [",".join(row) for row in long(months)]
    in_order, shuffled = ("\n".join([header, *lines]) for lines in (rows, [rows[at] for at in order]))
    assert judged(shuffled, decimal="point") == judged(in_order, decimal="point")


@few
@given(series, st.integers(1, 1_000))
def test_a_quota_knows_no_scale(months: Series, factor: int) -> None:
    def quota(text: str) -> Any:
        return judged(text, decimal="point")[2:]

    header = "measure,period,value\n"
    larger = {name: [value * factor for value in values] for name, values in months.items()}
    assert quota(header + "\n".join(map(",".join, long(larger)))) == quota(
        header + "\n".join(map(",".join, long(months)))
    )


@few
@given(st.lists(st.lists(st.text("ab;,|\t\"'\n 1ä", max_size=4), min_size=2, max_size=4), min_size=1, max_size=4))
def test_rows_come_out_as_they_were_written(rows: list[list[str]]) -> None:
    rows = [["measure", "period", "value"], *rows]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    data = io.BytesIO(text.getvalue().encode())
    found = read_rows(open_text(data, "utf-8"), "rows.csv")
    assert [found.header, *found] == rows


# Comparison and rounding.

shares = st.fractions(-10, 10, max_denominator=1_000)


@many
@given(st.sampled_from(KINDS), shares, st.tuples(shares, shares).map(sorted))
def test_the_margin_says_whether_a_target_is_met_exactly(kind: str, actual: Fraction, bounds: list[Fraction]) -> None:
    given = {"between": bounds, "about": [bounds[0], abs(bounds[1])]}.get(kind, bounds[:1])
    ends = ends_of(kind, given)
    is_met, margin = meets(kind, actual, ends, PERCENT, None), margin_of(kind, actual, ends)
    match kind:
        case "more_than" | "less_than":
            assert is_met == (margin > 0)
        case "equals":
            assert (margin == 0) == (actual == ends[0])
            assert margin <= 0
        case _:
            assert is_met == (margin >= 0)


@many
@given(st.sampled_from(KINDS), shares, st.tuples(shares, shares).map(sorted))
def test_the_gap_leads_back_to_the_bound(kind: str, actual: Fraction, bounds: list[Fraction]) -> None:
    given = {"between": bounds, "about": [bounds[0], abs(bounds[1])]}.get(kind, bounds[:1])
    ends = ends_of(kind, given)
    reached = actual - gap_of(kind, actual, ends)
    if kind == "between":
        assert reached == min(max(actual, ends[0]), ends[1])
    else:
        assert reached == given[0]


percentages = st.decimals(-200, 200, places=4)
OF_DECIMALS = {
    "at_least": lambda actual, bound: actual >= bound,
    "at_most": lambda actual, bound: actual <= bound,
    "more_than": lambda actual, bound: actual > bound,
    "less_than": lambda actual, bound: actual < bound,
    "equals": lambda actual, bound: actual == bound,
}


def quantized(number: Decimal, decimals: int) -> Decimal:
    with localcontext(prec=80):
        return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


@many
@given(st.sampled_from(list(OF_DECIMALS)), percentages, st.decimals(-1, 1, places=4), st.integers(0, 3))
def test_rounded_is_compared_as_with_decimals(kind: str, bound: Decimal, off: Decimal, decimals: int) -> None:
    actual = bound + off
    found = meets(kind, Fraction(actual) / 100, (Fraction(bound) / 100,), PERCENT, decimals)
    assert found == OF_DECIMALS[kind](quantized(actual, decimals), quantized(bound, decimals))


@many
@given(st.decimals(-(10**15), 10**15, places=9), st.integers(0, 12))
def test_numbers_are_written_as_decimals_are(number: Decimal, decimals: int) -> None:
    expected = quantized(number, decimals)
    assert round_half_up(Fraction(number), decimals) == Fraction(expected)
    assert decimal_text(Fraction(number), decimals) == f"{expected:f}"
    assert decimal_text(Fraction(number), decimals, "en") == f"{expected:,f}"
    assert decimal_text(Fraction(number), decimals, "de") == f"{expected:,f}".translate(str.maketrans(",.", ".,"))


@many
@given(st.integers(-5, 300), st.integers(0, 300), st.fractions(0, 300, max_denominator=4), st.booleans())
def test_the_nearest_number_that_turns_the_verdict(low: int, high: int, actual: Fraction, has_value_at_0: bool) -> None:
    def turns(count: int) -> bool:
        return (count <= low or count >= high) and (count != 0 or has_value_at_0)

    turning = [count for count in range(700) if turns(count) and count != actual]
    if not turns(math.floor(actual)) and not turns(math.ceil(actual)):
        found = nearest(turns, actual)
        assert found in turning
        assert found is not None
        assert abs(found - actual) == min(abs(count - actual) for count in turning)


# Units.

EUR, TEUR, EUR_PER_COUNT, HOURS = (parse_unit(text) or BARE for text in ("EUR", "TEUR", "EUR / count", "hours"))
UNITS = [COUNT, EUR, TEUR, EUR_PER_COUNT, HOURS, PERCENT, POINTS, RATIO, SHARE, SHARE_DIFFERENCE, BARE]
PAIRS = [
    pytest.param(left, right, id=f"{left.flavor.name}:{left.text} {right.flavor.name}:{right.text}")
    for left, right in itertools.combinations_with_replacement(UNITS, 2)
]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_unit_of_a_sum_does_not_depend_on_the_order(left: Unit, right: Unit) -> None:
    assert added(left, right, "+") == added(right, left, "+")


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_unit_of_a_product_does_not_depend_on_the_order(left: Unit, right: Unit) -> None:
    assert multiplied(left, right, 1) == multiplied(right, left, 1)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_multiplying_undoes_dividing(left: Unit, right: Unit) -> None:
    assert multiplied(multiplied(left, right, -1), right, 1).dims == left.dims


# Reports.

AGREEMENT_2016 = zielcalc.load_agreement(ROOT / "agreement_2016.yaml")
REPORTED = {**dict.fromkeys(AGREEMENT_2016.measures, st.fractions(0, 20_000, max_denominator=2))} | dict.fromkeys(
    AGREEMENT_2016.yes_no_names, st.booleans()
)


@few
@given(st.fixed_dictionaries({}, optional=REPORTED))
def test_the_summary_adds_up(values: dict[str, Any]) -> None:
    actuals = Actuals({(id, YEAR): Cell(id=id, period=YEAR, value=values[id], place=NOWHERE) for id in values})
    report = zielcalc.evaluate(AGREEMENT_2016, actuals)
    counted = [result.verdict for result in report.results if not result.target.follows]
    assert report.summary() == {verdict: counted.count(verdict) for verdict in Verdict}
    assert len(report.results) == len(AGREEMENT_2016.targets)
    assert report.exit_code() == expected_code(report)


def expected_code(report: Report) -> int:
    verdicts = {result.verdict for result in report.results}
    return 1 if verdicts & {Verdict.MISSED, Verdict.BEHIND} else 3 if Verdict.OPEN in verdicts else 0


# Periods.

months = st.builds(Month.of, st.integers(1900, 2198), st.integers(1, 12))


@few
@given(months)
def test_a_month_is_read_in_every_notation(month: Month) -> None:
    year, number = month.year, month.month
    for text in (
        str(month), f"{number:02}/{year}", f"{number}.{year}", f"{year}{number:02}", f"28.{number:02}.{year}",
        f"{month}-28", f" {month} ",
    ):  # fmt: skip
        assert parse_period(text) == month


@few
@given(months)
def test_a_year_is_read_as_it_is_printed(month: Month) -> None:
    assert parse_period(str(Year(month))) == parse_period(Year(month).span) == Year(month)


@many
@given(st.text("0123456789-/. JanäMrzT:", max_size=12))
def test_whatever_a_period_says_is_read_as_one_or_none(text: str) -> None:
    found = parse_period(text)
    assert found is None or parse_period(str(found)) == found


def test_a_year_has_no_more_days_than_the_calendar() -> None:
    days = [f"{year}-02-29" for year in (1900, 2000, 2015, 2016, 2100)]
    assert [bool(parse_period(day)) for day in days] == [False, True, False, True, False]
    assert [bool(parse_period(day)) for day in ("2016-04-31", "31.12.2016", "00.01.2016")] == [False, True, False]
