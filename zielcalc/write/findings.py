"""Findings: what a reviewer is pointed at, each with its rule and line. Takes results or problems, gives findings.

Only in English, with the agreement's own labels: what machines read never depends on a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Literal

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.codes import BY_ROUNDING, message, related, told
from zielcalc.model.problem import Place, Problem
from zielcalc.model.report import Result, Verdict
from zielcalc.write.clean import clean
from zielcalc.write.lines import said_of

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


def findings_of_results(results: Iterable[Result], agreement: Agreement) -> Iterator[Finding]:
    """Give what of a report wants a look: missed and behind, open, decided by rounding; nothing for the rest."""
    for result in results:
        rule = str(result.verdict) if result.verdict in LEVELS else BY_ROUNDING
        if rule == BY_ROUNDING and not result.by_rounding:
            continue
        target = result.target
        title = clean(f"{rule}: {target.id}")
        text = f"{titled(result, agreement)}: {result.verdict}; {said_of(result)}"
        yield Finding(LEVELS[rule], rule, title, clean(text), _source(result), target.place, target.id)


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
    end = place.column + place.width if place.text is None else len(place.text) + 1
    return min(place.column, end), min(place.column + place.width, end)
