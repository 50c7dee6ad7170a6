"""One touchpoint, whole: what it says, its notes written, edited and deleted, the journey inside it."""

from __future__ import annotations

from textual.pilot import Pilot

from auditor.analysis.finding_counts import open_faults
from auditor.base.labels import word
from auditor.base.vocabulary import Basis, Existence, NoteKind
from auditor.sentences.faults import statement
from auditor.views.actions import ActionFilter
from auditor.views.journeys import Touchpoint
from auditor.views.maps import MapPoint, Note
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import FormDialog
from screens.map.journey_map import MapPlace
from screens.map.touchpoint_card import TouchpointCard
from screens.widgets.detail import Detail
from screens.widgets.lines import KeyLine
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, said, shown
from tests.walks import visit_at

TALL = (100, 60)


def first_of(workspace: Workspace, journey: int = 1) -> Touchpoint:
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return found.touchpoints[0]


def notes_of(workspace: Workspace) -> list[tuple[NoteKind, str]]:
    journey_map = workspace.reads.maps.get(1)
    assert journey_map is not None
    return [(note.kind, note.text) for note in journey_map.points[0].notes]


async def the_card(pilot: Pilot[None], workspace: Workspace, journey: int = 1) -> TouchpointCard:
    return await open_place(pilot, TouchpointCard(journey, first_of(workspace, journey).id))


async def test_everything_known_of_a_touchpoint_is_on_its_card(opened: Opener) -> None:
    workspace = opened("listed")
    point = first_of(workspace)
    for kind in NoteKind:
        workspace.noting.add(point.id, kind, f"Noted: {kind}")
    workspace.wishes.want(point.id, 2)
    failed = [
        one for one in open_faults(workspace.reads.findings.of_journey(1)) if one.touchpoint_id == point.id
    ]
    async with running(workspace, size=(100, 80)) as pilot:
        await the_card(pilot, workspace)
        text = shown(pilot)
        assert point.name in text.splitlines()[0]
        for said_of_it in (word(point.channel), word(point.moment), word(point.side), "existing"):
            assert said_of_it in text
        assert f"importance {point.importance} of 5" in text
        assert "Feelings" in text and "wanted" in text and "very happy" in text
        assert failed
        for finding in failed:
            assert f"{finding.name} " in text and statement(finding)[:30] in text
        for kind in NoteKind:
            assert f"Noted: {kind}" in text and word(kind).capitalize() in text


async def test_a_check_whose_finding_was_waived_stands_no_more_as_failed(opened: Opener) -> None:
    workspace = opened("listed")
    point = first_of(workspace)
    one = next(
        one for one in open_faults(workspace.reads.findings.of_journey(1)) if one.touchpoint_id == point.id
    )
    workspace.findings.waive([one.id], "As it is meant")
    async with running(workspace, size=(100, 80)) as pilot:
        await the_card(pilot, workspace)
        assert statement(one)[:30] not in shown(pilot)


async def test_feelings_are_those_of_each_persona_by_what_they_rest_on(opened: Opener) -> None:
    workspace = opened("listed")
    point = first_of(workspace)
    other = workspace.journeys.add_persona(1, "Other")
    (persona, _other) = workspace.reads.journeys.personas(1)
    audit = workspace.audits.start(1, "Kim", persona.id)
    workspace.audits.feel(visit_at(workspace, audit, 0).id, -2, basis=Basis.OBSERVED)
    workspace.audits.finish(audit)
    async with running(workspace, size=TALL) as pilot:
        await the_card(pilot, workspace)
        lines = [line.strip() for line in shown(pilot).splitlines()]
        at = next(number for number, line in enumerate(lines) if line.startswith(persona.name))
        for line, (layer, felt) in zip(
            lines[at:],
            (("now", "very sour"), ("last time", "calm"), ("assumed", "calm"), ("observed", "very sour")),
            strict=False,
        ):
            assert f"{layer}: " in line and felt in line
        assert any(line.startswith("Other") and "nothing yet" in line for line in lines)
        assert other
    assert point.name


async def test_notes_are_written_edited_deleted_and_brought_back(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=TALL) as pilot:
        card = await the_card(pilot, workspace)
        await press(pilot, "a", "n", "right", "tab", *"First", "enter", *"second line", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is card and len(notes_of(workspace)) == 1)
        assert notes_of(workspace) == [(NoteKind.OPPORTUNITY, "First\nsecond line")]
        await press(pilot, "end")
        assert isinstance(card.here, Note)
        assert "second line" in said(pilot, Detail)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "tab", *" and more", "ctrl+s")
        await until(
            pilot, lambda: notes_of(workspace) == [(NoteKind.OPPORTUNITY, "First\nsecond line and more")]
        )
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is card and notes_of(workspace) == [])
        assert "First" not in shown(pilot).replace("First-time", "")
        await press(pilot, "u")
        await until(pilot, lambda: len(notes_of(workspace)) == 1 and "First second line" in shown(pilot))


