"""Run: the commands of zielcalc. Each loads, judges, writes and exits; what goes wrong is said in one place."""

from __future__ import annotations

from io import StringIO

import click
from msgspec.structs import replace

import zielcalc
from zielcalc.cli.chosen import agreement_path, files_and_targets, select, vintage_of
from zielcalc.cli.options import (
    AGREEMENT,
    FAILING,
    FORMAT,
    HELP,
    LANG,
    QUIET,
    STRICT,
    FormatType,
    Request,
    VerdictsType,
    eager,
    help_of,
    requested,
    show_version,
)
from zielcalc.cli.said import PROBLEMS, reporting, say_notices, say_problems
from zielcalc.cli.terminal import (
    PIPE_WIDTH,
    default_lang,
    end,
    has_color,
    put,
    refuse_overwriting,
    say,
    stdout_encoding,
    width,
)
from zielcalc.model.agreement import Agreement
from zielcalc.model.problem import Problem, ZielcalcError
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Verdict
from zielcalc.model.words import word

INTERNAL_ERROR = 70
INTERRUPTED = 130


def run() -> None:
    """Run the command and end the process with its code; an unforeseen error exits 70."""
    try:
        code = commands.main(standalone_mode=False) or 0
    except click.ClickException as error:
        text = StringIO()
        error.show(text)
        say(text.getvalue())
        code = error.exit_code
    except ZielcalcError as error:
        say_problems(error.problems, default_lang(), as_json=False)
        code = PROBLEMS
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:
        say(word("internal_error", default_lang(), error=f"{type(error).__name__}: {str(error)[:200]}") + "\n")
        code = INTERNAL_ERROR
    end(code)


@click.group(invoke_without_command=True, add_help_option=False, help=help_of("zielcalc"))
@eager("version", show_version)
@HELP
@click.pass_context
def commands(context: click.Context) -> None:
    """Say what to do first, where no command is given."""
    if context.invoked_subcommand is None:
        put(word("first_day", default_lang()), None, stdout_encoding())


@commands.command(add_help_option=False, help=help_of("check"))
@HELP
@click.argument("actuals", nargs=-1, metavar="ACTUALS…")
@click.option("--plan", is_flag=True, help=help_of("plan"))
@click.option("-f", "--format", multiple=True, type=FormatType(), help=help_of("format"))
@click.option("--select", "selected", multiple=True, metavar="ID|GROUP|GLOB", help=help_of("select"))
@click.option(
    "--only", type=VerdictsType(tuple(map(str, Verdict))), default=(), metavar="VERDICTS", help=help_of("only")
)
@click.option("--vintage", metavar="MONTH", help=help_of("vintage"))
@click.option(
    "--fail-on", type=VerdictsType(FAILING, "never"), default=FAILING, metavar="VERDICTS", help=help_of("fail_on")
)
@click.option("--no-color", is_flag=True, help=help_of("no_color"))
@requested
def check(
    request: Request,
    actuals: tuple[str, ...],
    plan: bool,
    format: tuple[str, ...],
    selected: tuple[str, ...],
    only: tuple[str, ...],
    vintage: str | None,
    fail_on: tuple[str, ...],
    no_color: bool,
) -> int:
    """Say of each target whether it is met."""
    lang, output = request.lang, request.output
    if plan == bool(actuals):
        raise click.UsageError(word("plan_or_actuals", lang))
    agreement, notices = request.load_agreement()
    if plan:
        found = request.with_assumptions(zielcalc.plan_as_actuals(agreement), agreement)
    else:
        found = request.load_actuals(actuals, agreement)
    report = zielcalc.evaluate(
        agreement,
        found,
        as_of=request.month(agreement),
        baseline_from_actuals=request.prefers_data,
        is_plan=plan,
        vintage=vintage_of(vintage),
    )
    report = replace(select(report, selected), notices=(*notices, *report.notices))
    say_notices(report.notices, lang, request.quiet, request.strict)
    beside = [text.partition(":")[::2] for text in format if ":" in text]
    refuse_overwriting([output, *(file for _, file in beside)], [agreement.file, *actuals])
    for name, file in beside:
        put(zielcalc.render(report, name, lang=lang, only=only), file)
    first = next((text for text in reversed(format) if ":" not in text), "table")
    encoding = "utf-8" if output or first not in ("table", "markdown") else stdout_encoding()
    text = zielcalc.render(
        report,
        first,
        lang=lang,
        width=width() if first == "table" else PIPE_WIDTH,
        encoding=encoding,
        color=has_color(no_color, output),
        only=only,
    )
    put(text, output, encoding)
    return report.exit_code(fail_on)


