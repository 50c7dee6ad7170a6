"""Everything that can be asked of a database, by noun. What most commands don't ask is imported when it is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.scoring import Scoring
from auditor.base.vocabulary import Purpose
from auditor.store.adapter import Reader
from auditor.store.reading.actions.reads import ActionReads
from auditor.store.reading.audits.reads import AuditReads
from auditor.store.reading.evidence.confidences import Grading
from auditor.store.reading.history import HistoryReads
from auditor.store.reading.journeys import JourneyReads
from auditor.store.reading.maps import MapReads

if TYPE_CHECKING:
    from auditor.analysis.figures import Worth
    from auditor.analysis.purpose import PurposeFigures
    from auditor.store.reading.actions.decisions import DecisionReads
    from auditor.store.reading.actions.exporting import HandingReads
    from auditor.store.reading.actions.returns import ReturnReads
    from auditor.store.reading.audits.follow import FollowReads
    from auditor.store.reading.audits.rounds import RoundReads
    from auditor.store.reading.directory import DirectoryReads
    from auditor.store.reading.evidence.askings import AskingReads
    from auditor.store.reading.evidence.contradictions import ContradictionReads
    from auditor.store.reading.evidence.proofs import ProofReads
    from auditor.store.reading.evidence.reads import EvidenceReads
    from auditor.store.reading.evidence.suggestions import SuggestionReads
    from auditor.store.reading.exchange import ExportReads
    from auditor.store.reading.findings.reads import FindingReads
    from auditor.store.reading.happenings import HappeningReads
    from auditor.store.reading.home import HomeReads
    from auditor.store.reading.interviews import InterviewReads
    from auditor.store.reading.losses import LossReads
    from auditor.store.reading.people import PeopleReads
    from auditor.store.reading.responsibility import ResponsibilityReads
    from auditor.store.reading.strategies import StrategyReads


class Reads(Struct, frozen=True):
    """Everything that can be asked, by noun."""

    journeys: JourneyReads
    audits: AuditReads
    actions: ActionReads
    history: HistoryReads
    maps: MapReads
    reader: Callable[[], Reader]
    grading: Grading
    scoring: Scoring
    worth: Worth

    @property
    def evidence(self) -> EvidenceReads:
        """What can be asked about evidence; imported when asked for, because most commands don't."""
        from auditor.store.reading.evidence.reads import EvidenceReads

        return EvidenceReads(self.reader, self.grading, self.scoring)

    @property
    def losses(self) -> LossReads:
        """What can be asked about what touchpoints lose; imported when asked for, because most commands don't."""
        from auditor.store.reading.losses import LossReads

        return LossReads(self.journeys, self.evidence)

    @property
    def returns(self) -> ReturnReads:
        """What can be asked about what actions bring; imported when asked for."""
        from auditor.store.reading.actions.returns import ReturnReads

        return ReturnReads(self.reader, self.actions, self.scoring)

    def for_purpose(self, journey_id: int, purpose: Purpose) -> PurposeFigures:
        """Return the figures of what a journey is for; of other purposes than sales and cost there are none."""
        from auditor.analysis.purpose import NO_FIGURES, PurposeFigures

        if purpose is Purpose.SALES:
            return PurposeFigures(lost=self.losses.of_journey(journey_id))
        if purpose is Purpose.COST:
            return PurposeFigures(actions=self.returns.of_actions(journey_id))
        return NO_FIGURES

    @property
    def interviews(self) -> InterviewReads:
        """What can be asked about respondents, their replies and own questions; imported when asked for."""
        from auditor.store.reading.interviews import InterviewReads

        return InterviewReads(self.reader, self.grading)

    @property
    def happenings(self) -> HappeningReads:
        """What can be asked about what happened in a journey; imported when asked for."""
        from auditor.store.reading.happenings import HappeningReads

        return HappeningReads(self.reader)

    @property
    def askings(self) -> AskingReads:
        """What can be asked about evidence that is to be asked for again; imported when asked for."""
        from auditor.store.reading.evidence.askings import AskingReads

        return AskingReads(self.reader, self.grading)

    @property
    def contradictions(self) -> ContradictionReads:
        """What can be asked about contradictions between audits and evidence; imported when asked for."""
        from auditor.store.reading.evidence.contradictions import ContradictionReads

        return ContradictionReads(self.reader, self.maps, self.evidence)

    @property
    def suggestions(self) -> SuggestionReads:
        """What can be asked about answers that measurements suggest; imported when asked for."""
        from auditor.store.reading.evidence.suggestions import SuggestionReads

        return SuggestionReads(self.reader)

    @property
    def findings(self) -> FindingReads:
        """What can be asked about findings; imported when asked for."""
        from auditor.store.reading.findings.reads import FindingReads

        return FindingReads(self.reader)

    @property
    def decisions(self) -> DecisionReads:
        """What can be asked before deciding about actions; imported when asked for."""
        from auditor.store.reading.actions.decisions import DecisionReads

        return DecisionReads(self.actions)

    @property
    def handing(self) -> HandingReads:
        """What other programs can be given; imported when asked for."""
        from auditor.store.reading.actions.exporting import HandingReads

        return HandingReads(self.reader, self.actions)

    @property
    def proofs(self) -> ProofReads:
        """What can be asked about whether actions worked; imported when asked for."""
        from auditor.store.reading.evidence.proofs import ProofReads

        return ProofReads(self.reader, self.worth)

    @property
    def home(self) -> HomeReads:
        """What home asks; imported when asked for."""
        from auditor.store.reading.home import HomeReads

        return HomeReads(self.reader)

    @property
    def follow(self) -> FollowReads:
        """What can be asked of audits over time; imported when asked for, because most commands don't."""
        from auditor.store.reading.audits.follow import FollowReads

        return FollowReads(self.reader)

    @property
    def exports(self) -> ExportReads:
        """What can be asked for other databases; imported when asked for."""
        from auditor.store.reading.exchange import ExportReads

        return ExportReads(self.reader)

    @property
    def people(self) -> PeopleReads:
        """What can be asked about the team and what everybody has to do; imported when asked for."""
        from auditor.store.reading.people import PeopleReads

        return PeopleReads(self.reader, self.scoring.days)

    @property
    def directory(self) -> DirectoryReads:
        """All that one can go to by its name; imported when asked for, because only the app does."""
        from auditor.store.reading.directory import DirectoryReads

        return DirectoryReads(self.reader)

    @property
    def strategies(self) -> StrategyReads:
        """What can be asked about strategies; imported when asked for."""
        from auditor.store.reading.strategies import StrategyReads

        return StrategyReads(self.reader)

    @property
    def responsibility(self) -> ResponsibilityReads:
        """What can be asked about who answers for what; imported when asked for, because most commands don't."""
        from auditor.store.reading.responsibility import ResponsibilityReads

        return ResponsibilityReads(self.reader)

    @property
    def rounds(self) -> RoundReads:
        """What can be asked of rounds of several auditors; imported when asked for."""
        from auditor.store.reading.audits.rounds import RoundReads

        return RoundReads(self.reader)
