"""What can be pressed in the list of actions, and which actions it can show."""

from __future__ import annotations

from auditor.i18n import N_
from auditor.vocabulary import OPEN_STATUSES, Status
from screens.commands import Command

ACTION_COMMANDS: tuple[Command, ...] = (
    Command("explain", ("enter",), N_("why"), N_("Explain the priority term by term, with what was found")),
    Command("accept", ("a",), N_("accept"), N_("Accept the action: it is to be done")),
    Command("edit", ("e",), N_("edit"), N_("Edit title, note, effort, impact, owner and due date")),
    Command("drop", ("d",), N_("drop"), N_("Drop the action, with a reason")),
    Command("impact('1')", ("plus",), N_("impact up"), N_("Raise the impact by one"), False),
    Command("impact('-1')", ("minus",), N_("impact down"), N_("Lower the impact by one"), False),
    Command("effort('1')", ("greater_than_sign",), N_("effort up"), N_("Raise the effort by one"), False),
    Command("effort('-1')", ("less_than_sign",), N_("effort down"), N_("Lower the effort by one"), False),
    Command("matrix", ("m", "tab"), N_("matrix"), N_("Go between the list and the matrix")),
    Command("find", ("slash",), N_("find"), N_("Show only what holds a text")),
    Command("which", ("s",), N_("status"), N_("Show open, proposed, accepted, dropped or all actions")),
    Command("all_of_it", ("0",), N_("show all"), N_("Take the filters away"), False),
)  # fmt: skip

WHICH: tuple[tuple[str, tuple[Status, ...]], ...] = (
    (N_("open"), OPEN_STATUSES),
    (N_("only proposed"), (Status.PROPOSED,)),
    (N_("accepted"), (Status.PLANNED, Status.IN_PROGRESS)),
    (N_("only dropped"), (Status.DROPPED,)),
    (N_("all"), tuple(Status)),
)
"""The kinds of status in the order they are gone through, each with what it is called."""
