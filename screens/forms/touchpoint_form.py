"""Asks for everything about a touchpoint, new or known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from auditor.base import labels
from auditor.base.finding_names import letters_of
from auditor.base.i18n import _, in_language
from auditor.base.labels import word
from auditor.base.text import inner_quotes
from auditor.base.vocabulary import SCALE, Channel, Depth, Existence, Moment, Side
from auditor.base.web_address import ADDRESS_LIMIT
from auditor.input.typed import letters_of_findings, web_address
from auditor.sentences.library import nowhere_text
from auditor.sentences.moments import business_text
from auditor.views.journeys import Journey, Touchpoint
from auditor.workspace import Workspace
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import (
    ChoiceField,
    First,
    FlagField,
    FormDialog,
    ManyField,
    ScaleField,
    TextField,
    Values,
)
from screens.forms.amounts import amount_field, check_amounts
from screens.forms.differing import is_settling
from screens.forms.editing import Editing
from screens.forms.responsible_form import responsible_field
from screens.routes import ToMap
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host


def ask_new_touchpoint(
    host: Host, journey_id: int, after: tuple[int, int] | None, stand_at: Callable[[int], None]
) -> None:
    """Ask for a new touchpoint and add it; `stand_at` takes its number.

    `after` is the stage and the touchpoint it comes after; a touchpoint number of 0 puts it last in the stage,
    and None last in the first stage.
    """
    journey = host.workspace.reads.journeys.get(journey_id)
    if journey is None or not journey.stages:
        host.tell(_("A touchpoint stands in a stage: add a stage first."), bad=True)
        return
    stage_id, after_id = after or (journey.stages[0].id, 0)
    before = next((point for point in journey.touchpoints if point.id == after_id), None)
    fields = _fields(host.workspace, None, before)
    fields.insert(1, _stage_field(journey, stage_id))

    async def save(values: Values) -> bool:
        made = await host.make(
            lambda: host.workspace.stages.add_touchpoint(
                values.number("stage"),
                values.text("name"),
                after=after_id,
                about=values.text("about"),
                channel=values.text("channel"),
                moment=values.text("moment"),
                side=values.text("side"),
                importance=values.number("importance"),
                business=values.number("business"),
                critical=values.flag("critical"),
                visits=values.text("visits"),
                checklists=values.several("checklists"),
                responsible=values.text("responsible"),
                letters=values.text("letters"),
                address=values.text("address"),
                depth=values.text("depth"),
            )
        )
        if made is not None:
            stand_at(made)
        return made is not None

    form = FormDialog(
        _("New touchpoint"), fields, check=_checking(fields), first=_settling(host, ()), save=save
    )
    host.open_dialog(form)


def ask_edit_touchpoint(host: Host, touchpoint_id: int) -> None:
    """Ask for changes of a touchpoint and save them."""
    found = host.workspace.reads.journeys.touchpoint(touchpoint_id)
    if found is None:
        host.tell(_("This touchpoint is no longer there."), bad=True)
        return
    point = found[0]
    fields = _fields(host.workspace, point, None)
    fields.append(ChoiceField("existence", _("existence"), _words(Existence), point.existence.value))
    editing = editing_touchpoint(host, point, fields)
    first = _settling(host, point.checklists)
    host.open_dialog(
        FormDialog(_("Touchpoint"), fields, check=_checking(fields), first=first, save=editing.save)
    )


def _settling(host: Host, before: Collection[str]) -> First:
    """Return what asks which file counts of the checklists that are newly chosen."""

    def first(values: Values, then: Callable[[], None]) -> bool:
        chosen = [key for key in values.several("checklists") if key not in before]
        return is_settling(host, host.workspace.differing_among(chosen), then)

    return first


def _checking(fields: Sequence[Field]) -> Callable[[Values], None]:
    def check(values: Values) -> None:
        check_amounts(values, fields)
        web_address(values.text("address"), _("web address"))
        letters_of_findings(values.text("letters"), _("letters"))

    return check


def editing_touchpoint(host: Host, point: Touchpoint, fields: Sequence[Field]) -> Editing:
    """Return what saves a form of a touchpoint. Checklists whose files are away just now are left as they are."""
    workspace = host.workspace

    return Editing(
        host,
        fields,
        lambda changed: workspace.stages.edit_touchpoint(point.id, base=point, **changed),
    )


def _fields(workspace: Workspace, point: Touchpoint | None, before: Touchpoint | None) -> list[Field]:
    """Return the fields of `point`, or of a new one that begins where the one before it left off."""
    like = point or before
    return [
        TextField("name", _("name"), point.name if point else "", required=True),
        TextField(
            "about",
            _("description"),
            point.about if point else "",
            multiline=True,
            hint=_("What the customer does here, and expects"),
        ),
        ChoiceField(
            "channel", _("channel"), _words(Channel), point.channel.value if point else Channel.WEBSITE
        ),
        ChoiceField("moment", _("moment"), _words(Moment), like.moment.value if like else Moment.BEFORE),
        ChoiceField("side", _("side"), _words(Side), point.side.value if point else Side.OURS),
        ScaleField("importance", _("importance"), point.importance if point else 3, labels.importance),
        ChoiceField("business", _("to the business"), _businesses(), (point.business or 0) if point else 0),
        FlagField(
            "critical",
            _("moment of truth"),
            point.critical if point else False,
            _("here the customer stays or leaves"),
        ),
        ManyField(
            "checklists",
            _("checklists"),
            _checklists(workspace, point),
            point.checklists if point else (),
        ),
        amount_field(
            "visits",
            _("visits a month"),
            point.visits_low if point else None,
            point.visits_high if point else None,
            _("who come by here: 1500, or 1000..2000"),
        ),
        responsible_field(workspace, point.responsible if point else ""),
        TextField(
            "letters",
            _("letters"),
            point.letters if point else "",
            hint=_("what names of its findings begin with, such as {letters}").format(
                letters=letters_of(point.name) if point else "CHK"
            ),
        ),
        TextField(
            "address",
            _("web address"),
            point.address if point else "",
            limit=ADDRESS_LIMIT,
            hint=_("such as shop.example/cart: touchpoints of one site answer some checks once"),
        ),
        ChoiceField("depth", _("visited at"), _depths(), point.depth.value if point else Depth.CORE.value),
    ]


def _stage_field(journey: Journey, stage_id: int) -> ChoiceField:
    stages = [(stage.id, stage.name) for stage in journey.stages]
    known = stage_id if any(number == stage_id for number, _name in stages) else stages[0][0]
    return ChoiceField("stage", _("stage"), stages, known)


def _words(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, labels.word(member)) for member in kind]


def _businesses() -> list[tuple[int, str]]:
    return [(0, _("not said")), *((step, business_text(step)) for step in SCALE)]


def _depths() -> list[tuple[str, str]]:
    """Return the least depths at which audits can visit a touchpoint, and what each is called."""
    said = {Depth.CORE: _("every depth"), Depth.STANDARD: _("standard and full"), Depth.FULL: _("full only")}
    return [(depth.value, said[depth]) for depth in Depth]


def _checklists(workspace: Workspace, point: Touchpoint | None) -> list[tuple[str, str]]:
    """Return the checklists to choose from, those of a touchpoint that are nowhere among them."""
    at_hand = [(checklist.key, in_language(checklist.title)) for checklist in workspace.library.all]
    missing = workspace.library.missing(point.checklists) if point else []
    return at_hand + [(key, nowhere_text(key)) for key in missing]


def open_inside(host: Host, touchpoint: Touchpoint) -> None:
    """Open the map of the journey inside a touchpoint; where there is none, ask whether to make one."""
    inside = touchpoint.opens_id
    if inside is not None and host.workspace.reads.journeys.get(inside) is not None:
        host.go(ToMap(inside))
        return

    async def answered(yes: bool | None) -> None:
        made = await host.make(lambda: host.workspace.stages.open_new(touchpoint.id)) if yes else None
        if made is not None:
            host.go(ToMap(made))

    question = _(
        "There is no journey inside “{touchpoint}” yet. Make one? It gets touchpoints of its own, and what is felt and "
        "fails there counts here."
    ).format(touchpoint=inner_quotes(touchpoint.name))
    host.open_dialog(ConfirmDialog(question, yes=_("Make it")), answered)


async def change_existence(host: Host, touchpoint: Touchpoint) -> None:
    """Go from existing to planned to to go, and say what it is now."""
    kinds = list(Existence)
    after = kinds[(kinds.index(touchpoint.existence) + 1) % len(kinds)]
    stages = host.workspace.stages
    if await host.save(lambda: stages.edit_touchpoint(touchpoint.id, existence=after, base=touchpoint)):
        host.tell(f"{touchpoint.name}: {word(after)}")
