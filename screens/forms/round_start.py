"""Choosing a round of several auditors, or starting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _, day
from auditor.base.labels import word
from auditor.base.vocabulary import Depth
from auditor.walking.beginning import depth_before, depths_to_choose
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values
from screens.forms.audit_start import offered
from screens.forms.differing import settle
from screens.routes import ToRound
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

_NEW = 0


def choose_round(host: Host, journey_id: int) -> None:
    """Open a round of a journey; without any, ask for a new one at once."""
    lines = host.workspace.reads.rounds.lines(journey_id)
    if not lines:
        ask_new_round(host, journey_id)
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
            ask_new_round(host, journey_id)
        elif round_id is not None:
            host.go(ToRound(round_id))

    host.open_dialog(ChooseDialog(_("Which round?"), options), go)


def ask_new_round(host: Host, journey_id: int) -> None:
    """Ask who audits the journey and in whose shoes, and start a round, once it is settled which checklists count."""
    settle(host, host.workspace.differing_at(journey_id), lambda: _ask_new_round(host, journey_id))


def _ask_new_round(host: Host, journey_id: int) -> None:
    workspace = host.workspace
    made: list[int] = []
    personas = workspace.reads.journeys.personas(journey_id)
    fields: list[Field] = [
        TextField(
            "auditors",
            _("auditors"),
            required=True,
            hint=_("at least two names, with commas between"),
            suggestions=[person.name for person in workspace.reads.people.here()],
        )
    ]
    if personas:
        options: list[tuple[str | int, str]] = [(persona.id, persona.name) for persona in personas]
        fields.append(ChoiceField("persona", _("persona"), options, personas[0].id))

    offers = depths_to_choose(host.workspace, journey_id)
    if offers:
        depths: list[tuple[str | int, str]] = [
            (offer.depth.value, f"{word(offer.depth)} · {offered(offer)}") for offer in offers
        ]
        fields.append(
            ChoiceField("depth", _("depth"), depths, depth_before(host.workspace, journey_id).value)
        )

    async def save(values: Values) -> bool:
        names = [name for name in values.text("auditors").split(",") if name.strip()]
        persona = values.number("persona") if personas else None
        depth = Depth(values.text("depth")) if offers else Depth.FULL
        number = await host.make(lambda: workspace.rounds.start(journey_id, names, persona, depth=depth))
        if number is not None:
            made.append(number)
        return number is not None

    def go(values: dict[str, object] | None) -> None:
        if values is not None:
            host.go(ToRound(made[0]))

    host.open_dialog(FormDialog(_("New round"), fields, save=save), go)
