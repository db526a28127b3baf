"""check: the verdicts."""

from __future__ import annotations

import click
from msgspec.structs import replace

import zielcalc
from zielcalc.cli.chosen import select, vintage_of
from zielcalc.cli.options import FAILING, HELP, FormatType, Request, VerdictsType, help_of, requested
from zielcalc.cli.said import say_notices
from zielcalc.cli.terminal import PIPE_WIDTH, has_color, put, refuse_overwriting, stdout_encoding, width
from zielcalc.model.report import Verdict
from zielcalc.model.words import word


@click.command(add_help_option=False, help=help_of("check"))
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
