"""diff: what changed between two agreements, or between two states of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import zielcalc
from zielcalc.cli.options import HELP, Request, help_of, requested
from zielcalc.cli.said import say_notices
from zielcalc.cli.terminal import has_color, put, refuse_overwriting, stdout_encoding, width
from zielcalc.model.actuals import Actuals
from zielcalc.model.agreement import Agreement
from zielcalc.model.changes import DataChanges, Review
from zielcalc.model.problem import AgreementError, Problem, UsageError
from zielcalc.model.report import Report
from zielcalc.model.words import word

if TYPE_CHECKING:
    from zielcalc.read.content import Content, Given

FORMATS = ("table", "plain", "markdown", "json")


@click.command(add_help_option=False, help=help_of("diff"))
@HELP
@click.argument("old")
@click.argument("new")
@click.option("--actuals", multiple=True, metavar="FILE", help=help_of("diff_actuals"))
@click.option("-f", "--format", type=click.Choice(FORMATS), default="table", help=help_of("diff_format"))
@click.option("--no-color", is_flag=True, help=help_of("no_color"))
@requested
def diff(request: Request, old: str, new: str, actuals: tuple[str, ...], format: str, no_color: bool) -> int:
    """Say what changed."""
    if [old, new, *actuals].count("-") > 1:
        raise click.UsageError(word("diff_one_stdin", request.lang))
    first, second = zielcalc.given(old), zielcalc.given(new)
    if first.kind != second.kind:
        agreement, table = (old, new) if first.kind == "agreement" else (new, old)
        raise UsageError([Problem("agreement-and-table", None, {"agreement": agreement, "table": table})])
    if first.kind == "table" and actuals:
        raise click.UsageError(word("diff_actuals_needless", request.lang))
    if first.kind == "agreement" and request.assumed and not actuals:
        raise click.UsageError(word("diff_set_needless", request.lang))
    found: Review | DataChanges
    if first.kind == "agreement":
        found = _agreements(request, first, second, actuals)
    else:
        found = _tables(request, first, second)
    refuse_overwriting([request.output], [old, new, *actuals])
    encoding = "utf-8" if request.output or format in ("plain", "json") else stdout_encoding()
    color = has_color(no_color, request.output)
    text = zielcalc.render_changes(found, format, lang=request.lang, width=width(), encoding=encoding, color=color)
    put(text, request.output, encoding)
    return 0 if found.is_same else 1


def _agreements(request: Request, first: Given, second: Given, actuals: tuple[str, ...]) -> Review:
    """Compare two agreements; with actuals, what each says of them."""
    problems: list[Problem] = []
    agreements: list[Agreement] = []
    for side in (first, second):
        try:
            agreements.append(zielcalc.load_agreement(side.source))
        except AgreementError as error:
            problems += error.problems
    if problems:
        raise AgreementError(problems)
    changes = zielcalc.compare(agreements[0], agreements[1])
    text = zielcalc.compare_texts(_text(first.source), _text(second.source))
    if not actuals:
        return Review(changes=changes, text=text)
    kept = [zielcalc.given(file).source for file in actuals]
    was, now = (_judged(request, agreement, request.load_actuals(kept, agreement)) for agreement in agreements)
    _say_once(request, [*was.notices, *now.notices])
    return Review(changes=changes, text=text, verdicts=zielcalc.compare_verdicts(was, now, changes.renames))


def _tables(request: Request, first: Given, second: Given) -> DataChanges:
    """Compare two states of the actuals of one agreement."""
    agreement, notices = request.load_agreement()
    loaded = [
        zielcalc.load_cells([side.source], agreement, decimal=request.decimal, sheet=request.sheet)
        for side in (first, second)
    ]
    actuals = [request.with_assumptions(side.collect(), agreement) for side in loaded]
    was, now = (_judged(request, agreement, found) for found in actuals)
    _say_once(request, [*notices, *was.notices, *now.notices])
    before, after = ((side.cells, side.files) for side in loaded)
    return zielcalc.compare_actuals(agreement, before, after, zielcalc.compare_verdicts(was, now))


def _judged(request: Request, agreement: Agreement, actuals: Actuals) -> Report:
    return zielcalc.evaluate(
        agreement, actuals, as_of=request.month(agreement), baseline_from_actuals=request.prefers_data
    )


def _say_once(request: Request, notices: list[Problem]) -> None:
    """Say what both sides have to say once."""
    kept = [notice for number, notice in enumerate(notices) if notice not in notices[:number]]
    say_notices(tuple(kept), request.lang, request.quiet, request.strict)


def _text(source: str | Content) -> str:
    return "" if isinstance(source, str) else source.data.decode("utf-8-sig", "replace")
