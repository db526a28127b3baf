"""Changes: what is different between two agreements, key by key, or between two states of the actuals. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.actuals import Cell, Mark, SourceFile
from zielcalc.model.agreement import Agreement, Bound, Demand, Figure, Indicator, Measure, Revision, Target
from zielcalc.model.formula import Call, Formula, Node, literals, parts
from zielcalc.model.rational import Equality
from zielcalc.model.renaming import SECTIONS, Renames, renamed
from zielcalc.model.report import Report, Result

AGREEMENT = "agreement"
"""The section of what is said once, for the whole agreement."""
WRITTEN_ONLY = {
    AGREEMENT: (*SECTIONS, "file", "sha256", "notices", "open_places", "judged_place", "places"),
    "measures": ("id", "place"),
    "indicators": ("id", "place", "formula_text"),
    "targets": ("id", "place", "of_text", "decimals_place", "judged_place"),
}
"""Fields that are no key of their own: sections, ids, where something stands and how it is spelled."""
WORDING = ("title", "label", "group", "printed", "source", "interpretation", "note", "not_encoded")
"""Fields that say something in words, or where it is shown; no verdict depends on them."""


class Effect(StrEnum):
    """What a change means."""

    STRICTER = "stricter"
    LOOSER = "looser"
    MOVED = "moved"
    OBLIGED = "obliged"
    RELEASED = "released"
    FINER = "finer"
    COARSER = "coarser"
    AGREED = "agreed"
    REOPENED = "reopened"
    CHANGED = "changed"
    WORDING = "wording"
    EQUAL = "equal"


DIRECTIONS = (Effect.STRICTER, Effect.LOOSER, Effect.MOVED, Effect.OBLIGED, Effect.RELEASED)
"""Effects that say what a target demands now."""


class Change(Struct, frozen=True, kw_only=True):
    """One difference: an entry added, removed or renamed, or one of its fields, with the values before and now.

    `id` is what the entry is called now. `cause` names the change that this one only follows from:
    `agreement.judged`, `measures.elb.label`.
    """

    section: str
    id: str
    kind: Literal["added", "removed", "renamed", "changed"]
    field: str = ""
    old: Any = None
    new: Any = None
    effect: Effect = Effect.CHANGED
    cause: str = ""
    equality: Equality | None = None

    @property
    def path(self) -> str:
        """Where it is: `targets.lzb_9153.demand`."""
        return ".".join(filter(None, (self.section, self.id, self.field)))

    @property
    def is_meant(self) -> bool:
        """Whether it changes what was agreed, if only its wording."""
        return self.kind != "renamed" and self.effect is not Effect.EQUAL


class Shift(Struct, frozen=True, kw_only=True):
    """What a target accepts, before and now, with all its fields together and the agreed numbers put in.

    `old` and `new` are its bounds as worked out; empty where they rest on the actuals. `cause` names what changed the
    judged number itself, or a bound or a rounding of which the target's own words did not change. `accepts_same` says
    that exactly the same values are accepted, in other words.
    """

    id: str
    effect: Effect
    old: tuple[Fraction, ...] = ()
    new: tuple[Fraction, ...] = ()
    cause: str = ""
    accepts_same: bool = False


class Changes(Struct, frozen=True, kw_only=True):
    """All that is different between two agreements.

    `moved` counts entries that only stand elsewhere in their section.
    """

    old: Agreement
    new: Agreement
    renames: Renames
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    moved: int = 0

    @property
    def is_same(self) -> bool:
        """Whether the two mean the same: no entry and no field differs, but in order, spelling and the names of ids."""
        return not any(change.is_meant for change in self.changes)


class TextChange(Struct, frozen=True):
    """How the texts of two files differ: lines, and remarks among them that no program reads."""

    lines: int
    remarks: int


class Flip(Struct, frozen=True):
    """What is said of one target by each agreement, with the same actuals; None where it has no such target."""

    old: Result | None
    new: Result | None


class Verdicts(Struct, frozen=True, kw_only=True):
    """What two agreements, or two states of the data, say of every target."""

    old: Report
    new: Report
    flips: tuple[Flip, ...]
    """Targets whose verdict differs, and those that only one of the two knows."""


class Review(Struct, frozen=True, kw_only=True):
    """What a reviewer is shown of two agreements; without actuals there are no verdicts."""

    changes: Changes
    text: TextChange
    verdicts: Verdicts | None = None

    @property
    def is_same(self) -> bool:
        """Whether the two mean the same, and say the same of the actuals."""
        return self.changes.is_same and not (self.verdicts and self.verdicts.flips)


class CellChange(Struct, frozen=True):
    """One cell of the actuals, before and now; None where it is not there at all."""

    id: str
    period: str
    old: Cell | None
    new: Cell | None

    @property
    def kind(self) -> Literal["added", "removed", "revised", "marked", "remarked"]:
        """What became of it: `marked` where it is withheld or not any more, `remarked` where the value is the same."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        if self.old.value == self.new.value:
            return "remarked"
        return "marked" if isinstance(self.old.value, Mark) or isinstance(self.new.value, Mark) else "revised"


class DataChanges(Struct, frozen=True, kw_only=True):
    """All that is different between two states of the actuals, and the verdicts that flip."""

    agreement: Agreement
    old_files: tuple[SourceFile, ...]
    new_files: tuple[SourceFile, ...]
    cells: tuple[CellChange, ...]
    unchanged: int
    verdicts: Verdicts

    @property
    def is_same(self) -> bool:
        """Whether every cell says the same."""
        return not self.cells


def entries(agreement: Agreement, section: str) -> Mapping[str, Any]:
    """Give the entries of a section by their ids."""
    found: Mapping[str, Any] = getattr(agreement, section)
    return found


def fields_of(value: Measure | Indicator | Target | Agreement, section: str) -> list[str]:
    """Give the fields of an entry that are compared."""
    return [name for name in value.__struct_fields__ if name not in WRITTEN_ONLY[section]]


def meaning(value: Any) -> Any:
    """Give what is said, without where it stands, how a formula is spaced, and the order of what has none."""
    match value:
        case Figure():
            return (value.value, value.decimals)
        case Bound():
            return value.text if value.formula is None else meaning(value.formula)
        case Demand():
            return (value.kind, tuple(map(meaning, value.bounds)))
        case Revision():
            return (value.month, frozenset(value.measures), value.text)
        case Node():
            sizes = tuple(number.scale for number in literals(cast("Formula", value)))
            return (value, sizes, tuple(part.scale for part in _calls(cast("Formula", value))))
        case tuple():
            return tuple(sorted(map(meaning, value), key=repr))
        case _:
            return value


def _calls(formula: Formula) -> list[Call]:
    found = [formula] if isinstance(formula, Call) else []
    return found + [call for part in parts(formula) for call in _calls(part)]


def apply(changes: Changes, old: Agreement) -> Agreement:
    """Make the changes to the old agreement: it then says what the new one says, in the old one's order."""
    agreement = renamed(old, changes.renames)
    sections: dict[str, dict[str, Any]] = {section: dict(entries(agreement, section)) for section in SECTIONS}
    top: dict[str, Any] = {}
    for change in changes.changes:
        found = sections.get(change.section, {})
        match change:
            case Change(kind="renamed"):
                pass
            case Change(kind="removed"):
                del found[change.id]
            case Change(kind="added"):
                found[change.id] = change.new
            case Change(section="agreement"):
                top[change.field] = change.new
            case Change(section="priorities" | "groups"):
                found[change.id] = change.new
            case _:
                found[change.id] = replace(found[change.id], **{change.field: change.new})
    return replace(agreement, **top, **sections)
