"""`auditor settings unset`: back to the default."""

from __future__ import annotations

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session
from auditor.cli.settings.everybody import is_set_for_everybody
from auditor.cli.settings.keys import setting_keys, setting_of
from auditor.sentences.settings import default_words
from auditor.settings.config import config_folder


@click.command("unset", help=_("Set something back to its default. Says what that is."))
@click.argument("key", shell_complete=setting_keys)
@with_session
def unset(session: Session, key: str) -> None:
    """Take a setting out of the database or the file."""
    from auditor.settings.editing import keep

    setting = setting_of(key)
    if is_set_for_everybody(session, setting.key, None):
        return
    keep(config_folder(), {setting.key: None})
    output.say(_("{key} is the default now: {value}").format(key=setting.key, value=default_words(setting)))
