"""`auditor touchpoint show`: everything that is known of one touchpoint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.finding_counts import open_faults
from auditor.analysis.lasting import at_touchpoint, unnamed_of, worst_first
from auditor.analysis.mapping import observed
from auditor.analysis.responsibility import responsible_for
from auditor.base import labels
from auditor.base.finding_names import letters_of
from auditor.base.i18n import N_, _, day, number
from auditor.base.vocabulary import Depth, Emotion, Method, Support
from auditor.cli.columns.actions import range_columns, score_keys, term_columns
from auditor.cli.columns.evidence import confidence_of_touchpoint, support_record
from auditor.cli.columns.findings import listed
from auditor.cli.columns.losses import loss_facts, loss_record
from auditor.cli.columns.maps import felt_record, note_record, rounded, standing_record, wish_record
from auditor.cli.columns.responsibility import responsible_columns
from auditor.cli.columns.touchpoints import gap_of, moment_of
from auditor.cli.frame import output
from auditor.cli.frame.lookup import on_the_map
from auditor.cli.frame.options import format_option, journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences.evidence import level_text, people_text, point_text
from auditor.sentences.faults import fault
from auditor.sentences.finding_counts import since_when
from auditor.sentences.findings import verdict_text
from auditor.sentences.losses import loss_terms
from auditor.sentences.moments import business_text, doubt_text, moment_gap, moment_terms, moment_text
from auditor.sentences.responsibility import responsible_text
from auditor.sentences.standing import differing_text, draft_text
from auditor.sentences.to_be import wishes_said
from auditor.views.actions import ActionFilter

if TYPE_CHECKING:
    from auditor.analysis.moments import MomentBounds
    from auditor.views.actions import ActionLine
    from auditor.views.audits import Answer
    from auditor.views.journeys import Persona
    from auditor.views.maps import Felt, JourneyMap, MapPoint, Note, PersonaFeelings
    from auditor.views.responsibility import Responsible
    from auditor.workspace import Workspace


READINGS = {
    "inside": N_("from inside"),
    "newest": N_("now"),
    "before": N_("last time"),
    "assumed": N_("assumed"),
    "observed": N_("observed"),
}
"""The readings of a persona's feeling, and what each is called."""


class FeltBy(Struct, frozen=True):
    """A feeling of a persona."""

    persona_id: int
    persona: str
    reading: str
    score: float
    emotion: Emotion | None = None
    audit: int | None = None
    """None for the mean of what is felt inside."""
    at: datetime | None = None
    draft: bool = False


@click.command(help=_("Show a touchpoint: feelings, open findings, notes, open actions."))
@click.argument("touchpoint")
@journey_option
@format_option
@with_workspace
def show(workspace: Workspace, touchpoint: str, journey: str | None, form: str) -> None:
    """Show a touchpoint."""
    journey_map, point = on_the_map(workspace, touchpoint, journey)
    number_ = point.touchpoint.id
    failed = Table(_failed_columns(), workspace.reads.audits.newest_failed(number_))
    actions = Table(
        _action_columns(workspace.rules.scoring.method), _actions(workspace, journey_map, number_)
    )
    found = at_touchpoint(workspace.reads.findings.of_journey(journey_map.journey.id), number_)
    findings = listed(worst_first(open_faults(found)), at=False)
    untold = Table(failed.columns, unnamed_of(failed.rows, found))
    feelings = Table(_felt_columns(), _felt(journey_map, point))
    notes = Table(_note_columns(), point.notes)
    inside = workspace.reads.journeys.get(point.touchpoint.opens_id) if point.touchpoint.opens_id else None
    looked = workspace.reads.follow.last_looked(journey_map.journey.id).get(number_)
    money = workspace.reads.losses.of_journey(journey_map.journey.id)
    lost = money.at(number_) if money else None
    stage = next(one for one in journey_map.journey.stages if one.id == point.stage_id)
    responsible = responsible_for(point.touchpoint, stage, journey_map.journey)
    about = facts(
        [
            *_about(journey_map, point, inside.name if inside else "", workspace.rules.moments),
            *loss_facts(lost, journey_map.journey.currency),
            (_("Last looked at"), _ago(looked, workspace.today)),
            (_("Responsible"), responsible_text(responsible)),
        ]
    )
    terms = Table(
        term_columns(_("Confidence")),
        confidence_of_touchpoint(workspace, journey_map.journey.id, number_) if point.support else (),
    )
    losses = Table(
        range_columns(_("Lost a month")),
        loss_terms(lost.loss, journey_map.journey.currency) if lost and lost.loss else (),
    )
    truth = Table(term_columns(_("Moment of truth")), moment_terms(point.touchpoint, workspace.rules.moments))
    record = _record(journey_map, point) | {
        "moment_terms": truth.records(),
        **loss_record(lost, journey_map.journey.currency),
        "loss_terms": losses.records(),
        "support": support_record(point.support),
        "confidence_terms": terms.records(),
        "last_looked": looked,
        **Table(responsible_columns(_itself), [responsible]).records()[0],
        "failed": failed.records(),
        "findings": findings.records(),
        "actions": actions.records(),
    }
    output.whole(
        record, [about, feelings, terms, truth, losses, findings, untold, notes, actions], feelings, form
    )


