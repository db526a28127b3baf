"""The code list: every problem and notice there is, for `codes`."""

from __future__ import annotations

from difflib import get_close_matches

import tabulate

from zielcalc.model.codes import CODES, Code
from zielcalc.model.problem import Problem, UsageError
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word


def render_codes(lang: Lang) -> str:
    """List every code with what it says; the gaps in braces are filled when it is printed."""
    rows = [[name, _kind(code, lang), code.de if lang == "de" else code.en] for name, code in sorted(CODES.items())]
    return tabulate.tabulate(rows, tablefmt="plain", disable_numparse=True) + "\n"


def render_code(name: str, lang: Lang) -> str:
    """Say what one code says and how it is mended. Raises UsageError for an unknown one."""
    if name not in CODES:
        near = next(iter(get_close_matches(name[:80], CODES, 1)), None)
        raise UsageError([Problem("unknown-code", None, {"name": name, "near": near})])
    code = CODES[name]
    says, mending = (code.de, code.hint_de) if lang == "de" else (code.en, code.hint_en)
    return "\n".join(filter(None, (f"{name} ({_kind(code, lang)})", f"  {says}", mending and f"  → {mending}"))) + "\n"


def _kind(code: Code, lang: Lang) -> str:
    return word("notice" if code.is_notice else "problem", lang)
