"""The findings that an action mends, as a unit of work sees them."""

from __future__ import annotations

from typing import TypeVar

from sqlmodel import col, select

from auditor.base.vocabulary import Seen
from auditor.store.adapter import VIEWER, Reader
from auditor.store.reading.findings.reads import FindingReads
from auditor.store.tables import FindingRecord, SightingRecord
from auditor.store.viewing import Read
from auditor.store.work import Work
from auditor.views.findings import Finding

T = TypeVar("T")

_NOT_THERE = (Seen.GONE, Seen.PAGE_GONE)


def findings_mended(work: Work, action_id: int) -> list[Finding]:
    """Return the findings that an action mends, in the order of the walk, without those of audits that are hidden."""
    reader = _SeenBy(work.reader, work.known.number)
    return FindingReads(lambda: reader).mended_by(action_id)


def gone_by_hand(work: Work, journey_id: int) -> set[int]:
    """Return the numbers of the findings of a journey that were said by hand to be gone, with nothing told since."""
    said = (
        select(SightingRecord.finding_id)
        .join(FindingRecord, col(FindingRecord.id) == SightingRecord.finding_id)
        .where(
            FindingRecord.journey_id == journey_id,
            col(SightingRecord.visit_id).is_(None),
            col(SightingRecord.seen).in_(_NOT_THERE),
            col(SightingRecord.removed_at).is_(None),
        )
    )
    numbers = set(work.session.exec(said))
    if not numbers:
        return numbers
    reader = _SeenBy(work.reader, work.known.number)
    whole = [one for number in numbers if (one := FindingReads(lambda: reader).get(number)) is not None]
    last = {one.id: one.sightings[-1] for one in whole if one.sightings}
    return {number for number, told in last.items() if told.audit_id is None and told.seen in _NOT_THERE}


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
