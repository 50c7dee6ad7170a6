"""`auditor touchpoint wish`, `open`, `note` and `notes`: what is wanted, inside, and noted at a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import NoteKind
from auditor.cli.frame import output
from auditor.cli.frame.options import feeling_of, format_option, journey_option, one_of
from auditor.cli.frame.rows import a_journey, a_map, a_touchpoint, on_the_map
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.views.maps import MapPoint, Note
    from auditor.workspace import Workspace

NO_WISH = "none"


def wish_of(word: str) -> int | None:
    """Return the wanted feeling −2..2 of a number or a word, or None for none; the kind of an argument."""
    return None if folded(word) == NO_WISH else feeling_of(word)


@click.command(
    context_settings={"ignore_unknown_options": True},
    help=_(
        "Say how the customer is to feel at a touchpoint (to-be). SCORE is -2 very sour, -1 sour, "
        "0 neutral, 1 happy or 2 very happy, as a number or a word; none takes the wish away."
    ),
)
@click.argument("touchpoint")
@click.argument("score")
@journey_option
@with_workspace
def wish(workspace: Workspace, touchpoint: str, score: str, journey: str | None) -> None:
    """Wish for a feeling."""
    wanted = wish_of(score)
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        workspace.stages.wish(found.id, wanted)


@click.command(
    "open",
    help=_(
        "Choose the journey inside a touchpoint. It is one you name, a new one with --new, which "
        "prints its number, or none. The feeling at the touchpoint is then what is felt inside."
    ),
)
@click.argument("touchpoint")
@click.argument("inner", metavar="[JOURNEY]", required=False)
@click.option("--new", is_flag=True, help=_("A new journey, called JOURNEY or like the touchpoint."))
@click.option("--none", "nothing", is_flag=True, help=_("No journey."))
@journey_option
@with_workspace
def open_inside(
    workspace: Workspace, touchpoint: str, inner: str | None, new: bool, nothing: bool, journey: str | None
) -> None:
    """Choose what a touchpoint opens into."""
    if (nothing and (new or inner is not None)) or not (nothing or new or inner is not None):
        raise click.UsageError(_("Name a journey, or give --new or --none."))
    found = a_touchpoint(workspace, touchpoint, journey)
    if new:
        with told(workspace):
            made = workspace.stages.open_new(found.id, inner or "")
        output.show(str(made))
        return
    chosen = None if inner is None else a_journey(workspace, inner).id
    with told(workspace):
        workspace.stages.open_into(found.id, chosen)


@click.command(
    help=_("Note something at a touchpoint; print the note’s number.\n\nKIND is one of {choices}.").format(
        choices=", ".join(NoteKind)
    )
)
@click.argument("touchpoint")
@click.argument("kind", type=one_of(NoteKind), metavar="KIND")
@click.argument("text")
@journey_option
@with_workspace
def note(workspace: Workspace, touchpoint: str, kind: str, text: str, journey: str | None) -> None:
    """Note something."""
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        made = workspace.noting.add(found.id, kind, text)
    output.show(str(made))


class Noted(Struct, frozen=True):
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
        Noted(stages[point.stage_id], point, one)
        for point in points
        for one in point.notes
        if kind in (None, one.kind)
    ]
    output.rows(
        Table(_note_columns(), found),
        form,
        _("Nothing is noted yet: “auditor touchpoint note” notes something."),
    )


def _note_columns() -> list[Column[Noted]]:
    return [
        Column("id", lambda row: row.note.id, _("No."), right=True),
        Column("stage", lambda row: row.stage, _("Stage"), minor=1),
        Column("touchpoint_id", lambda row: row.point.touchpoint.id),
        Column("touchpoint", lambda row: row.point.touchpoint.name, _("Touchpoint")),
        Column("kind", lambda row: row.note.kind, _("Kind"), lambda row: labels.word(row.note.kind)),
        Column("text", lambda row: row.note.text, _("Note"), least=24),
    ]
