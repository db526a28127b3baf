"""The rows of a diff, entry by entry: what each was and is, and what that means. Takes a Review, gives Rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from zielcalc.model.agreement import Agreement, Indicator, Measure, Target
from zielcalc.model.changes import AGREEMENT, DIRECTIONS, Change, Changes, Effect, Flip, Review, Shift, entries
from zielcalc.model.formula import Name
from zielcalc.model.quantity import Lang
from zielcalc.write.changes_flips import Row, flipped
from zielcalc.write.changes_said import NOTHING, Said
from zielcalc.write.clean import clean

SECTIONS = (AGREEMENT, "targets", "indicators", "measures", "priorities", "groups")
SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": "~"}
MOST_NAMED = 2
"""Targets that a change for all makes stricter or looser are named up to this many."""
_SAID_AT_ONCE = ("demand", "monitored", "milestone")
"""Fields of a target that its own row shows."""


class Rows:
    """Sets out what differs between two agreements, one row after another."""

    def __init__(self, review: Review, lang: Lang) -> None:
        self.review = review
        self.changes: Changes = review.changes
        self.said = Said(lang)
        self.lang = lang
        self.old, self.new = review.changes.old, review.changes.new
        self.before = {
            section: {now: was for was, now in review.changes.renames.of(section).items()}
            for section in SECTIONS
            if section != AGREEMENT
        }
        verdicts = review.verdicts
        self.flips = {_id(flip, self.changes): flip for flip in verdicts.flips} if verdicts else {}
        self.shifts = {shift.id: shift for shift in review.changes.shifts}
        self.told: set[str] = set()
        self.labels: dict[int, Counter[str]] = {}
        self.by_entry: dict[tuple[str, str], list[Change]] = {}
        for change in review.changes.changes:
            self.by_entry.setdefault((change.section, change.id), []).append(change)

    def word(self, key: str, **gaps: object) -> str:
        return self.said.word(key, **gaps)

    def is_told(self, change: Change) -> bool:
        """Say whether a change has a row: it is meant, no mere wording, and follows from no other."""
        return change.is_meant and change.effect is not Effect.WORDING and not change.cause

    def section(self, section: str) -> Iterable[Row]:
        if section == AGREEMENT:
            for change in self.by_entry.get((AGREEMENT, ""), ()):
                if self.is_told(change):
                    yield self.top(change)
            return
        ids = [*entries(self.new, section), *(id for at, id in self.by_entry if at == section)]
        for id in dict.fromkeys(ids):
            changes = [change for change in self.by_entry.get((section, id), ()) if self.is_told(change)]
            if section == "targets":
                yield from self.target(id, changes)
            elif changes:
                yield from self.entry(section, id, changes)

    def top(self, change: Change) -> Row:
        """Give a row for what is said once for all targets."""
        name = change.field
        label = self.word("reading_of_all") if name == "judged" else self.said.field(name)
        by_effect: dict[Effect, list[str]] = {}
        for id, found in self.affected(f"{AGREEMENT}.{name}"):
            by_effect.setdefault(found, []).append(self.label(self.new.targets[id], self.new))
        words = [
            self.word(
                "so_many" if len(labels) > MOST_NAMED else "so_named",
                effect=self.said.effect(effect),
                count=len(labels),
                names="; ".join(labels),
            )
            for effect, labels in by_effect.items()
        ]
        is_of_all = name == "judged" and len(by_effect) == 1
        effect = self.said.effect(next(iter(by_effect))) if is_of_all else ", ".join(words)
        place = self.new.judged_place if name == "judged" else None
        return Row(
            label=label,
            old=self.said.value(change.old, self.old, name),
            new=self.said.value(change.new, self.new, name),
            effect=effect,
            line=place.line if place else None,
            is_text=name in ("reservation", "legal_basis", "parties"),
        )

    def affected(self, cause: str) -> Iterable[tuple[str, Effect]]:
        """Give the targets that what is said for all made stricter or looser by itself, whatever else changed in them.

        Decimals say that only with all the rest of a target, so none is given that changed otherwise too.
        """
        for (section, id), changes in self.by_entry.items():
            own = [change for change in changes if change.cause == cause]
            if section != "targets" or not own or not self.is_number(id):
                continue
            effect, shift = own[0].effect, self.shifts.get(id)
            if effect not in DIRECTIONS and shift and not shift.cause and len(own) == len(changes):
                effect = shift.effect
            if effect in DIRECTIONS:
                yield id, effect

    def is_number(self, id: str) -> bool:
        target = self.new.targets[id]
        return target.demand is not None and not target.monitored

    def label(self, entry: Any, agreement: Agreement) -> str:
        """Give a label with its group; where that names several targets, with the id."""
        label = _label(entry, agreement)
        if not isinstance(entry, Target):
            return label
        known = self.labels.setdefault(id(agreement), Counter())
        if not known:
            known.update(_label(target, agreement) for target in agreement.targets.values())
        return f"{label} ({entry.id})" if known[label] > 1 else label

    def target(self, id: str, changes: Sequence[Change]) -> Iterable[Row]:
        new = self.new.targets.get(id)
        old = self.old.targets.get(self.before["targets"].get(id, id))
        shift = self.shifts.get(id)
        if new is None or old is None:
            if changes:
                yield from self.whole(changes[0], new or old, self.flips.get(id))
            self.told |= {id} if changes else set()
            return
        if not changes and not (shift and shift.cause):
            return
        self.told.add(id)
        yield self.target_row(id, old, new, changes, shift)
        for change in changes:
            if change.field not in _SAID_AT_ONCE:
                yield self.field_row(change, old, new, indent=1)

    def target_row(self, id: str, old: Target, new: Target, changes: Sequence[Change], shift: Shift | None) -> Row:
        """Give the row of a target: what it demands, before and now."""
        demand = next((change for change in changes if change.field == "demand"), None)
        is_turned = shift is not None and shift.effect in (Effect.OBLIGED, Effect.RELEASED)
        effect, remark = "", ""
        if is_turned and shift:
            effect = self.said.effect(shift.effect)
        elif demand:
            is_part = shift is not None and demand.effect in (*DIRECTIONS, Effect.CHANGED)
            effect = self.said.effect(shift.effect if shift and is_part else demand.effect)
            remark = self.amount(demand, shift, new)
        elif shift and shift.cause:
            effect = self.said.effect(shift.effect)
            moved = self.said.moved(shift, new)
            remark = "; ".join(filter(None, (moved, self.word("moved_by", cause=self.cause(shift.cause)))))
        elif shift and shift.effect in DIRECTIONS:
            effect = self.said.effect(shift.effect)
        is_promise = new.milestone is not None and old.milestone is not None
        if is_promise and old.milestone != new.milestone:
            effect = self.said.effect(Effect.CHANGED)
        is_told_below = is_promise and old.milestone == new.milestone
        return flipped(
            Row(
                label=self.label(new, self.new),
                old="" if is_told_below else self.demanded(old, shift.old if shift else ()),
                new="" if is_told_below else self.demanded(new, shift.new if shift else ()),
                effect=effect,
                remark=remark,
                line=new.place.line,
                is_text=new.milestone is not None,
            ),
            self.flips.get(id),
            self.said,
        )

    def amount(self, demand: Change, shift: Shift | None, target: Target) -> str:
        """Say by how much a demand differs: as its sign has it where all together is not what that alone comes to."""
        if shift and (shift.accepts_same or (shift.effect is not demand.effect and demand.effect in DIRECTIONS)):
            demand = replace(demand, effect=Effect.MOVED)
        parts = [self.said.remark(demand, target) or (self.said.moved(shift, target) if shift else "")]
        parts += [self.word("accepts_same")] if shift and shift.accepts_same else []
        parts += [self.word("moved_by", cause=self.cause(shift.cause))] if shift and shift.cause else []
        return "; ".join(filter(None, parts))

    def demanded(self, target: Target, values: tuple[Any, ...]) -> str:
        if target.milestone is not None:
            return clean(target.milestone) or self.word("open")
        demand = self.said.demand(target.demand, target, values) if target.demand else ""
        return ", ".join(filter(None, (demand, self.word("monitored") if target.monitored else "")))

    def cause(self, path: str) -> str:
        section, id, field = path.split(".")
        return f"{clean(entries(self.new, section)[id].label)}, {self.said.field(field)}"

    def field_row(self, change: Change, old: Any, new: Any, indent: int, label: str = "") -> Row:
        field = self.said.field(change.field) if change.field else ""
        effect = "" if change.effect in (Effect.CHANGED, Effect.WORDING) else self.said.effect(change.effect)
        return Row(
            sign="" if indent else SIGNS[change.kind],
            label=f"{label}, {field}" if label and field else label or field,
            old=self.said.value(change.old, old, change.field),
            new=self.said.value(change.new, new, change.field),
            effect=effect,
            remark=self.said.remark(change, new),
            indent=indent,
            line=None if indent else _line(change, new),
            is_text=isinstance(change.new, str) and change.field not in ("over_time", "window", "judged", "pace"),
        )

    def entry(self, section: str, id: str, changes: Sequence[Change]) -> Iterable[Row]:
        """Give the rows of a measure, an indicator, a priority or a group."""
        first = changes[0]
        if first.kind in ("added", "removed"):
            yield from self.whole(first, first.new if first.kind == "added" else first.old, None)
            return
        new = entries(self.new, section)[id]
        old = entries(self.old, section)[self.before[section].get(id, id)]
        if isinstance(new, str):
            yield self.field_row(first, None, None, 0, clean(id))
            return
        label = self.label(new, self.new)
        if len(changes) == 1:
            yield self.field_row(first, old, new, 0, label)
            return
        yield Row(label=label, line=new.place.line)
        for change in changes:
            yield self.field_row(change, old, new, indent=1)

    def whole(self, change: Change, entry: Any, flip: Flip | None) -> Iterable[Row]:
        """Give the rows of an entry that was added or removed, with all it says."""
        is_new = change.kind == "added"
        agreement = self.new if is_new else self.old
        if isinstance(entry, str):
            text, label = clean(entry), clean(change.id)
        else:
            text, label = self.said.described(entry), self.label(entry, agreement)
        row = Row(
            sign=SIGNS[change.kind],
            label=label,
            old=NOTHING if is_new else text,
            new=text if is_new else NOTHING,
            effect=self.word("effect_added" if is_new else "effect_removed"),
            line=entry.place.line if is_new and not isinstance(entry, str) else None,
            is_text=isinstance(entry, str),
        )
        yield flipped(row, flip, self.said)
        if isinstance(entry, str):
            return
        for name in _telling(entry, agreement):
            value = self.said.value(getattr(entry, name), entry, name)
            old, new = ("", value) if is_new else (value, "")
            yield Row(sign="", label=self.said.field(name), old=old, new=new, indent=1)

    def orphan(self, flip: Flip) -> Row:
        """Give the row of a target that itself did not change, but whose verdict did."""
        result = flip.new or flip.old
        assert result
        agreement = self.new if flip.new else self.old
        return flipped(Row(sign="", label=self.label(result.target, agreement)), flip, self.said)

    def reworded(self) -> Iterable[Row]:
        for change in self.changes.changes:
            if change.effect is not Effect.WORDING or change.cause or change.kind != "changed":
                continue
            if change.section == AGREEMENT:
                yield self.field_row(change, self.old, self.new, 0, "")
                continue
            new = entries(self.new, change.section)[change.id]
            old = entries(self.old, change.section)[self.before[change.section].get(change.id, change.id)]
            yield self.field_row(change, old, new, 0, clean(change.id))


def _label(entry: Any, agreement: Agreement) -> str:
    group = agreement.groups.get(entry.group, "") if entry.group else ""
    return ", ".join(filter(None, (clean(group), clean(entry.label))))


def _id(flip: Flip, changes: Changes) -> str:
    if flip.new:
        return flip.new.target.id
    return flip.old.target.id if flip.old else ""


def _line(change: Change, entry: Any) -> int | None:
    place = getattr(change.new, "place", None) or getattr(entry, "place", None)
    return place.line if place else None


def _telling(entry: Measure | Indicator | Target, agreement: Agreement) -> Iterable[str]:
    """Give the fields of an added or removed entry that say more than its row and what goes without saying."""
    plain: dict[str, Any]
    match entry:
        case Measure():
            plain = {"window": "year", "lag": 0, "baseline": None, "plan": None, "series": entry.id, "aliases": ()}
        case Indicator():
            plain = {"over_time": None, "baseline": None, "plan": None}
        case Target():
            owner = agreement.owners.get(entry.of.id) if isinstance(entry.of, Name) else None
            plain = {
                "of": entry.of if owner and owner.label == entry.label else None,
                "judged": agreement.judged,
                "condition": None,
                "part_of": None,
                "follows": None,
            }
            plain |= {"serves": (), "pace": "linear", "due": None, "interpretation": None}
    return [name for name, usual in plain.items() if getattr(entry, name) != usual]
