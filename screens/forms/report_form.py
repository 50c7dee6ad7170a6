"""Asks in which form and into which file a report of a journey is to be written."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base import labels
from auditor.base.errors import AuditorError, NotFoundError, RefusedError
from auditor.base.guests import chosen_file, is_guest
from auditor.base.i18n import _
from auditor.base.reading import is_so
from auditor.base.vocabulary import ReportPart
from auditor.reporting.forms import Form, Report, file_name, people_report, report, word, write_report
from auditor.reporting.people import PeopleContents
from auditor.views.people import PersonLoad
from screens.dialogs.form import ChoiceField, FlagField, FormDialog, ManyField, TextField, Values
from screens.forms.written import Written
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

_PATH_LIMIT = 4096


def ask_report(host: Host, journey_id: int, name: str) -> None:
    """Ask for the form, the file and what it shows, and write the report of the journey of that number and name."""
    journey = host.workspace.reads.journeys.get(journey_id)
    kept = set(journey.report if journey is not None else ()) or set(ReportPart)
    parts = [(part.value, labels.word(part)) for part in ReportPart]
    shows = ManyField("parts", _("shows"), parts, tuple(part for part in ReportPart if part in kept))

    def made(values: Values, form: Form) -> Report:
        return report(host.workspace, journey_id, form, date.today(), _parts(values), _file(values))

    async def keep(values: Values) -> None:
        chosen = _parts(values)
        if set(chosen) != kept:
            await host.save(lambda: host.workspace.journeys.edit(journey_id, report=chosen))

    _ask(host, [*_fields(name), shows], made, keep)


def ask_people_report(host: Host, load: PersonLoad) -> None:
    """Ask for the form and the file, and write the report of a person, or of their part of the organisation."""
    fields = _fields(load.name)
    if load.unit:
        of: list[tuple[str | int, str]] = [(_PERSON, load.name), (_UNIT, load.unit)]
        fields.insert(0, ChoiceField("of", _("of"), of, _PERSON))

    def made(values: Values, form: Form) -> Report:
        workspace, today = host.workspace, date.today()
        if values.get("of") == _UNIT:
            return people_report(PeopleContents.of_unit(workspace, load.unit, today), form)
        person = next((one for one in workspace.reads.people.all() if one.id == load.id), None)
        if person is None:
            raise NotFoundError(_("{name} is no longer there.").format(name=load.name))
        return people_report(PeopleContents.of_person(workspace, person, today), form)

    _ask(host, fields, made)


_PERSON, _UNIT = "person", "unit"


def _ask(
    host: Host,
    fields: list[Field],
    make: Callable[[Values, Form], Report],
    keep: Callable[[Values], Awaitable[None]] | None = None,
) -> None:
    def written(values: Values) -> tuple[Path, Sequence[str]]:
        made = make(values, Form(values.text("form")))
        return write_report(made, _file(values), force=values.flag("replace")), made.said

    async def save(values: Values) -> bool:
        try:
            path, said = await asyncio.to_thread(written, values)
        except AuditorError as error:
            host.tell_error(error)
            return False
        if keep is not None:
            await keep(values)
        file.tell(path, said)
        return True

    file = Written(host)
    form = FormDialog(_("Write a report"), fields, yes=_("write"), check=_check, save=save)
    host.open_dialog(form, file.close)


def _parts(values: Values) -> list[ReportPart]:
    return [ReportPart(part) for part in values.several("parts")]


def _fields(name: str) -> list[Field]:
    file = documents() / Path(file_name(name, Form.HTML)).stem
    return [
        ChoiceField("form", _("as"), [(form.value, word(form)) for form in Form], Form.HTML.value),
        TextField("file", _("file"), str(file), limit=_PATH_LIMIT, required=True, means=_ending),
        FlagField("replace", _("replace"), hint=_("an older report of that name")),
    ]


def _ending(text: str) -> str:
    """Say that a name without an ending gets one."""
    return "" if Path(text).suffix else _("The ending follows the form.")


def documents() -> Path:
    """Return where reports go unless another place is named: the user's documents, else where the app was started."""
    if is_guest():
        # The browser knows where.
        return Path()
    folder = Path.home() / "Documents"
    return folder if is_so(Path.is_dir, folder) else Path.cwd()


def _file(values: Values) -> Path:
    """Return the file, with the ending of its form."""
    path = chosen_file(values.text("file"))
    endings = {f".{form.value}" for form in Form}
    ending = f".{values.text('form')}"
    if path.suffix in endings:
        return path.with_suffix(ending)
    return path.with_name(f"{path.name}{ending}")


def _check(values: Values) -> None:
    """Raise RefusedError when nothing is to be shown, or the file can't be written as it is asked for."""
    if "parts" in values and not _parts(values):
        raise RefusedError(_("Nothing is chosen: choose at least one part that the report shows."))
    refuse_file(_file(values), values.flag("replace"))


def refuse_file(path: Path, replace: bool) -> None:
    """Raise RefusedError when there is a file of that name that is not to be replaced, or no such folder."""
    if not is_so(Path.is_dir, path.parent):
        raise RefusedError(_("There is no folder {path}: name one that is there.").format(path=path.parent))
    if is_so(Path.exists, path) and not replace:
        raise RefusedError(
            _("{file} is already there: choose another name, or replace it.").format(file=path)
        )
