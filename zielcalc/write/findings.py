"""Findings: what a reviewer is pointed at, each with its rule and line. Takes results or problems, gives findings.

Only in English, with the agreement's own labels: what machines read never depends on a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.agreement import Agreement
from zielcalc.model.codes import BY_ROUNDING, message, related, told
from zielcalc.model.problem import Place, Problem
from zielcalc.model.report import Report, Result, Verdict
from zielcalc.model.sheet import Row
from zielcalc.write.clean import clean
from zielcalc.write.foot import form_of, rows_said
from zielcalc.write.lines import amount_text, bound_text, plain_fields
from zielcalc.write.page import page_of
from zielcalc.write.shown import is_relative

Level = Literal["error", "warning", "note"]
LEVELS: dict[str, Level] = {
    Verdict.MISSED: "error",
    Verdict.BEHIND: "error",
    Verdict.OPEN: "warning",
    BY_ROUNDING: "note",
}
"""What of a target wants a look, a rule each, and how grave it is."""


class Finding(Struct, frozen=True):
    """One thing to look at: the rule it falls under, its words, its place, and what is said of further places.

    `about` is what it is about, wherever that stands: the same finding on another line has the same.
    """

    level: Level
    rule: str
    title: str
    message: str
    lines: tuple[str, ...]
    place: Place | None
    about: str
    related: tuple[tuple[Place, str], ...] = ()

    @property
    def text(self) -> str:
        """All there is to say, with what of the place no location can say: a line of no file, a column of cells."""
        where = ", ".join(_unlocated(self.place)) if self.place else ""
        return "\n".join((f"{where}: {self.message}" if where else self.message, *self.lines))


def findings_of_results(results: Iterable[Result], report: Report) -> Iterator[Finding]:
    """Give what of a report wants a look: missed and behind, open, decided by rounding; nothing for the rest."""
    for result in results:
        rule = str(result.verdict) if result.verdict in LEVELS else BY_ROUNDING
        if rule == BY_ROUNDING and not result.by_rounding:
            continue
        target = result.target
        title = clean(f"{rule}: {target.id}")
        text = f"{titled(result, report.agreement)}: {result.verdict}; {said_of(result, report)}"
        yield Finding(LEVELS[rule], rule, title, clean(text), _source(result), target.place, target.id)


def said_of(result: Result, report: Report) -> str:
    """Say what the table says of a result beside its verdict, and when it is due: numbers, remarks, rows to add."""
    target, condition = result.target, result.target.condition
    form, year = form_of(report, "en"), report.agreement.year
    _, _, rounding, actual, bound, gap, remark = plain_fields(result)
    numbers = {"actual": actual}
    if target.of:
        of_year = bound_text(result.of_year, target.demand, target.unit) if result.of_year else bound
        numbers |= {"bound": bound, "gap": gap, "bound of the year": "-" if of_year == bound else of_year}
    for name, found in {"twelve months": result.gliding, "baseline": result.baseline}.items():
        if found and found.value is not None and not is_relative(target):
            numbers[name] = amount_text(found.value, target.unit)
    said = ["by rounding" if rounding != "-" else ""]
    said.append(", ".join(f"{name} {text}" for name, text in numbers.items() if text != "-"))
    if condition:
        state = {None: "condition", True: "condition holds", False: "condition does not hold"}[result.holds]
        said.append(f"{state}: {clean(condition.text)}")
    if result.verdict is Verdict.PENDING and target.due:
        said.append(f"due {target.due}")
    said.append(remark if remark != "-" else "")
    is_unreported = result.reason is not None and result.reason.code == "not-reported"
    rows = [form.line(Row(target.id, year), "yes")] if is_unreported else rows_said(result.missing, form, year, "en")
    said.append(f"to add: {'; '.join(rows)}" if rows else "")
    return "; ".join(filter(None, said))


def finding_of_run(report: Report, only: Iterable[str] = ()) -> Finding:
    """Give what the table says of the whole run: its head, the pace, the count, the reservation and what is beside it.

    It has no place. The notes with a mark are said of their targets; the offer of a sheet is made to whom a page is
    shown.
    """
    page = page_of(replace(report, offer=None), "en", only)
    foot = (note.text for notes in page.foot for note in notes if not note.mark)
    lines = (" · ".join(page.head), *page.remarks, *foot)
    return Finding("note", "summary", "zielcalc", page.title, tuple(map(clean, lines)), None, "")


def titled(result: Result, agreement: Agreement) -> str:
    """Name a target by its group and label."""
    target = result.target
    group = agreement.groups.get(target.group or "")
    return clean(f"{group}, {target.label}" if group else target.label)


def _source(result: Result) -> tuple[str, ...]:
    source = result.target.source
    if source is None:
        return ()
    said = (source.section, source.page and f"page {source.page}", source.quote and f"“{source.quote}”")
    return (clean(", ".join(filter(None, said))),)


def findings_of_problems(problems: Iterable[Problem], notices: Iterable[Problem] = ()) -> Iterator[Finding]:
    """Give problems as errors and notices as notes, each with all that is said of it for people."""
    for level, listed in (("error", problems), ("note", notices)):
        for problem in listed:
            text, place, code = message(problem, "en"), problem.place, problem.code
            about = f"{text}\n{place.text.strip() if place and place.text else ''}"
            lines = tuple(map(clean, told(problem, "en")))
            further = tuple((spot, clean(said)) for spot, said in related(problem, "en"))
            yield Finding(level, code, code, clean(text), lines, place, about, further)  # type: ignore[arg-type]


def is_in_file(place: Place | None) -> bool:
    """Say whether a place is in a file with a name, not in standard input or an option."""
    return place is not None and not place.file.startswith(("<", "--"))


def _unlocated(place: Place) -> Iterator[str]:
    if not is_in_file(place):
        yield clean(place.file)
        if place.line:
            yield f"line {place.line}"
    if place.column and not (is_in_file(place) and columns(place)):
        yield f"column {place.column}"


def path_of(file: str) -> str:
    """Give a file's path as the root of a repository names it: without what leads nowhere, with slashes."""
    return PurePath(file).as_posix()


def columns(place: Place) -> tuple[int, int] | None:
    """Give the characters of the line that are meant, from 1: the first, and the one after the last.

    None where columns count cells: how many characters stand before one, with their quotation marks, nobody noted.
    """
    if place.column is None or place.at is not None:
        return None
    end = place.column + max(place.width, 1)
    if place.text is not None:
        end = min(end, len(place.text) + 1)
    # What is missing at the end of a line is shown at the last character of it: a region without any is seen nowhere.
    start = min(place.column, end - 1)
    return (start, end) if start else None
