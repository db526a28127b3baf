"""Faults: a folder each, named by its code, with what provokes it and all that is said of it, in both languages.

`command` holds the arguments after `zielcalc`; a notice is made a problem by `--strict`. Every fault exits 2 and prints
nothing on standard output, but for `check … -f json`, which prints the problems there.
With `pytest --rewrite` the expected outputs are written anew, to be reviewed as a diff.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from command import zielcalc
from conftest import Golden

from zielcalc.model.codes import CODES

TESTS = Path(__file__).parent
BAD = TESTS / "bad"
FOLDERS = sorted(path.name for path in BAD.iterdir())
CHECKS = [name for name in FOLDERS if (BAD / name / "command").read_text().startswith("check actuals.csv")]
HEAD = "format: 1\ntitle: A small agreement\nyear: 2016\njudged: exact\n"
BOUND = f"{HEAD}measures:\n  a: {{unit: count, over_time: sum}}\ntargets:\n  t: {{of: a, at_least: "

MADE: dict[str, tuple[str, bytes]] = {
    "too-large": ("agreement.yaml", b"#" * 1_000_001),
    "not-utf8": ("agreement.yaml", "format: 1\ntitle: Jobcenter Köln\n".encode("latin-1")),
    "control-character": ("agreement.yaml", b"format: 1\ntitle: Job\x1b[31mcenter\n"),
    "formula-too-long": ("agreement.yaml", f"{BOUND}{'1 + ' * 500}1}}".encode()),
    "formula-too-deep": ("agreement.yaml", f"{BOUND}{'(' * 101}1}}".encode()),
    "no-text": ("actuals.csv", b"measure,value\na,\x00\x01\x02\n"),
    "encoding": ("actuals.csv", b"measure,value\na,1\n\x81\x8d,2\n"),
    "line-too-long": ("actuals.csv", b"measure,value\na," + b"1" * 1_000_001),
    "cell-too-long": ("actuals.csv", b"measure,value\na," + b"1" * 200_000),
}  # fmt: skip
"""Files too large, or too little text, to lie in their folder."""

ELSEWHERE = {
    "no-by-column": ("test_actuals.py", "columns of units are asked for in Python so far"),
    "more-problems": ("test_actuals.py", "it takes hundreds of rows"),
    "more-unknown-measures": ("test_actuals.py", "it takes hundreds of rows"),
    "more-repeated-cells": ("test_actuals.py", "it takes hundreds of rows"),
    "workbook-unreadable": ("test_workbook.py", "a workbook is made there"),
    "workbook-password": ("test_workbook.py", "a workbook is made there"),
    "which-sheet": ("test_workbook.py", "a workbook is made there"),
    "unknown-sheet": ("test_workbook.py", "a workbook is made there"),
    "percent-cell": ("test_workbook.py", "a workbook is made there"),
}
"""Codes that another test provokes, and why."""


def set_out(name: str, place: Path) -> list[str]:
    for path in (BAD / name).iterdir():
        if path.name != "command" and not path.name.startswith("expected."):
            shutil.copy(path, place)
    if name in MADE:
        file, data = MADE[name]
        (place / file).write_bytes(data)
    return shlex.split((BAD / name / "command").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_said(name: str, lang: str, tmp_path: Path, golden: Golden) -> None:
    outcome = zielcalc(tmp_path, [*set_out(name, tmp_path), "--lang", lang])
    golden.check(outcome.err, BAD / name / f"expected.{lang}.txt")
    assert (outcome.code, outcome.out) == (2, "")


@pytest.mark.parametrize("name", CHECKS)
def test_as_json(name: str, tmp_path: Path, golden: Golden) -> None:
    outcome = zielcalc(tmp_path, [*set_out(name, tmp_path), "-f", "json", "--lang", "de"])
    golden.check(outcome.out, BAD / name / "expected.json")
    # What cannot be written is said on standard error, whatever the format.
    assert (outcome.code, bool(outcome.err)) == (2, name == "cannot-write")


@pytest.mark.parametrize("name", [name for name in FOLDERS if name in CODES])
def test_it_is_the_code_of_its_folder(name: str) -> None:
    for lang in ("de", "en"):
        assert f"[{name}]" in (BAD / name / f"expected.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_provoked(code: str) -> None:
    if code in ELSEWHERE:
        assert f'"{code}"' in (TESTS / ELSEWHERE[code][0]).read_text(encoding="utf-8")
    else:
        assert code in FOLDERS
