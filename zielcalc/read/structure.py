"""Structure: nodes checked against the declared shape. Takes a Node and a Kind, gives Fields of typed leaves.

Everything that is wrong is noted with its place; what is unreadable is left out, so that the rest is still checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from zielcalc.model.formula import FUNCTIONS, Formula, FormulaFault, Span, literal_of, parse_formula
from zielcalc.model.period import Month, Year, parse_period
from zielcalc.model.problem import Place, Problems
from zielcalc.model.shape import (
    Choice,
    Flag,
    FormulaText,
    Id,
    Kind,
    ListOf,
    MapOf,
    MonthText,
    Number,
    PaceText,
    Section,
    Text,
    UnitText,
    Whole,
    YearText,
)
from zielcalc.model.unit import parse_unit
from zielcalc.read.nodes import Cut, Mapping, Node, Scalar, Sequence

OPEN = "open"
_ID = re.compile(r"[a-z][a-z0-9_]{0,79}")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,5}")
_BENT = (
    r"(?i:yes|no|on|off|true|false|null)|~|[-+]?0[0-9_]+|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?[0-9]+(?:_[0-9]*)+(?:\.[0-9_]*)?|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?[eE][-+]?[0-9]+|[-+]?\.(?i:inf|nan)"
)
_MOST_CANDIDATES = 2_000
_HASH = r"[ \t]*#(?=\S)"
_COMMENT = r"[ \t]+#(?=\S)"
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue", " ": "_", "-": "_"}
)


class Leaf(Struct, frozen=True):
    """A value as read, and where it was written; `is_open` stands for one not yet agreed."""

    value: Any
    text: str
    place: Place
    is_open: bool = False


class Fields(Struct, frozen=True):
    """The keys of a section that could be read."""

    values: dict[str, Any]
    place: Place
    key_places: dict[str, Place] = {}

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def leaf(self, key: str) -> Leaf | None:
        """Give a leaf, where it is there and agreed on."""
        leaf = self.values.get(key)
        return None if leaf is None or leaf.is_open else leaf

    def get(self, key: str, default: Any = None) -> Any:
        """Give the value of a leaf, else the default."""
        leaf = self.leaf(key)
        return default if leaf is None else leaf.value

    def items(self, key: str) -> list[Leaf]:
        """Give the leaves of a list, or the single one that may stand for it."""
        found = self.values.get(key)
        return [] if found is None else found

    def fields(self, key: str) -> Fields | None:
        """Give an inner section."""
        found = self.values.get(key)
        return found if isinstance(found, Fields) else None

    def map(self, key: str) -> dict[str, Any]:
        """Give what stands under the ids of a mapping."""
        found = self.fields(key)
        return found.values if found else {}

    def places(self, path: str = "") -> Iterator[tuple[str, Place]]:
        """Give the place of every value in here by the keys that lead to it, and of every key that leads further."""
        for key, value in self.values.items():
            match value:
                case Leaf():
                    yield f"{path}{key}", value.place
                case Fields():
                    yield f"{path}{key}", self.key_places[key]
                    yield from value.places(f"{path}{key}.")
                case [*items]:
                    for number, item in enumerate(items):
                        if isinstance(item, Leaf):
                            yield f"{path}{key}.{number}", item.place

    def opens(self) -> Iterator[Leaf]:
        """Give every open value in here."""
        yield from _opens(self.values.values())


def _opens(values: Iterable[Any]) -> Iterator[Leaf]:
    for value in values:
        match value:
            case Leaf(is_open=True):
                yield value
            case Fields(inner):
                yield from _opens(inner.values())
            case list():
                yield from _opens(value)


class Structure:
    """Reads nodes by their declared kind and notes what is wrong with them."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def read(self, node: Node, kind: Kind) -> Any:
        """Give what a node holds, or None where it does not hold what it should."""
        if isinstance(node, Cut):
            return None
        match kind:
            case Section():
                return self.section(node, kind)
            case MapOf():
                return self.mapping(node, kind)
            case ListOf():
                return self.list(node, kind)
            case PaceText() if isinstance(node, Sequence):
                return self.list(node, ListOf(Number()))
            case _:
                return self.leaf(node, kind)

    def entries(self, node: Node) -> list[tuple[Scalar, Node]] | None:
        """Give the entries of a mapping, twins and slips noted and left out."""
        if not isinstance(node, Mapping):
            self.problems.add("not-a-mapping", node.place)
            return None
        written = self.without_comma_slips(node) if node.in_braces else list(node.entries)
        seen: dict[str, Scalar] = {}
        kept = []
        for key, value in written:
            if key.text in seen:
                self.problems.add("duplicate-key", key.place, key=key.text, line=seen[key.text].place.line)
            else:
                seen[key.text] = key
                kept.append((key, value))
        return kept

    def without_comma_slips(self, node: Mapping) -> list[tuple[Scalar, Node]]:
        """Note, inside braces, each comma that ended a text; leave out what stands behind it.

        There a word without a colon follows; what was cut off before it is not read any further.
        """
        kept: list[tuple[Scalar, Node]] = []
        is_cut = False
        for key, value in node.entries:
            is_slip = isinstance(value, Scalar) and not value.text and not value.style
            is_slip = is_slip and not key.behind.lstrip().startswith(":") and bool(kept)
            if is_slip and not is_cut and isinstance(kept[-1][1], Scalar):
                self.note_comma(key, kept[-1][1])
                kept[-1] = (kept[-1][0], Cut(kept[-1][1].place))
            if not is_slip:
                kept.append((key, value))
            is_cut = is_slip
        return kept

    def note_comma(self, key: Scalar, before: Scalar) -> None:
        text = key.place.text or ""
        comma = text.rfind(",", 0, (key.place.column or 1) - 1)
        place = Place(key.place.file, key.place.line, comma + 1, text)
        if re.fullmatch(r"[-+]?[0-9]+", before.text) and re.match(r"[0-9]+(?![0-9]*[^\s0-9%])", key.text):
            self.problems.add("decimal-comma", place, number=f"{before.text}.{key.text}")
        else:
            self.problems.add("comma-in-braces", place, read=before.text)

    def section(self, node: Node, section: Section) -> Fields | None:
        entries = self.entries(node)
        if entries is None:
            return None
        fields = Fields({}, node.place)
        for key, value in entries:
            declared = section.keys.get(key.text)
            if declared is None:
                self.unknown_key(key, section)
                continue
            fields.key_places[key.text] = key.place
            if (found := self.read(value, declared.kind)) is not None:
                fields.values[key.text] = found
        for name, declared in section.keys.items():
            if declared.required and name not in fields.key_places:
                words = declared.kind.words if isinstance(declared.kind, Choice) else None
                self.problems.add("missing-key", node.place, key=name, words=words)
        return fields

    def unknown_key(self, key: Scalar, section: Section) -> None:
        self.problems.add("unknown-key", key.place, key=key.text, near=near(key.text, section.keys, self.problems))

    def mapping(self, node: Node, kind: MapOf) -> Fields | None:
        if isinstance(node, Scalar) and node.text == "" and not node.style:
            return Fields({}, node.place)
        entries = self.entries(node)
        if entries is None:
            return None
        fields = Fields({}, node.place)
        for key, value in entries:
            is_id = kind.free or self.is_id(key)
            found = self.read(value, kind.item)
            if is_id:
                fields.key_places[key.text] = key.place
            if is_id and found is not None:
                fields.values[key.text] = found
        return fields

    def is_id(self, key: Scalar) -> bool:
        if self.is_bent(key):
            return False
        if key.text == OPEN:
            self.problems.add("reserved-id", key.place, id=key.text)
        elif not _ID.fullmatch(key.text):
            instead = re.sub(r"[^a-z0-9_]", "", key.text.translate(_UMLAUTS).lower())
            self.problems.add("bad-id", key.place, id=key.text, instead=instead if _ID.fullmatch(instead) else None)
        else:
            return True
        return False

    def list(self, node: Node, kind: ListOf) -> list[Any] | None:
        if kind.or_one and isinstance(node, Scalar):
            leaf = self.read(node, kind.item)
            return None if leaf is None else [leaf]
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar) and node.text == OPEN and kind.length:
                return [Leaf(None, OPEN, node.place, is_open=True)] * kind.length
            self.problems.add("not-a-list", node.place)
            return None
        if kind.length is not None and len(node.items) != kind.length:
            self.problems.add("list-length", node.place, count=kind.length, found=len(node.items))
            return None
        items = [self.read(item, kind.item) for item in node.items]
        return None if any(item is None for item in items) else items

    def is_bent(self, scalar: Scalar) -> bool:
        """Note a plain text that other readers of YAML would turn into something else."""
        text = scalar.text
        is_plain = scalar.style or " " in text or (text.isdigit() and text[0] != "0") or text == ""
        if is_plain or text[0].lower() not in "+-.~0123456789yntfo" or not re.fullmatch(_BENT, text):
            return False
        self.problems.add("bent-scalar", scalar.place, text=scalar.text)
        return True

    def leaf(self, node: Node, kind: Kind) -> Leaf | None:
        if not isinstance(node, Scalar):
            self.problems.add("not-a-text", node.place)
            return None
        if node.text.strip() == "":
            self.problems.add(
                "hash-in-text" if re.match(_HASH, node.behind) else "empty-value", node.place, read=node.text
            )
            return None
        place, text = node.place, node.text
        match kind:
            case Flag():
                return self.choice(node, ("true", "false"), text == "true")
            case _ if self.is_bent(node):
                return None
            case Text() | Number() | FormulaText() | MonthText() if text == OPEN:
                return Leaf(None, text, place, is_open=True)
            case Text():
                if not node.style and node.behind and re.match(_COMMENT, node.behind):
                    at = (place.column or 1) + place.width + len(node.behind) - len(node.behind.lstrip())
                    here = Place(place.file, place.line, at, place.text)
                    self.problems.add("hash-in-text", here, read=text)
                    return None
                return Leaf(text, text, place)
            case Id():
                if not _ID.fullmatch(text):
                    self.problems.add("bad-id", place, id=text)
                    return None
                return Leaf(text, text, place)
            case Choice(words):
                return self.choice(node, words, text)
            case PaceText(words):
                return self.choice(node, words, text)
            case Whole(most):
                if not _WHOLE.fullmatch(text) or int(text) > most:
                    self.problems.add("not-whole", place, text=text, most=most)
                    return None
                return Leaf(int(text), text, place)
            case UnitText():
                unit = parse_unit(text)
                return self.found(unit, node, "bad-unit", unit=text)
            case YearText(calendar):
                year = parse_period(text)
                fits = isinstance(year, Year) and (text.isdigit() or not calendar)
                return self.found(
                    year if fits else None, node, "bad-year" if calendar else "bad-agreed-period", text=text
                )
            case MonthText():
                month = parse_period(text)
                code = "due-year" if isinstance(month, Year) else "bad-month"
                return self.found(month if isinstance(month, Month) else None, node, code, text=text)
            case _:
                return self.formula(node, only_number=isinstance(kind, Number | PaceText))

    def choice(self, node: Scalar, words: tuple[str, ...], value: Any) -> Leaf | None:
        fits = node.text in words
        if not fits:
            self.problems.add(
                "unknown-choice", node.place, text=node.text, words=words, near=near(node.text, words, self.problems)
            )
            return None
        return Leaf(value, node.text, node.place)

    def found(self, value: Any, node: Scalar, code: str, **args: Any) -> Leaf | None:
        if value is None:
            self.problems.add(code, node.place, **args)
            return None
        return Leaf(value, node.text, node.place)

    def formula(self, node: Scalar, only_number: bool) -> Leaf | None:
        try:
            formula: Formula = parse_formula(node.text)
        except FormulaFault as fault:
            note_fault(self.problems, fault, node.text, node.place)
            return None
        if only_number and not literal_of(formula):
            note_fault(self.problems, FormulaFault("not-a-number", Span(0, len(node.text))), node.text, node.place)
            return None
        return Leaf(formula, node.text, node.place)


def note_fault(problems: Problems, fault: FormulaFault, text: str, place: Place) -> None:
    """Turn what is wrong with a formula into a problem at its place in the file."""
    span = fault.span
    part = text[span.start : span.end]
    where = place.part(span.start, span.end - span.start) if "\n" not in text and place.width >= len(text) else place
    args = {"text": part, **fault.details}
    if fault.code == "unknown-function":
        args["near"] = near(part, FUNCTIONS, problems)
    problems.add(fault.code, where, **args)


def near(word: str, known: Iterable[str], problems: Problems) -> str | None:
    """Give the known word that a slip of the pen most likely meant, as long as anybody will read it."""
    known = list(known)
    if problems.is_full or len(known) > _MOST_CANDIDATES:
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower()[:80], known, 1, 0.6)), None)
