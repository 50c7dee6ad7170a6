"""Asks for everything about a persona, and for what verifies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import N_, _
from auditor.input import typed
from auditor.views.journeys import Persona
from screens.dialogs.form import FormDialog, TextField, Values
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

PERSONA_FIELDS: tuple[tuple[str, str], ...] = (
    ("who", N_("who it is")),
    ("geography", N_("geography")),
    ("demographics", N_("demographics")),
    ("behaviour", N_("behaviour")),
    ("channels", N_("preferred channels")),
    ("goals", N_("goals")),
    ("challenges", N_("challenges")),
    ("notes", N_("notes")),
)
"""The texts of a persona beside its name, each with what it is called."""

_HINTS = {
    "who": N_("Needs, habits, what they know and what worries them"),
    "geography": N_("Where they live and shop"),
    "demographics": N_("Age, family, work, income"),
    "behaviour": N_("How they shop and decide"),
    "channels": N_("Where they are reached"),
    "goals": N_("What they want to reach"),
    "challenges": N_("What stands in their way"),
}


def ask_persona(host: Host, journey_id: int, persona: Persona | None) -> None:
    """Ask for a new persona, or for changes of one, and save it."""

    async def save(values: Values) -> bool:
        journeys = host.workspace
        texts = {key: values.text(key) for key, _name in PERSONA_FIELDS}
        name = values.text("name")
        if persona is None:
            return await host.save(lambda: journeys.journeys.add_persona(journey_id, name, **texts))
        return await host.save(lambda: journeys.journeys.edit_persona(persona.id, name=name, **texts))

    fields: list[Field] = [TextField("name", _("name"), persona.name if persona else "", required=True)]
    for key, name in PERSONA_FIELDS:
        text = getattr(persona, key) if persona else ""
        hint = _(_HINTS[key]) if key in _HINTS else ""
        fields.append(TextField(key, _(name), text, multiline=key in {"who", "notes"}, hint=hint))
    title = _("Persona") if persona else _("New persona")
    host.open_dialog(FormDialog(title, fields, save=save))


def ask_verification(host: Host, persona: Persona) -> None:
    """Ask with what a persona was verified, and when; nothing makes it a hypothesis again."""

    async def save(values: Values) -> bool:
        by, on = values.text("by"), values.text("on")
        journeys = host.workspace
        return await host.save(lambda: journeys.journeys.verify_persona(persona.id, by, on))

    on = persona.verified_on.isoformat() if persona.verified_on else ""
    fields: list[Field] = [
        TextField(
            "by",
            _("verified by"),
            persona.verified_by,
            multiline=True,
            hint=_("such as five interviews; nothing for a hypothesis"),
        ),
        TextField("on", _("on"), on, hint=_("a date such as 2026-12-01; nothing for today")),
    ]

    def check(values: Values) -> None:
        typed.past_date(values.text("on"))

    host.open_dialog(
        FormDialog(_("What verifies {name}?").format(name=persona.name), fields, check=check, save=save)
    )
