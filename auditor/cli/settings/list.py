"""`auditor settings list`, and `auditor settings`: how everything is set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from auditor.base.errors import AuditorError
from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import Session, with_session
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.settings import about, source_words, title, value_words
from auditor.settings.config import config_folder
from auditor.settings.known import BY_KEY
from auditor.settings.standing import Standing, standings


@click.command(
    "list",
    help=_(
        "List all settings. Says of each what it is, whether that is the default, your own or this database’s, for everybody "
        "who uses it, and what it does; and where an option or a variable goes before it."
    ),
)
@format_option
@with_session
def list_settings(session: Session, form: str) -> None:
    """List the settings."""
    shared: dict[str, object] | None = None
    try:
        shared = session.workspace.shared_settings()
    except AuditorError as error:
        # What is the user's own can be looked at all the same.
        output.say(str(error))
    found = standings(config_folder(), session.told, shared)
    output.rows(Table(_columns(), found), form)
    if shared is not None and (otherwise := _otherwise(session.config.shared, shared)):
        output.say(
            _(
                "Your file has {keys} otherwise: a new database begins with that, this one goes by its own."
            ).format(keys=", ".join(otherwise))
        )


def _otherwise(own: Mapping[str, object], shared: Mapping[str, object]) -> list[str]:
    """Return the keys of which the user's file says something else than the database."""
    return [key for key, value in own.items() if shared.get(key, BY_KEY[key].default) != value]


def _columns() -> list[Column[Standing]]:
    return [
        Column("key", lambda one: one.setting.key, _("Key")),
        Column("title", lambda one: title(one.setting), _("Setting"), minor=2),
        Column("value", lambda one: _plain(one.value), _("Value"), value_words, least=16),
        Column("is_set", lambda one: not one.is_default, _("From"), source_words),
        Column("in_database", lambda one: one.is_in_database),
        Column("overridden_by", lambda one: one.told or None),
        Column("default", lambda one: _plain(one.setting.default)),
        Column("about", lambda one: _(one.setting.about), _("What it does"), about, minor=1, least=30),
    ]


def _plain(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
