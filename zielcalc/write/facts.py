"""Facts as text, one a line, for git's diff driver. Takes Facts, gives text that nothing can steer a terminal with."""

from __future__ import annotations

from collections.abc import Iterable

from zielcalc.model.fact import Fact
from zielcalc.write.clean import clean


def render_facts(facts: Iterable[Fact]) -> str:
    """Give every fact on a line: what it is about, its key, what is said."""
    return "".join(clean(f"{fact.about} {fact.key}".rstrip() + f": {fact.text}") + "\n" for fact in facts)
