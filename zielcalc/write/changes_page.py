"""The page of a diff: what differs, entry by entry, with the verdicts that flip. Takes a Review, gives a Page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.agreement import Agreement, Indicator, Measure, Target
from zielcalc.model.changes import AGREEMENT, DIRECTIONS, Change, Changes, Effect, Flip, Review, Shift, entries
from zielcalc.model.formula import Name
from zielcalc.model.quantity import Lang, decimal_text
from zielcalc.model.report import Result, Verdict
from zielcalc.model.words import WORDS
from zielcalc.write.changes_said import NOTHING, Said
from zielcalc.write.clean import clean
from zielcalc.write.document import reason_text
from zielcalc.write.shown import SIGNS as KIND_SIGNS
from zielcalc.write.shown import is_relative

SECTIONS = (AGREEMENT, "targets", "indicators", "measures", "priorities", "groups")
SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": "~"}
_VERDICT_SIGNS = {Verdict.MET: "✓", Verdict.ON_TRACK: "↑", Verdict.MISSED: "✗", Verdict.BEHIND: "↓"}
MOST_NAMED = 2
"""Targets that a change for all makes stricter or looser are named up to this many."""
_SAID_AT_ONCE = ("demand", "monitored", "milestone")
"""Fields of a target that its own row shows."""


class Row(Struct, frozen=True, kw_only=True):
    """One line: what it is about, before and now, what that means, and the verdict that flips."""

    label: str
    old: str = ""
    new: str = ""
    effect: str = ""
    remark: str = ""
    sign: str = "~"
    indent: int = 0
    line: int | None = None
    verdict: str = ""
    verdict_sign: str = ""
    verdict_remark: str = ""
    is_text: bool = False


class Page(Struct, frozen=True, kw_only=True):
    """What a diff shows, in the order of reading."""

    title: str
    head: tuple[str, ...]
    summary: tuple[str, ...]
    columns: tuple[str, str]
    files: str
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    reworded: tuple[Row, ...] = ()
    quiet: tuple[str, ...] = ()
    """What is the same, or only stands or is called otherwise."""
    notes: tuple[str, ...] = ()
    unchanged: str = ""
    same: tuple[str, ...] = ()
    """All there is to say where nothing differs in substance."""


def review_page(review: Review, lang: Lang) -> Page:
    """Set out what differs between two agreements."""
    return _Builder(review, lang).page()


class _Builder:
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

    def page(self) -> Page:
        groups = [(self.word(f"section_{section}"), tuple(self.section(section))) for section in SECTIONS]
        orphans = tuple(self.orphan(flip) for id, flip in self.flips.items() if id not in self.told)
        if orphans:
            groups.insert(1, (self.word("flips_title", files=self.files()), orphans))
        return Page(
            title=self.title(),
            head=tuple(filter(None, (f"{clean(self.old.file)} → {clean(self.new.file)}", self.files()))),
            summary=tuple(self.summary()),
            columns=self.columns(),
            files=self.files(),
            groups=tuple((name, rows) for name, rows in groups if rows),
            reworded=tuple(self.reworded()),
            quiet=tuple(self.quiet()),
            notes=tuple(self.notes()),
            unchanged=self.unchanged(),
            same=tuple(self.same()) if self.review.is_same else (),
        )

    def same(self) -> Iterable[str]:
        """Say how the two differ where they mean the same."""
        text, file = self.review.text, clean(self.new.file)
        lines = self.said.count("count_lines", text.lines)
        yield self.word("same_meaning", file=file, lines=lines) if text.lines else self.word("identical", file=file)
        names = [f"{was} → {now}" for renames in self.before.values() for now, was in renames.items()]
        equal = sum(change.effect is Effect.EQUAL and not change.cause for change in self.changes.changes)
        counts = {"moved": self.changes.moved, "renamed": len(names), "equal": equal, "remarks": text.remarks}
        said = [self.word(f"same_{key}", count=count, names=", ".join(names)) for key, count in counts.items() if count]
        if said:
            yield " · ".join(said)

    def unchanged(self) -> str:
        """Count the entries in which nothing differs."""
        parts = []
        for section in ("targets", "measures", "indicators"):
            touched = {
                change.id
                for change in self.changes.changes
                if change.section == section and change.cause != f"{AGREEMENT}.year"
            }
            touched |= {shift.id for shift in self.changes.shifts if shift.cause} if section == "targets" else set()
            count = len(entries(self.new, section).keys() - touched)
            parts += [self.said.count(f"n_{section}", count)] if count else []
        return self.word("unchanged", list=", ".join(parts)) if parts else ""

    # Head

    def title(self) -> str:
        old, new = clean(self.old.title), clean(self.new.title)
        years = str(self.old.year), str(self.new.year)
        bare = [
            " ".join(title.replace(year, " ").split()).rstrip(" ,:")
            for title, year in zip((old, new), years, strict=True)
        ]
        if bare[0] == bare[1]:
            return old if years[0] == years[1] else f"{bare[0]}: {years[0]} → {years[1]}"
        return f"{old} → {new}"

    def columns(self) -> tuple[str, str]:
        years = str(self.old.year), str(self.new.year)
        return years if years[0] != years[1] else (self.word("before"), self.word("now"))

    def files(self) -> str:
        verdicts = self.review.verdicts
        return ", ".join(clean(source.file) for source in verdicts.new.actuals.files) if verdicts else ""

    def summary(self) -> list[str]:
        """Say in one sentence what changed, in another what flips."""
        standings = [self.standing(id, target) for id, target in self.new.targets.items()]
        standings += [
            "gone" for change in self.changes.changes if (change.kind, change.section) == ("removed", "targets")
        ]
        counts = {key: standings.count(key) for key in dict.fromkeys(standings) if key}
        parts = [self.said.count("count_lines", self.review.text.lines)] if self.old.year == self.new.year else []
        for number, (key, count) in enumerate(counts.items()):
            noun = self.said.count("n_targets", count) if not number else str(count)
            parts.append(f"{noun} {self.word(f'count_{key}' if f'count_{key}' in WORDS else f'effect_{key}')}")
        for section in ("indicators", "measures"):
            ids = {
                change.id for change in self.changes.changes
                if change.section == section and self.is_told(change)
            }  # fmt: skip
            parts += [self.said.count(f"count_{section}", len(ids))] if ids else []
        top = sum(
            change.section == AGREEMENT and change.field not in ("year", "judged") and self.is_told(change)
            for change in self.changes.changes
        )
        parts += [self.said.count("count_agreement", top)] if top else []
        worded = sum(change.effect is Effect.WORDING and not change.cause for change in self.changes.changes)
        parts += [self.said.count("count_wording", worded)] if worded else []
        sentences = [", ".join(parts)] if parts else []
        if self.review.verdicts:
            flipped = sum(flip.old is not None and flip.new is not None for flip in self.flips.values())
            key = "flips_none" if not flipped else "flips_one" if flipped == 1 else "flips_many"
            sentences.append(self.word(key, count=flipped, files=self.files()))
        return sentences

    def standing(self, id: str, target: Target) -> str:
        """Give what a target is counted as."""
        own = self.by_entry.get(("targets", id), [])
        if any(change.kind == "added" for change in own):
            return "new_monitored" if target.monitored else "new"
        shift = self.shifts.get(id)
        meant = [
            change for change in own if change.kind == "changed" and change.effect not in (Effect.WORDING, Effect.EQUAL)
        ]
        if any(not change.cause for change in meant):
            return str(shift.effect) if shift else "changed"
        if shift and shift.cause:
            return str(shift.effect)
        causes = {change.cause for change in meant} if self.is_number(id) else set()
        return "reread" if causes & {f"{AGREEMENT}.judged", f"{AGREEMENT}.decimals"} else ""

    # Rows

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
        affected = [
            other
            for other in self.changes.changes
            if other.cause == f"{AGREEMENT}.{name}" and other.section == "targets" and other.field == name
        ]
        judged = [other for other in affected if self.is_number(other.id)]
        by_effect: dict[Effect, list[str]] = {}
        for other in judged:
            by_effect.setdefault(other.effect, []).append(self.label(self.new.targets[other.id], self.new))
        words = [
            self.word(
                "so_many" if len(labels) > MOST_NAMED else "so_named",
                effect=self.said.effect(effect),
                count=len(labels),
                names="; ".join(labels),
            )
            for effect, labels in by_effect.items()
        ]
        effect = self.said.effect(judged[0].effect) if len(by_effect) == 1 else ", ".join(words)
        place = self.new.judged_place if name == "judged" else None
        return Row(
            label=label,
            old=self.said.value(change.old, self.old, name),
            new=self.said.value(change.new, self.new, name),
            effect=effect,
            line=place.line if place else None,
            is_text=name in ("reservation", "legal_basis", "parties"),
        )

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
            effect, remark = self.said.effect(demand.effect), self.said.remark(demand, new)
        elif shift and shift.cause:
            effect, remark = self.said.effect(shift.effect), self.word("moved_by", cause=self.cause(shift.cause))
        elif shift and shift.effect in DIRECTIONS:
            effect = self.said.effect(shift.effect)
        if demand and shift and shift.effect in DIRECTIONS and demand.effect in DIRECTIONS:
            together = self.word("altogether", effect=self.said.effect(shift.effect))
            remark = "; ".join(filter(None, (remark, together))) if shift.effect is not demand.effect else remark
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

    def demanded(self, target: Target, values: tuple[Any, ...]) -> str:
        if target.milestone is not None:
            return clean(target.milestone) or self.word("open")
        if target.demand and not target.monitored:
            return self.said.demand(target.demand, target, values)
        return self.word("monitored")

    def cause(self, path: str) -> str:
        section, id, field = path.split(".")
        return f"{clean(entries(self.new, section)[id].label)}, {self.said.field(field)}"

    def field_row(self, change: Change, old: Any, new: Any, indent: int, label: str = "") -> Row:
        field = self.said.field(change.field) if change.field else ""
        effect = "" if change.effect is Effect.CHANGED else self.said.effect(change.effect)
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

    # Verdicts

    def orphan(self, flip: Flip) -> Row:
        """Give the row of a target that itself did not change, but whose verdict did."""
        result = flip.new or flip.old
        assert result
        agreement = self.new if flip.new else self.old
        return flipped(Row(sign="", label=self.label(result.target, agreement)), flip, self.said)

    # What is the same

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

    def quiet(self) -> Iterable[str]:
        """Say what is only called or spelled otherwise, and what did not change at all."""
        for section, renames in self.before.items():
            for now, was in renames.items():
                yield self.word("is_called", section=self.word(f"one_{section}"), old=was, new=now)
        for change in self.changes.changes:
            if change.effect is Effect.EQUAL and not change.cause:
                new = entries(self.new, change.section)[change.id]
                old = entries(self.old, change.section)[self.before[change.section].get(change.id, change.id)]
                values = [self.said.value(value, entry, change.field)
                          for value, entry in ((change.old, old), (change.new, new))]  # fmt: skip
                yield self.word(
                    "is_equal", id=change.id, field=self.said.field(change.field), old=values[0], new=values[1]
                )

    def notes(self) -> Iterable[str]:
        """Say what to mind: names that files of actuals must now use, and targets that nothing can be said of."""
        for was, now in self.changes.renames.measures.items():
            if was not in self.new.measures[now].aliases:
                yield self.word("actuals_must_say", old=was, new=now)
        verdicts = self.review.verdicts
        if verdicts is None:
            return
        names = self.changes.renames.targets
        before = {names.get(found.target.id, found.target.id): found for found in verdicts.old.results}
        both = [
            result
            for result in verdicts.new.results
            if result.verdict is Verdict.OPEN and _is_open(before.get(result.target.id))
        ]
        if both:
            yield self.said.count("both_open", len(both))


def flipped(row: Row, flip: Flip | None, said: Said) -> Row:
    """Put beside a row the verdict of its target that differs."""
    if flip is None or not ((flip.old and flip.new) or _is_told(flip)):
        return row
    old, new = (said.word(str(result.verdict)) if result else "" for result in (flip.old, flip.new))
    result = flip.new or flip.old
    sign = _VERDICT_SIGNS.get(result.verdict, "?") if result else ""
    verdict = " → ".join(filter(None, (old, new)))
    return replace(row, verdict=verdict, verdict_sign=sign, verdict_remark=_deciding(flip, said))


def _label(entry: Any, agreement: Agreement) -> str:
    group = agreement.groups.get(entry.group, "") if entry.group else ""
    return ", ".join(filter(None, (clean(group), clean(entry.label))))


def _is_told(flip: Flip) -> bool:
    """Say whether the verdict of a target that only one side has is worth telling: what is only monitored has none."""
    result = flip.new or flip.old
    return result is not None and result.verdict is not Verdict.MONITORED


def _deciding(flip: Flip, said: Said) -> str:
    """Give the value that decided, the bound it was held against, and what would be needed exactly."""
    result = flip.new or flip.old
    silent = next((side for side in (flip.new, flip.old) if side and side.verdict is Verdict.OPEN), None)
    if silent:
        return reason_text(silent.reason, said.lang) if silent.reason else ""
    if result is None or result.actual is None or result.actual.value is None or not result.target.demand:
        return ""
    ends = tuple(end for side in (flip.old, flip.new) if side for end in side.ends)
    actual = said.shown.telling(result.actual.value, replace(result, ends=ends))
    plus = "+" if is_relative(result.target) and result.actual.value > 0 else ""
    bounds = tuple(part.value for part in result.bounds if part.value is not None)
    demand = said.demand(result.target.demand, result.target, bounds)
    demand = demand.removeprefix(f"{KIND_SIGNS.get(result.target.demand.kind)} ")
    text = said.word("held_against", actual=plus + actual, bound=demand)
    needed = _needed(flip)
    return text if needed is None else f"{text}, {said.word('needed', needed=decimal_text(needed, 0, said.lang))}"


def _needed(flip: Flip) -> Fraction | None:
    """Give the least change that would turn the exact verdict, from where rounding decided over the same bound."""
    if flip.new is None:
        return None
    found = flip.new.needed
    if found is None and flip.old and flip.old.ends == flip.new.ends:
        found = flip.old.needed
    return Fraction(found.needed) if found else None


def _is_open(result: Result | None) -> bool:
    return result is not None and result.verdict is Verdict.OPEN


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
