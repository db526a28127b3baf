"""Files of actuals (Ist-Werte): CSV, TSV, workbooks, standard input. Takes paths, gives Actuals or all problems."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import BytesIO, StringIO
from os import PathLike, fspath
from typing import BinaryIO, cast

from msgspec import Struct

from zielcalc.model.actuals import Actuals, Cell, Mark, SourceFile, collect
from zielcalc.model.agreement import Agreement
from zielcalc.model.notation import MOST_DIGITS, Fault, Notation, Written, read_entry
from zielcalc.model.problem import ActualsError, Place, Problem, Problems, UsageError
from zielcalc.model.sheet import RowForm
from zielcalc.read.actuals_table import Rows, read_table
from zielcalc.read.content import STANDARD_INPUT, STANDARD_INPUT_NAME, Content
from zielcalc.read.raw_cell import Names, RawCell, both_readings, shown
from zielcalc.read.strangers import nearest
from zielcalc.read.text_file import CHUNK, Inspection, Unreadable, inspect_text, open_text, read_rows

SET = "--set"
MOST_KEPT = 4 << 30
MOST_WORKBOOK = 50 << 20
_WORKBOOK = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_IN_MEMORY = 8 << 20


class Loaded(Struct, frozen=True):
    """All cells of some files, not yet brought together: with `by` one of each unit, which `Cell.beside` names."""

    cells: list[Cell]
    files: tuple[SourceFile, ...]
    notices: Problems
    problems: Problems

    def collect(self) -> Actuals:
        """Bring the cells together into one set, or give all problems."""
        actuals = collect(self.cells, self.files, self.notices, self.problems)
        if self.problems:
            raise ActualsError(self.problems)
        return actuals


def load_actuals(
    paths: str | PathLike[str] | Sequence[str | PathLike[str] | Content],
    agreement: Agreement,
    *,
    decimal: Notation | None = None,
    sheet: str | None = None,
    by: Sequence[str] = (),
) -> Actuals:
    """Read a file of actuals, or several into one set; `-` is standard input.

    `decimal` says the decimal mark, `sheet` which sheet of a workbook. Raises ActualsError with every problem.
    """
    paths = [paths] if isinstance(paths, str | PathLike) else paths
    return load_cells(paths, agreement, decimal=decimal, sheet=sheet, by=by).collect()


def load_cells(
    paths: Sequence[str | PathLike[str] | Content],
    agreement: Agreement,
    *,
    decimal: Notation | None = None,
    sheet: str | None = None,
    by: Sequence[str] = (),
) -> Loaded:
    """Read the cells of files of actuals, with what is wrong with them."""
    reader = _Reader(Names.of(agreement), decimal, sheet, by, Problems(), Problems())
    cells: list[Cell] = []
    files: list[SourceFile] = []
    for path in paths:
        file = _name(path)
        try:
            with _opened(path) as handle:
                found, source = reader.read(handle, file)
        except Unreadable as error:
            _add(reader.problems, error.problem)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            reader.problems.add("cannot-read", Place(file), reason=reason)
        else:
            cells += found
            files.append(source)
    return Loaded(cells, tuple(files), reader.notices, reader.problems)


def parse_actuals(
    text: str,
    agreement: Agreement,
    *,
    file: str = "<actuals>",
    decimal: Notation | None = None,
    by: Sequence[str] = (),
) -> Actuals:
    """Read a text of actuals, as if it were a file."""
    reader = _Reader(Names.of(agreement), decimal, None, by, Problems(), Problems())
    cells: list[Cell] = []
    files: list[SourceFile] = []
    text = text.removeprefix("\ufeff")
    try:
        sha256 = inspect_text(text, file)
        rows = read_rows(StringIO(text, newline=""), file, by)
        files.append(SourceFile(file, sha256, _form(rows)))
        cells += reader.table(rows)
    except Unreadable as error:
        _add(reader.problems, error.problem)
    return Loaded(cells, tuple(files), reader.notices, reader.problems).collect()


def read_assumption(text: str, agreement: Agreement, *, decimal: Notation | None = None) -> Cell:
    """Read what `--set MEASURE=VALUE` assumes: a value of the agreed year."""
    names = Names.of(agreement)
    name, equals, written = (part.strip() for part in text.partition("="))

    def refusal(code: str, **args: object) -> UsageError:
        return UsageError([Problem(code, Place(SET, text=shown(text), width=len(shown(text)), at=1), args)])

    if not (name and equals and written):
        raise refusal("set-form", text=shown(text))
    if name not in names.ids:
        raise refusal("unknown-measure-set", name=shown(name), near=nearest(name, agreement, names.ids))
    id = names.ids[name]
    entry = read_entry(written, names.units[id])
    if isinstance(entry, Fault):
        raise refusal(entry.code, text=shown(written), name=id, unit=names.units[id].text, most=MOST_DIGITS)
    if entry is Mark.MISSING:
        raise refusal("set-form", text=shown(text))
    notation = decimal
    if isinstance(entry, Written):
        notation = decimal or entry.settles
        if notation is None and entry.is_ambiguous:
            raise refusal("undecided-notation", **both_readings(written, entry))
    raw = RawCell(id, agreement.year, entry, written, Place(SET, text=shown(text)), None, ())
    cell = raw.to_cell(notation, names, assumed=True)
    if isinstance(cell, Fault):
        raise refusal(cell.code, text=shown(written), notation=notation)
    return cell


def _add(problems: Problems, problem: Problem) -> None:
    problems.add(problem.code, problem.place, **problem.args)


def _name(path: str | PathLike[str] | Content) -> str:
    if isinstance(path, Content):
        return path.file
    return STANDARD_INPUT_NAME if fspath(path) == STANDARD_INPUT else fspath(path)


@contextmanager
def _opened(path: str | PathLike[str] | Content) -> Iterator[BinaryIO]:
    """Open a file or standard input for reading."""
    if isinstance(path, Content):
        yield BytesIO(path.data)
    elif fspath(path) != STANDARD_INPUT:
        with open(path, "rb") as handle:
            yield handle
    elif sys.stdin is None:
        raise ValueError("standard input is closed")
    else:
        yield sys.stdin.buffer


def _kept() -> AbstractContextManager[BinaryIO]:
    """Make a place for what cannot be read twice: in memory while it is small."""
    from tempfile import SpooledTemporaryFile

    return cast("AbstractContextManager[BinaryIO]", SpooledTemporaryFile(_IN_MEMORY))


def _form(rows: Rows) -> RowForm | None:
    """Give how a row is added to a text: one with months down or across takes none, but one beside it may."""
    shape = rows.shape
    if shape is None or shape.kind not in ("long", "annual"):
        return RowForm(rows.delimiter) if rows.delimiter else None
    titles = {shape.measure: "measure", shape.period: "period", shape.value: "value"}
    return RowForm(rows.delimiter, tuple(titles.get(index, "") for index in range(shape.width)))


class _Reader(Struct, frozen=True):
    """Reads one file after another, with what was asked for all of them."""

    names: Names
    decimal: Notation | None
    sheet: str | None
    by: Sequence[str]
    problems: Problems
    notices: Problems

    def read(self, source: BinaryIO, file: str) -> tuple[list[Cell], SourceFile]:
        """Read one file in two passes: first what it is, then its rows.

        What cannot be read twice, such as a pipe, is kept aside meanwhile.
        """
        chunk, size = source.read(CHUNK), 0
        is_sheet = chunk.startswith(_WORKBOOK)
        is_kept = file == STANDARD_INPUT_NAME or not source.seekable()
        most = MOST_WORKBOOK if is_sheet else MOST_KEPT if is_kept else sys.maxsize
        inspection = Inspection(file, is_text=not is_sheet)
        with _kept() if is_kept else nullcontext(source) as handle:
            while chunk:
                inspection.feed(chunk)
                size += len(chunk)
                if size > most:
                    raise Unreadable("too-large", Place(file), most=f"{most >> 20} MB")
                if is_kept:
                    handle.write(chunk)
                chunk = source.read(CHUNK)
            encoding = inspection.finish()
            handle.seek(0)
            if is_sheet:
                cells, form = self._sheet(handle, file), None
            else:
                rows = read_rows(open_text(handle, encoding), file, self.by)
                cells, form = self.table(rows), _form(rows)
        return cells, SourceFile(file, inspection.sha256, form)

    def _sheet(self, handle: BinaryIO, file: str) -> list[Cell]:
        from zielcalc.read.workbook import sheet_rows

        with sheet_rows(handle, file, self.sheet, self.by) as rows:
            return self.table(rows)

    def table(self, rows: Rows) -> list[Cell]:
        """Read one table."""
        return read_table(rows, self.names, self.decimal, self.by, self.problems, self.notices)
