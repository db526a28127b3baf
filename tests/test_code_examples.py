"""Every code has an example: what is wrong provokes it, and what is mended does not, nor any other problem.

The example of a problem or notice is a part of the input in `bad/<code>/`, or of the actuals made here. That input has
no other fault than the one the example mends; more faults of a code go to `bad/<code>_more/`. The example of a verdict
or reason is a part of `cases/every_verdict_and_reason/`.
"""

from __future__ import annotations

import ast
import json
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ROOT, Outcome, zielcalc
from test_bad import ELSEWHERE, SMALL, WORKBOOKS, set_out
from test_cases import CASES
from test_cases import set_out as set_out_case
from test_workbook import workbook

from zielcalc import ZielcalcError, parse_actuals, parse_agreement
from zielcalc.judge.measures import Effort
from zielcalc.model.code_examples import EXAMPLES, REASON_EXAMPLES, VERDICT_EXAMPLES, Example
from zielcalc.model.codes import CODES, REASONS, VERDICTS
from zielcalc.model.report import Verdict
from zielcalc.model.words import WORDS
from zielcalc.write.findings import LEVELS

FILES = {"agreement": "agreement.yaml", "paper": "paper.txt", "actuals": "actuals.csv"}
MANY = {
    "more-problems": "measure;period;value\n" + "a;2016-01;12,5\n" * 150,
    "more-unknown-measures": "measure,value\na,1\n" + "".join(f"b_{number},1\n" for number in range(1, 100)),
    "more-repeated-cells": "measure,value\n" + "a,1\n" * 150,
}
"""Actuals of codes that have no folder, since they take hundreds of rows."""
MANY_TARGETS = SMALL.partition("measures:")[0] + (
    "measures:\n  a: {unit: count, over_time: sum, plan: 319}\ntargets:\n"
    + "".join(f"  t{number}: {{of: a, at_least: 3198, source: {{page: 3}}}}\n" for number in range(150))
)
"""The agreement of the code that takes hundreds of targets."""
ADVICE = "give it an example and its mending in zielcalc/model/code_examples.py, and its input in tests/bad"


