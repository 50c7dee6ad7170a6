"""`auditor export mermaid`: a journey as a diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame.files import file_options, print_or_write
from auditor.cli.frame.lookup import a_map
from auditor.cli.frame.session import with_workspace
from auditor.mermaid.writing import mermaid as diagram

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
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
    journey_map = a_map(workspace, journey)
    chosen = None if persona is None else pick(journey_map.personas, persona, _("persona"))
    print_or_write(diagram(journey_map, chosen), file, force)
