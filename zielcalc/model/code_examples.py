"""Examples: for every code the least that provokes it, and the same mended. Only `zielcalc codes` loads them.

In an excerpt `…` stands for more of the same, and `\\xNN` for a byte that is no text.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Example(Struct, frozen=True):
    """An excerpt of an agreement, a paper, actuals or a workbook's cells, or a command: wrong, and mended."""

    where: Literal["agreement", "paper", "actuals", "workbook", "command"]
    wrong: str
    mended: str


EXAMPLES: dict[str, Example] = {
    # Files
    "cannot-read": Example("command", "zielcalc validate agreemnt.yaml", "zielcalc validate agreement.yaml"),
    "cannot-write": Example(
        "command", "zielcalc check actuals.csv -o missing/report.txt", "zielcalc check actuals.csv -o report.txt"
    ),
    "too-large": Example("command", "zielcalc validate export.csv", "zielcalc validate agreement.yaml"),
    "more-problems": Example(
        "command", "zielcalc check actuals.csv --decimal point", "zielcalc check actuals.csv --decimal comma"
    ),
    "not-utf8": Example("agreement", "title: Jobcenter K\\xf6ln", "title: Jobcenter Köln"),
    "control-character": Example("agreement", "title: Job\\x1b[31mcenter", "title: Jobcenter"),
    # YAML
    "empty-file": Example(
        "agreement",
        "# Zielvereinbarung, folgt",
        """\
format: 1
title: Zielvereinbarung 2016
year: 2016
judged: exact
measures:
  integrationen: {unit: count, over_time: sum}
targets:
  mehr: {of: integrationen, at_least: 3198}""",
    ),
    "yaml-syntax": Example("agreement", "label: Quote: Regelgeschäft", 'label: "Quote: Regelgeschäft"'),
    "tab-indent": Example(
        "agreement",
        "measures:\n\\x09a: {unit: count, over_time: sum}",
        "measures:\n  a: {unit: count, over_time: sum}",
    ),
    "yaml-feature": Example(
        "agreement",
        "  elb: &bestand {unit: count, over_time: mean}\n  lzb: *bestand",
        "  elb: {unit: count, over_time: mean}\n  lzb: {unit: count, over_time: mean}",
    ),
    "several-documents": Example("agreement", "---\nformat: 1", "# 2017: agreement_2017.yaml"),
    "too-deep": Example("agreement", "title: [[[[[[[[[[[[[a]]]]]]]]]]]]]", "title: a"),
    "key-not-text": Example("agreement", "? [a, b]\n: 1", "parties: [a, b]"),
    "not-a-mapping": Example("agreement", "elb: [count, mean]", "elb: {unit: count, over_time: mean}"),
    "not-a-list": Example("agreement", "parties: Kreis Viersen", "parties: [Kreis Viersen]"),
    "not-a-text": Example("agreement", "title: [Vereinbarung, 2016]", 'title: "Vereinbarung, 2016"'),
    "list-length": Example("agreement", "between: [1, 2, 3]", "between: [1, 3]"),
    "unknown-key": Example("agreement", "lable: eLb VM JDW", "label: eLb VM JDW"),
    "duplicate-key": Example("agreement", "at_least: 22.9 %, at_least: 23 %", "at_least: 22.9 %"),
    "missing-key": Example("agreement", "elb: {unit: count}", "elb: {unit: count, over_time: mean}"),
    "misplaced-key": Example("agreement", "at_least: 22.9 %, due: 2016-12", "at_least: 22.9 %"),
    "empty-value": Example("agreement", "baseline: 3089, plan: }", "baseline: 3089, plan: open}"),
    "bent-scalar": Example("agreement", "plan: 3_198", "plan: 3198"),
    "comma-in-braces": Example(
        "agreement", "quote: Integrationsquote 22,30% 22,90%", 'quote: "Integrationsquote 22,30% 22,90%"'
    ),
    "hash-in-text": Example("agreement", "quote: Ziel #1 Integrationsquote", 'quote: "Ziel #1 Integrationsquote"'),
    # Ids and choices
    "bad-id": Example(
        "agreement", "LZB-Bestand: {unit: count, over_time: mean}", "lzb_bestand: {unit: count, over_time: mean}"
    ),
    "reserved-id": Example(
        "agreement", "open: {unit: count, over_time: sum}", "offene_faelle: {unit: count, over_time: sum}"
    ),
    "unknown-choice": Example("agreement", "over_time: summe", "over_time: sum"),
    "double-name": Example(
        "agreement", "  elb: {milestone: Die eLb sind erfasst}", "  elb_erfasst: {milestone: Die eLb sind erfasst}"
    ),
    "alias-taken": Example(
        "agreement",
        "  lzb: {unit: count, over_time: mean, aliases: [Bestand]}\n"
        "  ueb25: {unit: count, over_time: mean, aliases: [Bestand]}",
        "  lzb: {unit: count, over_time: mean, aliases: [Bestand LZB]}\n"
        "  ueb25: {unit: count, over_time: mean, aliases: [Bestand Ü25]}",
    ),
    "unknown-name": Example("agreement", "formula: integrationen / elbb", "formula: integrationen / elb"),
    "unknown-series": Example("agreement", "lag: 1, series: elbb", "lag: 1, series: elb"),
    "series-of-series": Example(
        "agreement",
        "elb_vvm: {unit: count, over_time: mean, series: elb_vm}",
        "elb_vvm: {unit: count, over_time: mean, series: elb}",
    ),
    "series-unit": Example(
        "agreement", "kosten: {unit: EUR, over_time: sum, series: elb}", "kosten: {unit: EUR, over_time: sum}"
    ),
    "unknown-group": Example("agreement", "group: regl", "group: regel"),
    "unknown-target": Example("agreement", "follows: quote_nivau", "follows: quote_niveau"),
    "unknown-priority": Example("agreement", "serves: jugendlich", "serves: jugendliche"),
    "not-yes-no": Example("agreement", "holds: a", "holds: genug_personal"),
    # Periods
    "bad-year": Example("agreement", "year: 16", "year: 2016"),
    "bad-agreed-period": Example("agreement", "period: 2015-11/2016-09", "period: 2015-11/2016-10"),
    "bad-month": Example("agreement", "due: Herbst 2016", "due: 2016-09"),
    "due-year": Example("agreement", "due: 2016", "due: 2016-12"),
    "year-and-period": Example("agreement", "year: 2016\nperiod: 2015-11/2016-10", "period: 2015-11/2016-10"),
    # Numbers
    "not-whole": Example("agreement", "lag: einer", "lag: 1"),
    "bad-number": Example("agreement", "plan: '3e3'", "plan: 3000"),
    "not-a-number": Example("agreement", "baseline: unbekannt", "baseline: open"),
    "number-too-long": Example(
        "agreement", "at_least: 12345678901234567890123456789012345678901", "at_least: 12345678901234567890"
    ),
    "decimal-comma": Example("agreement", "at_least: 22,9 %", "at_least: 22.9 %"),
    "thousands-point": Example("agreement", "plan: 3.198", "plan: 3198"),
    "percent-sign": Example("agreement", "at_least: 22.9}", "at_least: 22.9 %}"),
    "unknown-unit": Example("agreement", "at_least: 22.9 Prozent", "at_least: 22.9 %"),
    "output-is-input": Example(
        "command", "zielcalc check actuals.csv -o actuals.csv", "zielcalc check actuals.csv -o report.txt"
    ),
    "bad-unit": Example("agreement", "unit: 30 Plätze", "unit: Plätze"),
    # Formulas
    "operator-in-bound": Example("agreement", "at_least: >= 22.9 %", "at_least: 22.9 %"),
    "brackets-reserved": Example("agreement", "at_least: 'a[2015]'", "at_least: baseline(a)"),
    "formula-character": Example("agreement", "at_least: −1.5 %", "at_least: -1.5 %"),
    "formula-syntax": Example("agreement", "formula: integrationen elb", "formula: integrationen / elb"),
    "formula-ends": Example("agreement", "formula: integrationen /,", "formula: integrationen / elb,"),
    "formula-too-long": Example("agreement", "at_least: 1 + 1 + … + 1}", "at_least: 501}"),
    "formula-too-deep": Example("agreement", "at_least: (((…1…)))", "at_least: 1"),
    "unknown-function": Example("agreement", "of: chnge(quote)", "of: change(quote)"),
    "wrong-arguments": Example("agreement", 'of: "change(quote, elb)"', "of: change(quote)"),
    "round-decimals": Example("agreement", 'of: "round(quote, 0.5)"', 'of: "round(quote, 1)"'),
    "yes-no-in-formula": Example(
        "agreement",
        "of: quote * personal, at_least: 22.9 %",
        "of: quote, at_least: 22.9 %, condition: {text: genug Personal, holds: personal}",
    ),
    "unit-mismatch": Example("agreement", "formula: kosten + integrationen", "formula: kosten / integrationen"),
    "wrong-unit": Example(
        "agreement", "of: integrationen, at_least: 2.5 %", "of: change(integrationen), at_least: 2.5 %"
    ),
    "open-formula": Example("agreement", "formula: open", "formula: integrationen / elb"),
    "cycle": Example("agreement", "quote: {formula: quote + 1 %", "quote: {formula: integrationen / elb"),
    # Targets
    "two-kinds": Example("agreement", "at_least: 22.9 %, at_most: 25 %", "between: [22.9 %, 25 %]"),
    "no-kind": Example("agreement", "t: {of: a}", "t: {of: a, at_least: 1}"),
    "no-decimals": Example("agreement", "judged: rounded", "judged: rounded\ndecimals: {percent: 1}"),
    "bound-digits": Example("agreement", "at_least: 22.95 %", "at_least: 22.95 %, decimals: 2"),
    "corridor-turned": Example("agreement", "between: [20, 10]", "between: [10, 20]"),
    "within-negative": Example("agreement", "about: 3500, within: -50", "about: 3500, within: 50"),
    "pace-length": Example(
        "agreement",
        "pace: [0.5, 1]",
        "pace: [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1]",
    ),
    "pace-falls": Example(
        "agreement",
        "pace: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.5, 0.7, 0.8, 0.9, 0.9, 1]",
        "pace: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.7, 0.8, 0.9, 0.9, 1]",
    ),
    "pace-end": Example(
        "agreement",
        "pace: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9, 0.9, 0.95]",
        "pace: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9, 0.95, 1]",
    ),
    "open-value": Example("agreement", "plan: open", "plan: 3198"),
    # The command
    "two-agreements": Example(
        "command", "zielcalc check actuals.csv", "zielcalc check actuals.csv -a agreement_2017.yaml"
    ),
    "bundled-agreement": Example(
        "command", "zielcalc check --plan", "zielcalc check --plan -a zielvereinbarung_2016.yaml"
    ),
    "empty-selection": Example(
        "command",
        "zielcalc check actuals.csv --select qote_niveau",
        "zielcalc check actuals.csv --select quote_niveau",
    ),
    "as-of-outside": Example(
        "command", "zielcalc check actuals.csv --as-of 2017-01", "zielcalc check actuals.csv --as-of 2016-12"
    ),
    "unknown-code": Example("command", "zielcalc codes unknown-nme", "zielcalc codes unknown-name"),
    # Actuals against the agreement
    "annual-contradicts": Example("actuals", "a,2016,11", "a,2016,12"),
    "baseline-differs": Example("actuals", "a,2015,9", "a,2015,10"),
    "assumed-twice": Example(
        "command", "zielcalc check actuals.csv --set a=5 --set a=6", "zielcalc check actuals.csv --set a=6"
    ),
    "assumed-for-the-year": Example(
        "command",
        "zielcalc check actuals.csv --as-of 2016-01 --set a=5",
        "zielcalc need actuals.csv --as-of 2016-01 --set a=5",
    ),
    "not-comparable": Example("command", "zielcalc check actuals.csv", "zielcalc check actuals.csv --baseline actuals"),
    "part-above-whole": Example("actuals", "a,1\nb,2", "a,3\nb,2"),
    "bad-vintage": Example(
        "command", "zielcalc check actuals.csv --vintage autumn", "zielcalc check actuals.csv --vintage 2016-10"
    ),
    "baseline-from-data": Example("agreement", "baseline: 10", "baseline: 9"),
    # Files of actuals
    "no-text": Example("actuals", "a,\\x00\\x01\\x02", "a,1"),
    "encoding": Example("actuals", "a,Bestand f\\x81r A,1", "a,Bestand für A,1"),
    "line-too-long": Example("actuals", "a,11…", "a,11"),
    "csv-quote": Example("actuals", 'a,"Bestand "alt"",1', 'a,"Bestand ""alt""",1'),
    "cell-too-long": Example("actuals", 'a,"1…', 'a,"1"'),
    # Workbooks
    "workbook-unreadable": Example("command", "zielcalc check actuals.xlsx", "zielcalc check actuals.csv"),
    "workbook-password": Example("command", "zielcalc check actuals.xlsx", "zielcalc check actuals.csv"),
    "which-sheet": Example("command", "zielcalc check actuals.xlsx", "zielcalc check actuals.xlsx --sheet Ist"),
    "unknown-sheet": Example(
        "command", "zielcalc check actuals.xlsx --sheet Isst", "zielcalc check actuals.xlsx --sheet Ist"
    ),
    "percent-cell": Example("workbook", "q | 0.067", "q | 6.7"),
    # Headers and columns
    "no-header": Example("actuals", "Jobcenter;Ort\nViersen;Kempen", "measure;value\na;1"),
    "column-twice": Example("actuals", "measure,value,wert\na,1,2", "measure,value\na,1"),
    "no-by-column": Example("actuals", "measure,value\na,1", "measure,value,jobcenter\na,1,Viersen"),
    "ignored-column": Example("actuals", "measure,value,Anmerkung", "measure,value,Erläuterung"),
    "unnamed-column": Example("actuals", "measure,value,,label", "measure,value,remark,label"),
    "row-length": Example("actuals", "measure,value\nelb,998,5", 'measure,value\nelb,"998,5"'),
    # Measures
    "no-known-measure": Example("actuals", "Integrationen;3\nLZB;4", "a;3\nelb;4"),
    "unknown-measure": Example("actuals", "elbb,1000", "elb,1000"),
    "more-unknown-measures": Example("actuals", "a,1\nb_1,1\nb_2,1\n…", "a,1"),
    "indicator-in-actuals": Example("actuals", "a,1\ni,0.1", "a,1\nelb,1000"),
    "unnamed-row": Example("actuals", "a,1\n,1000", "a,1\nelb,1000"),
    # Periods
    "bad-period": Example("actuals", "a,Mrz,250", "a,Mrz 2016,250"),
    "year-needs-period": Example("actuals", "a,2016,1", "a,2015-11/2016-10,1"),
    # Values
    "bad-value": Example("actuals", "a,rund 3200", "a,3200"),
    "bad-yes-no": Example("actuals", "konzept,teilweise", "konzept,nein"),
    "nil-yes-no": Example("actuals", "konzept,-", "konzept,"),
    "negative-count": Example("actuals", "a,-3", "a,3"),
    "percent-in-count": Example("actuals", "a,3 %", "a,3"),
    "undecided-notation": Example(
        "command", "zielcalc check actuals.csv", "zielcalc check actuals.csv --decimal comma"
    ),
    "mixed-notation": Example("actuals", "a;1.596.852\nelb;3730.59085177", "a;1.596.852\nelb;3730,59085177"),
    "other-notation": Example(
        "command", "zielcalc check actuals.csv --decimal comma", "zielcalc check actuals.csv --decimal point"
    ),
    "nil-read-as-zero": Example("actuals", "a,-", "a,k.A."),
    "magnitude": Example("agreement", "plan: 31980", "plan: 3198"),
    # The same cell twice
    "cell-repeated": Example("actuals", "a,1\nBestand A,1.0", "a,1"),
    "more-repeated-cells": Example("actuals", "a,1\na,1\na,1\n…", "a,1"),
    "cell-contradicts": Example("actuals", "a,1\na,2", "a,2"),
    # --set
    "set-form": Example("command", "zielcalc check actuals.csv --set a", "zielcalc check actuals.csv --set a=1"),
    "unknown-measure-set": Example(
        "command", "zielcalc check actuals.csv --set elbb=3", "zielcalc check actuals.csv --set elb=3"
    ),
    # explain
    "ambiguous-target": Example("command", "zielcalc explain quote", "zielcalc explain quote_niveau"),
    # diff
    "agreement-and-table": Example(
        "command",
        "zielcalc diff agreement.yaml actuals.csv",
        "zielcalc diff agreement.yaml draft.yaml --actuals actuals.csv",
    ),
    "not-an-agreement": Example(
        "command", "zielcalc diff september.csv october.yaml", "zielcalc diff september.csv october.csv"
    ),
    "neither-kind": Example(
        "command", "zielcalc diff agreement.yaml paper.pdf", "zielcalc diff agreement.yaml draft.yaml"
    ),
    "git-failed": Example(
        "command", "zielcalc diff main:agreement.yaml draft.yaml", "zielcalc diff agreement.yaml draft.yaml"
    ),
    # The paper held against itself
    "more-notices": Example("agreement", "plan: 319}", "plan: 3198}"),
    "targets-exclude": Example(
        "agreement",
        "  viele: {of: stellen, at_least: 540, source: {page: 3}}\n  bezahlbar: {of: stellen, at_most: 450",
        "  viele: {of: stellen, at_least: 540, source: {page: 3}}\n  bezahlbar: {of: stellen, at_most: 540",
    ),
    "plan-missed": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, plan: 3098}
  elb: {unit: count, over_time: mean, plan: 13964}
