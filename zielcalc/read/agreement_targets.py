"""Targets of an agreement file: from checked fields to values whose units, digits and references fit."""

from __future__ import annotations

from zielcalc.model.agreement import KINDS, NOWHERE, Bound, Condition, Demand, Figure, Pace, Target
from zielcalc.model.consistency import cycles
from zielcalc.model.formula import Formula, Name, literal_of, names, print_formula
from zielcalc.model.period import Month, Year, day_of
from zielcalc.model.problem import Place
from zielcalc.model.quantity import round_half_up
from zielcalc.model.unit import PERCENT, POINTS, RATIO, YES_NO, Flavor, Unit, number_unit
from zielcalc.read.agreement_ground import Ground
from zielcalc.read.structure import Fields, Leaf

PER_UNIT = "per_unit"


class Targets:
    """Builds the targets."""

    def __init__(self, ground: Ground, year: Year | None) -> None:
        self.ground = ground
        self.year = year

    def targets(self) -> dict[str, Target]:
        """Build every target that can be built."""
        built = {id: self.target(id, fields) for id, fields in self.ground.root.map("targets").items()}
        targets = {id: target for id, target in built.items() if target}
        self.check_circles(targets)
        return targets

    def target(self, id: str, fields: Fields) -> Target | None:
        """Build a target; None where something in it is wrong."""
        place = self.ground.declared("targets")[id]
        is_milestone = "milestone" in fields.key_places
        kinds = [kind for kind in KINDS if kind in fields.key_places]
        self.check_kinds(fields, place, kinds, is_milestone)
        of_leaf = fields.leaf("of")
        of = of_leaf and self.ground.typed(of_leaf.value, of_leaf.text, of_leaf.place)
        bounds = self.bounds(fields, kinds[0]) if kinds else []
        unit = YES_NO
        demand = None
        of_formula: Formula | None = None
        if of and of_leaf:
            unit = _asked(of[1], [part[1] for _, part in bounds if part])
            of_formula = self.ground.as_unit(of, unit, of_leaf.text, of_leaf.place)
            demand = self.demand(fields, kinds[0], bounds, unit) if kinds else None
        owner = of_leaf.value.id if of_leaf and isinstance(of_leaf.value, Name) else None
        decimals, decimals_place = self.target_decimals(fields, unit, owner)
        judged = fields.get("judged") or self.ground.root.get("judged")
        if of and demand:
            self.check_decimals(fields, demand, unit, decimals, judged, place)
            self.check_bounds(demand, unit, owner)
        owner_fields = self.ground.owner_fields(owner)
        of_text = print_formula(of_leaf.value) if of_leaf else None
        label = fields.get("milestone") or (owner_fields.get("label", owner) if owner_fields else of_text)
        if not is_milestone and of_formula is None:
            return None
        return Target(
            id=id,
            label=fields.get("label") or label or id,
            group=self.ground.group(fields) or self.group_of(of_leaf),
            of=of_formula,
            of_text=of_text,
            unit=unit,
            demand=demand,
            milestone=(fields.get("milestone") or "") if is_milestone else None,
            decimals=decimals,
            judged=judged or "exact",
            monitored=fields.get("monitored", False),
            condition=self.condition(fields),
            part_of=self.other_target(fields, "part_of"),
            follows=self.other_target(fields, "follows"),
            serves=tuple(self.priorities(fields)),
            pace=self.pace(fields),
            is_pace_said="pace" in fields.values,
            due=self.due(fields) if is_milestone else None,
            due_day=day_of(leaf.text) if is_milestone and (leaf := fields.leaf("due")) else None,
            printed=tuple(leaf.text for leaf in fields.items("printed") if not leaf.is_open),
            source=self.ground.source(fields),
            interpretation=fields.get("interpretation"),
            note=fields.get("note"),
            is_open=any(True for _ in fields.opens()),
            place=place,
            decimals_place=decimals_place,
            judged_place=own_reading.place if (own_reading := fields.leaf("judged")) else NOWHERE,
        )

    def check_kinds(self, fields: Fields, place: Place, kinds: list[str], is_milestone: bool) -> None:
        """A target is a milestone, or judges one formula by one kind, or is monitored."""
        keys = fields.key_places
        if is_milestone:
            for key in ("of", *kinds, "within", "pace"):
                if key in keys:
                    self.ground.problems.add("two-kinds", keys[key], kinds=("milestone", key))
            return
        if "of" not in keys:
            self.ground.problems.add("missing-key", place, key="of")
        elif "of" in fields and not fields.leaf("of"):
            self.ground.problems.add("open-formula", fields.values["of"].place)
        if len(kinds) > 1:
            self.ground.problems.add("two-kinds", keys[kinds[1]], kinds=kinds)
        if not kinds and not fields.get("monitored"):
            self.ground.problems.add("no-kind", place)
        if ("about" in keys) != ("within" in keys):
            key = "within" if "about" in keys else "about"
            self.ground.problems.add("missing-key", place, key=key)
        if "due" in keys:
            self.ground.problems.add("misplaced-key", keys["due"], key="due", where="of")

    def bounds(self, fields: Fields, kind: str) -> list[tuple[Leaf, tuple[Formula, Unit] | None]]:
        """Give the leaves of a kind's bounds, each with its typed formula where it has one."""
        keys = ("about", "within") if kind == "about" else (kind,)
        leaves: list[Leaf | None] = (
            list(fields.items(kind)) if kind == "between" else [fields.values.get(key) for key in keys]
        )
        return [
            (
                leaf,
                None if leaf.is_open or leaf.text == PER_UNIT else self.ground.typed(leaf.value, leaf.text, leaf.place),
            )
            for leaf in leaves
            if leaf is not None
        ]

    def demand(
        self, fields: Fields, kind: str, bounds: list[tuple[Leaf, tuple[Formula, Unit] | None]], unit: Unit
    ) -> Demand | None:
        found = []
        for number, (leaf, part) in enumerate(bounds):
            asked = unit.of_difference() if kind == "about" and number else unit
            if leaf.is_open or leaf.text == PER_UNIT:
                found.append(Bound(None, leaf.text, leaf.place))
            elif part and (formula := self.ground.as_unit(part, asked, leaf.text, leaf.place)):
                found.append(Bound(formula, leaf.text, leaf.place))
        expected = 2 if kind in ("between", "about") else 1
        return Demand(kind, tuple(found)) if len(found) == expected else None

    def target_decimals(self, fields: Fields, unit: Unit, owner: str | None) -> tuple[int | None, Place]:
        """Its own, else those of the name it is of if in the same unit, else the agreement's, else a count's 0."""
        owner_fields = self.ground.owner_fields(owner)
        is_of_its_unit = owner_fields and owner_fields.leaf("unit") and owner_fields.get("unit") == unit
        for said in (fields, owner_fields if is_of_its_unit else None):
            if said and (leaf := said.leaf("decimals")):
                return leaf.value, leaf.place
        leaf = self.ground.root.map("decimals").get(unit.text)
        return self.ground.decimals_of(Fields({}, NOWHERE), unit), leaf.place if leaf else NOWHERE

    def check_decimals(
        self, fields: Fields, demand: Demand, unit: Unit, decimals: int | None, judged: str | None, place: Place
    ) -> None:
        if decimals is None:
            if (judged == "rounded" or demand.kind == "equals") and not fields.get("monitored"):
                self.ground.problems.add("no-decimals", place, unit=unit.text)
            return
        if judged != "rounded" or demand.kind == "about":
            return
        for bound in demand.bounds:
            number = literal_of(bound.formula) if bound.formula else None
            if number is None:
                continue
            literal = number[0]
            own_unit = number_unit(literal.unit) if literal.unit else unit
            shown = unit.shown(literal.value)
            by_value = own_unit is not None and own_unit.scale != unit.scale
            if round_half_up(shown, decimals) != shown or (not by_value and literal.decimals > decimals):
                self.ground.problems.add("bound-digits", bound.place, text=bound.text, decimals=decimals)

    def check_bounds(self, demand: Demand, unit: Unit, owner: str | None) -> None:
        numbers = [literal_of(bound.formula) if bound.formula else None for bound in demand.bounds]
        values = [(-number[0].value if number[1] else number[0].value) if number else None for number in numbers]
        if demand.kind == "between" and None not in values and values[0] > values[1]:  # type: ignore[operator]
            self.ground.problems.add("corridor-turned", demand.bounds[0].place)
        if demand.kind == "about" and values[1] is not None and values[1] < 0:
            self.ground.problems.add("within-negative", demand.bounds[1].place)
        fields = self.ground.owner_fields(owner)
        if fields is None or self.ground.problems or values[0] is None:
            return
        like = self.ground.figure(fields, "plan", unit) or self.ground.figure(fields, "baseline", unit)
        if like:
            self.ground.magnitude(Figure(values[0], 0, demand.bounds[0].place), like, unit)

    def group_of(self, of_leaf: Leaf | None) -> str | None:
        """Give the group that all names of a formula share."""
        if of_leaf is None:
            return None
        groups = set()
        for name in names(of_leaf.value):
            fields = self.ground.owner_fields(name.id)
            groups.add(fields.get("group") if fields else None)
        return groups.pop() if len(groups) == 1 else None

    def condition(self, fields: Fields) -> Condition | None:
        found = fields.fields("condition")
        if found is None:
            return None
        holds = found.leaf("holds")
        if holds and holds.value in self.ground.names:
            unit = self.ground.units.get(holds.value)
            if unit is not None and unit != YES_NO:
                self.ground.problems.add("not-yes-no", holds.place, name=holds.value)
        return Condition(found.values["text"].text if "text" in found else "", holds.value if holds else None)

    def other_target(self, fields: Fields, key: str) -> str | None:
        return self.ground.refer(fields.leaf(key), self.ground.declared("targets"), "unknown-target")

    def priorities(self, fields: Fields) -> list[str]:
        known = self.ground.declared("priorities")
        found = [self.ground.refer(leaf, known, "unknown-priority") for leaf in fields.items("serves")]
        return [id for id in found if id]

    def pace(self, fields: Fields) -> Pace:
        found = fields.values.get("pace")
        if not isinstance(found, list):
            pace: Pace = fields.get("pace", "linear")
            return pace
        shares = []
        for leaf in found:
            number = literal_of(leaf.value) if not leaf.is_open else None
            shares.append((-number[0].value if number[1] else number[0].value) if number else None)
        place = fields.key_places["pace"]
        values = [share for share in shares if share is not None]
        if len(shares) != 12:
            self.ground.problems.add("pace-length", place, found=len(shares))
        elif len(values) == 12 and (values != sorted(values) or values[0] < 0):
            self.ground.problems.add("pace-falls", place)
        elif len(values) == 12 and values[-1] != 1:
            self.ground.problems.add("pace-end", place, last=values[-1])
        return tuple(values)

    def due(self, fields: Fields) -> Month | None:
        """Give the month a milestone is due, by itself at the end of the agreed year; None where that is open."""
        if "due" in fields.key_places or self.year is None:
            found: Month | None = fields.get("due")
            return found
        return self.year.last

    def check_circles(self, targets: dict[str, Target]) -> None:
        """No target may follow from itself or be part of itself."""
        for key in ("follows", "part_of"):
            graph = {id: [other] if (other := getattr(target, key)) else [] for id, target in targets.items()}
            for circle in cycles(graph):
                place = self.ground.root.map("targets")[circle[0]].values[key].place
                self.ground.problems.add("cycle", place, path=" → ".join((*circle, circle[0])))


def _asked(of: Unit, bounds: list[Unit]) -> Unit:
    """Give the unit a target is judged in: that of its formula; a bare quotient takes its bound's."""
    if of.flavor is Flavor.BARE:
        return RATIO
    if of.flavor not in (Flavor.SHARE, Flavor.SHARE_DIFFERENCE):
        return of
    for unit in (PERCENT, POINTS):
        if unit in bounds and (unit is PERCENT or of.flavor is Flavor.SHARE_DIFFERENCE):
            return unit
    return RATIO
