"""A database from before it kept what everybody goes by takes that from whoever brings it up to date; so do its copies."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from auditor.exchange.reading import ExportFile, read
from auditor.settings.config import Config, read_settings
from auditor.store import schema
from auditor.store.engine import make_engine
from auditor.store.location import locate
from auditor.workspace import Workspace
from tests.exchange.older import older

OWN = {"priority.order": "rice", "matrix.impact": 3}


@pytest.fixture
def own_way(tmp_path: Path) -> Config:
    """Settings of somebody who has another order."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "config.toml").write_text('name = "Bo"\n[priority]\norder = "rice"\n[matrix]\nimpact = 3\n')
    return read_settings(folder)


@pytest.mark.parametrize("version", ["0002", "0009"])
def test_figures_stay_as_they_were_and_are_the_same_for_others_from_then_on(
    blank_engine: Engine, blank_address: str, config: Config, own_way: Config, version: str
) -> None:
    with blank_engine.begin() as connection:
        schema.upgrade(connection, version)
        connection.execute(
            text(
                "INSERT INTO journey (uid, revision, name, about, purpose, scope)"
                " VALUES ('j', 1, 'Shop', '', 'sales', 'whole')"
            )
        )
    blank_engine.dispose()
    for who in (own_way, config):
        with closing(Workspace.open(blank_address, who)) as workspace:
            assert [line.name for line in workspace.reads.journeys.lines()] == ["Shop"]
            assert (workspace.rules, workspace.shared_settings()) == (own_way.rules, OWN)


def test_a_copy_from_before_that_is_restored_takes_it_too(
    tmp_path: Path, schema_file: Path, own_way: Config
) -> None:
    path = tmp_path / "team.db"
    copy = tmp_path / "copy.db"
    copy.touch()
    engine = make_engine(locate(str(copy)))
    with engine.begin() as connection:
        schema.upgrade(connection, "0009")
    engine.dispose()
    with closing(Workspace.open(str(path), own_way)) as workspace:
        workspace.journeys.new("Shop")
        workspace.upkeep.restore(str(copy))
        assert workspace.shared_settings() == OWN


def test_older_exports_set_nothing() -> None:
    for version in range(1, 7):
        document = read([ExportFile("old", json.dumps(older(version)))])
        assert list(document.of("settings")) == []
