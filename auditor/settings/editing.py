"""Writes into the user's settings how actions are put in order, and a lasting id; whatever else is there stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item, Table

from auditor.analysis.scoring import Scoring
from auditor.base.errors import AuditorError, RefusedError, system_reason
from auditor.base.files import write_several
from auditor.base.i18n import _
from auditor.settings.config import CONFIG_NAME, read_settings, settings_bytes, unusable

Values = Mapping[str, Mapping[str, str | float]]
"""Settings by table and key; those of no table are under the empty name."""


def scoring_lines(scoring: Scoring) -> str:
    """Return a scoring as the lines of a settings file."""
    document = tomlkit.document()
    _put(document, _values(scoring))
    return document.as_string().strip()


def keep_person(folder: Path) -> str:
    """Return the lasting id in the settings in `folder`; beside a name without one, write one.

    Empty where none can be written: then the name is all that the user is known by.
    """
    path = folder / CONFIG_NAME
    try:
        known = read_settings(folder)
        if not known.wants_person:
            return known.person
        text = settings_bytes(path).decode("utf-8")
        lasting = uuid4().hex
        _write(path, _edited(path, text, {"": {"person": lasting}}))
    except (AuditorError, OSError):
        return ""
    return lasting


def keep_scoring(folder: Path, scoring: Scoring) -> Path:
    """Write a scoring into the settings in `folder`, whole or not at all; return the file.

    Raises RefusedError when the settings there can't be used, when they are written in a way that can't be changed
    without changing more, or can't be written; then the file is as it was.
    """
    path = folder / CONFIG_NAME
    read_settings(folder)
    try:
        before = settings_bytes(path) if path.exists() else b""
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(path, system_reason(error)) from error
    _write(path, _edited(path, before.decode("utf-8"), _values(scoring)))
    return path


def _write(path: Path, text: str) -> None:
    """Write settings where they really are: who keeps them elsewhere and links to them finds the link as it was."""
    write_several({path.resolve(): text.encode("utf-8")})


def _values(scoring: Scoring) -> Values:
    """Return a scoring as settings."""
    return {
        "priority": {
            "order": str(scoring.method),
            "need": scoring.weights.need,
            "confidence": scoring.weights.confidence,
        },
        "matrix": {"impact": scoring.bounds.impact, "effort": scoring.bounds.effort},
    }


def _edited(path: Path, text: str, values: Values) -> str:
    """Return a settings file with some values changed, put where their table is or at the end."""
    content = text.removeprefix(_MARK)
    windows = "\r\n" in content
    content = content.replace("\r\n", "\n")
    if content and not content.endswith("\n"):
        content += "\n"
    try:
        document = tomlkit.parse(content)
        _put(document, values)
    except (TOMLKitError, _ElsewhereError) as error:
        raise RefusedError(
            _("{path} is written in a way that Auditor leaves alone: put the lines into it yourself.").format(
                path=path
            )
        ) from error
    written = document.as_string()
    return (_MARK if text.startswith(_MARK) else "") + (written.replace("\n", "\r\n") if windows else written)


_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Some editors begin a file with it."""


class _ElsewhereError(Exception):
    """A setting stands in the file in another form than in a line `key = value` under its `[table]`."""


def _put(document: tomlkit.TOMLDocument, values: Values) -> None:
    for name, settings in values.items():
        if not name:
            for key, value in settings.items():
                document[key] = _item(value)
            continue
        if name not in document:
            if document.body:
                document.add(tomlkit.nl())
            document.add(name, tomlkit.table())
        table = document[name]
        if not isinstance(table, Table) or table.is_super_table():
            raise _ElsewhereError(name)
        for key, value in settings.items():
            _set(table, key, value)


def _set(table: Table, key: str, value: str | float) -> None:
    """Give a key of a table a value, unless it has it already."""
    if key in table and isinstance(table[key], Item) and "\n" in table[key].as_string():
        raise _ElsewhereError(key)
    if table.get(key) != value:
        table[key] = _item(value)


def _item(value: str | float) -> Item:
    """Return a value as it is written, 1.0 as 1."""
    return tomlkit.string(value) if isinstance(value, str) else tomlkit.value(f"{value:g}")
