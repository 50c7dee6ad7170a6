"""What the program's web shop asks at its touchpoints, for tests that walk it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from auditor.library.checklists import Library
from auditor.library.templates import find_template
from auditor.views.checks import Check

NOWHERE = Path("/nowhere")


@cache
def _checks() -> dict[str, list[Check]]:
    """Return the checks of each touchpoint by its name, in the order of the walk."""
    library = Library(NOWHERE)
    stages = find_template("web-shop", NOWHERE).stages
    points = [point for stage in stages for point in stage.touchpoints]
    return {point.name["en"]: library.checks(point.checklists) for point in points}


def names() -> list[str]:
    """Return the names of the touchpoints in the order of the walk."""
    return list(_checks())


def checks_of(touchpoint: str) -> list[Check]:
    """Return the checks of a touchpoint in the order in which they are asked."""
    return _checks()[touchpoint]


def checks_at(touchpoint: str = "Search engine") -> int:
    """Return how many checks a touchpoint asks; the first one unless another is named."""
    return len(checks_of(touchpoint))


def lists_at(touchpoint: str = "Search engine") -> int:
    """Return of how many checklists a touchpoint asks checks."""
    return len({check.checklist for check in checks_of(touchpoint)})


def nth(number: int, touchpoint: str = "Search engine") -> str:
    """Return what the card says at a check of a touchpoint, counted from 1."""
    return f"check {number} of {checks_at(touchpoint)}"
