"""The code list: every problem and notice there is, what it means and how it is mended, for `codes`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from zielcalc.model.codes import CODES, GAP, Code
from zielcalc.model.problem import Problem, UsageError
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word

if TYPE_CHECKING:
    from zielcalc.model.code_examples import Example

FORMAT = "zielcalc-codes/1"


def render_codes(lang: Lang) -> str:
    """List every code with what it says; `…` is filled in when it is printed."""
    import tabulate

    rows = [[name, _kind(code, lang), _open(_says(code, lang))] for name, code in sorted(CODES.items())]
    return tabulate.tabulate(rows, tablefmt="plain", disable_numparse=True) + "\n"


def render_code(name: str, lang: Lang) -> str:
    """Say what one code says, how it is mended, and show an example. Raises UsageError for an unknown one."""
    from zielcalc.model.code_examples import EXAMPLES

    code, example = _named(name), EXAMPLES[name]
    mending = _open(code.hint_de if lang == "de" else code.hint_en)
    lines = [f"{name} ({_kind(code, lang)})", f"  {_open(_says(code, lang))}"]
    # A hint that is nothing but its gap says nothing here; the example does.
    lines += [f"  → {mending}"] if re.search(r"\w", mending) else []
    lines += [f"  {_open(text)}" for text in (code.more_de if lang == "de" else code.more_en)]
    lines += [f"  {word('notice_stays', lang)}"] if code.is_notice else []
    titles = ("example_notice", "example_without") if code.is_notice else ("example_wrong", "example_mended")
    for title, excerpt in zip(titles, (example.wrong, example.mended), strict=True):
        heading = word(title, lang, where=word(f"in_{example.where}", lang))
        lines += ["", f"  {heading}", *(f"    {line}" for line in excerpt.split("\n"))]
    return "\n".join(lines) + "\n"


def codes_document(name: str | None) -> dict[str, Any]:
    """Give every code, or one, as plain data in both languages. Raises UsageError for an unknown one."""
    from zielcalc.model.code_examples import EXAMPLES

    chosen = CODES if name is None else {name: _named(name)}
    return {"format": FORMAT, "codes": [_document(name, code, EXAMPLES[name]) for name, code in sorted(chosen.items())]}


def _document(name: str, code: Code, example: Example) -> dict[str, Any]:
    return {
        "code": name,
        "is_notice": code.is_notice,
        "message": {"en": code.en, "de": code.de},
        "hint": {"en": code.hint_en, "de": code.hint_de} if code.hint_en else None,
        "example": {"where": example.where, "wrong": example.wrong, "mended": example.mended},
    }


def _named(name: str) -> Code:
    if name not in CODES:
        near = next(iter(get_close_matches(name[:80], CODES, 1)), None)
        raise UsageError([Problem("unknown-code", None, {"name": name, "near": near})])
    return CODES[name]


def _says(code: Code, lang: Lang) -> str:
    return code.de if lang == "de" else code.en


def _open(text: str) -> str:
    return re.sub(f"({GAP})+", "…", text)


def _kind(code: Code, lang: Lang) -> str:
    return word("notice" if code.is_notice else "problem", lang)
