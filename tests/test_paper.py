"""The file held against the text of its paper: which numbers the paper tells, which the file holds, what it quotes."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import pytest
from command import ROOT
from command import zielcalc as zielcalc_command
from hypothesis import given, settings
from hypothesis import strategies as st

import zielcalc
from zielcalc.model.paper_numbers import counted_figures
from zielcalc.model.printed import only_figure
from zielcalc.model.unit import COUNT, PERCENT

HEAD = "format: 1\ntitle: Many\nyear: 2016\njudged: rounded\ndecimals: {percent: 1}\n"

# Lines of a paper of 2016 and the numbers told of each.

SAY_HOW_MUCH = {
    # What is no date
    "Integrationsquote 2015 - 24,7 %, 2016 – 25,3 %": "- 24,7 %|– 25,3 %",
    "Ziel 2016 – 25 Stellen": "– 25",
    "2016/ 27,4 %": "27,4 %",
    "2016-12 Plätze": "12",
    "2016/17 Plätze": "17",
    "2016/18": "18",
    "2016/17,5 %": "17,5 %",
    "2016 / 17": "17",
    "1990-78 Plätze, 1954 – 79 eLb": "1990|78|1954|– 79",
    "bis zum 30.09. 120 Personen": "120",
    "bis zum 30.09.12 Plätze": "12",
    "bis 31.12. 95 % der Fälle, 31.12. 73,5 %, am 30.6. 83%": "95 %|73,5 %|83%",
    "31.12. 5000 Dialoge": "5000",
    "30.6. - 31.12. 85": "85",
    "Asylquote 39/1054, 12/2400, Drucksache 18/4712": "39|1054|12|2400|18|4712",
    "39 / 308": "39|308",
    "105 von 540": "105|540",
    "in 2005 und 2027, 2016 105 Stellen, 2016 EUR": "2005|2027|105|2016 EUR",
    # What no word of reference takes along
    "nach § 16 und 53 eLb": "53",
    "§ 16 und 61 EUR, § 5, 20 €": "61 EUR|20 €",
    "nach § 16 und 54 Integrationen, nach § 16, 540": "54|540",
    "Ziffer 2 und 57 BG": "57",
    "Ziel Nr. 1, 51 erfolgreich besetzte Stellen": "51",
    "§ 16 und 52 neue Integrationen": "52",
    "Satz 1 oder 62 mehr, Satz 1 und 2,5": "62|2,5",
    "§ 16i, 54 LZB, siehe Seite 5, 70 Fälle": "54|70",
    "Anlage 2, 80 Plätze, Satz 3 und 90 Buchungen": "80|90",
    "Nr. 6008 Personen, Kapitel 70 Teilnehmer, Abs. 40 %": "6008|70|40 %",
    "Umsatz 12, Jobs. 5": "12|5",
    "Nr.1 und 53 eLb": "53",
    "540 und 25-Jährige, 12 und 1. Quartal": "540|12",
    "Satz 1 und 2,5": "2,5",
    # However it is set
    "540¹ Stellen, 353¹ und 354², 7,1¹ %": "540|353|354|7,1 %",
    "540,422,46 und 1.054,1.055 und 4,2%,4,3%": "540|422|46|1.054|1.055|4,2%|4,3%",
    "12,1v.H. und 4,7v.H., 3 v. H.": "12,1v.H.|4,7v.H.|3 v. H.",
    "2 Prozentpunkte, 1,5 %-Punkte, 7 Prozent": "2 Prozentpunkte|1,5 %-Punkte|7 Prozent",
    "das 2,5fache, 3x, 12,5-prozentig": "2,5|3|12,5",
    "1.204eLb, LZB9.153, Plan1.204, Stellen540, TEUR55, EUR56": "1.204|9.153|1.204|540|55|56",
    "540Stellen, ca.541Stellen, 3mal, 2fach, 12Monate": "540|541|3|2|12",
    "33⅓ %, ½ Stelle, 2½": "33⅓ %|½|2½",
    "777 Mio. EUR, 12 T€, 5TEUR, 3 Tsd., 20 €²": "777 Mio. EUR|12 T€|5TEUR|3 Tsd.|20 €",
    "1.596.852 und 22,30 % sowie –0,1%": "1.596.852|22,30 %|–0,1%",
    "Mindestens 105 Personen, ca.120 Plätze, mind.540 Stellen": "105|120|540",
    "rd.3.500 Fälle, um2,5%, um3 %, z.B.4 Fälle, u.a.5": "3.500|2,5%|3 %|4|5",
    "13 964 oder 1\u00a0596\u202f852,5 Fälle": "13 964|1\u00a0596\u202f852,5",
    "12 105 300.000, 999 1000": "12 105|300.000|999|1000",
    # What has no neighbour to count up with, or is no date
    "(3) Vereinbart sind 12": "3|12",
    "2.5 Ziele, (95) und": "2.5|95",
    "Plätze Jan 12 Feb 14 Mrz 15": "12|14|15",
    "12 Jan 14 Feb 15 Mrz, im Mai: 12; 14 Juni, Ist 31 Dez 28": "12|14|15|12|14|31|28",
    "Veränderung: - 2018": "- 2018",
    "10/15 und 09/16, 12-13/2400, 15 bis 25 Jahre": "10|15|09|16|12|13|2400|15|25",
}  # fmt: skip
SAY_NOTHING = [
    # Dates
    "1. März, vom 1. bis 15. März, zum 15. des Folgemonats, 9.30 bis 12 Uhr",
    "31.12.2016bis, 31.12.2016, 31.12.16, 31.12., 1. 1. 2016, 30.6.-31.12., Gesetz vom 24.12.2003",
    "01/2016 – 12/2016, 2016-03, 2016-03-31, 2015/16, 2015–16, 2015/2016, in 2007 und 2026",
    "Zielvereinbarung 2016 - 2018, 2016 – 2018: ja, 2017 -2018",
    "10/15–09/16, 10/15 - 09/16, 01-12/2018",
    # References
    "nach § 48b Abs. 1 Nr.2 SGB II, §§ 16, 44 und 53",
    "§§ 16 und 44 Sozialgesetzbuch, Nr. 1 und 2 Satz 3, §§ 5,6 SGB II, Abs.2 und 3 VwVfG",
    "§§ 16 und 44 in Verbindung mit § 16 Abs.1 Nr.3 u. 4",
    "§§ 16 und 44 des SGB II, Art. 6 GG, § 45 Personen, §§ 3, 4 SGB. Nr. 1 und 2 genannten Ziele",
    "i.V.m. § 16, lit.2, Pos.3, Tabelle 2 und 3 Spalte 4, Ziffer 1.2.3",
    "Nr. 1 bis 3",
    "Anlage 2 Zielwerte, Kapitel 3 Ziele, Seite 34 zeigt",
    # What counts up
    "  2.1 Ziele",
    "1.2.3 Ziele, 2.1.3 Integrationsquote, 1.1.1 Ziele",
    "3. Abschnitt, 1. Halbjahr, 1./2. Quartal, im 1. bis 3. Quartal, auf dem 1. Arbeitsmarkt",
    "Seite 3 von 10",
    "- 7 -",
    # As papers say it
    "zuletzt geändert durch Artikel 2 des Gesetzes vom 22. Dezember 2015 (BGBl. I S. 2557), Artikel 91e Abs. 1 GG",
    "im Zeitraum 10/2015 bis 09/2016 bzw. 01.10.2015 - 30.09.2016, jeweils zum 15. eines Monats, im 2. Hj. 2016",
    "(1) Die Laufzeit beginnt am 01.01.2016 und endet am 31.12.2016; §§ 16 ff. und nach den §§ 3, 4 und 5 der Satzung",
    "Seite 2 von 8                         Stand: 15.03.2016",
    "Vorjahr 2015   Ziel 2016   Veränderung in %",
    # Digits of a word
    "U25, T-3, ALG-2, B100, E10, 16a, 24h, B2B, 25-Jährige, 15- bis 25-Jährige, 15 bis unter 25-Jährige",
    "15 bis unter 25 Jahre, unter 25 Jahren, 18jährige",
]
# Whole papers, and what is told of them.
TELL = {
    # Lines that go on
    "um 10\n%\num 12\n\nMio. EUR\num 7\nTausende": "10 %|12 Mio. EUR|7",
    "Abs. 1, 2 und 4\nZiele, Anlagen 1 bis 3\n\nZiele, § 7 Abs. 1 und 2\nDie": "",
    "nach § 16 und 19\nIntegrationen, § 16, 40\nDie": "19",
    # Enumerations
    "1. Ziele\n2. Mehr\n3.\nNoch mehr": "",
    "(1) Ziele\n(2) Mehr\n1) so\n2) und so\n(3) Noch mehr": "",
    "1. Ziele\n1. so\n2. und so\n2. Mehr\n1. so\n2. und so\n3. Noch mehr": "",
    "2 Ziele\n2.1 Quote\n2.2 Bestand\n2.2.1 LZB": "2",
    " 1  Senkung\n 2  Quote\n 3  Bestand": "",
    "1 Präambel\n\nDies\n2 Ziele\n  3 Schluss": "",
    "1 Messe\n2 Kurse": "1|2",
    "3 Messen\n4 Kurse\n5 Seminare": "3|4|5",
    "1. Ziele\n2. Mehr\nsteigt auf\n4. Dies": "4",
    "1. Ziele\n2) Mehr": "2",
    "1. Ziele\n1. so\n2. und so\n2. Mehr\n3. Noch mehr\n3. Dies": "3",
    "steigt auf mindestens\n55. Das sind\n(Vorjahr\n95) und\n(96) und": "55|95|96",
    # Pages
    "Ziel\n1\n\x0cWert\n\n2 von 3\n\n\x0cEnde\n3\n\x0c": "",
    "Deckblatt\n\x0cZiel\n1\n\x0cEnde\n 2 \n\x0c": "",
    "Deckblatt\n\x0cZiel\n2\n\x0cEnde": "",
    "Ziel\n2\n\x0c\n\x0cEnde": "2",
    "Zielwert\n540\n\x0cStellen\n105 von 540\n\x0c1": "540|105|540|1",
}


@pytest.mark.parametrize(("line", "numbers"), [*SAY_HOW_MUCH.items(), *((line, "") for line in SAY_NOTHING)])
def test_numbers_that_say_how_much(line: str, numbers: str) -> None:
    found = [figure.text for _, figures in counted_figures([line], 2016) for figure in figures]
    assert "|".join(found) == numbers


@pytest.mark.parametrize(("text", "numbers"), TELL.items())
def test_numbers_that_a_whole_paper_tells(text: str, numbers: str) -> None:
    found = [figure.text for _, figures in counted_figures(text.split("\n"), 2016) for figure in figures]
    assert "|".join(found) == numbers


BEFORE = (
    "bis 31.12. |31.12.2016 |2016 – |2016 |2016: |2016/17 |2016/|12/2016 |1. März |1. Quartal |1. bis 3. Quartal |§ 16 "
    "|§ 16, |§§ 16 und |Satz 1 oder |Nr. 1, |Seite 3 von 10 |39/|105 von |9.162 |4,2%,|-0,1% |540¹ |U25 |- |bis 12 Uhr "
)
BEHIND = (
    "53 eLb|57 BG|120 Personen|25,3 %|83%|7,5v.H.|61 EUR|3,5 Mio. EUR|52 neue Stellen|5000 Dialoge|33⅓ %|354² Fälle"
)


@pytest.mark.parametrize("before", BEFORE.split("|"))
@pytest.mark.parametrize("quantity", BEHIND.split("|"))
def test_a_quantity_is_told_whatever_stands_before_it(before: str, quantity: str) -> None:
    told = [figure.text for _, figures in counted_figures([f"Ziel {before}{quantity}"], 2016) for figure in figures]
    assert told
    assert quantity.replace("²", "").startswith(told[-1].lstrip("-–( "))


def test_what_a_number_says_may_stand_in_the_next_line() -> None:
    lines = ["nach § 16 und 54", "", "Integrationen, §§ 16 und 44", "SGB II"]
    assert [(number, [figure.text for figure in found]) for number, found in counted_figures(lines, 2016)] == [
        (0, ["54"])
    ]


def test_a_fraction_is_the_number_it_adds_up_to() -> None:
    third, half = only_figure("33⅓ %"), only_figure("−2½")
    assert third is not None
    assert half is not None
    assert (third.decimals_from(Fraction(1, 3), PERCENT), third.decimals_from(Fraction(333, 1000), PERCENT)) == (
        0,
        None,
    )
    assert half.decimals_from(Fraction(-5, 2), COUNT) == 1


# What an agreement holds, line by line.

HOLDS = """format: 1
title: Vereinbarung 7001
year: 2016
parties: [Kreis 7002]
legal_basis: § 48b Abs. 21 SGB II, Erlass 7008
judged: rounded
decimals: {percent: 1, Mio EUR: 3}
final_after: 7
revisions: [{month: 2016-04, measures: [persons], text: um 7003 Fälle}]
groups: {g: Gruppe 7004}
measures:
  persons: {unit: count, over_time: sum, plan: 777, label: Personen von 7005, note: Dazu 7006}
  costs: {unit: Mio EUR, over_time: sum, plan: 177.447, printed: {plan: "177.447"}}
  each: {unit: T€, over_time: mean, baseline: 5}
  share: {unit: percent, over_time: mean, plan: 31.5 %}
