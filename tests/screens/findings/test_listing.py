"""Lists of findings: what an audit found and all of a journey, in order, narrowed, marked and acted on."""

from __future__ import annotations

import pytest

from auditor.analysis.lasting import is_open
from auditor.base.vocabulary import FindingKind, Verdict
from auditor.sentences.faults import statement
from auditor.views.audits import Visit
from auditor.views.finding_drafts import FindingDraft
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.form import FormDialog
from screens.dialogs.write import WriteDialog
from screens.findings.finding import FindingPlace
from screens.findings.findings import FindingsPlace
from screens.findings.found import FoundPlace
from screens.findings.listing import ListingPlace
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from screens.map.touchpoint_card import TouchpointCard
from tests.screens.conftest import Opener
from tests.screens.findings.listing import findings_of, walk_again, with_picture
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, shown, type_ahead
from tests.walks import audit_of, run_sql


def severities(place: ListingPlace) -> list[int]:
    """Return how severe the findings shown are, in the order of the list."""
    return [row.severity for row in place._rows if hasattr(row, "severity")]


async def test_findings_of_a_journey_are_reached_by_a_key_and_stand_the_worst_first(opened: Opener) -> None:
    workspace = opened("listed")
    gone, new = walk_again(workspace)
    async with running(workspace, size=(120, 200)) as pilot:
        place_of(pilot, HomePlace)
        await press(pilot, "g", "f")
        place = place_of(pilot, FindingsPlace)
        await press(pilot, "escape", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        await press(pilot, "g", "f")
        place = place_of(pilot, FindingsPlace)
        steps = severities(place)
        assert steps == sorted(steps, reverse=True) and len(steps) == sum(
            map(is_open, findings_of(workspace))
        )
        text = shown(pilot)
        assert "1 new, 1 gone" in text and "fewer than" not in text and "as many as" in text
        line = next(line for line in text.splitlines() if f" {new.name} " in line)
        assert "new" in line and statement(new)[:20] in line
        assert f" {gone.name} " not in text
        await press(pilot, "z")
        text = shown(pilot)
        assert f" {gone.name} " in text and f" {new.name} " not in text


async def test_enter_opens_the_finding_and_the_way_back_leads_to_its_line(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        place = await open_place(pilot, FindingsPlace(1))
        await press(pilot, "down", "down")
        under = place.finding
        assert under is not None
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FindingPlace))
        assert place_of(pilot, FindingPlace).finding_id == under.id
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        assert place.finding == under


async def test_any_words_narrow_the_list(opened: Opener) -> None:
    workspace = opened("listed")
    one, *_others = findings_of(workspace)
    workspace.findings.edit(one.id, FindingDraft(place="The green button", whom="Those in a hurry"))
    action = one.mending[0].action_id
    workspace.actions.assign([action], "Berit")
    async with running(workspace) as pilot:
        place = await open_place(pilot, FindingsPlace(1))
        every = len(place.listed)
        for words in (
            f"{one.letters.lower()}{one.number}",
            one.name,
            "GREEN button",
            "hurry",
            f"berit {one.touchpoint.split()[0]}",
        ):
            type_ahead(pilot, ["/", *words, "enter"])
            await until(pilot, lambda: place.words and not place.bar.is_typing)
            assert one.id in {line.number for line in place.shown_lines}, words
            assert 0 < len(place.shown_lines) < every
            await press(pilot, "0")
            assert len(place.shown_lines) == every
        await press(pilot, "slash", *"xyzzy")
        assert "Nothing holds these words" in shown(pilot)
        await press(pilot, "escape")
        assert len(place.shown_lines) == every


