"""`auditor action unlink`: let an action answer findings and serve strategies no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.action.finding_options import FindingOptions, named_by
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Let an action mend findings, or serve strategies, no longer."))
@takes("said", FindingOptions)
@with_workspace
def unlink(workspace: Workspace, said: FindingOptions) -> None:
    """Let findings and strategies go."""
    found = named_by(workspace, said)
    with told(workspace), workspace.together():
        if found.findings or found.mends:
            workspace.actions.unlink(found.action, found.findings, found.mends)
        if found.strategies:
            workspace.strategies.serve_no_longer([found.action], found.strategies)
