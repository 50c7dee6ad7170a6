"""Several auditors in the app: a round is started, hidden, talked over, and ends in one agreed audit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.base.vocabulary import Verdict
from auditor.settings.config import Config
from auditor.store.location import Location
from auditor.workspace import Workspace
from screens.audit.check_card import CheckCard
from screens.audit.round import RoundPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.form import FormDialog
from screens.findings.found import FoundPlace
from screens.journey.journey import JourneyPlace
from tests.nouns.rounds import round_of, say
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, said, shown

P, H, F = Verdict.PASS, Verdict.PARTLY, Verdict.FAIL

As = Callable[[str], Workspace]


@pytest.fixture
def as_(opened: Opener, tmp_path: Path) -> As:
    """A way to open the shop in somebody's name."""
    shop = opened("shop")
    return lambda name: Workspace(Location(shop.location.path, None), Config(tmp_path / "config", name))


def _finished_round(as_: As) -> Workspace:
    """Make a round of Kim and Bo, who answer two checks of three differently, and finish it."""
    kim, bo = as_("Kim"), as_("Bo")
    audits = round_of(kim, 1, "Kim", "Bo")
    say(kim, audits["Kim"], 0, [F, P, P])
    say(bo, audits["Bo"], 0, [F, F, H])
    kim.audits.finish(audits["Kim"])
    bo.audits.finish(audits["Bo"])
    bo.close()
    return kim


async def test_a_round_is_started_from_the_journey(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await open_place(pilot, JourneyPlace(1))
        await press(pilot, "g", "o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *"Kim, Bo", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RoundPlace))
        await until(pilot, lambda: "hidden from each other" in shown(pilot))
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        walk = place_of(pilot, WalkPlace)
        assert walk.course is not None and walk.course.audit.auditor == "Kim"


async def test_finishing_shows_who_of_the_round_is_still_to_finish(as_: As) -> None:
    kim = as_("Kim")
    audits = round_of(kim, 1, "Kim", "Bo")
    say(kim, audits["Kim"], 0, [P])
    async with running(kim, ("walk", audits["Kim"])) as pilot:
        await press(pilot, "f", "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, RoundPlace))
        assert "✓ Kim" in shown(pilot) and "· Bo" in shown(pilot)
        assert "hidden from each other" in shown(pilot)
        await press(pilot, "g", "y")
        assert kim.reads.rounds.lines()[0].agreed is None
    kim.close()


async def test_a_walk_is_never_begun_in_anothers_hidden_audit(as_: As) -> None:
    anna = as_("Anna")
    anna.audits.delete(1)
    audits = round_of(anna, 1, "Anna", "Bo")
    async with running(anna) as pilot:
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert place_of(pilot, WalkPlace).audit_id == audits["Anna"]
    anna.close()


async def test_one_auditor_alone_is_refused_in_the_form(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await open_place(pilot, JourneyPlace(1))
        await press(pilot, "g", "o", *"Kim", "enter")
        await until(pilot, lambda: "needs 2 to" in shown(pilot))
        assert isinstance(pilot.app.screen, FormDialog)


async def test_a_hidden_audit_that_is_chosen_is_told_of_by_its_auditor_and_not_opened(as_: As) -> None:
    kim = as_("Kim")
    audits = round_of(kim, 1, "Kim", "Bo")
    async with running(kim) as pilot:
        journey = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "g", "l")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, *"Bo", "enter")
        await until(pilot, lambda: "Bo’s audit is hidden" in shown(pilot))
        assert pilot.app.screen is journey
        assert str(audits["Bo"]) not in shown(pilot).split("Bo’s audit is hidden")[1].split("finished")[0]
    kim.close()


async def test_another_auditors_audit_does_not_open_while_the_round_goes_on(as_: As) -> None:
    kim = as_("Kim")
    audits = round_of(kim, 1, "Kim", "Bo")
    async with running(kim) as pilot:
        journey = await open_place(pilot, JourneyPlace(1))
        pilot.app.push_screen(FoundPlace(audits["Bo"]))
        await until(pilot, lambda: "is hidden" in shown(pilot))
        assert pilot.app.screen is journey
    kim.close()


async def test_what_differs_is_talked_over_one_key_each(as_: As) -> None:
    kim = _finished_round(as_)
    async with running(kim, size=(120, 40)) as pilot:
        place = await open_place(pilot, RoundPlace(1))
        assert "2 answers to talk over" in shown(pilot) and "Kim ✓  Bo ✗" in shown(pilot)
        await press(pilot, "b", "enter")
        await until(pilot, lambda: place.round is not None and place.round.agreed is not None)
        await until(pilot, lambda: place.rated is not None)
        await press(pilot, "n")
        await until(pilot, lambda: "1 answer to talk over" in shown(pilot))
        await press(pilot, "y")
        await until(pilot, lambda: "0 answers to talk over" in shown(pilot))
        agreed = kim.reads.rounds.lines()[0].agreed
        assert agreed is not None and agreed.answered == 3
        last = place.rated
        await press(pilot, "u")
        await until(pilot, lambda: "1 answer to talk over" in shown(pilot))
        assert last is not None and place.rated is not None and place.rated.agreed_id == last.agreed_id
        assert not place.rated.is_settled
    kim.close()


async def test_what_only_one_answered_is_settled_too(as_: As) -> None:
    kim, bo = as_("Kim"), as_("Bo")
    audits = round_of(kim, 1, "Kim", "Bo")
    say(kim, audits["Kim"], 0, [F, P])
    say(bo, audits["Bo"], 0, [F])
    kim.audits.finish(audits["Kim"])
    bo.audits.finish(audits["Bo"])
    bo.close()
    kim.rounds.agree(1)
    async with running(kim, size=(120, 40)) as pilot:
        place = await open_place(pilot, RoundPlace(1))
        await until(pilot, lambda: "1 answer that only one auditor gave" in shown(pilot))
        assert "too little to tell" in shown(pilot)
        await until(pilot, lambda: place.rated is not None)
        await press(pilot, "y")
        await until(pilot, lambda: "0 answers that only one auditor gave" in shown(pilot))
    agreed = kim.reads.rounds.lines()[0].agreed
    assert agreed is not None and agreed.answered == 2
    kim.close()


async def test_the_agreed_walk_shows_what_each_auditor_said(as_: As) -> None:
    kim = _finished_round(as_)
    agreed = kim.rounds.agree(1)
    async with running(kim, ("walk", agreed), size=(120, 40)) as pilot:
        await until(pilot, lambda: "Kim: pass" in said(pilot, CheckCard))
        assert "Bo: fail" in said(pilot, CheckCard)
    kim.close()
