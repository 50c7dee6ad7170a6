"""The answers that measurements suggest."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import Verdict


class Suggestion(Struct, frozen=True):
    """An answer to a check that a measurement suggests, as it is kept."""

    id: int
    evidence_id: int
    touchpoint_id: int
    touchpoint: str
    stage: str
    journey: str
    checklist: str
    check_key: str
    verdict: Verdict
    why: str
    source: str
    """What measured it."""
    page: str
    """What was measured; empty where that is not known."""
    measured: date
    settled: datetime | None
    """When somebody answered the check; None while it waits."""
    taken: bool
    """Whether the answer was the one suggested."""

    @property
    def tool(self) -> str:
        """What measured it, without the page."""
        return self.source.removesuffix(f", {self.page}")
