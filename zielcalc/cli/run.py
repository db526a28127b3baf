"""Run: the commands of zielcalc. Each loads, judges, writes and exits; what goes wrong is said in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import StringIO
from typing import Any, TypeVar

import click
from msgspec.structs import replace

import zielcalc
from zielcalc.cli.chosen import agreement_path, month_of, select, vintage_of
from zielcalc.cli.terminal import PIPE_WIDTH, default_lang, end, has_color, put, say, stdout_encoding, width
from zielcalc.model.agreement import Agreement
from zielcalc.model.problem import Problem, UsageError, ZielcalcError
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Verdict
from zielcalc.model.words import word

INTERNAL_ERROR = 70
INTERRUPTED = 130
PROBLEMS = 2
FAILING = ("missed", "behind", "open")
FORMATS = ("table", "plain", "markdown", "csv", "json", "jsonl")


_Command = TypeVar("_Command", bound=Callable[..., Any])


def run() -> None:
    """Run the command and end the process with its code; an unforeseen error exits 70."""
    try:
        code = commands.main(standalone_mode=False)
    except click.ClickException as error:
        text = StringIO()
        error.show(text)
        say(text.getvalue())
        code = error.exit_code
    except ZielcalcError as error:
        _say_problems(error.problems, default_lang(), as_json=False)
        code = PROBLEMS
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:
        say(word("internal_error", default_lang(), error=f"{type(error).__name__}: {str(error)[:200]}") + "\n")
        code = INTERNAL_ERROR
    end(code)


def _help(key: str) -> str:
    return word(f"help_{key}", default_lang())


def reporting(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command end in problems: on standard error, or as JSON on standard output, with exit code 2."""

    @wraps(command)
    def wrapped(**options: Any) -> int:
        options["lang"] = lang = options.get("lang") or default_lang()
        try:
            return command(**options)
        except ZielcalcError as error:
            _say_problems(error.problems, lang, "json" in _formats(options))
            return PROBLEMS

    return wrapped


def _formats(options: dict[str, Any]) -> tuple[str, ...]:
    given = options.get("format") or ()
    return (given,) if isinstance(given, str) else tuple(given)


def _say_problems(problems: tuple[Problem, ...], lang: Lang, as_json: bool) -> None:
    if as_json and not any(problem.code == "cannot-write" for problem in problems):
        from zielcalc.write.document import problems_document, to_json

        put(to_json(problems_document(problems)), None)
        return
    from zielcalc.write.excerpts import render_problems

    say(render_problems(problems, lang))


def _say_notices(notices: tuple[Problem, ...], lang: Lang, quiet: bool, strict: bool) -> None:
    """Print notices to standard error; with --strict they are problems."""
    if not notices:
        return
    if strict:
        raise UsageError(notices)
    if not quiet:
        from zielcalc.write.excerpts import render_notices

        say(render_notices(notices, lang))


_LANG = click.option("--lang", type=click.Choice(["de", "en"]), help=_help("lang"))
_AGREEMENT = click.option("-a", "--agreement", envvar="ZIELCALC_AGREEMENT", metavar="FILE", help=_help("agreement"))
_OUTPUT = click.option("-o", "--output", metavar="FILE", help=_help("output"))
_QUIET = click.option("-q", "--quiet", is_flag=True, help=_help("quiet"))
_STRICT = click.option("--strict", is_flag=True, help=_help("strict"))