def test_every_code_has_an_example() -> None:
    assert [code for code in CODES if code not in EXAMPLES] == [], ADVICE
    assert [code for code in EXAMPLES if code not in CODES] == [], "examples of codes that are not there"


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_provokes_its_code_and_its_mending_mends(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code == "no-by-column":
        assert (asked_by(EXAMPLES[code].wrong), asked_by(EXAMPLES[code].mended)) == ([code], [])
        return
    if code == "not-installed":
        monkeypatch.setitem(sys.modules, "openpyxl", None)
    if code == "workbook-to-terminal":
        monkeypatch.setattr("zielcalc.cli.sheet.is_terminal", lambda: True)
    words = set_out_example(code, tmp_path)
    wrong = zielcalc(tmp_path, words)
    assert (wrong.code, code in told(wrong)) == (2, True)

    mended = zielcalc(tmp_path, mend(EXAMPLES[code], code, tmp_path, words))
    left = told(mended)
    # Where notices are problems, others that were there before may stay.
    assert [one for one in left if one == code or one not in told(wrong) or not CODES[one].is_notice] == [], mended.err
    assert mended.code != 2 or left, mended.err


def set_out_example(code: str, place: Path) -> list[str]:
    """Lay out what provokes a code, and give the command."""
    if code not in ELSEWHERE:
        return set_out(code, place)
    (place / "agreement.yaml").write_text(MANY_TARGETS if code == "more-notices" else SMALL)
    (place / "actuals.csv").write_text(MANY.get(code, "measure,value\na,1\n"))
    example = EXAMPLES[code]
    without = {"agreement": "zielcalc validate agreement.yaml", "actuals": "zielcalc check actuals.csv"}
    command = without.get(example.where, example.wrong)
    return [*shlex.split(command)[1:], *(["--strict"] if CODES[code].is_notice else [])]


def mend(example: Example, code: str, place: Path, words: list[str]) -> list[str]:
    """Put what is mended in the place of what is wrong, which must be there once; give the command."""
    if example.where == "command":
        strict = ["--strict"] if words[-1] == "--strict" else []
        assert shlex.split(example.wrong) == ["zielcalc", *words[: len(words) - len(strict)]]
        return [*shlex.split(example.mended)[1:], *strict]
    if example.where == "workbook":
        rows = "\n".join(" | ".join(map(str, row)) for row in WORKBOOKS[code]["Ist"])
        cells = [line.split(" | ") for line in replaced(rows, example).split("\n")]
        workbook(place / "actuals.xlsx", Ist=[[stored(cell) for cell in row] for row in cells])
        return words
    file = place / FILES[example.where]
    text = re.sub(r"[^\n\w]", byte_shown, file.read_bytes().decode("utf-8", "backslashreplace"))
    file.write_text(replaced(text, example), encoding="utf-8")
    return words


def replaced(text: str, example: Example) -> str:
    """Mend an excerpt in a text; `…` in it stands for anything."""
    excerpt = ".+".join(map(re.escape, example.wrong.split("…")))
    found = re.findall(excerpt, text, re.DOTALL)
    assert len(found) == 1, f"{example.wrong!r} stands {len(found)} times in the input"
    return text.replace(found[0], example.mended)


def byte_shown(found: re.Match[str]) -> str:
    return found[0] if found[0].isprintable() else f"\\x{ord(found[0]):02x}"


def stored(cell: str) -> str | float:
    return float(cell) if re.fullmatch(r"[0-9.]+", cell) else cell


def told(outcome: Outcome) -> list[str]:
    """Give the codes of what is said; notices only where they are problems."""
    return re.findall(r"^(?!.*notice: ).*\[([a-z0-9-]+)\]$", outcome.err, re.MULTILINE)


def asked_by(actuals: str) -> list[str]:
    """Give what is wrong with actuals that should have a column of units."""
    try:
        parse_actuals(actuals, parse_agreement(SMALL), by=["jobcenter"])
    except ZielcalcError as error:
        return [problem.code for problem in error.problems]
    return []


MAKERS = r"Problem|Fault|FormulaFault|Unreadable|Refused|refusal|.*(problems|notices|repeated)\.add|.*\.(refer|_?found)"
"""What a problem is made with; its code is the first text handed over."""


def trees() -> Iterator[ast.Module]:
    """Give the modules of the program, but not its tables of words."""
    for path in sorted((ROOT / "zielcalc").rglob("*.py")):
        if path.name not in ("codes.py", "code_examples.py", "words.py"):
            yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def texts(node: ast.AST) -> list[str]:
    """Give the texts a value may be: one, or either side of a condition."""
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.IfExp():
            return [*texts(node.body), *texts(node.orelse)]
        case _:
            return []


def made() -> Iterator[str]:
    """Give every code that a problem is made with."""
    for node in (node for tree in trees() for node in ast.walk(tree)):
        match node:
            case ast.Call(maker, arguments) if re.fullmatch(MAKERS, ast.unparse(maker)):
                yield from next(filter(None, map(texts, arguments)), [])
            case ast.Assign([ast.Name("code")], value):
                # The code of a reason is one of our words; a problem's is not.
                yield from (text for text in texts(value) if text not in WORDS)


def written(node: ast.AST) -> Iterator[object]:
    """Give every constant but those that something is only compared with."""
    if isinstance(node, ast.Constant):
        yield node.value
    if not isinstance(node, ast.Compare):
        for part in ast.iter_child_nodes(node):
            yield from written(part)


def test_what_is_made_has_a_code() -> None:
    assert sorted(set(made()) - set(CODES)) == [], "say in zielcalc/model/codes.py what these mean"
    assert len(set(made())) > 100


def test_every_code_is_made() -> None:
    assert sorted(set(CODES) - {text for tree in trees() for text in written(tree)}) == [], "nothing says these"


EVERY = CASES / "every_verdict_and_reason"
LONG = SMALL.replace("of: a", "of: i") + f"indicators:\n  i: {{unit: count, formula: {' + '.join('a' * 60)}}}\n"
"""What takes too much arithmetic, where no more than fifty steps are allowed."""
IN_WORDS_ALONE = {"many-withheld", "no-number", "no-end", "not-compared", "shared-series"}
"""Reasons that `need` and `explain` say, without their codes."""


@pytest.mark.parametrize(("code", "example"), [*VERDICT_EXAMPLES.items(), *REASON_EXAMPLES.items()])
def test_the_example_gives_its_verdict_or_reason(
    code: str, example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code == "too-much":
        monkeypatch.setattr(Effort.__init__, "__defaults__", (50,))
        (tmp_path / "agreement.yaml").write_text(LONG)
        (tmp_path / "actuals.csv").write_text("measure,value\na,1\n")
    else:
        set_out_case(EVERY, tmp_path)
    given = results_that_say(code, tmp_path)
    file = tmp_path / FILES[example.where]
    file.write_text(replaced(file.read_text(), example))
    left = results_that_say(code, tmp_path)
    assert (len(given - left), left - given) == (1, set())


def results_that_say(code: str, folder: Path) -> set[str]:
    """Give the targets of which a report says so."""
    outcome = zielcalc(folder, ["check", "actuals.csv", "-f", "json"])
    assert outcome.code in (0, 1, 3), outcome.out
    return {
        result["id"]
        for result in json.loads(outcome.out)["results"]
        if code in (result["verdict"], result["reason_code"], "by-rounding" if result["by_rounding"] else None)
    }


def test_every_verdict_and_every_reason_has_a_meaning_and_an_example() -> None:
    assert set(VERDICTS) == {*map(str, Verdict), "by-rounding"} == set(VERDICT_EXAMPLES)
    assert set(LEVELS) <= set(VERDICTS)
    assert set(REASONS) == set(REASON_EXAMPLES)
    calls = [node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    reasons = {text for call in calls if ast.unparse(call.func) == "Reason" for text in texts(call.args[0])}
    assert reasons - set(REASONS) == IN_WORDS_ALONE, ADVICE


def test_one_code_may_be_of_two_kinds(tmp_path: Path) -> None:
    outcome = zielcalc(tmp_path, ["codes", "no-baseline", "--lang", "en"])
    assert [line for line in outcome.out.split("\n") if line[:1].strip()] == [
        "no-baseline (notice)",
        "no-baseline (reason)",
    ]
    found = json.loads(zielcalc(tmp_path, ["codes", "no-baseline", "-f", "json"]).out)["codes"]
    assert [(code["kind"], code["is_notice"]) for code in found] == [("notice", True), ("reason", False)]


def test_codes_says_what_a_verdict_means(tmp_path: Path) -> None:
    assert zielcalc(tmp_path, ["codes", "on_track", "--lang", "de"]).out.split("\n") == [
        "on_track (Ergebnis)",
        "  ein Ziel ist auf Kurs",
        "  → das Jahr ist nicht vollständig, und der Ist-Wert ist, was bis zum Stichmonat fällig ist",
        "",
        "  Was dazu führt, in den Ist-Werten:",
        "    bestand,2016-06,9150,vereinbart: höchstens 9153",
        "",
        "  Was nicht dazu führt:",
        "    bestand,2016-06,9160,vereinbart: höchstens 9153",
        "",
    ]


def test_codes_as_json(tmp_path: Path) -> None:
    outcome = zielcalc(tmp_path, ["codes", "-f", "json", "--lang", "de"])
    document = json.loads(outcome.out)
    assert (outcome.code, outcome.err, document["format"]) == (0, "", "zielcalc-codes/1")
    assert [code["code"] for code in document["codes"]] == sorted([*CODES, *VERDICTS, *REASONS])
    kinds = Counter(code["kind"] for code in document["codes"])
    notices = sum(code.is_notice for code in CODES.values())
    assert kinds == {
        "problem": len(CODES) - notices,
        "notice": notices,
        "verdict": len(VERDICTS),
        "reason": len(REASONS),
    }
    assert json.loads(zielcalc(tmp_path, ["codes", "thousands-point", "-f", "json"]).out)["codes"] == [
        code for code in document["codes"] if code["code"] == "thousands-point"
    ]
    assert [code for code in document["codes"] if code["code"] == "baseline-from-data"] == [
        {
            "code": "baseline-from-data",
            "kind": "notice",
            "is_notice": True,
            "message": {
                "en": "{name}: the prior year's data {actual}{unit} judge, the agreed baseline is {agreed}{unit}",
                "de": "{name}: es gelten die Vorjahresdaten {actual}{unit}, vereinbart ist der Vorjahreswert "
                "{agreed}{unit}",
            },
            "hint": None,
            "example": {"where": "agreement", "wrong": "baseline: 10", "mended": "baseline: 9"},
        }
    ]


def test_codes_gives_the_further_lines_of_a_code(tmp_path: Path) -> None:
    outcome = zielcalc(tmp_path, ["codes", "parts-miss-whole", "--lang", "de"])
    assert outcome.out.split("\n")[:4] == [
        "parts-miss-whole (Hinweis)",
        "  wer alle Teile erreicht, verfehlt das Ganze",
        "  → die Teile, gerade erreicht, ergeben … statt …",
        "  Teile …: ….",
    ]
