"""Reads EARL as JSON-LD: assertions of what passed and failed on a page, from whatever tool or tester."""

from __future__ import annotations

from datetime import date
from typing import Any

from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.base.vocabulary import Better
from auditor.importing.files.structured import bad, day_of
from auditor.importing.reports.json_ld import (
    NODES_LIMIT,
    assertions,
    identity,
    is_address,
    outcome_of,
    page_name,
    resolved,
    result_of,
    things,
    value_of,
)
from auditor.importing.reports.measured import Outcome, Page, Report, Result

PAGES_LIMIT = 1000


def read_earl(value: Any) -> Report:
    """Return the report in a JSON-LD value; raise BadContentError with the path of what is no EARL."""
    known = things(value)
    pages: dict[str, list[Result]] = {}
    tools: dict[str, None] = {}
    days: list[date] = []
    for number, (path, assertion) in enumerate(assertions(value)):
        if number == NODES_LIMIT:
            raise bad("$", _("more than {limit} assertions are too many.").format(limit=NODES_LIMIT))
        for name in _subjects(assertion, known):
            pages.setdefault(name, []).extend(_results(assertion, path, known))
        if asserter := _asserter(assertion, known):
            tools[asserter] = None
        if day := _day(assertion, known):
            days.append(day)
    if not pages:
        raise bad("$", _("there is no EARL assertion in it."))
    if len(pages) > PAGES_LIMIT:
        raise bad("$", _("more than {limit} pages are too many.").format(limit=PAGES_LIMIT))
    return report(_tool(list(tools)), pages, max(days) if days else None)


def is_earl(value: Any) -> bool:
    """Tell whether a JSON value looks like EARL."""
    return next(assertions(value), None) is not None


def report(tool: str, pages: dict[str, list[Result]], taken: date | None) -> Report:
    """Return results by page as a report: its figure is how many tests failed on a page."""
    return Report(
        tool,
        tuple(
            Page(name, tuple(results), failed(results), link=name if is_address(name) else "")
            for name, results in pages.items()
        ),
        taken,
        _("faults"),
        Better.LOWER.value,
    )


def failed(results: list[Result]) -> float:
    """Return how many tests failed."""
    return float(len({(each.tool, each.rule) for each in results if each.outcome is Outcome.FAILED}))


def _subjects(assertion: dict[str, Any], known: dict[str, Any]) -> list[str]:
    subject = value_of(assertion, "subject")
    subjects = subject if isinstance(subject, list) else [subject]
    return [page_name(each, known) or _("page") for each in subjects]


def _results(assertion: dict[str, Any], path: str, known: dict[str, Any]) -> list[Result]:
    outcome, said = outcome_of(assertion, path, known)
    test = resolved(value_of(assertion, "test", "testcase", "testRequirement"), known)
    if test is None or not (identity(test) or isinstance(test, dict)):
        raise bad(f"{path}.test", _("is missing: it says what was tested."))
    return result_of(test, outcome, said)


def _asserter(assertion: dict[str, Any], known: dict[str, Any]) -> str:
    by = value_of(assertion, "assertedBy")
    return page_name(by, known)


def _tool(names: list[str]) -> str:
    """Return how the testers are called; the address of a release tells program and version."""
    shown = []
    for name in names[:3]:
        parts = [part for part in name.split("/") if part]
        if is_address(name) and "releases" in parts:
            shown.append(f"{parts[parts.index('releases') - 1]} {parts[-1]}")
        elif not name.startswith("_:"):
            shown.append(name)
    return shortened(one_line(", ".join(shown)) or "EARL", 100)


def _day(assertion: dict[str, Any], known: dict[str, Any]) -> date | None:
    result = resolved(value_of(assertion, "result"), known)
    for table in (result, assertion):
        if isinstance(table, dict):
            found = value_of(table, "date")
            found = found.get("@value") if isinstance(found, dict) else found
            if day := day_of(found):
                return day
    return None
