"""The command line (design, section 7): which agreement, which words, what goes where, and how it ends."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from command import ENVIRONMENT, ROOT, process, zielcalc
from test_cases import CASES, in_format, read_command, set_out

import zielcalc as library
from zielcalc import __version__
from zielcalc.cli import check
from zielcalc.cli.terminal import working
from zielcalc.model.codes import CODES, REASONS, VERDICTS
from zielcalc.write.page import page_of
from zielcalc.write.render import FORMATS

AGREEMENT = """\
format: 1
title: Zielvereinbarung 2016, Jobcenter Köln
year: 2016
judged: rounded
decimals: {percent: 1}
measures:
  integrations: {label: Integrationen, unit: count, over_time: sum, baseline: 300, plan: 320}
  elb: {label: eLb, unit: count, over_time: mean, baseline: 1380, plan: 1400}
indicators:
  quota: {label: Integrationsquote, formula: integrations / elb, unit: percent}
targets:
  quota_level: {of: quota, at_least: 22.9 %}
  more: {of: integrations, more_than: 300}
"""
MET = "measure,value\nintegrations,320\nelb,1400\n"
MISSED = "measure,value\nintegrations,300\nelb,1400\n"
OPEN = "measure,value\nintegrations,320\n"
BROKEN = "measure,value\nintegrations,many\n"
BUNDLED_NOTICE = """\
notice: no agreement given: the bundled example, Kreis Viersen 2016, is used [bundled-agreement]
      | -a FILE, or agreement*.yaml in this folder
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with an agreement and actuals that meet it."""
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "actuals.csv").write_text(MET, encoding="utf-8")
    return tmp_path


def titled(folder: Path, name: str, title: str) -> None:
    (folder / name).write_text(AGREEMENT.replace("Zielvereinbarung 2016, Jobcenter Köln", title), encoding="utf-8")


def title_used(folder: Path, *arguments: str, **environment: str) -> str:
    """Give the title of the agreement that `show` finds."""
    outcome = zielcalc(folder, ["show", *arguments], environment)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out.split("\n")[0]


def test_the_agreement_given_goes_before_that_of_the_environment_and_that_before_the_folders(folder: Path) -> None:
    titled(folder, "given.yaml", "Given")
    titled(folder, "elsewhere.yaml", "From the environment")
    named = {"ZIELCALC_AGREEMENT": "elsewhere.yaml"}
    assert title_used(folder, "-a", "given.yaml", **named) == "Given"
    assert title_used(folder, "--agreement", "given.yaml") == "Given"
    assert title_used(folder, **named) == "From the environment"
    assert title_used(folder) == "Zielvereinbarung 2016, Jobcenter Köln"


def test_the_only_agreement_of_the_folder_is_a_file_of_that_name(tmp_path: Path) -> None:
    titled(tmp_path, "agreement_2017.yaml", "The only one")
    titled(tmp_path, "old_agreement.yaml", "Another name")
    titled(tmp_path, "agreement.yml", "Another ending")
    (tmp_path / "agreement_folder.yaml").mkdir()
    assert title_used(tmp_path) == "The only one"


def test_two_agreements_in_the_folder_are_a_problem(folder: Path) -> None:
    titled(folder, "agreement_2017.yaml", "Next year")
    outcome = zielcalc(folder, ["show"])
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "several agreements here: agreement.yaml, agreement_2017.yaml [two-agreements]\n"
        "      | choose one with --agreement\n"
        "1 problem. Nothing was calculated.\n"
    )
    assert title_used(folder, "-a", "agreement_2017.yaml") == "Next year"


def test_without_any_the_bundled_agreement_holds_and_is_named(tmp_path: Path) -> None:
    outcome = zielcalc(tmp_path, ["show"])
    assert outcome.code == 0
    title, file = outcome.out.split("\n")[:2]
    assert title == "Trilaterale Zielvereinbarung 2016, Jobcenter Kreis Viersen"
    assert file.endswith("agreement_2016.yaml · 2016")
    assert outcome.err == BUNDLED_NOTICE
    assert zielcalc(tmp_path, ["show", "--quiet"]).err == ""


@pytest.mark.parametrize("format", ["table", "markdown", "json"])
def test_the_output_names_the_agreement(folder: Path, format: str) -> None:
    outcome = zielcalc(folder, ["check", "--plan", "-f", format])
    assert "agreement" in outcome.out.replace("\\", "")
    assert "Zielvereinbarung 2016, Jobcenter Köln" in outcome.out


def test_version(tmp_path: Path) -> None:
    assert process(tmp_path, ["--version"]).stdout.decode() == f"zielcalc {__version__}\n"
    outcome = zielcalc(tmp_path, ["--version", "check"])
    assert (outcome.code, outcome.out, outcome.err) == (0, f"zielcalc {__version__}\n", "")


FIRST_DAY = """\
zielcalc says whether the targets of an agreement under § 48b SGB II are met.

  zielcalc check --plan                  without data: the agreement against its own plan
  zielcalc template > actuals.csv        a sheet to fill in (opens in Excel)
  zielcalc check actuals.csv             the verdicts
  zielcalc explain TARGET actuals.csv    why
  zielcalc init                          start an agreement of your own