targets:
  quote: {of: integrationen / elb, at_least: 22.9 %""",
        """\
  integrationen: {unit: count, over_time: sum, plan: 3198}
  elb: {unit: count, over_time: mean, plan: 13964}
targets:
  quote: {of: integrationen / elb, at_least: 22.9 %""",
    ),
    "plan-by-rounding": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, plan: 105}
  elb: {unit: count, over_time: mean, plan: 1054}
targets:
  quote: {of: integrationen / elb, at_least: 10 %""",
        """\
  integrationen: {unit: count, over_time: sum, plan: 106}
  elb: {unit: count, over_time: mean, plan: 1054}
targets:
  quote: {of: integrationen / elb, at_least: 10 %""",
    ),
    "plan-only-exact": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, plan: 1002}
  elb: {unit: count, over_time: mean, plan: 10000}
targets:
  quote: {of: integrationen / elb, more_than: 10 %""",
        """\
  integrationen: {unit: count, over_time: sum, plan: 1002}
  elb: {unit: count, over_time: mean, plan: 10000}
targets:
  quote: {of: integrationen / elb, more_than: 10 %, judged: exact""",
    ),
    "bound-beside-plan": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, plan: 3198}
targets:
  mehr: {of: integrationen, at_least: 3150""",
        """\
  integrationen: {unit: count, over_time: sum, plan: 3198}
targets:
  mehr: {of: integrationen, at_least: 3198""",
    ),
    "coarse-rounding": Example(
        "agreement", "of: change(lzb), at_most: -0.1 %", "of: change(lzb), at_most: -0.1 %, decimals: 2"
    ),
    "same-promise": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, plan: 3198}
  elb: {unit: count, over_time: mean, plan: 13964}
