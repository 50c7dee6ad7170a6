"""`auditor interview question list`: the team's own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.views.interviews import OwnQuestion
    from auditor.workspace import Workspace


@click.command("list", help=_("List the questions of your own of a journey."))
@click.argument("journey")
@format_option
@with_workspace
def list_own(workspace: Workspace, journey: str, form: str) -> None:
    """List own questions."""
    found = whole_journey(workspace, journey)
    names = {stage.id: stage.name for stage in found.stages}

    def place(one: OwnQuestion) -> str:
        return _("every stage") if one.stage_id is None else names.get(one.stage_id, "")

    columns: list[Column[OwnQuestion]] = [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("stage_id", lambda one: one.stage_id),
        Column("stage", lambda one: names.get(one.stage_id or 0), _("Stage"), place),
        Column("key", lambda one: one.key),
        Column("text", lambda one: one.text, _("Question"), least=20),
    ]
    hint = _("There are no questions of your own: “auditor interview question add” adds one.")
    output.rows(Table(columns, workspace.reads.interviews.questions(found.id)), form, hint)
