"""Periods: months, and the agreed year of twelve of them. Takes the text of a cell or a key, gives a Period."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct


class Month(Struct, frozen=True, order=True):
    """One calendar month."""

    index: int

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """Give the month of a year, 1 to 12."""
        return cls(year * 12 + month - 1)

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.index // 12

    @property
    def month(self) -> int:
        """The month of the year, 1 to 12."""
        return self.index % 12 + 1

    def __add__(self, months: int) -> Month:
        return Month(self.index + months)

    def __sub__(self, months: int) -> Month:
        return Month(self.index - months)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


class Year(Struct, frozen=True):
    """Twelve months that were agreed for, or their like in another year."""

    first: Month

    @property
    def last(self) -> Month:
        """The twelfth month."""
        return self.first + 11

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def before(self, years: int = 1) -> Year:
        """Give the same twelve months so many years earlier."""
        return Year(self.first - 12 * years)

    @property
    def span(self) -> str:
        """First and last month: 2016-01/2016-12."""
        return f"{self.first}/{self.last}"

    def __str__(self) -> str:
        return str(self.first.year) if self.first.month == 1 else self.span


Period = Month | Year

_NAMES = (
    "januar jan january jän jänner, februar feb february, märz maerz mrz mär mar march, april apr, mai may, "
    "juni jun june, juli jul july, august aug, september sep sept, oktober okt october oct, november nov, "
    "dezember dez december dec"
)
MONTH_NAMES = {name: number for number, names in enumerate(_NAMES.split(", "), 1) for name in names.split()}
_FORMS = (  # Compiled by re when first tried: most files use one of them.
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})(?:-(?P<d>[0-9]{1,2})(?:[T ]00:00(?::00)?)?)?",
    r"(?P<m>[0-9]{1,2})[/.](?P<y>[0-9]{4})",
    r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})",
    r"(?P<name>[A-Za-zÄäRr]+)\.?\s+(?P<y>[0-9]{4})",
)
_SPAN = r"([0-9]{4})-([0-9]{2})\s*/\s*([0-9]{4})-([0-9]{2})"
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period | None:
    """Read a month or a year in one of the notations people use; None if it is none of them.

    A day stands for its month. A year is the calendar year; `2015-11/2016-10` is twelve months.

    >>> str(parse_period("Mrz 2016")), str(parse_period("31.03.2016")), str(parse_period("2016"))
    ('2016-03', '2016-03', '2016')
    """
    text = text.strip()
    if len(text) == 4 and text.isascii() and text.isdigit():
        return Year(Month.of(int(text), 1)) if _is_year(int(text)) else None
    if found := re.fullmatch(_SPAN, text):
        first, last = (_month(int(found[k]), int(found[k + 1])) for k in (1, 3))
        return Year(first) if first and last and last.index - first.index == 11 else None
    for form in _FORMS:
        if found := re.fullmatch(form, text):
            parts = found.groupdict()
            number = MONTH_NAMES.get(parts["name"].casefold(), 0) if "name" in parts else int(parts["m"])
            return _month(int(parts["y"]), number, int(parts.get("d") or 1))
    return None


def day_of(text: str) -> int | None:
    """Give the day where a month is written as one of its days.

    >>> day_of("2016-06-30"), day_of("02.06.2016"), day_of("2016-06")
    (30, 2, None)
    """
    for form in _FORMS:
        if (found := re.fullmatch(form, text.strip())) and (day := found.groupdict().get("d")):
            return int(day)
    return None


def _is_year(year: int) -> bool:
    return 1900 <= year < 2200


def _month(year: int, month: int, day: int = 1) -> Month | None:
    if not (_is_year(year) and 1 <= month <= 12):
        return None
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= day <= _LENGTHS[month - 1] - (month == 2 and not is_leap):
        return None
    return Month.of(year, month)
