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
from auditor.cli.frame.session import is_first_said, told, with_workspace
from auditor.sentences.library import changed_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.library.datafiles import Problem
    from auditor.library.kept import Differing
    from auditor.library.templates import Template
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
        workspace.library_files.share(kind, key, text, base=kept or "")


def _save(workspace: Workspace, kind: FileKind, key: str, out: str | None, force: bool) -> None:
    """Write the file of a key that the database keeps into a file, or to standard output."""
    text = workspace.library.kept.get((kind, key))
    if text is None:
        raise NotFoundError(_("The database keeps no such file: {key}.").format(key=one_line(key)[:60]))
    if out == "-":
        output.content(text)
        return
    output.say(_("Written: {path}").format(path=write_whole(Path(out or f"{key}.toml"), text, force)))


def tell_left_out(problems: Iterable[Problem]) -> None:
    """Say which files were left out, and why, each once in a call."""
    for problem in problems:
        if is_first_said(str(problem)):
            output.say(_("Left out: {problem}").format(problem=problem))


def tell_differing(workspace: Workspace, kind: FileKind) -> None:
    """Say of which files of a kind the user's own is not the one that counts."""
    _tell(workspace.differing_of(kind))


def tell_differing_files(workspace: Workspace, kind: FileKind, files: Iterable[Path]) -> None:
    """Say the same of some files, where they are in the user's own folder."""
    named = {file.resolve() for file in files}
    _tell(one for one in workspace.differing_of(kind) if one.path.resolve() in named)


def tell_differing_among(workspace: Workspace, checklists: Iterable[str]) -> None:
    """Say the same of some checklists, and of those that they take checks from."""
    _tell(workspace.differing_among(checklists))


def tell_differing_at(workspace: Workspace, journey_id: int) -> None:
    """Say the same of the checklists that the touchpoints of a journey ask."""
    _tell(workspace.differing_at(journey_id))


def tell_differing_with(workspace: Workspace, template: Template) -> None:
    """Say the same of a template and the checklists that it names."""
    _tell(workspace.differing_with(template))


def _tell(differing: Iterable[Differing]) -> None:
    """Say of each file, once in a call, that it is not the one that counts, and how it could be."""
    for one in differing:
        if not is_first_said(one.problem or f"{one.kind}/{one.key}"):
            continue
        if one.problem:
            counts = _("{problem}. What the database keeps as “{key}” counts.")
            output.say(counts.format(problem=one.problem, key=one.key))
        else:
            output.say(_(_DIFFERS).format(path=one.path, key=one.key, noun=SHARES[one.kind]))
