"""The ground of an agreement file: its names, units and decimals, which all its parts are read against."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from zielcalc.model.agreement import (
    Figure,
    Source,
)
from zielcalc.model.consistency import is_far
from zielcalc.model.dimensions import as_unit, typed
from zielcalc.model.formula import Formula, FormulaFault, Name, literal_of, literals, names
from zielcalc.model.problem import Place, Problems
from zielcalc.model.unit import COUNT, STANDARD_WORDS, YES_NO, Unit, parse_unit
from zielcalc.read.structure import Fields, Leaf, near, note_fault


class _Unusable(Exception):  # noqa: N818
    """A formula rests on something already noted as wrong."""


class Ground:
    """What is known of a file while its parts are built: its fields, and the problems found."""

    def __init__(self, root: Fields, problems: Problems) -> None:
        self.root = root
        self.problems = problems
        self.notices = Problems()
        self.decimals = self.unit_decimals()
        self.names = {**self.declared("measures"), **self.declared("indicators")}
        self.yes_no_ids = self._yes_no_ids()
        self.units: dict[str, Unit] = {
            id: fields.leaf("unit").value
            for section in ("measures", "indicators")
            for id, fields in root.map(section).items()
            if fields.leaf("unit")
        }
        self.unit_words = {word for unit in self.units.values() for word in unit.words()} | STANDARD_WORDS

    def unit_decimals(self) -> dict[str, int]:
        found = {}
        for text, leaf in self.root.map("decimals").items():
            unit = parse_unit(text)
            if unit is None:
                self.problems.add("bad-unit", self.root.fields("decimals").key_places[text], unit=text)  # type: ignore[union-attr]
            else:
                found[unit.text] = leaf.value
        return found

    def declared(self, section: str) -> dict[str, Place]:
        """Give the ids of a section with their places, readable or not."""
        fields = self.root.fields(section)
        return fields.key_places if fields else {}

    def refer(self, leaf: Leaf | None, known: Collection[str], code: str, **args: Any) -> str | None:
        """Give the id a leaf names, if it is known."""
        if leaf is None:
            return None
        if leaf.value not in known:
            self.problems.add(code, leaf.place, name=leaf.value, near=near(leaf.value, known, self.problems), **args)
            return None
        return str(leaf.value)

    def group(self, fields: Fields) -> str | None:
        return self.refer(fields.leaf("group"), self.declared("groups"), "unknown-group")

    def typed(self, formula: Formula, text: str, place: Place) -> tuple[Formula, Unit] | None:
        """Give a formula with its unit, or note why it has none."""
        for number in literals(formula):
            if number.unit and number.unit != "%" and number.unit not in self.unit_words:
                fault = FormulaFault("unknown-unit", number.span, unit=number.unit)
                note_fault(self.problems, fault, text, place)
                return None
        unknown = [name for name in names(formula) if name.id not in self.names]
        for name in unknown:
            if name.id in self.yes_no_ids:
                fault = FormulaFault("yes-no-in-formula", name.span, name=name.id)
            else:
                fault = FormulaFault(
                    "unknown-name", name.span, name=name.id, near=near(name.id, self.names, self.problems)
                )
            note_fault(self.problems, fault, text, place)
        if unknown:
            return None
        try:
            return typed(formula, self.unit_of)
        except FormulaFault as fault:
            note_fault(self.problems, fault, text, place)
        except _Unusable:
            pass
        return None

    def _yes_no_ids(self) -> set[str]:
        """Give the milestones and conditions: known to the actuals, but no numbers."""
        found = set()
        for id, fields in self.root.map("targets").items():
            if "milestone" in fields.key_places:
                found.add(id)
            condition = fields.fields("condition")
            if condition and (holds := condition.leaf("holds")):
                found.add(holds.value)
        return found

    def unit_of(self, name: Name) -> Unit:
        if name.id not in self.units:
            raise _Unusable
        return self.units[name.id]

    def as_unit(self, part: tuple[Formula, Unit], asked: Unit, text: str, place: Place) -> Formula | None:
        try:
            return as_unit(*part, asked)
        except FormulaFault as fault:
            note_fault(self.problems, fault, text, place)
            return None

    def figure(self, fields: Fields, key: str, unit: Unit | None) -> Figure | None:
        """Give an agreed number; a yes/no has none."""
        found = fields.values.get(key)
        if found is None or unit is None:
            return None
        leaf: Leaf = found
        if unit == YES_NO:
            self.problems.add("misplaced-key", fields.key_places[key], key=key, where="yes_no")
            return None
        if leaf.is_open:
            return Figure(None, 0, leaf.place)
        part = self.typed(leaf.value, leaf.text, leaf.place)
        formula = part and self.as_unit(part, unit, leaf.text, leaf.place)
        number = literal_of(formula) if formula else None
        if number is None:
            return None
        literal, is_negative = number
        return Figure(-literal.value if is_negative else literal.value, literal.decimals, leaf.place)

    def source(self, fields: Fields) -> Source | None:
        found = fields.fields("source")
        if found is None:
            return None
        return Source(section=found.get("section"), page=found.get("page"), quote=found.get("quote"))

    def printed(self, fields: Fields) -> dict[str, str]:
        return {key: leaf.text for key, leaf in fields.map("printed").items() if not leaf.is_open}

    def decimals_of(self, fields: Fields, unit: Unit) -> int | None:
        """Its own decimals, else the agreement's for the unit, else 0 for a count."""
        own: int | None = fields.get("decimals")
        return own if own is not None else self.decimals.get(unit.text, 0 if unit == COUNT else None)

    def owner_fields(self, id: str | None) -> Fields | None:
        found: Fields | None = (
            None if id is None else self.root.map("measures").get(id) or self.root.map("indicators").get(id)
        )
        return found

    def magnitude(self, figure: Figure, like: Figure, unit: Unit) -> None:
        if figure.value is not None and like.value is not None and is_far(figure.value, like.value):
            shown, other = unit.shown(figure.value), unit.shown(like.value)
            self.notices.add("magnitude", figure.place, text=shown, other=other)
