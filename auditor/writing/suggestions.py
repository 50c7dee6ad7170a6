"""Answers that measurements suggest, within a transaction: settled when somebody answers the check."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam
from sqlmodel import col, select

from auditor.base.vocabulary import Verdict
from auditor.store.tables import EvidenceRecord, SuggestionRecord
from auditor.store.work import Work


def settle(
    work: Work,
    touchpoint_ids: Sequence[int],
    checklist: str,
    check_key: str,
    verdict: Verdict,
    *,
    only_alike: bool = False,
) -> None:
    """Settle what waits for an answer to a check at touchpoints: taken where the answer is the one suggested.

    With `only_alike`, what suggests another answer goes on waiting: nobody has looked there.
    """
    asked = {"touchpoints": touchpoint_ids, "checklist": checklist, "check_key": check_key}
    for row in work.session.execute(_WAITING_FOR, asked).scalars().all():
        if row.verdict == verdict.value or not only_alike:
            work.change(row, settled_at=work.at, taken=row.verdict == verdict.value)


def waiting_at(work: Work, touchpoint_ids: Collection[int]) -> Sequence[SuggestionRecord]:
    """Return what is suggested at touchpoints and waits for an answer."""
    return work.session.execute(_WAITING, {"touchpoints": touchpoint_ids}).scalars().all()


_WAITING = (
    select(SuggestionRecord)
    .join(EvidenceRecord, col(EvidenceRecord.id) == SuggestionRecord.evidence_id)
    .where(
        col(SuggestionRecord.touchpoint_id).in_(bindparam("touchpoints", expanding=True)),
        col(SuggestionRecord.settled_at).is_(None),
        col(SuggestionRecord.removed_at).is_(None),
        col(EvidenceRecord.removed_at).is_(None),
    )
)
_WAITING_FOR = _WAITING.where(
    col(SuggestionRecord.checklist) == bindparam("checklist"),
    col(SuggestionRecord.check_key) == bindparam("check_key"),
)
