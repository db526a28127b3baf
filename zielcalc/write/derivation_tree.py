"""The tree of a derivation: what a value comes from, down to the months and agreed numbers, in words.

Takes Derivations, gives Items: each with its value, what it is, where it stands, and what is below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.actuals import Cell, Mark, Statement
from zielcalc.model.agreement import Indicator, Measure
from zielcalc.model.formula import Call, Formula, Literal, Name
from zielcalc.model.period import Month, Year
from zielcalc.model.problem import Place
from zielcalc.model.report import Derivation, Report, Result
from zielcalc.model.unit import PERCENT, RATIO
from zielcalc.model.words import word
from zielcalc.write.clean import clean
from zielcalc.write.document import reason_text
from zielcalc.write.formula_text import FormulaText, Leaf, leaves

MOST_ITEMS = 400
"""More than a reader can use; the JSON has them all."""
FIXED_BLANK = "\u00a0"
"""Keeps a month and its value on one line; printed as a blank."""


class Item(Struct, frozen=True):
    """A line of the page, and what explains it."""

    text: str
    value: str = ""
    place: str = ""
    below: tuple[Item, ...] = ()


class DerivationTree:
    """Sets derivations into words; what was told once is not told again."""

    def __init__(self, report: Report, result: Result, formulas: FormulaText) -> None:
        self.report = report
        self.agreement = report.agreement
        self.result = result
        self.lang = formulas.lang
        self.shown = formulas.shown
        self.formulas = formulas
        self.told: set[int] = set()
        self.formulas_told: set[str] = set()
        self.left = MOST_ITEMS

    def word(self, key: str, **gaps: object) -> str:
        return word(key, self.lang, **gaps)

    def place(self, place: Place | None) -> str:
        """Give a place as file:line."""
        if place is None or not place.file:
            return ""
        return clean(place.file) + (f":{place.line}" if place.line else "")

    def steps(self, formula: Formula, derivation: Derivation, role: str = "actual", result: str = "") -> list[Item]:
        """Tell a formula with its values and its result, and below what the values come from."""
        below = tuple(self.items(leaves(formula, derivation, role)))
        if isinstance(formula, Name | Literal):
            return list(below)
        values = self.formulas.valued(formula, derivation)
        told = dict.fromkeys(text for text in (values, result) if text not in ("", self.word("none")))
        lines = [f"= {text}" for text in told]
        if not lines:
            return list(below)
        return [*map(Item, lines[:-1]), Item(lines[-1], below=below)]

    def formula(self, indicator: Indicator) -> list[Item]:
        """Tell an indicator's formula with names, once."""
        if indicator.id in self.formulas_told:
            return []
        self.formulas_told.add(indicator.id)
        return [Item(f"= {self.formulas.named(indicator.formula)}", place=self.place(indicator.place))]

    def is_told(self, derivation: Derivation) -> bool:
        """Say whether a value was told already, and note that it is now."""
        was = id(derivation) in self.told
        self.told.add(id(derivation))
        return was

    def of_pace(self, parts: Sequence[Derivation]) -> list[Item]:
        """Tell what a share of the prior year was worked out from."""
        return self.items(Leaf(part, "baseline") for part in parts)

    def items(self, found: Iterable[Leaf]) -> list[Item]:
        items: list[Item] = []
        for leaf in found:
            self.left -= 1
            if self.left < 0:
                return [*items, Item(self.word("kind_too_many"))]
            items.append(self.item(leaf))
        return items

    def item(self, leaf: Leaf) -> Item:
        """Tell one value, in full where it was not told before."""
        derivation = leaf.derivation
        item = self.told_of(derivation, leaf.role) if not self.is_told(derivation) else None
        name, _ = self.owner(derivation)
        above = f"{self.as_role(name, leaf.role)} ({self.word('kind_above')})"
        return item or Item(above, self.value(derivation))

    def value(self, derivation: Derivation) -> str:
        if derivation.value is None:
            return self.word("none")
        return self.formulas.brief(derivation.value, self.formulas.unit_of(derivation))

    def as_role(self, name: str, role: str) -> str:
        return name if role == "actual" else f"{name}, {self.word(f'role_{role}')}"

    def told_of(self, derivation: Derivation, role: str) -> Item:
        """Tell one value: of a measure, an indicator, or an agreed number."""
        value, (name, owner) = self.value(derivation), self.owner(derivation)
        text, place = self.as_role(name, role), ""
        if len(derivation.cells) == 1:
            cell = derivation.cells[0]
            text, place = f"{text}, {self.of_one(cell, owner)}", self.place(cell.place)
        elif derivation.figure and owner:
            text = f"{name}, {self.word('kind_plan' if role == 'plan' else 'kind_baseline')}"
            place = self.place(derivation.figure.place)
        return Item(text, value, place, self.beside(derivation, owner, role))

    def of_name(self, derivation: Derivation, role: str) -> tuple[Item, ...]:
        """Tell below the value of a measure or an indicator, told already, what it is and what it stands on."""
        item = self.told_of(derivation, role)
        return (Item(item.text, place=item.place), *item.below)

    def owner(self, derivation: Derivation) -> tuple[str, Measure | Indicator | None]:
        """Say what a leaf is of."""
        match derivation.formula:
            case Name(id) | Call(_, (Name(id), *_)) if id in self.agreement.owners:
                owner = self.agreement.owners[id]
                return self.formulas.told_apart(id), owner
            case _:
                return self.word("kind_literal"), None

    def beside(self, derivation: Derivation, owner: Measure | Indicator | None, role: str) -> tuple[Item, ...]:
        """Tell below a value how it was brought to its month, its months, its formula, its statements, its reason."""
        items = self.brought(derivation)
        cells = derivation.cells
        if cells:
            items += self.cells(cells, owner) if isinstance(owner, Measure) else []
            items += self.statements(cells)
        elif derivation.parts and derivation.parts[0].month and isinstance(owner, Indicator):
            items += self.by_month(derivation, owner)
        elif derivation.parts and isinstance(owner, Indicator) and derivation.of_year is None:
            items += [*self.formula(owner), *self.steps(owner.formula, derivation.parts[0], role)]
        if derivation.reason and not derivation.cells:
            items.append(Item(reason_text(derivation.reason, self.lang)))
        return tuple(items)

    def brought(self, derivation: Derivation) -> list[Item]:
        """Say how a year's number was brought to the month."""
        if derivation.of_year is None:
            return []
        unit = self.formulas.unit_of(derivation)
        year = self.formulas.brief(derivation.of_year, unit, 6)
        pace, share = self.result.pace, self.result.pace_share
        if derivation.share_of:
            part, whole = (self.formulas.brief(found.value or Fraction(0), self.formulas.unit_of(found))
                           for found in derivation.share_of)  # fmt: skip
            below = tuple(self.items(Leaf(found, "baseline") for found in derivation.share_of))
            return [Item(self.word("brought_prior_year", year=year, part=part, whole=whole), below=below)]
        if pace == "linear" and self.result.as_of:
            elapsed = self.result.as_of.index - self.agreement.year.first.index + 1
            return [Item(self.word("brought_linear", year=year, elapsed=elapsed))]
        told = self.formulas.brief(share or Fraction(1), PERCENT if pace == "prior_year" else RATIO, 6)
        return [Item(self.word("brought_agreed" if pace == "agreed" else "brought_share", year=year, share=told))]

    def of_one(self, cell: Cell, owner: Measure | Indicator | None) -> str:
        """Say of a single cell what it is of."""
        if cell.assumed:
            return self.word("kind_assumed")
        if self.report.is_plan:
            return self.word("kind_plan")
        match cell.period:
            case Year() as year:
                return self.word("kind_annual", year=year)
            case Month() as month:
                is_last = isinstance(owner, Measure) and owner.over_time == "last"
                kind = "kind_last" if is_last else f"kind_{getattr(owner, 'over_time', 'sum')}_one"
                text = self.word(kind, month=self.shown.month(month))
                return text if is_last else f"{text}, {self.shown.month(month)}"

    def cells(self, cells: Sequence[Cell], owner: Measure) -> list[Item]:
        """Tell the months that went in, with their values and rows."""
        items = []
        if len(cells) > 1:
            kind = self.word(f"kind_{owner.over_time}", count=len(cells))
            if owner.window != "year" and len(cells) == 12:
                kind = f"{kind}, {self.word('kind_gliding')}"
            files = dict.fromkeys(cell.place.file for cell in cells)
            for file in files:
                there = [cell for cell in cells if cell.place.file == file]
                head = f"{kind}, {self.word('in_rows')}:" if file == cells[0].place.file else ""
                items.append(Item(head, place=clean(file), below=(Item(self.months(there, owner)),)))
        last = cells[-1].period
        if owner.lag and isinstance(last, Month):
            months = self.word("lag_one") if owner.lag == 1 else self.word("lag_many", count=owner.lag)
            counts = self.shown.month(last + owner.lag)
            items.append(Item(self.word("lagged", lag=months, month=self.shown.month(last), counts=counts)))
        if any(cell.value is Mark.SUPPRESSED for cell in cells):
            items.append(Item(self.word("withheld_cell")))
        return items

    def months(self, cells: Sequence[Cell], owner: Measure) -> str:
        """Give months with values and rows on as few lines as they need; the year is named where it changes."""
        told, year = [], None
        for cell in cells:
            assert isinstance(cell.period, Month)
            month = self.shown.short_month(cell.period)
            month = month if cell.period.year != year else month.split(" ")[0]
            year = cell.period.year
            value = self.formulas.brief(cell.value, owner.unit) if isinstance(cell.value, Fraction) else "*"
            told.append(f"{month} {value} ({cell.place.line})".replace(" ", FIXED_BLANK))
        return ", ".join(told)

    def statements(self, cells: Sequence[Cell]) -> list[Item]:
        """Tell what was reported beside the cells, each thing once, with the months it stands at."""
        said: dict[Statement, list[Cell]] = {}
        for cell in cells:
            if cell.statement:
                said.setdefault(cell.statement, []).append(cell)
        items = []
        for statement, found in said.items():
            text = self.statement(statement)
            if len(found) < len(cells):
                periods = [cell.period for cell in found]
                months = ", ".join(self.shown.short_month(month) for month in periods if isinstance(month, Month))
                text = f"{months}: {text}"
            items.append(Item(text))
        return items

    def statement(self, statement: Statement) -> str:
        """Give what was reported beside a value."""
        told = {
            "remark_of": statement.remark,
            "evidence_of": statement.evidence,
            "reported_by_of": statement.reported_by,
            "reported_on_of": statement.reported_on,
        }
        return "; ".join(self.word(key, text=clean(text)) for key, text in told.items() if text)

    def by_month(self, derivation: Derivation, owner: Indicator) -> list[Item]:
        """Tell an indicator that is taken month by month."""
        count = len(derivation.parts)
        kind = self.word(f"kind_{owner.over_time}" if count > 1 else f"kind_{owner.over_time}_one", count=count) if (
            owner.over_time != "last") else self.word("kind_single", month=self.short(derivation.parts[0]))  # fmt: skip
        items = [Item(f"{kind}: {self.formulas.named(owner.formula)}", place=self.place(owner.place))]
        for part in derivation.parts:
            value = self.word("none") if part.value is None else self.formulas.brief(part.value, owner.unit)
            text = f"{self.short(part)}: {self.formulas.valued(owner.formula, part)} = {value}"
            places = dict.fromkeys(self.place(cell.place) for inner in part.walk() for cell in inner.cells)
            reasons = [reason_text(reason, self.lang) for reason in part.reasons()]
            items.append(Item("; ".join([text, *reasons]), place=", ".join(places)))
        return items

    def short(self, derivation: Derivation) -> str:
        return self.shown.short_month(derivation.month) if derivation.month else ""
