"""A journey by keys: seen at a glance, and everything about it changed, moved, deleted and brought back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from auditor.base.vocabulary import Channel, Moment, Purpose, Scope, Side, Verdict
from auditor.views.journeys import Journey, Touchpoint
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import FormDialog
from screens.forms import audit_start
from screens.home.history import HistoryPlace
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from screens.journey.journey_list import headings
from screens.journey.personas import PersonasPlace
from tests.nouns.test_library import checklist, put
from tests.screens.conftest import Opener
from tests.screens.forms.test_forms import HOSTILE
from tests.screens.helpers import until
from tests.screens.shown import open_place, press, running, said, shown, strips
from tests.walks import give_verdicts, run_sql, visit_at

STAGES = ["Awareness", "Consideration", "Purchase", "Retention", "Loyalty"]
SIZES = [(80, 24), (100, 30), (160, 50), (60, 20)]


@asynccontextmanager
async def at_journey(
    workspace: Workspace, journey_id: int = 1, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], JourneyPlace]]:
    """Open a journey."""
    async with running(workspace, size=size) as pilot:
        place = await open_place(pilot, JourneyPlace(journey_id))
        await until(pilot, lambda: " touchpoint" in shown(pilot).splitlines()[0])
        yield pilot, place


async def form_in_front(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.focused is not None)


async def keep(pilot: Pilot[None], place: JourneyPlace) -> None:
    """Keep the form in front and wait until it is saved and shown."""
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: pilot.app.screen is place)


async def agree(pilot: Pilot[None], place: JourneyPlace) -> None:
    """Say yes to the question in front."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
    await press(pilot, "enter")
    await until(pilot, lambda: pilot.app.screen is place)


def journey_of(workspace: Workspace, journey_id: int = 1) -> Journey:
    journey = workspace.reads.journeys.get(journey_id)
    assert journey is not None
    return journey


def stage_names(workspace: Workspace, journey_id: int = 1) -> list[str]:
    return [stage.name for stage in journey_of(workspace, journey_id).stages]


def names(workspace: Workspace, stage: int) -> list[str]:
    """Return the names of the touchpoints of a stage, counted from 0."""
    return [point.name for point in journey_of(workspace).stages[stage].touchpoints]


def under_cursor(place: JourneyPlace) -> str:
    row = place.lines.row
    assert row is not None
    return row.name


def told(pilot: Pilot[None]) -> str:
    """Return the short messages on the screen."""
    return " ".join(str(toast.render()) for toast in pilot.app.screen.query("Toast"))


async def go_to(pilot: Pilot[None], place: JourneyPlace, name: str) -> None:
    """Move the cursor down to the line of that name."""
    await press(pilot, "home")
    for _ in range(place.lines.count):
        if under_cursor(place) == name:
            return
        await press(pilot, "down")
    raise AssertionError(f"{name} is not in the list")


async def test_home_opens_the_journey_and_escape_goes_back(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        assert "Auditor › Web shop" in shown(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))


async def test_stages_stand_above_their_touchpoints_in_order(opened: Opener) -> None:
    workspace = opened("shop")
    async with at_journey(workspace, size=(160, 50)) as (pilot, _place):
        lines = shown(pilot).splitlines()
        wanted = []
        for stage in journey_of(workspace).stages:
            wanted += [stage.name, *(point.name for point in stage.touchpoints)]
        found = [
            next(n for n, line in enumerate(lines) if line[1:].lstrip(" ◆").startswith(name))
            for name in wanted
        ]
        assert found == list(range(found[0], found[0] + len(wanted)))


async def test_each_column_says_what_the_core_says(opened: Opener) -> None:
    workspace = opened("listed")
    summary = next(line for line in workspace.reads.audits.summary(1) if line.touchpoint == "Search engine")
    async with at_journey(workspace) as (pilot, _place):
        line = next(line for line in shown(pilot).splitlines() if "Search engine" in line)
        assert line.split()[2:5] == ["search", "●●●●○", f"{summary.passed}/{summary.judged}"]
        assert ":-)" in line
        assert f"{round(summary.need * 100)}%" in line
        assert line.endswith(f" {summary.open_actions}")
    assert summary.open_actions > 0


