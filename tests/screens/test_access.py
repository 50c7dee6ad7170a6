"""What somebody may not do is not offered, and whoever tries it all the same is told why."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import screens
from auditor.base.vocabulary import Access
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens.app import AuditorApp
from screens.frame.needed import FREE, NEEDED
from screens.frame.place import Place
from tests.conftest import NOWHERE
from tests.screens.helpers import until


def _all_places(kind: type[Place] = Place) -> set[type[Place]]:
    return {kind, *(one for each in kind.__subclasses__() for one in _all_places(each))}


def test_every_command_says_what_it_needs() -> None:
    """A new command fails here until it is said who may give it."""
    for module in walk_packages(screens.__path__, "screens."):
        import_module(module.name)
    actions = {command.action.partition("(")[0] for place in _all_places() for command in place.OFFERED}
    known = {action.partition("(")[0] for action in NEEDED}
    assert actions - known - FREE == set()
    assert (FREE | {one for one in known if not one.startswith("app.")}) - actions == set(), (
        "Nobody offers it."
    )


@pytest.mark.parametrize(
    ("access", "dead", "said"),
    [
        (Access.READER, {"walk", "new", "delete", "app.undo"}, "You may read here, not change"),
        (Access.AUDITOR, {"new", "delete"}, "You may not do that as auditor"),
        (Access.EDITOR, set(), ""),
    ],
)
async def test_what_one_may_not_do_is_not_offered(
    path: Path, access: Access, dead: set[str], said: str
) -> None:
    """The key line and the palette leave it out; its key says why; whatever reads goes on."""
    workspace = Workspace.open(str(path), Config(NOWHERE, "Kim"))
    workspace.lower_access(access)
    app = AuditorApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.access is access and isinstance(app.screen, Place))
        place = app.screen
        assert isinstance(place, Place)
        await until(pilot, lambda: place.workspace.reads.journeys.lines() and place.all_commands())
        offered = {command.action for command in place.all_commands()}
        assert offered & {"walk", "new", "delete", "app.undo"} == {"walk", "new", "delete", "app.undo"} - dead
        assert {"app.history", "app.help", "way('map')"} <= offered
        for command in place.every_command():
            if command.action in dead:
                assert said in place.told_why_not(command)
        if "new" in dead:
            stack = len(app.screen_stack)
            key = next(one.keys[0] for one in place.every_command() if one.action == "new")
            await pilot.press(key)
            assert len(app.screen_stack) == stack
    workspace.close()
