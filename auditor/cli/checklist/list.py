"""`auditor checklist list`: the checklists at hand."""

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
from auditor.sentences.library import origin_text

if TYPE_CHECKING:
    from auditor.views.checks import Checklist
    from auditor.workspace import Workspace


@click.command(
    "list", help=_("List the checklists at hand. Says which files of your own were left out, and why.")
)
@format_option
@with_workspace
def list_checklists(workspace: Workspace, form: str) -> None:
    """List checklists."""
    columns: list[Column[Checklist]] = [
        Column("key", lambda one: one.key, _("Key")),
        Column("title", lambda one: in_language(one.title), _("Title")),
        Column("about", lambda one: in_language(one.about)),
        Column("checks", lambda one: len(one.checks), _("Checks"), right=True),
        Column(
            "languages", lambda one: list(one.languages), _("Languages"), lambda one: ", ".join(one.languages)
        ),
        Column("own", lambda one: one.own, _("From"), lambda one: origin_text(own=one.own, kept=one.kept)),
        Column("kept", lambda one: one.kept),
        Column("source", lambda one: one.source),
    ]
    output.rows(Table(columns, workspace.library.all), form)
    tell_left_out(workspace.library.problems)
    tell_differing(workspace, FileKind.CHECKLIST)
