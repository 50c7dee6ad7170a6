"""Reads of actions: one whole with what it answers, what a need rests on, and the ranking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct

from auditor.analysis.need import Standing, VisitTally, standing
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.base.vocabulary import AuditKind
from auditor.store.adapter import Reader
from auditor.store.reading.actions.grouped import GroupedRanking
from auditor.store.reading.actions.linked import linked_findings
from auditor.store.reading.actions.listed import OWN, ListedRanking
from auditor.store.reading.actions.places import PLACE, ActionPlace, at_confidence, places_of
from auditor.store.reading.actions.ranking import STORED_ACTION, Ranking, StoredAction, action_line
from auditor.store.reading.actions.selection import FilterParameters
from auditor.store.reading.called import called
from auditor.store.reading.evidence.confidences import DEFAULT_GRADING, Grading, confidences_of
from auditor.store.reading.sealing import settled
from auditor.store.viewing import Read, first, named
from auditor.views.actions import Action, ActionCounts, ActionEvent, ActionFilter, Comment, SavedFilter
from auditor.views.audits import Ground


class _Whole(Struct, frozen=True):
    """An action whole, but for what it answers, and its place."""

    stored: StoredAction
    place: ActionPlace
    note: str
    reason: str
    critical: bool


class _Grounded(Struct, frozen=True):
    """What a look noted, and whose and when it was."""

    look: VisitTally
    persona: str
    started: datetime


_ONE = Read(
    "action",
    _Whole,
    f"""
    SELECT {named(STORED_ACTION, "stored")}, {named(PLACE, "place")}, x.note, x.reason, t.critical
    FROM action x LEFT JOIN person p ON p.id = x.owner_id
    JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
    JOIN journey j ON j.id = t.journey_id
    WHERE x.id = :action AND x.removed_at IS NULL
    """,
    ("action",),
)

_COMMENTS = Read(
    "comments on an action",
    Comment,
    f"""
    SELECT c.id, {called("p")} AS who, c.text, c.written_at AS written FROM comment c JOIN person p ON p.id = c.person_id
    WHERE c.action_id = :action AND c.removed_at IS NULL ORDER BY c.written_at, c.id
    """,
    ("action",),
)

_GROUNDS = Read(
    "grounds of a need, newest audit first",
    _Grounded,
    f"""
    SELECT p.id AS "look.persona_id", u.id AS "look.audit_id",
        CASE WHEN u.kind = '{AuditKind.RECHECK}' THEN 1 ELSE 0 END AS "look.again", v.answered AS "look.answered",
        v.feeling AS "look.feeling", v.weight_asked AS "look.weight_asked", v.weight_failed AS "look.weight_failed",
        p.name AS persona, u.started_at AS started
    FROM visit v JOIN audit u ON u.id = v.audit_id JOIN persona p ON p.id = u.persona_id
    WHERE v.touchpoint_id = :touchpoint AND v.removed_at IS NULL AND u.removed_at IS NULL
    AND {settled("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("touchpoint",),
)

_FILTERS = Read(
    "filters kept",
    SavedFilter,
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
        selection = FilterParameters(reader, wanted, scoring.bounds, self._grading.today())
        one_by_one = wanted.ids is not None or wanted.sort in OWN
        ranked = ListedRanking if one_by_one else GroupedRanking
        return ranked(reader, wanted, scoring, places, selection)

    def get(self, action_id: int) -> Action | None:
        """Return an action whole, or None."""
        reader = self._reader()
        found = first(reader.all(_ONE, action=action_id))
        if found is None:
            return None
        place = at_confidence(found.place, confidences_of(reader, self._grading, found.place.journey_id))
        return Action(
            action_line(found.stored, place, self._scoring),
            found.note,
            found.reason,
            place.importance,
            found.critical,
            found.stored.created,
            tuple(linked_findings(reader, action_id)),
            tuple(reader.all(_COMMENTS, action=action_id)),
        )

    def history(self, action_id: int) -> list[ActionEvent]:
        """Return everything that happened to an action, the newest first."""
        from auditor.store.reading.actions.events import events_of

        return events_of(self._reader(), action_id)

    def filters(self) -> list[SavedFilter]:
        """Return the filters kept under names, by name."""
        return self._reader().all(_FILTERS)

    def counts(self, today: date) -> ActionCounts:
        """Return how many actions want somebody's eye; those of whoever reads are “mine”."""
        from auditor.store.reading.people import counts_of

        return counts_of(self._reader(), today)

    def grounds(self, touchpoint_id: int) -> list[Ground]:
        """Return what the need of a touchpoint rests on: per persona the newest audit in which it was answered."""
        found = self._reader().all(_GROUNDS, touchpoint=touchpoint_id)
        about = {one.look.audit_id: one for one in found}
        return [
            _ground(one, about[one.look.audit_id]) for one in standing(each.look for each in found).values()
        ]


def _ground(stands: Standing, about: _Grounded) -> Ground:
    look, felt = stands.look, stands.felt
    return Ground(
        about.persona,
        look.audit_id,
        about.started,
        felt.feeling if felt else None,
        look.weight_asked,
        look.weight_failed,
        felt.audit_id if felt and felt is not look else None,
    )
