"""Reads of actions: one whole with what it answers, what a need rests on, and the ranking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from auditor.analysis.need import Look, Standing, standing
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.store.adapter import Read, Reader
from auditor.store.reading.columns import first, moment, moment_of
from auditor.store.reading.confidences import DEFAULT_GRADING, Grading, confidences_of
from auditor.store.reading.grouped import GroupedRanking
from auditor.store.reading.listed import OWN, ListedRanking
from auditor.store.reading.places import Place, places_of
from auditor.store.reading.ranking import ROW_COLUMNS, ROW_WIDTH, Ranking, action_line
from auditor.store.reading.sealing import VIEWER, open_to, settled
from auditor.store.reading.selection import Selection
from auditor.store.reading.wordings import check_of
from auditor.views import Action, ActionFilter, Comment, Ground, LinkedFinding
from auditor.vocabulary import AuditKind, Verdict

_ONE = Read(
    "action",
    f"""
    SELECT {ROW_COLUMNS}, x.note, x.reason, x.created_at, t.importance, t.critical,
        t.id, t.stage_id, t.name, s.name, j.id, j.name, t.need, t.importance, s.position
    FROM action x LEFT JOIN person p ON p.id = x.owner_id
    JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
    JOIN journey j ON j.id = t.journey_id
    WHERE x.id = :action AND x.removed_at IS NULL
    """,
    ("action",),
)

_CHECKS_OF = Read(
    "checks an action answers, newest answer first",
    f"""
    SELECT l.checklist, l.check_key, a.verdict, a.note, u.id, a.answered_at,
        w.id, w.checklist, w.check_key, w.severity, w.remedy_effort, w.remedy_impact, w.standard, w.content
    FROM link l
    JOIN wording w ON w.checklist = l.checklist AND w.check_key = l.check_key
    JOIN answer a ON a.wording_id = w.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
    JOIN visit v ON v.id = a.visit_id AND v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    WHERE l.action_id = :action AND l.removed_at IS NULL AND l.check_key <> ''
    AND NOT a.carried AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("action", VIEWER),
)

_FEELINGS_OF = Read(
    "feelings an action answers, newest first",
    f"""
    SELECT v.feeling, v.note, u.id, v.felt_at
    FROM link l JOIN visit v ON v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    WHERE l.action_id = :action AND l.removed_at IS NULL AND l.check_key = '' AND l.note_id IS NULL
    AND v.feeling IS NOT NULL AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("action", VIEWER),
)

_COMMENTS = Read(
    "comments on an action",
    """
    SELECT c.id, p.name, c.text, c.written_at FROM comment c JOIN person p ON p.id = c.person_id
    WHERE c.action_id = :action AND c.removed_at IS NULL ORDER BY c.written_at, c.id
    """,
    ("action",),
)

_GROUNDS = Read(
    "grounds of a need, newest audit first",
    f"""
    SELECT p.id, p.name, u.id, u.started_at, u.kind, v.answered, v.feeling, v.weight_asked, v.weight_failed
    FROM visit v JOIN audit u ON u.id = v.audit_id JOIN persona p ON p.id = u.persona_id
    WHERE v.touchpoint_id = :touchpoint AND v.removed_at IS NULL AND u.removed_at IS NULL
    AND {settled("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("touchpoint",),
)


ALL_OPEN = ActionFilter()


class ActionReads:
    """What can be asked about actions."""

    def __init__(
        self,
        reader: Callable[[], Reader],
        scoring: Scoring = DEFAULT_SCORING,
        grading: Grading = DEFAULT_GRADING,
    ) -> None:
        """Read through what `reader` gives at each call.

        `scoring` puts in order and in quadrants, `grading` weighs evidence.
        """
        self._reader = reader
        self._scoring = scoring
        self._grading = grading

    def ranking(self, wanted: ActionFilter = ALL_OPEN, scoring: Scoring | None = None) -> Ranking:
        """Return the actions of a filter in order of priority, or as another scoring than the user's has it."""
        reader, scoring = self._reader(), scoring or self._scoring
        places = places_of(reader, wanted, self._grading)
        selection = Selection(reader, wanted, scoring.bounds, self._grading.today())
        one_by_one = wanted.ids is not None or wanted.sort in OWN
        ranked = ListedRanking if one_by_one else GroupedRanking
        return ranked(reader, wanted, scoring, places, selection)

    def get(self, action_id: int) -> Action | None:
        """Return an action whole, or None."""
        reader = self._reader()
        row = first(reader.all(_ONE, action=action_id))
        if row is None:
            return None
        note, reason, created, importance, critical, point, stage, *where = row[ROW_WIDTH:]
        place = Place(*where, confidence=confidences_of(reader, self._grading).of(point, stage, where[2]))
        return Action(
            action_line(row[:ROW_WIDTH], place, self._scoring),
            note,
            reason,
            importance,
            bool(critical),
            moment_of(created),
            tuple(linked_findings(reader, action_id)),
            tuple(_comments(reader, action_id)),
        )

    def grounds(self, touchpoint_id: int) -> list[Ground]:
        """Return what the need of a touchpoint rests on: per persona the newest audit in which it was answered."""
        looks, about = [], {}
        for persona_id, persona, audit, started, kind, *noted in self._reader().all(
            _GROUNDS, touchpoint=touchpoint_id
        ):
            looks.append(Look(persona_id, audit, kind == AuditKind.RECHECK, *noted))
            about[audit] = (persona, moment_of(started))
        return [_ground(one, *about[one.look.audit_id]) for one in standing(looks).values()]


def _ground(stands: Standing, persona: str, started: datetime) -> Ground:
    look, felt = stands.look, stands.felt
    return Ground(
        persona,
        look.audit_id,
        started,
        felt.feeling if felt else None,
        look.weight_asked,
        look.weight_failed,
        felt.audit_id if felt and felt is not look else None,
    )


def _comments(reader: Reader, action_id: int) -> list[Comment]:
    rows = reader.all(_COMMENTS, action=action_id)
    return [Comment(number, who, text, moment_of(written)) for number, who, text, written in rows]


def linked_findings(reader: Reader, action_id: int) -> list[LinkedFinding]:
    """Return what an action answers, each with the newest answer to it."""
    newest: dict[tuple[str, str], LinkedFinding] = {}
    for checklist, key, verdict, note, audit, answered, *wording in reader.all(_CHECKS_OF, action=action_id):
        newest.setdefault(
            (checklist, key),
            LinkedFinding(
                checklist, key, check_of(*wording), Verdict(verdict), None, note, audit, moment(answered)
            ),
        )
    found = list(newest.values())
    if felt := first(reader.all(_FEELINGS_OF, action=action_id)):
        feeling, note, audit, at = felt
        found.append(LinkedFinding("", "", None, None, feeling, note, audit, moment(at)))
    return found
