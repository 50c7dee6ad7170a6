"""Undo and redo from the history, over restarts too. Nobody's later edit is ever undone over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

from sqlmodel import col, select

from auditor.base.errors import ConflictError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.store.tables import (
    ENTITIES,
    ActionRecord,
    AnswerRecord,
    AuditRecord,
    ChangedRowRecord,
    ChangeRecord,
    DependencyRecord,
    Editable,
    JourneyRecord,
    PersonaRecord,
    PersonRecord,
    PresenceRecord,
    StageRecord,
    TouchpointRecord,
    VisitRecord,
)
from auditor.store.work import Work
from auditor.writing import dependencies
from auditor.writing.asked_checks import ask_anew, ask_in_open_audits, walk
from auditor.writing.conflicts import is_needed, refuse_over_others
from auditor.writing.following import checks_of, follow, wordings_alike
from auditor.writing.inner_journeys import refuse_circle
from auditor.writing.proposals import keep_in_line
from auditor.writing.sealing import refuse_return
from auditor.writing.sharing import library_of
from auditor.writing.tallies import refresh_journeys, refresh_needs, refresh_round, refresh_visits


class Undoing:
    """Takes changes back and does them again, each person their own."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database` in the name of its user; checklists are looked up in `library`."""
        self._database = database
        self._library = library

    def undo(self) -> int:
        """Take back the user's last change; return its number.

        Raises RefusedError when there is none, ConflictError when somebody else has built on it.
        """
        with self._database.work("undo") as work:
            change = self._last(work, "done", newest=True)
            if change is None:
                raise RefusedError(_("There is nothing to undo."))
            self._apply(work, change, backwards=True)
            change.state = "undone"
            return self._logged(work, change)

    def redo(self) -> int:
        """Do the change again that was undone last; return its number. Raises as `undo` does."""
        with self._database.work("redo") as work:
            change = self._last(work, "undone", newest=False)
            if change is None:
                raise RefusedError(_("There is nothing to do again."))
            self._apply(work, change, backwards=False)
            change.state = "done"
            return self._logged(work, change)

    def _last(self, work: Work, state: str, newest: bool) -> ChangeRecord | None:
        order = col(ChangeRecord.id).desc() if newest else col(ChangeRecord.id)
        return work.session.exec(
            select(ChangeRecord)
            .where(col(ChangeRecord.login).in_(sorted(work.known.logins)), ChangeRecord.state == state)
            .order_by(order)
            .limit(1)
        ).first()

    def _logged(self, work: Work, change: ChangeRecord) -> int:
        work.state = "log"
        work.journey_id = change.journey_id
        work.arguments = {"code": change.code, **json.loads(change.arguments)}
        assert change.id is not None
        return change.id

    def _apply(self, work: Work, change: ChangeRecord, backwards: bool) -> None:
        rows = work.session.exec(
            select(ChangedRowRecord)
            .where(ChangedRowRecord.change_id == change.id)
            .order_by(col(ChangedRowRecord.id))
        ).all()
        refuse_over_others(work, change, rows, backwards)
        touched = [_apply_row(work, row, backwards) for row in _in_order(rows, backwards)]
        work.session.flush()
        _refuse_circles(work, touched)
        _refuse_waiting_circles(work, touched)
        _refresh(work, touched, library_of(work, self._library))


def _in_order(rows: Sequence[ChangedRowRecord], backwards: bool) -> Sequence[ChangedRowRecord]:
    """Return the rows in the order they are applied: backwards people last, when nothing new needs them."""
    if not backwards:
        return rows
    people = [row for row in rows if row.entity == "person"]
    return [row for row in reversed(rows) if row.entity != "person"] + people


