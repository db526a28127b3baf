"""The code list: all that is printed as a code, what it means and how it is mended, for `codes`.

One code may be of two kinds: `no-baseline` is the notice of an agreement, and the reason why a target is open.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, Literal

from msgspec import Struct

from zielcalc.model.code_examples import EXAMPLES, REASON_EXAMPLES, VERDICT_EXAMPLES, Example
from zielcalc.model.codes import CODES, GAP, REASONS, VERDICTS, Code
from zielcalc.model.problem import Problem, UsageError
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word

FORMAT = "zielcalc-codes/1"
Kind = Literal["problem", "notice", "verdict", "reason"]
_TITLES: dict[Kind, tuple[str, str]] = {
    "problem": ("example_wrong", "example_mended"),
    "notice": ("example_notice", "example_without"),
    "verdict": ("example_gives", "example_gives_not"),
    "reason": ("example_gives", "example_mended"),
}


class _Entry(Struct, frozen=True):
    name: str
    kind: Kind
    code: Code
    example: Example


def render_codes(lang: Lang) -> str:
    """List every code with what it says; `…` is filled in when it is printed."""
    import tabulate

    rows = [[entry.name, word(entry.kind, lang), _open(_says(entry.code, lang))] for entry in _entries()]
    return tabulate.tabulate(rows, tablefmt="plain", disable_numparse=True) + "\n"


def render_code(name: str, lang: Lang) -> str:
    """Say what one code says, how it is mended, and show an example. Raises UsageError for an unknown one."""
    return "\n".join(_page(entry, lang) for entry in _named(name))


def codes_document(name: str | None) -> dict[str, Any]:
    """Give every code, or one, as plain data in both languages. Raises UsageError for an unknown one."""
    return {"format": FORMAT, "codes": [_document(entry) for entry in (_named(name) if name else _entries())]}


def _entries() -> list[_Entry]:
    found = [
        _Entry(name, "notice" if code.is_notice else "problem", code, EXAMPLES[name]) for name, code in CODES.items()
    ]
    found += [_Entry(name, "verdict", code, VERDICT_EXAMPLES[name]) for name, code in VERDICTS.items()]
    found += [_Entry(name, "reason", code, REASON_EXAMPLES[name]) for name, code in REASONS.items()]
    return sorted(found, key=lambda entry: (entry.name, entry.kind))


def _named(name: str) -> list[_Entry]:
    entries = _entries()
    found = [entry for entry in entries if entry.name == name]
    if not found:
        near = next(iter(get_close_matches(name[:80], [entry.name for entry in entries], 1)), None)
        raise UsageError([Problem("unknown-code", None, {"name": name, "near": near})])
    return found


def _page(entry: _Entry, lang: Lang) -> str:
    code, example = entry.code, entry.example
    mending = _open(code.hint_de if lang == "de" else code.hint_en)
    lines = [f"{entry.name} ({word(entry.kind, lang)})", f"  {_open(_says(code, lang))}"]
    # A hint that is nothing but its gap says nothing here; the example does.
    lines += [f"  → {mending}"] if re.search(r"\w", mending) else []
    lines += [f"  {_open(text)}" for text in (code.more_de if lang == "de" else code.more_en)]
    lines += [f"  {word('notice_stays', lang)}"] if code.is_notice else []
    for title, excerpt in zip(_TITLES[entry.kind], (example.wrong, example.mended), strict=True):
        heading = word(title, lang, where=word(f"in_{example.where}", lang))
        lines += ["", f"  {heading}", *(f"    {line}" for line in excerpt.split("\n"))]
    return "\n".join(lines) + "\n"


def _document(entry: _Entry) -> dict[str, Any]:
    code, example = entry.code, entry.example
    return {
        "code": entry.name,
        "kind": entry.kind,
        "is_notice": code.is_notice,
        "message": {"en": code.en, "de": code.de},
        "hint": {"en": code.hint_en, "de": code.hint_de} if code.hint_en else None,
        "example": {"where": example.where, "wrong": example.wrong, "mended": example.mended},
    }


def _says(code: Code, lang: Lang) -> str:
    return code.de if lang == "de" else code.en


def _open(text: str) -> str:
    return re.sub(f"({GAP})+", "…", text)
