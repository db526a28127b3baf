"""The comparison: both readings side by side, and what would turn each. Takes an ExplainedResult, gives Items."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from zielcalc.model.explanation import Edge, Turn
from zielcalc.model.quantity import ending_decimals
from zielcalc.model.report import Verdict
from zielcalc.write.clean import clean
from zielcalc.write.derivation_tree import Item
from zielcalc.write.document import reason_text
from zielcalc.write.explained_result import ExplainedResult
from zielcalc.write.shown import SIGNS, decimals_of

_MISSED = (Verdict.MISSED, Verdict.BEHIND)
_IN_YEAR = (Verdict.ON_TRACK, Verdict.BEHIND)
_COMPARED = (Verdict.MET, Verdict.MISSED, *_IN_YEAR)


def comparison(told: ExplainedResult) -> list[Item]:
    """Set both readings side by side, say which one counts, and where that was said."""
    result, target, demand = told.result, told.target, told.target.demand
    actual = result.actual.value if result.actual else None
    if demand is None or actual is None or not result.ends or result.verdict not in _COMPARED:
        return []
    if result.verdict in _IN_YEAR:
        compared = _compared(told, demand.kind, _finely(told, actual), [_finely(told, end) for end in result.ends])
        return [Item(f"{told.word('reading_in_year')}: {compared}, {_by(told, result.verdict)}")]
    if result.verdict_rounded is None:
        return [_reading(told, "exact", result.verdict_exact, actual, is_alone=True)]
    readings = [("rounded", result.verdict_rounded), ("exact", result.verdict_exact)]
    items = [_reading(told, reading, verdict, actual) for reading, verdict in readings]
    if demand.kind == "equals":
        items = [*items[:1], Item(told.word("decimals_in_either"))]
    judged_place = target.judged_place if target.judged_place.file else told.agreement.judged_place
    said = Item(told.word("reading_said", judged=target.judged), place=told.tree.place(judged_place))
    decimals = told.word("decimals_said", decimals=target.decimals)
    if not target.decimals_place.file:
        decimals = told.word("decimals_of_counts")
    return [*items, said, Item(decimals, place=told.tree.place(target.decimals_place))]


def _reading(told: ExplainedResult, reading: str, verdict: Verdict, actual: Fraction, is_alone: bool = False) -> Item:
    result, target = told.result, told.target
    decimals = decimals_of(target)
    if reading == "rounded":
        key = {0: "decimals_none", 1: "decimals_one"}.get(decimals, "decimals_many")
        places = told.word(key, count=decimals)
        lead = told.word("reading_decimals", reading=told.word("reading_rounded"), decimals=places)
        texts = [told.shown.number(value, target.unit, decimals) for value in (actual, *result.ends)]
        said = told.word(verdict)
    else:
        lead = told.word("reading_exact")
        texts = [_finely(told, value) for value in (actual, *result.ends)]
        said = _by(told, verdict, is_fine=True)
    assert target.demand is not None
    compared = _compared(told, target.demand.kind, texts[0], texts[1:])
    counts = target.judged == reading or is_alone or target.demand.kind == "equals"
    return Item(f"{lead}: {compared}, {said}", place=told.word("reading_counts") if counts else "")


def _compared(told: ExplainedResult, kind: str, actual: str, ends: list[str]) -> str:
    if len(ends) > 1:
        return f"{ends[0]} ≤ {actual} ≤ {ends[1]}"
    return f"{actual} {SIGNS[kind]} {ends[0]}"


def _finely(told: ExplainedResult, value: Fraction) -> str:
    return told.formulas.brief(value, told.target.unit, decimals_of(told.target) + 2)


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
    items = [] if told.result.is_complete else [Item(told.word("turn_year_end"))]
    for turn in shown:
        lead = told.word("turn_met" if turn.is_met else "turn_missed", reading=reading[turn.reading])
        ways = [_edge(told, edge, turn) for edge in turn.edges] or [told.word("turn_none")]
        either = [*(f"{text} {told.word('or')}" for text in ways[:-1]), ways[-1]]
        items.append(Item(lead, below=tuple(map(Item, either))))
    return items


def _edge(told: ExplainedResult, edge: Edge, turn: Turn) -> str:
    measure = edge.measure
    label = told.formulas.told_apart(measure.id)
    decimals = decimals_of(told.target) + (0 if turn.reading == "rounded" else 2)
    actual = (
        told.shown.number(edge.actual, told.target.unit, decimals)
        if turn.reading == "rounded"
        else told.formulas.brief(edge.actual, told.target.unit, decimals)
    )
    if edge.more is not None:
        value, monthly = (told.formulas.brief(found, measure.unit, 1)
                          for found in (edge.more, edge.more / edge.remaining))  # fmt: skip
        return told.word("turn_more", value=value, label=label, monthly=monthly, actual=actual)
    key = "turn_level" if edge.remaining and measure.over_time == "mean" else "turn_value"
    return told.word(key, value=told.formulas.brief(edge.told, measure.unit), label=label, actual=actual)
