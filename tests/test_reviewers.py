"""What reviewers and their machines read: JUnit, SARIF and workflow commands, of every case and every fault.

SARIF is held against the schema that OASIS publishes, JUnit, which has no one schema, against that of Jenkins' xUnit
plugin, and both by hand against what schemas do not say. The outputs themselves are in `cases/`.
"""

from __future__ import annotations

import copy
import json
import pickle
import re
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
import test_bad
import xmlschema
from command import Outcome, zielcalc
from test_cases import CASES, in_format, read_command, set_out

import zielcalc as library
from zielcalc.cli import agreements
from zielcalc.cli import check as check_command
from zielcalc.write.clean import clean
from zielcalc.write.render import FORMATS
from zielcalc.write.validation import VALIDATION_FORMATS

BESIDE = ["-f", "junit:beside.xml", "-f", "sarif:beside.sarif", "-f", "github:beside.txt"]
JUDGED, VALIDATED = (
    [path.name for path in sorted(CASES.iterdir()) if read_command(path / "command")[1][0] == command]
    for command in ("check", "validate")
)
STOPPED = [name for name in test_bad.FOLDERS if (test_bad.BAD / name / "command").read_text().startswith("check ")]
UNSOUND = [name for name in test_bad.FOLDERS if (test_bad.BAD / name / "command").read_text().startswith("validate")]
KINDS = {"failure": {"missed", "behind"}, "skipped": {"open", "pending", "monitored", "waived"}}


def test_what_a_command_offers_is_what_is_written() -> None:
    assert check_command.FORMATS == FORMATS
    assert agreements.FORMATS == VALIDATION_FORMATS


# What others publish, which the project does not hold itself.


def sarif_schema() -> jsonschema.Draft7Validator:
    """Read the schema out of schemastore, which brings it as an answer that requests-cache kept.

    By its own functions it would ask the net again for an answer as old as that.
    """
    file = Path(str(distribution("schemastore").locate_file("schemastore/cache.sqlite")))
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as cache:
        ((answer,),) = cache.execute("SELECT value FROM responses WHERE instr(value, '/sarif-schema-2.1.0.json')")
    return jsonschema.Draft7Validator(json.loads(pickle.loads(answer)["_content"]))


SARIF = sarif_schema()


@pytest.fixture(scope="session")
def junit_schema(pytestconfig: pytest.Config) -> xmlschema.XMLSchema:
    """Read the schema out of the sources of pytest, which checks its own JUnit by it; what is installed lacks it."""
    folder = pytestconfig.cache.mkdir("sources")
    archive = folder / f"pytest-{pytest.__version__}.tar.gz"
    if not archive.exists():
        download = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "pytest"]
        subprocess.run([*download, f"pytest=={pytest.__version__}"], cwd=folder, check=True)
    with tarfile.open(archive) as sources:
        (name,) = [name for name in sources.getnames() if name.endswith("/junit-10.xsd")]
        return xmlschema.XMLSchema(sources.extractfile(name).read().decode())  # type: ignore[union-attr]


# Every case of check and of validate, in all three formats at once.


@pytest.mark.parametrize("case", JUDGED)
def test_a_report_for_reviewers(case: str, tmp_path: Path, junit_schema: xmlschema.XMLSchema) -> None:
    set_out(CASES / case, tmp_path)
    environment, arguments, code = read_command(CASES / case / "command")
    outcome = zielcalc(tmp_path, [*in_format(arguments, "json"), *BESIDE, "-o", "-"], environment)
    found = json.loads(outcome.out)
    junit, sarif, github = read_beside(tmp_path, junit_schema)

    assert outcome.code == code
    if "problems" in found:
        assert_problems(found["problems"], [], junit, sarif, github, tmp_path)
        return
    results, notices = found["results"], found["notices"]
    cases = [case for suite in junit.iter("testsuite") if suite.find("properties") for case in suite.iter("testcase")]
    assert sorted(case.get("name", "").partition(": ")[0] for case in cases) == sorted(r["id"] for r in results)
    for tag, verdicts in KINDS.items():
        told = [case.get("name", "").partition(": ")[0] for case in cases if case.find(tag) is not None]
        assert sorted(told) == sorted(result["id"] for result in results if result["verdict"] in verdicts)
    assert not list(junit.iter("error"))
    for result in results:
        shown = next(case for case in cases if case.get("name", "").startswith(f"{result['id']}: "))
        assert ("by rounding" in Xml.tostring(shown, "unicode")) == result["by_rounding"]

    assert_run_is_said(found, tmp_path)
    for result, in_sarif, (_, _, in_github) in zip(found_by_review(results), sarif, github[1:], strict=False):
        (shown,) = [case for case in cases if case.get("name", "").startswith(f"{result['id']}: ")]
        in_junit = " ".join((*(told.get("message", "") for told in shown), *shown.itertext()))
        for told in (in_junit, in_github, in_sarif["message"]["text"]):
            assert (" needed: " in told) == (result["needed"] is not None)
            assert result["needed"] is None or f"{result['needed']['count']} instead of" in told
            assert result["reason_code"] not in ("no-data", "not-reported") or "to add: " in told

    levels = {"missed": "error", "behind": "error", "open": "warning"}
    expected = [levels.get(r["verdict"], "note") for r in results if r["verdict"] in levels or r["by_rounding"]]
    assert [result["level"] for result in sarif] == [*expected, *["note"] * len(notices)]
    commands = {"error": "error", "warning": "warning", "note": "notice"}
    assert [command for command, _, _ in github] == ["notice", *(commands[result["level"]] for result in sarif)]
    assert_all_is_said(notices, junit, sarif[len(expected) :], github[1 + len(expected) :])


