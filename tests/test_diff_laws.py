"""Laws of diff: nothing differs from itself however it is written; the changes made to the old give the new.

Whether two formulas are equal is held against sympy, an independent computer-algebra system.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy
from command import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_laws import formulas

import zielcalc
from zielcalc.judge.comparison import ends_of, meets
from zielcalc.model.accepted import accepted
from zielcalc.model.agreement import Agreement, Indicator, Measure, Target
from zielcalc.model.changes import AGREEMENT, WRITTEN_ONLY, Effect, Review, entries, fields_of, meaning
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative, parse_formula, print_formula
from zielcalc.model.polynomial import Budget, NotShown
from zielcalc.model.quantity import Lang, decimal_text, round_half_up
from zielcalc.model.rational import NOW, PLAIN, _Algebra, equality
from zielcalc.model.renaming import SECTIONS
from zielcalc.model.unit import COUNT, PERCENT
from zielcalc.model.words import WORDS, word

few, many = (settings(derandomize=True, deadline=None, max_examples=count) for count in (100, 250))

# Agreements, as data that is written in many ways.

TEXTS = ["Quote", "Ziel #1", "a: b", "„so“", "Köln", "x, y"]
texts = st.sampled_from(TEXTS)
counts = st.integers(1, 40).map(lambda number: str(number * 100))
sources = st.fixed_dictionaries({"section": texts}, optional={"page": st.sampled_from(["1", "2"]), "quote": texts})
GROUPS, PRIORITIES = ("g", "h"), ("p", "q")
optional_words = {"label": texts, "note": texts, "group": st.sampled_from(GROUPS), "source": sources}
measures = st.fixed_dictionaries(
    {"unit": st.just("count"), "over_time": st.sampled_from(["sum", "mean", "last"])},
    optional={
        **optional_words,
        "baseline": counts | st.just("open"),
        "plan": counts,
        "lag": st.sampled_from(["1", "2"]),
        "window": st.just("12 months"),
        "decimals": st.sampled_from(["0", "1"]),
    },
)
shares = st.sampled_from(["a / b", "b / a", "2 * a / (2 * b)", "a / (a + b)", "baseline(a) / plan(b)"])
indicators = st.fixed_dictionaries(
    {"unit": st.just("percent"), "formula": shares},
    optional={**optional_words, "decimals": st.sampled_from(["1", "2"])},
)
kinds = st.one_of(
    st.fixed_dictionaries({kind: st.sampled_from(["10 %", "12 %", "baseline(quote)", "baseline(quote) * 1.02"])})
    for kind in ("at_least", "at_most", "more_than", "less_than", "equals")
) | st.sampled_from([{"between": ["10 %", "12 %"]}, {"between": ["9 %", "13 %"]}, {"about": "10 %", "within": "1 pp"}])
on_quote = st.tuples(
    st.fixed_dictionaries(
        {"of": st.sampled_from(["quote", "change(quote)", "a / b"])},
        optional={
            **optional_words,
            "judged": st.sampled_from(["rounded", "exact"]),
            "monitored": st.just("true"),
            "serves": st.lists(st.sampled_from(PRIORITIES), min_size=1, max_size=2, unique=True),
            "pace": st.sampled_from(["linear", "end", "prior_year"]),
            "interpretation": texts,
            "printed": texts,
            "condition": st.fixed_dictionaries({"text": texts}, optional={"holds": st.sampled_from(["c", "d"])}),
        },
    ),
    kinds,
).map(lambda parts: {**parts[0], **parts[1]})
promises = st.fixed_dictionaries(
    {"milestone": texts}, optional={**optional_words, "due": st.sampled_from(["2016-06", "open"])}
)
agreements = st.fixed_dictionaries(
    {
        "format": st.just("1"),
        "title": texts,
        "year": st.sampled_from(["2016", "2017"]),
        "judged": st.sampled_from(["rounded", "exact"]),
        "decimals": st.fixed_dictionaries({"percent": st.sampled_from(["1", "2"])}),
        "groups": st.fixed_dictionaries(dict.fromkeys(GROUPS, texts)),
        "priorities": st.fixed_dictionaries(dict.fromkeys(PRIORITIES, texts)),
        "measures": st.fixed_dictionaries({"a": measures, "b": measures}, optional={"e": measures, "f": measures}),
        "indicators": st.fixed_dictionaries({"quote": indicators}, optional={"other": indicators}),
        "targets": st.dictionaries(st.sampled_from(["t", "u", "v", "w"]), on_quote | promises, min_size=1, max_size=4),
    },
    optional={
        "parties": st.lists(texts, min_size=1, max_size=3, unique=True),
        "legal_basis": texts,
        "reservation": texts,
        "final_after": st.sampled_from(["2", "3"]),
        "data_as_of": st.just("2015-12"),
        "revisions": st.just([{"month": "2016-04", "measures": ["a"], "text": "so"}]),
        "breakdown": st.just({"column": "jobcenter", "file": "units.csv"}),
        "not_encoded": st.fixed_dictionaries({"towns": st.fixed_dictionaries({"quote": texts, "reason": texts})}),
    },
)
chances = st.integers(0, 2**32).map(Random)
UNORDERED = {"serves", "parties", "aliases"}


def written(data: dict[str, Any], chance: Random, level: int = 0) -> str:
    """Write an agreement in YAML, keys in any order, texts in any quotation marks, remarks between."""
    lines = []
    for key in chance.sample(list(data), len(data)):
        value, blank = data[key], "  " * level
        remark = chance.choice(["", "", "  # so", "  # 1, 2"])
        lines += [f"{blank}# {chance.choice(TEXTS)}"] if chance.random() < 0.3 else []
        match value:
            case dict():
                lines += [f"{blank}{key}:{remark}", written(value, chance, level + 1)]
            case list():
                items = chance.sample(value, len(value)) if key in UNORDERED else value
                lines.append(f"{blank}{key}: [{', '.join(map(flow, items))}]{remark}")
            case str():
                lines.append(f"{blank}{key}: {scalar(value, chance)}{remark}")
    return "\n".join(lines)


def scalar(text: str, chance: Random) -> str:
    is_plain = all(mark not in text for mark in ("#", ": ", ",", "„"))
    ways = ['"{}"', "'{}'"] if text not in ("true", "open") else []
    return chance.choice(["{}", *ways] if is_plain else ways).format(text)


def flow(item: Any) -> str:
    if isinstance(item, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in item.items()) + "}"
    return f"[{', '.join(item)}]" if isinstance(item, list) else f'"{item}"'


def read(data: dict[str, Any], chance: Random) -> Agreement:
    return zielcalc.parse_agreement(written(data, chance) + "\n")


SPELLING = {
    AGREEMENT: {*SECTIONS, "file", "sha256", "notices", "open_places", "judged_place", "places"},
    "measures": {"id", "place"},
    "indicators": {"id", "place", "formula_text"},
    "targets": {"id", "place", "of_text", "decimals_place", "judged_place"},
}
"""What is no key of its own; everything else of the model is compared."""


def said(agreement: Agreement) -> dict[str, Any]:
    """Give all that an agreement says, without places, order and spelling."""
    found: dict[str, Any] = {name: meaning(getattr(agreement, name)) for name in fields_of(agreement, AGREEMENT)}
    for section in SECTIONS:
        found[section] = {
            id: entry if isinstance(entry, str) else {n: meaning(getattr(entry, n)) for n in fields_of(entry, section)}
            for id, entry in entries(agreement, section).items()
        }
    return found


@few
@given(agreements, chances)
def test_nothing_differs_from_itself_however_it_is_written(data: dict[str, Any], chance: Random) -> None:
    old, new = read(data, chance), read(data, chance)
    changes = zielcalc.compare(old, new)
    assert (changes.changes, changes.shifts) == ((), ())
    assert changes.is_same


@many
@given(agreements, agreements, chances)
def test_the_changes_made_to_the_old_agreement_give_the_new(
    first: dict[str, Any], second: dict[str, Any], chance: Random
) -> None:
    old, new = read(first, chance), read(second, chance)
    changes = zielcalc.compare(old, new)
    assert said(zielcalc.apply(changes, old)) == said(new)
    assert (
        changes.is_same == (said(zielcalc.apply(changes, old)) == said(old))
        or changes.renames
        or any(change.effect is Effect.EQUAL for change in changes.changes)
    )
    for change in changes.changes:
        assert change.old != change.new or change.field
        if change.cause:
            assert change.cause in {other.path for other in changes.changes}


@few
@given(agreements, agreements, chances, st.sampled_from(["de", "en"]))
def test_no_change_is_left_out_for_a_reader(
    first: dict[str, Any], second: dict[str, Any], chance: Random, lang: Lang
) -> None:
    texts = written(first, chance), written(second, chance)
    old, new = map(zielcalc.parse_agreement, texts)
    changes = zielcalc.compare(old, new)
    review = Review(changes=changes, text=zielcalc.compare_texts(*texts))
    page = zielcalc.render_changes(review, "markdown", lang=lang)
    table = zielcalc.render_changes(review, "table", lang=lang, width=200)
    lines = zielcalc.render_changes(review, "plain").splitlines()
    assert zielcalc.render_changes(review, "table", lang=lang, width=40, encoding="ascii").isascii()
    listed = {tuple(found[key] for key in ("section", "id", "field", "change"))
              for found in json.loads(zielcalc.render_changes(review, "json"))["changes"]}  # fmt: skip
    for change in changes.changes:
        assert (change.section, change.id or None, change.field or None, change.kind) in listed
        if change.cause or changes.is_same:
            continue
        assert any(line.startswith(f"{change.section}\t{change.id or '-'}\t{change.field or '-'}\t") for line in lines)
        if change.kind == "renamed":
            assert change.old in page
            assert change.old in table
        elif change.field not in ("", "demand", "monitored", "milestone"):
            name = "reading_of_all" if change.path == "agreement.judged" else f"field_{change.field}"
            assert word(name, lang) in page
            assert word(name, lang) in table


TEXT_2016 = (ROOT / "agreement_2016.yaml").read_text(encoding="utf-8")
AGREEMENT_2016 = zielcalc.parse_agreement(TEXT_2016)
IDS_2016 = sorted({id for section in SECTIONS for id in entries(AGREEMENT_2016, section)})


@pytest.mark.parametrize("id", IDS_2016)
def test_an_id_that_is_called_otherwise_is_no_change(id: str) -> None:
    new = zielcalc.parse_agreement(re.sub(rf"\b{id}\b", "renamed", TEXT_2016))
    changes = zielcalc.compare(AGREEMENT_2016, new)
    assert [change.path for change in changes.changes if change.is_meant] == []
    assert {change.old for change in changes.changes if change.kind == "renamed"} == {id}
    assert said(zielcalc.apply(changes, AGREEMENT_2016)) == said(new)


@pytest.mark.parametrize("section", [AGREEMENT, "measures", "indicators", "targets"])
def test_every_field_of_the_model_is_compared_and_has_a_name(section: str) -> None:
    kind = {AGREEMENT: Agreement, "measures": Measure, "indicators": Indicator, "targets": Target}[section]
    known = {*kind.__struct_fields__}
    assert {*WRITTEN_ONLY[section]} == SPELLING[section] <= known
    for field in known - SPELLING[section]:
        assert f"field_{field}" in WORDS, f"how is {field} called where it changes?"


def test_every_effect_has_a_word() -> None:
    assert {f"effect_{effect}" for effect in Effect} <= WORDS.keys()


# Formulas, against sympy.


def symbolic(formula: Formula, basis: str = "now") -> Any:
    """Give a formula as sympy understands it; min, max, abs and round as functions of it that nothing is known of."""
    match formula:
        case Literal():
            return sympy.Rational(formula.value.numerator, formula.value.denominator)
        case Name(id):
            return sympy.Symbol(f"{id}_{basis}", real=True)
        case Negative(of):
            return -symbolic(of, basis)
        case Binary(sign, left, right):
            first, second = symbolic(left, basis), symbolic(right, basis)
            return {"+": lambda: first + second, "-": lambda: first - second, "*": lambda: first * second,
                    "/": lambda: first / second}[sign]()  # fmt: skip
        case Call("plan" | "baseline" as function, (of,)):
            return symbolic(of, function)
        case Call("delta", (of,)):
            return symbolic(of, basis) - symbolic(of, "baseline")
        case Call("change", (of,)):
            return symbolic(of, basis) / symbolic(of, "baseline") - 1
        case Call("sum", arguments):
            return sum(symbolic(argument, basis) for argument in arguments)
        case Call("mean", arguments):
            return sum(symbolic(argument, basis) for argument in arguments) / len(arguments)
        case _:
            raise NotImplementedError


def is_rational(formula: Formula) -> bool:
    return not any(word in print_formula(formula) for word in ("min(", "max(", "abs(", "round("))


rational = formulas.filter(is_rational)


@many
@given(rational, rational)
def test_equality_agrees_with_an_independent_algebra(first: Formula, second: Formula) -> None:
    check_against_sympy(first, second)


@many
@given(rational, st.data())
def test_a_formula_rewritten_is_equal_and_one_changed_is_not(formula: Formula, draw: st.DataObject) -> None:
    other = draw.draw(rational)
    rewritten = draw.draw(
        st.sampled_from(
            [
                Binary("-", Binary("+", formula, other), other),
                Binary("/", Binary("*", Literal("3"), formula), Literal("3")),
                Negative(Negative(formula)),
                Call("mean", (formula, formula)),
                Binary("+", formula, Literal("1", "%")),
                Binary("*", formula, other),
            ]
        )
    )
    check_against_sympy(formula, rewritten)


def check_against_sympy(first: Formula, second: Formula) -> None:
    try:
        algebra = _Algebra(Budget())
        for formula in (first, second):
            algebra.ratio(formula, NOW, PLAIN, {})
    except NotShown:
        return  # divides by what is 0 everywhere
    independent = sympy.cancel(symbolic(first) - symbolic(second)) == 0
    assert equality(first, second).is_equal == independent


ROWS = [
    ("change(a)", "delta(a) / baseline(a)", "same"),
    ("change(a)", "(a - baseline(a)) / baseline(a)", "same"),
    ("plan(change(a))", "plan(a) / baseline(a) - 1", "same"),
    ("baseline(delta(a))", "0", "equal"),
    ("baseline(a / b)", "baseline(a) / baseline(b)", "same"),
    ("plan(baseline(a) + b)", "baseline(a) + plan(b)", "same"),
    ("a / b + c / b", "(a + c) / b", "same"),
    ("a / b / c", "a / (b * c)", "same"),
    ("a / (b / c)", "a * c / b", "equal"),
    ("a / a", "1", "equal"),
    ("a * b / a", "b", "equal"),
    ("a - a + b", "b", "equal"),
    ("min(a, b)", "min(b, a)", "same"),
    ("min(a, b, a)", "min(a, b)", "same"),
    ("max(a + b, 1)", "max(1, b + a)", "same"),
    ("min(a, b)", "max(a, b)", "other"),
    ("abs(a - b)", "abs(b - a)", "same"),
    ("abs(-2)", "2", "same"),
    ("round(a / b, 1)", "round(2 * a / (2 * b), 1)", "same"),
    ("round(a, 1)", "round(a, 2)", "other"),
    ("round(2.25, 1)", "2.3", "same"),
    ("sum(a, b, a)", "2 * a + b", "same"),
    ("mean(a, b)", "(a + b) / 2", "same"),
    ("2.5 %", "0.025", "same"),
    ("22.9 % + 0.5 pp", "0.234", "same"),
    ("a / b", "b / a", "other"),
    ("a / 0", "a / 0", "other"),
    ("(a + b) * (a - b)", "a * a - b * b", "same"),
    ("min(a, b) + max(a, b)", "a + b", "other"),
    ("min(a, b)", "min(a, b, c)", "other"),
    ("abs(a + b)", "abs(a - b)", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "found"), ROWS)
def test_what_is_shown_of_two_formulas(first: str, second: str, found: str) -> None:
    shown = equality(parse_formula(first), parse_formula(second))
    assert ("same" if shown.is_same else "equal" if shown.is_equal else "other") == found


def test_where_one_alone_has_a_value_is_said() -> None:
    shown = equality(parse_formula("a * (b + c) / (2 * b + 2 * c)"), parse_formula("a / 2"))
    assert (shown.zeros, shown.only_first, shown.only_second) == (("b + c",), ("b", "c"), ())


def test_a_formula_too_large_to_expand_is_not_shown_to_be_equal() -> None:
    sums = " * ".join(f"(a + b + c + {number})" for number in range(60))
    found = equality(parse_formula(sums), parse_formula(f"{sums} * 1 + a - a + 1 - 1"))
    assert (found.is_equal, found.is_given_up) == (False, True)
    assert not equality(parse_formula("a"), parse_formula("b")).is_given_up


# Strictness, against the judging itself.

amounts = st.integers(-60, 60).map(lambda number: Fraction(number, 8))


@many
@given(
    st.sampled_from(["at_least", "at_most", "more_than", "less_than", "equals", "between", "about"]),
    amounts,
    amounts,
    st.sampled_from([COUNT, PERCENT]),
    st.none() | st.integers(0, 2),
    amounts | st.none(),
    st.sampled_from([-1, 1]),
)
def test_what_is_accepted_is_what_is_met(
    kind: str, bound: Fraction, beside: Fraction, unit: Any, decimals: int | None, elsewhere: Fraction | None, side: int
) -> None:
    # Half a place beside the bound is where rounding decides, so that is tried most.
    places = decimals or 0
    actual = round_half_up(bound, places) + Fraction(side, 2 * 10**places) if elsewhere is None else elsewhere
    bounds = sorted([bound, beside]) if kind == "between" else [bound, abs(beside)] if kind == "about" else [bound]
    decimals = places if kind == "equals" else decimals
    ends = tuple(end * unit.scale for end in ends_of(kind, bounds))
    found = accepted(kind, ends, unit, decimals)
    is_above = found.low is None or actual > found.low or (actual == found.low and found.has_low)
    is_below = found.high is None or actual < found.high or (actual == found.high and found.has_high)
    assert meets(kind, actual * unit.scale, ends, unit, decimals) == (is_above and is_below)


ONE_BOUND = ["at_least", "at_most", "more_than", "less_than", "equals"]
ON_ACTUALS = """\
format: 1
title: Z
year: 2016
judged: {judged}
decimals: {{percent: {decimals}}}
measures:
  q: {{unit: percent, over_time: last}}
  land: {{unit: percent, over_time: last}}