class _Formats(click.ParamType[str]):
    """A format, or FORMAT:FILE for one more beside it."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value.partition(":")[0] not in FORMATS:
            self.fail(f"{value!r}: {', '.join(FORMATS)}", param, ctx)
        return value


class _Verdicts(click.ParamType[tuple[str, ...]]):
    """Verdicts, separated by commas."""

    name = "verdicts"

    def __init__(self, known: tuple[str, ...], none: str = "") -> None:
        self.known, self.none = known, none

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words = tuple(value.split(","))
        if words == (self.none,):
            return ()
        for found in words:
            if found not in self.known:
                self.fail(f"{found!r}: {', '.join((*self.known, self.none)).rstrip(', ')}", param, ctx)
        return words


def _show_help(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not context.resilient_parsing:
        put(context.get_help() + "\n", None, stdout_encoding())
        context.exit()


def _show_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not context.resilient_parsing:
        put(f"zielcalc {zielcalc.__version__}\n", None)
        context.exit()


def _eager(
    name: str, callback: Callable[[click.Context, click.Parameter, bool], None], *short: str
) -> Callable[[_Command], _Command]:
    """Make an option that answers at once, in our words; click's own would load what only its translations need."""
    return click.option(
        *short, f"--{name}", is_flag=True, is_eager=True, expose_value=False, callback=callback, help=_help(name)
    )


_HELP = _eager("help", _show_help, "-h")


@click.group(invoke_without_command=True, add_help_option=False, help=_help("zielcalc"))
@_eager("version", _show_version)
@_HELP
@click.pass_context
def commands(context: click.Context) -> None:
    """Say what to do first, where no command is given."""
    if context.invoked_subcommand is None:
        put(word("first_day", default_lang()), None, stdout_encoding())


@commands.command(add_help_option=False, help=_help("check"))
@_HELP
@click.argument("actuals", nargs=-1, metavar="ACTUALS…")
@_AGREEMENT
@click.option("--plan", is_flag=True, help=_help("plan"))
@click.option("-f", "--format", multiple=True, type=_Formats(), help=_help("format"))
@_OUTPUT
@click.option("--select", "selected", multiple=True, metavar="ID|GROUP|GLOB", help=_help("select"))
@click.option("--only", type=_Verdicts(tuple(map(str, Verdict))), default=(), metavar="VERDICTS", help=_help("only"))
@click.option("--set", "assumed", multiple=True, metavar="MEASURE=VALUE", help=_help("set"))
@click.option("--as-of", metavar="MONTH", help=_help("as_of"))
@click.option("--vintage", metavar="MONTH", help=_help("vintage"))
@click.option("--baseline", type=click.Choice(["agreed", "actuals"]), default="agreed", help=_help("baseline"))
@click.option("--decimal", type=click.Choice(["comma", "point"]), help=_help("decimal"))
@click.option("--sheet", metavar="NAME", help=_help("sheet"))
@click.option("--fail-on", type=_Verdicts(FAILING, "never"), default=FAILING, metavar="VERDICTS", help=_help("fail_on"))
@_STRICT
@_LANG
@_QUIET
@click.option("--no-color", is_flag=True, help=_help("no_color"))
@reporting
def check(
    actuals: tuple[str, ...],
    agreement: str | None,
    plan: bool,
    format: tuple[str, ...],
    output: str | None,
    selected: tuple[str, ...],
    only: tuple[str, ...],
    assumed: tuple[str, ...],
    as_of: str | None,
    vintage: str | None,
    baseline: str,
    decimal: Any,
    sheet: str | None,
    fail_on: tuple[str, ...],
    strict: bool,
    lang: Lang,
    quiet: bool,
    no_color: bool,
) -> int:
    """Say of each target whether it is met."""
    if plan == bool(actuals):
        raise click.UsageError(word("plan_or_actuals", lang))
    output = None if output == "-" else output
    path, notices = agreement_path(agreement)
    loaded = zielcalc.load_agreement(path)
    found = (
        zielcalc.plan_as_actuals(loaded)
        if plan
        else zielcalc.load_actuals(actuals, loaded, decimal=decimal, sheet=sheet)
    )
    found = zielcalc.assume(found, (zielcalc.read_assumption(text, loaded, decimal=decimal) for text in assumed))
    report = zielcalc.evaluate(
        loaded,
        found,
        as_of=month_of(as_of, loaded),
        baseline_from_actuals=baseline == "actuals",
        is_plan=plan,
        vintage=vintage_of(vintage),
    )
    report = replace(select(report, selected), notices=(*notices, *report.notices))
    _say_notices(report.notices, lang, quiet, strict)
    beside = [text.partition(":")[::2] for text in format if ":" in text]
    first = next((text for text in reversed(format) if ":" not in text), "table")
    for name, file in beside:
        put(zielcalc.render(report, name, lang=lang, only=only), file)
    encoding = "utf-8" if output or first not in ("table", "markdown") else stdout_encoding()
    color = has_color(no_color, output)
    columns = width() if first == "table" else PIPE_WIDTH
    text = zielcalc.render(report, first, lang=lang, width=columns, encoding=encoding, color=color, only=only)
    put(text, output, encoding)
    return report.exit_code(fail_on)


