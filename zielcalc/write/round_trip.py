"""The round trip: YAML text to a tree that keeps its comments, and back. ruamel.yaml is used only here.

The text was read by the agreement's own reader before, so nothing strange is left in it. Every scalar is its text.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from zielcalc.model.problem import Problem, UsageError


def _yaml(text: str) -> Any:
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.resolver import VersionedResolver
    except ImportError:
        raise UsageError([Problem("not-installed", None, {"package": "ruamel.yaml", "extra": "init"})]) from None

    class Unguessing(VersionedResolver):
        @property
        def versioned_resolver(self) -> dict[str, Any]:
            return {}

    yaml = YAML()
    yaml.Resolver = Unguessing
    yaml.preserve_quotes = True
    yaml.width = len(text) + 100
    steps = _steps(text.split("\n"))
    if False in steps:
        yaml.indent(mapping=steps[False])
    if True in steps:
        yaml.indent(sequence=steps[True] + 2, offset=steps[True])
    return yaml


def _steps(lines: Iterable[str]) -> dict[bool, int]:
    """Give by how much most keys (False) and items of lists (True) are indented below theirs, where it is so at all."""
    steps: dict[bool, Counter[int]] = {False: Counter(), True: Counter()}
    above = None
    for line in lines:
        words = line.lstrip(" ")
        if not words or words.startswith("#"):
            continue
        depth = len(line) - len(words)
        if above is not None and depth > above:
            steps[words.startswith("- ")][depth - above] += 1
        above = depth if words.partition(" #")[0].rstrip().endswith(":") else None
    return {are_items: counts.most_common(1)[0][0] for are_items, counts in steps.items() if counts}


def read_yaml(text: str) -> Any:
    """Read a text. Raises UsageError where ruamel.yaml is not installed."""
    _, body, _ = _framed(text)
    return _yaml(body).load(body)


def write_yaml(root: Any, like: str) -> str:
    """Write a tree, indented like the text it came from."""
    head, body, tail = _framed(like)
    stream = io.StringIO()
    _yaml(body).dump(root, stream)
    return head + stream.getvalue() + tail


def _framed(text: str) -> tuple[str, str, str]:
    """Take a text apart at the marks `---` and `...`: ruamel.yaml loses the comments beside them."""
    start = re.search(r"(?m)^---[ \t]*(?:#.*)?\n", text)
    end = re.search(r"(?m)^\.\.\.[ \t]*(?:#.*)?$", text)
    first, last = start.end() if start else 0, end.start() if end else len(text)
    return text[:first], text[first:last], text[last:]


def set_text(holder: Any, key: Any, text: str) -> None:
    """Put a text in the place of another, in its quotation marks."""
    old = holder[key]
    holder[key] = text if type(old) is str or not isinstance(old, str) else type(old)(text)


def put_in(fields: Any, key: str, text: str, before: str) -> None:
    """Put in a new key before another and the comments above it; where that is none, before the last one.

    Before the first one it would part that from the comments above both: then it is put behind it.
    """
    keys = list(fields)
    number = max(1, keys.index(before) if before in keys else len(keys) - 1)
    fields.insert(number, key, text)
    token = _comment(*_end(fields, keys[number - 1]))
    beside, _, lines = token.value.partition("\n") if token else ("", "", "")
    if lines:
        token.value = f"{beside}\n"
        _append(fields, key, f"\n{lines}")


def leave_out(holder: Any, key: Any) -> None:
    """Leave out a key with its value, or an item of a list; comments on the lines above and behind it stay."""
    keys = list(holder) if _is_mapping(holder) else list(range(len(holder)))
    if key not in keys:
        return
    number = keys.index(key)
    lines = _above(holder, key) + _behind(holder, key)
    del holder[key]
    if not lines:
        return
    if number + 1 < len(keys):
        _put_above(holder, keys[number + 1] if _is_mapping(holder) else number, lines if number else lines.lstrip("\n"))
    else:
        before = _end(holder, keys[number - 1])
        _append(*before, lines if _comment(*before) else f"\n{lines}")


def note_beside(holder: Any, id: str, key: str, text: str | None, own: str) -> None:
    """Write a comment behind a value of an entry, in the place of one that the pattern `own` knows, if any.

    In braces it goes to the end of the line. Where only another comment stands, or braces around leave no room, none
    is written.
    """
    fields = holder[id]
    if fields.fa.flow_style():
        fields, key = holder, id
    if fields.fa.flow_style():
        return
    token = _comment(fields, key)
    first, *rest = token.value.split("\n") if token else [""]
    notes = re.split(r"\s+(?=#)", first) if first else []
    others = [note for note in notes if not re.fullmatch(own, note.removeprefix("#").strip())]
    if others and others == notes:
        return
    if token:
        token.value = "\n".join([" ".join([f"# {text}"] * bool(text) + others), *rest])
    elif text:
        _append(fields, key, f"# {text}\n")


def _above(holder: Any, key: Any) -> str:
    """Give the comment on the lines above an entry, where it is not kept behind the one before."""
    found = holder.ca.items.get(key)
    return _text(found[1]) if found and found[1] else ""


def _behind(holder: Any, key: Any) -> str:
    """Give the comment on the lines behind an entry: that of the last entry inside it, and what closes lists in it."""
    token = _comment(*_end(holder, key))
    lines = token.value.partition("\n")[2] if token else ""
    value = holder[key]
    while not isinstance(value, str):
        lines += _text(value.ca.end or [])
        value = value[list(value)[-1] if _is_mapping(value) else -1] if value else ""
    return lines


def _put_above(holder: Any, key: Any, lines: str) -> None:
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    found = holder.ca.items.setdefault(key, [None] * 4)
    marks = ((line.strip(), CommentMark(len(line) - len(line.lstrip()))) for line in lines.splitlines())
    found[1] = [*(CommentToken(f"{line}\n", mark) for line, mark in marks), *(found[1] or [])]


def _text(tokens: Sequence[Any]) -> str:
    """Write the lines of comments, indented as they stand."""
    return "".join(f"{' ' * token.start_mark.column}{token.value}" for token in tokens)


def _end(holder: Any, key: Any) -> tuple[Any, Any]:
    """Give where the comment behind an entry is kept: at the last entry of the last block inside it."""
    value = holder[key]
    while not isinstance(value, str) and value and not value.fa.flow_style():
        holder, key = value, list(value)[-1] if _is_mapping(value) else len(value) - 1
        value = holder[key]
    return holder, key


def _comment(holder: Any, key: Any) -> Any:
    found = holder.ca.items.get(key)
    return found[_slot(holder)] if found else None


def _append(holder: Any, key: Any, text: str) -> None:
    """Add to the comment behind an entry."""
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    if token := _comment(holder, key):
        token.value += text
    else:
        holder.ca.items.setdefault(key, [None] * 4)[_slot(holder)] = CommentToken(text, CommentMark(0))


def _slot(holder: Any) -> int:
    return 2 if _is_mapping(holder) else 0


def _is_mapping(holder: Any) -> bool:
    return isinstance(holder, dict)
