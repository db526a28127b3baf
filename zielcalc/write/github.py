"""GitHub: findings as workflow commands, which a run of GitHub Actions shows at their lines in the pull request."""

from __future__ import annotations

from collections.abc import Iterable

from zielcalc.write.clean import clean
from zielcalc.write.findings import Finding, columns, is_in_file, path_of

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render_github(findings: Iterable[Finding]) -> str:
    """Give one command a finding."""
    return "".join(_command(finding) for finding in findings)


def _command(finding: Finding) -> str:
    properties: dict[str, object] = {}
    place = finding.place
    if place is not None and is_in_file(place):
        properties["file"] = path_of(place.file)
        if place.line:
            properties["line"] = place.line
        if place.line and (found := columns(place)):
            properties |= {"col": found[0], "endColumn": found[1]}
    properties["title"] = finding.title
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {shown}::{_data(finding.text)}\n"


def _data(text: str) -> str:
    """Escape a message: what would end the line, or be taken for an escape, is written as its number."""
    lines = (clean(line).replace("%", "%25") for line in text.split("\n"))
    return "%0A".join(lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
