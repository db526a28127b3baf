"""Validation: what was found in agreement files, and the problems that end a command, in one of the formats."""

from __future__ import annotations

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.problem import Problem
from zielcalc.model.quantity import Lang
from zielcalc.model.words import counted, word
from zielcalc.write.clean import clean

VALIDATION_FORMATS = ("table", "plain", "json", "junit", "github", "sarif")
PROBLEM_FORMATS = ("json", "junit", "github", "sarif")
"""The formats in which problems come in the place of a result; with the others they are said on standard error."""


class Validated(Struct, frozen=True):
    """A sound agreement, with what is to be noticed in itself and against the text of its paper."""

    agreement: Agreement
    itself: tuple[Problem, ...] = ()
    paper: tuple[Problem, ...] = ()


class Validation(Struct, frozen=True):
    """The agreements that are sound, and all there is to say of the others and of them; `text` names the paper."""

    sound: tuple[Validated, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    text: str | None = None

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements that are sound."""
        return tuple(checked.agreement for checked in self.sound)

    @property
    def all_notices(self) -> tuple[Problem, ...]:
        """The notices of reading, of the agreements in themselves and of their papers."""
        return (*self.notices, *(notice for checked in self.sound for notice in (*checked.itself, *checked.paper)))

    def page(self) -> Validation:
        """Give what a page says; problems, and the notices of reading, go to standard error."""
        return Validation(self.sound, text=self.text)

    def without_notices(self) -> Validation:
        """Give what is sound and what is wrong alone."""
        return Validation(tuple(Validated(agreement) for agreement in self.agreements), self.problems)


def render_validation(found: Validation, format: str, lang: Lang) -> str:
    """Give what was found as text; the language matters to `table` alone."""
    match format:
        case "json":
            from zielcalc.write.document import to_json, validation_document

            return to_json(validation_document(found.agreements, found.problems, found.all_notices))
        case "junit":
            from zielcalc.write.junit import render_junit_problems

            return render_junit_problems(found.problems, found.all_notices, found.agreements)
        case "github":
            from zielcalc.write.findings import findings_of_problems
            from zielcalc.write.github import render_github

            return render_github(findings_of_problems(found.problems, found.all_notices))
        case "sarif":
            from zielcalc.write.findings import findings_of_problems
            from zielcalc.write.sarif import render_sarif

            files = {agreement.file: agreement.sha256 for agreement in found.agreements}
            return render_sarif(findings_of_problems(found.problems, found.all_notices), files)
        case "plain":
            return "".join([*map(_line, found.problems), *(_line(notice, "notice: ") for notice in found.all_notices)])
        case _:
            pages = [_page(checked, found.text, lang) for checked in found.sound]
            return ("\n" if any("\n\n" in page for page in pages) else "").join(pages) + _excerpts(found, lang)


def render_stop(problems: tuple[Problem, ...], format: str) -> str:
    """Give the problems that ended a command, in one of PROBLEM_FORMATS."""
    if format == "json":
        from zielcalc.write.document import problems_document, to_json

        return to_json(problems_document(problems))
    return render_validation(Validation(problems=problems), format, "en")


def render_sound(agreement: Agreement, lang: Lang) -> str:
    """Say that an agreement is sound, what it holds and how much of it is not yet agreed."""
    counts = {"measures": agreement.measures, "indicators": agreement.indicators, "targets": agreement.targets}
    gaps = {key: counted(f"n_{key}", lang, len(found)) for key, found in counts.items()}
    line = word("sound", lang, file=clean(agreement.file), **gaps)
    opens = len(agreement.open_places)
    more = word("open_value" if opens == 1 else "open_values", lang, count=opens) if opens else ""
    return f"{line} {more}".rstrip() + "\n"


def _page(checked: Validated, text: str | None, lang: Lang) -> str:
    """Say that an agreement is sound, and where its paper does not add up."""
    from zielcalc.write.excerpts import render_titled

    said = [render_sound(checked.agreement, lang)]
    said += [render_titled("selfcheck", checked.itself, lang)] if checked.itself else []
    said += [render_titled("papercheck", checked.paper, lang)] if checked.paper else []
    if text and not checked.paper:
        said.append(word("paper_agrees", lang, file=clean(text)) + "\n")
    return "\n".join(said)


def _excerpts(found: Validation, lang: Lang) -> str:
    if not found.problems and not found.notices:
        return ""
    from zielcalc.write.excerpts import render_notices, render_problems

    return render_notices(found.notices, lang) + (render_problems(found.problems, lang) if found.problems else "")


def address(problem: Problem) -> str:
    """Give `file:line:column: ` of a problem, as far as they are known."""
    place = problem.place
    parts = [part for part in (place.file, place.line, place.column) if part is not None] if place else []
    return "".join(f"{part}:" for part in parts) + (" " if parts else "")


def _line(problem: Problem, kind: str = "") -> str:
    from zielcalc.model.codes import message

    return f"{clean(address(problem))}{kind}{clean(message(problem, 'en'))} [{problem.code}]\n"
