"""`auditor finding take-up`: let findings that were waived be findings again."""

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


@click.command("take-up", help=_("Let findings that were waived count again."))
@findings_argument
@journey_option
@with_workspace
def take_up(workspace: Workspace, findings: tuple[str, ...], journey: str | None) -> None:
    """Take findings up again."""
    found = some_findings(workspace, findings, journey)
    with told(workspace):
        workspace.findings.take_up([one.id for one in found])
