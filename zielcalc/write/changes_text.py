"""A diff for a terminal: what changed in columns where it is short, below one another where it is long."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from zielcalc.model.quantity import Lang
from zielcalc.model.words import word
from zielcalc.write.changes_flips import Row
from zielcalc.write.changes_page import Page
from zielcalc.write.changes_said import NOTHING
from zielcalc.write.clean import folded

MOST_SHORT = 20
"""Values longer than this stand on lines of their own."""
MOST_LABEL = 40
"""A label longer than this does not push what stands beside the others to the right."""
_STYLES = {"+": "green", "-": "red", "✓": "green", "↑": "green", "✗": "bold red", "↓": "red", "?": "yellow"}


def render_changes_text(page: Page, lang: Lang, width: int, encoding: str, color: bool) -> str:
    """Set a page in lines."""
    return folded(_Setting(page, lang, max(40, width), color).text(), encoding)


class _Setting:
    def __init__(self, page: Page, lang: Lang, width: int, color: bool) -> None:
        self.page = page
        self.lang = lang
        self.width = width
        self.color = color
        rows = [row for _, rows in page.groups for row in rows if _is_short(row)]
        self.old = max((len(row.old) for row in rows), default=0)
        self.new = max((len(row.new) for row in rows), default=0)
        alone = [len(row.label) for _, rows in page.groups for row in rows if _is_verdict(row)]
        self.verdicts = max((length for length in alone if length <= MOST_LABEL), default=0)
        wanted = max((len(_label(row)) for row in rows), default=0)
        self.label = max(16, min(wanted, MOST_LABEL, width - self.old - self.new - 8))

    def text(self) -> str:
        page = self.page
        if page.same:
            first, *more = page.same
            rest = [line for text in (*more, *page.notes) for line in self.wrapped(text, "  ", "    ")]
            return "\n".join([*self.wrapped(first), *rest]) + "\n"
        lines = [
            *self.wrapped(page.title),
            *self.wrapped(" · ".join(page.head)),
            *self.wrapped("; ".join(page.summary)),
        ]
        for name, rows in page.groups:
            lines += ["", *self.wrapped(name)]
            for row in rows:
                lines += self.row(row)
        if page.reworded:
            lines += ["", word("section_wording", self.lang)]
            for row in page.reworded:
                lines += self.row(row)
        for paragraph in (page.quiet, page.notes):
            lines += (
                ["", *(line for text in paragraph for line in self.wrapped(text, "  ", "    "))] if paragraph else []
            )
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def wrapped(self, text: str, first: str = "", deeper: str = "") -> list[str]:
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=deeper,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]

    def row(self, row: Row) -> list[str]:
        if _is_verdict(row):
            text = f"{row.verdict_sign} {row.label.ljust(self.verdicts)}  {_verdict(row)}"
            lines = self.wrapped(text, "", "    ") if len(text) > self.width else [text]
            return [self.painted(lines[0], row.verdict_sign), *lines[1:]]
        remark = " · ".join(filter(None, (said(row, self.lang), self.line(row))))
        if _is_short(row):
            lines = self.short(row, remark)
        else:
            lines = self.wrapped(_label(row))
            both = [row.old, row.new]
            if NOTHING in both or "" in both:
                only = row.new if row.old in (NOTHING, "") else row.old
                lines += self.wrapped(only, "      ", "      ") if only else []
            else:
                for key, value in (("before", row.old), ("now", row.new)):
                    lines += self.wrapped(value, f"      {word(key, self.lang)}:".ljust(15), " " * 15)
            lines += self.wrapped(remark, "      ", "      ") if remark else []
        lines[0] = self.painted(lines[0], row.sign)
        return [*lines, *self.verdict(row)]

    def short(self, row: Row, remark: str) -> list[str]:
        label = textwrap.wrap(_label(row), self.label, subsequent_indent="    ", break_on_hyphens=False) or [""]
        old = "" if row.old == row.new else row.old
        arrow = "→" if old and row.new else " "
        values = f"{old.rjust(self.old)} {arrow} {row.new.ljust(self.new)}" if old or row.new else ""
        first = f"{label[0].ljust(self.label)}  {values}"
        if len(first) + 2 + len(remark) <= self.width:
            return [f"{first}  {remark}", *label[1:]]
        return [first, *label[1:], *self.wrapped(remark, "      ", "      ")]

    def line(self, row: Row) -> str:
        return word("in_line", self.lang, line=row.line) if row.line else ""

    def verdict(self, row: Row) -> Iterable[str]:
        if not row.verdict:
            return []
        lines = self.wrapped(f"{row.verdict_sign} {_verdict(row)}", "    ", "      ")
        lines[0] = self.painted(lines[0], row.verdict_sign)
        return lines

    def painted(self, line: str, sign: str) -> str:
        """Colour the sign; nothing is said by colour alone."""
        if not self.color or sign not in _STYLES or not line.lstrip().startswith(sign):
            return line
        from rich.console import Console
        from rich.text import Text

        text = Text(line)
        at = line.index(sign)
        text.stylize(_STYLES[sign], at, at + 1)
        console = Console(force_terminal=True, color_system="standard", width=len(line) + 1, legacy_windows=False)
        with console.capture() as captured:
            console.print(text, end="", soft_wrap=True)
        return captured.get()


def said(row: Row, lang: Lang) -> str:
    """Say what a change means and by how much: `stricter by 0.1 pp`."""
    if not row.effect or not row.remark:
        return row.effect or row.remark
    is_amount = row.remark[:1].isdigit()
    return word("by", lang, effect=row.effect, amount=row.remark) if is_amount else f"{row.effect}, {row.remark}"


def _label(row: Row) -> str:
    return f"{row.sign or ' '} {'  ' * row.indent}{row.label}"


def _verdict(row: Row) -> str:
    return "   ".join(filter(None, (row.verdict, row.verdict_remark)))


def _is_verdict(row: Row) -> bool:
    return bool(row.verdict) and not (row.sign or row.old or row.new)


def _is_short(row: Row) -> bool:
    return not row.is_text and max(len(row.old), len(row.new)) <= MOST_SHORT
