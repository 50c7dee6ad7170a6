"""Settings in words: what each holds, where that comes from, and what it does."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from auditor.base import labels
from auditor.base.i18n import _, ngettext, number
from auditor.input.intervals import in_words
from auditor.settings import known
from auditor.settings.checks import as_typed
from auditor.settings.known import Setting
from auditor.settings.standing import Standing


def title(setting: Setting[Any]) -> str:
    """Return what a setting is called."""
    kind = labels.word(setting.of) if setting.of is not None else ""
    return _(setting.title).format(kind=kind)


def value_words(standing: Standing) -> str:
    """Return what a setting holds, as a person reads it."""
    setting, value = standing.setting, standing.value
    if standing.is_default and (said := _unset(setting)):
        return said
    for choice, word in setting.choices:
        if value == choice:
            return _(word)
    if setting is known.REVIEW:
        assert value is None or isinstance(value, int)
        return in_words(value)
    if isinstance(value, Mapping):
        return ngettext("{n} name", "{n} names", len(value)).format(n=len(value)) if value else _("none")
    return typed(value)


def typed(value: object) -> str:
    """Return a value as one types it."""
    return as_typed(value, _figure)


def _figure(value: float) -> str:
    """Return a number with as many decimals as it has."""
    text = f"{value:.15g}"
    decimals = len(text.partition(".")[2]) if "e" not in text else 0
    return number(value, decimals).replace("\N{NO-BREAK SPACE}", "") if value < 1000 else text


def default_words(setting: Setting[Any]) -> str:
    """Return what a setting is by itself."""
    return value_words(Standing(setting, None, setting.default))


def _unset(setting: Setting[Any]) -> str:
    """Say what holds where a setting without a value of its own is not set; empty where it has one."""
    if setting is known.NAME:
        return _("your login")
    if setting is known.LANGUAGE:
        return _("the system’s")
    if setting is known.THEME:
        return _("dark")
    if setting is known.EDITOR:
        named = next((name for name in ("VISUAL", "EDITOR") if os.environ.get(name)), "")
        return f"${named}: {os.environ[named]}" if named else _("the system’s")
    if setting in (known.SCREENSHOTS, known.BROWSER):
        return _("the system’s")
    return ""


def source_words(standing: Standing) -> str:
    """Say where the value comes from that holds."""
    if standing.told:
        return _("{told} goes before it").format(told=standing.told)
    if standing.is_default:
        return _("default")
    return _("this database") if standing.is_in_database else _("set")


def about(standing: Standing) -> str:
    """Say what a setting does, and its default where it is set otherwise."""
    said = _(standing.setting.about)
    if standing.is_default:
        return said
    default = _("Default: {value}").format(value=default_words(standing.setting))
    return f"{said} {default}"


def what_holds(setting: Setting[Any]) -> str:
    """Say what may be typed."""
    if setting.choices:
        return ", ".join(value for value, _word in setting.choices)
    return _(setting.holds)
