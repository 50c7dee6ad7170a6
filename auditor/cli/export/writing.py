"""Writes an export with its pictures, which stand in a folder beside its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from auditor.base.files import refuse_there
from auditor.base.i18n import _, ngettext
from auditor.cli.frame import output
from auditor.cli.frame.files import print_or_write
from auditor.exchange.document import written
from auditor.exchange.pictures import PICTURES, PictureFolder, WithoutPictures, folder_beside

if TYPE_CHECKING:
    from auditor.exchange.document import Export
    from auditor.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


def pictures_option(command: F) -> F:
    """Add `--without-pictures` to a command that writes an export."""
    return click.option(
        "--without-pictures", is_flag=True, help=_("Leave out the pictures of findings; all else is written.")
    )(command)


def write_export(
    workspace: Workspace, export: Export, file: str | None, force: bool, without_pictures: bool
) -> None:
    """Print an export, or write it into a file with its pictures beside, and say so."""
    if without_pictures:
        print_or_write(written(WithoutPictures(export)), file, force)
        return
    if file is None:
        print_or_write(written(export), None, force)
        _tell_left(export)
        return
    path = Path(file).expanduser()
    refuse_there(path, force)
    pictures = PictureFolder(folder_beside(path))
    # The text comes last: where it is, what it names is there.
    names = pictures.write(export, workspace.picture)
    print_or_write(written(export), file, force)
    pictures.leave_only(names)
    if names:
        said = ngettext(
            "Written: {count} picture in {path}", "Written: {count} pictures in {path}", len(names)
        )
        output.say(said.format(count=len(names), path=pictures.folder))


def _tell_left(export: Export) -> None:
    if count := sum(1 for _row in export.of(PICTURES)):
        output.say(
            ngettext(
                "{count} picture did not go along: name a file, and it is written beside.",
                "{count} pictures did not go along: name a file, and they are written beside.",
                count,
            ).format(count=count)
        )
