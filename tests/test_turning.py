"""What turns a reading, as it is printed, is fed back: the reading then says the other thing, and one step nearer not.

Fed back is a year's value that is supposed (`--set`), or as much a month as is printed for the months that are left.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from msgspec.structs import replace

from zielcalc.judge.assumptions import assume
from zielcalc.judge.evaluate import evaluate
from zielcalc.judge.explain import explanation_of
from zielcalc.model.actuals import Actuals, Cell, Mark
from zielcalc.model.agreement import NOWHERE, Agreement, Measure
from zielcalc.model.explanation import Edge, Turn
from zielcalc.model.quantity import decimal_text
from zielcalc.model.unit import COUNT, Unit
from zielcalc.read.actuals_file import parse_actuals
from zielcalc.read.agreement_file import parse_agreement
from zielcalc.write.explanation import render_explanation

AGREEMENT = """
format: 1
title: T
year: 2016
judged: {judged}
decimals: {{percent: 1}}
measures:
  a: {{unit: count, over_time: sum}}
  b: {{unit: count, over_time: mean}}
  money: {{unit: {money}, over_time: sum, decimals: {decimals}}}
  stock: {{unit: {money}, over_time: last, decimals: {decimals}}}
  rate: {{unit: percent, over_time: {rate}}}
indicators:
  quota: {{formula: a / b, unit: percent}}
  cost: {{formula: money / a, unit: EUR / count, decimals: 2}}
targets:
  a_t: {{of: a, {kind}: {count}}}
  quota_t: {{of: quota, {kind}: {percent} %}}
  money_t: {{of: money, {kind}: {amount} {money}}}
  stock_t: {{of: stock, {kind}: {amount} {money}}}
  corridor_t: {{of: money, between: [{amount} {money}, {more} {money}]}}
  rate_t: {{of: rate, {kind}: {percent} %}}
  cost_t: {{of: cost, {kind}: {amount}}}
