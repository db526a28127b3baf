"""Render changes: a diff in one of its formats. Each is imported only when it is asked for."""

from __future__ import annotations

from zielcalc.model.changes import DataChanges, Review
from zielcalc.model.quantity import Lang
from zielcalc.write.changes_page import Page, review_page

FORMATS = ("table", "plain", "markdown", "json")


def render_changes(
    found: Review | DataChanges,
    format: str = "table",
    *,
    lang: Lang = "en",
    width: int = 80,
    encoding: str = "utf-8",
    color: bool = False,
) -> str:
    """Give a diff of two agreements, or of two states of the actuals, as text.

    `format` is one of FORMATS; language matters to `table` and `markdown`, the rest to `table` alone.
    """
    match format:
        case "table":
            from zielcalc.write.changes_text import render_changes_text

            return render_changes_text(_page(found, lang), lang, width, encoding, color)
        case "markdown":
            from zielcalc.write.changes_markdown import render_changes_markdown

            return render_changes_markdown(_page(found, lang), lang)
        case "plain":
            from zielcalc.write.changes_lines import data_lines, review_lines

            return review_lines(found) if isinstance(found, Review) else data_lines(found)
        case "json":
            from zielcalc.write.changes_document import review_document
            from zielcalc.write.data_document import data_document
            from zielcalc.write.document import to_json

            return to_json(review_document(found) if isinstance(found, Review) else data_document(found))
        case _:
            raise ValueError(f"format is one of {', '.join(FORMATS)}, not {format!r}")


def _page(found: Review | DataChanges, lang: Lang) -> Page:
    if isinstance(found, Review):
        return review_page(found, lang)
    from zielcalc.write.data_page import data_page

    return data_page(found, lang)
