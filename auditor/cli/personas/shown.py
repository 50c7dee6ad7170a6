"""`auditor persona list`, `show` and `compare`: who they are, and what supports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.evidence.support import persona_evidence, support_record
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option, journey_option
from auditor.cli.frame.rows import a_journey, a_persona
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences.evidence import persona_text
from auditor.sentences.persona import supported, texts

if TYPE_CHECKING:
    from auditor.views.journeys import Persona
    from auditor.workspace import Workspace


def persona_columns() -> list[Column[Persona]]:
    """Return the columns of personas; a table shows who they are and what supports it."""
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name, _("Persona")),
        Column("who", lambda one: one.who, _("Who they are"), least=16),
        Column("geography", lambda one: one.geography),
        Column("demographics", lambda one: one.demographics),
        Column("behaviour", lambda one: one.behaviour),
        Column("channels", lambda one: one.channels),
        Column("goals", lambda one: one.goals, _("Goals"), minor=1),
        Column("challenges", lambda one: one.challenges, _("Challenges"), minor=2),
        Column("notes", lambda one: one.notes),
        Column("verified_by", lambda one: one.verified_by or None, _("Supported by"), supported),
        Column("verified_on", lambda one: one.verified_on),
    ]


def _texts(one: Persona) -> list[tuple[str, str]]:
    return [
        (_("Persona"), f"{one.id} {one.name}"),
        *texts(one),
        (_("Supported by"), supported(one)),
    ]


@click.command(
    "list", help=_("List the personas of a journey. Each is a hypothesis, or verified by something.")
)
@click.argument("journey")
@format_option
@with_workspace
def list_personas(workspace: Workspace, journey: str, form: str) -> None:
    """List personas."""
    found = a_journey(workspace, journey)
    hint = _("“{name}” has no personas yet: “auditor persona add” adds one.").format(name=found.name)
    output.rows(Table(persona_columns(), workspace.reads.journeys.personas(found.id)), form, hint)


@click.command(help=_("Show all that is known of a persona."))
@click.argument("persona")
@journey_option
@format_option
@with_workspace
def show(workspace: Workspace, persona: str, journey: str | None, form: str) -> None:
    """Show a persona."""
    found = a_persona(workspace, persona, journey)
    table = Table(persona_columns(), [found])
    support, evidence = persona_evidence(workspace, found)
    record = {**table.records()[0], "support": support_record(support), "evidence": evidence.records()}
    known = facts([*_texts(found), (_("Rests on"), persona_text(support) if support else "")])
    output.whole(record, [known, evidence], table, form)


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
    sides = [_texts(one) for one in found]
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
