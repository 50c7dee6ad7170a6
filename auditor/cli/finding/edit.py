"""`auditor finding edit`: say more of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.finding.options import DetailOptions, findings_argument
from auditor.cli.frame.lookup import some_findings
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is said of findings. An empty text takes it away."))
@findings_argument
@journey_option
@takes("said", DetailOptions)
@with_workspace
def edit(workspace: Workspace, said: DetailOptions, findings: tuple[str, ...], journey: str | None) -> None:
    """Change findings."""
    draft = said.needed()
    found = some_findings(workspace, findings, journey)
    with told(workspace):
        workspace.findings.edit([one.id for one in found], draft)
