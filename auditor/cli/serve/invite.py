"""`auditor serve invite`: let somebody use the app in their browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day
from auditor.base.vocabulary import Access
from auditor.cli.frame import output
from auditor.cli.frame.session import with_workspace
from auditor.cli.serve.showing import begin_of, book_in, show_address

if TYPE_CHECKING:
    from auditor.workspace import Workspace

_ROLES = (Access.READER.value, Access.AUDITOR.value, Access.EDITOR.value)


@click.command(
    help=_(
        "Let somebody use the app in their browser; print the link. "
        "It works once, in the browser that opens it, and is kept nowhere: hand it on where others can’t read it."
    )
)
@click.argument("name")
@click.option(
    "--role", type=click.Choice(_ROLES), default=_ROLES[0], show_default=True, help=_("What they may do.")
)
@click.option("--days", type=click.IntRange(1, 366), default=14, show_default=True, help=_("For how long."))
@click.option("--url", metavar="URL", help=_("What the link begins with; else where it was served last."))
@click.option("--qr/--no-qr", "with_code", default=True, help=_("Also as a code for phones, on a terminal."))
@with_workspace
def invite(workspace: Workspace, name: str, role: str, days: int, url: str | None, with_code: bool) -> None:
    """Invite somebody."""
    from auditor.input.typed import needed_line

    name = needed_line(name, _("name"))
    book = book_in(workspace)
    number = _person(workspace, name)
    made, token = book.invite(name, Access(role), number, workspace.reads.people.lasting_id(number), days)
    output.say(
        _("{name} can come in until {day}. The link works once:").format(
            name=name, day=day(made.until.date())
        )
    )
    show_address(f"{begin_of(book, url)}/invited/{token}", with_code)


def _person(workspace: Workspace, name: str) -> int:
    """Return the number of a person in the team, who joins it now if need be."""
    from auditor.base.text import folded

    found = next((one for one in workspace.reads.people.here() if folded(one.name) == folded(name)), None)
    return found.id if found is not None else workspace.people.add(name)
