"""What somebody may not do is not offered, and whoever tries it all the same is told why."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import screens
from auditor.base.errors import StorageError
from auditor.base.vocabulary import Access, Verdict
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens.app import AuditorApp
from screens.audit.walk import WalkPlace
from screens.findings.finding import FindingPlace
from screens.frame.needed import FREE, NEEDED
from screens.frame.place import Place
from tests.conftest import NOWHERE
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, shown
from tests.walks import audit_of


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


_IN_A_WALK = {"answer('pass')", "comment", "finish", "clear"}


async def test_another_persons_audit_is_an_auditors_to_look_at(path: Path) -> None:
    """Answering, feeling, finishing it is grey, with whose it is; moving about in it is not, and one's own is one's own."""
    workspace = Workspace.open(str(path), Config(NOWHERE, "Kim"))
    visit = audit_of(workspace, 1).visits[0]
    named = workspace.findings.name(next(one.id for one in visit.answers if one.verdict is Verdict.FAIL))
    workspace.people.add("Bo")
    own = workspace.audits.start(1, "Bo")
    workspace.close()
    bo = Workspace.open(str(path), Config(NOWHERE, "Bo"))
    bo.lower_access(Access.AUDITOR)
    async with running(bo) as pilot:
        await until(pilot, lambda: pilot.app.access is Access.AUDITOR)  # type: ignore[attr-defined]
        walk = await open_place(pilot, WalkPlace(1))
        await until(pilot, lambda: walk.course is not None)
        before = audit_of(bo, 1)
        offered = {each.action for each in walk.all_commands()}
        assert not offered & (_IN_A_WALK | {"feel('1')", "deepen", "items"}) and "go('1')" in offered
        for key in ("y", "3", "c", "f"):
            pilot.app.clear_notifications()
            await press(pilot, key)
            await until(pilot, lambda: "This is Kim’s audit" in shown(pilot))
            assert pilot.app.screen is walk
        assert audit_of(bo, 1) == before

        finding = await open_place(pilot, FindingPlace(named))
        await until(pilot, lambda: finding.finding is not None)
        assert not {each.action for each in finding.all_commands()} & {
            "edit",
            "severity",
            "quick_win",
            "picture",
        }
        await press(pilot, "r")
        await until(pilot, lambda: "Kim found this" in shown(pilot))

        mine = await open_place(pilot, WalkPlace(own))
        await until(pilot, lambda: mine.course is not None)
        assert {each.action for each in mine.all_commands()} & {"answer('pass')", "take_gates", "feel('1')"}

        pilot.app.pop_screen()
        pilot.app.pop_screen()
        pilot.app.pop_screen()
        await until(pilot, lambda: "overview" in shown(pilot))
        await press(pilot, "w")
        await until(pilot, lambda: "Kim’s, to look at" in shown(pilot))
        assert "Start a new audit" in shown(pilot)
    bo.close()


async def test_an_editor_changes_anybodys_audit(path: Path) -> None:
    workspace = Workspace.open(str(path), Config(NOWHERE, "Ed"))
    workspace.lower_access(Access.EDITOR)
    async with running(workspace) as pilot:
        walk = await open_place(pilot, WalkPlace(1))
        await until(pilot, lambda: walk.course is not None)
        assert _IN_A_WALK & {each.action for each in walk.all_commands()}
    workspace.close()


async def test_where_nothing_can_be_written_nothing_that_changes_is_offered(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is told where a key is pressed; once it can be written, the same key does what it does."""
    why: list[StorageError] = [StorageError("The disk may only be read.")]
    monkeypatch.setattr(Workspace, "read_only", property(lambda _self: why[0] if why else None))
    workspace = Workspace.open(str(path), Config(NOWHERE, "Kim"))
    async with running(workspace) as pilot:
        app = pilot.app
        assert isinstance(app, AuditorApp)
        await until(pilot, lambda: app.read_only is not None)
        place = place_of(pilot, Place)
        offered = {each.action for each in place.all_commands()}
        assert not offered & {"new", "walk", "delete", "app.undo"}
        assert {"app.history", "app.settings", "app.help"} <= offered
        app.clear_notifications()
        await press(pilot, "a")
        await until(pilot, lambda: "The disk may only be read." in shown(pilot))
        assert not app.screen.is_modal
        refused = next(each for each in place.every_command() if each.action == "new")
        assert "The disk may only be read." in place.told_why_not(refused)
        why.clear()
        await press(pilot, "a")
        await until(pilot, lambda: app.screen.is_modal)
        assert "new" in {each.action for each in place.all_commands()}
    workspace.close()
