"""Knows the files of tools that are not read: how each is told, and what to do instead.

By the marks that the tools' own documentation gives: HAR (w3c.github.io/web-performance, the HAR specification),
WebPageTest's API, Chrome's UX report, Lighthouse CI and Accessibility Insights.
"""

from __future__ import annotations

from typing import Any

from auditor.base.i18n import _
from auditor.importing.files.structured import text_at
from auditor.importing.reports.lighthouse import refusal_of
from auditor.importing.reports.sarif import is_axe_sarif, is_sarif, program_of


def told_of(value: Any) -> str:
    """Return what a JSON value is of a tool that is not read, and what to do, in sentences; empty for anything else."""
    if reason := refusal_of(value):
        return reason + " " + _("Fetch the report again later, or run Lighthouse in the browser.")
    head = value[0] if isinstance(value, list) and value else value
    if not isinstance(head, dict):
        return ""
    if is_sarif(value) and not is_axe_sarif(value):
        return _(
            "This is SARIF of {name}, and only results of axe-core are read: run axe or Lighthouse on the page."
        ).format(name=program_of(value) or "?")
    if isinstance(head.get("log"), dict) and "entries" in head["log"]:
        return _(
            "This is a HAR file: what a browser loaded, but nothing of how good it is. "
            "Run Lighthouse on the page and import its JSON."
        )
    if _is_webpagetest(head):
        return _(
            "This is a result of WebPageTest, which is not read. Run Lighthouse on the page and import its JSON."
        )
    if {"assessmentData", "persistedTabInfo", "scanDetails"} & set(head):
        return _(
            "This is an assessment of Accessibility Insights, which is not read. "
            "Run axe or Lighthouse on the page, or add what it found by hand."
        )
    if (
        isinstance(value, list)
        and {"auditProperty", "auditId", "assertion"} & set(head)
        and "expected" in head
    ):
        return _(
            "This is what Lighthouse CI asserted, without the reports themselves: import its manifest.json or a report."
        )
    if "pageScanSummary" in head:
        return _(
            "This is a summary of IBM Equal Access, without what it found: import the JSON of the pages beside it."
        )
    record = head.get("record")
    if isinstance(record, dict) and "metrics" in record:
        return _(
            "This is the Chrome UX Report, which is not read by itself: import the answer of PageSpeed, which holds it."
        )
    return ""


def _is_webpagetest(head: dict[str, Any]) -> bool:
    data = head.get("data")
    inner = data if isinstance(data, dict) else head
    runs = "median" in inner and "runs" in inner
    return runs or (isinstance(data, dict) and bool(text_at(data, "testId", "webPagetestVersion")))
