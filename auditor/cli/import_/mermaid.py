"""`auditor import mermaid`: make a journey from a diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, ngettext
from auditor.cli.frame import output
from auditor.cli.frame.files import naming, read_text
from auditor.cli.frame.session import with_workspace
from auditor.input import typed
from auditor.mermaid.making import make_journey
from auditor.mermaid.reading import SIZE_LIMIT, parse

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Make a journey from a Mermaid diagram; print its number. FILE is a journey diagram in UTF-8, "
        "- standard input; it may stand in Markdown, and a journey may be in several diagrams as “auditor export mermaid” "
        "writes them.\n\n"
        "Sections become stages, tasks touchpoints, actors personas with a finished audit each; scores "
        "1 to 5 become feelings -2 to 2. If a line is wrong, nothing is made."
    )
)
@click.argument("file", metavar="FILE|-")
@click.option("--name", default="", help=_("The name of the journey, instead of the diagram’s title."))
@with_workspace
def mermaid(workspace: Workspace, file: str, name: str) -> None:
    """Read a Mermaid diagram."""
    wanted = typed.line(name, _("name"))
    text = read_text(file, SIZE_LIMIT)
    with naming(file):
        diagram = parse(text)
        typed.line(wanted or diagram.title, _("name"))
        typed.text(diagram.about, _("description"))
    made = make_journey(workspace, diagram, wanted)
    output.show(str(made))
    touchpoints = ngettext("{count} touchpoint", "{count} touchpoints", len(diagram.tasks))
    personas = ngettext("{count} persona", "{count} personas", len(diagram.actors))
    output.say(
        _("Made a journey with {touchpoints} and {personas}.").format(
            touchpoints=touchpoints.format(count=len(diagram.tasks)),
            personas=personas.format(count=len(diagram.actors)),
        )
    )
    if diagram.left_out:
        said = ngettext(
            "{count} more diagram in the text is left out: it is of another journey.",
            "{count} more diagrams in the text are left out: they are of other journeys.",
            diagram.left_out,
        )
        output.say(said.format(count=diagram.left_out))
