"""From anywhere to anything: found by typing, back again, and where the app was left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot

from auditor.settings.config import Config
from auditor.settings.known import SCREENSHOTS
from auditor.settings.left_at import keep_left, read_left, state_file
from auditor.settings.standing import Standing
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.actions.owners import OwnersPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.palette import PaletteDialog
from screens.findings.finding import FindingPlace
from screens.frame import patient_app
from screens.frame.place import Place
from screens.frame.trail import Spot, Trail, kept, taken_up
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from screens.map.touchpoint_card import TouchpointCard
from screens.routes import Route, Selection, ToActions, ToHome, ToJourney, ToTouchpoint, ToWalk
from screens.settings.settings import SettingsPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, open_place, place_of, press, running, shown


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep what is left in a folder of the test's own."""
    monkeypatch.setenv("AUDITOR_STATE", str(tmp_path / "state"))
    yield


async def found(pilot: Pilot[None], typed: str, kind: str) -> PaletteDialog:
    """Type into the palette and go to the first hit of a kind with the arrow; return the palette."""
    await press(pilot, "ctrl+p", *typed)
    palette = pilot.app.screen
    assert isinstance(palette, PaletteDialog)
    await until(pilot, lambda: any(hit.kind == kind for hit in palette.hits))
    at = next(n for n, hit in enumerate(palette.hits) if hit.kind == kind)
    await press(pilot, *["down"] * at)
    return palette


async def test_every_kind_is_found_and_opens_the_right_place_at_the_right_line(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace, size=(120, 40)) as pilot:
        await found(pilot, "myrvind outdoor", "journey")
        await press(pilot, "enter")
        place_of(pilot, JourneyPlace)

        palette = await found(pilot, "offers campaigns", "touchpoint")
        assert "Myrvind" in palette.hits[0].beside
        await press(pilot, "enter")
        assert place_of(pilot, TouchpointCard).point is not None

        palette = await found(pilot, "purchase guest", "action")
        title = next(hit.name for hit in palette.hits if hit.kind == "action")
        await press(pilot, "enter")
        action = place_of(pilot, ActionsPlace).action
        assert action is not None and action.title == title

        await found(pilot, "contrast", "finding")
        await press(pilot, "enter")
        place_of(pilot, FindingPlace)

        palette = await found(pilot, "contrast ordinary text", "check")
        await press(pilot, "enter")
        walk = place_of(pilot, WalkPlace)
        assert walk.course is not None and walk.course.answer is not None
        assert "contrast" in walk.course.answer.check.text["en"]

        person = workspace.reads.people.all()[-1]
        await found(pilot, person.name, "person")
        await press(pilot, "enter")
        load = place_of(pilot, OwnersPlace).load
        assert load is not None and load.id == person.id


async def test_looking_makes_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient_app, "PAUSE", 0.01)
    path = tmp_path / "none.db"
    workspace = Workspace.open(str(path), Config(tmp_path, "Kim"))
    async with running(workspace) as pilot:
        await press(pilot, "ctrl+p", "escape")
        begun: list[Callable[[], object]] = []
        submit = app_of(pilot)._saving.submit

        def submitted(work: Callable[[], object]) -> object:
            begun.append(work)
            return submit(work)

        monkeypatch.setattr(app_of(pilot)._saving, "submit", submitted)
        await open_place(pilot, ActionsPlace())
        await until(pilot, lambda: begun)
        # What is begun in the background is over when this is.
        await app_of(pilot).saved(lambda: None, is_apart=True)
        assert not path.exists()
    workspace.close()


