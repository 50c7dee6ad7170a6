"""`auditor audit round drop`: take an auditor out of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.audit.outcome import tell_round
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Take an auditor who has not finished out of a round. The others go on without; "
        "what was answered in that audit stays hidden. AUDITOR is a name, or the number of the audit."
    )
)
@click.argument("number", type=int)
@click.argument("auditor")
@with_workspace
def drop(workspace: Workspace, number: int, auditor: str) -> None:
    """Take an auditor out of a round."""
    line = workspace.reads.rounds.line(number)
    if line is None:
        raise NotFoundError(_("There is no round number {number}.").format(number=number))
    found = pick(line.audits, auditor, _("auditor"), name=lambda one: one.auditor, number=lambda one: one.id)
    with told(workspace):
        workspace.rounds.drop(number, found.id)
    tell_round(workspace, number)
