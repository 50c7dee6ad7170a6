"""`auditor action unlink`: let an action answer findings no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.action.finding_options import FindingOptions, findings_named
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Let an action answer findings no longer."))
@takes("said", FindingOptions)
@with_workspace
def unlink(workspace: Workspace, said: FindingOptions) -> None:
    """Let findings go."""
    number, findings = findings_named(workspace, said)
    with told(workspace):
        workspace.actions.unlink(number, findings)
