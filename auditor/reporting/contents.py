"""What a report of a journey is made of, read when a form first shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.finding_changes import changes_between
from auditor.analysis.finding_counts import open_faults, open_remarks
from auditor.analysis.lasting import worst_first
from auditor.analysis.losses import JourneyMoney
from auditor.analysis.mapping import Named, named
from auditor.analysis.moments import MomentBounds
from auditor.analysis.purpose import PurposeFigures
from auditor.analysis.replies import replies_by_theme
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind, Method, ReportPart, Status
from auditor.library.interviews import asked_in
from auditor.reporting.comparison import FEWEST, PersonasCompared, comparison
from auditor.reporting.pictures import ReportPictures, taken
from auditor.views.actions import ActionFilter, ActionLine
from auditor.views.audits import Audit, AuditLine, Found, TouchpointSummary
from auditor.views.evidence import Contradiction, Evidence, EvidenceFilter, JourneySupport
from auditor.views.findings import Finding, FindingChanges
from auditor.views.follow import Comparison, Review, Trend
from auditor.views.interviews import RepliesTable
from auditor.views.maps import JourneyMap
from auditor.views.responsibility import Charge
from auditor.views.strategies import ServingAction

if TYPE_CHECKING:
    from auditor.workspace import Workspace

ALL_BUT_DROPPED = tuple(status for status in Status if status is not Status.DROPPED)


class NewestAudit(Struct, frozen=True):
    """The newest audit for a persona, and how it differs from the one before, if there is one."""

    audit: AuditLine
    change: Comparison | None


class LastTime(Struct, frozen=True):
    """How the findings stood after the audit before the newest."""

    change: Comparison
    """The two audits side by side."""
    became: FindingChanges
    """What became of the findings in between."""

    @property
    def open(self) -> list[Finding]:
        """The faults that were open then, the worst first."""
        return worst_first((*self.became.gone, *self.became.still, *self.became.unseen))

    @property
    def gone(self) -> list[Finding]:
        """Those that were gone after the newest."""
        return worst_first(self.became.gone)


class Contents:
    """Everything that a report shows of a journey; what no part of it asks for is not read."""

    def __init__(
        self,
        workspace: Workspace,
        journey_id: int,
        today: date,
        parts: Collection[ReportPart] | None = None,
    ) -> None:
        """Take the journey by its number; dates are shown and told late as on `today`.

        `parts` are what is shown; None for what is kept with the journey, which is all unless somebody chose.
        """
        self._workspace = workspace
        self._reads = workspace.reads
        self.months: int = workspace.rules.scoring.months
        """Over how many months gains of actions count."""
        self._journey_id = journey_id
        self._parts = parts
        self.today = today
        self.method: Method = workspace.rules.scoring.method
        """Whose numbers put the actions in order."""
        self.moments: MomentBounds = workspace.rules.moments
        """From where what a touchpoint means to customer and business counts as high or low."""

    @cached_property
    def map(self) -> JourneyMap:
        """The journey with its touchpoints; raises NotFoundError when there is none of that number."""
        found = self._reads.maps.get(self._journey_id)
        if found is None:
            raise NotFoundError(_("There is no journey number {number}.").format(number=self._journey_id))
        return found

    @cached_property
    def parts(self) -> tuple[ReportPart, ...]:
        """What the report shows after its first page, in order."""
        kept = self.map.journey.report
        chosen = {*self._parts} if self._parts is not None else {part for part in ReportPart if part in kept}
        return tuple(part for part in ReportPart if part in chosen or not chosen)

    @cached_property
    def inside(self) -> tuple[Inside, ...]:
        """The journeys inside, each once, however deep, in the order in which the touchpoints lead to them."""
        return tuple(self._inside(self, set()))

    def _inside(self, outer: Contents, seen: set[int]) -> Iterator[Inside]:
        for point in outer.map.points:
            inner = point.touchpoint.opens_id
            if inner is None or inner in seen:
                continue
            seen.add(inner)
            contents = Contents(self._workspace, inner, self.today)
            yield Inside(contents, point.touchpoint.name, outer.map.journey.name)
            yield from self._inside(contents, seen)

    @cached_property
    def named(self) -> Named:
        """What is named beside the map."""
        return named(self.map)

    @cached_property
    def summary(self) -> tuple[TouchpointSummary, ...]:
        """A line per touchpoint, in order."""
        return tuple(self._reads.audits.summary(self._journey_id))

    @cached_property
    def serving(self) -> Mapping[int, tuple[ServingAction, ...]]:
        """The actions that serve each strategy, by its number."""
        return self._reads.strategies.serving(self._journey_id)

    @cached_property
    def audits(self) -> tuple[AuditLine, ...]:
        """The newest first, without those hidden from whoever asks."""
        return tuple(line for line in self._reads.audits.lines(self._journey_id) if not line.hidden)

    @cached_property
    def heard(self) -> tuple[NewestAudit, ...]:
        """By persona, the newest audit first."""
        return tuple(self._heard(audit) for audit in _newest(self.audits))

    def _heard(self, audit: AuditLine) -> NewestAudit:
        before = self._reads.follow.finished_before(audit.id)
        change = self._reads.follow.compare(before.id, audit.id) if before is not None else None
        return NewestAudit(audit, change)

    @cached_property
    def found(self) -> Mapping[int, tuple[Found, ...]]:
        """What each of these audits found, by its number."""
        return {audit.id: tuple(self._reads.audits.found(audit, self.findings)) for audit in self.answered}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the journey that last: open, gone, remarks, waived ones and those of drafts."""
        return tuple(self._reads.findings.of_journey(self._journey_id))

    @cached_property
    def faults(self) -> tuple[Finding, ...]:
        """The open ones, the worst first."""
        return tuple(worst_first(open_faults(self.findings)))

    @cached_property
    def remarks(self) -> tuple[Finding, ...]:
        """The remarks on what is met, which never count."""
        return tuple(worst_first(open_remarks(self.findings)))

    @cached_property
    def has_looked(self) -> bool:
        """Whether anything is known of faults: an audit is finished, or there are some."""
        return bool(self.faults) or any(heard.audit.finished is not None for heard in self.heard)

    @cached_property
    def last_time(self) -> LastTime | None:
        """How it stood after the audit before the newest finished one of the same persona; None where that was the first."""
        newest = next((heard for heard in self.heard if heard.audit.finished is not None), None)
        if newest is None or newest.change is None:
            return None
        became = changes_between(self.findings, newest.audit, newest.change.older)
        return LastTime(newest.change, became)

    @cached_property
    def pictures(self) -> ReportPictures:
        """The pictures of the open findings and of remarks, as they are in the report."""
        return taken((*self.faults, *self.remarks), self._workspace.picture)

    @cached_property
    def answered(self) -> tuple[Audit, ...]:
        """The newest audit of each persona with all its answers."""
        found = [self._reads.audits.get(heard.audit.id) for heard in self.heard]
        return tuple(audit for audit in found if audit is not None)

    @cached_property
    def actions(self) -> tuple[ActionLine, ...]:
        """All but dropped ones, in order of priority."""
        wanted = ActionFilter(ALL_BUT_DROPPED, journey_id=self._journey_id)
        return tuple(self._reads.actions.ranking(wanted).all())

    def first_actions(self, count: int) -> list[ActionLine]:
        """Return the first so many that want doing, each after what it waits for."""
        return self._reads.actions.ranking(ActionFilter(journey_id=self._journey_id)).first(count)

    @property
    def open_actions(self) -> tuple[ActionLine, ...]:
        """Those that still want doing, in order of priority."""
        closed = (Status.DONE, Status.VERIFIED)
        return tuple(action for action in self.actions if action.status not in closed)

    @cached_property
    def chances(self) -> Mapping[int, float | None]:
        """How likely each open action is to bring most, by its number; those without cost and gain are not in it."""
        return self._reads.returns.chances(ActionFilter(journey_id=self._journey_id))

    @cached_property
    def purpose(self) -> PurposeFigures:
        """The figures of what the journey is for."""
        return self._reads.for_purpose(self._journey_id, self.map.journey.purpose)

    @cached_property
    def losses(self) -> JourneyMoney:
        """What the touchpoints lose a month."""
        found = self.purpose.lost or self._reads.losses.of_journey(self._journey_id)
        assert found is not None
        return found

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every piece about the journey."""
        return tuple(self._reads.evidence.lines(EvidenceFilter(journey_id=self._journey_id)))

    @cached_property
    def support(self) -> JourneySupport | None:
        """What the journey and its parts rest on."""
        return self._reads.evidence.support(self._journey_id)

    @cached_property
    def comparison(self) -> PersonasCompared | None:
        """The personas of the journey side by side; None where there are fewer than two."""
        if len(self.map.personas) < FEWEST or not self.map.points:
            return None
        return comparison(self._reads, self.map, self.map.personas)

    @cached_property
    def charges(self) -> tuple[Charge, ...]:
        """The touchpoints in order, with who answers for each."""
        return tuple(self._reads.responsibility.charges(self.today, self._journey_id))

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where what the auditors found and the evidence can't both be right."""
        return tuple(self._reads.contradictions.of(self._journey_id))

    @cached_property
    def review(self) -> Review | None:
        """When the journey is to be looked at again; None where it never is."""
        return self._reads.follow.review(self.map.journey)

    @cached_property
    def replies(self) -> RepliesTable:
        """What respondents replied, theme by theme, without the words of those who did not agree to that."""
        bank, _problems = self._workspace.question_bank()
        reads = self._reads.interviews
        return replies_by_theme(
            asked_in(self.map.journey, bank, reads.questions(self._journey_id)),
            reads.respondents(self._journey_id),
            reads.responses(self._journey_id),
            self._reads.maps.replies(self._journey_id),
            for_others=True,
        )

    @cached_property
    def trend(self) -> Trend:
        """How the audits fare, the oldest first."""
        return self._reads.follow.trend(self._journey_id)


class Inside(Struct, frozen=True):
    """A journey inside the one that is reported."""

    contents: Contents
    touchpoint: str
    """Where it is."""
    journey: str
    """Whose touchpoint that is."""


def _newest(audits: Sequence[AuditLine]) -> list[AuditLine]:
    """Return the newest audit of each persona in which anything was answered or felt; re-checks see only a part.

    A draft counts where none is finished.
    """
    found: dict[str, AuditLine] = {}
    for audit in sorted(audits, key=lambda audit: audit.finished is None):
        if audit.kind is not AuditKind.RECHECK and (audit.answered or audit.felt):
            found.setdefault(audit.persona, audit)
    return sorted(found.values(), key=audits.index)
