"""Consistency: names that must lead somewhere and formulas that must end. Takes graphs of names, gives faults.

What holds between the parts of an agreement and needs no text: cycles, depth, and numbers far from their like.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from zielcalc.model.formula import MOST_DEPTH

FAR = 10
"""A number this many times its like, or that small a part of it, is an order of magnitude away."""


def cycles(graph: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Give each circle of names once, starting with its first name in the order of the file.

    >>> cycles({"a": ["b"], "b": ["a"], "c": ["a"]})
    [('a', 'b')]
    """
    found: list[tuple[str, ...]] = []
    known: set[frozenset[str]] = set()
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            name, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(name)
                done.add(name)
            elif name in on_path:
                circle = path[path.index(name) :]
                if frozenset(circle) not in known:
                    known.add(frozenset(circle))
                    found.append(tuple(circle))
            elif name not in done:
                path.append(name)
                on_path.add(name)
                stack.append((name, True))
                stack += [(next_name, False) for next_name in graph.get(name, ()) if next_name in graph]
    return found


def too_deep(graph: Mapping[str, Iterable[str]], depths: Mapping[str, int]) -> list[str]:
    """Give the names whose formulas, with all they stand on, have more levels than can be reckoned with.

    The graph has no circle.
    """
    total: dict[str, int] = {}
    for start in graph:
        stack = [start]
        while stack:
            name = stack[-1]
            waiting = [below for below in graph[name] if below in graph and below not in total]
            if waiting and name not in total:
                stack += waiting
                continue
            total[name] = depths[name] + max((total[below] for below in graph[name] if below in graph), default=0)
            stack.pop()
    return [name for name in graph if total[name] > MOST_DEPTH]


def is_far(value: Fraction, other: Fraction) -> bool:
    """Say whether two numbers are an order of magnitude apart; nothing is said of zero.

    >>> is_far(Fraction(31980), Fraction(3089)), is_far(Fraction(1054), Fraction(308))
    (True, False)
    """
    if not value or not other:
        return False
    ratio = abs(value / other)
    return ratio >= FAR or ratio <= Fraction(1, FAR)
