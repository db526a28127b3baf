"""diff at the command line: what it may be given, files of git revisions for real, and input that means harm."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path

import pytest
from command import ENVIRONMENT, ROOT, process, zielcalc

import zielcalc as api
from zielcalc.model.changes import Effect

HEAD = "format: 1\ntitle: A small agreement\nyear: 2016\njudged: exact\n"
OLD = f"{HEAD}measures:\n  a: {{unit: count, over_time: sum}}\ntargets:\n  t: {{of: a, at_least: 300}}\n"
NEW = OLD.replace("300", "310")
ROWS = "measure,value\na,305\n"
PLAIN = "targets\tt\tdemand\tchanged\tstricter\tat_least 300\tat_least 310\t-\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    (tmp_path / "actuals.csv").write_text(ROWS)
    return tmp_path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository with a branch `main`, whose one revision holds the old agreement, in a folder too."""
    inside = tmp_path / "inside"
    inside.mkdir()
    for file in (tmp_path / "agreement.yaml", inside / "agreement.yaml"):
        file.write_text(OLD)
    (tmp_path / "actuals.csv").write_text(ROWS)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "The agreement")
    for file in (tmp_path / "agreement.yaml", inside / "agreement.yaml"):
        file.write_text(NEW)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, env={**ENVIRONMENT, "HOME": str(folder)})


def test_one_change_a_line(folder: Path) -> None:
    outcome = zielcalc(folder, ["diff", "old.yaml", "new.yaml", "-f", "plain", "--lang", "de"])
    assert (outcome.code, outcome.out, outcome.err) == (1, PLAIN, "")
    flipped = zielcalc(folder, ["diff", "old.yaml", "new.yaml", "-f", "plain", "--actuals", "actuals.csv"])
    assert flipped.out == f"{PLAIN}verdicts\tt\tverdict\tflipped\t-\tmet\tmissed\t-\n"


@pytest.mark.parametrize("format", ["table", "plain", "markdown", "json"])
def test_the_exit_code_is_that_of_diff_whatever_the_format(folder: Path, format: str) -> None:
    codes = [
        zielcalc(folder, ["diff", "old.yaml", other, "-f", format]).code
        for other in ("old.yaml", "new.yaml", "nowhere.yaml")
    ]
    assert codes == [0, 1, 2]


def test_a_file_of_a_git_revision(repository: Path) -> None:
    for old, new, where in [
        ("main:agreement.yaml", "agreement.yaml", repository),
        ("HEAD:./agreement.yaml", "agreement.yaml", repository / "inside"),
        ("HEAD:inside/agreement.yaml", "agreement.yaml", repository / "inside"),
        (":agreement.yaml", "agreement.yaml", repository),
    ]:
        outcome = zielcalc(where, ["diff", old, new, "-f", "plain"])
        assert (outcome.code, outcome.out, outcome.err) == (1, PLAIN, "")
    assert zielcalc(repository, ["diff", "main:agreement.yaml", "HEAD:inside/agreement.yaml"]).code == 0
    assert zielcalc(repository, ["diff", "HEAD:actuals.csv", "actuals.csv", "-a", "agreement.yaml"]).code == 0


def test_a_file_of_that_very_name_goes_first(repository: Path) -> None:
    (repository / "main:agreement.yaml").write_text(NEW)
    assert zielcalc(repository, ["diff", "main:agreement.yaml", "agreement.yaml"]).code == 0


@pytest.mark.parametrize(
    "word",
    ["--output=harm:agreement.yaml", "-s:agreement.yaml", "main:", "main:nowhere.yaml", "nowhere:agreement.yaml",
     "HEAD@{upstream}:agreement.yaml", ":(glob)*:agreement.yaml", "a\nb:agreement.yaml", "$(touch harm):a.yaml"],
)  # fmt: skip
def test_what_git_does_not_give_is_a_problem(repository: Path, word: str) -> None:
    outcome = zielcalc(repository, ["diff", "--", word, "agreement.yaml"])
    assert (outcome.code, outcome.out) == (2, "")
    assert "[git-failed]" in outcome.err
    assert not (repository / "harm").exists()


