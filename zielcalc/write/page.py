"""The page: a report as head, rows and foot in one language. Takes a Report, gives text that any layout can set.

The order of the foot is fixed: the count, what rounding decided, conditions, what is open and what to do, reservation.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.quantity import Lang, decimal_text, short_text
from zielcalc.model.report import Reason, Report, Result, Verdict
from zielcalc.model.unit import PERCENT
from zielcalc.model.words import WORDS, word
from zielcalc.write.clean import clean
from zielcalc.write.shown import Shown, decimals_of, is_relative

SIGNS = {
    Verdict.MET: "✓",
    Verdict.MISSED: "✗",
    Verdict.ON_TRACK: "↑",
    Verdict.BEHIND: "↓",
    Verdict.PENDING: "…",
    Verdict.OPEN: "?",
    Verdict.MONITORED: "·",
    Verdict.WAIVED: "–",
}
ROUNDED_SIGN = "≈"
COLUMNS = (
    "as_of",
    "prior",
    "plan",
    "bound",
    "to_date",
    "actual",
    "gliding",
    "delta",
    "change",
    "gap",
    "verdict",
    "exact",
)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Row(Struct, frozen=True):
    """One target's line: its sign, its label, and a text for each column."""

    sign: str
    label: str
    cells: dict[str, str]
    verdict: Verdict
    indent: int = 0


class Note(Struct, frozen=True):
    """A paragraph of the foot, with the mark that leads to it, and what is set below it."""

    text: str
    mark: str = ""
    below: tuple[tuple[str, str], ...] = ()
    """Pairs of what is spoken of and what is said of it."""


class Page(Struct):
    """A report in words."""

    title: str
    head: list[str]
    remarks: list[str]
    columns: dict[str, str]
    groups: list[tuple[str, list[Row]]]
    foot: list[list[Note]] = []


def page_of(report: Report, lang: Lang, only: Iterable[str] = (), detailed: bool = False) -> Page:
    """Set a report into words; `only` keeps the rows of some verdicts, `detailed` says more in the head."""
    return _Setting(report, lang, tuple(only), detailed).page()


