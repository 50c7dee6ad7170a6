"""What can be pressed at home."""

from __future__ import annotations

from auditor.base.i18n import N_
from screens.frame.commands import Command
from screens.frame.ways import way

HOME = (
    Command("open", ("enter",), N_("open"), N_("Open the journey or action under the cursor; fold a client’s journeys away")),
    Command("walk", ("w",), N_("walk"), N_("Start an audit of this journey, or take it up where it was left")),
    way("map", in_line=True, was="m"),
    Command("actions", ("g a",), N_("actions"), N_("See what to improve first"), was="a"),
    Command("new", ("a",), N_("new journey"), N_("Start a new journey"), was="n"),
    Command("find", ("slash",), N_("find"), N_("Show only some journeys: words of name, client, #tag, or a mark such as late")),
    Command("sort", ("s",), N_("sort"), N_("The last audited first, by name, by need, or the most late first"), was="y"),
    way("follow_up", was="f"),
    way("findings", was="F"),
    Command("report", ("W",), N_("report"), N_("Write a report for colleagues: web page, Markdown or spreadsheet"), False),
    Command("paper", ("full_stop p",), N_("on paper"), N_("An empty map or checklists for print, to fill in by hand"), False,
            was="p"),
    Command("edit", ("e",), N_("edit"), N_("Edit what is said of the journey: name, client, tags …"), False),
    Command("copy", ("full_stop c",), N_("copy"), N_("Copy this journey without its audits"), False, was="c"),
    Command("archive", ("A",), N_("archive"), N_("Put this journey out of the way, or bring it back from the archive"), False,
            was="z"),
    Command("delete", ("d", "delete"), N_("delete"), N_("Delete this journey; undo brings it back"), False),
    Command("all_of_it", ("0",), N_("show all"), N_("Take the filter away"), False),
)  # fmt: skip

ON_A_JOURNEY = frozenset(("walk", "report"))
"""What is done with the journey of the line, be that of an action."""

ON_ITS_LINE = frozenset(("edit", "copy", "archive", "delete"))
"""What changes a journey, and so only where the cursor stands on its line."""
