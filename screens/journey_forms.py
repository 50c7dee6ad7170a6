"""Asks about a journey itself, its stages and its personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.i18n import _
from auditor.labels import word
from auditor.views import Journey, Persona, Stage, Touchpoint
from auditor.vocabulary import Purpose, Scope
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values
from screens.dialogs.personas import PersonasDialog, Wish
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.journey import JourneyPlace
    from screens.place import Place


def ask_journey(place: Place, journey: Journey) -> None:
    """Ask for name, description, purpose and scope of a journey."""
    fields: list[Field] = [
        TextField("name", _("name"), journey.name, required=True),
        TextField("about", _("description"), journey.about, multiline=True),
        ChoiceField("purpose", _("purpose"), [(each.value, word(each)) for each in Purpose], journey.purpose),
        ChoiceField("scope", _("scope"), [(each.value, word(each)) for each in Scope], journey.scope),
    ]

    async def save(values: Values) -> bool:
        return await place.auditor.save(
            lambda: place.workspace.journeys.edit(
                journey.id,
                name=values.text("name"),
                about=values.text("about"),
                purpose=values.text("purpose"),
                scope=values.text("scope"),
            )
        )

    place.app.push_screen(FormDialog(_("Journey"), fields, save=save))


def ask_new_stage(place: JourneyPlace, journey_id: int, after: int | None) -> None:
    """Ask for a new stage after the one given, or at the end; the place then stands at it."""

    async def save(values: Values) -> bool:
        made = await place.auditor.make(
            lambda: place.workspace.stages.add(journey_id, values.text("name"), values.text("goal"), after)
        )
        if made is not None:
            place.stand_at_stage(made)
        return made is not None

    place.app.push_screen(FormDialog(_("New stage"), _stage_fields("", ""), save=save))


def ask_stage(place: Place, stage: Stage) -> None:
    """Ask for name and goal of a stage."""

    async def save(values: Values) -> bool:
        return await place.auditor.save(
            lambda: place.workspace.stages.edit(stage.id, name=values.text("name"), goal=values.text("goal"))
        )

    place.app.push_screen(FormDialog(_("Stage"), _stage_fields(stage.name, stage.goal), save=save))


def _stage_fields(name: str, goal: str) -> list[TextField]:
    return [
        TextField("name", _("name"), name, required=True),
        TextField("goal", _("goal"), goal, multiline=True, hint=_("What we want the customer to reach here")),
    ]


def ask_name(place: Place, row: Stage | Touchpoint) -> None:
    """Ask for another name of a stage or touchpoint."""

    async def save(values: Values) -> bool:
        name = values.text("name")
        if isinstance(row, Stage):
            return await place.auditor.save(lambda: place.workspace.stages.edit(row.id, name=name))
        return await place.auditor.save(lambda: place.workspace.stages.edit_touchpoint(row.id, name=name))

    fields = [TextField("name", _("name"), row.name, required=True)]
    place.app.push_screen(FormDialog(_("Rename"), fields, save=save))


def show_personas(place: Place, journey_id: int) -> None:
    """Show the personas of a journey until the user is done with them."""

    def do(wish: Wish | None) -> None:
        if wish is None:
            return
        if wish.what == "delete" and wish.persona is not None:
            _confirm_deletion(place, wish.persona)
        else:
            _ask_persona(place, journey_id, wish.persona)

    place.app.push_screen(PersonasDialog(place.workspace.reads.journeys.personas(journey_id)), do)


def _ask_persona(place: Place, journey_id: int, persona: Persona | None) -> None:
    async def save(values: Values) -> bool:
        name, who = values.text("name"), values.text("who")
        journeys = place.workspace
        if persona is None:
            return await place.auditor.save(lambda: journeys.journeys.add_persona(journey_id, name, who))
        return await place.auditor.save(
            lambda: journeys.journeys.edit_persona(persona.id, name=name, who=who)
        )

    fields = [
        TextField("name", _("name"), persona.name if persona else "", required=True),
        TextField(
            "who",
            _("who it is"),
            persona.who if persona else "",
            multiline=True,
            hint=_("Needs, habits, what they know and what worries them"),
        ),
    ]
    title = _("Persona") if persona else _("New persona")
    place.app.push_screen(
        FormDialog(title, fields, save=save), lambda _values: show_personas(place, journey_id)
    )


def _confirm_deletion(place: Place, persona: Persona) -> None:
    async def answered(yes: bool | None) -> None:
        if yes:
            await place.auditor.save(lambda: place.workspace.journeys.delete_persona(persona.id))
        show_personas(place, persona.journey_id)

    question = _("Delete the persona “{name}”? u brings it back.").format(name=persona.name)
    place.app.push_screen(ConfirmDialog(question, yes=_("Delete")), answered)
