"""Every place of the app, and how to open each on the sample journey."""

from __future__ import annotations

from collections.abc import Callable

from auditor.workspace import Workspace
from screens.action_board import BoardPlace
from screens.actions import ActionsPlace
from screens.estimates import EstimatesPlace
from screens.evidence import EvidencePlace
from screens.filtered import Selection
from screens.follow_up import FollowUpPlace
from screens.found import FoundPlace
from screens.gaps import GapsPlace
from screens.history import HistoryPlace
from screens.home import HomePlace
from screens.journey import JourneyPlace
from screens.journey_map import MapPlace
from screens.owners import OwnersPlace
from screens.personas import PersonasPlace
from screens.place import Place
from screens.proof import ProofPlace
from screens.questions import QuestionsPlace
from screens.round import RoundPlace
from screens.touchpoint_card import TouchpointCard
from screens.walk import WalkPlace

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
    "found": lambda workspace: FoundPlace(_audit(workspace, finished=True)),
    "actions": lambda _: ActionsPlace(None),
    "actions of a journey": lambda _: ActionsPlace(1),
    "board": lambda _: BoardPlace(Selection()),
    "owners": lambda _: OwnersPlace(Selection()),
    "history": lambda _: HistoryPlace(),
    "map": lambda _: MapPlace(1),
    "gaps": lambda _: GapsPlace(1),
    "personas": lambda _: PersonasPlace(1),
    "questions": lambda _: QuestionsPlace(1),
    "evidence": lambda _: EvidencePlace(1),
    "touchpoint": lambda _: TouchpointCard(1, 1),
    "follow-up": lambda _: FollowUpPlace(1),
    "round": _round,
    "proof": lambda _: ProofPlace([1, 2]),
    "estimates": lambda _: EstimatesPlace(),
}
"""By name; to be opened on a database like the sample."""


def kinds() -> set[type[Place]]:
    """Return every kind of place that the modules of screens define, but not what some have in common."""
    found: set[type[Place]] = set()
    wanted: list[type[Place]] = [Place]
    while wanted:
        for kind in wanted.pop().__subclasses__():
            wanted.append(kind)
            if kind.__module__.startswith("screens.") and not kind.__subclasses__():
                found.add(kind)
    return found
