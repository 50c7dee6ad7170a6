"""`auditor touchpoint list`: the touchpoints of a journey in the order of the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.responsibility import responsible_for
from auditor.base.i18n import _
from auditor.cli.columns.responsibility import responsible_columns
from auditor.cli.columns.touchpoints import looked_column, standing_columns, touchpoint_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command("list", help=_("List the touchpoints of a journey in the order of the walk."))
@click.argument("journey")
@format_option
@with_workspace
def list_touchpoints(workspace: Workspace, journey: str, form: str) -> None:
    """List touchpoints."""
    found = whole_journey(workspace, journey)
    points = [(stage, point) for stage in found.stages for point in stage.touchpoints]
    hint = _("“{name}” has no touchpoints yet: “auditor touchpoint add” adds one.").format(name=found.name)
    looked = workspace.reads.follow.last_looked(found.id)
    stands = {line.touchpoint_id: line for line in workspace.reads.audits.summary(found.id)}
    answer = {point.id: responsible_for(point, stage, found) for stage, point in points}
    columns = [
        *touchpoint_columns(stands, found.touchpoints),
        *standing_columns(lambda row: stands[row[1].id], stands.values()),
        looked_column(looked),
        *responsible_columns(
            lambda row: answer[row[1].id], any(one.person_id is not None for one in answer.values())
        ),
    ]
    output.rows(Table(columns, points), form, hint)
