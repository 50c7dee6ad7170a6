"""What can be done with actions: one transaction a call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.text import inner_quotes, shortened
from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.input import typed
from auditor.input.typed import checked
from auditor.store.database import Database
from auditor.store.tables import ActionRecord, CommentRecord, TouchpointRecord
from auditor.store.work import Work
from auditor.views.actions import Action as ActionView
from auditor.views.actions import FindingKey
from auditor.writing import dependencies
from auditor.writing.action_edits import ACTION, Edit, due_of, write
from auditor.writing.action_links import hold, hold_finding, let_finding_go, let_go, take_over
from auditor.writing.dependencies import block, unblock
from auditor.writing.finding_rows import Subject, ToMend
from auditor.writing.leaving import leave
from auditor.writing.people import own_number, person_of
from auditor.writing.proposals import add_action
from auditor.writing.remedies import Remedy
from auditor.writing.strategies import serve, serve_only

_CLOSED = (Status.DONE, Status.VERIFIED, Status.DROPPED)
_TO_DO = (*OPEN_STATUSES, Status.DROPPED)
_FROM = {
    Status.PLANNED: _TO_DO,
    Status.IN_PROGRESS: _TO_DO,
    Status.DONE: (*OPEN_STATUSES, Status.DONE),
    Status.DROPPED: _TO_DO,
}
"""From which statuses each can be reached; what is done or verified is reopened first."""


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
        cost: str | None = None,
        gain: str | None = None,
        answers: Iterable[tuple[str, str] | tuple[str, str, int | None]] = (),
        mends: Iterable[int] = (),
        strategies: Iterable[int] = (),
    ) -> int:
        """Add a planned action at a touchpoint; return its number.

        `cost`, and `gain` a month, are amounts as typed, such as `1000..2000`.
        `answers` names the findings it answers as (checklist, check key) pairs; ("", "") is the feeling, and
        with the number of a note third, that pain point. `mends` are the numbers of findings, which may be at other
        touchpoints of the journey. `strategies` are the numbers of those that it serves.
        """
        with self._database.work("action-new", title=title) as work:
            work.journey_id = work.get(TouchpointRecord, touchpoint_id).journey_id
            remedy = Remedy(**checked(ACTION, {"title": title, "effort": effort, "impact": impact}))
            answered = [ToMend(Subject(touchpoint_id, *finding)) for finding in answers]
            number = add_action(work, touchpoint_id, remedy, Status.PLANNED, answered)
            action = work.get(ActionRecord, number)
            for finding_id in mends:
                hold_finding(work, action, finding_id)
            write(work, action, Edit(note=note, owner=owner, due=due, cost=cost, gain=gain))
            serve(work, action, strategies)
        return number

    def edit(
        self,
        action_ids: int | Sequence[int],
        *,
        title: str | None = None,
        note: str | None = None,
        effort: int | None = None,
        impact: int | None = None,
        owner: str | None = None,
        due: str | date | None = None,
        cost: str | None = None,
        gain: str | None = None,
        strategies: Sequence[int] | None = None,
        base: ActionView | None = None,
    ) -> None:
        """Change what is given of actions; an empty owner, due date, cost or gain takes it away.

        `strategies` are all that they serve.

        With `base`, the action as its editor saw it, only what differs from that is written, and ConflictError is
        raised where somebody else has changed the same meanwhile. `title` and `base` are for one action.
        """
        numbers = [action_ids] if isinstance(action_ids, int) else list(dict.fromkeys(action_ids))
        if title is not None and len(numbers) > 1:
            raise RefusedError(_("Several actions can’t have one title: name one of them."))
        edit = Edit(title, note, effort, impact, owner, due, cost, gain)
        with self._database.work("action-edit") as work:
            for action in _named(work, numbers):
                write(work, action, edit, base)
                if strategies is not None:
                    serve_only(work, action, strategies)

    def shift(self, action_ids: Sequence[int], *, effort: int = 0, impact: int = 0) -> None:
        """Raise or lower effort and impact, within 1..5."""
        with self._database.work("action-edit") as work:
            for action in _named(work, action_ids):
                work.change(
                    action,
                    effort=max(1, min(5, action.effort + effort)),
                    impact=max(1, min(5, action.impact + impact)),
                )

    def assign(self, action_ids: Sequence[int], owner: str) -> int:
        """Give actions to somebody, who joins the team if need be; an empty name takes them from everybody.

        What is proposed is accepted by that: it is planned from then on. Return how many were.
        """
        accepted = 0
        with self._database.work("action-assign", owner=owner) as work:
            owner_id = person_of(work, owner) if owner.strip() else None
            for action in _named(work, action_ids):
                is_accepted = owner_id is not None and action.status == Status.PROPOSED
                accepted += is_accepted
                status = Status.PLANNED.value if is_accepted else action.status
                work.change(action, owner_id=owner_id, status=status)
        return accepted

    def due(self, action_ids: Sequence[int], due: str | date | None) -> None:
        """Set by when actions are to be done, as a date or in words such as `+2w`; None or empty takes it away."""
        with self._database.work("action-due") as work:
            day = due_of(work, due)
            work.arguments["due"] = day or ""
            for action in _named(work, action_ids):
                work.change(action, due=day)

    def accept(self, action_ids: Sequence[int]) -> None:
        """Plan actions: they are to be done."""
        self._set_status(action_ids, Status.PLANNED, "")

    def start(self, action_ids: Sequence[int]) -> None:
        """Begin actions: somebody works on them."""
        self._set_status(action_ids, Status.IN_PROGRESS, "")

    def done(self, action_ids: Sequence[int], left: Iterable[int] = ()) -> list[int]:
        """Call actions done; they wait for proof, which a later audit gives.

        Of the findings that they mend, those of the numbers `left` are not mended: they go to a new proposed action
        each action. Return the numbers of these. Raises RefusedError where nothing that an action mends is mended,
        NotFoundError for a finding that none of them mends.
        """
        with self._database.work("action-status", status=Status.DONE.value) as work:
            made = leave(work, action_ids, left)
            _set(work, action_ids, Status.DONE, "")
        return made

    def drop(self, action_ids: Sequence[int], reason: str = "") -> None:
        """Drop actions, with the reason."""
        self._set_status(action_ids, Status.DROPPED, typed.text(reason, _("reason")))

    def _set_status(self, action_ids: Sequence[int], status: Status, reason: str) -> None:
        with self._database.work("action-status", status=status.value) as work:
            _set(work, action_ids, status, reason)

    def reopen(self, action_ids: Sequence[int]) -> None:
        """Take up again what is done, verified or dropped: dropped ones are planned, the others in progress."""
        with self._database.work("action-status") as work:
            for action in _named(work, action_ids):
                if action.status in OPEN_STATUSES:
                    raise RefusedError(
                        _("“{title}” is open: it is {status}.").format(
                            title=inner_quotes(shortened(action.title, 60)),
                            status=word(Status(action.status)),
                        )
                    )
                status = Status.PLANNED if action.status == Status.DROPPED else Status.IN_PROGRESS
                work.arguments["status"] = status.value
                values = {"reason": "", "closed_at": None, "effect": "", "proof_id": None}
                work.change(action, status=status.value, **values)

    def comment(self, action_ids: Sequence[int], text: str) -> None:
        """Say something of actions, in the user's name."""
        said = typed.needed_text(text, _("comment"))
        with self._database.work("action-comment", text=shortened(said, 80)) as work:
            person_id = own_number(work)
            for action in _named(work, action_ids):
                assert action.id is not None
                work.new(
                    CommentRecord(action_id=action.id, person_id=person_id, text=said, written_at=work.at)
                )

    def link(self, action_id: int, findings: Iterable[FindingKey] = (), mends: Iterable[int] = ()) -> None:
        """Let an action answer all that is found of `findings`, at its own touchpoint or at others of the journey.

        `mends` are the numbers of findings that it mends, each alone. Raises NotFoundError for a check that was never
        asked, or a note or a finding that is not there.
        """
        with self._database.work("action-link") as work:
            (action,) = _named(work, [action_id])
            for finding in findings:
                hold(work, action, Subject(*finding))
            for finding_id in mends:
                hold_finding(work, action, finding_id)

    def block(self, action_id: int, by: Sequence[int]) -> None:
        """Let an action wait for others, of this journey or another: it can't begin before they are done.

        Raises RefusedError where one of them waits for it already.
        """
        with self._database.work("action-block") as work:
            self._wait(work, action_id, by, block)

    def unblock(self, action_id: int, by: Sequence[int]) -> None:
        """Let an action wait for others no longer; raise NotFoundError for one that it does not wait for."""
        with self._database.work("action-unblock") as work:
            self._wait(work, action_id, by, unblock)

    def _wait(
        self,
        work: Work,
        action_id: int,
        by: Sequence[int],
        change: Callable[[Work, ActionRecord, ActionRecord], None],
    ) -> None:
        blockers = _named(work, by)
        work.arguments["by"] = ", ".join(shortened(blocker.title, 60) for blocker in blockers)
        work.arguments.pop("count", None)
        (action,) = _named(work, [action_id])
        for blocker in blockers:
            change(work, action, blocker)

    def merge(self, action_ids: Sequence[int], into_id: int) -> None:
        """Let one action take over what others answer and what was said of them; the others are dropped.

        All of one journey. Raises RefusedError for others, and for those that are done.
        """
        with self._database.work("action-merge") as work:
            into = work.get(ActionRecord, into_id)
            others = [action for action in _named(work, action_ids) if action.id != into_id]
            work.arguments["into"] = into.title
            home = work.get(TouchpointRecord, into.touchpoint_id).journey_id
            for action in others:
                _refuse_closed(action, Status.DROPPED)
                if work.get(TouchpointRecord, action.touchpoint_id).journey_id != home:
                    raise RefusedError(_("Actions of different journeys can’t be made one."))
                take_over(work, action, into)
                dependencies.take_over(work, action, into)
                reason = _("Made one with action {number}").format(number=into_id)
                work.change(action, status=Status.DROPPED.value, reason=reason, closed_at=work.at)

    def unlink(self, action_id: int, findings: Iterable[FindingKey] = (), mends: Iterable[int] = ()) -> None:
        """Let an action answer or mend findings no longer; raise NotFoundError for one it does not answer."""
        with self._database.work("action-unlink") as work:
            (action,) = _named(work, [action_id])
            for finding in findings:
                let_go(work, action, Subject(*finding))
            for finding_id in mends:
                let_finding_go(work, action, finding_id)


