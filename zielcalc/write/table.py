"""The table for a terminal: a Page set in columns. Fits the width without ever cutting a number."""

from __future__ import annotations

import textwrap

import tabulate

from zielcalc.model.report import Verdict
from zielcalc.write.clean import folded
from zielcalc.write.foot import ROUNDED_SIGN, Note
from zielcalc.write.page import Page, Row

LEAST_LABEL = 20
CRAMPED_LABEL = 12
_OPTIONAL = (("gliding",), ("prior", "plan"), ("exact",), ("delta", "change"))
_FIXED_BLANK = "\u00a0"
"""Keeps a sign on the line of its label; printed as a blank."""
_STYLES = {
    Verdict.MET: "green",
    Verdict.MISSED: "bold red",
    Verdict.ON_TRACK: "green",
    Verdict.BEHIND: "red",
    Verdict.OPEN: "yellow",
    Verdict.PENDING: "dim",
    Verdict.MONITORED: "dim",
    Verdict.WAIVED: "dim",
}


def render_table(page: Page, width: int = 80, encoding: str = "utf-8", color: bool = False) -> str:
    """Set a page for a terminal of so many columns."""
    return _Setting(page, width, encoding, color).text()


class _Setting:
    def __init__(self, page: Page, width: int, encoding: str, color: bool) -> None:
        self.page = page
        self.encoding = encoding
        self.color = color
        self.gap = 1
        self.verdict_at = 0
        self.rows = [row for _, rows in page.groups for row in rows]
        self.columns: list[str] = list(page.columns)
        self.columns, self.label_width = self.fitting(width)
        self.width = max(width, 40)

    def fold(self, text: str) -> str:
        return folded(text, self.encoding)

    def fitting(self, width: int) -> tuple[list[str], int]:
        """Choose the columns that fit, and the room they leave for labels."""
        widths = {
            key: max([len(self.fold(title)), *(len(self.fold(row.cells.get(key, ""))) for row in self.rows)])
            for key, title in self.page.columns.items()
        }
        wanted = max((len(self.fold(self.label(row))) for row in self.rows), default=0)

        def room(keys: list[str], gap: int = 1) -> int:
            return width - sum(widths[key] + gap for key in keys)

        chosen = [key for key in self.needed() if self.is_used(key)]
        for droppable in ("prior", "gap", "as_of"):
            if room(chosen) < min(LEAST_LABEL, wanted) and droppable in chosen:
                chosen.remove(droppable)
        for extra in _OPTIONAL:
            more = [key for key in self.page.columns if key in chosen or (key in extra and self.is_used(key))]
            # What a flow comes to over twelve months belongs beside what it comes to so far, even where labels wrap.
            if room(more) >= min(wanted, 18 if extra == ("gliding",) else 34):
                chosen = more
        self.gap = 2 if room(chosen, 2) >= wanted else 1
        return chosen, max(min(CRAMPED_LABEL, wanted), room(chosen, self.gap))

    def needed(self) -> tuple[str, ...]:
        """Give the columns of 80 characters: before the end of the year, what is due by now goes before the past."""
        in_year = any(row.cells.get("to_date") for row in self.rows)
        return (
            ("as_of", "bound", "to_date", "actual", "gap", "verdict")
            if in_year
            else ("prior", "bound", "actual", "gap", "verdict")
        )

    def is_used(self, key: str) -> bool:
        return key in ("bound", "actual", "verdict") or any(row.cells.get(key) for row in self.rows)

    def label(self, row: Row) -> str:
        # Where there is no room for a column of months, they stand beside the labels.
        month = row.cells.get("as_of") if "as_of" not in self.columns else None
        beside = f" ({month})" if month else ""
        return f"{row.sign}{_FIXED_BLANK}{_FIXED_BLANK * 2 * row.indent}{row.label}{beside}"

    def text(self) -> str:
        page = self.page
        lines = [*self.wrapped(page.title), *self.head()]
        for remark in page.remarks:
            lines += self.wrapped(remark)
        lines.append("")
        lines += self.body()
        for number, notes in enumerate(page.foot):
            if number == 1 or (number and len(page.foot[number]) and not notes[0].mark):
                lines.append("")
            for note in notes:
                lines += self.note(note)
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def head(self) -> list[str]:
        """Set the pieces of the head side by side, as many as fit on a line."""
        lines: list[str] = []
        for piece in map(self.fold, self.page.head):
            joined = self.fold(f"{lines[-1]} · {piece}") if lines else piece
            lines[-1:] = [joined] if len(joined) <= self.width else [*lines[-1:], piece]
        return lines

    def body(self) -> list[str]:
        """Set the rows with tabulate, then put each group's name above its rows."""
        labels = [self.wrapped_label(row) for row in self.rows]
        table = [["".ljust(self.label_width), *(self.fold(self.page.columns[key]) for key in self.columns)]]
        for row, label in zip(self.rows, labels, strict=True):
            table.append([label[0], *(self.fold(row.cells.get(key, "")) for key in self.columns)])
            table += [[more, *("" for _ in self.columns)] for more in label[1:]]
        between = tabulate.DataRow("", " " * self.gap, "")
        lines = tabulate.tabulate(
            table,
            tablefmt=tabulate.TableFormat(None, None, None, None, between, between, 0, None),
            colalign=["left", *("left" if key in ("verdict", "exact") else "right" for key in self.columns)],
            disable_numparse=True,
            preserve_whitespace=True,
        ).split("\n")
        rule = self.fold("─" * max([self.width, *(len(line.rstrip()) for line in lines)]))
        body = [lines[0], rule]
        self.verdict_at = max(0, lines[0].find(self.fold(self.page.columns["verdict"])))
        at = 1
        upcoming = iter(zip(self.rows, labels, strict=True))
        for name, rows in self.page.groups:
            if name:
                body += self.wrapped(name)
            for row, label in (next(upcoming) for _ in rows):
                body += [self.painted(line.rstrip(), row) for line in lines[at : at + len(label)]]
                at += len(label)
        return [*body, rule]

    def wrapped_label(self, row: Row) -> list[str]:
        deeper = " " * (4 + 2 * row.indent)
        label = self.fold(self.label(row))
        lines = textwrap.wrap(label, self.label_width, subsequent_indent=deeper, break_on_hyphens=False) or [label]
        return [line.replace(_FIXED_BLANK, " ") for line in lines]

    def painted(self, line: str, row: Row) -> str:
        """Colour the sign and the word; nothing is said by colour alone."""
        if not self.color:
            return line
        from rich.console import Console
        from rich.text import Text

        text = Text(line)
        style = "yellow" if row.sign == ROUNDED_SIGN else _STYLES[row.verdict]
        if line.startswith(self.fold(row.sign)):
            text.stylize(style, 0, 1)
        word = self.fold(row.cells["verdict"])
        if (at := line.find(word, self.verdict_at)) > 0:
            text.stylize(style, at, at + len(word))
        console = Console(
            force_terminal=True, color_system="standard", width=max(self.width, len(line) + 1), legacy_windows=False
        )
        with console.capture() as captured:
            console.print(text, end="", soft_wrap=True)
        return captured.get()

    def wrapped(self, text: str, first: str = "", deeper: str = "") -> list[str]:
        folded_text = self.fold(text)
        return textwrap.wrap(
            folded_text,
            self.width,
            initial_indent=first,
            subsequent_indent=deeper,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]

    def note(self, note: Note) -> list[str]:
        mark = self.fold(note.mark)
        first = f"{mark} " if mark else ""
        lines = self.wrapped(note.text, first, " " * len(first))
        if note.command:
            together = f"{lines[-1]}  {self.fold(note.command)}"
            fits = len(together) <= self.width
            lines[-1:] = [together] if fits else [lines[-1], f"    {self.fold(note.command)}"]
        for about, said in note.below:
            lines += self.wrapped(about, "    ", "    ") + self.wrapped(said, "      ", "      ")
        return lines
