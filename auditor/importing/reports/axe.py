"""Reads the results of axe-core as JSON, in the shapes its users save them in.

An object with `violations` and `passes`; a list of such objects, one a page; the raw list of rules that its
reporters `raw` and `rawEnv` give; a bare list of violations; or the issues that axe DevTools exports. Shapes after
axe-core's API documentation (github.com/dequelabs/axe-core/blob/develop/doc/API.md).
"""

from __future__ import annotations

from typing import Any

from auditor.base.i18n import _
from auditor.base.text import shortened
from auditor.base.vocabulary import Better
from auditor.importing.files.structured import (
    a_list,
    a_text,
    a_word,
    an_object,
    bad,
    day_of,
    numbered,
    text_at,
)
from auditor.importing.reports.measured import Outcome, Page, Report, Result, by_rule, faults
from auditor.importing.reports.pages import first_pages, refuse_many, refuse_none

_GROUPS = {
    "violations": Outcome.FAILED,
    "passes": Outcome.PASSED,
    "incomplete": Outcome.CANT_TELL,
    "inapplicable": Outcome.INAPPLICABLE,
}
_RAW = {
    "failed": Outcome.FAILED,
    "passed": Outcome.PASSED,
    "cantTell": Outcome.CANT_TELL,
    "inapplicable": Outcome.INAPPLICABLE,
}
_IMPACTS = ("minor", "moderate", "serious", "critical")
_SAID_LIMIT = 200
_ISSUES = "allIssues"
"""Where an export of axe DevTools lists what it found, an element each."""


def read_axe(value: Any) -> Report:
    """Return the report in a JSON value; raise BadContentError with the path of what is no axe result."""
    found = _wrapped(value)
    if isinstance(found, dict) and _ISSUES in found:
        pages = _pages_of_issues(found)
        heads = [found]
    elif isinstance(found, dict):
        pages = [_page(found, "$", 1)]
        heads = [found]
    elif isinstance(found, list) and found and _is_rule(found[0]):
        pages = [_raw_page(found, value if isinstance(value, dict) else {})]
        heads = [value["env"]] if isinstance(value, dict) and isinstance(value.get("env"), dict) else []
    else:
        heads = [an_object(each, path) for path, each in numbered(a_list(found, "$"), "$")]
        refuse_none(heads)
        refuse_many(heads)
        pages = [_page(each, f"$[{number}]", number + 1, len(heads) > 1) for number, each in enumerate(heads)]
        if all(page.failed for page in pages):
            _page(heads[0], "$[0]", 1)
    days = [day for head in heads if (day := day_of(head.get("timestamp", head.get("testingEndDate"))))]
    return Report(
        _tool(heads),
        tuple(pages),
        max(days) if days else None,
        _("faults"),
        Better.LOWER.value,
    )


def is_axe(value: Any) -> bool:
    """Tell whether a JSON value looks like a result of axe-core."""
    found = _wrapped(value)
    heads = first_pages(found)
    return any(map(_is_page, heads)) or (bool(heads) and _is_rule(heads[0]) and "impact" in heads[0])


def _is_page(value: Any) -> bool:
    return isinstance(value, dict) and ("violations" in value or (_ISSUES in value and "axeVersion" in value))


def _wrapped(value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("raw"), list):
        return value["raw"]
    return value


def _is_rule(value: Any) -> bool:
    return isinstance(value, dict) and "id" in value and ("nodes" in value or "result" in value)


def _page(table: dict[str, Any], path: str, number: int, others: bool = False) -> Page:
    """Return a page; one that could not be tested is refused where there are no `others`."""
    url = text_at(table, "url")
    name = url or _("page {number}").format(number=number)
    if "violations" not in table:
        reason = text_at(table, "error", "errorMessage", "message")
        if reason:
            why = _("axe-core could not test the page: {reason}.").format(
                reason=shortened(reason, _SAID_LIMIT)
            )
            if others:
                return Page(name, (), link=url, failed=why)
            raise bad(path, why)
        raise bad(f"{path}.violations", _("is missing: this is no result of axe-core."))
    results = [
        result
        for group, outcome in _GROUPS.items()
        if group in table
        for result in _group(table[group], f"{path}.{group}", outcome)
    ]
    return Page(name, tuple(results), faults(results), link=url, named=bool(url))


