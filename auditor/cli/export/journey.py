"""`auditor export journey`: one journey and all that belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, ngettext
from auditor.cli.export.writing import pictures_option, write_export
from auditor.cli.frame import output
from auditor.cli.frame.files import file_options
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import with_workspace
from auditor.exchange.folder import write_folder

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    "journey",
    help=_(
        "Write one journey and all that belongs to it as JSON. The journeys inside it come too. It goes to "
        "standard output, into a file, or, with --folder, into a folder of text files that can live in git. "
        "“auditor import” reads each back. Pictures of findings are written beside the file, or into the folder."
    ),
)
@click.argument("journey")
@click.option("--folder", metavar="DIR", help=_("Write files into this folder, made if it is not there."))
@pictures_option
@file_options
@with_workspace
def export_journey(
    workspace: Workspace,
    journey: str,
    folder: str | None,
    file: str | None,
    force: bool,
    without_pictures: bool,
) -> None:
    """Write one journey."""
    number = a_journey(workspace, journey).id
    exports = workspace.reads.exports
    if folder is None:
        exports.taken(lambda export: write_export(workspace, export, file, force, without_pictures), number)
        return
    if file is not None:
        raise click.UsageError(_("--folder and --output can’t both be given."))
    place = Path(folder).expanduser()
    content = None if without_pictures else workspace.picture
    paths = exports.taken(lambda export: write_folder(place, export, content), number)
    files = ngettext("{count} file", "{count} files", len(paths)).format(count=len(paths))
    output.say(_("Written: {files} in {path}").format(files=files, path=place))
