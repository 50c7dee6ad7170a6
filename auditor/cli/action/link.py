"""`auditor action link`: let an action answer findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.action.findings import finding_options, findings_named
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Let an action answer findings. An action answers several, and a finding may have several.")
)
@with_workspace
@finding_options
def link(
    workspace: Workspace,
    action: str,
    touchpoint: str | None,
    checks: tuple[str, ...],
    feeling: bool,
    notes: tuple[int, ...],
) -> None:
    """Link findings."""
    number, findings = findings_named(workspace, action, touchpoint, checks, feeling, notes)
    with told(workspace):
        workspace.actions.link(number, findings)