async def test_what_is_not_known_yet_is_a_dash(opened: Opener) -> None:
    async with at_journey(opened("shop")) as (pilot, _place):
        line = next(line for line in shown(pilot).splitlines() if "Search engine" in line)
        assert line.split()[3:] == ["●●●●○", "–", "–", "–", "–"]


async def test_moments_of_truth_have_a_sign(opened: Opener) -> None:
    workspace = opened("shop")
    async with at_journey(workspace, size=(160, 50)) as (pilot, _place):
        for point in journey_of(workspace).touchpoints:
            line = next(line for line in shown(pilot).splitlines() if f" {point.name} " in line)
            assert ("◆" in line) == point.critical


@pytest.mark.parametrize("size", SIZES)
async def test_long_and_hostile_names_never_break_the_columns(opened: Opener, size: tuple[int, int]) -> None:
    workspace = opened("shop")
    journey = journey_of(workspace)
    for number, point in enumerate(journey.touchpoints):
        text = HOSTILE[number % len(HOSTILE)]
        workspace.stages.edit_touchpoint(point.id, name=(text * 20)[:200], about=text * 30)
    for number, stage in enumerate(journey.stages):
        workspace.stages.edit(stage.id, name=(HOSTILE[number] * 20)[:200], goal=HOSTILE[number] * 20)
    workspace.journeys.edit(journey.id, name="[@click=app.quit]x[/] " * 8, about="[/]")
    async with at_journey(workspace, size=size) as (pilot, place):
        assert all(cell_len(strip.text) == size[0] for strip in strips(pilot))
        columns = set()
        for line in shown(pilot).splitlines():
            if "●" in line:
                columns.add(cell_len(line[: line.index("●")]))
        assert len(columns) == 1
        for _ in range(place.lines.count):
            await press(pilot, "down")
        assert pilot.app.is_running


async def test_the_pane_says_everything_about_a_touchpoint_and_a_stage(opened: Opener) -> None:
    workspace = opened("listed")
    async with at_journey(workspace, size=(160, 50)) as (pilot, place):
        point = next(point for point in journey_of(workspace).touchpoints if point.critical)
        await go_to(pilot, place, point.name)
        text = " ".join(line[104:].strip() for line in shown(pilot).splitlines())
        for wanted in (
            "moment of truth",
            "matters most of all",
            "Checkout clarity",
            "passed",
            "Goal of the stage",
        ):
            assert wanted in text
        assert point.about[:25] in text
        await go_to(pilot, place, "Purchase")
        text = " ".join(line[104:].strip() for line in shown(pilot).splitlines())
        here = next(stage for stage in journey_of(workspace).stages if stage.name == "Purchase")
        assert f"Stage with {len(here.touchpoints)} touchpoints" in text and "Greatest need: " in text


async def test_the_facts_about_the_journey_stand_below(opened: Opener) -> None:
    async with at_journey(opened("sample"), size=(160, 50)) as (pilot, _place):
        facts = shown(pilot).splitlines()[-3]
        assert facts.startswith(
            " 4 audits, the last 2 Mar 2026, 1 in progress · raise sales · the whole experience · "
        )


