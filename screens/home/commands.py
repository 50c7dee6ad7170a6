"""What can be pressed at home."""

from __future__ import annotations

from auditor.base.i18n import N_
from screens.frame.commands import Command

HOME = (
    Command("open", ("enter",), N_("open"), N_("Open the journey or action under the cursor; fold a client’s journeys away")),
    Command("walk", ("w",), N_("walk"), N_("Start an audit of this journey, or take it up where it was left")),
    Command("map", ("m",), N_("map"), N_("See the journey on a time line, with its feelings as a curve")),
    Command("actions", ("a",), N_("actions"), N_("See what to improve first")),
    Command("new", ("n",), N_("new journey"), N_("Start a new journey")),
    Command("find", ("slash",), N_("find"), N_("Show only some journeys: words of name, client, #tag, or a mark such as late")),
    Command("sort", ("y",), N_("sort"), N_("The last audited first, by name, by need, or the most late first")),
    Command("follow_up", ("f",), N_("follow-up"), N_("What became better or worse since the last audit, and trends"), False),
    Command("findings", ("F",), N_("findings"), N_("What is wrong, the worst first, and what is gone"), False),
    Command("report", ("W",), N_("report"), N_("Write a report for colleagues: web page, Markdown or spreadsheet"), False),
    Command("paper", ("p",), N_("on paper"), N_("An empty map or checklists for print, to fill in by hand"), False),
    Command("edit", ("e",), N_("edit"), N_("Edit what is said of the journey: name, client, tags …"), False),
    Command("copy", ("c",), N_("copy"), N_("Copy this journey without its audits"), False),
    Command("archive", ("z",), N_("archive"), N_("Put this journey out of the way, or bring it back from the archive"), False),
    Command("delete", ("d", "delete"), N_("delete"), N_("Delete this journey; undo brings it back"), False),
    Command("all_of_it", ("0",), N_("show all"), N_("Take the filter away"), False),
)  # fmt: skip

ON_A_JOURNEY = frozenset(("walk", "map", "follow_up", "findings", "report"))
"""What is done with the journey of the line, be that of an action."""

ON_ITS_LINE = frozenset(("edit", "copy", "archive", "delete"))
"""What changes a journey, and so only where the cursor stands on its line."""
