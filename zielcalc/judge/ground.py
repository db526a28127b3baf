"""The ground of a formula: what changed among all that its value rests on. Takes formulas, gives the changes' paths.

A baseline or plan counts only where a formula names it; a name stands on its formula and how it is taken over time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zielcalc.model.agreement import Agreement, Indicator
from zielcalc.model.formula import Call, Formula, Name, parts

_VALUE = ("formula", "over_time", "window", "lag", "unit", "series")


class Ground:
    """What one agreement's formulas rest on; `changed` gives for an id and a field the path of its change."""

    def __init__(self, agreement: Agreement, changed: Mapping[tuple[str, str], str]) -> None:
        self.owners = agreement.owners
        self.changed = changed

    def altered(self, formula: Formula) -> dict[tuple[str, str], str]:
        """Give what changed under a formula: by id and field its path, the nearest first."""
        found: dict[tuple[str, str], str] = {}
        waiting, seen = list(_standing(formula, "now")) if self.changed else [], set()
        while waiting:
            id, basis = waiting.pop(0)
            if (id, basis) in seen:
                continue
            seen.add((id, basis))
            owner = self.owners[id]
            found |= {(id, field): self.changed[id, field] for field in (*_VALUE, basis) if (id, field) in self.changed}
            waiting += _standing(owner.formula, basis) if isinstance(owner, Indicator) else []
        return found

    def is_over_time(self, formula: Formula) -> bool:
        """Say whether an indicator that is taken over time stands under a formula: algebra does not see into it."""
        waiting, seen = list(_standing(formula, "now")), set()
        while waiting:
            found = waiting.pop()
            owner = self.owners[found[0]]
            if found not in seen and isinstance(owner, Indicator):
                if owner.over_time:
                    return True
                waiting += _standing(owner.formula, found[1])
            seen.add(found)
        return False


def _standing(formula: Formula, basis: str) -> Iterable[tuple[str, str]]:
    """Give the names in a formula, each with what is taken of it: now, baseline or plan."""
    match formula:
        case Name(id):
            yield id, basis
        case Call("baseline" | "plan" as function, (of,)):
            yield from _standing(of, function)
        case Call("delta" | "change", (of,)):
            yield from _standing(of, basis)
            yield from _standing(of, "baseline")
        case _:
            for part in parts(formula):
                yield from _standing(part, basis)