Without a file the bundled example holds, Kreis Viersen 2016.
Your own: -a FILE, or agreement*.yaml in the folder. More: zielcalc --help
"""


def test_the_bare_command_says_what_to_do_first(tmp_path: Path) -> None:
    found = process(tmp_path, [])
    assert (found.stdout.decode(), found.stderr.decode(), found.returncode) == (FIRST_DAY, "", 0)


def test_help_lists_the_commands_in_the_language_of_the_environment(tmp_path: Path) -> None:
    # The texts are chosen when the program starts, so this takes a process.
    german = process(tmp_path, ["--help"], {"LANG": "de_DE.UTF-8"}).stdout.decode()
    assert german.endswith(
        "Sagt, ob die Ziele einer Zielvereinbarung (§ 48b SGB II) erreicht sind.\n"
        "\n"
        "Options:\n"
        "  --version   Die Version zeigen.\n"
        "  -h, --help  Diese Hilfe zeigen.\n"
        "\n"
        "Commands:\n"
        "  template  Schreibt eine Tabelle zum Ausfüllen.\n"
        "  check     Sagt zu jedem Ziel, ob es erreicht ist.\n"
        "  explain   Sagt, wie das Ergebnis eines Ziels zustande kommt, bis zu den...\n"
        "  need      Sagt, was noch fehlt: zu jedem verfehlten oder rückständigen...\n"
        "  forecast  Sagt, wo das Jahr endet, nach mehreren Verfahren, und welches...\n"
        "  init      Fängt eine Vereinbarung an.\n"
        "  validate  Sagt, ob Vereinbarungen in Ordnung sind und aufgehen.\n"
        "  diff      Sagt, was sich geändert hat und welche Ziele strenger sind.\n"
        "  show      Zeigt, was die Vereinbarung enthält.\n"
        "  codes     Listet alle Fehler und Hinweise, oder erklärt einen.\n"
        "  schema    Gibt das JSON-Schema der Vereinbarungsdateien aus, für Editoren.\n"
        "  textconv  Gibt eine Vereinbarung als Angaben aus, eine je Zeile, für...\n"
    )


TABLE = """\
Zielvereinbarung 2016, Jobcenter Köln
agreement.yaml · actuals.csv · year 2016 complete · compared rounded

                         2015  Plan Target 2016 Actual       Gap Verdict exactly
────────────────────────────────────────────────────────────────────────────────
≈ Integrationsquote     21.7% 22.9%     ≥ 22.9%  22.9% −0.043 pp met ≈   missed
✓ Integrationen           300   320       > 300    320       +20 met     met
────────────────────────────────────────────────────────────────────────────────
2 targets: 2 met, 1 of them only rounded · 0 missed

≈ Missed when compared exactly:
    Integrationsquote
      22.857% instead of 22.9%; 321 instead of 320 would be needed
      (Integrationen)