targets:
  anzahl: {of: integrationen, at_least: 3198, source: {page: 3}}
  quote: {of: integrationen / elb, at_least: 22.9 %""",
        """\
  integrationen: {unit: count, over_time: sum, plan: 3198}
  elb: {unit: count, over_time: mean, plan: 13964}
targets:
  anzahl: {of: integrationen, monitored: true, source: {page: 3}}
  quote: {of: integrationen / elb, at_least: 22.9 %""",
    ),
    "promises-differ": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, baseline: 3089}
targets:
  anzahl: {of: integrationen, at_least: 3150, source: {page: 3}}
  steigerung: {of: change(integrationen), at_least: 3.5 %""",
        """\
  integrationen: {unit: count, over_time: sum, baseline: 3089}
targets:
  anzahl: {of: integrationen, at_least: 3198, source: {page: 3}}
  steigerung: {of: change(integrationen), at_least: 3.5 %""",
    ),
    "parts-miss-whole": Example(
        "agreement",
        """\
  elb_frauen: {unit: count, over_time: mean, plan: 1000}
  elb_maenner: {unit: count, over_time: mean, plan: 1000}
targets:
  alle: {of: (frauen + maenner) / (elb_frauen + elb_maenner), at_least: 23 %, source: {page: 3}}
  nur_frauen: {of: frauen / elb_frauen, at_least: 16 %, source: {page: 3}}
  nur_maenner: {of: maenner / elb_maenner, at_least: 29 %""",
        """\
  elb_frauen: {unit: count, over_time: mean, plan: 1000}
  elb_maenner: {unit: count, over_time: mean, plan: 1000}
targets:
  alle: {of: (frauen + maenner) / (elb_frauen + elb_maenner), at_least: 23 %, source: {page: 3}}
  nur_frauen: {of: frauen / elb_frauen, at_least: 16 %, source: {page: 3}}
  nur_maenner: {of: maenner / elb_maenner, at_least: 30 %""",
    ),
    "part-demands-more": Example(
        "agreement",
        "  alle: {of: stellen, at_least: 40, source: {page: 3}}\n"
        "  darunter: {of: teilzeit, at_least: 50, part_of: alle",
        "  alle: {of: stellen, at_least: 40, source: {page: 3}}\n  darunter: {of: teilzeit, at_least: 5, part_of: alle",
    ),
    "mix-effect": Example(
        "agreement",
        """\
  regel: {unit: count, over_time: sum, baseline: 300, plan: 310}
  asyl: {unit: count, over_time: sum, baseline: 20, plan: 110}
  elb_regel: {unit: count, over_time: mean, baseline: 1000, plan: 1000}
  elb_asyl: {unit: count, over_time: mean, baseline: 200, plan: 1000}
targets:
  gesamt: {of: (regel + asyl) / (elb_regel + elb_asyl), at_least: 21 %""",
        """\
  regel: {unit: count, over_time: sum, baseline: 300, plan: 310}
  asyl: {unit: count, over_time: sum, baseline: 20, plan: 110}
  elb_regel: {unit: count, over_time: mean, baseline: 1000, plan: 1000}
  elb_asyl: {unit: count, over_time: mean, baseline: 200, plan: 1000}
targets:
  gesamt: {of: (regel + asyl) / (elb_regel + elb_asyl), monitored: true""",
    ),
    "printed-differs": Example(
        "agreement", 'plan: 3198, printed: {plan: "3.189"}', 'plan: 3198, printed: {plan: "3.198"}'
    ),
    "agreed-beside-formula": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, plan: 3198}
  elb: {unit: count, over_time: mean, plan: 13964}
