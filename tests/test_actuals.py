"""Files of actuals (design, section 5): shapes, files, periods, numbers, marks, problems and notices."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zielcalc.model.actuals import Actuals, Cell, Mark, SourceFile, Statement
from zielcalc.model.agreement import NOWHERE, Agreement, Condition, Figure, Indicator, Measure, OverTime, Target
from zielcalc.model.formula import Literal
from zielcalc.model.period import Month, Year
from zielcalc.model.problem import ActualsError, Place, Problem, UsageError
from zielcalc.model.sheet import RowForm
from zielcalc.model.unit import COUNT, YES_NO, parse_unit
from zielcalc.read.actuals_file import load_actuals, load_cells, parse_actuals, read_assumption

JANUARY_2016 = Month.of(2016, 1)


def measure(
    id: str, unit: str = "count", over_time: OverTime = "sum", baseline: str | None = None, **others: Any
) -> Measure:
    found = parse_unit(unit)
    assert found
    figure = Figure(Fraction(baseline) * found.scale, 0) if baseline else None
    rest: dict[str, Any] = {"label": id, "series": id, "aliases": ()} | others
    return Measure(
        id=id, group=None, unit=found, over_time=over_time, window="year", lag=0, baseline=figure, plan=None,
        printed={}, decimals=None, source=None, note=None, place=NOWHERE, **rest,
    )  # fmt: skip


def milestone(id: str, holds: str) -> Target:
    return Target(
        id=id, label="Konzept liegt vor", group=None, of=None, of_text=None, unit=YES_NO, demand=None,
        milestone="Konzept", decimals=None, judged="rounded", monitored=False, condition=Condition("Mittel", holds),
        part_of=None, follows=None, serves=(), pace="linear", due=None, printed=(), source=None,
        interpretation=None, note=None, is_open=False, place=NOWHERE,
    )  # fmt: skip


def small_agreement(first: Month = JANUARY_2016) -> Agreement:
    """Build an agreement with a measure of each sort, an indicator, a milestone and its condition."""
    measures = [
        measure(
            "elb", over_time="mean", baseline="3700", aliases=("Erwerbsfähige (ELB)",), label="Leistungsberechtigte"
        ),
        measure("elb_dezember", over_time="last", series="elb"),
        measure("integrationen", baseline="3089"),
        measure("quote", "percent", "last", baseline="6.7"),
        measure("budget", "TEUR", "last"),
    ]
    quota = Indicator(
        id="integrationsquote", label="Integrationsquote", group=None, unit=COUNT, formula=Literal("1"),
        formula_text="1", over_time=None, window="year", baseline=None, plan=None, printed={}, decimals=None,
        source=None, note=None, place=NOWHERE,
    )  # fmt: skip
    return Agreement(
        title="Zielvereinbarung", year=Year(first), parties=(), legal_basis=None, judged="rounded", decimals={},
        final_after=None, data_as_of=None, revisions=(), reservation=None, priorities={}, groups={},
        measures={one.id: one for one in measures}, indicators={quota.id: quota},
        targets={"konzept": milestone("konzept", "mittel")}, breakdown={}, file="agreement.yaml", sha256="",
    )  # fmt: skip


AGREEMENT = small_agreement()
Shown = tuple[str, str, Fraction | bool | Mark | str]


def shown(actuals: Actuals) -> list[Shown]:
    """Give each cell as (id, period, value), numbers as they would be typed."""
    cells = [*actuals.annual.values(), *actuals.monthly.values()]
    return [
        (cell.id, str(cell.period), str(cell.value) if isinstance(cell.value, Fraction) else cell.value)
        for cell in cells
    ]


def read(text: str, **options: Any) -> list[Shown]:
    return shown(parse_actuals(text, AGREEMENT, **options))


Found = tuple[str, int | None, int | None]


def places(problems: tuple[Problem, ...]) -> list[Found]:
    return [
        (one.code, one.place.line if one.place else None, one.place.column if one.place else None) for one in problems
    ]


def problems(text: str, agreement: Agreement = AGREEMENT, **options: Any) -> list[Found]:
    with pytest.raises(ActualsError) as caught:
        parse_actuals(text, agreement, **options)
    return places(caught.value.problems)


def notices(text: str, **options: Any) -> list[Found]:
    return places(parse_actuals(text, AGREEMENT, **options).notices)


Told = tuple[str, tuple[int | None, int | None], dict[str, Any]]


def told(problem: Problem) -> Told:
    """Give all that a problem says: its code, line and column, and what fills its message."""
    place = problem.place
    return problem.code, (place.line if place else None, place.column if place else None), problem.args


def only_problem(call: Callable[[], object]) -> Problem:
    with pytest.raises((ActualsError, UsageError)) as caught:
        call()
    (problem,) = caught.value.problems
    return problem


# Shapes


def test_long() -> None:
    assert read("measure,period,value\nelb,2016-03,3700\nintegrationen,2016,3198\n") == [
        ("integrationen", "2016", "3198"),
        ("elb", "2016-03", "3700"),
    ]


def test_annual_is_of_the_agreed_year() -> None:
    assert read("Kennzahl;Wert\nintegrationen;3.198\nkonzept;ja\n") == [
        ("integrationen", "2016", "3198"),
        ("konzept", "2016", True),
    ]


def test_wide_with_months_down() -> None:
    assert read("Monat;elb;quote\n01/2016;3700;6,7\n02/2016;;6,8\n") == [
        ("elb", "2016-01", "3700"),
        ("quote", "2016-01", "67/1000"),
        ("quote", "2016-02", "17/250"),
    ]


def test_wide_with_months_across() -> None:
    assert read("Merkmal;Bezeichnung;2016-01;Feb 2016;2015\nelb;eLb;3700;;3650\n") == [
        ("elb", "2015", "3650"),
        ("elb", "2016-01", "3700"),
    ]


@pytest.mark.parametrize("name", ["measure", "Kennzahl", "Messgröße", "MESSGROESSE", "merkmal", " Measure "])
@pytest.mark.parametrize("value", ["value", "Wert", "IST"])
def test_titles_of_measure_and_value(name: str, value: str) -> None:
    assert read(f"{name};{value}\nelb;3700\n") == [("elb", "2016", "3700")]


@pytest.mark.parametrize(
    "title", ["period", "Zeitraum", "Monat", "Berichtsmonat", "Datum", "Stichtag", "date", "Month", "berichts_monat"]
)
def test_titles_of_period(title: str) -> None:
    assert read(f"value;{title};measure\n3700;2016-03;elb\n") == [("elb", "2016-03", "3700")]


@pytest.mark.parametrize(
    "titles", ["remark;evidence;reported_by;reported_on", "Erläuterung;BELEG;gemeldet von;Gemeldet am"]
)
@pytest.mark.parametrize("before", ["measure;period;value;", "measure;value;"])
def test_statement_columns_are_kept_with_the_cell(titles: str, before: str) -> None:
    period = "2016;" if "period" in before else ""
    actuals = parse_actuals(f"{before}{titles}\nkonzept;{period}ja;fertig;Vermerk 3;Meier;03.02.2017\n", AGREEMENT)
    (cell,) = actuals.annual.values()
    assert cell.statement == Statement(
        remark="fertig", evidence="Vermerk 3", reported_by="Meier", reported_on="03.02.2017"
    )
    assert actuals.notices == ()


def test_titles_in_any_spelling() -> None:
    text = "measure;value;erlaeuterung;gemeldet-von;LABEL\nkonzept;nein;kommt;;Konzept\n"
    actuals = parse_actuals(text, AGREEMENT)
    (cell,) = actuals.annual.values()
    assert (cell.statement, actuals.notices) == (Statement(remark="kommt"), ())


def test_other_columns_are_ignored_with_a_notice_and_kept_beside() -> None:
    actuals = parse_actuals("measure,value,jobcenter\nelb,3700,Viersen\n", AGREEMENT)
    assert tuple(map(told, actuals.notices)) == (("ignored-column", (1, 3), {"name": "jobcenter"}),)
    assert [cell.beside for cell in actuals.annual.values()] == [(("jobcenter", "Viersen"),)]


def test_columns_named_in_by_are_known() -> None:
    actuals = parse_actuals("measure,value,Job-Center\nelb,3700,Viersen\n", AGREEMENT, by=["jobcenter"])
    assert actuals.notices == ()
    assert [cell.beside for cell in actuals.annual.values()] == [(("Job-Center", "Viersen"),)]
    assert problems("measure,value\nelb,1\n", by=["jobcenter"]) == [("no-by-column", 1, None)]


def test_the_cells_of_each_unit_are_there_to_be_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("measure;value;jobcenter\nelb;1000;Viersen\nelb;2000;Krefeld\nelb;2000;Krefeld\n")
    loaded = load_cells([tmp_path / "a.csv"], AGREEMENT, by=["Jobcenter"])
    assert [(cell.value, cell.beside) for cell in loaded.cells] == [
        (1000, (("jobcenter", "Viersen"),)),
        (2000, (("jobcenter", "Krefeld"),)),
        (2000, (("jobcenter", "Krefeld"),)),
    ]
    assert not loaded.problems


def test_a_remark_has_no_place_in_a_wide_table() -> None:
    assert notices("Monat;elb;Erläuterung\n2016-01;1000;neu\n") == [("ignored-column", 1, 3)]
    assert notices("Merkmal;Beleg;2016-01\nelb;Akte;1000\n") == [("ignored-column", 1, 2)]


def test_a_column_without_a_title() -> None:
    assert notices(",measure,value\n0,elb,3700\n") == [("unnamed-column", 1, 1)]
    assert notices(",measure,value\n,elb,3700\n") == []


@pytest.mark.parametrize("header", ["", "a;b", "measure;2016-13", "period;value", "Kennzahl", "\n \n;;\n"])
def test_no_usable_header(header: str) -> None:
    assert [code for code, _, _ in problems(header)] == ["no-header"]


def test_two_columns_that_claim_the_same() -> None:
    assert problems("measure;date;month;value\nelb;2016-01;2016-01;3700\n") == [("column-twice", 1, 3)]


# Names


def test_ids_aliases_milestones_and_conditions_are_names() -> None:
    text = "measure;value\nErwerbsfähige (ELB);3700\nkonzept;erfüllt\nmittel;0\n"
    assert read(text) == [("elb", "2016", "3700"), ("konzept", "2016", True), ("mittel", "2016", False)]


def test_names_are_exact_but_for_white_space() -> None:
    assert read("measure;value\n  Erwerbsfa\u0308hige   (ELB) ;3700\n") == [("elb", "2016", "3700")]
    assert notices("measure;value\nelb;3700\nElb;3700\n") == [("unknown-measure", 3, 1)]


def test_a_month_is_of_the_series_and_a_year_of_the_measure() -> None:
    text = "measure;period;value\nelb_dezember;2016-12;3700\nelb_dezember;2016;3701\n"
    assert read(text) == [("elb_dezember", "2016", "3701"), ("elb", "2016-12", "3700")]


def test_unknown_measures_are_noticed_once_with_what_was_meant() -> None:
    text = "measure,period,value\nelb,2016-01,3700\nelbb,2016-01,1\nelbb,2016-02,1\nLeistungsberechtigter,2016,2\n"
    actuals = parse_actuals(text, AGREEMENT)
    assert tuple(map(told, actuals.notices)) == (
        ("unknown-measure", (3, 1), {"name": "elbb", "count": 2, "near": "elb"}),
        ("unknown-measure", (5, 1), {"name": "Leistungsberechtigter", "count": 1, "near": "elb"}),
    )


def test_unknown_measures_of_a_wide_table() -> None:
    assert notices("Monat;elb;arbeitslose\n2016-01;3700;1\n") == [("unknown-measure", 1, 3)]


def test_an_indicator_cannot_be_given() -> None:
    text = "measure;value\nelb;3700\nintegrationsquote;22,9\n"
    assert notices(text) == [("indicator-in-actuals", 3, 1)]


def test_a_row_without_a_name() -> None:
    assert notices("measure;value\nelb;3700\n;5\n;6\n") == [("unnamed-row", 3, 1)]


def test_many_unknown_measures_are_summed_up() -> None:
    text = "measure;value\nelb;3700\n" + "".join(f"m{number};1\n" for number in range(1_000))
    found = parse_actuals(text, AGREEMENT).notices
    assert len(found) == 51
    assert sum(one.code == "unknown-measure" for one in found) == 50
    assert [one.args for one in found if one.code == "more-unknown-measures"] == [{"count": 950}]


def test_a_file_of_which_nothing_is_known() -> None:
    assert problems("measure;value\nfoo;1\nbar;2\n") == [("no-known-measure", 1, None)]
    assert problems("Monat;foo\n2016-01;2\n") == [("no-known-measure", 1, None)]
    assert problems("measure;value\n") == [("no-known-measure", 1, None)]


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "actuals.csv"
    text = "Messgröße;Wert\nErwerbsfähige (ELB);3.700\n".replace("\n", line_end)
    path.write_bytes(text.encode(encoding))
    actuals = load_actuals([path], AGREEMENT)
    assert shown(actuals) == [("elb", "2016", "3700")]
    form = RowForm(";", ("measure", "value"))
    assert actuals.files == (SourceFile(str(path), hashlib.sha256(text.encode(encoding)).hexdigest(), form),)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"measure;value\nelb;\x81\xe4\n", ("encoding", 2)),
        (b"measure;value\nelb;1\0\n", ("no-text", 2)),
        (b"\xff\xfem\0e\0\0\xd8x\0", ("encoding", 1)),
        (bytes(range(256)), ("no-text", 1)),
        (b"measure;value\n" + b"x" * 1_100_000, ("line-too-long", 2)),
        (b"\xff\xfe" + b"\x05\x0a" * 1_100_000, ("line-too-long", 1)),
        (b'measure;value\nelb;"1\n', ("csv-quote", 2)),
        (b'measure;value\n"elb"x;1\n', ("csv-quote", 2)),
        (b'measure;value\nelb;"1\nelb;2\nelb;3\n', ("csv-quote", 2)),
        (b'sep=;\nmeasure;value\nelb;1\nelb;"2\nelb;3\n', ("csv-quote", 4)),
        (b'"measure;value\nelb;1\n', ("csv-quote", 1)),
        (b"measure;value\nelb;" + b"1" * 200_000, ("cell-too-long", 2)),
    ],
)
def test_what_is_no_table_of_text(tmp_path: Path, content: bytes, expected: tuple[str, int]) -> None:
    path = tmp_path / "actuals.csv"
    path.write_bytes(content)
    problem = only_problem(lambda: load_actuals([path], AGREEMENT))
    assert problem.place
    assert (problem.code, problem.place.line) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    text = 'measure;period;value;"a remark, or ; two"\nelb;2016-03;3700;x\n'.replace(";", delimiter)
    assert read(text) == [("elb", "2016-03", "3700")]


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert read('\ufeff"measure";value\nelb;3700\n') == [("elb", "2016", "3700")]


def test_a_first_line_may_say_the_delimiter() -> None:
    text = "sep=;\r\nmeasure,period;measure;value\r\nx;elb;3.700\r\nx;ebl;1\r\n"
    actuals = parse_actuals(text, AGREEMENT)
    assert shown(actuals) == [("elb", "2016", "3700")]
    assert [(cell.place.line, cell.place.column) for cell in actuals.annual.values()] == [(3, 3)]
    assert read("sep=~\nmeasure~value\nelb~3700\n") == [("elb", "2016", "3700")]


def test_quoted_cells_may_hold_line_ends_and_lines_are_counted_as_in_an_editor() -> None:
    actuals = parse_actuals('measure;value;remark\nkonzept;ja;"a\nb"\n\nelb;3700;\n', AGREEMENT)
    assert [cell.place.line for cell in actuals.annual.values()] == [2, 5]


def test_blank_rows_and_empty_cells_beyond_the_header() -> None:
    assert read("\n;;\nmeasure;value;\n\nelb;3700;;;\n ; \nkonzept;ja\n") == [
        ("elb", "2016", "3700"),
        ("konzept", "2016", True),
    ]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("measure;value\nelb;3.700\n".encode("utf-16"))))
    actuals = load_actuals(["-"], AGREEMENT)
    assert shown(actuals) == [("elb", "2016", "3700")]
    assert [source.file for source in actuals.files] == ["<stdin>"]


def test_no_standard_input_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert only_problem(lambda: load_actuals(["-"], AGREEMENT)).code == "cannot-read"


def test_a_pipe_is_read_like_a_file() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"measure;value\nelb;3.700\n")
    os.close(writing)
    assert shown(load_actuals([f"/dev/fd/{reading}"], AGREEMENT)) == [("elb", "2016", "3700")]
    os.close(reading)


def test_several_files_are_one_set(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("measure;value\nelb;3.700\n")
    two.write_text("Monat,Erwerbsfähige (ELB)\n2016-01,3700.5\n")
    actuals = load_actuals([one, str(two)], AGREEMENT)
    assert shown(actuals) == [("elb", "2016", "3700"), ("elb", "2016-01", "7401/2")]
    assert [source.file for source in actuals.files] == [str(one), str(two)]


def test_files_that_cannot_be_read_are_named_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(ActualsError) as caught:
        load_actuals([tmp_path, tmp_path / "none.csv", "a\0b"], AGREEMENT)
    assert [(one.code, one.place and one.place.file) for one in caught.value.problems] == [
        ("cannot-read", str(tmp_path)),
        ("cannot-read", str(tmp_path / "none.csv")),
        ("cannot-read", "a\0b"),
    ]


def test_a_cell_knows_where_it_stands() -> None:
    actuals = parse_actuals("measure,period,value\nelb,2016-03,3700.5\n", AGREEMENT, file="ist.csv")
    (cell,) = actuals.monthly.values()
    place = Place("ist.csv", 2, 3, "elb,2016-03,3700.5", 6, 13)
    assert cell == Cell(id="elb", period=Month.of(2016, 3), value=Fraction("3700.5"), decimals=1, place=place)


def test_the_excerpt_of_a_long_row_holds_the_cell() -> None:
    text = "measure;" + ";".join(f"c{number}" for number in range(200)) + ";value\nelb;" + "filler;" * 200 + "oops\n"
    place = only_problem(lambda: parse_actuals(text, AGREEMENT)).place
    assert place
    assert place.column == 202
    assert place.text
    assert place.at
    assert len(place.text) <= 120
    assert place.text[place.at - 1 :][: place.width] == "oops"


# Periods


@pytest.mark.parametrize(
    "text",
    [
        *("2016-03", "03/2016", "3/2016", "03.2016", "201603", "31.03.2016", "2016-03-31", "2016-03-31 00:00:00"),
        *("Mrz 2016", "März 2016", "Ma\u0308rz 2016", "Mar 2016", "MÄRZ\u00a02016", " 2016-03 "),
    ],
)
def test_months(text: str) -> None:
    assert read(f"measure;period;value\nelb;{text};3700\n") == [("elb", "2016-03", "3700")]


@pytest.mark.parametrize(
    "text", ["2016-13", "00/2016", "3. Quartal", "", "2016-03-32", "16-03", "x" * 100, "2016/03/01"]
)
def test_unreadable_periods(text: str) -> None:
    assert problems(f"measure;period;value\nelb;{text};3700\n") == [("bad-period", 2, 2)]


def test_a_year_of_twelve_other_months_has_its_own_form() -> None:
    november = small_agreement(Month.of(2015, 11))
    text = "measure;period;value\nelb;2015-11/2016-10;3700\nelb;2014-11/2015-10;3600\nelb;2015-11;3650\n"
    assert shown(parse_actuals(text, november)) == [
        ("elb", "2015-11/2016-10", "3700"),
        ("elb", "2014-11/2015-10", "3600"),
        ("elb", "2015-11", "3650"),
    ]
    assert shown(parse_actuals("measure;value\nelb;3700\n", november)) == [("elb", "2015-11/2016-10", "3700")]
    assert problems("measure;period;value\nelb;2016;3700\n", november) == [("year-needs-period", 2, 2)]
    assert problems("measure;period;value\nelb;2015-10/2016-09;1\n", november) == [("bad-period", 2, 2)]
    assert problems("measure;2016;2015-11\nelb;1;3700\n", november) == [("year-needs-period", 1, 2)]
    assert problems("measure;period;value\nelb;2015-11/2016-10;1\n") == [("bad-period", 2, 2)]


def test_a_title_with_a_digit_that_is_no_month() -> None:
    assert problems("measure;2016-01;2016-1x;Summe\nelb;3700;1;2\n") == [("bad-period", 1, 3)]


# Numbers


def test_one_number_settles_the_notation_of_the_file() -> None:
    assert read('measure,period,value\nelb,2016-01,3.089\nquote,2016-01,"22,30"\n') == [
        ("elb", "2016-01", "3089"),
        ("quote", "2016-01", "223/1000"),
    ]
    assert read("measure;period;value\nelb;2016-01;3.089\nelb;2016-02;3730.59085177\n") == [
        ("elb", "2016-01", "3089/1000"),
        ("elb", "2016-02", "373059085177/100000000"),
    ]


def test_only_numbers_of_known_measures_settle_it() -> None:
    assert read("measure;value\nunbekannt;22.34\nelb;3.700\n") == [("elb", "2016", "3700")]


def test_an_option_says_it() -> None:
    text = "measure,value\nelb,3.700\n"
    assert read(text, decimal="comma") == [("elb", "2016", "3700")]
    assert read(text, decimal="point") == [("elb", "2016", "37/10")]
    assert problems("measure,value\nelb,22.34\n", decimal="comma") == [("other-notation", 2, 2)]


def test_semicolons_come_with_a_decimal_comma() -> None:
    assert read("measure;value\nelb;3.700\n") == [("elb", "2016", "3700")]


@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_an_undecided_notation_shows_both_readings(delimiter: str) -> None:
    text = "measure;value\nelb;3.089\nintegrationen;1.234\n".replace(";", delimiter)
    problem = only_problem(lambda: parse_actuals(text, AGREEMENT))
    assert told(problem) == (
        "undecided-notation",
        (2, 2),
        {"text": "3.089", "comma": "3089", "point": Fraction(3089, 1000)},
    )


def test_two_notations_in_one_file() -> None:
    problem = only_problem(lambda: parse_actuals("measure;value\nquote;22,30\nelb;3700.5\n", AGREEMENT))
    assert told(problem) == ("mixed-notation", (3, 2), {"text": "3700.5", "other": "22,30", "line": 2})


def test_two_files_may_differ_in_notation(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("measure;value\nelb;3.700,5\n")
    (tmp_path / "b.csv").write_text("measure;value\nquote;6.70\n")
    actuals = load_actuals(sorted(tmp_path.iterdir()), AGREEMENT)
    assert shown(actuals) == [("elb", "2016", "7401/2"), ("quote", "2016", "67/1000")]


def test_values_are_kept_in_base_units_with_the_decimals_written() -> None:
    text = "measure;value\nquote;6,70 %\nbudget;1.234,5\nelb;3.700\n"
    cells = parse_actuals(text, AGREEMENT).annual.values()
    assert [(cell.id, cell.value, cell.decimals) for cell in cells] == [
        ("quote", Fraction(67, 1000), 2),
        ("budget", Fraction(1_234_500), 1),
        ("elb", Fraction(3700), 0),
    ]


# Marks


def test_missing_is_not_kept_and_suppressed_is() -> None:
    text = "Monat;elb;quote\n2016-01;*;k.A.\n2016-02;.;…\n2016-03;x;/\n"
    assert read(text) == [("elb", "2016-01", Mark.SUPPRESSED)]


def test_nil_is_zero_and_said_once_a_file() -> None:
    actuals = parse_actuals("Monat;elb;quote\n2016-01;-;–\n2016-02;–;6,7\n", AGREEMENT)
    assert shown(actuals) == [
        ("elb", "2016-01", "0"),
        ("quote", "2016-01", "0"),
        ("elb", "2016-02", "0"),
        ("quote", "2016-02", "67/1000"),
    ]
    assert tuple(map(told, actuals.notices)) == (("nil-read-as-zero", (2, 2), {"text": "-"}),)


# Problems


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("elb;viele", "bad-value"),
        ("elb;-5", "negative-count"),
        ("elb;5 %", "percent-in-count"),
        ("elb;" + "9" * 41, "number-too-long"),
        ("konzept;vielleicht", "bad-yes-no"),
        ("konzept;-", "nil-yes-no"),
        ("mittel;*", "bad-yes-no"),
    ],
)
def test_bad_values(row: str, code: str) -> None:
    assert problems(f"measure;value\n{row}\n") == [(code, 2, 2)]


def test_rows_too_short_and_too_long() -> None:
    text = "measure;period;value\nelb;2016-01\nfoo;2016-01;1;2\nelb;2016-01;3700\nfoo\n"
    with pytest.raises(ActualsError) as caught:
        parse_actuals(text, AGREEMENT)
    assert tuple(map(told, caught.value.problems)) == (
        ("row-length", (2, 2), {"cells": 2, "columns": 3}),
        ("row-length", (3, 4), {"cells": 4, "columns": 3}),
        ("row-length", (5, 1), {"cells": 1, "columns": 3}),
    )


def test_all_problems_come_at_once() -> None:
    text = "measure;period;value\nelb;2016-01;a\nelb;2016-1x;1\nelb;2016-02;-1\nelb;2016-03;1\nelb;2016-03;2\n"
    assert problems(text) == [
        ("bad-value", 2, 3),
        ("bad-period", 3, 2),
        ("negative-count", 4, 3),
        ("cell-contradicts", 6, 3),
    ]


def test_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("measure;value\nelb;a\n")
    (tmp_path / "b.csv").write_text("foo\n")
    (tmp_path / "c.csv").write_text("measure;value\nelb;1\n")
    (tmp_path / "d.csv").write_text("measure;value\nErwerbsfähige (ELB);2\n")
    with pytest.raises(ActualsError) as caught:
        load_actuals(sorted(tmp_path.iterdir()), AGREEMENT)
    assert [(one.code, Path(one.place.file).name) for one in caught.value.problems if one.place] == [
        ("bad-value", "a.csv"),
        ("no-header", "b.csv"),
        ("cell-contradicts", "d.csv"),
    ]


def test_the_same_cell_twice_with_different_values() -> None:
    problem = only_problem(lambda: parse_actuals("measure;value\nelb;1000\nErwerbsfähige (ELB);2000\n", AGREEMENT))
    assert told(problem) == (
        "cell-contradicts",
        (3, 2),
        {"name": "elb", "period": "2016", "file": "<actuals>", "line": 2},
    )


def test_where_units_are_the_reason_they_are_named() -> None:
    text = "measure;value;jobcenter\nelb;1000;Viersen\nelb;2000;Krefeld\n"
    problem = only_problem(lambda: parse_actuals(text, AGREEMENT))
    assert (problem.code, problem.args["unit_column"]) == ("cell-contradicts", "jobcenter")


def test_a_missing_mark_beside_a_value_is_no_contradiction() -> None:
    text = "measure;value\nelb;k.A.\nelb;3700\nelb;\n"
    assert (read(text), notices(text)) == ([("elb", "2016", "3700")], [])


def test_the_same_cell_twice_with_the_same_value_is_a_notice() -> None:
    assert notices("measure;value\nelb;3.700\nelb;3700,0\nelb;3.700\n") == [
        ("cell-repeated", 3, 2),
        ("cell-repeated", 4, 2),
    ]


def test_repeated_and_contradicting_cells_without_end() -> None:
    row = "elb;2016-01;3700\n"
    found = parse_actuals("measure;period;value\n" + row * 1_000, AGREEMENT).notices
    assert len(found) == 101
    assert ("more-repeated-cells", {"count": 899}) in [(one.code, one.args) for one in found]
    rows = "".join(f"elb;2016-01;{number}\n" for number in range(1_000))
    assert {code for code, _, _ in problems("measure;period;value\n" + rows)} == {"cell-contradicts", "more-problems"}
    assert problems("measure;period;value\n" + row * 500 + "elb;2016-01;3701\n") == [("cell-contradicts", 502, 3)]


def test_problems_without_end() -> None:
    found = problems("measure;value\n" + "elb;a\n" * 5_000)
    assert found[:100] == [("bad-value", line, 2) for line in range(2, 102)]
    assert found[100:] == [("more-problems", None, None)]


# Notices


def test_values_far_from_their_baseline_are_noticed_once_a_measure() -> None:
    text = "Monat;elb;quote;integrationen\n2016-01;370;0,67;300\n2016-02;37000;6;0\n2016-03;3600;7;300\n2016-04;0;7;1\n"
    actuals = parse_actuals(text, AGREEMENT)
    assert tuple(map(told, actuals.notices)) == (
        ("magnitude", (2, 2), {"text": "370", "name": "elb", "more": 1, "other": Fraction(3700)}
        ),
        ("magnitude", (2, 3),
            {"text": "0,67", "name": "quote", "more": None, "other": Fraction(67, 10)},
        ),
    )  # fmt: skip
    assert notices("measure;value\nintegrationen;300\n") == [("magnitude", 2, 2)]


# What if


def test_an_assumption_is_a_value_of_the_agreed_year() -> None:
    assert read_assumption("quote = 6,70 %", AGREEMENT) == Cell(
        id="quote", period=Year(JANUARY_2016), value=Fraction(67, 1000), decimals=2, assumed=True,
        place=Place("--set", text="quote = 6,70 %"),
    )  # fmt: skip
    assert read_assumption("Erwerbsfähige (ELB)=3700", AGREEMENT).id == "elb"
    assert read_assumption("konzept=ja", AGREEMENT).value is True
    assert read_assumption("elb=3.089", AGREEMENT, decimal="comma").value == 3089
    assert read_assumption("elb=-", AGREEMENT).value == 0
    assert read_assumption("elb=3089", AGREEMENT).place.file == "--set"


@pytest.mark.parametrize(
    ("text", "code", "args"),
    [
        ("elb=3.089", "undecided-notation", {"text": "3.089", "comma": "3089", "point": Fraction(3089, 1000)}),
        ("elb=3,089", "undecided-notation", {"text": "3,089", "comma": Fraction(3089, 1000), "point": "3089"}),
        ("elbb=1", "unknown-measure-set", {"name": "elbb", "near": "elb"}),
        ("elb", "set-form", {"text": "elb"}),
        ("=1", "set-form", {"text": "=1"}),
        ("elb=", "set-form", {"text": "elb="}),
        ("elb=k.A.", "set-form", {"text": "elb=k.A."}),
        ("elb=-1", "negative-count", {"text": "-1", "name": "elb", "unit": "count", "most": 40}),
        ("konzept=2", "bad-yes-no", {"text": "2", "name": "konzept", "unit": "yes_no", "most": 40}),
    ],
)
def test_assumptions_that_cannot_be_read(text: str, code: str, args: dict[str, object]) -> None:
    problem = only_problem(lambda: read_assumption(text, AGREEMENT))
    assert (problem.code, problem.args) == (code, args)


# Whatever comes


@given(st.text(st.sampled_from('measure,;\t|"\n\r valuep20160-3%.elb*ü\ufeff\0'), max_size=200))
def test_any_text_gives_actuals_or_problems(text: str) -> None:
    for start in ("", "measure;period;value\n", "sep=,\nperiod,elb\n", "measure,2016-01\n"):
        with contextlib.suppress(ActualsError):
            parse_actuals(start + text, AGREEMENT)


@given(st.binary(max_size=300))
def test_any_bytes_give_actuals_or_problems(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for start in (b"", b"measure;value\nelb;", b"\xff\xfe"):
        path.write_bytes(start + content)
        with contextlib.suppress(ActualsError):
            load_actuals([path], AGREEMENT)
