"""`auditor export all`: everything as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, ngettext
from auditor.cli.export.writing import pictures_option, write_export
from auditor.cli.frame import output
from auditor.cli.frame.files import file_options
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    "all",
    help=_(
        "Write everything in sight as one JSON text. It goes into FILE or to standard output; “auditor import” "
        "reads it into any database, also one that has some of it already. Each value stands on a line of "
        "its own, in an order that stays the same, so that git shows what changed. The history is left out. "
        "Pictures of findings are written into a folder beside FILE."
    ),
)
@click.argument("target", metavar="[FILE|-]", required=False)
@pictures_option
@file_options
@with_workspace
def export_all(
    workspace: Workspace, target: str | None, file: str | None, force: bool, without_pictures: bool
) -> None:
    """Write everything."""
    chosen = file or (None if target == "-" else target)
    workspace.reads.exports.taken(
        lambda export: write_export(workspace, export, chosen, force, without_pictures)
    )
    if hidden := sum(line.hidden for line in workspace.reads.audits.lines(archived=True)):
        output.say(
            ngettext(
                "What {count} audit says was left out: its round is not finished, so it is hidden from you.",
                "What {count} audits say was left out: their rounds are not finished, so it is hidden from you.",
                hidden,
            ).format(count=hidden)
        )
