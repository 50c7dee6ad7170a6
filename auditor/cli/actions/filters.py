"""`auditor action filters`: filters of the list kept under names, for the whole team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame import output
from auditor.cli.frame.completing import filter_names
from auditor.cli.frame.options import Noun, format_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.input.filters import in_own_words

if TYPE_CHECKING:
    from auditor.views.actions import SavedFilter
    from auditor.workspace import Workspace


@click.group(
    cls=Noun,
    invoke_without_command=True,
    help=_(
        "Filters kept under names. Without a command they are listed; “action list --saved NAME” uses one."
    ),
)
@click.pass_context
def filters(ctx: click.Context) -> None:
    """Group of the commands of filters."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_filters, form="simple")


@filters.command("list", help=_("List the filters kept."))
@format_option
@with_workspace
def list_filters(workspace: Workspace, form: str) -> None:
    """List filters."""
    columns: list[Column[SavedFilter]] = [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name, _("Name")),
        Column("words", lambda one: one.words, _("Filter"), lambda one: in_own_words(one.words), least=20),
    ]
    hint = _("No filter is kept: “auditor action filters save NAME FILTER” keeps one.")
    output.rows(Table(columns, workspace.reads.actions.filters()), form, hint)


@filters.command(help=_("Keep a filter under a name. One of that name is replaced."))
@click.argument("name", shell_complete=filter_names)
@click.argument("words", metavar="FILTER")
@with_workspace
def save(workspace: Workspace, name: str, words: str) -> None:
    """Keep a filter."""
    with told(workspace):
        workspace.filters.save(name, words)


@filters.command(help=_("Delete a filter."))
@click.argument("name", shell_complete=filter_names)
@with_workspace
def delete(workspace: Workspace, name: str) -> None:
    """Delete a filter."""
    found = pick(workspace.reads.actions.filters(), name, _("filter"))
    with told(workspace):
        workspace.filters.delete(found.id)