def test_without_git_that_is_said(repository: Path) -> None:
    outcome = zielcalc(repository, ["diff", "main:agreement.yaml", "agreement.yaml"], {"PATH": ""})
    assert outcome.code == 2
    assert "git is not installed [git-failed]" in outcome.err


def test_standard_input_and_pipes_are_read(folder: Path) -> None:
    found = process(folder, ["diff", "-", "new.yaml", "-f", "plain"], stdin=OLD.encode())
    assert (found.returncode, found.stdout.decode()) == (1, PLAIN)
    read = subprocess.run(
        ["bash", "-c", "python -m zielcalc diff <(cat old.yaml) <(cat new.yaml) -f plain"], cwd=folder, check=False,
        env={**ENVIRONMENT, "PYTHONPATH": str(ROOT), "PATH": python_path()}, capture_output=True,
    )  # fmt: skip
    assert (read.returncode, read.stdout.decode(), read.stderr) == (1, PLAIN, b"")
    assert zielcalc(folder, ["diff", "-", "-"]).code == 2


def python_path() -> str:
    import sys

    return f"{Path(sys.executable).parent}:{ENVIRONMENT['PATH']}"


def test_actuals_have_no_use_beside_two_tables(folder: Path) -> None:
    words = ["diff", "actuals.csv", "actuals.csv", "--actuals", "actuals.csv", "-a", "old.yaml"]
    assert zielcalc(folder, words).code == 2


def test_what_is_assumed_goes_with_actuals(folder: Path) -> None:
    outcome = zielcalc(folder, ["diff", "old.yaml", "new.yaml", "--set", "a=305"])
    assert (outcome.code, outcome.out) == (2, "")
    assert "--actuals" in outcome.err


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("x 1 x 1 x 1", "x 2 x 1 x 1", 1),
        ("a x b x c x", "a x b y x c x", 1),
        ("a 1 b 1 c 1 d", "a 2 b 1 c 2 d", 2),
        ("a b c", "c a b", 1),
        ("x x x y y", "y y x x x", 2),
    ],
)
def test_lines_that_differ_are_counted_as_a_reader_would(old: str, new: str, lines: int) -> None:
    found = api.compare_texts("\n".join(old.split()), "\n".join(new.split()))
    assert found.lines == lines


def test_counting_lines_is_quick_whatever_the_lines() -> None:
    start = time.perf_counter()
    old = [f"{number % 97} {number // 3}" for number in range(60_000)]
    api.compare_texts("\n".join(old), "\n".join([*old[::-1], *old]))
    assert time.perf_counter() - start < 5


def test_problems_of_both_files_are_said_at_once(folder: Path) -> None:
    for name in ("old", "new"):
        (folder / f"{name}.yaml").write_text(OLD.replace("unit: count", "unit: ''"))
    outcome = zielcalc(folder, ["diff", "old.yaml", "new.yaml", "-f", "json"])
    assert {problem["file"] for problem in json.loads(outcome.out)["problems"]} == {"old.yaml", "new.yaml"}


def test_an_output_is_no_input(folder: Path) -> None:
    outcome = zielcalc(folder, ["diff", "old.yaml", "new.yaml", "-o", "new.yaml"])
    assert outcome.code == 2
    assert (folder / "new.yaml").read_text() == NEW


def test_a_measure_that_the_actuals_call_otherwise_cannot_be_compared(folder: Path) -> None:
    renamed = OLD.replace("a: {unit: count", "b: {unit: count, label: A").replace("of: a", "of: b")
    (folder / "old.yaml").write_text(OLD.replace("a: {unit: count", "a: {unit: count, label: A"))
    (folder / "new.yaml").write_text(f"{renamed}")
    (folder / "actuals.csv").write_text(f"{ROWS}b,\n")
    outcome = zielcalc(folder, ["diff", "old.yaml", "new.yaml", "--actuals", "actuals.csv", "-q"])
    assert "met → open   no data: b" in outcome.out
    assert "Files of actuals must say b now, not a." in outcome.out
    assert outcome.code == 1


