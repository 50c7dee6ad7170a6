"""A journey in lines: what it is, and the ways on from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.finding_counts import counted, open_faults
from auditor.analysis.lasting import worst_first
from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import N_, _, day, ngettext
from auditor.base.vocabulary import Depth
from auditor.cli.columns.sharing import tell_differing_at
from auditor.cli.linear.actions import ActionList
from auditor.cli.linear.follow_up import say_follow_up
from auditor.cli.linear.found import finding_line
from auditor.cli.linear.talk import Conversation, Key, Talk
from auditor.cli.linear.walk import Walk
from auditor.sentences import follow
from auditor.sentences.depths import effort_text
from auditor.sentences.finding_counts import headline
from auditor.sentences.persona import state_text
from auditor.walking.beginning import (
    are_to_choose_from,
    audit_words,
    depth_before,
    depths_to_choose,
    open_audits,
)
from auditor.walking.walked import NOT_MADE, Beginning

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine
    from auditor.views.follow import Review
    from auditor.views.journeys import JourneyLine
    from auditor.workspace import Workspace


class JourneyTalk(Conversation):
    """One journey."""

    KEYS: tuple[Key, ...] = (
        ("w", N_("Start an audit of this journey, or take it up where it was left")),
        ("a", N_("See what to improve first in this journey")),
        ("F", N_("What is wrong, the worst first")),
        ("f", N_("What became better or worse since the last audit")),
        (".", N_("Say this again")),
    )

    def __init__(self, talk: Talk, journey_id: int) -> None:
        """Talk about the journey of that number."""
        super().__init__(talk)
        self.journey_id = journey_id

    def begin(self) -> bool:
        """Say what the journey is, and the ways on."""
        line = next((one for one in self.workspace.reads.journeys.lines() if one.id == self.journey_id), None)
        if line is None:
            raise NotFoundError(_("This journey is no longer there."))
        review = self.workspace.reads.follow.reviews().get(line.id) if line.review_days else None
        self.talk.say(journey_line(self.workspace, line, review))
        self.talk.say(f"{labels.word(line.purpose)} · {labels.word(line.scope)}")
        self.talk.say(
            _(
                "w walks, a lists what to improve, F what is wrong, f follows up, q goes back, ? tells all keys."
            )
        )
        return True

    def changed(self) -> None:
        """Say it as it is now."""
        self.begin()

    def take(self, key: str, rest: str) -> bool:
        """Do what was typed."""
        if rest:
            return False
        if key == "w":
            walk_journey(self.talk, self.journey_id)
        elif key == "a":
            ActionList(self.talk, self.journey_id).run()
        elif key == "F":
            self._say_findings()
            return True
        elif key == "f":
            say_follow_up(self.talk, self.journey_id)
            return True
        elif key not in ("", "."):
            return False
        return self.begin()

    def _say_findings(self) -> None:
        found = open_faults(self.workspace.reads.findings.of_journey(self.journey_id))
        self.talk.say(headline(counted(found)))
        self.talk.say_some(map(finding_line, worst_first(found)))


def journey_line(workspace: Workspace, line: JourneyLine, review: Review | None) -> str:
    """Return a journey with when it was audited, how far an audit in progress has come, and how much is to do."""
    audit = workspace.reads.audits.line(line.open_audit) if line.open_audit is not None else None
    audited = _("not audited yet")
    if line.last_audit is not None:
        audited = _("audited {day}").format(day=day(line.last_audit))
    parts = (
        line.title,
        ngettext("{n} touchpoint", "{n} touchpoints", line.touchpoints).format(n=line.touchpoints),
        audited,
        _draft(audit),
        follow.review(review, workspace.today) if review is not None and review.due else "",
        ngettext("{n} to do", "{n} to do", line.open_actions).format(n=line.open_actions),
    )
    return " · ".join(filter(None, parts))


def _draft(audit: AuditLine | None) -> str:
    if audit is None:
        return ""
    return _("draft {answered}/{asked}").format(answered=audit.answered, asked=audit.asked)


def walk_journey(talk: Talk, journey_id: int) -> None:
    """Walk the open audit of a journey; ask which where there are several, and begin one where there is none."""
    tell_differing_at(talk.workspace, journey_id)
    still_open = open_audits(talk.workspace, journey_id)
    place: int | None = 0
    if are_to_choose_from(still_open):
        options = [*map(_audit_line, still_open), _("Start a new audit")]
        place = talk.chosen(_("Which audit?"), options, 0)
    if place is None:
        return
    if place < len(still_open):
        Walk(talk, still_open[place].id).run()
    elif (beginning := _beginning(talk, journey_id)) is not None:
        Walk(talk, NOT_MADE, beginning).run()


def _audit_line(line: AuditLine) -> str:
    answered = _("{answered} of {asked} answered").format(answered=line.answered, asked=line.asked)
    return f"{audit_words(line)} · {answered}"


def _beginning(talk: Talk, journey_id: int) -> Beginning | None:
    """Return an audit that begins with its first answer, asking in whose shoes and how deep; None where that is not said."""
    workspace = talk.workspace
    personas = workspace.reads.journeys.personas(journey_id)
    persona_id = personas[0].id if personas else None
    if len(personas) > 1:
        options = [" · ".join(filter(None, (f"{one.name} {state_text(one)}", one.who))) for one in personas]
        place = talk.chosen(_("In whose shoes do you walk?"), options)
        if place is None:
            return None
        persona_id = personas[place].id
    depth: Depth | None = Depth.FULL
    if offers := depths_to_choose(workspace, journey_id):
        before = depth_before(workspace, journey_id)
        told = [f"{labels.word(one.depth)}: {effort_text(one.judgements, one.minutes)}" for one in offers]
        place = talk.chosen(_("How deep do you look?"), told, [one.depth for one in offers].index(before))
        depth = None if place is None else offers[place].depth
    return None if depth is None else Beginning(journey_id, persona_id, depth)
