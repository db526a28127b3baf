"""The page: a report as head, rows and foot in one language. Takes a Report, gives text that any layout can set.

The order of the foot is fixed: the count, what rounding decided, conditions, what is open and what to do, reservation.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Report, Result, Verdict
from zielcalc.model.unit import PERCENT
from zielcalc.model.words import word
from zielcalc.write.clean import clean
from zielcalc.write.foot import ROUNDED_SIGN, Foot, Marks, Note, kinds_of
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


class Row(Struct, frozen=True):
    """One target's line: its sign, its label, and a text for each column."""

    sign: str
    label: str
    cells: dict[str, str]
    verdict: Verdict
    indent: int = 0


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
        self.marks = Marks()
        for result in self.results:
            if result.target.condition:
                self.marks.of(("condition", result.target.condition.text))

    def word(self, key: str, **gaps: object) -> str:
        return word(key, self.lang, **gaps)

    def page(self) -> Page:
        groups = self.groups()
        columns = {key: self.word(f"column_{key}") for key in COLUMNS}
        columns["prior"] = self.prior
        if any(result.pace for result in self.results):
            columns |= {key: self.word("part_of_year", title=columns[key]) for key in ("prior", "plan")}
        columns["bound"] = self.word("column_bound", year=self.year if self.prior != self.word("prior") else "").strip()
        return Page(
            title=clean(self.agreement.title),
            head=self.head(),
            remarks=self.remarks(),
            columns=columns,
            groups=[(name, rows) for name, rows in groups if rows],
            foot=Foot(self.report, self.results, self.lang, self.marks).blocks(),
        )

    def head(self) -> list[str]:
        """Name the agreement, the actuals, the month judged and the reading."""
        files = [clean(source.file) for source in self.report.actuals.files]
        if self.report.is_plan:
            files.append(self.word("own_plan"))
        numbers = [result for result in self.results if result.as_of and result.target.of is not None]
        in_year = [result for result in numbers if not result.is_complete]
        reading = self.word("judged_in_year" if in_year else f"judged_{self.agreement.judged}")
        if self.detailed and not in_year and self.agreement.judged_place.line:
            line = self.word("judged_line", judged=self.agreement.judged, line=self.agreement.judged_place.line)
            reading = f"{reading} ({line})"
        return [clean(self.agreement.file), *files, self.stand(), reading]

    def remarks(self) -> list[str]:
        """Say how a year's numbers were brought to a month, and that linear is an assumption of ours."""
        paces = {
            "linear_said" if result.pace == "linear" and not result.is_pace_assumed else result.pace
            for result in self.results
        }
        keys = [key for key in ("linear", "linear_said", "prior_year", "agreed") if key in paces]
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
            verdict += f" {self.marks.of(kinds_of(result))}"
        elif result.is_whatever_withheld:
            verdict += f" {self.marks.of(('withheld',))}"
        flags = {
            "provisional": result.is_provisional,
            "not_comparable": result.is_not_comparable,
            "rounded_baseline": result.baseline_is_rounded,
        }
        for key, is_so in flags.items():
            if is_so:
                verdict += f" {self.marks.of((key,))}"
        if result.verdict_otherwise:
            verdict += f" {self.marks.of(('otherwise', result.verdict_otherwise))}"
        label = clean(target.label)
        if result.gliding is not None and target.unit.is_percentage:
            label += f" ({self.word('to_date')})"
        if target.condition:
            label += f" {self.marks.of(('condition', target.condition.text))}"
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
            "actual": self.word("none") if actual is None else shown.actual(actual, result),
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
