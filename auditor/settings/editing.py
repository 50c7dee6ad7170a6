"""Writes settings into the user's file: what is not meant stays as it is, comments and all, and nothing is lost.

Whoever writes holds the file, reads it as it is then, and puts the new one in its place whole. What the new one would
hold is read before that: if it is anything but what was meant, the file is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, Item, Table

from auditor.base import temporary
from auditor.base.errors import AuditorError, RefusedError, system_reason
from auditor.base.files import make_folder, unwritable, write
from auditor.base.i18n import _
from auditor.base.text import clean
from auditor.base.values import UnfitError
from auditor.settings import known
from auditor.settings.config import (
    CONFIG_NAME,
    Config,
    checked_settings,
    parsed_settings,
    read_settings,
    settings_bytes,
    unusable,
)
from auditor.settings.content import unfit, written_at
from auditor.settings.known import Setting

Values = Mapping[str, object]
"""Settings by key, as they stand in the file; None for the default, and so for nothing in the file."""

PATIENCE = 5.0
"""Seconds for which another program may hold the file."""
_PAUSE = 0.02
_HELD = ".auditor-settings.tmp"
"""The new file, in the folder of the one it is to replace; only one program has it at a time."""
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Some editors begin a file with it."""


def keep(folder: Path, values: Values) -> Path:
    """Write settings into the file in `folder`; return the file.

    Raises RefusedError, and leaves the file as it was, when a value is none of its setting, the file can't be used or
    written, or is written in a way that can't be changed without changing more.
    """
    return _change(folder, lambda _config: values)


def typed_value(setting: Setting[Any], text: str) -> object:
    """Return what stands in the file for what is typed, None for the default: where that is nothing, nothing is it.

    Raises RefusedError saying what is wanted.
    """
    value = setting.read(text)
    if not value and not setting.default:
        return None
    try:
        setting.check(value)
    except UnfitError as error:
        raise unfit(setting.key, f"{error}.") from None
    return value


def keep_person(folder: Path) -> str:
    """Return the lasting id in the settings in `folder`; beside a name without one, write one.

    Empty where none can be written: then the name is all that the user is known by.
    """
    lasting = ""

    def add(config: Config) -> Values:
        nonlocal lasting
        lasting = config.person or uuid4().hex
        return {known.PERSON.key: lasting} if config.wants_person else {}

    try:
        config = read_settings(folder)
        if not config.wants_person:
            return config.person
        _change(folder, add)
    except (AuditorError, OSError):
        return ""
    return lasting


def _change(folder: Path, wanted: Callable[[Config], Values]) -> Path:
    """Write what is wanted of the settings as they are once nobody else writes them."""
    path = folder / CONFIG_NAME
    # Who keeps settings elsewhere and links to them finds the link as it was.
    place = path.resolve()
    make_folder(folder)
    with _held(place) as new:
        try:
            before = settings_bytes(place).decode("utf-8") if place.exists() else ""
            content = parsed_settings(before.removeprefix(_MARK))
        except OSError as error:
            raise unusable(path, system_reason(error)) from error
        except ValueError as error:
            raise unusable(path, clean(str(error))) from error
        # What can't be used may be mended by the change.
        values = wanted(_usable(folder, content) or Config(folder, ""))
        after = _edited(path, before, content, values)
        if after == before:
            return path
        try:
            write(new.path, new.opened, after.encode("utf-8"), place)
            new.put(place)
        except OSError as error:
            raise unwritable(path, error) from error
    return path


def _usable(folder: Path, content: dict[str, object]) -> Config | None:
    """Return the settings; None where they can't be used."""
    try:
        return checked_settings(folder, content)
    except UnfitError:
        return None


@contextmanager
def _held(place: Path) -> Iterator[temporary.Temporary]:
    """Hold the settings against all others who write them, with the file that is to take their place."""
    end = monotonic() + PATIENCE
    try:
        while (new := temporary.only(place.parent / _HELD)) is None:
            if monotonic() > end:
                raise RefusedError(
                    _("Another program is writing {path}: try again in a moment.").format(path=place)
                )
            sleep(_PAUSE)
    except OSError as error:
        raise unwritable(place, error) from error
    with new:
        yield new


