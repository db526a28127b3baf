"""A diff as lines for grep and awk, tab between. Never depends on a language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zielcalc.model.changes import DataChanges, Review
from zielcalc.write.changes_document import review_document
from zielcalc.write.clean import clean
from zielcalc.write.data_document import data_document


def review_lines(review: Review) -> str:
    """Give one line a change: section, id, field, change, effect, old, new, cause; then one a verdict that flips."""
    document = review_document(review)
    rows = [
        [found["section"], found["id"], found["field"], found["change"], found["effect"], found["old"], found["new"],
         found["cause"]]
        for found in document["changes"] if not (found["cause"] and found["effect"] == "changed")
    ]  # fmt: skip
    rows += [
        ["targets", found["id"], "bound", "changed", found["effect"], found["old_bounds_exact"],
         found["new_bounds_exact"], found["cause"]]
        for found in document["targets"] if found["cause"]
    ]  # fmt: skip
    return _lines([*rows, *_flip_rows(document)])


def data_lines(data: DataChanges) -> str:
    """Give one line a cell: section, measure, period, change, -, old, new, -; then one a verdict that flips."""
    document = data_document(data)
    rows = []
    for found in document["changes"]:
        values = [found[f"{side}_mark"] if found[f"{side}_exact"] is None else found[f"{side}_exact"]
                  for side in ("old", "new")]  # fmt: skip
        rows.append(["cells", found["measure"], found["period"], found["change"], None, *values, None])
    return _lines([*rows, *_flip_rows(document)])


def _flip_rows(document: dict[str, Any]) -> list[list[Any]]:
    return [
        ["verdicts", found["id"], "verdict", "flipped", None, found["old_verdict"], found["new_verdict"], None]
        for found in document["verdicts"]
    ]


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    return "".join("\t".join(map(_text, row)) + "\n" for row in rows)


def _text(value: Any) -> str:
    """Give plain data in one cell of a line."""
    match value:
        case None | []:
            return "-"
        case bool():
            return "yes" if value else "no"
        case {"value_exact": exact, **rest}:
            return "open" if rest.get("open") else str(exact)
        case {"kind": str() as kind, "bounds": list() as bounds}:
            return f"{kind} {' '.join(map(_text, bounds))}"
        case dict():
            return clean(
                "; ".join(f"{key}: {_text(part)}" for key, part in value.items() if part not in (None, [], {}))
            )
        case list():
            return clean(", ".join(map(_text, value)))
        case _:
            return clean(str(value))
