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


def left_over(
    old: Agreement, new: Agreement, text: str, baselines: Mapping[str, Fraction | None], lang: Lang
) -> list[Problem]:
    """Give what a reader of next year's text must know: its years, its breakdown, its rounded baselines."""
    return [*_old_years(old, new, text), *_old_breakdown(old, new), *_rounded(new, baselines, lang)]


def _old_years(old: Agreement, new: Agreement, text: str) -> Iterator[Problem]:
    """Say in which lines the old year, or the one before it, is still named."""
    year = old.year
    past = {str(month.year) for month in (year.before().first, year.first, year.last)}
    past -= {str(month.year + 1) for month in (year.first, year.last)}
    named = {
        number: found
        for number, line in enumerate(text.split("\n"), 1)
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


def _rounded(new: Agreement, baselines: Mapping[str, Fraction | None], lang: Lang) -> Iterator[Problem]:
    """Say which baselines are rounded without the exact fraction beside them."""
    for id, value in baselines.items():
        figure, unit = new.owners[id].baseline, new.owners[id].unit
        if value is None or figure is None or figure.value in (None, value):
            continue
        exact = str(unit.shown(value))
        if not (figure.place.text or "").endswith(f"# {word('baseline_rounded', lang, exact=exact)}"):
            yield Problem("baseline-rounded", figure.place, {"name": id, "exact": exact})
