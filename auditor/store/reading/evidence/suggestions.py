"""Reads of the answers that measurements suggest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from auditor.analysis.superseding import Said, gravity, still_said
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import pieces_measured
from auditor.store.reading.sealing import settled
from auditor.store.viewing import Read
from auditor.views.suggestions import Suggestion

_COLUMNS = """
    SELECT g.id, g.evidence_id, g.touchpoint_id, t.name AS touchpoint, s.name AS stage, j.name AS journey,
        g.checklist, g.check_key, g.verdict, g.why, e.source, e.page, e.collected_on AS measured,
        g.settled_at AS settled, g.taken
    FROM suggestion g
    JOIN evidence e ON e.id = g.evidence_id AND e.removed_at IS NULL
    JOIN touchpoint t ON t.id = g.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    JOIN journey j ON j.id = t.journey_id AND j.removed_at IS NULL
    WHERE g.removed_at IS NULL
"""

_WAITS = f"""g.settled_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM visit v JOIN audit u ON u.id = v.audit_id
        JOIN answer a ON a.visit_id = v.id JOIN wording w ON w.id = a.wording_id
        WHERE v.touchpoint_id = g.touchpoint_id AND w.checklist = g.checklist AND w.check_key = g.check_key
        AND v.removed_at IS NULL AND u.removed_at IS NULL AND u.finished_at IS NOT NULL AND {settled("u")}
        AND a.removed_at IS NULL AND a.verdict IS NOT NULL AND NOT a.carried
        AND substr(coalesce(a.answered_at, u.started_at), 1, 10) > e.collected_on
    )"""
"""No answer of a finished audit is newer than what was measured."""

_LINES = Read(
    "answers that are suggested",
    Suggestion,
    f"""{_COLUMNS}
    AND (t.journey_id = :journey OR (:journey = 0 AND j.archived_at IS NULL))
    AND ((g.settled_at IS NOT NULL AND :settled > 0) OR ({_WAITS}))
    ORDER BY t.journey_id, s.position, t.position, g.checklist, g.check_key, e.collected_on DESC, g.id DESC
    """,
    ("journey", "settled"),
)

_WAITING = Read(
    "answers that are suggested for an audit and wait",
    Suggestion,
    f"""{_COLUMNS}
    AND {_WAITS} AND g.touchpoint_id IN (SELECT v.touchpoint_id FROM visit v WHERE v.audit_id = :audit)
    AND NOT EXISTS (
        SELECT 1 FROM visit v JOIN audit u ON u.id = v.audit_id
        JOIN answer a ON a.visit_id = v.id JOIN wording w ON w.id = a.wording_id
        WHERE u.id = :audit AND NOT {settled("u")} AND v.touchpoint_id = g.touchpoint_id
        AND w.checklist = g.checklist AND w.check_key = g.check_key AND a.verdict IS NOT NULL AND NOT a.carried
    )
    ORDER BY e.collected_on DESC, g.id DESC
    """,
    ("audit",),
)

_DETAILS = Read(
    "what reports listed",
    tuple[int, str],
    """
    SELECT e.id, e.detail FROM evidence e WHERE e.removed_at IS NULL AND e.kind = 'measurement' AND e.detail <> ''
    AND (e.journey_id = :journey OR :journey = 0)
    """,
    ("journey",),
    shown=False,
)


class SuggestionReads:
    """What can be asked about answers that measurements suggest."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def lines(self, journey_id: int | None = None, settled: bool = False) -> list[Suggestion]:
        """Return the suggestions that wait, along the journey; with `settled` those that were answered too.

        Of each check at a touchpoint the worst of what newest measurements say waits, of equals the newest.
        """
        reader = self._reader()
        found = reader.all(_LINES, journey=journey_id or 0, settled=int(settled))
        worst = {each.id for each in _worst(reader, (each for each in found if each.settled is None))}
        return [each for each in found if each.settled is not None or each.id in worst]

    def waiting(self, audit_id: int) -> dict[tuple[int, str, str], Suggestion]:
        """Return what waits at the touchpoints of an audit by touchpoint, checklist and check: the worst of each."""
        reader = self._reader()
        found = _worst(reader, reader.all(_WAITING, audit=audit_id))
        return {(each.touchpoint_id, each.checklist, each.check_key): each for each in found}


def _worst(reader: Reader, waiting: Iterable[Suggestion]) -> list[Suggestion]:
    """Return what stands for each check at a touchpoint, of what waits: newest measurements first."""
    waiting = list(waiting)
    stands = standing_suggestions(
        reader,
        [
            Said(each.id, each.evidence_id, each.touchpoint_id, each.checklist, each.check_key, each.verdict)
            for each in waiting
        ],
    )
    found: dict[tuple[int, str, str], Suggestion] = {}
    for each in waiting:
        if each.id in stands:
            key = (each.touchpoint_id, each.checklist, each.check_key)
            if key not in found or gravity(each.verdict) < gravity(found[key].verdict):
                found[key] = each
    return list(found.values())


def standing_suggestions(reader: Reader, said: list[Said], journey_id: int | None = None) -> set[int]:
    """Return the numbers of what measurements suggest that no newer one supersedes."""
    if not said:
        return set()
    pieces = pieces_measured(reader, journey_id)
    if len({piece.series for piece in pieces}) == len(pieces):
        return {each.id for each in said}
    asked = {number: checks_asked(text) for number, text in reader.all(_DETAILS, journey=journey_id or 0)}
    return still_said(said, pieces, asked)


def critical_faults(detail: str) -> Iterator[str]:
    """Yield what a measurement says of the faults that its tool calls critical, as its detail tells."""
    try:
        pages: Any = json.loads(detail)["pages"]
        found = [
            str(fault.get("said") or fault["rule"])
            for page in pages
            for fault in page["failed"]
            if fault.get("impact") == "critical"
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return
    yield from found


def checks_asked(detail: str) -> frozenset[str] | None:
    """Return the checks that a measurement asked about, as its detail tells; None where it does not."""
    try:
        pages: Any = json.loads(detail)["pages"]
        return frozenset(str(check) for page in pages for check in page["asked"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
