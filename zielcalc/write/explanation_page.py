"""The explanation as a page: one target's verdict and what it rests on, in one language. Takes an Explanation.

The order is fixed: what was agreed, what came of it, how the two were compared, what would turn it, what it is beside.
"""

from __future__ import annotations

from msgspec import Struct

from zielcalc.model.explanation import Explanation
from zielcalc.model.formula import Call, Formula, Literal, Name, literal_of
from zielcalc.model.period import Month
from zielcalc.model.quantity import Lang
from zielcalc.model.report import OF_ROWS, Derivation, Verdict
from zielcalc.model.sheet import Row
from zielcalc.model.unit import PERCENT
from zielcalc.model.words import WORDS
from zielcalc.write.clean import clean
from zielcalc.write.comparison_text import comparison, turns
from zielcalc.write.derivation_tree import Item
from zielcalc.write.explained_result import ExplainedResult
from zielcalc.write.foot import form_of, rows_said
from zielcalc.write.formula_text import leaves
from zielcalc.write.shown import decimals_of, is_relative
from zielcalc.write.spreadsheet import SheetLine, sheet_line, why_no_line
from zielcalc.write.verdict_sentence import verdict_sentence


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
    unwritten: str = ""
    """Why there is nothing to retype, where there would be."""


def explanation_page(explanation: Explanation, lang: Lang) -> ExplanationPage:
    """Set an explanation into words."""
    return _Setting(explanation, lang).page()


class _Setting(ExplainedResult):
    def page(self) -> ExplanationPage:
        parts = {
            "bound": self.bound(),
            "condition": self.condition(),
            "report" if self.target.of is None else "actual": self.actual(),
            "pace": self.pace(),
            "comparison": comparison(self),
            "turns": turns(self),
            "baseline": self.baseline(),
            "plan": self.plan(),
            "open": self.mending(),
            "remarks": self.remarks(),
            "relations": self.relations(),
        }
        sheet = sheet_line(self.result, self.agreement, self.lang)
        return ExplanationPage(
            head=self.head(),
            said=self.said(),
            parts=[Part(self.word(f"part_{key}"), tuple(items)) for key, items in parts.items() if items],
            retype=self.word("part_retype"),
            sheet=sheet,
            unwritten="" if sheet or not (why := why_no_line(self.result)) else self.word(f"retype_{why}"),
        )

    def head(self) -> list[str]:
        """Name the target, the month judged, and the files."""
        year = self.agreement.year
        stand = self.word("explain_year", year=year)
        if self.result.as_of and self.result.as_of != year.last:
            stand = self.word("explain_as_of", month=self.shown.month(self.result.as_of))
        files = [clean(self.agreement.file), *(clean(source.file) for source in self.report.actuals.files)]
        return [" · ".join((self.target.id, self.label(self.target.id), stand)), " · ".join(files)]

    def said(self) -> list[str]:
        """Say the verdict, and what decided it."""
        sentences = [verdict_sentence(self)]
        if self.result.is_assumed:
            sentences.append(self.word("said_assumed"))
        return [" ".join(sentences), *([self.word("explain_plan")] if self.report.is_plan else [])]

    # What was agreed

    def bound(self) -> list[Item]:
        """Tell the bound, where it stands, and what the paper says."""
        target, demand = self.target, self.target.demand
        items = []
        if target.of is None:
            key = "demand_milestone" if target.due else "demand_milestone_open"
            text = self.word(key, text=clean(target.milestone or ""), due=self.due_date())
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
            due = self.word("due_by", month=self.month(self.result.as_of), value=value) if self.result.of_year else ""
            if literal_of(bound.formula):
                items.append(Item(due, below=tuple(self.tree.brought(found))))
                continue
            items += [Item(due)] if due and value else []
            items += self.tree.steps(bound.formula, found, result="" if due else value)
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
        form, year = form_of(self.report, self.lang), self.agreement.year
        rows = rows_said(result.missing, form, year, self.lang, "…")
        rows += [
            form.line(Row(reason.name, year), self.word("yes"))
            for reason in result.reasons
            if reason.code == "not-reported"
        ]
        items = [Item(self.word("mend_rows", row=row)) for row in rows]
        for reason in dict.fromkeys(result.reasons):
            if reason.code == "not-agreed":
                items.append(Item(self.word("mend_agreement"), place=self.tree.place(self.target.place)))
            elif f"note_{reason.code}" in WORDS and not (rows and reason.code in (*OF_ROWS, "not-reported")):
                items.append(Item(self.word(f"note_{reason.code}", year=year, prior=year.before())))
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
