"""As-is and to-be side by side: the differences, who works on them, and changing what is wanted."""

from __future__ import annotations

from functools import partial

import pytest
from textual.pilot import Pilot

from auditor.analysis.mapping import Layer, as_is, curve, named
from auditor.base.i18n import percent
from auditor.base.vocabulary import Existence, NoteKind
from auditor.views.journeys import Wish
from auditor.views.maps import JourneyMap
from auditor.workspace import Workspace
from screens.dialogs.form import FormDialog
from screens.map.gaps import GapsPlace
from screens.map.touchpoint_card import TouchpointCard
from screens.widgets.line_list import LineList
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, Size, open_place, press, running, shown, strips

WIDE = (160, 50)


def map_of(workspace: Workspace, journey: int = 1) -> JourneyMap:
    found = workspace.reads.maps.get(journey)
    assert found is not None
    return found


def lines_of(pilot: Pilot[None]) -> list[str]:
    region = pilot.app.screen.query_one(LineList).region
    return [line.crop(region.x, region.right).text for line in strips(pilot)[region.y : region.bottom]]


def below(pilot: Pilot[None], heading: str) -> list[str]:
    """Return the lines under a heading up to the next empty one."""
    lines = [line.strip() for line in lines_of(pilot)]
    rest = lines[lines.index(heading) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_every_touchpoint_stands_under_its_stage_with_both_feelings(opened: Opener, size: Size) -> None:
    workspace = opened("listed")
    journey_map = map_of(workspace)
    for place, wanted in enumerate((2, 2, -2)):
        workspace.wishes.want(journey_map.points[place].touchpoint.id, wanted)
    as_is = curve(journey_map, Layer.NEWEST)[:3]
    assert as_is == [1, -1, 2]
    async with running(workspace, size=(size[0], 70)) as pilot:
        await open_place(pilot, GapsPlace(1))
        for stage in journey_map.journey.stages:
            found = below(pilot, stage.name)
            assert len(found) == len(stage.touchpoints)
            for line, point in zip(found, stage.touchpoints, strict=True):
                assert line.removeprefix("◆ ").startswith(point.name[:12])
        first, second, third = (below(pilot, journey_map.journey.stages[0].name) + [""] * 3)[:3]
        assert "+1" in first and "+3" in second and ("−4" in third or "-4" in third)


async def test_the_headline_is_the_gap_coverage_and_the_untouched_come_first(opened: Opener) -> None:
    workspace = opened("listed")
    points = map_of(workspace).points
    for point in points[:4]:
        workspace.wishes.want(point.touchpoint.id, 2)
    here = points[1].touchpoint
    mending = {
        each.action_id
        for finding in workspace.reads.findings.of_journey(1)
        if here.name in (finding.touchpoint, *finding.elsewhere)
        for each in finding.mending
    }
    for line in workspace.reads.actions.ranking().all():
        if line.touchpoint_id == here.id or line.id in mending:
            workspace.actions.drop([line.id])
        else:
            workspace.actions.accept([line.id])
    covered = named(map_of(workspace)).coverage
    assert covered.share is not None and 0 < covered.share < 1 and covered.untouched[0] == 1
    async with running(workspace, size=WIDE) as pilot:
        await open_place(pilot, GapsPlace(1))
        assert percent(covered.share) in lines_of(pilot)[0]
        untouched = below(pilot, "Nobody works on")
        assert len(untouched) == len(covered.untouched)
        assert points[1].touchpoint.name in untouched[0]


async def test_where_nothing_is_wanted_it_says_how_to_want(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        await open_place(pilot, GapsPlace(1))
        assert "+ wants a happier feeling" in lines_of(pilot)[0]
        assert "Nobody works on" not in shown(pilot)


async def test_a_wish_and_existence_are_changed_at_once_and_taken_back(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=WIDE) as pilot:
        place = await open_place(pilot, GapsPlace(1))
        point = place.point
        assert point is not None
        await press(pilot, "-", "-")
        await until(pilot, lambda: map_of(workspace).points[0].touchpoint.wanted == -1)
        await press(pilot, ".", "x", ".", "x")
        await until(pilot, lambda: "to go" in shown(pilot))
        assert map_of(workspace).points[0].touchpoint.existence is Existence.TO_GO
        await press(pilot, "u", "u", "u", "u")
        await until(pilot, lambda: map_of(workspace).points[0].touchpoint.wanted is None)
        assert place.point is not None and place.point.touchpoint.id == point.touchpoint.id


async def test_a_wish_begins_at_what_is_felt_and_is_taken_away(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=WIDE) as pilot:
        await open_place(pilot, GapsPlace(1))
        assert as_is(map_of(workspace).points[0]) == 1
        await press(pilot, "+")
        await until(pilot, lambda: map_of(workspace).points[0].touchpoint.wanted == 2)
        await press(pilot, "0")
        await until(pilot, lambda: map_of(workspace).points[0].touchpoint.wanted is None)
        assert "Nothing is wanted at" in shown(pilot)


async def test_what_is_wanted_for_a_persona_begins_where_it_is_and_says_what_happens_then(
    opened: Opener,
) -> None:
    workspace = opened("listed")
    journey_map = map_of(workspace)
    point, persona = journey_map.points[1].touchpoint, journey_map.personas[0]
    need = workspace.noting.add(point.id, NoteKind.NEED, "To be let in")

    def own() -> Wish | None:
        return map_of(workspace).points[1].touchpoint.wish_of(persona.id)

    async with running(workspace, size=WIDE) as pilot:
        place = await open_place(pilot, GapsPlace(1))
        await press(pilot, "down", "V")
        assert persona.name in lines_of_title(pilot)
        assert curve(journey_map, Layer.NEWEST, persona.id)[1] == -1
        await press(pilot, "+")
        await until(pilot, lambda: (wish := own()) is not None and wish.feeling == 0)
        assert map_of(workspace).points[1].touchpoint.wanted is None
        await press(pilot, "T")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "tab", *"In at once", "tab", "tab", "space", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is place)
        wish = own()
        assert wish is not None and (wish.feeling, wish.text, wish.needs) == (0, "In at once", (need,))
        await until(pilot, lambda: "In at once" in shown(pilot) and "To be let in" in shown(pilot))
        await press(pilot, "v")
        await until(pilot, lambda: f"{persona.name} · wanted" in shown(pilot))
        await press(pilot, "v", "0")
        await until(pilot, lambda: own() is None)
        await press(pilot, "0")
        await until(pilot, lambda: "has no wish of its own" in shown(pilot))


def lines_of_title(pilot: Pilot[None]) -> str:
    return strips(pilot)[0].text


def says_nobody_works(pilot: Pilot[None], is_so: bool) -> bool:
    return ("Nobody works on" in shown(pilot)) is is_so


async def test_the_cursor_stays_on_its_touchpoint_when_lines_come_above_it(opened: Opener) -> None:
    workspace = opened("listed")
    for line in workspace.reads.actions.ranking().all():
        workspace.actions.drop([line.id])
    async with running(workspace, size=WIDE) as pilot:
        place = await open_place(pilot, GapsPlace(1))
        await press(pilot, "down", "down", "down")
        point = place.point
        assert point is not None
        for heading_there in (True, False):
            await press(pilot, "+" if heading_there else "u")
            await until(pilot, partial(says_nobody_works, pilot, heading_there))
            assert place.point is not None
            assert place.point.touchpoint.id == point.touchpoint.id
        await press(pilot, "+", "home")
        await until(pilot, lambda: "Nobody works on" in shown(pilot))
        assert place.point is not None and place.point.touchpoint.id == point.touchpoint.id
        await press(pilot, "+")
        await until(pilot, lambda: map_of(workspace).points[3].touchpoint.wanted == 0)
        assert place.lines.cursor < 5, "the cursor stays among those nobody works on"


async def test_enter_opens_the_touchpoint_and_escape_comes_back(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, GapsPlace(1))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TouchpointCard))
        assert isinstance(pilot.app.screen, TouchpointCard)
        assert pilot.app.screen.touchpoint_id == map_of(workspace).points[1].touchpoint.id
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)


async def test_an_empty_journey_harms_nothing(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Empty")
    async with running(workspace) as pilot:
        place = await open_place(pilot, GapsPlace(journey))
        await press(pilot, *"+-x", "enter", "down", "end", "home")
        assert pilot.app.screen is place and place.point is None
