"""What is said of the project once is so wherever else it shows: the version, and what the tests run first."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import auditor

ROOT = Path(__file__).resolve().parents[1]


def test_the_version_stands_in_one_place() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in settings["project"]
    assert "version" in settings["project"]["dynamic"]
    assert ROOT / settings["tool"]["hatch"]["version"]["path"] == Path(auditor.__file__)


def test_the_newest_version_of_the_changelog_is_this_one() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased, newest, *_older = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    assert (unreleased, newest) == ("Unreleased", auditor.__version__)


def recipe_of(target: str) -> str:
    """Return what the Makefile does for a target."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return makefile.partition(f"\n{target}:")[2].partition("\n\n")[0]


def test_before_a_commit_runs_what_the_test_command_runs_before_the_tests() -> None:
    test, code = (recipe_of(target) for target in ("test", "code"))
    assert re.search(r" code pytest$", test, re.MULTILINE) and "$(BIN)/pytest" in recipe_of("pytest")
    checks = re.findall(r"^\t\$\(BIN\)/(.+)$", code, re.MULTILINE)
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"entry: \.venv/bin/(.+)$", hooks, re.MULTILINE) == checks


def test_type_checkers_of_others_are_told_that_the_packages_are_typed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert [name for name in packages if not (ROOT / name / "py.typed").is_file()] == []