"""
MOST = 60


def situation(seed: int) -> tuple[Agreement, Actuals, int]:
    """Give an agreement with targets of all kinds, and months of the year, of which a count may be withheld."""
    chance = Random(seed)
    judged, decimals = chance.choice(["rounded", "exact"]), chance.randrange(3)
    # A bound finer than it is judged is a problem: it would be rounded away.
    places = decimals if judged == "rounded" else 2
    amount = chance.randrange(1, chance.choice([200, 2_000, 50_000]))
    text = AGREEMENT.format(
        judged=judged,
        money=chance.choice(["EUR", "TEUR", "Mio EUR"]),
        decimals=decimals,
        rate=chance.choice(["mean", "last"]),
        kind=chance.choice(["at_least", "at_most", "more_than", "less_than"]),
        count=chance.randrange(1, 400),
        percent=decimal_text(Fraction(chance.randrange(1, 999), 10), 1),
        amount=decimal_text(Fraction(amount, 10**places), places),
        more=decimal_text(Fraction(amount + chance.randrange(500), 10**places), places),
    )
    agreement = parse_agreement(text)
    months = chance.choice([12, 12, 6, 9, 11])
    monthly = {}
    for id, measure in agreement.measures.items():
        for number in range(months):
            month = agreement.year.first + number
            places = 0 if measure.unit == COUNT else 2
            value: Fraction | Mark = Fraction(chance.randrange(1, 4_000), 100) * measure.unit.scale
            if measure.unit == COUNT:
                value = Mark.SUPPRESSED if chance.random() < 0.02 else Fraction(chance.randrange(1, 40))
            monthly[(id, month)] = Cell(id=id, period=month, value=value, decimals=places, place=NOWHERE)
    return agreement, Actuals({}, monthly), months


@pytest.mark.parametrize("seed", range(MOST))
def test_what_turns_a_reading_is_fed_back(seed: int) -> None:
    agreement, actuals, months = situation(seed)
    for id in agreement.targets:
        explanation = explanation_of(agreement, actuals, id)
        assert explanation.turns or explanation.silent
        page = " ".join(render_explanation(explanation, lang="en", width=100).split())
        for turn in explanation.turns:
            for edge in turn.edges:
                check(agreement, actuals, months, id, turn, edge)
                for value in (edge.told,) if edge.more is None else (edge.more, edge.monthly):
                    assert printed(value, edge.measure.unit) in page, (value, page)


def check(agreement: Agreement, actuals: Actuals, months: int, id: str, turn: Turn, edge: Edge) -> None:
    wanted = "missed" if turn.is_met else "met"
    told = edge.more if edge.more is not None else edge.told
    assert read(agreement, actuals, months, id, turn, edge, told) == wanted
    if edge.monthly is not None:
        assert read(agreement, actuals, months, id, turn, edge, edge.monthly * edge.remaining) == wanted
    unit, demand = edge.measure.unit, agreement.targets[id].demand
    finest = (edge.measure.decimals or 0) + 1
    if edge.measure.id in agreement.measures:
        finest = max(finest, 2)
    if demand and unit.dims == agreement.targets[id].unit.dims:
        finest = max(finest, *(len(bound.text.split(" ")[0].partition(".")[2].rstrip("0")) for bound in demand.bounds))
    step = Fraction(1) if unit == COUNT else unit.scale / 10**finest
    step = step / 10 if edge.remaining and edge.measure.over_time == "mean" and unit == COUNT else step
    now = standing(actuals, edge)
    if now is None:
        return
    towards = step if (told if edge.more is not None else told - now) < 0 else -step
    nearer = told + towards
    is_nearer = abs(nearer) < abs(told) if edge.more is not None else abs(nearer - now) < abs(told - now)
    if is_nearer and nearer >= 0:
        assert read(agreement, actuals, months, id, turn, edge, nearer) != wanted, (id, edge)


def standing(actuals: Actuals, edge: Edge) -> Fraction | None:
    """Give where a measure stands; None where a count of it is withheld."""
    values = [cell.value for (id, _), cell in actuals.monthly.items() if id == edge.measure.id]
    known = [value for value in values if isinstance(value, Fraction)]
    if len(known) < len(values):
        return None
    total = sum(known, Fraction(0))
    return {"sum": total, "mean": total / len(known)}.get(edge.measure.over_time or "", known[-1])


def read(agreement: Agreement, actuals: Actuals, months: int, id: str, turn: Turn, edge: Edge, told: Fraction) -> str:
    """Judge with a value fed back, all other measures as they stand at the end of the year."""
    ids = [measure.id for measure in agreement.measures.values() if measure.id != edge.measure.id]
    monthly = dict(actuals.monthly)
    for left in range(months, 12):
        month = agreement.year.first + left
        for other in ids:
            measure = agreement.measures[other]
            monthly[(other, month)] = Cell(id=other, period=month, value=steady(actuals, measure), place=NOWHERE)
        if edge.remaining:
            value = told if edge.more is None else told / edge.remaining
            monthly[(edge.measure.id, month)] = Cell(id=edge.measure.id, period=month, value=value, place=NOWHERE)
    fed = replace(actuals, monthly=monthly)
    if not edge.remaining:
        fed = assume(fed, (Cell(id=edge.measure.id, period=agreement.year, value=told, place=NOWHERE, assumed=True),))
    # Beside an open verdict the other reading is not given, so each is asked for itself.
    target = replace(agreement.targets[id], judged=turn.reading)
    report = evaluate(replace(agreement, targets={id: target}), fed)
    return str(report.results[0].verdict)


def steady(actuals: Actuals, measure: Measure) -> Fraction:
    """Give what a measure must be in the months left to stand as it is: nothing more of a sum, else its level."""
    values = [cell.value for (id, _), cell in actuals.monthly.items() if id == measure.id]
    known = [value for value in values if isinstance(value, Fraction)]
    if measure.over_time == "sum":
        return Fraction(0)
    return known[-1] if measure.over_time == "last" else sum(known, Fraction(0)) / len(known)


def printed(value: Fraction | None, unit: Unit) -> str:
    """Give a value as the page must write it: whole, as nobody can feed back what is cut."""
    assert value is not None
    shown = unit.shown(abs(value))
    decimals = next(number for number in range(20) if (shown * 10**number).denominator == 1)
    whole, part = divmod(int(abs(shown) * 10**decimals), 10**decimals)
    sign = {"count": "", "percent": "%"}.get(unit.text, f" {unit.text}")
    return f" {whole:,}" + (f".{part:0{decimals}}" if decimals else "") + sign


@pytest.mark.parametrize(
    ("demand", "more", "monthly"),
    [
        # 129.5 is rounded to 130; it is what the year comes to that stands on the grid, of a hundredth as in the cells.
        ("at_least: 130 TEUR", "89.46", "8.95"),
        ("at_most: 130 TEUR", "90.46", "9.05"),
        # 1.01 a month would leave so narrow a corridor at its other end.
        ("between: [50.11 TEUR, 50.12 TEUR]", "10.07", "1.007"),
    ],
)
def test_a_month_is_rounded_to_the_side_that_turns(demand: str, more: str, monthly: str) -> None:
    is_fine = "between" in demand
    agreement = parse_agreement(
        f"format: 1\ntitle: T\nyear: 2016\njudged: {'exact' if is_fine else 'rounded'}\nmeasures:\n"
        f"  m: {{unit: TEUR, over_time: sum, decimals: 0}}\ntargets:\n  t: {{of: m, {demand}}}\n"
    )
    actuals = parse_actuals("measure;period;value\nm;2016-01;20,04\nm;2016-02;20,00\n", agreement)
    (edge,) = explanation_of(agreement, actuals, "t").turns[1 if is_fine else 0].edges
    assert (edge.more, edge.monthly) == (Fraction(more) * 1000, Fraction(monthly) * 1000)
