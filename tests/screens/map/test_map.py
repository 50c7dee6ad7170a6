"""The map: its views, personas and rows, the way through it by keys, at every length and size."""

from __future__ import annotations

from functools import partial

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import Existence, NoteKind
from auditor.drawing.curves import SIGNS, View, name_of
from auditor.views.journeys import Touchpoint
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.form import FormDialog
from screens.home.home import HomePlace
from screens.journey.questions import QuestionsPlace
from screens.map.emotion_map import AXIS
from screens.map.gaps import GapsPlace
from screens.map.journey_map import MapPlace
from screens.map.legend import Legend
from screens.map.map_rows import ROWS
from screens.map.touchpoint_card import TouchpointCard
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.long_journeys import make_journey
from tests.screens.shown import SMALL, Size, open_place, place_of, press, running, said, shown, strips

MEDIUM = (120, 40)
WIDE = (200, 60)
LENGTHS = (1, 14, 40, 400)


def lines_of(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the drawing."""
    region = place_of(pilot, MapPlace).drawing.region
    return [line.crop(region.x, region.right).text for line in strips(pilot)[region.y : region.bottom]]


def title_of(pilot: Pilot[None]) -> str:
    return shown(pilot).splitlines()[0]


def rows_of(pilot: Pilot[None]) -> set[str]:
    """Return the headings of the rows that are shown, as far as they are headings of rows."""
    found = {line[:AXIS].strip() for line in lines_of(pilot)}
    return found & {heading for _key, heading, _help in ROWS}


def point_at(workspace: Workspace, place: int, journey: int = 1) -> Touchpoint:
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return found.touchpoints[place]


def columns_in_view(place: MapPlace) -> range:
    """Return the touchpoints in view, counted from 0."""
    drawing = place.drawing
    first, count = drawing._first, (drawing.size.width - AXIS) // drawing.column_width
    return range(first, min(first + count, len(place.map.points) if place.map else 0))


@pytest.mark.every(4)
@pytest.mark.parametrize("size", [SMALL, MEDIUM, WIDE])
@pytest.mark.parametrize("length", LENGTHS)
async def test_the_stage_in_view_is_named_and_the_cursor_is_seen_wherever_one_goes(
    opened: Opener, length: int, size: Size
) -> None:
    workspace = opened("blank")
    journey = make_journey(workspace, length)
    async with running(workspace, size=size) as pilot:
        place = await open_place(pilot, MapPlace(journey))
        for keys in (["right"] * 12, ["pagedown"] * 3, ["end"], ["left"] * 12, ["pageup"], ["home"]):
            await press(pilot, *keys)
            assert place.map is not None and place.point is not None
            in_view = columns_in_view(place)
            assert place.drawing.cursor in in_view
            stages = {stage.id: stage.name for stage in place.map.journey.stages}
            name = stages[place.map.points[in_view[0]].stage_id]
            lines = lines_of(pilot)
            band, names = lines[0][AXIS:], lines[1][AXIS:]
            assert band.lstrip("‹ ").startswith(name[:3]), band
            assert band.startswith("‹") is (in_view[0] > 0), "there is more at the left"
            assert band.rstrip().endswith("›") is (in_view[-1] < length - 1), "there is more at the right"
            at = (place.drawing.cursor - in_view[0]) * place.drawing.column_width
            assert names[at:].startswith("Touchpo")
        assert place.drawing.cursor == 0


async def test_keys_move_by_one_by_five_and_to_the_ends_and_never_beyond(opened: Opener) -> None:
    workspace = opened("blank")
    async with running(workspace) as pilot:
        place = await open_place(pilot, MapPlace(make_journey(workspace, 14)))
        for keys, expected in (
            (["left", "h", "pageup", "home"], 0),
            (["right"], 1),
            (["l"], 2),
            (["pagedown"], 7),
            (["h"], 6),
            (["pageup"], 1),
            (["end"], 13),
            (["right", "pagedown", "end"], 13),
            (["home"], 0),
        ):
            await press(pilot, *keys)
            assert place.drawing.cursor == expected, keys


async def test_a_click_moves_to_the_touchpoint_under_it(opened: Opener) -> None:
    workspace = opened("blank")
    async with running(workspace) as pilot:
        place = await open_place(pilot, MapPlace(make_journey(workspace, 40)))
        await press(pilot, *["right"] * 20)
        first, width = columns_in_view(place)[0], place.drawing.column_width
        await pilot.click(place.drawing, offset=(AXIS + 2 * width + 1, 5))
        await until(pilot, lambda: place.drawing.cursor == first + 2)
        await pilot.click(place.drawing, offset=(1, 5))
        assert place.drawing.cursor == first + 2, "the faces are no touchpoint"


async def test_views_follow_one_another_and_say_what_is_drawn(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        await open_place(pilot, MapPlace(1))
        expected = (("now",), ("now", "last time"), ("assumed", "observed"), ("now", "wanted"))
        for view, labels in zip(View, expected, strict=True):
            name = name_of(view)
            assert name in title_of(pilot)
            for label in labels if len(labels) > 1 else ():
                assert label in said(pilot, Legend), name
            await press(pilot, "v")
        assert name_of(View.NOW) in title_of(pilot)


async def test_no_curves_name_is_broken_or_left_out(opened: Opener) -> None:
    workspace = opened("sample")
    names = [persona.name for persona in workspace.reads.journeys.personas(1)]
    labels = [f"{name} · {layer}" for layer in ("now", "last time") for name in names]
    async with running(workspace) as pilot:
        await open_place(pilot, MapPlace(1))
        await press(pilot, "v")
        for width in (80, 60, 200, 80):
            await pilot.resize_terminal(width, 24)
            for sign, label in zip(SIGNS, labels, strict=False):
                name = f"{sign} {label}"
                await until(pilot, lambda name=name: any(name in one for one in shown(pilot).splitlines()))  # type: ignore[misc]


async def test_each_persona_is_drawn_together_as_a_mean_and_alone(opened: Opener) -> None:
    workspace = opened("sample")
    names = [persona.name for persona in workspace.reads.journeys.personas(1)]
    assert len(names) == 2
    async with running(workspace, size=MEDIUM) as pilot:
        await open_place(pilot, MapPlace(1))
        for who, drawn in (
            ("each persona", names),
            ("all personas", []),
            (names[0], names[:1]),
            (names[1], names[1:]),
        ):
            assert who in title_of(pilot)
            legend = said(pilot, Legend)
            assert [name for name in names if name in legend] == drawn
            await press(pilot, "V")
        assert "each persona" in title_of(pilot)


async def test_curves_are_known_by_their_signs_alone(opened: Opener) -> None:
    async with running(opened("sample"), size=MEDIUM) as pilot:
        await open_place(pilot, MapPlace(1))
        for view in View:
            legend = said(pilot, Legend)
            text = "".join(line[AXIS:] for line in lines_of(pilot))
            in_legend = [sign for sign in SIGNS if sign in legend]
            assert len(in_legend) >= 2 and in_legend == list(SIGNS[: len(in_legend)])
            drawn = {sign for sign in SIGNS if sign in text} - {"◆"}
            assert drawn and drawn <= set(in_legend), view
            await press(pilot, "v")


@pytest.mark.parametrize(("key", "row"), list(enumerate((row[1] for row in ROWS), 1)))
async def test_a_number_shows_and_hides_its_row(opened: Opener, key: int, row: str) -> None:
    async with running(opened("sample"), size=MEDIUM) as pilot:
        await open_place(pilot, MapPlace(1))
        before = rows_of(pilot)
        await press(pilot, "z", str(key))
        assert rows_of(pilot) == before ^ {row}
        await press(pilot, "z", str(key))
        assert rows_of(pilot) == before


async def test_with_all_rows_or_none_the_curve_still_stands(opened: Opener) -> None:
    for size in (SMALL, MEDIUM):
        async with running(opened("sample"), size=size) as pilot:
            place = await open_place(pilot, MapPlace(1))
            await press(pilot, *"z2z5z6z7")
            assert rows_of(pilot) == {heading for _key, heading, _help in ROWS}, size
            assert place.drawing.chart_height >= 5
            await press(pilot, *"z1z2z3z4z5z6z7z8z9")
            assert rows_of(pilot) == set()
            assert any(SIGNS[0] in line for line in lines_of(pilot))


def wants(place: MapPlace, feeling: int) -> bool:
    """Tell whether that feeling is wanted at the touchpoint under the cursor."""
    return place.point is not None and place.point.touchpoint.wanted == feeling


def exists(workspace: Workspace, existence: Existence) -> bool:
    """Tell whether the first touchpoint exists, is planned or is to go."""
    return point_at(workspace, 0).existence is existence


async def test_plus_and_minus_want_another_feeling_which_is_drawn(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, MapPlace(1))
        await press(pilot, "v", "v", "v", "right")
        for keys, expected in (("+", 0), ("++", 2), ("+", 2), ("----", -2), ("-", -2), ("u", -1)):
            await press(pilot, *keys)
            await until(pilot, partial(wants, place, expected))
            assert point_at(workspace, 1).wanted == expected
        assert place.drawing.cursor == 1


async def test_x_goes_through_existing_planned_and_to_go(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await open_place(pilot, MapPlace(1))
        for existence, sign in ((Existence.PLANNED, "+"), (Existence.TO_GO, "×"), (Existence.EXISTING, "")):
            await press(pilot, ".", "x")
            await until(pilot, partial(exists, workspace, existence))
            marks = [line[AXIS : AXIS + 8] for line in lines_of(pilot)]
            assert not sign or any(line.strip().startswith(sign) for line in marks), existence


@pytest.mark.parametrize(
    ("keys", "kind"),
    [("enter", TouchpointCard), ("g d", GapsPlace), ("g q", QuestionsPlace), ("g a", ActionsPlace)],
)
async def test_keys_open_what_belongs_to_the_journey_and_escape_comes_back(
    opened: Opener, keys: str, kind: type
) -> None:
    async with running(opened("listed")) as pilot:
        place = await open_place(pilot, MapPlace(1))
        await press(pilot, "right", "right", *keys.split())
        await until(pilot, lambda: isinstance(pilot.app.screen, kind))
        if isinstance(pilot.app.screen, TouchpointCard):
            assert pilot.app.screen.touchpoint_id == point_at(place.workspace, 2).id
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        assert place.drawing.cursor == 2


async def test_w_takes_the_audit_up(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await open_place(pilot, MapPlace(1))
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))


async def test_a_note_written_on_the_map_stands_in_its_row(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=WIDE) as pilot:
        await open_place(pilot, MapPlace(1))
        await press(pilot, "z", "7", "right", "a", "n")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "tab", *"Slow", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, MapPlace) and "Slow" in shown(pilot))
        (row,) = [line for line in lines_of(pilot) if line.startswith("pain")]
        assert "Slow" in row
    journey_map = workspace.reads.maps.get(1)
    assert journey_map is not None
    assert [(n.kind, n.text) for n in journey_map.points[1].notes] == [(NoteKind.PAIN_POINT, "Slow")]


async def test_what_others_change_is_drawn_when_one_comes_back(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await open_place(pilot, MapPlace(1))
        await press(pilot, "enter", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *["backspace"] * 60, *"Renamed", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TouchpointCard))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MapPlace) and "Renamed" in shown(pilot))


async def test_what_is_named_beside_the_map_is_there(opened: Opener) -> None:
    async with running(opened("sample"), size=WIDE) as pilot:
        await open_place(pilot, MapPlace(1))
        text = said(pilot, "#named")
        for what in ("Lowest", "Highest", "Most needs work", "Peak-end", "differ most", "Gap coverage"):
            assert what in text


async def test_an_empty_journey_says_how_to_begin_and_no_key_harms(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Empty")
    async with running(workspace) as pilot:
        place = await open_place(pilot, MapPlace(journey))
        assert "no touchpoints yet" in shown(pilot)
        await press(
            pilot, *"vz1z2z3z4z5z6z7z8V+-xoen", "left", "right", "pageup", "pagedown", "home", "end", "enter"
        )
        assert pilot.app.screen is place and place.point is None
        await pilot.click(place.drawing, offset=(AXIS + 3, 3))
        assert place.drawing.cursor == 0


async def test_without_any_audit_the_map_shows_the_touchpoints_and_no_curve(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Unwalked")
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    workspace.stages.add_touchpoint(found.stages[1].id, "Only one")
    async with running(workspace) as pilot:
        await open_place(pilot, MapPlace(journey))
        assert "nothing yet" in said(pilot, Legend)
        assert not any(SIGNS[0] in line for line in lines_of(pilot))
        assert "Consideration" in lines_of(pilot)[0] and "Only one" in lines_of(pilot)[1]


@pytest.mark.parametrize(
    "name",
    [
        "Long " * 40,
        "u" * 200,
        "[@click=app.quit]x[/] [/] {n}",
        "顧客体験の監査と改善の優先順位付け {n}",
        "👩‍👩‍👧‍👦 {n} family",
        "a" + "\u0301" * 30,
    ],
)
async def test_any_name_fits_its_column(opened: Opener, name: str) -> None:
    workspace = opened("blank")
    journey = make_journey(workspace, 14, name)
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    workspace.stages.edit(found.stages[0].id, name=name[:200])
    async with running(workspace) as pilot:
        place = await open_place(pilot, MapPlace(journey))
        for _step in range(14):
            assert {strip.cell_length for strip in strips(pilot)} == {80}
            assert sum(SIGNS[0] in line for line in lines_of(pilot)) >= 2
            await press(pilot, "right")
        assert place.drawing.cursor == 13 and pilot.app.is_running


async def test_a_journey_deleted_meanwhile_leads_back_with_a_word(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await open_place(pilot, MapPlace(1))
        workspace.journeys.delete(1)
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        assert "no longer there" in shown(pilot)


async def test_the_title_leads_from_the_outer_journey_to_the_inner(opened: Opener) -> None:
    workspace = opened("listed")
    outer = workspace.reads.journeys.get(1)
    assert outer is not None
    inner = workspace.stages.open_new(outer.touchpoints[0].id, "Inside")
    async with running(workspace, size=MEDIUM) as pilot:
        await open_place(pilot, MapPlace(1))
        await press(pilot, "i")
        await until(pilot, lambda: place_of(pilot, MapPlace).journey_id == inner)
        assert f"{outer.name} › Inside" in title_of(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: place_of(pilot, MapPlace).journey_id == 1)
