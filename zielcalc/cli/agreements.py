"""validate, show, codes and schema: what agreement files hold, and may hold."""

from __future__ import annotations

import click

import zielcalc
from zielcalc.cli.chosen import agreement_path
from zielcalc.cli.formats import FormatType, formats_of
from zielcalc.cli.options import AGREEMENT, FILES, FORMAT, HELP, LANG, QUIET, STRICT, completing, help_of
from zielcalc.cli.said import PROBLEMS, reporting, say_notices, say_problems
from zielcalc.cli.terminal import put, refuse_overwriting, stdout_encoding
from zielcalc.model.problem import Problem
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word

FORMATS = ("table", "plain", "json", "junit", "github", "sarif")


@click.command(add_help_option=False, help=help_of("validate"))
@HELP
@click.argument("agreements", nargs=-1, required=True, metavar="AGREEMENT…", shell_complete=FILES)
@click.option("--text", "texts", multiple=True, metavar="FILE", help=help_of("text"), shell_complete=FILES)
@click.option("-f", "--format", multiple=True, type=FormatType(FORMATS), help=help_of("format_validation"))
@STRICT
@LANG
@QUIET
@reporting
def validate(
    agreements: tuple[str, ...], texts: tuple[str, ...], format: tuple[str, ...], strict: bool, lang: Lang, quiet: bool
) -> int:
    """Say of each file whether it is sound, and whether its paper adds up."""
    if texts and len(texts) + len(agreements) > 2:
        raise click.UsageError(word("one_text", lang))
    text = texts[0] if texts else None
    formats = formats_of(format)
    refuse_overwriting(formats.files, [*agreements, *([text] if text else [])])
    paper = zielcalc.load_paper(text) if text else None
    from zielcalc.write.validation import Validated, Validation, render_validation

    is_wanted = strict or not quiet or formats.first != "table" or bool(formats.beside)
    problems: list[Problem] = []
    notices: list[Problem] = []
    sound: list[Validated] = []
    for path in agreements:
        try:
            loaded = zielcalc.load_agreement(path)
        except zielcalc.AgreementError as error:
            problems += error.problems
            continue
        found = zielcalc.selfcheck(loaded) if is_wanted else ()
        against = zielcalc.hold_against(loaded, paper) if paper and is_wanted else ()
        opens = (Problem("open-value", place) for place in loaded.open_places)
        faults = [*loaded.notices, *opens, *found, *against] if strict else []
        problems += faults
        notices += () if strict else loaded.notices
        if not faults:
            sound.append(Validated(loaded, found, against))
    whole = Validation(tuple(sound), tuple(problems), tuple(notices), text)

    def rendered(name: str, **is_first: str) -> str:
        shown = whole.without_notices() if quiet and name in ("table", "plain") else whole
        return render_validation(shown.page() if is_first and name == "table" else shown, name, lang)

    formats.put(rendered)
    if formats.first == "table":
        say_notices(whole.notices, lang, quiet, strict=False)
        if problems:
            say_problems(whole.problems, lang)
    return PROBLEMS if problems else 0


@click.command(add_help_option=False, help=help_of("show"))
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


@click.command(add_help_option=False, help=help_of("codes"))
@HELP
@click.argument("code", required=False, shell_complete=completing("codes"))
@FORMAT
@LANG
@reporting
def codes(code: str | None, format: str, lang: Lang) -> int:
    """List every code, or say what one means."""
    from zielcalc.write.code_list import codes_document, render_code, render_codes

    if format == "json":
        from zielcalc.write.document import to_json

        put(to_json(codes_document(code)), None)
    else:
        put(render_code(code, lang) if code else render_codes(lang), None, stdout_encoding())
    return 0


@click.command(add_help_option=False, help=help_of("schema"))
@HELP
@reporting
def schema(lang: Lang) -> int:
    """Print the JSON Schema of agreement files."""
    from zielcalc.write.document import to_json
    from zielcalc.write.schema import agreement_schema

    put(to_json(agreement_schema()), None)
    return 0
