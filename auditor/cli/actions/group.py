"""`auditor action`: what to improve, in order of priority."""

from __future__ import annotations

import click

from auditor.base.i18n import _
from auditor.cli.frame.lazy import LazyNoun

COMMANDS = {
    "list": "actions.listing:list_actions",
    "show": "actions.basics:show",
    "add": "actions.basics:add",
    "edit": "actions.basics:edit",
    "plan": "actions.changes:plan",
    "start": "actions.changes:start",
    "done": "actions.changes:done",
    "drop": "actions.changes:drop",
    "reopen": "actions.changes:reopen",
    "assign": "actions.changes:assign",
    "due": "actions.changes:due",
    "comment": "actions.changes:comment",
    "merge": "actions.changes:merge",
    "link": "actions.links:link",
    "unlink": "actions.links:unlink",
    "history": "actions.history:history",
    "waiting": "actions.proof:waiting",
    "proof": "actions.proof:proof",
    "verify": "actions.proof:verify",
    "figures": "actions.figures:figures",
    "estimates": "actions.proof:estimates",
    "plan-capacity": "actions.capacity:plan_capacity",
    "preview": "actions.preview:preview",
    "export": "actions.export:export",
    "filters": "actions.filters:filters",
}


@click.group(
    cls=LazyNoun,
    places=COMMANDS,
    help=_("What to improve, in order of priority. ACTION is a number or part of a title."),
)
def action() -> None:
    """Group of the action commands."""
