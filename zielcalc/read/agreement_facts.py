"""Agreement facts: what a sound agreement file says, in one order and spelling. Takes its bytes, gives Facts.

Comments, quotation marks and the order of keys are gone; ids stand in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zielcalc.model.agreement import KINDS
from zielcalc.model.fact import Fact
from zielcalc.model.formula import Binary, Call, Literal, Name, Negative, print_formula
from zielcalc.model.period import Month, Year, day_of
from zielcalc.model.problem import AgreementError, Problems
from zielcalc.model.shape import AGREEMENT, FormulaText, Kind, ListOf, MapOf, Number, Section
from zielcalc.read.agreement_file import parse_agreement
from zielcalc.read.nodes import parse_nodes
from zielcalc.read.structure import Fields, Leaf, Structure

_SUBJECTS = {
    "measures": "measure",
    "indicators": "indicator",
    "targets": "target",
    "groups": "group",
    "priorities": "priority",
    "not_encoded": "not_encoded",
}
_DEMAND = ("of", *KINDS, "within")


def read_facts(data: bytes) -> tuple[Fact, ...] | None:
    """Give the facts of an agreement file; None where it is no sound agreement."""
    try:
        text = data.decode("utf-8-sig")
        parse_agreement(text)
    except (UnicodeDecodeError, AgreementError):
        return None
    problems = Problems()
    node = parse_nodes(text, "", problems)
    fields = None if node is None else Structure(problems).read(node, AGREEMENT)
    return None if fields is None else tuple(_facts(fields))


def _facts(root: Fields) -> Iterator[Fact]:
    for key, declared in AGREEMENT.keys.items():
        if key not in root:
            continue
        if isinstance(declared.kind, MapOf):
            for id, value in root.map(key).items():
                about, inner = (f"{_SUBJECTS[key]} {id}", "") if key in _SUBJECTS else (key, id)
                yield from _item(about, inner, value, declared.kind.item)
        else:
            yield from _said("agreement", key, root.values[key], declared.kind)


def _item(about: str, key: str, value: Fields | Leaf, kind: Kind) -> Iterator[Fact]:
    if isinstance(value, Leaf):  # A group, a priority, the decimals of a unit.
        yield Fact(about, key, _text(value))
        return
    if "of" in value:
        yield Fact(about, "", " ".join(f"{key} {_joined(value.values[key])}" for key in _DEMAND if key in value))
    yield from _section(about, "", value, kind, left_out=_DEMAND)


def _section(about: str, path: str, fields: Fields, kind: Kind, left_out: tuple[str, ...] = ()) -> Iterator[Fact]:
    for key, declared in kind.keys.items() if isinstance(kind, Section) else ():
        if key in fields and key not in left_out:
            yield from _said(about, f"{path} {key}".strip(), fields.values[key], declared.kind)


def _said(about: str, key: str, value: Any, kind: Kind) -> Iterator[Fact]:
    match value, kind:
        case Fields(), _:
            yield from _section(about, key, value, kind)
        case list(), ListOf(item) if not isinstance(item, Number | FormulaText):
            for part in value:
                yield from _said(about, key, part, item)
        case _, _:
            yield Fact(about, key, _joined(value))


def _joined(value: Leaf | list[Leaf]) -> str:
    return ", ".join(map(_joined, value)) if isinstance(value, list) else _text(value)


def _text(leaf: Leaf) -> str:
    match leaf.value:
        case Literal() | Name() | Negative() | Binary() | Call():
            return print_formula(leaf.value)
        case Month():
            day = day_of(leaf.text)
            return f"{leaf.value}-{day:02}" if day else str(leaf.value)
        case Year():
            return str(leaf.value)
        case _:
            return leaf.text
