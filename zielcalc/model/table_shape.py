"""The shape of a table of actuals: which column holds what. Takes the header row, gives a Shape, or None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from zielcalc.model.notation import tidy
from zielcalc.model.period import Period, parse_period

Kind = Literal["long", "annual", "down", "across"]
_ROLES = {
    "measure": ("measure", "kennzahl", "messgröße", "merkmal"),
    "period": ("period", "zeitraum", "monat", "berichtsmonat", "datum", "stichtag", "date", "month"),
    "value": ("value", "wert", "ist"),
    "label": ("label", "bezeichnung"),
    "remark": ("remark", "erläuterung"),
    "evidence": ("evidence", "beleg"),
    "reported_by": ("reported_by", "gemeldet von"),
    "reported_on": ("reported_on", "gemeldet am"),
}
STATEMENT = ("remark", "evidence", "reported_by", "reported_on")
_NEEDED = ("measure", "period", "value")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "_": "", " ": "", "-": ""})
_MOST_PERIOD = 40


class Column(Struct, frozen=True):
    """A column of the table: its number, counted from 0, and its title."""

    index: int
    name: str


class Shape(Struct, frozen=True, kw_only=True):
    """Which column of a table holds what.

    `measures` are the columns of a table with months down, `periods` those of one with months across, None where a
    title has a digit and is no period; `others` are what the shape does not know, `unnamed` the columns without a
    title, `twice` two columns that claim to be the same.
    """

    kind: Kind
    width: int
    measure: int = -1
    period: int = -1
    value: int = -1
    measures: tuple[Column, ...] = ()
    periods: tuple[tuple[Column, Period | None], ...] = ()
    statement: tuple[tuple[str, int], ...] = ()
    by: tuple[Column, ...] = ()
    others: tuple[Column, ...] = ()
    unnamed: tuple[int, ...] = ()
    twice: tuple[tuple[Column, Column], ...] = ()


def fold_title(text: str) -> str:
    """Fold a column title, so that `Gemeldet von`, `gemeldet_von` and `GEMELDET-VON` are one.

    >>> fold_title("Erläuterung"), fold_title("erlaeuterung")
    ('erlaeuterung', 'erlaeuterung')
    """
    return tidy(text).casefold().translate(_UMLAUTS)


_ROLE_OF = {fold_title(title): role for role, titles in _ROLES.items() for title in titles}


def read_period(text: str) -> Period | None:
    """Read a period from a cell or a title, whatever its white space."""
    return parse_period(tidy(text)) if len(text) <= _MOST_PERIOD else None


def read_shape(header: Sequence[str], by: Sequence[str] = ()) -> Shape | None:
    """Recognise a table by its header.

    long: measure, period, value · annual: measure, value · months down: period, then a measure a column ·
    months across: measure, then a month a column. Columns titled as in `by` hold the units of a breakdown.
    """
    columns = [Column(index, tidy(title)) for index, title in enumerate(header)]
    while columns and not columns[-1].name:
        columns.pop()
    units = {fold_title(name) for name in by}
    roles: dict[str, Column] = {}
    twice: list[tuple[Column, Column]] = []
    unit_columns: list[Column] = []
    rest: list[Column] = []
    for column in columns:
        title = fold_title(column.name)
        role = _ROLE_OF.get(title)
        if title in units:
            unit_columns.append(column)
        elif role is None or (role in roles and role not in _NEEDED):
            rest.append(column)
        elif role in roles:
            twice.append((roles[role], column))
        else:
            roles[role] = column
    kind = _kind(roles, rest)
    if kind is None:
        return None
    named = [column for column in rest if column.name]
    dated = [column for column in named if kind == "across" and any(digit in column.name for digit in "0123456789")]
    dates = {column.index for column in dated}
    # A remark belongs to one value, so tables with a row or column of months have no place for it.
    statement = [(role, roles[role]) for role in STATEMENT if role in roles]
    idle = [column for _, column in statement if kind in ("down", "across")]
    others = [column for column in named if kind != "down" and column.index not in dates] + idle
    return Shape(
        kind=kind,
        width=len(columns),
        measure=roles["measure"].index if "measure" in roles else -1,
        period=roles["period"].index if "period" in roles else -1,
        value=roles["value"].index if "value" in roles else -1,
        measures=tuple(named) if kind == "down" else (),
        periods=tuple((column, read_period(column.name)) for column in dated),
        statement=() if idle else tuple((role, column.index) for role, column in statement),
        by=tuple(unit_columns),
        others=tuple(sorted(others, key=lambda column: column.index)),
        unnamed=tuple(column.index for column in rest if not column.name),
        twice=tuple(twice),
    )


def _kind(roles: dict[str, Column], rest: list[Column]) -> Kind | None:
    match "measure" in roles, "period" in roles, "value" in roles:
        case True, True, True:
            return "long"
        case True, False, True:
            return "annual"
        case False, True, False if any(column.name for column in rest):
            return "down"
        case True, False, False if any(read_period(column.name) for column in rest):
            return "across"
        case _:
            return None
