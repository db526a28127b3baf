"""Problems and notices: values with a stable code and an address; what they say is in `codes`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

MOST_SHOWN = 100


class Place(Struct, frozen=True):
    """Where in a file something stands: line and column count from 1; `text` is the line, for the excerpt."""

    file: str
    line: int | None = None
    column: int | None = None
    text: str | None = None
    width: int = 1
    at: int | None = None
    """Where the excerpt is marked (a character of `text`, from 1) when `column` counts cells."""

    def part(self, offset: int, width: int) -> Place:
        """Give the place of a part of what stands here."""
        if self.column is None:
            return self
        return replace(self, column=self.column + offset, width=max(1, width))


class Problem(Struct, frozen=True):
    """What is wrong (or worth a notice), where, and what the message's gaps are filled with."""

    code: str
    place: Place | None = None
    args: dict[str, Any] = {}


class Problems:
    """Collects problems, all of a run, but keeps no more than a reader can use."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.at: dict[Place | None, list[Problem]] = {}
        self.dropped = 0

    def add(self, code: str, place: Place | None = None, **args: Any) -> None:
        """Note one problem; the same one at the same place is noted once."""
        problem = Problem(code, place, args)
        if problem in self.at.get(place, ()):
            return
        if self.is_full:
            self.dropped += 1
        else:
            self.kept.append(problem)
            self.at.setdefault(place, []).append(problem)

    @property
    def is_full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.kept) >= MOST_SHOWN

    def __bool__(self) -> bool:
        return bool(self.kept)

    def __iter__(self) -> Iterator[Problem]:
        yield from sorted(self.kept, key=in_order)
        if self.dropped:
            yield Problem("more-problems", None, {"count": self.dropped})


def in_order(problem: Problem) -> tuple[str, int, int]:
    """Give what problems are sorted by: file, line, column."""
    place = problem.place
    return (place.file, place.line or 0, place.column or 0) if place else ("", 0, 0)


class ZielcalcError(Exception):
    """What was handed in cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        from zielcalc.model.codes import message

        return "\n".join(f"{message(problem, 'en')} [{problem.code}]" for problem in self.problems)


class AgreementError(ZielcalcError):
    """The agreement file is not sound."""


class ActualsError(ZielcalcError):
    """The actuals cannot be read as what they claim to be."""


class PaperError(ZielcalcError):
    """The text of a paper cannot be read as text."""


class UsageError(ZielcalcError):
    """The command asks for something that is not there."""
