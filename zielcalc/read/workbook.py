"""Workbooks (.xlsx, .xls, .ods): a sheet as rows of text. Takes an open file, gives rows as a CSV file would.

The workbook is opened in a process of its own with limits on time and memory: the engine allocates what a file claims
to hold, and a file may claim anything.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from importlib.machinery import PathFinder
from pathlib import Path
from threading import Timer
from typing import IO, Any, BinaryIO

from msgspec import Struct

from zielcalc.model.notation import StoredNumber
from zielcalc.model.problem import Place
from zielcalc.model.table_shape import Shape, read_shape
from zielcalc.read.text_file import Unreadable

_MOST_LINE = 2 << 20
_SECONDS = 15.0
_MEMORY = "180 MB"
_PROCESS = Path(__file__).with_name("workbook_process.py")


class SheetRows(Struct):
    """The rows of a sheet below its header, and the header itself."""

    file: str
    header: Sequence[str]
    header_line: int
    shape: Shape | None
    _lines: Iterator[tuple[int, list[str]]]
    _number: int = 0
    delimiter: str = ""

    def __iter__(self) -> Iterator[list[str]]:
        width = self.shape.width if self.shape else 0
        for number, row in self._lines:
            self._number = number
            yield row + [""] * (width - len(row))

    def line_of(self, row: Sequence[str]) -> int:
        """Give the number of the row just read."""
        return self._number


@contextmanager
def sheet_rows(handle: BinaryIO, file: str, sheet: str | None, by: Sequence[str]) -> Iterator[SheetRows]:
    """Open a workbook and give the rows of its sheet: the one named, else the only one that holds something."""
    place = Place(file)
    engine = PathFinder.find_spec("python_calamine", [folder for folder in sys.path if folder])
    origin = engine.origin if engine else None
    if not origin or not sys.executable:
        raise Unreadable("workbook-unreadable", place, reason="python-calamine")
    folder = str(Path(origin).parent.parent)
    descriptor = handle.fileno()
    handle.flush()
    os.lseek(descriptor, 0, os.SEEK_SET)
    process = subprocess.Popen(
        [sys.executable, "-I", str(_PROCESS), folder, json.dumps(sheet)],
        stdin=descriptor,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    timer = Timer(_SECONDS, process.kill)
    timer.start()
    try:
        assert process.stdout
        lines = _lines(process.stdout, process, place)
        _check(next(lines), sheet, place)
        rows = _rows(lines)
        number, header = next(((number, row) for number, row in rows if any(cell.strip() for cell in row)), (0, []))
        yield SheetRows(file, header, number, read_shape(header, by), rows)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _lines(stream: IO[bytes], process: subprocess.Popen[bytes], place: Place) -> Iterator[Any]:
    """Give what the process writes, line by line, until it says that this was all."""
    while line := stream.readline(_MOST_LINE):
        try:
            value = json.loads(line, parse_int=_stored, parse_float=_stored, parse_constant=str)
        except ValueError:
            break
        if value is True:
            return
        if isinstance(value, dict) and "refused" in value:
            raise Unreadable(value["refused"], place, reason=value["reason"], most=value["reason"])
        yield value
    # It ended in the middle: by a limit, or because the engine gave up.
    code = "workbook-unreadable" if process.wait() >= 0 else "too-large"
    raise Unreadable(code, place, reason="damaged", most=_MEMORY)


def _stored(text: str) -> StoredNumber:
    """Write a stored number as its shortest decimal, without an exponent."""
    if "e" in text:
        text = format(Decimal(text), "f")
    return StoredNumber(text.removesuffix(".0"))


def _check(found: dict[str, Any], sheet: str | None, place: Place) -> None:
    if "unknown" in found:
        raise Unreadable("unknown-sheet", place, name=sheet, sheets=tuple(found["sheets"]))
    if len(found["sheets"]) > 1:
        raise Unreadable("which-sheet", place, sheets=tuple(found["sheets"]))


def _rows(lines: Iterator[Any]) -> Iterator[tuple[int, list[str]]]:
    words = {True: "true", False: "false", None: ""}
    for number, cells in lines:
        yield int(number), [cell if isinstance(cell, str) else words[cell] for cell in cells]
