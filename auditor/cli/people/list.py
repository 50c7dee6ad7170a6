"""`auditor people list`, and `auditor people`: the team, and what everybody has to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day, number
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.views.people import PersonLoad
    from auditor.workspace import Workspace


@click.command(
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
    shown = loads if loads[-1].open or loads[-1].waiting or loads[-1].askings else loads[:-1]
    hint = _("Nobody yet: people are added by their name in audits and actions.")
    output.rows(Table(_columns(), shown), form, hint)


def _columns() -> list[Column[PersonLoad]]:
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name or None, _("Name"), _shown),
        Column("role", lambda one: one.role, _("Role"), minor=2),
        Column("open", lambda one: one.open, _("Open"), right=True),
        Column("in_progress", lambda one: one.in_progress, _("In progress"), right=True, minor=1),
        Column("days", lambda one: one.days, _("Person-days"), _days, right=True),
        Column("late", lambda one: one.late, _("Late"), right=True),
        Column("due_this_week", lambda one: one.week, _("Due this week"), right=True),
        Column(
            "left",
            lambda one: one.left,
            _("Left"),
            lambda one: day(one.left) if one.left else "",
            minor=1,
        ),
        Column("waiting", lambda one: one.waiting, _("To be proved"), right=True, minor=3),
        Column("to_ask_again", lambda one: one.askings, _("To ask again"), right=True, minor=4),
        Column("late_to_ask_again", lambda one: one.late_askings),
    ]


def _shown(one: PersonLoad) -> str:
    if one.left is not None:
        return _("{name} (has left)").format(name=one.name)
    return one.name or _("(nobody)")


def _days(one: PersonLoad) -> str:
    return number(one.days, 1).removesuffix(",0").removesuffix(".0")
