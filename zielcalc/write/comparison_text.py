"""The comparison: both readings side by side, and what would turn each. Takes an ExplainedResult, gives Items."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace

from zielcalc.model.agreement import Owner
from zielcalc.model.explanation import Edge, Turn
from zielcalc.model.quantity import ending_decimals
from zielcalc.model.report import Verdict
from zielcalc.write.clean import clean
from zielcalc.write.derivation_tree import Item
from zielcalc.write.document import reason_text
from zielcalc.write.explained_result import ExplainedResult
from zielcalc.write.formula_text import Leaf
from zielcalc.write.shown import SIGNS, decimals_of

_MISSED = (Verdict.MISSED, Verdict.BEHIND)
_IN_YEAR = (Verdict.ON_TRACK, Verdict.BEHIND)
_LEADS = {True: "turn_met", False: "turn_missed", None: "turn_open"}
_COMPARED = (Verdict.MET, Verdict.MISSED, *_IN_YEAR)


def comparison(told: ExplainedResult) -> list[Item]:
    """Set both readings side by side, say which one counts, and where that was said."""
    result, target, demand = told.result, told.target, told.target.demand
    if demand is None or result.verdict not in _COMPARED:
        return []
    if result.verdict in _IN_YEAR:
        return [Item(f"{told.word('reading_in_year')}: {_finely_compared(told)}, {_by(told, result.verdict)}")]
    if result.verdict_rounded is None:
        return [_reading(told, "exact", result.verdict_exact, is_alone=True)]
    readings = [("rounded", result.verdict_rounded), ("exact", result.verdict_exact)]
    items = [_reading(told, reading, verdict) for reading, verdict in readings]
    if demand.kind == "equals":
        items = [*items[:1], Item(told.word("decimals_in_either"))]
    judged_place = target.judged_place if target.judged_place.file else told.agreement.judged_place
    said = Item(told.word("reading_said", judged=target.judged), place=told.tree.place(judged_place))
    decimals = told.word("decimals_said", decimals=target.decimals)
    if not target.decimals_place.file:
        decimals = told.word("decimals_of_counts")
    return [*items, said, Item(decimals, place=told.tree.place(target.decimals_place))]


def _reading(told: ExplainedResult, reading: str, verdict: Verdict, is_alone: bool = False) -> Item:
    target = told.target
    decimals = decimals_of(target)
    if reading == "rounded":
        key = {0: "decimals_none", 1: "decimals_one"}.get(decimals, "decimals_many")
        places = told.word(key, count=decimals)
        lead = told.word("reading_decimals", reading=told.word("reading_rounded"), decimals=places)
        compared = _compared(told, lambda value: told.shown.number(value, target.unit, decimals))
        said = told.word(verdict)
    else:
        lead = told.word("reading_exact")
        compared, said = _finely_compared(told), _by(told, verdict, is_fine=True)
    counts = target.judged == reading or is_alone or (target.demand is not None and target.demand.kind == "equals")
    return Item(f"{lead}: {compared}, {said}", place=told.word("reading_counts") if counts else "")


def _compared(told: ExplainedResult, write: Callable[[Fraction], str]) -> str:
    """Hold what came of a target against its bounds; what rests on withheld counts by its ends or as a formula."""
    result, demand = told.result, told.target.demand
    value = result.actual.value if result.actual else None
    assert demand is not None
    actual = told.word("none") if value is None else write(value)
    if value is None and result.actual_ends:
        actual = _span(told, result.actual_ends, write)
    if result.ends:
        ends = [write(end) for end in result.ends]
    else:
        ends = [told.formulas.named(bound.formula) for bound in demand.bounds if bound.formula]
        ends = [f"{ends[0]} {sign} {ends[1]}" for sign in "−+"] if demand.kind == "about" else ends
    if len(ends) > 1:
        return f"{ends[0]} ≤ {actual} ≤ {ends[1]}"
    return f"{actual} {SIGNS[demand.kind]} {ends[0]}"


def _span(told: ExplainedResult, ends: tuple[Fraction, Fraction], write: Callable[[Fraction], str]) -> str:
    low, high = map(write, ends)
    return low if low == high else told.word("from_to", low=low, high=high)


def _finely_compared(told: ExplainedResult) -> str:
    most = decimals_of(told.target) + 2
    return _compared(told, lambda value: told.formulas.brief(value, told.target.unit, most))


def _by(told: ExplainedResult, verdict: Verdict, is_fine: bool = False) -> str:
    """Give a verdict, a missed one with the distance, which is told finely where nothing is rounded."""
    gap, unit = told.result.gap, told.target.unit
    if not gap or verdict not in _MISSED:
        return told.word(verdict)
    finest = ending_decimals(unit.shown(gap))
    most = decimals_of(told.target) + 2
    distance = told.shown.gap(abs(gap), unit, most if finest is None else min(finest, most)).lstrip("+")
    return told.word("reading_by", verdict=told.word(verdict), gap=distance if is_fine else told.distance(gap))


def turns(told: ExplainedResult) -> list[Item]:
    """Say with which value of which measure each reading would say the other thing."""
    # Before the end of the year a sum still grows; what else would turn it is told where nothing else does.
    shown = [
        replace(turn, edges=tuple(edge for edge in turn.edges if edge.more is not None) or turn.edges)
        for turn in told.explanation.turns
    ]
    if told.explanation.silent:
        return [Item(clean(reason_text(told.explanation.silent, told.lang)))]
    if not shown:
        return []
    reading = {turn.reading: told.word(f"reading_{turn.reading}") for turn in shown}
    first, second = shown
    if (first.is_met, first.edges) == (second.is_met, second.edges):
        shown, reading[first.reading] = [first], told.word("turn_both")
    standing = tuple(told.tree.items(Leaf(found, "actual") for found in told.explanation.standing))
    items = [Item(told.word("turn_year_end"), below=standing)] if standing or not told.result.is_complete else []
    if told.result.is_whatever_withheld or told.result.reasons:
        items.append(Item(told.word("turn_withheld")))
    for turn in shown:
        lead = told.word(_LEADS[turn.is_met], reading=reading[turn.reading])
        ways = [_edge(told, edge, turn) for edge in turn.edges] or [told.word("turn_none")]
        either = [*(f"{text} {told.word('or')}" for text in ways[:-1]), ways[-1]]
        items.append(Item(lead, below=tuple(map(Item, either))))
    return items


def _edge(told: ExplainedResult, edge: Edge, turn: Turn) -> str:
    measure = edge.measure
    label = told.formulas.told_apart(measure.id)
    unit, decimals = told.target.unit, decimals_of(told.target)
    if turn.reading == "rounded":
        actual = _span(told, edge.actuals, lambda value: told.shown.number(value, unit, decimals))
    else:
        actual = _span(told, edge.actuals, lambda value: told.formulas.brief(value, unit, decimals + 2))
    if edge.more is not None and edge.monthly is not None:
        value, monthly = (_whole(told, abs(found), measure) for found in (edge.more, edge.monthly))
        key = "turn_less" if edge.more < 0 else "turn_more"
        return told.word(key, value=value, label=label, monthly=monthly, actual=actual)
    key = "turn_level" if edge.remaining and measure.over_time == "mean" else "turn_value"
    return told.word(key, value=_whole(told, edge.told, measure), label=label, actual=actual)


def _whole(told: ExplainedResult, value: Fraction, measure: Owner) -> str:
    """Write a value that is to be fed back, with all its decimals."""
    ending = ending_decimals(measure.unit.shown(value))
    return told.formulas.brief(value, measure.unit, 3 if ending is None else ending)
