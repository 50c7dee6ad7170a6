"""`auditor evidence check-files`: whether the files of evidence are as they were recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base.fingerprints import FileState, Sums, state_of
from auditor.base.i18n import _
from auditor.cli.columns.evidence import FILE_STATES
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.views.evidence import EvidenceFilter

if TYPE_CHECKING:
    from auditor.base.fingerprints import FileState
    from auditor.views.evidence import Evidence
    from auditor.workspace import Workspace


class Checked(Struct, frozen=True):
    """A file of a piece of evidence, and what has become of it."""

    evidence: Evidence
    state: FileState


@click.command(
    "check-files",
    help=_("Look whether the files of evidence are as they were recorded. Exit code 1 if one is not."),
)
@click.argument("journey", required=False)
@format_option
@click.pass_context
@with_workspace
def check_files(workspace: Workspace, ctx: click.Context, journey: str | None, form: str) -> None:
    """Check files."""
    found = None if journey is None else whole_journey(workspace, journey).id
    sums: Sums = {}
    checked = [
        Checked(one, state_of(one.file, one.sha256, sums))
        for one in workspace.reads.evidence.lines(EvidenceFilter(found))
        if one.file
    ]
    columns: list[Column[Checked]] = [
        Column("id", lambda row: row.evidence.id, _("No."), right=True),
        Column("source", lambda row: row.evidence.source, _("Source"), minor=1),
        Column("file", lambda row: row.evidence.file, _("File"), least=20),
        Column("state", lambda row: row.state, _("State"), lambda row: _(FILE_STATES[row.state])),
        Column("sha256", lambda row: row.evidence.sha256),
    ]
    output.rows(Table(columns, checked), form, _("No evidence has a file."))
    if any(row.state is not FileState.SAME for row in checked):
        ctx.exit(output.REFUSED)
