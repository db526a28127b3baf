"""The outlook in words: what is still missing and where the year ends, for a terminal. Takes Needs or Forecasts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from fractions import Fraction

import tabulate

from zielcalc.model.actuals import Cell
from zielcalc.model.agreement import Agreement, Owner, Target
from zielcalc.model.outlook import Ending, Forecast, Forecasts, Need, Needs, Proof, Range, Way
from zielcalc.model.quantity import Lang, decimal_text, ending_decimals
from zielcalc.model.report import Reason, Report, Verdict
from zielcalc.model.unit import PERCENT
from zielcalc.model.words import word
from zielcalc.write.clean import clean
from zielcalc.write.document import reason_text
from zielcalc.write.foot import ROUNDED_SIGN
from zielcalc.write.shown import SIGNS, Shown, is_relative


def render_needs(needs: Needs, lang: Lang, width: int = 80) -> str:
    """Say what is missing until the end of the year, measure by measure."""
    return _Outlook(needs.report, lang, width).needs(needs)


def render_forecasts(forecasts: Forecasts, lang: Lang, width: int = 80, backtest: bool = False) -> str:
    """Say where the year ends, each target by each method, and the range they make."""
    outlook = _Outlook(forecasts.report, lang, width)
    missing = f"\n{word('backtest_none', lang)}\n" if backtest and not forecasts.misses else ""
    return outlook.forecasts(forecasts) + missing


_FIXED_BLANK = "\u00a0"
"""Keeps sign, number and unit on one line; printed as a blank."""


class _Outlook:
    def __init__(self, report: Report, lang: Lang, width: int) -> None:
        self.report = report
        self.agreement: Agreement = report.agreement
        self.lang = lang
        self.shown = Shown(lang)
        self.width = width

    def word(self, key: str, **gaps: object) -> str:
        return word(key, self.lang, **gaps)

    def table(self, header: list[str], rows: list[list[str]], groups: dict[int, str] | None = None) -> str:
        """Set rows in columns within the width: long labels and column titles are wrapped, numbers never cut.

        `groups` gives a name to stand above the row of that number.
        """
        widths = [max((len(row[column]) for row in rows), default=0) for column in range(len(header))]
        words = [max((len(part) for part in title.split(" ")), default=0) for title in header]
        titles = [
            textwrap.wrap(title, max(8, width, longest)) or [""]
            for title, width, longest in zip(header, widths, words, strict=True)
        ]
        others = sum(max(width, *map(len, title)) + 2 for width, title in zip(widths[1:], titles[1:], strict=True))
        room = max(18, self.width - 2 - others)
        titles[0] = textwrap.wrap(header[0], room) or [""]
        height = max(map(len, titles))
        lines = [[*([""] * (height - len(title))), *title] for title in titles]
        table = [[line[number] for line in lines] for number in range(height)]
        starts = {}
        for number, row in enumerate(rows):
            label = textwrap.wrap(row[0], room, subsequent_indent="    ", break_on_hyphens=False) or [""]
            starts[number] = len(table)
            table.append([label[0], *row[1:]])
            table += [[more, *("" for _ in row[1:])] for more in label[1:]]
        between = tabulate.DataRow("  ", "  ", "")
        text = tabulate.tabulate(
            table,
            tablefmt=tabulate.TableFormat(None, None, None, None, between, between, 0, None),
            colalign=["left", *("right" for _ in header[1:])],
            disable_numparse=True,
            preserve_whitespace=True,
        )
        set_lines = [line.rstrip().replace(_FIXED_BLANK, " ") for line in text.split("\n")]
        for number, name in sorted((groups or {}).items(), reverse=True):
            set_lines.insert(starts[number], name)
        return "\n".join(set_lines)

    def wrapped(self, text: str, first: str = "") -> str:
        return textwrap.fill(text, self.width, subsequent_indent=" " * len(first), break_on_hyphens=False)

    def head(self, key: str) -> str:
        files = " · ".join(clean(source.file) for source in self.report.actuals.files)
        title = self.word(key, year=self.agreement.year)
        lines = [clean(self.agreement.title), f"{clean(self.agreement.file)} · {files}", title, self.assumed()]
        return "\n".join(filter(None, lines))

    def assumed(self) -> str:
        """Name what was assumed for the year."""
        cells = [cell for cell in self.report.actuals.annual.values() if cell.assumed]
        told = [f"{cell.id} {self.assumption(cell)}" for cell in cells]
        return self.wrapped(self.word("assumed_values", list=", ".join(told))) if told else ""

    def assumption(self, cell: Cell) -> str:
        owner = self.agreement.owners.get(cell.id)
        if isinstance(cell.value, Fraction) and owner:
            return self.number(cell.value, owner)
        return self.word("yes" if cell.value else "no")

    def measure(self, measure: Owner) -> str:
        group = clean(self.agreement.groups[measure.group]) if measure.group else ""
        return ", ".join(filter(None, (group, clean(measure.label))))

    def number(self, value: Fraction, measure: Owner) -> str:
        """Give a number at few decimals."""
        shown = measure.unit.shown(value)
        most, ending = max(1, measure.decimals or 0), ending_decimals(shown)
        decimals = most if ending is None else min(ending, most)
        return decimal_text(shown, decimals, self.lang, "−") + self.shown.suffix(measure.unit)

    def told(self, value: Fraction, measure: Owner) -> str:
        """Give a number that was fed back, to its last digit: rounded it might meet the target no more."""
        shown = measure.unit.shown(value)
        return decimal_text(shown, ending_decimals(shown) or 0, self.lang, "−") + self.shown.suffix(measure.unit)

    def target(self, target: Target) -> str:
        demand = target.demand
        prior = str(self.agreement.year.before())
        bounds = [self.shown.one_bound(bound, None, target, prior) for bound in demand.bounds] if demand else []
        sign = SIGNS.get(demand.kind, "") if demand else ""
        between = " ± " if demand and demand.kind == "about" else " … "
        bound = f"{sign} {bounds[0]}" if len(bounds) == 1 else between.join(bounds)
        return f"{clean(target.label)} {bound.replace(' ', _FIXED_BLANK)}"

    # need

    def needs(self, needs: Needs) -> str:
        blocks = [self.head("need_title")]
        by_measure: dict[str, list[Need]] = {}
        for need in needs.needs:
            by_measure.setdefault(need.measure.id, []).append(need)
        for id, found in by_measure.items():
            blocks.append(self.block(found))
            blocks += [self.range(shown) for shown in needs.ranges if shown.measure.id == id]
        if needs.proofs:
            blocks.append("\n".join(self.proof(proof) for proof in needs.proofs))
        blocks += ["\n".join(self.silent(needs.silent))] if needs.silent else []
        if not needs.needs and not needs.silent:
            blocks.append(self.word("nothing_missing"))
        return "\n\n".join(blocks) + "\n"

    def silent(self, silent: Iterable[tuple[Target, Reason]]) -> list[str]:
        verdicts = {result.target.id: result.verdict for result in self.report.results}
        return [
            self.wrapped(f"{clean(target.label)}: {self.word(verdicts[target.id])}, {reason_text(reason, self.lang)}")
            for target, reason in silent
        ]

    def block(self, needs: list[Need]) -> str:
        first = needs[0]
        measure = first.measure
        stand = self.word(
            "need_assumed" if first.is_assumed else "need_stand",
            month=self.shown.month(first.as_of),
            now=self.stand(first),
            remaining=first.remaining,
        )
        is_sum = measure.over_time == "sum"
        level = "need_level" if measure.over_time == "mean" else "need_at_end"
        columns = ("need_missing", "need_per_month", "need_exact") if is_sum else (level, "need_exact")
        if not first.remaining:
            columns = ("need_missing", "need_exact") if is_sum else ("need_value", "need_exact")
        rows = [[self.target(need.target), *self.ways(need, is_sum)] for need in needs]
        if any(need.binds for need in needs):
            for need, row in zip(needs, rows, strict=True):
                row.append(f"← {self.word('binds')}" if need.binds else "")
        header = ["", *(self.word(column) for column in columns), *([""] if any(need.binds for need in needs) else [])]
        return f"{self.measure(measure)}\n  {stand}\n{self.table(header, rows)}"

    def stand(self, need: Need) -> str:
        low, high = self.number(need.standing, need.measure), self.number(need.standing_most, need.measure)
        return low if need.standing == need.standing_most else self.word("from_to", low=low, high=high)

    def ways(self, need: Need, is_sum: bool) -> list[str]:
        told = [self.way(need.judged, need, is_sum)]
        if is_sum and need.remaining:
            told.append(self.number(need.judged.level, need.measure) if need.judged.level is not None else "")
        return [*told, self.way(need.exact, need, is_sum)]

    def way(self, way: Way, need: Need, is_sum: bool) -> str:
        if way.is_met:
            if way.room is not None:
                return self.word("need_room", room=self.told(way.room, need.measure))
            return self.word("need_met")
        if way.at_end is None:
            return self.word("need_impossible")
        if is_sum and way.more is not None:
            return self.told(way.more, need.measure)
        value = way.at_end if way.level is None else way.level
        key = "need_at_most" if way.at_end < need.standing else "need_at_least"
        if need.target.demand and need.target.demand.kind == "equals":
            key = "need_equal"
        if way.shrinks:
            key = "need_smaller"
        return self.word(key, value=self.told(value, need.measure))

    def range(self, shown: Range) -> str:
        cell = self.report.actuals.annual.get((shown.denominator.id, self.agreement.year))
        now = "need_as_assumed" if cell and cell.assumed else "need_as_now"
        header = [self.word("need_range", label=clean(shown.denominator.label))]
        header += [self.target(target) for target in shown.targets]
        rows = []
        for number, (level, row) in enumerate(zip(shown.levels, shown.more, strict=True)):
            name = self.number(level, shown.denominator)
            name += f"  {self.word(now)}" if number == 1 else ""
            told = [self.word("none") if more is None else self.told(more, shown.measure) for more in row]
            rows.append([name, *told])
        tables: list[str] = []
        for fitting in range(len(shown.targets), 0, -1):
            parts = [slice(first, first + fitting) for first in range(1, len(header), fitting)]
            tables = [self.table([header[0], *header[part]], [[row[0], *row[part]] for row in rows]) for part in parts]
            if all(len(line) <= self.width for table in tables for line in table.split("\n")):
                break
        return "\n\n".join(tables)

    def proof(self, proof: Proof) -> str:
        step = Fraction(1) if proof.measure.unit.scale == 1 else proof.measure.unit.scale
        text = self.word(
            "need_proof",
            more=self.told(proof.more, proof.measure),
            less=self.told(proof.more - step, proof.measure),
            label=self.measure(proof.measure),
            count=len(proof.targets),
        )
        return self.wrapped(text)

    # forecast

    def forecasts(self, forecasts: Forecasts) -> str:
        methods = [ending.method for ending in forecasts.forecasts[0].endings] if forecasts.forecasts else []
        months = sorted({found.as_of for found in forecasts.forecasts})
        header = ["", *(self.word(f"method_{method}") for method in methods), self.word("forecast_range")]
        rows = [self.forecast(found) for found in forecasts.forecasts]
        if len(months) > 1:
            header.insert(1, self.word("column_as_of"))
            for found, row in zip(forecasts.forecasts, rows, strict=True):
                row.insert(1, self.shown.short_month(found.as_of))
        groups = self.groups([found.target.group for found in forecasts.forecasts])
        stand = [self.word("as_of", month=self.shown.month(months[0]))] if len(months) == 1 else []
        blocks = ["\n".join([self.head("forecast_title"), *stand])]
        blocks += [self.table(header, rows, groups)] if rows else [self.word("nothing_to_forecast")]
        reasons = dict.fromkeys(
            f"{self.word(f'method_{ending.method}')}: {reason_text(ending.reason, self.lang)}"
            for found in forecasts.forecasts
            for ending in found.endings
            if ending.reason
        )
        if reasons:
            blocks.append("\n".join(map(self.wrapped, reasons)))
        blocks.append(self.wrapped(self.word("forecast_methods")))
        if forecasts.silent:
            blocks.append("\n".join(self.silent(forecasts.silent)))
        if forecasts.misses:
            blocks.append(self.backtest(forecasts))
        return "\n\n".join(blocks) + "\n"

    def groups(self, ids: list[str | None]) -> dict[int, str]:
        """Give the names of groups, each for the first row of a run of its own."""
        return {
            number: clean(self.agreement.groups[id])
            for number, id in enumerate(ids)
            if id and (number == 0 or ids[number - 1] != id)
        }

    def forecast(self, found: Forecast) -> list[str]:
        span = self.word("none")
        if found.ends:
            low, high = (self.value(end, found.target) for end in found.ends)
            is_one = sum(ending.actual is not None for ending in found.endings) == 1
            span = low if low == high else self.word("from_to", low=low, high=high)
            span = self.word("none") if is_one else span
        return [self.target(found.target), *(self.ending(ending, found.target) for ending in found.endings), span]

    def ending(self, ending: Ending, target: Target) -> str:
        if ending.actual is None:
            return self.word("none")
        sign = {Verdict.MET: "↑", Verdict.MISSED: "↓", None: ""}[ending.verdict]
        sign += ROUNDED_SIGN if ending.verdict is not ending.verdict_exact else ""
        return f"{self.value(ending.actual, target)} {sign}".rstrip()

    def value(self, value: Fraction, target: Target) -> str:
        return self.shown.finer(value, target, is_relative(target))

    def backtest(self, forecasts: Forecasts) -> str:
        methods = list(dict.fromkeys(miss.method for miss in forecasts.misses))
        offs: dict[tuple[int, str], dict[str, str]] = {}
        for miss in forecasts.misses:
            off = self.word("none") if miss.off is None else self.shown.number(miss.off, PERCENT, 1, signed=True)
            offs.setdefault((miss.year, miss.measure.id), {})[miss.method] = off
        rows = [
            [
                f"{year}  {clean(self.agreement.owners[id].label)}",
                *(found.get(method, self.word("none")) for method in methods),
            ]
            for (year, id), found in offs.items()
        ]
        groups = self.groups([self.agreement.owners[id].group for _, id in offs])
        header = [self.word("backtest_title"), *(self.word(f"method_{method}") for method in methods)]
        return self.table(header, rows, groups)
