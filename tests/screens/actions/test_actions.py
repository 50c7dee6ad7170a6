"""The list of what to improve: in order of priority, explained, decided on and moved by single keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import count
from threading import Event

import pytest
from textual.widgets import Input, Static

from auditor.base.i18n import set_language
from auditor.base.vocabulary import LANGUAGES, OPEN_STATUSES, Sort, Status
from auditor.sentences.explain import figure
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.app import AuditorApp
from screens.dialogs.explain import ExplainDialog
from screens.routes import Selection
from screens.widgets.action_lines import alike, called
from screens.widgets.detail import Detail
from tests.screens.conftest import Opener
from tests.screens.helpers import LONGEST, until
from tests.screens.listing import (
    lines_at_the_bottom,
    lines_of,
    listed,
    on_disk,
    ranking,
    shows,
    the_list,
)
from tests.screens.shown import SMALL, app_of, open_place, place_of, press, running, said, shown, type_ahead

WIDE = (160, 50)


async def test_the_list_is_in_order_of_priority_as_it_is_on_disk(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        expected = ranking(workspace)
        assert len(expected) > 20
        await until(pilot, partial(shows, place, [line.id for line in expected]))
        for rank, (line, action) in enumerate(zip(lines_of(pilot), expected, strict=False), 1):
            assert line.split()[:2] == [str(rank), f"{action.priority:.1f}"]
        priorities = [round(action.priority, 9) for action in expected]
        assert priorities == sorted(priorities, reverse=True)


@pytest.mark.parametrize(("size", "least"), [((60, 20), 40), (SMALL, 45), (WIDE, 60)])
async def test_titles_have_the_most_room_at_any_width(
    opened: Opener, size: tuple[int, int], least: int
) -> None:
    workspace = opened("listed")
    hand_out(workspace)
    async with running(workspace, size=size) as pilot:
        place = await the_list(pilot)
        expected = ranking(workspace)
        beginnings = alike(expected[:100])
        tall = place.lines.tall
        for line, action in zip(lines_of(pilot)[::tall], expected, strict=False):
            shown_of_it = called(action, beginnings)[: least - 12 if tall > 1 else least - 1]
            assert shown_of_it.rstrip() in line
        if size == SMALL:
            assert "Kim" in shown(pilot) and "4/2027" in shown(pilot)
            assert "Who" in said(pilot, "#headings") and "Status" in said(pilot, "#headings")


async def test_titles_that_begin_alike_are_told_apart_by_where_they_are(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_list(pilot)
        found = [line for line in lines_of(pilot) if "ind out why customers" in line]
        assert len(found) > 1
        assert len({line[10:30] for line in found}) == len(found)
        assert any("Basket and checkout: find out why customers" in line for line in found)


async def test_where_there_is_height_a_row_has_two_lines_and_titles_are_whole(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=(120, 40)) as pilot:
        place = await the_list(pilot)
        expected = ranking(workspace)
        text = " ".join(" ".join(lines_of(pilot)).split())
        for action in expected[5:10]:
            assert action.touchpoint in text or "touchpoints" in text
            assert all(word in text for word in action.title.split()[1:])
        await press(pilot, "down", "down", "pagedown")
        assert place.action is not None and place.action.id == expected[place.lines.cursor].id
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: place.lines.tall == 1)
        top = place.lines.scroll_offset.y
        assert top <= place.lines.cursor < top + place.lines.size.height


async def test_the_action_under_the_cursor_stands_in_full_beside_a_wide_list(opened: Opener) -> None:
    workspace = opened("listed")
    second = ranking(workspace)[1]
    workspace.actions.comment([second.id], "Ask the printer")
    async with running(workspace, size=(150, 40)) as pilot:
        await the_list(pilot)
        await press(pilot, "down")
        await until(pilot, lambda: second.title.split()[-1] in said(pilot, "#pane"))
        pane = place_of(pilot, ActionsPlace).query_one("#pane Static", Static)
        text = str(pane.render())
        assert "Q quick win" in text and "Ask the printer" in text and "History" in text
        assert second.touchpoint in text and "effort" in text
        assert not place_of(pilot, ActionsPlace).detail.display
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: place_of(pilot, ActionsPlace).detail.display)
        await until(pilot, lambda: second.title in said(pilot, Detail))


async def test_a_click_on_a_heading_sorts_by_it_and_one_more_turns_it_round(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        column = place.headings.text.index("Action") + 1
        for descending, sign in ((False, "▴"), (True, "▾")):
            wanted = workspace.reads.actions.ranking(ActionFilter(sort=Sort.TITLE, descending=descending))
            await pilot.click("#headings", offset=(column, 0))
            await until(pilot, partial(shows, place, [line.id for line in wanted.all()]))
            assert f"{sign}Action" in place.headings.text


def hand_out(workspace: Workspace) -> None:
    """Give some of the first actions to people, with a date."""
    numbers = [line.id for line in ranking(workspace)[:4]]
    workspace.actions.assign(numbers, "Kim")
    workspace.actions.due(numbers, "2027-04-01")


async def test_keys_that_are_offered_fit_what_has_the_focus(opened: Opener) -> None:
    workspace = opened("listed")
    first = ranking(workspace)[0]
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "m")
        assert "only these" in lines_at_the_bottom(pilot) and "done" not in lines_at_the_bottom(pilot)
        await press(pilot, "y", "+", "d", "o", "f", "c")
        assert on_disk(workspace, first.id).line == first, (
            "in the matrix no key changes what it does not show"
        )
        await press(pilot, "m")
        assert "done" in lines_at_the_bottom(pilot)
        await press(pilot, "/")
        assert "done" not in lines_at_the_bottom(pilot)
        await press(pilot, *"zzzz")
        await until(pilot, lambda: "Nothing matches" in said(pilot, Detail))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_key_that_takes_an_action_on_stands_first(opened: Opener, language: str) -> None:
    workspace = opened("listed")
    first, second, third = (action.id for action in ranking(workspace)[:3])
    workspace.actions.accept([second, third])
    workspace.actions.done([third])
    everything = Selection(ActionFilter(statuses=tuple(Status)))
    set_language(language)
    try:
        async with running(workspace, size=SMALL) as pilot:
            for action, key in ((first, "y"), (second, "f"), (third, "g")):
                await open_place(pilot, ActionsPlace(everything, action))
                await until(pilot, lambda: lines_at_the_bottom(pilot).split())
                assert lines_at_the_bottom(pilot).split()[0] == key
    finally:
        set_language("en")


async def test_the_list_of_a_journey_and_of_all_journeys(opened: Opener) -> None:
    workspace = opened("sample")
    other = workspace.journeys.new("Other")
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace())
        assert "all journeys" in shown(pilot).splitlines()[0]
        assert place.lines.count == len(ranking(workspace))
        await press(pilot, "escape")
        place = await open_place(pilot, ActionsPlace(Selection.of(other)))
        await until(pilot, lambda: "Nothing here" in said(pilot, Detail))
        assert "Other" in shown(pilot).splitlines()[0]


async def test_enter_explains_the_priority_term_by_term(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))
        action = ranking(workspace)[1]
        text = said(pilot, "#why")
        assert f"= {figure(action.priority)} " in text
        assert "impact" in text and "effort" in text and "need" in text
        await press(pilot, "escape")
        assert place_of(pilot, ActionsPlace).lines.cursor == 1


async def test_accepting_an_action(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        first = ranking(workspace)[0]
        await press(pilot, "y")
        await until(pilot, lambda: "○" in lines_of(pilot)[0] and "planned" in said(pilot, Detail))
        assert on_disk(workspace, first.id).line.status is Status.PLANNED
        assert place.action is not None and place.action.id == first.id
        await press(pilot, "u")
        await until(pilot, lambda: "?" in lines_of(pilot)[0] and "proposed" in said(pilot, Detail))
        assert on_disk(workspace, first.id).line.status is Status.PROPOSED


async def test_dropping_an_action_with_its_reason_leaves_the_next_under_the_cursor(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        first, second = ranking(workspace)[:2]
        await press(pilot, "d", *"Too dear", "ctrl+s")
        await until(pilot, lambda: place.action is not None and place.action.id == second.id)
        dropped = on_disk(workspace, first.id)
        assert (dropped.line.status, dropped.reason) == (Status.DROPPED, "Too dear")
        assert first.id not in listed(place)


async def test_the_key_that_drops_says_so(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        await the_list(pilot)
        await press(pilot, "d")
        assert "^s drop" in shown(pilot) and "^s keep" not in shown(pilot)


async def test_dropping_can_be_thought_better_of(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "d", "escape")
        assert on_disk(workspace, ranking(workspace)[0].id).line.status is Status.PROPOSED


async def test_editing_an_action(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_list(pilot)
        first = ranking(workspace)[0]
        await press(pilot, "e")
        title = pilot.app.screen.query(Input).first()
        await until(pilot, lambda: title.has_focus)
        await press(pilot, *" now", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        assert on_disk(workspace, first.id).line.title == f"{first.title} now"


@pytest.mark.parametrize(("key", "effort", "impact"), [("-", 0, -1), ("+", 0, 1), (">", 1, 0), ("<", -1, 0)])
async def test_effort_and_impact_move_the_action_at_once_and_the_cursor_follows(
    opened: Opener, key: str, effort: int, impact: int
) -> None:
    workspace = opened("listed")
    middle = next(line for line in ranking(workspace) if 1 < line.effort < 5 and 1 < line.impact < 5)
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace(None, middle.id))
        await until(pilot, lambda: place.action is not None and place.action.id == middle.id)
        before = place.lines.cursor
        await press(pilot, key)
        after = ranking(workspace)
        moved = next(line for line in after if line.id == middle.id)
        assert (moved.effort - middle.effort, moved.impact - middle.impact) == (effort, impact)
        await until(pilot, partial(shows, place, [line.id for line in after]))
        await until(pilot, lambda: place.action == moved)
        assert place.lines.cursor == after.index(moved) != before
        shown_line = lines_of(pilot)[place.lines.cursor - place.lines.scroll_offset.y]
        assert shown_line.split()[1] == f"{moved.priority:.1f}"


async def test_effort_and_impact_stop_at_their_ends(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_list(pilot)
        first = ranking(workspace)[0].id
        await press(pilot, *"+++++<<<<<")
        assert (on_disk(workspace, first).line.effort, on_disk(workspace, first).line.impact) == (1, 5)
        await press(pilot, *"----->>>>>")
        assert (on_disk(workspace, first).line.effort, on_disk(workspace, first).line.impact) == (5, 1)
        await until(pilot, lambda: listed(place_of(pilot, ActionsPlace))[-1:] == [first])


class Stopping:
    """Reads for an app until a number of reads; that one waits until it is let on."""

    def __init__(self, app: AuditorApp, at: int) -> None:
        self._read, self._number, self._at = app._until_free, count(1), at
        self.reached, self.gate = Event(), Event()

    def __call__(self, work: Callable[[], object]) -> object:
        """Read, when it may."""
        if next(self._number) == self._at:
            self.reached.set()
            self.gate.wait(LONGEST)
        return self._read(work)


async def test_keys_wait_until_the_list_they_are_meant_for_is_read(opened: Opener) -> None:
    """Wherever in reading it a slow disk stops: what has moved in the list is still what the next key means."""
    workspace = opened("listed")
    async with running(workspace) as pilot:
        app = app_of(pilot)
        first = ranking(workspace)[0]
        await the_list(pilot)
        before = {line.id: (line.effort, line.impact) for line in ranking(workspace)}
        for at in range(1, 7):
            with pytest.MonkeyPatch.context() as patched:
                read = Stopping(app, at)
                patched.setattr(app, "_until_free", read)
                type_ahead(pilot, "-")
                await until(pilot, read.reached.is_set)
                type_ahead(pilot, "-")
                await pilot.pause()
                read.gate.set()
                await press(pilot, "-")
            after = {line.id: (line.effort, line.impact) for line in ranking(workspace)}
            assert after == before | {first.id: (first.effort, first.impact - 3)}, at
            await press(pilot, "u", "u", "u")


async def test_the_matrix_counts_every_action_and_moves_by_the_arrows(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=WIDE) as pilot:
        place = await the_list(pilot)
        assert place.matrix is not None
        counts: dict[tuple[int, int], int] = {}
        for line in ranking(workspace):
            counts[line.effort, line.impact] = counts.get((line.effort, line.impact), 0) + 1
        assert dict(place.matrix._counts) == counts
        await press(pilot, "tab", *["left"] * 5, *["up"] * 5)
        assert place.matrix.cursor == (1, 5)
        await press(pilot, "right", "right", "down")
        assert place.matrix.cursor == (3, 4)
        assert said(pilot, "#told") == "Effort 3: a week Impact 4: many decide by it"
        await press(pilot, *["right"] * 5, *["down"] * 5)
        assert place.matrix.cursor == (5, 1)


async def test_enter_in_the_matrix_lists_only_that_cell(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=WIDE) as pilot:
        place = await the_list(pilot)
        assert place.matrix is not None
        cell = place.matrix.cursor
        first = ranking(workspace)[0]
        assert cell == (first.effort, first.impact), "the matrix shows where the action stands"
        await press(pilot, "tab", "enter")
        await until(pilot, lambda: place.lines.has_focus)
        inside = [line.id for line in ranking(workspace) if (line.effort, line.impact) == cell]
        await until(pilot, partial(shows, place, inside))
        assert sum(place.matrix._counts.values()) == len(ranking(workspace)), "the matrix still counts all"
        await press(pilot, "escape")
        assert place.lines.count == len(ranking(workspace))


async def test_the_matrix_takes_the_place_of_the_list_where_there_is_no_room_for_both(
    opened: Opener,
) -> None:
    async with running(opened("listed")) as pilot:
        await the_list(pilot)
        assert "quick win" in shown(pilot) and "impact ↑" not in shown(pilot)
        await press(pilot, "m")
        assert "impact ↑" in shown(pilot) and "money pit" in shown(pilot)
        await press(pilot, "escape")
        assert "impact ↑" not in shown(pilot)


async def test_m_shows_the_matrix_and_takes_it_away(opened: Opener) -> None:
    async with running(opened("listed"), size=WIDE) as pilot:
        place = await the_list(pilot)
        assert "impact ↑" in shown(pilot), "there is room for it"
        await press(pilot, "m")
        assert "impact ↑" not in shown(pilot) and place.lines.has_focus
        await press(pilot, "m")
        assert "impact ↑" in shown(pilot) and place.matrix is not None and place.matrix.has_focus
        await pilot.resize_terminal(120, 40)
        await press(pilot, "m", "down")
        await until(pilot, lambda: "impact ↑" not in shown(pilot))
        assert place.lines.cursor == 1


async def test_searching_narrows_the_list_while_typing(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        everything = place.lines.count
        await press(pilot, "/", *"CHECKOUT")
        expected = [
            line.id
            for line in ranking(workspace)
            if "checkout" in f"{line.title} {line.touchpoint}".casefold()
        ]
        assert 0 < len(expected) < everything
        await until(pilot, lambda: listed(place) == expected)
        await press(pilot, "enter", "down")
        assert place.lines.cursor == 1
        await press(pilot, "escape")
        await until(pilot, lambda: place.lines.count == everything)


async def test_a_search_that_finds_nothing_says_so_and_escape_takes_it_back(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        place = await the_list(pilot)
        everything = place.lines.count
        await press(pilot, "/", *"qqqq")
        await until(pilot, lambda: place.lines.count == 0)
        assert "0 actions" in shown(pilot).splitlines()[0]
        await press(pilot, "enter", "y", "d", "e", "+", "enter")
        assert isinstance(pilot.app.screen, ActionsPlace)
        await press(pilot, "escape")
        await until(pilot, lambda: place.lines.count == everything)
        assert not place.bar.display


async def test_statuses_are_shown_in_turn(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = [line.id for line in ranking(workspace)]
    workspace.actions.accept(numbers[:2])
    workspace.actions.drop(numbers[2:5], "")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        turns = (
            (Status.PROPOSED,),
            (Status.PLANNED, Status.IN_PROGRESS),
            (Status.DONE, Status.VERIFIED),
            (Status.DROPPED,),
            tuple(Status),
            OPEN_STATUSES,
        )
        for statuses in turns:
            await press(pilot, "z")
            await until(pilot, partial(shows, place, [line.id for line in ranking(workspace, *statuses)]))


async def test_a_dropped_action_can_be_accepted_after_all(opened: Opener) -> None:
    workspace = opened("listed")
    first = ranking(workspace)[0].id
    workspace.actions.drop([first], "no")
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "z", "z", "z", "z", "y")
        assert on_disk(workspace, first).line.status is Status.PLANNED


async def test_an_empty_list_says_where_actions_come_from(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await the_list(pilot)
        assert "when an audit is finished" in said(pilot, Detail)
        await press(pilot, "enter", "y", "d", "e", "+", "-", "<", ">", "z", "0", "m", "enter")
        assert isinstance(pilot.app.screen, ActionsPlace)


async def test_a_thousand_actions(opened: Opener) -> None:
    workspace = opened("listed")
    add_many(workspace, 1000)
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        expected = [line.id for line in ranking(workspace)]
        assert len(expected) > 1000
        assert place.lines.count == len(expected)
        await press(pilot, "end")
        assert place.action is not None and place.action.id == expected[-1]
        assert lines_of(pilot)[-1].split()[0] == str(len(expected))
        await press(pilot, *["pageup"] * 10)
        assert place.action.id == expected[place.lines.cursor]
        await until(pilot, partial(shows, place, expected))


def add_many(workspace: Workspace, count: int) -> None:
    """Put copies of the first action into the database, past everything the program does."""
    assert workspace.location.path is not None
    with closing(sqlite3.connect(workspace.location.path)) as connection, connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(action)")]
        row = dict(zip(names, connection.execute("SELECT * FROM action").fetchone(), strict=True))
        top = connection.execute("SELECT max(id) FROM action").fetchone()[0]
        for number in range(1, count + 1):
            row |= {
                "id": top + number,
                "uid": f"copy{number}",
                "effort": 1 + number % 5,
                "impact": 1 + number % 3,
            }
            marks = ", ".join(f":{name}" for name in names)
            connection.execute(f"INSERT INTO action ({', '.join(names)}) VALUES ({marks})", row)
