"""Reads of who answers for what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from auditor.analysis.need import is_known
from auditor.analysis.responsibility import nearest
from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.store.adapter import Reader
from auditor.store.reading.current import everywhere, of_journey
from auditor.store.viewing import Read
from auditor.views.people import told_apart
from auditor.views.responsibility import Charge, Responsible


class _Row(Struct, frozen=True):
    """A touchpoint with the numbers of whoever is named at it, at its stage and at its journey."""

    touchpoint_id: int
    touchpoint: str
    stage_id: int
    stage: str
    journey_id: int
    journey: str
    need: float
    own: int | None
    of_stage: int | None
    of_journey: int | None
    open: int
    late: int
    waiting: int


_OPEN = f"x.status IN {tuple(map(str, OPEN_STATUSES))}"

_ROWS = Read(
    "touchpoints with who answers for them, and their actions",
    _Row,
    f"""
    SELECT t.id AS touchpoint_id, t.name AS touchpoint, s.id AS stage_id, s.name AS stage, j.id AS journey_id,
        j.name AS journey, t.need, t.responsible_id AS own, s.responsible_id AS of_stage,
        j.responsible_id AS of_journey, coalesce(a.open, 0) AS open, coalesce(a.late, 0) AS late,
        coalesce(a.waiting, 0) AS waiting
    FROM touchpoint t JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    JOIN journey j ON j.id = t.journey_id AND j.removed_at IS NULL
    LEFT JOIN (
        SELECT x.touchpoint_id, sum(CASE WHEN {_OPEN} THEN 1 ELSE 0 END) AS open,
            sum(CASE WHEN {_OPEN} AND x.due < :today THEN 1 ELSE 0 END) AS late,
            sum(CASE WHEN x.status = '{Status.DONE}' AND x.effect = '' THEN 1 ELSE 0 END) AS waiting
        FROM action x WHERE x.removed_at IS NULL GROUP BY x.touchpoint_id
    ) a ON a.touchpoint_id = t.id
    WHERE t.removed_at IS NULL AND (j.id = :journey OR (:journey = 0 AND j.archived_at IS NULL))
    ORDER BY j.id, s.position, s.id, t.position, t.id
    """,
    ("today", "journey"),
)

_TEAM = Read(
    "everybody who may answer for something",
    tuple[int, str, str, str | None],
    "SELECT p.id, p.name, p.role, p.left_on FROM person p WHERE p.removed_at IS NULL",
)


class ResponsibilityReads:
    """What can be asked about who answers for what."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def charges(self, today: date, journey_id: int | None = None) -> list[Charge]:
        """Return every touchpoint of a journey, or of all, in order, with who answers for it.

        Actions are late as seen from `today`.
        """
        reader = self._reader()
        team = reader.all(_TEAM)
        names = told_apart((number, name, role) for number, name, role, _left in team)
        left = {number for number, _name, _role, since in team if since is not None}
        rows = reader.all(_ROWS, today=today.isoformat(), journey=journey_id or 0)
        current = (everywhere(reader) if journey_id is None else of_journey(reader, journey_id)).current

        def answering(row: _Row) -> Responsible:
            named = (row.own, row.of_stage, row.of_journey)
            point, stage, journey = ((one, names.get(one or 0, ""), one in left) for one in named)
            return nearest(point, stage, journey)

        return [
            Charge(
                row.touchpoint_id,
                row.touchpoint,
                row.stage_id,
                row.stage,
                row.journey_id,
                row.journey,
                row.need,
                row.open,
                row.late,
                row.waiting,
                answering(row),
                is_known(current.at(row.touchpoint_id).experiences),
            )
            for row in rows
        ]
