"""Next year: the text of an agreement made that of the year after. Takes the text, its Agreement, and new baselines.

What was agreed for the old year becomes `open` and what its paper prints is left out; order, comments and wording stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from zielcalc.model.agreement import Agreement, Bound, Target
from zielcalc.model.formula import Binary, Call, Formula, Literal, Name, parts
from zielcalc.model.period import Month, parse_period
from zielcalc.model.quantity import Lang, decimal_text, ending_decimals, first_decimals
from zielcalc.model.unit import COUNT, Unit
from zielcalc.model.words import word
from zielcalc.write.clean import clean
from zielcalc.write.round_trip import leave_out, note_beside, put_in, read_yaml, set_text, write_yaml

OPEN = "open"
MOST_DECIMALS = 12
SOME_DECIMALS = 6
"""Of a baseline that needs more than MOST_DECIMALS, or has no end, such as a mean of months."""
_OLD_PAPER = ("printed", "source")
_ORIGINS = ("carried_from", "carried_partly", "carried_open")
YEAR = "(?<![0-9])[0-9]{4}(?![0-9])"
_YEARS = r"(?<![0-9])([0-9]{4})(?:( ?[/–-] ?)([0-9]{4}|[0-9]{2}))?(?![0-9])"


def next_year_text(
    text: str, agreement: Agreement, baselines: Mapping[str, Fraction | None], files: tuple[str, ...], lang: Lang
) -> str:
    """Write next year's agreement; `files` are those that the baselines come from."""
    is_past = all(revision.month <= agreement.year.last for revision in agreement.revisions)
    for section in ("not_encoded", "revisions") if is_past else ("not_encoded",):
        text = _without_comment_above(text, section)
    root = read_yaml(text)
    years = {agreement.year.first.year, agreement.year.last.year}
    for key in ("year", "period"):
        if key in root:
            set_text(root, key, _a_year_later(root[key]))
    set_text(root, "title", _with_years_after(root["title"], years))
    if "data_as_of" in root:
        set_text(root, "data_as_of", OPEN)
    if "breakdown" in root:
        set_text(root["breakdown"], "file", _with_years_after(root["breakdown"]["file"], years))
    leave_out(root, "not_encoded")
    _leave_out_revisions(root, agreement.year.last)
    for section in ("measures", "indicators"):
        entries = root.get(section) or {}
        for id in entries:
            _carry(entries, id, agreement, baselines, lang)
    for id, fields in (root["targets"] or {}).items():
        _reopen(fields, agreement.targets[id])
    written = write_yaml(root, text).rstrip("\n") + "\n"
    return _with_origin(written, agreement, baselines, files, lang)


def _a_year_later(text: str) -> str:
    """Add one to each year of a date or period."""
    return re.sub("(?<![0-9])[0-9]{4}", lambda found: str(int(found[0]) + 1), text)


def _with_years_after(text: str, years: set[int]) -> str:
    """Add one to some years where a text names them, and to both of two in a row (2016/17, 2016 – 2017).

    Of a longer span, 2016–2018, nobody knows what follows it.
    """

    def later(found: re.Match[str]) -> str:
        first, mark, second = int(found[1]), found[2], found[3]
        if second and int(second) == (first + 1) % 10 ** len(second) and years & {first, first + 1}:
            return f"{first + 1}{mark}{str(first + 2)[-len(second) :]}"
        if first not in years or len(second or "") == 4:
            return found[0]
        return f"{first + 1}{mark or ''}{second or ''}"

    return re.sub(_YEARS, later, text)


def _without_comment_above(text: str, section: str) -> str:
    """Leave out the comment right above a section, but where the text begins with it."""
    return re.sub(rf"(?m)^((?!#).*\n)(?:#.*\n)+(?=[\"']?{section}[\"']?[ \t]*:)", r"\1", text)


def _leave_out_revisions(root: Any, last: Month) -> None:
    """Leave out revisions that the new baselines, drawn after the year, lie behind."""
    months = [parse_period(revision["month"]) for revision in root.get("revisions") or []]
    past = [number for number, month in enumerate(months) if isinstance(month, Month) and month <= last]
    if len(past) == len(months):
        leave_out(root, "revisions")
    else:
        for number in reversed(past):
            leave_out(root["revisions"], number)


