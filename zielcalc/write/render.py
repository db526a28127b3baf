"""Render: a report in one of the formats. Each is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zielcalc.model.quantity import Lang
from zielcalc.model.report import Report, Result

if TYPE_CHECKING:
    from zielcalc.write.findings import Finding

FORMATS = ("table", "plain", "markdown", "csv", "json", "jsonl", "junit", "github", "sarif")


def render(
    report: Report,
    format: str = "table",
    *,
    lang: Lang = "en",
    width: int = 80,
    encoding: str = "utf-8",
    color: bool = False,
    only: Iterable[str] = (),
) -> str:
    """Give a report as text.

    `format` is one of FORMATS; `only` lists results of these verdicts alone. Language, width, encoding and colour
    matter to `table`, the language to `markdown` too; the other formats never depend on them.
    """
    kept = frozenset(only)
    results = [result for result in report.results if not kept or result.verdict in kept]
    match format:
        case "table":
            from zielcalc.write.page import page_of
            from zielcalc.write.table import render_table

            return render_table(page_of(report, lang, kept, detailed=width >= 110), width, encoding, color)
        case "markdown":
            from zielcalc.write.markdown import render_markdown
            from zielcalc.write.page import page_of

            return render_markdown(page_of(report, lang, kept))
        case "plain":
            from zielcalc.write.lines import render_plain

            return render_plain(results)
        case "csv":
            from zielcalc.write.lines import render_csv

            return render_csv(results, report.agreement.file)
        case "jsonl":
            from zielcalc.write.lines import render_jsonl

            return render_jsonl(results, report.agreement.file)
        case "json":
            from zielcalc.write.document import report_document, to_json

            return to_json(report_document(report, results))
        case "junit":
            from zielcalc.write.findings import finding_of_run
            from zielcalc.write.junit import render_junit

            return render_junit(report, results, finding_of_run(report, kept))
        case "github":
            from zielcalc.write.findings import finding_of_run
            from zielcalc.write.github import render_github

            return render_github([finding_of_run(report, kept), *_findings(report, results)])
        case "sarif":
            from zielcalc.write.findings import finding_of_run
            from zielcalc.write.sarif import render_sarif

            files = {report.agreement.file: report.agreement.sha256}
            files |= {source.file: source.sha256 for source in report.actuals.files}
            return render_sarif(_findings(report, results), files, finding_of_run(report, kept))
        case _:
            raise ValueError(f"format is one of {', '.join(FORMATS)}, not {format!r}")


def _findings(report: Report, results: Iterable[Result]) -> list[Finding]:
    from zielcalc.write.findings import findings_of_problems, findings_of_results

    return [*findings_of_results(results, report), *findings_of_problems((), report.notices)]
