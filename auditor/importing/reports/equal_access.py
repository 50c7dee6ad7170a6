"""Reads the results of IBM Equal Access (accessibility-checker) as JSON: a page, or a list of them.

Shapes after the documentation of its package (github.com/IBMa/equal-access). What it calls a violation is a fault;
what it calls potential or manual is left to a person; a recommendation asks for more than the standard.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from auditor.base.i18n import _, ngettext, number
from auditor.base.text import shortened
from auditor.base.vocabulary import Better
from auditor.importing.files.structured import a_list, a_text, a_word, an_object, bad, numbered, text_at
from auditor.importing.reports.measured import Outcome, Page, Report, Result, by_rule, faults
from auditor.importing.reports.pages import first_pages, pages_in

_OUTCOMES = {
    "violation": Outcome.FAILED,
    "potentialviolation": Outcome.CANT_TELL,
    "manual": Outcome.CANT_TELL,
    "pass": Outcome.PASSED,
    "recommendation": Outcome.UNTESTED,
    "potentialrecommendation": Outcome.UNTESTED,
    "ignored": Outcome.UNTESTED,
}
_LEVELS = {
    ("VIOLATION", "FAIL"): "violation",
    ("VIOLATION", "POTENTIAL"): "potentialviolation",
    ("VIOLATION", "MANUAL"): "manual",
    ("RECOMMENDATION", "FAIL"): "recommendation",
    ("RECOMMENDATION", "POTENTIAL"): "potentialrecommendation",
    ("RECOMMENDATION", "MANUAL"): "manual",
}
"""What versions that name no level say of it."""
_TOOL = "accessibility-checker"
_SAID_LIMIT = 200


def read_equal_access(value: Any) -> Report:
    """Return the report in a JSON value; raise BadContentError with the path of what is no such result."""
    heads = pages_in(value)
    tables = [_unwrapped(an_object(each, path), path) for path, each in heads]
    pages = tuple(_page(table, path, at) for at, (table, path) in enumerate(tables, start=1))
    days = [day for table, _path in tables if (day := _day(table))]
    return Report(
        _tool([table for table, _path in tables]),
        pages,
        max(days) if days else None,
        _("faults"),
        Better.LOWER.value,
        _remarks(tables),
    )


def is_equal_access(value: Any) -> bool:
    """Tell whether a JSON value looks like a result of IBM Equal Access."""
    heads = first_pages(value)
    return any(
        isinstance(each, dict)
        and isinstance((table := _unwrapped(each, "")[0]).get("results"), list)
        and (text_at(table, "toolID").startswith(_TOOL) or ("numExecuted" in table and "scanID" in table))
        for each in heads
    )


def _unwrapped(table: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    inner = table.get("report")
    if "results" not in table and isinstance(inner, dict):
        return {"label": table.get("label"), **inner}, f"{path}.report"
    return table, path


def _page(table: dict[str, Any], path: str, at: int) -> Page:
    if "results" not in table:
        raise bad(f"{path}.results", _("is missing: this is no result of IBM Equal Access."))
    summary = table.get("summary")
    summary = summary if isinstance(summary, dict) else {}
    url = text_at(summary, "URL", "url")
    name = url or text_at(table, "label") or _("page {number}").format(number=at)
    found = [
        _result(each, place)
        for place, each in numbered(a_list(table["results"], f"{path}.results"), f"{path}.results")
    ]
    results = by_rule(found)
    count = faults(results)
    counts = summary.get("counts")
    told = counts.get("violation") if isinstance(counts, dict) else None
    if isinstance(told, int) and told > count:
        reason = ngettext(
            "says {told}, but {count} is listed: save the report with all its levels.",
            "says {told}, but {count} are listed: save the report with all its levels.",
            1 if count == 1 else 2,
        )
        raise bad(f"{path}.summary.counts.violation", reason.format(told=number(told), count=number(count)))
    return Page(name, results, count, link=url, named=bool(url or text_at(table, "label")))


def _result(value: Any, path: str) -> Result:
    table = an_object(value, path)
    rule = a_text(table.get("ruleId"), f"{path}.ruleId")
    outcome = _OUTCOMES[a_word(_level(table), f"{path}.level", _OUTCOMES)]
    if table.get("ignored") is True:
        outcome = Outcome.UNTESTED
    return Result("equal-access", rule, outcome, 1, shortened(text_at(table, "message") or rule, _SAID_LIMIT))


def _level(table: dict[str, Any]) -> Any:
    if "level" in table:
        return table["level"]
    value = table.get("value")
    if not isinstance(value, list) or len(value) != 2:
        return None
    return (
        "pass"
        if value[1] == "PASS"
        else next((level for pair, level in _LEVELS.items() if [*pair] == value), None)
    )


def _day(table: dict[str, Any]) -> date | None:
    """Return the day a scan began: milliseconds since 1970."""
    summary = table.get("summary")
    begun = summary.get("startScan") if isinstance(summary, dict) else None
    if isinstance(begun, bool) or not isinstance(begun, int | float) or not 0 < begun < 1e14:
        return None
    return datetime.fromtimestamp(begun / 1000, UTC).date()


def _tool(tables: list[dict[str, Any]]) -> str:
    name = next(filter(None, (text_at(table, "toolID") for table in tables)), "")
    version = name.removeprefix(_TOOL).lstrip("-v")
    return f"IBM Equal Access {shortened(version, 20)}" if version else "IBM Equal Access"


def _remarks(tables: list[tuple[dict[str, Any], str]]) -> tuple[str, ...]:
    """Say how many recommendations were left out of the faults."""
    count = sum(
        isinstance(each, dict) and _level(each) in ("recommendation", "potentialrecommendation")
        for table, _path in tables
        for each in table["results"]
    )
    if not count:
        return ()
    text = ngettext(
        "{count} recommendation is no fault and is not counted.",
        "{count} recommendations are no faults and are not counted.",
        count,
    )
    return (text.format(count=number(count)),)
