"""Putting a file of one's own in place for everybody, and taking out the one that is: for checklists, templates, questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.errors import NotFoundError
from auditor.base.files import write_whole
from auditor.base.i18n import N_, _
from auditor.base.text import one_line
from auditor.base.vocabulary import FileKind
from auditor.cli.frame import output
from auditor.cli.frame.session import told, with_workspace
from auditor.sentences.library import changed_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.workspace import Workspace

SHARES = {
    FileKind.CHECKLIST: "checklist",
    FileKind.TEMPLATE: "journey template",
    FileKind.QUESTIONS: "interview bank",
}
"""The nouns whose commands share files of a kind, as they are typed."""

_DIFFERS = N_(
    "{path} is not what the database keeps as “{key}”, and that counts. “auditor {noun} share {key}” puts yours in place "
    "for everybody, “auditor {noun} save {key}” writes the kept one into a file."
)


def share_command(kind: FileKind, does: str) -> click.Command:
    """Return the command that puts the user's file of a kind in place for everybody; `does` is its first sentence."""
    about = _("Where the database keeps another of that key, what differs is shown and you are asked first.")

    @click.command("share", help=f"{does}\n\n{about}")
    @click.argument("key")
    @click.option("--yes", is_flag=True, help=_("Do not ask before replacing."))
    @with_workspace
    def share(workspace: Workspace, key: str, yes: bool) -> None:
        _share(workspace, kind, key, yes)

    return share


def save_command(kind: FileKind, does: str) -> click.Command:
    """Return the command that writes the file of a kind that the database keeps; `does` is what it says of itself."""

    @click.command("save", help=does)
    @click.argument("key")
    @click.argument("out", metavar="[OUT|-]", required=False)
    @click.option("--force", is_flag=True, help=_("Replace the file if it is already there."))
    @with_workspace
    def save(workspace: Workspace, key: str, out: str | None, force: bool) -> None:
        _save(workspace, kind, key, out, force)

    return save


def _share(workspace: Workspace, kind: FileKind, key: str, yes: bool) -> None:
    """Put the user's file of a key in place for everybody; where another is kept, ask first and show what differs."""
    text = workspace.own_text(kind, key)
    if text is None:
        raise NotFoundError(
            _("In your own folder there is no good file of the key “{key}”.").format(key=one_line(key)[:60])
        )
    kept = workspace.library.kept.get((kind, key))
    if kept is not None and kept != text:
        for line in changed_lines(kind, key, kept, text, workspace.library):
            output.say(line)
        if not yes and not output.agreed(_("Put yours in place of it for everybody?")):
            output.say(_("Nothing was changed."))
            return
    with told(workspace):
        workspace.library_files.share(kind, key, text)


def _save(workspace: Workspace, kind: FileKind, key: str, out: str | None, force: bool) -> None:
    """Write the file of a key that the database keeps into a file, or to standard output."""
    text = workspace.library.kept.get((kind, key))
    if text is None:
        raise NotFoundError(_("The database keeps no such file: {key}.").format(key=one_line(key)[:60]))
    if out == "-":
        output.content(text)
        return
    output.say(_("Written: {path}").format(path=write_whole(Path(out or f"{key}.toml"), text, force)))


def tell_differing(workspace: Workspace, kind: FileKind, keys: Iterable[str] | None = None) -> None:
    """Say of which of some keys, or of any, the user's own file is not the one that counts."""
    wanted = None if keys is None else set(keys)
    for one in workspace.differing():
        if one.kind is kind and (wanted is None or one.key in wanted):
            output.say(_(_DIFFERS).format(path=one.path, key=one.key, noun=SHARES[kind]))


def tell_differing_at(workspace: Workspace, journey_id: int) -> None:
    """Say the same of the checklists that the touchpoints of a journey ask."""
    if differing := workspace.differing_at(journey_id):
        tell_differing(workspace, FileKind.CHECKLIST, [one.key for one in differing])
