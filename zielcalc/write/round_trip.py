"""The round trip: YAML text to a tree that keeps its comments, and back. ruamel.yaml is used only here.

The text was read by the agreement's own reader before, so nothing strange is left in it. Every scalar is its text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
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
    yaml.explicit_start = bool(re.search(r"(?m)^---", text))
    return yaml


def _steps(lines: Iterable[str]) -> dict[bool, int]:
    """Give by how much keys (False) and items of lists (True) are indented below their key, where it is so at all."""
    steps: dict[bool, int] = {}
    above = None
    for line in lines:
        words = line.lstrip(" ")
        if not words or words.startswith("#"):
            continue
        depth = len(line) - len(words)
        if above is not None and depth > above:
            steps.setdefault(words.startswith("- "), depth - above)
        above = depth if words.partition(" #")[0].rstrip().endswith(":") else None
    return steps


def read_yaml(text: str) -> Any:
    """Read a text. Raises UsageError where ruamel.yaml is not installed."""
    return _yaml(text).load(text)


def write_yaml(root: Any, like: str) -> str:
    """Write a tree, indented like the text it came from."""
    stream = io.StringIO()
    _yaml(like).dump(root, stream)
    return stream.getvalue()


def set_text(holder: Any, key: Any, text: str) -> None:
    """Put a text in the place of another, in its quotation marks."""
    old = holder[key]
    holder[key] = text if type(old) is str or not isinstance(old, str) else type(old)(text)


def put_in(fields: Any, key: str, text: str, before: str) -> None:
    """Put in a new key before another; where that is none, before the last one, which carries the comments behind."""
    keys = list(fields)
    fields.insert(keys.index(before) if before in keys else len(keys) - 1, key, text)


def leave_out(holder: Any, key: Any) -> None:
    """Leave out a key with its value, or an item of a list; comments on the lines behind it stay."""
    keys = list(holder) if _is_mapping(holder) else list(range(len(holder)))
    if key not in keys:
        return
    behind = _comment(*_end(holder, key))
    number = keys.index(key)
    rest = behind.value.partition("\n")[2] if behind else ""
    if rest and number:
        before = _end(holder, keys[number - 1])
        _append(*before, rest if _comment(*before) else f"\n{rest}")
    elif rest and len(keys) > 1 and _is_mapping(holder):
        lines = re.sub(r"(?m)^ *#? ?", "", rest).strip("\n")
        holder.yaml_set_comment_before_after_key(keys[1], before=lines, indent=holder.lc.col)
    del holder[key]


def note_beside(fields: Any, key: str, text: str) -> None:
    """Write a comment behind a value, unless one stands there already or braces leave no room for it."""
    token = _comment(fields, key)
    if fields.fa.flow_style() or (token and not token.value.startswith("\n")):
        return
    if token:
        token.value = f"# {text}{token.value}"
    else:
        _append(fields, key, f"# {text}\n")


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
