"""Text changes: how much of two files differs as text, where they may mean the same. Takes texts, gives counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

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


def _kept(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the lines that stand in both in the same order: each with its like, the first with the first."""
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
