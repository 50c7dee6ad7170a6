"""A server that goes while the app is open: it is told, and one stays where one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from textual.widgets._toast import Toast

from auditor.library.templates import find_template
from auditor.workspace import Workspace
from screens.audit.walk import WalkPlace
from screens.home.home import HomePlace
from tests.conftest import NOWHERE, Server
from tests.faults.children import opened
from tests.screens.helpers import until
from tests.screens.shown import place_of, press, running, said, shown
from tests.walks import small


@dataclass(frozen=True)
class Served:
    """A workspace on a server, which can be shut out and let in again."""

    workspace: Workspace
    shut: Callable[[], None]
    open: Callable[[], None]


@pytest.fixture
def served(server: Server) -> Iterator[Served]:
    """A web shop with an audit on a server."""
    name, url = server.empty()

    workspace = opened(url)
    workspace.audits.start(workspace.journeys.new_from(small(find_template("web-shop", NOWHERE))), "Kim")
    yield Served(workspace, lambda: server.shut(name), lambda: server.open(name))
    workspace.close()
    server.drop(name)


async def test_leaving_a_walk_whose_server_is_gone_stays_in_it(served: Served) -> None:
    async with running(served.workspace, ("walk", 1)) as pilot:
        walk = place_of(pilot, WalkPlace)
        await until(pilot, lambda: "Web shop" in shown(pilot))
        served.shut()
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen.query(Toast))
        assert pilot.app.screen is walk and pilot.app._exit is False
        assert "postgresql://" in said(pilot, Toast)
        served.open()
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        await until(pilot, lambda: "Web shop" in shown(pilot))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomePlace)


async def test_opening_a_place_whose_server_is_gone_stays_at_home(served: Served) -> None:
    async with running(served.workspace) as pilot:
        home = place_of(pilot, HomePlace)
        await until(pilot, lambda: "Web shop" in shown(pilot))
        served.shut()
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen.query(Toast))
        assert pilot.app.screen is home and pilot.app._exit is False
