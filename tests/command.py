"""Runs the command `zielcalc` in a folder and gives what it said: in this process, or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from zielcalc.cli.run import run

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {"LANG": "en_US.UTF-8", "COLUMNS": "80", "NO_COLOR": "1", "PATH": os.environ["PATH"]}
"""What a test sees of the environment, and nothing else."""


@dataclass(frozen=True)
class Outcome:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str


def zielcalc(
    folder: Path, arguments: Sequence[str], environment: Mapping[str, str] | None = None, stdin: bytes = b""
) -> Outcome:
    """Run in this process, with standard output and error caught as bytes."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    out, err = streams
    inside = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with (
        contextlib.chdir(folder),
        mock.patch.dict(os.environ, {**ENVIRONMENT, **(environment or {})}, clear=True),
        mock.patch("os._exit", sys.exit),  # the command ends its process at once; here that must not be ours
        mock.patch.multiple(sys, argv=["zielcalc", *arguments], stdin=inside),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            run()
        except SystemExit as leaving:
            code = leaving.code or 0
    texts = [stream.buffer.getvalue().decode() for stream in streams]  # type: ignore[attr-defined]
    return Outcome(int(code), *texts)


def process(
    folder: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    timeout: float = 60,
) -> subprocess.CompletedProcess[bytes]:
    """Run in a process of its own, for what only a process has: its streams, limits, and the start of the program."""
    return subprocess.run(
        [sys.executable, "-m", "zielcalc", *arguments],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONPATH": str(ROOT), **(environment or {})},
        input=stdin,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
