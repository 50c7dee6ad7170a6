"""`auditor audit show`: what was answered and felt, in the order of the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.need import experience_of, is_known, need_of
from auditor.base import labels
from auditor.base.i18n import _, day_and_time, in_language, number
from auditor.base.text import shortened
from auditor.base.vocabulary import AuditKind, Basis, Origin
from auditor.cli.columns.audits import NOTE_WIDTH
from auditor.cli.columns.touchpoints import need_text
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_audit, whole_audit
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences.findings import verdict_text
from auditor.sentences.origins import as_at, shut_by
from auditor.sentences.persona import state_text

if TYPE_CHECKING:
    from auditor.views.audits import Answer, Audit, Visit
    from auditor.workspace import Workspace


@click.command(
    help=_("Show an audit in the order of the walk. Every check that applies is there, answered or not.")
)
@click.argument("audit")
@format_option
@with_workspace
def show(workspace: Workspace, audit: str, form: str) -> None:
    """Show an audit."""
    line = an_audit(workspace, audit)
    found = whole_audit(workspace, line.id)
    about = [
        (_("Audit"), str(found.id)),
        (_("Kind"), "" if found.kind is AuditKind.WHOLE else labels.word(found.kind)),
        (_("Journey"), found.journey),
        (_("Persona"), f"{found.persona} {_state(workspace, found)}".rstrip()),
        (_("Auditor"), found.auditor),
        (_("Started"), day_and_time(found.started)),
        (_("Finished"), day_and_time(found.finished) or _("not yet")),
        (_("Depth"), labels.word(found.depth)),
        (_("Answered"), f"{line.answered}/{line.asked}"),
        *((in_language(one.text), ", ".join(found.chosen(one.key))) for one in found.samples.values()),
    ]
    leaders = _leaders(found)
    answers = Table(
        _answer_columns(leaders), [(visit, one) for visit in found.visits for one in visit.answers]
    )
    visits = Table(_visit_columns(), found.visits)
    output.whole(_record(found, leaders), [facts(about), visits, answers], answers, form)


def _state(workspace: Workspace, audit: Audit) -> str:
    """Say whether the persona one walks as is verified."""
    personas = workspace.reads.journeys.personas(audit.journey_id)
    return next((state_text(one) for one in personas if one.id == audit.persona_id), "")


def _visit_columns() -> list[Column[Visit]]:
    return [
        Column("id", lambda visit: visit.touchpoint_id, _("No."), right=True),
        Column("stage", lambda visit: visit.stage, _("Stage"), minor=1),
        Column("name", lambda visit: visit.touchpoint, _("Touchpoint")),
        Column("answered", _answered, _("Answered"), right=True),
        Column("feeling", lambda visit: visit.feeling, _("Feeling"), lambda v: labels.feeling(v.feeling)),
        Column(
            "emotion",
            lambda v: v.emotion,
            _("Emotion"),
            lambda v: labels.word(v.emotion) if v.emotion else "",
        ),
        Column("basis", _basis, _("Basis"), lambda v: labels.word(v.basis) if _basis(v) else "", minor=3),
        Column(
            "need", lambda v: round(need_of(v), 4), _("Need"), lambda v: need_text(_known_need(v)), right=True
        ),
        Column(
            "need_now", lambda v: round(v.need, 4), _("Need now"), lambda v: number(v.need, 2), right=True
        ),
        Column(
            "note", lambda visit: visit.note, _("Comment"), lambda v: shortened(v.note, NOTE_WIDTH), minor=2
        ),
    ]


def _basis(visit: Visit) -> Basis | None:
    """Return what a feeling rests on, if there is one."""
    return None if visit.feeling is None else visit.basis


def _answered(visit: Visit) -> str:
    return f"{sum(one.verdict is not None for one in visit.answers)}/{len(visit.answers)}"


def _leaders(found: Audit) -> dict[int, str]:
    """Return the touchpoints as at which answers stand, or are to stand, by the numbers of the answers."""
    from auditor.analysis.standing import Standing

    standing = Standing(found)
    names = {visit.id: visit.touchpoint for visit in found.visits}
    answers = [one for visit in found.visits for one in visit.answers if not standing.is_asked(one)]
    return {one.id: names[leader.visit_id] for one in answers if (leader := standing.leader(one)) is not None}


def _from(answer: Answer, leaders: dict[int, str]) -> str:
    """Say where a verdict is from that was not given there itself."""
    if answer.origin is Origin.GATE and answer.check.gate is not None:
        return shut_by(answer.check.gate)
    return as_at(leaders[answer.id]) if answer.id in leaders else ""


def _answer_columns(leaders: dict[int, str]) -> list[Column[tuple[Visit, Answer]]]:
    return [
        Column("touchpoint_id", lambda row: row[0].touchpoint_id),
        Column("touchpoint", lambda row: row[0].touchpoint, _("Touchpoint")),
        Column("stage", lambda row: row[0].stage),
        Column("feeling", lambda row: row[0].feeling),
        Column("checklist", lambda row: row[1].check.checklist),
        Column("check", lambda row: row[1].check.key, _("Check"), minor=1),
        Column("text", lambda row: in_language(row[1].check.text), _("Question"), least=24),
        Column("severity", lambda row: row[1].check.severity, _("Severity"), right=True),
        Column("verdict", lambda row: row[1].verdict, _("Verdict"), lambda row: verdict_text(row[1].verdict)),
        Column("origin", lambda row: row[1].origin, _("From"), lambda row: _from(row[1], leaders), minor=3),
        Column("as_at", lambda row: leaders.get(row[1].id)),
        Column(
            "note",
            lambda row: row[1].note,
            _("Comment"),
            lambda row: shortened(row[1].note, NOTE_WIDTH),
            minor=2,
        ),
    ]


def _record(found: Audit, leaders: dict[int, str]) -> dict[str, object]:
    return {
        "id": found.id,
        "kind": found.kind,
        "journey": found.journey,
        "journey_id": found.journey_id,
        "persona": found.persona,
        "auditor": found.auditor,
        "started": found.started,
        "finished": found.finished,
        "depth": found.depth,
        "items": {key: list(found.chosen(key)) for key in found.samples},
        "touchpoints": [_visit_record(visit, leaders) for visit in found.visits],
    }


def _known_need(visit: Visit) -> float | None:
    """Return the need of a touchpoint by this audit alone; None where it says nothing of it."""
    return need_of(visit) if is_known([experience_of(visit)]) else None


def _visit_record(visit: Visit, leaders: dict[int, str]) -> dict[str, object]:
    return {
        "id": visit.touchpoint_id,
        "name": visit.touchpoint,
        "stage": visit.stage,
        "feeling": visit.feeling,
        "emotion": visit.emotion,
        "basis": _basis(visit),
        "note": visit.note,
        "need": round(need_of(visit), 4),
        "need_now": round(visit.need, 4),
        "gates": visit.answered_gates,
        "answers": [
            {
                "checklist": one.check.checklist,
                "check": one.check.key,
                "text": in_language(one.check.text),
                "severity": one.check.severity,
                "verdict": one.verdict,
                "origin": one.origin,
                "as_at": leaders.get(one.id),
                "gate": one.check.gate.key if one.check.gate else None,
                "note": one.note,
            }
            for one in visit.answers
        ],
    }
