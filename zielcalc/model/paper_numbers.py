"""Numbers of a paper: which of its figures say how much, and which only refer, count up or date. Takes its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zielcalc.model.period import MONTH_NAMES
from zielcalc.model.printed import Figure, figures

YEARS_AROUND = 10
"""A bare number of four digits this near to the agreed year is a year."""
_MONTHS = "|".join(name for name in MONTH_NAMES if len(name) > 2)
_ORDER = "Abschnitt|Quartal|Halbjahr|Arbeitsmarkt|Kapitel|Lebensjahr|Änderung|Nachtrag|Fassung|Auflage|Absatz|Satz"
_DATES = (
    r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?",
    rf"\b\d{{1,2}}\.?\s?(?i:{_MONTHS})\b",
    r"\b\d{1,2}/\d{4}\b",
    r"\b\d{4}-\d{2}(?:-\d{2})?\b",
    r"\b(?:19|20)\d\d\s?[/–-]\s?\d{2}\b",
    r"\b\d{1,2}(?:[:.]\d{2})?\s?Uhr\b",
)
_COUNTS_UP = (
    r"^\s{0,99}[(\[]?\d{1,2}(?:\.\d{1,2})*[.)\]]+(?=\s|$)",
    r"^\s{0,99}\d{1,2}(?:\.\d{1,2})+(?=\s{1,9}[^\W\d_])",
    rf"\b\d{{1,2}}\.\s?(?={_ORDER})",
    r"\b\d{1,3}(?=-[Jj]ährig)",
    r"^\s{0,99}(?:Seite\s?)?(?:[-–]\s?)?\d{1,3}\s?(?:von|/)\s?\d{1,3}(?:\s?[-–])?\s*$",
    r"^\s{0,99}[-–]\s?\d{1,3}\s?[-–]\s*$",
)
_REFERENCES = (
    *("§", "Abs.", "Absatz", "Absätze", "Nr.", "Nrn.", "Nummer", "Nummern", "Satz", "Sätze", "Art.", "Artikel"),
    *("Ziff.", "Ziffer", "Buch", "SGB", "BGBl.", "Kap.", "Kapitel", "Abschnitt", "Anlage", "Anhang", "Fußnote"),
    *("Seite", "Seiten", "S.", "Tab.", "Tabelle", "Abb.", "Abbildung", "Tel.", "Telefon", "Fax"),
    *("Spalte", "Zeile", "lit.", "Pos.", "Str."),
)
_APART = re.compile("|".join((*_DATES, *_COUNTS_UP)))
_GOES_ON = re.compile(r"[a-z]?\s*(?:,|und|oder|bis|u\.|[-–/]|i\.\s?V\.\s?m\.)\s*")
_NOUN = re.compile(r"\s{1,9}(€|[A-ZÄÖÜ][a-zäöüß]{2,}(?![\wÄÖÜ.]))")
_WORDS_OF_LAW = tuple(word for word in _REFERENCES if word[-1] != ".")
_NAMES_OF_LAWS = ("gesetz", "gesetzes", "gesetzbuch", "gesetzbuches", "ordnung", "Gesetz", "Buchstabe", "Halbsatz")
MOST_STRUNG = 100
"""A number from here on is not strung to a reference: "nach § 16, 540 Stellen"."""
_PAGE = re.compile(r"\s{0,99}\d{1,3}\s*")


def counted_figures(lines: list[str], year: int) -> Iterator[tuple[int, list[Figure]]]:
    """Give for each line, from 0, the figures that say how much.

    Left out are dates and years near the agreed one, paragraphs and whatever a word of reference stands before (§,
    Abs., Nr., Seite, …) with what is strung to it, numbers that count up (at the beginning of a line, before
    Abschnitt, Quartal, …), and the number of a page.
    """
    pages = set(_page_numbers(lines))
    for number, line in enumerate(lines):
        if number in pages or not any(character.isdigit() for character in line):
            continue
        if found := list(_counted(line, year)):
            yield number, found


def _counted(line: str, year: int) -> Iterator[Figure]:
    apart = [found.span() for found in _APART.finditer(line)]
    referred_to = -1
    for figure in figures(line):
        start, end = figure.at, figure.at + len(figure.text)
        is_strung = (
            0 <= referred_to < start < referred_to + 20
            and figure.number.value < MOST_STRUNG
            and not figure.is_percentage
        )
        is_strung = is_strung and _GOES_ON.fullmatch(line, referred_to, start) is not None
        is_strung = is_strung and not _says_of_what(line, end)
        if is_strung or line[max(0, start - 20) : start].rstrip().endswith(_REFERENCES):
            referred_to = end
            continue
        is_year = figure.text.isdigit() and len(figure.text) == 4 and abs(int(figure.text) - year) <= YEARS_AROUND
        if not is_year and not any(first <= start < last for first, last in apart):
            yield figure


def _says_of_what(line: str, end: int) -> bool:
    """Say whether a noun follows a number: "nach § 16 und 54 Integrationen"; one of the law's own is none."""
    found = _NOUN.match(line, end)
    return found is not None and not found[1].startswith(_WORDS_OF_LAW) and not found[1].endswith(_NAMES_OF_LAWS)


def _page_numbers(lines: list[str]) -> Iterable[int]:
    """Give the lines that are only a number and end a page: the next that says anything begins a new one."""
    last = None
    for number, line in enumerate(lines):
        if line.startswith("\x0c") and last is not None and _PAGE.fullmatch(lines[last]):
            yield last
        if line.strip():
            last = number
