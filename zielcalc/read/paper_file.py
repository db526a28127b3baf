"""Paper files: the text of the agreement as it was signed. Takes a path, gives a Paper, or why it is none."""

from __future__ import annotations

import codecs
import re
import sys
from os import PathLike, fspath

from zielcalc.model.paper import Paper
from zielcalc.model.problem import PaperError, Place, Problem

MOST_BYTES = 200_000
STDIN = "-"
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_KINDS = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "Word, ZIP",
    b"\xd0\xcf\x11\xe0": "Word",
    b"{\\rtf": "RTF",
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
}
_MARKUP = re.compile(r"\s*<(?:[!?]|(?:html|head|body|div|p|table|meta)[\s>])", re.IGNORECASE)


def load_paper(path: str | PathLike[str]) -> Paper:
    """Read the text of a paper, in UTF-8, UTF-16 or Windows-1252; `-` is standard input.

    Raises PaperError for what cannot be read, is no text or holds nothing.
    """
    file = fspath(path)
    try:
        if file == STDIN:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with open(file, "rb") as stream:
                data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError, AttributeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PaperError([Problem("cannot-read", Place(file), {"reason": reason})]) from None
    text = _decoded(data, file)
    if not text.strip():
        raise PaperError([Problem("empty-file", Place(file))])
    return Paper(file, text)


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        raise PaperError([Problem("too-large", Place(file), {"most": f"{MOST_BYTES // 1_000} kB"})])
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    encoding = next((encoding for bom, encoding in _BOMS.items() if data.startswith(bom)), "utf-8")
    if kind is None and encoding != "utf-16" and b"\0" in data:
        kind = "?"
    text = _text(data, encoding, file) if kind is None else ""
    if _MARKUP.match(text):
        kind = "HTML, XML"
    if kind is not None:
        raise PaperError([Problem("paper-not-text", Place(file), {"kind": kind})])
    return text


def _text(data: bytes, encoding: str, file: str) -> str:
    for name in (encoding, *(("cp1252",) if encoding == "utf-8" else ())):
        try:
            return data.decode(name)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
    raise PaperError([Problem("paper-encoding", Place(file, line))])
