"""`auditor action`: what to improve, in order of priority."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from auditor import labels
from auditor.cli import output
from auditor.cli.action_capacity import plan_capacity
from auditor.cli.action_preview import preview
from auditor.cli.options import STEP, Noun, efforts, format_option, impacts, one_of
from auditor.cli.rows import a_journey, an_action, whole_journey
from auditor.cli.session import told, with_workspace
from auditor.cli.tables import Column, Table
from auditor.i18n import _, day, number
from auditor.naming import pick
from auditor.vocabulary import OPEN_STATUSES, Quadrant, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.views import ActionLine
    from auditor.workspace import Workspace


@click.group(
    cls=Noun, help=_("What to improve, in order of priority. ACTION is a number or part of a title.")
)
def action() -> None:
    """Group of the action commands."""


class Ranked(NamedTuple):
    """An action and its place in the list, counted from 1."""

    rank: int
    line: ActionLine


@action.command(
    "list",
    help=_(
        "List the open actions in order of priority. Lowest-hanging fruit first: most effect for "
        "least effort, where it hurts most."
    ),
)
@click.option("--journey", metavar="JOURNEY", help=_("Of this journey only (number or name)."))
@click.option(
    "--status",
    "statuses",
    type=one_of(Status),
    multiple=True,
    help=_("Only of this status; may be repeated."),
)
@click.option("--all", "every", is_flag=True, help=_("Of every status, done and dropped too."))
@click.option(
    "--quadrant", type=one_of(Quadrant), help=_("Only of this field of the effort-versus-impact matrix.")
)
@click.option("--text", default="", metavar="TEXT", help=_("Only with this in the title or the place."))
@click.option("--limit", type=click.IntRange(1), metavar="N", help=_("Only the first so many."))
@format_option
@with_workspace
def list_actions(
    workspace: Workspace,
    journey: str | None,
    statuses: tuple[str, ...],
    every: bool,
    quadrant: str | None,
    text: str,
    limit: int | None,
    form: str,
) -> None:
    """List actions."""
    from auditor.views import ActionFilter

    wanted = ActionFilter(
        tuple(Status) if every else tuple(map(Status, statuses)) or OPEN_STATUSES,
        a_journey(workspace, journey).id if journey is not None else None,
        (Quadrant(quadrant),) if quadrant else (),
        text=text,
    )
    ranking = workspace.reads.actions.ranking(wanted)
    lines = ranking.all() if limit is None else ranking.page(0, limit)
    hint = _("There are no such actions. Finishing an audit proposes one for every finding.")
    output.rows(ranked(lines), form, hint)


def ranked(lines: Iterable[ActionLine]) -> Table[Ranked]:
    """Return the table of actions that are in order of priority."""
    from auditor.analysis.explain import reason

    columns: list[Column[Ranked]] = [
        Column("rank", lambda row: row.rank, _("Place"), right=True),
        Column("id", lambda row: row.line.id, _("No."), right=True),
        Column("title", lambda row: row.line.title, _("Action"), least=22),
        Column("journey", lambda row: row.line.journey),
        Column("journey_id", lambda row: row.line.journey_id),
        Column("stage", lambda row: row.line.stage),
        Column("touchpoint", lambda row: row.line.touchpoint, _("Touchpoint")),
        Column("touchpoint_id", lambda row: row.line.touchpoint_id),
        Column("effort", lambda row: row.line.effort),
        Column("impact", lambda row: row.line.impact),
        Column("need", lambda row: round(row.line.need, 4)),
        Column("confidence", lambda row: round(row.line.confidence, 4)),
        Column("priority", lambda row: round(row.line.priority, 2), _("Priority"), _priority, right=True),
        Column(
            "quadrant",
            lambda row: row.line.quadrant,
            _("Quadrant"),
            lambda row: labels.word(row.line.quadrant),
        ),
        Column("reason", lambda row: reason(row.line), _("Why here"), minor=3),
        Column("status", lambda row: row.line.status, _("Status"), lambda row: labels.word(row.line.status)),
        Column("owner", lambda row: row.line.owner or None, _("Owner"), minor=1),
        Column("due", lambda row: row.line.due, _("Due"), lambda row: day(row.line.due), minor=2),
    ]
    return Table(columns, [Ranked(place, line) for place, line in enumerate(lines, 1)])


def _priority(row: Ranked) -> str:
    return number(row.line.priority, 1)


@action.command(help=_("Show an action. What it answers, and its priority and need term by term."))
@click.argument("action")
@format_option
@with_workspace
def show(workspace: Workspace, action: str, form: str) -> None:
    """Show an action."""
    from auditor.cli.action_detail import show_action

    show_action(workspace, an_action(workspace, action).id, form)


@action.command(help=_("Add a planned action at a touchpoint; print its number."))
@click.argument("journey")
@click.argument("touchpoint")
@click.argument("title")
@click.option("--effort", type=STEP, required=True, help=efforts())
@click.option("--impact", type=STEP, required=True, help=impacts())
@click.option("--note", default="", metavar="TEXT", help=_("What is to be done, in more words."))
@click.option("--owner", default="", metavar="NAME", help=_("Who does it."))
@click.option("--due", metavar="DATE", help=_("By when, such as 2026-12-01."))
@with_workspace
def add(
    workspace: Workspace,
    journey: str,
    touchpoint: str,
    title: str,
    effort: int,
    impact: int,
    note: str,
    owner: str,
    due: str | None,
) -> None:
    """Add an action."""
    point = pick(whole_journey(workspace, journey).touchpoints, touchpoint, _("touchpoint"))
    with told(workspace):
        made = workspace.actions.add(point.id, title, effort, impact, note=note, owner=owner, due=due)
    output.show(str(made))


@action.command(help=_("Change what is given of actions. An empty owner or date takes it away."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@click.option("--title", help=_("The new title."))
@click.option("--effort", type=STEP, help=efforts())
@click.option("--impact", type=STEP, help=impacts())
@click.option("--note", metavar="TEXT", help=_("What is to be done, in more words."))
@click.option("--owner", metavar="NAME", help=_("Who does it."))
@click.option("--due", metavar="DATE", help=_("By when, such as 2026-12-01."))
@with_workspace
def edit(
    workspace: Workspace,
    actions: tuple[str, ...],
    title: str | None,
    effort: int | None,
    impact: int | None,
    note: str | None,
    owner: str | None,
    due: str | None,
) -> None:
    """Change actions."""
    for found in [an_action(workspace, word) for word in actions]:
        with told(workspace):
            workspace.actions.edit(
                found.id, title=title, effort=effort, impact=impact, note=note, owner=owner, due=due
            )


@action.command(
    help=_("Accept proposed actions. They are planned from now on; dropped ones come back the same way.")
)
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@with_workspace
def accept(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Accept actions."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.accept(found)


@action.command(help=_("Begin actions. They are in progress from now on."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@with_workspace
def start(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Begin actions."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.start(found)


@action.command(help=_("Call actions done. A later audit shows whether they worked."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@with_workspace
def done(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Call actions done."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.done(found)


@action.command(help=_("Call actions verified. Their effect was seen."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@with_workspace
def verify(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Call actions verified."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.verify(found)


@action.command(help=_("Drop actions. Later audits do not propose them again."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@click.option("--reason", default="", metavar="TEXT", help=_("Why they are not done."))
@with_workspace
def drop(workspace: Workspace, actions: tuple[str, ...], reason: str) -> None:
    """Drop actions."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.drop(found, reason)


action.add_command(plan_capacity)
action.add_command(preview)
