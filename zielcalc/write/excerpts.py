"""Excerpts: problems and notices for people, each with its place, the line it is in and the likely repair."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from zielcalc.model.codes import hint, message, more
from zielcalc.model.problem import Place, Problem
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word
from zielcalc.write.clean import clean

_WIDTH = 76


def render_problems(problems: Iterable[Problem], lang: Lang) -> str:
    """Give every problem with its excerpt, and how many there are."""
    listed = list(problems)
    if all(problem.code == "cannot-write" for problem in listed):
        return "".join(f"{render_problem(problem, lang)}\n" for problem in listed)
    files = {problem.place.file for problem in listed if problem.place}
    count = sum(problem.args["count"] if problem.code == "more-problems" else 1 for problem in listed)
    key = ("problem_in" if count == 1 else "problems_in") if files else "problem_nowhere"
    if not files and count > 1:
        key = "problems_nowhere"
    last = word(key, lang, count=count, file=clean(", ".join(sorted(files))))
    return "\n".join([*(render_problem(problem, lang) for problem in listed), last]) + "\n"


def render_notices(notices: Iterable[Problem], lang: Lang) -> str:
    """Give every notice with its excerpt."""
    return "".join(f"{render_problem(notice, lang, word('notice', lang) + ': ')}\n" for notice in notices)


def render_titled(title: str, notices: Iterable[Problem], lang: Lang) -> str:
    """Give notices below a title that says what was held against what, each with its excerpt."""
    listed = [render_problem(notice, lang) for notice in notices]
    head = word(title if len(listed) > 1 else f"{title}_one", lang, count=len(listed))
    return "\n\n".join([head, *listed]) + "\n"


def render_problem(problem: Problem, lang: Lang, kind: str = "") -> str:
    """Give one problem: address, message, code; below it the line, marked, with the hint."""
    place, mending = problem.place, clean(hint(problem, lang))
    address = (
        ":".join(str(part) for part in (place.file, place.line, place.column) if part is not None) if place else ""
    )
    head = f"{clean(address)}: " if address else ""
    lines = [f"{head}{kind}{clean(message(problem, lang))} [{problem.code}]"]
    if place and place.text and place.line:
        text, column, width = _window(place)
        number = f"{place.line:>5}"
        lines.append(f"{number} | {text}".rstrip())
        lines.append(f"{'':>5} | {' ' * column}{'^' * width} {mending}".rstrip())
    elif mending:
        lines.append(f"{'':>5} | {mending}")
    for line in more(problem, lang):
        lines += wrap(clean(line), 80, initial_indent="   ", subsequent_indent="   ", break_on_hyphens=False)
    return "\n".join(lines)


def _window(place: Place) -> tuple[str, int, int]:
    """Cut a long line to what stands around the place; give it with the place's column in it, from 0."""
    text = place.text or ""
    column = min((place.at or place.column or 1) - 1, len(text))
    start = max(0, column - _WIDTH // 2) if len(text) > _WIDTH else 0
    before, shown = clean(text[start:column]), clean(text[start : start + _WIDTH])
    width = min(len(clean(text[column : column + place.width])) or 1, max(1, _WIDTH - len(before)))
    more = "…" if start else ""
    return f"{more}{shown}{'…' if len(text) > start + _WIDTH else ''}", len(more) + len(before), width
