"""The foot of a page: the count, what rounding decided, conditions, what is open and what to do, the reservation.

Takes a Report and the results shown, gives blocks of notes in that order, which is fixed.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.period import Month, Year
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Reason, Report, Result, Verdict
from zielcalc.model.sheet import Row, RowForm
from zielcalc.model.words import WORDS, word
from zielcalc.write.clean import clean
from zielcalc.write.shown import Shown, decimals_of
from zielcalc.write.template import DELIMITERS

ROUNDED_SIGN = "≈"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Note(Struct, frozen=True):
    """A paragraph of the foot, with the mark that leads to it, and what is set below it."""

    text: str
    mark: str = ""
    below: tuple[tuple[str, str], ...] = ()
    """Pairs of what is spoken of and what is said of it."""
    command: str = ""
    """A command to type, which stands on one line."""


class Marks:
    """The raised numbers that lead from rows to notes; the same for what the same note explains."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, ...], str] = {}

    def of(self, about: tuple[str, ...]) -> str:
        """Give the mark of a note, a new one for what has none yet."""
        return self.given.setdefault(about, str(len(self.given) + 1).translate(_SUPERSCRIPT))


class Foot:
    """Sets the notes below a table."""

    def __init__(self, report: Report, results: list[Result], lang: Lang, marks: Marks) -> None:
        self.report = report
        self.agreement = report.agreement
        self.results = results
        self.lang = lang
        self.marks = marks
        self.shown = Shown(lang)
        self.year = str(report.agreement.year)
        self.prior = str(report.agreement.year.before())

    def word(self, key: str, **gaps: object) -> str:
        return word(key, self.lang, **gaps)

    def blocks(self) -> list[list[Note]]:
        """Give the notes, in blocks."""
        blocks = (self.count(), self.rounding(), self.conditions(), self.opens(), self.reservation())
        return [notes for notes in blocks if notes]

    def count(self) -> list[Note]:
        """Count the verdicts, those reached only by rounding among them."""
        counted = self.report.counted
        rounded = sum(result.by_rounding and result.verdict is Verdict.MET for result in counted)
        judged, others = [], []
        for verdict, count in self.report.summary().items():
            piece = f"{count} {self.word(verdict)}"
            if verdict is Verdict.MET and rounded:
                piece += f", {self.word('only_rounded', count=rounded)}"
            if verdict in (Verdict.MONITORED, Verdict.WAIVED):
                others += [piece] if count else []
            elif count or verdict in (Verdict.MET, Verdict.MISSED):
                judged.append(piece)
        if following := len(self.report.results) - len(counted):
            others.append(self.word("follow" if following == 1 else "follow_many", count=following))
        key = "target_one" if len(counted) == 1 else "targets"
        lines = [Note(self.word(key, count=len(counted), list=" · ".join(judged)))]
        if others:
            lines.append(Note(self.word("besides", list=" · ".join(others))))
        if len(self.results) < len(self.report.results):
            lines.append(Note(self.word("shown_of", shown=len(self.results), count=len(self.report.results))))
        return lines

    def rounding(self) -> list[Note]:
        """Say what rounding decided, and by how many persons."""
        notes: list[Note] = []
        keys = {Verdict.MISSED: "exactly_missed", Verdict.MET: "exactly_met", Verdict.OPEN: "exactly_open"}
        for exact, key in keys.items():
            found = [result for result in self.results if result.by_rounding and result.verdict_exact is exact]
            if found:
                notes.append(Note(self.word(key), ROUNDED_SIGN, tuple(map(self.rounded, found))))
        return notes

    def rounded(self, result: Result) -> tuple[str, str]:
        value = result.actual.value if result.actual else None
        actual = "" if value is None else self.shown.telling(value, result)
        if value is None and result.actual_ends:
            low, high = self.shown.span(result.actual_ends, result)
            actual = self.word("from_to", low=low, high=high)
        bound = self.shown.bound(result, self.prior).lstrip("≥≤>=< ")
        said = [self.word("instead_of", actual=actual, bound=bound)] if actual else []
        if needed := result.needed:
            measure = self.agreement.measures[needed.measure]
            was, now = (needed.text(value, self.lang) for value in (needed.actual, Fraction(needed.needed)))
            said.append(self.word("would_be_needed", needed=now, actual=was, label=clean(measure.label)))
        return self.full_label(result), "; ".join(said)

    def full_label(self, result: Result) -> str:
        """Give a target's label with its group's, as labels alone repeat."""
        target = result.target
        group = clean(self.agreement.groups[target.group]) if target.group else ""
        return ", ".join(filter(None, (group, clean(target.label))))

    def conditions(self) -> list[Note]:
        """Say of each condition whether it holds."""
        notes = []
        for result in self.results:
            condition = result.target.condition
            if condition is None:
                continue
            state = {None: "condition_unreported", True: "condition_holds", False: "condition_fails"}[result.holds]
            key = state if condition.holds else "condition_only"
            text = self.word(key, text=clean(condition.text))
            note = Note(text, self.marks.of(("condition", condition.text)))
            if note not in notes:
                notes.append(note)
        return notes

    def opens(self) -> list[Note]:
        """Say why targets are open and what to do about it, once for each kind of reason."""
        by_kind: dict[tuple[str, ...], list[Result]] = {}
        for result in self.results:
            if result.verdict is Verdict.OPEN:
                by_kind.setdefault(kinds_of(result), []).append(result)
        notes = [self.open_note(kinds, results) for kinds, results in by_kind.items()] + self.flags()
        order = list(self.marks.given.values())
        return [*sorted(notes, key=lambda note: order.index(note.mark)), *self.offer()]

    def offer(self) -> list[Note]:
        """Say which command writes a sheet with what is missing, and how much it asks for."""
        offer = self.report.offer
        if offer is None or not any(result.verdict is Verdict.OPEN for result in self.results):
            return []
        conditions = sum(row.kind(self.agreement) == "condition" for row in offer.rows)
        count = len(offer.rows) - conditions
        if not count:  # What is open is so for another reason.
            return []
        text = self.word("offer_row" if count == 1 else "offer_rows", count=count)
        if conditions:
            text += " " + self.word("offer_condition" if conditions == 1 else "offer_conditions", count=conditions)
        return [Note(f"{text}:", command=clean(offer.command))]

    def flags(self) -> list[Note]:
        """Say what the marks at verdicts mean that are not open."""
        results = self.results
        flags = {
            "withheld": any(result.is_whatever_withheld for result in results),
            "provisional": any(result.is_provisional for result in results),
            "not_comparable": any(result.is_not_comparable for result in results),
            "rounded_baseline": any(result.baseline_is_rounded for result in results),
        }
        months = self.agreement.final_after
        notes = [
            Note(self.word(f"flag_{flag}", months=months), self.marks.of((flag,)))
            for flag, is_set in flags.items()
            if is_set
        ]
        for verdict in dict.fromkeys(result.verdict_otherwise for result in results if result.verdict_otherwise):
            text = self.word("otherwise", verdict=self.word(verdict))
            notes.append(Note(text, self.marks.of(("otherwise", verdict))))
        return notes

    def open_note(self, kinds: tuple[str, ...], results: list[Result]) -> Note:
        reasons = list(dict.fromkeys(reason for result in results for reason in result.reasons))
        together = f"note_{'_'.join(kinds)}"
        keys = [together] if together in WORDS else [f"note_{kind}" for kind in kinds]
        text = " ".join(self.word(key, year=self.year, prior=self.agreement.year.before()) for key in keys)
        form, year = form_of(self.report, self.lang), self.agreement.year
        if kinds == ("not-reported",):
            row = form.line(Row(results[0].target.id, year), self.word("yes"))
            return Note(f"{text} {self.word('one_row', row=row)}", self.marks.of(kinds))
        missing = dict.fromkeys(row for result in results for row in result.missing)
        if rows := rows_said(missing, form, year, self.lang):
            between = "; " if form.delimiter == "," else ", "
            return Note(f"{text} {self.word('rows_missing', rows=between.join(rows))}", self.marks.of(kinds))
        names = dict.fromkeys(self.detail(reason) for reason in reasons if reason.code in kinds)
        return Note(f"{text} {'; '.join(filter(None, names))}".strip(), self.marks.of(kinds))

    def detail(self, reason: Reason) -> str:
        return ", ".join(filter(None, (clean(reason.name), reason.period)))

    def reservation(self) -> list[Note]:
        """Print where the agreement reserves judgement, and beside it how the planning assumptions turned out."""
        if self.agreement.reservation is None:
            return []
        notes = [Note(self.word("reservation", text=clean(self.agreement.reservation)))]
        pieces = []
        for result in self.report.results:
            target = result.target
            actual, plan = (part.value if part else None for part in (result.actual, result.plan))
            if result.verdict is Verdict.MONITORED and target.of and actual is not None and plan is not None:
                gap = self.shown.gap(actual - plan, target.unit, decimals_of(target))
                pieces.append(
                    self.word("against_plan", label=self.full_label(result), gap=f"±{gap}" if actual == plan else gap)
                )
        return notes + [Note(piece) for piece in pieces]


