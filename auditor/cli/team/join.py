"""`auditor team join`: open a team's database from now on."""

from __future__ import annotations

import click

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session
from auditor.cli.team.asking import let_in
from auditor.cli.team.keeping import keep_joined
from auditor.store.location import locate
from auditor.store.schema import State


@click.command(
    help=_(
        "Open a team’s database from now on. The address goes into your settings, without its password, which is asked for "
        "and kept in the system’s keyring, else in ~/.pgpass. --db and AUDITOR_DB still go first; “team leave” goes back "
        "to your own file."
    )
)
@click.argument("url")
@with_session
def join(session: Session, url: str) -> None:
    """Join a team's database."""
    config = session.config
    location = locate(url, config.team, config.team_in_keyring)
    if location.url is None:
        raise RefusedError(
            _("This is no address of a server: it goes like postgresql://user@host:5432/name.")
        )
    if location.has_password:
        output.say(
            _(
                "Others on this machine can see the password in the address while the program runs: leave it out, it is "
                "asked for."
            )
        )
    state, password = let_in(location)
    if state is State.EMPTY:
        output.say(_("There is nothing in it yet: it becomes Auditor’s when something is first written."))
    elif state is State.OLDER:
        output.say(
            _("It is of an older version of Auditor, and is brought up to date when it is first opened.")
        )
    keep_joined(config, location, password)
    output.say(_("“auditor” opens {place} from now on.").format(place=location.shown))
