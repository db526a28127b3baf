"""JUnit: a report as test suites, one a group, for what shows test results. Takes results or problems, gives XML.

A target is a test case: missed and behind fail, met and on track pass; what is not judged is skipped, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from zielcalc.model.agreement import Agreement
from zielcalc.model.problem import Problem
from zielcalc.model.report import Report, Result, Verdict
from zielcalc.write.clean import clean
from zielcalc.write.findings import Finding, findings_of_problems, said_of, titled

_NOT_XML = "[\ufffe\uffff]"
"""What XML cannot hold and `clean` lets through."""
_FAILED = (Verdict.MISSED, Verdict.BEHIND)
_PASSED = (Verdict.MET, Verdict.ON_TRACK)


def render_junit(report: Report, results: Iterable[Result], run: Finding) -> str:
    """Give a report: a suite for each group in the agreement's order, then one with what belongs to none.

    Behind them a suite without tests says what is said of the whole run.
    """
    agreement = report.agreement
    suites: dict[str | None, list[Result]] = {group: [] for group in (*agreement.groups, None)}
    for result in results:
        suites[result.target.group].append(result)
    found = [_group_suite(report, group, members) for group, members in suites.items() if members]
    return _written([*found, *_file_suites([run, *findings_of_problems((), report.notices)])])


def render_junit_problems(problems: Iterable[Problem], notices: Iterable[Problem], sound: Iterable[Agreement]) -> str:
    """Give problems, each an error in the suite of its file; a sound file is one test that passes."""
    suites = _file_suites(findings_of_problems(problems, notices), [agreement.file for agreement in sound])
    return _written(suites)


def _group_suite(report: Report, group: str | None, results: list[Result]) -> Xml.Element:
    agreement = report.agreement
    suite = Xml.Element("testsuite", name=_text(agreement.groups[group] if group else agreement.title))
    properties = Xml.SubElement(suite, "properties")
    for name, value in {"agreement": agreement.file, "sha256": agreement.sha256}.items():
        Xml.SubElement(properties, "property", name=name, value=_text(value))
    for result in results:
        name = _text(f"{result.target.id}: {result.target.label}")
        case = Xml.SubElement(suite, "testcase", classname=group or "zielcalc", name=name)
        said = said_of(result, report)
        if result.verdict in _PASSED:
            Xml.SubElement(case, "system-out").text = _text(_joined(result.verdict, said))
            continue
        kind = "failure" if result.verdict in _FAILED else "skipped"
        told = Xml.SubElement(case, kind, type=str(result.verdict), message=_text(_joined(result.verdict, said)))
        place = result.target.place
        told.text = _text(f"{titled(result, agreement)} ({place.file}:{place.line})")
    return suite


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _file_suites(findings: Iterable[Finding], sound: Iterable[str] = ()) -> list[Xml.Element]:
    """Give a suite for each file that is sound or has something to say of it; notices are no tests, only said."""
    by_file: dict[str, list[Finding]] = {file: [] for file in sound}
    passed = set(by_file)
    for finding in findings:
        by_file.setdefault(finding.place.file if finding.place else "zielcalc", []).append(finding)
    suites = []
    for file, found in by_file.items():
        suite = Xml.Element("testsuite", name=_text(file))
        if file in passed:
            Xml.SubElement(suite, "testcase", classname=_text(file), name="sound")
        for finding in found:
            if finding.level == "error":
                case = Xml.SubElement(suite, "testcase", classname=_text(file), name=_text(_address(finding)))
                error = Xml.SubElement(case, "error", type=finding.rule, message=_text(finding.message))
                error.text = "\n".join(map(_text, finding.lines))
        said = [
            line
            for finding in found
            if finding.level != "error"
            for line in (f"{_address(finding)}: {finding.message}", *(f"  {line}" for line in finding.lines))
        ]
        if said:
            Xml.SubElement(suite, "system-out").text = "\n".join(map(_text, said))
        suites.append(suite)
    return suites


def _address(finding: Finding) -> str:
    place = finding.place
    parts = (place.line, place.column) if place else ()
    return " ".join(filter(None, (":".join(str(part) for part in parts if part), finding.rule)))


def _written(suites: Iterable[Xml.Element]) -> str:
    root = Xml.Element("testsuites", name="zielcalc")
    root.extend(suites)
    for suite in root:
        _count(suite, suite)
    _count(root, *root)
    Xml.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _count(element: Xml.Element, *suites: Xml.Element) -> None:
    """Say of how many tests a suite, or all of them, consist, and how these went."""
    kinds = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error"}
    if element.tag == "testsuite":  # The schema knows no skipped on the whole.
        kinds["skipped"] = "testcase/skipped"
    for name, path in kinds.items():
        element.set(name, str(sum(len(suite.findall(path)) for suite in suites)))


def _text(text: str) -> str:
    return re.sub(_NOT_XML, "�", clean(text))
