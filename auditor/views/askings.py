"""Evidence that is to be asked for again."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import EvidenceKind


class Asking(Struct, frozen=True):
    """A piece of evidence that is to be asked for again, with the names of where it stands."""

    id: int | None
    """None where it is only proposed, because it has aged and nobody has handed it out."""
    evidence_id: int
    journey_id: int
    journey: str
    stage_id: int | None
    stage: str
    touchpoint_id: int | None
    touchpoint: str
    persona_id: int | None
    persona: str
    kind: EvidenceKind
    source: str
    collected: date
    owner_id: int | None = None
    owner: str = ""
    """As they are told apart from others of the team; empty for nobody."""
    due: date | None = None
    note: str = ""
    closed: datetime | None = None
    """When it was asked."""
    answer_id: int | None = None
    """The evidence that came of it."""

    @property
    def is_open(self) -> bool:
        """Whether it was handed out or noted, and not asked yet."""
        return self.id is not None and self.closed is None

    def is_late(self, today: date) -> bool:
        """Tell whether it should have been asked before today."""
        return self.is_open and self.due is not None and self.due < today
