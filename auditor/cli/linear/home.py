"""The beginning in lines: the journeys, and what is late and yours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.base.i18n import N_, _, in_language, ngettext
from auditor.base.text import shortened
from auditor.cli.columns.sharing import tell_differing_at, tell_differing_with
from auditor.cli.columns.todays import KINDS, TodayItem, load_of, todays
from auditor.cli.frame.clients import ALL_JOURNEYS
from auditor.cli.frame.lookup import a_journey
from auditor.cli.linear.actions import ActionList
from auditor.cli.linear.journey import JourneyTalk, journey_line
from auditor.cli.linear.talk import AT_ONCE, Conversation, InputEndedError, Key, Talk
from auditor.cli.linear.walk import Walk

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine
    from auditor.views.journeys import JourneyLine
    from auditor.workspace import Workspace

_MOST = 5
"""So much of what wants the user's eye is said at once."""


class Home(Conversation):
    """The first place."""

    KEYS: tuple[Key, ...] = (
        (N_("a number"), N_("Open the journey of that number; a part of its name does as well")),
        ("a", N_("See what to improve first")),
        ("t", N_("All that is late, due or to be proved, and yours")),
        ("j", N_("All journeys")),
        ("n", N_("Start a new journey")),
        (".", N_("Say this again")),
    )

    def begin(self) -> bool:
        """Say the journeys, and what wants the user's eye first."""
        lines = self.workspace.reads.journeys.lines()
        self.talk.say(" · ".join(("Auditor", _("overview"), self.workspace.who)))
        if not lines:
            self.talk.say(_("There is no journey yet: {key} starts one.").format(key="n"))
            return True
        items = self._todays()
        self.talk.say(*map(_item_line, items[:_MOST]))
        if (left := len(items) - _MOST) > 0:
            self.talk.say(ngettext("and {n} more: t", "and {n} more: t", left).format(n=left))
        self.talk.say(ngettext("{n} journey:", "{n} journeys:", len(lines)).format(n=len(lines)))
        self.talk.say(*self._journeys(lines[:AT_ONCE]))
        if (left := len(lines) - AT_ONCE) > 0:
            self.talk.say(ngettext("and {n} more: j", "and {n} more: j", left).format(n=left))
        self.talk.say(
            _(
                "The number of a journey opens it, a lists what to improve, n starts one, q leaves, ? tells all keys."
            )
        )
        return True

    def _journeys(self, lines: Sequence[JourneyLine]) -> Iterator[str]:
        reviews = self.workspace.reads.follow.reviews() if any(line.review_days for line in lines) else {}
        for line in lines:
            yield f"{line.id}: {journey_line(self.workspace, line, reviews.get(line.id))}"

    def _todays(self) -> list[TodayItem]:
        """Return what is the user's, or else what is late, and the journeys that are to be audited."""
        workspace = self.workspace
        reviews = workspace.reads.follow.due_reviews(workspace.today)
        mine = load_of(workspace, workspace.person)
        if mine is not None and mine.open:
            return todays(workspace, mine, reviews, ALL_JOURNEYS)
        every = todays(workspace, load_of(workspace, None), reviews, ALL_JOURNEYS)
        return [item for item in every if item.kind in ("late", "review")]

    def changed(self) -> None:
        """Say it as it is now."""
        self.begin()

    def take(self, key: str, rest: str) -> bool:
        """Do what was typed."""
        if key == "a" and not rest:
            ActionList(self.talk).run()
        elif key == "t" and not rest:
            items = self._todays()
            self.talk.say_some(map(_item_line, items) if items else [_("Nothing wants your eye today.")])
            return True
        elif key == "j" and not rest:
            self.talk.say_some(self._journeys(self.workspace.reads.journeys.lines()))
            return True
        elif key == "n" and not rest:
            made = self._new()
            if made is None:
                return True
            JourneyTalk(self.talk, made).run()
        elif key not in ("", "."):
            JourneyTalk(self.talk, a_journey(self.workspace, f"{key} {rest}".strip()).id).run()
        return self.begin()

    def _new(self) -> int | None:
        """Start a journey from a template."""
        templates, problems = self.workspace.templates()
        self.talk.say(*map(str, problems))
        titles = [in_language(one.title) for one in templates]
        place = self.talk.chosen(_("How do you want to begin?"), [*titles, _("Empty journey")])
        if place is None:
            return None
        journeys = self.workspace.journeys
        if place == len(templates):
            name = self.talk.ask(_("What is it called? Enter leaves it."))
            return journeys.new(name) if name else None
        tell_differing_with(self.workspace, templates[place])
        name = self.talk.ask(_("What is it called? Enter takes: {proposed}").format(proposed=titles[place]))
        return journeys.new_from(templates[place], name or titles[place])


def _item_line(item: TodayItem) -> str:
    number = _("action {number}").format(number=item.id) if item.of == "action" else ""
    parts = (number, shortened(item.title, 200), item.journey if item.journey != item.title else "", item.off)
    return f"{_(KINDS[item.kind])}: " + " · ".join(filter(None, parts))


def talk_in_lines(workspace: Workspace, audit: AuditLine | None = None) -> int:
    """Talk in lines until the user leaves or there is nothing more to read; return the exit code."""
    talk = Talk(workspace)
    if audit is not None:
        tell_differing_at(workspace, audit.journey_id)
    try:
        (Home(talk) if audit is None else Walk(talk, audit.id)).run()
        talk.say(_("Everything is saved."))
    except InputEndedError:
        talk.say(_("There is nothing more to read. Everything is saved."))
    return 0
