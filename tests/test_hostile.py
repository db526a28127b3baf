"""Files, words and places meant to do harm, or just unlucky: each is refused with a problem, or does nothing.

Every command runs in a process of its own, with a limit of time; none may end in a traceback or steer a terminal.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from command import ENVIRONMENT, ROOT, process

TIMEOUT = 20
HEAD = "format: 1\ntitle: A small agreement\nyear: 2016\njudged: exact\n"
MEASURES = f"{HEAD}measures:\n  a: {{unit: count, over_time: sum}}\n  r: {{unit: ratio, over_time: last}}\n"
SMALL = f"{MEASURES}targets:\n  t: {{of: a, at_least: 1}}\n"
ROWS = "measure,period,value\n"


def small(folder: Path) -> Path:
    (folder / "agreement.yaml").write_text(SMALL)
    return folder


def codes_of(found: subprocess.CompletedProcess[bytes]) -> set[str]:
    """Give the codes of the problems on standard error, having seen that nothing there does harm."""
    lines = found.stderr.decode().split("\n")
    assert all(line.isprintable() for line in lines)
    assert len(lines) <= 320
    assert len(found.stderr) <= 100_000
    assert "Traceback" not in found.stderr.decode()
    return {code[1] for line in lines if (code := re.search(r" \[([a-z-]+)\]$", line))}


# Agreements.


def chain(levels: int, step: str) -> str:
    """Build indicators that stand on one another, and a target on the last."""
    links = [f"  i{n}: {{unit: ratio, formula: {step.replace('i', f'i{n - 1}')}}}\n" for n in range(1, levels)]
    indicators = f"indicators:\n  i0: {{unit: ratio, formula: r}}\n{''.join(links)}"
    return f"{MEASURES}{indicators}targets:\n  t: {{of: i{levels - 1}, at_least: 1}}\n"


def bound(text: str) -> str:
    return f"{MEASURES}targets:\n  t: {{of: a, at_least: {text}}}\n"


BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]" for before, one in zip("abcdefgh", "bcdefghi", strict=True)]
)
AGREEMENTS: dict[str, tuple[str, set[str]]] = {
    "alias bomb": (BOMB, {"yaml-feature"}),
    "merge keys": (f"{SMALL}  u: {{<<: {{of: a}}, at_least: 1}}\n", {"yaml-feature", "missing-key"}),
    "anchor": (SMALL.replace("{of: a,", "&t {of: a,"), {"yaml-feature"}),
    "tag": (
        SMALL.replace("A small agreement", "!!python/object/apply:os.system [touch harm]"),
        {"yaml-feature", "not-a-text"},
    ),
    "several documents": (f"{SMALL}---\n{SMALL}", {"several-documents"}),
    "NUL": (SMALL.replace("small", "\0"), {"control-character"}),
    "brackets of YAML": (f"{HEAD}measures: {'[' * 100_000}", {"too-deep"}),
    "closed brackets of YAML": (f"{HEAD}measures: {'[' * 90_000}{']' * 90_000}", {"too-deep"}),
    "braces of YAML": (f"{HEAD}measures: {'{a: ' * 40_000}", {"too-deep"}),
    "sequences of YAML": (f"{HEAD}measures:\n{'- ' * 90_000}", {"too-deep"}),
    "brackets of a formula": (bound("(" * 100_000), {"formula-too-long"}),
    "brackets in quotes": (bound(f'"{"[" * 100_000}"'), {"formula-too-long"}),
    "signs of a formula": (bound("-" * 1_999 + "1"), {"formula-too-deep"}),
    "functions of a formula": (bound("abs(" * 499 + "a"), {"formula-too-deep"}),
    "tower of powers": (bound("9**9**9"), {"formula-syntax"}),
    "190,000 digits": (bound("9" * 190_000), {"formula-too-long"}),
    "a million digits": (bound("9" * 1_000_000), {"too-large"}),
    "a thousand digits": (bound("9" * 1_000), {"number-too-long"}),
    "a thousand decimals": (bound(f"0.{'0' * 1_000}1"), {"number-too-long"}),
    "code for a formula": (bound("__import__('os').system('touch harm')"), {"formula-character"}),
    "attribute in a formula": (bound("a.__class__"), {"formula-character"}),
    "100,000 decimals asked for": (bound('"round(a, 100000)"'), {"round-decimals"}),
    "18,000 unknown keys": (SMALL + "\n".join(f"x{n}: 1" for n in range(18_000)), {"unknown-key", "more-problems"}),
    "19,000 times one key": (SMALL + "title: x\n" * 19_000, {"duplicate-key", "more-problems"}),
    "a circle of 1,000": (chain(1_000, "i + 1").replace("formula: r", "formula: i999"), {"cycle"}),
    "2,000 circles": (
        f"{MEASURES}indicators:\n"
        + "".join(f"  i{n}: {{unit: count, formula: i{n ^ 1}}}\n" for n in range(4_000))
        + "targets: {t: {milestone: Nothing}}\n",
        {"cycle", "more-problems"},
    ),
    "12,000 unknown names": (
        f"{MEASURES}targets:\n" + "".join(f"  t{n}: {{of: x{n} + y + z, at_least: 1}}\n" for n in range(4_000)),
        {"unknown-name", "more-problems"},
    ),
    "more than a megabyte": (f"{SMALL}#{'x' * 1_000_000}", {"too-large"}),
    "only a comment": ("#" * 190_000, {"empty-file"}),
    "nothing": ("", {"empty-file"}),
    "steering characters": (SMALL.replace("small", "\x1b]0;harm\x07"), {"control-character"}),
    "keys that steer": (SMALL + '"\\e[31mred\\u202e": 1\n', {"unknown-key"}),
    "a key of a page": (f"{SMALL}{'x' * 100_000}: 1\n", {"unknown-key", "yaml-syntax"}),
}


@pytest.mark.parametrize("name", AGREEMENTS)
def test_hostile_agreements(name: str, tmp_path: Path) -> None:
    text, codes = AGREEMENTS[name]
    (tmp_path / "agreement.yaml").write_text(text, encoding="utf-8")
    found = process(tmp_path, ["validate", "agreement.yaml"], timeout=TIMEOUT)
    assert (found.returncode, found.stdout) == (2, b"")
    assert codes_of(found) <= codes
    assert codes_of(found)
    assert [path.name for path in tmp_path.iterdir()] == ["agreement.yaml"]


def test_an_agreement_of_100_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "agreement.yaml").open("wb") as file:
        file.truncate(100_000_000)
    found = process(tmp_path, ["validate", "agreement.yaml"], timeout=TIMEOUT)
    assert (found.returncode, codes_of(found)) == (2, {"too-large"})


def test_an_agreement_of_thousands_of_lines_is_read(tmp_path: Path) -> None:
    measures = "".join(f"  m{n}: {{unit: count, over_time: sum, label: {'x' * 40}, plan: 1}}\n" for n in range(1_000))
    targets = "".join(f"  t{n}: {{of: change(m{n}), at_least: 2.5 %, follows: t{n + 1}}}\n" for n in range(1_000))
    text = f"{HEAD}measures:\n{measures}targets:\n{targets}  t1000: {{milestone: Nothing}}\n"
    (tmp_path / "agreement.yaml").write_text(text)
    found = process(tmp_path, ["validate", "agreement.yaml"], timeout=TIMEOUT)
    assert found.stdout.decode().startswith("agreement.yaml: sound. 1000 measures, 0 indicators, 1001 targets.\n")
    assert (found.returncode, found.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("levels", "step", "code"),
    [
        (45, "i + i", 0),
        (45, "i / 3", 1),
        (45, "i * i", 3),  # 10 to the power of 2 to the power of 44 is beyond any use: open
        (90, "i", 0),
        (60, "i * i", 2),
        (90, "i + i", 2),
        (300, "i + 1", 2),
        (3_000, "i", 2),
    ],
)
def test_chains_of_indicators_end(levels: int, step: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(chain(levels, step))
    (tmp_path / "actuals.csv").write_text("measure,value\nr,10\n")
    for format in ("table", "plain"):
        found = process(tmp_path, ["check", "actuals.csv", "-f", format], timeout=TIMEOUT)
        assert found.returncode == code
        assert codes_of(found) <= {"formula-too-deep", "more-problems"}
        assert bool(found.stdout) == (code != 2)


# Actuals.


def archive(size: int) -> Callable[[Path], object]:
    """Make a workbook whose one sheet inflates to so many bytes."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
            book.writestr("[Content_Types].xml", "<Types/>")
            with book.open("xl/workbook.xml", "w", force_zip64=True) as sheet:
                for _ in range(size >> 20):
                    sheet.write(bytes(1 << 20))

    return make


