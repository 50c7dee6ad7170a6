"""`auditor import all`: read what `auditor export` wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _, ngettext
from auditor.base.reading import is_so
from auditor.base.text import shortened
from auditor.base.vocabulary import Prefer
from auditor.cli.frame import output
from auditor.cli.frame.files import read_text
from auditor.cli.frame.options import one_of
from auditor.cli.frame.session import with_workspace
from auditor.exchange.folder import pictures_in, read_folder
from auditor.exchange.pictures import PictureFolder, folder_beside, without_pictures
from auditor.exchange.reading import SIZE_LIMIT, ExportFile, read
from auditor.sentences.evidence import ahead_text

if TYPE_CHECKING:
    from auditor.exchange.reading import ExportFile
    from auditor.views.exchange import Merged, RowDifference
    from auditor.workspace import Workspace


@click.command(
    "all",
    help=_(
        "Read what “auditor export” wrote. It is a file, a folder, or - for standard input. What is not "
        "here yet is added. Where a row differs, the one changed more often stays, and of two changed equally "
        "often the one here; what was deleted here stays deleted unless the file’s was changed more often. "
        "All of it is read or nothing, and “auditor undo” takes it back. Pictures of findings are read from the "
        "folder beside the file."
    ),
)
@click.argument("file", metavar="FILE|DIR|-")
@click.option(
    "--prefer",
    type=one_of(Prefer),
    default=Prefer.NEWEST.value,
    show_default=True,
    help=_("Which row stays where it differs: the one changed more often, the file’s, or the one here."),
)
@click.option(
    "--without-pictures",
    "leaves_pictures",
    is_flag=True,
    help=_("Leave out the pictures of findings; all else is read."),
)
@with_workspace
def import_all(workspace: Workspace, file: str, prefer: str, leaves_pictures: bool) -> None:
    """Read an export."""
    document = read(_sources(file))
    if leaves_pictures:
        document = without_pictures(document)
    merged = workspace.merging.merge(document, Path(file).name, Prefer(prefer), _pictures(file))
    for line in _told(merged):
        output.say(line)
    if merged.added + merged.changed and (ahead := workspace.reads.evidence.ahead()):
        output.say(ahead_text(ahead))


def _sources(file: str) -> list[ExportFile]:
    path = Path(file).expanduser()
    if file != "-" and is_so(Path.is_dir, path):
        return read_folder(path)
    return [ExportFile(file, read_text(file, SIZE_LIMIT))]


def _pictures(file: str) -> PictureFolder | None:
    """Return the folder that the pictures of an export are in; none where it comes by standard input."""
    if file == "-":
        return None
    path = Path(file).expanduser()
    return pictures_in(path) if is_so(Path.is_dir, path) else PictureFolder(folder_beside(path))


def _told(merged: Merged) -> list[str]:
    """Return what came of an import, a line for each thing that was done."""
    said = [
        (merged.added, ngettext("{count} row added.", "{count} rows added.", merged.added)),
        (
            merged.changed,
            ngettext(
                "{count} row changed to the file’s.", "{count} rows changed to the file’s.", merged.changed
            ),
        ),
        (
            merged.kept,
            ngettext(
                "{count} row differs and stayed as it is here; “--prefer file” takes the file’s.",
                "{count} rows differ and stayed as they are here; “--prefer file” takes the file’s.",
                merged.kept,
            ),
        ),
        (
            merged.deleted,
            ngettext(
                "{count} row was deleted here and stayed so; “--prefer file” brings it back.",
                "{count} rows were deleted here and stayed so; “--prefer file” brings them back.",
                merged.deleted,
            ),
        ),
        (merged.alike, ngettext("{count} row was the same.", "{count} rows were the same.", merged.alike)),
    ]
    lines = [_difference(one) for one in merged.differences]
    lines += [text.format(count=count) for count, text in said if count]
    return lines or [_("There is nothing in the file.")]


def _difference(one: RowDifference) -> str:
    if one.here:
        return _(
            "{name} of the file is {here} here: that name was taken, and names of findings last."
        ).format(name=one.name, here=one.here)
    said = _("Taken from the file: {what} “{name}”, {fields}")
    if not one.taken:
        said = _("Kept as it is here: {what} “{name}”, {fields}")
    name, fields = shortened(one.name, 60), ", ".join(one.fields) or _("deleted here")
    return said.format(what=labels.entity(one.entity), name=name, fields=fields)
