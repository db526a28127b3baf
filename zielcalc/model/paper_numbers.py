"""Numbers of a paper: which of its figures say how much, and which only refer, count up or date. Takes its lines.

A figure says how much unless it stands in a form of its own: a date, a year, a reference, a number that counts up.
With %, a size or a unit of money it always does, and mostly where the word behind it says of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from zielcalc.model.period import MONTH_NAMES
from zielcalc.model.printed import BETWEEN_GROUPS, UNIT, Figure, figures

YEARS_AROUND = 10
"""A bare number of four digits this near to the agreed year is a year."""
MOST_STRUNG = 100
"""A number from here on is not strung to a reference: "nach § 16, 540 Stellen"."""
MOST_NUMBERED = 20
"""A reference below is one whatever stands behind it: "Anlage 2 Zielwerte", not "Kapitel 70 Teilnehmer"."""

_MONTHS = "|".join(name for name in MONTH_NAMES if len(name) > 2)
_ORDERED = (
    "Abschnitt|Quartal|Halbjahr|H[Jj]\\b|Arbeitsmarkt|Kapitel|Lebensjahr|Änderung|Nachtrag|Fassung|Auflage|Absatz|Satz"
)
_TO = r"\s?(?:bis|und|oder|u\.|[-–/,])\s?(?:zum\s)?"
_ORDINALS = rf"\b\d{{1,2}}\.(?:{_TO}\d{{1,2}}\.){{0,3}}\s?"
_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
_OF_WHAT = r"\s{1,9}(?:eLb\b|[A-ZÄÖÜ]\w)"
_COUNTS_UP = (
    rf"{_ORDINALS}(?={_ORDERED}|(?i:{_MONTHS})\b|(?:(?:des|eines|jeden)\s)?\w{{0,9}}[Mm]onats\b)",
    r"\b\d{1,2}(?:\.\d{1,2}){2,9}+\b",
    r"\b(?:\d{1,2}-?\s?(?:bis|[-–])\s?)?(?:(?:unter\s)?\d{1,3}(?=-?[Jj]ährig)|unter\s\d\d\sJahren?\b)",
    r"\bSeite\s{0,9}\d{1,3}\s?(?:von|/)\s?\d{1,3}\b",
    r"^\s{0,99}[-–]\s?\d{1,3}\s?[-–]\s*$",
    r"\b(?:\d{1,2}(?:[:.]\d{2})?\s?(?:bis|[-–])\s?)?\d{1,2}(?:[:.]\d{2})?\s?Uhr\b",
)
_PAGE = re.compile(r"\s{0,99}(\d{1,3})(?:\s?(?:von|/)\s?\d{1,3})?\s*")
_ITEM = re.compile(r"\s{0,99}(?P<before>[(\[]?(?:\d{1,2}\.){0,5})(?P<number>\d{1,2})(?P<behind>[.)\]]*)(?=\s|$)")
_MOST_NESTED = 9
_FEWEST_BARE = 3
_UNIT_BEHIND = re.compile(rf"\s*(?:{UNIT})")
_SHARED = re.compile(rf"\s?(?:bis|und|auf|oder|[-–])\s?(?:auf\s|zu\s)?[0-9][0-9.,]{{0,12}}\s{{0,2}}(?P<unit>{UNIT})")
_LABELLED = re.compile(rf"(?:\bin\s{{1,9}}|[(\[])(?P<unit>{UNIT})")

_ABBREVIATED = r"(?:Abs|Nrn?|Art|Ziff|BGBl|Kap|S|Tab|Abb|Tel|lit|Pos|Str)\."
_NAMED = (
    "(?:Absatz|Absätze|Nummer|Satz|Sätze|Artikel|Ziffer|Buch|SGB|Kapitel|Abschnitt|Anlage|Anhang|Fußnote|Seite"
    "|Tabelle|Abbildung|Telefon|Fax|Spalte|Zeile)(?:e?[ns]|e)?"
)
_PARAGRAPH = re.compile(r"§\s*$")
_REFERS = re.compile(rf"(?<!\w)(?:{_ABBREVIATED}|{_NAMED})\s*$")
_GOES_ON = re.compile(r"\s?[a-z]?\s*(?:,|und|oder|sowie|bis|u\.|[-–/]|i\.\s?V\.\s?m\.)\s*")
_WORD_BEHIND = re.compile(r"\s*(in\sVerbindung|[^\W\d_][\w.]*)")
_LINE_ENDS = re.compile(r"\s*$")
_OF_LAW = re.compile(
    rf"(?:{_ABBREVIATED}|{_NAMED}|Buchstabe|Halbsatz|\w*(?:[Gg]esetz(?:buch)?(?:es)?|ordnung)"
    r"|(?!BG\b|AG\b)\w+GB?|ZPO|AO)\.?"
)
_JOINS = re.compile(
    r"[a-z]|ff?\.|i\.\w*|in\sVerbindung|[Dd](?:e[srmn]|ie|as|ies\w*)|und|oder|bis|sowie|ist|sind|wird|werden"
    r"|gilt|gelten|genannt\w*"
)


def counted_figures(lines: list[str], year: int) -> Iterator[tuple[int, list[Figure]]]:
    """Give for each line, from 0, the figures that say how much.

    Left out are dates and years near the agreed one, paragraphs and whatever a word of reference stands before (§,
    Abs., Nr., Seite, …) with what is strung to it, numbers that count up (at the beginning of a line, before
    Abschnitt, Quartal, …), and the number of a page.
    """
    pages, items = set(_page_numbers(lines)), set(_items(lines))
    following = _following(lines)
    for number, line in enumerate(lines):
        if number in pages or not any(character.isnumeric() for character in line):
            continue
        unit = _UNIT_BEHIND.match(following[number])
        said = f"{line.rstrip()} {unit[0].strip()}" if unit else line
        if found := list(_counted(said, following[number], year, number in items)):
            yield number, found


@lru_cache(maxsize=8)
def _forms(year: int) -> re.Pattern[str]:
    """Give the forms in which a number says no quantity: of dates near a year, and of what counts up."""
    years = range(year - YEARS_AROUND, year + YEARS_AROUND + 1)
    whole, short = "|".join(map(str, years)), "|".join(f"{near % 100:02}" for near in years)
    seasons = "|".join(f"{near}[/–-]{(near + 1) % 100:02}" for near in years)
    of_year = rf"(?:19|20)\d\d(?!\d)|(?:{short})(?!\d|{_OF_WHAT})|(?!\d\b|\d++(?!{_OF_WHAT}|\s?%))"
    dates = (
        rf"\b{_DAY}\.\s?{_MONTH}\.(?:{of_year})",
        rf"\b(?:{whole})-{_MONTH}-{_DAY}\b",
        rf"\b{_MONTH}/(?:{whole})\b",
        rf"\b{_MONTH}/(?:{short})\s?[-–]\s?{_MONTH}/(?:{short})\b|\b{_MONTH}\s?[-–]\s?{_MONTH}/(?:{whole})\b",
        rf"\b(?:{whole})\s?[-–]\s?(?:{whole})\b",
        rf"\b(?:(?:{whole})-{_MONTH}|{seasons})\b(?!{_OF_WHAT})",
    )
    return re.compile("|".join((*dates, *_COUNTS_UP)))


def _counted(line: str, following: str, year: int, is_item: bool) -> Iterator[Figure]:
    apart = {at for found in _forms(year).finditer(line) for at in range(*found.span())}
    if is_item and (item := _ITEM.match(line)):
        apart.update(range(item.end()))
    label = _LABELLED.search(line)
    referred_to: Figure | None = None
    for figure in figures(line):
        is_bare = not figure.is_percentage and figure.size is None
        is_year = figure.text.isdigit() and len(figure.text) == 4 and abs(int(figure.text) - year) <= YEARS_AROUND
        is_reference = is_bare and _refers(line, figure, referred_to, following)
        if is_reference:
            referred_to = figure
        if not (is_reference or (is_bare and (is_year or figure.digits_at in apart))):
            beside = _SHARED.match(line, figure.end) or (label if label and label.end() <= figure.at else None)
            yield replace(figure, unit_beside=beside["unit"]) if is_bare and beside else figure
        elif blank := BETWEEN_GROUPS.search(line, figure.digits_at, figure.end):
            # No thousands, but two numbers: "2016/17 120 Personen".
            for other in figures(line[blank.end() : figure.end]):
                yield replace(other, at=blank.end() + other.at, end=blank.end() + other.end)


def _refers(line: str, figure: Figure, referred_to: Figure | None, following: str) -> bool:
    """Say whether a figure stands behind a word of reference, or is strung to one that does."""
    start, end = figure.digits_at, figure.end
    before = line[max(0, start - 20) : start]
    if _PARAGRAPH.search(before):
        return True
    if _REFERS.search(before):
        behind = _WORD_BEHIND.match(line, end)
        if figure.number.value < MOST_NUMBERED or behind is None:
            return True
        return behind[1].islower() or _OF_LAW.fullmatch(behind[1]) is not None
    if referred_to is None or start > referred_to.end + 20 or not _GOES_ON.fullmatch(line, referred_to.end, start):
        return False
    if (is_last := _LINE_ENDS.match(line, end)) and figure.number.value - referred_to.number.value in (1, 2):
        return True
    behind = _WORD_BEHIND.match(following) if is_last else _WORD_BEHIND.match(line, end)
    says_of_what = behind is not None and not _OF_LAW.fullmatch(behind[1]) and not _JOINS.fullmatch(behind[1])
    return figure.number.value < MOST_STRUNG and figure.number.decimals == 0 and not says_of_what


def _following(lines: list[str]) -> list[str]:
    """Give for each line the next that says anything."""
    found, following = [], ""
    for line in reversed(lines):
        found.append(following)
        following = line if line.strip() else following
    return found[::-1]


def _items(lines: list[str]) -> Iterator[int]:
    """Give the lines that an enumeration numbers: in one style from 1 on; enumerations may stand in one another.

    Of bare numbers it takes three to make one, for "1 Messe" and "2 Kurse" may be agreed.
    """
    runs: dict[str, list[list[int]]] = {}
    for number, line in enumerate(lines):
        item = _ITEM.match(line)
        if item is None:
            continue
        style = f"{item['before']}#{item['behind']}"
        within = runs.setdefault(style, [])
        at = next((at for at in range(len(within))[::-1] if len(within[at]) + 1 == int(item["number"])), None)
        if at is not None:
            del within[at + 1 :]
        elif int(item["number"]) == 1:
            within.append([])
            del within[:-_MOST_NESTED]
        else:
            continue
        run = within[-1]
        run.append(number)
        if style != "#" or len(run) > _FEWEST_BARE:
            yield number
        elif len(run) == _FEWEST_BARE:
            yield from run


def _page_numbers(lines: list[str]) -> Iterator[int]:
    """Give the lines that number a page: its last, only a number, which is the page's or rises with it by one."""
    last, page = None, 1
    ends: dict[int, list[int]] = {0: []}
    for number, line in enumerate(lines):
        if line.startswith("\x0c"):
            if last is not None and (found := _PAGE.fullmatch(lines[last])):
                ends.setdefault(int(found[1]) - page, []).append(last)
            last, page = None, page + line.count("\x0c")
        if line.strip():
            last = number
    for ahead, found_at in ends.items():
        if ahead == 0 or len(found_at) > 1:
            yield from found_at
