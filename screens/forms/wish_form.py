"""Asks how a touchpoint is to be, for every customer or for a persona, and raises or lowers what is wanted by a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from auditor.analysis.mapping import as_is
from auditor.base.i18n import _
from auditor.base.labels import feeling, nearest, word
from auditor.base.vocabulary import Channel, NoteKind
from auditor.views.journeys import Persona, Touchpoint
from auditor.views.maps import MapPoint
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import ChoiceField, FormDialog, ManyField, TextField
from screens.forms.answers import feeling_field
from screens.forms.editing import Editing
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

_NONE = ""


async def change_wish(host: Host, point: MapPoint, by: int, persona: Persona | None = None) -> None:
    """Raise or lower the wanted feeling by a step, or with 0 take the wish away, and say what it is now.

    Without a wish yet it begins at what that persona feels there, or all together, and where nothing is known at
    neutral. With a persona it is that persona's own wish.
    """
    if not by:
        await _take_wish(host, point.touchpoint, persona)
        return
    touchpoint = point.touchpoint
    own = touchpoint.wish_of(persona.id if persona else None)
    felt = as_is(point, persona.id if persona else None)
    here = own.feeling if own is not None and own.feeling is not None else None
    if here is None and felt is not None:
        here = nearest(felt)
    score = 0 if here is None else max(-2, min(2, here + by))
    wishes, whose = host.workspace.wishes, persona.id if persona else None
    if await host.save(lambda: wishes.want(touchpoint.id, score, whose, base=touchpoint)):
        told = _("Wanted at {touchpoint}: {feeling}")
        if persona is not None:
            told = _("Wanted at {touchpoint} for {persona}: {feeling}")
        host.tell(told.format(touchpoint=touchpoint.name, persona=_named(persona), feeling=feeling(score)))


async def _take_wish(host: Host, touchpoint: Touchpoint, persona: Persona | None) -> None:
    whose = persona.id if persona else None
    told = _("Nothing is wanted at {touchpoint}.")
    if touchpoint.wish_of(whose) is None:
        if persona is not None:
            told = _("{persona} has no wish of its own at {touchpoint}.")
    elif not await host.save(lambda: host.workspace.wishes.take(touchpoint.id, whose)):
        return
    elif persona is not None:
        told = _("The wish for {persona} at {touchpoint} is taken away.")
    host.tell(told.format(touchpoint=touchpoint.name, persona=_named(persona)))


def _named(persona: Persona | None) -> str:
    return persona.name if persona is not None else ""


def ask_whose_wish(host: Host, journey_id: int, point: MapPoint) -> None:
    """Ask for whom a touchpoint is to be otherwise, where there are several, and then how."""
    personas = {one.id: one for one in host.workspace.reads.journeys.personas(journey_id)}
    if len(personas) < 2:
        ask_wish(host, point, None)
        return
    every = Option(0, _("every customer"), "")
    options = [every, *(Option(one.id, one.name, "") for one in personas.values())]

    def chosen(number: int | None) -> None:
        if number is not None:
            ask_wish(host, point, personas.get(number))

    host.open_dialog(ChooseDialog(_("For whom is this wanted?"), options), chosen)


def ask_wish(host: Host, point: MapPoint, persona: Persona | None) -> None:
    """Ask how a touchpoint is to be: the feeling, what happens there then, where, and which needs are met."""
    touchpoint = point.touchpoint
    whose = persona.id if persona else None
    fields = _fields(point, whose)
    workspace = host.workspace

    def edit(changed: Mapping[str, Any]) -> None:
        if changed:
            workspace.wishes.edit(touchpoint.id, whose, base=touchpoint, **_typed(changed))

    editing = Editing(host, fields, edit)
    title = _("To be at {touchpoint}: {whom}").format(
        touchpoint=touchpoint.name, whom=persona.name if persona else _("every customer")
    )
    host.open_dialog(FormDialog(title, fields, save=editing.save))


_TYPED: Mapping[str, Callable[[Any], object]] = {
    "feeling": lambda value: None if value == _NONE else int(value),
    "needs": lambda values: [int(value) for value in values],
}


def _typed(changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in as it is kept."""
    return {key: _TYPED.get(key, _as_it_is)(value) for key, value in changed.items()}


def _as_it_is(value: object) -> object:
    return value


def _fields(point: MapPoint, whose: int | None) -> list[Field]:
    wish = point.touchpoint.wish_of(whose)
    needs = [(str(note.id), note.text) for note in point.notes if note.kind is NoteKind.NEED]
    fields: list[Field] = [
        feeling_field("feeling", _("wanted feeling"), wish.feeling if wish else None, "–"),
        TextField(
            "text",
            _("what happens then"),
            wish.text if wish else "",
            multiline=True,
            hint=_("What the customer meets here once it is as we want it"),
        ),
        ChoiceField(
            "channel",
            _("where then"),
            [(_NONE, _("as today")), *((each.value, word(each)) for each in Channel)],
            wish.channel.value if wish and wish.channel else _NONE,
        ),
    ]
    if needs:
        met = tuple(str(number) for number in wish.needs) if wish else ()
        fields.append(ManyField("needs", _("needs met"), needs, met))
    return fields