indicators:
  quote: {formula: integrationen / elb, unit: percent, plan: 22.8 %}""",
        """\
  integrationen: {unit: count, over_time: sum, plan: 3198}
  elb: {unit: count, over_time: mean, plan: 13964}
indicators:
  quote: {formula: integrationen / elb, unit: percent, plan: 22.9 %}""",
    ),
    "from-rounded": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, baseline: 3078, plan: 3204}
  elb: {unit: count, over_time: mean, baseline: 13826, plan: 13964}
indicators:
  quote: {formula: integrationen / elb, unit: percent, printed: {baseline: "22,3%", plan: "22,9%"}}
targets:
  steigerung: {of: change(quote), judged: exact, at_least: 2.69 %, printed: "2,69%\"""",
        """\
  integrationen: {unit: count, over_time: sum, baseline: 3078, plan: 3204}
  elb: {unit: count, over_time: mean, baseline: 13826, plan: 13964}
indicators:
  quote: {formula: integrationen / elb, unit: percent, printed: {baseline: "22,3%", plan: "22,9%"}}
targets:
  steigerung: {of: change(quote), judged: exact, at_least: 3.06 %, printed: "3,06%\"""",
    ),
    "printed-no-number": Example("agreement", 'printed: "3.089 auf 3.198"', 'printed: "3.198"'),
    "padded": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum, baseline: 3089, plan: 3198}
  elb: {unit: count, over_time: mean, baseline: 13826, plan: 13964}