class _Setting:
    def __init__(self, report: Report, lang: Lang, only: tuple[str, ...], detailed: bool) -> None:
        self.report = report
        self.agreement: Agreement = report.agreement
        self.lang = lang
        self.shown = Shown(lang)
        self.detailed = detailed
        self.results = [result for result in report.results if not only or result.verdict in only]
        year = self.agreement.year
        is_calendar = "/" not in str(year)
        self.year = str(year)
        self.prior = str(year.before()) if is_calendar else self.word("prior")
        self.months = {result.as_of for result in self.results if result.as_of and result.target.of is not None}
        self.marks: dict[tuple[str, ...], str] = {}
        for result in self.results:
            if result.target.condition:
                self.mark(("condition", result.target.condition.text))

    def word(self, key: str, **gaps: object) -> str:
        return word(key, self.lang, **gaps)

    def page(self) -> Page:
        groups = self.groups()
        columns = {key: self.word(f"column_{key}") for key in COLUMNS}
        columns["prior"] = self.prior
        columns["bound"] = self.word("column_bound", year=self.year if self.prior != self.word("prior") else "").strip()
        return Page(
            title=clean(self.agreement.title),
            head=self.head(),
            remarks=self.remarks(),
            columns=columns,
            groups=[(name, rows) for name, rows in groups if rows],
            foot=[
                notes
                for notes in (self.count(), self.rounding(), self.conditions(), self.opens(), self.reservation())
                if notes
            ],
        )

    def head(self) -> list[str]:
        """Name the agreement, the actuals, the month judged and the reading."""
        files = [clean(source.file) for source in self.report.actuals.files]
        if self.report.is_plan:
            files.append(self.word("own_plan"))
        in_year = [result for result in self.results if result.verdict in (Verdict.ON_TRACK, Verdict.BEHIND)]
        reading = self.word("judged_in_year" if in_year else f"judged_{self.agreement.judged}")
        if self.detailed and not in_year and self.agreement.judged_place.line:
            line = self.word("judged_line", judged=self.agreement.judged, line=self.agreement.judged_place.line)
            reading = f"{reading} ({line})"
        return [clean(self.agreement.file), *files, self.stand(), reading]

    def remarks(self) -> list[str]:
        """Say how a year's numbers were brought to a month, and that linear is an assumption of ours."""
        paces = {result.pace for result in self.results if result.pace}
        keys = [key for key in ("linear", "prior_year", "agreed") if key in paces]
        shares = {result.pace_share for result in self.results if result.pace == "linear"}
        elapsed = {int(share * 12) for share in shares if share is not None}
        share = f"{elapsed.pop()}/12" if len(elapsed) == 1 else self.word("pace_elapsed")
        return [self.word(f"pace_{key}", share=share) for key in keys]

    def stand(self) -> str:
        months = sorted({result.as_of for result in self.report.results if result.as_of})
        if not months:
            return self.word("no_month", year=self.year)
        if months == [self.agreement.year.last]:
            return self.word("year_complete", year=self.year)
        if len(months) == 1:
            return self.word("as_of", month=self.shown.month(months[0]))
        return self.word("as_of_each", first=self.shown.month(months[0]), last=self.shown.month(months[-1]))

    def groups(self) -> list[tuple[str, list[Row]]]:
        """Put the rows under their groups, in the agreement's order, each under the one it follows or is part of."""
        by_group: dict[str | None, list[Result]] = {None: [], **{id: [] for id in self.agreement.groups}}
        for result in self.results:
            by_group[result.target.group].append(result)
        return [
            (clean(self.agreement.groups[id]) if id else "", [self.row(*placed) for placed in _placed(results)])
            for id, results in by_group.items()
        ]

    def row(self, result: Result, indent: int) -> Row:
        target = result.target
        verdict = self.word(result.verdict)
        if result.by_rounding:
            verdict += f" {ROUNDED_SIGN}"
        if result.is_assumed:
            verdict += f" ({self.word('assumed')})"
        if result.verdict is Verdict.OPEN:
            verdict += f" {self.mark(_kinds(result))}"
        elif result.is_whatever_withheld:
            verdict += f" {self.mark(('withheld',))}"
        for key, is_so in (("provisional", result.is_provisional), ("not_comparable", result.is_not_comparable)):
            if is_so:
                verdict += f" {self.mark((key,))}"
        if result.verdict_otherwise:
            verdict += f" {self.mark(('otherwise', result.verdict_otherwise))}"
        label = clean(target.label)
        if result.gliding is not None and target.unit.is_percentage:
            label += f" ({self.word('to_date')})"
        if target.condition:
            label += f" {self.mark(('condition', target.condition.text))}"
        cells = {
            "verdict": verdict,
            "as_of": self.month(result),
            **(self.milestone_cells(result) if target.of is None else self.cells(result)),
        }
        return Row(ROUNDED_SIGN if result.by_rounding else SIGNS[result.verdict], label, cells, result.verdict, indent)

    def month(self, result: Result) -> str:
        """Give the month judged where the targets differ in it."""
        is_told = len(self.months) > 1 and result.as_of and result.target.of is not None
        return self.shown.short_month(result.as_of) if is_told and result.as_of else ""

    def milestone_cells(self, result: Result) -> dict[str, str]:
        said = {None: "none", True: "yes", False: "no"}[result.reported]
        return {"bound": self.word("yes"), "actual": self.word(said)}

    def cells(self, result: Result) -> dict[str, str]:
        target, shown = result.target, self.shown
        decimals, unit = decimals_of(target), target.unit
        relative = is_relative(target)
        baseline = None if relative or not result.baseline else result.baseline.value
        plan = result.plan.value if result.plan else None
        actual = result.actual.value if result.actual else None
        lacks_baseline = any(reason.code == "no-baseline" for reason in result.reasons)
        cells = {
            "prior": self.word("none") if lacks_baseline else "",
            "bound": shown.bound(result, self.prior),
            "actual": self.word("none") if actual is None else self.actual(result, actual),
        }
        if actual is None and result.actual_ends:
            low, high = (shown.number(end, unit, decimals, relative) for end in result.actual_ends)
            cells["actual"] = low if low == high else self.word("from_to", low=low, high=high)
        if baseline is not None:
            cells["prior"] = shown.number(baseline, unit, decimals)
        if result.as_of and not result.is_complete and target.demand:
            cells["to_date"] = shown.to_date(result)
        if result.gliding is not None and result.gliding.value is not None:
            cells["gliding"] = shown.number(result.gliding.value, unit, decimals)
        if plan is not None:
            cells["plan"] = shown.number(plan, unit, decimals, relative)
        if result.delta is not None and not relative:
            cells["delta"] = shown.number(result.delta, unit.of_difference(), decimals, signed=True)
        if result.change is not None and not relative:
            cells["change"] = shown.number(result.change, PERCENT, 1, signed=True)
        if result.gap is not None:
            cells["gap"] = shown.gap(result.gap, unit, shown.finer_decimals(result.gap, target, result.is_complete))
        if result.verdict in (Verdict.MET, Verdict.MISSED):
            cells["exact"] = self.word(result.verdict_exact)
        return cells

    def actual(self, result: Result, value: Fraction) -> str:
        """Give the actual at the decimals it is judged at; in the year, where that is exact, a count's fraction too."""
        target = result.target
        if result.is_complete:
            return self.shown.number(value, target.unit, decimals_of(target), is_relative(target))
        return self.shown.finer(value, target, is_relative(target))

    def mark(self, about: tuple[str, ...]) -> str:
        """Give the raised number that leads to a note; the same for what the same note explains."""
        return self.marks.setdefault(about, str(len(self.marks) + 1).translate(_SUPERSCRIPT))

    # The foot

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
        for exact, key in ((Verdict.MISSED, "exactly_missed"), (Verdict.MET, "exactly_met")):
            found = [result for result in self.results if result.by_rounding and result.verdict_exact is exact]
            if found:
                notes.append(Note(self.word(key), ROUNDED_SIGN, tuple(map(self.rounded, found))))
        return notes

    def rounded(self, result: Result) -> tuple[str, str]:
        actual = result.actual.value if result.actual else None
        bound = self.shown.bound(result, self.prior).lstrip("≥≤>=< ")
        said = (
            [] if actual is None else [self.word("instead_of", actual=self.shown.telling(actual, result), bound=bound)]
        )
        if needed := result.needed:
            measure = self.agreement.measures[needed.measure]
            was = short_text(needed.actual, 2, self.lang, "−")
            now = decimal_text(Fraction(needed.needed), 0, self.lang, "−")
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
            note = Note(text, self.mark(("condition", condition.text)))
            if note not in notes:
                notes.append(note)
        return notes

    def opens(self) -> list[Note]:
        """Say why targets are open and what to do about it, once for each kind of reason."""
        by_kind: dict[tuple[str, ...], list[Result]] = {}
        for result in self.results:
            if result.verdict is Verdict.OPEN:
                by_kind.setdefault(_kinds(result), []).append(result)
        notes = [self.open_note(kinds, results) for kinds, results in by_kind.items()]
        if any(result.is_whatever_withheld for result in self.results):
            notes.append(Note(self.word("whatever_withheld"), self.mark(("withheld",))))
        if any(result.is_provisional for result in self.results):
            notes.append(Note(self.word("provisional", months=self.agreement.final_after), self.mark(("provisional",))))
        if any(result.is_not_comparable for result in self.results):
            notes.append(Note(self.word("not_comparable"), self.mark(("not_comparable",))))
        for verdict in dict.fromkeys(result.verdict_otherwise for result in self.results):
            if verdict:
                text = self.word("otherwise", verdict=self.word(verdict))
                notes.append(Note(text, self.mark(("otherwise", verdict))))
        order = list(self.marks.values())
        return sorted(notes, key=lambda note: order.index(note.mark))

    def open_note(self, kinds: tuple[str, ...], results: list[Result]) -> Note:
        reasons = list(dict.fromkeys(reason for result in results for reason in result.reasons))
        together = f"note_{'_'.join(kinds)}"
        keys = [together] if together in WORDS else [f"note_{kind}" for kind in kinds]
        text = " ".join(self.word(key, year=self.year, prior=self.agreement.year.before()) for key in keys)
        if kinds == ("not-reported",):
            row = f"{results[0].target.id};{self.word('yes')}"
            return Note(f"{text} {self.word('one_row', row=row)}", self.mark(kinds))
        if rows := self.missing_rows(reasons):
            return Note(f"{text} {self.word('rows_missing', rows=', '.join(rows))}", self.mark(kinds))
        names = dict.fromkeys(self.detail(reason) for reason in reasons if reason.code in kinds)
        return Note(f"{text} {'; '.join(filter(None, names))}".strip(), self.mark(kinds))

    def missing_rows(self, reasons: list[Reason]) -> list[str]:
        """Give the rows, measure and period, that would let the targets be judged."""
        rows: dict[str, None] = {}
        for reason in reasons:
            if reason.code == "no-data":
                rows[f"{reason.name};{reason.period}"] = None
            elif reason.code == "month-missing":
                series = self.agreement.measures[reason.name].series
                rows[f"{series};{reason.period}"] = None
            elif reason.code == "no-baseline" and reason.name in self.agreement.measures:
                rows[f"{reason.name};{self.agreement.year.before()}"] = None
        return sorted(rows)

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
            if result.verdict is Verdict.MONITORED and result.gap is not None and result.plan and target.of is not None:
                gap = self.shown.gap(result.gap, target.unit, decimals_of(target))
                pieces.append(
                    self.word("against_plan", label=self.full_label(result), gap=f"±{gap}" if result.gap == 0 else gap)
                )
        return notes + [Note(piece) for piece in pieces]


def _kinds(result: Result) -> tuple[str, ...]:
    """Give the kinds of reason a target is open for, in the order they weigh."""
    return tuple(dict.fromkeys(reason.code for reason in result.reasons))


def _placed(results: list[Result]) -> list[tuple[Result, int]]:
    """Put each target below the one it follows or is part of, one step in where it is a part."""
    ids = {result.target.id for result in results}
    below: dict[str | None, list[Result]] = {}
    for result in results:
        above = next((id for id in (result.target.part_of, result.target.follows) if id in ids), None)
        below.setdefault(above, []).append(result)
    placed: list[tuple[Result, int]] = []
    waiting: list[tuple[Result, int]] = [(result, 0) for result in reversed(below.get(None, []))]
    while waiting:
        result, indent = waiting.pop()
        placed.append((result, indent))
        for inner in reversed(below.get(result.target.id, [])):
            waiting.append((inner, indent + (inner.target.part_of == result.target.id)))
    return placed
