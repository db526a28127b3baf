"""Raw cells: what a file says, before it is settled which notation it is written in. Takes entries, gives Cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.actuals import Cell, Mark, Statement, known_names
from zielcalc.model.agreement import Agreement, Measure
from zielcalc.model.notation import Entry, Fault, Notation, StoredNumber, Written, tidy
from zielcalc.model.period import Month, Period, Year
from zielcalc.model.problem import Place, Problem, Problems
from zielcalc.model.unit import PERCENT, YES_NO, Unit

_FAR = 10
_MOST_WORDS = 60


class Names(Struct, frozen=True):
    """What the actuals may name, and what it is."""

    agreement: Agreement
    ids: Mapping[str, str]
    units: Mapping[str, Unit]
    measures: Mapping[str, Measure]

    @classmethod
    def of(cls, agreement: Agreement) -> Names:
        """Gather the names of an agreement."""
        units = dict.fromkeys(agreement.yes_no_names, YES_NO)
        units |= {id: measure.unit for id, measure in agreement.measures.items()}
        ids = {tidy(name): id for name, id in known_names(agreement).items()}
        return cls(agreement, ids, units, agreement.measures)


class RawCell(Struct, frozen=True):
    """A cell as it was read, before the file's notation is settled."""

    id: str
    period: Period
    entry: Entry
    text: str
    place: Place
    statement: Statement | None
    beside: tuple[tuple[str, str], ...]

    @property
    def says(self) -> object:
        """What it says, however it is written."""
        return says_of(self.entry)

    def to_cell(self, notation: Notation | None, names: Names, *, assumed: bool = False) -> Cell | Fault:
        """Read the cell in the notation of its file."""
        measure = names.measures.get(self.id)
        value: Fraction | bool | Mark
        decimals = 0
        if isinstance(self.entry, Written):
            number = self.entry.read(notation) if notation else self.entry.comma or self.entry.point
            if number is None:
                return Fault("other-notation")
            scale = names.units[self.id].scale
            value, decimals = number.value if scale == 1 else number.value * scale, number.decimals
        else:
            value = self.entry
        return Cell(
            id=measure.series if measure and isinstance(self.period, Month) else self.id,
            period=self.period,
            value=value,
            decimals=decimals,
            place=self.place,
            statement=self.statement,
            assumed=assumed,
            beside=self.beside,
        )


def says_of(entry: Entry) -> object:
    """Give what an entry says in either notation, however it is written."""
    return entry.values if isinstance(entry, Written) else entry


def shown(text: str) -> str:
    """Cut a text to what a message can hold."""
    text = "".join(letter if letter.isprintable() else " " for letter in text[: _MOST_WORDS + 1])
    return text if len(text) <= _MOST_WORDS else text[:_MOST_WORDS] + "…"


def settle(raws: Iterable[RawCell], delimiter: str) -> Notation | Problem | None:
    """Settle the notation of a file; None where every number is the same in both.

    What only one notation can read goes before the decimal comma that comes with `;`.
    """
    first: dict[Notation, RawCell] = {}
    ambiguous: Problem | None = None
    for raw in raws:
        if isinstance(raw.entry, Written):
            if only := raw.entry.settles:
                first.setdefault(only, raw)
            elif raw.entry.is_ambiguous and not ambiguous:
                ambiguous = Problem("undecided-notation", raw.place, both_readings(raw.text, raw.entry))
    if len(first) == 2:
        one, two = first.values()
        return Problem(
            "mixed-notation", two.place, {"text": shown(two.text), "other": shown(one.text), "line": one.place.line}
        )
    if first:
        return next(iter(first))
    return "comma" if delimiter == ";" else ambiguous


def both_readings(text: str, entry: Written) -> dict[str, object]:
    """Give both readings of an ambiguous number: the whole one as digits, the other as a number.

    >>> from zielcalc.model.notation import read_number
    >>> both_readings("3.089", read_number("3.089"))
    {'text': '3.089', 'comma': '3089', 'point': Fraction(3089, 1000)}
    """
    readings = {"comma": entry.comma, "point": entry.point}
    shown_readings = {
        notation: number and (number.value if number.decimals else str(number.value.numerator))
        for notation, number in readings.items()
    }
    return {"text": shown(text), **shown_readings}


def compare(pairs: Iterable[tuple[RawCell, Cell]], names: Names, notices: Problems) -> None:
    """Notice, once a measure, values far from their baseline and shares stored where percentages are meant."""
    far: dict[str, list[RawCell]] = {}
    shares: dict[str, list[RawCell]] = {}
    for raw, cell in pairs:
        measure = names.measures.get(raw.id)
        if measure is None or not isinstance(cell.value, Fraction) or not cell.value:
            continue
        if is_far(cell, measure):
            far.setdefault(raw.id, []).append(raw)
        if measure.unit.text == PERCENT.text and isinstance(raw.text, StoredNumber) and abs(cell.value * 100) < 1:
            shares.setdefault(raw.id, []).append(raw)
    for code, found in (("magnitude", far), ("percent-cell", shares)):
        for id, (first, *more) in found.items():
            baseline = names.measures[id].baseline
            args: dict[str, object] = {"text": shown(first.text), "name": id, "more": len(more) or None}
            if code == "percent-cell":
                stored = Fraction(first.text)
                args |= {"read": stored, "other": stored * 100}
            elif baseline and baseline.value is not None:
                args["other"] = baseline.value / names.units[id].scale
            notices.add(code, first.place, **args)


def is_far(cell: Cell, measure: Measure) -> bool:
    """Say whether a value is ten times its agreed baseline, or a tenth of it; a month of a sum is no such value."""
    if not (isinstance(cell.period, Year) or measure.over_time != "sum"):
        return False
    baseline = measure.baseline.value if measure.baseline else None
    if not baseline or not isinstance(cell.value, Fraction):
        return False
    ratio = abs(cell.value / baseline)
    return ratio >= _FAR or ratio * _FAR <= 1
