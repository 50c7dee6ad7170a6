"""`auditor team start`: a team's database, for those who have no server."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session
from auditor.cli.team.folder import folder_of, folder_option
from auditor.cli.team.keeping import keep_joined
from auditor.cli.team.owner import settle_owner
from auditor.store.server.own import OwnServer


@click.command(
    help=_(
        "Start a PostgreSQL for a team. It is made if it is not there yet, with you as the owner of its database, which is "
        "what opens from then on; its address is printed, to be handed to colleagues. It runs until “auditor team stop” or "
        "until the machine is switched off. Only this machine reaches it, unless --listen names an address.\n\n"
        "For real use let Docker run it: compose.yaml, see docs/TEAM.md."
    )
)
@folder_option
@click.option(
    "--port",
    type=click.IntRange(1024, 65535),
    metavar="N",
    help=_("The port; without it that of the last time, or the first free one from 5432."),
)
@click.option(
    "--listen", metavar="ADDRESS", help=_("An address of this machine that others reach; * for all of them.")
)
@with_session
def start(session: Session, folder: Path | None, port: int | None, listen: str | None) -> None:
    """Start the server."""
    config = session.config
    server = OwnServer(folder_of(folder))
    with server.held():
        running = server.start(port, listen)
        location, password = settle_owner(server, running, config)
        keep_joined(config, location, password)
    output.show(running.address)
    output.say(
        _(
            "You are “{login}” there, its owner. “auditor” opens it from now on; “auditor team leave” goes back."
        ).format(login=location.address.user)
    )
    if running.is_local:
        output.say(_("Only this machine reaches it: --listen lets others in."))
    else:
        output.say(
            _(
                "Whoever reaches this machine by {listen} can try to log in, and what goes over the line is not encrypted: "
                "good for trying it in a network of your own. For real use take TLS: compose.yaml, see docs/TEAM.md."
            ).format(listen=running.listen)
        )