"""


def test_python_dash_m_is_the_command(folder: Path) -> None:
    found = process(folder, ["check", "actuals.csv"])
    assert (found.stdout.decode(), found.stderr.decode(), found.returncode) == (TABLE, "", 0)


# How it ends.


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("actuals", "code"), [(MET, 0), (MISSED, 1), (OPEN, 3), (BROKEN, 2)])
def test_the_exit_code_never_depends_on_the_format(folder: Path, actuals: str, code: int, format: str) -> None:
    (folder / "actuals.csv").write_text(actuals)
    assert zielcalc(folder, ["check", "actuals.csv", "-f", format]).code == code


@pytest.mark.parametrize(
    ("actuals", "fail_on", "code"),
    [
        (MISSED, "missed", 1),
        (MISSED, "behind,open", 0),
        (MISSED, "never", 0),
        (OPEN, "open", 3),
        (OPEN, "missed,behind", 0),
        (OPEN, "never", 0),
        (BROKEN, "never", 2),
    ],
)
def test_fail_on_says_which_verdicts_count(folder: Path, actuals: str, fail_on: str, code: int) -> None:
    (folder / "actuals.csv").write_text(actuals)
    assert zielcalc(folder, ["check", "actuals.csv", "--fail-on", fail_on]).code == code


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([], "give ACTUALS, or --plan"),
        (["actuals.csv", "--plan"], "give ACTUALS, or --plan"),
        (
            ["--plan", "-f", "pdf"],
            "Invalid value for '-f' / '--format': 'pdf': table, plain, markdown, csv, json, jsonl, "
            "junit, github, sarif",
        ),
        (
            ["--plan", "--only", "good"],
            "Invalid value for '--only': 'good': met, missed, on_track, behind, pending, open, monitored, waived",
        ),
        (["--plan", "--fail-on", "met"], "Invalid value for '--fail-on': 'met': missed, behind, open, never"),
        (["--plan", "--lang", "fr"], "Invalid value for '--lang': 'fr' is not one of 'de', 'en'."),
        (["--plan", "--farbe"], "No such option '--farbe'."),
    ],
)
def test_wrong_use_is_said_on_standard_error(folder: Path, arguments: list[str], error: str) -> None:
    outcome = zielcalc(folder, ["check", *arguments])
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.partition("\n\n")[2] == f"Error: {error}\n"


def test_an_unknown_command_is_wrong_use(tmp_path: Path) -> None:
    found = process(tmp_path, ["frobnicate"])
    assert (found.returncode, found.stdout) == (2, b"")
    assert found.stderr.decode() == (
        "Usage: python -m zielcalc [OPTIONS] [COMMAND] [ARGS]...\n\nError: No such command 'frobnicate'.\n"
    )


def test_an_error_of_the_program_itself_is_one_line_and_exits_70(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("impossible")

    monkeypatch.setattr(check.zielcalc, "evaluate", broken)
    outcome = zielcalc(folder, ["check", "--plan"])
    assert (outcome.code, outcome.out) == (70, "")
    assert outcome.err == (
        "an error in zielcalc itself: RuntimeError: impossible. Please report it, with the command.\n"
    )


def test_an_interrupted_command_exits_130(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check.zielcalc, "evaluate", interrupted)
    outcome = zielcalc(folder, ["check", "--plan"])
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "\n")


# What goes where.


def test_results_go_to_standard_output_and_notices_to_standard_error(tmp_path: Path) -> None:
    with_notice = zielcalc(tmp_path, ["check", "--plan", "-f", "plain"])
    without = zielcalc(tmp_path, ["check", "--plan", "-f", "plain", "-q"])
    assert with_notice.err == BUNDLED_NOTICE
    assert without.err == ""
    assert with_notice.out == without.out != ""


PROBLEM = """\
actuals.csv:2:2: 'many' is no number [bad-value]
    2 | integrations,many
      |              ^^^^
