"""Every place of the app, and how to open each on the sample journey."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from textual.pilot import Pilot

from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.actions.board_place import BoardPlace
from screens.actions.estimates import EstimatesPlace
from screens.actions.owners import OwnersPlace
from screens.actions.proof import ProofPlace
from screens.actions.responsible import ResponsiblePlace
from screens.audit.round import RoundPlace
from screens.audit.suggested import SuggestedPlace
from screens.audit.walk import WalkPlace
from screens.evidence.evidence import EvidencePlace
from screens.findings.finding import FindingPlace
from screens.findings.findings import FindingsPlace
from screens.findings.found import FoundPlace
from screens.frame.place import Place
from screens.home.history import HistoryPlace
from screens.home.home import HomePlace
from screens.journey.follow_up import FollowUpPlace
from screens.journey.interviews import InterviewsPlace
from screens.journey.journey import JourneyPlace
from screens.journey.personas import PersonasPlace
from screens.journey.questions import QuestionsPlace
from screens.journey.replies import RepliesPlace
from screens.journey.respondent import RespondentPlace
from screens.map.comparison import ComparisonPlace
from screens.map.gaps import GapsPlace
from screens.map.journey_map import MapPlace
from screens.map.moments import MomentsPlace
from screens.map.touchpoint_card import TouchpointCard
from screens.routes import Selection
from screens.settings.library import LibraryPlace
from screens.settings.settings import SettingsPlace
from screens.settings.team import TeamPlace
from tests.screens.helpers import until
from tests.screens.shown import open_place

Make = Callable[[Workspace], Place]


def _audit(workspace: Workspace, finished: bool) -> int:
    """Return the newest audit that is finished, or is not."""
    lines = workspace.reads.audits.lines()
    return next(line.id for line in lines if (line.finished is not None) is finished)


def _round(workspace: Workspace) -> Place:
    """Return a new round of which nobody has finished."""
    return RoundPlace(workspace.rounds.start(1, [workspace.who, "Bo"], 1))


PLACES: dict[str, Make] = {
    "home": lambda _: HomePlace(),
    "journey": lambda _: JourneyPlace(1),
    "walk": lambda workspace: WalkPlace(_audit(workspace, finished=False)),
    "suggested": lambda workspace: SuggestedPlace(_audit(workspace, finished=False)),
    "found": lambda workspace: FoundPlace(_audit(workspace, finished=True)),
    "findings": lambda _: FindingsPlace(1),
    "finding": lambda workspace: FindingPlace(workspace.reads.findings.of_journey(1)[0].id),
    "actions": lambda _: ActionsPlace(None),
    "actions of a journey": lambda _: ActionsPlace(Selection.of(1)),
    "board": lambda _: BoardPlace(Selection()),
    "owners": lambda _: OwnersPlace(Selection()),
    "responsible": lambda _: ResponsiblePlace(),
    "settings": lambda _: SettingsPlace(),
    "people and rights": lambda _: TeamPlace(),
    "own checklists": lambda _: LibraryPlace(),
    "history": lambda _: HistoryPlace(),
    "map": lambda _: MapPlace(1),
    "gaps": lambda _: GapsPlace(1),
    "moments": lambda _: MomentsPlace(1),
    "personas": lambda _: PersonasPlace(1),
    "personas compared": lambda _: ComparisonPlace(1),
    "questions": lambda _: QuestionsPlace(1),
    "interviews": lambda _: InterviewsPlace(1),
    "respondent": lambda workspace: RespondentPlace(workspace.respondents.add(1)),
    "replies": lambda _: RepliesPlace(1),
    "evidence": lambda _: EvidencePlace(1),
    "touchpoint": lambda _: TouchpointCard(1, 1),
    "follow-up": lambda _: FollowUpPlace(1),
    "round": _round,
    "proof": lambda _: ProofPlace((1, 2)),
    "estimates": lambda _: EstimatesPlace(1),
}
"""By name; to be opened on a database like the sample."""


async def every_place_in_turn(pilot: Pilot[None], workspace: Workspace) -> AsyncIterator[Place]:
    """Put every place in front of the one that is there, and take it away again."""
    below = pilot.app.screen
    for make in PLACES.values():
        yield await open_place(pilot, make(workspace))
        pilot.app.pop_screen()
        await until(pilot, lambda: pilot.app.screen is below)
