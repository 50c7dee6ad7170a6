"""Reads the answers of WAVE as JSON, one page or a list of them.

Shapes after the documentation of WAVE's API (wave.webaim.org/api/docs). Its errors and contrast errors are faults; its
alerts are left to a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.base.i18n import _
from auditor.base.text import shortened
from auditor.base.values import UnfitError, a_number
from auditor.base.vocabulary import Better
from auditor.importing.files.structured import an_object, bad, text_at
from auditor.importing.reports.measured import Outcome, Page, Report, Result, faults
from auditor.importing.reports.pages import first_pages, pages_in

_CATEGORIES = {"error": Outcome.FAILED, "contrast": Outcome.FAILED, "alert": Outcome.CANT_TELL}
_SAID_LIMIT = 200


def read_wave(value: Any) -> Report:
    """Return the report in a JSON value; raise BadContentError with the path of what is no answer of WAVE."""
    heads = pages_in(value)
    pages = tuple(_page(an_object(each, path), path, at) for at, (path, each) in enumerate(heads, start=1))
    if all(page.failed for page in pages):
        raise bad(heads[0][0], pages[0].failed)
    return Report("WAVE", pages, None, _("faults"), Better.LOWER.value)


def is_wave(value: Any) -> bool:
    """Tell whether a JSON value looks like an answer of WAVE."""
    return any(isinstance(each, dict) and _is_answer(each) for each in first_pages(value))


def _is_answer(table: dict[str, Any]) -> bool:
    status, statistics = table.get("status"), table.get("statistics")
    return (isinstance(status, dict) and "success" in status) and (
        "categories" in table
        or status["success"] is False
        or (isinstance(statistics, dict) and "waveurl" in statistics)
    )


def _page(table: dict[str, Any], path: str, at: int) -> Page:
    status = table.get("status")
    statistics = table.get("statistics")
    statistics = statistics if isinstance(statistics, dict) else {}
    url = text_at(statistics, "pageurl")
    name = url or text_at(statistics, "pagetitle") or _("page {number}").format(number=at)
    if isinstance(status, dict) and status.get("success") is False:
        reason = shortened(text_at(status, "error", "message") or "?", _SAID_LIMIT).removesuffix(".")
        return Page(
            name, (), link=url, failed=_("WAVE could not test the page: {reason}.").format(reason=reason)
        )
    if "categories" not in table:
        raise bad(f"{path}.categories", _("is missing: this is no answer of WAVE."))
    categories = an_object(table["categories"], f"{path}.categories")
    if "error" not in categories:
        raise bad(f"{path}.categories.error", _("is missing: this is no answer of WAVE."))
    results = tuple(
        result
        for key, outcome in _CATEGORIES.items()
        if key in categories
        for result in _category(key, categories[key], f"{path}.categories.{key}", outcome)
    )
    return Page(
        name, results, faults(results), link=url, named=name in (url, text_at(statistics, "pagetitle"))
    )


def _category(key: str, value: Any, path: str, outcome: Outcome) -> Iterator[Result]:
    """Yield what a category counts: by item, or as a whole where the answer lists none."""
    table = an_object(value, path)
    whole = _count(table, path)
    listed = 0
    items = table.get("items")
    for name, each in an_object(items, f"{path}.items").items() if items else ():
        item = an_object(each, f"{path}.items.{name}")
        count = _count(item, f"{path}.items.{name}")
        listed += count
        if count:
            said = shortened(text_at(item, "description") or name.replace("_", " "), _SAID_LIMIT)
            yield Result("wave", name, outcome, count, said)
    if items and listed != whole:
        raise bad(f"{path}.count", _("is not what its items add up to."))
    if not items and whole:
        yield Result("wave", key, outcome, whole, text_at(table, "description") or key)


def _count(table: dict[str, Any], path: str) -> int:
    try:
        count = a_number(table.get("count"), 0)
    except UnfitError as error:
        raise bad(f"{path}.count", f"{error}.") from None
    if count != int(count):
        raise bad(f"{path}.count", _("must be a whole number."))
    return int(count)
