"""`auditor export mermaid`: a journey as a diagram."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame import output
from auditor.cli.frame.files import file_options, print_or_write
from auditor.cli.frame.lookup import a_map
from auditor.cli.frame.session import with_workspace
from auditor.mermaid.writing import diagrams, document
from auditor.mermaid.writing import mermaid as diagram

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Write a journey as Mermaid diagrams. They have the newest feelings, -2 to 2 as scores 1 to 5; "
        "“auditor import mermaid” reads them back.\n\n"
        "Each persona has a diagram of its own, at most twelve touchpoints wide; more go on in a further one. Several "
        "are written as Markdown; a file that ends in .mmd has all in one."
    )
)
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("The feelings of this persona only."))
@click.option(
    "--together",
    is_flag=True,
    help=_("All personas and touchpoints in one diagram, however wide, with the mean of what they feel."),
)
@file_options
@with_workspace
def mermaid(
    workspace: Workspace, journey: str, persona: str | None, together: bool, file: str | None, force: bool
) -> None:
    """Write Mermaid diagrams."""
    journey_map = a_map(workspace, journey)
    chosen = None if persona is None else pick(journey_map.personas, persona, _("persona"))
    texts = [diagram(journey_map, chosen)] if together else diagrams(journey_map, chosen)
    count = len(texts)
    if count > 1 and file is not None and Path(file).suffix.casefold() in _ONE_DIAGRAM:
        texts = [diagram(journey_map, chosen)]
    print_or_write(texts[0] if len(texts) == 1 else document(journey_map, texts), file, force)
    if len(texts) < count:
        said = _(
            "Such a file holds one diagram, so all is together in it. In a file .md there are {count} to be read."
        )
        output.say(said.format(count=count))


_ONE_DIAGRAM = (".mmd", ".mermaid")