def test_a_page_beside_it_changes_nothing(tmp_path: Path) -> None:
    set_out(CASES / "plan_2016_github", tmp_path)
    alone = zielcalc(tmp_path, ["check", "plan_2016.csv", "-f", "github"]).out
    zielcalc(tmp_path, ["check", "plan_2016.csv", "-f", "github:beside.txt", "--lang", "de"])
    assert (tmp_path / "beside.txt").read_text(encoding="utf-8") == alone


def found_by_review(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the results that are findings, in their order."""
    return [result for result in results if result["verdict"] in ("missed", "behind", "open") or result["by_rounding"]]


def assert_run_is_said(found: dict[str, Any], folder: Path) -> None:
    """Hold what is said of the whole run against the JSON: the same in all three."""
    junit = Xml.fromstring((folder / "beside.xml").read_text(encoding="utf-8"))
    (suite,) = [suite for suite in junit if suite.get("name") == "zielcalc" and suite.get("tests") == "0"]
    run = json.loads((folder / "beside.sarif").read_text(encoding="utf-8"))["runs"][0]
    ((notification,),) = [told["toolExecutionNotifications"] for told in run["invocations"]]
    _, properties, in_github = read_github((folder / "beside.txt").read_text(encoding="utf-8"))[0]
    lines = [line.strip() for line in suite.findtext("system-out", "").removeprefix("summary: ").split("\n")]
    said = in_github.split("\n")
    assert properties == {"title": "zielcalc"}
    assert [re.sub("[\ufffe\uffff]", "�", line).strip() for line in said] == lines[: len(said)]
    assert notification == {"level": "note", "message": {"text": in_github}}
    assert lines[0] == clean(found["agreement"]["title"]).strip()
    assert lines[1].startswith(clean(found["agreement"]["file"]))
    assert any(f": {found['summary']['met']} met" in line for line in lines)
    agreement = library.load_agreement(folder / found["agreement"]["file"])
    assert any(line.startswith("Reservation: ") for line in lines) == (agreement.reservation is not None)
    paces = {result["pace"] for result in found["results"]}
    assert any(line.startswith("Numbers of the year") for line in lines) == bool(
        paces & {"linear", "prior_year", "agreed"}
    )


@pytest.mark.parametrize("case", VALIDATED)
def test_a_validation_for_reviewers(case: str, tmp_path: Path, junit_schema: xmlschema.XMLSchema) -> None:
    set_out(CASES / case, tmp_path)
    environment, arguments, code = read_command(CASES / case / "command")
    outcome = zielcalc(tmp_path, [*in_format(arguments, "json"), *BESIDE], environment)
    found = json.loads(outcome.out)
    assert outcome.code == code
    assert_problems(found["problems"], found["notices"], *read_beside(tmp_path, junit_schema), tmp_path)


# Every fault, of files and of agreements.


@pytest.mark.parametrize("name", STOPPED)
def test_problems_that_end_a_command(name: str, tmp_path: Path, junit_schema: xmlschema.XMLSchema) -> None:
    outcome = zielcalc(tmp_path, [*test_bad.set_out(name, tmp_path), *BESIDE, "-f", "json"])
    if name in ("cannot-write", "output-is-input"):  # There is nothing wrong with what was judged.
        assert not list(tmp_path.glob("beside.*")) or name == "cannot-write"
        return
    assert_problems(json.loads(outcome.out)["problems"], [], *read_beside(tmp_path, junit_schema), tmp_path)
    assert (outcome.code, outcome.err) == (2, "")


@pytest.mark.parametrize("name", UNSOUND)
def test_problems_of_agreements(name: str, tmp_path: Path, junit_schema: xmlschema.XMLSchema) -> None:
    outcome = zielcalc(tmp_path, [*test_bad.set_out(name, tmp_path), *BESIDE, "-f", "json"])
    found = json.loads(outcome.out)
    assert_problems(found["problems"], found.get("notices", []), *read_beside(tmp_path, junit_schema), tmp_path)
    assert outcome.code == 2


def assert_problems(
    problems: list[dict[str, Any]],
    notices: list[dict[str, Any]],
    junit: Xml.Element,
    sarif: list[dict[str, Any]],
    github: list[tuple[str, dict[str, str], str]],
    folder: Path,
) -> None:
    assert_all_is_said([*problems, *notices], junit, sarif, github)
    codes = sorted(problem["code"] for problem in problems)
    assert sorted(error.get("type", "") for error in junit.iter("error")) == codes
    assert sorted(result["ruleId"] for result in sarif if result["level"] == "error") == codes
    assert [result["ruleId"] for result in sarif if result["level"] == "note"] == [n["code"] for n in notices]
    assert len(github) == len(sarif)
    for (command, properties, _), result in zip(github, sarif, strict=True):
        assert command == {"error": "error", "note": "notice"}[result["level"]]
        assert properties["title"] == result["ruleId"]
        place = result.get("locations", [{}])[0].get("physicalLocation")
        assert ("file" in properties) == (place is not None)
        if place and "region" in place:
            lines = (folder / properties["file"]).read_bytes().decode("utf-8", "backslashreplace").split("\n")
            assert int(properties["line"]) == place["region"]["startLine"]
            assert place["region"].get("endColumn", 1) <= len(lines[place["region"]["startLine"] - 1]) + 1


def assert_all_is_said(
    listed: list[dict[str, Any]],
    junit: Xml.Element,
    sarif: list[dict[str, Any]],
    github: list[tuple[str, dict[str, str], str]],
) -> None:
    """Hold what is said of problems and notices against the JSON: message, mending and what else there is."""
    whole = "\n".join(line.strip() for line in Xml.tostring(junit, "unicode", method="text").split("\n"))
    for problem, result, (_, properties, text) in zip(listed, sarif, github, strict=True):
        lines = list(map(clean, (problem["hint"] or "").split("\n")))
        said = "\n".join(filter(None, [clean(problem["message"]), *lines]))
        if problem["line"] and "line" not in properties:
            said = f"line {problem['line']}, column {problem['column']}: {said}"
        assert text.endswith(said)
        assert re.sub(r"\\\\(?=[][\\\\])|(?<=\{)\{|(?<=\})\}", "", result["message"]["text"]) == text
        assert all(line.strip() in whole for line in lines)
        spots = [spot for spots in problem.get("details", {}).values() if isinstance(spots, list) for spot in spots]
        lines_named = sorted(spot["line"] for spot in spots if isinstance(spot, dict) and spot["line"])
        related = result.get("relatedLocations", [])
        if "details" in problem:
            assert sorted(place["physicalLocation"]["region"]["startLine"] for place in related) == lines_named
        assert all(place["message"]["text"] for place in related)


# What each format must be.


def read_beside(
    folder: Path, junit_schema: xmlschema.XMLSchema
) -> tuple[Xml.Element, list[dict[str, Any]], list[tuple[str, dict[str, str], str]]]:
    """Read the three files, each valid."""
    texts = [(folder / f"beside.{ending}").read_bytes().decode() for ending in ("xml", "sarif", "txt")]
    return read_junit(texts[0], junit_schema), read_sarif(texts[1]), read_github(texts[2])


def read_junit(text: str, schema: xmlschema.XMLSchema) -> Xml.Element:
    schema.validate(text)
    root = Xml.fromstring(text)
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        for count, tag in {"failures": "failure", "errors": "error", "skipped": "skipped"}.items():
            assert int(suite.get(count, "")) == len(suite.findall(f"testcase/{tag}"))
    for case in root.iter("testcase"):
        assert case.get("classname")
        assert case.get("name")
        assert len(case) <= 1
        assert all(told.get("type") and told.get("message") for told in case if told.tag != "system-out")
    for count in ("tests", "failures", "errors"):
        assert int(root.get(count, "")) == sum(int(suite.get(count, "")) for suite in root)
    return root


def read_sarif(text: str) -> list[dict[str, Any]]:
    log = json.loads(text)
    SARIF.validate(log)
    assert log["$schema"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    for artifact in run["artifacts"]:
        assert re.fullmatch(r"[0-9a-f]{64}", artifact["hashes"]["sha-256"])
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in (*result.get("locations", []), *result.get("relatedLocations", [])):
            physical = location["physicalLocation"]
            uris.append(physical["artifactLocation"]["uri"])
            region = physical.get("region", {"startLine": 1})
            assert region["startLine"] >= 1
            assert 1 <= region.get("startColumn", 1) < region.get("endColumn", 2)
    for uri in uris:
        assert re.fullmatch(r"(?:file:///)?(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
    prints = [result["partialFingerprints"]["zielcalc/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    results: list[dict[str, Any]] = run["results"]
    return results


def read_github(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as a runner does: a line each, properties before the next `::`, and undo the escapes."""
    found = []
    for line in text.splitlines():
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert command, line
        assert not re.search("%(?!25|0A|0D|3A|2C)", command[2] + command[3])
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        assert set(properties) <= {"file", "line", "col", "endColumn", "title"}
        found.append((command[1], {key: unquote(text) for key, text in properties.items()}, unquote(command[3])))
    assert text.count("\n") == len(found)
    return found


def test_the_schema_of_sarif_refuses_what_lacks_something_or_is_unknown() -> None:
    log = json.loads((CASES / "sarif_every_verdict" / "expected.txt").read_text())
    SARIF.validate(log)
    run = ("runs", 0)
    for *way, last in (
        ("version",),
        ("runs",),
        (*run, "tool"),
        (*run, "tool", "driver"),
        (*run, "tool", "driver", "name"),
        (*run, "tool", "driver", "rules", 0, "id"),
        (*run, "results", 0, "message"),
        (*run, "results", 0, "message", "text"),
    ):
        broken = copy.deepcopy(log)
        place = broken
        for step in way:
            place = place[step]
        del place[last]
        with pytest.raises(jsonschema.ValidationError):
            SARIF.validate(broken)
    bad_level = {"runs": [{**log["runs"][0], "results": [{"message": {"text": "a"}, "level": "bad"}]}]}
    for change in ({"version": "2.1"}, {"extra": 1}, bad_level):
        with pytest.raises(jsonschema.ValidationError):
            SARIF.validate(log | change)


def test_the_schema_of_junit_refuses_what_lacks_something(tmp_path: Path, junit_schema: xmlschema.XMLSchema) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    text = check(tmp_path, "-f", "junit").out
    junit_schema.validate(text)
    for tag in ("testsuite", "testcase", "property"):
        broken = Xml.fromstring(text)
        del next(broken.iter(tag)).attrib["name"]
        with pytest.raises(xmlschema.XMLSchemaValidationError):
            junit_schema.validate(Xml.tostring(broken, "unicode"))


# Places.


AGREEMENT = """\
format: 1
title: A
year: 2016
judged: exact
measures:
  a: {unit: count, over_time: sum, plan: 1}
targets:
  t: {of: a, at_least: 2, label: L}
"""


def check(folder: Path, *arguments: str) -> Outcome:
    return zielcalc(folder, ["check", "--plan", *arguments])


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("zv.yaml", "zv.yaml"),
        ("./zv.yaml", "zv.yaml"),
        ("Ziele 2016/Köln, 100%.yaml", "Ziele%202016/K%C3%B6ln%2C%20100%25.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("::error::.yaml", "%3A%3Aerror%3A%3A.yaml"),
        ("a\nb.yaml", "a%0Ab.yaml"),
    ],
)
def test_a_file_has_a_relative_address(tmp_path: Path, file: str, uri: str, junit_schema: xmlschema.XMLSchema) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(AGREEMENT)
    result = read_sarif(check(tmp_path, "-a", file, "-f", "sarif").out)[0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}
    assert read_github(check(tmp_path, "-a", file, "-f", "github").out)[1][1]["file"] == file.removeprefix("./")
    read_junit(check(tmp_path, "-a", file, "-f", "junit").out, junit_schema)


