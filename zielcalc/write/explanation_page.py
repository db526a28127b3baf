"""The explanation as a page: one target's verdict and what it rests on, in one language. Takes an Explanation.

The order is fixed: what was agreed, what came of it, how the two were compared, what would turn it, what it is beside.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.explanation import Edge, Explanation, Turn
from zielcalc.model.formula import Call, Formula, Literal, Name, literal_of, names
from zielcalc.model.period import Month
from zielcalc.model.quantity import Lang, ending_decimals
from zielcalc.model.report import Derivation, Reason, Verdict
from zielcalc.model.unit import PERCENT
from zielcalc.model.words import WORDS, word
from zielcalc.write.clean import clean
from zielcalc.write.derivation_tree import DerivationTree, Item
from zielcalc.write.document import reason_text
from zielcalc.write.foot import missing_rows
from zielcalc.write.formula_text import FormulaText, leaves
from zielcalc.write.shown import SIGNS, Shown, decimals_of, is_relative
from zielcalc.write.spreadsheet import SheetLine, sheet_line

_MISSED = (Verdict.MISSED, Verdict.BEHIND)
_IN_YEAR = (Verdict.ON_TRACK, Verdict.BEHIND)
_COMPARED = (Verdict.MET, Verdict.MISSED, *_IN_YEAR)


class Part(Struct, frozen=True):
    """One of the page's parts, with what stands at its left."""

    title: str
    items: tuple[Item, ...]


class ExplanationPage(Struct, frozen=True):
    """One target explained in words."""

    head: list[str]
    said: list[str]
    parts: list[Part]
    retype: str
    sheet: SheetLine | None


def explanation_page(explanation: Explanation, lang: Lang) -> ExplanationPage:
    """Set an explanation into words."""
    return _Setting(explanation, lang).page()


