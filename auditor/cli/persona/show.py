"""`auditor persona show`: all that is known of a persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.columns.actions import term_columns
from auditor.cli.columns.evidence import persona_evidence, support_record
from auditor.cli.columns.personas import persona_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_persona
from auditor.cli.frame.options import format_option, journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table, facts
from auditor.cli.persona.texts import persona_texts
from auditor.sentences.evidence import persona_text
from auditor.sentences.map import remembered_terms

if TYPE_CHECKING:
    from auditor.workspace import Workspace


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
    journey_map = workspace.reads.maps.get(found.journey_id)
    terms = Table(
        term_columns(_("Remembered")), remembered_terms(journey_map, found.id) if journey_map else ()
    )
    record = {
        **table.records()[0],
        "support": support_record(support),
        "evidence": evidence.records(),
        "remembered_terms": terms.records(),
    }
    known = facts([*persona_texts(found), (_("Rests on"), persona_text(support) if support else "")])
    output.whole(record, [known, terms, evidence], table, form)
