"""Reads Lighthouse reports as JSON, versions 3 to 13: of one page, several, or a user flow; also from PageSpeed.

Shapes after Lighthouse's own description of its result (github.com/GoogleChrome/lighthouse, docs/understanding-
results.md and types/lhr) and the answer of the PageSpeed Insights API.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from auditor.base.i18n import _
from auditor.base.text import shortened
from auditor.base.vocabulary import Better
from auditor.importing.files.reading import BadContentError
from auditor.importing.files.structured import (
    a_list,
    a_number,
    a_score,
    a_text,
    an_object,
    bad,
    day_of,
    numbered,
    text_at,
)
from auditor.importing.reports.measured import Outcome, Page, Report, Result
from auditor.importing.reports.pages import refuse_none

FIRST_VERSION, LAST_VERSION = 3, 13
PAGES_LIMIT = 200

_SAID_LIMIT = 200
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo", "pwa")
"""Whose score stands for the page, the first that is there."""
_FIELD = {
    "INTERACTION_TO_NEXT_PAINT": ("field-interaction-to-next-paint", 1.0),
    "LARGEST_CONTENTFUL_PAINT_MS": ("largest-contentful-paint", 1.0),
    "CUMULATIVE_LAYOUT_SHIFT_SCORE": ("cumulative-layout-shift", 0.01),
}
"""What PageSpeed tells of real visitors, the rule it stands for, and what its figures are multiplied by."""
_NOT_RUN = ("manual", "informative", "notApplicable", "not-applicable", "error")


def read_lighthouse(value: Any) -> Report:
    """Return the report in a JSON value; raise BadContentError with the path of what is no Lighthouse result."""
    pages: list[Page] = []
    versions: list[str] = []
    days = []
    failed: list[BadContentError] = []
    for path, name, result, field in _results(value):
        if len(pages) == PAGES_LIMIT:
            raise bad(path, _("more than {limit} pages are too many.").format(limit=PAGES_LIMIT))
        if "lighthouseVersion" not in result and (reason := refusal_of(result)):
            failed.append(bad(path, reason))
            pages.append(Page(_("page {number}").format(number=len(pages) + 1), (), failed=reason))
            continue
        versions.append(_version(result, path))
        if error := _failed_run(result, path):
            failed.append(error)
            pages.append(Page(name or _url(result) or _("page"), (), failed=error.reason))
            continue
        pages.append(_page(result, path, name, field))
        if day := day_of(result.get("fetchTime") or result.get("generatedTime")):
            days.append(day)
    if failed and len(failed) == len(pages):
        raise failed[0]
    tool = "Lighthouse " + ", ".join(dict.fromkeys(versions))
    unit = _("of 100")
    return Report(tool, tuple(pages), max(days) if days else None, unit, Better.HIGHER.value)


def is_lighthouse(value: Any) -> bool:
    """Tell whether a JSON value looks like a result of Lighthouse."""
    if isinstance(value, list):
        return any(map(_is_result, value[:PAGES_LIMIT]))
    steps = value.get("steps") if isinstance(value, dict) else None
    flow = isinstance(steps, list) and bool(steps) and isinstance(steps[0], dict) and "lhr" in steps[0]
    return flow or _is_result(value)


def _is_result(value: Any) -> bool:
    return isinstance(value, dict) and any(
        key in value for key in ("lighthouseVersion", "lighthouseResult", "lhr")
    )


def refusal_of(value: Any) -> str:
    """Return why PageSpeed made no report, in its own words, as a sentence; empty where the value is no such answer."""
    error = value.get("error") if isinstance(value, dict) else None
    if not isinstance(error, dict) or "code" not in error or not text_at(error, "message", "status"):
        return ""
    reason = shortened(text_at(error, "message", "status"), _SAID_LIMIT).removesuffix(".")
    return _("PageSpeed made no report but answered “{reason}”.").format(reason=reason)


def _results(value: Any) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Yield path, name, result and figures of real visitors for each page in a file."""
    if isinstance(value, list):
        refuse_none(value)
        for path, each in numbered(value, "$"):
            yield _one(an_object(each, path), path)
        return
    whole = an_object(value, "$")
    if "steps" not in whole:
        yield _one(whole, "$")
        return
    steps = a_list(whole["steps"], "$.steps")
    if not steps:
        raise bad("$.steps", _("the list is empty: there is no step in it."))
    for path, each in numbered(steps, "$.steps"):
        step = an_object(each, path)
        result = an_object(step.get("lhr"), f"{path}.lhr")
        yield f"{path}.lhr", text_at(step, "name") or _url(result), result, {}


def _one(table: dict[str, Any], path: str) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
    for key in ("lhr", "lighthouseResult"):
        if key in table:
            result = an_object(table[key], f"{path}.{key}")
            experience = table.get("loadingExperience")
            field = (
                experience if isinstance(experience, dict) and not experience.get("origin_fallback") else {}
            )
            return f"{path}.{key}", _url(result), result, field
    return path, _url(table), table, {}


def _url(result: dict[str, Any]) -> str:
    return text_at(result, "finalDisplayedUrl", "finalUrl", "mainDocumentUrl", "requestedUrl")


