"""What wants the user's eye: what is theirs, what is late, what is due soon, and what nobody has."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import Sort, Status
from auditor.views.actions import ME, ActionFilter
from auditor.views.askings import Asking
from auditor.views.home import JourneyFigures, NextAction, Signs
from auditor.workspace import Workspace

NEXT = 3
"""How many of what is due next are shown."""

MINE = ActionFilter(owners=(ME,), sort=Sort.DUE)
LATE = ActionFilter(late=True, sort=Sort.DUE)


class Desk(Struct, frozen=True):
    """Some actions that want somebody's eye."""

    name: str
    count: int | None
    """None while they are being counted."""
    filter: ActionFilter
    urgent: bool = False


class Next(Struct, frozen=True):
    """An action that is due next."""

    action: NextAction

    @property
    def filter(self) -> ActionFilter:
        """The list of actions it is one of."""
        return MINE if self.action.mine else LATE


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


def desk_of(signs: Signs, counts: JourneyFigures | None) -> list[Desk]:
    """Return what there is to see to; without `counts` while it is still being counted."""
    behind = counts.mine_late if counts is not None else 0
    yours = ngettext("yours, {n} of them late", "yours, {n} of them late", behind) if behind else _("yours")
    week = ActionFilter(due_week=True, sort=Sort.DUE)
    waiting = ActionFilter((Status.DONE,), waiting=True)
    lines = [
        (signs.mine, yours.format(n=behind), "mine", MINE),
        (signs.late, _("late, whoever has them"), "late", LATE),
        (signs.week, _("due this week"), "week", week),
        (signs.nobody and signs.handed, _("nobody’s"), "nobody", ActionFilter(owners=("",))),
        (signs.waiting, _("done, waiting for proof"), "waiting", waiting),
    ]
    return [
        Desk(name, None if counts is None else getattr(counts, field), shown, field == "late")
        for there, name, field, shown in lines
        if there
    ]