def written(text: str | bytes) -> Callable[[Path], object]:
    data = text if isinstance(text, bytes) else text.encode()
    return lambda path: path.write_bytes(data)


def line_of_100_mb(path: Path) -> None:
    path.write_bytes(b"1" * 100_000_000)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


ACTUALS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a line of 100 MB": (line_of_100_mb, {"line-too-long"}),
    "a sparse 100 MB": (sparse, {"no-text"}),
    "NUL": (written(f"{ROWS}a,2016-01,\0\n"), {"no-text"}),
    "nothing": (written(""), {"no-header"}),
    "blank lines": (written("\n" * 1_000_000), {"no-header"}),
    "a quote never closed": (written(ROWS + 'a,2016-01,"' + "1\n" * 100_000), {"csv-quote", "cell-too-long"}),
    "a cell of a million digits": (written(f"{ROWS}a,2016-01,{'9' * 900_000}\n"), {"cell-too-long"}),
    "a cell of 10,000 digits": (written(f"{ROWS}a,2016-01,{'9' * 10_000}\n"), {"number-too-long"}),
    "a cell for slow patterns": (written(f"{ROWS}a,2016-01,1{' 111' * 20_000}x\n"), {"number-too-long", "bad-value"}),
    "a cell of blanks": (written(f"{ROWS}a,2016-01,1{' ' * 100_000}x\n"), {"bad-value"}),
    "a cell of signs": (written(f"{ROWS}a,2016-01,{'-' * 100_000}\n"), {"bad-value"}),
    "a period for slow patterns": (written(f"{ROWS}a,{'Jan ' * 20_000},1\n"), {"bad-period"}),
    "a measure that steers": (written(f"{ROWS}\x1b[31mred\u202e\u2028,2016-01,1\n"), {"no-known-measure"}),
    "a value that steers": (written(f"{ROWS}a,2016-01,\x1b[2J\x9b\u202e\u061c\u2066\n"), {"bad-value"}),
    "a period that steers": (written(f"{ROWS}a,\x1b]8;;http://harm\x07\u200f,1\n"), {"bad-period"}),
    "markup": (written(f"{ROWS}a,2016-01,[red]1[/red]\n"), {"bad-value"}),
    "a header of 100,000 columns": (written(",".join(["measure", *map(str, range(100_000))]) + "\na,1\n"),
                                    {"bad-period", "row-length", "more-problems"}),
    "100,000 measures across": (written("period," + ",".join(f"x{n}" for n in range(100_000)) + "\n2016-01,1\n"),
                                {"no-known-measure", "row-length"}),
    "100,000 columns of one month": (written("measure," + ",".join(["2016-01"] * 100_000) + "\na,1\n"),
                                     {"column-twice", "more-problems", "row-length"}),
    "200,000 rows of garbage": (written(ROWS + "a,then,many,more\na;b\n" * 100_000), {"row-length", "more-problems"}),
    "200,000 bad values": (written(ROWS + "a,2016-01,many\n" * 200_000), {"bad-value", "more-problems"}),
    "200,000 bad periods": (written(ROWS + "".join(f"a,x{n},1\n" for n in range(200_000))),
                            {"bad-period", "more-problems"}),
    "200,000 unknown measures": (written(ROWS + "".join(f"x{n},2016-01,1\n" for n in range(200_000))),
                                 {"no-known-measure"}),
    "200,000 contradictions": (written(ROWS + "".join(f"a,2016-01,{n}\n" for n in range(200_000))),
                               {"cell-contradicts", "more-problems"}),
    "a zip bomb": (archive(200 << 20), {"too-large"}),
    "half a workbook": (written(b"PK\x03\x04" + b"\xff" * 10_000), {"workbook-unreadable"}),
    "an old workbook of nothing": (written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(10_000)),
                                   {"workbook-unreadable"}),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTUALS)
