"""Shape: the keys an agreement file may have and what each may hold.

The one declaration that the reader checks a file by and from which the JSON Schema is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from zielcalc.model.agreement import KINDS


class Text(Struct, frozen=True):
    """Words, taken as written."""


class Id(Struct, frozen=True):
    """The id of something in the same file."""


class Number(Struct, frozen=True):
    """A number with a decimal point and, where it has one, its unit."""


class FormulaText(Struct, frozen=True):
    """A formula."""


class Flag(Struct, frozen=True):
    """true or false."""


class Whole(Struct, frozen=True):
    """A whole number from 0."""

    most: int


class UnitText(Struct, frozen=True):
    """A unit."""


class YearText(Struct, frozen=True):
    """A calendar year, or twelve months: 2015-11/2016-10."""

    calendar: bool


class MonthText(Struct, frozen=True):
    """A month, or a day that stands for its month."""


class Choice(Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]


class ListOf(Struct, frozen=True):
    """A list; with `or_one`, a single item may stand without brackets."""

    item: Kind
    or_one: bool = False
    length: int | None = None


class MapOf(Struct, frozen=True):
    """A mapping from ids (or, with `free`, from any words) to things of one kind."""

    item: Kind
    free: bool = False


class PaceText(Struct, frozen=True):
    """How a year's number is brought to a month: a word, or agreed cumulative shares, one a month."""

    words: tuple[str, ...] = ("linear", "prior_year", "end")


class Key(Struct, frozen=True):
    """One key of a section."""

    kind: Kind
    doc: str
    required: bool = False


class Section(Struct, frozen=True):
    """A mapping with known keys."""

    keys: Mapping[str, Key]


Kind = (
    Text
    | Id
    | Number
    | FormulaText
    | Flag
    | Whole
    | UnitText
    | YearText
    | MonthText
    | Choice
    | ListOf
    | MapOf
    | PaceText
    | Section
)

MOST_DECIMALS = 12
_DECIMALS = Key(Whole(MOST_DECIMALS), "Decimals when shown and judged, in the display unit.")
_GROUP = Key(Id(), "The group it is shown under.")
_LABEL = Key(Text(), "The agreement's own words for it.")
_NOTE = Key(Text(), "A remark for readers of the file.")
_SOURCE = Key(
    Section(
        {
            "section": Key(Text(), "Section of the paper (Abschnitt)."),
            "page": Key(Text(), "Page of the paper."),
            "quote": Key(Text(), "A short fragment, as printed."),
        }
    ),
    "Where the paper says it (Fundstelle).",
)
_PRINTED = Key(
    Section(
        {
            "baseline": Key(Text(), "The baseline, as printed."),
            "plan": Key(Text(), "The plan, as printed."),
        }
    ),
    "What the paper prints, verbatim; checked, never calculated with.",
)
_BASELINE = Key(Number(), "The agreed value of the year before (Ist Vorjahr).")
_PLAN = Key(Number(), "The agreed value for the year (Planwert).")
_WINDOW = Key(Choice(("year", "12 months")), "From the first month of the year, or gliding over twelve months.")
_OVER_TIME = Choice(("sum", "mean", "last"))

