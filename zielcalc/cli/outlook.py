"""need and forecast: what is still missing, and where the year ends."""

from __future__ import annotations

import click

import zielcalc
from zielcalc.cli.chosen import files_and_targets
from zielcalc.cli.options import FILES, FORMAT, HELP, Request, completing, help_of, requested
from zielcalc.cli.said import say_notices
from zielcalc.cli.terminal import put, refuse_overwriting, stdout_encoding, width, working
from zielcalc.model.words import word


@click.command(add_help_option=False, help=help_of("need"))
@HELP
@click.argument(
    "actuals_and_targets",
    nargs=-1,
    required=True,
    metavar="ACTUALS… [TARGET…]",
    shell_complete=completing("files_and_targets"),
)
@FORMAT
@requested
def need(request: Request, actuals_and_targets: tuple[str, ...], format: str) -> int:
    """Say what is still missing."""
    agreement, notices = request.load_agreement()
    files, targets = files_and_targets(actuals_and_targets, agreement)
    with working(word("working", request.lang)):
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


@click.command(add_help_option=False, help=help_of("forecast"))
@HELP
@click.argument("actuals", nargs=-1, required=True, metavar="ACTUALS…", shell_complete=FILES)
@click.option("--backtest", is_flag=True, help=help_of("backtest"))
@FORMAT
@requested
def forecast(request: Request, actuals: tuple[str, ...], backtest: bool, format: str) -> int:
    """Say where the year ends."""
    agreement, notices = request.load_agreement()
    with working(word("working", request.lang)):
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
