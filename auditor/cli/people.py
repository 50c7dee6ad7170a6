"""`auditor people`: the team, and what everybody has to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, number
from auditor.base.naming import pick
from auditor.cli.frame import output
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.options import Noun, format_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.views.journeys import Person
    from auditor.views.people import PersonLoad
    from auditor.workspace import Workspace


@click.group(
    cls=Noun,
    invoke_without_command=True,
    help=_("The team. Without a command it is listed. PERSON is a number or part of a name."),
)
@format_option
@click.pass_context
def people(ctx: click.Context, form: str) -> None:
    """Group of the commands of the team."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_people, form=form)


@people.command(
    "list",
    help=_(
        "List the team with what everybody has to do. It is everybody who has audited or has had an action; "
        "the last line is what nobody has."
    ),
)
@format_option
@with_workspace
def list_people(workspace: Workspace, form: str) -> None:
    """List the team."""
    loads = workspace.reads.people.loads(workspace.today)
    shown = loads if loads[-1].open or loads[-1].waiting else loads[:-1]
    hint = _("Nobody yet: people are added by their name in audits and actions.")
    output.rows(Table(_columns(), shown), form, hint)


def _columns() -> list[Column[PersonLoad]]:
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name or None, _("Name"), lambda one: one.name or _("(nobody)")),
        Column("role", lambda one: one.role, _("Role"), minor=2),
        Column("open", lambda one: one.open, _("Open"), right=True),
        Column("in_progress", lambda one: one.in_progress, _("In progress"), right=True, minor=1),
        Column("days", lambda one: one.days, _("Person-days"), _days, right=True),
        Column("late", lambda one: one.late, _("Late"), right=True),
        Column("due_this_week", lambda one: one.week, _("Due this week"), right=True),
        Column("waiting", lambda one: one.waiting, _("To be proved"), right=True, minor=3),
    ]


def _days(one: PersonLoad) -> str:
    return number(one.days, 1).removesuffix(",0").removesuffix(".0")


@people.command(help=_("Add somebody to the team; print the number."))
@click.argument("name")
@click.option("--role", default="", metavar="TEXT", help=_("What they do, such as web developer."))
@with_workspace
def add(workspace: Workspace, name: str, role: str) -> None:
    """Add a person."""
    with told(workspace):
        made = workspace.people.add(name, role)
    output.show(str(made))


@people.command(help=_("Change the name or the role of somebody."))
@click.argument("person", shell_complete=owner_names)
@click.option("--name", metavar="NAME", help=_("The new name."))
@click.option("--role", metavar="TEXT", help=_("What they do, such as web developer."))
@with_workspace
def edit(workspace: Workspace, person: str, name: str | None, role: str | None) -> None:
    """Change a person."""
    found = _a_person(workspace, person)
    with told(workspace):
        workspace.people.edit(found.id, name=name, role=role)


@people.command(
    help=_(
        "Make two entries one person. INTO takes over the actions, audits and comments of PERSON, who goes."
    )
)
@click.argument("person", shell_complete=owner_names)
@click.argument("into", shell_complete=owner_names)
@with_workspace
def merge(workspace: Workspace, person: str, into: str) -> None:
    """Merge two people."""
    first, second = _a_person(workspace, person), _a_person(workspace, into)
    with told(workspace):
        workspace.people.merge(first.id, second.id)


@people.command(help=_("Take somebody out of the team. Only who has no actions, audits or comments."))
@click.argument("person", shell_complete=owner_names)
@with_workspace
def remove(workspace: Workspace, person: str) -> None:
    """Take a person out."""
    found = _a_person(workspace, person)
    with told(workspace):
        workspace.people.delete(found.id)


def _a_person(workspace: Workspace, word: str) -> Person:
    return pick(workspace.reads.people.all(), word, _("person"))