def _itself(responsible: Responsible) -> Responsible:
    return responsible


def _ago(looked: datetime | None, today: date) -> str:
    if looked is None:
        return _("never")
    return since_when(looked, today)


def _actions(workspace: Workspace, journey_map: JourneyMap, touchpoint_id: int) -> list[ActionLine]:
    ranking = workspace.reads.actions.ranking(ActionFilter(journey_id=journey_map.journey.id))
    return [line for line in ranking.all() if line.touchpoint_id == touchpoint_id]


def _stage(journey_map: JourneyMap, point: MapPoint) -> str:
    return next(stage.name for stage in journey_map.journey.stages if stage.id == point.stage_id)


def _about(
    journey_map: JourneyMap, point: MapPoint, inside: str, bounds: MomentBounds
) -> list[tuple[str, str]]:
    touchpoint = point.touchpoint
    passed = _("{passed} of {asked} passed").format(passed=point.passed, asked=point.judged)
    wanted = "" if touchpoint.wanted is None else labels.feeling(touchpoint.wanted)
    importance = f"{touchpoint.importance} {labels.importance(touchpoint.importance)}"
    sub = "" if point.sub_feeling is None else number(point.sub_feeling, 1, signed=True)
    return [
        (_("Touchpoint"), f"{touchpoint.id} {touchpoint.name}"),
        (_("Journey"), journey_map.journey.name),
        (_("Stage"), _stage(journey_map, point)),
        (_("About"), touchpoint.about),
        (_("Channel"), labels.word(touchpoint.channel)),
        (_("Moment"), labels.word(touchpoint.moment)),
        (_("Side"), labels.word(touchpoint.side)),
        (_("Importance"), importance),
        (_("To the business"), business_text(touchpoint.business)),
        (_("Moment of truth"), _("yes") if touchpoint.critical else ""),
        (_("Computed"), moment_text(touchpoint, bounds)),
        (_("Gap"), moment_gap(touchpoint)),
        (_("Doubt"), doubt_text(touchpoint, bounds)),
        (_("Existence"), labels.word(touchpoint.existence)),
        (_("Web address"), touchpoint.address),
        (_("Depth"), "" if touchpoint.depth is Depth.CORE else labels.word(touchpoint.depth)),
        (_("Checklists"), ", ".join(touchpoint.checklists)),
        (_("Letters"), touchpoint.letters or letters_of(touchpoint.name)),
        (_("Checks"), passed if point.judged else ""),
        (_("Draft"), draft_text(point)),
        (_("Auditors"), differing_text(point)),
        (_("Need"), _need(point)),
        (_("Wanted"), wanted),
        *((_("Wanted: {whom}").format(whom=whom), said) for whom, said in wishes_said(journey_map, point)),
        (_("Rests on"), point_text(point.support) if point.support else level_text(Support.OPINION)),
        (_("Observed"), _observed(point)),
        (_("Opens into"), f"{touchpoint.opens_id} {inside}" if inside else ""),
        (_("Felt inside"), sub),
    ]


def _need(point: MapPoint) -> str:
    need = number(point.touchpoint.need, 2)
    return (
        need if point.need_known else _("{share}, half the importance until it is known").format(share=need)
    )


def _observed(point: MapPoint) -> str:
    seen = observed(point)
    if seen is None or not point.heard:
        return ""
    score = number(seen.score, 1, signed=True)
    return _("{score} by {people}").format(score=score, people=people_text(seen.people))


def _felt(journey_map: JourneyMap, point: MapPoint) -> list[FeltBy]:
    return [
        one
        for persona in journey_map.everybody
        if persona.id in point.feelings
        for one in _felt_by(persona, point.feelings[persona.id])
    ]


