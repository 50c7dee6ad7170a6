"""`auditor action`: what to improve, in order of priority."""

from __future__ import annotations

import click

from auditor.cli.lazy import LazyNoun
from auditor.i18n import _

COMMANDS = {
    "list": "action_list:list_actions",
    "show": "action_basics:show",
    "add": "action_basics:add",
    "edit": "action_basics:edit",
    "plan": "action_changes:plan",
    "start": "action_changes:start",
    "done": "action_changes:done",
    "drop": "action_changes:drop",
    "reopen": "action_changes:reopen",
    "assign": "action_changes:assign",
    "due": "action_changes:due",
    "comment": "action_changes:comment",
    "merge": "action_changes:merge",
    "link": "action_links:link",
    "unlink": "action_links:unlink",
    "history": "action_history:history",
    "waiting": "action_proof:waiting",
    "proof": "action_proof:proof",
    "verify": "action_proof:verify",
    "figures": "action_figures:figures",
    "estimates": "action_proof:estimates",
    "plan-capacity": "action_capacity:plan_capacity",
    "preview": "action_preview:preview",
    "export": "action_export:export",
    "filters": "action_filters:filters",
}


@click.group(
    cls=LazyNoun,
    places=COMMANDS,
    help=_("What to improve, in order of priority. ACTION is a number or part of a title."),
)
def action() -> None:
    """Group of the action commands."""