def test_an_absolute_path_stays_absolute(tmp_path: Path) -> None:
    path = tmp_path / "zv 1.yaml"
    path.write_text(AGREEMENT)
    result = read_sarif(check(tmp_path, "-a", str(path), "-f", "sarif").out)[0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": path.as_uri()}


def test_standard_input_and_options_have_no_place_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    for arguments, stdin in ((["check", "-"], b"measure,value\na,zwei\n"), (["check", "--plan", "--set", "a=x"], b"")):
        for format, read in (("sarif", read_sarif), ("github", read_github)):
            outcome = zielcalc(tmp_path, [*arguments, "-f", format], stdin=stdin)
            assert outcome.code == 2
            (found,) = read(outcome.out)  # type: ignore[operator]
            where = "<stdin>, line 2, column 2: 'zwei' is no number" if stdin else "--set: 'a=x' is not MEASURE=VALUE"
            assert where in (found["message"]["text"] if format == "sarif" else found[2])
            assert "file=" not in outcome.out
            assert "physicalLocation" not in outcome.out


def test_a_place_behind_a_line_is_its_last_character(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT.replace("  t: {of: a, at_least: 2, label: L}", "  t:"))
    outcome = zielcalc(tmp_path, ["validate", "agreement.yaml", "-f", "sarif", "-f", "github:beside.txt"])
    (result,) = read_sarif(outcome.out)
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 8, "startColumn": 4, "endColumn": 5}
    ((_, properties, _),) = read_github((tmp_path / "beside.txt").read_text())
    assert (properties["col"], properties["endColumn"]) == ("4", "5")