async def test_a_setting_is_found_by_what_it_does(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        palette = await found(pilot, "newest picture", "setting")
        assert palette.hits[0].name == "Folder of screenshots"
        await press(pilot, "enter")
        row = place_of(pilot, SettingsPlace).row
        assert isinstance(row, Standing) and row.setting is SCREENSHOTS


async def test_enter_typed_fast_goes_to_what_was_typed_and_nothing_found_is_said(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        await press(pilot, "ctrl+p", *"myrvind outdoor", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        await press(pilot, "ctrl+p", *"qqqqzz")
        await until(pilot, lambda: "Nothing has all of these words." in shown(pilot))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PaletteDialog)


async def test_a_command_that_is_impossible_here_is_found_with_the_reason(opened: Opener) -> None:
    async with running(opened("nothing")) as pilot:
        await press(pilot, "ctrl+p", *"time line")
        palette = pilot.app.screen
        assert isinstance(palette, PaletteDialog)
        await until(pilot, lambda: palette.hits and palette.hits[0].why_not)
        await press(pilot, "enter")
        await until(pilot, lambda: "There is no journey yet: a starts one." in shown(pilot))


async def test_ctrl_o_goes_back_place_by_place_to_where_one_stood(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        home = pilot.app.screen
        await press(pilot, "enter", "down", "down")
        lines = place_of(pilot, JourneyPlace).lines
        await until(pilot, lambda: lines.cursor == 2)
        await press(pilot, "g", "m", "escape", "escape")
        assert pilot.app.screen is home
        await press(pilot, "ctrl+o")
        assert place_of(pilot, JourneyPlace).lines.cursor == 2
        await press(pilot, "ctrl+o")
        assert pilot.app.screen.__class__.__name__ == "MapPlace"
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "There is nothing further back." in shown(pilot))
        await press(pilot, "escape")
        assert pilot.app.screen is home


async def test_the_app_opens_where_it_was_left_and_esc_leads_home(opened: Opener) -> None:
    workspace = opened("shop")
    async with remembering(workspace, ("walk", 1)) as pilot:
        await press(pilot, "y", "y", "y")
        course = place_of(pilot, WalkPlace).course
        assert course is not None
        stood = course.step
    async with remembering(workspace) as pilot:
        again = place_of(pilot, WalkPlace).course
        assert again is not None and again.step == stood
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        await press(pilot, "ctrl+o")
        place_of(pilot, WalkPlace)


async def test_the_place_is_kept_where_the_database_was_made_meanwhile(tmp_path: Path) -> None:
    workspace = Workspace.open(str(tmp_path / "none.db"), Config(tmp_path, "Kim"))
    async with remembering(workspace) as pilot:
        app_of(pilot).go(ToJourney(workspace.journeys.new("Shop")))
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
    async with remembering(workspace) as pilot:
        place_of(pilot, JourneyPlace)
    workspace.close()


async def test_home_stays_sorted_and_folded_as_it_was(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.journeys.edit(1, client="Fjell")
    workspace.journeys.edit(workspace.journeys.new("Other"), client="Skog")
    async with remembering(workspace) as pilot:
        home = place_of(pilot, HomePlace)
        await press(pilot, "s")
        group = next(line for line in range(home.lines.count) if "Fjell" in home.lines.text_of(line))
        home.lines.cursor = group
        await press(pilot, "enter")
        assert "Web shop" not in shown(pilot)
        home.go(ToJourney(1))
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
    async with remembering(workspace) as pilot:
        place_of(pilot, JourneyPlace)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        await until(pilot, lambda: "Other" in shown(pilot) and "by name" in shown(pilot))
        assert "Web shop" not in shown(pilot)


def remembering(workspace: Workspace, start: tuple[str, int] | None = None):  # type: ignore[no-untyped-def]
    return running(workspace, start, remembers=True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b'{"a": 1}',
        b"[[1]]",
        b'[["ToNowhere", {}, 0, "", ""], ["Route", {}, 0, "", ""], ["ToJourney", {"x": 1}, 0, "", ""]]',
        kept([Spot(ToJourney(77), 3, "gone")]),
        kept([Spot(ToWalk(77))]),
        kept([Spot(ToTouchpoint(77, 88), 3, "gone")]),
    ],
)
async def test_what_is_kept_and_broken_or_gone_keeps_nobody_from_beginning(
    opened: Opener, content: bytes
) -> None:
    workspace = opened("shop")
    keep_left(state_file(workspace.uid, workspace.who), content)
    async with remembering(workspace) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomePlace)


def test_every_route_is_kept_and_taken_up_as_it_was() -> None:
    shown_ones = ActionFilter(journey_id=3, owners=("Åsa",), ids=frozenset({1, 2}))
    for kind in Route.__subclasses__():
        values: dict[str, object] = {}
        for field in msgspec.structs.fields(kind):
            if field.name == "selection":
                values[field.name] = Selection(shown_ones)
            elif field.required:
                values[field.name] = 7
        spot = Spot(kind(**values), 4, "text", "title")
        assert taken_up(kept([spot])) == [spot], kind


def test_the_trail_holds_each_place_once_and_the_way_back_each_place_but_the_one_in_front() -> None:
    trail = Trail()
    for journey in (1, 2, 1, 3):
        trail.leave(Spot(ToJourney(journey, touchpoint_id=journey + 10)))
    assert [spot.route for spot in trail.recent] == [
        ToJourney(3, touchpoint_id=13),
        ToJourney(1, touchpoint_id=11),
        ToJourney(2, touchpoint_id=12),
    ]
    steps = [trail.further_back(ToJourney(1)) for _step in range(3)]
    assert [spot and spot.route.which for spot in steps] == [ToJourney(3).which, ToJourney(2).which, None]
    assert ToActions(Selection(shown_actions())).which == ToActions(None).which != ToHome().which


def shown_actions() -> ActionFilter:
    return ActionFilter(late=True)


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "left"
    keep_left(path, b"x")
    assert read_left(path) == b""


async def test_slash_finds_a_line_of_every_list(opened: Opener) -> None:
    async with running(opened("sample"), size=(120, 40)) as pilot:
        await press(pilot, "enter", "/", *"offers campa", "enter")
        row = place_of(pilot, JourneyPlace).lines.row
        assert row is not None and row.name == "Offers and campaigns"


@pytest.mark.parametrize(
    ("make", "start", "keys", "said"),
    [
        ("nothing", None, "w", "There is no journey yet: a starts one."),
        ("shop", ("walk", 1), ". m", "Say first how the customer feels"),
        ("shop", None, "X", "X does nothing here; ? shows the keys."),
    ],
)
async def test_a_key_that_does_nothing_says_why(
    opened: Opener, make: str, start: tuple[str, int] | None, keys: str, said: str
) -> None:
    async with running(opened(make), start) as pilot:
        await press(pilot, *keys.split())
        await until(pilot, lambda: said in shown(pilot))
        assert isinstance(pilot.app.screen, Place)


async def test_asking_whether_it_worked_of_an_action_that_is_not_done_says_for_which_it_is(
    opened: Opener,
) -> None:
    async with running(opened("sample")) as pilot:
        await press(pilot, "g", "a", "g", "w")
        await until(pilot, lambda: "is for actions that are done, verified" in shown(pilot))


async def test_what_is_deleted_meanwhile_is_found_no_more(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        app = app_of(pilot)
        touchpoint = workspace.reads.journeys.get(1)
        assert touchpoint is not None
        name = touchpoint.touchpoints[0].name
        await found(pilot, name, "touchpoint")
        await press(pilot, "escape")
        await app.save(lambda: workspace.stages.delete_touchpoint(touchpoint.touchpoints[0].id))
        await press(pilot, "ctrl+p", *name)
        palette = pilot.app.screen
        assert isinstance(palette, PaletteDialog)
        await until(pilot, lambda: not palette.is_looking)
        assert all(hit.kind != "touchpoint" or hit.name != name for hit in palette.hits)
