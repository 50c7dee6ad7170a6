"""A database from before there were clients keeps its journeys, which are of none and not archived; so do its exports."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Engine, text

from auditor.exchange.reading import ExportFile, read
from auditor.settings.config import Config
from auditor.store import schema
from auditor.workspace import Workspace
from tests.exchange.conftest import exported
from tests.exchange.older import older


def test_journeys_of_old_are_of_no_client_and_at_hand(
    blank_engine: Engine, blank_address: str, config: Config
) -> None:
    with blank_engine.begin() as connection:
        schema.upgrade(connection, "0008")
        connection.execute(
            text(
                "INSERT INTO journey (uid, revision, name, about, purpose, scope)"
                " VALUES ('j', 1, 'Shop', '', 'sales', 'whole')"
            )
        )
    blank_engine.dispose()
    workspace = Workspace.open(blank_address, config)
    workspace.get_ready_to_write()
    (line,) = workspace.reads.journeys.lines()
    assert (line.name, line.client, line.tags, line.archived) == ("Shop", "", (), None)


def test_an_export_takes_clients_and_the_archive_along_and_older_ones_are_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    number = workspace.journeys.new("Shop", client="Fjell", tags="b2b spring")
    workspace.journeys.archive(number)
    (row,) = read([ExportFile("new", exported(workspace))]).of("journeys")
    assert (row["client"], row["tags"]) == ("Fjell", ["b2b", "spring"]) and row["archived_at"]
    for version in range(1, 6):
        (row,) = read([ExportFile("old", json.dumps(older(version)))]).of("journeys")
        assert (row["client"], row["tags"], row["archived_at"]) == ("", [], None)
