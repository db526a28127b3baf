"""Said: problems and notices, printed in one place: to standard error, or as JSON where JSON was asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from zielcalc.cli.terminal import default_lang, put, say
from zielcalc.model.problem import Problem, UsageError, ZielcalcError
from zielcalc.model.quantity import Lang

PROBLEMS = 2


def reporting(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command end in problems: on standard error, or as JSON on standard output, with exit code 2."""

    @wraps(command)
    def wrapped(**options: Any) -> int:
        options["lang"] = lang = options.get("lang") or default_lang()
        try:
            return command(**options)
        except ZielcalcError as error:
            say_problems(error.problems, lang, "json" in _formats(options))
            return PROBLEMS

    return wrapped


def _formats(options: dict[str, Any]) -> tuple[str, ...]:
    given = options.get("format") or ()
    return (given,) if isinstance(given, str) else tuple(given)


def say_problems(problems: tuple[Problem, ...], lang: Lang, as_json: bool) -> None:
    """Print problems; where the JSON cannot be written, there is nowhere to put them but standard error."""
    if as_json and not any(problem.code == "cannot-write" for problem in problems):
        from zielcalc.write.document import problems_document, to_json

        put(to_json(problems_document(problems)), None)
        return
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
