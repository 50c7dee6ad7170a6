"""Asks for pictures of a finding: the newest screenshot, a file or the clipboard, each with what is to be seen on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.guests import chosen_file, is_guest, refuse_guest
from auditor.base.i18n import _, day_and_time
from auditor.base.values import DESCRIPTION_LIMIT
from auditor.sentences.finding_detail import size_text
from auditor.views.findings import Finding, Picture
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import FormDialog, TextField, Values
from screens.forms.editing import Editing
from screens.forms.unnamed import Unnamed
from screens.frame.told_keys import undo_key

if TYPE_CHECKING:
    from screens.frame.host import Host

T = TypeVar("T")

_PATH_LIMIT = 4000
_NEWEST, _FILE, _CLIPBOARD = 1, 2, 3


def ask_picture(host: Host, finding: Finding | Unnamed) -> None:
    """Ask where a picture of a finding comes from, and then for it."""
    options = [
        Option(_NEWEST, _("the newest screenshot"), ""),
        Option(_FILE, _("a file"), ""),
        Option(_CLIPBOARD, _("the clipboard"), ""),
    ]

    async def chosen(source: int | None) -> None:
        if source == _NEWEST:
            await ask_newest(host, finding)
        elif source == _FILE:
            ask_file(host, finding)
        elif source == _CLIPBOARD:
            await ask_clipboard(host, finding)

    title = _("A picture of {finding}: from where?").format(finding=finding.name)
    host.open_dialog(ChooseDialog(title, options, is_short=True), chosen)


async def ask_newest(host: Host, finding: Finding | Unnamed) -> None:
    """Take the newest screenshot, tell which it is, and ask what is to be seen on it."""

    def take() -> tuple[Path, bytes, datetime]:
        from auditor.imaging.making import content_in
        from auditor.imaging.screenshots import newest

        path = newest(host.workspace.config.screenshots)
        try:
            taken = path.stat().st_mtime
        except OSError:
            raise RefusedError(_("There is no file {path}.").format(path=path)) from None
        return path, content_in(path), datetime.fromtimestamp(taken, UTC)

    if (taken := await _apart(host, take)) is not None:
        path, content, at = taken
        _ask_text(
            host, finding, content, path.name, f"{path.name} · {day_and_time(at)} · {size_text(len(content))}"
        )


async def ask_clipboard(host: Host, finding: Finding | Unnamed) -> None:
    """Take the picture in the clipboard, and ask what is to be seen on it."""

    def take() -> bytes:
        from auditor.imaging.clipboard import picture_in_clipboard

        return picture_in_clipboard().content

    if (content := await _apart(host, take)) is not None:
        _ask_text(host, finding, content, "", f"{_('the clipboard')} · {size_text(len(content))}")


def ask_file(host: Host, finding: Finding | Unnamed) -> None:
    """Ask for the file of a picture, and what is to be seen on it."""

    async def save(values: Values) -> bool:
        from auditor.imaging.making import content_in

        path = values.text("file")
        content = await _apart(host, lambda: content_in(path))
        return content is not None and await _add(
            host, finding, content, Path(path).name, values.text("text")
        )

    file = TextField("file", _("file"), limit=_PATH_LIMIT, required=True, is_path=True)
    host.open_dialog(FormDialog(_title(finding), [file, _text_field()], save=save))


def ask_description(host: Host, picture: Picture, called: str) -> None:
    """Ask what is to be seen on a picture, which is `called` so."""
    workspace = host.workspace
    fields = [_text_field(picture.text)]
    editing = Editing(
        host,
        fields,
        lambda changed: workspace.pictures.describe(picture.id, base=picture, **changed),
    )
    host.open_dialog(FormDialog(called, fields, about=picture.name, save=editing.save))


def ask_removal(host: Host, picture: Picture) -> None:
    """Ask whether a picture is to be taken away from its finding, and take it away."""

    async def answered(yes: bool | None) -> None:
        if yes:
            await host.save(lambda: host.workspace.pictures.remove([picture.id]))

    question = _("Take this picture away? {key} brings it back.").format(key=undo_key())
    host.open_dialog(ConfirmDialog(question, yes=_("Take away")), answered)


async def show_picture(host: Host, picture: Picture, called: str) -> None:
    """Show a picture in the system's viewer; where there is none, its file is told."""

    if is_guest():
        kept = host.workspace.picture_file(picture.sha256, called)
        handed = chosen_file(kept.name)
        handed.write_bytes(await asyncio.to_thread(kept.read_bytes))
        host.hand_over(handed)
        return

    def show() -> None:
        from auditor.base import opening

        opening.show(host.workspace.picture_file(picture.sha256, called))

    await _apart(host, show)


async def _apart(host: Host, work: Callable[[], T]) -> T | None:
    """Do something of this machine that may take long in a thread of its own; None where it is refused, which is told."""
    try:
        refuse_guest()
        return await asyncio.to_thread(work)
    except AuditorError as error:
        host.tell_error(error)
        return None


def _ask_text(host: Host, finding: Finding | Unnamed, content: bytes, name: str, about: str) -> None:
    async def save(values: Values) -> bool:
        return await _add(host, finding, content, name, values.text("text"))

    host.open_dialog(FormDialog(_title(finding), [_text_field()], about=about, save=save))


async def _add(host: Host, finding: Finding | Unnamed, content: bytes, name: str, text: str) -> bool:
    def add() -> int:
        pictures = host.workspace.pictures
        if isinstance(finding, Unnamed):
            return pictures.add_to_answer(finding.answer_id, content, name, text)
        return pictures.add(finding.id, content, name, text)

    made = await host.make(add)
    if made is not None and not text.strip():
        host.tell(_("The picture is kept. Say what is to be seen on it before you write a report."))
    return made is not None


def _title(finding: Finding | Unnamed) -> str:
    return _("A picture of {finding}").format(finding=finding.name)


def _text_field(text: str = "") -> TextField:
    hint = _("for those who can’t see it, as a sentence")
    return TextField("text", _("what is to be seen"), text, limit=DESCRIPTION_LIMIT, hint=hint)
