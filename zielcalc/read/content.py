"""Content: what a word on the command line names, a file, standard input or `REV:path` of a git repository.

Takes the word, gives its bytes, or the file's name where the file is a table; and says which of the two it is.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Literal

from msgspec import Struct

from zielcalc.model.problem import Place, Problem, UsageError
from zielcalc.read.text_file import encoding_of

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"
MOST_BYTES = 50 << 20
MOST_SECONDS = 20
_HEAD = 1 << 16
_WORKBOOK = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_KEY = r"""["']?[^\W\d][\w -]{0,60}["']?\s*:(?:\s|$)|\{"""
_DRIVE = r"[A-Za-z]:[\\/]"
_CELLS = r"[;,\t|]"

Kind = Literal["agreement", "table"]


class Content(Struct, frozen=True):
    """Bytes that were fetched, and the name they go by."""

    file: str
    data: bytes


class Given(Struct, frozen=True):
    """What a word names: a table is opened by its path where it has one, anything else was fetched."""

    kind: Kind
    source: str | Content


def given(word: str) -> Given:
    """Find out what a word names. A file of that very name goes first, then `REV:path`.

    Raises UsageError where it cannot be read, holds neither, or an agreement's file holds a table.
    """
    if word == STANDARD_INPUT:
        content = Content(STANDARD_INPUT_NAME, _standard_input())
    elif not os.path.lexists(word) and ":" in word and not re.match(_DRIVE, word):
        content = Content(word, _from_git(word))
    else:
        return _from_file(word)
    return Given(_kind(content), content)


def _kind(content: Content) -> Kind:
    """Say what a file is, whatever it is called: an agreement begins with a key, a table with a row of cells.

    What begins with neither and is called .yaml is a slip in an agreement, and what is blank lacks all but a name.
    """
    head = content.data[:_HEAD]
    if head.startswith(_WORKBOOK):
        return "table"
    text = head.decode(encoding_of(head), "replace")
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith(("#", "---", "%YAML", "%TAG"))), "")
    is_text = "\0" not in first
    is_named = content.file.lower().endswith((".yaml", ".yml"))
    has_cells = bool(re.search(_CELLS, first))
    if is_text and (re.match(_KEY, first) or (is_named and not has_cells)):
        return "agreement"
    if is_text and not is_named and (has_cells or not first):
        return "table"
    code = "not-an-agreement" if is_text and is_named else "neither-kind"
    raise UsageError([Problem(code, Place(content.file), {"text": first[:60]})])


def _from_file(file: str) -> Given:
    """Read an agreement, or what can be read only once; a table is left where it is."""
    try:
        with open(file, "rb") as stream:
            content = Content(file, stream.read(_HEAD))
            kind = _kind(content)
            if kind == "table" and stream.seekable():
                return Given(kind, file)
            return Given(kind, Content(file, content.data + stream.read(MOST_BYTES)))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError([Problem("cannot-read", Place(file), {"reason": reason})]) from None


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise UsageError([Problem("cannot-read", Place(STANDARD_INPUT_NAME), {"reason": "closed"})])
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    return _bounded(data, len(data), STANDARD_INPUT_NAME)


def _from_git(word: str) -> bytes:
    """Let git give a file of a revision, as it is stored: nothing in the repository is run on the way."""
    if word.startswith("-"):
        raise _refused(word, "a revision does not begin with '-'")
    size = _git(word, "-s").strip()
    _bounded(b"", int(size) if size.isdigit() else MOST_BYTES + 1, word)
    return _git(word, "blob")


def _git(word: str, asked: str) -> bytes:
    import subprocess

    quiet = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        found = subprocess.run(
            ["git", "--no-pager", "cat-file", asked, word],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, **quiet},
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refused(word, f"no answer within {MOST_SECONDS} s") from None
    except FileNotFoundError:
        raise _refused(word, "git is not installed") from None
    except (OSError, ValueError) as error:
        raise _refused(word, getattr(error, "strerror", None) or str(error)) from None
    if found.returncode:
        said = found.stderr[:2_000].decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        is_outside = "not a git repository" in said[0]
        raise _refused(word, "not inside a git repository" if is_outside else said[0].removeprefix("fatal: "))
    return found.stdout


def _refused(word: str, reason: str) -> UsageError:
    return UsageError([Problem("git-failed", Place(word), {"reason": reason})])


def _bounded(data: bytes, size: int, file: str) -> bytes:
    if size > MOST_BYTES:
        raise UsageError([Problem("too-large", Place(file), {"most": f"{MOST_BYTES >> 20} MB"})])
    return data
