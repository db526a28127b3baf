"""Strangers: the measures a file names and the agreement does not know. Takes names, gives one notice for each."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.notation import tidy
from zielcalc.model.problem import Place, Problems

_MOST_NAMES = 50
_MOST_ASKED = 20
_MOST_EXAMPLES = 5
_MOST_CANDIDATES = 2_000
_MOST_LETTERS = 60


class Strangers(Struct):
    """Counts rows of unknown measures; of more names than a reader can use, only how many rows there are."""

    file: str
    counts: dict[str, int] = {}
    places: dict[str, Place] = {}
    others: int = 0

    def is_new(self, name: str) -> bool:
        """Say whether a name is worth a place; the others are counted."""
        if len(self.counts) < _MOST_NAMES:
            return True
        self.others += 1
        return False

    def meet(self, name: str, place: Place) -> None:
        """Note a name where it is met first."""
        self.counts[name] = 1
        self.places[name] = place

    def report(self, notices: Problems, agreement: Agreement, ids: Mapping[str, str]) -> None:
        """Give one notice for each name, with the name that was probably meant."""
        merged: dict[str, tuple[Place, int]] = {}
        for name, count in self.counts.items():
            place, before = merged.get(tidy(name), (self.places[name], 0))
            merged[tidy(name)] = place, before + count
        for number, (name, (place, count)) in enumerate(merged.items()):
            if not name:
                notices.add("unnamed-row", place, count=count)
            elif name in agreement.indicators:
                notices.add("indicator-in-actuals", place, name=name, count=count)
            else:
                near = nearest(name, agreement, ids) if number < _MOST_ASKED else None
                notices.add("unknown-measure", place, name=_cut(name), count=count, near=near)
        if self.others:
            notices.add("more-unknown-measures", Place(self.file), count=self.others)

    def examples(self, ids: Mapping[str, str]) -> dict[str, object]:
        """Give the first names of the file and of the agreement, for the problem that they have none in common."""
        names = [_cut(name) for name in dict.fromkeys(map(tidy, self.counts)) if name]
        return {"names": tuple(names[:_MOST_EXAMPLES]) or None, "known": tuple(map(_cut, [*ids][:_MOST_EXAMPLES]))}


def _cut(name: str) -> str:
    name = "".join(letter if letter.isprintable() else " " for letter in name)
    return name if len(name) <= _MOST_LETTERS else name[:_MOST_LETTERS] + "…"


def nearest(name: str, agreement: Agreement, ids: Mapping[str, str]) -> str | None:
    """Find the id or alias that was probably meant, or the id of a label that was."""
    from difflib import get_close_matches

    labels = {measure.label.casefold(): id for id, measure in agreement.measures.items()}
    labels |= {label.casefold(): id for id, label in agreement.yes_no_names.items()}
    for candidates in ({known.casefold(): known for known in ids}, labels):
        if len(candidates) <= _MOST_CANDIDATES:
            short = [candidate for candidate in candidates if len(candidate) <= 2 * _MOST_LETTERS]
            found = get_close_matches(name.casefold()[:_MOST_LETTERS], short, 1)
            if found:
                return candidates[found[0]]
    return None
