"""One table of actuals: its rows, whatever their shape, to cells. Takes rows, gives Cells, notices and problems.

Only cells of measures the agreement knows are kept, each of them once: a row about anything else costs a look-up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from zielcalc.model.actuals import Cell, Mark, Statement
from zielcalc.model.agreement import Agreement
from zielcalc.model.notation import MOST_DIGITS, Entry, Fault, Notation, Written, read_entry, tidy
from zielcalc.model.period import Month, Period
from zielcalc.model.problem import MOST_SHOWN, Place, Problem, Problems
from zielcalc.model.table_shape import Column, Shape, fold_title, read_period
from zielcalc.read.raw_cell import Names, RawCell, compare, says_of, settle, shown
from zielcalc.read.strangers import Strangers
from zielcalc.read.text_file import Unreadable

_MOST_RIVALS = 8
"""More different entries for one cell than any two notations read as one number: they contradict one another."""
_MOST_TEXT = 120


class Rows(Protocol):
    """The rows of a table below its header; `delimiter` is empty where cells need none."""

    file: str
    delimiter: str
    header: Sequence[str]
    header_line: int
    shape: Shape | None

    def __iter__(self) -> Iterator[list[str]]:
        """Give the rows."""

    def line_of(self, row: Sequence[str]) -> int:
        """Give the line in which the row just read begins."""


class TableReader(Struct):
    """Reads the rows of one table, and keeps what the agreement knows."""

    rows: Rows
    shape: Shape
    names: Names
    problems: Problems
    notices: Problems
    strangers: Strangers
    kept: dict[tuple[object, ...], list[RawCell]] = {}
    rivals: dict[tuple[object, ...], list[Entry]] = {}
    repeats: int = 0
    nil: Place | None = None
    knows_any: bool = False
    is_broken: bool = False
    unnamed: set[int] = set()

    def read(self) -> None:
        """Read all rows."""
        try:
            if self.shape.kind == "down":
                self._read_down()
            else:
                self._read_named()
        except Unreadable as error:
            self.is_broken = True
            self.problems.add(error.problem.code, error.problem.place)

    def raw_cells(self) -> Iterator[RawCell]:
        """Give the cells that were kept."""
        for same in self.kept.values():
            yield from same

    def _read_named(self) -> None:
        """Read rows that name their measure: long, annual, months across."""
        name_at, width, unknown = self.shape.measure, self.shape.width, self.strangers.counts
        for row in self.rows:
            size = len(row)
            if size == width or (size > width and not any(row[width:])):
                name = row[name_at]
                if name in unknown:
                    unknown[name] += 1
                    continue
            if not self._fits(row):
                continue
            name = row[name_at]
            id = self.names.ids.get(name) or self.names.ids.get(tidy(name))
            if id is None:
                if self.strangers.is_new(name):
                    self.strangers.meet(name, self._place(row, name_at))
                continue
            self.knows_any = True
            self._read_row(row, id)

    def _read_row(self, row: Sequence[str], id: str) -> None:
        shape = self.shape
        if shape.kind == "across":
            for column, period in shape.periods:
                if period:
                    self._take(id, period, row, column.index)
            return
        if shape.kind == "annual":
            self._take(id, self.names.agreement.year, row, shape.value)
        elif period := self._period(row):
            self._take(id, period, row, shape.value)

    def _read_down(self) -> None:
        """Read rows that name their period: months down."""
        ids: list[tuple[Column, str]] = []
        for column in self.shape.measures:
            id = self.names.ids.get(column.name)
            if id:
                ids.append((column, id))
            elif self.strangers.is_new(column.name):
                place = place_in(self.rows.file, self.rows.header_line, self.rows.header, column.index, self.delimiter)
                self.strangers.meet(column.name, place)
        self.knows_any = bool(ids)
        if not ids:
            return
        for row in self.rows:
            if self._fits(row) and (period := self._period(row)):
                for column, id in ids:
                    self._take(id, period, row, column.index)

    def _fits(self, row: Sequence[str]) -> bool:
        """Say whether a row is neither blank nor shorter or longer than the header."""
        width = self.shape.width
        if not any(map(str.strip, row)):
            return False
        if len(row) == width or (len(row) > width and not any(map(str.strip, row[width:]))):
            for column in self.shape.unnamed:
                if row[column].strip():
                    self.unnamed.add(column)
            return True
        self.is_broken = True
        column = min(len(row), width + 1) - 1
        self._problem("row-length", row, max(0, column), cells=_last_filled(row), columns=width)
        return False

    def _period(self, row: Sequence[str]) -> Period | None:
        """Read the period of a row."""
        text = row[self.shape.period]
        period = read_period(text)
        if why := _unusable(period, text, self.names.agreement):
            self._problem(why[0], row, self.shape.period, **why[1])
            return None
        return period

    def _take(self, id: str, period: Period, row: Sequence[str], column: int) -> None:
        """Read one cell and keep it, unless it is missing or says again what is kept."""
        text = row[column]
        same = self.kept.get(key := (id, period, *(row[unit.index].strip() for unit in self.shape.by)))
        if same and text == same[0].text and type(text) is type(same[0].text):
            self._keep_again(same, same[0].entry, row, column)
            return
        entry = read_entry(text, self.names.units[id])
        if entry is Mark.MISSING:
            return
        if isinstance(entry, Fault):
            unit = self.names.units[id].text
            self._problem(entry.code, row, column, text=shown(text), name=id, unit=unit, most=MOST_DIGITS)
            return
        if isinstance(entry, Written) and entry.is_nil and self.nil is None:
            self.nil = self._place(row, column)
            self.notices.add("nil-read-as-zero", self.nil, text=shown(text))
        if same is None:
            self.kept[key] = [self._raw(id, period, entry, row, column)]
        elif len(self.rivals.get(key, ())) >= _MOST_RIVALS:
            self.problems.dropped += 1
        elif any(raw.says == says_of(entry) for raw in same):
            self._keep_again(same, entry, row, column)
        else:
            self.rivals.setdefault(key, []).append(entry)
            same.append(self._raw(id, period, entry, row, column))

    def _keep_again(self, same: list[RawCell], entry: Entry, row: Sequence[str], column: int) -> None:
        """Keep a cell that says again what is kept, as long as a reader can use the notice."""
        self.repeats += 1
        if self.repeats <= MOST_SHOWN:
            same.append(self._raw(same[0].id, same[0].period, entry, row, column))

    def _raw(self, id: str, period: Period, entry: Entry, row: Sequence[str], column: int) -> RawCell:
        place = self._place(row, column)
        return RawCell(id, period, entry, row[column], place, self._statement(row), self._beside(row))

    def _statement(self, row: Sequence[str]) -> Statement | None:
        said = {role: row[column].strip() or None for role, column in self.shape.statement}
        return Statement(**said) if any(said.values()) else None

    def _beside(self, row: Sequence[str]) -> tuple[tuple[str, str], ...]:
        return tuple((column.name, row[column.index].strip()) for column in (*self.shape.by, *self.shape.others))

    @property
    def delimiter(self) -> str:
        """What stands between the cells of an excerpt."""
        return self.rows.delimiter or " | "

    def _place(self, row: Sequence[str], column: int) -> Place:
        return place_in(self.rows.file, self.rows.line_of(row), row, column, self.delimiter)

    def _problem(self, code: str, row: Sequence[str], column: int, **args: object) -> None:
        if self.problems.is_full:  # Millions of them must cost neither time nor memory.
            self.problems.dropped += 1
        else:
            self.problems.add(code, self._place(row, column), **args)


def _last_filled(row: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)


def place_in(file: str, line: int, row: Sequence[str], column: int, delimiter: str) -> Place:
    """Give the place of a cell, with its row as the excerpt."""
    cells = [cell[:_MOST_TEXT] for cell in row[max(0, column - 20) : column + 21]]
    before = delimiter.join(cells[: min(column, 20)]) + (delimiter if column else "")
    here = cells[min(column, 20)] if column < len(row) else ""
    text = delimiter.join(cells)
    at = len(before)
    if len(text) > _MOST_TEXT:
        start = max(0, min(at - _MOST_TEXT // 3, len(text) - _MOST_TEXT))
        text, at = text[start : start + _MOST_TEXT], at - start
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return Place(file, line, column + 1, text, max(1, min(len(here), len(text) - at)), at + 1)


def read_table(
    rows: Rows, names: Names, decimal: Notation | None, by: Sequence[str], problems: Problems, notices: Problems
) -> list[Cell]:
    """Read one table, in one notation."""
    shape = rows.shape
    header = Place(rows.file, rows.header_line or None)
    delimiter = rows.delimiter or " | "

    def title(index: int) -> Place:
        return place_in(rows.file, rows.header_line, rows.header, index, delimiter)

    if shape is None:
        problems.add("no-header", title(0) if rows.header else header)
        return []
    for first, second in shape.twice:
        problems.add("column-twice", title(second.index), name=shown(second.name), other=shown(first.name))
    for name in by:
        if not any(fold_title(column.name) == fold_title(name) for column in shape.by):
            problems.add("no-by-column", header, name=name)
    for column, period in shape.periods:
        if why := _unusable(period, column.name, names.agreement):
            problems.add(why[0], title(column.index), **why[1])
    reader = TableReader(rows, shape, names, problems, notices, Strangers(rows.file))
    reader.read()
    for column in shape.others:
        notices.add("ignored-column", title(column.index), name=shown(column.name))
    for index in sorted(reader.unnamed):
        notices.add("unnamed-column", title(index))
    if not (reader.knows_any or reader.is_broken):
        problems.add("no-known-measure", header, **reader.strangers.examples(names.ids))
    reader.strangers.report(notices, names.agreement, names.ids)
    if reader.repeats > MOST_SHOWN:
        notices.add("more-repeated-cells", Place(rows.file), count=reader.repeats - MOST_SHOWN)
    raws = sorted(reader.raw_cells(), key=lambda raw: (raw.place.line or 0, raw.place.column or 0))
    notation = decimal or settle(raws, rows.delimiter)
    if isinstance(notation, Problem):
        problems.add(notation.code, notation.place, **notation.args)
        return []
    pairs = [(raw, raw.to_cell(notation, names)) for raw in raws]
    for raw, cell in pairs:
        if isinstance(cell, Fault):
            problems.add(cell.code, raw.place, text=shown(raw.text), notation=notation)
    cells = [(raw, cell) for raw, cell in pairs if isinstance(cell, Cell)]
    compare(cells, names, notices)
    return [cell for _, cell in cells]


def _unusable(period: Period | None, text: str, agreement: Agreement) -> tuple[str, dict[str, object]] | None:
    """Say why a period is none of the agreement's: neither a month nor a year that begins as the agreed one does."""
    if isinstance(period, Month) or (period and period.first.month == agreement.year.first.month):
        return None
    code = "year-needs-period" if period and period.first.month == 1 else "bad-period"
    return code, {"text": shown(text), "year": str(agreement.year)}
