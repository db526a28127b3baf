"""Situations: a folder each, with an agreement, actuals, the command and all that it prints.

`command`   the arguments after `zielcalc`, `NAME=VALUE` for the environment before them; its last line is the exit code
`uses`      files of the repository that the case needs beside its own
`why.md`    the reckoning by hand
`expected.txt`, `expected.err`, `written/`   standard output, standard error, and the files the command writes

The version and the sha256 of a file stand as `<version>` and `<sha256 of FILE>`.
With `pytest --rewrite` the expected outputs are written anew, to be reviewed as a diff.
"""

from __future__ import annotations

import hashlib
import shlex
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from command import ROOT, zielcalc
from conftest import Golden

from zielcalc import __version__

CASES = Path(__file__).parent / "cases"
OURS = {"command", "uses", "why.md", "expected.txt", "expected.err", "written"}


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case(case: str, tmp_path: Path, golden: Golden) -> None:
    folder = CASES / case
    given = set_out(folder, tmp_path)
    environment, arguments, code = read_command(folder / "command")
    outcome = zielcalc(tmp_path, arguments, environment)

    golden.check(masked(outcome.err, given), folder / "expected.err")
    golden.check(masked(outcome.out, given), folder / "expected.txt")
    written = {path.name: path for path in tmp_path.iterdir() if path.name not in given}
    for name, path in written.items():
        if golden.rewrite:
            (folder / "written").mkdir(exist_ok=True)
        golden.check(masked(path.read_bytes().decode("utf-8"), given), folder / "written" / name)
    assert sorted(written) == sorted(path.name for path in folder.glob("written/*"))
    assert outcome.code == code


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_a_case_says_why(case: str) -> None:
    assert (CASES / case / "why.md").read_text(encoding="utf-8").strip()


def set_out(folder: Path, place: Path) -> dict[str, str]:
    """Copy the files of a case to where it runs; give the sha256 of each."""
    uses = folder / "uses"
    used = [ROOT / line for line in uses.read_text().split()] if uses.exists() else []
    for path in [*used, *(path for path in folder.iterdir() if path.name not in OURS)]:
        shutil.copy(path, place)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in place.iterdir()}


def read_command(file: Path) -> tuple[dict[str, str], list[str], int]:
    """Read the environment, the arguments and the exit code."""
    line, code = file.read_text(encoding="utf-8").strip().split("\n")
    words = shlex.split(line)
    count = next(number for number, word in enumerate(words) if "=" not in word)
    environment = dict(word.split("=", 1) for word in words[:count])
    return environment, words[count:], int(code.removeprefix("exit "))


def in_format(arguments: list[str], format: str) -> list[str]:
    """Ask for another format than a command does; those beside it stay."""
    asked = {number for number, (word, next) in enumerate(pairwise(arguments)) if word == "-f" and ":" not in next}
    return [word for number, word in enumerate(arguments) if not {number, number - 1} & asked] + ["-f", format]


def masked(text: str, sha256: dict[str, str]) -> str:
    """Put names in the place of what changes without a change of meaning."""
    for name, digest in sha256.items():
        text = text.replace(digest, f"<sha256 of {name}>")
    return text.replace(f'"version": "{__version__}"', '"version": "<version>"')
