"""Chosen: which agreement, which targets, which month a command is about."""

from __future__ import annotations

import os
from collections.abc import Iterable
from fnmatch import fnmatchcase

from msgspec.structs import replace

import zielcalc
from zielcalc.model.agreement import NOWHERE, Agreement
from zielcalc.model.period import Month, parse_period
from zielcalc.model.problem import Problem, Problems, UsageError
from zielcalc.model.report import Report

MOST_PATTERN = 200
BUNDLED = "agreement_2016.yaml"


def agreements_in_question(given: str | None) -> list[str]:
    """Give the agreement file that was given, else those in this folder."""
    if given:
        return [given]
    try:
        return sorted(name for name in os.listdir() if fnmatchcase(name, "agreement*.yaml") and os.path.isfile(name))
    except OSError:  # The folder is gone, or may not be read.
        return []


def agreement_path(given: str | None) -> tuple[str, list[Problem]]:
    """Give the agreement file: the one given, the only one in this folder, else the bundled one with a notice."""
    here = agreements_in_question(given)
    if len(here) > 1:
        raise UsageError([Problem("two-agreements", None, {"files": here})])
    if here:
        return here[0], []
    package = os.path.dirname(os.path.abspath(zielcalc.__file__))
    beside = os.path.join(package, BUNDLED)
    path = beside if os.path.exists(beside) else os.path.join(os.path.dirname(package), BUNDLED)
    return path, [Problem("bundled-agreement")]


def select(report: Report, patterns: Iterable[str]) -> Report:
    """Keep the targets that ids, groups or globs name. Raises UsageError where one names nothing."""
    patterns = tuple(patterns)
    wanted = [pattern.strip() for text in patterns for pattern in text.split(",")]
    if not wanted:
        return report
    problems = Problems()
    kept: set[str] = set()
    for pattern in wanted:
        found = {
            result.target.id
            for result in report.results
            if len(pattern) <= MOST_PATTERN
            and (fnmatchcase(result.target.id, pattern) or fnmatchcase(result.target.group or "", pattern))
        }
        if not found:
            problems.add("empty-selection", None, pattern=pattern, near=_near(pattern, report.agreement))
        kept |= found
    if problems:
        raise UsageError(problems)
    return replace(report, results=tuple(result for result in report.results if result.target.id in kept))


def _near(pattern: str, agreement: Agreement) -> str | None:
    return _nearest(pattern, [*agreement.targets, *agreement.groups])


def _nearest(text: str, known: list[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(text[:80], known, 1)), None)


def month_of(text: str | None, agreement: Agreement) -> Month | None:
    """Read the month of --as-of. Raises UsageError for one outside the agreed year."""
    if text is None:
        return None
    month = parse_period(text)
    if not isinstance(month, Month) or month not in agreement.year:
        year = agreement.year
        raise UsageError(
            [Problem("as-of-outside", None, {"text": text, "year": year, "first": year.first, "last": year.last})]
        )
    return month


def vintage_of(text: str | None) -> Month | None:
    """Read the month of --vintage. Raises UsageError for what is none."""
    month = None if text is None else parse_period(text)
    if text is not None and not isinstance(month, Month):
        raise UsageError([Problem("bad-vintage", None, {"text": text})])
    return month if isinstance(month, Month) else None


def target_named(text: str, agreement: Agreement) -> str:
    """Give the target that a text names: by its id, its label (after its group's, too), or a part of them, in any case.

    Raises UsageError where it names none, or several.
    """
    if text in agreement.targets:
        return text
    wanted = text.strip().casefold()
    labels = {id: target.label.casefold() for id, target in agreement.targets.items()}
    groups = {id: agreement.groups[target.group] for id, target in agreement.targets.items() if target.group}
    headed = {id: f"{groups.get(id, '')}, {label}".casefold() for id, label in labels.items()}
    ways = (
        [id for id in labels if wanted in (id, labels[id], headed[id])],
        [id for id in labels if id.startswith(wanted)],
        [id for id in labels if wanted in labels[id]],
    )
    found = next(filter(None, ways), []) if wanted else []
    if len(found) > 1:
        from zielcalc.model.amount import Spot, Spots

        spots = Spots(tuple(Spot(_labelled(id, agreement), NOWHERE) for id in found))
        raise UsageError([Problem("ambiguous-target", None, {"name": text, "names": spots})])
    if not found:
        by_label = {label: id for id, label in labels.items()}
        near = _nearest(wanted, [*labels, *by_label])
        raise UsageError([Problem("unknown-target", None, {"name": text, "near": by_label.get(near or "", near)})])
    return found[0]


def _labelled(id: str, agreement: Agreement) -> str:
    """Give a target's id with its label, and its group's, as labels alone repeat."""
    target = agreement.targets[id]
    group = agreement.groups[target.group] if target.group else ""
    label = "" if target.label == id else target.label
    said = ": ".join(filter(None, (group, label)))
    return f"{id} ({said})" if said else id


def files_and_targets(words: Iterable[str], agreement: Agreement) -> tuple[list[str], list[str]]:
    """Tell files from targets among the words of a command: what is no file and names a target, or nearly, is one."""
    files, targets = [], []
    problems = Problems()
    for text in words:
        if text == "-" or os.path.exists(text) or (os.path.splitext(text)[1] and text not in agreement.targets):
            files.append(text)
            continue
        try:
            targets.append(target_named(text, agreement))
        except UsageError as error:
            for problem in error.problems:
                problems.add(problem.code, None, **problem.args)
    if problems:
        raise UsageError(problems)
    return files, targets
