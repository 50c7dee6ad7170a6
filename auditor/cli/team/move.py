"""`auditor team move`: carry a whole database from a file to a server, or back."""

from __future__ import annotations

import click

from auditor.base.i18n import _, ngettext, number
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session
from auditor.cli.team.asking import let_in
from auditor.cli.team.owner import settle_owner
from auditor.store import moving
from auditor.store.location import Location, locate
from auditor.store.server.own import OwnServer, as_superuser, default_folder
from auditor.workspace import Workspace


@click.command(
    help=_(
        "Carry a whole database from a file to a server, or back. All of it comes along: history, numbers and pictures. Every "
        "row is checked on both sides; if anything fails, or the program is killed, the target is as it was, and you do it "
        "again. FROM stays as it is. TO may have nothing in it yet."
    )
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@with_session
def move(session: Session, source: str, target: str) -> None:
    """Move a database."""
    config = session.config
    here, there = (locate(each, config.team, config.team_in_keyring) for each in (source, target))
    written = _let_in(there)
    beginning = Workspace(here, config).beginning
    moved = moving.move(_let_in(here), written, there.shown, beginning)
    if written == as_superuser(there) != there:
        own = OwnServer(default_folder())
        if (running := own.running()) is not None:
            settle_owner(own, running, config)
    output.say(
        ngettext(
            "{count} row is there, and is the same.", "{count} rows are there, and are the same.", moved.rows
        ).format(count=number(moved.rows))
    )
    if moved.pictures:
        output.say(
            ngettext("{count} picture came along.", "{count} pictures came along.", moved.pictures).format(
                count=number(moved.pictures)
            )
        )
    output.show(str(there.path or there.bare))
    if there.path is None:
        output.say(_("“auditor team join” opens it from now on. What is changed in the old one stays there."))
    else:
        output.say(_("“auditor --db” opens it. What is changed on the server from now on stays there."))


def _let_in(location: Location) -> Location:
    """Return a place with the password that it wants; on the caller's own server as its superuser, without one."""
    if location.path is not None or (whole := as_superuser(location)) != location:
        return location if location.path is not None else whole
    _state, password = let_in(location)
    return location.with_password(password) if password else location
