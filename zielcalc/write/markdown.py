"""Markdown: a Page for a mail, a wiki, a pull request."""

from __future__ import annotations

import re

from tabulate import tabulate

from zielcalc.write.foot import Note
from zielcalc.write.page import Page

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")
_LEADING = re.compile(r"^(\d*)([-+.)])(?=[\s-]|$)")
"""Begins a list or a rule where it begins a line."""


def render_markdown(page: Page) -> str:
    """Set a page in Markdown; nothing in it is taken for markup."""
    keys = [key for key in page.columns if any(row.cells.get(key) for _, rows in page.groups for row in rows)]
    table: list[list[str]] = []
    for name, rows in page.groups:
        if name:
            table.append([f"**{escape(name)}**", *("" for _ in keys)])
        for row in rows:
            label = "&nbsp;&nbsp;" * row.indent + escape(f"{row.sign} {row.label}")
            table.append([label, *(escape(row.cells.get(key, "")) for key in keys)])
    lines = tabulate(
        table,
        headers=["", *(escape(page.columns[key]) for key in keys)],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["left", *("left" if key in ("verdict", "exact") else "right" for key in keys)],
    )
    foot = ["\n".join(_note(note) for note in notes) for notes in page.foot]
    return (
        "\n\n".join(
            [f"### {escape(page.title)}", escape(" · ".join(page.head)), *map(escape, page.remarks), lines, *foot]
        )
        + "\n"
    )


def escape(text: str) -> str:
    """Give a text that Markdown shows as it is, and in which nobody is mentioned."""
    text = _SPECIAL.sub(r"\\\1", text.lstrip())
    return _LEADING.sub(r"\1\\\2", text).replace("@", "@<!-- -->")


def _note(note: Note) -> str:
    first = f"{note.mark} " if note.mark else ""
    command = f" {escape(note.command)}" if note.command else ""
    return "\n".join(
        [
            f"- {first}{escape(note.text)}{command}",
            *(f"  - {escape(about)}: {escape(said)}" for about, said in note.below),
        ]
    )
