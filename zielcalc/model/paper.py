"""The paper: the text that was signed, held against the file. Takes an Agreement and a Paper, gives notices.

White space, dashes, quotation marks and hyphens at the ends of lines are folded on both sides before they are compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from unicodedata import normalize

from msgspec import Struct

from zielcalc.model.agreement import Agreement
from zielcalc.model.held import held_numbers, is_held, printed_figures, quotes
from zielcalc.model.paper_numbers import counted_figures
from zielcalc.model.printed import BETWEEN_GROUPS, FIGURE, FOOTNOTES
from zielcalc.model.problem import MOST_SHOWN, Place, Problem

MOST_TRIES = 20
_TOO_COMMON = 300
_MOST_KNOWN = 2_000
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("„“”«»″", '"'),
        **dict.fromkeys("‚‘’‹›′", "'"),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff" + FOOTNOTES),
        **dict.fromkeys("•▪●◦‣\x0c" + "".join(map(chr, range(0xF000, 0xF100))), " "),
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
    }
)  # fmt: skip
_AT_LINE_END = re.compile(r"(?<=\w)[-\u00ad][^\S\r\n]*[\r\n]\s*(?=\w)")
_NOTES = re.compile(rf"(\([^()]{{0,99}}\))|(?<=[0-9%])(?:[{FOOTNOTES}]+|\*{{1,3}})\)")
_HYPHEN = re.compile(r"(?<=[^\W\d_])- ?(?=[^\W\d_])|\u00ad ?")
_BETWEEN_YEARS = re.compile(r"(?<=\b(?:19|20)[0-9]{2}) ?- ?(?=(?:19|20)[0-9]{2}\b)")
_BEFORE_PERCENT = re.compile(r"(?<=[0-9]) (?=%)")
_ELLIPSIS = re.compile(r"[\[(](?:…|\.{3})[\])]|…|\.{3}")
_CUT_BEFORE, _CUT_BEHIND = re.compile(r"\d[.,]?$"), re.compile(r"[.,]?\d")
_WORD = re.compile(r"\w{3,}")
_LINE_END = re.compile("\r\n|[\r\n]")


def folded(text: str) -> str:
    """Fold a text on one line, so that how it was set does not matter.

    >>> folded("Kontakt-Rat-\\n Hilfe um  2,5 % – „hier“, 2016 – 2018, T-\\n3²")
    'KontaktRatHilfe um 2,5% - "hier", 2016-2018, T-3'
    """
    text = _NOTES.sub(r"\1", text).translate(_FOLDS)
    line = " ".join(_AT_LINE_END.sub("-", normalize("NFC", text)).split())
    return _BETWEEN_YEARS.sub("-", _BEFORE_PERCENT.sub("", _HYPHEN.sub("", line)))


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
            number = (figure["sign"] or "") + figure["number"]
            found |= {_bare(text) for text in (figure[0], number, *BETWEEN_GROUPS.split(figure[0]))}
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


def _quotes(agreement: Agreement, paper: Paper) -> list[Problem]:
    notices: list[Problem] = []
    for path, quote in quotes(agreement):
        if not paper.has(quote):
            line = paper.nearest_line(quote) if len(notices) < MOST_SHOWN else None
            args = {"line": line + 1, "near": paper.lines[line].strip()[:100]} if line is not None else {}
            notices.append(Problem("quote-not-found", agreement.places[path], args))
    return notices


def _printed(agreement: Agreement, paper: Paper) -> list[Problem]:
    notices: list[Problem] = []
    for path, text, _ in printed_figures(agreement):
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
    held = set(held_numbers(agreement))
    notices = []
    for number, found in counted_figures(paper.lines, agreement.year.first.year):
        new = [figure for figure in found if not is_held(figure, held)]
        if new:
            first, line = new[0], paper.lines[number]
            place = Place(paper.file, number + 1, first.at + 1, line, min(first.end, len(line)) - first.at)
            numbers = tuple(dict.fromkeys(figure.text for figure in new))
            notices.append(Problem("number-not-encoded", place, {"numbers": numbers}))
    return notices
