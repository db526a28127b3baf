"""SARIF 2.1.0: findings for code scanning and editors, each at its line of the agreement or the actuals."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from zielcalc._version import __version__
from zielcalc.model.codes import CODES, VERDICTS
from zielcalc.model.problem import Place
from zielcalc.write.document import to_json
from zielcalc.write.findings import LEVELS, Finding, columns, is_in_file, path_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(findings: Iterable[Finding], files: Mapping[str, str], run: Finding | None = None) -> str:
    """Give one run with every finding; `files` are those that were read, with their sha256.

    What is said of the whole run asks for no mending: it is a notification, not a result.
    """
    listed = list(findings)
    rules = list(dict.fromkeys(finding.rule for finding in listed))
    seen: Counter[str] = Counter()
    results = []
    for finding in listed:
        digest = fingerprint(finding)
        seen[digest] += 1
        results.append(_result(finding, rules.index(finding.rule), f"{digest}:{seen[digest]}"))
    artifacts = {uri(file): sha256 for file, sha256 in files.items() if is_in_file(Place(file))}
    driver = {"name": "zielcalc", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    told = [{"level": run.level, "message": {"text": _plain(run.text)}}] if run else []
    document = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": read}, "hashes": {"sha-256": sha256}} for read, sha256 in artifacts.items()],
        **({"invocations": [{"executionSuccessful": True, "toolExecutionNotifications": told}]} if told else {}),
        "results": results,
    }
    return to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [document]})


def fingerprint(finding: Finding) -> str:
    """Give what stays the same when other lines of the file change."""
    file = uri(finding.place.file) if finding.place else ""
    return hashlib.sha256("\0".join((finding.rule, file, finding.about)).encode("utf-8", "replace")).hexdigest()[:32]


def uri(file: str) -> str:
    """Give a file's address: relative to where the command ran, or absolute as its path was given."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path_of(file), errors="surrogateescape")


def _result(finding: Finding, rule: int, digest: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": _plain(finding.text)},
        "partialFingerprints": {"zielcalc/v1": digest},
    }
    if finding.place and is_in_file(finding.place):
        found["locations"] = [{"physicalLocation": _location(finding.place)}]
    related = [
        {"physicalLocation": _location(place), "message": {"text": _plain(said)}}
        for place, said in finding.related
        if is_in_file(place)
    ]
    return found | ({"relatedLocations": related} if related else {})


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(place.file)}}
    if place.line:
        region = {"startLine": place.line}
        if shown := columns(place):
            region |= {"startColumn": shown[0], "endColumn": shown[1]}
        physical["region"] = region
    return physical


def _plain(text: str) -> str:
    """Keep a text from being read as a placeholder or a link."""
    if re.search(r"\{[0-9]+\}", text):
        text = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"[\[\]\\]", r"\\\g<0>", text) if "](" in text else text


def _rule(rule: str) -> dict[str, Any]:
    code = VERDICTS[rule] if rule in LEVELS else CODES[rule]
    says, mending = (re.sub(r"\{\w+\}", "…", text) for text in (code.en, code.hint_en))
    level = LEVELS.get(rule, "note" if code.is_notice else "error")
    return {
        "id": rule,
        "shortDescription": {"text": says},
        "fullDescription": {"text": says},
        "help": {"text": mending or says},
        "defaultConfiguration": {"level": level},
    }
