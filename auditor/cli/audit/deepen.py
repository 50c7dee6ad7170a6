"""`auditor audit deepen`: let an audit ask more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Depth
from auditor.cli.columns.sharing import tell_differing_at
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_audit, whole_audit
from auditor.cli.frame.options import one_of
from auditor.cli.frame.session import told, with_workspace
from auditor.sentences.depths import effort_text

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Let an audit that is not finished ask more: standard, or full. What is answered stays.")
)
@click.argument("audit")
@click.argument("depth", type=one_of(Depth))
@with_workspace
def deepen(workspace: Workspace, audit: str, depth: str) -> None:
    """Deepen an audit."""
    from auditor.analysis.judgements import left_of
    from auditor.analysis.pace import minutes

    line = an_audit(workspace, audit, open_first=True)
    tell_differing_at(workspace, line.journey_id)
    with told(workspace):
        workspace.audits.deepen(line.id, Depth(depth))
    left = left_of(whole_audit(workspace, line.id))
    took = minutes(left, workspace.reads.audits.pace(line.auditor_id))
    output.say(_("Left to judge: {effort}.").format(effort=effort_text(left, took)))
