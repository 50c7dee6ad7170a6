"""Asks in which form and into which file a report of a journey is to be written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError, NotFoundError, RefusedError
from auditor.base.files import write_whole
from auditor.base.i18n import _
from auditor.base.reading import is_so
from auditor.reporting.forms import Form, content, file_name, people_content, word
from auditor.reporting.people import PeopleContents
from auditor.views.people import PersonLoad
from screens.dialogs.form import ChoiceField, FlagField, FormDialog, TextField, Values
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

_PATH_LIMIT = 4096


def ask_report(host: Host, journey_id: int, name: str) -> None:
    """Ask for the form and the file, and write the report of the journey of that number and name."""
    _ask(host, _fields(name), lambda _values, form: content(host.workspace, journey_id, form, date.today()))


def ask_people_report(host: Host, load: PersonLoad) -> None:
    """Ask for the form and the file, and write the report of a person, or of their part of the organisation."""
    fields = _fields(load.name)
    if load.unit:
        of: list[tuple[str | int, str]] = [(_PERSON, load.name), (_UNIT, load.unit)]
        fields.insert(0, ChoiceField("of", _("of"), of, _PERSON))

    def made(values: Values, form: Form) -> str | bytes:
        workspace, today = host.workspace, date.today()
        if values.get("of") == _UNIT:
            return people_content(PeopleContents.of_unit(workspace, load.unit, today), form)
        person = next((one for one in workspace.reads.people.all() if one.id == load.id), None)
        if person is None:
            raise NotFoundError(_("{name} is no longer there.").format(name=load.name))
        return people_content(PeopleContents.of_person(workspace, person, today), form)

    _ask(host, fields, made)


_PERSON, _UNIT = "person", "unit"


def _ask(host: Host, fields: list[Field], make: Callable[[Values, Form], str | bytes]) -> None:
    def written(values: Values) -> Path:
        made = make(values, Form(values.text("form")))
        return write_whole(_file(values), made, force=values.flag("replace"))

    async def save(values: Values) -> bool:
        try:
            path = await asyncio.to_thread(written, values)
        except AuditorError as error:
            host.tell_error(error)
            return False
        host.tell(_("Written: {path}").format(path=path))
        return True

    host.open_dialog(FormDialog(_("Write a report"), fields, check=_check, save=save))


def _fields(name: str) -> list[Field]:
    file = _folder() / Path(file_name(name, Form.HTML)).stem
    return [
        ChoiceField("form", _("as"), [(form.value, word(form)) for form in Form], Form.HTML.value),
        TextField("file", _("file"), str(file), limit=_PATH_LIMIT, required=True, means=_ending),
        FlagField("replace", _("replace"), hint=_("an older report of that name")),
    ]


def _ending(text: str) -> str:
    """Say that a name without an ending gets one."""
    return "" if Path(text).suffix else _("The ending follows the form.")


def _folder() -> Path:
    """Return where reports go unless another place is named: the user's documents, else where the app was started."""
    documents = Path.home() / "Documents"
    return documents if is_so(Path.is_dir, documents) else Path.cwd()


def _file(values: Values) -> Path:
    """Return the file, with the ending of its form."""
    path = Path(values.text("file")).expanduser()
    endings = {f".{form.value}" for form in Form}
    ending = f".{values.text('form')}"
    if path.suffix in endings:
        return path.with_suffix(ending)
    return path.with_name(f"{path.name}{ending}")


def _check(values: Values) -> None:
    """Raise RefusedError when there is a file of that name that is not to be replaced, or no such folder."""
    path = _file(values)
    if not is_so(Path.is_dir, path.parent):
        raise RefusedError(_("There is no folder {path}: name one that is there.").format(path=path.parent))
    if is_so(Path.exists, path) and not values.flag("replace"):
        raise RefusedError(
            _("{file} is already there: choose another name, or replace it.").format(file=path)
        )
