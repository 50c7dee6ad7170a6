"""`auditor journey templates`: what journeys can be made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import FileKind
from auditor.cli.columns.sharing import tell_differing, tell_left_out
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.library.templates import Template
    from auditor.workspace import Workspace


@click.command(help=_("List the templates, your own among them."))
@format_option
@with_workspace
def templates(workspace: Workspace, form: str) -> None:
    """List templates."""
    found, problems = workspace.templates()
    columns: list[Column[Template]] = [
        Column("key", lambda one: one.key, _("Key")),
        Column("title", lambda one: in_language(one.title), _("Title")),
        Column("about", lambda one: in_language(one.about), _("About")),
        Column("stages", lambda one: len(one.stages), _("Stages"), right=True),
        Column(
            "touchpoints",
            lambda one: sum(len(stage.touchpoints) for stage in one.stages),
            _("Touchpoints"),
            right=True,
        ),
    ]
    output.rows(Table([*columns, Column("kept", lambda one: one.kept)], found), form)
    tell_left_out(problems)
    tell_differing(workspace, FileKind.TEMPLATE)
