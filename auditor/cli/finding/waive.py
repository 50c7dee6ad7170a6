"""`auditor finding waive`: let nothing be made of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.finding.options import findings_argument
from auditor.cli.frame.lookup import some_findings
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Let nothing be made of findings. Their checks stay as answered; the findings no longer count.")
)
@findings_argument
@click.option("--reason", default="", metavar="TEXT", help=_("Why; it is added to their note."))
@journey_option
@with_workspace
def waive(workspace: Workspace, findings: tuple[str, ...], reason: str, journey: str | None) -> None:
    """Waive findings."""
    found = some_findings(workspace, findings, journey)
    with told(workspace):
        workspace.findings.waive([one.id for one in found], reason)