def test_nothing_in_a_label_is_taken_for_markup(folder: Path) -> None:
    label = "<b>|x| `y` **z** [q](r) &lt; ~~s~~"
    for name, text in (("old", OLD), ("new", NEW)):
        (folder / f"{name}.yaml").write_text(text.replace("of: a", f'label: "{label}", of: a'))
    out = zielcalc(folder, ["diff", "old.yaml", "new.yaml", "-f", "markdown"]).out
    assert r"\<b\>\|x\| \`y\` \*\*z\*\* \[q\](r) \&lt; \~\~s\~\~" in out


def test_formulas_that_grow_differently_with_the_year_are_not_the_same(folder: Path) -> None:
    prior = OLD.replace("300", "baseline(a)")
    (folder / "old.yaml").write_text(prior)
    (folder / "new.yaml").write_text(prior.replace("baseline(a)", "2 * baseline(a) / 2"))
    assert zielcalc(folder, ["diff", "old.yaml", "new.yaml"]).code == 0
    # A number beside a flow is cut by the pace, so 0 + baseline is brought to a month in another way.
    (folder / "new.yaml").write_text(prior.replace("baseline(a)", "0 + baseline(a)"))
    assert zielcalc(folder, ["diff", "old.yaml", "new.yaml"]).code == 1


def test_the_readmes_example_is_what_the_command_prints(tmp_path: Path) -> None:
    for name in ("examples", "agreement_2016.yaml"):
        (tmp_path / name).symlink_to(ROOT / name)
    blocks = (ROOT / "README.md").read_text(encoding="utf-8").split("\n```")
    made, command, *output = next(block for block in blocks if block.startswith("\n$ sed")).strip().split("\n")
    subprocess.run(["bash", "-c", made.removeprefix("$ ")], cwd=tmp_path, check=True)
    outcome = zielcalc(tmp_path, command.split()[2:])
    assert (outcome.code, outcome.out.rstrip("\n")) == (1, "\n".join(output))


def test_the_api_gives_values(folder: Path) -> None:
    old, new = (api.load_agreement(folder / f"{name}.yaml") for name in ("old", "new"))
    changes = api.compare(old, new)
    assert [(change.path, change.effect) for change in changes.changes] == [("targets.t.demand", Effect.STRICTER)]
    assert [(shift.old, shift.new) for shift in changes.shifts] == [((300,), (310,))]


BASE = """\
format: 1
title: Z
year: 2016
judged: exact
measures:
  i: {unit: count, over_time: sum}
  e: {unit: count, over_time: mean}
indicators:
  q: {formula: i / e, unit: percent}
  m: {formula: i / e, unit: percent, over_time: mean}
targets:
"""
ONE_WORD = {
    "a condition that can no longer waive": (
        "t: {of: i, at_least: 3, condition: {text: staff, holds: c}}", "t: {of: i, at_least: 3}", ["stricter"]),
    "a condition in words alone says nothing": (
        "t: {of: i, at_least: 3, condition: {text: staff}}", "t: {of: i, at_least: 3}", ["changed"]),
    "open again": ("t: {of: i, at_least: 3}", "t: {of: i, at_least: open}", ["changed"]),
    "only monitored now, beside its kind": (
        "t: {of: i, at_least: 3}", "t: {of: i, at_least: 3, monitored: true}", ["released"]),
    "a kind for what was monitored": ("t: {of: i, monitored: true}", "t: {of: i, at_least: 3}", ["obliged"]),
    "the same number, its indicator and its formula both otherwise": (
        "t: {of: q, at_least: 20 %}", "t: {of: q / 2, at_least: 21 %}", ["stricter"], "q: {formula: 2 * i / e"),
    "another number, as only its indicator is otherwise": (
        "t: {of: q, at_least: 20 %}", "t: {of: q, at_least: 21 %}", ["changed"], "q: {formula: 2 * i / e"),
    "another number in the course of a year": (
        "t: {of: q, at_least: 20 %}", "t: {of: q, at_least: 21 %}", ["changed"], "q: {formula: (i + e - e) / e"),
    "a month's quotient is not that of the year's": (
        "t: {of: m, at_least: 20 %}", "t: {of: i / e, at_least: 21 %}", ["changed"]),
    "decimals in the exact reading": (
        "t: {of: q, at_least: m, decimals: 1}", "t: {of: q, at_least: m, decimals: 2}", []),
    "but not of a number to be equal to": (
        "t: {of: q, equals: m, decimals: 1}", "t: {of: q, equals: m, decimals: 2}", ["changed"]),
    "a condition beside a bound of other months": (
        "t: {of: i, at_least: e}", "t: {of: i, at_least: e, condition: {text: s, holds: c}}", ["changed"],
        "e: {lag: 1, unit: count"),
    "other months": (
        "t: {of: q, at_least: 20 %}", "t: {of: q, at_least: 21 %}", ["changed"], "e: {lag: 1, unit: count"),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_WORD)
