"""Templates: a sheet of actuals to fill in, as CSV or workbook. Takes Rows, gives text or bytes that the reader knows.

The table is the same in either: long, a row a value, or wide, a column a period, where `x` stands in cells that nobody
needs. openpyxl is used only here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from zielcalc.model.agreement import Agreement
from zielcalc.model.period import Month, Period
from zielcalc.model.problem import Problem, UsageError
from zielcalc.model.quantity import Lang
from zielcalc.model.sheet import Row, sheet_period
from zielcalc.model.words import word
from zielcalc.write.clean import clean

SheetShape = Literal["long", "wide"]
BOM = "\ufeff"
"""Begins a file, as Excel takes one without it for an old code page and spoils the umlauts."""
_LONG = ("measure", "period", "value", "label", "remark", "evidence")
_WIDE = ("measure", "label")
DELIMITERS: dict[Lang, str] = {"de": ";", "en": ","}
_NOT_NEEDED = "x"
_FORMULA_SIGNS = ("=", "+", "-", "@")


def template_table(rows: Sequence[Row], agreement: Agreement, shape: SheetShape, lang: Lang) -> list[list[str]]:
    """Give header and rows of a sheet to fill in; one without rows is long."""
    is_long = shape == "long" or not rows
    titles = [word(f"sheet_{title}", lang) for title in (_LONG if is_long else _WIDE)]
    labels = _labels(rows, agreement, lang)
    if is_long:
        return [titles, *([row.id, sheet_period(row.period), "", labels[row.id], "", ""] for row in rows)]
    periods = sorted({row.period for row in rows}, key=_order)
    wanted = {(row.id, row.period) for row in rows}
    lines = {row.id: [row.id, labels[row.id]] for row in rows}
    for id, line in lines.items():
        line += ["" if (id, period) in wanted else _NOT_NEEDED for period in periods]
    return [[*titles, *map(sheet_period, periods)], *lines.values()]


def _labels(rows: Iterable[Row], agreement: Agreement, lang: Lang) -> dict[str, str]:
    """Give what each row is about: a measure with its group and unit, or what is reported with yes or no."""
    reported = agreement.yes_no_names
    found = {}
    for row in rows:
        kind = row.kind(agreement)
        if kind == "measure":
            measure = agreement.measures[row.id]
            unit = measure.unit.sign.strip()
            label = f"{measure.label}, {word('sheet_unit', lang, unit=unit)}" if unit else measure.label
            label = f"{agreement.groups[measure.group]}: {label}" if measure.group else label
        else:
            label = word(f"sheet_{kind}", lang, label=reported[row.id])
        found[row.id] = guarded(clean(label))
    return found


def _order(period: Period) -> tuple[Month, bool]:
    return (period, False) if isinstance(period, Month) else (period.first, True)


def guarded(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula.

    >>> guarded('=HYPERLINK("x")')
    '\\'=HYPERLINK("x")'
    """
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def template_csv(table: Iterable[Iterable[str]], lang: Lang) -> str:
    """Write a table as CSV, as a spreadsheet of the language opens it: in German `;` stands between the cells."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=DELIMITERS[lang], lineterminator="\n").writerows(table)
    return stream.getvalue()


def template_workbook(table: Sequence[Sequence[str]], agreement: Agreement) -> bytes:
    """Write a table as a workbook. Raises UsageError where openpyxl is not installed.

    Cells of percentages are text: into any other, a spreadsheet stores 6,7 % as 0.067, which would be read as 0,067 %.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise UsageError([Problem("not-installed", None, {"package": "openpyxl", "extra": "xlsx"})]) from None
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    percentages = {id for id, measure in agreement.measures.items() if measure.unit.is_percentage}
    for number, line in enumerate(table, 1):
        for column, text in enumerate(line, 1):
            if text:
                cell = sheet.cell(number, column, text)
                cell.data_type = "s"  # Text stays text: neither a formula nor a date.
                cell.font = Font(bold=number == 1)
            if text or line[0] in percentages:
                sheet.cell(number, column).number_format = "@"
    for column, texts in enumerate(zip(*table, strict=True), 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(60, max(map(len, texts)) + 3)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
