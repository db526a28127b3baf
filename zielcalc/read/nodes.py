"""Nodes: YAML text as a tree of what was written. Takes text, gives scalars, sequences and mappings with their places.

YAML's own guessing never runs: a scalar is its text. What would make a file mean more than it shows (anchors, aliases,
merge keys, tags, several documents) is a problem.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from msgspec import Struct

from zielcalc.model.problem import Place, Problems

MOST_BYTES = 200_000
MOST_DEPTH = 12
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_KINDS = "at_least|at_most|more_than|less_than|equals|about|within"
_BOUND_OPERATOR = rf"((?:.*?[{{,])?\s*(?:{_KINDS})\s*:\s*)([<>]=?|=+)\s*(.*)"
_HASH_IN_BRACES = r"[{\[][^}\]#]*[ \t]#(?=\S)"
_UNENDED = ("while parsing a flow", "while scanning a quoted", "while scanning a simple key")
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class Scalar(Struct, frozen=True):
    """A text as written; `style` is empty for a plain one, else its quote or block sign."""

    text: str
    style: str
    place: Place
    behind: str = ""
    """What follows on the same line."""


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(Struct, frozen=True):
    """Keys and values in the order written, twins included."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place
    in_braces: bool = False


class Cut(Struct, frozen=True):
    """A value that a slip cut off: noted already, and not read."""

    place: Place


Node = Scalar | Sequence | Mapping | Cut


class _Open(Struct):
    """A sequence or mapping that is still being read."""

    place: Place
    is_mapping: bool
    in_braces: bool
    nodes: list[Node] = []


class _Stop(Exception):  # noqa: N818
    """The rest of the text cannot be read."""


def parse_nodes(text: str, file: str, problems: Problems) -> Node | None:
    """Read YAML text into nodes; None where there is no reading it, with the reason among the problems."""
    lines = _BREAK.split(text)
    try:
        return _build(text, _Places(file, lines), problems)
    except yaml.YAMLError as error:
        _note_syntax(error, file, lines, problems)
    except _Stop:
        pass
    return None


class _Places:
    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines

    def of(self, event: yaml.Event, quoted: bool = False) -> Place:
        start, end = _marks(event)
        width = end.column - start.column if start.line == end.line else 1
        text = self.lines[start.line] if start.line < len(self.lines) else ""
        inside = 1 if quoted else 0
        return Place(self.file, start.line + 1, start.column + 1 + inside, text, max(1, width - 2 * inside))

    def behind(self, event: yaml.Event) -> str:
        _, end = _marks(event)
        return self.lines[end.line][end.column : end.column + 80] if end.line < len(self.lines) else ""


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    return event.start_mark, event.end_mark


def _build(text: str, places: _Places, problems: Problems) -> Node | None:
    stack: list[_Open] = []
    root: Node | None = None
    for event in yaml.parse(text, Loader=_LOADER):
        if getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
            _refuse_extras(event, places, problems)
        node: Node | None = None
        match event:
            case yaml.ScalarEvent():
                style = event.style or ""
                quoted = style in ("'", '"')
                node = Scalar(event.value, style, places.of(event, quoted), places.behind(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                if len(stack) == MOST_DEPTH:
                    problems.add("too-deep", places.of(event), most=MOST_DEPTH)
                    raise _Stop
                stack.append(_Open(places.of(event), isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                node = _closed(stack.pop(), problems)
            case yaml.DocumentStartEvent() if root is not None:
                problems.add("several-documents", places.of(event))
                raise _Stop
            case _:
                pass
        if node is None:
            continue
        if stack:
            stack[-1].nodes.append(node)
        else:
            root = node
    return root


def _closed(open_node: _Open, problems: Problems) -> Node:
    if not open_node.is_mapping:
        return Sequence(tuple(open_node.nodes), open_node.place)
    entries = []
    for key, value in zip(open_node.nodes[::2], open_node.nodes[1::2], strict=True):
        if not isinstance(key, Scalar):
            problems.add("key-not-text", key.place)
        elif key.text == "<<" and not key.style:
            problems.add("yaml-feature", key.place, feature="<<")
        else:
            entries.append((key, value))
    return Mapping(tuple(entries), open_node.place, open_node.in_braces)


def _refuse_extras(event: yaml.Event, places: _Places, problems: Problems) -> None:
    if isinstance(event, yaml.AliasEvent):
        problems.add("yaml-feature", places.of(event), feature=f"*{event.anchor}")
        raise _Stop
    if isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
        if event.anchor is not None:
            problems.add("yaml-feature", places.of(event), feature=f"&{event.anchor}")
        if event.tag is not None:
            problems.add("yaml-feature", places.of(event), feature=event.tag)


def _note_syntax(error: yaml.YAMLError, file: str, lines: list[str], problems: Problems) -> None:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    if mark is None:
        problems.add("yaml-syntax", Place(file), reason=reason)
        return
    number = min(mark.line, len(lines) - 1)
    if found := re.match(_BOUND_OPERATOR, lines[number]):
        place = Place(file, number + 1, len(found[1]) + 1, lines[number], len(found[2]))
        rest = re.split("[,}]", found[3])[0].strip() if "{" in found[1] else found[3]
        problems.add("operator-in-bound", place, operator=found[2], rest=rest)
    elif "\t" in lines[number][: mark.column + 1]:
        place = Place(file, number + 1, lines[number].index("\t") + 1, lines[number])
        problems.add("tab-indent", place)
    elif hash_place := _open_brace_hash(file, number, lines):
        problems.add("hash-in-text", hash_place, read=(hash_place.text or "")[: (hash_place.column or 1) - 1].strip())
    else:
        number, column = _begin_of_slip(error, number, lines) or (number, mark.column)
        problems.add("yaml-syntax", Place(file, number + 1, column + 1, lines[number]), reason=reason)


def _begin_of_slip(error: yaml.YAMLError, line: int, lines: list[str]) -> tuple[int, int] | None:
    """Find where on an earlier line begins what does not end: a bracket, a quotation, a key without its colon."""
    begin, context = getattr(error, "context_mark", None), getattr(error, "context", None) or ""
    if begin is None or begin.line == line or begin.line >= len(lines) or not context.startswith(_UNENDED):
        return None
    return None if lines[begin.line].rstrip().endswith((",", "{", "[")) else (begin.line, begin.column)


def _open_brace_hash(file: str, number: int, lines: list[str]) -> Place | None:
    """Find a `#` inside braces that nothing closes any more: what it made a comment of was meant as text."""
    for line in range(number, max(-1, number - 3), -1):
        text = lines[line][:1_000]
        found = re.search(_HASH_IN_BRACES, text)
        if found:
            return Place(file, line + 1, found.end(), text)
    return None
