"""Reads of the evidence that is to be asked for again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct

from auditor.analysis.asking_again import to_ask_again
from auditor.analysis.superseding import superseded
from auditor.analysis.support import is_aged
from auditor.store.adapter import Reader
from auditor.store.reading.called import called
from auditor.store.reading.evidence.confidences import DEFAULT_GRADING, Grading
from auditor.store.reading.evidence.lines import pieces_there
from auditor.store.viewing import Read
from auditor.views.askings import Asking
from auditor.views.exporting import HandedAsking

_PLACE = """e.id AS evidence_id, e.journey_id, j.name AS journey, coalesce(t.stage_id, e.stage_id) AS stage_id,
        coalesce(s.name, '') AS stage, e.touchpoint_id, coalesce(t.name, '') AS touchpoint, e.persona_id,
        coalesce(p.name, '') AS persona, e.kind, e.source, e.collected_on AS collected"""

_JOINED = """JOIN journey j ON j.id = e.journey_id AND j.removed_at IS NULL
    LEFT JOIN touchpoint t ON t.id = e.touchpoint_id
    LEFT JOIN stage s ON s.id = coalesce(t.stage_id, e.stage_id)
    LEFT JOIN persona p ON p.id = e.persona_id"""

_IN_SIGHT = """e.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL AND p.removed_at IS NULL
    AND (e.journey_id = :journey OR (:journey = 0 AND j.archived_at IS NULL))"""

_NOTED = Read(
    "evidence that is to be asked for again, or was, what is due first first",
    Asking,
    f"""
    SELECT k.id, {_PLACE}, k.owner_id, coalesce({called("o")}, '') AS owner, k.due, k.note, k.closed_at AS closed,
        n.id AS answer_id
    FROM asking k JOIN evidence e ON e.id = k.evidence_id {_JOINED}
    LEFT JOIN person o ON o.id = k.owner_id LEFT JOIN evidence n ON n.id = k.answer_id AND n.removed_at IS NULL
    WHERE k.removed_at IS NULL AND {_IN_SIGHT} AND (k.closed_at IS NULL OR :closed = 1)
    ORDER BY k.closed_at IS NOT NULL, k.closed_at DESC, k.due IS NULL, k.due, k.id
    """,
    ("journey", "closed"),
)

_AGED = Read(
    "evidence that may be proposed to be asked for again",
    Asking,
    f"SELECT NULL AS id, {_PLACE} FROM evidence e {_JOINED} WHERE {_IN_SIGHT} ORDER BY e.id",
    ("journey",),
)


class _Details(Struct, frozen=True):
    """What lists do not show of evidence to be asked for again."""

    id: int
    uid: str
    created: datetime
    changed: datetime
    revision: int


_DETAILS = Read(
    "details of evidence to be asked for again, with its last change",
    _Details,
    """
    SELECT k.id, k.uid, k.created_at AS created, coalesce(max(c.at), k.created_at) AS changed,
        k.revision
    FROM asking k LEFT JOIN change_row r ON r.entity = 'asking' AND r.row_id = k.id
    LEFT JOIN change c ON c.id = r.change_id
    WHERE k.removed_at IS NULL GROUP BY k.id, k.uid, k.created_at, k.revision
    """,
)


class AskingReads:
    """What can be asked about evidence that is to be asked for again."""

    def __init__(self, reader: Callable[[], Reader], grading: Grading = DEFAULT_GRADING) -> None:
        """Read through what `reader` gives at each call; `grading` tells what has aged."""
        self._reader = reader
        self._grading = grading

    @property
    def today(self) -> date:
        """The day from which age is counted."""
        return self._grading.today()

    def open(self, journey_id: int | None = None) -> list[Asking]:
        """Return what is to be asked again in a journey, or in all, what is due first first."""
        return self._reader().all(_NOTED, journey=journey_id or 0, closed=0)

    def all(self, journey_id: int | None = None) -> list[Asking]:
        """Return the same, and after it what was asked again already, the latest first."""
        return self._reader().all(_NOTED, journey=journey_id or 0, closed=1)

    def proposed(self, journey_id: int | None = None) -> list[Asking]:
        """Return the evidence that has lost half its weight and that nobody asks for yet, the most aged first.

        What was asked again without new evidence coming of it is proposed anew after another half-life.
        """
        reader = self._reader()
        pieces = pieces_there(reader, journey_id)
        aged = to_ask_again(pieces, superseded(pieces), self._grading.weighing, self.today)
        noted = {one.evidence_id for one in self.all(journey_id) if self._rests(one)} if aged else set()
        wanted = [one.id for one in aged if one.id not in noted]
        if not wanted:
            return []
        known = {one.evidence_id: one for one in reader.all(_AGED, journey=journey_id or 0)}
        return [known[number] for number in wanted if number in known]

    def handed(self, journey_id: int | None = None, closed: bool = False) -> list[HandedAsking]:
        """Return what other programs can be given of what is to be asked again; with `closed` of what was, too."""
        found = self.all(journey_id) if closed else self.open(journey_id)
        details = {one.id: one for one in self._reader().all(_DETAILS)} if found else {}
        return [
            HandedAsking(one, known.uid, known.created, known.changed, known.revision)
            for one in found
            if one.id is not None and (known := details.get(one.id)) is not None
        ]

    def _rests(self, one: Asking) -> bool:
        if one.closed is None:
            return True
        since = (self.today - one.closed.astimezone().date()).days
        return not is_aged(one.kind, since, self._grading.weighing)

    def of_evidence(self, journey_id: int, evidence_id: int) -> Asking | None:
        """Return that evidence of a journey is to be asked for again, handed out or proposed; None where it is not."""
        found = [*self.open(journey_id), *self.proposed(journey_id)]
        return next((one for one in found if one.evidence_id == evidence_id), None)
