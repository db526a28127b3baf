"""Text changes: how much of two files differs as text, where they may mean the same. Takes texts, gives counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from zielcalc.model.changes import TextChange

_REMARK = re.compile(r"""(?:^|\s)#(.*)$""")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")


def compare_texts(old: str, new: str) -> TextChange:
    """Count the lines that differ and the remarks among them.

    >>> compare_texts("a: 1\\nb: 2 # so\\n", "a: 1\\nb: 2 # thus\\nc: 3\\n")
    TextChange(lines=2, remarks=1)
    """
    before, now = old.splitlines(), new.splitlines()
    first, second = Counter(_remarks(before)), Counter(_remarks(now))
    remarks = max((first - second).total(), (second - first).total())
    return TextChange(max(len(before), len(now)) - _kept(before, now), remarks)


def _kept(old: Sequence[str], new: Sequence[str], levels: int = 8) -> int:
    """Count the lines that stand in both in the same order.

    What the two begin and end with is kept; between, lines that each has once are held fast, and so on between those.

    >>> _kept(["x", "1", "x", "1", "x"], ["x", "2", "x", "1", "x"])
    4
    """
    most = min(len(old), len(new))
    first = next((number for number in range(most) if old[number] != new[number]), most)
    most -= first
    last = next((number for number in range(most) if old[-1 - number] != new[-1 - number]), most)
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    if not old or not new:
        return first + last
    fast = _held_fast(old, new) if levels else []
    if not fast:
        return first + last + _paired(old, new)
    ends = [(-1, -1), *fast, (len(old), len(new))]
    between = pairwise(ends)
    inner = sum(_kept(old[a + 1 : c], new[b + 1 : d], levels - 1) for (a, b), (c, d) in between)
    return first + last + len(fast) + inner


def _held_fast(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Give the places of the lines that both have once, of a longest run of them in the same order."""
    first, second = Counter(old), Counter(new)
    place = {line: number for number, line in enumerate(old) if first[line] == 1}
    both = [(place[line], number) for number, line in enumerate(new) if second[line] == 1 and line in place]
    ends: list[int] = []
    chains: list[list[Any]] = []
    for pair in both:
        at = bisect_left(ends, pair[0])
        before = chains[at - 1] if at else None
        ends[at : at + 1] = [pair[0]]
        chains[at : at + 1] = [[pair, before]]
    found: list[tuple[int, int]] = []
    chain = chains[-1] if chains else None
    while chain:
        found.append(chain[0])
        chain = chain[1]
    return found[::-1]


def _paired(old: Sequence[str], new: Sequence[str]) -> int:
    """Count lines kept where none is had once: each with its like, the first with the first."""
    seen: Counter[str] = Counter()
    order: dict[tuple[str, int], int] = {}
    for number, line in enumerate(old):
        order[line, seen[line]] = number
        seen[line] += 1
    seen.clear()
    ends: list[int] = []
    for line in new:
        place = order.get((line, seen[line]))
        seen[line] += 1
        if place is not None:
            at = bisect_left(ends, place)
            ends[at : at + 1] = [place]
    return len(ends)


def _remarks(lines: Sequence[str]) -> list[str]:
    found = (_REMARK.search(_QUOTED.sub("", line)) for line in lines if "#" in line)
    return [remark[1].strip() for remark in found if remark]