1 problem in actuals.csv. Nothing was calculated.
"""
PROBLEM_DOCUMENT = {
    "problems": [
        {
            "code": "bad-value",
            "message": "'many' is no number",
            "file": "actuals.csv",
            "line": 2,
            "column": 2,
            "hint": None,
        }
    ]
}


def test_problems_go_to_standard_error(folder: Path) -> None:
    (folder / "actuals.csv").write_text(BROKEN)
    outcome = zielcalc(folder, ["check", "actuals.csv"])
    assert (outcome.code, outcome.out, outcome.err) == (2, "", PROBLEM)


def test_with_json_problems_are_the_document(folder: Path) -> None:
    (folder / "actuals.csv").write_text(BROKEN)
    outcome = zielcalc(folder, ["check", "actuals.csv", "-f", "json"])
    assert (outcome.code, json.loads(outcome.out), outcome.err) == (2, PROBLEM_DOCUMENT, "")


def test_json_problems_of_show(tmp_path: Path) -> None:
    outcome = zielcalc(tmp_path, ["show", "-a", "nowhere.yaml", "-f", "json"])
    assert (outcome.code, outcome.err) == (2, "")
    assert json.loads(outcome.out) == {
        "problems": [
            {
                "code": "cannot-read",
                "message": "cannot be read: No such file or directory",
                "file": "nowhere.yaml",
                "line": None,
                "column": None,
                "hint": None,
            }
        ]
    }


def test_standard_input_is_a_dash(folder: Path) -> None:
    found = process(folder, ["check", "-", "-f", "plain"], stdin=MISSED.encode())
    assert found.stdout.decode() == (
        "quota_level\tmissed\t-\t21.428571%\t>= 22.9%\t-1.471429pp\t-\n"
        "more\tmissed\t-\t300\t> 300\t0\t-\n"
    )  # fmt: skip
    assert (found.stderr, found.returncode) == (b"", 1)


# What the terminal can show.


def colored(folder: Path, *arguments: str, **environment: str) -> bool:
    outcome = zielcalc(folder, ["check", "actuals.csv", *arguments], {"NO_COLOR": "", **environment})
    return "\x1b[" in outcome.out


def test_colour_is_for_terminals_unless_it_is_demanded_or_refused(folder: Path) -> None:
    (folder / "actuals.csv").write_text(MISSED)
    assert not colored(folder)
    assert colored(folder, FORCE_COLOR="1")
    assert not colored(folder, FORCE_COLOR="0")
    assert not colored(folder, FORCE_COLOR="1", NO_COLOR="1")
    assert not colored(folder, "--no-color", FORCE_COLOR="1")
    for format in FORMATS[1:]:
        assert not colored(folder, "-f", format, FORCE_COLOR="1")
    assert not colored(folder, "-o", "report.txt", FORCE_COLOR="1")
    assert "\x1b" not in (folder / "report.txt").read_text(encoding="utf-8")


def on_a_terminal(folder: Path, **environment: str) -> str:
    """Run the check with a terminal for standard output, and give what it shows there."""
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "zielcalc", "check", "actuals.csv"],
        cwd=folder,
        env={**ENVIRONMENT, "NO_COLOR": "", "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        stdout=theirs,
        check=True,
        timeout=60,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal nobody writes to any more
        while more := os.read(ours, 65536):
            shown += more
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colour_beside_words_and_signs(folder: Path) -> None:
    lines = on_a_terminal(folder).split("\n")
    assert lines[5] == (
        "\x1b[33m≈\x1b[0m Integrationsquote     21.7% 22.9%     ≥ 22.9%  22.9% −0.043 pp \x1b[33mmet ≈\x1b[0m   missed"
    )
    assert lines[6] == (
        "\x1b[32m✓\x1b[0m Integrationen           300   320       > 300    320       +20 \x1b[32mmet\x1b[0m     met"
    )
    assert on_a_terminal(folder, TERM="dumb") == TABLE
    assert on_a_terminal(folder, NO_COLOR="1") == TABLE


def test_two_formats_do_not_go_to_one_file(folder: Path) -> None:
    for twice in (["-f", "junit:o.xml", "-f", "sarif:o.xml"], ["-f", "json", "-o", "o.xml", "-f", "junit:./o.xml"]):
        outcome = zielcalc(folder, ["check", "actuals.csv", *twice])
        assert (outcome.code, outcome.out) == (2, "")
        assert "two formats cannot go to one file: o.xml" in outcome.err
        assert not (folder / "o.xml").exists()


def test_several_formats_without_a_file_are_wrong_use(folder: Path) -> None:
    for command in (["check", "actuals.csv"], ["validate", "agreement.yaml"]):
        outcome = zielcalc(folder, [*command, "-f", "junit", "-f", "github", "-f", "json:o.json"])
        assert (outcome.code, outcome.out) == (2, "")
        assert (
            "several formats for one output: junit, github; -f github:FILE writes one beside the other" in outcome.err
        )
        assert not (folder / "o.json").exists()
    assert zielcalc(folder, ["check", "actuals.csv", "-f", "json", "-f", "json"]).out.startswith("{")


def test_long_work_says_so_at_a_terminal_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    def shown(after: float, stream: type[io.TextIOWrapper], waits: bool = False) -> bytes:
        told = io.BytesIO()
        monkeypatch.setattr(sys, "stderr", stream(told, encoding="utf-8", write_through=True))
        with working("working", after):
            time.sleep(0.05)
            while waits and not told.getvalue():
                time.sleep(0.001)
        return told.getvalue()

    assert shown(0.001, Terminal, waits=True) == "working …\r\x1b[K".encode()
    assert shown(60, Terminal) == b""
    assert shown(0, io.TextIOWrapper) == b""


ASCII_TABLE = """\
Zielvereinbarung 2016, Jobcenter Koeln
agreement.yaml | actuals.csv | ganzes Jahr 2016 | verglichen wird gerundet

                      2015   Plan Ziel 2016    Ist   Abstand Ergebnis   genau
