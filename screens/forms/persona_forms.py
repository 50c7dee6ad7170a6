"""Asks for everything about a persona, and for what verifies it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from auditor.base.i18n import N_, _
from auditor.base.text import shortened
from auditor.base.vocabulary import Standing
from auditor.input import typed
from auditor.sentences.evidence import headline, place_text
from auditor.views.evidence import EvidenceFilter
from auditor.views.journeys import Persona
from screens.dialogs.form import FormDialog, ManyField, TextField, Values
from screens.forms.answers import past_day_field
from screens.forms.editing import Editing
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


_SOURCE = 30
"""So many characters of a source stand beside a piece of evidence to choose."""


def ask_new_persona(host: Host, journey_id: int, stand_at: Callable[[int], None]) -> None:
    """Ask for a new persona and save it; `stand_at` takes its number."""

    async def save(values: Values) -> bool:
        journeys = host.workspace.journeys
        texts = {key: values.text(key) for key, _name in PERSONA_FIELDS}
        number = await host.make(lambda: journeys.add_persona(journey_id, values.text("name"), **texts))
        if number is not None:
            stand_at(number)
        return number is not None

    host.open_dialog(FormDialog(_("New persona"), _fields(None), save=save))


def ask_persona(host: Host, persona: Persona) -> None:
    """Ask for changes of a persona, and save them."""
    fields = _fields(persona)
    host.open_dialog(FormDialog(_("Persona"), fields, save=_editing(host, persona, fields).save))


def _fields(persona: Persona | None) -> list[Field]:

    fields: list[Field] = [TextField("name", _("name"), persona.name if persona else "", required=True)]
    for key, name in PERSONA_FIELDS:
        text = getattr(persona, key) if persona else ""
        hint = _(_HINTS[key]) if key in _HINTS else ""
        fields.append(TextField(key, _(name), text, multiline=key in {"who", "notes"}, hint=hint))
    return fields


def _editing(host: Host, persona: Persona, fields: Sequence[Field]) -> Editing:
    workspace = host.workspace
    return Editing(
        host,
        fields,
        lambda changed: workspace.journeys.edit_persona(persona.id, base=persona, **changed),
    )


def ask_verification(host: Host, persona: Persona) -> None:
    """Ask with which evidence, or in which words, a persona was verified, and when; nothing makes it a hypothesis again."""

    options = _evidence_options(host, persona)
    fields: list[Field] = [
        TextField(
            "by",
            _("verified by"),
            persona.verified_by,
            multiline=True,
            hint=_("such as five interviews; nothing for a hypothesis"),
        ),
        past_day_field(
            "on", _("on"), persona.verified_on, host.workspace.today, empty=_("nothing for today")
        ),
    ]
    if options:
        known = persona.verification
        hypothesis = known.state is Standing.HYPOTHESIS
        chosen = [key for key, _said in options] if hypothesis else [str(number) for number in known.evidence]
        # Evidence is what verifies; words beside it are not needed, so it comes first.
        fields.insert(0, ManyField("evidence", _("evidence"), options, tuple(chosen)))

    def check(values: Values) -> None:
        typed.past_date(values.text("on"))

    async def save(values: Values) -> bool:
        by, on = values.text("by"), values.text("on")
        pieces = [int(key) for key in values.several("evidence")] if options else []
        return await host.save(
            lambda: journeys.verify_persona(persona.id, by, on, base=persona, evidence=pieces)
        )

    journeys = host.workspace.journeys
    title = _("What verifies {name}?").format(name=persona.name)
    host.open_dialog(FormDialog(title, fields, check=check, save=save))


def _evidence_options(host: Host, persona: Persona) -> list[tuple[str, str]]:
    """Return the pieces to choose from: what is about the persona, and what it was verified with."""
    reads = host.workspace.reads.evidence
    verified = set(persona.verification.evidence)
    lines = [
        one
        for one in reads.lines(EvidenceFilter(persona.journey_id))
        if one.superseded_by is None and (one.persona_id == persona.id or one.id in verified)
    ]
    return [
        (str(one.id), f"{place_text(one)}: {headline(one, reads.today)}, {shortened(one.source, _SOURCE)}")
        for one in lines
    ]
