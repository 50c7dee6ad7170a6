"""`auditor serve invitations`: who is invited, and which addresses show a report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.serve.showing import book_in

if TYPE_CHECKING:
    from auditor.workspace import Workspace


class _Line(Struct, frozen=True):
    """An invitation, or an address of a report."""

    id: str
    name: str
    what: str
    until: date
    standing: str


@click.command(help=_("List who is invited, and which addresses show a report. No secret is among it."))
@format_option
@with_workspace
def invitations(workspace: Workspace, form: str) -> None:
    """List invitations and addresses."""
    now = datetime.now(UTC)
    entries = book_in(workspace).entries

    def standing(revoked: bool, until: datetime, used: bool) -> str:
        if revoked:
            return _("taken back")
        if now >= until:
            return _("ended")
        return _("in use") if used else _("not used yet")

    lines = [
        _Line(
            one.id[:8],
            one.name,
            labels.word(one.access),
            one.until.date(),
            standing(one.revoked, one.until, bool(one.cookie)),
        )
        for one in entries.invitations
    ]
    lines += [
        _Line(one.id[:8], one.name, _("report"), one.until.date(), standing(one.revoked, one.until, True))
        for one in entries.links
    ]
    columns: list[Column[_Line]] = [
        Column("id", lambda one: one.id, _("No.")),
        Column("name", lambda one: one.name, _("Name"), least=12),
        Column("what", lambda one: one.what, _("May")),
        Column("until", lambda one: one.until.isoformat(), _("Until"), lambda one: day(one.until)),
        Column("standing", lambda one: one.standing, _("Standing")),
    ]
    output.rows(Table(columns, lines), form, _("Nobody is invited: “auditor serve invite NAME” does that."))
