"""init: a new agreement, or next year's."""

from __future__ import annotations

from typing import Literal

import click

import zielcalc
from zielcalc.cli.options import DECIMAL, HELP, LANG, OUTPUT, QUIET, SHEET, STRICT, help_of
from zielcalc.cli.said import reporting, say_notices
from zielcalc.cli.terminal import put, refuse_replacing, say
from zielcalc.model.actuals import Actuals
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word

STANDARD_OUTPUT = "<stdout>"


@click.command(add_help_option=False, help=help_of("init"))
@HELP
@click.argument("old", required=False, metavar="[OLD]")
@click.argument("actuals", nargs=-1, metavar="[ACTUALS…]")
@click.option("--year", type=click.IntRange(1900, 2199), metavar="YEAR", help=help_of("year"))
@OUTPUT
@DECIMAL
@SHEET
@STRICT
@LANG
@QUIET
@reporting
def init(
    old: str | None,
    actuals: tuple[str, ...],
    year: int | None,
    output: str | None,
    decimal: Literal["comma", "point"] | None,
    sheet: str | None,
    strict: bool,
    lang: Lang,
    quiet: bool,
) -> int:
    """Start an agreement."""
    output = None if output == "-" else output
    refuse_replacing(output, [old or "", *actuals])
    file = output or STANDARD_OUTPUT
    if old is None:
        year = year or _coming_year()
        text = word("skeleton", lang, year=year, prior=year - 1)
        started = zielcalc.parse_agreement(text, file)
    elif year is not None:
        raise click.UsageError(word("year_of_old", lang))
    else:
        from zielcalc.write.left_over import left_over
        from zielcalc.write.next_year import next_year_text

        agreement = zielcalc.load_agreement(old)
        held = zielcalc.load_actuals(actuals, agreement, decimal=decimal, sheet=sheet) if actuals else Actuals()
        baselines = zielcalc.next_baselines(agreement, held)
        with open(old, encoding="utf-8-sig") as stream:
            text = next_year_text(stream.read(), agreement, baselines, actuals, lang)
        started = zielcalc.parse_agreement(text, file)
        left = left_over(agreement, started, text, baselines, actuals, lang)
        say_notices((*held.notices, *left), lang, quiet, strict)
        if stream.newlines == "\r\n":
            text = text.replace("\n", "\r\n")
    put(text, output)
    if not quiet:
        from zielcalc.write.validation import render_sound

        say(render_sound(started, lang))
    return 0


def _coming_year() -> int:
    from datetime import date

    return date.today().year + 1
