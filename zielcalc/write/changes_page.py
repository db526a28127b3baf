"""The page of a diff: what differs, entry by entry, with the verdicts that flip. Takes a Review, gives a Page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from zielcalc.model.agreement import Condition, Figure, Target
from zielcalc.model.changes import AGREEMENT, Effect, Review, entries
from zielcalc.model.problem import Place
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Report, Result, Verdict
from zielcalc.model.words import WORDS
from zielcalc.write.changes_flips import Row
from zielcalc.write.changes_rows import SECTIONS, Rows
from zielcalc.write.clean import clean


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


class _Builder(Rows):
    """Puts the rows under a title, what changed in a sentence, and what did not."""

    def page(self) -> Page:
        groups = [(self.word(f"section_{section}"), tuple(self.section(section))) for section in SECTIONS]
        orphans = tuple(self.orphan(flip) for id, flip in self.flips.items() if id not in self.told)
        if orphans:
            groups.insert(1, (self.flips_word("flips_title"), orphans))
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
            own = {
                change.id for change in self.changes.changes
                if change.section == section and change.is_meant and not change.cause
            }  # fmt: skip
            count = sum(
                id not in own and not (section == "targets" and self.standing(id, self.new.targets[id]))
                for id in entries(self.new, section)
            )
            parts += [self.said.count(f"n_{section}", count)] if count else []
        return self.word("unchanged", list=", ".join(parts)) if parts else ""

    # Head

    def title(self) -> str:
        old, new = clean(self.old.title), clean(self.new.title)
        years = str(self.old.year), str(self.new.year)
        both = zip((old, new), years, strict=True)
        bare = [re.sub(r" +(?=[,:]|$)", "", title.replace(year, "")).rstrip(" ,:") for title, year in both]
        if bare[0] == bare[1]:
            return old if years[0] == years[1] else f"{bare[0]}: {years[0]} → {years[1]}"
        return f"{old} → {new}"

    def columns(self) -> tuple[str, str]:
        years = str(self.old.year), str(self.new.year)
        return years if years[0] != years[1] else (self.word("before"), self.word("now"))

    def files(self) -> str:
        verdicts = self.review.verdicts
        return self.said.sources(verdicts.new.actuals) if verdicts else ""

    def flips_word(self, key: str, **gaps: object) -> str:
        """Say something of verdicts, as of the same actuals, or of rows that each year has of its own."""
        verdicts = self.review.verdicts
        is_of_years = verdicts and self.old.year != self.new.year and _rows(verdicts.old) != _rows(verdicts.new)
        return self.word(f"{key}_of_years" if is_of_years else key, files=self.files(), **gaps)

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
        parts += filter(None, map(self.different, ("indicators", "measures", "priorities", "groups")))
        top = {change.field for change in self.by_entry.get((AGREEMENT, ""), ()) if self.is_told(change)}
        only = self.word("only_the_year") if top == {"year"} and not parts else ""
        top -= {"judged", "year"}
        parts += [only] if only else []
        parts += [self.said.count("count_agreement", len(top))] if top else []
        worded = sum(change.effect is Effect.WORDING and not change.cause for change in self.changes.changes)
        parts += [self.said.count("count_wording", worded)] if worded else []
        sentences = [", ".join(parts)] if parts else []
        if self.review.verdicts:
            opens = [_is_open(flip.old) or _is_open(flip.new) for flip in self.flips.values() if flip.old and flip.new]
            count, opened = opens.count(False), opens.count(True)
            key = "flips_none" if not count else "flips_one" if count == 1 else "flips_many"
            said = self.flips_word(key, count=count)
            sentences.append(f"{said}, {self.said.count('flips_open', opened)}" if opened else said)
        return sentences

    def different(self, section: str) -> str:
        """Say how many entries of a section are new, gone or otherwise."""
        first = {id: changes[0] for (at, id), changes in self.by_entry.items() if at == section}
        told = [id for id in first if any(map(self.is_told, self.by_entry[section, id]))]
        kinds = [first[id].kind if first[id].kind in ("added", "removed") else "different" for id in told]
        counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
        if not counts:
            return ""
        total = self.said.count(f"n_{section}", len(kinds))
        if len(counts) == 1:
            return f"{total} {self.word(f'effect_{kinds[0]}')}"
        parts = [f"{count} {self.word(f'effect_{kind}')}" for kind, count in counts.items()]
        return f"{total} ({', '.join(parts)})"

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
        causes = {change.cause for change in meant} if self.is_number(id) and shift else set()
        return "reread" if causes & {f"{AGREEMENT}.judged", f"{AGREEMENT}.decimals"} else ""

    # What is the same

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
                how = self.word("effect_equal" if isinstance(change.new, Figure) else "equal_in_value")
                if values[0] == values[1]:
                    continue
                field = self.said.field(change.field)
                yield self.word("is_equal", id=change.id, field=field, old=values[0], new=values[1], how=how)

    def notes(self) -> Iterable[str]:
        """Say what to mind: names that files of actuals must now use, and targets that nothing can be said of."""
        renames = self.changes.renames
        promises = {was: now for was, now in renames.targets.items() if self.new.targets[now].milestone is not None}
        conditions = {
            change.old.holds: change.new.holds
            for change in self.changes.changes
            if isinstance(change.old, Condition) and isinstance(change.new, Condition)
            if change.old.holds and change.new.holds and change.old.holds not in self.new.yes_no_names
        }
        for was, now in {**renames.measures, **promises, **conditions}.items():
            if now not in self.new.measures or was not in self.new.measures[now].aliases:
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


def _rows(report: Report) -> set[Place]:
    """Give where the actuals of the agreed year stand."""
    year, actuals = report.agreement.year, report.actuals
    annual = {cell.place for (_, period), cell in actuals.annual.items() if period == year}
    return annual | {cell.place for (_, month), cell in actuals.monthly.items() if month in year}


def _is_open(result: Result | None) -> bool:
    return result is not None and result.verdict is Verdict.OPEN
