"""`auditor journey moments`: what touchpoints mean to the customer and to the business, as a table and a picture."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from auditor.analysis.moments import mark_doubt, stake
from auditor.base import labels
from auditor.base.i18n import _
from auditor.cli.columns.touchpoints import gap_of, moment_figure, moment_of, yes
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.drawing.matrix import business_and_customer, text_matrix
from auditor.sentences.moments import doubt_text, moment_gap, unsaid_text

if TYPE_CHECKING:
    from auditor.analysis.moments import MomentBounds
    from auditor.views.journeys import Stage, Touchpoint
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Show what touchpoints mean to the customer and to the business. Their product is the computed moment of "
        "truth, 0.04 to 1; the highest come first. Where ◆ by hand says otherwise, it says so, and by hand counts: "
        "it alone raises the need."
    )
)
@click.argument("journey")
@click.option(
    "--picture/--no-picture", "wanted", default=None, help=_("With the picture, or the table alone.")
)
@format_option
@click.pass_context
@with_workspace
def moments(
    workspace: Workspace, /, ctx: click.Context, journey: str, wanted: bool | None, form: str
) -> None:
    """Show computed moments of truth."""
    found = whole_journey(workspace, journey)
    bounds = workspace.rules.moments
    if wanted is None:
        wanted = ctx.get_parameter_source("form") is click.core.ParameterSource.DEFAULT
    rows = [
        (stage, point) for stage in found.stages for point in stage.touchpoints if point.business is not None
    ]
    rows.sort(key=lambda row: -(moment_of(row[1]) or 0))
    table = Table(_columns(bounds), rows)
    unsaid = len(found.touchpoints) - len(rows)
    record = {
        "journey": found.name,
        "journey_id": found.id,
        "unsaid": unsaid,
        "touchpoints": table.records(),
    }
    counts = Counter((point.business or 0, point.importance) for _stage, point in rows)
    picture = text_matrix(business_and_customer(bounds), counts) if wanted and rows else ""
    said = [unsaid_text(unsaid, bool(rows))] if unsaid or not rows else []
    if not rows:
        said.append(_("Say it with “auditor touchpoint edit TOUCHPOINT --business 4”."))
    output.whole(record, [table], table, form, "\n\n".join([*filter(None, (picture,)), *said]))


def _columns(bounds: MomentBounds) -> list[Column[tuple[Stage, Touchpoint]]]:
    return [
        Column("id", lambda row: row[1].id, _("No."), right=True),
        Column("stage", lambda row: row[0].name, _("Stage"), minor=3),
        Column("name", lambda row: row[1].name, _("Touchpoint"), least=12),
        Column("importance", lambda row: row[1].importance, _("To the customer"), right=True, minor=2),
        Column("business", lambda row: row[1].business, _("To us"), right=True, minor=2),
        Column(
            "moment_of_truth",
            lambda row: moment_of(row[1]),
            _("Computed"),
            lambda row: moment_figure(row[1]),
            right=True,
        ),
        Column(
            "quadrant",
            lambda row: stake(row[1].importance, row[1].business or 0, bounds),
            _("Quadrant"),
            lambda row: labels.word(stake(row[1].importance, row[1].business or 0, bounds)),
        ),
        Column("critical", lambda row: row[1].critical, _("By hand"), lambda row: yes(row[1].critical)),
        Column("gap", lambda row: gap_of(row[1]), _("Gap"), lambda row: moment_gap(row[1]), minor=1),
        Column(
            "doubt",
            lambda row: mark_doubt(row[1].critical, row[1].importance, row[1].business, bounds),
            _("Doubt"),
            lambda row: doubt_text(row[1], bounds),
            least=16,
        ),
    ]
