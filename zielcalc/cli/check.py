"""check: the verdicts."""

from __future__ import annotations

from functools import partial

import click
from msgspec.structs import replace

import zielcalc
from zielcalc.cli.chosen import agreements_in_question, select, vintage_of
from zielcalc.cli.formats import FormatType, formats_of
from zielcalc.cli.options import FAILING, FILES, HELP, Request, VerdictsType, completing, help_of, requested
from zielcalc.cli.said import say_notices
from zielcalc.cli.terminal import PIPE_WIDTH, has_color, refuse_overwriting, width
from zielcalc.model.report import Verdict
from zielcalc.model.words import word

FORMATS = ("table", "plain", "markdown", "csv", "json", "jsonl", "junit", "github", "sarif")


@click.command(add_help_option=False, help=help_of("check"))
@HELP
@click.argument("actuals", nargs=-1, metavar="ACTUALS…", shell_complete=FILES)
@click.option("--plan", is_flag=True, help=help_of("plan"))
@click.option("-f", "--format", multiple=True, type=FormatType(FORMATS), help=help_of("format"))
@click.option(
    "--select",
    "selected",
    multiple=True,
    metavar="ID|GROUP|GLOB",
    help=help_of("select"),
    shell_complete=completing("selections"),
)
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
    if plan == bool(actuals):
        raise click.UsageError(word("plan_or_actuals", request.lang))
    formats = formats_of(format, request.output)
    refuse_overwriting(formats.files, [*agreements_in_question(request.agreement), *actuals])
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
    if actuals and formats.is_page and any(result.verdict is Verdict.OPEN for result in report.results):
        from zielcalc.cli.sheet import offer_of

        report = replace(report, offer=offer_of(report, request, actuals))
    say_notices(report.notices, request.lang, request.quiet, request.strict)
    render = partial(zielcalc.render, report, lang=request.lang, only=only)
    columns = width() if formats.first == "table" else PIPE_WIDTH
    formats.put(render, width=columns, color=has_color(no_color, formats.output))
    return report.exit_code(fail_on)
