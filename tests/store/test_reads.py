"""Every read runs on both engines, against a schema made from the tables."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import astuple
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from auditor.settings.config import Config
from auditor.store import reading, tables
from auditor.store.adapter import FileReader, Reader, ServerReader
from auditor.store.connections import Held, Server
from auditor.store.line import Keeper
from auditor.store.location import locate
from auditor.store.me import STATE
from auditor.store.viewing import KNOWN
from auditor.workspace import Workspace
from tests.walks import Walked, run_sql

for module in pkgutil.walk_packages(reading.__path__, f"{reading.__name__}."):
    import_module(module.name)

NUMBERS = {"count": 10, "skip": 0}
SELECTING = {
    "owners",
    "not_owners",
    "effect",
    "blocked",
    "proved",
    "in_time",
    "undated",
    "due_from",
    "due_to",
}
TEXTS = {
    *SELECTING,
    "who",
    "text",
    "since",
    "until",
    "today",
    "question",
    "sunday",
    "depth",
    *(f"status{number}" for number in range(10)),
}


def _nothing(name: str) -> object:
    return "" if name in TEXTS else NUMBERS.get(name, 0)


@pytest.fixture
def reader(blank_engine: Engine, blank_address: str) -> Reader:
    """A reader of a database made from the tables, not from the migrations."""
    assert tables.ENTITIES
    SQLModel.metadata.create_all(blank_engine)
    place = locate(blank_address)
    if place.path:
        return FileReader(place.path)
    return ServerReader(Server(place, Keeper(place.shown), Held()), blank_address)


def test_every_read_runs_and_finds_nothing_in_an_empty_database(reader: Reader) -> None:
    assert len(KNOWN) > 20
    for name, read in KNOWN.items():
        found = reader.all(read, **{parameter: _nothing(parameter) for parameter in read.parameters})
        counted = "SELECT count(" in read.sql and "GROUP BY" not in read.sql and len(found) == 1
        assert found == [] or counted or _says_no(found) or name == STATE.name, name
    reader.close()


def _says_no(found: list[object]) -> bool:
    """Tell whether all that was asked whether it is there is not."""
    return len(found) == 1 and isinstance(found[0], Struct) and not any(astuple(found[0]))


def test_reads_name_exactly_the_parameters_they_use() -> None:
    for name, read in KNOWN.items():
        used = set(text(read.sql).compile().params)
        assert used == set(read.parameters), name


def test_stored_control_characters_never_come_out(workspace: Workspace, web_shop: int) -> None:
    run_sql(workspace, "UPDATE journey SET name = :name", name="a\x1b[2Jb\x9bc\u202ed")
    assert workspace.reads.journeys.lines()[0].name == "a[2Jbcd"


def test_a_database_that_is_not_there_reads_as_empty_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    workspace = Workspace.open(str(path), Config(tmp_path, "Kim"))
    assert workspace.reads.journeys.lines() == []
    assert workspace.reads.actions.ranking().total == 0
    assert workspace.reads.actions.ranking().page(0, 10) == []
    assert workspace.reads.history.to_undo() is None
    assert not path.exists()


def test_reading_sees_what_is_written_later(workspace: Workspace, blank_address: str) -> None:
    reader = Workspace.open(blank_address, Config(Path("/nowhere"), "Ann"))
    assert reader.reads.journeys.lines() == []
    writer = Workspace.open(blank_address, Config(Path("/nowhere"), "Kim"))
    writer.journeys.new("Late")
    assert [line.name for line in reader.reads.journeys.lines()] == ["Late"]
    writer.close()
    reader.close()


def test_reading_goes_on_when_the_server_has_cut_idle_connections(workspace: Workspace, address: str) -> None:
    journey = workspace.journeys.new("Late")
    reader = Workspace.open(address, Config(Path("/nowhere"), "Ann"))
    assert [line.id for line in reader.reads.journeys.lines()] == [journey]
    if locate(address).path is None:
        run_sql(
            workspace,
            "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
    assert [line.id for line in reader.reads.journeys.lines()] == [journey]
    reader.close()


def test_reading_loads_neither_sqlmodel_nor_screens(schema_file: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from auditor.settings.config import read_config
from auditor.workspace import Workspace
ws = Workspace.open({str(schema_file)!r}, read_config())
ws.reads.journeys.lines(); ws.reads.audits.lines(); ws.reads.actions.ranking().page(0, 10)
ws.reads.history.lines(); ws.library.all
print([name for name in ("sqlmodel", "sqlalchemy", "alembic", "pydantic", "textual") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


ASKED: dict[str, object] = {
    "count": 10,
    "skip": 0,
    "most": 10,
    "effect": "any",
    "in_time": "0000-00-00",
    "undated": "0000-00-00",
    "due_from": "0000-00-00",
    "due_to": "9999-99-99",
    "status0": "proposed",
    "since": "0000",
    "until": "9999",
    "today": "2026-03-01",
    "sunday": "2026-03-01",
    "who": "Kim",
    "depth": "full",
}


def _asked(name: str) -> object:
    return ASKED.get(name, "" if name in TEXTS else 1)


def _is_of(value: object, kind: Any) -> bool:
    """Tell whether a value is what an annotation says."""
    if isinstance(kind, UnionType):
        return any(_is_of(value, each) for each in get_args(kind))
    if get_origin(kind) is Mapping:
        return isinstance(value, Mapping)
    if get_origin(kind) is tuple:
        kinds = get_args(kind)
        if not isinstance(value, tuple):
            return False
        return kinds[-1:] == (...,) or all(map(_is_of, value, kinds))
    if kind is float:
        return type(value) in (int, float)
    if kind in (int, str, bool, NoneType):
        return type(value) is kind
    if hasattr(kind, "__match_args__") and not issubclass(kind, Enum | date):
        hints = get_type_hints(kind)
        return isinstance(value, kind) and all(
            _is_of(getattr(value, name), hints[name]) for name in kind.__match_args__
        )
    return isinstance(value, kind)


def test_what_is_read_is_what_the_annotations_say(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    reader = workspace.reads.reader()
    found = {
        name: reader.all(read, **{parameter: _asked(parameter) for parameter in read.parameters})
        for name, read in KNOWN.items()
        if read.view is not tuple
    }
    assert sum(bool(views) for views in found.values()) > 40
    for name, views in found.items():
        assert all(_is_of(view, KNOWN[name].view) for view in views), name
