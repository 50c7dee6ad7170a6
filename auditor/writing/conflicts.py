"""Whether taking a change back, or doing it again, would take away what somebody else did since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy import select as select_rows
from sqlmodel import col, select

from auditor.base.errors import ConflictError
from auditor.base.i18n import _
from auditor.store.tables import (
    ENTITIES,
    Action,
    Answer,
    Audit,
    Change,
    ChangeRow,
    Comment,
    Editable,
    Evidence,
    Link,
    Note,
    Person,
    Reply,
    Suggestion,
    Touchpoint,
    Visit,
)
from auditor.store.work import Work

Numbers: TypeAlias = "Select[Any]"
"""A statement that gives the numbers of rows."""

_HARMLESS = {"position"}
"""What somebody else may change of a new row without having built on it: its place."""


def refuse_over_others(work: Work, change: Change, rows: Sequence[ChangeRow], backwards: bool) -> None:
    """Raise ConflictError when somebody else changed one of the rows since, or built on one that would go."""
    for row in rows:
        target = cast("Editable | None", work.session.get(ENTITIES[row.entity], row.row_id))
        if target is None:
            raise ConflictError(_("What was changed is no longer there."))
        who = _who_changed(work, change, row) if _differs(target, row, backwards) else None
        if who is None and _goes(row, backwards):
            who = _who_built_on(work, change, row)
        if who is not None:
            raise ConflictError(
                _("{who} has changed this since, so it was left as it is. Change it by hand.").format(who=who)
            )


def _differs(target: Editable, row: ChangeRow, backwards: bool) -> bool:
    """Tell whether a row is no longer as the change, or its undoing, left it."""
    if row.before is None:
        if not backwards:
            return False
        left = {name: value for name, value in json.loads(row.after).items() if name not in _HARMLESS}
    else:
        left = json.loads(row.after if backwards else row.before)
    return any(getattr(target, name) != value for name, value in left.items())


def _goes(row: ChangeRow, backwards: bool) -> bool:
    """Tell whether the row will be out of sight afterwards."""
    if row.before is None:
        return backwards
    return json.loads(row.before if backwards else row.after).get("removed_at") is not None


def _who_changed(work: Work, change: Change, row: ChangeRow) -> str | None:
    return _who(work, change, and_(col(ChangeRow.entity) == row.entity, col(ChangeRow.row_id) == row.row_id))


def _who_built_on(work: Work, change: Change, row: ChangeRow) -> str | None:
    lasting = or_(col(Change.state) == "done", col(Change.code) == "redo")
    if row.entity == "journey":
        return _who(work, change, and_(lasting, col(Change.journey_id) == row.row_id))
    within = [
        and_(col(ChangeRow.entity) == entity, col(ChangeRow.row_id).in_(numbers))
        for entity, numbers in _inside(row.entity, row.row_id).items()
    ]
    return _who(work, change, and_(lasting, or_(*within))) if within else None


def _who(work: Work, change: Change, touches: ColumnElement[bool]) -> str | None:
    """Return who of the others made a change since that touches something."""
    return work.session.exec(
        select(Change.who)
        .join(ChangeRow, col(ChangeRow.change_id) == Change.id)
        .where(col(Change.id) > change.id, col(Change.who) != work.who, touches)
        .order_by(col(Change.id).desc())
        .limit(1)
    ).first()


def _inside(entity: str, number: int) -> dict[str, Numbers]:
    """Return, by entity, the numbers of what goes out of sight together with a row."""
    if entity == "touchpoint":
        return _at(select_rows(col(Touchpoint.id)).where(col(Touchpoint.id) == number))
    if entity == "stage":
        points = select_rows(col(Touchpoint.id)).where(col(Touchpoint.stage_id) == number)
        replies = select_rows(col(Reply.id)).where(col(Reply.stage_id) == number)
        inside = {"touchpoint": points, "reply": replies, **_at(points)}
        on_it = or_(col(Evidence.stage_id) == number, col(Evidence.touchpoint_id).in_(points))
        return {**inside, "evidence": select_rows(col(Evidence.id)).where(on_it)}
    if entity == "audit":
        return _of(select_rows(col(Visit.id)).where(col(Visit.audit_id) == number))
    if entity == "round":
        audits = select_rows(col(Audit.id)).where(col(Audit.round_id) == number)
        visits = select_rows(col(Visit.id)).where(col(Visit.audit_id).in_(audits))
        return {"audit": audits, **_of(visits)}
    if entity == "persona":
        audits = select_rows(col(Audit.id)).where(col(Audit.persona_id) == number)
        replies = select_rows(col(Reply.id)).where(col(Reply.persona_id) == number)
        visits = select_rows(col(Visit.id)).where(col(Visit.audit_id).in_(audits))
        evidence = select_rows(col(Evidence.id)).where(col(Evidence.persona_id) == number)
        return {"audit": audits, "reply": replies, "evidence": evidence, **_of(visits)}
    if entity == "action":
        return _of_actions(select_rows(col(Action.id)).where(col(Action.id) == number))
    if entity == "evidence":
        return {"suggestion": select_rows(col(Suggestion.id)).where(col(Suggestion.evidence_id) == number)}
    return {}


def _of_actions(actions: Numbers) -> dict[str, Numbers]:
    return {
        "comment": select_rows(col(Comment.id)).where(col(Comment.action_id).in_(actions)),
        "link": select_rows(col(Link.id)).where(col(Link.action_id).in_(actions)),
    }


def _at(points: Numbers) -> dict[str, Numbers]:
    actions = select_rows(col(Action.id)).where(col(Action.touchpoint_id).in_(points))
    return {
        "note": select_rows(col(Note.id)).where(col(Note.touchpoint_id).in_(points)),
        "action": actions,
        **_of_actions(actions),
        "evidence": select_rows(col(Evidence.id)).where(col(Evidence.touchpoint_id).in_(points)),
        "suggestion": select_rows(col(Suggestion.id)).where(col(Suggestion.touchpoint_id).in_(points)),
        **_of(select_rows(col(Visit.id)).where(col(Visit.touchpoint_id).in_(points))),
    }


def _of(visits: Numbers) -> dict[str, Numbers]:
    return {"visit": visits, "answer": select_rows(col(Answer.id)).where(col(Answer.visit_id).in_(visits))}


def is_needed(work: Work, person: Person) -> bool:
    """Tell whether somebody of the team audits, owns or has said something that is in sight."""
    uses = (
        select(Audit.id).where(Audit.auditor_id == person.id, col(Audit.removed_at).is_(None)),
        select(Action.id).where(Action.owner_id == person.id, col(Action.removed_at).is_(None)),
        select(Comment.id).where(Comment.person_id == person.id, col(Comment.removed_at).is_(None)),
    )
    work.session.flush()
    return any(work.session.exec(use.limit(1)).first() is not None for use in uses)
