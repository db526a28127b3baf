"""Formats: in which forms a result is asked for, and where each of them goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

import click
from msgspec import Struct

from zielcalc.cli.terminal import default_lang, put, stdout_encoding
from zielcalc.model.words import word

_FOLDED = ("table", "markdown")
"""The formats for people, which on a terminal are in what it can show; the others are UTF-8."""


class FormatType(click.ParamType):  # type: ignore[type-arg]
    """A format, or FORMAT:FILE for one more beside it."""

    name = "format"

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        name, colon, file = value.partition(":")
        if name not in self.known or (colon and not file):
            self.fail(f"{value!r}: {', '.join(self.known)}", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from zielcalc.cli.complete import offered

        return offered(dict.fromkeys(self.known, ""), incomplete)


class Formats(Struct, frozen=True):
    """The format that was asked for, the file it goes to (else standard output), and those beside it with theirs."""

    first: str
    output: str | None
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether a format for people is asked for."""
        return bool({self.first, *(name for name, _ in self.beside)} & set(_FOLDED))

    @property
    def files(self) -> list[str | None]:
        """The files that are written."""
        return [self.output, *(file for _, file in self.beside)]

    def put(self, render: Callable[..., str], **shown: Any) -> None:
        """Write each format whole, those beside first; `render` takes a format and, for the first, how it is shown."""
        for name, file in self.beside:
            put(render(name), file)
        encoding = stdout_encoding() if self.first in _FOLDED and not self.output else "utf-8"
        put(render(self.first, encoding=encoding, **shown), self.output, encoding)


def formats_of(given: str | Iterable[str], output: str | None = None) -> Formats:
    """Read what --format and --output ask for. Raises click.UsageError for two that go to one place."""
    texts = (given,) if isinstance(given, str) else tuple(given)
    alone = list(dict.fromkeys(text for text in texts if ":" not in text))
    if len(alone) > 1:
        raise click.UsageError(word("formats_twice", default_lang(), formats=", ".join(alone), last=alone[-1]))
    first = alone[0] if alone else "table"
    beside = tuple((name, file) for name, colon, file in (text.partition(":") for text in texts) if colon)
    found = Formats(first, None if output == "-" else output, beside)
    files = [os.path.normpath(file) for file in found.files if file]
    if twice := next((file for file in files if files.count(file) > 1), None):
        raise click.UsageError(word("output_twice", default_lang(), file=os.path.basename(twice)))
    return found
