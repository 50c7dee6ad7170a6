"""What can be pressed where actions are shown, and which actions the list can show."""

from __future__ import annotations

from auditor.base.i18n import N_
from auditor.base.vocabulary import OPEN_STATUSES, Access, Status
from screens.frame.commands import Command

ACTING: tuple[Command, ...] = (
    Command("explain", ("enter",), N_("why"), N_("Explain the priority term by term, with what was found")),
    Command("accept", ("y",), N_("accept"), N_("Accept the action: it is to be done"), was="a"),
    Command("owner", ("o",), N_("owner"), N_("Hand the action to somebody")),
    Command("due", ("t",), N_("date"), N_("Set the day it is due, in words or as a date")),
    Command("start", ("b",), N_("start"), N_("Start on the action: it is in progress"), False, was="i"),
    Command("finish", ("f",), N_("done"), N_("Call the action done")),
    Command("reopen", ("R",), N_("reopen"), N_("Take up again what is done, verified or dropped"), False, was="r"),
    Command("prove", ("g w",), N_("did it work?"), N_("See whether what is done worked: look again, before and after, settle it"),
            was="v"),
    Command("drop", ("d",), N_("drop"), N_("Drop the action, with a reason"), False),
    Command("comment", ("c",), N_("comment"), N_("Say something of the action"), False),
    Command("edit", ("e",), N_("edit"), N_("Edit title, note, effort, impact, owner and due date"), False),
    Command("estimates", ("full_stop e",), N_("estimates"), N_("Compare expected with realised impact"), False, was="E"),
    Command("links", ("L",), N_("answers"), N_("Choose the findings that the action answers"), False),
    Command("blockers", ("B",), N_("blocked by"), N_("Choose the actions that have to be done before this one"), False),
    Command("add", ("a",), N_("new"), N_("Add an action at a touchpoint"), False, was="n"),
    Command("fits", ("full_stop f",), N_("what fits"), N_("See what fits in the person-days there are, and mark it"), False,
            was="p"),
    Command("weigh", ("full_stop w",), N_("what if"), N_("See what another order, other weights or bounds would change"), False,
            was="w"),
    Command("write_out", ("W",), N_("write out"), N_("Write the actions for a calendar, Jira, a task list or GitHub"), False,
            was="x"),
)  # fmt: skip
"""Commands of the list and of the board; they act on the marked actions, or else on the one under the cursor."""

MARKING: tuple[Command, ...] = (
    Command("mark", ("space",), N_("mark"), N_("Mark the action, or take its mark away")),
    Command("mark_all", ("asterisk", "ctrl+a"), N_("mark all"), N_("Mark every action shown, or none"), False),
)  # fmt: skip

RATING: tuple[Command, ...] = (
    Command("impact('1')", ("plus",), N_("impact up"), N_("Raise the impact by one"), False),
    Command("impact('-1')", ("minus",), N_("impact down"), N_("Lower the impact by one"), False),
    Command("effort('1')", ("greater_than_sign",), N_("effort up"), N_("Raise the effort by one"), False),
    Command("effort('-1')", ("less_than_sign",), N_("effort down"), N_("Lower the effort by one"), False),
)  # fmt: skip

FILTERING: tuple[Command, ...] = (
    Command("find", ("slash",), N_("find"), N_("Show only some: type a text, or words such as owner:me, late or due:week")),
    Command("view", ("v",), N_("view"), N_("Go on to the next view: list, board by status, owners with their load"), was="b"),
    Command("sort", ("s",), N_("sort"), N_("Choose the order; chosen once more, it is turned round"), was="y"),
    Command("filters", ("F",), N_("filters"), N_("Choose a filter kept under a name, or keep the one that is on"), False),
    Command("which", ("z",), N_("status"), N_("Show open, proposed, accepted, done, dropped or all actions"), False, was="s"),
    Command("all_of_it", ("0",), N_("show all"), N_("Take the filters away"), False),
)  # fmt: skip
"""Commands of every place that shows some of the actions."""

STEPPING: tuple[Command, ...] = (
    Command("step('1')", ("shift+right",), N_("move on"), N_("Move the card on to the next status"),
            was="greater_than_sign shift+right", access=Access.EDITOR),
    Command("step('-1')", ("shift+left",), N_("move back"), N_("Move the card back to the status before"),
            was="less_than_sign shift+left", access=Access.EDITOR),
)  # fmt: skip
"""Commands of the board."""

MATRIX: tuple[Command, ...] = (
    Command("matrix", ("m",), N_("matrix"), N_("Show the matrix of effort and impact, or take it away")),
    Command("beside", ("tab",), N_("into the matrix"), N_("Go between the list and the matrix"), False),
)

WHICH: tuple[tuple[str, tuple[Status, ...]], ...] = (
    (N_("open"), OPEN_STATUSES),
    (N_("only proposed"), (Status.PROPOSED,)),
    (N_("accepted"), (Status.PLANNED, Status.IN_PROGRESS)),
    (N_("only done"), (Status.DONE, Status.VERIFIED)),
    (N_("only dropped"), (Status.DROPPED,)),
    (N_("all"), tuple(Status)),
)
"""The kinds of status in the order they are gone through, each with what it is called."""