targets:
  t: {{of: q, {kind}: land + {apart} pp}}
"""


@few
@given(
    st.sampled_from(ONE_BOUND),
    st.sampled_from(ONE_BOUND),
    st.integers(-30, 30),
    st.sampled_from([0, 1]),
    st.sampled_from(["rounded", "exact"]),
)
def test_stricter_holds_wherever_a_bound_on_the_actuals_lies(
    first: str, second: str, hundredths: int, decimals: int, judged: str
) -> None:
    apart = Fraction(hundredths, 100)
    sides = (first, Fraction(0)), (second, apart)
    old, new = (
        zielcalc.parse_agreement(
            ON_ACTUALS.format(judged=judged, decimals=decimals, kind=kind, apart=decimal_text(by, 2))
        )
        for kind, by in sides
    )
    effects = [shift.effect for shift in zielcalc.compare(old, new).shifts]
    # On a grid of hundredths: bounds on both sides of nought, and values on both sides of each.
    met = [
        [
            meets(kind, (bound + beside) / 100, ((bound + by) / 100,), PERCENT, places)
            for kind, by in sides
            for places in (None if judged == "exact" and kind != "equals" else decimals,)
        ]
        for bound in (Fraction(number, 100) for number in range(-205, 206, 13))
        for beside in (Fraction(number, 100) for number in range(-200, 201, 5))
    ]
    if Effect.STRICTER in effects:
        assert all(was for was, now in met if now)
    if Effect.LOOSER in effects:
        assert all(now for was, now in met if was)
    assert effects or all(was == now for was, now in met)
