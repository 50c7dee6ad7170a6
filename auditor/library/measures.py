"""What measurements say of checks: read from the files in `checklists/measures`, one a tool or standard."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from auditor.base.vocabulary import Verdict

OUR_FOLDER = Path(str(files("checklists"))) / "measures"


class Measure(Struct, frozen=True):
    """A rule of a tool that asks exactly what a check asks, and the verdicts it can decide."""

    rule: str
    checklist: str
    check_key: str
    says: frozenset[Verdict]
    pass_to: float | None = None
    """The largest figure that passes; None where the tool's own outcome counts."""
    partly_to: float | None = None
    """The largest figure that partly passes."""
    unit: str = ""
    mobile: bool = False
    """It counts only as measured for a phone."""

    def verdict_of(self, figure: float) -> Verdict:
        """Return the verdict of a figure, less being better."""
        if self.pass_to is not None and figure <= self.pass_to:
            return Verdict.PASS
        return Verdict.PARTLY if self.partly_to is not None and figure <= self.partly_to else Verdict.FAIL


@cache
def measures(tool: str) -> Mapping[str, Measure]:
    """Return the measures of a tool by rule."""
    tables = _content(tool)["measure"]
    assert isinstance(tables, list)
    return {table["rule"]: _measure(table) for table in tables}


def _measure(table: Mapping[str, object]) -> Measure:
    checklist, _slash, key = str(table["check"]).partition("/")
    says = table["says"]
    assert isinstance(says, list)
    return Measure(
        str(table["rule"]),
        checklist,
        key,
        frozenset(map(Verdict, says)),
        _limit(table, "pass_to"),
        _limit(table, "partly_to"),
        str(table.get("unit", "")),
        table.get("mobile") is True,
    )


def _limit(table: Mapping[str, object], key: str) -> float | None:
    value = table.get(key)
    return float(value) if isinstance(value, int | float) else None


@cache
def criteria() -> Mapping[str, str]:
    """Return the numbers of WCAG's success criteria by the names their addresses end with."""
    table = _content("criteria")["criteria"]
    assert isinstance(table, dict)
    return {name: number for number, names in table.items() for name in names}


@cache
def criterion_names() -> Mapping[str, str]:
    """Return what WCAG's success criteria are called, by number, as their addresses have it."""
    return {number: name.replace("-", " ") for name, number in reversed(list(criteria().items()))}


def _content(name: str) -> dict[str, object]:
    return tomllib.loads((OUR_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