indicators:
  quote: {formula: integrationen / elb, unit: percent, printed: {baseline: "22,30%", plan: "22,90%"}}""",
        """\
  integrationen: {unit: count, over_time: sum, baseline: 3089, plan: 3198}
  elb: {unit: count, over_time: mean, baseline: 13826, plan: 13964}
indicators:
  quote: {formula: integrationen / elb, unit: percent, printed: {baseline: "22,34%", plan: "22,90%"}}""",
    ),
    "uneven": Example(
        "agreement", 'printed: {baseline: "12,7%", plan: "10%"}', 'printed: {baseline: "12,7%", plan: "10,0%"}'
    ),
    "no-baseline": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum}
targets:
  steigerung: {of: change(integrationen), at_least: 2.6 %""",
        """\
  integrationen: {unit: count, over_time: sum, baseline: 3089}
targets:
  steigerung: {of: change(integrationen), at_least: 2.6 %""",
    ),
    "interpretation": Example("agreement", "at_least: 540, interpretation: ohne Richtung", "at_least: 540"),
    "unserved-priority": Example(
        "agreement",
        """\
  dauer: Dauerhafte Integrationen
  gleichstellung: Gleichstellung von Frauen und Männern
measures:
  integrationen: {unit: count, over_time: sum}
targets:
  mehr: {of: integrationen, at_least: 3198, serves: dauer""",
        """\
  dauer: Dauerhafte Integrationen
  gleichstellung: Gleichstellung von Frauen und Männern
measures:
  integrationen: {unit: count, over_time: sum}
targets:
  mehr: {of: integrationen, at_least: 3198, serves: [dauer, gleichstellung]""",
    ),
    "no-source": Example(
        "agreement",
        "mehr: {of: integrationen, at_least: 3198}",
        "mehr: {of: integrationen, at_least: 3198, source: {page: 3}}",
    ),
    "unused": Example(
        "agreement",
        """\
  integrationen: {unit: count, over_time: sum}
  kosten: {unit: EUR, over_time: sum}
targets:
  mehr: {of: integrationen, at_least: 3198""",
        """\
  integrationen: {unit: count, over_time: sum}
targets:
  mehr: {of: integrationen, at_least: 3198""",
    ),
    "no-evidence": Example(
        "actuals", "measure,value,evidence\nkonzept,ja,", "measure,value,evidence\nkonzept,ja,Beschluss vom 3. Mai 2016"
    ),
    # The file held against the text of the paper
    "quote-not-found": Example(
        "agreement",
        "source: {quote: 3.198 Integrationen im Jahr}",
        "source: {quote: 3.198 Eingliederungen im ganzen Jahr}",
    ),
    "printed-not-found": Example(
        "agreement", 'plan: 3198, printed: {plan: "3198"}', 'plan: 3198, printed: {plan: "3.198"}'
    ),
    "number-not-encoded": Example(
        "agreement",
        "source: {quote: 3.198 Integrationen im Jahr}}",
        "source: {quote: 3.198 Integrationen im Jahr}}\n"
        "not_encoded:\n"
        "  gemeinden: {quote: Der Kreis hat 9 Gemeinden, reason: beschreibt nur den Kreis}",
    ),
    "paper-not-text": Example(
        "command",
        "zielcalc validate agreement.yaml --text paper.pdf",
        "zielcalc validate agreement.yaml --text paper.txt",
    ),
    "paper-encoding": Example("paper", "K\\x81ln", "Köln"),
    # template, init
    "already-there": Example(
        "command", "zielcalc init --year 2017 -o agreement.yaml", "zielcalc init --year 2017 -o agreement_2017.yaml"
    ),
    "old-year-named": Example("agreement", "at_least: 3 # mehr als 2015", "at_least: 3 # mehr als im Vorjahr"),
    "old-breakdown": Example("agreement", "file: jobcenter.csv", "file: jobcenter_2016.csv"),
    "baseline-left-open": Example("actuals", "a;2015;3089", "a;2016;3198"),
    "baseline-rounded": Example("agreement", "baseline: 50} # Stand Januar", "baseline: 50}"),
    "not-installed": Example("command", "zielcalc template -o sheet.xlsx", "zielcalc template -o sheet.csv"),
    "workbook-to-terminal": Example(
        "command", "zielcalc template -f xlsx", "zielcalc template -f xlsx -o actuals.xlsx"
    ),
    "sheet-format": Example("command", "zielcalc template -o actuals.ods", "zielcalc template -o actuals.xlsx"),
    "nothing-missing": Example("command", "zielcalc template actuals.csv", "zielcalc template"),
}