@commands.command(add_help_option=False, help=help_of("need"))
@HELP
@click.argument("actuals_and_targets", nargs=-1, required=True, metavar="ACTUALS… [TARGET…]")
@FORMAT
@requested
def need(request: Request, actuals_and_targets: tuple[str, ...], format: str) -> int:
    """Say what is still missing."""
    agreement, notices = request.load_agreement()
    files, targets = files_and_targets(actuals_and_targets, agreement)
    found = zielcalc.needs_of(
        agreement,
        request.load_actuals(files, agreement),
        targets,
        as_of=request.month(agreement),
        baseline_from_actuals=request.prefers_data,
    )
    refuse_overwriting([request.output], [agreement.file, *files])
    say_notices((*notices, *found.report.notices), request.lang, request.quiet, request.strict)
    if format == "json":
        from zielcalc.write.document import to_json
        from zielcalc.write.outlook_document import needs_document

        put(to_json(needs_document(found)), request.output)
    else:
        from zielcalc.write.outlook_page import render_needs

        put(render_needs(found, request.lang, width()), request.output, _encoding(request))
    return 0


@commands.command(add_help_option=False, help=help_of("forecast"))
@HELP
@click.argument("actuals", nargs=-1, required=True, metavar="ACTUALS…")
@click.option("--backtest", is_flag=True, help=help_of("backtest"))
@FORMAT
@requested
def forecast(request: Request, actuals: tuple[str, ...], backtest: bool, format: str) -> int:
    """Say where the year ends."""
    agreement, notices = request.load_agreement()
    found = zielcalc.forecasts_of(
        agreement,
        request.load_actuals(actuals, agreement),
        as_of=request.month(agreement),
        baseline_from_actuals=request.prefers_data,
        backtest=backtest,
    )
    refuse_overwriting([request.output], [agreement.file, *actuals])
    say_notices((*notices, *found.notices), request.lang, request.quiet, request.strict)
    if format == "json":
        from zielcalc.write.document import to_json
        from zielcalc.write.outlook_document import forecasts_document

        put(to_json(forecasts_document(found)), request.output)
    else:
        from zielcalc.write.outlook_page import render_forecasts

        put(render_forecasts(found, request.lang, width(), backtest), request.output, _encoding(request))
    return 0


def _encoding(request: Request) -> str:
    return "utf-8" if request.output else stdout_encoding()


@commands.command(add_help_option=False, help=help_of("validate"))
@HELP
@click.argument("agreements", nargs=-1, required=True, metavar="AGREEMENT…")
@FORMAT
@STRICT
@LANG
@QUIET
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
        say_notices(tuple(notices), lang, quiet, strict)
    if problems:
        say_problems(tuple(problems), lang, as_json=False)
    return PROBLEMS if problems else 0


@commands.command(add_help_option=False, help=help_of("show"))
@HELP
@AGREEMENT
@FORMAT
@LANG
@QUIET
@reporting
def show(agreement: str | None, format: str, lang: Lang, quiet: bool) -> int:
    """List what the agreement holds."""
    from zielcalc.write.document import to_json
    from zielcalc.write.overview import overview_document, render_overview

    path, notices = agreement_path(agreement)
    loaded = zielcalc.load_agreement(path)
    say_notices(tuple(notices), lang, quiet, strict=False)
    if format == "json":
        put(to_json(overview_document(loaded)), None)
    else:
        put(render_overview(loaded, lang), None, stdout_encoding())
    return 0


@commands.command(add_help_option=False, help=help_of("codes"))
@HELP
@click.argument("code", required=False)
@LANG
@reporting
def codes(code: str | None, lang: Lang) -> int:
    """List every code, or say what one means."""
    from zielcalc.write.code_list import render_code, render_codes

    text = render_code(code, lang) if code else render_codes(lang)
    put(text, None, stdout_encoding())
    return 0


@commands.command(add_help_option=False, help=help_of("schema"))
@HELP
@reporting
def schema(lang: Lang) -> int:
    """Print the JSON Schema of agreement files."""
    from zielcalc.write.document import to_json
    from zielcalc.write.schema import agreement_schema

    put(to_json(agreement_schema()), None)
    return 0
