"""`auditor serve link`: an address that shows the report of a journey, always of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import with_workspace
from auditor.cli.serve.showing import begin_of, book_in, show_address

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Make an address that shows the report of a journey; print it. "
        "Whoever has it can read the report, its feed and its calendar as they are now, until it ends or is taken back."
    )
)
@click.argument("journey")
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, help=_("For how long."))
@click.option("--url", metavar="URL", help=_("What the address begins with; else where it was served last."))
@click.option("--qr/--no-qr", "with_code", default=True, help=_("Also as a code for phones, on a terminal."))
@with_workspace
def link(workspace: Workspace, journey: str, days: int, url: str | None, with_code: bool) -> None:
    """Make an address."""
    found = a_journey(workspace, journey)
    book = book_in(workspace)
    made, token = book.link(found.id, found.name, days)
    output.say(
        _("The report of {journey} can be read until {day} by whoever has this address:").format(
            journey=found.name, day=day(made.until.date())
        )
    )
    show_address(f"{begin_of(book, url)}/report/{token}/{found.id}", with_code)
