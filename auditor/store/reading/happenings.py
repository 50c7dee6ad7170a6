"""Reads of what happened in a journey, from its history and from due dates."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import OPEN_STATUSES, SETTLED_EFFECTS, Effect, Status
from auditor.store.adapter import Reader
from auditor.store.viewing import Read, first
from auditor.views.happenings import Done, Happenings, Late, Proven


class _Journey(Struct, frozen=True):
    """What names a journey, and since when it is there."""

    uid: str
    created: datetime | None


class _Row(Struct, frozen=True):
    """An action as a change left it; the values that were changed are JSON."""

    uid: str
    title: str
    touchpoint: str
    at: datetime
    who: str
    after: str


_JOURNEY = Read(
    "what names a journey",
    _Journey,
    """
    SELECT j.uid, (SELECT min(c.at) FROM change c WHERE c.journey_id = j.id) AS created
    FROM journey j WHERE j.id = :journey AND j.removed_at IS NULL
    """,
    ("journey",),
)
_CHANGED = Read(
    "actions that were done or settled",
    _Row,
    """
    SELECT a.uid, a.title, t.name AS touchpoint, c.at, c.who, r.after
    FROM touchpoint t JOIN action a ON a.touchpoint_id = t.id
    JOIN change_row r ON r.entity = 'action' AND r.row_id = a.id JOIN change c ON c.id = r.change_id
    WHERE t.journey_id = :journey AND t.removed_at IS NULL AND a.removed_at IS NULL AND c.state = 'done'
        AND (r.after LIKE CAST(:done AS TEXT) OR r.after LIKE CAST(:effect AS TEXT))
    ORDER BY c.id DESC, r.id
    """,
    ("journey", "done", "effect"),
)
_LATE = Read(
    "actions that are late",
    Late,
    f"""
    SELECT a.uid, a.title, t.name AS touchpoint, a.due, coalesce(p.name, '') AS owner
    FROM touchpoint t JOIN action a ON a.touchpoint_id = t.id LEFT JOIN person p ON p.id = a.owner_id
    WHERE t.journey_id = :journey AND t.removed_at IS NULL AND a.removed_at IS NULL AND a.due < :today
        AND a.status IN ({", ".join(f"'{status}'" for status in OPEN_STATUSES)})
    ORDER BY a.due DESC, a.id LIMIT :count
    """,
    ("journey", "today", "count"),
)
_AUDITS = Read(
    "uids of audits",
    tuple[int, str],
    "SELECT u.id, u.uid FROM audit u WHERE u.journey_id = :journey",
    ("journey",),
)
_FINDINGS = Read(
    "uids of findings",
    tuple[int, str],
    "SELECT f.id, f.uid FROM finding f JOIN touchpoint t ON t.id = f.touchpoint_id WHERE t.journey_id = :journey",
    ("journey",),
)


class HappeningReads:
    """What can be asked about what happened."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def of_journey(self, journey_id: int, today: date, count: int) -> Happenings | None:
        """Return what happened in a journey, of each kind at least the newest `count`; None where there is none.

        What was taken back did not happen.
        """
        reader = self._reader()
        journey = first(reader.all(_JOURNEY, journey=journey_id))
        if journey is None:
            return None
        done: list[Done] = []
        proven: list[Proven] = []
        for row in reader.all(_CHANGED, journey=journey_id, done='%"done"%', effect='%"effect"%'):
            after = json.loads(row.after)
            if after.get("status") == Status.DONE:
                done.append(Done(row.uid, row.title, row.touchpoint, row.at, row.who))
            if (effect := after.get("effect")) in SETTLED_EFFECTS:
                proven.append(Proven(row.uid, row.title, row.touchpoint, row.at, row.who, Effect(effect)))
        late = reader.all(_LATE, journey=journey_id, today=today.isoformat(), count=count)
        return Happenings(
            journey.uid,
            journey.created,
            tuple(done),
            tuple(proven),
            tuple(late),
            dict(reader.all(_AUDITS, journey=journey_id)),
            dict(reader.all(_FINDINGS, journey=journey_id)),
        )
