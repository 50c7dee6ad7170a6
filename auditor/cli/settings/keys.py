"""KEY and VALUE, as the commands of settings take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.settings.known import BY_KEY, Setting

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def setting_of(key: str) -> Setting[Any]:
    """Return the setting of a key; raise RefusedError naming those that are like it."""
    setting = BY_KEY.get(key.strip().casefold())
    if setting is not None and setting.by_hand:
        return setting
    from difflib import get_close_matches

    keys = [each.key for each in BY_KEY.values() if each.by_hand]
    near = (
        get_close_matches(key, keys, 3, 0.5) or [each for each in keys if key.strip().casefold() in each][:3]
    )
    said = _("{key} is no setting").format(key=one_line(key)[:60])
    if near:
        raise RefusedError(_("{said}; there are {words}.").format(said=said, words=", ".join(near)))
    raise RefusedError(_("{said}: “auditor settings list” has all of them.").format(said=said))


def setting_keys(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the keys of settings, each with what it does."""
    from click.shell_completion import CompletionItem

    settings = (each for each in BY_KEY.values() if each.by_hand and each.key.startswith(typed))
    return [CompletionItem(each.key, help=_(each.about)) for each in settings]


def setting_values(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Offer the values of the setting that is named before, where they are few."""
    from click.shell_completion import CompletionItem

    setting = BY_KEY.get(str(ctx.params.get("key")))
    choices = setting.choices if setting is not None else ()
    return [CompletionItem(value, help=_(word)) for value, word in choices if value.startswith(typed)]