@commands.command(add_help_option=False, help=_help("validate"))
@_HELP
@click.argument("agreements", nargs=-1, required=True, metavar="AGREEMENT…")
@click.option("-f", "--format", type=click.Choice(["table", "json"]), default="table", help=_help("format"))
@_STRICT
@_LANG
@_QUIET
@reporting
def validate(agreements: tuple[str, ...], format: str, strict: bool, lang: Lang, quiet: bool) -> int:
    """Say of each file whether it is sound."""
    problems: list[Problem] = []
    notices: list[Problem] = []
    sound: list[Agreement] = []
    for path in agreements:
        try:
            loaded = zielcalc.load_agreement(path)
        except zielcalc.AgreementError as error:
            problems += error.problems
            continue
        faults = [*loaded.notices, *(Problem("open-value", place) for place in loaded.open_places)] if strict else []
        problems += faults
        notices += loaded.notices
        sound += [] if faults else [loaded]
    if format == "json":
        from zielcalc.write.document import to_json, validation_document

        put(to_json(validation_document(sound, problems, notices)), None)
        return PROBLEMS if problems else 0
    for loaded in sound:
        counts = {"measures": loaded.measures, "indicators": loaded.indicators, "targets": loaded.targets}
        line = word("sound", lang, file=loaded.file, **{key: len(found) for key, found in counts.items()})
        opens = len(loaded.open_places)
        more = word("open_value" if opens == 1 else "open_values", lang, count=opens) if opens else ""
        put(f"{line} {more}".rstrip() + "\n", None, stdout_encoding())
    if not strict:
        _say_notices(tuple(notices), lang, quiet, strict)
    if problems:
        _say_problems(tuple(problems), lang, as_json=False)
    return PROBLEMS if problems else 0


@commands.command(add_help_option=False, help=_help("show"))
@_HELP
@_AGREEMENT
@click.option("-f", "--format", type=click.Choice(["table", "json"]), default="table", help=_help("format"))
@_LANG
@_QUIET
@reporting
def show(agreement: str | None, format: str, lang: Lang, quiet: bool) -> int:
    """List what the agreement holds."""
    from zielcalc.write.document import to_json
    from zielcalc.write.overview import overview_document, render_overview

    path, notices = agreement_path(agreement)
    loaded = zielcalc.load_agreement(path)
    _say_notices(tuple(notices), lang, quiet, strict=False)
    if format == "json":
        put(to_json(overview_document(loaded)), None)
    else:
        put(render_overview(loaded, lang), None, stdout_encoding())
    return 0


@commands.command(add_help_option=False, help=_help("codes"))
@_HELP
@click.argument("code", required=False)
@_LANG
@reporting
def codes(code: str | None, lang: Lang) -> int:
    """List every code, or say what one means."""
    from zielcalc.write.code_list import render_code, render_codes

    text = render_code(code, lang) if code else render_codes(lang)
    put(text, None, stdout_encoding())
    return 0


@commands.command(add_help_option=False, help=_help("schema"))
@_HELP
@reporting
def schema(lang: Lang) -> int:
    """Print the JSON Schema of agreement files."""
    from zielcalc.write.document import to_json
    from zielcalc.write.schema import agreement_schema

    put(to_json(agreement_schema()), None)
    return 0
