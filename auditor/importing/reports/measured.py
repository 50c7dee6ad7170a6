"""Reports of tools in one shape: pages, and what each rule gave on them. And the answers to checks they suggest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.i18n import number
from auditor.base.vocabulary import Verdict
from auditor.library.measures import Measure, measures
from auditor.views.imports import PlannedSuggestion

TOOLS = ("axe", "htmlcs", "equal-access", "wave", "lighthouse")
"""Programs that measure: what they leave open is of elements, not of criteria."""


class Outcome(StrEnum):
    """What a rule gave on a page, the gravest first."""

    FAILED = "failed"
    CANT_TELL = "cant-tell"
    PASSED = "passed"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Result(Struct, frozen=True):
    """What one rule gave on one page."""

    tool: str
    """Whose rule it is: one of `TOOLS`, or wcag; empty for a rule of unknown origin."""
    rule: str
    outcome: Outcome
    count: int = 0
    """At how many elements it failed; 0 where that is not said."""
    said: str = ""
    """What it asks or found, in the tool's words."""
    impact: str = ""
    figure: float | None = None
    """What was measured, in the unit of its measure."""


class Page(Struct, frozen=True):
    """A page, or a step of a flow, and its results."""

    name: str
    results: tuple[Result, ...]
    figure: float | None = None
    """The page's own figure: a score 0..100, or how many faults."""
    mobile: bool = False
    """Measured as on a phone."""
    link: str = ""
    scores: Mapping[str, float] | None = None
    """Scores 0..100 by category, where the tool gives any."""
    named: bool = True
    """The report says what it is called; else its name is only its place in the report."""
    failed: str = ""
    """Why the tool could not look at it; empty where it did."""


class Report(Struct, frozen=True):
    """A whole report of a tool."""

    tool: str
    """Its name and version, as it is told to people."""
    pages: tuple[Page, ...]
    taken: date | None
    unit: str
    """What the pages' figures count."""
    better: str
    """Whether higher or lower figures are good."""
    remarks: tuple[str, ...] = ()


def faults(results: Iterable[Result]) -> float:
    """Return at how many elements rules failed; a rule that does not say at how many counts as one."""
    return float(sum(result.count or 1 for result in results if result.outcome is Outcome.FAILED))


def by_rule(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return results that are of an element each as one a rule and outcome, with their counts added up."""
    sums: dict[tuple[str, str, Outcome], Result] = {}
    for each in results:
        key = (each.tool, each.rule, each.outcome)
        known = sums.get(key)
        sums[key] = replace(known, count=known.count + each.count) if known else each
    return tuple(sums.values())


def left_open(pages: Iterable[Page]) -> dict[str, int]:
    """Return at how many elements a person is to look, by what is said of them: where rules could not tell."""
    found: dict[str, int] = {}
    for page in pages:
        for result in page.results:
            if result.outcome is Outcome.CANT_TELL and result.tool in TOOLS:
                words = result.said or result.rule
                found[words] = found.get(words, 0) + (result.count or 1)
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def suggested(touchpoint_id: int, pages: Iterable[Page]) -> tuple[PlannedSuggestion, ...]:
    """Return the answers that pages suggest at a touchpoint, one a check at most.

    A check fails where it fails on any page, and passes where it passes on every page that was measured for it
    and nothing was left open. A rule says only what its measure lets it say.
    """
    said: dict[tuple[str, str], list[tuple[Verdict | None, Result]]] = {}
    for page in pages:
        for result in page.results:
            measure = measures(result.tool).get(result.rule) if result.tool else None
            if measure is not None and (page.mobile or not measure.mobile):
                key = (measure.checklist, measure.check_key)
                said.setdefault(key, []).append((_verdict(measure, result), result))
    found = ((check, _together(each)) for check, each in said.items())
    return tuple(
        PlannedSuggestion(touchpoint_id, *check, verdict, _why(verdict, said[check]))
        for check, verdict in found
        if verdict is not None
    )


def suggested_by_page(
    touchpoint_id: int, pages: Mapping[str, Sequence[Page]]
) -> dict[str, tuple[PlannedSuggestion, ...]]:
    """Return the answers that each page suggests at a touchpoint, by what it is called.

    A page that passes says so only where no other page of the touchpoint leaves the check open.
    """
    whole = {(each.checklist, each.check_key) for each in suggested(touchpoint_id, [*chain(*pages.values())])}
    return {
        name: tuple(
            each for each in suggested(touchpoint_id, group) if (each.checklist, each.check_key) in whole
        )
        for name, group in pages.items()
    }


def asked(pages: Iterable[Page]) -> list[str]:
    """Return the checks about which a run of a tool asked anything, as `checklist/key`, whatever came of it."""
    found = set()
    for page in pages:
        for result in page.results:
            measure = measures(result.tool).get(result.rule) if result.tool else None
            if measure is None or (measure.mobile and not page.mobile):
                continue
            if result.outcome is not Outcome.UNTESTED or result.figure is not None:
                found.add(f"{measure.checklist}/{measure.check_key}")
    return sorted(found)


_VERDICTS = {
    Outcome.FAILED: Verdict.FAIL,
    Outcome.PASSED: Verdict.PASS,
    Outcome.INAPPLICABLE: Verdict.NOT_APPLICABLE,
}
_GRAVEST = (Verdict.FAIL, Verdict.PARTLY)
_TOLD = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED)
"""Outcomes that leave a check open where the measure may not decide by them."""


def _verdict(measure: Measure, result: Result) -> Verdict | None:
    if measure.pass_to is not None:
        verdict = None if result.figure is None else measure.verdict_of(result.figure)
    else:
        verdict = _VERDICTS.get(result.outcome)
    return verdict if verdict in measure.says else None


def _together(said: Sequence[tuple[Verdict | None, Result]]) -> Verdict | None:
    verdicts = {verdict for verdict, _result in said}
    for verdict in _GRAVEST:
        if verdict in verdicts:
            return verdict
    if any(verdict is None and result.outcome in _TOLD for verdict, result in said):
        return None
    if Verdict.PASS in verdicts:
        return Verdict.PASS
    return Verdict.NOT_APPLICABLE if verdicts == {Verdict.NOT_APPLICABLE} else None


def _why(verdict: Verdict, said: Sequence[tuple[Verdict | None, Result]]) -> str:
    """Return what the results of that verdict say, in the tool's words: how many, and of what."""
    counts: dict[str, int] = {}
    for each, result in said:
        if each is verdict:
            words = _words(result)
            counts[words] = counts.get(words, 0) + result.count
    return "; ".join(f"{count} × {words}" if count else words for words, count in list(counts.items())[:3])


def _words(result: Result) -> str:
    """Return what a result says, with its figure where the measure goes by one."""
    measure = measures(result.tool)[result.rule]
    words = result.said or result.rule
    if measure.pass_to is None or result.figure is None:
        return words
    return (
        f"{words} {number(result.figure)} {measure.unit}"
        if measure.unit
        else f"{words} {number(result.figure, 2)}"
    )
