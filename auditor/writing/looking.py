"""What an auditor says before the checks: what is there at a touchpoint, and what was chosen to be looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlmodel import col, select

from auditor.base.vocabulary import AuditKind
from auditor.store.tables import AuditRecord, ItemRecord, PresenceRecord, VisitRecord
from auditor.store.work import Work
from auditor.views.audits import Visit
from auditor.writing.unseen import to_write


def keep_presence(
    work: Work, visit: VisitRecord, present: Mapping[str, bool | None], base: Visit | None = None
) -> None:
    """Keep what is there at a visit, by gate; None takes an answer away.

    With `base`, the visit as it was seen, ConflictError is raised where somebody else has answered otherwise meanwhile.
    """
    known = {
        row.gate: row
        for row in work.session.exec(select(PresenceRecord).where(PresenceRecord.visit_id == visit.id))
    }
    for gate, is_so in present.items():
        row = known.get(gate)
        if row is not None:
            seen = None if base is None else {"present": base.answered_gates.get(gate)}
            work.change(
                row, removed_at=None, **to_write(work, row, {"present": is_so}, seen, meant=("present",))
            )
        elif is_so is not None:
            work.new(PresenceRecord(visit_id=visit.id or 0, gate=gate, present=is_so))


def keep_items(work: Work, audit: AuditRecord, sample: str, names: Sequence[str]) -> None:
    """Keep what was chosen for an audit, and for the others of its round that have chosen nothing of it."""
    for one in _of_round(work, audit):
        rows = list(
            work.session.exec(
                select(ItemRecord)
                .where(
                    ItemRecord.audit_id == one.id,
                    ItemRecord.sample == sample,
                    col(ItemRecord.removed_at).is_(None),
                )
                .order_by(col(ItemRecord.position), col(ItemRecord.id))
            )
        )
        if rows and one.id != audit.id:
            continue
        for position, name in enumerate(names):
            if position < len(rows):
                work.change(rows[position], name=name, position=position)
            else:
                work.new(ItemRecord(audit_id=one.id or 0, sample=sample, position=position, name=name))
        for row in rows[len(names) :]:
            work.remove(row)


def take_items(work: Work, agreed: AuditRecord, audits: Sequence[AuditRecord]) -> None:
    """Let an agreed audit look at what those of its round have chosen; of several choices the first."""
    taken: dict[str, int] = {}
    for row in work.session.exec(
        select(ItemRecord)
        .where(
            col(ItemRecord.audit_id).in_([audit.id for audit in audits]), col(ItemRecord.removed_at).is_(None)
        )
        .order_by(col(ItemRecord.audit_id), col(ItemRecord.position), col(ItemRecord.id))
    ):
        if taken.setdefault(row.sample, row.audit_id) == row.audit_id:
            work.new(
                ItemRecord(audit_id=agreed.id or 0, sample=row.sample, position=row.position, name=row.name)
            )


def _of_round(work: Work, audit: AuditRecord) -> list[AuditRecord]:
    if audit.round_id is None or audit.kind == AuditKind.AGREED:
        return [audit]
    return list(
        work.session.exec(
            select(AuditRecord)
            .where(
                AuditRecord.round_id == audit.round_id,
                AuditRecord.kind == AuditKind.WHOLE,
                col(AuditRecord.removed_at).is_(None),
            )
            .order_by(col(AuditRecord.id))
        )
    )
