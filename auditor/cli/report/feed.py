"""`auditor report feed`: what changed in a journey, as an Atom feed for any web server."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.files import write_whole
from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Write what changed in a journey as an Atom feed. It has the newest fifty: actions done, late, shown to work or "
        "not, findings that came back, audits finished; nothing of rounds that are still hidden. Put the file on any web "
        "server, and make it anew each day: entries keep their names."
    )
    + "\n\n"
    + _("Without FILE, or with -, it is printed.")
)
@click.argument("journey")
@click.argument("file", metavar="[FILE|-]", required=False)
@click.option("--page", metavar="URL", default="", help=_("The address of the report that entries lead to."))
@click.option("--address", metavar="URL", default="", help=_("The address that the feed itself will have."))
@click.option("--force", is_flag=True, help=_("Replace the file if it is already there."))
@with_workspace
def feed(workspace: Workspace, journey: str, file: str | None, page: str, address: str, force: bool) -> None:
    """Write a feed."""
    from auditor.reporting import feed as feeds

    line = a_journey(workspace, journey)
    # It is for everybody, so it is read as nobody in particular.
    with closing(workspace.as_nobody()) as reader:
        text = feeds.feed(reader, line.id, workspace.today, page, address)
    if file in (None, "-"):
        output.content(text)
    else:
        output.say(_("Written: {path}").format(path=write_whole(Path(str(file)).expanduser(), text, force)))