VERDICT_EXAMPLES: dict[str, Example] = {
    "met": Example(
        "actuals",
        "aufnahmen,2016,3198,vereinbart: mindestens 3198",
        "aufnahmen,2016,3197,vereinbart: mindestens 3198",
    ),
    "missed": Example(
        "actuals",
        "vermittlungen,2016,100,vereinbart: mindestens 105",
        "vermittlungen,2016,105,vereinbart: mindestens 105",
    ),
    "on_track": Example(
        "actuals", "bestand,2016-06,9150,vereinbart: höchstens 9153", "bestand,2016-06,9160,vereinbart: höchstens 9153"
    ),
    "behind": Example(
        "actuals",
        "langzeitbestand,2016-06,4100,vereinbart: höchstens 4000",
        "langzeitbestand,2016-06,3900,vereinbart: höchstens 4000",
    ),
    "pending": Example(
        "agreement",
        "{of: sprachkurse, at_least: 100, pace: end} # gemeldet bis Juni",
        "{of: sprachkurse, at_least: 100} # gemeldet bis Juni",
    ),
    "open": Example(
        "actuals",
        "erstberatungen,2016,k.A.,vereinbart: mindestens 400",
        "erstberatungen,2016,420,vereinbart: mindestens 400",
    ),
    "monitored": Example("agreement", "{of: elb, monitored: true}", "{of: elb, at_least: 13000}"),
    "waived": Example(
        "actuals",
        "personal,2016,nein,die Bedingung von 540 Stellen",
        "personal,2016,ja,die Bedingung von 540 Stellen",
    ),
    "by-rounding": Example(
        "actuals",
        "abgangsquote,2016,9.96,vereinbart: mindestens 10 %",
        "abgangsquote,2016,10,vereinbart: mindestens 10 %",
    ),
}
"""Of every verdict what gives it, and what gives another."""

