"""`auditor export`: everything as one text, or a journey for other programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from auditor.base.i18n import _, ngettext
from auditor.base.naming import pick
from auditor.cli.frame import output
from auditor.cli.frame.options import NounWithDefault
from auditor.cli.frame.rows import a_journey, a_map
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


@click.group(
    cls=NounWithDefault,
    help=_(
        "Write everything, or a journey, for other programs. Without a command, or with a file’s name, it is "
        "“auditor export all”."
    ),
)
def export() -> None:
    """Group of the export commands."""


def file_options(command: F) -> F:
    """Add `-o FILE` and `--force` to a command that prints a text."""
    for option in (
        click.option("--force", is_flag=True, help=_("Replace the file if it is already there.")),
        click.option("-o", "--output", "file", metavar="FILE", help=_("Write into this file.")),
    ):
        command = option(command)
    return command


def print_or_write(text: str, file: str | None, force: bool) -> None:
    """Print a text, or write it into a file and say so."""
    from auditor.base.files import write_whole

    if file is None:
        output.show(text.removesuffix("\n"))
        return
    path = write_whole(file, text, force)
    output.say(_("Written: {path}").format(path=path))


@export.command(
    "all",
    help=_(
        "Write everything in sight as one JSON text. It goes into FILE or to standard output; “auditor import” "
        "reads it into any database, also one that has some of it already. Each value stands on a line of "
        "its own, in an order that stays the same, so that git shows what changed. The history is left out."
    ),
)
@click.argument("target", metavar="[FILE|-]", required=False)
@file_options
@with_workspace
def export_all(workspace: Workspace, target: str | None, file: str | None, force: bool) -> None:
    """Write everything."""
    from auditor.exchange.document import as_text

    chosen = file or (None if target == "-" else target)
    print_or_write(as_text(workspace.reads.exports.everything()), chosen, force)
    if hidden := sum(line.hidden for line in workspace.reads.audits.lines()):
        output.say(
            ngettext(
                "{count} audit was left out: its round is not finished, so it is hidden from you.",
                "{count} audits were left out: their rounds are not finished, so they are hidden from you.",
                hidden,
            ).format(count=hidden)
        )


@export.command(
    "journey",
    help=_(
        "Write one journey and all that belongs to it as JSON. The journeys inside it come too. It goes to "
        "standard output, into a file, or, with --folder, into a folder of text files that can live in git. "
        "“auditor import” reads each back."
    ),
)
@click.argument("journey")
@click.option("--folder", metavar="DIR", help=_("Write files into this folder, made if it is not there."))
@file_options
@with_workspace
def export_journey(
    workspace: Workspace, journey: str, folder: str | None, file: str | None, force: bool
) -> None:
    """Write one journey."""
    from pathlib import Path

    from auditor.exchange.document import as_text
    from auditor.exchange.folder import write_folder

    document = workspace.reads.exports.journey(a_journey(workspace, journey).id)
    if folder is None:
        print_or_write(as_text(document), file, force)
        return
    if file is not None:
        raise click.UsageError(_("--folder and --output can’t both be given."))
    place = Path(folder).expanduser()
    written = write_folder(place, document)
    files = ngettext("{count} file", "{count} files", len(written)).format(count=len(written))
    output.say(_("Written: {files} in {path}").format(files=files, path=place))


@export.command(
    help=_(
        "Write a journey as a Mermaid diagram. It has the newest feelings, -2 to 2 as scores 1 to 5; "
        "“auditor import mermaid” reads it back."
    )
)
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("The feelings of this persona only."))
@file_options
@with_workspace
def mermaid(workspace: Workspace, journey: str, persona: str | None, file: str | None, force: bool) -> None:
    """Write a Mermaid diagram."""
    from auditor.mermaid.writing import mermaid as diagram

    journey_map = a_map(workspace, journey)
    chosen = None if persona is None else pick(journey_map.personas, persona, _("persona"))
    print_or_write(diagram(journey_map, chosen), file, force)
