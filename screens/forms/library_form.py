"""Asks where a file that everybody has is to be written, and writes it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError
from auditor.base.files import write_whole
from auditor.base.guests import chosen_file, is_guest
from auditor.base.i18n import _
from screens.dialogs.form import FlagField, FormDialog, TextField, Values
from screens.forms.written import Written
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

_PATH_LIMIT = 4096


def ask_file(host: Host, key: str, text: str) -> None:
    """Ask for the file into which the text that is kept under a key is to be written, and write it."""
    name = f"{key}.toml"
    fields: list[Field] = [
        TextField(
            "file",
            _("file"),
            name if is_guest() else str(Path.cwd() / name),
            limit=_PATH_LIMIT,
            required=True,
            is_path=True,
        ),
        FlagField("replace", _("replace"), hint=_("an older file of that name")),
    ]

    async def save(values: Values) -> bool:
        try:
            path = await asyncio.to_thread(
                write_whole, chosen_file(values.text("file")), text, values.flag("replace")
            )
        except AuditorError as error:
            host.tell_error(error)
            return False
        file.tell(path)
        return True

    file = Written(host)
    title = _("Write “{key}” into a file").format(key=key)
    host.open_dialog(FormDialog(title, fields, save=save), file.close)
