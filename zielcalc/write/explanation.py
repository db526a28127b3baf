"""Explanation: one target explained, in one of the formats. Takes an Explanation, gives text.

The page fits a width without cutting anything; only what is to be retyped stays on one line, however long.
"""

from __future__ import annotations

import re
import textwrap

from zielcalc.model.explanation import Explanation
from zielcalc.model.quantity import Lang
from zielcalc.write.clean import folded
from zielcalc.write.derivation_tree import FIXED_BLANK, Item
from zielcalc.write.explanation_page import ExplanationPage, explanation_page

MOST_WIDTH = 100
"""Wider lines are hard to read."""
_LEAST_WIDTH = 40
_LEAST_TEXT = 24
_BEFORE_SIGN = r"(?<=[0-9…]) (?=(?:%|Pp|pp|EUR|TEUR|Mio EUR)(?![a-z]))"


def render_explanation(
    explanation: Explanation, format: str = "table", *, lang: Lang = "en", width: int = 80, encoding: str = "utf-8"
) -> str:
    """Give an explanation as `table` (a page), `markdown` or `json`; width and encoding matter to the page alone."""
    if format == "json":
        from zielcalc.write.document import to_json
        from zielcalc.write.explanation_document import explanation_document

        return to_json(explanation_document(explanation))
    page = explanation_page(explanation, lang)
    return _markdown(page) if format == "markdown" else _Layout(page, width, encoding).text()


class _Layout:
    def __init__(self, page: ExplanationPage, width: int, encoding: str) -> None:
        self.page = page
        self.width = max(_LEAST_WIDTH, min(width, MOST_WIDTH))
        self.encoding = encoding
        self.margin = 4 + max((len(part.title) for part in page.parts), default=0)

    def text(self) -> str:
        page = self.page
        lines = [*self.wrapped(page.head[0]), *self.wrapped(page.head[1]), ""]
        for said in page.said:
            lines += self.wrapped(said, "  ")
        for part in page.parts:
            lines.append("")
            first = len(lines)
            for item in part.items:
                lines += self.item(item, self.margin)
            lines[first] = f"  {part.title}".ljust(self.margin) + lines[first][self.margin :]
        if page.sheet:
            line = f"  {page.sheet.formula}  →  {page.sheet.value}"
            joined = f"  {page.retype}{line}"
            lines += ["", joined] if len(joined) <= self.width else ["", f"  {page.retype}", line]
        if page.unwritten:
            lines += ["", *self.wrapped(f"{page.retype} {page.unwritten}", "  ")]
        return "\n".join(line.rstrip().replace(FIXED_BLANK, " ") for line in lines) + "\n"

    def item(self, item: Item, indent: int, digits: int = 0) -> list[str]:
        """Set an item with its place at the right, where there is room, else below it; deep ones stop moving right."""
        indent = max(0, min(indent, self.width - _LEAST_TEXT))
        first = " " * indent + (f"{item.value.rjust(digits)}  " if item.value else "")
        deeper = " " * min(len(first) if item.value else indent + 2, self.width - _LEAST_TEXT)
        lines = self.wrapped(re.sub(_BEFORE_SIGN, FIXED_BLANK, item.text), first, deeper)
        if place := folded(item.place, self.encoding):
            room = self.width - len(lines[-1]) - 2
            if len(place) <= room:
                lines[-1] += place.rjust(room + 2)
            else:
                lines += [line.rjust(self.width) for line in self.wrapped(place)]
        values = max((len(inner.value) for inner in item.below), default=0)
        for inner in item.below:
            lines += self.item(inner, indent + 2, values if values <= 8 else 0)
        return lines

    def wrapped(self, text: str, first: str = "", deeper: str | None = None) -> list[str]:
        return textwrap.wrap(
            folded(text, self.encoding),
            self.width,
            initial_indent=first,
            subsequent_indent=first if deeper is None else deeper,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [first]


def _markdown(page: ExplanationPage) -> str:
    """Set a page for a note; nothing in it is taken for markup."""
    from zielcalc.write.markdown import escape

    def listed(item: Item, level: int) -> list[str]:
        value = f"{escape(item.value)} " if item.value else ""
        place = f" ({escape(item.place)})" if item.place else ""
        line = "  " * level + f"- {value}{escape(item.text)}{place}"
        return [line, *(inner for below in item.below for inner in listed(below, min(level + 1, 8)))]

    blocks = [f"### {escape(page.head[0])}", escape(page.head[1]), f"**{escape(page.said[0])}**"]
    blocks += [escape(said) for said in page.said[1:]]
    for part in page.parts:
        blocks.append("\n".join([f"**{escape(part.title)}**", "", *(line for item in part.items
                                                                  for line in listed(item, 0))]))  # fmt: skip
    if page.sheet:
        blocks.append(f"{escape(page.retype)} `{page.sheet.formula}` → {escape(page.sheet.value)}")
    if page.unwritten:
        blocks.append(escape(f"{page.retype} {page.unwritten}"))
    return "\n\n".join(blocks).replace(FIXED_BLANK, " ") + "\n"
