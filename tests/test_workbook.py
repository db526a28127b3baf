"""Workbooks of actuals: .xlsx, .xls and .ods, and those that are meant to do harm."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_actuals import AGREEMENT, only_problem, places, shown, told

from zielcalc.model.actuals import SourceFile
from zielcalc.model.period import Month
from zielcalc.model.problem import Place
from zielcalc.read.actuals_file import load_actuals


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_is_read_like_a_text(tmp_path: Path) -> None:
    rows = [
        ["Messgröße", "Monat", "Wert", "Erläuterung"],
        ["elb", date(2016, 3, 1), 3730.25, None],
        [],
        ["quote", "2016-03", 6.7, None],
        ["budget", 201603, "1.234,5", None],
        ["konzept", 2016, True, "fertig"],
    ]
    path = workbook(tmp_path / "ist.csv", Daten=rows, Leer=[])
    actuals = load_actuals([path], AGREEMENT)
    assert shown(actuals) == [
        ("konzept", "2016", True),
        ("elb", "2016-03", "14921/4"),
        ("quote", "2016-03", "67/1000"),
        ("budget", "2016-03", "1234500"),
    ]
    cell = actuals.monthly["quote", Month.of(2016, 3)]
    assert cell.place == Place(str(path), 4, 3, "quote | 2016-03 | 6.7 | ", 3, 19)
    assert actuals.files == (SourceFile(str(path), hashlib.sha256(path.read_bytes()).hexdigest()),)
    assert actuals.notices == ()


def test_stored_numbers_are_exact_and_of_no_notation(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", A=[["measure", "value"], ["elb", 3700.125], ["integrationen", 3000]])
    assert shown(load_actuals([path], AGREEMENT)) == [("elb", "2016", "29601/8"), ("integrationen", "2016", "3000")]


def test_rows_are_numbered_as_in_the_spreadsheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for name, value in {"C5": "measure", "D5": "value", "C7": "elb", "D7": "viele"}.items():
        sheet[name] = value
    book.save(tmp_path / "a.xlsx")
    assert places((only_problem(lambda: load_actuals([tmp_path / "a.xlsx"], AGREEMENT)),)) == [("bad-value", 7, 4)]


def test_a_share_where_a_percentage_is_meant(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", A=[["measure", "period", "value"], ["quote", "2016-01", 0.067]])
    assert places(load_actuals([path], AGREEMENT).notices) == [("magnitude", 2, 3), ("percent-cell", 2, 3)]


def test_an_error_cell_is_no_number(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["measure", "value"], ["elb", "#DIV/0!"]):
        sheet.append(row)
    sheet["B2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    assert places((only_problem(lambda: load_actuals([tmp_path / "a.xlsx"], AGREEMENT)),)) == [("bad-value", 2, 2)]


def test_several_sheets(tmp_path: Path) -> None:
    rows = [["measure", "value"], ["elb", 3700]]
    path = workbook(tmp_path / "a.xlsx", Eins=rows, Zwei=[["x"]], Drei=[])
    assert told(only_problem(lambda: load_actuals([path], AGREEMENT))) == (
        "which-sheet",
        (None, None),
        {"sheets": ("Eins", "Zwei")},
    )
    assert told(only_problem(lambda: load_actuals([path], AGREEMENT, sheet="Vier"))) == (
        "unknown-sheet",
        (None, None),
        {"name": "Vier", "sheets": ("Eins", "Zwei", "Drei")},
    )
    assert shown(load_actuals([path], AGREEMENT, sheet="Eins")) == [("elb", "2016", "3700")]


def test_a_hidden_sheet_is_read_only_by_name(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", Daten=[["measure", "value"], ["elb", 3700]], Alt=[["measure", "value"], ["elb", 1]]
    )
    book = openpyxl.load_workbook(path)
    book["Alt"].sheet_state = "hidden"
    book.save(path)
    assert shown(load_actuals([path], AGREEMENT)) == [("elb", "2016", "3700")]
    assert shown(load_actuals([path], AGREEMENT, sheet="Alt")) == [("elb", "2016", "1")]


def test_a_workbook_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", A=[["measure", "value"], ["elb", 3700]])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    assert shown(load_actuals(["-"], AGREEMENT)) == [("elb", "2016", "3700")]


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry'
    ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods(path: Path, rows: str, manifest: str = MANIFEST) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", ODS.format(rows))
    return path


def ods_row(*cells: str, repeated: str = "") -> str:
    return f"<table:table-row {repeated}>{''.join(cells)}</table:table-row>"


def ods_number(value: float, repeated: str = "") -> str:
    typed = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {repeated} {typed}><text:p>1</text:p></table:table-cell>"


def ods_text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def test_a_sheet_of_libreoffice(tmp_path: Path) -> None:
    rest = ods_row(
        '<table:table-cell table:number-columns-repeated="1024"/>', repeated='table:number-rows-repeated="99"'
    )
    rows = ods_row(ods_text("measure"), ods_text("value")) + ods_row(ods_text("elb"), ods_number(3700.5)) + rest
    assert shown(load_actuals([ods(tmp_path / "a.ods", rows)], AGREEMENT)) == [("elb", "2016", "7401/2")]


def rewritten(path: Path, sheet: bytes) -> Path:
    """Put another sheet into a workbook."""
    book = workbook(path, A=[["measure", "value"]])
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'
TWO_CORNERS = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def hostile_workbooks(path: Path) -> dict[str, Path]:
    bomb = rewritten(path / "bomb.xlsx", SHEET % (b" " * 80_000_000))
    size = (80_000_000 + len(SHEET) - 2).to_bytes(4, "little")
    (path / "lie.xlsx").write_bytes(bomb.read_bytes().replace(size, (500).to_bytes(4, "little")))
    (path / "half.xlsx").write_bytes(bomb.read_bytes()[:5_000])
    (path / "cfb.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xfe\xff" * 1_000)
    (path / "pk").write_bytes(b"PK\x03\x04")
    everywhere = 'table:number-columns-repeated="16384"'
    (path / "safe.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    ods(path / "safe.ods", "", MANIFEST.replace("/></", "><manifest:encryption-data/></manifest:file-entry></"))
    ods(path / "rows.ods", ods_row(ods_number(1, everywhere), repeated='table:number-rows-repeated="1048576"'))
    ods(path / "cells.ods", ods_row(ods_number(1, 'table:number-columns-repeated="4000000000"')))
    rewritten(path / "far.xlsx", SHEET % TWO_CORNERS)
    return {file.name: file for file in path.iterdir()}


def test_hostile_workbooks_are_problems(tmp_path: Path) -> None:
    found = {
        name: only_problem(lambda file=file: load_actuals([file], AGREEMENT)).code  # type: ignore[misc]
        for name, file in hostile_workbooks(tmp_path).items()
    }
    assert found.pop("cells.ods") in ("too-large", "workbook-unreadable", "no-header")
    assert found.pop("rows.ods") in ("too-large", "workbook-unreadable")
    assert found == {
        "bomb.xlsx": "too-large",
        "lie.xlsx": "workbook-unreadable",
        "half.xlsx": "workbook-unreadable",
        "cfb.xls": "workbook-unreadable",
        "pk": "workbook-unreadable",
        "far.xlsx": "too-large",
        "safe.xlsx": "workbook-password",
        "safe.ods": "workbook-password",
    }


def test_a_folder_cannot_slip_in_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", A=[["measure", "value"], ["elb", 3700]])
    for module in ("json", "python_calamine", "zipfile"):
        (tmp_path / f"{module}.py").write_text("open('touched', 'w')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert shown(load_actuals([path], AGREEMENT)) == [("elb", "2016", "3700")]
    assert not (tmp_path / "touched").exists()