def _apply_row(work: Work, row: ChangedRowRecord, backwards: bool) -> Editable:
    target = cast("Editable", work.session.get(ENTITIES[row.entity], row.row_id))
    after = json.loads(row.after)
    if isinstance(target, AuditRecord) and target.removed_at is not None:
        refuse_return(work, target)
    if row.before is None:
        # Somebody whose name came in with this change may have been given more to do since.
        if not (backwards and isinstance(target, PersonRecord) and is_needed(work, target)):
            work.change(target, removed_at=work.at if backwards else None)
        return target
    before = json.loads(row.before)
    work.change(target, **(before if backwards else after))
    if isinstance(target, ActionRecord):
        target.folded = folded(target.title)
    return target


def _refuse_circles(work: Work, rows: Sequence[Editable]) -> None:
    """Raise ConflictError when a touchpoint that comes back would put a journey inside itself."""
    for row in rows:
        if isinstance(row, TouchpointRecord) and row.removed_at is None and row.opens_id is not None:
            inner = work.session.get(JourneyRecord, row.opens_id)
            if inner is not None:
                refuse_circle(work, row, inner, ConflictError)


def _refuse_waiting_circles(work: Work, rows: Sequence[Editable]) -> None:
    """Raise ConflictError when what comes back would let actions wait for each other in a circle."""
    back = [row for row in rows if isinstance(row, DependencyRecord) and row.removed_at is None]
    if back:
        dependencies.refuse_circles(work, [(row.action_id, row.blocked_by_id) for row in back], ConflictError)


def _refresh(work: Work, rows: list[Editable], library: Library) -> None:
    """Work out anew whatever is derived from the rows."""
    needs: set[int] = set()
    journeys: set[int] = set()
    visits: dict[int, VisitRecord] = {}
    asking: list[TouchpointRecord] = []
    for row in rows:
        assert row.id is not None
        if isinstance(row, VisitRecord):
            visits[row.id] = row
        elif (visit_id := getattr(row, "visit_id", None)) is not None:
            visit = work.session.get(VisitRecord, visit_id)
            if visit is not None and visit.id is not None:
                visits[visit.id] = visit
                work.touch(visit)
        elif isinstance(row, TouchpointRecord):
            needs.add(row.id)
            asking.append(row)
        elif isinstance(row, AuditRecord):
            refresh_round(work, row)
            if row.removed_at is None and row.finished_at is None:
                ask_anew(work, row, library)
        elif isinstance(row, JourneyRecord):
            journeys.add(row.id)
        elif isinstance(row, PersonaRecord):
            journeys.add(row.journey_id)
        elif isinstance(row, StageRecord):
            journeys.add(row.journey_id)
            asking += [point for point in walk(work, row.journey_id) if point.stage_id == row.id]
    refresh_visits(work, visits.values())
    _let_follow(work, rows, visits)
    ask_in_open_audits(work, {point.id: point for point in asking}.values(), library)
    refresh_needs(work, needs)
    refresh_journeys(work, journeys)


def _let_follow(work: Work, rows: Sequence[Editable], visits: Mapping[int, VisitRecord]) -> None:
    """Let answers follow what others have said meanwhile of what they follow."""
    touched: dict[int, tuple[set[int], set[str]]] = {}
    for row in rows:
        if isinstance(row, AnswerRecord | PresenceRecord) and row.visit_id in visits:
            wordings, gates = touched.setdefault(visits[row.visit_id].audit_id, (set(), set()))
            if isinstance(row, AnswerRecord):
                wordings.add(row.wording_id)
            else:
                gates.add(row.gate)
    for number, (wordings, gates) in touched.items():
        audit = work.session.get_one(AuditRecord, number)
        if audit.removed_at is not None:
            continue
        asked = checks_of(work, audit)
        concerned = {
            check.named
            for wording, check in asked.items()
            if (check.gate is not None and check.gate.key in gates)
            or (wording in wordings and (check.shared or check.gate is not None))
        }
        if concerned:
            changed = follow(work, audit, wordings_alike(work, concerned))
            keep_in_line(work, audit, changed, concerned)
