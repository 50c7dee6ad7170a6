"""What the report of a tool becomes: a piece of evidence a touchpoint, and the answers to checks it suggests."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from auditor.analysis.superseding import tool_name
from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext, number
from auditor.base.text import folded, shortened
from auditor.base.vocabulary import EvidenceKind
from auditor.base.ways_out import Told, WayOut
from auditor.importing.files.reading import Source
from auditor.importing.places import Target, placed, refuse_unknown_names, unplaced
from auditor.importing.reports.measured import (
    Outcome,
    Page,
    Report,
    Result,
    asked,
    left_open,
    suggested_by_page,
)
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import ImportPlan, Landing, PlannedSuggestion

_LISTED = 200
"""Most failed rules that are kept of a page."""


def plan_report(form: str, source: Source, report: Report, target: Target) -> ImportPlan:
    """Return what a report becomes; raise RefusedError where it is not said at which touchpoint it was measured."""
    failed = [page for page in report.pages if page.failed]
    looked_at = [page for page in report.pages if not page.failed]
    if not looked_at:
        raise RefusedError(failed[0].failed)
    refuse_unknown_names([page.name for page in report.pages], target)
    places, left_out = _places(looked_at, target)
    if not places:
        names = labels.listed([each.name for each in looked_at], 5)
        raise RefusedError(_("Say at which touchpoint it was measured."), WayOut.PLACE_REPORT, names=names)
    landings = tuple(
        landing
        for point, pages in places.items()
        for landing in _landings(form, source, report, point, pages, target)
    )
    remarks = (
        *source.remarks,
        *report.remarks,
        _understood(report),
        *filter(None, [_open_words(looked_at)]),
        *_unasked(landings, target),
    )
    said = target.maps or {}
    left_out += [
        Told(_("“{name}”: {reason}").format(name=shortened(page.name, 80), reason=page.failed))
        for page in failed
        if said.get(folded(page.name), 0) is not None
    ]
    return ImportPlan(form, target.journey.id, source.name, source.sha256, landings, remarks, tuple(left_out))


def _places(pages: Sequence[Page], target: Target) -> tuple[dict[int, list[Page]], list[Told]]:
    """Return the pages of each touchpoint: as the user maps them, else as he says for all, else by their names."""
    names = [page.name for page in pages]
    if target.is_said:
        said = target.maps or {}
        found: Mapping[str, int | None] = {name: said[folded(name)] for name in names if folded(name) in said}
        otherwise = target.touchpoint_ids
    else:
        found, otherwise = placed(names, target), ()
    places: dict[int, list[Page]] = {}
    for page in pages:
        for point in (found[page.name],) if page.name in found else otherwise:
            if point is not None:
                places.setdefault(point, []).append(page)
    lost = [
        Told(
            _("“{name}” is like no touchpoint, or like several.").format(name=shortened(name, 80)),
            WayOut.PLACE_NAME,
        )
        for name in unplaced(found, target.maps)
    ]
    return places, lost


def _landings(
    form: str, source: Source, report: Report, point: int, pages: Sequence[Page], target: Target
) -> list[Landing]:
    """Return a piece of evidence for each page of a touchpoint; several runs of one page are one."""
    runs: dict[str, list[Page]] = {}
    for page in pages:
        runs.setdefault(page.name, []).append(page)
    suggestions = suggested_by_page(point, runs)
    return [
        _landing(form, source, report, point, group, suggestions[name], target)
        for name, group in runs.items()
    ]


def _landing(
    form: str,
    source: Source,
    report: Report,
    point: int,
    pages: Sequence[Page],
    suggestions: tuple[PlannedSuggestion, ...],
    target: Target,
) -> Landing:
    figures = [page.figure for page in pages if page.figure is not None]
    lower = report.better == "lower"
    figure = None if not figures else sum(figures) if lower else sum(figures) / len(figures)
    part = pages[0].name
    draft = EvidenceDraft(
        EvidenceKind.MEASUREMENT.value,
        target.source or shortened(f"{report.tool}, {part}", 200),
        target.day or min(report.taken or target.today, target.today),
        journey_id=target.journey.id,
        touchpoint_id=point,
        persona_id=target.persona_id,
        figure=figure,
        unit=report.unit,
        better=report.better,
        note=_note(pages),
        link=next(
            (
                page.link
                for page in pages
                if page.link.startswith(("http://", "https://")) and " " not in page.link
            ),
            "",
        )[:2000],
        file=source.path,
        sha256=source.sha256,
        origin=form,
        detail=_detail(report, pages),
        tool=tool_name(report.tool),
        page=shortened(part, 2000) if pages[0].named or len(report.pages) > 1 else "",
    )
    return Landing(part, target.name_of(point), target.persona_name(target.persona_id), draft, suggestions)


def _note(pages: Sequence[Page]) -> str:
    """Return in a few lines what a report says: scores by category, and what failed most."""
    lines = []
    for page in pages[:10]:
        if page.scores:
            scores = ", ".join(f"{name} {number(score, 0)}" for name, score in page.scores.items())
            lines.append(scores if len(pages) == 1 else f"{page.name}: {scores}")
    failed = _failed(pages)
    for result in failed[:10]:
        count = f"{number(result.count)} × " if result.count else ""
        impact = f" ({result.impact})" if result.impact else ""
        lines.append(f"{count}{result.said or result.rule}{impact}")
    if len(failed) > 10:
        more = len(failed) - 10
        lines.append(ngettext("and {count} more", "and {count} more", more).format(count=number(more)))
    if not failed:
        lines.append(_("No rule failed."))
    return "\n".join([*lines, *filter(None, [_open_words(pages)])])


def _open_words(pages: Sequence[Page]) -> str:
    """Return how many elements are left to a person, and of what; empty for none."""
    found = left_open(pages)
    count = sum(found.values())
    if not count:
        return ""
    return ngettext(
        "{count} element is left to be looked at by hand: {what}.",
        "{count} elements are left to be looked at by hand: {what}.",
        count,
    ).format(
        count=number(count),
        what="; ".join(f"{number(many)} × {words.removesuffix('.')}" for words, many in [*found.items()][:5])
        + (" …" if len(found) > 5 else ""),
    )


_GRAVITY = {"critical": 0, "serious": 1, "moderate": 2, "minor": 3}


def _failed(pages: Sequence[Page]) -> list[Result]:
    """Return what failed, each rule once with its counts added up, the gravest and most frequent first."""
    sums: dict[tuple[str, str], Result] = {}
    for page in pages:
        for result in page.results:
            if result.outcome is Outcome.FAILED:
                key = (result.tool, result.rule)
                known = sums.get(key)
                count = result.count + (known.count if known else 0)
                sums[key] = Result(
                    result.tool, result.rule, result.outcome, count, result.said, result.impact, result.figure
                )
    return sorted(sums.values(), key=lambda each: (_GRAVITY.get(each.impact, 4), -each.count, each.rule))


def _detail(report: Report, pages: Sequence[Page]) -> str:
    """Return as JSON what a report listed: per page its address, scores and what failed."""
    listed = [
        {
            "name": page.name,
            "link": page.link,
            "scores": page.scores or {},
            "outcomes": {
                outcome.value: sum(each.outcome is outcome for each in page.results) for outcome in Outcome
            },
            "asked": asked([page]),
            "failed": [
                {"rule": each.rule, "count": each.count, "impact": each.impact, "said": each.said}
                for each in _failed([page])[:_LISTED]
            ],
        }
        for page in pages[:50]
    ]
    text = json.dumps({"tool": report.tool, "pages": listed}, ensure_ascii=False)
    if len(text) <= 150_000:
        return text
    return json.dumps({"tool": report.tool, "pages": len(pages)}, ensure_ascii=False)


def _unasked(landings: Sequence[Landing], target: Target) -> list[str]:
    """Say which checklists, of which answers are suggested, are not walked at their touchpoints."""
    found: list[str] = []
    for landing in landings:
        lists = {
            each.checklist
            for each in landing.suggestions
            if (each.checklist, each.check_key) not in target.asked.get(each.touchpoint_id, ())
        }
        if lists:
            found.append(
                _("“{touchpoint}” is not walked with {checklists}: what is suggested of them waits.").format(
                    touchpoint=shortened(landing.touchpoint, 60), checklists=", ".join(sorted(lists))
                )
            )
    return found


def _understood(report: Report) -> str | Told:
    count = len(report.pages)
    text = ngettext(
        "A report of {tool} on {count} page.", "A report of {tool} on {count} pages.", count
    ).format(tool=report.tool, count=number(count))
    if report.taken is None:
        return Told(text + " " + _("It does not say when it was made, so today is taken."), WayOut.NAME_DAY)
    return text
