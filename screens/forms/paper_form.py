"""Asks what is to be printed and filled in by hand: an empty map, or checklists, of a journey or of none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.files import write_whole
from auditor.base.guests import chosen_file
from auditor.base.i18n import _, in_language
from auditor.reporting.forms import Form, file_name
from auditor.reporting.paper import Paper, asked_parts, empty_map, paper_checklist
from auditor.views.journeys import Journey
from auditor.workspace import Workspace
from screens.dialogs.form import ChoiceField, FlagField, FormDialog, ManyField, TextField, Values
from screens.forms.report_form import documents, refuse_file
from screens.forms.written import Written
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

_PATH_LIMIT = 4096


class _Aid(StrEnum):
    """What can be printed."""

    MAP = "map"
    CHECKLIST = "checklist"


def ask_paper(host: Host, journey_id: int | None) -> None:
    """Ask what is to be printed of the journey of that number, or without one, and write it into a file."""
    workspace = host.workspace
    journey = None if journey_id is None else workspace.reads.journeys.get(journey_id)

    async def save(values: Values) -> bool:
        try:
            path = await asyncio.to_thread(_written, workspace, journey, values)
        except AuditorError as error:
            host.tell_error(error)
            return False
        file.tell(path, [_("Print it from the browser.")])
        return True

    file = Written(host)

    title = _("On paper: {name}").format(name=journey.name) if journey else _("On paper, without a journey")
    form = FormDialog(title, _fields(workspace, journey), check=_check(journey), save=save)
    host.open_dialog(form, file.close)


def _fields(workspace: Workspace, journey: Journey | None) -> list[Field]:
    lists = _("checklists of each touchpoint, or those marked") if journey else _("checklists")
    aids = [(_Aid.MAP.value, _("an empty map")), (_Aid.CHECKLIST.value, lists)]
    name = Path(file_name(journey.name if journey else _("journey"), Form.HTML)).stem
    which = [(one.key, in_language(one.title)) for one in workspace.library.all]
    return [
        ChoiceField("aid", _("what"), aids, _Aid.MAP.value),
        ChoiceField("paper", _("paper"), [(one.value, one.value.upper()) for one in Paper], Paper.A4.value),
        FlagField("brief", _("brief"), hint=_("the questions alone, without how to look and why")),
        TextField(
            "file", _("file"), str(documents() / f"{name}-{_('paper')}"), limit=_PATH_LIMIT, required=True
        ),
        FlagField("replace", _("replace"), hint=_("an older one of that name")),
        ManyField("checklists", _("checklists"), which),
    ]


def _written(workspace: Workspace, journey: Journey | None, values: Values) -> Path:
    paper = Paper(values.text("paper"))
    personas = workspace.reads.journeys.personas(journey.id) if journey else []
    if values.text("aid") == _Aid.MAP:
        made = empty_map(journey, personas, paper)
    else:
        checklists = [workspace.library.get(key) for key in values.several("checklists")]
        parts = asked_parts(checklists, journey, workspace.library, values.flag("brief"))
        if not parts:
            raise RefusedError(_("None of these checklists is asked at any of these touchpoints."))
        title = journey.name if journey else ", ".join(in_language(one.title) for one in checklists)
        made = paper_checklist(title, parts, personas, paper)
    return write_whole(_file(values), made, force=values.flag("replace"))


def _file(values: Values) -> Path:
    """Return the file, with the ending of a web page."""
    path = chosen_file(values.text("file"))
    return path if path.suffix == ".html" else path.with_name(f"{path.name}.html")


def _check(journey: Journey | None) -> Callable[[Values], None]:
    """Return what refuses values: no checklist where there is no journey, or a file that can’t be written."""

    def check(values: Values) -> None:
        """Raise RefusedError when no checklist is chosen where there is no journey, or the file can't be written."""
        if journey is None and values.text("aid") == _Aid.CHECKLIST and not values.several("checklists"):
            raise RefusedError(_("Mark at least one checklist."))
        refuse_file(_file(values), values.flag("replace"))

    return check
