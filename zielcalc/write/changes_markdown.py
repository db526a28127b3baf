"""A diff in Markdown, fit for a comment on a pull request: what changed in a table, what did not folded away."""

from __future__ import annotations

from zielcalc.model.quantity import Lang
from zielcalc.model.words import word
from zielcalc.write.changes_flips import Row
from zielcalc.write.changes_page import Page
from zielcalc.write.changes_text import said
from zielcalc.write.markdown import escape


def render_changes_markdown(page: Page, lang: Lang) -> str:
    """Set a page in Markdown; nothing in it is taken for markup."""
    blocks = [f"### {escape(page.title)}", escape(" · ".join(page.head))]
    if page.same:
        blocks.append("\n".join(f"- {escape(text)}" for text in page.same))
    elif page.summary:
        first, *rest = (f"{sentence}." for sentence in page.summary)
        blocks.append(" ".join([f"**{escape(first)}**", *map(escape, rest)]))
    if page.groups:
        blocks.append(_table(page, lang))
    listed = [_listed(row, lang) for row in page.reworded] + [f"- {escape(text)}" for text in page.quiet]
    blocks += [f"- {escape(text)}" for text in page.notes]
    if listed or page.unchanged:
        counts = [page.unchanged] if page.unchanged else []
        counts += [word("wording_count", lang, count=len(page.reworded))] if page.reworded else []
        counts += [word("otherwise_count", lang, count=len(page.quiet))] if page.quiet else []
        inside = "\n\n" + "\n".join(listed) + "\n" if listed else ""
        blocks.append(f"<details><summary>{_in_html(' '.join(counts))}</summary>{inside}</details>")
    return "\n\n".join(blocks) + "\n"


def _table(page: Page, lang: Lang) -> str:
    has_verdicts = any(row.verdict for _, rows in page.groups for row in rows)
    titles = ["", *page.columns, word("change", lang)]
    titles += [word("with_actuals", lang, files=page.files)] if has_verdicts else []
    table: list[list[str]] = []
    for name, rows in page.groups:
        table.append([f"**{escape(name)}**", *("" for _ in titles[1:])])
        for row in rows:
            cells = [_label(row), escape(row.old), escape(row.new), _change(row, lang), _verdict(row)]
            table.append(cells[: len(titles)])
    # Not padded: one long text would be paid for in every row, and a comment holds 65,536 characters.
    rule = [":--", "--:", "--:", *(":--" for _ in titles[3:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in [[escape(title) for title in titles], rule, *table])


def _label(row: Row) -> str:
    return "&nbsp;&nbsp;" * row.indent + escape(row.label)


def _change(row: Row, lang: Lang) -> str:
    text = escape(said(row, lang))
    effect = escape(row.effect)
    return f"**{effect}**{text.removeprefix(effect)}" if effect and not row.indent else text


def _verdict(row: Row) -> str:
    if not row.verdict:
        return ""
    old, arrow, new = row.verdict.partition(" → ")
    verdict = f"{escape(old)} → **{escape(new)}**" if arrow else f"**{escape(old)}**"
    return f"{escape(row.verdict_remark)}: {verdict}" if row.verdict_remark else verdict


def _listed(row: Row, lang: Lang) -> str:
    text = f"{row.label}: {row.old} → {row.new}"
    return f"- {escape(text)}"


def _in_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
