"""Asks for somebody of the team: new, edited, or merged with another name of the same person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.base.i18n import _, by_name, ngettext
from auditor.views.people import PersonLoad
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FlagField, FormDialog, TextField, Values
from screens.forms.editing import Editing
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host


def ask_new(host: Host) -> None:
    """Ask for somebody new and add them."""

    async def save(values: Values) -> bool:
        people = host.workspace.people
        return await host.save(
            lambda: people.add(values.text("name"), values.text("role"), values.text("unit"))
        )

    host.open_dialog(FormDialog(_("New person"), _fields(host, "", "", ""), save=save))


def ask_edit(host: Host, load: PersonLoad) -> None:
    """Ask for another name, role or part of the organisation, and whether they have left, and save it."""
    number = load.id
    assert number is not None

    left = FlagField("left", _("has left"), load.left is not None)
    fields = [*_fields(host, load.name, load.role, load.unit), left]
    workspace = host.workspace
    editing = Editing(
        host,
        fields,
        lambda changed: workspace.people.edit(number, base=load, **changed),
    )
    host.open_dialog(FormDialog(load.name, fields, save=editing.save))


def ask_merge(host: Host, load: PersonLoad, loads: Sequence[PersonLoad]) -> None:
    """Ask who else somebody is, and hand everything over to that one."""
    number = load.id
    assert number is not None
    options = [
        Option(other.id, other.name, ngettext("{n} open", "{n} open", other.open).format(n=other.open))
        for other in loads
        if other.id is not None and other.id != number
    ]

    async def merge(chosen: int | None) -> None:
        if chosen is not None:
            await host.save(lambda: host.workspace.people.merge(number, chosen))

    host.open_dialog(ChooseDialog(_("{name} is the same as whom?").format(name=load.name), options), merge)


def _fields(host: Host, name: str, role: str, unit: str) -> list[Field]:
    units = sorted({person.unit for person in host.workspace.reads.people.all() if person.unit}, key=by_name)
    return [
        TextField("name", _("name"), name, required=True),
        TextField("role", _("role"), role, hint=_("what they do, such as web developer")),
        TextField(
            "unit", _("part of the organisation"), unit, hint=_("such as customer service"), suggestions=units
        ),
    ]
