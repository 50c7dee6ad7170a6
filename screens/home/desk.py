"""What wants the user's eye: what is theirs, what is late, what is due soon, and what nobody has."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import Sort, Status
from auditor.views.actions import ME, ActionFilter, ActionLine
from auditor.views.askings import Asking
from auditor.workspace import Workspace

NEXT = 3
"""How many of the actions due next are shown."""


class Desk(Struct, frozen=True):
    """Some actions that want somebody's eye."""

    name: str
    count: int
    filter: ActionFilter
    urgent: bool = False


class Next(Struct, frozen=True):
    """An action that is due next, in the list of those it is one of."""

    action: ActionLine
    filter: ActionFilter


class DeskAskings(Struct, frozen=True):
    """Evidence to be asked for again that wants somebody's eye."""

    name: str
    count: int
    first: Asking
    """What is due first of it."""
    urgent: bool = False


class NextAsking(Struct, frozen=True):
    """Evidence that is to be asked for again next."""

    asking: Asking


def askings_of(workspace: Workspace) -> tuple[list[DeskAskings], list[NextAsking]]:
    """Return how much evidence is to be asked for again, and what of the user's own, or else late, is due next."""
    known = workspace.reads.askings.open()
    if not known:
        return [], []
    today, me = workspace.today, workspace.person
    mine = [one for one in known if me and one.owner_id == me]
    late = [one for one in known if one.is_late(today)]
    lines = [
        (_("evidence to ask for again, yours"), mine),
        (_("evidence to ask for again, late, whoever has it"), late),
        (_("evidence to ask for again, nobody’s"), [one for one in known if one.owner_id is None]),
    ]
    desk = [DeskAskings(name, len(found), found[0], found is late) for name, found in lines if found]
    return desk, [NextAsking(one) for one in (mine or late)[:NEXT]]


def desk_of(workspace: Workspace) -> tuple[list[Desk], list[Next]]:
    """Return what there is to see to, and the user's own actions that are due next, or else those that are late."""
    counts = workspace.reads.actions.counts(workspace.today)
    mine = ActionFilter(owners=(ME,), sort=Sort.DUE)
    late = ActionFilter(late=True, sort=Sort.DUE)
    behind = counts.mine_late
    yours = ngettext("yours, {n} of them late", "yours, {n} of them late", behind) if behind else _("yours")
    handed_out = counts.nobody if counts.nobody < counts.open else 0
    lines = [
        Desk(yours.format(n=counts.mine_late), counts.mine, mine),
        Desk(_("late, whoever has them"), counts.late, late, urgent=True),
        Desk(_("due this week"), counts.week, ActionFilter(due_week=True, sort=Sort.DUE)),
        Desk(_("nobody’s"), handed_out, ActionFilter(owners=("",))),
        Desk(_("done, waiting for proof"), counts.waiting, ActionFilter((Status.DONE,), waiting=True)),
    ]
    first = mine if counts.mine else late
    soon = workspace.reads.actions.ranking(first).page(0, NEXT) if counts.mine or counts.late else []
    return [line for line in lines if line.count], [Next(action, first) for action in soon]
