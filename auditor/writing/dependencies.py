"""Which actions wait for which, within a transaction; never in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NoReturn

from sqlmodel import col, select

from auditor.analysis.dependencies import path
from auditor.base import labels
from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import inner_quotes, shortened
from auditor.base.ways_out import WayOut
from auditor.store.tables import ActionRecord, DependencyRecord
from auditor.store.work import Work


def block(work: Work, action: ActionRecord, blocker: ActionRecord) -> None:
    """Let an action wait for another one; raise RefusedError where that one waits for it already."""
    assert action.id is not None and blocker.id is not None
    refuse_circles(work, [(action.id, blocker.id)])
    known = _dependency(work, action.id, blocker.id)
    if known is not None:
        work.change(known, removed_at=None)
    else:
        work.new(DependencyRecord(action_id=action.id, blocked_by_id=blocker.id))


def unblock(work: Work, action: ActionRecord, blocker: ActionRecord) -> None:
    """Let an action wait for another one no longer; raise NotFoundError where it does not."""
    assert action.id is not None and blocker.id is not None
    known = _dependency(work, action.id, blocker.id)
    if known is None or known.removed_at is not None:
        raise NotFoundError(
            _("“{title}” is not blocked by “{blocker}”.").format(
                title=inner_quotes(shortened(action.title, 60)),
                blocker=inner_quotes(shortened(blocker.title, 60)),
            ),
            WayOut.SEE_ACTION,
        )
    work.remove(known)


def take_over(work: Work, action: ActionRecord, into: ActionRecord) -> None:
    """Let one action wait for what another waited for, and what waited for that wait for it.

    What would close a circle is let go: the two have become one.
    """
    assert action.id is not None and into.id is not None
    rows = work.session.exec(
        select(DependencyRecord).where(
            (col(DependencyRecord.action_id) == action.id)
            | (col(DependencyRecord.blocked_by_id) == action.id),
            col(DependencyRecord.removed_at).is_(None),
        )
    ).all()
    for row in rows:
        work.remove(row)
    work.session.flush()
    for row in rows:
        waits, blocker = (
            into.id if number == action.id else number for number in (row.action_id, row.blocked_by_id)
        )
        if not path(_blockers(work), blocker, waits):
            block(
                work,
                work.session.get_one(ActionRecord, waits),
                work.session.get_one(ActionRecord, blocker),
            )


def refuse_circles(
    work: Work, waits: Iterable[tuple[int, int]], refusal: type[RefusedError] = RefusedError
) -> None:
    """Raise `refusal`, with the way round, where of an action and what it is to wait for this waits for that already."""
    blockers = _blockers(work)
    for action_id, blocker_id in waits:
        if action_id == blocker_id:
            raise refusal(_("An action can’t be blocked by itself."))
        if way := path(blockers, blocker_id, action_id):
            _refuse(work, way, refusal)


def _refuse(work: Work, way: Sequence[int], refusal: type[RefusedError]) -> NoReturn:
    names = [f"{number} {shortened(work.session.get_one(ActionRecord, number).title, 40)}" for number in way]
    raise refusal(
        _("That would be a circle: {names} are blocked one by the next already.").format(
            names=labels.listed(names, 6, 50)
        )
    )


def _blockers(work: Work) -> dict[int, list[int]]:
    rows = work.session.exec(
        select(DependencyRecord.action_id, DependencyRecord.blocked_by_id).where(
            col(DependencyRecord.removed_at).is_(None)
        )
    ).all()
    blockers: defaultdict[int, list[int]] = defaultdict(list)
    for action, blocker in rows:
        blockers[action].append(blocker)
    return blockers


def _dependency(work: Work, action_id: int, blocker_id: int) -> DependencyRecord | None:
    return work.session.exec(
        select(DependencyRecord)
        .where(
            DependencyRecord.action_id == action_id,
            DependencyRecord.blocked_by_id == blocker_id,
        )
        .order_by(col(DependencyRecord.removed_at).is_not(None), col(DependencyRecord.id))
    ).first()
