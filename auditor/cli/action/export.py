"""`auditor action export`: actions out to where people work."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.errors import RefusedError
from auditor.base.files import make_folder, write_whole
from auditor.base.folders import settle_folder, write_together
from auditor.base.i18n import _, by_name, ngettext
from auditor.base.reading import is_so
from auditor.base.text import folded
from auditor.base.ways_out import WayOut
from auditor.cli.action.filter_options import FilterOptions, nothing_found
from auditor.cli.frame import output
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.exporting.pictures import Beside
    from auditor.views.actions import ActionFilter
    from auditor.views.exporting import HandedAction, HandedAsking
    from auditor.workspace import Workspace


TARGETS = ("calendar", "jira", "markdown", "github")
GROUPINGS = ("owner", "quadrant", "stage")
SHAPES = ("both", "events", "tasks")
"""Named here as well, because help must not import what writes the files; a test holds them together."""


@click.command(
    help=_(
        "Write actions for another program.\n\n"
        "calendar: an all-day event on each due date, and a task for each action (iCalendar, VEVENT and VTODO); "
        "Google’s and Outlook’s calendars show only events. Reading the file again brings them up to date.\n\n"
        "jira: CSV for Jira’s importer; tell it that dates are yyyy-MM-dd. Owners whose account the settings name "
        "([jira.people]) are assigned; the names of the others stand in a column “Owner”, for a field of your own.\n\n"
        "markdown: a task list.\n\n"
        "github: issue texts, each below its title; with --folder a file each, without the title, which GitHub "
        "has a field for.\n\n"
        "In CSV, what a spreadsheet would take for a formula gets an apostrophe before it."
    )
)
@click.argument("file", metavar="[FILE|-]", required=False)
@click.option("--to", type=click.Choice(TARGETS), required=True, help=_("What to write for."))
@click.option(
    "--by",
    type=click.Choice(GROUPINGS),
    default="owner",
    show_default=True,
    help=_("What heads the groups of a task list."),
)
@click.option(
    "--as",
    "shape",
    type=click.Choice(SHAPES),
    default="both",
    show_default=True,
    help=_(
        "With calendar: events on the due dates, tasks, or both. Without a due date there is only a task."
    ),
)
@click.option(
    "--ask-again",
    "again",
    is_flag=True,
    help=_("With calendar or markdown: also the evidence that is to be asked for again, of the same owner."),
)
@click.option(
    "--folder", metavar="DIR", help=_("With github: write a file for each action into this folder.")
)
@click.option(
    "--pictures",
    metavar="DIR",
    help=_("Write the pictures of findings into this folder too; Markdown and issues then show them."),
)
@click.option("--force", is_flag=True, help=_("Replace files that are already there."))
@takes("said", FilterOptions)
@with_workspace
def export(
    workspace: Workspace,
    said: FilterOptions,
    file: str | None,
    to: str,
    by: str,
    shape: str,
    again: bool,
    folder: str | None,
    pictures: str | None,
    force: bool,
) -> None:
    """Write actions."""
    wanted = said.filter(workspace)
    if folder is not None and (to != "github" or file is not None):
        raise click.UsageError(_("--folder goes with --to github, and without a file."))
    if again and to not in ("calendar", "markdown"):
        raise click.UsageError(_("--ask-again goes with --to calendar or markdown."))
    from auditor.exporting.calendar import Shape
    from auditor.exporting.files import Counted, ExportTarget, handed_text
    from auditor.exporting.pictures import Beside
    from auditor.exporting.tasks import Grouping

    askings = _askings(workspace, said) if again else []
    if not askings and not workspace.reads.actions.ranking(wanted).total:
        output.say(nothing_found(workspace))
    accounts = workspace.rules.jira_people
    actions = Counted(workspace.reads.handing.actions(wanted), accounts)
    beside = Path(pictures).expanduser() if pictures is not None else None
    if beside is not None:
        _write_pictures(workspace, wanted, beside)
    if folder is not None:
        issues = Path(folder).expanduser()
        _write_issues(issues, actions, Beside.of(beside, issues / "issue.md"), force)
        return
    place = None if file in (None, "-") else Path(str(file)).expanduser()
    text = handed_text(
        ExportTarget(to),
        actions,
        Grouping(by),
        Shape(shape),
        accounts,
        askings,
        Beside.of(beside, place),
    )
    if file in (None, "-"):
        output.show_pieces(text, as_they_are=True)
    else:
        path = write_whole(file, text, force)
        output.say(_written(actions.count, path))
    if to == "calendar" and actions.undated and shape != "tasks":
        output.say(_no_events(actions.undated, shape))
    if to == "jira" and actions.strangers:
        told = _("No account in Jira is known of {names}: they stand in the column “Owner”.")
        output.say(told.format(names=", ".join(sorted(actions.strangers, key=by_name))))


def _write_pictures(workspace: Workspace, wanted: ActionFilter, folder: Path) -> None:
    """Write the pictures of what the actions mend; say how many, and how many of them nobody has described."""
    from auditor.exporting.files import Counted
    from auditor.exporting.pictures import write_pictures

    actions = Counted(workspace.reads.handing.actions(wanted))
    count = write_pictures(folder, actions, workspace.picture)
    said = ngettext("Written: {count} picture to {path}", "Written: {count} pictures to {path}", count)
    output.say(said.format(count=count, path=folder))
    if bare := actions.undescribed:
        said = ngettext(
            "{count} picture has no description: it says nothing to those who can’t see it.",
            "{count} pictures have no description: they say nothing to those who can’t see them.",
            bare,
        )
        output.say(said.format(count=bare))


def _askings(workspace: Workspace, said: FilterOptions) -> list[HandedAsking]:
    """Return the evidence to be asked for again, of the journey and the owner that are meant."""
    found = workspace.reads.askings.handed(journey_number(workspace, said.journey), said.every)
    if said.mine:
        found = [one for one in found if one.asking.owner_id == workspace.person]
    if said.late:
        found = [one for one in found if one.asking.is_late(workspace.today)]
    if said.owner is None:
        return found
    name = folded(said.owner)
    return [
        one for one in found if (name in folded(one.asking.owner) if name else one.asking.owner_id is None)
    ]


def _no_events(count: int, shape: str) -> str:
    if shape == "both":
        said = ngettext(
            "{count} action has no due date and is only a task.",
            "{count} actions have no due date and are only tasks.",
            count,
        )
    else:
        said = ngettext(
            "{count} action has no due date and is left out.",
            "{count} actions have no due date and are left out.",
            count,
        )
    return said.format(count=count)


def _write_issues(folder: Path, actions: Iterable[HandedAction], beside: Beside, force: bool) -> None:
    from auditor.exporting.files import issue_files

    settle_folder(folder)
    files = issue_files(folder, actions, beside)
    there = [path for path in files if is_so(Path.exists, path)]
    if there and not force:
        raise RefusedError(_("{file} is already there.").format(file=there[0]), WayOut.REPLACE_FILE)
    make_folder(folder)
    write_together(folder, {path.name: text for path, text in files.items()})
    output.say(_written(len(files), folder))


def _written(count: int, path: Path) -> str:
    said = ngettext("Written: {count} action to {path}", "Written: {count} actions to {path}", count)
    return said.format(count=count, path=path)
