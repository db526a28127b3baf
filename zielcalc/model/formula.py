"""Formulas: their tree, their text, and the way between. Takes text, gives a Formula or the one fault that stops it.

expression = term (('+' | '-') term)*
term       = factor (('*' | '/') factor)*
factor     = ('-' | '+') factor | number [unit] | name | function '(' expression (',' expression)* ')'
           | '(' expression ')'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NoReturn

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.unit import YES_NO, number_unit

MOST_CHARACTERS = 2_000
MOST_DEPTH = 100
MOST_DIGITS = 40
FUNCTIONS = {
    "baseline": (1, 1),
    "plan": (1, 1),
    "delta": (1, 1),
    "change": (1, 1),
    "abs": (1, 1),
    "min": (1, 99),
    "max": (1, 99),
    "sum": (1, 99),
    "mean": (1, 99),
    "round": (2, 2),
}
"""The functions, with the least and the most arguments each takes."""


class Span(Struct, frozen=True):
    """From which to which character of its text a part of a formula reaches."""

    start: int
    end: int


class Node(Struct, frozen=True, eq=False):
    """A part of a formula. Equal to another that means the same, wherever either is written."""

    def meaning(self) -> tuple[object, ...]:
        """Give what makes it what it is: all but its place and what typing found out."""
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name not in ("span", "scale"))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Node) and self.meaning() == other.meaning()

    def __hash__(self) -> int:
        return hash((type(self), self.meaning()))


class Literal(Node, frozen=True, eq=False):
    """A number as written (`2.5`, `%`) and its value in base units (1/40)."""

    written: str
    unit: str = ""
    span: Span = Span(0, 0)
    scale: Fraction = Fraction(1)
    """The size of the unit a bare number takes from beside it; `dimensions` sets it."""

    @property
    def value(self) -> Fraction:
        """The number in base units."""
        unit = number_unit(self.unit) if self.unit else None
        return Fraction(self.written) * (unit.scale if unit else self.scale)

    @property
    def decimals(self) -> int:
        """How many decimals it is written with."""
        return len(self.written.partition(".")[2])


class Name(Node, frozen=True, eq=False):
    """A measure or an indicator."""

    id: str
    span: Span = Span(0, 0)


class Negative(Node, frozen=True, eq=False):
    """A formula with its sign turned."""

    of: Formula
    span: Span = Span(0, 0)


class Binary(Node, frozen=True, eq=False):
    """Two formulas and one of + - * /."""

    sign: str
    left: Formula
    right: Formula
    span: Span = Span(0, 0)


class Call(Node, frozen=True, eq=False):
    """A function of formulas."""

    function: str
    arguments: tuple[Formula, ...]
    span: Span = Span(0, 0)
    scale: Fraction = Fraction(1)
    """The size of the unit in which `round` rounds; `dimensions` sets it."""


Formula = Literal | Name | Negative | Binary | Call


class FormulaFault(Exception):  # noqa: N818 (a value carried out of the parser, turned into a Problem by its caller)
    """Why a text is no formula, and which part of it."""

    def __init__(self, code: str, span: Span, **args: object) -> None:
        super().__init__(code)
        self.code, self.span, self.details = code, span, args


def parts(formula: Formula) -> tuple[Formula, ...]:
    """Give the formulas a formula is directly made of."""
    match formula:
        case Negative(of):
            return (of,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def names(formula: Formula) -> Iterator[Name]:
    """Give every name in a formula, in the order written."""
    if isinstance(formula, Name):
        yield formula
    for part in parts(formula):
        yield from names(part)


def literals(formula: Formula) -> Iterator[Literal]:
    """Give every number in a formula, in the order written."""
    if isinstance(formula, Literal):
        yield formula
    for part in parts(formula):
        yield from literals(part)


def depth(formula: Formula) -> int:
    """Count the levels of a formula."""
    return 1 + max((depth(part) for part in parts(formula)), default=0)


def literal_of(formula: Formula) -> tuple[Literal, bool] | None:
    """Give the number that a formula is, with whether its sign is turned; None if it is more than a number."""
    match formula:
        case Literal():
            return formula, False
        case Negative(Literal() as number):
            return number, True
        case _:
            return None


_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


def print_formula(formula: Formula) -> str:
    """Write a formula so that parsing gives it back.

    >>> print_formula(parse_formula("a-(b - 2.5%)"))
    'a - (b - 2.5 %)'
    """
    match formula:
        case Literal(written, unit):
            return f"{written} {unit}" if unit else written
        case Name(id):
            return id
        case Negative(of):
            inner = print_formula(of)
            return f"-({inner})" if isinstance(of, Binary) else f"-{inner}"
        case Call(function, arguments):
            return f"{function}({', '.join(map(print_formula, arguments))})"
        case Binary(sign, left, right):
            level = _PRECEDENCE[sign]
            first, second = print_formula(left), print_formula(right)
            if isinstance(left, Binary) and _PRECEDENCE[left.sign] < level:
                first = f"({first})"
            if isinstance(right, Binary) and _PRECEDENCE[right.sign] <= level:
                second = f"({second})"
            return f"{first} {sign} {second}"


_TOKEN = re.compile(r"(?P<space>[ \t\n]+)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<word>[^\W\d]\w*)|(?P<sign>[-+*/(),%])")
_COMPARISON = r"[<>=≤≥]+"
_DECIMAL_COMMA = r"[0-9]+,[0-9]+"
_BENT_NUMBER = re.compile(r"0[0-9]+|[0-9]+(?:\.[0-9]+)?(?:_|[eE][0-9+-]|[xob][0-9a-f]|:)")


class _Token(Struct, frozen=True):
    kind: str
    text: str
    span: Span


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found or not found.lastgroup:
            _refuse_character(text, at)
        if found.lastgroup == "number" and (bent := _BENT_NUMBER.match(text, at)):
            raise FormulaFault("bad-number", Span(at, max(bent.end(), found.end())), text=text[at : bent.end()])
        if found.lastgroup == "number" and len(found[0]) > MOST_DIGITS:
            raise FormulaFault("number-too-long", Span(at, found.end()), most=MOST_DIGITS)
        if found.lastgroup != "space":
            tokens.append(_Token(found.lastgroup, found[0], Span(at, found.end())))
        at = found.end()
    return tokens


def _refuse_character(text: str, at: int) -> NoReturn:
    if found := re.match(_COMPARISON, text[at:]):
        end = at + found.end()
        raise FormulaFault("operator-in-bound", Span(at, end), operator=found[0], rest=text[end:].strip())
    if text[at] == "[":
        raise FormulaFault("brackets-reserved", Span(at, at + 1))
    if text[at] == "−":
        raise FormulaFault("formula-character", Span(at, at + 1), character="−", instead="-")
    raise FormulaFault("formula-character", Span(at, at + 1), character=text[at])


def parse_formula(text: str) -> Formula:
    """Read a formula. Raises FormulaFault at the first thing that is none."""
    if len(text) > MOST_CHARACTERS:
        raise FormulaFault("formula-too-long", Span(0, 1), most=MOST_CHARACTERS)
    parser = _Parser(text, _tokens(text))
    formula = parser.expression(0)
    if parser.next:
        parser.refuse()
    if depth(formula) > MOST_DEPTH:
        raise FormulaFault("formula-too-deep", Span(0, len(text)), most=MOST_DEPTH)
    return formula


class _Parser:
    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0

    @property
    def next(self) -> str:
        """The text of the next token; empty at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self) -> _Token:
        if self.at == len(self.tokens):
            raise FormulaFault("formula-ends", Span(len(self.text), len(self.text) + 1))
        self.at += 1
        return self.tokens[self.at - 1]

    def refuse(self) -> NoReturn:
        token = self.take()
        if token.text == "," and (found := re.search(_DECIMAL_COMMA, self.text)):
            is_grouped = len(found[0].partition(",")[2]) == 3
            number = found[0].replace(",", "" if is_grouped else ".")
            rest = self.text[found.end() :].strip()
            raise FormulaFault("decimal-comma", Span(*found.span()), number=f"{number} {rest}".strip()[:40])
        raise FormulaFault("formula-syntax", token.span, found=token.text)

    def expect(self, sign: str) -> _Token:
        if self.next != sign:
            self.refuse()
        return self.take()

    def expression(self, level: int) -> Formula:
        """expression = term (('+' | '-') term)*"""
        return self.chain("+-", level)

    def term(self, level: int) -> Formula:
        """term = factor (('*' | '/') factor)*"""
        return self.chain("*/", level)

    def chain(self, signs: str, level: int) -> Formula:
        part = self.term if signs == "+-" else self.factor
        left = part(level)
        count = 0
        while self.next and self.next in signs:
            sign = self.take().text
            right = part(level)
            left = Binary(sign, left, right, Span(left.span.start, right.span.end))
            count += 1
            if count > MOST_DEPTH:
                raise FormulaFault("formula-too-deep", left.span, most=MOST_DEPTH)
        return left

    def factor(self, level: int) -> Formula:
        """factor = ('-' | '+') factor | number [unit] | name | function '(' … ')' | '(' expression ')'"""
        if level > MOST_DEPTH:
            raise FormulaFault("formula-too-deep", self.tokens[self.at - 1].span, most=MOST_DEPTH)
        token = self.take()
        match token.kind, token.text:
            case "number", written:
                return self.number(token, written)
            case "word", word if self.next == "(":
                return self.call(token, word, level)
            case "word", word:
                return Name(word, token.span)
            case _, "-":
                of = self.factor(level + 1)
                return Negative(of, Span(token.span.start, of.span.end))
            case _, "+":
                return self.factor(level + 1)
            case _, "(":
                formula = self.expression(level + 1)
                return replace(formula, span=Span(token.span.start, self.expect(")").span.end))
            case _:
                self.at -= 1
                return self.refuse()

    def number(self, token: _Token, written: str) -> Literal:
        end, unit = token.span.end, ""
        if self.next == "%":
            unit, end = "%", self.take().span.end
        elif self.at < len(self.tokens) and self.tokens[self.at].kind == "word":
            word = self.take()
            unit, end = word.text, word.span.end
            if unit == "Mio" and self.next == "EUR":
                unit, end = "Mio EUR", self.take().span.end
            if number_unit(unit) in (None, YES_NO):
                raise FormulaFault("bad-unit", word.span, unit=unit)
        return Literal(written, unit, Span(token.span.start, end))

    def call(self, token: _Token, word: str, level: int) -> Formula:
        if word not in FUNCTIONS:
            raise FormulaFault("unknown-function", token.span, name=word)
        self.take()
        arguments = [self.expression(level + 1)]
        while self.next == ",":
            self.take()
            arguments.append(self.expression(level + 1))
        end = self.expect(")").span.end
        least, most = FUNCTIONS[word]
        if not least <= len(arguments) <= most:
            found, count = len(arguments), least if len(arguments) < least else most
            raise FormulaFault("wrong-arguments", Span(token.span.start, end), name=word, count=count, found=found)
        return Call(word, tuple(arguments), Span(token.span.start, end))
