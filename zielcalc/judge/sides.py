"""Sides: what one agreement says of the names in its formulas, for comparing formulas by algebra."""

from __future__ import annotations

from zielcalc.model.agreement import Agreement, Indicator
from zielcalc.model.formula import Call, Formula, Name, parts
from zielcalc.model.rational import NOW, PLAN, Basis, Side


def side_of(agreement: Agreement, puts_in: bool) -> Side:
    """Give what an agreement says of names; with `puts_in` an indicator stands for its formula where it has that value.

    One taken month by month is no formula of its measures' values; a baseline or plan of its own goes before its
    formula where its parts have none.
    """
    reader = _Reading(agreement)
    return Side(reader.definition if puts_in else lambda _, __: None, reader.has_baseline)


class _Reading:
    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.known: dict[tuple[str, str], bool] = {}

    def definition(self, id: str, basis: Basis) -> Formula | None:
        indicator = self.agreement.indicators.get(id)
        if indicator is None or indicator.over_time:
            return None
        if basis == NOW:
            return indicator.formula
        key = "plan" if basis == PLAN else "baseline"
        return indicator.formula if self.is_agreed(indicator.formula, key) else None

    def has_baseline(self, id: str) -> bool:
        return self.is_known(id, "baseline")

    def is_known(self, id: str, key: str) -> bool:
        """Say whether a name has an agreed baseline or plan: its own, or that of all its parts."""
        if (id, key) not in self.known:
            owner = self.agreement.owners[id]
            by_parts = isinstance(owner, Indicator) and not owner.over_time and self.is_agreed(owner.formula, key)
            self.known[id, key] = by_parts or getattr(owner, key) is not None
        return self.known[id, key]

    def is_agreed(self, formula: Formula, key: str) -> bool:
        match formula:
            case Name(id):
                return self.is_known(id, key)
            case Call("baseline" | "plan" as function, (of,)):
                return self.is_agreed(of, function)
            case _:
                return all(self.is_agreed(part, key) for part in parts(formula))