class _Setting:
    def __init__(self, explanation: Explanation, lang: Lang) -> None:
        self.explanation = explanation
        self.report, self.result = explanation.report, explanation.result
        self.agreement = self.report.agreement
        self.target = self.result.target
        self.lang = lang
        self.shown = Shown(lang)
        self.formulas = FormulaText(self.agreement, lang)
        self.formulas.tell_apart(self.spoken_of())
        self.tree = DerivationTree(self.report, self.result, self.formulas)

    def word(self, key: str, **gaps: object) -> str:
        return word(key, self.lang, **gaps)

    def spoken_of(self) -> set[str]:
        """Give the measures and indicators that the target stands on."""
        found: set[str] = set()
        demand = self.target.demand
        waiting = [self.target.of, *(bound.formula for bound in (demand.bounds if demand else ()))]
        while waiting:
            for id in {name.id for name in names(formula)} - found if (formula := waiting.pop()) else ():
                found.add(id)
                owner = self.agreement.indicators.get(id)
                waiting += [owner.formula] if owner else []
        return found

    def page(self) -> ExplanationPage:
        parts = {
            "bound": self.bound(),
            "condition": self.condition(),
            "report" if self.target.of is None else "actual": self.actual(),
            "pace": self.pace(),
            "comparison": self.comparison(),
            "turns": self.turns(),
            "baseline": self.baseline(),
            "plan": self.plan(),
            "open": self.mending(),
            "remarks": self.remarks(),
            "relations": self.relations(),
        }
        return ExplanationPage(
            head=self.head(),
            said=self.said(),
            parts=[Part(self.word(f"part_{key}"), tuple(items)) for key, items in parts.items() if items],
            retype=self.word("part_retype"),
            sheet=sheet_line(self.result, self.agreement, self.lang),
        )

    def head(self) -> list[str]:
        """Name the target, the month judged, and the files."""
        year = self.agreement.year
        stand = self.word("explain_year", year=year)
        if self.result.as_of and self.result.as_of != year.last:
            stand = self.word("explain_as_of", month=self.shown.month(self.result.as_of))
        files = [clean(self.agreement.file), *(clean(source.file) for source in self.report.actuals.files)]
        return [" · ".join((self.target.id, self.label(self.target.id), stand)), " · ".join(files)]

    def label(self, id: str) -> str:
        """Give a target's label with its group's, as labels alone repeat."""
        target = self.agreement.targets[id]
        group = clean(self.agreement.groups[target.group]) if target.group else ""
        return ", ".join(filter(None, (group, clean(target.label))))

    # The sentence

    def said(self) -> list[str]:
        """Say the verdict, and what decided it."""
        sentences = [self.verdict()]
        if self.result.is_assumed:
            sentences.append(self.word("said_assumed"))
        return [" ".join(sentences), *([self.word("explain_plan")] if self.report.is_plan else [])]

    def verdict(self) -> str:
        result = self.result
        verdict = self.word(result.verdict)
        gaps: dict[str, str] = {"verdict": verdict[:1].upper() + verdict[1:]}
        if self.target.of is None:
            return self.milestone_verdict(gaps)
        match result.verdict:
            case Verdict.MONITORED | Verdict.WAIVED:
                return self.word(f"said_{result.verdict}", **gaps)
            case Verdict.PENDING:
                return self.word("said_pending_end", **gaps)
            case Verdict.OPEN:
                return self.word("said_open", reasons=self.reasons(result.reasons), **gaps)
        gaps["bound"] = self.demanded()
        actual = result.actual.value if result.actual else None
        if actual is None:
            if result.actual_ends is None or result.actual_ends[0] == result.actual_ends[1]:
                return self.word("said_withheld_one", **gaps)
            low, high = (self.number(end) for end in result.actual_ends)
            return self.word("said_withheld", low=low, high=high, **gaps)
        gaps["actual"] = self.number(actual)
        if result.by_rounding:
            gaps["actual"], gaps["rounded"] = self.shown.telling(actual, result), self.number(actual)
            return self.word("said_by_rounding", **gaps)
        if result.verdict in _IN_YEAR:
            gaps |= {"month": self.month(result.as_of), "bound": self.due()}
        if result.verdict in _MISSED and result.gap is not None:
            gaps["gap"] = self.distance(result.gap)
        return self.word(f"said_{result.verdict}", **gaps)

    def milestone_verdict(self, gaps: dict[str, str]) -> str:
        result = self.result
        match result.verdict:
            case Verdict.PENDING:
                return self.word("said_pending_due", month=self.month(self.target.due), **gaps)
            case Verdict.OPEN:
                return self.word("said_open", reasons=self.reasons(result.reasons), **gaps)
            case Verdict.MET | Verdict.MISSED:
                return self.word("said_reported_yes" if result.reported else "said_reported_no", **gaps)
            case _:
                return self.word(f"said_{result.verdict}", **gaps)

    def reasons(self, reasons: Iterable[Reason]) -> str:
        return "; ".join(clean(reason_text(reason, self.lang)) for reason in reasons)

    def month(self, month: Month | None) -> str:
        return self.shown.month(month) if month else self.word("none")

    def number(self, value: Fraction) -> str:
        """Give a value of the target at the decimals it is judged at; in the year as finely as it is judged then."""
        if self.result.is_complete:
            return self.shown.number(value, self.target.unit, decimals_of(self.target), is_relative(self.target))
        return self.shown.finer(value, self.target, is_relative(self.target))

    def distance(self, gap: Fraction) -> str:
        decimals = self.shown.finer_decimals(gap, self.target, self.result.is_complete)
        return self.shown.gap(abs(gap), self.target.unit, decimals).lstrip("+")

    def due(self) -> str:
        """Give what a target demands by the month judged."""
        demand, target = self.target.demand, self.target
        values = [part.value for part in self.result.bounds if part.value is not None]
        texts = [self.shown.finer(value, target, is_relative(target)) for value in values]
        return self.word(f"demand_{demand.kind}", bound=texts[0], other=texts[-1]) if demand else ""

    # What was agreed

    def demanded(self) -> str:
        """Give what a target demands, as the agreement writes it."""
        target, demand = self.target, self.target.demand
        if demand is None:
            return self.word("demand_none")
        found = self.result.of_year or self.result.bounds
        texts = []
        for number, bound in enumerate(demand.bounds):
            value = found[number].value if number < len(found) else None
            if bound.formula is not None and literal_of(bound.formula) is None:
                text = self.formulas.named(bound.formula)
                texts.append(text if value is None else f"{text} = {self.formulas.brief(value, target.unit, 6)}")
            else:
                texts.append(self.shown.one_bound(bound, value, target, ""))
        return self.word(f"demand_{demand.kind}", bound=texts[0], other=texts[-1])

    def bound(self) -> list[Item]:
        """Tell the bound, where it stands, and what the paper says."""
        target, demand = self.target, self.target.demand
        items = []
        if target.of is None:
            key = "demand_milestone" if target.due else "demand_milestone_open"
            text = self.word(key, text=clean(target.milestone or ""), due=self.month(target.due))
            items.append(Item(text, place=self.tree.place(target.place)))
        else:
            place = demand.bounds[0].place if demand else target.place
            items.append(Item(self.demanded(), place=self.tree.place(place), below=tuple(self.bound_steps())))
        if target.printed:
            items.append(Item(self.word("printed_as", text=clean("; ".join(target.printed)))))
        source = target.source
        if source and source.quote:
            items.append(Item(self.word("quoted", text=clean(source.quote))))
        if source and (source.section or source.page):
            page = self.word("page_of", page=clean(source.page)) if source.page else ""
            items.append(Item(", ".join(filter(None, (clean(source.section or ""), page)))))
        if target.interpretation:
            items.append(Item(self.word("interpreted", text=clean(target.interpretation))))
        if target.note:
            items.append(Item(self.word("note_of", text=clean(target.note))))
        return items

    def bound_steps(self) -> list[Item]:
        """Tell how a bound that is a formula was worked out, and how it was brought to the month."""
        items: list[Item] = []
        demand = self.target.demand
        for bound, found in zip(demand.bounds if demand else (), self.result.bounds, strict=False):
            if bound.formula is None or (literal_of(bound.formula) and found.of_year is None):
                continue
            value = "" if found.value is None else self.formulas.brief(found.value, self.target.unit, 6)
            if value and self.result.of_year:
                items.append(Item(self.word("due_by", month=self.month(self.result.as_of), value=value)))
            items += self.tree.steps(bound.formula, found, result=value)
        return items

    def condition(self) -> list[Item]:
        condition = self.target.condition
        if condition is None:
            return []
        if condition.holds is None:
            return [Item(clean(condition.text))]
        state = {None: "report_none", True: "yes", False: "no"}[self.result.holds]
        cell = self.result.condition_report
        said = [Item(text)] if cell and cell.statement and (text := self.tree.statement(cell.statement)) else []
        text = f"{clean(condition.text)} ({clean(condition.holds)}): {self.word(state)}"
        return [Item(text, place=self.tree.place(cell.place if cell else None)), *said]

    # What came of it

    def actual(self) -> list[Item]:
        """Tell the formula with names, with values, its result, and what it stands on."""
        of, found = self.target.of, self.result.actual
        if of is None:
            return self.reported()
        if found is None:
            return []
        place = self.target.place
        indicator = self.agreement.indicators.get(of.id) if isinstance(of, Name) else None
        if indicator and len(found.parts) == 1 and not found.parts[0].month:
            of, found, place = indicator.formula, found.parts[0], indicator.place
            self.tree.formulas_told.add(indicator.id)
        result = "" if found.value is None else self.formulas.brief(found.value, self.target.unit, 6)
        items = self.tree.steps(of, found, result=result)
        if not isinstance(of, Name):
            items.insert(0, Item(self.formulas.named(of), place=self.tree.place(place)))
        if found.value is None and self.result.actual_ends:
            low, high = (self.formulas.brief(end, self.target.unit, 6) for end in self.result.actual_ends)
            items.append(Item(f"= {self.word('between_ends', low=low, high=high)}"))
        if self.result.gliding and self.result.gliding.value is not None:
            value = self.formulas.brief(self.result.gliding.value, self.target.unit)
            items.append(Item(self.word("gliding_value", value=value)))
        return items

    def reported(self) -> list[Item]:
        state = {None: "report_none", True: "yes", False: "no"}[self.result.reported]
        cell = self.result.report
        if cell is None:
            return [Item(self.word(state))]
        month = self.shown.month(cell.period) if isinstance(cell.period, Month) else str(cell.period)
        items = [Item(f"{self.word(state)}, {month}", place=self.tree.place(cell.place))]
        return [*items, *self.tree.statements([cell])]

    def pace(self) -> list[Item]:
        """Say how a year's numbers were brought to the month."""
        result = self.result
        if not result.pace:
            return []
        month = self.month(result.as_of)
        elapsed = result.as_of.index - self.agreement.year.first.index + 1 if result.as_of else 0
        share = f"{elapsed}/12"
        if result.pace != "linear":
            share = self.word("none") if result.pace_share is None else self.formulas.brief(result.pace_share, PERCENT)
        below = tuple(self.tree.of_pace(result.pace_parts))
        return [Item(self.word(f"pace_explained_{result.pace}", share=share, month=month), below=below)]

    # How the two were compared

    def comparison(self) -> list[Item]:
        """Set both readings side by side, say which one counts, and where that was said."""
        result, target, demand = self.result, self.target, self.target.demand
        actual = result.actual.value if result.actual else None
        if demand is None or actual is None or not result.ends or result.verdict not in _COMPARED:
            return []
        if result.verdict in _IN_YEAR:
            compared = self.compared(demand.kind, self.finely(actual), [self.finely(end) for end in result.ends])
            return [Item(f"{self.word('reading_in_year')}: {compared}, {self.by(result.verdict)}")]
        if result.verdict_rounded is None:
            return [self.reading("exact", result.verdict_exact, actual, is_alone=True)]
        readings = [("rounded", result.verdict_rounded), ("exact", result.verdict_exact)]
        items = [self.reading(reading, verdict, actual) for reading, verdict in readings]
        if demand.kind == "equals":
            items = [*items[:1], Item(self.word("decimals_in_either"))]
        judged_place = target.judged_place if target.judged_place.file else self.agreement.judged_place
        said = Item(self.word("reading_said", judged=target.judged), place=self.tree.place(judged_place))
        decimals = self.word("decimals_said", decimals=target.decimals)
        if not target.decimals_place.file:
            decimals = self.word("decimals_of_counts")
        return [*items, said, Item(decimals, place=self.tree.place(target.decimals_place))]

    def reading(self, reading: str, verdict: Verdict, actual: Fraction, is_alone: bool = False) -> Item:
        result, target = self.result, self.target
        decimals = decimals_of(target)
        if reading == "rounded":
            key = {0: "decimals_none", 1: "decimals_one"}.get(decimals, "decimals_many")
            places = self.word(key, count=decimals)
            lead = self.word("reading_decimals", reading=self.word("reading_rounded"), decimals=places)
            texts = [self.shown.number(value, target.unit, decimals) for value in (actual, *result.ends)]
            told = self.word(verdict)
        else:
            lead = self.word("reading_exact")
            texts = [self.finely(value) for value in (actual, *result.ends)]
            told = self.by(verdict, is_fine=True)
        assert target.demand is not None
        compared = self.compared(target.demand.kind, texts[0], texts[1:])
        counts = target.judged == reading or is_alone or target.demand.kind == "equals"
        return Item(f"{lead}: {compared}, {told}", place=self.word("reading_counts") if counts else "")

    def compared(self, kind: str, actual: str, ends: list[str]) -> str:
        if len(ends) > 1:
            return f"{ends[0]} ≤ {actual} ≤ {ends[1]}"
        return f"{actual} {SIGNS[kind]} {ends[0]}"

    def finely(self, value: Fraction) -> str:
        return self.formulas.brief(value, self.target.unit, decimals_of(self.target) + 2)

    def by(self, verdict: Verdict, is_fine: bool = False) -> str:
        """Give a verdict, a missed one with the distance, which is told finely where nothing is rounded."""
        gap, unit = self.result.gap, self.target.unit
        if not gap or verdict not in _MISSED:
            return self.word(verdict)
        finest = ending_decimals(unit.shown(gap))
        most = decimals_of(self.target) + 2
        distance = self.shown.gap(abs(gap), unit, most if finest is None else min(finest, most)).lstrip("+")
        return self.word("reading_by", verdict=self.word(verdict), gap=distance if is_fine else self.distance(gap))

    # What would turn it

    def turns(self) -> list[Item]:
        """Say with which value of which measure each reading would say the other thing."""
        turns = list(self.explanation.turns)
        if self.explanation.silent:
            return [Item(clean(reason_text(self.explanation.silent, self.lang)))]
        if not turns:
            return []
        reading = {turn.reading: self.word(f"reading_{turn.reading}") for turn in turns}
        first, second = turns
        if (first.is_met, first.edges) == (second.is_met, second.edges):
            turns, reading[first.reading] = [first], self.word("turn_both")
        items = [] if self.result.is_complete else [Item(self.word("turn_year_end"))]
        for turn in turns:
            lead = self.word("turn_met" if turn.is_met else "turn_missed", reading=reading[turn.reading])
            # Before the end of the year a sum still grows; what else would turn it is told where nothing else does.
            sums = [edge for edge in turn.edges if edge.more is not None]
            edges = [Item(self.edge(edge, turn)) for edge in sums or turn.edges] or [Item(self.word("turn_none"))]
            either = f" {self.word('or')}"
            below = [Item(item.text + (either if item is not edges[-1] else "")) for item in edges]
            items.append(Item(f"{lead}", below=tuple(below)))
        return items

    def edge(self, edge: Edge, turn: Turn) -> str:
        measure = edge.measure
        label = self.formulas.told_apart(measure.id)
        decimals = decimals_of(self.target) + (0 if turn.reading == "rounded" else 2)
        actual = (
            self.shown.number(edge.actual, self.target.unit, decimals)
            if turn.reading == "rounded"
            else self.formulas.brief(edge.actual, self.target.unit, decimals)
        )
        if edge.more is not None:
            value, monthly = (self.formulas.brief(found, measure.unit, 1)
                              for found in (edge.more, edge.more / edge.remaining))  # fmt: skip
            return self.word("turn_more", value=value, label=label, monthly=monthly, actual=actual)
        key = "turn_level" if edge.remaining and measure.over_time == "mean" else "turn_value"
        return self.word(key, value=self.formulas.brief(edge.told, measure.unit), label=label, actual=actual)

    # What it stands beside

    def baseline(self) -> list[Item]:
        """Tell the prior year's value, how it came, and how far the actual is from it."""
        result, target = self.result, self.target
        if target.of is None:
            return []
        found, of = result.baseline, target.of
        if isinstance(of, Call) and is_relative(target):
            found, of = result.inner_baseline, of.arguments[0]
        return [] if found is None else self.beside(found, of, "baseline")

    def beside(self, found: Derivation, of: Formula, role: str) -> list[Item]:
        result, target = self.result, self.target
        if found.value is None:
            if not found.reasons() or all(reason.code in ("no-baseline", "no-plan") for reason in found.reasons()):
                return []
            return [Item(self.word("baseline_none", reasons=self.reasons(found.reasons())))]
        unit = self.formulas.unit_of(found) if role == "baseline" and is_relative(target) else target.unit
        value = self.formulas.brief(found.value, unit, 3)
        inner, formula = found, of
        if isinstance(of, Name) and (owner := self.agreement.indicators.get(of.id)) and len(found.parts) == 1:
            inner, formula = found.parts[0], owner.formula
        if not isinstance(formula, Name | Literal) and not inner.month:
            value = f"{self.formulas.valued(formula, inner)} = {value}"
        text = value
        if role == "baseline" and not is_relative(target) and result.delta is not None:
            delta = self.shown.gap(result.delta, unit, decimals_of(target))
            changed = result.change is not None
            change = self.shown.number(result.change, PERCENT, 1, signed=True) if result.change is not None else ""
            key = "baseline_changed" if changed else "baseline_was"
            text = self.word(key, value=value, delta=delta, change=change)
        if role == "plan" and result.actual and result.actual.value is not None:
            gap = self.shown.gap(result.actual.value - found.value, unit, decimals_of(target))
            text = self.word("plan_gap", value=value, gap=gap)
        if isinstance(of, Name) and self.tree.is_told(found):
            return [Item(f"{text} ({self.word('kind_above')})")]
        if isinstance(of, Name) and (found.figure or found.cells or inner is found):
            return [Item(text, below=self.tree.of_name(found, role))]
        return [Item(text, below=tuple(self.tree.items(leaves(formula, inner, role))))]

    def plan(self) -> list[Item]:
        found = self.result.plan
        if self.report.is_plan or found is None or self.target.of is None or found.value is None:
            return []
        return self.beside(found, self.target.of, "plan")

    def mending(self) -> list[Item]:
        """Say what would let an open target be judged."""
        result = self.result
        if result.verdict is not Verdict.OPEN:
            return []
        items = [Item(self.word("mend_rows", row=f"{row};…")) for row in missing_rows(result.reasons, self.agreement)]
        for reason in dict.fromkeys(result.reasons):
            if reason.code == "not-reported":
                items.append(Item(self.word("mend_rows", row=f"{reason.name};{self.word('yes')}")))
            elif reason.code == "not-agreed":
                items.append(Item(self.word("mend_agreement"), place=self.tree.place(self.target.place)))
            elif f"note_{reason.code}" in WORDS and reason.code not in ("no-data", "no-baseline", "month-missing"):
                items.append(Item(self.word(f"note_{reason.code}")))
        return list(dict.fromkeys(items))

    def remarks(self) -> list[Item]:
        """Say what marks the result besides its verdict."""
        result, agreement = self.result, self.agreement
        items = []
        if result.is_whatever_withheld:
            items.append(Item(self.word("flag_withheld")))
        if result.is_provisional and self.report.vintage and agreement.final_after and result.actual:
            cells = {cell.period for part in result.actual.walk() for cell in part.cells if not cell.assumed}
            last = {period: period if isinstance(period, Month) else period.last for period in cells}
            late = sorted({month for month in last.values() if month + agreement.final_after > self.report.vintage})
            told = ", ".join(self.shown.short_month(month).replace(" ", "\u00a0") for month in late)
            vintage = self.month(self.report.vintage)
            items.append(
                Item(self.word("provisional_months", months=agreement.final_after, vintage=vintage, list=told))
            )
        for revision in result.revisions:
            text = self.word("revision_of", text=clean(revision.text), month=self.month(revision.month))
            items.append(Item(text))
        if result.baseline_is_rounded:
            items.append(Item(self.word("flag_rounded_baseline")))
        if result.verdict_otherwise:
            items.append(Item(self.word("otherwise", verdict=self.word(result.verdict_otherwise))))
        if agreement.reservation:
            items.append(Item(self.word("reservation", text=clean(agreement.reservation))))
        return items

    def relations(self) -> list[Item]:
        items = []
        for key in ("follows", "part_of"):
            if id := getattr(self.target, key):
                items.append(Item(self.word(f"relation_{key}", label=self.label(id), id=id)))
        if self.target.serves:
            names = "; ".join(clean(self.agreement.priorities[id]) for id in self.target.serves)
            items.append(Item(self.word("relation_serves", text=names)))
        return items
