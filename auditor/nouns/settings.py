"""What can be set for everybody who uses the database. One transaction a call."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.values import UnfitError
from auditor.settings import known
from auditor.settings.checks import as_typed
from auditor.settings.rules import as_stored, rules_of
from auditor.store.database import Database
from auditor.store.reading.rules import settings_in
from auditor.store.tables import SettingRecord
from auditor.store.work import Work


class Settings:
    """The settings that a database keeps."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def keep(self, values: Mapping[str, object]) -> None:
        """Set something for everybody, by key; None sets it back to its default.

        Raises RefusedError, and keeps nothing, for a value that is none of its setting or does not go with the others.
        """
        assert values.keys() <= known.SHARED
        with self._database.work("settings-set", names=", ".join(sorted(values))) as work:
            rows = _in_sight(work)
            for key, value in values.items():
                _set(work, rows.get(key), key, value)
            if len(values) == 1:
                (key, value), *_others = values.items()
                work.arguments = {"name": key}
                if value is None:
                    work.code = "setting-unset"
                else:
                    work.code = "setting-set"
                    work.arguments["value"] = as_typed(value)
            _refuse_unfit(work, values)


def _in_sight(work: Work) -> dict[str, SettingRecord]:
    rows = work.session.exec(select(SettingRecord).where(col(SettingRecord.removed_at).is_(None)))
    return {row.name: row for row in rows}


def _set(work: Work, row: SettingRecord | None, key: str, value: object) -> None:
    if value is None:
        if row is not None:
            work.remove(row)
    elif row is None:
        work.new(SettingRecord(name=key, value=as_stored(value)))
    elif json.loads(row.value) != value:
        work.change(row, value=as_stored(value))


def _refuse_unfit(work: Work, values: Mapping[str, object]) -> None:
    """Refuse what is no rule together with what is there; what could not be used before may be mended one by one."""
    others = {name: text for name, text in settings_in(work.reader).items() if name not in values}
    given = {key: value for key, value in values.items() if value is not None}
    try:
        rules_of(_usable(others) | given)
    except UnfitError as error:
        raise RefusedError(f"{error}.") from error


def _usable(stored: Mapping[str, str]) -> dict[str, object]:
    """Return the values that can be used by themselves."""
    found: dict[str, object] = {}
    for key, text in stored.items():
        try:
            value = json.loads(text)
            rules_of({key: value})
        except (ValueError, UnfitError):
            continue
        found[key] = value
    return found