def _version(result: dict[str, Any], path: str) -> str:
    """Return the version of the program; raise BadContentError for one whose results have another shape."""
    place = f"{path}.lighthouseVersion"
    if "lighthouseVersion" not in result:
        raise bad(place, _("is missing: this is no result of Lighthouse."))
    version = a_text(result["lighthouseVersion"], place)
    number = re.match(r"\d{1,4}(?=\.|$)", version)
    if number is None or not FIRST_VERSION <= int(number[0]) <= LAST_VERSION:
        raise bad(
            place,
            _("is {version}, but versions {first} to {last} are read.").format(
                version=shortened(version, 20), first=FIRST_VERSION, last=LAST_VERSION
            ),
        )
    return shortened(version, 20)


def _page(result: dict[str, Any], path: str, name: str, field: dict[str, Any]) -> Page:
    # A snapshot or a span of time has no scores, only how many of its audits passed, and nothing loads in it.
    navigated = result.get("gatherMode", "navigation") == "navigation"
    scores = _scores(result, path) if navigated else {}
    audits = an_object(result.get("audits"), f"{path}.audits")
    results = [_result(key, audit, f"{path}.audits.{key}") for key, audit in audits.items()]
    results = _with_field(results, field)
    if not scores and not results:
        raise bad(f"{path}.audits", _("there is no audit in it."))
    figure = next((scores[key] for key in (*_CATEGORIES, *scores) if key in scores), None)
    url = _url(result)
    mobile = navigated and _is_mobile(result)
    return Page(name or url or _("page"), tuple(results), figure, mobile, url, scores)


def _failed_run(result: dict[str, Any], path: str) -> BadContentError | None:
    """Return why a page could not be looked at; None where it was."""
    error = result.get("runtimeError")
    if not isinstance(error, dict) or error.get("code", "NO_ERROR") == "NO_ERROR":
        return None
    reason = shortened(text_at(error, "message", "code") or "?", _SAID_LIMIT)
    return bad(
        f"{path}.runtimeError", _("Lighthouse could not load the page: {reason}").format(reason=reason)
    )


def _scores(result: dict[str, Any], path: str) -> dict[str, float]:
    """Return the scores 0..100 by category; categories that were not worked out are left out."""
    categories = result.get("categories")
    found: dict[str, float] = {}
    if isinstance(categories, list):
        pairs = [
            (text_at(an_object(each, at), "id"), each, at)
            for at, each in numbered(categories, f"{path}.categories")
        ]
    else:
        table = an_object(categories, f"{path}.categories")
        pairs = [(key, each, f"{path}.categories.{key}") for key, each in table.items()]
    for key, each, at in pairs:
        score = a_score(an_object(each, at).get("score"), f"{at}.score")
        if score is not None:
            found[key] = round(100 * score, 1)
    return found


def _result(key: str, value: Any, path: str) -> Result:
    audit = an_object(value, path)
    score = audit.get("score")
    mode = text_at(audit, "scoreDisplayMode")
    figure = a_number(audit.get("numericValue", _raw(audit)), f"{path}.numericValue")
    return Result(
        "lighthouse",
        key,
        _outcome(a_score(score, f"{path}.score") if not isinstance(score, bool) else float(score), mode),
        _failing(audit),
        shortened(text_at(audit, "title", "description").replace("`", "") or key, _SAID_LIMIT),
        figure=None if mode in _NOT_RUN else figure,
    )


def _raw(audit: dict[str, Any]) -> Any:
    """Return the figure as versions before 5 name it; there it may be a truth value."""
    raw = audit.get("rawValue")
    return None if isinstance(raw, bool) else raw if isinstance(raw, int | float) else None


def _outcome(score: float | None, mode: str) -> Outcome:
    if mode in ("notApplicable", "not-applicable"):
        return Outcome.INAPPLICABLE
    if score is None or mode in _NOT_RUN:
        return Outcome.UNTESTED
    if mode == "binary" or score in (0, 1):
        return Outcome.PASSED if score == 1 else Outcome.FAILED
    # Lighthouse itself shows 0.9 and more as passed.
    return Outcome.PASSED if score >= 0.9 else Outcome.FAILED


def _failing(audit: dict[str, Any]) -> int:
    details = audit.get("details")
    items = details.get("items") if isinstance(details, dict) else None
    return len(items) if isinstance(items, list) and audit.get("score") == 0 else 0


def _with_field(results: list[Result], field: dict[str, Any]) -> list[Result]:
    """Put the figures of real visitors in the place of those of the test."""
    metrics = field.get("metrics")
    if not isinstance(metrics, dict):
        return results
    known = {result.rule: result for result in results}
    for name, (rule, factor) in _FIELD.items():
        metric = metrics.get(name)
        figure = metric.get("percentile") if isinstance(metric, dict) else None
        if isinstance(figure, int | float) and not isinstance(figure, bool):
            said = _("{metric} of real visitors").format(metric=name)
            known[rule] = Result("lighthouse", rule, Outcome.UNTESTED, 0, said, figure=figure * factor)
    return list(known.values())


def _is_mobile(result: dict[str, Any]) -> bool:
    settings = result.get("configSettings")
    if not isinstance(settings, dict):
        return False
    factor = settings.get("formFactor") or settings.get("emulatedFormFactor")
    if isinstance(factor, str):
        return factor == "mobile"
    return settings.get("disableDeviceEmulation") is False
