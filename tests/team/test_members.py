"""Who is let in, as commands list it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Cli
from tests.conftest import Server
from tests.house import House


@pytest.fixture(scope="module")
def house(server: Server) -> Iterator[House]:
    """One house for all tests that keep nothing."""
    made = House(server)
    yield made
    made.close()


def test_the_administrator_stands_in_the_list_as_that(house: House) -> None:
    cli = Cli()
    listed = {each["name"]: each["role"] for each in cli.json("--db", house.url, "team", "list")}
    assert listed == {
        "Anna": "owner",
        "Bo": "auditor",
        "Boss": "administrator",
        "Cy": "auditor",
        "Ed": "editor",
        "Ri": "reader",
    }
    assert "outside the rules" in cli("--db", house.url, "team", "list").out
