"""Keeps the derived columns true: the tallies of visits and the need of touchpoints."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlmodel import col

from auditor.analysis.need import Experience, failing, need, weights
from auditor.store.tables import Answer, Audit, Touchpoint, Visit, Wording
from auditor.store.work import Work
from auditor.vocabulary import Verdict

_VERDICTS = (
    select(col(Wording.severity), col(Answer.verdict))
    .join(Wording, col(Wording.id) == Answer.wording_id)
    .where(col(Answer.visit_id) == bindparam("visit"), col(Answer.removed_at).is_(None))
)

_EXPERIENCES = (
    select(
        col(Audit.persona_id),
        col(Visit.id),
        col(Visit.answered),
        col(Visit.feeling),
        col(Visit.weight_asked),
        col(Visit.weight_failed),
    )
    .join(Audit, col(Audit.id) == Visit.audit_id)
    .where(
        col(Visit.touchpoint_id) == bindparam("touchpoint"),
        col(Visit.removed_at).is_(None),
        col(Audit.removed_at).is_(None),
    )
    .order_by(col(Audit.started_at).desc(), col(Audit.id).desc())
)


def refresh_visit(work: Work, visit: Visit) -> None:
    """Count a visit's answers anew, then work out the need of its touchpoint."""
    work.session.flush()
    rows = work.session.connection().execute(_VERDICTS, {"visit": visit.id}).all()
    verdicts = [(severity, Verdict(verdict) if verdict else None) for severity, verdict in rows]
    visit.asked = len(verdicts)
    visit.answered = sum(verdict is not None for _severity, verdict in verdicts)
    visit.weight_asked, visit.weight_failed = weights(verdicts)
    refresh_need(work, visit.touchpoint_id, visit)


def recount(visit: Visit, severity: int, before: Verdict | None, after: Verdict | None) -> None:
    """Bring a visit's tallies in line with one verdict that changed. Exact: the weights are halves of whole numbers."""
    old_asked, old_failed = weights([(severity, before)])
    new_asked, new_failed = weights([(severity, after)])
    visit.answered += (after is not None) - (before is not None)
    visit.weight_asked += new_asked - old_asked
    visit.weight_failed += new_failed - old_failed


def refresh_need(work: Work, touchpoint_id: int, fresh: Visit | None = None) -> None:
    """Work out the need of a touchpoint anew from the newest audit of each persona that answered it.

    `fresh` is a visit whose values in memory are newer than those in the database.
    """
    touchpoint = work.session.get(Touchpoint, touchpoint_id)
    assert touchpoint is not None
    rows = work.session.connection().execute(_EXPERIENCES, {"touchpoint": touchpoint_id}).all()
    newest: dict[int, Experience] = {}
    for persona_id, visit_id, answered, feeling, asked, failed in rows:
        if fresh is not None and visit_id == fresh.id:
            answered, feeling = fresh.answered, fresh.feeling
            asked, failed = fresh.weight_asked, fresh.weight_failed
        if answered or feeling is not None:
            newest.setdefault(persona_id, Experience(feeling, failing(asked, failed)))
    value = need(touchpoint.importance, touchpoint.critical, newest.values())
    if touchpoint.need != value:
        touchpoint.need = value
        work.touch(touchpoint)


def refresh_needs(work: Work, touchpoint_ids: Iterable[int]) -> None:
    """Work out the need of several touchpoints anew."""
    work.session.flush()
    for touchpoint_id in sorted(set(touchpoint_ids)):
        refresh_need(work, touchpoint_id)