async def test_the_order_is_by_touchpoint_and_then_the_longest_open_first(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        place = await open_place(pilot, FindingsPlace(1))
        under = place.finding
        assert under is not None
        await press(pilot, "s")
        assert place.finding == under
        points = [line.at[0] for line in place._rows if hasattr(line, "at")]
        order = list(place.places())
        assert points == sorted(points, key=order.index)
        await press(pilot, "s", "home")
        assert "The longest open first ·" in shown(pilot)


async def test_marked_findings_are_changed_in_one_step_that_undo_takes_back(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, FindingsPlace(1))
        await press(pilot, "space", "space")
        marked = [one.id for one in place.chosen]
        assert len(marked) == 2
        await press(pilot, "Q")
        await until(pilot, lambda: all(one.quick_win for one in place.chosen))
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, "1")
        await until(pilot, lambda: {one.severity for one in place.chosen} == {1})
        await press(pilot, "u")
        await until(pilot, lambda: {one.severity for one in place.chosen} != {1})
        assert all(one.quick_win for one in place.chosen)
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, WriteDialog))
        await press(pilot, *"ours not", "ctrl+s")
        await until(pilot, lambda: marked[0] not in {line.number for line in place.listed})
        kinds = {one.id: one.kind for one in findings_of(workspace)}
        assert {kinds[number] for number in marked} == {FindingKind.WAIVED}
        await press(pilot, "z", "z", "z")
        assert {line.number for line in place.listed} == set(marked)
        await press(pilot, "asterisk", "R")
        await until(pilot, lambda: not place.listed)


async def test_one_action_mends_all_that_are_marked(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, FindingsPlace(1))
        await press(pilot, "space", "space", "a")
        marked = {one.id for one in place.chosen}
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *"Mend it", "enter")
        await until(pilot, lambda: pilot.app.screen is place)
        made = {
            one.id for one in findings_of(workspace) if any(each.title == "Mend it" for each in one.mending)
        }
        assert made == marked


async def test_what_an_audit_found_stands_under_its_headline_with_what_is_gone(opened: Opener) -> None:
    workspace = opened("listed")
    gone, new = walk_again(workspace)
    found = workspace.reads.audits.findings(2)
    async with running(workspace, size=(120, 400)) as pilot:
        place = await open_place(pilot, FoundPlace(2))
        text = shown(pilot)
        assert len(place.listed) == len(found)
        assert f"{len(found)} findings" in text and "1 new, 1 gone" in text and "stop" in text
        after = text.split("Gone since the audit before")[1]
        assert gone.name in after and new.name not in after
        assert "?" not in text.split("Touchpoints")[0].replace(" ?", "")
        await press(pilot, "end")
        assert isinstance(place.here, Visit)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TouchpointCard))


async def test_a_draft_shows_what_has_no_name_yet_and_saying_more_names_it(opened: Opener) -> None:
    workspace = opened("shop")
    first = audit_of(workspace, 1).visits[0].answers[0]
    workspace.audits.answer(first.id, Verdict.FAIL)
    async with running(workspace) as pilot:
        place = await open_place(pilot, FoundPlace(1))
        assert "So far" in shown(pilot) and place.finding is None
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "tab", *"At the top", "enter")
        await until(pilot, lambda: place.finding is not None)
        assert place.finding is not None and place.finding.place == "At the top"
        assert place.finding.name in shown(pilot)


async def test_a_waived_finding_is_none_of_what_an_audit_found(opened: Opener) -> None:
    workspace = opened("listed")
    one = findings_of(workspace)[0]
    before = len(workspace.reads.audits.findings(1))
    workspace.findings.waive([one.id])
    assert len(workspace.reads.audits.findings(1)) == before - 1
    async with running(workspace, size=(120, 400)) as pilot:
        await open_place(pilot, FoundPlace(1))
        assert one.name in shown(pilot).split("Waived")[1]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_journey_without_findings_says_so(opened: Opener, size: tuple[int, int]) -> None:
    async with running(opened("shop"), size=size) as pilot:
        await open_place(pilot, FindingsPlace(1))
        assert "Nothing was found yet" in shown(pilot)
        await press(pilot, "enter", "space", "n", "e", "s")
        assert isinstance(pilot.app.screen, FindingsPlace)


async def test_a_picture_and_hostile_words_are_only_told(opened: Opener) -> None:
    workspace = opened("listed")
    one = findings_of(workspace)[0]
    workspace.findings.edit(
        one.id, FindingDraft(what="[bold]It[/] @click=app.quit", place="[link=x]y[/link]")
    )
    with_picture(workspace, one.id)
    run_sql(workspace, "UPDATE finding SET note = '\x1b[2Jx'")
    async with running(workspace, size=(120, 40)) as pilot:
        await open_place(pilot, FindingsPlace(1))
        await press(pilot, "slash", *one.name, "enter")
        assert "[bold]It[/] @click=app.quit" in shown(pilot) and "▣1" in shown(pilot)
