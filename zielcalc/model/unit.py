"""Units: what a number counts, and which numbers may be added, compared and divided. Takes unit words, gives Units."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction

from msgspec import Struct


class Flavor(Enum):
    """What a number without a dimension is."""

    DIMENSION = "has a dimension"
    PLAIN = "a ratio"
    BARE = "written without a unit, takes that of its neighbour"
    SHARE = "a quotient of like units: a percentage or a ratio, as is asked for"
    SHARE_DIFFERENCE = "a difference of two such quotients"
    PERCENT = "a percentage"
    POINTS = "percentage points"


Dims = tuple[tuple[str, int], ...]
_MONEY = {"EUR": 1, "TEUR": 1_000, "Mio EUR": 1_000_000}
_WORD = re.compile(r"[^\W\d][\w.€ -]{0,39}")


class Unit(Struct, frozen=True):
    """A unit as written, with its dimension and the size of one of it: 1 TEUR is 1,000 of the base unit."""

    text: str
    dims: Dims = ()
    flavor: Flavor = Flavor.DIMENSION
    scale: Fraction = Fraction(1)

    @property
    def is_percentage(self) -> bool:
        """Whether numbers of it are always written with % or pp."""
        return self.flavor in (Flavor.PERCENT, Flavor.POINTS)

    @property
    def sign(self) -> str:
        """What follows a number of it in a sentence."""
        return {"count": "", "ratio": "", "grade": "", "percent": " %"}.get(self.text, f" {self.text}")

    def words(self) -> list[str]:
        """Give the words it is made of: EUR and count of `EUR / count`."""
        return [word.strip() for word in self.text.split("/")]

    def of_difference(self) -> Unit:
        """Give the unit of a difference of two values of this unit."""
        return {PERCENT.flavor: POINTS, SHARE.flavor: SHARE_DIFFERENCE}.get(self.flavor, self)

    def converts(self, other: Unit) -> bool:
        """Say whether numbers of the one are numbers of the other: money in its three units."""
        return (self.dims, self.flavor) == (other.dims, other.flavor)

    def shown(self, value: Fraction) -> Fraction:
        """Bring a value from the base unit into this one: 0.229 is 22.9 percent."""
        return value / self.scale


COUNT = Unit("count", (("count", 1),))
PERCENT = Unit("percent", (), Flavor.PERCENT, Fraction(1, 100))
POINTS = Unit("pp", (), Flavor.POINTS, Fraction(1, 100))
RATIO = Unit("ratio", (), Flavor.PLAIN)
BARE = Unit("", (), Flavor.BARE)
SHARE = Unit("ratio", (), Flavor.SHARE)
SHARE_DIFFERENCE = Unit("ratio", (), Flavor.SHARE_DIFFERENCE)
YES_NO = Unit("yes_no", (("yes_no", 1),))
_FIXED = {unit.text: unit for unit in (COUNT, PERCENT, POINTS, RATIO, YES_NO)}
STANDARD_WORDS = {"count", "pp", "ratio", "grade", "months", *_MONEY}
"""What may stand behind a number whatever units an agreement has."""


def parse_unit(text: str) -> Unit | None:
    """Read a unit: a word, money, or words divided by one another; None if it is none.

    >>> parse_unit("TEUR / count").dims, parse_unit("TEUR / count").scale
    ((('EUR', 1), ('count', -1)), Fraction(1000, 1))
    """
    text = " ".join(text.split())
    if text in _FIXED:
        return _FIXED[text]
    dims: dict[str, int] = {}
    scale = Fraction(1)
    words = [word.strip() for word in text.split("/")]
    for number, word in enumerate(words):
        if not _WORD.fullmatch(word) or (len(words) > 1 and word in ("percent", "pp", "ratio", "yes_no")):
            return None
        sign = -1 if number else 1
        size = _MONEY.get(word)
        scale *= Fraction(size or 1) ** sign
        base = "EUR" if size else word
        dims[base] = dims.get(base, 0) + sign
    left = _sorted(dims)
    return Unit(" / ".join(words), left, Flavor.DIMENSION, scale) if left else None


def number_unit(text: str) -> Unit | None:
    """Give the unit written behind a number in a formula: %, pp, money or a unit word."""
    return {"%": PERCENT, "pp": POINTS}.get(text) or parse_unit(text)


def _sorted(dims: dict[str, int]) -> Dims:
    return tuple(sorted((name, power) for name, power in dims.items() if power))


def base_unit(dims: Dims) -> Unit:
    """Give the unit of a dimension in which one is one: EUR / count."""
    above = [name for name, power in dims for _ in range(power)]
    below = [name for name, power in dims for _ in range(-power)]
    return Unit(" / ".join([" * ".join(above) or "1", *below]), dims)


def added(left: Unit, right: Unit, sign: str) -> Unit | None:
    """Give the unit of a sum or difference; None if there is none. A bare number must be given its unit before."""
    if left.dims or right.dims:
        if left.dims != right.dims:
            return None
        return left if left.text == right.text else base_unit(left.dims)
    return _SUMS.get((left.flavor, sign, right.flavor))


def alike(left: Unit, right: Unit) -> Unit | None:
    """Give the unit that two values share, where the smaller or the mean of them is taken; None if there is none."""
    if left.dims or right.dims:
        return added(left, right, "+")
    if left.is_percentage or not right.is_percentage:
        return left if serves(right, left) else None
    return right if serves(left, right) else None


def multiplied(left: Unit, right: Unit, power: int) -> Unit:
    """Give the unit of a product (power 1) or quotient (power −1)."""
    if left.dims or right.dims:
        if not right.dims:
            return left
        if not left.dims and power == 1:
            return right
        dims = dict(left.dims)
        for name, size in right.dims:
            dims[name] = dims.get(name, 0) + power * size
        result = _sorted(dims)
        return base_unit(result) if result else SHARE
    return _product(left, right) if power == 1 else _quotient(left, right)


def _product(left: Unit, right: Unit) -> Unit:
    flavors = {left.flavor, right.flavor}
    for unit in (POINTS, PERCENT, SHARE_DIFFERENCE, SHARE, RATIO):
        if unit.flavor in flavors:
            return unit
    return BARE


def _quotient(left: Unit, right: Unit) -> Unit:
    if right.flavor in (Flavor.BARE, Flavor.PLAIN) and left.flavor is not Flavor.PLAIN:
        return left
    return RATIO if left.flavor is Flavor.BARE else SHARE


def serves(unit: Unit, asked: Unit) -> bool:
    """Say whether a formula of one unit may stand where another is asked for."""
    if unit.dims or asked.dims:
        return unit.dims == asked.dims
    match asked.flavor:
        case Flavor.PERCENT:
            return unit.flavor in (Flavor.PERCENT, Flavor.SHARE, Flavor.SHARE_DIFFERENCE)
        case Flavor.POINTS:
            return unit.flavor in (Flavor.POINTS, Flavor.SHARE_DIFFERENCE)
        case _:
            return unit.flavor not in (Flavor.PERCENT, Flavor.POINTS)


_P, _PP, _S, _D, _R, _B = (
    Flavor.PERCENT,
    Flavor.POINTS,
    Flavor.SHARE,
    Flavor.SHARE_DIFFERENCE,
    Flavor.PLAIN,
    Flavor.BARE,
)
_SUMS = {
    (_P, "+", _P): PERCENT,
    (_P, "-", _P): POINTS,
    **{(_P, sign, _PP): PERCENT for sign in "+-"},
    (_PP, "+", _P): PERCENT,
    **{(_PP, sign, _PP): POINTS for sign in "+-"},
    (_S, "+", _S): SHARE,
    (_S, "-", _S): SHARE_DIFFERENCE,
    **{(_S, sign, _PP): PERCENT for sign in "+-"},
    (_PP, "+", _S): PERCENT,
    (_S, "+", _P): PERCENT,
    (_P, "+", _S): PERCENT,
    (_S, "-", _P): POINTS,
    (_P, "-", _S): POINTS,
    **{(_D, sign, _D): SHARE_DIFFERENCE for sign in "+-"},
    (_D, "+", _S): SHARE,
    **{(_S, sign, _D): SHARE for sign in "+-"},
    **{(_D, sign, _PP): POINTS for sign in "+-"},
    **{(_PP, sign, _D): POINTS for sign in "+-"},
    **{(_P, sign, _D): PERCENT for sign in "+-"},
    (_D, "+", _P): PERCENT,
    **{(_R, sign, other): RATIO for sign in "+-" for other in (_R, _S, _D)},
    **{(other, sign, _R): RATIO for sign in "+-" for other in (_S, _D)},
    **{(_B, sign, _B): BARE for sign in "+-"},
    **{(_B, sign, _R): RATIO for sign in "+-"},
    **{(_R, sign, _B): RATIO for sign in "+-"},
    **{(_B, sign, _S): SHARE for sign in "+-"},
    **{(_S, sign, _B): SHARE for sign in "+-"},
    **{(_B, sign, _D): SHARE_DIFFERENCE for sign in "+-"},
    **{(_D, sign, _B): SHARE_DIFFERENCE for sign in "+-"},
}
