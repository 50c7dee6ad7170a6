"""Asks for the value of a setting, checks it while it is asked for, and keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.sentences.settings import about, title, typed, what_holds
from auditor.settings import known
from auditor.settings.editing import typed_value
from auditor.settings.standing import Standing
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FormDialog, TextField, Values

if TYPE_CHECKING:
    from screens.frame.host import Host

_LONGEST = 4096


def ask_setting(host: Host, standing: Standing) -> None:
    """Ask what a setting is to be, by choosing where there are few values and else by typing, and keep it."""
    if standing.setting.choices:
        _choose(host, standing)
    else:
        _type(host, standing)


def _choose(host: Host, standing: Standing) -> None:
    setting = standing.setting
    values = [value for value, _word in setting.choices]
    options = [Option(place, _(word), "") for place, (_value, word) in enumerate(setting.choices)]
    at = values.index(standing.value) if standing.value in values else 0

    async def keep(place: int | None) -> None:
        if place is not None:
            await host.keep_settings({setting.key: values[place]})

    host.open_dialog(ChooseDialog(title(setting), options, at, is_short=True), keep)


def _type(host: Host, standing: Standing) -> None:
    setting = standing.setting

    def check(values: Values) -> None:
        typed_value(setting, values.text("value"))

    async def save(values: Values) -> bool:
        return await host.keep_settings({setting.key: typed_value(setting, values.text("value"))})

    field = TextField(
        "value",
        title(setting),
        typed(standing.written if setting.is_table else standing.value),
        limit=_LONGEST,
        hint=what_holds(setting),
        is_path=setting is known.SCREENSHOTS,
    )
    said = _("{about} It holds {what}.").format(about=about(standing), what=what_holds(setting))
    host.open_dialog(FormDialog(title(setting), [field], about=said, check=check, save=save))
