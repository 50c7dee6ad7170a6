"""Reads EARL as JSON-LD: assertions of what passed and failed on a page, from whatever tool or tester."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.base.vocabulary import Better
from auditor.importing.files.structured import bad
from auditor.importing.reports.json_ld import (
    NODES_LIMIT,
    Things,
    assertions,
    is_address,
    value_of,
)
from auditor.importing.reports.measured import Outcome, Page, Report, Result
from auditor.importing.reports.pages import refuse_many

RESULTS_LIMIT = 2_000_000
"""Most results on all pages together: an assertion gives one on each of its pages for each criterion of its test."""


def read_earl(value: Any) -> Report:
    """Return the report in a JSON-LD value; raise BadContentError with the path of what is no EARL."""
    known = Things(value)
    pages: dict[str, list[Result]] = {}
    tools: dict[str, None] = {}
    days: list[date] = []
    count = 0
    for number, (path, assertion) in enumerate(assertions(value)):
        if number == NODES_LIMIT:
            raise bad("$", _("more than {limit} assertions are too many.").format(limit=NODES_LIMIT))
        if names := _subjects(assertion, known):
            outcome, said = known.outcome_of(assertion, path)
            results = known.test_of(assertion, path).results(outcome, said)
            count += len(names) * len(results)
            if count > RESULTS_LIMIT:
                raise bad("$", _("it has more than {limit} values.").format(limit=RESULTS_LIMIT))
            for name in names:
                pages.setdefault(name, []).extend(results)
        refuse_many(pages)
        if asserter := known.page_name(value_of(assertion, "assertedBy")):
            tools[asserter] = None
        if day := known.day_of(assertion):
            days.append(day)
    if not pages:
        raise bad("$", _("there is no EARL assertion in it."))
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


def _subjects(assertion: dict[str, Any], known: Things) -> Collection[str]:
    subject = value_of(assertion, "subject")
    subjects = subject if isinstance(subject, list) else [subject]
    return dict.fromkeys(known.page_name(each) or _("page") for each in subjects)


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