async def test_an_empty_journey_says_how_to_go_on(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Mine")
    async with at_journey(workspace, journey) as (pilot, place):
        assert "There are no touchpoints yet. Press a t to add the first one." in shown(pilot)
        await press(pilot, "a", "t")
        await form_in_front(pilot)
        await press(pilot, *"Shop window", "enter")
        await until(pilot, lambda: pilot.app.screen is place and under_cursor(place) == "Shop window")
        assert "no touchpoints yet" not in shown(pilot)
        assert [point.name for point in journey_of(workspace, journey).stages[0].touchpoints] == [
            "Shop window"
        ]
        for _ in range(5):
            await press(pilot, "home", "d")
            await agree(pilot, place)
        await until(pilot, lambda: "This journey is empty. Press a s to add its first stage." in shown(pilot))
        await press(pilot, "t", "e", "r", "d", "K")
        assert pilot.app.screen is place
        await press(pilot, "a", "s")
        await form_in_front(pilot)
        await press(pilot, *"First", "enter")
        await until(pilot, lambda: stage_names(workspace, journey) == ["First"])


async def test_a_new_touchpoint_comes_after_the_one_under_the_cursor(opened: Opener) -> None:
    workspace = opened("shop")
    before = names(workspace, 0)
    async with at_journey(workspace) as (pilot, place):
        await go_to(pilot, place, before[0])
        await press(pilot, "a", "t")
        await form_in_front(pilot)
        await press(pilot, *"Fair", "tab", "tab", *"We meet", "tab", "s", "tab", "right", "tab", "right")
        await press(pilot, "tab", "5", "tab", "4", "tab", "space", "tab", "space")
        await keep(pilot, place)
        await until(pilot, lambda: under_cursor(place) == "Fair")
        assert names(workspace, 0) == [before[0], "Fair", *before[1:]]
        row = place.lines.row
        assert isinstance(row, Touchpoint)
        assert (row.about, row.channel, row.moment, row.side) == (
            "We meet",
            Channel.STORE,
            Moment.DURING,
            Side.INDIRECT,
        )
        assert (row.importance, row.critical, row.checklists) == (5, True, ("accessibility",))
        assert row.business == 4
        audit = workspace.reads.audits.get(1)
        assert audit is not None and [visit.touchpoint for visit in audit.visits][1] == "Fair"
        await press(pilot, "u")
        await until(pilot, lambda: names(workspace, 0) == before)
        await until(pilot, lambda: "Fair" not in shown(pilot).splitlines()[3])


async def test_a_new_touchpoint_can_be_put_in_another_stage(opened: Opener) -> None:
    workspace = opened("shop")
    async with at_journey(workspace) as (pilot, place):
        await press(pilot, "a", "t")
        await form_in_front(pilot)
        await press(pilot, *"Fair", "tab", "right", "enter")
        await until(pilot, lambda: names(workspace, 1)[-1] == "Fair")
        await until(pilot, lambda: pilot.app.screen is place and under_cursor(place) == "Fair")


async def test_editing_a_touchpoint_changes_only_what_was_changed(opened: Opener) -> None:
    workspace = opened("shop")
    point = journey_of(workspace).touchpoints[0]
    async with at_journey(workspace) as (pilot, place):
        await go_to(pilot, place, point.name)
        await press(pilot, "enter")
        await form_in_front(pilot)
        await press(pilot, *"s", "tab", "tab", "tab", "tab", "tab", "2")
        await keep(pilot, place)
        found = workspace.reads.journeys.touchpoint(point.id)
        assert found is not None
        assert (found[0].name, found[0].importance) == (point.name + "s", 2)
        assert (found[0].about, found[0].checklists) == (point.about, point.checklists)
        await until(pilot, lambda: "●●○○○" in shown(pilot).splitlines()[3])


async def test_a_checklist_whose_file_is_away_stays_with_its_touchpoint(opened: Opener) -> None:
    workspace = opened("shop")
    point = journey_of(workspace).touchpoints[0]
    folder = workspace.config.checklists
    folder.mkdir(parents=True)
    for key in ("mine", "yours"):
        (folder / f"{key}.toml").write_text(
            f'key = "{key}"\ntitle.en = "{key}"\n[[check]]\nkey = "a"\nseverity = 1\nremedy_effort = 1\n'
            'remedy_impact = 1\ntext.en = "A?"\nremedy.en = "B"\n'
        )
    workspace.stages.edit_touchpoint(point.id, checklists=["mine", "findability"])
    workspace.close()
    (folder / "mine.toml").unlink()
    workspace = opened("shop")
    async with at_journey(workspace) as (pilot, place):
        await go_to(pilot, place, point.name)
        await press(pilot, "e")
        await form_in_front(pilot)
        await press(pilot, "s", "enter")
        await until(pilot, lambda: pilot.app.screen is place)
        found = workspace.reads.journeys.touchpoint(point.id)
        assert found is not None and found[0].name == point.name + "s"
        assert found[0].checklists == ("mine", "findability")


async def test_stages_are_added_edited_renamed_and_deleted_with_their_touchpoints(opened: Opener) -> None:
    workspace = opened("shop")
    there = len(names(workspace, 0))
    async with at_journey(workspace) as (pilot, place):
        await press(pilot, "a", "s")
        await form_in_front(pilot)
        await press(pilot, *"Spark", "tab", *"They notice us", "tab", *"Be seen", "enter", *"Be near")
        await press(pilot, "tab", "tab", *"Kim")
        await keep(pilot, place)
        await until(pilot, lambda: under_cursor(place) == "Spark")
        assert stage_names(workspace) == ["Awareness", "Spark", *STAGES[1:]]
        assert journey_of(workspace).stages[1].goal == "They notice us"
        assert [one.text for one in journey_of(workspace).stages[1].strategies] == ["Be seen", "Be near"]
        assert journey_of(workspace).stages[1].responsible == "Kim"
        await press(pilot, "e")
        await form_in_front(pilot)
        await press(pilot, *"s", "tab", *" now")
        await keep(pilot, place)
        assert (journey_of(workspace).stages[1].name, journey_of(workspace).stages[1].goal) == (
            "Sparks",
            "They notice us now",
        )
        await press(pilot, ".", "r")
        await form_in_front(pilot)
        await press(pilot, "!", "enter")
        await until(pilot, lambda: "Sparks!" in stage_names(workspace))
        await until(pilot, lambda: pilot.app.screen is place)
        await go_to(pilot, place, "Awareness")
        await press(pilot, "d")
        await until(
            pilot,
            lambda: f"with its {there} touchpoints? u brings it back." in " ".join(shown(pilot).split()),
        )
        await agree(pilot, place)
        assert stage_names(workspace) == ["Sparks!", *STAGES[1:]]
        await press(pilot, "u")
        await until(pilot, lambda: stage_names(workspace) == ["Awareness", "Sparks!", *STAGES[1:]])
        assert len(names(workspace, 0)) == there


async def test_a_touchpoint_is_renamed_and_deleted_only_after_a_yes(opened: Opener) -> None:
    workspace = opened("shop")
    first, second, *others = names(workspace, 0)
    async with at_journey(workspace) as (pilot, place):
        await go_to(pilot, place, second)
        await press(pilot, ".", "r")
        await form_in_front(pilot)
        await press(pilot, *["backspace"] * len(second), *"[/] Ad", "enter")
        await until(pilot, lambda: names(workspace, 0) == [first, "[/] Ad", *others])
        await until(pilot, lambda: pilot.app.screen is place and "[/] Ad" in shown(pilot))
        await press(pilot, "d")
        await until(pilot, lambda: "Delete the touchpoint “[/] Ad”" in shown(pilot))
        await press(pilot, "escape")
        assert names(workspace, 0) == [first, "[/] Ad", *others]
        await press(pilot, "d")
        await agree(pilot, place)
        assert names(workspace, 0) == [first, *others]
        await until(pilot, lambda: under_cursor(place) == others[0])


@pytest.mark.parametrize(("up", "down"), [("K", "J"), ("shift+up", "shift+down")])
async def test_a_touchpoint_moves_across_the_borders_of_stages_and_the_cursor_follows(
    opened: Opener, up: str, down: str
) -> None:
    workspace = opened("shop")
    before = [names(workspace, stage) for stage in range(5)]
    mover = before[0][-2]
    stayed = [name for name in before[0] if name != mover]
    async with at_journey(workspace) as (pilot, place):
        await go_to(pilot, place, mover)
        await press(pilot, down)
        assert names(workspace, 0) == [*stayed, mover]
        await press(pilot, down)
        await until(pilot, lambda: names(workspace, 1) == [mover, *before[1]])
        assert under_cursor(place) == mover
        await press(pilot, *[up] * (len(before[0]) + 2))
        await until(pilot, lambda: names(workspace, 0) == [mover, *stayed])
        assert names(workspace, 1) == before[1]
        await until(pilot, lambda: under_cursor(place) == mover)


async def test_a_stage_moves_with_its_touchpoints(opened: Opener) -> None:
    workspace = opened("shop")
    points = names(workspace, 0)
    async with at_journey(workspace) as (pilot, place):
        await press(pilot, "home", "J", "J")
        await until(pilot, lambda: stage_names(workspace)[2] == "Awareness")
        assert names(workspace, 2) == points
        await until(pilot, lambda: under_cursor(place) == "Awareness")
        await press(pilot, "K")
        await until(pilot, lambda: stage_names(workspace)[1] == "Awareness")


async def test_the_properties_of_the_journey_are_edited(opened: Opener) -> None:
    workspace = opened("shop")
    async with at_journey(workspace) as (pilot, place):
        await press(pilot, ".", "j")
        await form_in_front(pilot)
        await press(pilot, *" [b]2", "tab", "tab", "tab", *" More.", "tab", "right", "tab", "right")
        await keep(pilot, place)
        journey = journey_of(workspace)
        assert (journey.name, journey.purpose, journey.scope) == (
            "Web shop [b]2",
            Purpose.COST,
            Scope.PROCESS,
        )
        assert journey.about.endswith(" More.")
        await until(pilot, lambda: "Web shop [b]2" in shown(pilot).splitlines()[0])


async def test_personas_are_added_edited_deleted_and_brought_back(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Mine")

    def people() -> list[str]:
        return [each.name for each in workspace.reads.journeys.personas(journey)]

    async def back_at_personas() -> None:
        await until(pilot, lambda: isinstance(pilot.app.screen, PersonasPlace))

    async with at_journey(workspace, journey) as (pilot, place):
        await press(pilot, "g", "p")
        await back_at_personas()
        await press(pilot, "e", "d", "a", "p")
        await form_in_front(pilot)
        await press(pilot, *"[/] Pat", "ctrl+s")
        await back_at_personas()
        await until(pilot, lambda: people() == ["[/] Pat"] and "[/] Pat" in shown(pilot))
        await press(pilot, "e")
        await form_in_front(pilot)
        await press(pilot, "!", "enter")
        await back_at_personas()
        await until(pilot, lambda: people() == ["[/] Pat!"] and "[/] Pat!" in shown(pilot))
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: people() == [])
        await back_at_personas()
        await press(pilot, "escape", "u")
        await until(pilot, lambda: people() == ["[/] Pat!"])
        await until(pilot, lambda: pilot.app.screen is place and "[/] Pat!" in shown(pilot))


async def test_a_persona_with_audits_stays_and_the_reason_is_said(opened: Opener) -> None:
    workspace = opened("shop")
    async with at_journey(workspace) as (pilot, _place):
        await press(pilot, "g", "p", "d", "enter")
        await until(pilot, lambda: "has audits, so the persona stays" in told(pilot))
        assert len(workspace.reads.journeys.personas(1)) == 1


async def test_walk_takes_up_the_open_audit_and_shows_on_return_what_it_changed(opened: Opener) -> None:
    workspace = opened("shop")
    async with at_journey(workspace) as (pilot, place):
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await press(pilot, "y", "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        await until(pilot, lambda: "1/1 " in shown(pilot))


async def test_actions_and_audits_of_the_journey_are_a_key_away(opened: Opener) -> None:
    workspace = opened("sample")
    async with at_journey(workspace) as (pilot, place):
        await press(pilot, "g", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        await press(pilot, "g", "l")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await until(pilot, lambda: "finished" in shown(pilot) and "answered" in shown(pilot))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert isinstance(pilot.app.screen, WalkPlace)
        opened_audit = workspace.reads.audits.get(pilot.app.screen.audit_id)
        assert opened_audit is not None and opened_audit.finished is not None


async def test_without_audits_the_way_to_start_one_is_said(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Mine")
    async with at_journey(workspace, journey) as (pilot, place):
        await press(pilot, "g", "l")
        await until(pilot, lambda: "There is no audit of this journey yet: w starts one." in told(pilot))
        assert pilot.app.screen is place


async def test_what_another_program_changed_shows_when_coming_back(opened: Opener) -> None:
    other = opened("shop")
    async with at_journey(opened("shop")) as (pilot, place):
        give_verdicts(other, 1, touchpoints=1)
        given = [answer.verdict for answer in visit_at(other, 1, 0).answers]
        passed = f"{given.count(Verdict.PASS)}/{len(given) - given.count(Verdict.NOT_APPLICABLE)}"
        await press(pilot, ".", "j", "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        await press(pilot, "home", ".", "r")
        await form_in_front(pilot)
        await press(pilot, "!", "enter")
        await until(pilot, lambda: "Awareness!" in shown(pilot) and passed in shown(pilot))


async def test_a_journey_that_is_gone_is_left_kindly(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Mine")
    async with at_journey(workspace, journey) as (pilot, _place):
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        assert workspace.reads.journeys.get(journey) is None


async def test_every_key_offered_is_explained_in_the_help(opened: Opener) -> None:
    async with at_journey(opened("shop"), size=(100, 120)) as (pilot, place):
        await press(pilot, "question_mark")
        text = shown(pilot)
        for command in place.all_commands():
            assert command.help[:40] in text


async def test_the_headings_stand_over_their_columns_whatever_became_of_the_size_meanwhile(
    opened: Opener,
) -> None:
    workspace = opened("sample")
    async with at_journey(workspace, size=(120, 40)) as (pilot, place):
        for size in ((80, 24), (120, 40)):
            await open_place(pilot, HistoryPlace())
            await pilot.resize_terminal(*size)
            await press(pilot, "escape")
            await until(pilot, lambda: pilot.app.screen is place)
            await until(pilot, lambda: said(pilot, "#headings").split() == _headings_of(place))


def _headings_of(place: JourneyPlace) -> list[str]:
    parts = headings(place.lines.scrollable_content_region.width)
    return "".join(text for text, _ink in parts).split()


async def test_an_audit_asks_whose_checklist_counts_before_a_file_replaces_it(opened: Opener) -> None:
    workspace = opened("shop")
    point = journey_of(workspace).touchpoints[0]
    mine = put(workspace.config.checklists, "ours", checklist("ours", "sign"))
    workspace.stages.edit_touchpoint(point.id, checklists=["ours"])
    workspace.close()
    mine.write_text(checklist("ours", "bell"))
    workspace = opened("shop")
    async with at_journey(workspace) as (pilot, place):
        audit_start.start(pilot.app, journey_of(workspace).id)  # type: ignore[arg-type]
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: "Your checklist “ours”" in shown(pilot))
        assert "Comes: bell" in shown(pilot) and "Goes: sign" in shown(pilot)
        await press(pilot, "down", "enter")
        await until(
            pilot, lambda: not isinstance(pilot.app.screen, ChooseDialog) and pilot.app.screen is not place
        )
        assert [check.key for check in workspace.library.get("ours").checks] == ["bell"]


async def test_an_audit_does_not_begin_without_a_checklist_that_is_nowhere(opened: Opener) -> None:
    workspace = opened("shop")
    point = journey_of(workspace).touchpoints[0]
    run_sql(workspace, "UPDATE touchpoint SET checklists = 'gone' WHERE id = :id", id=point.id)
    before = workspace.reads.audits.lines(journey_of(workspace).id)
    async with at_journey(workspace) as (pilot, place):
        await go_to(pilot, place, point.name)
        audit_start.start(pilot.app, journey_of(workspace).id)  # type: ignore[arg-type]
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: "asks the checklist “gone”" in shown(pilot))
        assert pilot.app.screen is place
        assert workspace.reads.audits.lines(journey_of(workspace).id) == before
