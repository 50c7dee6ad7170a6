"""The tables of a report as rows of raw values, to be filtered and reckoned with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from auditor.analysis.lasting import stand_of
from auditor.analysis.losses import PointLoss
from auditor.analysis.mapping import Layer, curve, has_own_wish
from auditor.analysis.moments import MomentBounds, gap, moment_of_truth
from auditor.analysis.returns import expected_return
from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import ReportPart
from auditor.reporting.comparison import PersonasCompared
from auditor.reporting.contents import Contents
from auditor.reporting.found import helps, live, noted
from auditor.reporting.goals import goals
from auditor.reporting.grids import part_title
from auditor.reporting.sections import in_progress
from auditor.reporting.to_be import changes
from auditor.sentences import comparing
from auditor.sentences import evidence as evidence_text
from auditor.sentences import findings as findings_text
from auditor.sentences.explain_score import score_name
from auditor.sentences.faults import address, is_duty, severity, statement
from auditor.sentences.interviews import WITHHELD
from auditor.sentences.moments import doubt_text
from auditor.sentences.persona import supported, texts
from auditor.sentences.responsibility import responsible_text
from auditor.sentences.sources import sources_line
from auditor.sentences.standing import differing_text, draft_text
from auditor.sentences.to_be import channel_then, for_whom, needs_met
from auditor.views.findings import Finding
from auditor.views.journeys import Touchpoint
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
        *(_("Draft"), _("Auditors")),
        *(_("To the business"), _("Computed moment of truth"), _("Gap"), _("Doubt")),
        *(_("Lost a month, at least"), _("Lost a month, at most")),
        _("Responsible"),
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
            point.known_need,
            point.passed,
            point.judged,
            point.open_actions,
            labels.word(known.level) if (known := support.get(point.touchpoint.id)) else None,
            known.confidence if known else None,
            draft_text(point) or None,
            differing_text(point) or None,
            *_moment(point.touchpoint, contents.moments),
            *_lost(contents.losses.at(point.touchpoint.id)),
            answering.get(point.touchpoint.id) or None,
        )
        for place, point in enumerate(contents.map.points, start=1)
    ]
    return ReportSheet(_("Touchpoints"), titles, rows, titles.index(_("Touchpoint")))


def _moment(point: Touchpoint, bounds: MomentBounds) -> tuple[Value, Value, Value, Value]:
    """Return what a touchpoint means to the business, and the computed moment of truth with gap and doubt."""
    if point.business is None:
        return None, None, None, None
    return (
        point.business,
        moment_of_truth(point.importance, point.business),
        gap(point.importance, point.business),
        doubt_text(point, bounds) or None,
    )


def _lost(found: PointLoss | None) -> tuple[Value, Value]:
    """Return the ends of what a touchpoint loses a month."""
    if found is None or found.loss is None:
        return None, None
    return found.loss.lost.low, found.loss.lost.high


def feelings(contents: Contents, name: str = "") -> ReportSheet:
    """Return the feelings at each touchpoint: of all together, of each persona, and the other readings.

    `name` is that of the sheet, where it is not the journey reported.
    """
    personas = contents.map.everybody
    stages = {stage.id: stage.name for stage in contents.map.journey.stages}
    curves = [
        (_("All"), curve(contents.map, Layer.NEWEST)),
        *((one.name, curve(contents.map, Layer.NEWEST, one.id)) for one in personas),
        (_("Last time"), curve(contents.map, Layer.BEFORE)),
        (_("Assumed"), curve(contents.map, Layer.ASSUMED)),
        (_("Observed"), curve(contents.map, Layer.OBSERVED)),
        (_("Wanted"), curve(contents.map, Layer.WANTED)),
        *(
            (_("Wanted: {whom}").format(whom=one.name), curve(contents.map, Layer.WANTED, one.id))
            for one in contents.map.personas
            if any(has_own_wish(point, one.id) for point in contents.map.points)
        ),
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
    return ReportSheet(name or _("Feelings"), titles, rows, titles.index(_("Touchpoint")))


def _drafts(journey_map: JourneyMap, point: MapPoint) -> str | None:
    """Name the personas whose feelings at a touchpoint are from audits in progress."""
    drafts = [
        one.name
        for one in journey_map.everybody
        if (felt := point.feelings.get(one.id)) is not None and felt.draft
    ]
    return ", ".join(drafts) or None


def personas_compared(known: PersonasCompared) -> ReportSheet:
    """Return what is felt, needed and supported at each touchpoint, persona by persona, and how far they are apart."""
    titles = [_("Place"), _("No."), _("Stage"), _("Touchpoint"), _("Channel")]
    for one in known.found.personas:
        titles += [
            _("{persona}: {what}").format(persona=one.name, what=what)
            for what in (_("Feeling"), _("Need"), _("Support"), _("Confidence"))
        ]
    rows = [
        (
            place,
            one.point.touchpoint.id,
            one.stage,
            one.point.touchpoint.name,
            labels.word(one.point.touchpoint.channel),
            *(
                value
                for persona, side in zip(known.found.personas, one.sides, strict=True)
                for value in (
                    None if side.feeling is None else float(side.feeling),
                    None if side.need is None else float(side.need),
                    labels.word(comparing.level_at(known.supports, persona.id, one)),
                    known.supports[persona.id][one.point.touchpoint.id].confidence,
                )
            ),
            None if one.gap is None else float(one.gap.size),
        )
        for place, one in enumerate(known.found.points, start=1)
    ]
    return ReportSheet(
        part_title(ReportPart.COMPARED), [*titles, _("Steps apart")], rows, titles.index(_("Touchpoint"))
    )


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
    """Return the open findings, the worst first, and then the remarks, which never count."""
    titles = [
        *(_("Name"), _("Finding"), _("Kind"), _("Severity"), _("How bad"), _("Stage"), _("Touchpoint")),
        *(_("Touchpoints"), _("Also at"), _("On the page"), _("Item"), _("Address"), _("Whom it hits")),
        *(_("Open since"), _("Came back"), _("Found by"), _("Note"), _("Quick win")),
        *(_("Action no."), _("Action"), _("Owner"), _("Due"), _("Status"), _("What helps")),
        *(_("Checklist"), _("Check"), _("Duty"), _("Source"), _("Pictures")),
    ]
    return ReportSheet(
        _("Findings"), titles, [_finding(contents, one) for one in (*contents.faults, *contents.remarks)], 1
    )


def _finding(contents: Contents, one: Finding) -> tuple[Value, ...]:
    stand, mending = stand_of(one), live(one)
    return (
        one.name,
        statement(one),
        labels.word(one.kind),
        one.severity,
        severity(one),
        one.stage,
        one.touchpoint,
        one.places,
        ", ".join(one.elsewhere) or None,
        one.place or None,
        one.item or None,
        address(one) or None,
        one.whom or None,
        stand.since,
        stand.reopened or None,
        ", ".join(one.authors) or None,
        noted(one) or None,
        one.quick_win,
        mending[0].action_id if len(mending) == 1 else "; ".join(str(each.action_id) for each in mending),
        "; ".join(each.title for each in mending),
        "; ".join(each.owner or _("nobody") for each in mending),
        min((each.due for each in mending if each.due is not None), default=None),
        "; ".join(labels.word(each.status) for each in mending),
        helps(one) or None,
        (in_language(one.check.list_title) or one.check.checklist) if one.check else None,
        one.check.key if one.check else None,
        is_duty(one),
        sources_line(one.check, one.country) or None,
        len(contents.pictures.of(one)) or None,
    )


def drafts(contents: Contents) -> ReportSheet:
    """Return what is known from audits in progress alone."""
    titles = [_("Persona"), _("Name"), _("Stage"), _("Touchpoint"), _("Finding"), _("Severity"), _("Comment")]
    rows = [
        (
            audit.persona,
            one.finding.name if one.finding else None,
            one.stage,
            one.touchpoint,
            findings_text.with_remark(one),
            one.check.severity if one.check else None,
            one.note,
        )
        for audit, findings in in_progress(contents)
        for one in findings
    ]
    return ReportSheet(_("Drafts"), titles, rows, titles.index(_("Finding")))


def pictures(contents: Contents) -> ReportSheet:
    """Return what is to be seen on each picture of the findings; the pictures themselves stand beside."""
    titles = [_("Name"), _("Finding"), _("What is to be seen"), _("Picture")]
    whats = {one.name: statement(one) for one in (*contents.faults, *contents.remarks)}
    rows = [
        (each.finding, whats[each.finding], each.text if each.is_described else None, None)
        for each in contents.pictures.all
    ]
    return ReportSheet(_("Pictures"), titles, rows, 1)


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
        *(_("Cost, at least"), _("Cost, at most"), _("Gain a month, at least"), _("Gain a month, at most")),
        *(_("Currency"), _("Expected return"), _("P(best)")),
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
            *(one.cost_low, one.cost_high, one.gain_low, one.gain_high, one.currency or None),
            expected_return(one.cost, one.gain, contents.months) if one.cost and one.gain else None,
            contents.chances.get(one.id),
        )
        for one in contents.actions
    ]
    return ReportSheet(_("Actions"), titles, rows, titles.index(_("Action")), titles.index(_("Quadrant")))


def notes(contents: Contents) -> ReportSheet:
    """Return what is noted of the customer at the touchpoints of the journey, and of those inside."""
    titles = [_("Journey"), _("Stage"), _("Touchpoint"), _("Kind"), _("Note")]
    rows = [
        (
            one.map.journey.name,
            stages[point.stage_id],
            point.touchpoint.name,
            labels.word(note.kind),
            note.text,
        )
        for one in (contents, *(inner.contents for inner in contents.inside))
        for stages in [{stage.id: stage.name for stage in one.map.journey.stages}]
        for point in one.map.points
        for note in point.notes
    ]
    return ReportSheet(_("Notes"), titles, rows, titles.index(_("Touchpoint")))


def personas(contents: Contents) -> ReportSheet:
    """Return the personas with all that is said of them."""
    said = [dict(texts(one)) for one in contents.map.personas]
    names = list(dict.fromkeys(name for each in said for name in each))
    rows: list[tuple[Value, ...]] = [
        (one.id, one.name, supported(one), *(each.get(name, "") for name in names))
        for one, each in zip(contents.map.personas, said, strict=True)
    ]
    return ReportSheet(_("Personas"), [_("No."), _("Persona"), _("Verified"), *names], rows, 1)


def strategies(contents: Contents) -> ReportSheet:
    """Return the goals of stages, the strategies that serve them, and the actions that serve these."""
    titles = [
        *(_("Stage"), _("Goal"), _("No."), _("Strategy"), _("Who works on it")),
        *(_("No. of the action"), _("Action"), _("Status"), _("Owner"), _("Due")),
    ]
    rows = [
        (
            one.stage.name,
            one.stage.goal,
            one.strategy.id if one.strategy else None,
            one.strategy.text if one.strategy else None,
            one.standing,
            one.action.id if one.action else None,
            one.action.title if one.action else None,
            labels.word(one.action.status) if one.action else None,
            one.action.owner if one.action else None,
            one.action.due if one.action else None,
        )
        for one in goals(contents)
    ]
    return ReportSheet(part_title(ReportPart.GOALS), titles, rows, titles.index(_("Strategy")))


def wishes(contents: Contents) -> ReportSheet:
    """Return what is to be otherwise at touchpoints, for every customer and for personas of their own."""
    stages = {stage.id: stage.name for stage in contents.map.journey.stages}
    titles = [
        *(_("Place"), _("No."), _("Stage"), _("Touchpoint"), _("For"), _("Existence")),
        *(_("As-is"), _("To-be"), _("Difference"), _("What happens then"), _("Where then"), _("Needs met")),
        *(_("Effect, lived"), _("Effect, remembered")),
    ]
    rows = [
        (
            one.place + 1,
            one.point.touchpoint.id,
            stages[one.point.stage_id],
            one.point.touchpoint.name,
            for_whom(contents.map, found.persona_id),
            labels.word(one.point.touchpoint.existence),
            *(None if score is None else float(score) for score in (one.as_is, one.to_be, one.difference)),
            one.wish.text if one.wish else None,
            channel_then(one.wish) or None,
            "; ".join(needs_met(one.point, one.wish)) or None,
            *(None if score is None else float(score) for score in (one.lived, one.remembered)),
        )
        for found, points in changes(contents)
        for one in points
    ]
    return ReportSheet(part_title(ReportPart.TO_BE), titles, rows, titles.index(_("Touchpoint")))


def replies(contents: Contents) -> ReportSheet:
    """Return what respondents replied, a row each; of those who did not agree to it, that it is left out."""
    names = {one.id: one.name for one in contents.map.personas}
    titles = [
        *(_("Theme"), _("Stage"), _("Question"), _("Persona"), _("Respondent"), _("Interviewed")),
        _("Reply"),
    ]
    rows: list[tuple[Value, ...]] = []
    for row in contents.replies.rows:
        asked = (row.asked.theme_title, row.asked.stage, row.asked.text)
        for key, text in row.team.items():
            rows.append((*asked, names.get(key), None, None, text))
        for one, said in zip(contents.replies.respondents, row.said, strict=True):
            if said != "":
                reply = _(WITHHELD) if said is None else said
                rows.append((*asked, names.get(one.persona_id), one.code, one.interviewed_on, reply))
    return ReportSheet(_("Replies"), titles, rows, titles.index(_("Question")))


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
            one.quote if one.is_for_others else "",
            one.note if one.is_for_others else "",
            one.link,
        )
        for one in contents.evidence
    ]
    return ReportSheet(_("Evidence"), titles, rows, titles.index(_("About")))
