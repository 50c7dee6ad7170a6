"""`auditor touchpoint`: add, list and change touchpoints."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.vocabulary import Channel, Existence, Moment, Side
from auditor.cli.frame import output
from auditor.cli.frame.options import STEP, Noun, format_option, journey_option, one_of
from auditor.cli.frame.rows import a_touchpoint, whole_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Table
from auditor.cli.touchpoints.columns import looked_column, touchpoint_columns
from auditor.cli.touchpoints.known import note, notes, open_inside, wish
from auditor.cli.touchpoints.shown import show

if TYPE_CHECKING:
    from auditor.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


@click.group(
    cls=Noun,
    help=_(
        "Add, list and change touchpoints. TOUCHPOINT is a number, which “touchpoint list” tells, "
        "or part of a name; --journey narrows the search."
    ),
)
def touchpoint() -> None:
    """Group of the touchpoint commands."""


for command in (show, wish, open_inside, note, notes):
    touchpoint.add_command(command)


def _options(command: F) -> F:
    for option in (
        click.option(
            "--checklist",
            "checklists",
            multiple=True,
            metavar="KEY",
            help=_("A checklist to walk here; give it once for each. “none” takes all away."),
        ),
        click.option("--critical/--no-critical", default=None, help=_("Whether it is a moment of truth.")),
        click.option("--importance", type=STEP, help=_("How much it matters to the customer, 1 to 5.")),
        click.option("--side", type=one_of(Side), help=_("Ours, or one that we do not control.")),
        click.option("--moment", type=one_of(Moment), help=_("When it takes place, seen from the purchase.")),
        click.option("--channel", type=one_of(Channel), help=_("Where it takes place.")),
        click.option("--about", metavar="TEXT", help=_("What the customer does here.")),
    ):
        command = option(command)
    return command


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given, in the words of the core."""
    given = {name: value for name, value in values.items() if value is not None}
    keys = given.pop("checklists", ())
    if keys:
        assert isinstance(keys, tuple)
        given["checklists"] = () if keys == ("none",) else keys
    return given


@touchpoint.command(
    help=_(
        "Add a touchpoint; print its number. It comes last in its stage, or after the touchpoint "
        "you name. Open audits of the journey ask its checks from now on."
    )
)
@click.argument("journey")
@click.argument("stage")
@click.argument("name")
@click.option("--after", metavar="TOUCHPOINT", help=_("The touchpoint of this stage it comes after."))
@_options
@with_workspace
def add(
    workspace: Workspace, /, journey: str, stage: str, name: str, after: str | None, **values: object
) -> None:
    """Add a touchpoint."""
    found = pick(whole_journey(workspace, journey).stages, stage, _("stage"))
    before = pick(found.touchpoints, after, _("touchpoint")).id if after is not None else None
    with told(workspace):
        made = workspace.stages.add_touchpoint(found.id, name, after=before, **_given(values))
    output.show(str(made))


@touchpoint.command("list", help=_("List the touchpoints of a journey in the order of the walk."))
@click.argument("journey")
@format_option
@with_workspace
def list_touchpoints(workspace: Workspace, journey: str, form: str) -> None:
    """List touchpoints."""
    found = whole_journey(workspace, journey)
    points = [(stage, point) for stage in found.stages for point in stage.touchpoints]
    hint = _("“{name}” has no touchpoints yet: “auditor touchpoint add” adds one.").format(name=found.name)
    looked = workspace.reads.follow.last_looked(found.id)
    output.rows(Table([*touchpoint_columns(), looked_column(looked)], points), form, hint)


@touchpoint.command(help=_("Change what is given of a touchpoint. Open audits follow its checklists."))
@click.argument("touchpoint")
@journey_option
@click.option("--name", help=_("The new name."))
@click.option("--existence", type=one_of(Existence), help=_("There today, planned, or to go."))
@_options
@with_workspace
def edit(workspace: Workspace, /, touchpoint: str, journey: str | None, **values: object) -> None:
    """Change a touchpoint."""
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        workspace.stages.edit_touchpoint(found.id, **_given(values))


@touchpoint.command(help=_("Move a touchpoint. Past the edge of its stage it goes into the stage beside it."))
@click.argument("touchpoint")
@journey_option
@click.option(
    "--by", type=int, required=True, metavar="N", help=_("How many places later; -1 is one earlier.")
)
@with_workspace
def move(workspace: Workspace, touchpoint: str, journey: str | None, by: int) -> None:
    """Move a touchpoint."""
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        workspace.stages.move_touchpoint(found.id, by)


@touchpoint.command(help=_("Delete a touchpoint with its answers. “auditor undo” brings it back."))
@click.argument("touchpoint")
@journey_option
@with_workspace
def delete(workspace: Workspace, touchpoint: str, journey: str | None) -> None:
    """Delete a touchpoint."""
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        workspace.stages.delete_touchpoint(found.id)
