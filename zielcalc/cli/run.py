"""Run: the commands of zielcalc. Each loads, judges, writes and exits; what goes wrong is said in one place."""

from __future__ import annotations

import os
from importlib import import_module
from io import StringIO

import click

from zielcalc.cli.options import HELP, eager, help_of, show_version
from zielcalc.cli.said import PROBLEMS, say_problems
from zielcalc.cli.terminal import default_lang, end, put, say, stdout_encoding
from zielcalc.model.problem import ZielcalcError
from zielcalc.model.words import word

INTERNAL_ERROR = 70
INTERRUPTED = 130
_COMPLETING = "_ZIELCALC_COMPLETE"


def run() -> None:
    """Run the command and end the process with its code; an unforeseen error exits 70."""
    if _COMPLETING in os.environ:
        import_module("zielcalc.cli.bash")
    try:
        code = commands.main(standalone_mode=False, complete_var=_COMPLETING) or 0
    except click.ClickException as error:
        text = StringIO()
        error.show(text)
        say(text.getvalue())
        code = error.exit_code
    except ZielcalcError as error:
        say_problems(error.problems, default_lang())
        code = PROBLEMS
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:
        say(word("internal_error", default_lang(), error=f"{type(error).__name__}: {str(error)[:200]}") + "\n")
        code = INTERNAL_ERROR
    end(code)


_HOMES = {
    "template": "sheet",
    "check": "check",
    "explain": "explain",
    "need": "outlook",
    "forecast": "outlook",
    "init": "start",
    "validate": "agreements",
    "diff": "diff",
    "show": "agreements",
    "codes": "agreements",
    "schema": "agreements",
    "textconv": "textconv",
}


class _Commands(click.Group):
    """The commands in the order of a first day; each is imported only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _HOMES:
            return None
        command: click.Command = getattr(import_module(f"zielcalc.cli.{_HOMES[cmd_name]}"), cmd_name)
        return command


@click.group(cls=_Commands, invoke_without_command=True, add_help_option=False, help=help_of("zielcalc"))
@eager("version", show_version)
@HELP
@click.pass_context
def commands(context: click.Context) -> None:
    """Say what to do first, where no command is given."""
    if context.invoked_subcommand is None:
        put(word("first_day", default_lang()), None, stdout_encoding())
