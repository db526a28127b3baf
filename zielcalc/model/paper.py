"""The paper: the text that was signed, held against the file. Takes an Agreement and a Paper, gives notices.

White space, dashes, quotation marks and hyphens at the ends of lines are folded on both sides before they are compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from unicodedata import normalize

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.formula import literals
from zielcalc.model.paper_numbers import counted_figures
from zielcalc.model.printed import BETWEEN_GROUPS, FIGURE, Figure, figures
from zielcalc.model.problem import MOST_SHOWN, Place, Problem

MOST_TRIES = 20
_TOO_COMMON = 300
_MOST_KNOWN = 2_000
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("„“”«»″", '"'),
        **dict.fromkeys("‚‘’‹›′", "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff"),
        **dict.fromkeys("•▪●◦‣\x0c" + "".join(map(chr, range(0xF000, 0xF100))), " "),
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
    }
)  # fmt: skip
_HYPHEN = re.compile(r"(?<=[^\W\d_])- ?(?=[^\W\d_])")
_BEFORE_PERCENT = re.compile(r"(?<=[0-9]) (?=%)")
_ELLIPSIS = re.compile(r"\s*(?:\[(?:…|\.{3})\]|…|\.{3})\s*")
_CUT_BEFORE, _CUT_BEHIND = re.compile(r"\d[.,]?$"), re.compile(r"[.,]?\d")
_WORD = re.compile(r"\w{3,}")
_LINE_END = re.compile("\r\n|[\r\n]")


def folded(text: str) -> str:
    """Fold a text on one line, so that how it was set does not matter.

    >>> folded("Kontakt-Rat-\\n Hilfe um  2,5 % – „hier“")
    'KontaktRatHilfe um 2,5% - "hier"'
    """
    line = " ".join(normalize("NFC", text.translate(_FOLDS)).split())
    return _BEFORE_PERCENT.sub("", _HYPHEN.sub("", line))


class Paper(Struct, frozen=True, dict=True):
    """The text of an agreement as it was signed."""

    file: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, as they are."""
        return _LINE_END.split(self.text)

    @cached_property
    def whole(self) -> str:
        """All of it on one folded line."""
        return folded(self.text)

    @cached_property
    def printed(self) -> set[str]:
        """Its figures as texts, each with and without its signs."""
        found = set()
        for figure in FIGURE.finditer(self.whole):
            found |= {_bare(figure[0]), *map(_bare, BETWEEN_GROUPS.split(figure[0]))}
        return found | {text.lstrip("+-") for text in found} | {text.strip("+-%") for text in found}

    @cached_property
    def lines_of_word(self) -> dict[str, list[int]]:
        """The lines in which a word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            for word in set(_WORD.findall(folded(line).casefold())):
                found[word].append(number)
        return found

    def has(self, text: str) -> bool:
        """Say whether a fragment occurs; of one with an ellipsis, whether its pieces do, one behind the other."""
        at = 0
        for piece in filter(None, map(folded, _ELLIPSIS.split(text))):
            behind = self.behind_piece(piece, at)
            if behind is None:
                return False
            at = behind
        return True

    def behind_piece(self, needle: str, at: int = 0, is_word: bool = False) -> int | None:
        """Give where a folded text ends that occurs from a place on; None where it does not.

        It is not looked for inside a longer figure, nor as `is_word` inside a longer word.
        """
        start = at - 1
        for _ in range(MOST_TRIES):
            start = self.whole.find(needle, start + 1)
            if start < 0:
                return None
            before, behind = (
                self.whole[max(0, start - 2) : start],
                self.whole[start + len(needle) : start + len(needle) + 2],
            )
            is_cut = (
                (needle[0].isdigit() and _CUT_BEFORE.search(before))
                or (needle[-1].isdigit() and _CUT_BEHIND.match(behind))
                or (is_word and (before[-1:].isalnum() or behind[:1].isalnum()))
            )
            if not is_cut:
                break
        return start + len(needle)

    def has_printed(self, text: str) -> bool:
        """Say whether a printed figure occurs, as a figure of its own or as a word."""
        needle = folded(text)
        return (
            _bare(needle) in self.printed
            if FIGURE.fullmatch(needle)
            else self.behind_piece(needle, is_word=True) is not None
        )

    def nearest_line(self, text: str) -> int | None:
        """Give the line, from 0, that shares the most words with a fragment; None where none shares any."""
        shared: Counter[int] = Counter()
        for word in set(_WORD.findall(folded(text).casefold())):
            lines = self.lines_of_word.get(word, [])
            shared.update(lines if len(lines) < _TOO_COMMON else [])
        return min(shared, key=lambda line: (-shared[line], line), default=None)


def _bare(text: str) -> str:
    return text.replace(" ", "")


def hold_against(agreement: Agreement, paper: Paper) -> tuple[Problem, ...]:
    """Say which quotes and figures of a file do not occur in the paper, and which numbers of it not in the file.

    Numbers that only refer or date (paragraphs, sections, enumerations, years near the agreed one) are none of them;
    others are left out by name, under `not_encoded`.
    """
    found = [*_quotes(agreement, paper), *_printed(agreement, paper), *_not_encoded(agreement, paper)]
    more = len(found) - MOST_SHOWN
    return (*found[:MOST_SHOWN], *((Problem("more-notices", None, {"count": more}),) if more > 0 else ()))


def _said(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Give every quote of a file, with the keys that lead to it."""
    for section in ("measures", "indicators", "targets"):
        for id, owner in getattr(agreement, section).items():
            if owner.source is not None and owner.source.quote:
                yield f"{section}.{id}.source.quote", owner.source.quote
    for id, waiver in agreement.not_encoded.items():
        yield f"not_encoded.{id}.quote", waiver.quote


