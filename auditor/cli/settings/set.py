"""`auditor settings set`: set something, for good."""

from __future__ import annotations

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session
from auditor.cli.settings.everybody import is_set_for_everybody
from auditor.cli.settings.keys import setting_keys, setting_of, setting_values
from auditor.settings.config import config_folder


@click.command(
    "set",
    help=_(
        "Set something for good. What everybody goes by is kept in the database, all else in your file, where the rest stays "
        "as it is. Numbers may have a comma or a point; a VALUE that begins with a minus stands behind “--”."
    ),
)
@click.argument("key", shell_complete=setting_keys)
@click.argument("value", shell_complete=setting_values)
@with_session
def set_value(session: Session, key: str, value: str) -> None:
    """Write a setting."""
    from auditor.settings.editing import keep, typed_value

    setting = setting_of(key)
    wanted = typed_value(setting, value)
    if is_set_for_everybody(session, setting.key, wanted):
        return
    path = keep(config_folder(), {setting.key: wanted})
    output.say(_("Written: {path}").format(path=path))
    if told := session.told.get(setting.key):
        output.say(_("This time {told} goes before it.").format(told=told))
