"""Closing what was to be asked for again, within the transaction in which the evidence that answers it comes in."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import col, select

from auditor.analysis.asking_again import answer_to
from auditor.analysis.superseding import superseded
from auditor.store.reading.evidence.lines import pieces_there
from auditor.store.tables import AskingRecord, EvidenceRecord
from auditor.store.work import Work


def close_answered(work: Work, came_in: Collection[EvidenceRecord]) -> None:
    """Close what is answered by evidence that came in or was changed.

    That is what it supersedes, and what is of the same kind, place and persona and was collected before it.
    """
    journeys = {row.journey_id for row in came_in}
    waiting: dict[int, list[AskingRecord]] = {}
    for asking, journey in work.session.exec(
        select(AskingRecord, EvidenceRecord.journey_id)
        .join(EvidenceRecord, col(EvidenceRecord.id) == AskingRecord.evidence_id)
        .where(
            col(AskingRecord.closed_at).is_(None),
            col(AskingRecord.removed_at).is_(None),
            col(EvidenceRecord.removed_at).is_(None),
            col(EvidenceRecord.journey_id).in_(journeys),
        )
        .order_by(col(AskingRecord.id))
    ):
        waiting.setdefault(journey, []).append(asking)
    among = {row.id for row in came_in if row.id is not None}
    for journey, askings in waiting.items():
        pieces = pieces_there(work.reader, journey)
        by = superseded(pieces)
        known = {one.id: one for one in pieces}
        for asking in askings:
            asked = known.get(asking.evidence_id)
            answer = answer_to(asked, pieces, by, among - {asking.evidence_id}) if asked else None
            if answer is not None:
                work.change(asking, closed_at=work.at, answer_id=answer)
