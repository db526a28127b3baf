"""Faults: a folder each, named by its code, with what provokes it and all that is said of it, in both languages.

The folder of a code holds the example that `zielcalc codes` shows of it; `code_more` holds other ways to come by it.

`command` holds the arguments after `zielcalc`; a notice is made a problem by `--strict`. Every fault exits 2 and prints
nothing on standard output, but for `check … -f json`, which prints the problems there.
With `pytest --rewrite` the expected outputs are written anew, to be reviewed as a diff.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from command import zielcalc
from conftest import Golden
from test_workbook import workbook

from zielcalc import AgreementError, parse_agreement
from zielcalc.model.codes import CODES, YAML_REASONS

TESTS = Path(__file__).parent
BAD = TESTS / "bad"
FOLDERS = sorted(path.name for path in BAD.iterdir())
CHECKS = [name for name in FOLDERS if (BAD / name / "command").read_text().startswith("check actuals.")]
HEAD = "format: 1\ntitle: A small agreement\nyear: 2016\njudged: exact\n"
BOUND = f"{HEAD}measures:\n  a: {{unit: count, over_time: sum}}\ntargets:\n  t: {{of: a, at_least: "

SMALL = f"{BOUND}1}}\n"

MADE: dict[str, tuple[str, bytes]] = {
    "too-large": ("export.csv", b"#" * 1_000_001),
    "not-utf8": ("agreement.yaml", SMALL.replace("A small agreement", "Jobcenter Köln").encode("latin-1")),
    "control-character": ("agreement.yaml", SMALL.replace("A small agreement", "Job\x1b[31mcenter").encode()),
    "formula-too-long": ("agreement.yaml", f"{BOUND}{'1 + ' * 500}1}}".encode()),
    "formula-too-deep": ("agreement.yaml", f"{BOUND}{'(' * 101}1{')' * 101}}}".encode()),
    "no-text": ("actuals.csv", b"measure,value\na,\x00\x01\x02\n"),
    "encoding": ("actuals.csv", b"measure,label,value\na,Bestand f\x81r A,1\n"),
    "paper-encoding": ("paper.txt", b"3.198 Integrationen im Jahr, K\x81ln\n"),
    "line-too-long": ("actuals.csv", b"measure,value\na," + b"1" * 1_000_001),
    "workbook-unreadable": ("actuals.xlsx", b"PK\x03\x04"),
    "workbook-password": ("actuals.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    "cell-too-long": ("actuals.csv", b'measure,value\na,"1\n' + b"elb,2\n" * 30_000),
}  # fmt: skip
"""Files too large, or too little text, to lie in their folder."""

ROWS = [["measure", "value"], ["a", 1]]
WORKBOOKS: dict[str, dict[str, list[list[Any]]]] = {
    "which-sheet": {"Ist": ROWS, "Plan": ROWS},
    "unknown-sheet": {"Ist": ROWS, "Plan": ROWS},
    "percent-cell": {"Ist": [*ROWS, ["q", 0.067]]},
}
"""The sheets of `actuals.xlsx`."""

ELSEWHERE = {
    "no-by-column": ("test_actuals.py", "columns of units are asked for in Python so far"),
    "more-problems": ("test_actuals.py", "it takes hundreds of rows"),
    "more-unknown-measures": ("test_actuals.py", "it takes hundreds of rows"),
    "more-repeated-cells": ("test_actuals.py", "it takes hundreds of rows"),
    "more-notices": ("test_selfcheck.py", "it takes hundreds of targets"),
    "not-installed": ("test_template.py", "a package is hidden there"),
    "workbook-to-terminal": ("test_template.py", "a terminal is played there"),
}
"""Codes that another test provokes, and why."""


def set_out(name: str, place: Path) -> list[str]:
    for path in (BAD / name).iterdir():
        if path.name != "command" and not path.name.startswith("expected."):
            shutil.copy(path, place)
    if name in MADE:
        file, data = MADE[name]
        (place / file).write_bytes(data)
    if name in WORKBOOKS:
        workbook(place / "actuals.xlsx", **WORKBOOKS[name])
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


@pytest.mark.parametrize("name", [name for name in FOLDERS if name.split("_")[0] in CODES])
def test_it_is_the_code_of_its_folder(name: str) -> None:
    for lang in ("de", "en"):
        assert f"[{name.split('_')[0]}]" in (BAD / name / f"expected.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_provoked(code: str) -> None:
    if code in ELSEWHERE:
        assert f'"{code}"' in (TESTS / ELSEWHERE[code][0]).read_text(encoding="utf-8")
    else:
        assert code in FOLDERS


SLIPS = [
    "label: a: b",
    "parties: [a, b\nyear: 2016",
    "a: {b: 1, c: 2\nyear: 2016",
    'title: "abc\nyear: 2016',
    "measures:\n    a: 1\n  b: 2",
    "year: 2016\ntitle Zielvereinbarung",
    "parties:\n  - a\n  b: 1",
    "label: %x",
    "title: * a",
    "title: | a",
    "title: , a",
    'title: "a\\q"',
    "title: - a",
]


def test_slips_in_yaml_are_said_in_our_words() -> None:
    said = set()
    for slip in SLIPS:
        with pytest.raises(AgreementError) as caught:
            parse_agreement(slip)
        (problem,) = caught.value.problems
        assert problem.code == "yaml-syntax"
        said.add(problem.args["reason"])
    assert said == set(YAML_REASONS)
