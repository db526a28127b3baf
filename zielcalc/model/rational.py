"""Rational functions: whether two formulas are equal in value, proved by algebra and never by sampling.

Takes formulas, gives each as a quotient of polynomials over exact numbers; two are equal where cross-multiplying shows
it. `min`, `max`, `abs`, `round` are symbols over what stands in them, `baseline` and `plan` reach inward to names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec import Struct

from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, Negative
from zielcalc.model.polynomial import ONE, Budget, Factors, NotShown, Polynomial, factors, plus, times
from zielcalc.model.quantity import round_half_up, short_text


class Basis(Struct, frozen=True):
    """Which values names stand for: the actuals, the agreed plan or the baseline.

    A baseline of several names is agreed wholly or taken wholly from the year before; where only some of them have an
    agreed one, `jointly` names them all, and a name among them is not the same as it is alone.
    """

    kind: str
    jointly: frozenset[str] = frozenset()


NOW, PLAN, BASELINE = Basis("now"), Basis("plan"), Basis("baseline")


class Ratio(Struct, frozen=True):
    """A formula as a quotient; `divisors` are what it divides by anywhere, `symbols` what it needs a value of."""

    top: Polynomial
    bottom: Polynomial
    divisors: Factors = frozenset()
    symbols: frozenset[int] = frozenset()

    @property
    def constant(self) -> Fraction | None:
        """The number it is, whatever its names stand for; None if it is more than a number."""
        if any(self.top.keys() - {()}) or any(self.bottom.keys() - {()}):
            return None
        return self.top.get((), Fraction(0)) / self.bottom[()]


class Equality(Struct, frozen=True):
    """What was shown of two formulas. Equal ones may still differ in where they have a value at all.

    `zeros` are divisors of one alone: where one is 0, that one has no value. `only_first` and `only_second` are names
    that one needs a value of and the other does not. `is_given_up` says that nothing was shown: too large, or no value.
    `is_of_year` says that they are not equal in the course of a year, but for a whole one.
    """

    is_equal: bool
    zeros: tuple[str, ...] = ()
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()
    is_given_up: bool = False
    is_of_year: bool = False

    @property
    def is_same(self) -> bool:
        """Whether the two are equal, and have no value in the same places."""
        return self.is_equal and not (self.zeros or self.only_first or self.only_second)


class _Symbol(Struct, frozen=True):
    text: str
    key: object
    arguments: tuple[Ratio, ...] = ()


class Side(Struct, frozen=True):
    """What one agreement says of names.

    `definition` gives the formula to put in the place of a name at a basis, or None; `is_agreed` whether a name has
    an agreed baseline.
    """

    definition: Callable[[str, Basis], Formula | None]
    is_agreed: Callable[[str], bool]


PLAIN = Side(lambda _, __: None, lambda _: True)


def equality(
    first: Formula,
    second: Formula,
    of_first: Side = PLAIN,
    of_second: Side = PLAIN,
    budget: Budget | None = None,
) -> Equality:
    """Say whether two formulas are equal in value.

    >>> from zielcalc.model.formula import parse_formula as parse
    >>> equality(parse("change(a)"), parse("(a - baseline(a)) / baseline(a)")).is_same
    True
    >>> found = equality(parse("a * b / a"), parse("b"))
    >>> found.is_equal, found.zeros, found.only_first, found.only_second
    (True, ('a',), ('a',), ())
    """
    algebra = _Algebra(budget or Budget())
    try:
        left = algebra.ratio(first, NOW, of_first, {})
        right = algebra.ratio(second, NOW, of_second, {})
        if not algebra.is_equal(left, right):
            return Equality(False)
    except NotShown:
        return Equality(False, is_given_up=True)
    apart = left.divisors ^ right.divisors
    return Equality(
        True,
        tuple(sorted(algebra.text(dict(divisor)) for divisor in apart)),
        algebra.texts(left.symbols - right.symbols),
        algebra.texts(right.symbols - left.symbols),
    )


def difference(
    first: Formula,
    second: Formula,
    of_first: Side = PLAIN,
    of_second: Side = PLAIN,
    budget: Budget | None = None,
) -> Fraction | None:
    """Give second − first where it is one number whatever the names stand for, else None.

    >>> from zielcalc.model.formula import parse_formula as parse
    >>> difference(parse("baseline(a) + 10"), parse("30 + baseline(a)"))
    Fraction(20, 1)
    """
    algebra = _Algebra(budget or Budget())
    try:
        left = algebra.ratio(first, NOW, of_first, {})
        right = algebra.ratio(second, NOW, of_second, {})
        return algebra.sum(right, algebra.product(Ratio({(): Fraction(-1)}, ONE), left)).constant
    except NotShown:
        return None


class _Algebra:
    """Turns formulas into quotients over one set of symbols, within one budget."""

    def __init__(self, budget: Budget) -> None:
        self.symbols: list[_Symbol] = []
        self.named: dict[tuple[str, Basis], int] = {}
        self.budget = budget

    def ratio(self, formula: Formula, basis: Basis, side: Side, known: dict[tuple[str, Basis], Ratio]) -> Ratio:
        """Give a formula as a quotient; `known` keeps what names came to on this side."""

        def again(of: Formula, on: Basis = basis) -> Ratio:
            self.budget.spend(1)
            return self.ratio(of, on, side, known)

        match formula:
            case Literal():
                return Ratio({(): formula.value} if formula.value else {}, ONE)
            case Name(id):
                if (id, basis) not in known:
                    inner = side.definition(id, basis)
                    known[id, basis] = again(inner) if inner else self.name(id, basis)
                return known[id, basis]
            case Negative(of):
                return self.product(Ratio({(): Fraction(-1)}, ONE), again(of))
            case Binary("+", left, right):
                return self.sum(again(left), again(right))
            case Binary("-", left, right):
                return self.sum(again(left), again(Negative(right)))
            case Binary("*", left, right):
                return self.product(again(left), again(right))
            case Binary(_, left, right):
                return self.quotient(again(left), again(right))
            case Call("plan", (of,)):
                return again(of, PLAN)
            case Call("baseline", (of,)):
                return again(of, self.baseline(of, side))
            case Call("delta", (of,)):
                return again(Binary("-", of, Call("baseline", (of,))))
            case Call("change", (of,)):
                return again(Binary("-", Binary("/", of, Call("baseline", (of,))), Literal("1")))
            case Call("sum" | "mean" as function, arguments):
                total = again(arguments[0])
                for argument in arguments[1:]:
                    total = self.sum(total, again(argument))
                count = Fraction(1, len(arguments)) if function == "mean" else Fraction(1)
                return self.product(total, Ratio({(): count}, ONE))
            case Call("round", (of, decimals), _, scale):
                places = again(decimals).constant or Fraction(0)
                return self.opaque("round", [again(of)], (int(places), scale))
            case Call(function, arguments):
                return self.opaque(function, [again(argument) for argument in arguments], ())

    def baseline(self, of: Formula, side: Side) -> Basis:
        """Give the basis of what stands in `baseline()`."""
        ids = frozenset(_standing(of, side, set()))
        agreed = {side.is_agreed(id) for id in ids}
        return BASELINE if len(agreed) < 2 else Basis("baseline", ids)

    def name(self, id: str, basis: Basis) -> Ratio:
        if (id, basis) not in self.named:
            text = id if basis == NOW else f"{basis.kind}({id})"
            self.named[id, basis] = self.symbol(_Symbol(text, (id, basis)))
        number = self.named[id, basis]
        return Ratio({((number, 1),): Fraction(1)}, ONE, symbols=frozenset({number}))

    def symbol(self, symbol: _Symbol) -> int:
        self.symbols.append(symbol)
        return len(self.symbols) - 1

    def opaque(self, function: str, arguments: list[Ratio], details: tuple[object, ...]) -> Ratio:
        """Give a function as a symbol of its own, the same one wherever it is of equal arguments, in any order."""
        divisors = frozenset().union(*(part.divisors for part in arguments))
        symbols = frozenset().union(*(part.symbols for part in arguments))
        if function in ("min", "max"):
            arguments = self.distinct(arguments)
            if len(arguments) == 1:
                return Ratio(arguments[0].top, arguments[0].bottom, divisors, symbols)
        numbers = [value for part in arguments if (value := part.constant) is not None]
        if len(numbers) == len(arguments):
            return Ratio({(): value} if (value := _worked_out(function, numbers, details)) else {}, ONE, divisors)
        found = (
            number
            for number, symbol in enumerate(self.symbols)
            if symbol.key == (function, details) and self.are_equal(function, symbol.arguments, arguments)
        )
        known = next(found, None)
        made = _Symbol(f"{function}(…)", (function, details), tuple(arguments))
        number = self.symbol(made) if known is None else known
        return Ratio({((number, 1),): Fraction(1)}, ONE, divisors, symbols)

    def distinct(self, arguments: Iterable[Ratio]) -> list[Ratio]:
        found: list[Ratio] = []
        for part in arguments:
            if not any(self.is_equal(part, other) for other in found):
                found.append(part)
        return found

    def are_equal(self, function: str, first: tuple[Ratio, ...], second: list[Ratio]) -> bool:
        if len(first) != len(second):
            return False
        if function == "abs":
            turned = self.product(Ratio({(): Fraction(-1)}, ONE), second[0])
            return self.is_equal(first[0], second[0]) or self.is_equal(first[0], turned)
        return all(any(self.is_equal(part, other) for other in second) for part in first)

    def is_equal(self, first: Ratio, second: Ratio) -> bool:
        return times(first.top, second.bottom, self.budget) == times(second.top, first.bottom, self.budget)

    def sum(self, first: Ratio, second: Ratio) -> Ratio:
        if first.bottom == second.bottom:
            top, bottom = plus(first.top, second.top, self.budget), first.bottom
        else:
            top = plus(
                times(first.top, second.bottom, self.budget), times(second.top, first.bottom, self.budget), self.budget
            )
            bottom = times(first.bottom, second.bottom, self.budget)
        return Ratio(top, bottom, first.divisors | second.divisors, first.symbols | second.symbols)

    def product(self, first: Ratio, second: Ratio) -> Ratio:
        return Ratio(
            times(first.top, second.top, self.budget),
            times(first.bottom, second.bottom, self.budget),
            first.divisors | second.divisors,
            first.symbols | second.symbols,
        )

    def quotient(self, first: Ratio, second: Ratio) -> Ratio:
        if not second.top:
            raise NotShown
        turned = Ratio(second.bottom, second.top, second.divisors | factors(second.top), second.symbols)
        return self.product(first, turned)

    def texts(self, symbols: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(self.symbols[number].text for number in symbols))

    def text(self, polynomial: Polynomial) -> str:
        """Write a polynomial as a formula."""
        terms = []
        for monomial, number in polynomial.items():
            factors = [self.symbols[symbol].text for symbol, power in monomial for _ in range(power)]
            size = [] if abs(number) == 1 and factors else [short_text(abs(number))]
            terms.append(("- " if number < 0 else "+ ") + " * ".join([*size, *factors]))
        text = " ".join(terms)
        return text.removeprefix("+ ") if text.startswith("+") else f"-{text.removeprefix('- ')}"


def _standing(formula: Formula, side: Side, seen: set[str]) -> Iterable[str]:
    """Give the names a baseline reaches: those outside a `baseline` or `plan` of their own."""
    match formula:
        case Name(id) if id not in seen:
            seen.add(id)
            inner = side.definition(id, BASELINE)
            yield from _standing(inner, side, seen) if inner else [id]
        case Negative(of) | Call("delta" | "change", (of,)):
            yield from _standing(of, side, seen)
        case Binary(_, left, right):
            yield from _standing(left, side, seen)
            yield from _standing(right, side, seen)
        case Call(function, arguments) if function not in ("baseline", "plan"):
            for argument in arguments:
                yield from _standing(argument, side, seen)


def _worked_out(function: str, numbers: list[Fraction], details: tuple[object, ...]) -> Fraction:
    match function, details:
        case "min", _:
            return min(numbers)
        case "max", _:
            return max(numbers)
        case "round", (int() as decimals, Fraction() as scale):
            return round_half_up(numbers[0] / scale, decimals) * scale
        case _:
            return abs(numbers[0])
