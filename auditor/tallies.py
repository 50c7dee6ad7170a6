"""Keeps the derived columns true: the tallies of visits and the need of touchpoints."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import col, select

from auditor.analysis.need import Experience, failing, need, weights
from auditor.store.tables import Answer, Audit, Touchpoint, Visit, Wording
from auditor.store.work import Work
from auditor.vocabulary import Verdict


def refresh_visit(work: Work, visit: Visit) -> None:
    """Count a visit's answers anew, then the need of its touchpoint. Answers in memory are counted as they are."""
    work.session.flush()
    rows = work.session.exec(
        select(Wording.severity, Answer.verdict)
        .join(Wording, col(Wording.id) == Answer.wording_id)
        .where(Answer.visit_id == visit.id, col(Answer.removed_at).is_(None))
    ).all()
    verdicts = [(severity, Verdict(verdict) if verdict else None) for severity, verdict in rows]
    visit.asked = len(verdicts)
    visit.answered = sum(verdict is not None for _severity, verdict in verdicts)
    visit.weight_asked, visit.weight_failed = weights(verdicts)
    refresh_need(work, visit.touchpoint_id)


def refresh_need(work: Work, touchpoint_id: int) -> None:
    """Work out the need of a touchpoint anew from the newest audit of each persona that answered it."""
    touchpoint = work.session.get(Touchpoint, touchpoint_id)
    assert touchpoint is not None
    work.session.flush()
    rows = work.session.exec(
        select(Audit.persona_id, Visit.feeling, Visit.weight_asked, Visit.weight_failed)
        .join(Audit, col(Audit.id) == Visit.audit_id)
        .where(
            Visit.touchpoint_id == touchpoint_id,
            col(Visit.removed_at).is_(None),
            col(Audit.removed_at).is_(None),
            (col(Visit.answered) > 0) | col(Visit.feeling).is_not(None),
        )
        .order_by(col(Audit.started_at).desc(), col(Audit.id).desc())
    ).all()
    newest: dict[int, Experience] = {}
    for persona_id, feeling, asked, failed in rows:
        newest.setdefault(persona_id, Experience(feeling, failing(asked, failed)))
    value = need(touchpoint.importance, touchpoint.critical, newest.values())
    if touchpoint.need != value:
        touchpoint.need = value
        work.touch(touchpoint)


def refresh_needs(work: Work, touchpoint_ids: Iterable[int]) -> None:
    """Work out the need of several touchpoints anew."""
    for touchpoint_id in sorted(set(touchpoint_ids)):
        refresh_need(work, touchpoint_id)