def _edited(path: Path, text: str, content: dict[str, object], values: Values) -> str:
    """Return the text of a settings file with some values changed, put where their table is or at the end."""
    bare = text.removeprefix(_MARK)
    windows = "\r\n" in bare
    bare = bare.replace("\r\n", "\n")
    if bare and not bare.endswith("\n"):
        bare += "\n"
    try:
        document = tomlkit.parse(bare)
        for key, value in values.items():
            if written_at(content, known.BY_KEY[key].way) != value:
                _put(document, known.BY_KEY[key].way, value)
        edited = document.as_string()
        if not bare.endswith("\n\n"):
            edited = edited.rstrip("\n") + "\n" if edited.strip("\n") else ""
        now = parsed_settings(edited)
        if _without_empty(now) != _without_empty(_meant(content, values)):
            raise _ElsewhereError
    except (TOMLKitError, _ElsewhereError, ValueError) as error:
        raise RefusedError(
            _("{path} is written in a way that Auditor leaves alone: put the lines into it yourself.").format(
                path=path
            )
        ) from error
    try:
        checked_settings(path.parent, now)
    except UnfitError as error:
        if _usable(path.parent, content) is not None:
            raise RefusedError(f"{error}.") from error
        raise unusable(path, str(error)) from error
    if edited == bare:
        return text
    return (_MARK if text.startswith(_MARK) else "") + (edited.replace("\n", "\r\n") if windows else edited)


class _ElsewhereError(Exception):
    """A setting stands in the file in another form than in a line `key = value` under its `[table]`."""


def _meant(content: dict[str, object], values: Values) -> dict[str, object]:
    """Return what the file is to hold once some values are changed."""
    meant = deepcopy(content)
    for key, value in values.items():
        *tables, last = known.BY_KEY[key].way
        inside: dict[str, Any] = meant
        for table in tables:
            inside = inside.setdefault(table, {})
            if not isinstance(inside, dict):
                raise _ElsewhereError
        if value is None:
            inside.pop(last, None)
        else:
            inside[last] = value
    return meant


def _without_empty(content: Mapping[str, object]) -> dict[str, object]:
    """Return what a file holds without tables of which nothing is left."""
    bare = {
        key: _without_empty(value) if isinstance(value, Mapping) else value for key, value in content.items()
    }
    return {key: value for key, value in bare.items() if value != {}}


def _put(document: tomlkit.TOMLDocument, way: tuple[str, ...], value: object) -> None:
    """Give a setting a value, or take it out."""
    *tables, key = way
    inside: tomlkit.TOMLDocument | AbstractTable = document
    for depth, name in enumerate(tables):
        if name not in inside:
            if value is None:
                return
            leads_on = depth + 1 < len(tables) or isinstance(value, Mapping)
            _add_table(document, inside, name, leads_on=leads_on)
        within = inside[name]
        if not isinstance(within, Table):
            raise _ElsewhereError
        inside = within
    before = inside.get(key)
    if isinstance(before, Item) and not isinstance(before, Table) and "\n" in before.as_string():
        raise _ElsewhereError
    if value is None:
        if key in inside:
            inside.remove(key)
    elif isinstance(value, Mapping):
        _put_entries(document, inside, key, value)
    else:
        inside[key] = _item(value)


def _add_table(
    document: tomlkit.TOMLDocument, inside: Container | AbstractTable, name: str, *, leads_on: bool
) -> None:
    if document.body:
        document.add(tomlkit.nl())
    inside.append(name, tomlkit.table(is_super_table=leads_on))


def _put_entries(
    document: tomlkit.TOMLDocument, inside: Container | AbstractTable, key: str, entries: Mapping[str, object]
) -> None:
    """Let a table have these entries and no others; those that stay are left as they are written."""
    if key not in inside:
        _add_table(document, inside, key, leads_on=False)
    table = inside[key]
    if not isinstance(table, Table):
        raise _ElsewhereError
    for name in [name for name in table if name not in entries]:
        table.remove(name)
    for name, value in entries.items():
        if table.get(name) != value:
            table[name] = _item(value)


def _item(value: object) -> Item:
    """Return a value as it is written, 1.0 as 1."""
    if isinstance(value, str):
        return tomlkit.string(value)
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend(_item(each) for each in value)
        return array
    return tomlkit.value(f"{value:.15g}")