def test_a_cell_has_a_line_and_its_column_is_said(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    (tmp_path / "actuals.csv").write_text('measure,remark,value\n"a","b, c",zwei\n')
    (result,) = read_sarif(zielcalc(tmp_path, ["check", "actuals.csv", "-f", "sarif"]).out)
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert result["message"]["text"] == "column 3: 'zwei' is no number"


def test_further_places_are_related_and_said(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT + "  u: {of: a, at_least: 1}\n  v: {of: a, at_least: 1}\n")
    outcome = zielcalc(tmp_path, ["validate", "agreement.yaml", "-f", "sarif", "-f", "junit:beside.xml"])
    notice = next(result for result in read_sarif(outcome.out) if result["ruleId"] == "no-source")
    assert notice["message"]["text"] == "without a source in the paper\nLikewise u (line 9), v (line 10)."
    assert [
        (place["physicalLocation"]["region"]["startLine"], place["message"]["text"])
        for place in notice["relatedLocations"]
    ] == [(9, "Likewise u."), (10, "Likewise v.")]
    assert "  Likewise u (line 9), v (line 10)." in (tmp_path / "beside.xml").read_text()


def test_standard_input_is_no_file_that_was_read(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    log = json.loads(zielcalc(tmp_path, ["check", "-", "-f", "sarif"], stdin=b"measure,value\na,1\n").out)
    assert [artifact["location"]["uri"] for artifact in log["runs"][0]["artifacts"]] == ["agreement.yaml"]


def test_a_file_is_listed_once_however_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    (tmp_path / "a.csv").write_text("measure,value\na,1\n")
    log = json.loads(zielcalc(tmp_path, ["check", "a.csv", "./a.csv", "-f", "sarif"]).out)
    assert [artifact["location"]["uri"] for artifact in log["runs"][0]["artifacts"]] == ["agreement.yaml", "a.csv"]


def test_a_notice_that_is_a_problem_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "far.yaml").write_text(AGREEMENT.replace("plan: 1", "plan: 1, baseline: 100"))
    outcome = zielcalc(tmp_path, ["validate", "far.yaml", "--strict", "-f", "plain"])
    lines = outcome.out.splitlines()
    assert (outcome.code, outcome.out.count("[magnitude]"), outcome.err) == (2, 1, "")
    assert len(lines) == len(set(lines))
    assert "notice: " not in outcome.out


def test_a_finding_on_another_line_has_the_same_fingerprint(tmp_path: Path) -> None:
    prints = []
    for text in (AGREEMENT, AGREEMENT.replace("targets:", "# moved\ntargets:"), AGREEMENT.replace("of: a", "of: b")):
        (tmp_path / "agreement.yaml").write_text(text)
        for extra in ("", "\n# a line more\n"):
            (tmp_path / "agreement.yaml").write_text(extra + text)
            prints.append(read_sarif(check(tmp_path, "-f", "sarif").out)[0]["partialFingerprints"])
    assert prints[0] == prints[1] == prints[2] == prints[3]
    assert prints[4] == prints[5] != prints[0]


def test_like_findings_have_fingerprints_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    (tmp_path / "actuals.csv").write_text("measure,value\na,zwei\na,zwei\n")
    results = read_sarif(zielcalc(tmp_path, ["check", "actuals.csv", "-f", "sarif"]).out)
    first, second = (result["partialFingerprints"]["zielcalc/v1"] for result in results)
    assert first.removesuffix(":1") == second.removesuffix(":2")


def test_a_long_label_is_whole_in_every_format(tmp_path: Path, junit_schema: xmlschema.XMLSchema) -> None:
    label = "Ziel % und : " * 800
    (tmp_path / "agreement.yaml").write_text(AGREEMENT.replace("label: L", f'label: "{label}"'))
    assert label in read_junit(check(tmp_path, "-f", "junit").out, junit_schema)[0][1].get("name", "")
    assert label in read_sarif(check(tmp_path, "-f", "sarif").out)[0]["message"]["text"]
    assert label in read_github(check(tmp_path, "-f", "github").out)[1][2]


# Where they go.


def test_an_output_never_replaces_what_is_read_even_where_that_is_not_sound(tmp_path: Path) -> None:
    broken = AGREEMENT.replace("of: a", "of: b")
    for name in ("agreement.yaml", "agreement_2.yaml"):
        (tmp_path / name).write_text(broken)
    (tmp_path / "actuals.csv").write_text("measure,value\na,x\n")
    for command in (
        ["check", "actuals.csv", "-a", "agreement.yaml"],
        ["check", "actuals.csv"],
        ["validate", "agreement.yaml", "actuals.csv"],
    ):
        for file in ("agreement.yaml", "actuals.csv", "./agreement.yaml"):
            for format in ("junit", "sarif", "github", "json"):
                outcome = zielcalc(tmp_path, [*command, "-f", f"{format}:{file}"])
                assert outcome.code == 2
                assert "[output-is-input]" in outcome.err
    assert (tmp_path / "agreement.yaml").read_text() == broken
    assert (tmp_path / "actuals.csv").read_text() == "measure,value\na,x\n"


def test_where_a_report_of_problems_cannot_be_written_both_are_said(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT.replace("of: a", "of: b"))
    outcome = check(tmp_path, "-f", "junit:no/report.xml")
    assert outcome.code == 2
    assert "[unknown-name]" in outcome.err
    assert "[cannot-write]" in outcome.err


def test_a_report_that_was_written_stays_where_another_cannot_be(
    tmp_path: Path, junit_schema: xmlschema.XMLSchema
) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT)
    outcome = check(tmp_path, "-f", "junit:report.xml", "-o", "no/report.txt")
    assert outcome.code == 2
    assert read_junit((tmp_path / "report.xml").read_text(), junit_schema).get("failures") == "1"