def _figures(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Give every printed figure of a file, with the keys that lead to it."""
    for section in ("measures", "indicators"):
        for id, owner in getattr(agreement, section).items():
            for key, text in owner.printed.items():
                yield f"{section}.{id}.printed.{key}", text
    for id, target in agreement.targets.items():
        for number, text in enumerate(target.printed):
            yield f"targets.{id}.printed.{number}", text


def _quotes(agreement: Agreement, paper: Paper) -> list[Problem]:
    notices: list[Problem] = []
    for path, quote in _said(agreement):
        if not paper.has(quote):
            line = paper.nearest_line(quote) if len(notices) < MOST_SHOWN else None
            args = {"line": line + 1, "near": paper.lines[line].strip()[:100]} if line is not None else {}
            notices.append(Problem("quote-not-found", agreement.places[path], args))
    return notices


def _printed(agreement: Agreement, paper: Paper) -> list[Problem]:
    notices: list[Problem] = []
    for path, text in _figures(agreement):
        if not paper.has_printed(text):
            near = _nearest(text, paper) if len(notices) < MOST_SHOWN else None
            notices.append(Problem("printed-not-found", agreement.places[path], {"text": text, "near": near}))
    return notices


def _nearest(text: str, paper: Paper) -> str | None:
    from difflib import get_close_matches

    bare = _bare(text)[:40]
    near = get_close_matches(bare, sorted(paper.printed), 5, 0.6) if len(paper.printed) < _MOST_KNOWN else []
    # Digits that changed places are a likelier slip than another digit.
    return min(near, key=lambda other: (sorted(other) != sorted(bare), near.index(other)), default=None)


def _not_encoded(agreement: Agreement, paper: Paper) -> list[Problem]:
    """Give the numbers of the paper that the file does not hold, a notice for each line."""
    held = set(_held(agreement))
    notices = []
    for number, found in counted_figures(paper.lines, agreement.year.first.year):
        new = [figure for figure in found if not _is_held(figure, held)]
        if new:
            first, line = new[0], paper.lines[number]
            place = Place(paper.file, number + 1, first.at + 1, line, len(first.text))
            numbers = tuple(dict.fromkeys(figure.text for figure in new))
            notices.append(Problem("number-not-encoded", place, {"numbers": numbers}))
    return notices


def _is_held(figure: Figure, held: set[tuple[Fraction, bool]]) -> bool:
    """Say whether a number is in the file; in a table of quotas the sign may be missing behind a decimal."""
    value = abs(figure.number.value)
    pieces = BETWEEN_GROUPS.split(figure.text)
    if len(pieces) > 1 and all(_is_held(inner, held) for piece in pieces for inner in figures(piece)):
        return True
    return (value, figure.is_percentage) in held or (figure.number.decimals > 0 and (value, True) in held)


def _held(agreement: Agreement) -> Iterator[tuple[Fraction, bool]]:
    """Give every number of a file, as written and without its sign, and whether it is a percentage."""
    texts = [text for _, text in _figures(agreement)] + [text for _, text in _said(agreement)]
    texts += [agreement.title, agreement.reservation or "", *agreement.priorities.values()]
    for target in agreement.targets.values():
        texts += [target.milestone or "", target.condition.text if target.condition else ""]
        for bound in target.demand.bounds if target.demand else ():
            for literal in literals(bound.formula) if bound.formula else ():
                yield Fraction(literal.written), literal.unit == "%"
    for text in texts:
        for figure in figures(text):
            yield abs(figure.number.value), figure.is_percentage
    for owner in agreement.owners.values():
        for agreed in (owner.baseline, owner.plan):
            if agreed is not None and agreed.value is not None:
                yield abs(owner.unit.shown(agreed.value)), owner.unit.is_percentage
