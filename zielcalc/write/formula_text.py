"""Formula text: a formula as people read it, with the labels of what it names, or with the values that went in.

Takes formulas and Derivations, gives text; `change` and `delta` are written out as what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative, parts
from zielcalc.model.quantity import Lang, decimal_text, ending_decimals
from zielcalc.model.report import Derivation
from zielcalc.model.unit import PERCENT, POINTS, RATIO, Unit, number_unit
from zielcalc.model.words import word
from zielcalc.write.clean import clean
from zielcalc.write.shown import Shown

_SUM, _PRODUCT, _ATOM = 1, 2, 3


class Leaf(Struct, frozen=True):
    """A value that a formula is worked out from, and whether it stands there as such, as baseline or as plan."""

    derivation: Derivation
    role: str


def leaves(formula: Formula, derivation: Derivation, role: str = "actual") -> Iterator[Leaf]:
    """Give what a formula's value comes from: what it names, and numbers that were brought to a month."""
    is_shared = isinstance(formula, Call) and formula.function in ("baseline", "plan")
    if isinstance(formula, Name) or (derivation.of_year is not None and not is_shared):
        yield Leaf(derivation, role)
        return
    for inner, part, inner_role in _inside(formula, derivation, role):
        if part:
            yield from leaves(inner, part, inner_role)


def _inside(
    formula: Formula, derivation: Derivation | None, role: str
) -> Iterator[tuple[Formula, Derivation | None, str]]:
    """Give the formulas inside one with their derivations, which baseline() and plan() share with what they are of."""
    found = derivation.parts if derivation else ()
    match formula:
        case Call("baseline" | "plan" as function, (of,)):
            yield of, derivation, function
        case Call("delta" | "change", (of,)):
            first, second = (*found, None, None)[:2]
            yield of, first, role
            yield of, second, "baseline"
        case _:
            for number, inner in enumerate(parts(formula)):
                yield inner, found[number] if number < len(found) else None, role


class FormulaText:
    """Writes formulas in one language."""

    def __init__(self, agreement: Agreement, lang: Lang) -> None:
        self.agreement = agreement
        self.lang = lang
        self.shown = Shown(lang)
        self.labels: Counter[str] = Counter()

    def tell_apart(self, ids: Iterable[str]) -> None:
        """Let what has a label that others share be named with its id, of what is spoken of at all."""
        self.labels = Counter(self.label(id) for id in set(ids))

    def told_apart(self, id: str) -> str:
        """Give a label, with the id where the label alone would not do."""
        label = self.label(id)
        return f"{label} ({id})" if self.labels[label] > 1 and label != id else label

    def named(self, formula: Formula) -> str:
        """Write a formula with labels."""

        def leaf(of: Formula, _: Derivation | None, role: str) -> str | None:
            return self.told_apart(of.id) if isinstance(of, Name) else None

        return self.written(formula, None, "actual", leaf)[0]

    def valued(self, formula: Formula, derivation: Derivation) -> str:
        """Write a formula with the values that went in."""

        def leaf(of: Formula, found: Derivation | None, role: str) -> str | None:
            is_shared = isinstance(of, Call) and of.function in ("baseline", "plan")
            if found is None or is_shared or (found.of_year is None and not isinstance(of, Name)):
                return None
            return word("none", self.lang) if found.value is None else self.brief(found.value, self.unit_of(found))

        return self.written(formula, derivation, "actual", leaf)[0]

    def label(self, id: str) -> str:
        return clean(self.agreement.owners[id].label)

    def unit_of(self, derivation: Derivation) -> Unit:
        """Give the unit of a leaf: that of what it names, or of the number as written."""
        match derivation.formula:
            case Name(id) | Call(_, (Name(id), *_)) if id in self.agreement.owners:
                return self.agreement.owners[id].unit
            case Literal(_, unit) if unit:
                return number_unit(unit) or RATIO
            case Literal(scale=scale):
                return Unit("", scale=scale)
            case _:
                return RATIO

    def brief(self, value: Fraction, unit: Unit, most: int = 3) -> str:
        """Write a value as short as it is exact, else cut, with a sign that says so."""
        shown = unit.shown(value)
        ending = ending_decimals(shown)
        is_whole = ending is not None and ending <= most
        decimals = ending if is_whole and ending is not None else most
        text = decimal_text(Fraction(int(shown * 10**decimals), 10**decimals), decimals, self.lang, "−")
        minus = "−" if shown < 0 and not text.startswith("−") else ""
        return f"{minus}{text}{'' if is_whole else '…'}{self.shown.suffix(unit) if unit.text else ''}"

    def written(
        self,
        formula: Formula,
        derivation: Derivation | None,
        role: str,
        leaf: Callable[[Formula, Derivation | None, str], str | None],
    ) -> tuple[str, int]:
        """Write a formula and say how tightly it binds."""
        told = leaf(formula, derivation, role)
        if told is not None:
            return told, _ATOM if not told.startswith("−") else _SUM
        inner = [self.written(*inside, leaf) for inside in _inside(formula, derivation, role)]
        texts = [text for text, _ in inner]
        match formula:
            case Literal(number, unit):
                return decimal_text(Fraction(number), formula.decimals, self.lang) + self.sign(unit), _ATOM
            case Negative():
                return f"−{_within(*inner[0], _PRODUCT)}", _SUM
            case Binary(sign) if sign in "+-":
                first, second = inner
                return f"{first[0]} {'−' if sign == '-' else sign} {_within(*second, _PRODUCT)}", _SUM
            case Binary(sign):
                first, second = inner
                return f"{_within(*first, _PRODUCT)} {sign} {_within(*second, _ATOM)}", _PRODUCT
            case Call("delta" | "change" as function):
                has_names = derivation is None
                second_text = word("prior_of", self.lang, text=texts[1]) if has_names else _within(*inner[1], _ATOM)
                if function == "delta":
                    return f"{texts[0]} − {second_text}", _SUM
                return f"{_within(*inner[0], _PRODUCT)} / {second_text} − 1", _SUM
            case Call("baseline" | "plan" as function):
                return (texts[0], inner[0][1]) if derivation else (
                    word("prior_of" if function == "baseline" else "plan_of", self.lang, text=texts[0]), _ATOM
                )  # fmt: skip
            case Call(function):
                return f"{function}({'; '.join(texts)})", _ATOM
            case _:
                return word("none", self.lang), _ATOM

    def sign(self, unit: str) -> str:
        found = number_unit(unit) if unit else None
        if found in (PERCENT, POINTS):
            return self.shown.suffix(found)
        return f" {clean(unit)}" if unit else ""


def _within(text: str, binds: int, level: int) -> str:
    return text if binds >= level else f"({text})"
