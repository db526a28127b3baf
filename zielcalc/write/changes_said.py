"""Changes said: the values of an agreement, and what a change of them means, in the words of the field."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from msgspec import Struct

from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import (
    Bound,
    Condition,
    Demand,
    Figure,
    Indicator,
    Measure,
    Revision,
    Source,
    Target,
    Waiver,
)
from zielcalc.model.changes import Change, Effect, Shift
from zielcalc.model.formula import Call, Node, literal_of, print_formula
from zielcalc.model.period import Month
from zielcalc.model.quantity import Lang, decimal_text, ending_decimals, first_decimals, short_text
from zielcalc.model.rational import Equality
from zielcalc.model.unit import PERCENT, Unit, number_unit
from zielcalc.model.words import WORDS, counted, word
from zielcalc.write.clean import clean
from zielcalc.write.shown import SIGNS, Shown, decimals_of, is_relative

NOTHING = "–"
_DIRECTED = (Effect.STRICTER, Effect.LOOSER)
_QUOTES = {"de": "„{}“", "en": "“{}”"}


class Said(Struct, frozen=True):
    """Says values and changes in one language."""

    lang: Lang

    def word(self, key: str, **gaps: object) -> str:
        """Give a word of ours."""
        return word(key, self.lang, **gaps)

    def count(self, key: str, count: int) -> str:
        """Give a count in words."""
        return counted(key, self.lang, count)

    @property
    def shown(self) -> Shown:
        """How numbers are shown."""
        return Shown(self.lang)

    def sources(self, actuals: Actuals) -> str:
        """Name the files of actuals, and what is assumed beside them."""
        files = [clean(source.file) for source in actuals.files]
        assumed = dict.fromkeys(cell.id for cell in actuals.annual.values() if cell.assumed)
        return ", ".join([*files, *(f"{id} {self.word('assumed')}" for id in assumed)])

    def field(self, name: str) -> str:
        """Give what a field is called."""
        return self.word(f"field_{name}")

    def effect(self, effect: Effect) -> str:
        """Give what a change means, in a word."""
        return self.word(f"effect_{effect}")

    def quoted(self, text: str) -> str:
        """Give a text of the agreement in quotation marks."""
        return _QUOTES[self.lang].format(clean(text))

    def value(self, value: Any, entry: Any, field: str) -> str:
        """Give a value of one field of an entry."""
        match value:
            case None if field == "due" and isinstance(entry, Target) and entry.milestone is not None:
                return self.word("open")
            case None | () | "":
                return NOTHING
            case bool():
                return self.word("yes" if value else "no")
            case Figure():
                return self.figure(value, entry.unit)
            case Demand():
                return self.demand(value, entry)
            case Unit():
                return clean(value.text)
            case Month() if field == "due" and isinstance(entry, Target):
                return self.shown.due_date(value, entry.due_day)
            case Month():
                return self.shown.month(value)
            case Node():
                return print_formula(value)  # type: ignore[arg-type]
            case Condition():
                return self.condition(value)
            case Source():
                return ", ".join(clean(part) for part in (value.section, value.page, value.quote) if part)
            case Mapping():
                return ", ".join(f"{clean(key)}: {self.part(part)}" for key, part in sorted(value.items())) or NOTHING
            case tuple():
                return ", ".join(self.part(part) for part in value)
            case str() if f"value_{value}" in WORDS and field in ("over_time", "window", "judged", "pace"):
                return self.word(f"value_{value}")
            case _:
                return clean(str(value))

    def part(self, value: Any) -> str:
        """Give one of several values."""
        match value:
            case Waiver():
                return f"„{clean(value.quote)}“, {clean(value.reason)}"
            case Fraction():
                return f"{short_text(value * 100, 2, self.lang, '−')} %"
            case Revision():
                return f"{self.shown.month(value.month)} ({', '.join(value.measures)}) {clean(value.text)}".strip()
            case _:
                return clean(str(value))

    def figure(self, figure: Figure, unit: Unit) -> str:
        """Give an agreed number as it is written."""
        if figure.value is None:
            return self.word("open")
        return self.shown.number(figure.value, unit, figure.decimals)

    def condition(self, condition: Condition) -> str:
        """Give what a target depends on, and what reports it."""
        return clean(condition.text) + (f" ({condition.holds})" if condition.holds else "")

    def demand(self, demand: Demand, target: Target, values: tuple[Fraction, ...] = ()) -> str:
        """Give what a target demands; beside a bound that is no plain number what it comes to, where that is known."""
        known: list[Fraction | None] = [*values, *[None] * len(demand.bounds)]
        texts = [self.bound(bound, target, value) for bound, value in zip(demand.bounds, known, strict=False)]
        match demand.kind:
            case "between":
                return self.word("from_to", low=texts[0], high=texts[1])
            case "about":
                return f"{texts[0]} ± {texts[1]}"
            case kind:
                return f"{SIGNS[kind]} {texts[0]}"

    def bound(self, bound: Bound, target: Target, value: Fraction | None = None) -> str:
        """Give one bound."""
        if bound.formula is None:
            return self.word(bound.text)
        if found := literal_of(bound.formula):
            literal, is_negative = found
            unit = (number_unit(literal.unit) if literal.unit else None) or target.unit
            amount = -literal.value if is_negative else literal.value
            return self.shown.number(amount, unit, literal.decimals, is_relative(target))
        text = print_formula(bound.formula)
        return text if value is None else f"{text} = {self.worked_out(value, target)}"

    def worked_out(self, value: Fraction, target: Target) -> str:
        """Give what a bound comes to, at the decimals of its target or as many as tell it."""
        return self.shown.number(value, target.unit, self.worked_out_decimals(value, target))

    def worked_out_decimals(self, value: Fraction, target: Target) -> int:
        """Give the decimals that tell what a bound comes to."""
        decimals = decimals_of(target)
        ending = ending_decimals(target.unit.shown(value))
        return decimals if ending is None else max(decimals, min(ending, 6))

    def apart(self, old: Fraction, new: Fraction, unit: Unit, decimals: int) -> str:
        """Give the difference, and for what is no percentage also in per cent of the old."""
        between = self.shown.gap(new - old, unit, decimals)
        if unit.is_percentage or not old:
            return between
        share = (new / old - 1) * 100 * (1 if old > 0 else -1)
        text = decimal_text(share, first_decimals(share, 1), self.lang, "−")
        return f"{between} ({'+' if share > 0 else ''}{text}{self.shown.suffix(PERCENT)})"

    def equality(self, equality: Equality | None, old_id: str = "") -> str:
        """Say what was shown of a formula written otherwise."""
        if equality is None or not (equality.is_equal or equality.is_of_year):
            return self.word("not_proved") if equality and equality.is_given_up else ""
        if equality.is_same:
            return self.word("equal_in_value")
        parts = [self.word("equal_but_zero", zeros=", ".join(equality.zeros))] if equality.zeros else []
        for key, names in (("equal_but_old", equality.only_first), ("equal_but_new", equality.only_second)):
            parts += [self.word(key, names=", ".join(names))] if names else []
        how = ["equal_of_year"] if equality.is_of_year else []
        how += ["equal_where_both"] if parts else []
        return "; ".join([*map(self.word, how), *parts])

    def remark(self, change: Change, entry: Any) -> str:
        """Say by how much a field differs and what else there is to say of it."""
        old, new = change.old, change.new
        match old, new:
            case Figure(value=Fraction() as was), Figure(value=Fraction() as now) if was != now:
                return self.apart(was, now, entry.unit, _decimals(was, now, entry.unit))
            case Demand(), Demand():
                text = self.demands(old, new, entry) if change.effect in (*_DIRECTED, Effect.MOVED) else ""
                is_bare = change.effect in _DIRECTED and old.kind == new.kind
                return text.removeprefix("+").removeprefix("−") if is_bare else text
            case _:
                return self.equality(change.equality)

    def demands(self, old: Demand, new: Demand, target: Target) -> str:
        """Say by how much a plain bound moved, and where a fall became a rise."""
        was, now = _plain(old), _plain(new)
        if was is None or now is None:
            return ""
        if was == now:
            return self.word("same_number") if old.kind != new.kind else ""
        text = self.apart(was, now, target.unit, _decimals(was, now, target.unit))
        is_turned = isinstance(target.of, Call) and target.of.function in ("change", "delta") and was * now < 0
        return text + (f"; {self.word('fall_to_rise' if was < 0 else 'rise_to_fall')}" if is_turned else "")

    def moved(self, shift: Shift, target: Target) -> str:
        """Say by how much a bound that is worked out moved, where the target accepts more or less by it."""
        if shift.effect not in (*_DIRECTED, Effect.MOVED) or not len(shift.old) == len(shift.new) == 1:
            return ""
        (was,), (now,) = shift.old, shift.new
        if was == now:
            return ""
        decimals = max(map(partial(self.worked_out_decimals, target=target), (was, now)))
        text = self.apart(was, now, target.unit, decimals)
        return text.removeprefix("+").removeprefix("−") if shift.effect in _DIRECTED else text

    def described(self, entry: Measure | Indicator | Target) -> str:
        """Give in short what an entry that was added or removed is."""
        match entry:
            case Measure():
                return f"{clean(entry.unit.text)}, {self.word(f'value_{entry.over_time}')}"
            case Indicator():
                return entry.formula_text
            case Target(demand=Demand() as demand):
                return self.demand(demand, entry) + (f", {self.word('monitored')}" if entry.monitored else "")
            case Target(milestone=str() as promise):
                return clean(promise) or self.word("open")
            case _:
                return self.word("monitored")


def _plain(demand: Demand) -> Fraction | None:
    """Give the number that a demand of one plain bound is."""
    bound = demand.bounds[0]
    found = literal_of(bound.formula) if bound.formula and len(demand.bounds) == 1 else None
    return (-found[0].value if found[1] else found[0].value) if found else None


def _decimals(was: Fraction, now: Fraction, unit: Unit) -> int:
    """Give the decimals that tell two agreed numbers apart, in whatever unit of money each was written."""
    return max(ending_decimals(unit.shown(value)) or 0 for value in (was, now))
