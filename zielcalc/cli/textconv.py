"""textconv: an agreement as facts, for git's diff driver."""

from __future__ import annotations

import click

import zielcalc
from zielcalc.cli.options import FILES, HELP, help_of
from zielcalc.cli.said import reporting
from zielcalc.cli.terminal import put, put_data
from zielcalc.model.problem import Place, Problem, UsageError
from zielcalc.model.quantity import Lang


@click.command(add_help_option=False, help=help_of("textconv"))
@HELP
@click.argument("file", metavar="FILE", shell_complete=FILES)
@reporting
def textconv(file: str, lang: Lang) -> int:
    """Print the facts of an agreement; of what is none, what the file holds, for a diff must never fail."""
    try:
        with open(file, "rb") as stream:
            data = stream.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError([Problem("cannot-read", Place(file), {"reason": reason})]) from None
    facts = zielcalc.read_facts(data)
    if facts is None:
        put_data(data)
    else:
        from zielcalc.write.facts import render_facts

        put(render_facts(facts), None)
    return 0
