"""Measures and indicators of an agreement file: from checked fields to values, held against one another."""

from __future__ import annotations

from collections.abc import Iterable

from zielcalc.model.agreement import (
    Indicator,
    Measure,
)
from zielcalc.model.consistency import cycles, too_deep
from zielcalc.model.formula import depth, names, print_formula
from zielcalc.model.unit import Unit
from zielcalc.read.agreement_ground import Ground
from zielcalc.read.structure import Fields


class Owners:
    """Builds the measures and indicators."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def measures(self) -> dict[str, Measure]:
        """Build every measure that can be built."""
        self.check_namespace()
        built = {id: self.measure(id, fields) for id, fields in self.ground.root.map("measures").items()}
        measures = {id: measure for id, measure in built.items() if measure}
        self.check_aliases(measures)
        self.magnitudes(measures.values())
        return measures

    def indicators(self) -> dict[str, Indicator]:
        """Build every indicator that can be built."""
        built = {id: self.indicator(id, fields) for id, fields in self.ground.root.map("indicators").items()}
        indicators = {id: indicator for id, indicator in built.items() if indicator}
        self.check_indicators(indicators)
        self.magnitudes(indicators.values())
        return indicators

    def check_namespace(self) -> None:
        """Measures, indicators, milestones and conditions share one namespace."""
        measures, indicators = self.ground.declared("measures"), self.ground.declared("indicators")
        for id in indicators.keys() & measures.keys():
            self.ground.problems.add("double-name", indicators[id], id=id, line=measures[id].line)
        for id, place in self.ground.declared("targets").items():
            fields = self.ground.root.map("targets").get(id)
            if fields and "milestone" in fields.key_places and (id in measures or id in indicators):
                taken = measures.get(id) or indicators[id]
                self.ground.problems.add("double-name", place, id=id, line=taken.line)

    def measure(self, id: str, fields: Fields) -> Measure | None:
        unit: Unit | None = fields.get("unit")
        series = self.ground.refer(fields.leaf("series"), self.ground.declared("measures"), "unknown-series") or id
        if series != id and (other := self.ground.root.map("measures").get(series)) is not None:
            leaf = fields.values["series"]
            if "series" in other.key_places and other.get("series") != series:
                self.ground.problems.add("series-of-series", leaf.place, name=series)
            elif unit and other.leaf("unit") and unit != other.get("unit"):
                self.ground.problems.add("series-unit", leaf.place, name=series, unit=other.get("unit").text)
        baseline, plan = self.ground.figure(fields, "baseline", unit), self.ground.figure(fields, "plan", unit)
        if unit is None or fields.leaf("over_time") is None:
            return None
        return Measure(
            id=id,
            label=fields.get("label", id),
            group=self.ground.group(fields),
            unit=unit,
            over_time=fields.get("over_time"),
            window=fields.get("window", "year"),
            lag=fields.get("lag", 0),
            baseline=baseline,
            plan=plan,
            printed=self.ground.printed(fields),
            decimals=self.ground.decimals_of(fields, unit),
            series=series,
            aliases=tuple(leaf.text for leaf in fields.items("aliases")),
            source=self.ground.source(fields),
            note=fields.get("note"),
            place=self.ground.declared("measures")[id],
        )

    def indicator(self, id: str, fields: Fields) -> Indicator | None:
        unit: Unit | None = fields.get("unit")
        baseline, plan = self.ground.figure(fields, "baseline", unit), self.ground.figure(fields, "plan", unit)
        leaf = fields.leaf("formula")
        if "formula" in fields and leaf is None:
            self.ground.problems.add("open-formula", fields.values["formula"].place)
        part = leaf and self.ground.typed(leaf.value, leaf.text, leaf.place)
        formula = self.ground.as_unit(part, unit, leaf.text, leaf.place) if leaf and part and unit else None
        if "window" in fields.key_places and "over_time" not in fields.key_places:
            self.ground.problems.add("misplaced-key", fields.key_places["window"], key="window", where="formula")
        if unit is None or leaf is None or formula is None:
            return None
        return Indicator(
            id=id,
            label=fields.get("label", id),
            group=self.ground.group(fields),
            unit=unit,
            formula=formula,
            formula_text=print_formula(leaf.value),
            over_time=fields.get("over_time"),
            window=fields.get("window", "year"),
            baseline=baseline,
            plan=plan,
            printed=self.ground.printed(fields),
            decimals=self.ground.decimals_of(fields, unit),
            source=self.ground.source(fields),
            note=fields.get("note"),
            place=leaf.place,
        )

    def check_indicators(self, indicators: dict[str, Indicator]) -> None:
        """No indicator may stand on itself, nor on more levels than can be reckoned with."""
        graph = {}
        for id, fields in self.ground.root.map("indicators").items():
            leaf = fields.leaf("formula")
            graph[id] = sorted({name.id for name in names(leaf.value)}) if leaf else []
        circles = cycles(graph)
        for circle in circles:
            place = self.ground.root.map("indicators")[circle[0]].leaf("formula").place
            self.ground.problems.add("cycle", place, path=" → ".join((*circle, circle[0])))
        if circles:
            return
        levels = {id: depth(indicator.formula) for id, indicator in indicators.items()}
        for id in too_deep(graph, {id: levels.get(id, 1) for id in graph})[:1]:
            self.ground.problems.add("formula-too-deep", self.ground.declared("indicators")[id], most=100)

    def check_aliases(self, measures: dict[str, Measure]) -> None:
        """Every name the actuals may use stands for one measure."""
        taken = dict.fromkeys((*self.ground.declared("measures"), *self.ground.yes_no_ids), "")
        for id in measures:
            for leaf in self.ground.root.map("measures")[id].items("aliases"):
                text = " ".join(leaf.text.split())
                if taken.get(text, id) != id or text in self.ground.declared("measures").keys() - {id}:
                    self.ground.problems.add("alias-taken", leaf.place, name=text)
                taken[text] = id

    def magnitudes(self, owners: Iterable[Measure | Indicator]) -> None:
        for owner in owners:
            if owner.plan and owner.baseline and owner.plan.value and owner.baseline.value:
                self.ground.magnitude(owner.plan, owner.baseline, owner.unit)
