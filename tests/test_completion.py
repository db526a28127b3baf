"""Shell completion: what is offered at the cursor, by click's own mechanism, and once in a real shell."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from click.shell_completion import CompletionItem, ShellComplete
from command import ENVIRONMENT, ROOT

from zielcalc.cli.run import commands
from zielcalc.model.codes import CODES, REASONS, VERDICTS

AGREEMENT = """\
format: 1
title: Z
year: 2016
judged: exact
groups: {regel: Regelgeschäft, lzb: Langzeitbezug}
measures:
  elb: {label: eLb, unit: count, over_time: mean}
  lzb: {label: LZB, unit: count, over_time: mean}
targets:
  elb_plan: {of: elb, at_least: 1, group: regel}
  lzb_weniger: {of: lzb, at_most: 1, group: lzb, label: "steil\\e[31m\\nab"}
  konzept: {milestone: Konzept, condition: {text: Mittel, holds: mittel}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "agreement_2016.yaml").write_text(AGREEMENT, encoding="utf-8")
    return tmp_path


def items(folder: Path, line: str, environment: dict[str, str] | None = None) -> list[CompletionItem]:
    """Give what is offered for the last word of a command line."""
    *words, incomplete = line.split(" ")
    with contextlib.chdir(folder), mock.patch.dict(os.environ, {**ENVIRONMENT, **(environment or {})}, clear=True):
        return ShellComplete(commands, {}, "zielcalc", "_ZIELCALC_COMPLETE").get_completions(words, incomplete)


def offered(folder: Path, line: str, environment: dict[str, str] | None = None) -> list[str]:
    return [item.value for item in items(folder, line, environment) if item.type == "plain"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ch", ["check"]),
        ("check --select ", ["regel", "lzb", "elb_plan", "lzb_weniger", "konzept"]),
        ("check --select lz", ["lzb", "lzb_weniger"]),
        ("check --select regel,lzb", ["regel,lzb", "regel,lzb_weniger"]),
        ("check --select lzb,lzb", ["lzb,lzb_weniger"]),
        ("check --select lzb --select e", ["elb_plan"]),
        ("check --set ", ["elb=", "lzb=", "konzept=", "mittel="]),
        ("check --set e", ["elb="]),
        ("check --only m", ["met", "missed", "monitored"]),
        ("check --only missed,be", ["missed,behind"]),
        ("check --only missed,met,on_track,m", ["missed,met,on_track,monitored"]),
        ("check --fail-on missed,behind,", ["missed,behind,open", "missed,behind,never"]),
        ("check --fail-on n", ["never"]),
        ("check -f j", ["json", "jsonl", "junit"]),
        ("check -f table -f gi", ["github"]),
        ("validate a.yaml -f ", ["table", "plain", "json", "junit", "github", "sarif"]),
        ("check --lang ", ["de", "en"]),
        ("need ist.csv ", ["elb_plan", "lzb_weniger", "konzept"]),
        ("need ist.csv elb_plan lzb", ["lzb_weniger"]),
        ("need --set elb=3 ist.csv k", ["konzept"]),
        ("codes thou", ["thousands-point"]),
        ("check --sel", ["--select"]),
        ("show --select ", []),
    ],
)  # fmt: skip
def test_what_is_offered(folder: Path, line: str, expected: list[str]) -> None:
    assert offered(folder, line) == expected


def test_every_code_is_offered(folder: Path) -> None:
    assert offered(folder, "codes ") == list(dict.fromkeys((*CODES, *VERDICTS, *REASONS)))


@pytest.mark.parametrize(
    "line",
    ["check ", "check ist", "check -a ", "check -o ", "need ", "forecast ", "validate ", "textconv ", "show -a a"],
)
def test_files_are_left_to_the_shell(folder: Path, line: str) -> None:
    first = items(folder, line)[0]
    assert (first.type, first.value) == ("file", line.rpartition(" ")[2])


def test_the_agreement_is_the_one_that_would_be_judged(folder: Path) -> None:
    elsewhere = AGREEMENT.replace("elb_plan", "elb_anders")
    (folder / "andere.yaml").write_text(elsewhere, encoding="utf-8")
    assert offered(folder, "check -a andere.yaml --select elb") == ["elb_anders"]
    assert offered(folder, "check --select elb", {"ZIELCALC_AGREEMENT": "andere.yaml"}) == ["elb_anders"]
    assert offered(folder, "check -a agreement_2016.yaml --select elb", {"ZIELCALC_AGREEMENT": "andere.yaml"}) == [
        "elb_plan"
    ]
    (folder / "agreement_2016.yaml").unlink()
    assert "regel_quote_niveau" in offered(folder, "check --select regel_quote")


@pytest.mark.parametrize("line", ["check --select ", "check --set ", "need ist.csv "])
def test_without_a_sound_agreement_nothing_is_offered_or_said(
    folder: Path, line: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for text in ("", "a: [", AGREEMENT.replace("of: elb", "of: ebl")):
        (folder / "agreement_2016.yaml").write_text(text, encoding="utf-8")
        assert offered(folder, line) == []
    (folder / "agreement_b.yaml").write_text(AGREEMENT, encoding="utf-8")
    assert offered(folder, line) == []
    assert offered(folder, line.replace(" ", " -a nirgends.yaml ", 1)) == []
    assert capfd.readouterr() == ("", "")


def test_labels_explain_and_are_clean(folder: Path) -> None:
    helps = {item.value: item.help for item in items(folder, "check --select ")}
    assert helps["regel"] == "Regelgeschäft"
    assert helps["lzb_weniger"] == "steil\\x1b[31m ab"


def test_bash_completes(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (folder / "andere.yaml").write_text(AGREEMENT.replace("elb_plan", "elb_anders"), encoding="utf-8")
    programs = tmp_path_factory.mktemp("bin")
    command = programs / "zielcalc"
    start = "import sys; sys.argv[0] = 'zielcalc'; from zielcalc.__main__ import main; main()"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{start}" "$@"\n')
    command.chmod(0o755)
    script = """
        eval "$(_ZIELCALC_COMPLETE=bash_source zielcalc)"
        complete -p zielcalc
        compopt() (IFS=" "; echo "compopt $*")
        for line in "zielcalc check --select lz" "zielcalc check --only missed,be" "zielcalc check --set e" \\
            "zielcalc check --agreement = andere.yaml --select e" "zielcalc check --agreement = an" \\
            "zielcalc check --select = lz" "zielcalc check --set elb = 3 --only beh"; do
            COMPREPLY=() COMP_WORDS=($line)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _zielcalc_completion zielcalc
            echo "${COMPREPLY[*]}"
        done
    """
    found = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=folder,
        env={**ENVIRONMENT, "PATH": f"{programs}:{ENVIRONMENT['PATH']}", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert found.stdout.decode().splitlines() == [
        "complete -o nosort -F _zielcalc_completion zielcalc",
        "lzb lzb_weniger",
        "missed,behind",
        "compopt -o nospace",
        "elb=",
        "elb_anders",
        "compopt -o default",
        "",
        "lzb lzb_weniger",
        "behind",
    ]
    assert found.stderr == b""
