"""The locks follow `pyproject.toml`: each has all that it names, at a version that it admits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.messages import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

locks = pytest.mark.parametrize("name", ["tested", "oldest"])


def named() -> Iterator[Requirement]:
    """Give all that the project requires, the extras and the build included."""
    project = PROJECT["project"]
    extras = (each for extra in project["optional-dependencies"].values() for each in extra)
    for line in (*project["dependencies"], *extras, *PROJECT["build-system"]["requires"]):
        requirement = Requirement(line)
        if requirement.name != project["name"]:
            yield requirement


def locked(name: str) -> dict[str, str]:
    """Return the version of each distribution in a lock; every line must be one."""
    found = {}
    for line in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            pinned = re.fullmatch(r"([a-z0-9-]+)==([^\s;]+)( ; .+)?", line)
            assert pinned, line
            assert pinned[1] not in found, line
            found[pinned[1]] = pinned[2]
    return found


@locks
def test_a_lock_has_what_the_project_names_within_its_range(name: str) -> None:
    held = locked(name)
    wrong = [
        str(each)
        for each in named()
        if not each.specifier.contains(held.get(canonicalize_name(each.name), "0"))
    ]
    assert not wrong, "run make lock"


def test_the_oldest_are_the_lower_bounds() -> None:
    held = locked("oldest")
    bounds = {
        canonicalize_name(each.name): Version(bound.version)
        for each in named()
        for bound in each.specifier
        if bound.operator == ">="
    }
    assert {name: Version(held[name]) for name in bounds} == bounds, "run make lock"
