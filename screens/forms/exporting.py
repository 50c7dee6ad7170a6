"""Asks for what program the actions shown are to be written, and into which file."""

from __future__ import annotations

import asyncio
from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.files import write_whole
from auditor.base.guests import chosen_file, is_guest
from auditor.base.i18n import _, ngettext
from auditor.base.reading import is_so
from auditor.exporting.calendar import Shape
from auditor.exporting.files import (
    SUFFIXES,
    Counted,
    ExportTarget,
    handed_text,
    shape_name,
    target_name,
)
from auditor.exporting.pictures import Beside, write_pictures
from auditor.exporting.tasks import Grouping
from screens.dialogs.form import ChoiceField, FlagField, FormDialog, TextField, Values
from screens.forms.written import Written

if TYPE_CHECKING:
    from auditor.views.actions import ActionFilter
    from screens.frame.host import Host


def ask_write_out(host: Host, shown: ActionFilter, marks: Set[int]) -> None:
    """Ask for the program and the file, and write the marked actions, or else all of the filter shown."""
    wanted = replace(shown, ids=frozenset(marks)) if marks else shown

    def written(values: Values) -> tuple[int, Path]:
        actions = Counted(host.workspace.reads.handing.actions(wanted))
        accounts = host.workspace.rules.jira_people
        by, shape = Grouping(values.text("by")), Shape(values.text("shape"))
        path = _file(values)
        beside = path.with_name(f"{path.stem}-ticket-pictures") if values.flag("pictures") else None
        text = handed_text(
            ExportTarget(values.text("to")), actions, by, shape, accounts, beside=Beside.of(beside, path)
        )
        if beside is not None:
            write_pictures(beside, host.workspace.reads.handing.actions(wanted), host.workspace.picture)
        # They are counted as they are written.
        written_to = write_whole(path, text)
        return actions.count, written_to

    async def save(values: Values) -> bool:
        try:
            count, path = await asyncio.to_thread(written, values)
        except AuditorError as error:
            host.tell_error(error)
            return False
        file.tell(path, [ngettext("{n} action", "{n} actions", count).format(n=count)])
        return True

    file = Written(host)

    title = _("Write out the marked actions") if marks else _("Write out all actions shown")
    form = FormDialog(title, _fields(), yes=_("write"), check=_check, save=save)
    host.open_dialog(form, file.close)


def _fields() -> list[ChoiceField | FlagField | TextField]:
    headings = {Grouping.OWNER: _("owner"), Grouping.QUADRANT: _("quadrant"), Grouping.STAGE: _("stage")}
    return [
        ChoiceField(
            "to",
            _("for"),
            [(str(each), target_name(each)) for each in ExportTarget],
            str(ExportTarget.CALENDAR),
        ),
        TextField(
            "file",
            _("file"),
            _("actions") if is_guest() else str(Path.cwd() / _("actions")),
            required=True,
            proposed=True,
        ),
        ChoiceField(
            "shape", _("in a calendar"), [(str(each), shape_name(each)) for each in Shape], str(Shape.BOTH)
        ),
        FlagField("pictures", _("pictures"), hint=_("in a folder beside the file")),
        ChoiceField("by", _("tasks grouped by"), [(str(by), word) for by, word in headings.items()], "owner"),
    ]


def _file(values: Values) -> Path:
    """Return the file, with the ending of its kind when it has none."""
    path = chosen_file(values.text("file"))
    return path if path.suffix else path.with_suffix(SUFFIXES[ExportTarget(values.text("to"))])


def _check(values: Values) -> None:
    """Raise RefusedError when the file is there already."""
    path = _file(values)
    if is_so(Path.exists, path):
        raise RefusedError(_("{file} is already there: choose another name.").format(file=path))
