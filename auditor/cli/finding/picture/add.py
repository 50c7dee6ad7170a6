"""`auditor finding picture add`: add a picture to a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_finding
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace
from auditor.sentences.finding_detail import size_text

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Add a picture to a finding; print its number. It is taken from FILE, or with --newest from the folder of "
        "screenshots, or with --clipboard from there. Only what the picture shows is kept, not where or with what it was taken."
    )
)
@click.argument("finding")
@click.argument("file", required=False)
@click.option("--newest", is_flag=True, help=_("The newest picture in the folder of screenshots."))
@click.option("--clipboard", is_flag=True, help=_("The picture in the clipboard."))
@click.option(
    "--text",
    default="",
    metavar="TEXT",
    help=_("What is to be seen on it, in a sentence, for those who can’t see it."),
)
@journey_option
@with_workspace
def add(
    workspace: Workspace,
    finding: str,
    file: str | None,
    newest: bool,
    clipboard: bool,
    text: str,
    journey: str | None,
) -> None:
    """Add a picture."""
    if (file is not None) + newest + clipboard != 1:
        raise click.UsageError(_("Name a file, or say --newest or --clipboard: one of them."))
    found = a_finding(workspace, finding, journey)
    content, name = _clipboard() if clipboard else _in_file(workspace, file)
    with told(workspace):
        number = workspace.pictures.add(found.id, content, name, text)
    if (made := workspace.reads.findings.picture(number)) is not None:
        said = _("{name}: {width} × {height} pixels, {size}.")
        output.say(
            said.format(name=made.name, width=made.width, height=made.height, size=size_text(made.size))
        )
        if not made.text:
            output.say(
                _("Say what is to be seen on it: “auditor finding picture describe {number} TEXT”.").format(
                    number=number
                )
            )
    output.show(str(number))


def _in_file(workspace: Workspace, file: str | None) -> tuple[bytes, str]:
    """Return the picture in a file, or the newest screenshot, and how it is called."""
    from auditor.imaging.making import picture_in
    from auditor.imaging.screenshots import newest

    path = str(newest(workspace.config.screenshots)) if file is None else file
    return picture_in(path).content, path


def _clipboard() -> tuple[bytes, str]:
    from auditor.imaging.clipboard import picture_in_clipboard

    return picture_in_clipboard().content, _("clipboard")
