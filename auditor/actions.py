"""What can be done with actions: one transaction a call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from auditor import rules
from auditor.i18n import _
from auditor.people import person_of
from auditor.proposals import Subject, add_action
from auditor.remedies import Remedy
from auditor.store.database import Database
from auditor.store.tables import Action, Touchpoint
from auditor.store.work import Work
from auditor.text import folded
from auditor.vocabulary import Status

_CLOSED = (Status.DONE, Status.DROPPED)


class Actions:
    """The actions of a database."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def add(
        self,
        touchpoint_id: int,
        title: str,
        effort: int,
        impact: int,
        *,
        note: str = "",
        owner: str = "",
        due: str | date | None = None,
        answers: Iterable[tuple[str, str]] = (),
    ) -> int:
        """Add a planned action at a touchpoint; return its number.

        `answers` names the findings it answers as (checklist, check key) pairs; ("", "") is the feeling.
        """
        with self._database.work("action-new", title=title) as work:
            work.journey_id = work.get(Touchpoint, touchpoint_id).journey_id
            remedy = Remedy(
                rules.name(title, _("title")),
                rules.within(effort, 1, 5, _("effort")),
                rules.within(impact, 1, 5, _("impact")),
            )
            subjects = [Subject(touchpoint_id, checklist, key) for checklist, key in answers]
            number = add_action(work, touchpoint_id, remedy, Status.PLANNED, subjects)
            self._set(work, work.get(Action, number), note=note, owner=owner, due=due)
        return number

    def edit(
        self,
        action_id: int,
        *,
        title: str | None = None,
        note: str | None = None,
        effort: int | None = None,
        impact: int | None = None,
        owner: str | None = None,
        due: str | date | None = None,
    ) -> None:
        """Change what is given of an action; an empty owner or due date takes it away."""
        with self._database.work("action-edit") as work:
            action = _named(work, action_id)
            self._set(
                work, action, title=title, note=note, effort=effort, impact=impact, owner=owner, due=due
            )

    def _set(
        self,
        work: Work,
        action: Action,
        *,
        title: str | None = None,
        note: str | None = None,
        effort: int | None = None,
        impact: int | None = None,
        owner: str | None = None,
        due: str | date | None = None,
    ) -> None:
        values: dict[str, object] = {}
        if title is not None:
            values["title"] = rules.name(title, _("title"))
            action.folded = folded(title)
        if note is not None:
            values["note"] = rules.note(note, _("note"))
        if effort is not None:
            values["effort"] = rules.within(effort, 1, 5, _("effort"))
        if impact is not None:
            values["impact"] = rules.within(impact, 1, 5, _("impact"))
        if owner is not None:
            values["owner_id"] = person_of(work, owner) if owner.strip() else None
        if due is not None:
            day = rules.due_date(due)
            values["due"] = day.isoformat() if day else None
        work.change(action, **values)

    def accept(self, action_ids: Sequence[int]) -> None:
        """Plan proposed or dropped actions: they are to be done."""
        self._set_status(action_ids, Status.PLANNED, "")

    def start(self, action_ids: Sequence[int]) -> None:
        """Begin actions: somebody works on them."""
        self._set_status(action_ids, Status.IN_PROGRESS, "")

    def done(self, action_ids: Sequence[int]) -> None:
        """Call actions done; they wait for proof, which a later audit gives."""
        self._set_status(action_ids, Status.DONE, "")

    def drop(self, action_ids: Sequence[int], reason: str = "") -> None:
        """Drop actions, with the reason."""
        self._set_status(action_ids, Status.DROPPED, rules.note(reason, _("reason")))

    def _set_status(self, action_ids: Sequence[int], status: Status, reason: str) -> None:
        with self._database.work("action-status", status=status.value) as work:
            if len(action_ids) > 1:
                work.arguments["count"] = str(len(action_ids))
            for action_id in action_ids:
                closed = work.at if status in _CLOSED else None
                action = _named(work, action_id)
                if status is Status.DONE:
                    if action.status == Status.DONE and not action.effect:
                        continue
                    work.change(action, effect="", proof_id=None)
                work.change(action, status=status.value, reason=reason, closed_at=closed)


def _named(work: Work, action_id: int) -> Action:
    action = work.get(Action, action_id)
    work.journey_id = work.get(Touchpoint, action.touchpoint_id).journey_id
    work.arguments["title"] = action.title
    return action
