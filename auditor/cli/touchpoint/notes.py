"""`auditor touchpoint notes`: what is noted at touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import NoteKind
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_map, on_the_map
from auditor.cli.frame.options import format_option, journey_option, one_of
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.views.maps import MapPoint, Note
    from auditor.workspace import Workspace


class NotedAt(Struct, frozen=True):
    """A note and where it stands."""

    stage: str
    point: MapPoint
    note: Note


@click.command(help=_("List the notes at a touchpoint. With --journey alone, at all of a journey."))
@click.argument("touchpoint", required=False)
@journey_option
@click.option("--kind", type=one_of(NoteKind), help=_("Of this kind only."))
@format_option
@with_workspace
def notes(
    workspace: Workspace, touchpoint: str | None, journey: str | None, kind: str | None, form: str
) -> None:
    """List notes."""
    if touchpoint is not None:
        journey_map, point = on_the_map(workspace, touchpoint, journey)
        points: Iterable[MapPoint] = [point]
    elif journey is not None:
        journey_map = a_map(workspace, journey)
        points = journey_map.points
    else:
        raise click.UsageError(_("Name a touchpoint, or a journey with --journey."))
    stages = {stage.id: stage.name for stage in journey_map.journey.stages}
    found = [
        NotedAt(stages[point.stage_id], point, one)
        for point in points
        for one in point.notes
        if kind in (None, one.kind)
    ]
    output.rows(
        Table(_note_columns(), found),
        form,
        _("Nothing is noted yet: “auditor touchpoint note” notes something."),
    )


def _note_columns() -> list[Column[NotedAt]]:
    return [
        Column("id", lambda row: row.note.id, _("No."), right=True),
        Column("stage", lambda row: row.stage, _("Stage"), minor=1),
        Column("touchpoint_id", lambda row: row.point.touchpoint.id),
        Column("touchpoint", lambda row: row.point.touchpoint.name, _("Touchpoint")),
        Column("kind", lambda row: row.note.kind, _("Kind"), lambda row: labels.word(row.note.kind)),
        Column("text", lambda row: row.note.text, _("Note"), least=24),
    ]
