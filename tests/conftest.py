"""Options of the suite."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what the program says as expected, for review")


class Golden:
    """Compares a text with the file that holds what is expected; with --rewrite, writes it there."""

    def __init__(self, rewrite: bool) -> None:
        self.rewrite = rewrite

    def check(self, text: str, file: Path) -> None:
        if self.rewrite:
            if text:
                file.write_text(text, encoding="utf-8", newline="")
            else:
                file.unlink(missing_ok=True)
        expected = file.read_bytes().decode("utf-8") if file.exists() else ""
        assert text == expected, file.name


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(request.config.getoption("--rewrite"))