MEASURE = Section(
    {
        "unit": Key(
            UnitText(),
            "What it counts: count, percent, pp, EUR, TEUR, Mio EUR, ratio, grade, months, yes_no or a word.",
            True,
        ),
        "over_time": Key(_OVER_TIME, "Months to a value: sum (kum.), mean (JDW), last (Stand).", True),
        "label": _LABEL,
        "group": _GROUP,
        "note": _NOTE,
        "window": _WINDOW,
        "lag": Key(Whole(12), "Months the series is shifted back (VM: 1)."),
        "baseline": _BASELINE,
        "plan": _PLAN,
        "printed": _PRINTED,
        "decimals": _DECIMALS,
        "series": Key(Id(), "The measure whose monthly series it reads."),
        "aliases": Key(ListOf(Text()), "Other names the actuals may use."),
        "source": _SOURCE,
    }
)
INDICATOR = Section(
    {
        "formula": Key(FormulaText(), "A formula over measures and indicators.", True),
        "unit": Key(UnitText(), "What the formula yields.", True),
        "label": _LABEL,
        "group": _GROUP,
        "decimals": _DECIMALS,
        "printed": _PRINTED,
        "source": _SOURCE,
        "note": _NOTE,
        "baseline": _BASELINE,
        "plan": _PLAN,
        "over_time": Key(
            _OVER_TIME, "The formula is taken month by month and its results summed, averaged or the last taken."
        ),
        "window": _WINDOW,
    }
)
_BOUNDS = {
    "at_least": "Met from this bound upwards.",
    "at_most": "Met up to this bound.",
    "more_than": "Met above this bound.",
    "less_than": "Met below this bound.",
    "equals": "Met when equal at the target's decimals.",
    "about": "Met within a distance of this bound (ca.).",
}
TARGET = Section(
    {
        "of": Key(FormulaText(), "What is judged: a formula, usually one name."),
        **{kind: Key(FormulaText(), _BOUNDS[kind]) for kind in KINDS if kind in _BOUNDS},
        "between": Key(ListOf(FormulaText(), length=2), "Met between two bounds, both in (Zielkorridor)."),
        "within": Key(FormulaText(), "The distance that `about` allows; for a percentage in pp."),
        "milestone": Key(Text(), "Met when the actuals say yes."),
        "monitored": Key(Flag(), "Shown, not judged."),
        "label": _LABEL,
        "group": _GROUP,
        "decimals": _DECIMALS,
        "judged": Key(Choice(("rounded", "exact")), "The reading, where it differs from the agreement's."),
        "condition": Key(
            Section(
                {
                    "text": Key(Text(), "The condition in the agreement's words (Maßgabe).", True),
                    "holds": Key(Id(), "The yes/no measure that says whether it holds."),
                }
            ),
            "What the target depends on.",
        ),
        "part_of": Key(Id(), "The target that includes this one (darunter)."),
        "follows": Key(Id(), "The target this one follows from: judged, but counted with that one."),
        "serves": Key(ListOf(Id(), or_one=True), "The priorities it serves."),
        "pace": Key(PaceText(), "How the year's number is brought to a month."),
        "due": Key(MonthText(), "When a milestone is due; else at the end of the agreed year."),
        "printed": Key(ListOf(Text(), or_one=True), "What the paper prints, verbatim."),
        "source": _SOURCE,
        "interpretation": Key(Text(), "How an open wording of the paper is read."),
        "note": _NOTE,
    }
)
AGREEMENT = Section(
    {
        "format": Key(Choice(("1",)), "The version of this file format.", True),
        "title": Key(Text(), "The agreement's title.", True),
        "year": Key(YearText(calendar=True), "The agreed calendar year; or `period`."),
        "period": Key(YearText(calendar=False), "The agreed twelve months, where they are no calendar year."),
        "judged": Key(Choice(("rounded", "exact")), "Whether targets are compared rounded to their decimals.", True),
        "parties": Key(ListOf(Text()), "Who signs."),
        "legal_basis": Key(Text(), "The paragraph it rests on."),
        "decimals": Key(MapOf(Whole(MOST_DECIMALS), free=True), "Decimals by unit."),
        "final_after": Key(Whole(60), "Months until a month's figures are final."),
        "data_as_of": Key(MonthText(), "Vintage of the agreed baselines."),
        "revisions": Key(
            ListOf(
                Section(
                    {
                        "month": Key(MonthText(), "The month of the revision.", True),
                        "measures": Key(ListOf(Id()), "The measures it revised.", True),
                        "text": Key(Text(), "What happened.", True),
                    }
                )
            ),
            "Revisions of the statistics after which actuals are not comparable with older baselines.",
        ),
        "reservation": Key(Text(), "Where the agreement reserves judgement (Vorbehalt)."),
        "priorities": Key(MapOf(Text()), "What the agreement wants, in words."),
        "groups": Key(MapOf(Text()), "The groups targets are shown in, in this order."),
        "measures": Key(MapOf(MEASURE), "The quantities the actuals supply (Messgrößen).", True),
        "indicators": Key(MapOf(INDICATOR), "Formulas over measures (Kennzahlen)."),
        "targets": Key(MapOf(TARGET), "What was agreed (Ziele).", True),
        "not_encoded": Key(
            MapOf(
                Section(
                    {
                        "quote": Key(Text(), "A short fragment, as printed.", True),
                        "reason": Key(Text(), "Why it is left out.", True),
                    }
                )
            ),
            "What the paper says in figures and this file leaves out knowingly.",
        ),
        "breakdown": Key(
            Section(
                {
                    "column": Key(Text(), "The column that names the unit.", True),
                    "file": Key(Text(), "A CSV with each unit's own baseline, plan and bound.", True),
                }
            ),
            "Agreed values of the units of a breakdown.",
        ),
    }
)