def test_what_one_word_means(name: str) -> None:
    old, new, effects, *beneath = ONE_WORD[name]
    changed = BASE
    for text in beneath:
        key = text.split(":")[0]
        changed = re.sub(rf"{key}: {{[^,]*(?=,)", text, BASE)
    first, second = (api.parse_agreement(text) for text in (f"{BASE}  {old}\n", f"{changed}  {new}\n"))
    assert [str(shift.effect) for shift in api.compare(first, second).shifts] == effects


@pytest.mark.parametrize(
    ("used", "renamed"), [("t: {of: n, at_least: 3}", {"n": "p"}), ("u: {of: p, at_least: 3}", {})]
)
def test_a_bare_measure_is_renamed_where_it_is_used_alike(used: str, renamed: dict[str, str]) -> None:
    bare = BASE.replace("  e:", "  n: {unit: count, over_time: sum}\n  e:")
    old = api.parse_agreement(f"{bare}  t: {{of: n, at_least: 3}}\n  v: {{of: i, at_most: 3}}\n")
    new = api.parse_agreement(
        f"{bare.replace('  n:', '  p:')}  {used.replace('n,', 'p,')}\n  v: {{of: i, at_most: 3}}\n"
    )
    assert api.compare(old, new).renames.measures == renamed


HOSTILE = {
    "thousands of renamed targets": (
        "".join(f"  t{n}: {{of: a, at_least: {n} + a}}\n" for n in range(2_500)),
        "".join(f"  u{n}: {{of: a, at_least: {n} + a}}\n" for n in range(2_500)),
    ),
    "thousands of bounds rewritten": (
        "".join(f"  t{n}: {{of: a, at_least: {n} + baseline(a)}}\n" for n in range(2_500)),
        "".join(f"  t{n}: {{of: a, at_least: baseline(a) + {n} * (2 - 1)}}\n" for n in range(2_500)),
    ),
    "products that grow": (
        "".join(f"  t{n}: {{of: a, at_least: a * {' * '.join(['(a + r)'] * 90)} / a}}\n" for n in range(40)),
        "".join(f"  t{n}: {{of: a, at_least: {' * '.join(['(r + a)'] * 90)} * a / a}}\n" for n in range(40)),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_two_agreements_cost_more_than_a_moment(name: str, tmp_path: Path) -> None:
    a, r = "a: {unit: ratio, over_time: sum, baseline: 1}", "r: {unit: ratio, over_time: last}"
    measures = f"measures:\n  {a}\n  {r}\ntargets:\n"
    for file, targets in zip(("old.yaml", "new.yaml"), HOSTILE[name], strict=True):
        (tmp_path / file).write_text(f"{HEAD}decimals: {{ratio: 1}}\n{measures}{targets}")
    old, new = (api.load_agreement(tmp_path / file) for file in ("old.yaml", "new.yaml"))
    started = time.process_time()
    changes = api.compare(old, new)
    assert time.process_time() - started < 4
    assert len(changes.changes) >= 40
