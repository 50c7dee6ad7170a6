"""Reads reports of the W3C's WCAG-EM Report Tool as JSON-LD, versions 1 to 3.

An evaluation has one assertion a success criterion for the whole website, and parts of it for single pages. Where
a criterion was tested page by page, the pages' outcomes count; what was said of the whole site counts for all of it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from auditor.base.i18n import _
from auditor.base.text import shortened
from auditor.base.vocabulary import Better
from auditor.importing.files.structured import a_list, an_object, bad, day_of, numbered, text_at
from auditor.importing.reports.earl import report
from auditor.importing.reports.json_ld import (
    Things,
    criterion,
    criterion_words,
    identity,
    kinds,
    local,
    value_of,
)
from auditor.importing.reports.measured import Outcome, Report, Result
from auditor.importing.reports.pages import refuse_many

_SAMPLES = ("auditResult", "auditSample")


def read_wcag_em(value: Any) -> Report:
    """Return the report in a JSON-LD value; raise BadContentError with the path of what is no such report."""
    path, evaluation = _evaluation(value)
    key = next(name for name in _SAMPLES if name in evaluation)
    known = Things(value)
    pages: dict[str, list[Result]] = {}
    days: list[date] = []
    unknown: dict[str, str] = {}
    site = _site(evaluation, known)
    for at, each in numbered(a_list(evaluation[key], f"{path}.{key}"), f"{path}.{key}"):
        assertion = an_object(each, at)
        test = identity(value_of(assertion, "test", "testRequirement", "testcase"))
        number = criterion(test)
        if not number:
            unknown.setdefault(local(test), at)
            continue
        for name, result, day in _told(assertion, at, known, site, number):
            if result.outcome is not Outcome.UNTESTED:
                pages.setdefault(name, []).append(result)
            if day:
                days.append(day)
        refuse_many(pages)
    if not pages and unknown:
        test, at = next(iter(unknown.items()))
        raise bad(f"{at}.test", _no_criterion(test))
    if not pages:
        raise bad(f"{path}.{key}", _("nothing in it was tested yet."))
    _spread(pages, site or _("website"))
    made = report(_tool(evaluation), pages, max(days) if days else day_of(text_at(evaluation, "date")))
    remarks = tuple(map(_no_criterion, unknown))
    return Report(made.tool, made.pages, made.taken, made.unit, Better.LOWER.value, remarks)


def _no_criterion(test: str) -> str:
    return _("“{name}” is no success criterion of WCAG.").format(name=shortened(test, 60))


def _spread(pages: dict[str, list[Result]], site: str) -> None:
    """Let what the whole site passes count for its pages too; where it fails, that is somewhere, not everywhere."""
    fine = (each for each in pages.get(site, ()) if each.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE))
    whole = {(each.rule, each.outcome): each for each in fine}.values()
    for name, results in pages.items():
        tested = {each.rule for each in results}
        if name != site:
            results += [each for each in whole if each.rule not in tested]


def is_wcag_em(value: Any) -> bool:
    """Tell whether a JSON value looks like a report of the WCAG-EM Report Tool."""
    return any(_is_evaluation(table) for _path, table in _heads(value))


def _heads(value: Any) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        graph = value.get("@graph")
        inner = (
            [(f"$.@graph[{at}]", each) for at, each in enumerate(graph)] if isinstance(graph, list) else []
        )
        return [(path, each) for path, each in [("$", value), *inner] if isinstance(each, dict)]
    if isinstance(value, list):
        return [(path, each) for path, each in numbered(value, "$") if isinstance(each, dict)]
    return []


def _is_evaluation(table: dict[str, Any]) -> bool:
    return any(name in table for name in _SAMPLES) and (
        "evaluation" in kinds(table) or "evaluationScope" in table
    )


def _evaluation(value: Any) -> tuple[str, dict[str, Any]]:
    for path, table in _heads(value):
        if _is_evaluation(table):
            return path, table
    raise bad("$.auditSample", _("is missing: this is no report of the WCAG-EM Report Tool."))


def _site(evaluation: dict[str, Any], known: Things) -> str:
    for scope in ("evaluationScope", "defineScope"):
        table = evaluation.get(scope)
        inner = table.get("website", table.get("scope")) if isinstance(table, dict) else None
        if name := known.page_name(inner) if inner is not None else "":
            return name if not name.startswith("_:") else ""
    return ""


def _told(
    assertion: dict[str, Any], path: str, known: Things, site: str, number: str
) -> list[tuple[str, Result, date | None]]:
    """Return page, result and day of a criterion: of its pages where they were tested, else of the site."""
    parts = assertion.get("hasPart") or []
    own = _result(assertion, path, known, number)
    found = []
    for at, each in numbered(a_list(parts, f"{path}.hasPart"), f"{path}.hasPart"):
        part = an_object(each, at)
        if value_of(part, "result") is None:
            continue
        result = _result(part, at, known, number)
        if result.outcome is not Outcome.UNTESTED:
            found += [(name, result, _day(part)) for name in _pages(part, known, site)]
    # What was decided of the whole site and of no page in particular holds for the site.
    tells = own.outcome is not Outcome.UNTESTED
    agrees = any(result.outcome is own.outcome for _name, result, _at in found)
    if (tells and not agrees) or not found:
        found.append((_pages(assertion, known, site)[0], own, _day(assertion)))
    return found


def _result(assertion: dict[str, Any], path: str, known: Things, number: str) -> Result:
    outcome, said = known.outcome_of(assertion, path)
    return Result("wcag", number, outcome, 0, said or criterion_words(number))


def _pages(assertion: dict[str, Any], known: Things, site: str) -> list[str]:
    subject = value_of(assertion, "subject")
    subjects = subject if isinstance(subject, list) else [subject]
    names = [known.page_name(each) for each in subjects if each is not None]
    return [
        site or _("website") if not name or name == "_:website" or name.startswith("_:subject_1") else name
        for name in names
    ] or [site or _("website")]


def _day(assertion: dict[str, Any]) -> date | None:
    result = value_of(assertion, "result")
    day = day_of(result.get("date")) if isinstance(result, dict) else None
    return day or day_of(assertion.get("date"))


def _tool(evaluation: dict[str, Any]) -> str:
    version = text_at(evaluation, "reportToolVersion") or local(text_at(evaluation, "publisher"))
    title = text_at(evaluation, "title")
    name = f"WCAG-EM Report Tool {version}" if version[:1].isdigit() else "WCAG-EM Report Tool"
    return f"{name}: {title}"[:150] if title else name