def test_hostile_actuals(name: str, tmp_path: Path) -> None:
    make, codes = ACTUALS[name]
    make(small(tmp_path) / "actuals.csv")
    found = process(tmp_path, ["check", "actuals.csv"], timeout=TIMEOUT)
    assert (found.returncode, found.stdout) == (2, b"")
    assert codes_of(found) <= codes
    assert codes_of(found)


def test_hundreds_of_thousands_of_good_rows_are_read(tmp_path: Path) -> None:
    (small(tmp_path) / "actuals.csv").write_text(ROWS + "a,2016,3\n" * 200_000)
    found = process(tmp_path, ["check", "actuals.csv", "-f", "plain"], timeout=TIMEOUT)
    assert found.stdout.decode() == "t\tmet\t-\t3\t>= 1\t+2\t-\n"
    assert (found.returncode, codes_of(found)) == (0, {"cell-repeated", "more-repeated-cells"})


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--set", f"a={'9' * 100_000}"], "number-too-long"),
        (["--set", "a=\x1b[31m1"], "bad-value"),
        (["--set", "\x1b[31mred\u202e=1"], "unknown-measure-set"),
        (["--set", "=" * 1_000], "set-form"),
        (["--select", "\x1b[31m*\u202e\n"], "empty-selection"),
        (["--select", "[" * 30_000], "empty-selection"),
        (["--select", "*a" * 50 + "b"], "empty-selection"),
        (["--as-of", "\x1b[31m2016-13"], "as-of-outside"),
        (["--as-of", "9" * 10_000], "as-of-outside"),
        (["-a", "no\x1b[31m\nwhere\u202e.yaml"], "cannot-read"),
        (["-a", "x" * 10_000], "cannot-read"),
        (["-o", "no\x1b[31m\nwhere/report.txt"], "cannot-write"),
        (["-o", "x" * 10_000], "cannot-write"),
        (["-f", "json:missing/report.json"], "cannot-write"),
    ],
)
def test_hostile_words(arguments: list[str], code: str, tmp_path: Path) -> None:
    (small(tmp_path) / "actuals.csv").write_text("measure,value\na,1\n")
    found = process(tmp_path, ["check", "actuals.csv", *arguments], timeout=TIMEOUT)
    assert (found.returncode, found.stdout, codes_of(found)) == (2, b"", {code})