REASON_EXAMPLES: dict[str, Example] = {
    "no-data": Example("actuals", "abgaenge,2016,,", "abgaenge,2016,812,"),
    "month-missing": Example(
        "actuals",
        "ausbildung,2016-01,7,\nausbildung,2016-03,9,",
        "ausbildung,2016-01,7,\nausbildung,2016-02,8,\nausbildung,2016-03,9,",
    ),
    "suppressed": Example("actuals", "reha,2016,*,vereinbart: mindestens 2", "reha,2016,2,vereinbart: mindestens 2"),
    "no-baseline": Example(
        "agreement",
        "gruendungen: {unit: count, over_time: sum} # Ziel: change(gruendungen)",
        "gruendungen: {unit: count, over_time: sum, baseline: 10} # Ziel: change(gruendungen)",
    ),
    "no-plan": Example(
        "agreement",
        "praktika: {unit: count, over_time: sum} # Ziel: plan(praktika)",
        "praktika: {unit: count, over_time: sum, plan: 10} # Ziel: plan(praktika)",
    ),
    "no-prior-year": Example(
        "agreement",
        "{of: eintritte, at_least: 12, pace: prior_year} # gemeldet bis Juni",
        "{of: eintritte, at_least: 12, pace: linear} # gemeldet bis Juni",
    ),
    "not-agreed": Example("agreement", "{of: kinder, at_least: open}", "{of: kinder, at_least: 20}"),
    "per-unit": Example("agreement", "{of: kosten, at_most: per_unit}", "{of: kosten, at_most: 12}"),
    "not-reported": Example("actuals", "konzept,2016,,", "konzept,2016,ja,"),
    "not-to-date": Example(
        "agreement",
        "{of: besuche - 100, at_least: 0} # gemeldet bis Juni",
        "{of: besuche, at_least: 100} # gemeldet bis Juni",
    ),
    "division-by-zero": Example(
        "actuals", "antraege,2016,0,\nbewilligungen,2016,0,", "antraege,2016,12,\nbewilligungen,2016,6,"
    ),
    "too-large": Example("actuals", "zinsfaktor,2016,1000000000000000000000000,", "zinsfaktor,2016,1.02,"),
    "too-much": Example("agreement", "formula: a + a + a + …}", "formula: 60 * a}"),
}
"""Of every reason what gives it, and the same mended."""
