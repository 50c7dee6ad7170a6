"""Reads of the answers that measurements suggest."""

from __future__ import annotations

from collections.abc import Callable

from auditor.store.adapter import Reader
from auditor.store.viewing import Read
from auditor.views.imports import Suggestion

_COLUMNS = """
    SELECT g.id, g.evidence_id, g.touchpoint_id, t.name AS touchpoint, s.name AS stage, j.name AS journey,
        g.checklist, g.check_key, g.verdict, g.why, e.source, e.collected_on AS measured, g.settled_at AS settled,
        g.taken
    FROM suggestion g
    JOIN evidence e ON e.id = g.evidence_id AND e.removed_at IS NULL
    JOIN touchpoint t ON t.id = g.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    JOIN journey j ON j.id = t.journey_id AND j.removed_at IS NULL
    WHERE g.removed_at IS NULL
"""

_LINES = Read(
    "answers that are suggested",
    Suggestion,
    f"""{_COLUMNS}
    AND (t.journey_id = :journey OR :journey = 0)
    AND (g.settled_at IS NULL OR :settled > 0)
    ORDER BY t.journey_id, s.position, t.position, g.checklist, g.check_key, e.collected_on DESC, g.id DESC
    """,
    ("journey", "settled"),
)

_WAITING = Read(
    "answers that are suggested for an audit and wait",
    Suggestion,
    f"""{_COLUMNS}
    AND g.settled_at IS NULL AND g.touchpoint_id IN (SELECT v.touchpoint_id FROM visit v WHERE v.audit_id = :audit)
    ORDER BY e.collected_on, g.id
    """,
    ("audit",),
)


class SuggestionReads:
    """What can be asked about answers that measurements suggest."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def lines(self, journey_id: int | None = None, settled: bool = False) -> list[Suggestion]:
        """Return the suggestions that wait, along the journey; with `settled` those that were answered too."""
        return self._reader().all(_LINES, journey=journey_id or 0, settled=int(settled))

    def waiting(self, audit_id: int) -> dict[tuple[int, str, str], Suggestion]:
        """Return what waits at the touchpoints of an audit by touchpoint, checklist and check: the newest of each."""
        found = self._reader().all(_WAITING, audit=audit_id)
        return {(each.touchpoint_id, each.checklist, each.check_key): each for each in found}
