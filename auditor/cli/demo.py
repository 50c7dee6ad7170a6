"""`auditor demo`: the app on a sample journey, a throw-away copy."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from auditor.base.i18n import _
from auditor.cli.app import need_terminal, show_app
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session
from auditor.store.location import Location


@click.command(
    help=_(
        "Open the app on a sample journey. It is a throw-away copy: what you change there is gone afterwards."
    )
)
@with_session
def demo(session: Session) -> None:
    """Open the app on the sample journey."""
    from auditor.workspace import Workspace

    if not session.is_linear:
        need_terminal()
    with tempfile.TemporaryDirectory(prefix="auditor-demo-", ignore_cleanup_errors=True) as folder:
        workspace = Workspace(Location(Path(folder) / "demo.db", None), session.config)
        try:
            from auditor.sample import make_sample

            output.say(_("Making the sample …"))
            make_sample(workspace)
            if session.is_linear:
                from auditor.cli.linear.home import talk_in_lines

                code = talk_in_lines(workspace)
            else:
                code = show_app(workspace)
        finally:
            workspace.close()
    click.get_current_context().exit(code)
