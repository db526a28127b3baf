"""explain: how one target's verdict came about."""

from __future__ import annotations

import click

import zielcalc
from zielcalc.cli.chosen import files_and_targets, vintage_of
from zielcalc.cli.options import HELP, Request, completing, help_of, requested
from zielcalc.cli.said import say_notices
from zielcalc.cli.terminal import put, refuse_overwriting, stdout_encoding, width
from zielcalc.model.words import word


@click.command(add_help_option=False, help=help_of("explain"))
@HELP
@click.argument(
    "target_and_actuals",
    nargs=-1,
    required=True,
    metavar="TARGET [ACTUALS…]",
    shell_complete=completing("files_and_targets"),
)
@click.option(
    "-f",
    "--format",
    type=click.Choice(["table", "markdown", "json"]),
    default="table",
    help=help_of("format_three"),
)
@click.option("--vintage", metavar="MONTH", help=help_of("vintage"))
@requested
def explain(request: Request, target_and_actuals: tuple[str, ...], format: str, vintage: str | None) -> int:
    """Say how one target's verdict came about."""
    agreement, notices = request.load_agreement()
    files, targets = files_and_targets(target_and_actuals, agreement)
    if len(targets) != 1:
        raise click.UsageError(word("explain_one", request.lang))
    if files:
        actuals = request.load_actuals(files, agreement)
    else:
        actuals = request.with_assumptions(zielcalc.plan_as_actuals(agreement), agreement)
    found = zielcalc.explanation_of(
        agreement,
        actuals,
        targets[0],
        as_of=request.month(agreement),
        baseline_from_actuals=request.prefers_data,
        is_plan=not files,
        vintage=vintage_of(vintage),
    )
    refuse_overwriting([request.output], [agreement.file, *files])
    say_notices((*notices, *found.report.notices), request.lang, request.quiet, request.strict)
    from zielcalc.write.explanation import render_explanation

    encoding = "utf-8" if request.output or format == "json" else stdout_encoding()
    put(
        render_explanation(found, format, lang=request.lang, width=width(), encoding=encoding), request.output, encoding
    )
    return 0
