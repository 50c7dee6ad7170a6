"""`auditor action history`: what happened to an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day_and_time
from auditor.cli.frame import output
from auditor.cli.frame.completing import action_numbers
from auditor.cli.frame.lookup import an_action
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences import history as history_text
from auditor.sentences.history import changes, sentence

if TYPE_CHECKING:
    from auditor.views.actions import ActionEvent, Comment
    from auditor.workspace import Workspace


@click.command(help=_("Show what happened to an action. Who changed what and when, and what was said of it."))
@click.argument("action", shell_complete=action_numbers)
@format_option
@with_workspace
def history(workspace: Workspace, action: str, form: str) -> None:
    """Show the history of an action."""
    output.rows(history_table(workspace.reads.actions.history(an_action(workspace, action).id)), form)


def history_table(events: list[ActionEvent]) -> Table[ActionEvent]:
    """Return the table of what happened to an action."""
    columns: list[Column[ActionEvent]] = [
        Column("at", lambda event: event.at, _("When"), lambda event: day_and_time(event.at)),
        Column("who", lambda event: event.who, _("Who")),
        Column("what", sentence, _("What"), least=24),
        Column("code", lambda event: event.code),
        Column(
            "values",
            lambda event: [{"field": x.field, "before": x.before, "after": x.after} for x in event.values],
            _("Before → after"),
            lambda event: "; ".join(changes(event)),
            least=24,
        ),
        Column("state", lambda event: event.state, _("State"), _state, minor=1),
    ]
    return Table(columns, events)


def _state(event: ActionEvent) -> str:
    return "" if event.state == "done" else history_text.state_word(event.state)


def comment_table(comments: tuple[Comment, ...]) -> Table[Comment]:
    """Return the table of what was said of an action."""
    columns: list[Column[Comment]] = [
        Column("written", lambda one: one.written, _("When"), lambda one: day_and_time(one.written)),
        Column("who", lambda one: one.who, _("Who")),
        Column("text", lambda one: one.text, _("Comment"), least=24),
    ]
    return Table(columns, comments)