indicators:
  fewer: {unit: count, formula: persons * 0.91}
targets:
  t: {of: persons, at_least: 780, interpretation: 7007 gelesen, pace: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.375, 1, 1]}
  c: {of: costs, at_most: 12.3 Mio EUR, printed: "12.300 TEUR"}
  d: {of: costs, at_most: 14.5, printed: "16,1 Mio."}
  e: {of: persons / 640, at_least: 15}
  m: {milestone: Zu 7009}
  s: {of: share, at_least: baseline(share) + 3 pp, source: {quote: "15 von 88 Fällen, nach § 22"}}
not_encoded:
  w: {quote: 4. Insgesamt 2 Mio. Fälle, reason: so}
  x: {quote: 48. Insgesamt, reason: so}
  y: {quote: "49) 50", reason: so}
  a: {quote: 2) 44, reason: so}
  b: {quote: 1) 45, reason: so}
  z: {quote: (46) und 47 bis 38 %, reason: so}
"""


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("777 Personen, 780, 177,447, 12,3", ""),
        ("177.447 TEUR, 177.447 T€, 177.447.000 €, 177,447 Mio. EUR, 0,177447 Mrd. Euro", ""),
        ("12.300.000 €, 12.300 TEUR, 12,3 Mio., 14,5 Mio €, 16,1 Mio. EUR, 14.500 Tsd. EUR, 5.000 Euro", ""),
        ("777 Mio. EUR, 777 €, 780 TEUR, 12,3 EUR", "777 Mio. EUR|777 €|780 TEUR|12,3 EUR"),
        ("31,5 %, 31,5, 31,5 v.H., 3 Prozentpunkte, 3 %-Punkte", ""),
        ("777 %, 31,5 EUR, 31,4 %, 100 %", "777 %|31,5 EUR|31,4 %|100 %"),
        ("30 bis 31,5 %, zwischen 15 und 16 %, 12 bis 14,5 Mio. EUR, 91 - 92 %", "30|16 %|12|- 92 %"),
        ("Quote in %  91  92, Kosten in Mio. EUR  12,3  14,5 (in %) 40", "92|40"),
        ("91 Fälle in %, 91", "91"),
        ("von 1 bis 2", ""),
        ("um 91\n% und 48. Insgesamt 49 oder\n(46) und 37, 38 und 47 %", "37"),
        ("0,91, 91 %, 37,5 %, nach 7 Monaten", ""),
        ("7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008, 7009, 640", ""),
        ("15 von 88, 4 und 2 Mio. Fälle, 2.000.000, 2 Mio. EUR", "2 Mio. EUR"),
        ("Mindestens 21 oder 22", "21|22"),
    ],
)
def test_numbers_that_a_file_holds(line: str, missing: str) -> None:
    found = zielcalc.hold_against(zielcalc.parse_agreement(HOLDS), zielcalc.Paper("paper.txt", line))
    told = [number for notice in found if notice.code == "number-not-encoded" for number in notice.args["numbers"]]
    assert "|".join(told) == missing


def test_a_unit_in_the_next_line_is_not_marked_in_this_one() -> None:
    notice = zielcalc.hold_against(zielcalc.parse_agreement(HOLDS), zielcalc.Paper("paper.txt", "780\num 99\n%"))[-1]
    assert notice.args["numbers"] == ("99 %",)
    assert notice.place is not None
    assert (notice.place.line, notice.place.column, notice.place.width) == (2, 4, 2)


def test_thousands_set_with_a_blank_may_be_two_numbers_of_a_table() -> None:
    agreement = zielcalc.parse_agreement(
        HEAD
        + """measures:
  a: {unit: count, over_time: sum, plan: 39, baseline: 105}
  b: {unit: count, over_time: sum, plan: 13964, printed: {plan: "13 964"}}
