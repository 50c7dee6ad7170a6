"""Reads of actions: one whole with what it answers, what a need rests on, and the ranking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from auditor.analysis.need import Standing, VisitTally, standing
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.base.vocabulary import AuditKind
from auditor.store.adapter import Read, Reader
from auditor.store.reading.actions.grouped import GroupedRanking
from auditor.store.reading.actions.linked import linked_findings
from auditor.store.reading.actions.listed import OWN, ListedRanking
from auditor.store.reading.actions.places import place_at, places_of
from auditor.store.reading.actions.ranking import ROW_COLUMNS, ROW_WIDTH, Ranking, action_line
from auditor.store.reading.actions.selection import Selection
from auditor.store.reading.columns import first, moment_of
from auditor.store.reading.evidence.confidences import DEFAULT_GRADING, Grading, confidences_of
from auditor.store.reading.sealing import settled
from auditor.views.actions import Action, ActionCounts, ActionEvent, ActionFilter, Comment, SavedFilter
from auditor.views.audits import Ground

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

_FILTERS = Read(
    "filters kept",
    "SELECT f.id, f.name, f.words FROM saved_filter f WHERE f.removed_at IS NULL ORDER BY f.name, f.id",
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
        place = place_at(where, confidences_of(reader, self._grading, where[2]).of(point, stage, where[2]))
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

    def history(self, action_id: int) -> list[ActionEvent]:
        """Return everything that happened to an action, the newest first."""
        from auditor.store.reading.actions.events import events_of

        return events_of(self._reader(), action_id)

    def filters(self) -> list[SavedFilter]:
        """Return the filters kept under names, by name."""
        return [SavedFilter(*row) for row in self._reader().all(_FILTERS)]

    def counts(self, today: date, who: str) -> ActionCounts:
        """Return how many actions want somebody's eye; those of the person called `who` are “mine”."""
        from auditor.store.reading.people import counts_of

        return counts_of(self._reader(), today, who)

    def grounds(self, touchpoint_id: int) -> list[Ground]:
        """Return what the need of a touchpoint rests on: per persona the newest audit in which it was answered."""
        looks, about = [], {}
        for persona_id, persona, audit, started, kind, *noted in self._reader().all(
            _GROUNDS, touchpoint=touchpoint_id
        ):
            looks.append(VisitTally(persona_id, audit, kind == AuditKind.RECHECK, *noted))
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