async def test_an_empty_note_stays_in_its_form_and_says_why(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_card(pilot, workspace)
        await press(pilot, "a", "n", "ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog) and "empty" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TouchpointCard) and notes_of(workspace) == []


async def test_notes_are_edited_and_deleted_only_where_one_stands_on_one(opened: Opener) -> None:
    workspace = opened("listed")
    workspace.noting.add(first_of(workspace).id, NoteKind.NEED, "Last")
    async with running(workspace, size=TALL) as pilot:
        card = await the_card(pilot, workspace)
        await press(pilot, "home", "d")
        assert pilot.app.screen is card and "d delete note" not in said(pilot, KeyLine)
        await press(pilot, "end")
        assert "d delete note" in said(pilot, KeyLine)


async def test_wish_and_existence_are_changed_from_the_card(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=TALL) as pilot:
        await the_card(pilot, workspace)
        await press(pilot, "+", "+", "-", "-", "-", ".", "x")
        await until(pilot, lambda: first_of(workspace).existence is Existence.PLANNED)
        assert first_of(workspace).wanted == -1, "from happy up to very happy, and three down"
        assert "planned" in shown(pilot)


async def test_i_asks_and_makes_a_journey_inside_once_and_then_opens_it(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        card = await the_card(pilot, workspace)
        await press(pilot, "i")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is card)
        assert len(workspace.reads.journeys.lines()) == 1
        for keys in (("i", "enter"), ("i",)):
            await press(pilot, *keys)
            await until(pilot, lambda: isinstance(pilot.app.screen, MapPlace))
            assert place_of(pilot, MapPlace).journey_id == 2
            await press(pilot, "escape")
            await until(pilot, lambda: pilot.app.screen is card)
        assert len(workspace.reads.journeys.lines()) == 2


async def test_a_journey_is_linked_and_unlinked_by_its_name(opened: Opener) -> None:
    workspace = opened("listed")
    other = workspace.journeys.new("Paying by card")
    async with running(workspace) as pilot:
        card = await the_card(pilot, workspace)
        for typed, inside in (("paying", other), ("no journey", None), ("a new", other + 1)):
            await press(pilot, "L")
            await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
            await press(pilot, *typed, "enter")
            await until(pilot, lambda: pilot.app.screen is card)
            assert first_of(workspace).opens_id == inside


async def test_a_journey_that_leads_back_is_refused_in_words(opened: Opener) -> None:
    workspace = opened("listed")
    inner = workspace.journeys.new("Inner")
    stage = workspace.reads.journeys.get(inner)
    assert stage is not None
    back = workspace.stages.add_touchpoint(stage.stages[0].id, "Back")
    workspace.stages.open_into(back, 1)
    async with running(workspace, size=TALL) as pilot:
        await the_card(pilot, workspace)
        await press(pilot, "L", *"inner", "enter")
        await until(pilot, lambda: "already leads to this journey" in shown(pilot))
        assert first_of(workspace).opens_id is None


async def test_what_is_felt_inside_stands_on_the_card(opened: Opener) -> None:
    workspace = opened("listed")
    inner = workspace.stages.open_new(first_of(workspace).id)
    stage = workspace.reads.journeys.get(inner)
    assert stage is not None
    workspace.stages.add_touchpoint(stage.stages[0].id, "Within")
    audit = workspace.audits.start(inner, "Kim")
    workspace.audits.feel(visit_at(workspace, audit, 0).id, -1)
    async with running(workspace, size=TALL) as pilot:
        await the_card(pilot, workspace)
        (line,) = [line for line in shown(pilot).splitlines() if "from inside" in line]
        assert "−1" in line or "-1" in line


async def test_a_opens_the_list_and_escape_comes_back(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        card = await the_card(pilot, workspace)
        await press(pilot, "g", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        numbers = place_of(pilot, ActionsPlace).all_numbers()
        every = workspace.reads.actions.ranking().all()
        assert card.point is not None
        here = ActionFilter(touchpoints=(card.point.touchpoint.name,))
        assert numbers == {line.id for line in workspace.reads.actions.ranking(here).all()}
        assert 0 < len(numbers) < len(every)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is card)


async def test_a_touchpoint_deleted_meanwhile_leads_back_with_a_word(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_card(pilot, workspace)
        workspace.stages.delete_touchpoint(first_of(workspace).id)
        await until(pilot, lambda: not isinstance(pilot.app.screen, TouchpointCard))
        assert "no longer there" in shown(pilot)


async def test_a_note_written_in_the_walk_is_at_the_touchpoint_one_stands_at(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, ("walk", 1)) as pilot:
        await press(pilot, "]", "a", "n")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "tab", *"Slow", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert points_with_notes(workspace) == {1: ["Slow"]}


def points_with_notes(workspace: Workspace) -> dict[int, list[str]]:
    journey_map = workspace.reads.maps.get(1)
    assert journey_map is not None
    points: list[tuple[int, MapPoint]] = list(enumerate(journey_map.points))
    return {place: [note.text for note in point.notes] for place, point in points if point.notes}


async def test_b_in_the_walk_says_whether_a_feeling_is_assumed_or_observed(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, ("walk", 1)) as pilot:
        place = place_of(pilot, WalkPlace)
        await press(pilot, "b")
        visit = visit_at(workspace, 1, 0)
        assert (visit.feeling, visit.basis) == (None, Basis.ASSUMED), "there is no feeling to speak of"
        await press(pilot, "2")
        for basis in (Basis.OBSERVED, Basis.ASSUMED):
            await press(pilot, ".", "b")
            visit = visit_at(workspace, 1, 0)
            assert (visit.feeling, visit.basis) == (-1, basis)
        assert place.course is not None and place.course.visit is not None
        assert place.course.visit.basis is Basis.ASSUMED