# Words of the files that go into a result.

WORDS = "=cmd()|'/c calc'!A1 \x1b[31mred\x1b[0m [bold]rich[/bold] \u202ebidi\u2066 \u061c\u200f|`<b>*\nnew\tline\r"
HOSTILE_WORDS = f"""\
{HEAD.replace("A small agreement", json.dumps(WORDS))}
reservation: {json.dumps(WORDS)}
groups: {{g: {json.dumps(WORDS)}}}
measures:
  a: {{unit: count, over_time: sum, label: {json.dumps(WORDS)}, group: g, baseline: 2, plan: 3}}
targets:
  t: {{of: a, at_least: 1, condition: {{text: {json.dumps(WORDS)}, holds: c}}}}
  missed: {{of: change(a), at_least: 90 %, label: {json.dumps(WORDS)}}}
  concept: {{milestone: {json.dumps(WORDS)}}}
  watched: {{of: a, monitored: true, interpretation: {json.dumps(WORDS)}}}
"""


@pytest.fixture
def worded(tmp_path: Path) -> Path:
    """Make an agreement and actuals full of words that steer."""
    (tmp_path / "agreement.yaml").write_text(HOSTILE_WORDS, encoding="utf-8")
    with (tmp_path / "actuals.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["measure", "value", "remark", WORDS], ["a", 3, WORDS, WORDS]])
    return tmp_path


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "actuals.csv", "-f", "table"],
        ["check", "actuals.csv", "-f", "plain"],
        ["check", "actuals.csv", "-f", "markdown"],
        ["check", "actuals.csv", "-f", "csv"],
        ["check", "actuals.csv", "-f", "json"],
        ["check", "actuals.csv", "-f", "jsonl"],
        ["show"],
        ["show", "-f", "json"],
        ["validate", "agreement.yaml"],
    ],
    ids=" ".join,
)
def test_no_word_of_a_file_steers_a_terminal(worded: Path, arguments: list[str], lang: str) -> None:
    found = process(worded, [*arguments, "--lang", lang], timeout=TIMEOUT)
    codes_of(found)
    lines = found.stdout.decode().replace("\t", " ").split("\n")
    assert [line for line in lines if not line.isprintable()] == []


