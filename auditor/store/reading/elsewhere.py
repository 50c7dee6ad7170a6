"""What other programs have changed, read from the history, as news for whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from auditor.store.adapter import Reader
from auditor.store.viewing import Read
from auditor.views.history import Changes

MOST = 500
"""More rows than these are not told one by one."""

ANYTHING = frozenset({("database", 0)})
"""What is touched where nobody knows what was."""


class ChangedElsewhere(Struct, frozen=True):
    """A row that was changed, and where it belongs."""

    change: int
    at: str
    code: str
    entity: str
    row_id: int
    visit_id: int | None
    """The visit of an answer, or of the answer to a gate."""
    touchpoint_id: int | None
    journey_id: int | None
    opens_id: int | None
    """The journey that a touchpoint opens into, where the row is one."""


class _Opening(Struct, frozen=True):
    """A touchpoint that opens into another journey."""

    id: int
    journey_id: int
    opens_id: int


_NEWER = Read(
    "changes newer than one that was seen, and where their rows belong",
    ChangedElsewhere,
    """
    SELECT c.id AS change, c.at, c.code, r.entity, r.row_id,
        CASE WHEN r.entity IN ('answer', 'presence') THEN v.id END AS visit_id, t.id AS touchpoint_id,
        CASE WHEN r.entity = 'journey' THEN r.row_id
            ELSE coalesce(s.journey_id, ys.journey_id, p.journey_id, q.journey_id, o.journey_id, u.journey_id,
                e.journey_id, j.journey_id, z.journey_id, t.journey_id)
        END AS journey_id,
        CASE WHEN r.entity = 'touchpoint' THEN t.opens_id END AS opens_id
    FROM change c JOIN change_row r ON r.change_id = c.id
    LEFT JOIN answer w ON r.entity = 'answer' AND w.id = r.row_id
    LEFT JOIN presence pr ON r.entity = 'presence' AND pr.id = r.row_id
    LEFT JOIN visit v ON v.id = CASE r.entity WHEN 'visit' THEN r.row_id ELSE coalesce(w.visit_id, pr.visit_id) END
    LEFT JOIN comment m ON r.entity = 'comment' AND m.id = r.row_id
    LEFT JOIN serving b ON r.entity = 'serving' AND b.id = r.row_id
    LEFT JOIN dependency x ON r.entity = 'dependency' AND x.id = r.row_id
    LEFT JOIN action a ON a.id = CASE r.entity WHEN 'action' THEN r.row_id ELSE
        coalesce(m.action_id, b.action_id, x.action_id) END
    LEFT JOIN met_need d ON r.entity = 'met_need' AND d.id = r.row_id
    LEFT JOIN wish i ON i.id = CASE r.entity WHEN 'wish' THEN r.row_id ELSE d.wish_id END
    LEFT JOIN strategy y ON r.entity = 'strategy' AND y.id = r.row_id
    LEFT JOIN stage ys ON ys.id = y.stage_id
    LEFT JOIN link l ON r.entity = 'link' AND l.id = r.row_id
    LEFT JOIN sighting sg ON r.entity = 'sighting' AND sg.id = r.row_id
    LEFT JOIN picture pi ON r.entity = 'picture' AND pi.id = r.row_id
    LEFT JOIN finding fi ON fi.id = CASE r.entity WHEN 'finding' THEN r.row_id ELSE
        coalesce(sg.finding_id, pi.finding_id) END
    LEFT JOIN note n ON r.entity = 'note' AND n.id = r.row_id
    LEFT JOIN suggestion g ON r.entity = 'suggestion' AND g.id = r.row_id
    LEFT JOIN asking k ON r.entity = 'asking' AND k.id = r.row_id
    LEFT JOIN evidence e ON e.id = CASE r.entity WHEN 'evidence' THEN r.row_id ELSE k.evidence_id END
    LEFT JOIN stage s ON r.entity = 'stage' AND s.id = r.row_id
    LEFT JOIN verification f ON r.entity = 'verification' AND f.id = r.row_id
    LEFT JOIN persona p ON p.id = CASE r.entity WHEN 'persona' THEN r.row_id ELSE f.persona_id END
    LEFT JOIN response h ON r.entity = 'response' AND h.id = r.row_id
    LEFT JOIN respondent j ON j.id = CASE r.entity WHEN 'respondent' THEN r.row_id ELSE h.respondent_id END
    LEFT JOIN question z ON r.entity = 'question' AND z.id = r.row_id
    LEFT JOIN reply q ON r.entity = 'reply' AND q.id = r.row_id
    LEFT JOIN round o ON r.entity = 'round' AND o.id = r.row_id
    LEFT JOIN item it ON r.entity = 'item' AND it.id = r.row_id
    LEFT JOIN audit u ON u.id = CASE r.entity WHEN 'audit' THEN r.row_id ELSE it.audit_id END
    LEFT JOIN touchpoint t ON t.id = CASE r.entity WHEN 'touchpoint' THEN r.row_id ELSE
        coalesce(v.touchpoint_id, a.touchpoint_id, l.touchpoint_id, fi.touchpoint_id, n.touchpoint_id, g.touchpoint_id,
            e.touchpoint_id, i.touchpoint_id)
        END
    WHERE c.id > :seen ORDER BY c.id, r.id LIMIT :count
    """,
    ("seen", "count"),
)

_OPENING = Read(
    "touchpoints that open into a journey",
    _Opening,
    "SELECT t.id, t.journey_id, t.opens_id FROM touchpoint t WHERE t.opens_id IS NOT NULL AND t.removed_at IS NULL",
)


_NEEDLESS = (
    *(
        "action",
        "asking",
        "dependency",
        "link",
        "comment",
        "note",
        "reply",
        "saved_filter",
        "setting",
        "library_file",
        "person",
        "evidence",
    ),
    *("strategy", "serving", "wish", "met_need"),
    *("verification", "question", "respondent", "response"),
    "item",
)
"""Entities on which no need rests."""


def newer(reader: Reader, seen: int) -> list[ChangedElsewhere]:
    """Return the rows that were changed since a change, by anybody, in order; when there are more than MOST, one more."""
    return reader.all(_NEWER, seen=seen, count=MOST + 1)


def news_of(reader: Reader, rows: Sequence[ChangedElsewhere]) -> Changes:
    """Return what some changes of others have touched, together.

    The need of a touchpoint, and of those that open into its journey, is kept without a history: so whatever may have
    changed it counts as touching them. What is of a whole journey, such as an audit, may touch any need in it.
    """
    touched = {(row.entity, row.row_id) for row in rows}
    points = {row.touchpoint_id for row in rows if row.touchpoint_id is not None}
    journeys = {row.journey_id for row in rows} | {row.opens_id for row in rows if row.opens_id is not None}
    touched |= {("visit", row.visit_id) for row in rows if row.visit_id is not None}
    touched |= {
        ("touchpoint", row.touchpoint_id)
        for row in rows
        if row.touchpoint_id is not None and row.entity in ("answer", "visit")
    }
    known = {number for number in journeys if number is not None}
    if any(entity not in _NEEDLESS for entity, _number in touched):
        for outer in _around(reader.all(_OPENING), known):
            points.add(outer.id)
            touched.add(("touchpoint", outer.id))
            known.add(outer.journey_id)
    codes = {row.code for row in rows}
    return Changes(
        codes.pop() if len(codes) == 1 else "elsewhere",
        frozenset(touched),
        frozenset(points),
        None if None in journeys else frozenset(known),
        elsewhere=True,
    )


def _around(opening: Sequence[_Opening], journeys: Iterable[int]) -> list[_Opening]:
    """Return the touchpoints that open into some journeys, however far out."""
    found: list[_Opening] = []
    reached = set(journeys)
    todo = list(reached)
    while todo:
        inner = todo.pop()
        for one in opening:
            if one.opens_id == inner:
                found.append(one)
                if one.journey_id not in reached:
                    reached.add(one.journey_id)
                    todo.append(one.journey_id)
    return found
