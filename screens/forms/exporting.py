"""Asks for what program the actions shown are to be written, and into which file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.files import write_whole
from auditor.base.i18n import _, ngettext
from auditor.exporting.files import SUFFIXES, ExportTarget, handed_text, target_name
from auditor.exporting.tasks import Grouping
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values

if TYPE_CHECKING:
    from screens.actions.acting import ActingPlace


def ask_write_out(place: ActingPlace) -> None:
    """Ask for the program and the file, and write the marked actions, or else all that are shown."""
    shown, marks = place.selection.filter, place.selection.marks
    wanted = replace(shown, ids=frozenset(marks)) if marks else shown

    def written(values: Values) -> tuple[int, Path]:
        actions = place.workspace.reads.handing.actions(wanted)
        text = handed_text(ExportTarget(values.text("to")), actions, Grouping(values.text("by")))
        return len(actions), write_whole(_file(values), text)

    async def save(values: Values) -> bool:
        try:
            count, path = await asyncio.to_thread(written, values)
        except AuditorError as error:
            place.auditor.tell(str(error), bad=True)
            return False
        said = ngettext("Written: {count} action to {path}", "Written: {count} actions to {path}", count)
        place.auditor.tell(said.format(count=count, path=path))
        return True

    title = _("Write out the marked actions") if marks else _("Write out all actions shown")
    place.app.push_screen(FormDialog(title, _fields(), check=_check, save=save))


def _fields() -> list[ChoiceField | TextField]:
    headings = {Grouping.OWNER: _("owner"), Grouping.QUADRANT: _("quadrant"), Grouping.STAGE: _("stage")}
    return [
        ChoiceField(
            "to",
            _("for"),
            [(str(each), target_name(each)) for each in ExportTarget],
            str(ExportTarget.CALENDAR),
        ),
        TextField("file", _("file"), str(Path.cwd() / "actions"), required=True, proposed=True),
        ChoiceField("by", _("tasks grouped by"), [(str(by), word) for by, word in headings.items()], "owner"),
    ]


def _file(values: Values) -> Path:
    """Return the file, with the ending of its kind when it has none."""
    path = Path(values.text("file")).expanduser()
    return path if path.suffix else path.with_suffix(SUFFIXES[ExportTarget(values.text("to"))])


def _check(values: Values) -> None:
    """Raise RefusedError when the file is there already."""
    path = _file(values)
    if path.exists():
        raise RefusedError(_("{file} is already there: choose another name.").format(file=path))
