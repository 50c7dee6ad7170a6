"""Where one can go: a value for each place, with what the place is to show.

A route names its place and imports none, so places lead to each other without knowing each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from msgspec import Struct

from auditor.views.actions import ActionFilter
from auditor.walking.walked import Beginning


@dataclass
class Selection:
    """What the views of the actions hand on to each other: which are shown, and which of these are marked."""

    filter: ActionFilter = field(default_factory=ActionFilter)
    marks: set[int] = field(default_factory=set)
    first: ActionFilter = field(init=False, compare=False)
    """What was shown first: the way back leads to it, and from it to where one came from."""

    def __post_init__(self) -> None:
        """Remember what is shown first."""
        self.first = self.filter

    @classmethod
    def of(cls, journey_id: int | None) -> Selection:
        """Return the open actions of a journey, or of all."""
        return cls(ActionFilter(journey_id=journey_id))

    @classmethod
    def of_client(cls, client: str) -> Selection:
        """Return the open actions of all journeys of a client; of those of none with an empty name."""
        return cls(ActionFilter(clients=(client,)))


class Route(Struct, frozen=True):
    """A way to a place; the fields are what the place is made with."""

    place: ClassVar[str]
    """The place's class and the module it is imported from, below `screens`, when somebody goes there."""
    BEGINS: ClassVar[tuple[str, ...]] = ()
    """The fields that say where one begins there, and not which place it is."""

    @property
    def which(self) -> tuple[object, ...]:
        """What tells the place it leads to from all others, wherever one stands there."""
        fields = (name for name in self.__struct_fields__ if name not in self.BEGINS)
        return (type(self).__name__, *(getattr(self, name) for name in fields))


class ToHome(Route, frozen=True):
    """The journeys, and what to do first."""

    place = "home.home:HomePlace"
    BEGINS = ("is_first", "order", "folded", "archive_open")
    is_first: bool = False
    """There is nowhere to go back to from there, whatever is below."""
    order: str = ""
    """How the journeys are sorted; as usual where nothing is said."""
    folded: tuple[str, ...] = ()
    """Clients whose journeys are folded away."""
    archive_open: bool = False
    """Whether what is archived is shown."""


class ToHistory(Route, frozen=True):
    """What was changed, by whom and when."""

    place = "home.history:HistoryPlace"


class ToSettings(Route, frozen=True):
    """What the user has set, beginning at the setting of a key."""

    place = "settings.settings:SettingsPlace"
    at: str = ""


class ToTeam(Route, frozen=True):
    """Who is let in to the database, and what each may do."""

    place = "settings.team:TeamPlace"


class ToLibrary(Route, frozen=True):
    """The checklists, templates and questions of the team's own, beginning at those of a kind."""

    place = "settings.library:LibraryPlace"
    BEGINS = ("kind",)
    kind: str = ""


class ToJourney(Route, frozen=True):
    """The stages and touchpoints of a journey, beginning at one of them."""

    place = "journey.journey:JourneyPlace"
    BEGINS = ("stage_id", "touchpoint_id")
    journey_id: int
    stage_id: int | None = None
    touchpoint_id: int | None = None


class ToPersonas(Route, frozen=True):
    """The personas of a journey side by side."""

    place = "journey.personas:PersonasPlace"
    journey_id: int


class ToComparison(Route, frozen=True):
    """The personas of a journey in one table: feelings, needs, evidence and channels."""

    place = "map.comparison:ComparisonPlace"
    journey_id: int


class ToQuestions(Route, frozen=True):
    """The question bank of a journey, beginning with a persona."""

    place = "journey.questions:QuestionsPlace"
    journey_id: int
    persona_id: int | None = None


class ToInterviews(Route, frozen=True):
    """Who was interviewed about a journey."""

    place = "journey.interviews:InterviewsPlace"
    journey_id: int


class ToRespondent(Route, frozen=True):
    """What a respondent replied and said."""

    place = "journey.respondent:RespondentPlace"
    respondent_id: int


class ToReplies(Route, frozen=True):
    """Replies of respondents side by side: of one persona's, or of all."""

    place = "journey.replies:RepliesPlace"
    journey_id: int
    persona_id: int | None = None


class ToFollowUp(Route, frozen=True):
    """What became better or worse since the last audit of a journey."""

    place = "journey.follow_up:FollowUpPlace"
    journey_id: int


