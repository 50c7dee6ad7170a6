"""Reads the results of axe-core that were written as SARIF 2.1.0, an element a result.

Shapes after the standard (docs.oasis-open.org/sarif/sarif/v2.1.0) and the converter of axe's results
(github.com/microsoft/axe-sarif-converter).
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
from auditor.importing.reports.pages import refuse_many

_OUTCOMES = {
    "fail": Outcome.FAILED,
    "pass": Outcome.PASSED,
    "open": Outcome.CANT_TELL,
    "review": Outcome.CANT_TELL,
    "notApplicable": Outcome.INAPPLICABLE,
    "informational": Outcome.UNTESTED,
}
_SAID_LIMIT = 200


def read_sarif(value: Any) -> Report:
    """Return the report in a JSON value; raise BadContentError with the path of what is no SARIF of axe-core."""
    pages: dict[str, list[Result]] = {}
    versions: list[str] = []
    days = []
    for path, each in numbered(_runs(value), "$.runs"):
        run = an_object(each, path)
        driver = _driver(run)
        if not is_axe_run(run):
            name = text_at(driver, "fullName", "name") or "?"
            raise bad(
                f"{path}.tool.driver.name",
                _("is {name}, but only results of axe-core are read.").format(name=shortened(name, 60)),
            )
        if version := text_at(driver, "version", "semanticVersion"):
            versions.append(shortened(version, 20))
        rules = _rules(driver)
        for url in _targets(run):
            pages.setdefault(url, [])
        whole = next(iter(_targets(run)), "")
        for at, one in numbered(a_list(run.get("results"), f"{path}.results"), f"{path}.results"):
            result = an_object(one, at)
            pages.setdefault(_url(result, run) or whole, []).append(_result(result, at, rules))
        days += [day for moment in _moments(run) if (day := day_of(moment))]
    if not pages:
        raise bad("$.runs", _("there is no page in it."))
    refuse_many(pages)
    tool = " ".join(["axe-core", ", ".join(dict.fromkeys(versions))]).strip()
    return Report(
        tool,
        tuple(_page(url, results, number) for number, (url, results) in enumerate(pages.items(), start=1)),
        max(days) if days else None,
        _("faults"),
        Better.LOWER.value,
    )


def is_sarif(value: Any) -> bool:
    """Tell whether a JSON value is SARIF, of whatever program."""
    if not isinstance(value, dict) or not isinstance(value.get("runs"), list):
        return False
    return "sarif" in text_at(value, "$schema").casefold() or text_at(value, "version").startswith("2.")


def is_axe_sarif(value: Any) -> bool:
    """Tell whether a JSON value is SARIF of axe-core."""
    return is_sarif(value) and any(isinstance(each, dict) and is_axe_run(each) for each in value["runs"])


def is_axe_run(run: dict[str, Any]) -> bool:
    """Tell whether a run of SARIF is of axe-core."""
    driver = _driver(run)
    words = (text_at(driver, "name") + " " + text_at(driver, "fullName")).casefold().replace("-", " ").split()
    return "axe" in words


def program_of(value: Any) -> str:
    """Return what the program is called whose SARIF a JSON value is; empty where it does not say."""
    names = (text_at(_driver(each), "name") for each in value["runs"] if isinstance(each, dict))
    return shortened(next(filter(None, names), ""), 60)


def _runs(value: Any) -> list[Any]:
    table = an_object(value, "$")
    if "runs" not in table:
        raise bad("$.runs", _("is missing: this is no SARIF."))
    return a_list(table["runs"], "$.runs")


def _driver(run: dict[str, Any]) -> dict[str, Any]:
    tool = run.get("tool")
    driver = tool.get("driver") if isinstance(tool, dict) else None
    return driver if isinstance(driver, dict) else {}


def _rules(driver: dict[str, Any]) -> dict[str, str]:
    """Return what each rule asks."""
    listed = driver.get("rules")
    found: dict[str, str] = {}
    for each in listed if isinstance(listed, list) else []:
        if isinstance(each, dict):
            short = each.get("shortDescription")
            said = text_at(each, "name") or (text_at(short, "text") if isinstance(short, dict) else "")
            found[text_at(each, "id")] = said
    return found


def _artifacts(run: dict[str, Any]) -> list[dict[str, Any]]:
    listed = run.get("artifacts")
    return [each if isinstance(each, dict) else {} for each in listed] if isinstance(listed, list) else []


def _uri(holder: dict[str, Any]) -> str:
    location = holder.get("location", holder.get("artifactLocation"))
    return text_at(location, "uri") if isinstance(location, dict) else ""


def _targets(run: dict[str, Any]) -> list[str]:
    """Return the addresses of the pages that a run looked at."""
    return [url for each in _artifacts(run) if (url := _uri(each))]


def _url(result: dict[str, Any], run: dict[str, Any]) -> str:
    locations = result.get("locations")
    first = locations[0] if isinstance(locations, list) and locations else None
    physical = first.get("physicalLocation") if isinstance(first, dict) else None
    if not isinstance(physical, dict):
        return ""
    if url := _uri(physical):
        return url
    location = physical.get("artifactLocation")
    index = location.get("index") if isinstance(location, dict) else None
    artifacts = _artifacts(run)
    if isinstance(index, int) and not isinstance(index, bool) and 0 <= index < len(artifacts):
        return _uri(artifacts[index])
    return ""


def _moments(run: dict[str, Any]) -> list[str]:
    invocations = run.get("invocations")
    listed = invocations if isinstance(invocations, list) else []
    return [text_at(each, "endTimeUtc", "startTimeUtc") for each in listed if isinstance(each, dict)]


def _result(result: dict[str, Any], path: str, rules: dict[str, str]) -> Result:
    rule = a_text(result.get("ruleId"), f"{path}.ruleId")
    outcome = _OUTCOMES[a_word(result.get("kind", "fail"), f"{path}.kind", _OUTCOMES)]
    message = result.get("message")
    said = rules.get(rule) or (text_at(message, "text") if isinstance(message, dict) else "")
    counted = outcome in (Outcome.FAILED, Outcome.CANT_TELL)
    return Result("axe", rule, outcome, int(counted), shortened(said or rule, _SAID_LIMIT))


def _page(url: str, results: list[Result], number: int) -> Page:
    name = url or _("page {number}").format(number=number)
    kept = by_rule(results)
    return Page(name, kept, faults(kept), link=url, named=bool(url))
