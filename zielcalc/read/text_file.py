"""Text files of rows: CSV, TSV and their like. Takes bytes or text, gives rows of cells and where each begins."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any, BinaryIO

from msgspec import Struct

from zielcalc.model.problem import Place, Problem
from zielcalc.model.table_shape import Shape, read_shape
from zielcalc.read.digest import digest

CHUNK = 1 << 16
MOST_LINE = 1_000_000
MOST_BLANK_LINES = 1_000
_DELIMITERS = ";\t|,"
_SEPARATOR = r'(?i)"?sep=([^\w"\s]|\t)"?[\r\n]*'
_MOST_TEXT = 1_000
_LINE_END = r"\r\n|\r|\n"
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Unreadable(Exception):  # noqa: N818 (it carries a problem, it is none of the code's own)
    """A file that cannot be read as rows at all; `problem` says why."""

    def __init__(self, code: str, place: Place, **args: object) -> None:
        self.problem = Problem(code, place, args)
        super().__init__(code)


class Inspection(Struct):
    """The first pass over a file's bytes, chunk by chunk: its encoding, its sha256, and whether it is text at all.

    UTF-8 unless its bytes say otherwise; Windows-1252 where they are no UTF-8; nothing is read with replacements.
    """

    file: str
    is_text: bool = True
    sha256: str = ""
    _hash: Any = None
    _decoder: codecs.IncrementalDecoder | None = None
    _encoding: str = ""
    _line: int = 1
    _in_line: int = 0
    _broken_utf8: int | None = None
    _broken_1252: int | None = None

    def feed(self, chunk: bytes) -> None:
        """Take the next chunk."""
        self._hash = self._hash or digest(len(chunk))
        self._hash.update(chunk)
        if not self.is_text:
            return
        if not self._encoding:
            self._encoding = encoding_of(chunk)
            self._decoder = codecs.getincrementaldecoder(self._encoding)()
        if self._encoding.startswith("utf-16"):
            self._feed_utf16(chunk)
        else:
            self._feed_bytes(chunk)

    def finish(self) -> str:
        """Give the encoding, now that all chunks were seen; a character cut off by the end is none."""
        if self._decoder and self._broken_utf8 is None:
            try:
                self._decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self._refuse_unless_bytes()
        self.sha256 = (self._hash or digest(0)).hexdigest()
        if self._broken_utf8 is None:
            return self._encoding or "utf-8"
        if self._broken_1252 is not None:
            raise Unreadable("encoding", Place(self.file, self._broken_1252))
        return "cp1252"

    def _refuse_unless_bytes(self) -> None:
        if self._encoding != "utf-8":
            raise Unreadable("encoding", Place(self.file, self._line)) from None
        self._broken_utf8 = self._line

    def _feed_utf16(self, chunk: bytes) -> None:
        assert self._decoder
        try:
            text = self._decoder.decode(chunk)
        except UnicodeDecodeError:
            raise Unreadable("encoding", Place(self.file, self._line)) from None
        if "\0" in text:
            raise Unreadable("no-text", Place(self.file, self._line))
        self._count(text.find("\n"), text.rfind("\n"), text.find("\r"), text.rfind("\r"), len(text))
        self._line += text.count("\n")

    def _feed_bytes(self, chunk: bytes) -> None:
        if b"\0" in chunk:
            raise Unreadable("no-text", Place(self.file, self._line + chunk[: chunk.index(b"\0")].count(b"\n")))
        if self._broken_utf8 is None and self._decoder:
            try:
                self._decoder.decode(chunk)
            except UnicodeDecodeError as error:
                self._refuse_unless_bytes()
                self._broken_utf8 = self._line + chunk[: error.start].count(b"\n")
        if self._broken_1252 is None and not chunk.isascii():
            try:
                chunk.decode("cp1252")
            except UnicodeDecodeError as error:
                self._broken_1252 = self._line + chunk[: error.start].count(b"\n")
        self._count(chunk.find(b"\n"), chunk.rfind(b"\n"), chunk.find(b"\r"), chunk.rfind(b"\r"), len(chunk))
        self._line += chunk.count(b"\n")

    def _count(self, first_n: int, last_n: int, first_r: int, last_r: int, length: int) -> None:
        last = max(last_n, last_r)
        if last < 0:
            self._in_line += length
        else:
            first = min(place for place in (first_n, first_r) if place >= 0)
            if self._in_line + first > MOST_LINE:
                raise Unreadable("line-too-long", Place(self.file, self._line), most=MOST_LINE)
            self._in_line = length - last - 1
        if self._in_line > MOST_LINE:
            raise Unreadable("line-too-long", Place(self.file, self._line), most=MOST_LINE)


def encoding_of(chunk: bytes) -> str:
    """Tell UTF-8 and UTF-16 apart by the first bytes of a file."""
    for bom, encoding in _BOMS.items():
        if chunk.startswith(bom):
            return encoding
    head = chunk[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and not even:
        return "utf-16-le"
    if even > len(head) // 8 and not odd:
        return "utf-16-be"
    return "utf-8"


class TextRows(Struct):
    """The rows of a text file below its header, and the header itself."""

    file: str
    delimiter: str
    header: Sequence[str]
    header_line: int
    shape: Shape | None
    _reader: Iterator[list[str]]
    _skipped: int
    _stream: IO[str]

    def __iter__(self) -> Iterator[list[str]]:
        try:
            yield from self._reader
        except csv.Error as error:
            raise _csv_fault(error, self._stream, self.file, self.delimiter, self._skipped) from None

    def line_of(self, row: Sequence[str]) -> int:
        """Give the line in which the row just read begins."""
        return _line_of(self._reader, row) + self._skipped


def _line_of(reader: Iterator[list[str]], row: Sequence[str]) -> int:
    last: int = reader.line_num  # type: ignore[attr-defined]
    text = " ".join(row)
    return last - len(re.findall(_LINE_END, text)) if "\n" in text or "\r" in text else last


def read_rows(stream: IO[str], file: str, by: Sequence[str] = ()) -> TextRows:
    """Find the delimiter and the header of a text, and give its rows, not one of them read yet.

    The delimiter is that of a line `sep=;`, else the one under which the header has a shape; among several, that with
    the most columns.
    """
    first = stream.readline(64).removeprefix("\ufeff")
    separator = re.fullmatch(_SEPARATOR, first) if "sep=" in first.lower() else None
    skipped = 1 if separator else 0
    ranks: dict[str, tuple[bool, int]] = {}
    fault: Unreadable | None = None
    for delimiter in separator[1] if separator else _DELIMITERS:
        try:
            found = _open(stream, file, delimiter, by, skipped)
        except Unreadable as error:
            fault = fault or error
        else:
            ranks[delimiter] = (found.shape is not None, len(found.header))
    if fault and not any(has_shape for has_shape, _ in ranks.values()):
        raise fault
    return _open(stream, file, max(ranks, key=lambda delimiter: ranks[delimiter]), by, skipped)


def _open(stream: IO[str], file: str, delimiter: str, by: Sequence[str], skipped: int) -> TextRows:
    reader = _reader(stream, delimiter, skipped)
    try:
        rows = islice(reader, MOST_BLANK_LINES)
        header: list[str] = next((row for row in rows if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise _csv_fault(error, stream, file, delimiter, skipped) from None
    if header:
        header[0] = header[0].removeprefix("\ufeff")
    return TextRows(
        file=file,
        delimiter=delimiter,
        header=header,
        header_line=_line_of(reader, header) + skipped,
        shape=read_shape(header, by),
        _reader=reader,
        _skipped=skipped,
        _stream=stream,
    )


def _csv_fault(error: csv.Error, stream: IO[str], file: str, delimiter: str, skipped: int) -> Unreadable:
    """Read once more to where the faulty row begins: a quotation mark never closed swallows all that follows."""
    reader, whole = _reader(stream, delimiter, skipped), 0
    with contextlib.suppress(csv.Error):
        for _ in reader:
            whole = reader.line_num
    stream.seek(0)
    text = next(islice(stream, whole + skipped, None), "")[:_MOST_TEXT].rstrip("\r\n")
    place = Place(file, whole + skipped + 1, text=text, at=text.find('"') + 1 or None)
    return Unreadable("cell-too-long" if "field larger" in str(error) else "csv-quote", place)


def _reader(stream: IO[str], delimiter: str, skipped: int) -> Any:
    stream.seek(0)
    if skipped:
        stream.readline()
    return csv.reader(stream, delimiter=delimiter, strict=True)


def inspect_text(text: str, file: str) -> str:
    """Check a text that is no file as a file's bytes are checked, and give its sha256."""
    inspection = Inspection(file)
    data = text.encode("utf-8", "surrogatepass")
    for start in range(0, len(data), CHUNK):
        inspection.feed(data[start : start + CHUNK])
    inspection.finish()
    return inspection.sha256


def open_text(handle: BinaryIO, encoding: str) -> IO[str]:
    """Open bytes as text, with its line ends as they are."""
    return io.TextIOWrapper(handle, encoding, newline="")
