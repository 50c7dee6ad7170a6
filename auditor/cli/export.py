"""`auditor export`: a journey for other programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from auditor.cli import output
from auditor.cli.options import Noun
from auditor.cli.rows import a_map
from auditor.cli.session import with_workspace
from auditor.i18n import _
from auditor.naming import pick

if TYPE_CHECKING:
    from auditor.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


@click.group(cls=Noun, help=_("Write a journey for other programs."))
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
    from auditor.cli.files import write_text

    if file is None:
        output.show(text.removesuffix("\n"))
        return
    path = write_text(file, text, force)
    output.say(_("Written: {path}").format(path=path))


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
    from auditor.reporting.mermaid import mermaid as diagram

    journey_map = a_map(workspace, journey)
    chosen = None if persona is None else pick(journey_map.personas, persona, _("persona"))
    print_or_write(diagram(journey_map, chosen), file, force)
