"""The tables of a report as rows of raw values, to be filtered and reckoned with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from auditor.analysis.mapping import Layer, curve
from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.reporting.contents import Contents
from auditor.sentences import evidence as evidence_text
from auditor.sentences.explain_score import score_name
from auditor.sentences.findings import with_remark
from auditor.sentences.responsibility import responsible_text
from auditor.sentences.standing import differing_text, draft_text
from auditor.views.maps import JourneyMap, MapPoint

Value = str | int | float | bool | date | None


class ReportSheet(Struct, frozen=True):
    """A sheet: its name, titles of columns, and rows of raw values."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]
    names: int = 0
    """The column that names a row, counted from 0."""
    quadrant: int | None = None
    """The column of quadrants, by which rows are coloured."""


def touchpoints(contents: Contents) -> ReportSheet:
    """Return the touchpoints in order."""
    stages = {stage.id: stage.name for stage in contents.map.journey.stages}
    support = {one.touchpoint_id: one for one in contents.support.points} if contents.support else {}
    titles = [
        *(
            _("Place"),
            _("No."),
            _("Stage"),
            _("Touchpoint"),
            _("About"),
            _("Channel"),
            _("Moment"),
            _("Side"),
        ),
        *(_("Importance"), _("Moment of truth"), _("Existence"), _("Wanted"), _("Need")),
        *(_("Checks passed"), _("Checks answered"), _("Open actions"), _("Support"), _("Confidence")),
        *(_("Draft"), _("Auditors"), _("Responsible")),
    ]
    answering = {one.touchpoint_id: responsible_text(one.responsible) for one in contents.charges}
    rows = [
        (
            place,
            point.touchpoint.id,
            stages[point.stage_id],
            point.touchpoint.name,
            point.touchpoint.about,
            labels.word(point.touchpoint.channel),
            labels.word(point.touchpoint.moment),
            labels.word(point.touchpoint.side),
            point.touchpoint.importance,
            point.touchpoint.critical,
            labels.word(point.touchpoint.existence),
            point.touchpoint.wanted,
            float(point.touchpoint.need),
            point.passed,
            point.judged,
            point.open_actions,
            labels.word(known.level) if (known := support.get(point.touchpoint.id)) else None,
            known.confidence if known else None,
            draft_text(point) or None,
            differing_text(point) or None,
            answering.get(point.touchpoint.id) or None,
        )
        for place, point in enumerate(contents.map.points, start=1)
    ]
    return ReportSheet(_("Touchpoints"), titles, rows, titles.index(_("Touchpoint")))


def feelings(contents: Contents) -> ReportSheet:
    """Return the feelings at each touchpoint: of all together, of each persona, and the other readings."""
    personas = contents.map.everybody
    stages = {stage.id: stage.name for stage in contents.map.journey.stages}
    curves = [
        (_("All"), curve(contents.map, Layer.NEWEST)),
        *((one.name, curve(contents.map, Layer.NEWEST, one.id)) for one in personas),
        (_("Last time"), curve(contents.map, Layer.BEFORE)),
        (_("Assumed"), curve(contents.map, Layer.ASSUMED)),
        (_("Observed"), curve(contents.map, Layer.OBSERVED)),
        (_("Wanted"), curve(contents.map, Layer.WANTED)),
    ]
    rows = [
        (
            place + 1,
            stages[point.stage_id],
            point.touchpoint.name,
            *(None if scores[place] is None else float(scores[place] or 0) for _name, scores in curves),
            _drafts(contents.map, point),
        )
        for place, point in enumerate(contents.map.points)
    ]
    titles = [_("Place"), _("Stage"), _("Touchpoint"), *(name for name, _scores in curves), _("Draft")]
    return ReportSheet(_("Feelings"), titles, rows, titles.index(_("Touchpoint")))


def _drafts(journey_map: JourneyMap, point: MapPoint) -> str | None:
    """Name the personas whose feelings at a touchpoint are from audits in progress."""
    drafts = [
        one.name
        for one in journey_map.everybody
        if (felt := point.feelings.get(one.id)) is not None and felt.draft
    ]
    return ", ".join(drafts) or None


def answers(contents: Contents) -> ReportSheet:
    """Return every check asked in the newest audit of each persona."""
    titles = [
        *(_("Audit"), _("Persona"), _("Auditor"), _("Stage"), _("Touchpoint"), _("Checklist"), _("Check")),
        *(_("Severity"), _("Answer"), _("Comment"), _("Answered")),
    ]
    rows = [
        (
            audit.id,
            audit.persona,
            audit.auditor,
            visit.stage,
            visit.touchpoint,
            in_language(answer.check.list_title) or answer.check.checklist,
            in_language(answer.check.text),
            answer.check.severity,
            labels.word(answer.verdict) if answer.verdict else None,
            answer.note,
            answer.answered,
        )
        for audit in contents.answered
        for visit in audit.visits
        for answer in visit.answers
    ]
    return ReportSheet(_("Answers"), titles, rows, titles.index(_("Touchpoint")))


def findings(contents: Contents) -> ReportSheet:
    """Return what the newest audit of each persona found."""
    titles = [
        *(_("Persona"), _("Stage"), _("Touchpoint"), _("Finding"), _("Severity"), _("Comment")),
        *(_("Action no."), _("Status")),
    ]
    rows = [
        (
            heard.audit.persona,
            one.stage,
            one.touchpoint,
            with_remark(one),
            one.check.severity if one.check else None,
            one.note,
            one.action_id,
            labels.word(one.action_status) if one.action_status else None,
        )
        for heard in contents.heard
        for one in heard.findings
    ]
    return ReportSheet(_("Findings"), titles, rows, titles.index(_("Touchpoint")))


def actions(contents: Contents) -> ReportSheet:
    """Return all actions but dropped ones, in order of priority."""
    titles = [
        *(_("Place"), _("No."), _("Action"), _("Stage"), _("Touchpoint"), _("Effort"), _("Impact")),
        *(
            _("Need"),
            _("Confidence"),
            score_name(contents.method),
            _("Quadrant"),
            _("Status"),
            _("Owner"),
            _("Due"),
        ),
        *(_("Effect"), _("Created")),
    ]
    places = {one.id: place for place, one in enumerate(contents.open_actions, start=1)}
    rows = [
        (
            places.get(one.id),
            one.id,
            one.title,
            one.stage,
            one.touchpoint,
            one.effort,
            one.impact,
            float(one.need),
            float(one.confidence),
            float(one.priority),
            labels.word(one.quadrant),
            labels.word(one.status),
            one.owner,
            one.due,
            labels.word(one.effect) if one.effect else None,
            one.created,
        )
        for one in contents.actions
    ]
    return ReportSheet(_("Actions"), titles, rows, titles.index(_("Action")), titles.index(_("Quadrant")))


def evidence(contents: Contents) -> ReportSheet:
    """Return the pieces of evidence."""
    titles = [
        *(_("No."), _("About"), _("Kind"), _("Source"), _("Collected"), _("People"), _("Figure"), _("Unit")),
        *(_("Target"), _("Feeling"), _("Quote"), _("Note"), _("Link")),
    ]
    rows = [
        (
            one.id,
            evidence_text.place_text(one),
            labels.word(one.kind),
            one.source,
            one.collected,
            one.people,
            one.figure,
            one.unit,
            one.target,
            one.feeling,
            one.quote,
            one.note,
            one.link,
        )
        for one in contents.evidence
    ]
    return ReportSheet(_("Evidence"), titles, rows, titles.index(_("About")))
