"""Options: what commands are asked for, and the agreement and actuals that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click
from msgspec import Struct

import zielcalc
from zielcalc.cli.chosen import agreement_path, month_of
from zielcalc.cli.said import reporting
from zielcalc.cli.terminal import default_lang, put, stdout_encoding
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement
from zielcalc.model.period import Month
from zielcalc.model.problem import Problem, Problems, UsageError
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word

if TYPE_CHECKING:
    from zielcalc.read.content import Content

FAILING = ("missed", "behind", "open")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def help_of(key: str) -> str:
    """Give the help of an option or command in the language of the environment."""
    return word(f"help_{key}", default_lang())


def completing(what: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """Offer at the cursor what a function of `complete` gives; nothing of it is imported before it is asked for."""

    def complete(context: click.Context, _: click.Parameter, incomplete: str) -> list[Any]:
        found: list[Any] = getattr(import_module("zielcalc.cli.complete"), what)(context, incomplete)
        return found

    return complete


class VerdictsType(click.ParamType):  # type: ignore[type-arg]
    """Verdicts, separated by commas."""

    name = "verdicts"

    def __init__(self, known: tuple[str, ...], none: str = "") -> None:
        self.known, self.none = known, none

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words = tuple(value.split(","))
        if self.none and words == (self.none,):
            return ()
        for found in words:
            if found not in self.known:
                self.fail(f"{found!r}: {', '.join((*self.known, self.none)).rstrip(', ')}", param, ctx)
        return words

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from zielcalc.cli.complete import listed

        return listed(dict.fromkeys((*self.known, *filter(None, [self.none])), ""), incomplete)


def _show_help(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not context.resilient_parsing:
        put(context.get_help() + "\n", None, stdout_encoding())
        context.exit()


def show_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print the version and end."""
    if is_asked and not context.resilient_parsing:
        put(f"zielcalc {zielcalc.__version__}\n", None)
        context.exit()


def eager(
    name: str, callback: Callable[[click.Context, click.Parameter, bool], None], *short: str
) -> Callable[[_Command], _Command]:
    """Make an option that answers at once, in our words; click's own would load what only its translations need."""
    return click.option(
        *short, f"--{name}", is_flag=True, is_eager=True, expose_value=False, callback=callback, help=help_of(name)
    )


HELP = eager("help", _show_help, "-h")


FILES = completing("files")
LANG = click.option("--lang", type=click.Choice(["de", "en"]), help=help_of("lang"))
AGREEMENT = click.option(
    "-a",
    "--agreement",
    envvar="ZIELCALC_AGREEMENT",
    metavar="FILE",
    help=help_of("agreement"),
    shell_complete=FILES,
)
OUTPUT = click.option("-o", "--output", metavar="FILE", help=help_of("output"), shell_complete=FILES)
QUIET = click.option("-q", "--quiet", is_flag=True, help=help_of("quiet"))
DECIMAL = click.option("--decimal", type=click.Choice(["comma", "point"]), help=help_of("decimal"))
SHEET = click.option("--sheet", metavar="NAME", help=help_of("sheet"))
STRICT = click.option("--strict", is_flag=True, help=help_of("strict"))
FORMAT = click.option(
    "-f", "--format", type=click.Choice(["table", "json"]), default="table", help=help_of("format_two")
)


class Request(Struct, frozen=True):
    """What a command on actuals is asked for."""

    lang: Lang
    agreement: str | None
    assumed: tuple[str, ...]
    as_of: str | None
    baseline: str
    decimal: Literal["comma", "point"] | None
    sheet: str | None
    strict: bool
    quiet: bool
    output: str | None

    @property
    def prefers_data(self) -> bool:
        """Whether the prior year's data go before the agreed baseline."""
        return self.baseline == "actuals"

    def load_agreement(self) -> tuple[Agreement, list[Problem]]:
        """Load the agreement, with a notice where it was not chosen."""
        path, notices = agreement_path(self.agreement)
        return zielcalc.load_agreement(path), notices

    def load_actuals(self, files: Iterable[str | Content], agreement: Agreement) -> Actuals:
        """Load files of actuals, with what is assumed in the place of what they say."""
        found = zielcalc.load_actuals(tuple(files), agreement, decimal=self.decimal, sheet=self.sheet)
        return self.with_assumptions(found, agreement)

    def with_assumptions(self, actuals: Actuals, agreement: Agreement) -> Actuals:
        """Put in what --set assumes."""
        cells = [zielcalc.read_assumption(text, agreement, decimal=self.decimal) for text in self.assumed]
        problems = Problems()
        for number, cell in enumerate(cells):
            if any(other.id == cell.id and other.value != cell.value for other in cells[:number]):
                problems.add("assumed-twice", cell.place, name=cell.id)
        if problems:
            raise UsageError(problems)
        return zielcalc.assume(actuals, cells)

    def month(self, agreement: Agreement) -> Month | None:
        """Give the month of --as-of."""
        return month_of(self.as_of, agreement)


_REQUEST = (
    AGREEMENT,
    OUTPUT,
    click.option(
        "--set",
        "assumed",
        multiple=True,
        metavar="MEASURE=VALUE",
        help=help_of("set"),
        shell_complete=completing("assumptions"),
    ),
    click.option("--as-of", metavar="MONTH", help=help_of("as_of")),
    click.option("--baseline", type=click.Choice(["agreed", "actuals"]), default="agreed", help=help_of("baseline")),
    DECIMAL,
    SHEET,
    STRICT,
    LANG,
    QUIET,
)


def requested(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of a request, gathered in `request`, and let it end in problems."""

    @wraps(command)
    def gathered(**options: Any) -> int:
        fields = {name: options.pop(name) for name in Request.__struct_fields__}
        fields["output"] = None if fields["output"] == "-" else fields["output"]
        return command(request=Request(**fields), **options)

    found = reporting(gathered)
    for option in reversed(_REQUEST):
        found = option(found)
    return found