targets: {}
"""
    )
    found = zielcalc.hold_against(agreement, zielcalc.Paper("paper.txt", "39 105\n13 964\n39 106\n"))
    assert [(notice.code, notice.args["numbers"]) for notice in found] == [("number-not-encoded", ("39 106",))]
    assert "printed-no-number" not in {notice.code for notice in zielcalc.selfcheck(agreement)}


# What it quotes and prints.

words = st.lists(st.text("abcdefghijklmnopqrstuvwxyzäöüß", min_size=4, max_size=12), min_size=3, max_size=20)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(words, st.data())
def test_a_quote_is_found_however_its_lines_are_broken(text: list[str], data: st.DataObject) -> None:
    broken = ""
    for word in text:
        at = data.draw(st.integers(1, len(word) - 1))
        hyphen = data.draw(st.sampled_from(["", "-\n", "-\n\n  ", "\u00ad", "\u00ad\r\n", "\u00ad\n  "]))
        broken += word[:at] + hyphen + word[at:] + data.draw(st.sampled_from([" ", "\n", " \r\n ", "\u00a0", "\x0c"]))
    paper = zielcalc.Paper("paper.txt", f"Anfang {broken} Ende")
    start = data.draw(st.integers(0, len(text) - 1))
    assert paper.has(" ".join(text[start:]))
    assert not paper.has(" ".join(text[start:]) + " niemals")


@pytest.mark.parametrize(
    ("text", "line", "is_there"),
    [
        ("39 105", "Integrationen 1.539 105", False),
        ("39 105", "Integrationen 39 105", True),
        ("um 2", "um 2,5 %", False),
        ("um 2,5%", "um 2,5 %", True),
        ("Ein- und Ausgaben", "Ein-\nund Ausgaben", True),
        ("SGB-bezogen", "SGB-\nbezogen", True),
        ('das "Haus"', "das „Haus“", True),
        ("−0,1 %", "– 0,1 %", False),
        ("Abbau der LZB … um 2 %", "Abbau\nder LZB im Kreis um 2 %", True),
        ("Abbau der LZB [...] um 2 %", "Abbau der LZB um 3 %", False),
        ("Personen … Mindestens", "Mindestens 105 Personen", False),
        ("Mindestens … Personen", "Mindestens 105 Personen", True),
        ("Person … Personen", "Personen", False),
        ("Abbau (…) um 2 %", "Abbau im Kreis um 2 %", True),
        ("U25-Quote", "U25-\nQuote", True),
        ("18-jährige", "18- \r\n jährige", True),
        ("2,5-prozentige", "2,5-\nprozentige", True),
        ("lag bei T-3", "lag bei T-\n3", True),
        ("2016-2018", "2016-\n2018", True),
        ("2016–2018", "2016 – 2018", True),
        ("2016-2018", "2016 2018", False),
        ("U25-Quote", "U25\u00ad\nQuote", True),
        ("Langzeitleistungsbezieher", "Langzeit\u00ad\nleistungsbezieher", True),
        ("mindestens 780 Stellen", "mindestens 780¹ Stellen", True),
        ("mindestens 780 Stellen", "mindestens 780¹) Stellen", True),
        ("mindestens 780 Stellen", "mindestens 780*) Stellen", True),
        ("Stellen (mindestens 780) sind", "Stellen (mindestens 780¹) sind", True),
    ],
)
def test_what_a_paper_says(text: str, line: str, is_there: bool) -> None:
    assert zielcalc.Paper("paper.txt", line).has(text) is is_there


@pytest.mark.parametrize(
    ("text", "line", "is_there"),
    [
        ("zwei", "mindestens zwei Dialoge", True),
        ("zwei", "die zweite Hälfte", False),
        ("22,3", "22,3 %", True),
        ("22,3 %", "22,30 %", False),
        ("10%", "110%", False),
        ("0,1%", "–0,1 %", True),
        ("-0,10%", "0,10%", False),
        ("rd. 3.500", "mit rd. 3.500 Fällen", True),
        ("13 964", "mit 13\u00a0964 Fällen", True),
        ("105", "Integrationen 39 105", True),
        ("540", "mind.540 Stellen", True),
        ("780", "780¹ Stellen", True),
        ("-0,10%", "LZB 9.162 9.153 -0,10%", True),
        ("500", "500 TEUR", True),
        ("500 TEUR", "500 TEUR", True),
        ("33⅓ %", "ein Anteil von 33⅓%", True),
    ],
)
def test_which_figures_a_paper_prints(text: str, line: str, is_there: bool) -> None:
    assert zielcalc.Paper("paper.txt", line).has_printed(text) is is_there


PAPERS = {
    "one number": "1" * 200_000,
    "numbers": " ".join(map(str, range(33_000))),
    "lines": "12\n" * 66_000,
    "blanks": " " * 199_000 + "5",
    "paragraphs": "§ 5, " * 40_000,
    "hyphens": "a-" * 100_000,
    "dots": "1." * 100_000 + "a",
    "commas": "1," * 100_000,
    "hyphens at line ends": "a-" + "\n" * 150_000 + "- " * 20_000,
    "strung": "§ 1 und 2\n" * 10_000 + "\n" * 50_000,
    "a paragraph and more": "§ " + "5, " * 66_000,
    "days": "1.1." * 50_000,
    "ordinals": "1. bis " * 28_000,
    "shared": "17 bis " * 28_000 + "%",
    "labels": "in " * 66_000,
    "notes": "(1" * 40_000 + "1¹*" * 28_000,
    "words": "1ab" * 66_000,
    "units": "1\n%\n" * 40_000,
    "items": "1.\n" * 40_000 + "9.\n" * 26_000,
    "pages": "\x0c1\n" * 60_000,
}


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_takes_longer_than_anybody_waits(name: str) -> None:
    agreement = zielcalc.load_agreement(ROOT / "agreement_2016.yaml")
    start = time.process_time()
    found = zielcalc.hold_against(agreement, zielcalc.Paper("paper.txt", PAPERS[name]))
    assert time.process_time() - start < 2
    assert len(found) <= 101


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", "paper-not-text"),
        (b"PK\x03\x04", "paper-not-text"),
        (b"Ziel\0\1", "paper-not-text"),
        ("Ziel".encode("utf-32"), "paper-not-text"),
        (b"\0\0\xfe\xff\0\0\0Z", "paper-not-text"),
        ("Ziel".encode("utf-16-le"), "paper-not-text"),
        (b"\n<!DOCTYPE html><p>540 Stellen", "paper-not-text"),
        ("<html lang='de'>".encode("utf-16"), "paper-not-text"),
        (b'<?xml version="1.0"?>', "paper-not-text"),
        (b"K\x81ln", "paper-encoding"),
        (b" \n", "empty-file"),
        (b"1" * 200_001, "too-large"),
    ],
)
def test_what_is_no_paper(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes(data)
    with pytest.raises(zielcalc.PaperError) as caught:
        zielcalc.load_paper(tmp_path / "paper.txt")
    assert [problem.code for problem in caught.value.problems] == [code]
    with pytest.raises(zielcalc.PaperError):
        zielcalc.load_paper(tmp_path / "none.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_paper_in_any_of_its_encodings(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes("Köln – „Ziel“".encode(encoding))
    assert zielcalc.load_paper(tmp_path / "paper.txt").text == "Köln – „Ziel“"


def test_a_paper_from_standard_input_and_only_one_agreement(tmp_path: Path) -> None:
    agreement = f"{HEAD}measures:\ntargets:\n  t: {{milestone: M, source: {{quote: hier}}}}\n"
    (tmp_path / "agreement.yaml").write_text(agreement)
    piped = zielcalc_command(tmp_path, ["validate", "agreement.yaml", "--text", "-"], stdin=b"Es steht hier.")
    assert (piped.code, piped.err) == (0, "")
    assert piped.out.endswith(
        "\n-: every quote and every printed figure stands there, and no number of it is missing in the file.\n"
    )
    two = zielcalc_command(tmp_path, ["validate", "agreement.yaml", "agreement.yaml", "--text", "-"], stdin=b"hier")
    assert (two.code, two.out) == (2, "")
    assert "--text" in two.err
    annex = zielcalc_command(tmp_path, ["validate", "agreement.yaml", "--text", "-", "--text", "agreement.yaml"])
    assert (annex.code, annex.out, annex.err) == (2, "", two.err)
