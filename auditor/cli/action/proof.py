"""`auditor action proof`: whether an action worked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.cli.action.proof_tables import figure_columns, proof_facts, proof_record, shift_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_action
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table, facts

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Show whether an action worked. What looking again has shown: before and after, and the verdict.")
)
@click.argument("action")
@format_option
@with_workspace
def proof(workspace: Workspace, action: str, form: str) -> None:
    """Show the proof of an action."""
    found = workspace.reads.proofs.of(an_action(workspace, action).id)
    if found is None:
        raise NotFoundError(_("There is no action “{word}” any more.").format(word=action))
    shifts = Table(shift_columns(), found.shifts)
    figures = Table(figure_columns(workspace.rules.worth), found.figures)
    parts: list[Table[Any]] = [facts(proof_facts(found)), shifts, figures]
    output.whole(proof_record(found, workspace.rules.worth), parts, shifts, form)
