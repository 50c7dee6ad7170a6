"""`auditor serve`: show the app in a web browser to those who are invited."""

from __future__ import annotations

import asyncio
import logging
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from auditor.base import temporary
from auditor.base.errors import RefusedError
from auditor.base.files import make_folder
from auditor.base.i18n import _, day
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session

if TYPE_CHECKING:
    from auditor.serving.book import Book
    from auditor.serving.guard import Door

PORT = 8642


@click.command(
    help=_(
        "Show the app in a web browser to those who are invited. "
        "Each of them has a process of their own, with their rights, until their window is closed or the server stops. "
        "Only this machine reaches it unless --listen says otherwise, and then it needs TLS: --cert and --key, or a proxy "
        "that has them (--behind-proxy)."
    )
)
@click.option("--listen", default="127.0.0.1", metavar="ADDRESS", help=_("Where to listen; 0.0.0.0 for all."))
@click.option("--port", default=PORT, type=click.IntRange(1, 65535), show_default=True, help=_("The port."))
@click.option("--url", metavar="URL", help=_("What browsers call it, such as https://audits.example."))
@click.option("--cert", metavar="FILE", help=_("The certificate for TLS, with all above it, as PEM."))
@click.option("--key", metavar="FILE", help=_("The key of the certificate."))
@click.option("--behind-proxy", "proxy", metavar="ADDRESS", help=_("The address of the proxy that has TLS."))
@click.option("--most", default=40, type=click.IntRange(1, 500), show_default=True, help=_("Windows in all."))
@click.option(
    "--idle",
    default=60,
    type=click.IntRange(1, 1440),
    show_default=True,
    help=_("Minutes without a key that end one."),
)
@with_session
def serve(
    session: Session,
    listen: str,
    port: int,
    url: str | None,
    cert: str | None,
    key: str | None,
    proxy: str | None,
    most: int,
    idle: int,
) -> None:
    """Serve the app until it is stopped."""
    need_extra()
    from auditor.cli.serve.door import door_of
    from auditor.serving.book import Book, book_of
    from auditor.serving.entrance import Entrances
    from auditor.serving.limits import Limits
    from auditor.serving.live import LivePages
    from auditor.serving.secure import tls
    from auditor.serving.server import Server

    door = door_of(listen, port, url, cert, key, proxy)
    tls(door)
    workspace = session.workspace
    workspace.expect_database()
    book = Book(book_of(workspace.uid))
    make_folder(book.path.parent)
    held = temporary.only(book.path.with_suffix(".served"))
    if held is None:
        raise RefusedError(_("This database is served already, by another “auditor serve” on this machine."))
    with held:
        book.serve_at(door.url)
        logging.basicConfig(
            stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S"
        )
        logging.getLogger("aiohttp").setLevel(logging.ERROR)
        limits = Limits(sessions=most, idle=60.0 * idle)
        entrances = Entrances(workspace, book.path.parent)
        entrances.sweep()
        server = Server(book, door, entrances, partial(LivePages, workspace), limits)
        asyncio.run(server.run(lambda: _tell(door, book)))
    output.say(_("Stopped: all sessions have ended, and what was done in them is saved."))


def _tell(door: Door, book: Book) -> None:
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    invited = [one for one in book.entries.invitations if one.is_open(now)]
    output.say(
        _("Auditor is at {url}; ctrl+c stops it, and lets everybody’s changes be saved first.").format(
            url=door.url
        )
    )
    for one in invited:
        output.say(_("Invited: {name}, until {day}").format(name=one.name, day=day(one.until.date())))
    if not invited:
        output.say(_("Nobody is invited yet: “auditor serve invite NAME” does that, also while it runs."))


def need_extra() -> None:
    """Raise RefusedError, saying how to get it, where what serving needs is not installed."""
    from importlib.util import find_spec

    missing = [name for name in ("textual_serve", "aiohttp", "segno") if find_spec(name) is None]
    if missing:
        raise RefusedError(
            _("For the browser {names} is missing: pip install “auditor[serve]”.").format(
                names=", ".join(missing)
            )
        )
