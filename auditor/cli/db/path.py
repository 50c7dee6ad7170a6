"""`auditor db path`: where the database is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import facts, flat

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Print where the database is. Says too where your settings belong. With another format than simple all of it is "
        "on standard output."
    )
)
@format_option
@with_workspace
def path(workspace: Workspace, form: str) -> None:
    """Print the place."""
    place, folder = workspace.location.shown, str(workspace.config.folder)
    if form == "simple":
        output.show(place)
        if workspace.caution:
            output.say(workspace.caution)
        output.say(_("Settings and checklists of your own belong in {folder}.").format(folder=folder))
        return
    file = workspace.location.path
    record: dict[str, object] = {
        "database": place,
        "kind": "server" if file is None else "file",
        "there": workspace.is_there,
        "bytes": file.stat().st_size if file is not None and workspace.is_there else None,
        "settings": folder,
        "caution": workspace.caution or None,
    }
    known = [(_("Database"), place), (_("Settings"), folder), (_("Caution"), workspace.caution)]
    output.whole(record, [facts(known)], flat(record), form)
