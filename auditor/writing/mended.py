"""The findings that an action mends, as a unit of work sees them."""

from __future__ import annotations

from typing import TypeVar

from auditor.store.adapter import VIEWER, Reader
from auditor.store.reading.findings.reads import FindingReads
from auditor.store.viewing import Read
from auditor.store.work import Work
from auditor.views.findings import Finding

T = TypeVar("T")


def findings_mended(work: Work, action_id: int) -> list[Finding]:
    """Return the findings that an action mends, in the order of the walk, without those of audits that are hidden."""
    reader = _SeenBy(work.reader, work.known.number)
    return FindingReads(lambda: reader).mended_by(action_id)


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
