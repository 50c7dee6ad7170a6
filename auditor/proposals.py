"""Findings into proposed actions. A finding that an action already answers joins it; no second audit doubles the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlmodel import col, select

from auditor.i18n import _
from auditor.remedies import Remedy, remedy_of, sour_remedy
from auditor.store.reading.audits import check_of
from auditor.store.tables import Action, Answer, Audit, Link, Touchpoint, Visit, Wording
from auditor.store.work import Work
from auditor.text import folded
from auditor.vocabulary import SOUR_FROM, Status, Verdict

_FAILING = (Verdict.FAIL, Verdict.PARTLY)


class Subject(NamedTuple):
    """What a finding is about; `check_key` is empty for the feeling."""

    touchpoint_id: int
    checklist: str
    check_key: str


def propose(work: Work, audit: Audit, touchpoint_id: int | None = None) -> int:
    """Bring the proposed actions in line with the findings of an audit, or of one touchpoint in it.

    A finding without an action, or whose action was closed before the audit began, gets a proposed one. A
    proposal of which nothing is found any more is dropped, saying so. Returns how many were proposed.
    """
    visits = _visits(work, audit, touchpoint_id)
    found, fine = _findings(work, visits)
    answered_by = _actions(work, {visit.touchpoint_id for visit, _point in visits})
    made = 0
    for subject, remedy in found.items():
        if _wants_new(answered_by.get(subject, ()), audit):
            add_action(work, subject.touchpoint_id, remedy, Status.PROPOSED, [subject])
            made += 1
    _drop_settled(work, audit, fine, found, answered_by)
    return made


def _visits(work: Work, audit: Audit, touchpoint_id: int | None) -> list[tuple[Visit, Touchpoint]]:
    statement = (
        select(Visit, Touchpoint)
        .join(Touchpoint, col(Touchpoint.id) == Visit.touchpoint_id)
        .where(
            Visit.audit_id == audit.id, col(Visit.removed_at).is_(None), col(Touchpoint.removed_at).is_(None)
        )
    )
    if touchpoint_id is not None:
        statement = statement.where(Visit.touchpoint_id == touchpoint_id)
    return [(visit, point) for visit, point in work.session.exec(statement)]


def _findings(
    work: Work, visits: Iterable[tuple[Visit, Touchpoint]]
) -> tuple[dict[Subject, Remedy], set[Subject]]:
    """Return what was found with its remedy, and what was looked at and found fine."""
    found: dict[Subject, Remedy] = {}
    fine: set[Subject] = set()
    for visit, point in visits:
        rows = work.session.exec(
            select(Answer, Wording)
            .join(Wording, col(Wording.id) == Answer.wording_id)
            .where(Answer.visit_id == visit.id, col(Answer.removed_at).is_(None))
            .order_by(col(Answer.position))
        ).all()
        for answer, wording in rows:
            subject = Subject(visit.touchpoint_id, wording.checklist, wording.check_key)
            if answer.verdict in _FAILING:
                found[subject] = _remedy_of(wording)
            elif answer.verdict is not None:
                fine.add(subject)
        if visit.feeling is not None:
            subject = Subject(visit.touchpoint_id, "", "")
            if visit.feeling <= SOUR_FROM:
                found[subject] = sour_remedy(visit.feeling, point.name, point.critical)
            else:
                fine.add(subject)
    return found, fine


def _actions(work: Work, touchpoint_ids: Iterable[int]) -> Mapping[Subject, list[Action]]:
    rows = work.session.exec(
        select(Link, Action)
        .join(Action, col(Action.id) == Link.action_id)
        .where(
            col(Link.touchpoint_id).in_(list(touchpoint_ids)),
            col(Link.removed_at).is_(None),
            col(Action.removed_at).is_(None),
        )
        .order_by(col(Action.id))
    ).all()
    found: dict[Subject, list[Action]] = {}
    for link, action in rows:
        found.setdefault(Subject(link.touchpoint_id, link.checklist, link.check_key), []).append(action)
    return found


def _wants_new(actions: Iterable[Action], audit: Audit) -> bool:
    """Tell whether a finding needs a new action: unless one is open, was dropped, or was done during the audit."""
    return all(
        action.status in (Status.DONE, Status.VERIFIED) and (action.closed_at or "") < audit.started_at
        for action in actions
    )


def _drop_settled(
    work: Work,
    audit: Audit,
    fine: set[Subject],
    found: Mapping[Subject, Remedy],
    answered_by: Mapping[Subject, list[Action]],
) -> None:
    open_subjects: dict[int, set[Subject]] = {}
    actions: dict[int, Action] = {}
    for subject, linked in answered_by.items():
        for action in linked:
            assert action.id is not None
            open_subjects.setdefault(action.id, set()).add(subject)
            actions[action.id] = action
    for number, subjects in open_subjects.items():
        action = actions[number]
        if action.status == Status.PROPOSED and subjects <= fine and not subjects & found.keys():
            reason = _("No longer found in audit {number}").format(number=audit.id)
            work.change(action, status=Status.DROPPED.value, reason=reason, closed_at=work.at)


def _remedy_of(wording: Wording) -> Remedy:
    check = check_of(
        wording.id or 0,
        wording.checklist,
        wording.check_key,
        wording.severity,
        wording.remedy_effort,
        wording.remedy_impact,
        wording.standard,
        wording.content,
    )
    return remedy_of(check)


def add_action(
    work: Work, touchpoint_id: int, remedy: Remedy, status: Status, subjects: Iterable[Subject]
) -> int:
    """Add an action with its links within a unit of work; return its number."""
    action = work.new(
        Action(
            touchpoint_id=touchpoint_id,
            title=remedy.title,
            folded=folded(remedy.title),
            effort=remedy.effort,
            impact=remedy.impact,
            status=status.value,
            created_at=work.at,
        )
    )
    assert action.id is not None
    work.add(
        [
            Link(
                action_id=action.id,
                touchpoint_id=subject.touchpoint_id,
                checklist=subject.checklist,
                check_key=subject.check_key,
            )
            for subject in subjects
        ]
    )
    return action.id
