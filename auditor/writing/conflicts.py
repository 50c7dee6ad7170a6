"""Whether taking a change back, or doing it again, would take away what somebody else did since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Select, and_, literal, or_
from sqlalchemy import select as select_rows
from sqlmodel import col, select

from auditor.base.errors import ConflictError
from auditor.base.i18n import _
from auditor.base.vocabulary import FileKind
from auditor.library.interviews import examine
from auditor.store.tables import (
    ENTITIES,
    ActionRecord,
    AnswerRecord,
    AskingRecord,
    AuditRecord,
    ChangedRowRecord,
    ChangeRecord,
    CommentRecord,
    DependencyRecord,
    Editable,
    EvidenceRecord,
    FindingRecord,
    ItemRecord,
    LibraryFileRecord,
    LinkRecord,
    MetNeedRecord,
    NoteRecord,
    PersonRecord,
    PictureRecord,
    PresenceRecord,
    QuestionRecord,
    ReplyRecord,
    RespondentRecord,
    ResponseRecord,
    ServingRecord,
    SightingRecord,
    StrategyRecord,
    SuggestionRecord,
    TouchpointRecord,
    VerificationRecord,
    VisitRecord,
    WishRecord,
)
from auditor.store.work import Work
from auditor.views.interviews import OWN
from auditor.writing.people import naming

Numbers: TypeAlias = "Select[Any]"
"""A statement that gives the numbers of rows."""

_HARMLESS = {"position"}
"""What somebody else may change of a new row without having built on it: its place."""


def refuse_over_others(
    work: Work, change: ChangeRecord, rows: Sequence[ChangedRowRecord], backwards: bool
) -> None:
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


def _differs(target: Editable, row: ChangedRowRecord, backwards: bool) -> bool:
    """Tell whether a row is no longer as the change, or its undoing, left it."""
    if row.before is None:
        if not backwards:
            return False
        left = {name: value for name, value in json.loads(row.after).items() if name not in _HARMLESS}
    else:
        left = json.loads(row.after if backwards else row.before)
    # A value of a column that is no more differs from nothing.
    return any(getattr(target, name) != value for name, value in left.items() if hasattr(target, name))


def _goes(row: ChangedRowRecord, backwards: bool) -> bool:
    """Tell whether the row will be out of sight afterwards."""
    if row.before is None:
        return backwards
    return json.loads(row.before if backwards else row.after).get("removed_at") is not None


def _who_changed(work: Work, change: ChangeRecord, row: ChangedRowRecord) -> str | None:
    return _who(
        work,
        change,
        and_(col(ChangedRowRecord.entity) == row.entity, col(ChangedRowRecord.row_id) == row.row_id),
    )


def _who_built_on(work: Work, change: ChangeRecord, row: ChangedRowRecord) -> str | None:
    lasting = or_(col(ChangeRecord.state) == "done", col(ChangeRecord.code) == "redo")
    if row.entity == "journey":
        return _who(work, change, and_(lasting, col(ChangeRecord.journey_id) == row.row_id))
    inside = _of_file(work, row.row_id) if row.entity == "library_file" else _inside(row.entity, row.row_id)
    within = [
        and_(col(ChangedRowRecord.entity) == entity, col(ChangedRowRecord.row_id).in_(numbers))
        for entity, numbers in inside.items()
    ]
    return _who(work, change, and_(lasting, or_(*within))) if within else None


def _who(work: Work, change: ChangeRecord, touches: ColumnElement[bool]) -> str | None:
    """Return who of the others made a change since that touches something."""
    return work.session.exec(
        select(ChangeRecord.who)
        .join(ChangedRowRecord, col(ChangedRowRecord.change_id) == ChangeRecord.id)
        .where(
            col(ChangeRecord.id) > change.id,
            col(ChangeRecord.login).not_in(sorted(work.known.logins)),
            touches,
        )
        .order_by(col(ChangeRecord.id).desc())
        .limit(1)
    ).first()


def _of_file(work: Work, number: int) -> dict[str, Numbers]:
    """Return, by entity, the numbers of what was made with a file that everybody has, and is not asked without it."""
    file = work.session.get(LibraryFileRecord, number)
    if file is None or file.kind == FileKind.TEMPLATE:
        return {}
    if file.kind == FileKind.CHECKLIST:
        listed = literal(" ") + col(TouchpointRecord.checklists) + " "
        points = select_rows(col(TouchpointRecord.id)).where(
            listed.contains(f" {file.name} ", autoescape=True)
        )
        return {
            "touchpoint": points,
            **_of(select_rows(col(VisitRecord.id)).where(col(VisitRecord.touchpoint_id).in_(points))),
        }
    found, _problems = examine(Path(file.name), file.text)
    keys = [one.key for one in found.questions] if found is not None else []
    return {
        "reply": select_rows(col(ReplyRecord.id)).where(col(ReplyRecord.question).in_(keys)),
        "response": select_rows(col(ResponseRecord.id)).where(col(ResponseRecord.question).in_(keys)),
    }


def _inside(entity: str, number: int) -> dict[str, Numbers]:
    """Return, by entity, the numbers of what goes out of sight together with a row."""
    if entity == "touchpoint":
        return _at(select_rows(col(TouchpointRecord.id)).where(col(TouchpointRecord.id) == number))
    if entity == "stage":
        points = select_rows(col(TouchpointRecord.id)).where(col(TouchpointRecord.stage_id) == number)
        replies = select_rows(col(ReplyRecord.id)).where(col(ReplyRecord.stage_id) == number)
        inside = {"touchpoint": points, "reply": replies, **_at(points)}
        on_it = or_(col(EvidenceRecord.stage_id) == number, col(EvidenceRecord.touchpoint_id).in_(points))
        strategies = select_rows(col(StrategyRecord.id)).where(col(StrategyRecord.stage_id) == number)
        serving = or_(
            col(ServingRecord.strategy_id).in_(strategies), col(ServingRecord.id).in_(inside["serving"])
        )
        return {
            **inside,
            "question": select_rows(col(QuestionRecord.id)).where(col(QuestionRecord.stage_id) == number),
            "response": select_rows(col(ResponseRecord.id)).where(col(ResponseRecord.stage_id) == number),
            **_of_evidence(select_rows(col(EvidenceRecord.id)).where(on_it)),
            "strategy": strategies,
            "serving": select_rows(col(ServingRecord.id)).where(serving),
        }
    if entity == "strategy":
        return {"serving": select_rows(col(ServingRecord.id)).where(col(ServingRecord.strategy_id) == number)}
    if entity == "note":
        return {"met_need": select_rows(col(MetNeedRecord.id)).where(col(MetNeedRecord.note_id) == number)}
    if entity == "audit":
        return {
            "item": select_rows(col(ItemRecord.id)).where(col(ItemRecord.audit_id) == number),
            **_of(select_rows(col(VisitRecord.id)).where(col(VisitRecord.audit_id) == number)),
        }
    if entity == "round":
        audits = select_rows(col(AuditRecord.id)).where(col(AuditRecord.round_id) == number)
        visits = select_rows(col(VisitRecord.id)).where(col(VisitRecord.audit_id).in_(audits))
        return {"audit": audits, **_of(visits)}
    if entity == "persona":
        audits = select_rows(col(AuditRecord.id)).where(col(AuditRecord.persona_id) == number)
        replies = select_rows(col(ReplyRecord.id)).where(col(ReplyRecord.persona_id) == number)
        visits = select_rows(col(VisitRecord.id)).where(col(VisitRecord.audit_id).in_(audits))
        evidence = select_rows(col(EvidenceRecord.id)).where(col(EvidenceRecord.persona_id) == number)
        wishes = select_rows(col(WishRecord.id)).where(col(WishRecord.persona_id) == number)
        return {
            "audit": audits,
            "reply": replies,
            **_of_respondents(
                select_rows(col(RespondentRecord.id)).where(col(RespondentRecord.persona_id) == number)
            ),
            **_of_evidence(evidence),
            "verification": select_rows(col(VerificationRecord.id)).where(
                col(VerificationRecord.persona_id) == number
            ),
            **_of_wishes(wishes),
            **_of(visits),
        }
    if entity == "finding":
        found = _of_findings(select_rows(col(FindingRecord.id)).where(col(FindingRecord.id) == number))
        linked = select_rows(col(LinkRecord.id)).where(col(LinkRecord.finding_id) == number)
        return {**found, "link": linked}
    if entity == "phrase":
        return {"finding": select_rows(col(FindingRecord.id)).where(col(FindingRecord.phrase_id) == number)}
    if entity == "action":
        return _of_actions(select_rows(col(ActionRecord.id)).where(col(ActionRecord.id) == number))
    if entity == "question":
        own = select_rows(OWN + col(QuestionRecord.uid)).where(col(QuestionRecord.id) == number)
        key = own.scalar_subquery()
        return {
            "reply": select_rows(col(ReplyRecord.id)).where(col(ReplyRecord.question) == key),
            "response": select_rows(col(ResponseRecord.id)).where(col(ResponseRecord.question) == key),
        }
    if entity == "respondent":
        of_theirs = select_rows(col(EvidenceRecord.id)).where(col(EvidenceRecord.respondent_id) == number)
        return {
            **_of_respondents(
                select_rows(col(RespondentRecord.id)).where(col(RespondentRecord.id) == number)
            ),
            **_of_evidence(of_theirs),
        }
    if entity == "evidence":
        return {
            "verification": select_rows(col(VerificationRecord.id)).where(
                col(VerificationRecord.evidence_id) == number
            ),
            "asking": select_rows(col(AskingRecord.id)).where(col(AskingRecord.evidence_id) == number),
            "suggestion": select_rows(col(SuggestionRecord.id)).where(
                col(SuggestionRecord.evidence_id) == number
            ),
        }
    return {}


def _of_actions(actions: Numbers) -> dict[str, Numbers]:
    return {
        "comment": select_rows(col(CommentRecord.id)).where(col(CommentRecord.action_id).in_(actions)),
        "link": select_rows(col(LinkRecord.id)).where(col(LinkRecord.action_id).in_(actions)),
        "dependency": select_rows(col(DependencyRecord.id)).where(
            or_(
                col(DependencyRecord.action_id).in_(actions), col(DependencyRecord.blocked_by_id).in_(actions)
            )
        ),
        "serving": select_rows(col(ServingRecord.id)).where(col(ServingRecord.action_id).in_(actions)),
    }


def _of_wishes(wishes: Numbers) -> dict[str, Numbers]:
    return {
        "wish": wishes,
        "met_need": select_rows(col(MetNeedRecord.id)).where(col(MetNeedRecord.wish_id).in_(wishes)),
    }


def _of_respondents(respondents: Numbers) -> dict[str, Numbers]:
    return {
        "respondent": respondents,
        "response": select_rows(col(ResponseRecord.id)).where(
            col(ResponseRecord.respondent_id).in_(respondents)
        ),
    }


def _of_evidence(evidence: Numbers) -> dict[str, Numbers]:
    asked = select_rows(col(AskingRecord.id)).where(col(AskingRecord.evidence_id).in_(evidence))
    return {"evidence": evidence, "asking": asked}


def _at(points: Numbers) -> dict[str, Numbers]:
    actions = select_rows(col(ActionRecord.id)).where(col(ActionRecord.touchpoint_id).in_(points))
    return {
        "note": select_rows(col(NoteRecord.id)).where(col(NoteRecord.touchpoint_id).in_(points)),
        "action": actions,
        **_of_actions(actions),
        **_of_evidence(
            select_rows(col(EvidenceRecord.id)).where(col(EvidenceRecord.touchpoint_id).in_(points))
        ),
        "suggestion": select_rows(col(SuggestionRecord.id)).where(
            col(SuggestionRecord.touchpoint_id).in_(points)
        ),
        **_of_wishes(select_rows(col(WishRecord.id)).where(col(WishRecord.touchpoint_id).in_(points))),
        **_of(select_rows(col(VisitRecord.id)).where(col(VisitRecord.touchpoint_id).in_(points))),
        **_of_findings(
            select_rows(col(FindingRecord.id)).where(col(FindingRecord.touchpoint_id).in_(points))
        ),
    }


def _of_findings(findings: Numbers) -> dict[str, Numbers]:
    return {
        "finding": findings,
        "sighting": select_rows(col(SightingRecord.id)).where(col(SightingRecord.finding_id).in_(findings)),
        "picture": select_rows(col(PictureRecord.id)).where(col(PictureRecord.finding_id).in_(findings)),
    }


def _of(visits: Numbers) -> dict[str, Numbers]:
    findings = select_rows(col(FindingRecord.id)).where(col(FindingRecord.visit_id).in_(visits))
    return {
        "visit": visits,
        "answer": select_rows(col(AnswerRecord.id)).where(col(AnswerRecord.visit_id).in_(visits)),
        "presence": select_rows(col(PresenceRecord.id)).where(col(PresenceRecord.visit_id).in_(visits)),
        "finding": findings,
        "sighting": select_rows(col(SightingRecord.id)).where(
            or_(col(SightingRecord.visit_id).in_(visits), col(SightingRecord.finding_id).in_(findings))
        ),
        "picture": select_rows(col(PictureRecord.id)).where(col(PictureRecord.finding_id).in_(findings)),
    }


def is_needed(work: Work, person: PersonRecord) -> bool:
    """Tell whether somebody of the team is named by something in sight: audits, owns, answers for it or has said it."""
    work.session.flush()
    return person.id is not None and any(naming(work, person.id, in_sight=True))