--------------------------------------------------------------------------------
~ Integrationsquote 21,7 % 22,9 % >= 22,9 % 22,9 % -0,043 Pp erreicht ~ verfehlt
+ Integrationen        300    320     > 300    320       +20 erreicht   erreicht
--------------------------------------------------------------------------------
2 Ziele: 2 erreicht, davon 1 nur gerundet | 0 verfehlt

~ Genau gerechnet verfehlt:
    Integrationsquote
      22,857 % statt 22,9 %; noetig waeren 321 statt 320 (Integrationen)
"""


def test_where_only_ascii_can_be_shown_signs_and_umlauts_are_spelt_out(folder: Path) -> None:
    found = process(folder, ["check", "actuals.csv", "--lang", "de"], {"PYTHONIOENCODING": "ascii"})
    assert (found.stdout.decode("ascii"), found.stderr) == (ASCII_TABLE, b"")


def test_a_file_is_utf8_whatever_the_terminal_shows(folder: Path) -> None:
    process(folder, ["check", "actuals.csv", "-o", "report.txt"], {"PYTHONIOENCODING": "ascii"})
    assert (folder / "report.txt").read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "de_AT.UTF-8"}, "de"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LC_MESSAGES": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(folder: Path, environment: dict[str, str], lang: str) -> None:
    implied, said = (
        zielcalc(folder, ["check", "actuals.csv", *arguments], environment) for arguments in ([], ["--lang", lang])
    )
    assert implied == said
    assert ("erreicht" in implied.out) == (lang == "de")


@pytest.mark.parametrize("format", ["plain", "csv", "json", "jsonl", "junit", "github", "sarif"])
def test_what_machines_read_never_depends_on_the_language(folder: Path, format: str) -> None:
    arguments = ["check", "actuals.csv", "-f", format, "--lang"]
    german, english = (zielcalc(folder, [*arguments, lang]) for lang in ("de", "en"))
    assert german == english


# The width of the table.


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "case", [path.name for path in sorted(CASES.iterdir()) if "check" in (path / "command").read_text()]
)
def test_no_line_of_a_table_is_too_long_and_no_number_cut(case: str, lang: str, tmp_path: Path) -> None:
    set_out(CASES / case, tmp_path)
    _, arguments, _ = read_command(CASES / case / "command")
    as_table = [*in_format(arguments, "table"), "-o", "-", "--lang", lang]
    table = zielcalc(tmp_path, as_table).out.split("\n")
    assert [line for line in table if len(line) > 80] == []
    # A cut number would be a word that the wide table does not have.
    wide = zielcalc(tmp_path, as_table, {"COLUMNS": "300"}).out.split()
    assert {word for line in table for word in line.split() if has_digit(word)} <= set(wide)


def has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


@pytest.mark.parametrize("columns", [1, 20, 40, 60, 80, 100, 120, 200])
def test_every_bound_actual_and_verdict_stands_whole_on_its_line(columns: int) -> None:
    agreement = library.load_agreement(ROOT / "agreement_2016.yaml")
    report = library.evaluate(agreement, library.plan_as_actuals(agreement), is_plan=True)
    table = library.render(report, "table", width=columns).split("\n")
    for _, rows in page_of(report, "en").groups:
        for row in rows:
            bound, actual, verdict = (row.cells.get(key, "") for key in ("bound", "actual", "verdict"))
            assert [line for line in table if bound in line and actual in line and verdict in line]


@pytest.mark.parametrize(
    ("columns", "titles"),
    [
        ("44", "Target 2016 Actual Verdict"),
        ("60", "Target 2016 Actual Gap Verdict"),
        ("64", "2015 Target 2016 Actual Gap Verdict"),
        ("80", "2015 Plan Target 2016 Actual Gap Verdict exactly"),
        ("120", "2015 Plan Target 2016 Actual Delta Change Gap Verdict exactly"),
    ],
)
def test_more_columns_show_more(folder: Path, columns: str, titles: str) -> None:
    outcome = zielcalc(folder, ["check", "--plan"], {"COLUMNS": columns})
    assert titles in [" ".join(line.split()) for line in outcome.out.split("\n")]


# The other commands.

OVERVIEW = """\
Zielvereinbarung 2016, Jobcenter Köln
agreement.yaml · 2016

