"""Choosing a round of several auditors, or starting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _, day
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.place import Place

_NEW = 0


def choose_round(place: Place, journey_id: int) -> None:
    """Open a round of a journey; without any, ask for a new one at once."""
    lines = place.workspace.reads.rounds.lines(journey_id)
    if not lines:
        ask_new_round(place, journey_id)
        return
    options = [
        Option(
            line.id,
            f"{day(line.started)} · {', '.join(one.auditor for one in line.audits)}",
            _("not finished: {names}").format(names=", ".join(line.waiting)) if line.waiting else "",
        )
        for line in lines
    ]
    options.append(Option(_NEW, _("Start a new round"), ""))

    def go(round_id: int | None) -> None:
        if round_id == _NEW:
            ask_new_round(place, journey_id)
        elif round_id is not None:
            _open(place, round_id)

    place.app.push_screen(ChooseDialog(_("Which round?"), options), go)


def ask_new_round(place: Place, journey_id: int) -> None:
    """Ask who audits the journey and in whose shoes, and start a round."""
    workspace = place.workspace
    personas = workspace.reads.journeys.personas(journey_id)
    fields: list[Field] = [
        TextField(
            "auditors",
            _("auditors"),
            required=True,
            hint=_("at least two names, with commas between"),
            suggestions=[person.name for person in workspace.reads.people.all()],
        )
    ]
    if personas:
        options: list[tuple[str | int, str]] = [(persona.id, persona.name) for persona in personas]
        fields.append(ChoiceField("persona", _("persona"), options, personas[0].id))

    async def save(values: Values) -> bool:
        names = [name for name in values.text("auditors").split(",") if name.strip()]
        persona = values.number("persona") if personas else None
        made = await place.auditor.make(lambda: workspace.rounds.start(journey_id, names, persona))
        if made is not None:
            place.call_after_refresh(_open, place, made)
        return made is not None

    place.app.push_screen(FormDialog(_("New round"), fields, save=save))


def _open(place: Place, round_id: int) -> None:
    from screens.audit.round import RoundPlace

    place.app.push_screen(RoundPlace(round_id))
