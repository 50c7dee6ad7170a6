"""`auditor persona compare`: personas side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.columns.personas import persona_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_persona
from auditor.cli.frame.options import format_option, journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.persona.texts import persona_texts

if TYPE_CHECKING:
    from auditor.views.journeys import Persona
    from auditor.workspace import Workspace


@click.command(help=_("Compare personas: two or more side by side."))
@click.argument("personas", nargs=-1, required=True, metavar="PERSONA PERSONA...")
@journey_option
@format_option
@with_workspace
def compare(workspace: Workspace, personas: tuple[str, ...], journey: str | None, form: str) -> None:
    """Compare personas."""
    found = list({one.id: one for one in (a_persona(workspace, word, journey) for word in personas)}.values())
    if len(found) < 2:
        raise click.UsageError(_("Name at least two different personas."))
    sides = [persona_texts(one) for one in found]
    rows = [
        (title, [side[at][1] for side in sides])
        for at, (title, _text) in enumerate(sides[0])
        if at and any(side[at][1] for side in sides)
    ]
    columns: list[Column[tuple[str, list[str]]]] = [Column("what", lambda row: row[0], _("Persona"))]
    columns += [_side(one, at) for at, one in enumerate(found)]
    table = Table(persona_columns(), found)
    output.whole(table.records(), [Table(columns, rows)], table, form)


def _side(one: Persona, at: int) -> Column[tuple[str, list[str]]]:
    return Column(str(one.id), lambda row: row[1][at], one.name, least=14)