Measures
integrations  Integrationen  count  sum   7
elb           eLb            count  mean  8

Indicators
quota  Integrationsquote  percent  integrations / elb  10

Targets
quota_level  Integrationsquote  quota >= 22.9 %     12
more         Integrationen      integrations > 300  13
"""
OVERVIEW_DOCUMENT = {
    "agreement": {
        "title": "Zielvereinbarung 2016, Jobcenter Köln",
        "period": "2016-01/2016-12",
        "file": "agreement.yaml",
    },
    "groups": {},
    "priorities": {},
    "measures": [
        {
            "id": "integrations",
            "label": "Integrationen",
            "group": None,
            "unit": "count",
            "over_time": "sum",
            "lag": 0,
            "aliases": [],
            "line": 7,
        },
        {
            "id": "elb",
            "label": "eLb",
            "group": None,
            "unit": "count",
            "over_time": "mean",
            "lag": 0,
            "aliases": [],
            "line": 8,
        },
    ],
    "indicators": [
        {
            "id": "quota",
            "label": "Integrationsquote",
            "group": None,
            "unit": "percent",
            "formula": "integrations / elb",
            "line": 10,
        }
    ],
    "yes_no": [],
    "targets": [
        {
            "id": "quota_level",
            "label": "Integrationsquote",
            "group": None,
            "of": "quota",
            "demand": "quota >= 22.9 %",
            "line": 12,
        },
        {
            "id": "more",
            "label": "Integrationen",
            "group": None,
            "of": "integrations",
            "demand": "integrations > 300",
            "line": 13,
        },
    ],
}


def test_show(folder: Path) -> None:
    outcome = zielcalc(folder, ["show"])
    assert (outcome.code, outcome.out, outcome.err) == (0, OVERVIEW, "")


def test_show_as_json(folder: Path) -> None:
    outcome = zielcalc(folder, ["show", "-f", "json"])
    assert (outcome.code, json.loads(outcome.out), outcome.err) == (0, OVERVIEW_DOCUMENT, "")


def test_codes_lists_every_code(tmp_path: Path) -> None:
    for lang, kinds in (
        ("en", {"problem", "notice", "verdict", "reason"}),
        ("de", {"Fehler", "Hinweis", "Ergebnis", "Grund"}),
    ):
        outcome = zielcalc(tmp_path, ["codes", "--lang", lang])
        lines = [line.split()[:2] for line in outcome.out.splitlines()]
        assert [name for name, _ in lines] == sorted([*CODES, *VERDICTS, *REASONS])
        assert {kind for _, kind in lines} == kinds
        assert (outcome.code, outcome.err) == (0, "")


def test_codes_explains_one(tmp_path: Path) -> None:
    english = zielcalc(tmp_path, ["codes", "two-agreements"])
    assert (english.code, english.err) == (0, "")
    assert english.out == (
        "two-agreements (problem)\n"
        "  several agreements here: …\n"
        "  → choose one with --agreement\n"
        "\n"
        "  Wrong, on the command line:\n"
        "    zielcalc check actuals.csv\n"
        "\n"
        "  Mended:\n"
        "    zielcalc check actuals.csv -a agreement_2017.yaml\n"
    )  # fmt: skip
    german = zielcalc(tmp_path, ["codes", "bundled-agreement", "--lang", "de"])
    assert german.out == (
        "bundled-agreement (Hinweis)\n"
        "  keine Vereinbarung genannt: es gilt das mitgelieferte Beispiel, Kreis Viersen 2016\n"
        "  → -a DATEI, oder agreement*.yaml in diesem Ordner\n"
        "  Ein Hinweis ändert kein Ergebnis und darf stehen bleiben; mit --strict ist er ein Fehler.\n"
        "\n"
        "  Mit dem Hinweis, als Aufruf:\n"
        "    zielcalc check --plan\n"
        "\n"
        "  Ohne ihn:\n"
        "    zielcalc check --plan -a zielvereinbarung_2016.yaml\n"
    )


def test_an_unknown_code_is_a_problem_with_its_neighbour(tmp_path: Path) -> None:
    outcome = zielcalc(tmp_path, ["codes", "two-agreement"])
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "no code is called 'two-agreement' [unknown-code]\n"
        "      | did you mean 'two-agreements'?\n"
        "1 problem. Nothing was calculated.\n"
    )


SCHEMA = ROOT / "zielcalc" / "agreement.schema.json"


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do, who hold agreements against the schema: a day such as 2016-06-30 stays a text."""

    yaml_implicit_resolvers: ClassVar[Any] = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def in_an_editor(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=Editor)


