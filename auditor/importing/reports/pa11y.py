"""Reads the results of Pa11y as JSON: of one page, as it prints them, or of many, as Pa11y CI does.

A list of issues; an object with `issues` of a page; or one with `results` by address. Its issues are of HTML_CodeSniffer
or of axe-core, whichever ran. Shapes after Pa11y's documentation (github.com/pa11y/pa11y, github.com/pa11y/pa11y-ci).
"""

from __future__ import annotations

import re
from typing import Any

from auditor.base.i18n import _
from auditor.base.text import shortened
from auditor.base.vocabulary import Better
from auditor.importing.files.structured import a_list, a_text, a_word, an_object, bad, numbered, text_at
from auditor.importing.reports.measured import Outcome, Page, Report, Result, by_rule, faults
from auditor.importing.reports.pages import first_pages, refuse_many

_OUTCOMES = {"error": Outcome.FAILED, "warning": Outcome.CANT_TELL, "notice": Outcome.CANT_TELL}
_TYPES = ("error", "warning", "notice")
"""What the numbers 1 to 3 stand for."""
_IMPACTS = ("minor", "moderate", "serious", "critical")
_STANDARD = re.compile(r"^(?:WCAG2A{1,3}|Section508)\.(?:Principle\d\.)?(?:Guideline\d_\d\.)?")
"""What of a code of HTML_CodeSniffer tells the standard; the rest is criterion and technique."""
_SAID_LIMIT = 200


def read_pa11y(value: Any) -> Report:
    """Return the report in a JSON value; raise BadContentError with the path of what is no result of Pa11y."""
    if isinstance(value, list) and not any(_is_one_page(each) for each in value):
        pages = [_page("", value, "$", 1, False)]
    elif isinstance(value, list):
        pages = [_own_page(each, path, number) for number, (path, each) in enumerate(numbered(value, "$"), 1)]
    elif _is_one_page(value):
        pages = [_own_page(value, "$", 1)]
    else:
        table = an_object(value, "$")
        if "results" not in table:
            raise bad("$.results", _("is missing: this is no result of Pa11y."))
        results = an_object(table["results"], "$.results")
        if not results:
            raise bad("$.results", _("there is no page in it."))
        pages = [
            _page(url, issues, f"$.results.{shortened(url, 100)}", number, True)
            for number, (url, issues) in enumerate(results.items(), start=1)
        ]
    refuse_many(pages)
    return Report("Pa11y", tuple(pages), None, _("faults"), Better.LOWER.value)


def is_pa11y(value: Any) -> bool:
    """Tell whether a JSON value looks like a result of Pa11y."""
    if isinstance(value, list):
        return any(_is_issue(each) or _is_one_page(each) for each in first_pages(value))
    if not isinstance(value, dict):
        return False
    results = value.get("results")
    by_page = isinstance(results, dict) and "total" in value and "passes" in value
    return by_page or _is_one_page(value)


def _is_issue(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and "code" in value
        and "selector" in value
        and not {"lhr", "nodes"} & set(value)
    )


def _is_one_page(value: Any) -> bool:
    return isinstance(value, dict) and "issues" in value and ("pageUrl" in value or "documentTitle" in value)


def _own_page(value: Any, path: str, number: int) -> Page:
    table = an_object(value, path)
    if "issues" not in table:
        raise bad(f"{path}.issues", _("is missing: this is no result of Pa11y."))
    return _page(text_at(table, "pageUrl", "documentTitle"), table["issues"], f"{path}.issues", number, False)


def _page(url: str, value: Any, path: str, number: int, may_fail: bool) -> Page:
    """Return a page; where it `may_fail`, a list of one message without a code tells why it was not looked at."""
    issues = a_list(value, path)
    name = url or _("page {number}").format(number=number)
    if may_fail and issues and isinstance(issues[0], dict) and "code" not in issues[0]:
        reason = text_at(issues[0], "message") or "?"
        told = _("Pa11y could not test the page: {reason}.").format(
            reason=shortened(reason, _SAID_LIMIT).removesuffix(".")
        )
        return Page(name, (), link=url, failed=told)
    results = by_rule(_result(each, at) for at, each in numbered(issues, path))
    return Page(name, results, faults(results), link=url, named=bool(url))


def _result(value: Any, path: str) -> Result:
    issue = an_object(value, path)
    code = a_text(issue.get("code"), f"{path}.code")
    given = issue.get("type")
    if given is None and issue.get("typeCode") in (1, 2, 3):
        given = _TYPES[issue["typeCode"] - 1]
    extras = issue.get("runnerExtras")
    impact = extras.get("impact") if isinstance(extras, dict) else None
    said = text_at(extras, "help") if isinstance(extras, dict) else ""
    axe = issue.get("runner") == "axe"
    return Result(
        "axe" if axe else "htmlcs",
        code if axe else _STANDARD.sub("", code),
        _OUTCOMES[a_word(given, f"{path}.type", _TYPES)],
        1,
        shortened(said or text_at(issue, "message") or code, _SAID_LIMIT),
        "" if impact is None else a_word(impact, f"{path}.runnerExtras.impact", _IMPACTS),
    )
