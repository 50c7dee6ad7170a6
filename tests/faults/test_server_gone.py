"""A server that goes while the app is open: it is told, and one stays where one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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

Gate = Callable[[bool], None]


@pytest.fixture
def served(server: Server) -> Iterator[tuple[Workspace, Gate]]:
    """A web shop with an audit on a server, and what shuts out whoever uses it, or lets them in again."""
    name, url = server.empty()

    def let_in(is_open: bool) -> None:
        server._admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {str(is_open).lower()}")
        if not is_open:
            server._admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )

    workspace = opened(url)
    workspace.audits.start(workspace.journeys.new_from(find_template("web-shop", NOWHERE)), "Kim")
    yield workspace, let_in
    workspace.close()
    server.drop(name)


async def test_leaving_a_walk_whose_server_is_gone_stays_in_it(served: tuple[Workspace, Gate]) -> None:
    workspace, let_in = served
    async with running(workspace, ("walk", 1)) as pilot:
        walk = place_of(pilot, WalkPlace)
        let_in(False)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen.query(Toast))
        assert pilot.app.screen is walk and pilot.app._exit is False
        assert "postgresql://" in said(pilot, Toast)
        let_in(True)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        await until(pilot, lambda: "Web shop" in shown(pilot))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomePlace)


async def test_opening_a_place_whose_server_is_gone_stays_at_home(served: tuple[Workspace, Gate]) -> None:
    workspace, let_in = served
    async with running(workspace) as pilot:
        home = place_of(pilot, HomePlace)
        let_in(False)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen.query(Toast))
        assert pilot.app.screen is home and pilot.app._exit is False
