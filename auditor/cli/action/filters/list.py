"""`auditor action filters list`: the filters kept under names, for the whole team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.input.filters import in_own_words

if TYPE_CHECKING:
    from auditor.views.actions import SavedFilter
    from auditor.workspace import Workspace


@click.command("list", help=_("List the filters kept."))
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


@click.command()
@click.pass_context
def list_simply(context: click.Context) -> None:
    """List filters in a table, as `auditor action filters` does, which has no options."""
    context.invoke(list_filters, form="simple")
