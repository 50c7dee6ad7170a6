"""Asks who answers for a touchpoint, its stage or its journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.base.vocabulary import Held
from auditor.views.responsibility import Charge
from auditor.workspace import Workspace
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host


def responsible_field(workspace: Workspace, name: str) -> TextField:
    """Return the field in which it is said who answers for something."""
    people = [person.name for person in workspace.reads.people.here()]
    return TextField("responsible", _("responsible"), name, hint=_("who answers for it"), suggestions=people)


def ask_responsible(host: Host, charge: Charge) -> None:
    """Ask who answers for a touchpoint, or for its stage or journey, and save it."""
    by = charge.responsible.by or Held.TOUCHPOINT
    levels: list[tuple[str | int, str]] = [
        (Held.TOUCHPOINT.value, _("the touchpoint “{name}”").format(name=charge.touchpoint)),
        (Held.STAGE.value, _("the stage “{name}”").format(name=charge.stage)),
        (Held.JOURNEY.value, _("the journey “{name}”").format(name=charge.journey)),
    ]
    fields: list[Field] = [
        responsible_field(host.workspace, charge.responsible.person),
        ChoiceField("held", _("for"), levels, by.value),
    ]

    async def save(values: Values) -> bool:
        name = values.text("responsible")
        held = Held(values.text("held"))
        workspace = host.workspace
        if held is Held.JOURNEY:
            return await host.save(lambda: workspace.journeys.edit(charge.journey_id, responsible=name))
        if held is Held.STAGE:
            return await host.save(lambda: workspace.stages.edit(charge.stage_id, responsible=name))
        return await host.save(
            lambda: workspace.stages.edit_touchpoint(charge.touchpoint_id, responsible=name)
        )

    host.open_dialog(FormDialog(_("Who is responsible?"), fields, save=save))
