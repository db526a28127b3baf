"""Left over: what next year's file still says of the old year, or not exactly. Takes both years, gives notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from zielcalc.model.agreement import Agreement
from zielcalc.model.problem import Place, Problem
from zielcalc.model.quantity import Lang
from zielcalc.model.words import word
from zielcalc.write.next_year import YEAR, is_origin

FIRST_YEAR = 2005
"""SGB II came into force: no agreement names an older year as its own or the one before."""
_BREAK = "[\n\x85\u2028\u2029]"
"""Where a line ends in YAML, and so in the places of values."""


def left_over(
    old: Agreement,
    new: Agreement,
    text: str,
    baselines: Mapping[str, Fraction | None],
    files: tuple[str, ...],
    lang: Lang,
) -> list[Problem]:
    """Give what a reader of next year's text must know: its years, its breakdown, its open and rounded baselines."""
    return [
        *_old_years(new, text),
        *_old_breakdown(old, new),
        *(_left_open(old, new, baselines) if files else ()),
        *_rounded(new, baselines, lang),
    ]


def _old_years(new: Agreement, text: str) -> Iterator[Problem]:
    """Say in which lines a year before the new one is named, but in the legal basis, or where it is a baseline."""
    lines = re.split(_BREAK, text)
    figures = [owner.baseline.place for owner in new.owners.values() if owner.baseline]
    for place in filter(None, [new.places.get("legal_basis"), *figures]):
        if place.line and place.column:
            line, start = lines[place.line - 1], place.column - 1
            lines[place.line - 1] = line[:start] + " " * place.width + line[start + place.width :]
    past = set(map(str, range(FIRST_YEAR, new.year.first.year)))
    named = {
        number: found
        for number, line in enumerate(lines, 1)
        if (found := set(re.findall(YEAR, line)) & past) and not is_origin(line)
    }
    if named:
        years = sorted(set().union(*named.values()))
        yield Problem("old-year-named", Place(new.file), {"lines": [*named], "years": years})


def _old_breakdown(old: Agreement, new: Agreement) -> Iterator[Problem]:
    """Say where the file of a breakdown, named without a year, is still the old year's."""
    file = new.breakdown.get("file")
    if file and file == old.breakdown.get("file"):
        yield Problem("old-breakdown", new.places.get("breakdown.file"), {"file": file, "year": str(old.year)})


def _left_open(old: Agreement, new: Agreement, baselines: Mapping[str, Fraction | None]) -> Iterator[Problem]:
    """Say of which baselines the actuals do not give the result."""
    if names := [id for id, value in baselines.items() if value is None]:
        yield Problem("baseline-left-open", Place(new.file), {"names": names, "year": str(old.year)})


def _rounded(new: Agreement, baselines: Mapping[str, Fraction | None], lang: Lang) -> Iterator[Problem]:
    """Say which baselines are rounded without the exact fraction beside them."""
    for id, value in baselines.items():
        figure, unit = new.owners[id].baseline, new.owners[id].unit
        if value is None or figure is None or figure.value in (None, value):
            continue
        exact = str(unit.shown(value))
        if f"# {word('baseline_rounded', lang, exact=exact)}" not in re.split(r"\s+(?=#)", figure.place.text or ""):
            yield Problem("baseline-rounded", figure.place, {"name": id, "exact": exact})