def test_the_schema_shipped_is_the_one_printed(tmp_path: Path) -> None:
    outcome = zielcalc(tmp_path, ["schema"])
    assert (outcome.code, outcome.out, outcome.err) == (0, SCHEMA.read_text(encoding="utf-8"), "")


def test_the_schema_accepts_the_agreement_shipped_and_refuses_a_slip() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    agreement = in_an_editor(ROOT / "agreement_2016.yaml")
    jsonschema.validate(agreement, schema)
    agreement["targets"]["regel_integrationen_3198"]["at_leats"] = 3198
    with pytest.raises(jsonschema.ValidationError, match="at_leats"):
        jsonschema.validate(agreement, schema)


@pytest.mark.parametrize("case", [path.name for path in sorted(CASES.iterdir()) if (path / "agreement.yaml").exists()])
def test_the_schema_accepts_every_sound_agreement(case: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(in_an_editor(CASES / case / "agreement.yaml"), schema)


FAULT = """\
faulty.yaml:10:61: no measure is called 'elbb' [unknown-name]
   10 | …rationsquote, formula: integrations / elbb, unit: percent}
      |                                        ^^^^ did you mean 'elb'?
"""
NOT_YET_AGREED = """\
open.yaml:12:38: not yet agreed [open-value]
   12 |   quota_level: {of: quota, at_least: open, source: {section: "1"}}
      |                                      ^^^^
"""
WITHOUT_NOTICES = AGREEMENT.replace("plan: 320", "plan: 321").replace(
    "at_least: 22.9 %}\n  more: {of: integrations, more_than: 300}", 'at_least: 22.9 %, source: {section: "1"}}'
)
"""The same, with a plan that meets its target exactly, and a source."""


@pytest.fixture
def three(folder: Path) -> Path:
    """Make a sound agreement, a faulty one, and one that is not yet agreed in full."""
    (folder / "faulty.yaml").write_text(AGREEMENT.replace("/ elb", "/ elbb"), encoding="utf-8")
    (folder / "open.yaml").write_text(AGREEMENT.replace("at_least: 22.9 %", "at_least: open"), encoding="utf-8")
    return folder


def test_validate_takes_several_files(three: Path) -> None:
    outcome = zielcalc(three, ["validate", "agreement.yaml", "open.yaml", "faulty.yaml", "--quiet"])
    assert outcome.code == 2
    assert outcome.out == (
        "agreement.yaml: sound. 2 measures, 1 indicator, 2 targets.\n"
        "open.yaml: sound. 2 measures, 1 indicator, 2 targets. 1 value not yet agreed.\n"
    )
    assert outcome.err == FAULT + "1 problem in faulty.yaml. Nothing was calculated.\n"
    assert zielcalc(three, ["validate", "agreement.yaml", "open.yaml"]).code == 0


def test_validate_strict_refuses_what_is_not_yet_agreed(three: Path) -> None:
    (three / "agreement.yaml").write_text(WITHOUT_NOTICES, encoding="utf-8")
    (three / "open.yaml").write_text(WITHOUT_NOTICES.replace("at_least: 22.9 %", "at_least: open"), encoding="utf-8")
    outcome = zielcalc(three, ["validate", "--strict", "agreement.yaml", "open.yaml", "faulty.yaml"])
    assert outcome.code == 2
    assert outcome.out == "agreement.yaml: sound. 2 measures, 1 indicator, 1 target.\n"
    assert outcome.err == NOT_YET_AGREED + FAULT + "2 problems in faulty.yaml, open.yaml. Nothing was calculated.\n"


def test_validate_as_json(three: Path) -> None:
    outcome = zielcalc(three, ["validate", "-f", "json", "open.yaml", "faulty.yaml"])
    assert (outcome.code, outcome.err) == (2, "")
    assert json.loads(outcome.out) == {
        "problems": [
            {
                "code": "unknown-name",
                "message": "no measure is called 'elbb'",
                "file": "faulty.yaml",
                "line": 10,
                "column": 61,
                "hint": "did you mean 'elb'?",
            }
        ],
        "notices": [
            {
                "code": "bound-beside-plan",
                "message": "the bound is not the plan",
                "file": "open.yaml",
                "line": 13,
                "column": 39,
                "hint": "plan 320, demanded over 300",
                "details": {
                    "reckoned": {"text": "320", "value": 320, "value_exact": "320", "unit": "count"},
                    "bound": {"value": 300, "value_exact": "300", "unit": "count", "is_excluded": True},
                },
            },
            {
                "code": "no-source",
                "message": "without a source in the paper",
                "file": "open.yaml",
                "line": 12,
                "column": 3,
                "hint": "Likewise more (line 13).",
                "details": {"name": "quota_level", "also": [{"said": "more", "line": 13, "column": 3}]},
            },
        ],
        "agreements": [{"file": "open.yaml", "measures": 2, "indicators": 1, "targets": 2, "open": 1}],
    }


def test_validate_strict_refuses_notices(tmp_path: Path) -> None:
    (tmp_path / "far.yaml").write_text(AGREEMENT.replace("plan: 320", "plan: 30"), encoding="utf-8")
    lenient = zielcalc(tmp_path, ["validate", "far.yaml"])
    strict = zielcalc(tmp_path, ["validate", "far.yaml", "--strict"])
    assert (lenient.code, strict.code, strict.out) == (0, 2, "")
    assert lenient.out.startswith("far.yaml: sound. 2 measures, 1 indicator, 2 targets.\n")
    assert "[magnitude]" in lenient.err
    assert "[magnitude]" in strict.err


def test_the_agreement_shipped_is_sound() -> None:
    outcome = zielcalc(ROOT, ["validate", "--quiet", "agreement_2016.yaml"])
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "agreement_2016.yaml: sound. 13 measures, 2 indicators, 22 targets.\n"


# The README says what is so.


def readme_blocks(language: str) -> list[str]:
    pieces = (ROOT / "README.md").read_text(encoding="utf-8").split("\n```")
    return [piece.removeprefix(f"{language}\n") for piece in pieces[1::2] if piece.startswith(f"{language}\n")]


SHOWN = [block for block in readme_blocks("") if block.startswith("$ zielcalc ")]


@pytest.mark.parametrize("block", SHOWN, ids=[block.partition("\n")[0] for block in SHOWN])
def test_the_readmes_commands_print_what_it_shows(block: str) -> None:
    first, *output = block.split("\n")
    command, program, *arguments = shlex.split(first)
    assert (command, program) == ("$", "zielcalc")
    # At a terminal a sheet has no byte order mark; `…` on a line of its own stands for what is left out.
    printed = zielcalc(ROOT, arguments).out.removeprefix("\ufeff").rstrip("\n")
    if "…" in output:
        assert re.fullmatch("\n".join(".*" if line == "…" else re.escape(line) for line in output), printed, re.DOTALL)
    else:
        assert printed == "\n".join(output)


def test_the_readmes_python_prints_what_its_comments_say() -> None:
    (program,) = readme_blocks("python")
    said = [line.removeprefix("# ") for line in program.split("\n") if line.startswith("# ")]
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        exec(program, {})
    assert printed.getvalue().splitlines() == said


def test_the_readmes_agreement_is_sound(tmp_path: Path) -> None:
    (text,) = readme_blocks("yaml")
    (tmp_path / "agreement.yaml").write_text(text, encoding="utf-8")
    outcome = zielcalc(tmp_path, ["validate", "agreement.yaml"])
    assert (outcome.code, outcome.err) == (0, "")


def test_the_readmes_first_steps_run(tmp_path: Path) -> None:
    for name in ("examples", "agreement_2016.yaml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    assert zielcalc(tmp_path, ["check", "examples/plan_2016.csv", "--lang", "de"]).code == 3
    for line in readme_blocks("sh")[2].split("\n"):
        arguments = shlex.split(line.partition("#")[0])[1:]
        if "actuals.csv" not in arguments:
            assert zielcalc(tmp_path, arguments).code in (0, 3)
