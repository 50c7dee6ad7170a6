"""`auditor audit list`: audits, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.vocabulary import AuditKind
from auditor.cli.frame import output
from auditor.cli.frame.clients import WhichJourneys
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine
    from auditor.workspace import Workspace


@click.command("list", help=_("List audits, the newest first. All of them, or those of a journey."))
@click.argument("journey", required=False)
@takes("which", WhichJourneys)
@format_option
@with_workspace
def list_audits(workspace: Workspace, journey: str | None, which: WhichJourneys, form: str) -> None:
    """List audits."""
    lines = workspace.reads.audits.lines(journey_number(workspace, journey))
    journeys = which.numbers(workspace)
    columns: list[Column[AuditLine]] = [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("journey_id", lambda line: line.journey_id),
        Column("journey", lambda line: line.journey, _("Journey")),
        Column("persona", lambda line: line.persona, _("Persona")),
        Column("auditor", lambda line: line.auditor, _("Auditor")),
        Column("kind", lambda line: line.kind, _("Kind"), _kind, minor=1),
        Column("depth", lambda line: line.depth, _("Depth"), lambda line: labels.word(line.depth), minor=3),
        Column("round", lambda line: line.round_id, _("Round"), right=True, minor=2),
        Column("started", lambda line: line.started, _("Started"), lambda line: day(line.started)),
        Column(
            "finished",
            lambda line: line.finished,
            _("Finished"),
            lambda line: day(line.finished) or _("not yet"),
        ),
        Column("answered", lambda line: line.answered, _("Answered"), _answered, right=True),
        Column("asked", lambda line: line.asked),
        Column("felt", lambda line: line.felt, _("Feelings"), _felt, right=True),
        Column("touchpoints", lambda line: line.visits),
    ]
    hint = _("There are no audits yet: “auditor audit new JOURNEY” starts one.")
    found = [line for line in lines if journeys is None or line.journey_id in journeys]
    output.rows(Table(columns, found), form, hint)


def _kind(line: AuditLine) -> str:
    return "" if line.kind is AuditKind.WHOLE else labels.word(line.kind)


def _answered(line: AuditLine) -> str:
    return f"{line.answered}/{line.asked}"


def _felt(line: AuditLine) -> str:
    return f"{line.felt}/{line.visits}"
