"""`auditor persona`: whose journey it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli import output
from auditor.cli.options import Noun, format_option, journey_option
from auditor.cli.rows import a_journey, a_persona
from auditor.cli.session import told, with_workspace
from auditor.cli.tables import Column, Table
from auditor.i18n import _

if TYPE_CHECKING:
    from auditor.views import Persona
    from auditor.workspace import Workspace


@click.group(
    cls=Noun,
    help=_(
        "Add, list and change personas. PERSONA is a number, which “persona list” tells, or part of a name; "
        "--journey narrows the search."
    ),
)
def persona() -> None:
    """Group of the persona commands."""


@persona.command(help=_("Add a persona to a journey; print its number."))
@click.argument("journey")
@click.argument("name")
@click.option("--who", default="", metavar="TEXT", help=_("Who they are, in a sentence or two."))
@with_workspace
def add(workspace: Workspace, journey: str, name: str, who: str) -> None:
    """Add a persona."""
    found = a_journey(workspace, journey)
    with told(workspace):
        made = workspace.journeys.add_persona(found.id, name, who)
    output.show(str(made))


@persona.command("list", help=_("List the personas of a journey."))
@click.argument("journey")
@format_option
@with_workspace
def list_personas(workspace: Workspace, journey: str, form: str) -> None:
    """List personas."""
    found = a_journey(workspace, journey)
    columns: list[Column[Persona]] = [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name, _("Persona")),
        Column("who", lambda one: one.who, _("Who they are")),
    ]
    hint = _("“{name}” has no personas yet: “auditor persona add” adds one.").format(name=found.name)
    output.rows(Table(columns, workspace.reads.journeys.personas(found.id)), form, hint)


@persona.command(help=_("Change what is given of a persona."))
@click.argument("persona")
@journey_option
@click.option("--name", help=_("The new name."))
@click.option("--who", metavar="TEXT", help=_("Who they are, in a sentence or two."))
@with_workspace
def edit(workspace: Workspace, persona: str, journey: str | None, name: str | None, who: str | None) -> None:
    """Change a persona."""
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.edit_persona(found.id, name=name, who=who)


@persona.command(help=_("Delete a persona without audits."))
@click.argument("persona")
@journey_option
@with_workspace
def delete(workspace: Workspace, persona: str, journey: str | None) -> None:
    """Delete a persona."""
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.delete_persona(found.id)