class ToMap(Route, frozen=True):
    """A journey on a time line, beginning at a touchpoint."""

    place = "map.journey_map:MapPlace"
    BEGINS = ("touchpoint_id",)
    journey_id: int
    touchpoint_id: int | None = None


class ToGaps(Route, frozen=True):
    """A journey as it is beside the journey as it is wanted."""

    place = "map.gaps:GapsPlace"
    journey_id: int


class ToMoments(Route, frozen=True):
    """What the touchpoints of a journey mean to the customer and to us."""

    place = "map.moments:MomentsPlace"
    journey_id: int


class ToTouchpoint(Route, frozen=True):
    """Everything known of a touchpoint."""

    place = "map.touchpoint_card:TouchpointCard"
    journey_id: int
    touchpoint_id: int


ASK_NEXT = 3
"""The reading of a journey's evidence that says what to ask next, and what to ask again."""


class ToEvidence(Route, frozen=True):
    """What a journey rests on."""

    place = "evidence.evidence:EvidencePlace"
    BEGINS = ("view",)
    journey_id: int
    view: int = 0
    """Which reading of it comes first, such as ASK_NEXT."""


class ToWalk(Route, frozen=True):
    """An audit, check by check."""

    place = "audit.walk:WalkPlace"
    BEGINS = ("at", "visit_id", "beginning")
    audit_id: int
    at: int | None = None
    """The answer to begin at; else where it was left."""
    visit_id: int | None = None
    """The visit to a touchpoint to begin at, at its feeling."""
    beginning: Beginning | None = None
    """Where the audit may not have begun; its number is of no matter then."""


class ToSuggested(Route, frozen=True):
    """What measurements suggest for an audit."""

    place = "audit.suggested:SuggestedPlace"
    BEGINS = ("beginning",)
    audit_id: int
    beginning: Beginning | None = None
    """As of a walk."""


class ToFound(Route, frozen=True):
    """What an audit found."""

    place = "findings.found:FoundPlace"
    audit_id: int


class ToFindings(Route, frozen=True):
    """The findings of a journey: open, gone, remarks, waived."""

    place = "findings.findings:FindingsPlace"
    journey_id: int


class ToFinding(Route, frozen=True):
    """One finding with all that is known of it."""

    place = "findings.finding:FindingPlace"
    finding_id: int


class ToRound(Route, frozen=True):
    """A round of several auditors."""

    place = "audit.round:RoundPlace"
    round_id: int


class ToActions(Route, frozen=True):
    """The list of what to improve, beginning at the action of a number."""

    place = "actions.actions:ActionsPlace"
    selection: Selection | None = None
    at: int | None = None

    @property
    def which(self) -> tuple[object, ...]:
        """Return what tells the actions of this journey, or of all, from others."""
        return (type(self).__name__, self.selection.filter.journey_id if self.selection else None)


class ToBoard(Route, frozen=True):
    """The actions as cards, a column for each status."""

    place = "actions.board_place:BoardPlace"
    selection: Selection
    at: int | None = None

    @property
    def which(self) -> tuple[object, ...]:
        """Return what tells the actions of this journey, or of all, from others."""
        return (type(self).__name__, self.selection.filter.journey_id)


class ToOwners(Route, frozen=True):
    """Who has what, beginning at a person; the actions selected are handed on to the next view."""

    place = "actions.owners:OwnersPlace"
    BEGINS = ("selection", "at")
    selection: Selection
    at: int | None = None
    """The number of the person to begin at."""


class ToResponsible(Route, frozen=True):
    """What a person answers for, or what nobody does."""

    place = "actions.responsible:ResponsiblePlace"
    person_id: int | None = None


class ToProof(Route, frozen=True):
    """What looking again showed of actions, or of those that an audit has looked at again."""

    place = "actions.proof:ProofPlace"
    action_ids: tuple[int, ...] = ()
    audit_id: int | None = None


class ToEstimates(Route, frozen=True):
    """The impact expected of the actions of a journey, or of all, beside the impact they turned out to have."""

    place = "actions.estimates:EstimatesPlace"
    journey_id: int | None = None


NEXT_VIEW: dict[type[Route], Callable[[Selection, int | None], Route]] = {
    ToActions: ToBoard,
    ToBoard: lambda selection, _at: ToOwners(selection),
    ToOwners: ToActions,
}
"""What the key for the next view leads to, with the same actions selected and the cursor on the same one."""