def _carry(entries: Any, id: str, agreement: Agreement, baselines: Mapping[str, Fraction | None], lang: Lang) -> None:
    """Give a measure or an indicator its new baseline; what was planned is open."""
    fields = entries[id]
    for key in _OLD_PAPER:
        leave_out(fields, key)
    if "plan" in fields:
        set_text(fields, "plan", OPEN)
    if id not in baselines:
        return
    value, unit = baselines[id], agreement.owners[id].unit
    text = OPEN if value is None else baseline_text(value, unit)
    if "baseline" in fields:
        set_text(fields, "baseline", text)
    else:
        put_in(fields, "baseline", text, before="plan")
    note = None
    if value is not None and not _is_written(value, unit):
        note = word("baseline_rounded", lang, exact=unit.shown(value))
    note_beside(entries, id, "baseline", note, _own("baseline_rounded", "-?[0-9]+/[0-9]+", exact="@"))


def _is_written(value: Fraction, unit: Unit) -> bool:
    decimals = ending_decimals(unit.shown(value))
    return decimals is not None and decimals <= MOST_DECIMALS


def baseline_text(value: Fraction, unit: Unit) -> str:
    """Write a baseline as an agreement file has it: exactly where it ends, else with at least SOME_DECIMALS.

    >>> baseline_text(Fraction("3730.125"), COUNT), baseline_text(Fraction(41479, 3), COUNT)
    ('3730.1250', '13826.333333')
    """
    shown = unit.shown(value)
    decimals = (ending_decimals(shown) or 0) if _is_written(value, unit) else SOME_DECIMALS
    if abs(shown) < 1 and not _is_written(value, unit):
        decimals = first_decimals(shown, 0) + SOME_DECIMALS - 1
    if decimals == 3 and unit == COUNT:
        decimals = 4  # Three would read as thousands.
    return decimal_text(shown, decimals) + {"percent": " %", "pp": " pp"}.get(unit.text, "")


def _reopen(fields: Any, target: Target) -> None:
    """Make agreed bounds open, each under its kind; bounds that follow from other values stand."""
    for key in _OLD_PAPER:
        leave_out(fields, key)
    if isinstance(fields.get("due"), str):
        due = _a_year_later(fields["due"])
        # What was due on 29 February is due on the 28th.
        set_text(fields, "due", due if due == OPEN or parse_period(due) else re.sub(r"\b29\b", "28", due))
    if target.demand is None:
        return
    kind, bounds = target.demand.kind, target.demand.bounds
    agreed = [number for number, bound in enumerate(bounds) if _is_agreed(bound)]
    for number in agreed:
        if kind == "between":
            set_text(fields[kind], number, OPEN)
        else:
            set_text(fields, (kind, "within")[number], OPEN)
    if agreed and target.decimals is not None and "decimals" not in fields and _takes_unit_of_bound(target):
        put_in(fields, "decimals", str(target.decimals), before=kind)


def _takes_unit_of_bound(target: Target) -> bool:
    """Say whether a target may be a percentage by its bound alone: then open bounds leave its decimals unsaid."""
    is_change = isinstance(target.of, Call) and target.of.function == "change"
    return target.unit.is_percentage and not (is_change or isinstance(target.of, Name))


def _is_agreed(bound: Bound) -> bool:
    """Say whether numbers of a bound were agreed; the whole of `1 - share` was not."""
    return bound.formula is not None and _has_agreed_number(bound.formula)


def _has_agreed_number(formula: Formula) -> bool:
    match formula:
        case Literal():
            return True
        case Binary(_, Literal(value=1, unit=""), of) | Binary("*" | "/", of, Literal(value=1, unit="")):
            return _has_agreed_number(of)
        case Call("round", (of, *_)):
            return _has_agreed_number(of)
        case _:
            return any(map(_has_agreed_number, parts(formula)))


def _with_origin(
    text: str, agreement: Agreement, baselines: Mapping[str, Fraction | None], files: tuple[str, ...], lang: Lang
) -> str:
    """Say below the comments the text begins with where its numbers come from, no longer where the old year's do."""
    given = sum(value is not None for value in baselines.values())
    key = "carried_open" if not given else "carried_from" if given == len(baselines) else "carried_partly"
    names = ", ".join(map(clean, files))
    origin = word(key, lang, file=clean(agreement.file), files=names, year=agreement.year)
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join([*(line for line in lines[:first] if not is_origin(line)), f"# {origin}", *lines[first:]])


def is_origin(line: str) -> bool:
    """Say whether a line is the comment that says where next year's numbers come from."""
    gaps = {"file": "@", "files": "@", "year": "@"}
    return any(re.fullmatch(f"# ({_own(key, '.+', **gaps)})", line) for key in _ORIGINS)


def _own(key: str, pattern: str, **gaps: str) -> str:
    """Give a pattern of a comment of our own in any language; `@` in the gaps stands for what fills them."""
    langs: tuple[Lang, ...] = ("de", "en")
    return "|".join(re.escape(word(key, lang, **gaps)).replace("@", pattern) for lang in langs)