def _felt_by(persona: Persona, feelings: PersonaFeelings) -> Iterator[FeltBy]:
    if feelings.inside is not None:
        yield FeltBy(persona.id, persona.name, "inside", round(feelings.inside, 4), draft=feelings.draft)
    for reading in READINGS:
        felt: Felt | None = getattr(feelings, reading) if reading != "inside" else None
        if felt is not None:
            yield FeltBy(
                persona.id,
                persona.name,
                reading,
                felt.score,
                felt.emotion,
                felt.audit_id,
                felt.at,
                feelings.draft,
            )


def _felt_columns() -> list[Column[FeltBy]]:
    return [
        Column("persona_id", lambda row: row.persona_id),
        Column("persona", lambda row: row.persona, _("Persona")),
        Column("reading", lambda row: row.reading, _("Reading"), _reading),
        Column("feeling", lambda row: row.score, _("Feeling"), _feeling),
        Column(
            "emotion",
            lambda row: row.emotion,
            _("Emotion"),
            lambda row: labels.word(row.emotion) if row.emotion else "",
        ),
        Column("audit", lambda row: row.audit, _("Audit"), right=True),
        Column("at", lambda row: row.at, _("Date"), lambda row: day(row.at)),
        Column("draft", lambda row: row.draft),
    ]


def _reading(row: FeltBy) -> str:
    said = _(READINGS[row.reading])
    return f"{said} ({_('draft')})" if row.draft else said


def _feeling(row: FeltBy) -> str:
    said = labels.feeling(labels.nearest(row.score))
    return said if row.score == int(row.score) else f"{number(row.score, 1, signed=True)} {said}"


def _failed_columns() -> list[Column[Answer]]:
    return [
        Column("checklist", lambda one: one.check.checklist),
        Column("check", lambda one: one.check.key, _("Check"), minor=1),
        Column("text", lambda one: fault(one.check, one.verdict), _("Fault"), least=24),
        Column("severity", lambda one: one.check.severity, _("Severity"), right=True),
        Column("verdict", lambda one: one.verdict, _("Verdict"), lambda one: verdict_text(one.verdict)),
        Column("note", lambda one: one.note, _("Comment"), minor=2),
    ]


def _note_columns() -> list[Column[Note]]:
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("kind", lambda one: one.kind, _("Kind"), lambda one: labels.word(one.kind)),
        Column("text", lambda one: one.text, _("Note"), least=24),
    ]


def _action_columns(method: Method) -> list[Column[ActionLine]]:
    return [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("title", lambda line: line.title, _("Action"), least=22),
        Column("order", lambda _line: method),
        *(
            Column(key, lambda line: round(line.priority, 2), title, lambda x: number(x.priority), right=True)
            for key, title in score_keys(method)
        ),
        Column("status", lambda line: line.status, _("Status"), lambda line: labels.word(line.status)),
        Column("owner", lambda line: line.owner or None, _("Owner"), minor=1),
        Column("due", lambda line: line.due, _("Due"), lambda line: day(line.due), minor=2),
    ]


def _record(journey_map: JourneyMap, point: MapPoint) -> dict[str, object]:
    touchpoint = point.touchpoint
    return {
        "id": touchpoint.id,
        "name": touchpoint.name,
        "journey": journey_map.journey.name,
        "journey_id": journey_map.journey.id,
        "stage": _stage(journey_map, point),
        "about": touchpoint.about,
        "channel": touchpoint.channel,
        "moment": touchpoint.moment,
        "side": touchpoint.side,
        "importance": touchpoint.importance,
        "critical": touchpoint.critical,
        "business": touchpoint.business,
        "moment_of_truth": moment_of(touchpoint),
        "gap": gap_of(touchpoint),
        "visits_low": touchpoint.visits_low,
        "visits_high": touchpoint.visits_high,
        "existence": touchpoint.existence,
        "address": touchpoint.address or None,
        "depth": touchpoint.depth,
        "letters": touchpoint.letters or letters_of(touchpoint.name),
        "checklists": list(touchpoint.checklists),
        "need": round(touchpoint.need, 4),
        "need_known": point.need_known,
        "wanted": touchpoint.wanted,
        "wishes": [wish_record(journey_map, wish) for wish in touchpoint.wishes],
        "opens": touchpoint.opens_id,
        "felt_inside": rounded(point.sub_feeling),
        "checks": {"asked": point.asked, "passed": point.passed, "failed": point.failed},
        "feelings": [felt_record(persona, point) for persona in journey_map.everybody],
        **standing_record(point),
        "notes": [note_record(note) for note in point.notes],
    }
