"""Findings: what a reviewer is pointed at, each with its rule and line. Takes results or problems, gives findings.

Only in English, with the agreement's own labels: what machines read never depends on a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.codes import hint, message
from zielcalc.model.problem import Place, Problem
from zielcalc.model.report import Result, Verdict
from zielcalc.write.clean import clean
from zielcalc.write.lines import said_of

Level = Literal["error", "warning", "note"]
BY_ROUNDING = "by-rounding"
VERDICT_RULES: dict[str, tuple[str, str, Level]] = {
    Verdict.MISSED: (
        "A target is missed",
        "The year is complete and the actual is not what the target demands; zielcalc explain says why.",
        "error",
    ),
    Verdict.BEHIND: (
        "A target is behind",
        "The actual is not what is due by the month judged; zielcalc need says what is still missing.",
        "error",
    ),
    Verdict.OPEN: (
        "Of a target nothing can be said",
        "What it needs is not there; the message says which value. Missing is never zero.",
        "warning",
    ),
    BY_ROUNDING: (
        "Rounding decides a target",
        "Compared exactly the verdict is another one; the agreement says that rounded values are compared.",
        "note",
    ),
}
"""What is wrong with a target, what that means, and how grave it is; a rule each."""


class Finding(Struct, frozen=True):
    """One thing to look at: the rule it falls under, its words, its place.

    `about` is what it is about, wherever that stands: the same finding on another line has the same.
    """

    level: Level
    rule: str
    title: str
    message: str
    hint: str
    place: Place | None
    about: str


def findings_of_results(results: Iterable[Result], agreement: Agreement) -> Iterator[Finding]:
    """Give what of a report wants a look: missed and behind, open, decided by rounding; nothing for the rest."""
    for result in results:
        rule = str(result.verdict) if result.verdict in VERDICT_RULES else BY_ROUNDING
        if rule == BY_ROUNDING and not result.by_rounding:
            continue
        target = result.target
        title = clean(f"{rule}: {target.id}")
        text = f"{titled(result, agreement)}: {result.verdict}; {said_of(result)}"
        yield Finding(VERDICT_RULES[rule][2], rule, title, clean(text), _source(result), target.place, target.id)


def titled(result: Result, agreement: Agreement) -> str:
    """Name a target by its group and label."""
    target = result.target
    group = agreement.groups.get(target.group or "")
    return clean(f"{group}, {target.label}" if group else target.label)


def _source(result: Result) -> str:
    source = result.target.source
    if source is None:
        return ""
    said = (source.section, source.page and f"page {source.page}", source.quote and f"“{source.quote}”")
    return clean(", ".join(filter(None, said)))


def findings_of_problems(problems: Iterable[Problem], notices: Iterable[Problem] = ()) -> Iterator[Finding]:
    """Give problems as errors and notices as notes."""
    for level, listed in (("error", problems), ("note", notices)):
        for problem in listed:
            text, place = message(problem, "en"), problem.place
            about = f"{text}\n{place.text.strip() if place and place.text else ''}"
            mending = clean(hint(problem, "en"))
            yield Finding(level, problem.code, problem.code, clean(text), mending, place, about)  # type: ignore[arg-type]


def is_in_file(place: Place | None) -> bool:
    """Say whether a place is in a file with a name, not in standard input or an option."""
    return place is not None and not place.file.startswith(("<", "--"))


def columns(place: Place) -> tuple[int, int] | None:
    """Give the characters of the line that are meant, from 1: the first, and the one after the last."""
    start = place.at or place.column
    return (start, start + place.width) if start else None