def form_of(report: Report, lang: Lang) -> RowForm:
    """Give how a row is added to the actuals: as their first text has them, else as `template` writes it."""
    forms = (source.form for source in report.actuals.files if source.form)
    form = next(forms, RowForm(DELIMITERS[lang]))
    return RowForm(" " * 2, form.columns) if form.delimiter == "\t" else form


def rows_said(rows: Iterable[Row], form: RowForm, year: Year, lang: Lang, value: str = "") -> list[str]:
    """Name rows to add as the file has them, months that follow one another by the first and the last of them.

    >>> rows = [Row("a", Month.of(2016, month)) for month in (1, 2, 3, 7)]
    >>> rows_said(rows, RowForm(","), Year(Month.of(2016, 1)), "en", "…")
    ['a,201601,… to a,201603,…', 'a,201607,…']
    """
    rows, runs = list(rows), list[list[Row]]()
    form = form.fit_for(rows, year)
    for row in rows:
        before = runs[-1][-1] if runs else None
        if before and before.id == row.id and isinstance(before.period, Month) and before.period + 1 == row.period:
            runs[-1].append(row)
        else:
            runs.append([row])
    ends = [[form.line(row, value) for row in (run[0], run[-1])] for run in runs]
    ends = ends if value else [[text.strip(form.delimiter) for text in pair] for pair in ends]
    return [first if first == last else word("from_to", lang, low=first, high=last) for first, last in ends]


def kinds_of(result: Result) -> tuple[str, ...]:
    """Give the kinds of reason a target is open for, in the order they weigh."""
    return tuple(dict.fromkeys(reason.code for reason in result.reasons))
