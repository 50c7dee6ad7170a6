"""`auditor finding picture list`: the pictures of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.lasting import worst_first
from auditor.base.i18n import _
from auditor.cli.columns.findings import picture_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import findings_of, some_findings
from auditor.cli.frame.options import format_option, of_journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.views.findings import Finding, Picture
    from auditor.workspace import Workspace


class _Of(Struct, frozen=True):
    """A picture, and the finding it is of."""

    finding: Finding
    picture: Picture


@click.command("list", help=_("List pictures: of all findings, or of those named."))
@click.argument("findings", nargs=-1, metavar="[FINDING]...")
@of_journey_option
@click.option("--without-text", is_flag=True, help=_("Only those that nobody has described yet."))
@format_option
@with_workspace
def list_pictures(
    workspace: Workspace, findings: tuple[str, ...], journey: str | None, without_text: bool, form: str
) -> None:
    """List pictures."""
    found = (
        some_findings(workspace, findings, journey)
        if findings
        else worst_first(findings_of(workspace, journey))
    )
    rows = [
        _Of(one, picture) for one in found for picture in one.pictures if not (without_text and picture.text)
    ]
    hint = _("There is no such picture: “auditor finding picture add” adds one.")
    output.rows(Table(_columns(), rows), form, hint)


def _columns() -> list[Column[_Of]]:
    first, *rest = (_of_picture(column) for column in picture_columns())
    return [
        first,
        Column("finding", lambda row: row.finding.name, _("Finding")),
        Column("finding_id", lambda row: row.finding.id),
        Column("journey_id", lambda row: row.finding.journey_id),
        *rest,
    ]


def _of_picture(column: Column[Picture]) -> Column[_Of]:
    """Return a column of pictures as one of these rows."""
    raw: Callable[[Picture], object] = column.raw
    shown = column.shown
    return Column(
        column.key,
        lambda row: raw(row.picture),
        column.title,
        None if shown is None else lambda row: shown(row.picture),
        right=column.right,
        least=column.least,
        minor=column.minor,
    )