def _set(work: Work, action_ids: Sequence[int], status: Status, reason: str) -> None:
    for action in _named(work, action_ids):
        _refuse_closed(action, status)
        if status is Status.DONE and action.status == Status.DONE and not action.effect:
            continue
        if status is Status.DONE:
            work.change(action, effect="", proof_id=None)
        closed = work.at if status in _CLOSED else None
        work.change(action, status=status.value, reason=reason, closed_at=closed)


def _refuse_closed(action: ActionRecord, status: Status) -> None:
    """Raise RefusedError where an action can't go to a status from where it is."""
    if action.status not in _FROM[status]:
        raise RefusedError(
            _("“{title}” is {status}: reopen it first.").format(
                title=inner_quotes(shortened(action.title, 60)), status=word(Status(action.status))
            )
        )


def _named(work: Work, action_ids: Sequence[int]) -> list[ActionRecord]:
    """Return the actions of those numbers, and name them in the history: by title, or by how many they are."""
    actions = [work.get(ActionRecord, number) for number in dict.fromkeys(action_ids)]
    for action in actions:
        work.journey_id = work.get(TouchpointRecord, action.touchpoint_id).journey_id
        work.arguments["title"] = action.title
    if len(actions) > 1:
        work.arguments["count"] = str(len(actions))
    return actions
