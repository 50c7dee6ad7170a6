"""The screens as they are meant to look, in text. AUDITOR_GOLDEN=1 writes them anew, to be looked at and committed."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.pilot import Pilot

from auditor.base import i18n
from auditor.base.vocabulary import LANGUAGES, Existence, NoteKind, Verdict
from auditor.importing.places import Target
from auditor.importing.planning import plan_import
from auditor.settings.config import Config
from auditor.views.evidence import EvidenceDraft
from auditor.views.finding_drafts import FindingDraft
from auditor.views.proofs import ComparedFigure
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.actions.board_place import BoardPlace
from screens.actions.estimates import EstimatesPlace
from screens.actions.owners import OwnersPlace
from screens.actions.proof import ProofPlace
from screens.audit.round import RoundPlace
from screens.audit.suggested import SuggestedPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.capacity import CapacityDialog
from screens.dialogs.explain import ExplainDialog
from screens.dialogs.help import HelpDialog
from screens.dialogs.import_preview import ImportPreview
from screens.dialogs.weights import WeightsDialog
from screens.evidence.evidence import EvidencePlace
from screens.findings.finding import FindingPlace
from screens.findings.findings import FindingsPlace
from screens.findings.found import FoundPlace
from screens.journey.follow_up import FollowUpPlace
from screens.journey.personas import PersonaColumn, PersonasPlace
from screens.journey.questions import QuestionsPlace
from screens.map.gaps import GapsPlace
from screens.map.journey_map import MapPlace
from screens.map.touchpoint_card import TouchpointCard
from screens.routes import Selection
from tests.importing.reports import axe_page, rule, text
from tests.nouns.rounds import round_of, say
from tests.screens.audit.test_suggestions import suggest
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, Size, app_of, open_place, press, running, shown
from tests.walks import run_sql

FOLDER = Path(__file__).with_name("golden")
MEDIUM = (120, 40)
LARGE = (160, 50)

TODAY = datetime(2026, 3, 9, 12, tzinfo=UTC)
"""A week after everything in the databases, so that what is said of days is always the same."""

Steps = Callable[[Pilot[None]], Awaitable[None]]


async def _home(pilot: Pilot[None]) -> None:
    """Stay at home."""


async def _check(pilot: Pilot[None]) -> None:
    await open_place(pilot, WalkPlace(2))


async def _feeling(pilot: Pilot[None]) -> None:
    place = await open_place(pilot, WalkPlace(2))
    await until(pilot, lambda: place.course is not None)
    assert place.course is not None
    while place.course.answer is not None or place.course.is_at_gates:
        await press(pilot, "down")


async def _list(pilot: Pilot[None]) -> None:
    await open_place(pilot, ActionsPlace(Selection.of(1)))
    await press(pilot, "down", "down")


async def _matrix(pilot: Pilot[None]) -> None:
    await _list(pilot)
    await press(pilot, "m")


async def _explained(pilot: Pilot[None]) -> None:
    await _list(pilot)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, ExplainDialog)


async def _what_fits(pilot: Pilot[None]) -> None:
    await _list(pilot)
    await press(pilot, ".", "f")
    await until(pilot, lambda: isinstance(pilot.app.screen, CapacityDialog))


async def _what_if(pilot: Pilot[None]) -> None:
    await _list(pilot)
    await press(pilot, ".", "w")
    await until(pilot, lambda: isinstance(pilot.app.screen, WeightsDialog))
    await press(pilot, "right", "down", "down", "down", "3")


def _hand_out(workspace: Workspace) -> None:
    """Give actions of every status to people, some of them late."""
    numbers = [line.id for line in workspace.reads.actions.ranking().page(0, 14)]
    workspace.actions.assign(numbers[:5], "Kim")
    workspace.actions.assign(numbers[5:9], "Alex")
    workspace.actions.due(numbers[3:6], "2026-03-01")
    workspace.actions.due(numbers[6:8], "2026-03-12")
    workspace.actions.due(numbers[8:9], "2027-01-15")
    workspace.actions.start(numbers[4:8])
    workspace.actions.done(numbers[9:11])


async def _worklist(pilot: Pilot[None]) -> None:
    _hand_out(app_of(pilot).workspace)
    place = await open_place(pilot, ActionsPlace(Selection.of(1)))
    await press(pilot, *"/owner:kim", "enter", "space", "space")
    await until(pilot, lambda: _is_laid_out(place))


def _is_laid_out(place: ActionsPlace) -> bool:
    """Tell whether the headings have taken the room of the scrollbar that a shorter list does without."""
    width = place.lines.scrollable_content_region.width
    headed = sum(heading.width for heading in place.headings.headings)
    return not place.lines.show_vertical_scrollbar and headed == width


async def _typing(pilot: Pilot[None]) -> None:
    _hand_out(app_of(pilot).workspace)
    place = await open_place(pilot, ActionsPlace(Selection.of(1)))
    await press(pilot, *"/late quadrant:")
    await until(pilot, lambda: _is_laid_out(place))


async def _board(pilot: Pilot[None]) -> None:
    _hand_out(app_of(pilot).workspace)
    await open_place(pilot, BoardPlace(Selection()))
    await press(pilot, "right", "down")


async def _owners(pilot: Pilot[None]) -> None:
    _hand_out(app_of(pilot).workspace)
    await open_place(pilot, OwnersPlace(Selection()))
    await press(pilot, "down")


async def _desk(pilot: Pilot[None]) -> None:
    """Show home when actions have been handed out."""
    _hand_out(app_of(pilot).workspace)
    await press(pilot, "g", "m", "escape")


async def _findings(pilot: Pilot[None]) -> None:
    await open_place(pilot, FindingsPlace(1))
    await press(pilot, "space")


async def _finding(pilot: Pilot[None]) -> None:
    workspace = app_of(pilot).workspace
    one = workspace.reads.findings.of_journey(1)[0]
    draft = FindingDraft(place="–", address="https://shop.example/1", quick_win=True, severity=4)
    workspace.findings.edit(one.id, draft)
    await open_place(pilot, FindingPlace(one.id))


async def _found(pilot: Pilot[None]) -> None:
    await open_place(pilot, FoundPlace(1))


async def _help(pilot: Pilot[None]) -> None:
    await _check(pilot)
    await press(pilot, "?")
    assert isinstance(pilot.app.screen, HelpDialog)


async def _what_follows(pilot: Pilot[None]) -> None:
    await _map(pilot)
    await press(pilot, "g")


async def _map(pilot: Pilot[None]) -> None:
    await open_place(pilot, MapPlace(1))
    await press(pilot, "right", "right")


async def _wish(pilot: Pilot[None]) -> None:
    """Want the first five touchpoints to be very happy, the third to go, and note at the first what hurts."""
    workspace = app_of(pilot).workspace
    journey = workspace.reads.journeys.get(1)
    assert journey is not None
    for point in journey.touchpoints[:5]:
        workspace.wishes.want(point.id, 2)
    workspace.stages.edit_touchpoint(journey.touchpoints[2].id, existence=Existence.TO_GO)
    for kind in (NoteKind.NEED, NoteKind.PAIN_POINT):
        workspace.noting.add(journey.touchpoints[0].id, kind, "1 / 3")


async def _map_wished(pilot: Pilot[None]) -> None:
    await _wish(pilot)
    await open_place(pilot, MapPlace(1))
    await press(pilot, "v", "v", "v", "z", "6", "z", "7")


async def _card(pilot: Pilot[None]) -> None:
    await _wish(pilot)
    await open_place(pilot, TouchpointCard(1, 1))
    await press(pilot, "end")


async def _gaps(pilot: Pilot[None]) -> None:
    await _wish(pilot)
    await open_place(pilot, GapsPlace(1))


async def _questions(pilot: Pilot[None]) -> None:
    app_of(pilot).workspace.noting.reply(1, 1, "heard", "1 / 3")
    await open_place(pilot, QuestionsPlace(1))
    await press(pilot, "down")


async def _evidence(pilot: Pilot[None]) -> None:
    workspace = app_of(pilot).workspace
    today = workspace.reads.evidence.today
    workspace.evidence.add_several(
        [
            EvidenceDraft("interview", "1 / 3", today, touchpoint_id=1, persona_id=1, people=3, feeling=-1),
            EvidenceDraft(
                "survey",
                "2 / 3",
                today,
                touchpoint_id=4,
                unit="CSAT",
                counts={1: 9, 4: 20, 5: 30},
                scale_low=1,
                scale_high=5,
            ),
            EvidenceDraft("analytics", "3 / 3", today, stage_id=3, people=900, figure=42, unit="%"),
        ]
    )
    await open_place(pilot, EvidencePlace(1))
    await press(pilot, "down", "down")


async def _suggested(pilot: Pilot[None]) -> None:
    """The walk of a check that was measured after it was last answered in a finished audit."""
    _measure(pilot)
    await open_place(pilot, WalkPlace(2))


async def _gone_through(pilot: Pilot[None]) -> None:
    """What is suggested on one page."""
    _measure(pilot)
    await open_place(pilot, SuggestedPlace(2))


def _measure(pilot: Pilot[None]) -> None:
    run_sql(
        app_of(pilot).workspace,
        "UPDATE answer SET answered_at = '2025-11-01T09:00:00+00:00'"
        " WHERE visit_id IN (SELECT id FROM visit WHERE audit_id = 1) AND verdict IS NOT NULL",
    )
    suggest(app_of(pilot).workspace, audit=2)


async def _import(pilot: Pilot[None]) -> None:
    workspace = app_of(pilot).workspace
    journey = workspace.reads.journeys.get(1)
    assert journey is not None
    page = axe_page(
        violations=[rule("image-alt", 3, "critical"), rule("label", 2)], passes=[rule("color-contrast")]
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "axe.json"
        path.write_text(text(page), encoding="utf-8")
        plan = plan_import(
            "", path, Target(journey, workspace.today, touchpoint_ids=(journey.touchpoints[3].id,))
        )
    await pilot.app.push_screen(ImportPreview(plan))


async def _personas(pilot: Pilot[None]) -> None:
    journeys = app_of(pilot).workspace.journeys
    number = journeys.add_persona(1, "Alex", "1 / 3", goals="2 / 3", challenges="3 / 3")
    journeys.verify_persona(number, "5", "2026-03-02")
    place = await open_place(pilot, PersonasPlace(1))
    await until(pilot, lambda: len(place.query(PersonaColumn)) == 2)
    await press(pilot, "right")


async def _follow_up(pilot: Pilot[None]) -> None:
    await open_place(pilot, FollowUpPlace(1))


async def _trends(pilot: Pilot[None]) -> None:
    await _follow_up(pilot)
    await press(pilot, "v")


async def _round(pilot: Pilot[None]) -> None:
    """Let two people audit, differ in two answers, and begin to agree."""
    kim = app_of(pilot).workspace
    audits = round_of(kim, 1, "Kim", "Alex")
    alex = Workspace(kim.location, Config(kim.config.folder, "Alex"))
    say(kim, audits["Kim"], 0, [Verdict.FAIL, Verdict.PASS, Verdict.PASS])
    say(alex, audits["Alex"], 0, [Verdict.FAIL, Verdict.FAIL, Verdict.PARTLY])
    kim.audits.finish(audits["Kim"])
    alex.audits.finish(audits["Alex"])
    alex.close()
    kim.rounds.agree(1)
    await open_place(pilot, RoundPlace(1))


async def _proof(pilot: Pilot[None]) -> None:
    """Finish a re-check that finds one of two actions mended, and record figures."""
    workspace = app_of(pilot).workspace
    minutes = count()
    with workspace.dated(lambda: TODAY + timedelta(minutes=next(minutes))):
        numbers = _two_done(workspace)
        (audit,) = workspace.audits.start_recheck(numbers, "Kim")
        again = workspace.reads.audits.get(audit)
        assert again is not None
        verdicts = cycle([Verdict.PASS, Verdict.FAIL])
        for visit in again.visits:
            for answer in visit.answers:
                workspace.audits.answer(answer.id, next(verdicts))
            workspace.audits.feel(visit.id, 1)
        workspace.audits.finish(audit)
    before, after = ComparedFigure(5, 2400), ComparedFigure(6.5, 2400)
    workspace.proofs.record(numbers[0], before, after, source="1 / 3", collected="2026-03-02", unit="%")
    await open_place(pilot, ProofPlace(audit_id=audit))
    await press(pilot, "down", "down")


def _two_done(workspace: Workspace) -> list[int]:
    """Let two actions be done that each answer one failed check; return their numbers."""
    reads = workspace.reads.actions
    whole = [reads.get(line.id) for line in reads.ranking().all()]
    failed = [one for one in whole if one and [found.verdict for found in one.findings] == [Verdict.FAIL]]
    numbers = [one.line.id for one in failed[:2]]
    workspace.actions.accept(numbers)
    workspace.actions.done(numbers)
    return numbers


async def _estimates(pilot: Pilot[None]) -> None:
    await _proof(pilot)
    workspace = app_of(pilot).workspace
    workspace.proofs.verify([waiting.proof.action.id for waiting in workspace.reads.proofs.waiting()])
    await open_place(pilot, EstimatesPlace(1))


SCREENS: dict[str, tuple[str, Steps]] = {
    "home-empty": ("blank", _home),
    "home-full": ("golden", _home),
    "walk-check": ("golden", _check),
    "walk-feeling": ("golden", _feeling),
    "actions-list": ("golden", _list),
    "actions-matrix": ("golden", _matrix),
    "explain": ("golden", _explained),
    "what-fits": ("golden", _what_fits),
    "what-if": ("golden", _what_if),
    "found": ("golden", _found),
    "findings": ("golden", _findings),
    "finding": ("golden", _finding),
    "help": ("golden", _help),
    "map": ("golden", _map),
    "what-follows": ("golden", _what_follows),
    "map-wishes": ("golden", _map_wished),
    "touchpoint": ("golden", _card),
    "gaps": ("golden", _gaps),
    "questions": ("golden", _questions),
    "personas": ("golden", _personas),
    "follow-up": ("golden", _follow_up),
    "trends": ("golden", _trends),
    "round": ("golden", _round),
    "evidence": ("golden", _evidence),
    "walk-suggested": ("golden", _suggested),
    "suggested": ("golden", _gone_through),
    "import": ("golden", _import),
    "proof": ("golden", _proof),
    "estimates": ("golden", _estimates),
    "actions-mine": ("golden", _worklist),
    "actions-typing": ("golden", _typing),
    "board": ("golden", _board),
    "owners": ("golden", _owners),
    "home-desk": ("golden", _desk),
}
"""By name, the database and what to do on it."""


def languages() -> list[str]:
    """Return the languages that have a catalog; English needs none."""
    catalogs = i18n.LOCALE_DIR.glob("*/LC_MESSAGES/*.mo")
    known = {path.parent.parent.name for path in catalogs} | {"en"}
    return [language for language in LANGUAGES if language in known]


MAPS = {
    "finding",
    "findings",
    "walk-suggested",
    "suggested",
    "import",
    "what-fits",
    "what-if",
    "map",
    "map-wishes",
    "touchpoint",
    "gaps",
    "questions",
    "personas",
    "evidence",
    "follow-up",
    "trends",
    "round",
    "proof",
    "estimates",
    "actions-mine",
    "actions-typing",
    "board",
    "owners",
    "home-desk",
}
"""What is looked at in a middle size besides the small one."""

PAUSES = 100
"""How often a screen is looked at again on which something that takes its time is still to come."""

CASES = [
    (name, size, language)
    for name in SCREENS
    for language in languages()
    for size in (SMALL, MEDIUM if name in MAPS else LARGE)
    if language == "en" or size == SMALL
]


@pytest.fixture
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak the language of the test while it runs."""
    yield i18n.set_language(request.param)
    i18n.set_language("en")


@pytest.mark.every(2)
@pytest.mark.parametrize(("name", "size", "spoken"), CASES, indirect=["spoken"])
async def test_a_screen_looks_as_it_is_meant_to(opened: Opener, name: str, size: Size, spoken: str) -> None:
    database, steps = SCREENS[name]
    workspace = opened(database if database == "blank" else f"{database}-{spoken}")
    path = FOLDER / f"{name}-{size[0]}x{size[1]}-{spoken}.txt"
    is_new = bool(os.environ.get("AUDITOR_GOLDEN"))
    meant = "" if is_new else path.read_text(encoding="utf-8")
    with workspace.dated(lambda: TODAY):
        async with running(workspace, size=size) as pilot:
            await steps(pilot)
            await pilot.pause()
            for _each in range(PAUSES):
                if not is_new and shown(pilot) == meant:
                    break
                await pilot.pause()
            seen = shown(pilot)
    if is_new:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
        return
    assert seen.splitlines() == meant.splitlines()


def test_no_golden_screen_is_left_over() -> None:
    expected = {f"{name}-{width}x{height}-{spoken}.txt" for name, (width, height), spoken in CASES}
    assert {path.name for path in FOLDER.iterdir()} == expected
