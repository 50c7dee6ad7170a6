"""`auditor evidence contradictions`: where auditors and evidence contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.evidence import sides

if TYPE_CHECKING:
    from auditor.views.evidence import Contradiction
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "List where auditors and evidence contradict each other. Both sides are told: what the auditor "
        "found, and what the evidence says."
    )
)
@click.argument("journey")
@format_option
@with_workspace
def contradictions(workspace: Workspace, journey: str, form: str) -> None:
    """List contradictions."""
    line = a_journey(workspace, journey)
    found = workspace.reads.contradictions.of(line.id)
    columns: list[Column[Contradiction]] = [
        Column("stage", lambda one: one.stage, _("Stage"), minor=2),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint"), least=12),
        Column("kind", lambda one: one.kind, _("Contradiction"), lambda o: labels.word(o.kind), minor=1),
        Column("persona", lambda one: one.persona or None),
        Column("feeling", lambda one: one.feeling),
        Column("check", lambda one: f"{one.checklist}/{one.check_key}" if one.check_key else None),
        Column("auditor", lambda one: sides(one)[0], _("The auditor"), least=20),
        Column("evidence", lambda one: sides(one)[1], _("The evidence"), least=20),
        Column("evidence_id", lambda one: one.evidence.id, _("No."), right=True),
    ]
    output.rows(Table(columns, found), form, _("Nothing contradicts what the auditors found."))
