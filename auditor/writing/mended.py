"""The findings that an action mends, as a unit of work sees them."""

from __future__ import annotations

from typing import TypeVar

from sqlmodel import col, select

from auditor.base.vocabulary import NOT_THERE
from auditor.store.adapter import VIEWER, Reader
from auditor.store.reading.findings.reads import FindingReads
from auditor.store.tables import FindingRecord, SightingRecord
from auditor.store.viewing import Read
from auditor.store.work import Work
from auditor.views.findings import Finding

T = TypeVar("T")


def findings_mended(work: Work, action_id: int) -> list[Finding]:
    """Return the findings that an action mends, in the order of the walk, without those of audits that are hidden."""
    return _reads(work).mended_by(action_id)


class GoneByHand:
    """The findings of a journey that were said by hand to be gone, with nothing told since; one is read when asked for."""

    def __init__(self, work: Work, journey_id: int) -> None:
        """Look which were ever said to be."""
        self._work = work
        said = (
            select(SightingRecord.finding_id)
            .join(FindingRecord, col(FindingRecord.id) == SightingRecord.finding_id)
            .where(
                FindingRecord.journey_id == journey_id,
                col(SightingRecord.visit_id).is_(None),
                col(SightingRecord.seen).in_(NOT_THERE),
                col(SightingRecord.removed_at).is_(None),
            )
        )
        self._is_gone: dict[int, bool | None] = dict.fromkeys(work.session.exec(said))
        """Of each whether it is; None where it was not asked for yet."""

    def __contains__(self, finding_id: int | None) -> bool:
        """Tell whether a finding is one of them."""
        if finding_id is None or finding_id not in self._is_gone:
            return False
        is_gone = self._is_gone[finding_id]
        if is_gone is None:
            is_gone = self._is_gone[finding_id] = self._look(finding_id)
        return is_gone

    def _look(self, finding_id: int) -> bool:
        whole = _reads(self._work).get(finding_id)
        if whole is None or not whole.sightings:
            return False
        last = whole.sightings[-1]
        return last.audit_id is None and last.seen in NOT_THERE


def _reads(work: Work) -> FindingReads:
    reader = _SeenBy(work.reader, work.known.number)
    return FindingReads(lambda: reader)


class _SeenBy:
    """Reads as the one does whose work it is."""

    def __init__(self, reader: Reader, viewer: int) -> None:
        self._reader = reader
        self._viewer = viewer

    def all(self, read: Read[T], **parameters: object) -> list[T]:
        """Return all views of a read."""
        if VIEWER in read.parameters:
            parameters[VIEWER] = self._viewer
        return self._reader.all(read, **parameters)

    def close(self) -> None:
        """Let go of the database."""
        self._reader.close()
