"""Where reviewers work: git's diff driver and pre-commit, run for real in a repository of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import ENVIRONMENT, ROOT, zielcalc
from test_cases import CASES
from test_cli import readme_blocks

from zielcalc import read_facts

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
OF_PIP = ("HOME", "PIP_", "HTTP_", "HTTPS_", "NO_PROXY", "SSL_", "REQUESTS_")
"""What of the environment says where packages come from: pre-commit installs the hook."""
SOUND = """\
format: 1
title: Z
year: 2016
judged: exact
measures:
  elb: {unit: count, over_time: mean}   # JDW
targets:
  elb_plan:
    of: elb
    at_least: 13964
"""


class Repository:
    """A git repository in which `zielcalc` is on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        programs = folder / "bin"
        programs.mkdir()
        command = programs / "zielcalc"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m zielcalc "$@"\n')
        command.chmod(0o755)
        path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), ENVIRONMENT["PATH"]])
        self.environment = {
            **ENVIRONMENT,
            "PATH": path,
            "PYTHONPATH": str(ROOT),
            "PRE_COMMIT_HOME": str(folder / "pre-commit"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{name: value for name, value in os.environ.items() if name.upper().startswith(OF_PIP)},
            **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        self.run("git", "init", "-q", "-b", "main")

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.run("git", "add", "-A")
        self.run("git", "commit", "-qm", "state")

    def run(self, *command: str, code: int = 0) -> str:
        found = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, timeout=120, check=False
        )
        assert found.returncode == code, found.stdout.decode() + found.stderr.decode()
        return found.stdout.decode()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


# git's diff driver.


@pytest.fixture
def driven(repository: Repository) -> Repository:
    (documented,) = (block for block in readme_blocks("sh") if "textconv '" in block)
    repository.run("bash", "-ec", documented)
    repository.write(agreement_2016=SOUND)
    repository.commit()
    return repository


def changes(diff: str) -> list[str]:
    return [line for line in diff.splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_git_diff_says_what_changed_in_words_of_the_field(driven: Repository) -> None:
    driven.write(agreement_2016=SOUND.replace("13964", "14200").replace("mean}", "mean, lag: 1}"))
    assert changes(driven.run("git", "diff")) == [
        "-target elb_plan: of elb at_least 13964",
        "+measure elb lag: 1",
        "+target elb_plan: of elb at_least 14200",
    ]
    assert changes(driven.run("git", "diff", "--no-textconv")) != changes(driven.run("git", "diff"))


def test_git_diff_is_silent_where_only_the_writing_changed(driven: Repository) -> None:
    head = SOUND.partition("targets:\n")[0].replace("# JDW", "")
    driven.write(agreement_2016=f"# new\n{head}targets: {{elb_plan: {{at_least: 13964, of: elb}}}}\n")
    assert changes(driven.run("git", "diff")) == []
    assert driven.run("git", "diff", "--no-textconv")


@pytest.mark.parametrize("text", ["", "a: [", "format: 1\nyear: 2017\n", SOUND + SOUND, "ä" * 300_000])
def test_git_diff_never_fails(driven: Repository, text: str) -> None:
    driven.write(agreement_2016=text)
    assert changes(driven.run("git", "diff"))
    driven.run("git", "log", "-p")


@pytest.mark.parametrize(
    "file", [ROOT / "agreement_2016.yaml", *sorted(CASES.glob("*/agreement.yaml"))], ids=lambda file: file.parent.name
)
def test_facts_are_the_same_in_any_order_of_keys_and_any_quotation_marks(file: Path) -> None:
    data = file.read_bytes()
    rewritten = yaml.dump(turned(yaml.load(data, Loader=yaml.BaseLoader)), allow_unicode=True, sort_keys=False)
    facts = read_facts(data)
    assert (facts is None) == (file.parent.name == "formats_of_problems")
    assert read_facts(rewritten.replace("'true'", "true").encode()) == facts


def turned(node: Any) -> Any:
    """Give the sections of a file, and the keys of what has a name in it, in the other order; names keep theirs."""
    named = ("measures", "indicators", "targets", "groups", "priorities", "decimals", "not_encoded")
    return {
        key: {id: backwards(item) for id, item in value.items()} if key in named and value else backwards(value)
        for key, value in reversed(node.items())
    }


def backwards(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: backwards(value) for key, value in reversed(node.items())}
    return list(map(backwards, node)) if isinstance(node, list) else node


def test_what_is_no_sound_agreement_comes_byte_for_byte(tmp_path: Path) -> None:
    for data in (b"", b"\xff\xfe\x00", b"a: 1\r\n\x1b[31m\n", "Köln".encode("latin-1")):
        (tmp_path / "file").write_bytes(data)
        found = subprocess.run(
            [sys.executable, "-m", "zielcalc", "textconv", "file"],
            cwd=tmp_path,
            env={**ENVIRONMENT, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        assert (found.stdout, found.stderr, found.returncode) == (data, b"", 0)


def test_facts_are_cleaned_of_what_steers_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SOUND.replace("title: Z", r'title: "\e[31m\nx"'))
    assert "agreement title: \\x1b[31m x\n" in zielcalc(tmp_path, ["textconv", "a.yaml"]).out


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    outcome = zielcalc(tmp_path, ["textconv", "nowhere.yaml"])
    assert (outcome.code, outcome.out) == (2, "")
    assert "[cannot-read]" in outcome.err


def test_the_readmes_diff_is_what_git_says(driven: Repository) -> None:
    text = (ROOT / "agreement_2016.yaml").read_text(encoding="utf-8")
    driven.write(agreement_2016=text)
    driven.commit()
    driven.write(agreement_2016=text.replace("at_least: 22.9 %", "at_least: 23.1 %"))
    assert changes(driven.run("git", "diff")) == readme_blocks("diff")[0].splitlines()


# pre-commit, and the other files that the README says to paste.


def test_the_readmes_hook_is_that_of_the_project() -> None:
    (hook,) = yaml.safe_load(readme_blocks("yml")[2])["repos"][0]["hooks"]
    assert {**hook, "language": "python"} == {key: value for key, value in HOOKS[0].items() if key != "description"}


def test_the_readmes_workflows_run(tmp_path: Path) -> None:
    actions, gitlab, _ = map(yaml.safe_load, readme_blocks("yml"))
    lines = [step.get("run", "") for step in actions["jobs"]["ziele"]["steps"]] + gitlab["ziele"]["script"]
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "agreement_2016.yaml", tmp_path)
    codes = [zielcalc(tmp_path, line.split()[1:]).code for line in lines if line.startswith("zielcalc ")]
    assert codes == [0, 0, 0]
    assert sorted(path.name for path in tmp_path.glob("ziele.*")) == ["ziele.sarif", "ziele.xml"]


def test_the_hook_finds_agreements_and_what_is_wrong_with_them(repository: Repository) -> None:
    local = [{**hook, "language": "system"} for hook in HOOKS]
    (repository.folder / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": local}]})
    )
    (repository.folder / "years").mkdir()
    repository.write(**{"agreement_2016": SOUND, "years/agreement": SOUND, "other": "a: ["})
    repository.run("git", "add", "-A")
    assert "zielcalc validate........................................................Passed" in repository.run(
        "pre-commit", "run"
    )
    repository.write(agreement_2016=SOUND.replace("of: elb", "of: ebl"))
    repository.run("git", "add", "-A")
    said = repository.run("pre-commit", "run", "--all-files", code=1)
    assert "agreement_2016.yaml:9:9: no measure is called 'ebl' [unknown-name]" in said
    assert "years/agreement.yaml: sound." in said
    assert "other.yaml" not in said


def test_the_hook_is_installed_from_the_project(repository: Repository, tmp_path: Path) -> None:
    project = tmp_path / "project"
    ignored = shutil.ignore_patterns("__pycache__", ".*_cache", ".git", "tests", "dist", "build", ".venv")
    shutil.copytree(ROOT, project, ignore=ignored)
    for command in (["git", "init", "-q"], ["git", "add", "-A"], ["git", "commit", "-qm", "state"]):
        subprocess.run(command, cwd=project, env=repository.environment, check=True)
    repository.write(agreement_2016=SOUND, agreement_2017=SOUND.replace("of: elb", "of: ebl"))
    repository.run("git", "add", "-A")
    repository.environment.pop("PYTHONPATH")  # What was installed runs, not what is here.
    said = repository.run("pre-commit", "try-repo", str(project), "zielcalc-validate", "--all-files", code=1)
    assert "agreement_2016.yaml: sound." in said
    assert "agreement_2017.yaml:9:9: no measure is called 'ebl' [unknown-name]" in said
