"""Asks about a journey itself and its stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from auditor.base.i18n import _, ngettext
from auditor.base.labels import word
from auditor.base.values import CURRENCY_LIMIT
from auditor.base.vocabulary import Country, Phase, Purpose, Scope
from auditor.input import typed
from auditor.input.intervals import days_of, in_words
from auditor.views.journeys import Journey, Stage, Touchpoint
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values
from screens.forms.amounts import amount_field, check_amounts
from screens.forms.client_fields import client_field, tags_field
from screens.forms.differing import settle
from screens.forms.editing import Editing
from screens.forms.responsible_form import responsible_field
from screens.forms.touchpoint_form import editing_touchpoint
from screens.frame.told_keys import undo_key
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host


def ask_journey(host: Host, journey: Journey) -> None:
    """Ask for all that is said of a journey itself."""
    fields: list[Field] = [
        TextField("name", _("name"), journey.name, required=True),
        client_field(host.workspace, journey.client),
        tags_field(host.workspace, journey.tags),
        TextField("about", _("description"), journey.about, multiline=True),
        ChoiceField("purpose", _("purpose"), [(each.value, word(each)) for each in Purpose], journey.purpose),
        ChoiceField("scope", _("scope"), [(each.value, word(each)) for each in Scope], journey.scope),
        ChoiceField(
            "country",
            _("law of"),
            [("", _("the reader’s language")), *((each.value, word(each)) for each in Country)],
            journey.country or "",
        ),
        TextField(
            "review",
            _("look again every"),
            in_words(journey.review_days) if journey.review_days else "",
            hint=_("never; or such as 6 weeks, 3 months, 90"),
        ),
        amount_field("order", _("value of an order"), journey.order_low, journey.order_high),
        TextField(
            "currency", _("currency"), journey.currency, limit=CURRENCY_LIMIT, hint=_("such as kr or EUR")
        ),
        amount_field(
            "visits",
            _("visits a month"),
            journey.visits_low,
            journey.visits_high,
            _("who come to the first step of the funnel: 1500, or 1000..2000"),
        ),
        responsible_field(host.workspace, journey.responsible),
    ]

    def check(values: Values) -> None:
        typed.tags(values.text("tags"), _("tag"))
        days_of(values.text("review"))
        check_amounts(values, fields)

    workspace = host.workspace
    editing = Editing(
        host,
        fields,
        lambda changed: workspace.journeys.edit(journey.id, base=journey, **changed),
    )
    host.open_dialog(FormDialog(_("Journey"), fields, check=check, save=editing.save))


def ask_copy(host: Host, journey_id: int, name: str) -> None:
    """Ask whether the journey of that number and name is to be copied, and do so."""

    async def copy() -> None:
        await host.make(lambda: host.workspace.journeys.copy(journey_id))

    def answered(yes: bool | None) -> None:
        if yes:
            settle(host, host.workspace.differing_at(journey_id), lambda: host.run_worker(copy()))

    question = _("Copy “{name}” without its audits and actions?")
    host.open_dialog(ConfirmDialog(question.format(name=name), yes=_("Copy it")), answered)


def ask_journey_deletion(host: Host, journey_id: int, name: str) -> None:
    """Ask whether the journey of that number and name is to be deleted, and do so."""

    async def answered(yes: bool | None) -> None:
        if yes:
            await host.save(lambda: host.workspace.journeys.delete(journey_id))

    question = _("Delete “{name}” with its audits and actions? {key} brings it back.")
    host.open_dialog(ConfirmDialog(question.format(name=name, key=undo_key()), yes=_("Delete")), answered)


def ask_new_stage(host: Host, journey_id: int, after: int | None, stand_at: Callable[[int], None]) -> None:
    """Ask for a new stage after the one given, or at the end; `stand_at` takes its number."""

    async def save(values: Values) -> bool:
        stages = host.workspace.stages
        number = await host.make(
            lambda: stages.add(
                journey_id,
                values.text("name"),
                values.text("goal"),
                after,
                values.text("strategies").splitlines(),
                values.text("phase"),
                values.text("responsible"),
            )
        )
        if number is not None:
            stand_at(number)
        return number is not None

    host.open_dialog(FormDialog(_("New stage"), _stage_fields(host, None), save=save))


def ask_stage(host: Host, stage: Stage) -> None:
    """Ask for everything about a stage."""

    fields = _stage_fields(host, stage)
    host.open_dialog(FormDialog(_("Stage"), fields, save=_editing_stage(host, stage, fields).save))


def _editing_stage(host: Host, stage: Stage, fields: Sequence[Field]) -> Editing:
    workspace = host.workspace
    return Editing(
        host,
        fields,
        lambda changed: workspace.stages.edit(stage.id, base=stage, **_by_line(changed)),
    )


def _by_line(changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was changed of a stage with its strategies, each line one."""
    strategies = changed.get("strategies")
    return dict(changed) if strategies is None else {**changed, "strategies": strategies.splitlines()}


def _stage_fields(host: Host, stage: Stage | None) -> list[Field]:
    return [
        TextField("name", _("name"), stage.name if stage else "", required=True),
        TextField(
            "goal",
            _("goal"),
            stage.goal if stage else "",
            multiline=True,
            hint=_("What we want the customer to reach here"),
        ),
        TextField(
            "strategies",
            _("strategies"),
            "\n".join(strategy.text for strategy in stage.strategies) if stage else "",
            multiline=True,
            hint=_("How we help the customer to get there: each line is one, the first matters most"),
        ),
        ChoiceField(
            "phase",
            _("phase"),
            [(each.value, word(each)) for each in Phase],
            stage.phase if stage else Phase.OTHER,
        ),
        responsible_field(host.workspace, stage.responsible if stage else ""),
    ]


def ask_name(host: Host, row: Stage | Touchpoint) -> None:
    """Ask for another name of a stage or touchpoint."""

    fields = [TextField("name", _("name"), row.name, required=True)]
    save = (
        _editing_stage(host, row, fields).save
        if isinstance(row, Stage)
        else editing_touchpoint(host, row, fields).save
    )
    host.open_dialog(FormDialog(_("Rename"), fields, save=save))


def ask_deletion(host: Host, row: Stage | Touchpoint) -> None:
    """Ask whether a touchpoint, or a stage with its touchpoints, is to be deleted, and do so."""

    async def answered(yes: bool | None) -> None:
        if yes and isinstance(row, Stage):
            await host.save(lambda: host.workspace.stages.delete(row.id))
        elif yes:
            await host.save(lambda: host.workspace.stages.delete_touchpoint(row.id))

    host.open_dialog(ConfirmDialog(_deletion_question(row), yes=_("Delete")), answered)


def _deletion_question(row: Stage | Touchpoint) -> str:
    if isinstance(row, Touchpoint):
        question = _("Delete the touchpoint “{name}” with its answers and actions? {key} brings it back.")
        return question.format(name=row.name, key=undo_key())
    count = len(row.touchpoints)
    if not count:
        return _("Delete the stage “{name}”? {key} brings it back.").format(name=row.name, key=undo_key())
    return ngettext(
        "Delete the stage “{name}” with its {n} touchpoint? {key} brings it back.",
        "Delete the stage “{name}” with its {n} touchpoints? {key} brings it back.",
        count,
    ).format(name=row.name, n=count, key=undo_key())
