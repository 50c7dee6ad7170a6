"""`auditor team status`: whether the server of one's own runs, and how its database stands."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.base.i18n import _, day_and_time, number
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import Session, with_session
from auditor.cli.frame.tables import facts, flat
from auditor.cli.team.folder import folder_of, folder_option
from auditor.cli.team.owner import own_location
from auditor.store.server import copies
from auditor.store.server.own import OwnServer


@click.command(
    help=_(
        "Say whether the server of “team start” runs. With it where it is, how many are connected, its schema, its size "
        "and its newest copy."
    )
)
@folder_option
@format_option
@with_session
def status(session: Session, folder: Path | None, form: str) -> None:
    """Tell how it stands."""
    server = OwnServer(folder_of(folder))
    running = server.running() if server.is_made else None
    record: dict[str, object] = {
        "folder": str(server.folder),
        "made": server.is_made,
        "running": running is not None,
        "address": None,
        "listens": None,
        "connected": None,
        "schema": None,
        "bytes": None,
        "newest_copy": None,
    }
    known = [
        (_("Folder"), str(server.folder)),
        (_("Running"), _("yes") if running else _("no") if server.is_made else _("no, it is not made yet")),
    ]
    if running is not None:
        standing = server.standing()
        newest = next(iter(copies.copies(own_location(running, session.config))), None)
        record |= {
            "address": running.address,
            "listens": running.listen,
            "connected": standing.connected,
            "schema": standing.schema,
            "bytes": standing.size,
            "newest_copy": newest.made if newest is not None else None,
        }
        known += [
            (_("Address"), running.address),
            (_("Connected"), number(standing.connected)),
            (_("Schema"), standing.schema),
            (_("Kilobytes"), number(standing.size / 1000)),
            (_("Newest copy"), day_and_time(newest.made) if newest is not None else _("none yet")),
        ]
    output.whole(record, [facts(known)], flat(record), form)