def test_a_label_stays_on_the_line_of_its_target(worded: Path) -> None:
    for format, lines in (("plain", 4), ("csv", 5), ("jsonl", 4)):
        found = process(worded, ["check", "actuals.csv", "-f", format], timeout=TIMEOUT)
        assert found.stdout.decode().count("\n") == lines


def test_markup_of_rich_is_text(worded: Path) -> None:
    found = process(worded, ["check", "actuals.csv"], {"NO_COLOR": "", "FORCE_COLOR": "1"}, timeout=TIMEOUT)
    text = found.stdout.decode()
    assert "[bold]rich[/bold]" in " ".join(text.split())
    assert re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\n", "").isprintable()


def test_no_cell_of_a_csv_is_one_that_a_spreadsheet_would_run(worded: Path) -> None:
    found = process(worded, ["check", "actuals.csv", "-f", "csv"], timeout=TIMEOUT)
    header, *rows = csv.reader(found.stdout.decode().splitlines())
    labels = [row[header.index("label")] for row in rows]
    assert [label[:7] for label in labels] == ["'=cmd()"] * 4
    numbers = re.compile(r"-?[0-9.]+(e-?[0-9]+)?")
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@") and not numbers.fullmatch(cell)] == []


def test_json_keeps_every_word_as_it_is(worded: Path) -> None:
    found = process(worded, ["check", "actuals.csv", "-f", "json"], timeout=TIMEOUT)
    document = json.loads(found.stdout)
    assert document["agreement"]["title"] == WORDS
    assert [result["label"] for result in document["results"]] == [WORDS] * 4
    assert document["results"][0]["condition"] == {"text": WORDS, "holds": None}


# Files that are none.


def a_circle(path: Path) -> None:
    path.symlink_to(path.name)


NO_FILES: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "folder": Path.mkdir,
    "link to itself": a_circle,
    "below a file": lambda path: path.parent.joinpath("agreement.yaml").write_text(SMALL),
}


@pytest.mark.parametrize("name", NO_FILES)
def test_what_cannot_be_read(name: str, tmp_path: Path) -> None:
    NO_FILES[name](small(tmp_path) / "file")
    file = "agreement.yaml/file" if name == "below a file" else "file"
    for arguments in (["check", file], ["check", "--plan", "-a", file], ["validate", file], ["show", "-a", file]):
        found = process(tmp_path, arguments, timeout=TIMEOUT)
        assert (found.returncode, found.stdout, codes_of(found)) == (2, b"", {"cannot-read"})


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"ist-\xff\x1b.csv")
    (small(tmp_path) / name).write_text("measure,value\na,1\n")
    found = process(tmp_path, ["check", name], timeout=TIMEOUT)
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.decode().split("\n")[1] == (
        "agreement.yaml · ist-\\udcff\\x1b.csv · year 2016 complete · compared exactly"
    )
    as_json = process(tmp_path, ["check", name, "-f", "json"], timeout=TIMEOUT)
    assert (as_json.returncode, as_json.stderr) == (0, b"")
    assert len(json.loads(as_json.stdout)["actuals"]) == 1
    missing = process(tmp_path, ["check", f"no-{name}"], timeout=TIMEOUT)
    assert (missing.returncode, missing.stdout, codes_of(missing)) == (2, b"", {"cannot-read"})


