"""The result explained: what all parts of its page share, its numbers and bounds in one language."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from zielcalc.model.explanation import Explanation
from zielcalc.model.formula import literal_of, names
from zielcalc.model.period import Month
from zielcalc.model.quantity import Lang
from zielcalc.model.report import Reason
from zielcalc.model.words import word
from zielcalc.write.clean import clean
from zielcalc.write.derivation_tree import DerivationTree
from zielcalc.write.document import reason_text
from zielcalc.write.formula_text import FormulaText
from zielcalc.write.shown import Shown


class ExplainedResult:
    """One target's result, and how it is spoken of."""

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

    def label(self, id: str) -> str:
        """Give a target's label with its group's, as labels alone repeat."""
        target = self.agreement.targets[id]
        group = clean(self.agreement.groups[target.group]) if target.group else ""
        return ", ".join(filter(None, (group, clean(target.label))))

    def reasons(self, reasons: Iterable[Reason]) -> str:
        return "; ".join(clean(reason_text(reason, self.lang)) for reason in reasons)

    def month(self, month: Month | None) -> str:
        return self.shown.month(month) if month else self.word("none")

    def due_date(self) -> str:
        """Give the month a milestone is due, with the day where the agreement says one."""
        due = self.target.due
        return self.shown.due_date(due, self.target.due_day) if due else self.word("none")

    def number(self, value: Fraction) -> str:
        """Give a value of the target at the decimals it is judged at; in the year as finely as it is judged then."""
        return self.shown.actual(value, self.result)

    def distance(self, gap: Fraction) -> str:
        decimals = self.shown.finer_decimals(gap, self.target, self.result.is_complete)
        return self.shown.gap(abs(gap), self.target.unit, decimals).lstrip("+")

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

    def due(self) -> str:
        """Give what a target demands by the month judged."""
        demand, texts = self.target.demand, self.shown.due(self.result)
        return self.word(f"demand_{demand.kind}", bound=texts[0], other=texts[-1]) if demand else ""

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
