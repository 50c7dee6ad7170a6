"""What wants somebody's eye, line by line: what is late, due soon, next in line, to be proved or to be audited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Sort, Status
from auditor.cli.frame.clients import WhichJourneys
from auditor.input.days import due_words, week_end
from auditor.sentences.askings import title_text
from auditor.views.actions import ActionFilter
from auditor.views.people import PersonLoad

if TYPE_CHECKING:
    from auditor.views.actions import ActionLine
    from auditor.views.follow import Review
    from auditor.workspace import Workspace


_MOST = 10
"""So many of what is neither late nor due soon are shown."""

KINDS = {
    "late": N_("late"),
    "week": N_("this week"),
    "mine": N_("yours"),
    "proof": N_("to be proved"),
    "review": N_("to be audited"),
}


class TodayItem(Struct, frozen=True):
    """Something that wants somebody's eye: an action, evidence to ask for again, or a journey due for review."""

    kind: str
    id: int
    title: str
    journey: str
    status: str
    owner: str
    due: date | None
    off: str
    """How far off the due date is, in words."""
    of: str = "action"
    """What the number is of: an action, a piece of evidence or a journey."""


def todays(
    workspace: Workspace, load: PersonLoad | None, reviews: Sequence[Review], which: WhichJourneys
) -> list[TodayItem]:
    """Return what wants the eye of whoever has a load, of some journeys, and the journeys that are due for review."""
    found = [*_items(workspace, load, which), *_askings(workspace, load, which.numbers(workspace))]
    # What is late stands together, whatever it is; the order within stays.
    found.sort(key=lambda item: list(KINDS).index(item.kind))
    return [*found, *(_review(one, workspace.today) for one in reviews)]


def load_of(workspace: Workspace, number: int | None, journeys: Set[int] | None = None) -> PersonLoad | None:
    """Return what somebody has to do, or everybody together, along some journeys; None for a number nobody has."""
    loads = workspace.reads.people.loads(workspace.today, journeys)
    if number is not None:
        return next((one for one in loads if one.id == number), None)
    return PersonLoad(
        None,
        "",
        "",
        sum(one.open for one in loads),
        sum(one.in_progress for one in loads),
        sum(one.days for one in loads),
        sum(one.late for one in loads),
        sum(one.week for one in loads),
        sum(one.waiting for one in loads),
        askings=sum(one.askings for one in loads),
        late_askings=sum(one.late_askings for one in loads),
    )


def _items(workspace: Workspace, load: PersonLoad | None, which: WhichJourneys) -> Iterator[TodayItem]:
    if load is None:
        return
    clients = () if which.client is None else (which.client,)
    owners = () if load.id is None else (str(load.id),)
    theirs = ActionFilter(owners=owners, clients=clients, tags=which.tags)
    by_due = replace(theirs, sort=Sort.DUE)
    yield from _of(workspace, "late", replace(by_due, late=True), load.late)
    yield from _of(workspace, "week", replace(by_due, due_week=True), load.week)
    if load.id is not None:
        accepted = (Status.PLANNED, Status.IN_PROGRESS)
        rest = replace(by_due, statuses=accepted, due_from=_after_week(workspace.today))
        yield from _of(workspace, "mine", rest, _MOST)
        yield from _of(workspace, "mine", replace(theirs, statuses=accepted, undated=True), _MOST)
    yield from _of(workspace, "proof", replace(theirs, waiting=True), load.waiting)


def _askings(workspace: Workspace, load: PersonLoad | None, journeys: Set[int] | None) -> Iterator[TodayItem]:
    """Yield the evidence to be asked for again: what is late, due this week, and, of somebody, the first of the rest."""
    if load is None or not load.askings:
        return
    today, rest = workspace.today, 0
    for one in workspace.reads.askings.open():
        if load.id is not None and one.owner_id != load.id:
            continue
        if journeys is not None and one.journey_id not in journeys:
            continue
        kind = "late" if one.is_late(today) else "week" if one.due and one.due <= week_end(today) else "mine"
        rest += kind == "mine"
        if kind != "mine" or (load.id is not None and rest <= _MOST):
            off = due_words(one.due, today) if one.due else ""
            title = title_text(one)
            yield TodayItem(
                kind, one.evidence_id, title, one.journey, "", one.owner, one.due, off, "evidence"
            )


def _of(workspace: Workspace, kind: str, wanted: ActionFilter, most: int) -> Iterator[TodayItem]:
    if most:
        for line in workspace.reads.actions.ranking(wanted).page(0, most):
            yield _item(kind, line, workspace.today)


def _after_week(today: date) -> date:
    return week_end(today) + timedelta(1)


def _item(kind: str, line: ActionLine, today: date) -> TodayItem:
    off = due_words(line.due, today) if line.due and kind != "proof" else ""
    return TodayItem(kind, line.id, line.title, line.journey, line.status, line.owner, line.due, off)


def _review(one: Review, today: date) -> TodayItem:
    off = due_words(one.due, today) if one.due else _("never audited")
    return TodayItem("review", one.journey_id, one.journey, one.journey, "", "", one.due, off, "journey")