def _group(value: Any, path: str, outcome: Outcome) -> list[Result]:
    return [_result(rule, at, outcome) for at, rule in numbered(a_list(value, path), path)]


def _result(value: Any, path: str, outcome: Outcome) -> Result:
    rule = an_object(value, path)
    nodes = a_list(rule.get("nodes", []), f"{path}.nodes")
    failed = outcome in (Outcome.FAILED, Outcome.CANT_TELL)
    return Result(
        "axe",
        a_text(rule.get("id"), f"{path}.id"),
        outcome,
        len(nodes) if failed else 0,
        shortened(text_at(rule, "help", "description"), _SAID_LIMIT),
        _impact(rule, path),
    )


def _impact(rule: dict[str, Any], path: str) -> str:
    impact = rule.get("impact")
    return "" if impact is None else a_word(impact, f"{path}.impact", _IMPACTS)


def _raw_page(rules: list[Any], whole: dict[str, Any]) -> Page:
    results: list[Result] = []
    for path, each in numbered(rules, "$.raw" if whole else "$"):
        rule = an_object(each, path)
        if "result" not in rule:
            results.append(_result(rule, path, Outcome.FAILED))
            continue
        outcome = _RAW[a_word(rule["result"], f"{path}.result", _RAW)]
        results += _raw_results(rule, path, outcome)
    env = whole.get("env")
    url = text_at(env, "url") if isinstance(env, dict) else ""
    name = url or _("page {number}").format(number=1)
    return Page(name, tuple(results), faults(results), link=url, named=bool(url))


def _raw_results(rule: dict[str, Any], path: str, outcome: Outcome) -> list[Result]:
    """Return what a raw rule gave; one that fails at some elements may leave others open."""
    name = a_text(rule.get("id"), f"{path}.id")
    said = shortened(text_at(rule, "help", "description"), _SAID_LIMIT)
    found = []
    for group, each in (("violations", Outcome.FAILED), ("incomplete", Outcome.CANT_TELL)):
        nodes = a_list(rule.get(group, []), f"{path}.{group}")
        if nodes:
            found.append(Result("axe", name, each, len(nodes), said, _impact(rule, path)))
    return found or [Result("axe", name, outcome, 0, said, _impact(rule, path))]


def _pages_of_issues(table: dict[str, Any]) -> list[Page]:
    """Return the pages of an export of axe DevTools: each of its issues is one element."""
    found: dict[str, list[Result]] = {}
    for path, each in numbered(a_list(table[_ISSUES], f"$.{_ISSUES}"), f"$.{_ISSUES}"):
        issue = an_object(each, path)
        said = shortened(text_at(issue, "help", "description"), _SAID_LIMIT)
        outcome = Outcome.CANT_TELL if issue.get("needsReview") is True else Outcome.FAILED
        result = Result(
            "axe", a_text(issue.get("ruleId"), f"{path}.ruleId"), outcome, 1, said, _impact(issue, path)
        )
        found.setdefault(text_at(issue, "testUrl") or text_at(table, "url"), []).append(result)
    refuse_many(found)
    return [
        Page(
            url or _("page {number}").format(number=number),
            by_rule(results),
            faults(results),
            link=url,
            named=bool(url),
        )
        for number, (url, results) in enumerate((found or {text_at(table, "url"): []}).items(), start=1)
    ]


def _tool(heads: list[dict[str, Any]]) -> str:
    for head in heads:
        engine = head.get("testEngine")
        if isinstance(engine, dict) and (version := text_at(engine, "version")):
            return f"axe-core {shortened(version, 20)}"
        if version := text_at(head, "axeVersion"):
            return f"axe-core {shortened(version, 20)}"
    return "axe-core"
