"""`auditor audit round list`: rounds, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day
from auditor.cli.audit.round.auditors import auditors_of
from auditor.cli.frame import output
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.views.follow import RoundLine
    from auditor.workspace import Workspace


@click.command("list", help=_("List rounds, the newest first. All of them, or those of a journey."))
@click.argument("journey", required=False)
@format_option
@with_workspace
def list_rounds(workspace: Workspace, journey: str | None, form: str) -> None:
    """List rounds."""
    found = journey_number(workspace, journey)
    columns: list[Column[RoundLine]] = [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("journey_id", lambda line: line.journey_id),
        Column("journey", lambda line: line.journey, _("Journey")),
        Column("persona", lambda line: line.persona, _("Persona")),
        Column("started", lambda line: line.started, _("Started"), lambda line: day(line.started)),
        Column("auditors", lambda line: [one.auditor for one in line.audits], _("Auditors"), auditors_of),
        Column("audits", lambda line: [one.id for one in line.audits]),
        Column("waiting", lambda line: list(line.waiting), _("Not finished"), _waiting),
        Column("agreed", lambda line: line.agreed.id if line.agreed else None, _("Agreed audit"), right=True),
    ]
    hint = _("There are no rounds yet: “auditor audit round new JOURNEY --auditors NAMES” starts one.")
    output.rows(Table(columns, workspace.reads.rounds.lines(found)), form, hint)


def _waiting(line: RoundLine) -> str:
    return ", ".join(line.waiting) or _("all have finished")
