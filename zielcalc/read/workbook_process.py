"""The process that opens a workbook: run by `workbook` alone, with limits, so that a hostile file can only end it.

Takes a workbook as standard input, the folder the engine is in and the sheet asked for; gives lines of JSON: first
what was found, then `[row number, cells]` of the sheet, then `true`. It needs nothing of zielcalc.
"""

import contextlib
import datetime
import json
import re
import sys
import zipfile
from collections.abc import Iterator

MEMORY = 180 << 20
SECONDS = 5
MOST_INFLATED = 64 << 20
MOST_ROW = 1_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(rb'<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})([0-9]{1,7})"')


class Refused(Exception):  # noqa: N818
    """Why the workbook is not read: a code and its reason."""


def limit() -> None:
    """Bound what this process may use, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def inflate(source) -> None:  # type: ignore[no-untyped-def]
    """Refuse an archive that holds more than it may, whatever sizes it claims."""
    total = 0
    with zipfile.ZipFile(source) as archive:
        for entry in archive.infolist():
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refused("workbook-unreadable", "compression")
            with archive.open(entry) as part:
                while chunk := part.read(1 << 16):
                    total += len(chunk)
                    if total > MOST_INFLATED:
                        raise Refused("too-large", f"{MOST_INFLATED >> 20} MB")


def error_cells(source, sheet: str) -> dict[int, set[int]]:  # type: ignore[no-untyped-def]
    """Find the cells of an .xlsx sheet that hold an error such as #DIV/0!, by row; the engine gives them as empty."""
    from xml.etree import ElementTree

    found: dict[int, set[int]] = {}
    with zipfile.ZipFile(source) as archive, contextlib.suppress(KeyError, ElementTree.ParseError):
        targets = {
            relation.get("Id"): relation.get("Target", "")
            for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
            if element.tag.endswith("}sheet") and element.get("name") == sheet:
                target = targets.get(element.get(_RELATION), "")
                path = target.lstrip("/") if target.startswith("/") else "xl/" + target
                with archive.open(path) as part:
                    for letters, row in tagged(part):
                        column = 0
                        for letter in letters:
                            column = column * 26 + letter - 64
                        found.setdefault(int(row), set()).add(column)
    return found


def tagged(part) -> Iterator[tuple[bytes, bytes]]:  # type: ignore[no-untyped-def]
    """Give column and row of each error cell of a sheet, piece by piece."""
    rest = b""
    while chunk := part.read(1 << 20):
        piece = rest + chunk
        end = piece.rfind(b"<")
        piece, rest = piece[:end], piece[end:][:1_000]
        if b't="e"' in piece:
            yield from _ERROR_CELL.findall(piece)


def is_encrypted(source, is_archive: bool) -> bool:  # type: ignore[no-untyped-def]
    """Say whether a workbook that cannot be read is one with a password: an .xlsx in a safe, or an .ods."""
    source.seek(0)
    if not is_archive:
        return "EncryptedPackage".encode("utf-16-le") in source.read()
    with zipfile.ZipFile(source) as archive, contextlib.suppress(KeyError):
        return b"encryption-data" in archive.read("META-INF/manifest.xml")
    return False


def to_json(value: object) -> object:
    """Give a cell as JSON can hold it: dates without a time as days."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return str(value)
    return value


def main(asked: str | None) -> None:
    """Read the workbook and write its rows."""
    source = open(0, "rb", closefd=False)  # noqa: SIM115
    is_archive = source.read(2) == b"PK"
    source.seek(0)
    if is_archive:
        inflate(source)
        source.seek(0)
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(source)
    except python_calamine.CalamineError as error:
        if is_encrypted(source, is_archive):
            raise Refused("workbook-password", "") from error
        raise
    if asked is not None and asked not in workbook.sheet_names:
        write({"unknown": asked, "sheets": workbook.sheet_names[:100]})
        return
    filled, sheet = [], None
    for known in workbook.sheets_metadata:
        if known.name == asked or (asked is None and known.visible == python_calamine.SheetVisibleEnum.Visible):
            found = workbook.get_sheet_by_name(known.name)
            if found.end is not None:
                filled.append(known.name)
                sheet = sheet or found
    write({"sheets": filled[:100]})
    if len(filled) > 1 or sheet is None:
        write(True)
        return
    errors: dict[int, set[int]] = {}
    if is_archive:
        source.seek(0)
        errors = error_cells(source, sheet.name)
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        while row and row[-1] == "" and number not in errors:
            row.pop()
        if not row:
            continue
        cells = left + [to_json(cell) for cell in row]
        for column in errors.get(number, ()):
            if column <= len(cells) and cells[column - 1] == "":
                cells[column - 1] = "#"
        write([number, cells])
    write(True)


def write(value: object) -> None:
    """Write one line."""
    line = json.dumps(value, ensure_ascii=True)
    if len(line) > MOST_ROW:
        raise Refused("too-large", "1 MB")
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    limit()
    try:
        sys.path.append(sys.argv[1])
        main(json.loads(sys.argv[2]))
    except Refused as refused:
        write({"refused": refused.args[0], "reason": refused.args[1]})
    except MemoryError:
        write({"refused": "too-large", "reason": f"{MEMORY >> 20} MB"})
    except Exception as error:  # Whatever the engine says of a file it cannot read.
        write(
            {"refused": "workbook-unreadable", "reason": (str(error).splitlines() or [type(error).__name__])[0][:100]}
        )
    sys.stdout.flush()