# Streams and places.


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in which `zielcalc` is the command."""
    return subprocess.run(
        ["sh", "-c", f'zielcalc() {{ "$PYTHON" -m zielcalc "$@"; }}; {line}'],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONPATH": str(ROOT), "PYTHON": sys.executable},
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )


@pytest.mark.parametrize("format", ["table", "plain", "json"])
def test_a_reader_who_leaves_early_changes_no_exit_code(tmp_path: Path, format: str) -> None:
    (small(tmp_path) / "actuals.csv").write_text("measure,value\na,0\n")
    line = f"{{ sleep 0.2; zielcalc check actuals.csv -f {format}; echo $? > code; }} | true; cat code"
    found = shell(tmp_path, line)
    assert (found.stdout, found.stderr) == (b"1\n", b"")


@pytest.mark.parametrize(
    "line",
    [
        "zielcalc check actuals.csv > /dev/full",
        "zielcalc check actuals.csv -f json > /dev/full",
        "zielcalc check actuals.csv -o /dev/full",
        "zielcalc check actuals.csv -o missing/report.txt",
        "zielcalc check actuals.csv -o agreement.yaml/report.txt",
        "zielcalc check actuals.csv -o .",
        "zielcalc check actuals.csv -f csv:/dev/full",
        "zielcalc check actuals.csv >&-",
        "zielcalc show > /dev/full",
        "zielcalc show >&-",
        "zielcalc codes > /dev/full",
        "zielcalc schema >&-",
        "zielcalc validate agreement.yaml > /dev/full",
        "zielcalc > /dev/full",
        "zielcalc --help > /dev/full",
    ],
)
def test_what_cannot_be_written(tmp_path: Path, line: str) -> None:
    (small(tmp_path) / "actuals.csv").write_text("measure,value\na,1\n")
    found = shell(tmp_path, line)
    assert (found.returncode, found.stdout, codes_of(found)) == (2, b"", {"cannot-write"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["actuals.csv", "agreement.yaml"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("zielcalc --version > /dev/full", 2),
        ("zielcalc check actuals.csv 2>&-", 0),
        ("zielcalc check actuals.csv -f json > /dev/full 2> /dev/full", 2),
        ("zielcalc check actuals.csv >&- 2>&-", 2),
        ("zielcalc check nowhere.csv 2>&-", 2),
        ("zielcalc check nowhere.csv 2> /dev/full", 2),
        ("zielcalc nonsense 2>&-", 2),
        ("zielcalc check - <&-", 2),
        ("zielcalc check actuals.csv <&- >&- 2>&-", 2),
    ],
)
def test_streams_that_are_closed_or_full(tmp_path: Path, line: str, code: int) -> None:
    (small(tmp_path) / "actuals.csv").write_text("measure,value\na,1\n")
    found = shell(tmp_path, line)
    assert found.returncode == code
    codes_of(found)


def test_a_failed_run_leaves_the_old_file(tmp_path: Path) -> None:
    (small(tmp_path) / "actuals.csv").write_text("measure,value\na,many\n")
    (tmp_path / "report.txt").write_text("last month's report\n")
    for format in ("table", "json"):
        found = process(tmp_path, ["check", "actuals.csv", "-f", format, "-o", "report.txt"], timeout=TIMEOUT)
        assert found.returncode == 2
        assert (tmp_path / "report.txt").read_text() == "last month's report\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["actuals.csv", "agreement.yaml", "report.txt"]


def test_a_folder_that_was_removed(tmp_path: Path) -> None:
    gone = "mkdir gone && cd gone && rmdir ../gone && "
    checked = shell(tmp_path, gone + "zielcalc check --plan -f plain --fail-on never")
    assert (checked.returncode, codes_of(checked)) == (0, {"bundled-agreement"})
    assert checked.stdout
    missing = shell(tmp_path, gone + "zielcalc validate agreement.yaml")
    assert (missing.returncode, missing.stdout, codes_of(missing)) == (2, b"", {"cannot-read"})
    unwritten = shell(tmp_path, gone + "zielcalc check --plan -q -o report.txt")
    assert (unwritten.returncode, unwritten.stdout, codes_of(unwritten)) == (2, b"", {"cannot-write"})


@pytest.mark.parametrize(
    "arguments",
    [["check", "actuals.csv"], ["template"], ["template", "--monthly", "--shape", "wide"], ["init", "agreement.yaml"]],
)
def test_changes_of_changes_cost_a_moment_where_nothing_is_reported(arguments: list[str], tmp_path: Path) -> None:
    formula = "a"
    for _ in range(60):
        formula = f"change({formula})"
    targets = "".join(f"  t{number}: {{of: '{formula}', at_least: 1 %}}\n" for number in range(50))
    (tmp_path / "agreement.yaml").write_text(f"{MEASURES}targets:\n{targets}", encoding="utf-8")
    (tmp_path / "actuals.csv").write_text(f"{ROWS}r,2016,1\n")
    found = process(tmp_path, [*arguments, "-q"], timeout=TIMEOUT)
    assert found.returncode in (0, 3)
    assert found.stderr == b""


def test_a_sheet_of_thousands_of_rows_is_written(tmp_path: Path) -> None:
    measures = "".join(f"  m{number}: {{unit: count, over_time: mean}}\n" for number in range(1_500))
    targets = "".join(f"  t{number}: {{of: change(m{number}), at_least: 2 %}}\n" for number in range(1_500))
    (tmp_path / "agreement.yaml").write_text(f"{HEAD}measures:\n{measures}targets:\n{targets}")
    found = process(tmp_path, ["template", "--monthly"], timeout=TIMEOUT)
    assert (found.returncode, found.stdout.count(b"\n")) == (0, 1 + 1_500 * 24)


def test_names_of_files_do_not_get_into_next_years_agreement_as_keys(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(SMALL)
    name = "x\nformat: 2\n\x1b[31m.csv"
    try:
        (tmp_path / name).write_text(f"{ROWS}a,2016,5\n")
    except OSError:
        return  # Not every file system takes such a name.
    found = process(tmp_path, ["init", "agreement.yaml", name], timeout=TIMEOUT)
    assert found.returncode == 0
    assert found.stdout.decode().split("\n")[1] == "format: 1"
    assert b"\x1b" not in found.stdout + found.stderr


@pytest.mark.parametrize(
    "line", ["title: x # : " * 12_000, "title: x #" + " #:" * 50_000, "title: x\n" + "   #\n" * 30_000]
)
def test_comments_without_end_are_carried_on_in_a_moment(line: str, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(SMALL.replace("title: A small agreement", line))
    found = process(tmp_path, ["init", "agreement.yaml", "-q"], timeout=TIMEOUT)
    assert found.returncode == 0


def test_a_label_mentions_nobody_and_strikes_nothing_out_in_markdown(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(
        "format: 1\ntitle: '@org/team ~~x~~ &amp;'\nyear: 2016\njudged: exact\n"
        "measures: {a: {unit: count, over_time: sum}}\ntargets: {t: {of: a, at_least: 1}}\n"
    )
    (tmp_path / "actuals.csv").write_text("measure,value\na,1\n")
    outcome = process(tmp_path, ["check", "actuals.csv", "-f", "markdown"])
    assert outcome.stdout.decode().startswith("### @<!-- -->org/team \\~\\~x\\~\\~ \\&amp;\n")
