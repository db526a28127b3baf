"""template: a sheet to fill in, and the offer of one where a report lacks something."""

from __future__ import annotations

from os.path import splitext
from shlex import join
from typing import Literal

import click

import zielcalc
from zielcalc.cli.chosen import agreement_path
from zielcalc.cli.options import AGREEMENT, DECIMAL, HELP, LANG, OUTPUT, QUIET, SHEET, STRICT, Request, help_of
from zielcalc.cli.said import reporting, say_notices
from zielcalc.cli.terminal import is_terminal, put, refuse_replacing, stdout_encoding
from zielcalc.model.problem import Place, Problem, UsageError
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Report
from zielcalc.model.sheet import Offer
from zielcalc.model.words import word

OTHER_WORKBOOKS = (".xls", ".xlsm", ".xlsb", ".ods")


@click.command(add_help_option=False, help=help_of("template"))
@HELP
@click.argument("actuals", nargs=-1, metavar="[ACTUALS…]")
@click.option("--shape", type=click.Choice(["long", "wide"]), default="long", help=help_of("shape"))
@click.option("--monthly", "period", flag_value="monthly", help=help_of("monthly"))
@click.option("--annual", "period", flag_value="annual", help=help_of("annual"))
@click.option("-f", "--format", type=click.Choice(["csv", "xlsx"]), help=help_of("format_sheet"))
@AGREEMENT
@OUTPUT
@DECIMAL
@SHEET
@STRICT
@LANG
@QUIET
@reporting
def template(
    actuals: tuple[str, ...],
    shape: Literal["long", "wide"],
    period: str | None,
    format: str | None,
    agreement: str | None,
    output: str | None,
    decimal: Literal["comma", "point"] | None,
    sheet: str | None,
    strict: bool,
    lang: Lang,
    quiet: bool,
) -> int:
    """Write a sheet to fill in."""
    from zielcalc.write.template import BOM, template_csv, template_table, template_workbook

    output = None if output == "-" else output
    name, suffix = splitext(output or "")
    if suffix.lower() in OTHER_WORKBOOKS:
        raise UsageError([Problem("sheet-format", Place(str(output)), {"format": suffix, "name": name})])
    is_workbook = format == "xlsx" or (format is None and suffix.lower() == ".xlsx")
    is_shown = output is None and is_terminal()
    if is_workbook and is_shown:
        raise UsageError([Problem("workbook-to-terminal")])
    path, notices = agreement_path(agreement)
    refuse_replacing(output, [path, *actuals])
    loaded = zielcalc.load_agreement(path)
    held = zielcalc.load_actuals(actuals, loaded, decimal=decimal, sheet=sheet) if actuals else None
    rows = zielcalc.missing_rows(loaded, held, None if period is None else period == "monthly")
    notices = [*notices, *(held.notices if held else ()), *([] if rows else [Problem("nothing-missing")])]
    say_notices(tuple(notices), lang, quiet, strict)
    table = template_table(rows, loaded, shape, lang)
    if is_workbook:
        put(template_workbook(table, loaded), output)
    elif is_shown:
        put(template_csv(table, lang), None, stdout_encoding())
    else:
        put(BOM + template_csv(table, lang), output)
    return 0


def offer_of(report: Report, request: Request, files: tuple[str, ...]) -> Offer | None:
    """Offer a sheet of what targets of a whole year lack; none where the same files would not be read again alike."""
    is_of_year = all(result.is_complete or not (result.target.of and result.as_of) for result in report.results)
    if "-" in files or request.assumed or not is_of_year:
        return None
    rows = zielcalc.missing_rows(report.agreement, report.actuals)
    options = {"-a": request.agreement, "--decimal": request.decimal, "--sheet": request.sheet}
    given = [part for option in options.items() if option[1] for part in option if part]
    command = join(["zielcalc", "template", *given, *files])
    return Offer(rows, f"{command} > {word('offer_file', request.lang)}") if rows else None
