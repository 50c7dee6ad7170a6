"""`auditor audit walk`: open the app in the walk of an audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.cli.app import need_terminal, show_app
from auditor.cli.frame.lookup import an_audit
from auditor.cli.frame.session import Session, with_session

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine


@click.command(
    help=_(
        "Open the app in the walk of an audit. It is the newest that is not finished, or the one "
        "you name by its number or its journey."
    )
)
@click.argument("audit", required=False)
@with_session
def walk(session: Session, audit: str | None) -> None:
    """Walk an audit in the app."""
    if not session.is_linear:
        need_terminal()
    workspace = session.workspace
    if audit is not None:
        line: AuditLine | None = an_audit(workspace, audit, open_first=True)
    else:
        lines = workspace.reads.audits.lines()
        line = next((one for one in lines if one.finished is None and not one.hidden), None)
    if line is None:
        raise RefusedError(_("No audit is open: start one with “auditor audit new JOURNEY”."))
    if session.is_linear:
        from auditor.cli.linear.home import talk_in_lines

        click.get_current_context().exit(talk_in_lines(workspace, line))
    click.get_current_context().exit(show_app(workspace, line.id, remembers=True))