def test_validate_has_one_exit_code_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "sound.yaml").write_text(AGREEMENT)
    (tmp_path / "broken.yaml").write_text(AGREEMENT.replace("of: a", "of: b"))
    for format in VALIDATION_FORMATS:
        assert zielcalc(tmp_path, ["validate", "sound.yaml", "-f", format]).code == 0
        assert zielcalc(tmp_path, ["validate", "sound.yaml", "broken.yaml", "-f", format]).code == 2
    outcomes = [zielcalc(tmp_path, ["validate", "broken.yaml", "-f", "plain", "--lang", lang]) for lang in ("de", "en")]
    assert outcomes[0] == outcomes[1]


def test_a_table_in_a_file_says_what_a_terminal_does(tmp_path: Path) -> None:
    (tmp_path / "sound.yaml").write_text(AGREEMENT.replace("plan: 1", "plan: 1, baseline: 100"))
    (tmp_path / "broken.yaml").write_text(AGREEMENT.replace("of: a", "of: b"))
    outcome = zielcalc(tmp_path, ["validate", "sound.yaml", "broken.yaml", "-f", "table:said.txt"])
    assert (tmp_path / "said.txt").read_text() == outcome.out + outcome.err
    assert all(word in outcome.err for word in ("[magnitude]", "[unknown-name]"))


def test_the_library_gives_them_too(junit_schema: xmlschema.XMLSchema) -> None:
    agreement = library.parse_agreement(AGREEMENT)
    report = library.evaluate(agreement, library.plan_as_actuals(agreement))
    assert read_junit(library.render(report, "junit"), junit_schema).get("failures") == "1"
    assert [result["level"] for result in read_sarif(library.render(report, "sarif"))] == ["error"]
    assert [command for command, _, _ in read_github(library.render(report, "github"))] == ["notice", "error"]
