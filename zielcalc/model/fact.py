"""A fact: one thing an agreement file says, without the way it is written. Pure values, from reading to diffs."""

from __future__ import annotations

from msgspec import Struct


class Fact(Struct, frozen=True):
    """What is said, of what (`target regel_quote_niveau`), under which key, in one text."""

    about: str
    key: str
    text: str
