"""Said: problems and notices, printed in one place: to standard error, or in the formats that were asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from zielcalc.cli.formats import formats_of
from zielcalc.cli.terminal import default_lang, put, say
from zielcalc.model.problem import Problem, UsageError, ZielcalcError
from zielcalc.model.quantity import Lang

PROBLEMS = 2
_OF_OUTPUT = {"cannot-write", "output-is-input"}
"""Problems with where the output goes: it must not go there to say so."""


def reporting(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command end in problems, with exit code 2: on standard error, or in the formats that can hold them."""

    @wraps(command)
    def wrapped(**options: Any) -> int:
        options["lang"] = lang = options.get("lang") or default_lang()
        try:
            return command(**options)
        except ZielcalcError as error:
            say_problems(error.problems, lang, options.get("format") or (), options.get("output"))
            return PROBLEMS

    return wrapped


def say_problems(
    problems: tuple[Problem, ...], lang: Lang, format: str | tuple[str, ...] = (), output: str | None = None
) -> None:
    """Print problems in the formats asked for that can hold them, else to standard error."""
    from zielcalc.write.validation import PROBLEM_FORMATS, render_stop

    formats = formats_of(format, output)
    codes = {problem.code for problem in problems}
    is_of_output = bool(codes & _OF_OUTPUT)
    try:
        for name, beside in () if is_of_output else formats.beside:
            if name in PROBLEM_FORMATS:
                put(render_stop(problems, name), beside)
        if formats.first in PROBLEM_FORMATS and "cannot-write" not in codes:
            into = None if formats.first == "json" or is_of_output else formats.output
            put(render_stop(problems, formats.first), into)
            return
    except UsageError as error:
        problems += error.problems
    from zielcalc.write.excerpts import render_problems

    say(render_problems(problems, lang))


def say_notices(notices: tuple[Problem, ...], lang: Lang, quiet: bool, strict: bool) -> None:
    """Print notices to standard error; with --strict they are problems."""
    if not notices:
        return
    if strict:
        raise UsageError(notices)
    if not quiet:
        from zielcalc.write.excerpts import render_notices

        say(render_notices(notices, lang))
