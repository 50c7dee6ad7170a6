"""Reads of actions: one whole with what it answers, what a need rests on, and the ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from auditor.analysis.current import Standing
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.base.i18n import by_name
from auditor.base.vocabulary import OPEN_STATUSES
from auditor.store.adapter import Reader
from auditor.store.reading.actions.dependencies import blocked_by, blocks
from auditor.store.reading.actions.grouped import GroupedRanking
from auditor.store.reading.actions.linked import linked_findings, touchpoints_of
from auditor.store.reading.actions.listed import OWN, ListedRanking
from auditor.store.reading.actions.places import PLACE, ActionPlace, Places, at_confidence, places_of
from auditor.store.reading.actions.ranking import STORED_ACTION, Ranking, StoredAction, action_line
from auditor.store.reading.actions.selection import FilterParameters
from auditor.store.reading.called import called
from auditor.store.reading.current import at_touchpoint
from auditor.store.reading.evidence.confidences import DEFAULT_GRADING, Grading, confidences_of
from auditor.store.reading.findings.reads import FindingReads
from auditor.store.reading.strategies import SERVED
from auditor.store.viewing import Read, first, named
from auditor.views.actions import Action, ActionEvent, ActionFilter, Comment, SavedFilter
from auditor.views.audits import Ground


class _Whole(Struct, frozen=True):
    """An action whole, but for what it answers, and its place."""

    stored: StoredAction
    place: ActionPlace
    note: str
    reason: str
    critical: bool


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

_MENDING_AT = Read(
    "actions that mend something at a touchpoint",
    int,
    "SELECT DISTINCT l.action_id FROM link l WHERE l.touchpoint_id = :touchpoint AND l.removed_at IS NULL",
    ("touchpoint",),
)
_STANDING_AT = Read(
    "actions that stand at a touchpoint",
    int,
    "SELECT x.id FROM action x WHERE x.touchpoint_id = :touchpoint AND x.removed_at IS NULL",
    ("touchpoint",),
)

_FILTERS = Read(
    "filters kept",
    SavedFilter,
    "SELECT f.id, f.name, f.words FROM saved_filter f WHERE f.removed_at IS NULL ORDER BY f.id",
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
        if wanted.touchpoints or wanted.stages:
            wanted, places = self._with_mending(reader, wanted, places)
        selection = FilterParameters(reader, wanted, scoring.bounds, self._grading.today())
        one_by_one = wanted.ids is not None or wanted.sort in OWN
        ranked = ListedRanking if one_by_one else GroupedRanking
        return ranked(reader, wanted, scoring, places, selection)

    def _with_mending(
        self, reader: Reader, wanted: ActionFilter, places: Places
    ) -> tuple[ActionFilter, Places]:
        """Return a filter by places, and the places, with the actions that stand elsewhere and mend something there."""
        mending = {number for place in places for number in reader.all(_MENDING_AT, touchpoint=place)}
        standing = {number for place in places for number in reader.all(_STANDING_AT, touchpoint=place)}
        if mending <= standing:
            return wanted, places
        numbers = frozenset(mending | standing)
        ids = numbers if wanted.ids is None else numbers & wanted.ids
        everywhere = replace(wanted, touchpoints=(), stages=())
        return replace(everywhere, ids=ids), places_of(reader, everywhere, self._grading)

    def get(self, action_id: int) -> Action | None:
        """Return an action whole, or None."""
        reader = self._reader()
        found = first(reader.all(_ONE, action=action_id))
        if found is None:
            return None
        place = at_confidence(found.place, confidences_of(reader, self._grading, found.place.journey_id))
        waits = blocked_by(reader, action_id)
        still_open = found.stored.status in OPEN_STATUSES
        blocked = sum(one.status in OPEN_STATUSES for one in waits) if still_open else 0
        touchpoints = touchpoints_of(reader, [action_id]).get(action_id, 1)
        return Action(
            action_line(found.stored, place, self._scoring, blocked, touchpoints),
            found.note,
            found.reason,
            place.importance,
            found.critical,
            found.stored.created,
            tuple(linked_findings(reader, action_id)),
            tuple(reader.all(_COMMENTS, action=action_id)),
            waits,
            blocks(reader, action_id),
            tuple(reader.all(SERVED, action=action_id)),
            tuple(FindingReads(self._reader).mended_by(action_id)),
        )

    def history(self, action_id: int) -> list[ActionEvent]:
        """Return everything that happened to an action, the newest first."""
        from auditor.store.reading.actions.events import events_of

        return events_of(self._reader(), action_id)

    def filters(self) -> list[SavedFilter]:
        """Return the filters kept under names, by name."""
        return sorted(self._reader().all(_FILTERS), key=lambda kept: by_name(kept.name))

    def grounds(self, touchpoint_id: int) -> list[Ground]:
        """Return what the need of a touchpoint rests on: what stands there for each persona, and inside it."""
        reader = self._reader()
        now = at_touchpoint(reader, touchpoint_id)
        stand = now.current.at(touchpoint_id)
        started = {look.audit_id: datetime.fromisoformat(look.started) for look in now.looks}
        return [
            _ground(one, now.personas[persona], started, stand.draft)
            for persona, one in stand.personas.items()
        ]


def _ground(one: Standing, persona: str, started: Mapping[int, datetime], draft: bool) -> Ground:
    newest = max((*one.audits, *one.felt_in), key=lambda audit: (started[audit], audit))
    earlier = one.felt_in[-1] if one.felt_in and newest not in one.felt_in else None
    return Ground(
        persona,
        newest,
        started[newest],
        one.feeling,
        one.asked,
        one.failed,
        earlier,
        one.audits,
        one.felt_in,
        one.felt_inside,
        draft,
    )
